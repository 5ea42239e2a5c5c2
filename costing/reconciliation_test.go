package costing_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/costing"
)

// reconciled computes a study and gives the figures of one scheme; those that
// are not known are absent.
func reconciled(t rapid.TB, s *abnd.Study, scheme string) map[string]float64 {
	p := project(t, s)
	figures := map[string]float64{}
	for _, code := range slices.Concat(costing.ReconciliationLines(), costing.ReconciliationWorkings()) {
		if x, known := p.Value(costing.ReconciliationKey(scheme, code), 0); known {
			figures[code] = x
		}
	}
	return figures
}

// reported is the small study with reports of 2021 on the scheme "old", for
// which the benefit "pension" stands.
func reported() *abnd.Study {
	s := smallStudy()
	old := &s.Schemes[0]
	old.Recipients, old.CountingUnit = abnd.Known(60_000, 2021), abnd.CountPersons
	old.Benefit, old.Payments = abnd.Known(25, 2021), abnd.Known(12, 0)
	old.Expenditure = abnd.Known(17.1e6, 2021)
	return s
}

// By hand: 60,000 × 25 × 12 = 18 m due and 17.1 m paid; the pension of 2022 is
// 68,400 × 0.9 × 30 × 12 × 1.05 = 23,269,680, of which 1,108,080 is
// administration; GDP is 100 m in 2021 and 100 × 1.03 × 1.05 = 108.15 m in
// 2022; prices rise by 6 % and the population stays.
func TestReconciliationByHand(t *testing.T) {
	got := reconciled(t, reported(), "old")
	for code, want := range map[string]float64{
		"expenditure": 17.1e6, "expenditure_year": 2021, "expenditure_share_of_gdp": 0.171,
		"amount": 25, "entitlement": 18e6, "share_paid": 0.95,
		"model_cost": 23269680, "model_administration": 1108080, "model_share_of_gdp": 23269680 / 108.15e6,
		"difference": 23269680 - 17.1e6, "ratio": 23269680 / 17.1e6, "ratio_of_gdp_shares": 23269680 / 108.15 / 17.1e6 * 100,
		"recipients": 60_000, "recipients_year": 2021, "beneficiaries": 61560, "beneficiaries_ratio": 1.026,
		"cost_per_head_ratio": 23269680 / 17.1e6 / 1.026, "price_growth": 1.06, "population_growth": 1,
		"beyond": 1, "other_year": 1, "administration": 1, "not_paid": 0, "year_unknown": 0, "other_count_year": 0,
	} {
		x, known := got[code]
		if !known || math.Abs(x-want) > 1e-12*max(1, math.Abs(want)) {
			t.Errorf("%s is %v (known: %v), by hand %v", code, x, known, want)
		}
	}
}

// A figure that is not known is blank, and so is all that needs it.
func TestReconciliationOfWhatIsNotKnown(t *testing.T) {
	ratios := []string{"difference", "ratio", "ratio_of_gdp_shares", "beyond"}
	for name, c := range map[string]struct {
		change func(*abnd.Scheme)
		gone   []string
		stays  []string
	}{
		"no expenditure":          {func(s *abnd.Scheme) { s.Expenditure = abnd.Figure{} }, append([]string{"expenditure", "share_paid"}, ratios...), []string{"entitlement", "beneficiaries_ratio", "model_cost"}},
		"expenditure of no year":  {func(s *abnd.Scheme) { s.Expenditure.Year = 0 }, append([]string{"share_paid", "price_growth"}, ratios...), []string{"expenditure", "entitlement"}},
		"a year before the frame": {func(s *abnd.Scheme) { s.Expenditure.Year = 2015 }, append([]string{"share_paid"}, ratios...), []string{"expenditure", "expenditure_year"}},
		"expenditure of nothing":  {func(s *abnd.Scheme) { s.Expenditure.Value = 0 }, []string{"ratio", "ratio_of_gdp_shares", "beyond"}, []string{"difference", "share_paid"}},
		"no recipients":           {func(s *abnd.Scheme) { s.Recipients = abnd.Figure{} }, []string{"recipients", "entitlement", "share_paid", "beneficiaries_ratio", "cost_per_head_ratio"}, ratios},
		"a count of no year":      {func(s *abnd.Scheme) { s.Recipients.Year = 0 }, []string{"share_paid", "beneficiaries_ratio", "cost_per_head_ratio"}, append([]string{"recipients"}, ratios...)},
		"a count of another year": {func(s *abnd.Scheme) { s.Recipients.Year = 2020 }, []string{"amount", "entitlement", "share_paid", "cost_per_head_ratio"}, append([]string{"beneficiaries_ratio"}, ratios...)},
		"no frequency":            {func(s *abnd.Scheme) { s.Payments = abnd.Figure{} }, []string{"entitlement", "share_paid"}, ratios},
		"a benefit of later":      {func(s *abnd.Scheme) { s.Benefit.Year = 2022 }, []string{"amount", "entitlement", "share_paid"}, ratios},
		"registered members":      {func(s *abnd.Scheme) { s.CountingUnit = abnd.CountMembers }, []string{"entitlement", "beneficiaries_ratio"}, append([]string{"recipients"}, ratios...)},
	} {
		s := reported()
		c.change(&s.Schemes[0])
		got := reconciled(t, s, "old")
		for _, code := range c.gone {
			if x, known := got[code]; known {
				t.Errorf("%s: %s is %v", name, code, x)
			}
		}
		for _, code := range c.stays {
			if _, known := got[code]; !known {
				t.Errorf("%s: %s is not known", name, code)
			}
		}
	}
	for _, empty := range []string{"idle"} {
		for code, x := range reconciled(t, reported(), empty) {
			if x != 0 || slices.Contains(costing.ReconciliationLines(), code) {
				t.Errorf("%s: %s is %v, but nothing is known", empty, code, x)
			}
		}
	}
}

