package workbook

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// stepLines are the factors that may stand, beside the take-up, between the target
// group of a benefit and its beneficiaries; of the share that is left out, what is
// left of it.
var stepLines = []string{
	"births_per_woman", "parameter/births_relative", "parameter/incidence", "area", "children_paid_share", "enrolment", "targeting",
	"parameter/poorest_share", "parameter/excluded_share",
}

// steps are those of the lines between target group and beneficiaries that the
// benefit has in this scenario: without them the take-up of a group would not come to
// the beneficiaries beside it. A branch of insurance has its cases per person insured.
func (x paidBenefit) steps() []string {
	return slices.DeleteFunc(slices.Clone(stepLines), func(line string) bool {
		if !x.has(x.key(line)) {
			return true
		}
		years := []abnd.Year{0}
		if l := x.model.Line(x.key(line)); l.Years.Len() > 0 {
			years = l.Years.All()
		}
		return !slices.ContainsFunc(years, func(year abnd.Year) bool {
			_, known := x.projection.Value(x.key(line), year)
			return known
		})
	})
}

// stepsInWords are the steps of a branch of insurance, whose target group are the
// persons insured and whose beneficiaries are their cases.
func (x paidBenefit) stepsInWords() []printEntry {
	if !x.has(x.key("insured_persons")) {
		return nil
	}
	var all []printEntry
	for _, line := range x.steps() {
		l := x.model.Line(x.key(line))
		figure := x.shownFigure(l.Key, 0, costing.AsPercent)
		if l.Years.Len() > 0 {
			figure = x.fromFirstToLast(line, costing.AsPercent)
		}
		all = append(all, x.phrase(abnd.T("%s: %s", "%s: %s"), printEntry{value: lowered(l.Label.In(x.lang))}, figure))
	}
	return all
}
