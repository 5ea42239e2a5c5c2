package scenarios

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// Result is a study with all its scenarios computed. Study is the result's own
// copy, so that the inputs that are written beside its figures are those that
// gave them: it must not be changed.
type Result struct {
	Study      *abnd.Study
	Projection *costing.Projection
}

// Run checks a study and computes every scenario. Where the study has errors
// the result is nil and the diagnostics hold all of them; warnings come with
// a result. The study is copied and may be changed afterwards.
func Run(study *abnd.Study) (*Result, abnd.Diagnostics) {
	study = study.Clone()
	model, found := costing.Build(study)
	if model == nil {
		return nil, found
	}
	projection, err := model.Evaluate()
	if err != nil {
		// Build has compiled the model already.
		panic("scenarios: " + err.Error())
	}
	r := &Result{Study: study, Projection: projection}
	if found = append(append(found, r.unknowns()...), r.frames()...); found.HasErrors() {
		return nil, found
	}
	return r, append(append(found, r.coverageWarnings()...), r.implausible()...)
}

// unknowns finds costs that could not be computed: a total that is not known
// must not pass for one that is small.
func (r *Result) unknowns() abnd.Diagnostics {
	var found abnd.Diagnostics
	for _, s := range r.Study.Scenarios {
		for _, b := range r.Study.Benefits {
			for _, year := range r.Study.Projection.All() {
				if _, ok := r.Projection.Value(costing.BenefitKey(s.ID, b.ID, "incremental_cost"), year); ok {
					continue
				}
				found.AddError(abnd.JoinPath("benefits", b.ID), "unknown-result",
					abnd.T("the cost of %q in scenario %q cannot be computed for %d", "não é possível calcular o custo de %q no cenário %q em %d").Fill(b.ID, s.ID, int(year)),
					abnd.T("look for blanks in its parameters and in the series that it follows", "procure células em branco nos seus parâmetros e nas séries com que evolui"))
				break
			}
		}
	}
	return found
}

// Select keeps the scenarios with these IDs, in the order of the study; none
// means all. Unknown IDs are errors that name the nearest one.
func Select(study *abnd.Study, ids ...string) ([]abnd.Scenario, abnd.Diagnostics) {
	if len(ids) == 0 {
		return study.Scenarios, nil
	}
	var known []string
	for _, s := range study.Scenarios {
		known = append(known, s.ID)
	}
	var found abnd.Diagnostics
	for _, id := range ids {
		if slices.Contains(known, id) {
			continue
		}
		found.AddError("", "unknown-scenario", abnd.T("there is no scenario %q", "não existe o cenário %q").Fill(id), suggestion(id, known))
	}
	if found != nil {
		return nil, found
	}
	var chosen []abnd.Scenario
	for _, s := range study.Scenarios {
		if slices.Contains(ids, s.ID) {
			chosen = append(chosen, s)
		}
	}
	return chosen, nil
}
