package costing_test

import (
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	. "github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// uneven gives a study people whose numbers differ by age, sex and year: in
// one with as many at every age, what counts the wrong ones may come out right.
func uneven(s *abnd.Study, seed uint64) *abnd.Study {
	r := rand.New(rand.NewPCG(seed, 3))
	for _, year := range s.Population.Years().All() {
		for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			for age := range abnd.MaxAge + 1 {
				s.Population.Set(year, sex, age, abnd.Persons(r.IntN(5000)))
			}
		}
	}
	return s
}

// Oracle: the cost is added up person by person, from the population itself.
// Each age of the range has the amount of its band.
func TestCostsAddUpPersonByPerson(t *testing.T) {
	t.Parallel()
	proofs.Check(t, func(rt *rapid.T) {
		whole := func(name string, low, high int) int { return rapid.IntRange(low, high).Draw(rt, name) }
		share := func(name string) float64 { return rapid.Float64Range(0, 1).Draw(rt, name) }
		ages := Ages{Min: whole("youngest", 0, 60), Share: abnd.Share(share("share")), Sex: rapid.SampledFrom([]abnd.Sex{abnd.Both, abnd.Female, abnd.Male}).Draw(rt, "sex")}
		ages.Max = whole("oldest", ages.Min, abnd.MaxAge)
		takeUp, paid, admin, area := share("take-up"), share("paid"), share("administration"), share("area")
		excluded := share("excluded")
		rules := []Rule{ages, TakeUp(takeUp), Delivery{PaymentsPerYear: 12, SharePaid: abnd.Share(paid)}, AdministrationShare(admin), AreaRamp{From: abnd.Share(area), To: 1, Start: 2022, End: 2024}, ExcludedShare(excluded)}
		bands := AmountBands{}
		from := ages.Min
		for range whole("bands", 0, 3) {
			from += whole("band", 1, 20)
			if from <= abnd.MaxAge {
				bands[from] = abnd.Money(whole("amount", 0, 100))
			}
		}
		if len(bands) > 0 {
			rules = append(rules, bands)
		}
		s := uneven(optionalStudy(rules...), rapid.Uint64().Draw(rt, "seed"))
		p := project(rt, s)
		for i, reached := range []float64{area, (area + 1) / 2, 1, 1} {
			year := abnd.Year(2022 + i)
			var people, paidOut float64
			// A share of a share of some people may be next to nobody.
			everybody := float64(s.Population.Between(year, abnd.Both, 0, abnd.MaxAge))
			for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
				if ages.Sex != abnd.Both && ages.Sex != sex {
					continue
				}
				amount := 10.0
				for age := ages.Min; age <= ages.Max; age++ {
					if of, ok := bands[age]; ok {
						amount = float64(of)
					}
					n, _ := s.Population.Get(year, sex, age)
					each := float64(n) * float64(ages.Share) * takeUp * reached * (1 - excluded)
					people += each
					paidOut += each * amount * 12 * paid
				}
			}
			for line, want := range map[string]float64{"beneficiaries": people, "benefit_cost": paidOut, "admin_cost": paidOut * admin, "total_cost": paidOut * (1 + admin)} {
				got, _ := p.Value(BenefitKey("low", "x", line), year)
				if !proofs.Alike(proofs.Recomputed, got, want, everybody) {
					rt.Fatalf("%+v, bands %v: %s in %d is %v, person by person %v", ages, bands, line, int(year), got, want)
				}
			}
		}
	})
}

// What two populations cost together is what each costs alone: the cost of
// a benefit is in proportion to its people, whoever else there is.
func TestCostsOfTwoPopulationsAddUp(t *testing.T) {
	t.Parallel()
	proofs.Check(t, func(rt *rapid.T) {
		rules := []Rule{Ages{Min: 3, Max: 70, Sex: abnd.Both, Share: 0.4}, AmountBands{20: 15, 40: 30}, Indexed(IndexCPI), PovertyTargeting{Headcount: 0.4, ExclusionError: 0.2, InclusionError: 0.1}}
		one, other := uneven(optionalStudy(rules...), rapid.Uint64().Draw(rt, "one")), uneven(optionalStudy(rules...), rapid.Uint64().Draw(rt, "other"))
		both := optionalStudy(rules...)
		for _, year := range both.Population.Years().All() {
			for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
				for age := range abnd.MaxAge + 1 {
					n, _ := one.Population.Get(year, sex, age)
					m, _ := other.Population.Get(year, sex, age)
					both.Population.Set(year, sex, age, n+m)
				}
			}
		}
		cost := func(s *abnd.Study) []float64 { return project(rt, s).Values(BenefitKey("low", "x", "total_cost")) }
		together, first, second := cost(both), cost(one), cost(other)
		for i, want := range together {
			if !proofs.Alike(proofs.Recomputed, first[i]+second[i], want) {
				rt.Fatalf("%v and %v, together %v", first[i], second[i], want)
			}
		}
	})
}