// An expenditure that is carried on without an index comes back: the ratio is
// one, and the study says that this is by construction.
func TestReconciliationByConstruction(t *testing.T) {
	s := smallStudy()
	got := reconciled(t, s, "cash")
	if got["ratio"] != 1 || got["difference"] != 0 || got["beyond"] != 0 {
		t.Errorf("the expenditure does not come back: %v", got)
	}
	for _, r := range costing.Reconciliations(s) {
		if want := r.Scheme.ID == "cash"; r.ByConstruction != want {
			t.Errorf("%s is by construction: %v", r.Scheme.ID, r.ByConstruction)
		}
	}
}

// One expenditure for several schemes is set beside the sum of their costs,
// whatever their order; what a part was entitled to is added up. The oracle
// is a second computation in plain numbers.
func TestJointExpenditureIsComparedWithTheSum(t *testing.T) {
	proofs.Check(t, func(rt *rapid.T) {
		s := reported()
		figure := func(name string, low, high int) float64 { return float64(rapid.IntRange(low, high).Draw(rt, name)) }
		old, part := &s.Schemes[0], &s.Schemes[2]
		part.Recipients, part.CountingUnit = abnd.Known(figure("recipients", 1, 1e6), 2021), abnd.CountPersons
		part.RecipientsAmount, part.Payments = abnd.Known(figure("payment", 0, 1000), 0), abnd.Known(figure("payments", 0, 366), 0)
		old.Expenditure = abnd.Known(figure("expenditure", 1, 1e9), 2021)
		old.ExpenditureCovers = rapid.Permutation([]string{"idle", "cash"}).Draw(rt, "covers")
		cash := &s.Schemes[1]
		cash.Recipients, cash.CountingUnit = abnd.Known(100, 2021), abnd.CountPersons
		cash.RecipientsAmount, cash.Payments = abnd.Known(7, 0), abnd.Known(2, 0)
		inside := rapid.Bool().Draw(rt, "recipients of idle are inside")
		if inside {
			old.RecipientsCover = []string{"idle"}
		}
		got := reconciled(rt, s, "old")
		cost := 23269680 + cash.Expenditure.Value
		people, due := 60_000.0+100, 18e6+100*7*2
		if !inside {
			people += part.Recipients.Value
			due += part.Recipients.Value * part.RecipientsAmount.Value * part.Payments.Value
		}
		for code, want := range map[string]float64{
			"model_cost": cost, "ratio": cost / old.Expenditure.Value, "recipients": people, "entitlement": due,
			"share_paid": old.Expenditure.Value / due, "beneficiaries": 61560,
		} {
			if x, known := got[code]; !known || !proofs.Alike(proofs.Rounded, x, want) {
				rt.Fatalf("%s is %v, by hand %v", code, x, want)
			}
		}
		// Half the report is twice the ratio, and the split into beneficiaries
		// and cost a head stays whole.
		old.Expenditure.Value /= 2
		if half := reconciled(rt, s, "old"); !proofs.Alike(proofs.Rounded, half["ratio"], 2*got["ratio"]) ||
			!proofs.Alike(proofs.Rounded, half["cost_per_head_ratio"]*half["beneficiaries_ratio"], half["ratio"]) {
			rt.Fatalf("the ratios do not follow the report: %v and %v", got, half)
		}
		// A part of another year cannot be added.
		part.Recipients.Year = 2020
		if late := reconciled(rt, s, "old"); !inside && late["recipients"] != 0 {
			rt.Fatalf("counts of two years are added: %v", late["recipients"])
		}
	})
}

