package scenarios

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
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
	// Without are the schemes of which the study knows nothing in that year, so
	// that the others were computed without them.
	Without []string
}

// Backcasts sets the status quo of the year of each report beside the
// expenditure, in the order of the schemes. A scheme that has no expenditure of
// a year within the frames is left out. One of which the model has no cost in
// that year is in the list, and so is one whose year cannot be computed.
func Backcasts(study *abnd.Study) []Backcast {
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
			of = pastOf(study, year)
			computed[year] = of
		}
		x := Backcast{Year: year, Missing: of.missing, Reconciled: Reconciled{Reconciliation: costing.Reconciliation{Scheme: s}, Verdict: NotKnown}}
		if of.schemes != nil && !of.lacks(of.schemes[i].Members) {
			x.Reconciled, x.Missing, x.Without = of.schemes[i], nil, of.without
		}
		all = append(all, x)
	}
	return all
}

// past is the status quo of a year set beside what was reported.
type past struct {
	result  *Result      // nil where the year cannot be computed
	schemes []Reconciled // nil likewise
	missing abnd.Diagnostics
	without []string // schemes whose benefits have no values in that year
}

func pastOf(study *abnd.Study, year abnd.Year) past {
	then := StatusQuoOnly(study)
	then.MoveTo(abnd.Years{First: year, Last: year})
	result, found := Run(then)
	var of past
	if result == nil {
		// What one benefit lacks is no reason to know nothing of the others.
		of.missing, of.without = found, leaveOutUnknown(then, year)
		result, _ = Run(then)
	}
	if result != nil {
		of.result, of.schemes = result, result.Reconcile()
	}
	return of
}

func (p past) lacks(members []abnd.Scheme) bool {
	return slices.ContainsFunc(members, func(m abnd.Scheme) bool { return slices.Contains(p.without, m.ID) })
}

// leaveOutUnknown takes out of a study of the status quo alone the benefits
// that read a table which begins after the year, and lists their schemes.
func leaveOutUnknown(only *abnd.Study, year abnd.Year) (schemes []string) {
	statusQuo := &only.Scenarios[0]
	late := map[string]bool{}
	only.Tables = slices.DeleteFunc(only.Tables, func(t abnd.Table) bool {
		_, known := t.Values[year]
		late[t.ID] = !known
		return !known
	})
	only.Benefits = slices.DeleteFunc(only.Benefits, func(b abnd.Benefit) bool {
		for _, table := range tablesOf(only, *statusQuo, b) {
			if late[table] {
				schemes = append(schemes, b.Scheme)
				delete(statusQuo.Changes, b.ID)
				return true
			}
		}
		return false
	})
	requireOnlyPresent(only)
	return schemes
}

// requireOnlyPresent takes out of what benefits require those that the study
// does not have.
func requireOnlyPresent(study *abnd.Study) {
	for i := range study.Benefits {
		b := &study.Benefits[i]
		b.Requires = slices.DeleteFunc(b.Requires, func(id string) bool { _, ok := study.FindBenefit(id); return !ok })
	}
}

// tablesOf are the tables that a benefit reads in a scenario.
func tablesOf(study *abnd.Study, scenario abnd.Scenario, b abnd.Benefit) []string {
	var tables []string
	for _, spec := range costing.SpecsOf(study, b) {
		if table, ok := scenario.Value(b, spec.Code).Code(); ok && spec.OfTables {
			tables = append(tables, table)
		}
	}
	return tables
}

// StatusQuoOnly is a copy of the study with nothing in it but what happens if
// nothing is decided: the benefits that are paid in the status quo, the tables
// that they read, and no reform, package, assessment or uncertainty. Its status
// quo costs the same. It can be moved to years before those of the study, for
// which the tables of reforms have no values.
func StatusQuoOnly(study *abnd.Study) *abnd.Study {
	only := study.Clone()
	only.DropLevers()
	statusQuo, ok := only.FindScenario(abnd.StatusQuo)
	if !ok {
		return only // which is an error that the check tells
	}
	statusQuo = only.Inherited(statusQuo)
	statusQuo.BasedOn = ""
	only.Benefits = slices.DeleteFunc(only.Benefits, func(b abnd.Benefit) bool { return !costing.Pays(statusQuo, b) })
	requireOnlyPresent(only)
	read := map[string]bool{}
	for i := range only.Benefits {
		b := &only.Benefits[i]
		b.Recommendations = nil
		for _, table := range tablesOf(only, statusQuo, *b) {
			read[table] = true
		}
	}
	for id := range statusQuo.Changes {
		if _, paid := only.FindBenefit(id); !paid {
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
