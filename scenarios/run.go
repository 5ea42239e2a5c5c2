package scenarios

import (
	"fmt"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// Result is a study with all its scenarios computed.
type Result struct {
	Study      *abnd.Study
	Projection *costing.Projection
}

// Run checks a study and computes every scenario. Where the study has errors
// the result is nil and the diagnostics hold all of them; warnings come with
// a result.
func Run(study *abnd.Study) (*Result, abnd.Diagnostics) {
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
	if found = append(found, r.unknowns()...); found.HasErrors() {
		return nil, found
	}
	return r, found
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
					abnd.T("look for blanks in its parameters and in the series that it follows", "procure células em branco nos seus parâmetros e nas séries que acompanha"))
				break
			}
		}
	}
	return found
}

// Select keeps the scenarios with these IDs, in the order of the study; none
// means all. An unknown ID is an error that names the known ones.
func (r *Result) Select(ids ...string) ([]abnd.Scenario, error) {
	if len(ids) == 0 {
		return r.Study.Scenarios, nil
	}
	wanted := map[string]bool{}
	var known []string
	for _, s := range r.Study.Scenarios {
		known = append(known, s.ID)
	}
	for _, id := range ids {
		if _, ok := r.Study.FindScenario(id); !ok {
			if near := abnd.Nearest(id, known); near != "" {
				return nil, fmt.Errorf("there is no scenario %q; did you mean %q?", id, near)
			}
			return nil, fmt.Errorf("there is no scenario %q; there are %v", id, known)
		}
		wanted[id] = true
	}
	var chosen []abnd.Scenario
	for _, s := range r.Study.Scenarios {
		if wanted[s.ID] {
			chosen = append(chosen, s)
		}
	}
	return chosen, nil
}
