package scenarios_test

import (
	"math"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// handover is a study on the population of Timor-Leste, without growth of
// prices or production, in which two benefits can replace the scheme "old":
//
//	pension  stands for "old": 30 a month
//	first    replaces "old" from 2027: 40 a month
//	second   replaces "old" and "cash" from 2029: 50 a month
//
// "cash" has no benefit, only an expenditure of 1,000,000 that stays.
func handover(t testing.TB) *abnd.Study {
	none := abnd.Series{Extension: abnd.LongRunValue, LongRun: abnd.Known(0, 0)}
	s := onFrames(t, "TLS", 2025)
	s.Projection.Last = 2030
	s.Economy.RealGrowth, s.Economy.DeflatorGrowth, s.Economy.Inflation = none, none, none
	s.Provisions = nil
	s.Outturns = nil
	s.Schemes = []abnd.Scheme{
		{ID: "old", Guarantees: []abnd.Guarantee{abnd.Older}, Status: abnd.InForce, Provenance: published},
		{ID: "cash", Guarantees: []abnd.Guarantee{abnd.Older}, Status: abnd.InForce, Expenditure: abnd.Known(1e6, 2020), Projection: "none", Provenance: published},
	}
	benefit := func(id string, from abnd.Year, amount abnd.Money, replaces ...string) abnd.Benefit {
		b := costing.NewBenefit(id, abnd.Older, abnd.Same(id), published, costing.From(from),
			costing.Ages{Min: 60, Max: 100, Sex: abnd.Both, Share: 1}, costing.TakeUp(1), costing.FlatAmount{Amount: amount, Year: 2025})
		b.Replaces = replaces
		return b
	}
	pension := benefit("pension", 2020, 30)
	pension.Scheme = "old"
	s.DropLevers()
	s.Benefits = []abnd.Benefit{pension, benefit("first", 2027, 40, "old"), benefit("second", 2029, 50, "old", "cash")}
	on := func(id string, benefits ...string) abnd.Scenario {
		x := abnd.Scenario{ID: id}
		for _, b := range benefits {
			x.Change(b, "on", abnd.Code(model.Yes))
		}
		return x
	}
	s.Scenarios = []abnd.Scenario{
		on(abnd.StatusQuo, "pension"), on("first-only", "pension", "first"), on("second-only", "pension", "second"), on("both", "pension", "first", "second"),
	}
	return s
}

// By hand, in amounts a month per older person (twelve months and the number
// of persons factored out) and, apart, in millions of "cash":
//
//	                    2026        2028              2030
//	status quo          pension 30  30                30
//	first-only          30          first 40, +10     40, +10
//	second-only         30          30                50, +20 − cash
//	both                30          first 40, +10     first 40 and second 50;
//	                                                  first takes over the old pension: +10,
//	                                                  second is wholly new but for cash: +50 − cash
func TestASchemeHandsItsCostToItsFirstHeir(t *testing.T) {
	s := handover(t)
	r := studies.Run(t, s)
	for _, c := range []struct {
		scenario               string
		year                   abnd.Year
		pension, first, second float64 // total cost
		more1, more2, cash     float64 // increments, and whether cash ends
	}{
		{"status-quo", 2026, 30, 0, 0, 0, 0, 0},
		{"status-quo", 2030, 30, 0, 0, 0, 0, 0},
		{"first-only", 2026, 30, 0, 0, 0, 0, 0},
		{"first-only", 2028, 0, 40, 0, 10, 0, 0},
		{"first-only", 2030, 0, 40, 0, 10, 0, 0},
		{"second-only", 2028, 30, 0, 0, 0, 0, 0},
		{"second-only", 2030, 0, 0, 50, 0, 20, 1},
		{"both", 2026, 30, 0, 0, 0, 0, 0},
		{"both", 2028, 0, 40, 0, 10, 0, 0},
		{"both", 2030, 0, 40, 50, 10, 50, 1},
	} {
		months := 12 * float64(s.Population.Between(c.year, abnd.Both, 60, 100))
		cash := -1e6 * c.cash
		for _, want := range []struct {
			benefit string
			measure scenarios.MeasureCode
			x       float64
		}{
			{"pension", "total_cost", c.pension * months}, {"first", "total_cost", c.first * months}, {"second", "total_cost", c.second * months},
			{"pension", "incremental_cost", 0}, {"first", "incremental_cost", c.more1 * months}, {"second", "incremental_cost", c.more2*months + cash},
			{scenarios.AllOf, "incremental_cost", (c.more1+c.more2)*months + cash},
			{scenarios.AllOf, "balance_change", -(c.more1+c.more2)*months - cash},
		} {
			guarantee := abnd.Guarantee(scenarios.AllOf)
			got, ok := valueOf(r, c.scenario, guarantee, want.benefit, want.measure, c.year)
			if !ok || math.Abs(got-want.x) > 1e-3 { // of billions: rounding of their sums
				t.Errorf("%s, %d: %s of %s = %v (known %v), want %v", c.scenario, c.year, want.measure, want.benefit, got, ok, want.x)
			}
		}
	}
}

// A benefit that is taken out of a scenario, with nobody to follow it, is a
// saving of its own.
func TestABenefitThatIsTakenOutSavesItsCost(t *testing.T) {
	s := handover(t)
	s.Scenarios[1].Change("pension", "on", abnd.Code(model.No))
	r := studies.Run(t, s)
	months := 12 * float64(s.Population.Between(2026, abnd.Both, 60, 100))
	if got, _ := valueOf(r, "first-only", abnd.Older, "pension", "incremental_cost", 2026); got != -30*months {
		t.Errorf("before the heir: %v, want %v", got, -30*months)
	}
	if got, _ := valueOf(r, "first-only", abnd.Older, "pension", "incremental_cost", 2028); got != 0 {
		t.Errorf("once the heir is paid the saving is its own: %v", got)
	}
}

// "cash" is part of every scenario until it is replaced, as a benefit of the
// guarantee that it serves.
func TestASchemeIsCountedUntilItIsReplaced(t *testing.T) {
	r := studies.Run(t, handover(t))
	for _, c := range []struct {
		scenario string
		year     abnd.Year
		want     float64
	}{{"status-quo", 2030, 1e6}, {"second-only", 2028, 1e6}, {"second-only", 2029, 0}, {"first-only", 2030, 1e6}} {
		if got, ok := valueOf(r, c.scenario, abnd.Older, "cash", "total_cost", c.year); !ok || got != c.want {
			t.Errorf("%s, %d: cash costs %v (known %v), want %v", c.scenario, c.year, got, ok, c.want)
		}
		var benefits float64
		for _, id := range []string{"pension", "first", "second"} {
			x, _ := valueOf(r, c.scenario, abnd.Older, id, "total_cost", c.year)
			benefits += x
		}
		if got, _ := valueOf(r, c.scenario, abnd.Older, scenarios.AllOf, "total_cost", c.year); math.Abs(got-benefits-c.want) > 1e-3 {
			t.Errorf("%s, %d: the guarantee costs %v, its benefits %v", c.scenario, c.year, got, benefits)
		}
	}
}
