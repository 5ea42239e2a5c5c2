package scenarios_test

import (
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// The increment over the status quo that keeps its value, told by a study with the
// baseline of the law, is the increment of the same study with the other baseline,
// and so the other way round: for every benefit, sum and year of six countries.
func TestIncrementsDoNotDependOnTheBaseline(t *testing.T) {
	proofs.NotShort(t)
	moved := 0
	for _, code := range []string{"AGO", "CPV", "GNB", "MOZ", "STP", "TLS"} {
		runs := map[abnd.Baseline]*scenarios.Result{}
		for _, baseline := range []abnd.Baseline{abnd.BaselineLaw, abnd.BaselinePrices, abnd.BaselineGDP} {
			s := studies.Load(t, code)
			s.Baseline = baseline
			runs[baseline] = studies.Run(t, s)
		}
		for _, c := range []struct {
			measure scenarios.MeasureCode
			of      abnd.Baseline
		}{{scenarios.IncrementalCostLaw, abnd.BaselineLaw}, {scenarios.IncrementalCostKept, abnd.BaselinePrices}} {
			for _, row := range runs[c.of].Tidy(runs[c.of].Study.Scenarios) {
				if row.Measure != scenarios.IncrementalCost {
					continue
				}
				cost := func(r *scenarios.Result) float64 {
					x, _ := valueOf(r, row.Scenario, abnd.Guarantee(row.Guarantee), row.Benefit, scenarios.TotalCost, row.Year)
					return x
				}
				for baseline, r := range runs {
					got, known := valueOf(r, row.Scenario, abnd.Guarantee(row.Guarantee), row.Benefit, c.measure, row.Year)
					if !known || !proofs.Alike(proofs.Recomputed, got, row.Value, cost(r), cost(runs[c.of])) {
						t.Errorf("%s, %s: %s of %s %s %s %d is %v, want %v", code, baseline, c.measure, row.Scenario, row.Guarantee, row.Benefit, row.Year, got, row.Value)
					}
					if cost(r) != cost(runs[c.of]) {
						moved++
					}
				}
			}
		}
	}
	if moved == 0 {
		t.Error("no baseline moves anything")
	}
}

// Over the years the erosion of a benefit that no rule moves is what prices take
// from it; in one year it is what a scenario that indexes it gives back.
func TestErosionIsAPartOfItsOwn(t *testing.T) {
	r := studies.Run(t, studies.Load(t, "TLS"))
	const year = abnd.Year(2040)
	first := r.Study.Projection.First
	of := func(d scenarios.Decomposition, benefit string, f scenarios.Factor) float64 {
		sum := 0.0
		for _, c := range d.Contributions {
			if c.Benefit == benefit && c.Factor == f {
				sum += c.Value
			}
		}
		return sum
	}
	line := func(scenario, benefit, code string) float64 {
		x, _ := r.Projection.Value(costing.BenefitKey(scenario, benefit, code), year)
		return x
	}
	d := decompose(t, r, scenarios.State{Scenario: abnd.StatusQuo, Year: year}, scenarios.State{Scenario: "low", Year: year})
	addsUp(t, r, d)
	checked := 0
	for _, b := range r.Study.Benefits {
		eroded := of(d, b.ID, scenarios.ErosionFactor)
		paid := line(abnd.StatusQuo, b.ID, "active") == 1 && line("low", b.ID, "active") == 1
		if !paid || line(abnd.StatusQuo, b.ID, "keeps_value") == line("low", b.ID, "keeps_value") {
			if eroded != 0 {
				t.Errorf("%s: erosion of %v, though both sides move alike", b.ID, eroded)
			}
			continue
		}
		checked++
		// Where nothing but the index differs, all that it adds is erosion undone.
		if line(abnd.StatusQuo, b.ID, "beneficiaries") == line("low", b.ID, "beneficiaries") && of(d, b.ID, scenarios.RealAmountFactor) == 0 {
			lost := line(abnd.StatusQuo, b.ID, "kept_cost") - line(abnd.StatusQuo, b.ID, "law_cost")
			if !proofs.Alike(proofs.Recomputed, eroded, lost, line("low", b.ID, "total_cost")) {
				t.Errorf("%s: erosion of %v, want %v", b.ID, eroded, lost)
			}
		}
	}
	if checked == 0 {
		t.Error("no benefit of the low scenario keeps a value that the status quo loses")
	}
	over := decompose(t, r, scenarios.State{Scenario: abnd.StatusQuo, Year: first}, scenarios.State{Scenario: abnd.StatusQuo, Year: year})
	addsUp(t, r, over)
	if x := over.Sum(scenarios.AllOf, scenarios.ErosionFactor); x >= 0 {
		t.Errorf("the status quo loses %v by erosion", x)
	}
}