func TestCheckWhatReportsCover(t *testing.T) {
	at := func(change func(*abnd.Scheme)) func(*abnd.Study) {
		return func(s *abnd.Study) {
			*s = *reported()
			change(&s.Schemes[0])
		}
	}
	runCheckCases(t, []checkCase{
		{"a known one", at(func(s *abnd.Scheme) { s.ExpenditureCovers, s.RecipientsCover = []string{"idle"}, []string{"idle"} }), nil},
		{"an unknown one", at(func(s *abnd.Scheme) { s.ExpenditureCovers = []string{"idel"} }), []string{"unknown-reference schemes/old/expenditure_covers"}},
		{"itself", at(func(s *abnd.Scheme) { s.ExpenditureCovers = []string{"old"} }), []string{"covers-itself schemes/old/expenditure_covers"}},
		{"its own recipients", at(func(s *abnd.Scheme) { s.RecipientsCover = []string{"old"} }), []string{"covers-itself schemes/old/recipients_cover"}},
		{"one twice", at(func(s *abnd.Scheme) { s.ExpenditureCovers = []string{"idle", "idle"} }), []string{"covers-twice schemes/old/expenditure_covers"}},
		{"without an expenditure", at(func(s *abnd.Scheme) { s.Expenditure, s.ExpenditureCovers = abnd.Figure{}, []string{"idle"} }), []string{"warning covers-nothing schemes/old/expenditure_covers"}},
		{"without recipients", at(func(s *abnd.Scheme) { s.Recipients, s.RecipientsCover = abnd.Figure{}, []string{"idle"} }), []string{"warning covers-nothing schemes/old/recipients_cover"}},
		{"more payments than days", at(func(s *abnd.Scheme) { s.Payments = abnd.Known(367, 0) }), []string{"out-of-range schemes/old/payments"}},
		{"a payment below zero", at(func(s *abnd.Scheme) { s.RecipientsAmount = abnd.Known(-1, 0) }), []string{"out-of-range schemes/old/recipients_amount"}},
		{"a chain", func(s *abnd.Study) {
			*s = *reported()
			s.Schemes[0].ExpenditureCovers, s.Schemes[1].ExpenditureCovers = []string{"cash"}, []string{"idle"}
		}, []string{"covers-chain schemes/old/expenditure_covers"}},
		{"one carried on beside a benefit", func(s *abnd.Study) {
			*s = *reported()
			s.Schemes[1].ExpenditureCovers = []string{"old"}
		}, []string{"warning counted-twice schemes/cash/expenditure_covers"}},
	})
}

// What the engine says of a difference by itself, and what it may say where a
// line holds: the report of "old" covers "cash" and "idle", for which no
// benefit stands and whose count is of members.
func TestCausesOfADifference(t *testing.T) {
	flags := []string{"other-year", "year-unknown", "other-count-year", "part-paid", "administration", "not-paid"}
	for name, c := range map[string]struct {
		change func(*abnd.Study)
		scheme string
		said   []string
	}{
		"one scheme":            {func(*abnd.Study) {}, "old", nil},
		"carried on":            {func(*abnd.Study) {}, "cash", []string{"by-construction"}},
		"without a benefit":     {func(s *abnd.Study) { s.Schemes[2].Expenditure = abnd.Known(1, 2021) }, "idle", []string{"not-modelled"}},
		"two with their models": {func(s *abnd.Study) { s.Schemes[0].ExpenditureCovers = []string{"cash"} }, "old", []string{"several-schemes"}},
		"one without":           {func(s *abnd.Study) { s.Schemes[0].ExpenditureCovers = []string{"idle"} }, "old", []string{"several-schemes", "part-not-modelled"}},
		"inside another":        {func(s *abnd.Study) { s.Schemes[0].ExpenditureCovers = []string{"cash"} }, "cash", []string{"within-another", "by-construction"}},
		"members":               {func(s *abnd.Study) { s.Schemes[0].CountingUnit = abnd.CountMembers }, "old", []string{"members"}},
	} {
		s := reported()
		c.change(s)
		all := costing.Reconciliations(s)
		i := slices.IndexFunc(all, func(r costing.Reconciliation) bool { return r.Scheme.ID == c.scheme })
		if i < 0 {
			t.Errorf("%s: %s is not reconciled", name, c.scheme)
			continue
		}
		var said []string
		for _, cause := range all[i].Causes {
			if cause.Text.EN == cause.Text.PT {
				t.Errorf("%s: not translated: %s", name, cause.Text.EN)
			}
			if cause.Line == "" {
				said = append(said, cause.Code)
			} else if !slices.Contains(flags, cause.Code) {
				t.Errorf("%s: %s hangs on %s", name, cause.Code, cause.Line)
			}
			if cause.Code == "part-not-modelled" && cause.Text.EN != "no benefit models idle separately" {
				t.Error(cause.Text.EN)
			}
		}
		if !slices.Equal(said, c.said) {
			t.Errorf("%s: said is %q, want %q", name, said, c.said)
		}
	}
}
