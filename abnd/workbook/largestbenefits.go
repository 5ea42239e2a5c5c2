package workbook

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// largePart is the share of a guarantee's cost from which a benefit is named below
// its chart.
const largePart = 0.25

// largestBenefits names, for each guarantee of several benefits, schemes that are
// known by their expenditure alone among them, those that make a large part of its
// cost, the largest first, with their shares in the first year of the projection when
// the file was written: a guarantee of which half is the pension of veterans is not
// what its name suggests. It is blank where no guarantee pays several.
func (w *resultWriter) largestBenefits(scenario string) abnd.Text {
	type paid struct {
		name abnd.Text
		cost float64
	}
	year := w.study.Projection.First
	var all []string
	for _, g := range abnd.Guarantees() {
		total, known := w.projection.Value(costing.GuaranteeKey(scenario, g, "total_cost"), year)
		if !known {
			continue
		}
		var of []paid
		add := func(name abnd.Text, key model.Key) {
			if !w.model.Has(key) {
				return
			}
			if x, _ := w.projection.Value(key, year); x > 0 {
				of = append(of, paid{name, x})
			}
		}
		for _, b := range w.study.Benefits {
			if b.Guarantee == g {
				add(b.Name, costing.BenefitKey(scenario, b.ID, "total_cost"))
			}
		}
		for _, s := range costing.ProjectedSchemes(w.study) {
			if len(s.Guarantees) == 1 && s.Guarantees[0] == g { // what is parted among several is not told apart here
				add(s.Name, costing.SchemeKey(scenario, s.ID, "total_cost"))
			}
		}
		if len(of) < 2 {
			continue
		}
		slices.SortStableFunc(of, func(a, b paid) int { return cmp.Compare(b.cost, a.cost) })
		var named []string
		for _, b := range of {
			if b.cost >= largePart*total {
				named = append(named, fmt.Sprintf("%s (%s)", b.name.In(w.lang), costing.AsPercent.Write(b.cost/total, true, w.lang)))
			}
		}
		if len(named) == 0 {
			continue
		}
		all = append(all, g.ShortName().In(w.lang)+": "+strings.Join(named, ", "))
	}
	if len(all) == 0 {
		return abnd.Text{}
	}
	return abnd.T("A quarter or more of what was known of a guarantee in %d, when written: %s.", "Um quarto ou mais do que se conhecia de uma garantia em %d, à data da escrita: %s.").Fill(int(year), strings.Join(all, "; "))
}
