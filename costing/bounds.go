package costing

import (
	"math"
	"strconv"
	"strings"
	"sync"

	"github.com/openabnd/engine/abnd"
)

// Bound is what a figure of a study may be: a number from Low to High, both
// included, and a whole one where Whole. It is one definition for [Check] and
// for what a workbook lets be typed into the cell.
type Bound struct {
	Low, High float64
	Whole     bool
}

// IsFinite reports whether the bound has two ends, one above the other.
func (b Bound) IsFinite() bool {
	return !math.IsInf(b.Low, 0) && !math.IsInf(b.High, 0) && b.Low < b.High
}

// IsOpen reports whether the upper end is only what a number can be: any amount.
func (b Bound) IsOpen() bool { return b.High >= maxMoney }

var (
	ofShare  = Bound{0, 1, false}
	ofAge    = Bound{0, abnd.MaxAge, true}
	ofAmount = Bound{0, maxMoney, false}
)

// schemeBounds are those of the figures of an existing scheme.
var schemeBounds = map[string]Bound{
	"age_min": {0, abnd.MaxAge, false}, "age_max": {0, abnd.MaxAge, false},
	"benefit": ofAmount, "payments": {0, mostPayments, false}, "recipients_amount": ofAmount,
	"recipients": ofAmount, "recipients_paid": ofAmount, "benefit_for": {1, mostPerUnit, false}, "expenditure": ofAmount,
}

// groupBounds and provisionBounds are those of the assessment.
var (
	groupBounds = map[string]Bound{
		"age_min": ofAge, "age_max": ofAge, "share": ofShare, "joint": ofShare, "adequate": {0, mostOfBenchmark, false},
	}
	provisionBounds = map[string]Bound{
		"legal": ofShare, "in_group": ofShare, "women": ofShare, "recipients": ofAmount, "per_unit": {0, mostPerUnit, false},
	}
)

// financingBounds are those of a measure that has no rule.
var financingBounds = map[string]Bound{"share": ofShare, "amount": ofAmount}

// boundTables are the bounds of figures by the first word of their path and by
// their last one.
var boundTables = sync.OnceValue(func() map[string]map[string]Bound {
	of := func(specs []Spec) map[string]Bound {
		all := map[string]Bound{}
		for _, s := range specs {
			if !s.IsChoice() {
				all[s.Code] = Bound{s.Low, s.High, s.Whole}
			}
		}
		return all
	}
	with := func(all, more map[string]Bound) map[string]Bound {
		for code, b := range more {
			all[code] = b
		}
		return all
	}
	benefits := of(Specs())
	return map[string]map[string]Bound{
		"benefits": benefits, "scenarios": benefits,
		"financing":  with(of(FinancingSpecs()), financingBounds),
		"schemes":    with(of(payers.specs), schemeBounds),
		"groups":     groupBounds,
		"provisions": provisionBounds,
	}
})

// seriesBounds are those of the values of series by year, by their paths.
var seriesBounds = sync.OnceValue(func() map[abnd.Path]Bound {
	all := map[abnd.Path]Bound{}
	for _, f := range AllFrameSeries() {
		all[f.Path()] = Bound{f.Low, f.High, false}
	}
	for _, s := range AllShocks() {
		all[s.Path()] = Bound{s.Low, s.High, false}
	}
	return all
})

// longRunCode is the last word of the path of a series' value in the long run.
const longRunCode = "long_run"

// BoundOf is the bound that [Check] holds the figure at a path to, where the path
// alone tells it.
func BoundOf(path abnd.Path) (Bound, bool) {
	words := strings.Split(string(path), "/")
	last := words[len(words)-1]
	if table, ok := boundTables()[words[0]]; ok && len(words) > 1 {
		b, ok := table[last]
		return b, ok && b.IsFinite()
	}
	if words[0] == "population" && len(words) == len(strings.Split(string(PopulationPath(0, "", 0)), "/")) {
		return ofAmount, true
	}
	if _, err := strconv.Atoi(last); err != nil && last != longRunCode {
		return Bound{}, false
	}
	b, ok := seriesBounds()[abnd.Path(strings.TrimSuffix(string(path), "/"+last))]
	return b, ok && b.IsFinite()
}

// yearsInData are the last words of the paths of years that must be among those
// of the data, because an index moves an amount from there.
var yearsInData = map[string][]string{
	"benefits": {"amount_year", "amount_2_year", "amount_3_year", "amount_4_year", "register_year"},
	"economy":  {"year"}, "general": {"price_year"}, "financing": {"amount_year"},
}

// IsYearOfData reports whether [Check] wants the year at a path to be one of the
// frame of the study.
func IsYearOfData(path abnd.Path) bool {
	words := strings.Split(string(path), "/")
	first, last := words[0], words[len(words)-1]
	if first == "scenarios" {
		first = "benefits"
	}
	for _, code := range yearsInData[first] {
		if code == last {
			return true
		}
	}
	return false
}
