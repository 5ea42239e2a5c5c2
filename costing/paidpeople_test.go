package costing_test

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	. "github.com/openabnd/engine/costing"
)

// 5,700 persons at 10 a month: 684,000 a year are due. Half of them are paid, and
// they get 80 % of it, up to 2023; then all is paid. By hand: 5,700 × 0.5 = 2,850
// paid, 2,850 × 120 × 0.8 = 273,600 spent, 684,000 − 273,600 = 410,400 in arrears.
func TestRecipientsAndPaymentsInArrearsByHand(t *testing.T) {
	partly := []Rule{Delivery{PaymentsPerYear: 12, SharePaid: 0.8}, RecipientsPaid{Share: 0.5, Until: 2023}}
	for line, want := range map[string][4]float64{
		"enrolled":      {5700, 5700, 5700, 5700},
		"beneficiaries": {2850, 2850, 5700, 5700},
		"benefit_cost":  {273600, 273600, 684000, 684000},
		"arrears":       {410400, 410400, 0, 0},
	} {
		checkByHand(t, "two shares", optionalStudy(partly...), line, want)
	}
	payments := []Rule{Delivery{PaymentsPerYear: 12, SharePaid: 0.8}, SharesPaidUntil(2023)}
	checkByHand(t, "payments alone", optionalStudy(payments...), "beneficiaries", [4]float64{5700, 5700, 5700, 5700})
	checkByHand(t, "payments alone", optionalStudy(payments...), "benefit_cost", [4]float64{547200, 547200, 684000, 684000})
	checkByHand(t, "all years", optionalStudy(RecipientsPaid{Share: 0.5}), "beneficiaries", [4]float64{2850, 2850, 2850, 2850})
	table := optionalStudy(RecipientsPaid{Share: 0.5})
	set(table, "x", "share_recipients_paid_table", abnd.Code("path")) // of the small study: 0.1, 0.2, 0.2, 0.2
	checkByHand(t, "by year", table, "beneficiaries", [4]float64{570, 1140, 1140, 1140})
}

// What is spent and what is in arrears is what is due to those enrolled, whatever
// the shares: the same benefit paid in full costs it.
func TestWhatIsDueDoesNotDependOnWhatIsPaid(t *testing.T) {
	whole := project(t, optionalStudy(AmountsFrom{2023: 15}, AreaRamp{From: 0.2, To: 1, Start: 2022, End: 2024}))
	proofs.Check(t, func(t *rapid.T) {
		share := func(name string) float64 { return rapid.Float64Range(0, 1).Draw(t, name) }
		m := optionalStudy(AmountsFrom{2023: 15}, AreaRamp{From: 0.2, To: 1, Start: 2022, End: 2024},
			Delivery{PaymentsPerYear: 12, SharePaid: abnd.Share(share("payments"))}, RecipientsPaid{Share: abnd.Share(share("recipients"))})
		model, found := Build(m)
		if model == nil {
			t.Fatal(found)
		}
		p, err := model.Evaluate()
		if err != nil {
			t.Fatal(err)
		}
		for year := abnd.Year(2022); year <= 2025; year++ {
			due, _ := whole.Value(BenefitKey("low", "x", "benefit_cost"), year)
			spent, _ := p.Value(BenefitKey("low", "x", "benefit_cost"), year)
			owed, known := p.Value(BenefitKey("low", "x", "arrears"), year)
			if !known || owed < 0 || math.Abs(spent+owed-due) > 1e-9*due {
				t.Fatalf("%d: %v spent and %v in arrears, %v due", year, spent, owed, due)
			}
		}
	})
}

// The share of recipients moves coverage and leaves what each gets; the share of
// payments leaves coverage and moves what each gets, and so adequacy.
func TestTheTwoSharesMoveCoverageOrAdequacy(t *testing.T) {
	figures := func(rules ...Rule) (covered, each float64) {
		p := project(t, optionalStudy(rules...))
		people, _ := p.Value(BenefitKey("low", "x", "beneficiaries"), 2022)
		cost, _ := p.Value(BenefitKey("low", "x", "benefit_cost"), 2022)
		return people, cost / people
	}
	people, each := figures()
	fewer, same := figures(RecipientsPaid{Share: 0.5})
	all, less := figures(Delivery{PaymentsPerYear: 12, SharePaid: 0.5}, SharesPaidUntil(2025))
	if fewer != people/2 || same != each {
		t.Errorf("half of the recipients: %v of %v people, %v of %v each", fewer, people, same, each)
	}
	if all != people || less != each/2 {
		t.Errorf("half of the payments: %v of %v people, %v of %v each", all, people, less, each)
	}
}

// A status quo that pays less than is due after the last year that is known is
// told of, once for each cell; in a past year and in a scenario it is not.
func TestArrearsThatWouldCountAsASaving(t *testing.T) {
	said := func(change func(*abnd.Study), rules ...Rule) []string {
		s := optionalStudy(rules...)
		s.Scenarios[0].Change("x", "on", abnd.Code("yes"))
		change(s)
		var all []string
		for _, line := range written(Check(s)) {
			if told, ok := strings.CutPrefix(line, "warning "); ok && strings.HasPrefix(told, "arrears-saved ") {
				all = append(all, told)
			}
		}
		return all
	}
	nothing := func(*abnd.Study) {}
	half := Delivery{PaymentsPerYear: 12, SharePaid: 0.5}
	for name, c := range map[string]struct {
		got  []string
		want string
	}{
		"in full":           {said(nothing), ""},
		"payments":          {said(nothing, half), "arrears-saved benefits/x/share_paid"},
		"recipients":        {said(nothing, RecipientsPaid{Share: 0.5}), "arrears-saved benefits/x/share_recipients_paid"},
		"a table":           {said(nothing, PaidShareTable("path")), "arrears-saved benefits/x/share_paid_table"},
		"known until then":  {said(nothing, half, SharesPaidUntil(2021)), ""},
		"known too late":    {said(nothing, half, SharesPaidUntil(2022)), "arrears-saved benefits/x/share_paid"},
		"in a scenario":     {said(func(s *abnd.Study) { s.Scenarios[0].Change("x", "on", abnd.Code("no")) }, half), ""},
		"it ended by then":  {said(func(s *abnd.Study) { s.Scenarios[0].Change("x", "end", abnd.Num(2021)) }, half), ""},
		"amounts are known": {said(func(s *abnd.Study) { s.KnownAmountsUntil = 2025 }, half), ""},
	} {
		if (len(c.got) == 0) != (c.want == "") || len(c.got) > 0 && c.got[0] != c.want {
			t.Errorf("%s: told %v, want %q", name, c.got, c.want)
		}
	}
}