// What all know of a benefit: nobody has less than nothing, coverage and
// shares of the target lie between none and all, no age range has more people
// than there are, and the parts of a cost are no less than zero.
func TestFiguresStayWithinTheirBounds(t *testing.T) {
	t.Parallel()
	proofs.Check(t, func(rt *rapid.T) {
		share := func(name string) abnd.Share { return abnd.Share(rapid.Float64Range(0, 1).Draw(rt, name)) }
		start := abnd.Year(rapid.IntRange(2020, 2026).Draw(rt, "start"))
		rules := []Rule{
			Ages{Min: rapid.IntRange(0, 50).Draw(rt, "youngest"), Max: rapid.IntRange(50, 100).Draw(rt, "oldest"), Sex: abnd.Both, Share: share("share")},
			TakeUpRamp{From: share("from"), To: share("to"), Start: start, End: start + abnd.Year(rapid.IntRange(1, 6).Draw(rt, "years"))},
			AreaRamp{From: share("area"), To: share("area later"), Start: 2022, End: 2025},
			PovertyTargeting{Headcount: share("headcount"), ExclusionError: share("exclusion"), InclusionError: share("inclusion")},
			Paid{From: abnd.Year(rapid.IntRange(2020, 2027).Draw(rt, "paid from"))}, Indexed(IndexWages),
		}
		s := uneven(optionalStudy(rules...), rapid.Uint64().Draw(rt, "seed"))
		p := project(rt, s)
		for _, year := range s.Projection.All() {
			at := func(line string) float64 {
				x, ok := p.Value(BenefitKey("low", "x", line), year)
				if !ok {
					rt.Fatalf("%s in %d is not known", line, int(year))
				}
				return x
			}
			// What each was made of is said: the shares may be so small that
			// their products have no digits of their own, and a path of the
			// area may end at the rounding of where it began.
			ordered := func(what string, small, large, madeOf float64) {
				if !(small >= 0 && proofs.AtMost(proofs.Rounded, small, large, madeOf)) {
					rt.Fatalf("%s in %d: %v, at most %v", what, int(year), small, large)
				}
			}
			people := float64(s.Population.Between(year, abnd.Both, 0, abnd.MaxAge))
			money := people * at("benefit_amount") * 12
			ordered("take-up", at("take_up"), 1, 1)
			ordered("the target", at("target_population"), people, people)
			ordered("beneficiaries", at("beneficiaries"), at("target_population"), people)
			ordered("the poor among them", at("poor_beneficiaries"), at("beneficiaries"), people)
			ordered("the benefits", at("benefit_cost"), at("total_cost"), money)
			ordered("the total", at("total_cost"), at("beneficiaries")*at("benefit_amount")*12, money)
		}
	})
}

// Where two benefits replace one scheme, the saving is that of the first of
// the study while it is paid, and of the second before: "cash" would have cost
// 500,000 a year. Oracle: increments add up to the change of the total.
func TestOneSchemeReplacedByTwo(t *testing.T) {
	s := smallStudy()
	second := NewBenefit("second", abnd.Children, abnd.T("Second", "Segunda"), printed,
		Paid{From: 2022}, Ages{Min: 3, Max: 4, Sex: abnd.Both, Share: 1}, TakeUp(1), FlatAmount{Amount: 5, Year: 2022})
	second.Parameters["on"] = abnd.Parameter{Value: abnd.Code(model.No), Provenance: printed}
	second.Replaces = []string{"cash"}
	s.Benefits = append(s.Benefits, second)
	s.Scenarios[2].Change("second", "on", abnd.Code(model.Yes))
	p := project(t, s)
	for i, want := range []float64{500_000, 0, 0, 0} { // the grant is paid from 2023 on
		year := abnd.Year(2022 + i)
		wantLine(t, p, BenefitKey("high", "second", "replaced_cost"), year, want)
		wantLine(t, p, BenefitKey("high", "grant", "replaced_cost"), year, 500_000-want)
		high, _ := p.Value(TotalKey("high", "total_cost"), year)
		before, _ := p.Value(TotalKey(abnd.StatusQuo, "total_cost"), year)
		wantLine(t, p, TotalKey("high", "incremental_cost"), year, high-before)
	}
}

// Of several tables the one that is named is read.
func TestTablesAreFoundByName(t *testing.T) {
	for _, name := range []string{"path", "second", "third"} {
		s := optionalStudy(TakeUpTable(name))
		s.Tables = append(s.Tables, abnd.Table{ID: "second", Name: abnd.T("Second", "Segunda"), Series: held(2022, 0.5, 0.6)},
			abnd.Table{ID: "third", Name: abnd.T("Third", "Terceira"), Series: held(2022, 0.7)})
		want := map[string]float64{"path": 0.2, "second": 0.6, "third": 0.7}[name]
		wantLine(t, project(t, s), BenefitKey("low", "x", "take_up"), 2023, want)
	}
}

// A scheme that is carried on by its expenditure moves with its index: consumer
// prices rise by 6 % a year from 2022 on, GDP by 3 % and then 4 % in volume and
// 5 % in prices; nobody is added.
func TestSchemesAreCarriedOn(t *testing.T) {
	gdp22, gdp23 := 1.03*1.05, 1.03*1.05*1.04*1.05
	for index, want := range map[string][2]float64{ // 2022 and 2023
		IndexNone: {1, 1}, IndexCPI: {1.06, 1.06 * 1.06}, IndexGDPPerHead: {gdp22, gdp23}, IndexWages: {gdp22, gdp23}, "gdp": {gdp22, gdp23},
	} {
		s := smallStudy()
		s.Schemes[1].Projection = index
		p := project(t, s)
		for i, ratio := range want {
			wantLine(t, p, SchemeKey(abnd.StatusQuo, "cash", "total_cost"), abnd.Year(2022+i), 500_000*ratio)
		}
	}
}
