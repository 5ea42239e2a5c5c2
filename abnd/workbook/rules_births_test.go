package workbook

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// birthsStudy is Timor-Leste with benefits for births and pregnancies, paths
// by year, rankings and benefits that give way to one another.
func birthsStudy(t *testing.T) *abnd.Study {
	t.Helper()
	study := loadForRules(t)
	from := abnd.Provenance{Source: study.Sources[0].ID, Confidence: abnd.Assumption, Note: abnd.Same("test")}
	table := study.Tables[0].ID
	add := func(id string, rules ...costing.Rule) {
		rules = append([]costing.Rule{
			costing.Paid{From: 2026}, costing.Ages{Min: 0, Max: 40, Sex: abnd.Both, Share: 0.5},
			costing.TakeUp(0.8), costing.FlatAmount{Amount: 15, Year: 2024},
		}, rules...)
		study.Benefits = append(study.Benefits, costing.NewBenefit(id, abnd.Children, abnd.Same(id), from, rules...))
	}
	add("b-pregnancy", costing.Births{Event: costing.OfPregnancies, Months: 9, Share: 1})
	add("b-maternity", costing.Births{Event: costing.OfBirths, Months: 4, Share: 0.9},
		costing.ShareOfReference{Reference: "poverty-line", Share: 1, Year: 2024}, costing.Indexed(costing.IndexCPI))
	add("b-long", costing.Births{Event: costing.OfBirths, Months: 19.5, Share: 1}, costing.PaidShareTable(table),
		costing.AreaRamp{From: 0.2, To: 1, Start: 2026, End: 2033})
	add("p-paid", costing.PaidShareTable(table))
	add("p-logistic", costing.LogisticTakeUp{From: 0.1, To: 0.9, Start: 2025, End: 2035, Odds: 2.5})
	add("p-logistic-area", costing.LogisticArea{From: 0, To: 1, Start: 2026, End: 2032, Odds: 3}, costing.AmountBands{10: 20})
	add("p-poorest", costing.PoorestShare{Share: 0.3, Accuracy: 0.6, Headcount: 0.42})
	add("y-last", costing.YieldsTo("y-middle"), costing.Ages{Min: 10, Max: 60, Sex: abnd.Female, Share: 1})
	add("y-middle", costing.YieldsTo("y-first"), costing.AgeStep{OldestFrom: map[abnd.Year]int{2030: 60}})
	add("y-first", costing.Ages{Min: 20, Max: 70, Sex: abnd.Both, Share: 0.7}, costing.AreaRamp{From: 0, To: 1, Start: 2026, End: 2030})
	add("y-births", costing.LogisticTakeUp{From: 0.1, To: 0.9, Start: 2025, End: 2035, Odds: 1.5}, costing.PoorestShare{Share: 0.4, Accuracy: 0.5, Headcount: 0.3},
		costing.YieldsTo("y-first"), costing.PaidShareTable(table))
	return study
}

// The rules of births, paths, rankings and precedence are live like any
// other: as built, and after edits of their cells and of VITAL.
func TestLibreOfficeAgreesOnBirthsAndPrecedence(t *testing.T) {
	proofs.OfAll(t)
	p := newProof(t)
	random := rand.New(rand.NewPCG(*proofSeed, 17))
	as := func(id, code string, v abnd.Value) func(*abnd.Study) {
		return func(s *abnd.Study) {
			for i := range s.Benefits {
				if s.Benefits[i].ID == id {
					p := s.Benefits[i].Parameters[code]
					p.Value = v
					s.Benefits[i].Parameters[code] = p
				}
			}
		}
	}
	births := func(year abnd.Year, n float64) func(*abnd.Study) {
		return func(s *abnd.Study) { s.Vital.Births.Values[year] = n }
	}
	unedited := formulasOf(first(laidOut(t, birthsStudy(t))))
	for i, edits := range [][]func(*abnd.Study){
		{},
		{as("b-pregnancy", "entitlement_months", abnd.Num(6)), births(2027, 50_000), as("p-poorest", "ranking_accuracy", abnd.Num(1)),
			as("b-long", "entitlement_months", abnd.Num(0)), as("p-logistic", "odds_factor", abnd.Num(40)), as("y-middle", "yields_to", abnd.Code("p-paid"))},
		{as("b-pregnancy", "event", abnd.Code(costing.OfBirths)), as("b-maternity", "entitlement_months", abnd.Num(16)), as("y-births", "yields_to", abnd.Code("y-middle")),
			births(2024, 10_000), as("y-first", "on", abnd.Code(model.No)), as("y-births", "take_up_rule", abnd.Code("ramp")), as("p-logistic", "ramp_end", abnd.Num(2060))},
		{func(s *abnd.Study) {
			for range 8 {
				editOne(random, s)
			}
		}},
	} {
		study := birthsStudy(t)
		for _, edit := range edits {
			edit(study)
		}
		formulas := p.add(t, fmt.Sprintf("births-%d", i), study)
		if i < 5 { // the random ones may choose whom to give way to
			for at, formula := range formulas {
				if unedited[at] != formula && !isByTexts(at, formula) {
					t.Errorf("edit %d changes the formula of %s:\n%s\n%s", i, at, unedited[at], formula)
				}
			}
		}
	}
	workbooks := len(p.books)
	proofs.Tell(t, "compared %d cells of %d workbooks", p.run(t), workbooks)
}

func first[A, B any](a A, _ B) A { return a }
