package scenarios

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// Backcast is one existing scheme whose expenditure of a year was reported:
// what [Result.Reconcile] says of it where the status quo of that very year is
// computed, so that nothing that was decided or that grew since then is in the
// difference.
type Backcast struct {
	Reconciled
	// Year is the year of the expenditure, and of the model.
	Year abnd.Year
	// Missing says what the study lacks for the status quo of that year; with
	// an error in it no figure of the model is known.
	Missing abnd.Diagnostics
}

// Backcasts sets the status quo of the year of each report beside the
// expenditure, in the order of the schemes. A scheme that has no expenditure of
// a year within the frames is left out. One of which the model has no cost in
// that year is in the list, and so is one whose year cannot be computed.
func Backcasts(study *abnd.Study) []Backcast {
	type past struct {
		schemes []Reconciled // nil where the year cannot be computed
		missing abnd.Diagnostics
	}
	var all []Backcast
	computed := map[abnd.Year]past{}
	within := abnd.Years{First: study.FirstYear, Last: study.PopulationYears().Last}
	for i, s := range study.Schemes {
		year := s.Expenditure.Year
		if !s.Expenditure.Known || !within.Contains(year) {
			continue
		}
		of, done := computed[year]
		if !done {
			then := StatusQuoOnly(study)
			then.MoveTo(abnd.Years{First: year, Last: year})
			if result, found := Run(then); result == nil {
				of.missing = found
			} else {
				of.schemes = result.Reconcile()
			}
			computed[year] = of
		}
		x := Backcast{Year: year, Missing: of.missing, Reconciled: Reconciled{Reconciliation: costing.Reconciliation{Scheme: s}, Verdict: NotKnown}}
		if of.schemes != nil {
			x.Reconciled = of.schemes[i]
		}
		all = append(all, x)
	}
	return all
}

// StatusQuoOnly is a copy of the study with nothing in it but what happens if
// nothing is decided: the benefits that are paid in the status quo, the tables
// that they read, and no reform, package, assessment or uncertainty. Its status
// quo costs the same. It can be moved to years before those of the study, for
// which the tables of reforms have no values.
func StatusQuoOnly(study *abnd.Study) *abnd.Study {
	only := study.Clone()
	statusQuo, ok := only.FindScenario(abnd.StatusQuo)
	if !ok {
		return only // which is an error that the check tells
	}
	statusQuo = only.Inherited(statusQuo)
	statusQuo.BasedOn = ""
	only.Benefits = slices.DeleteFunc(only.Benefits, func(b abnd.Benefit) bool {
		on, _ := statusQuo.Value(b, "on").Code()
		return on != model.Yes
	})
	paid := func(id string) bool { _, ok := only.FindBenefit(id); return ok }
	read := map[string]bool{}
	for i := range only.Benefits {
		b := &only.Benefits[i]
		b.Recommendations = nil
		b.Requires = slices.DeleteFunc(b.Requires, func(id string) bool { return !paid(id) })
		for _, spec := range costing.SpecsOf(only, *b) {
			if table, ok := statusQuo.Value(*b, spec.Code).Code(); ok && spec.OfTables {
				read[table] = true
			}
		}
	}
	for id := range statusQuo.Changes {
		if !paid(id) {
			delete(statusQuo.Changes, id)
		}
	}
	only.Scenarios = []abnd.Scenario{statusQuo}
	only.Tables = slices.DeleteFunc(only.Tables, func(t abnd.Table) bool { return !read[t.ID] })
	only.Packages, only.Recommended, only.Financing = nil, nil, nil
	only.Groups, only.Provisions, only.Indicators, only.MatrixTexts = nil, nil, nil, nil
	only.Uncertain, only.Correlations = nil, nil
	return only
}
