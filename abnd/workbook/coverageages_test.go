package workbook

import (
	"math"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// When the high scenario of Timor-Leste pays its child benefit up to 17, the
// sheet AFTER shows who is then covered at which age. The coverage is computed
// again here from the population and the parameters alone: the child benefit
// reaches the same share u of every age from 0 to 17, the school-age benefit
// reaches v × 41.8 % of those from 6 on, chance decides who has both, and the
// Bolsa da Mãe is replaced from 2028 on. Children are those of the two sexes.
func TestAfterFollowsTheAgesOfABenefit(t *testing.T) {
	proofs.NotShort(t)
	study := studies.Load(t, "TLS")
	for i := range study.Scenarios {
		if study.Scenarios[i].ID == "high" {
			study.Scenarios[i].Change("child-benefit", "age_max", abnd.Num(17))
		}
	}
	_, w := laidOut(t, study)
	after := func(group, line string, year abnd.Year) float64 {
		key := costing.ScenarioCoverageKey("high", group) + model.Key("/"+line)
		s := w.spots[key]
		if s.sheet != afterSheet {
			t.Fatalf("%s stands on %q", key, s.sheet)
		}
		x, ok := w.computed[address.Ref{Sheet: s.sheet, Col: s.column(year), Row: s.row}].value.(float64)
		if !ok {
			t.Fatalf("%s is not known in %d", key, year)
		}
		return x
	}
	people := func(year abnd.Year, lo, hi int) float64 {
		return float64(study.Population.Between(year, abnd.Both, lo, hi))
	}
	ramp := func(from, to float64, start, end, year abnd.Year) float64 {
		return from + (to-from)*math.Min(1, math.Max(0, float64(year-start)/float64(end-start)))
	}
	for _, year := range []abnd.Year{2028, 2030, 2040} {
		u := ramp(0.4, 0.95, 2027, 2031, year)
		older := 1 - (1-u)*(1-0.418*ramp(0.5, 0.9, 2028, 2033, year))
		want := map[string][2]float64{ // share, and people of the group
			"early-childhood": {u, people(year, 0, 5)}, "school-age": {older, people(year, 6, 14)}, "adolescents": {older, people(year, 15, 17)},
			"children": {(u*people(year, 0, 5) + older*people(year, 6, 17)) / people(year, 0, 17), people(year, 0, 17)},
		}
		covered := 0.0
		for group, x := range want {
			if got := after(group, "effective", year); math.Abs(got-x[0]) > 1e-12 {
				t.Errorf("%s in %d: %v are covered, want %v", group, year, got, x[0])
			}
			if got := after(group, "left_out", year); math.Abs(got-(1-x[0])*x[1]) > 1e-6 {
				t.Errorf("%s in %d: %v are left out, want %v", group, year, got, (1-x[0])*x[1])
			}
			if group != "children" {
				covered += after(group, "covered", year)
			}
		}
		if all := after("children", "covered", year); math.Abs(covered-all) > 1e-6 {
			t.Errorf("%d: the parts cover %v children and the whole %v", year, covered, all)
		}
	}
	if got := after("early-childhood", "effective", 2030); math.Abs(got-0.8125) > 1e-12 {
		t.Errorf("%v of the children under 6 are covered in 2030, want 81.25 %%", got)
	}
}

// What AFTER shows is what gaps, compare and solve say of the same study: of
// every group, scenario and year that is known, to the last digit.
func TestEveryReadingTellsTheSameCoverage(t *testing.T) {
	proofs.NotShort(t)
	for _, code := range []string{"TLS", "CPV"} {
		study := studies.Load(t, code)
		result, found := scenarios.Run(study)
		if result == nil {
			t.Fatal(found)
		}
		_, w, err := resultBook(result, Options{})
		if err != nil {
			t.Fatal(err)
		}
		cell := func(key model.Key, year abnd.Year) (float64, bool) {
			s := w.spots[key]
			x, ok := w.computed[address.Ref{Sheet: s.sheet, Col: s.column(year), Row: s.row}].value.(float64)
			return x, ok
		}
		same, lines := 0, map[scenarios.MeasureCode]model.Key{
			scenarios.LegalCoverageMeasure: "legal", scenarios.EffectiveCoverage: "effective", scenarios.CoveredMeasure: "covered", scenarios.LeftOutMeasure: "left_out",
		}
		byCompare := map[[2]string]float64{}
		for _, d := range compared(t, scenarios.Side{Result: result, Scenario: "low"}, scenarios.Side{Result: result, Scenario: "high"}).Groups {
			if d.Year == 2032 {
				byCompare[[2]string{"low", d.Group}], byCompare[[2]string{"high", d.Group}] = d.Old, d.New
			}
		}
		for _, id := range []string{"status-quo", "low", "high"} {
			for _, x := range scenarios.RemainingUnder(result, id, 2032) {
				for _, f := range x.Figures() {
					line, ok := lines[f.Measure]
					if !ok || f.Sex != abnd.Both {
						continue
					}
					got, known := cell(costing.ScenarioCoverageKey(id, x.Group.ID)+"/"+line, 2032)
					if f.Unit == scenarios.Percent {
						got *= 100
					}
					if !known || got != f.Value {
						t.Errorf("%s %s: AFTER shows %v (known %v) for %s of %s, gaps %v", code, id, got, known, f.Measure, x.Group.ID, f.Value)
					}
					if y, ok := byCompare[[2]string{id, x.Group.ID}]; ok && f.Measure == scenarios.EffectiveCoverage && y != f.Value {
						t.Errorf("%s %s: compare has %v for %s, gaps %v", code, id, y, x.Group.ID, f.Value)
					}
					same++
				}
			}
		}
		if same < 50 || len(byCompare) == 0 {
			t.Errorf("%s: only %d figures and %d comparisons were looked at", code, same, len(byCompare))
		}
	}
}

// The life cycle and COVERAGE speak of the same recipients: what a scheme
// reaches of the ages of a group within its own is its share of the group.
func TestTheLifeCycleAgreesWithCoverage(t *testing.T) {
	proofs.NotShort(t)
	study := studies.Load(t, "TLS")
	_, w := laidOut(t, study)
	value := func(key model.Key) float64 {
		s := w.spots[key]
		x, _ := w.computed[address.Ref{Sheet: s.sheet, Col: s.col, Row: s.row}].value.(float64)
		return x
	}
	for scheme, group := range map[string]string{"TLS-BDM": "school-age", "TLS-SP-OLD": "older"} {
		single, share := value(costing.LifeCycleKey(scheme, "rate")), value(costing.CoverageKey(group, "by", scheme, "rate"))
		if single == 0 || math.Abs(single-share) > 1e-12 {
			t.Errorf("%s reaches %v of single ages and %v of %s", scheme, single, share, group)
		}
	}
}
