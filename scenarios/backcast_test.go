package scenarios_test

import (
	"slices"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// reportedPast is a study with a pension of 30 a month from 2010 and 60 from
// 2024, of whose expenditure 2016 is reported; a scheme "late" of which 2024
// is; one without a year; and a reform by a table that begins in 2025.
func reportedPast(t testing.TB) *abnd.Study {
	people := costing.Ages{Min: 60, Max: 69, Sex: abnd.Both, Share: 1}
	number := func(x float64) abnd.Parameter {
		return abnd.Parameter{Value: abnd.Num(x), Provenance: published}
	}
	benefit := func(id string, rules ...costing.Rule) abnd.Benefit {
		b := costing.NewBenefit("pay-"+id, abnd.Older, abnd.Same(id), published, append([]costing.Rule{people, costing.From(2010)}, rules...)...)
		b.Scheme = id
		return b
	}
	old := benefit("old", costing.TakeUp(0.5), costing.FlatAmount{Amount: 30, Year: 2010})
	old.Parameters["amount_2"], old.Parameters["amount_2_year"] = number(60), number(2024)
	late := benefit("late", costing.TakeUp(1), costing.FlatAmount{Amount: 10, Year: 2010})
	reform := benefit("reform", costing.TakeUpTable("path"), costing.FlatAmount{Amount: 10, Year: 2025})
	reform.Scheme = ""
	s := onFrames(t, "TLS", 2025, old, late, reform)
	s.Tables = []abnd.Table{{ID: "path", Name: abnd.Same("path"), Series: abnd.Series{
		Provenance: published, Extension: abnd.HoldLast, Values: map[abnd.Year]float64{2025: 0, 2026: 1},
	}}}
	for i := range s.Scenarios {
		s.Scenarios[i].Change("pay-old", "on", abnd.Code(model.Yes))
		s.Scenarios[i].Change("pay-late", "on", abnd.Code(model.Yes))
	}
	scheme := func(id string, expenditure abnd.Figure) abnd.Scheme {
		return abnd.Scheme{ID: id, Guarantees: []abnd.Guarantee{abnd.Older}, Status: abnd.InForce, Expenditure: expenditure, Provenance: published}
	}
	s.Outturns = nil
	s.Schemes = []abnd.Scheme{
		scheme("old", abnd.Known(5e6, 2016)), scheme("undated", abnd.Known(1e6, 0)), scheme("before", abnd.Known(1e6, 1999)),
		scheme("late", abnd.Known(6_517_560, 2024)), scheme("none", abnd.Figure{}), scheme("gone", abnd.Known(1e6, 2016)),
	}
	return s
}

// By hand, with the persons of 60 to 69 of UN WPP 2024: those of 2016 added up
// from the sheet, half of them paid 12 × 30, the amount of that year; in 2024
// 54,313 × 12 × 10 = 6,517,560, which is what was reported.
func TestBackcastIsTheStatusQuoOfTheYearOfTheReport(t *testing.T) {
	s := reportedPast(t)
	of2016 := 0.0
	for age := 60; age <= 69; age++ {
		for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			n, _ := s.Population.Get(2016, sex, age)
			of2016 += float64(n)
		}
	}
	all := scenarios.Backcasts(s)
	want := []struct {
		scheme  string
		year    abnd.Year
		cost    float64
		known   bool
		verdict scenarios.Verdict
	}{
		{"old", 2016, of2016 * 0.5 * 30 * 12, true, scenarios.Unexplained},
		{"late", 2024, 6_517_560, true, scenarios.Agrees},
		{"gone", 2016, 0, false, scenarios.NotModelled},
	}
	if len(all) != len(want) {
		t.Fatalf("%d schemes: %+v", len(all), all)
	}
	for i, w := range want {
		x := all[i]
		if len(x.Missing) > 0 || x.Scheme.ID != w.scheme || x.Year != w.year || x.Verdict != w.verdict {
			t.Errorf("%s %d %s %v, want %+v", x.Scheme.ID, x.Year, x.Verdict, x.Missing, w)
		}
		cost, known := x.Value("model_cost")
		if known != w.known {
			t.Errorf("%s: the cost %v is known: %v", w.scheme, cost, known)
		}
		near(t, w.scheme, cost, w.cost, 1e-12)
	}
}

// A benefit whose table begins after the year is left out of it, and the
// other schemes of that year are computed as if it were not there.
func TestABackcastIsComputedWithoutWhatHasNoData(t *testing.T) {
	s := reportedPast(t)
	want, _ := scenarios.Backcasts(s)[0].Value("model_cost")
	newer := costing.NewBenefit("pay-newer", abnd.Older, abnd.Same("newer"), published, costing.From(2010),
		costing.Ages{Min: 60, Max: 69, Sex: abnd.Both, Share: 1}, costing.TakeUpTable("path"), costing.FlatAmount{Amount: 10, Year: 2010})
	newer.Scheme = "gone"
	s.Benefits = append(s.Benefits, newer)
	for i := range s.Scenarios {
		s.Scenarios[i].Change("pay-newer", "on", abnd.Code(model.Yes))
	}
	all := scenarios.Backcasts(s)
	got, known := all[0].Value("model_cost")
	if !known || got != want || !slices.Equal(all[0].Without, []string{"gone"}) {
		t.Errorf("old costs %v without %v, want %v without gone", got, all[0].Without, want)
	}
	if gone := all[2]; !gone.Missing.HasErrors() || gone.Verdict != scenarios.NotKnown {
		t.Errorf("gone: %s, %v", gone.Verdict, gone.Missing)
	}
}

// What is left of a study for the past costs the same: every figure of the
// status quo and of the schemes is that of the whole study, to the bit.
func TestTheStatusQuoAloneCostsTheSame(t *testing.T) {
	for _, code := range country.Codes() {
		study := studies.Load(t, code)
		whole, alone := studies.Run(t, study), studies.Run(t, scenarios.StatusQuoOnly(study))
		if n := len(alone.Study.Scenarios); n != 1 {
			t.Errorf("%s: %d scenarios are left", code, n)
		}
		compared := 0
		for _, year := range study.Projection.All() {
			a, aKnown := valueOf(whole, abnd.StatusQuo, scenarios.AllOf, scenarios.AllOf, "total_cost", year)
			b, bKnown := valueOf(alone, abnd.StatusQuo, scenarios.AllOf, scenarios.AllOf, "total_cost", year)
			if a != b || aKnown != bKnown {
				t.Errorf("%s: %v in %d, alone %v", code, a, year, b)
			}
		}
		other := alone.Reconcile()
		for i, x := range whole.Reconcile() {
			if x.Verdict != other[i].Verdict || len(x.Applying) != len(other[i].Applying) {
				t.Errorf("%s: %s and alone %s", x.Scheme.ID, x.Verdict, other[i].Verdict)
			}
			for _, line := range slices.Concat(costing.ReconciliationLines(), costing.ReconciliationWorkings()) {
				a, aKnown := x.Value(line)
				b, bKnown := other[i].Value(line)
				if a != b || aKnown != bKnown {
					t.Errorf("%s: %s is %v, alone %v", x.Scheme.ID, line, a, b)
				}
				compared++
			}
		}
		if compared == 0 {
			t.Errorf("%s: nothing was compared", code)
		}
	}
}
