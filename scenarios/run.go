package scenarios

import (
	"slices"
	"strings"
	"sync"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// Result is a study with all its scenarios computed. Study is the result's own
// copy, so that the inputs that are written beside its figures are those that
// gave them: it must not be changed.
type Result struct {
	Study      *abnd.Study
	Projection *model.Projection
	// prints computes the fingerprint of each scenario, once.
	prints map[string]func() string
}

// Run checks a study and computes every scenario. Where the study has errors
// the result is nil and the diagnostics hold all of them; warnings come with
// a result. The study is copied and may be changed afterwards.
func Run(study *abnd.Study) (*Result, abnd.Diagnostics) { return RunWith(study, RunOptions{}) }

// RunOptions spare a run what is not needed of it.
type RunOptions struct {
	// Figures says that the figures of the results are wanted alone, in half of
	// the time and memory. The result has no cells in which parameters are entered
	// ([costing.BuildInForce]): it cannot be written as a workbook, explained or
	// simulated. The study is not copied and must not be changed afterwards.
	Figures bool
	// Checked says that the study is as [costing.Check] has found it to be
	// without errors. It is not checked again, and what was found then is not
	// found again.
	Checked bool
}

// RunWith is [Run] with options.
func RunWith(study *abnd.Study, options RunOptions) (*Result, abnd.Diagnostics) {
	if !options.Figures {
		study = study.Clone()
	}
	var found abnd.Diagnostics
	if !options.Checked {
		if found = costing.Check(study); found.HasErrors() {
			return nil, found
		}
	}
	build := costing.BuildChecked
	if options.Figures {
		build = costing.BuildInForce
	}
	model := build(study)
	projection, err := model.Evaluate()
	if err != nil {
		// Build has compiled the model already.
		panic("scenarios: " + err.Error())
	}
	r := &Result{Study: study, Projection: projection, prints: map[string]func() string{}}
	for _, s := range study.Scenarios {
		r.prints[s.ID] = sync.OnceValue(func() string { return r.printOf(s.ID) })
	}
	if found = append(append(found, r.unknowns()...), r.frames()...); found.HasErrors() {
		return nil, found
	}
	return r, append(append(found, r.coverageWarnings()...), r.implausible()...)
}

// unknowns finds costs that could not be computed: a total that is not known
// must not pass for one that is small. Where a series of the economy that is
// not given is why, that is a warning, and the cost is blank.
func (r *Result) unknowns() abnd.Diagnostics {
	var found abnd.Diagnostics
	given := r.Projection
	if len(costing.MissingSeries(r.Study)) > 0 {
		given = withAllSeries(r.Study)
	}
	var blank []string
	for _, b := range r.Study.Benefits {
		isBlank := false
		for _, s := range r.Study.Scenarios {
			key := costing.BenefitKey(s.ID, b.ID, "incremental_cost")
			for _, year := range r.Study.Projection.All() {
				if _, ok := r.Projection.Value(key, year); ok {
					continue
				}
				if _, ok := given.Value(key, year); ok {
					isBlank = true
					continue
				}
				found.AddError(abnd.JoinPath("benefits", b.ID), "unknown-result",
					abnd.T("the cost of %q in scenario %q cannot be calculated for %d", "não é possível calcular o custo de %q no cenário %q em %d").Fill(b.ID, s.ID, int(year)),
					abnd.T("check for blank cells in its parameters and in the series to which it is indexed", "verifique se há células em branco nos seus parâmetros e nas séries a que está indexado"))
				break
			}
		}
		if isBlank {
			blank = append(blank, b.ID)
		}
	}
	if len(blank) > 0 {
		found.AddWarning(abnd.JoinPath("benefits", blank[0]), "blank-result",
			abnd.T("the cost of these benefits is blank in the years in which they are indexed to a missing series: %s", "fica em branco, nos anos em que está indexado a uma série em falta, o custo de: %s").Fill(strings.Join(blank, ", ")),
			abnd.T("enter the series in ECO, or choose no indexation for the amounts", "indique a série em ECO, ou escolha nenhuma actualização para os montantes"))
	}
	return found
}

// withAllSeries projects a study as if the series that it lacks were given, so
// that what is blank in it all the same is blank for another reason.
func withAllSeries(study *abnd.Study) *model.Projection {
	study = study.Clone()
	for _, f := range costing.MissingSeries(study) {
		series := f.Of(study)
		series.Values = map[abnd.Year]float64{}
		for _, year := range study.Frame().All() {
			series.Values[year] = max(0, f.Low)
		}
		series.Extension = abnd.HoldLast
	}
	model, found := costing.Build(study)
	if model == nil {
		panic("scenarios: " + found.Error()) // the study is complete but for these
	}
	p, err := model.Evaluate()
	if err != nil {
		panic("scenarios: " + err.Error())
	}
	return p
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
		found.AddError("", "unknown-scenario", abnd.T("unknown scenario %q", "não existe o cenário %q").Fill(id), abnd.Suggestion(id, known))
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
