package scenarios_test

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// knownByRule says what is known of the cost of a guarantee, or of a measure
// that schemes known by their expenditure lack. Oracle: the rule of
// docs/results.md, read off the study's schemes and benefits by plain loops that
// share nothing with the lines.
func knownByRule(r *scenarios.Result, scenario string, g abnd.Guarantee, detail bool, year abnd.Year) (known float64, of abnd.Knowledge) {
	s := r.Study
	value := func(key model.Key) float64 { x, _ := r.Projection.Value(key, year); return x }
	stands := func(scheme string) bool {
		return slices.ContainsFunc(s.Benefits, func(b abnd.Benefit) bool { return b.Scheme == scheme })
	}
	paid, missing := 0, 0
	for _, b := range s.Benefits {
		if b.Guarantee != g {
			continue
		}
		line := "total_cost"
		if detail {
			line = "benefit_cost"
		}
		known += value(costing.BenefitKey(scenario, b.ID, line))
		if value(costing.BenefitKey(scenario, b.ID, "active")) == 1 {
			paid++
		}
	}
	carried := map[string]bool{}
	for _, x := range s.Schemes {
		if x.Projection == "" || !x.Expenditure.Known || stands(x.ID) {
			continue
		}
		carried[x.ID] = true
		runs := true
		for _, b := range s.Benefits {
			if slices.Contains(b.Replaces, x.ID) && value(costing.BenefitKey(scenario, b.ID, "active")) == 1 {
				runs = false
			}
		}
		for _, id := range x.ExpenditureCovers {
			carried[id] = true
			inside, _ := s.FindScheme(id)
			if runs && detail && inside.Guarantees[0] == g && inside.Status == abnd.InForce && !stands(id) {
				missing++
			}
		}
		if !runs || x.Guarantees[0] != g {
			continue
		}
		if detail {
			missing++
		} else {
			paid++
			known += value(costing.SchemeKey(scenario, x.ID, "total_cost"))
		}
	}
	for _, x := range s.Schemes {
		if paid == 0 && x.Status == abnd.InForce && slices.Contains(x.Guarantees, g) && !carried[x.ID] && !stands(x.ID) {
			missing++
			break
		}
	}
	switch {
	case missing == 0:
		return known, abnd.KnownAll
	case known == 0:
		return 0, abnd.KnownNone
	}
	return known, abnd.KnownPart
}

// A figure of a guarantee and of the sums over them is known as far as the rule
// says, in every profile, scenario and year; all three answers are met.
func TestWhatIsKnownFollowsTheRule(t *testing.T) {
	met := map[abnd.Knowledge]int{}
	for _, code := range country.Codes() {
		r := studies.Profile(t, code)
		checkKnowledge(t, code, r, met)
	}
	for _, k := range []abnd.Knowledge{abnd.KnownNone, abnd.KnownPart, abnd.KnownAll} {
		if met[k] < 10 {
			t.Errorf("%q is met %d times", k, met[k])
		}
	}
}

func checkKnowledge(t interface{ Errorf(string, ...any) }, name string, r *scenarios.Result, met map[abnd.Knowledge]int) {
	for _, s := range r.Study.Scenarios {
		for _, year := range r.Study.Projection.All() {
			for _, detail := range []bool{false, true} {
				measure := scenarios.TotalCost
				if detail {
					measure = scenarios.BenefitCost
				}
				total, parts, allOf := 0.0, 0, true
				for _, g := range abnd.Guarantees() {
					want, known := knownByRule(r, s.ID, g, detail, year)
					got := amountOf(r, scenarios.Figure{Scenario: s.ID, Guarantee: g, Measure: measure, Year: year})
					met[known]++
					if got.Known != known || math.Abs(got.Value-want) > 1e-9*want {
						t.Errorf("%s %s %s %s %d: %+v, want %v, %q", name, s.ID, g, measure, year, got, want, known)
					}
					total += want
					if known.Known() {
						parts++
					}
					allOf = allOf && known == abnd.KnownAll
				}
				want := abnd.KnownPart
				switch {
				case allOf:
					want = abnd.KnownAll
				case total == 0:
					want = abnd.KnownNone
				}
				got := amountOf(r, scenarios.Figure{Scenario: s.ID, Measure: measure, Year: year})
				if got.Known != want || math.Abs(got.Value-total) > 1e-9*total {
					t.Errorf("%s %s total %s %d: %+v, want %v, %q", name, s.ID, measure, year, got, total, want)
				}
			}
		}
	}
}

func amountOf(r *scenarios.Result, f scenarios.Figure) scenarios.Amount {
	x, found := r.At(f)
	if found != nil {
		panic(found)
	}
	return x
}

// An increment and a balance are known whatever is not known of the existing
// schemes, for they stay as they are: over random settings of the profiles, the
// increment is what the known cost of a scenario exceeds that of the status quo
// by, and every measure that is made of it is known to the full.
func TestAnIncrementIsAlwaysKnown(t *testing.T) {
	loaded := map[string]*abnd.Study{}
	for _, code := range country.Codes() {
		loaded[code] = studies.Load(t, code)
	}
	proofs.Check(t, func(rt *rapid.T) {
		code := rapid.SampledFrom(country.Codes()).Draw(rt, "country")
		study := loaded[code].Clone()
		for i := range study.Scenarios {
			s := &study.Scenarios[i]
			if s.ID == abnd.StatusQuo {
				continue
			}
			for _, b := range study.Benefits {
				switch rapid.SampledFrom([]string{"as it is", "off", "nothing"}).Draw(rt, s.ID+" "+b.ID) {
				case "off":
					if len(b.Replaces) == 0 {
						s.Change(b.ID, "on", abnd.Code(model.No))
					}
				case "nothing":
					s.Change(b.ID, "share_paid", abnd.Num(0))
				}
			}
		}
		r, found := scenarios.Run(study)
		if r == nil {
			rt.Skip(found.Error())
		}
		checkKnowledge(rt, code, r, map[abnd.Knowledge]int{})
		for _, id := range append(scenarioIDs(study), packageIDs(study)...) {
			for _, year := range study.Projection.All() {
				before := amountOf(r, scenarios.Figure{Scenario: abnd.StatusQuo, Measure: "total_cost", Year: year})
				after := amountOf(r, scenarios.Figure{Scenario: id, Measure: "total_cost", Year: year})
				more := amountOf(r, scenarios.Figure{Scenario: id, Measure: "incremental_cost", Year: year})
				if more.Known != abnd.KnownAll {
					rt.Errorf("%s %s %d: the increment is %q", code, id, year, more.Known)
				}
				// A package takes each guarantee from its own scenario, and a benefit
				// ends a scheme of another guarantee in its own scenario only.
				if _, isScenario := study.FindScenario(id); isScenario && math.Abs(after.Value-before.Value-more.Value) > 1e-9*max(after.Value, before.Value) {
					rt.Errorf("%s %s %d: %v more than %v is %v", code, id, year, more.Value, before.Value, after.Value)
				}
				for _, measure := range []scenarios.MeasureCode{"incremental_percent_gdp", "new_expenditure", "new_balance", "new_balance_percent_gdp", "balance_change"} {
					if x := amountOf(r, scenarios.Figure{Scenario: id, Measure: measure, Year: year}); x.Known != abnd.KnownAll {
						rt.Errorf("%s %s %d: %s is %q", code, id, year, measure, x.Known)
					}
				}
			}
		}
	})
}

func scenarioIDs(s *abnd.Study) []string {
	var ids []string
	for _, x := range s.Scenarios {
		ids = append(ids, x.ID)
	}
	return ids
}

func packageIDs(s *abnd.Study) []string {
	var ids []string
	for _, p := range s.Packages {
		ids = append(ids, p.ID)
	}
	return ids
}

// A zero that is known is a zero: a health package of no money, which is paid,
// costs nothing; before it is paid, and with existing schemes that are not
// costed, what health costs is not known.
func TestAKnownZeroIsAZero(t *testing.T) {
	for _, code := range []string{"TLS", "STP"} {
		r := studies.Run(t, apply(t, studies.Load(t, code), "high/health-package.amount=0"))
		x := amountOf(r, scenarios.Figure{Scenario: "high", Guarantee: abnd.Health, Measure: "total_cost", Year: 2030})
		people := amountOf(r, scenarios.Figure{Scenario: "high", Guarantee: abnd.Health, Measure: "beneficiaries", Year: 2030})
		if (x != scenarios.Amount{Known: abnd.KnownAll}) || people.Known != abnd.KnownAll || people.Value == 0 {
			t.Errorf("%s: the cost is %+v, the people %+v", code, x, people)
		}
	}
}

// Every way to ask gives the same answer to a figure that is not known or is
// known in part. Guinea-Bissau's status quo is not known at all; of Timor-Leste
// and São Tomé a part is, of both.
func TestEveryAnswerKnowsTheSame(t *testing.T) {
	const draws = 8
	unknown := 0
	for _, code := range []string{"GNB", "STP", "TLS"} {
		study := studies.Load(t, code)
		if len(study.Uncertain) == 0 {
			study.Uncertain = []abnd.Uncertain{{Path: costing.ParameterPath("health-package", "amount"), Distribution: abnd.Uniform, Low: abnd.Known(1, 0), High: abnd.Known(1e6, 0)}}
		}
		r := studies.Run(t, study)
		simulation, found := scenarios.Simulate(context.Background(), study, scenarios.SimulationOptions{Draws: draws, Seed: 1, Ceiling: 0.05})
		if simulation == nil {
			t.Fatal(found)
		}
		spreads := map[string]abnd.Knowledge{}
		for _, x := range simulation.Spreads {
			spreads[fmt.Sprint(x.Scenario, x.Guarantee, x.Measure, x.Year)] = x.Known
			for _, v := range []float64{x.Point, x.Mean, x.SD, x.P5, x.P95} {
				if math.IsNaN(v) {
					t.Fatalf("%s: %+v", code, x)
				}
			}
		}
		chances := map[string]abnd.Knowledge{}
		for _, c := range simulation.Ceilings {
			chances[fmt.Sprint(c.Scenario, c.Year)] = c.Known
		}
		rows := map[string]abnd.Knowledge{}
		for _, row := range r.Tidy(study.Scenarios) {
			if row.Benefit == scenarios.AllOf {
				rows[fmt.Sprint(row.Scenario, row.Guarantee, row.Measure, row.Year)] = row.Known
			}
		}
		same := map[string]bool{}
		for _, d := range differences(t, r, r, "total_cost") {
			same[fmt.Sprint(d.Scenario, d.Guarantee, d.Year)] = d.NewAtLeast
		}
		for _, s := range study.Scenarios {
			for _, g := range scenarios.Parts() {
				for _, year := range study.Projection.All() {
					f := scenarios.Figure{Scenario: s.ID, Guarantee: g, Measure: "total_cost", Year: year}
					want := amountOf(r, f).Known
					if !want.Known() {
						unknown++
					}
					name := fmt.Sprint(s.ID, g, "total_cost", year)
					if rows[name] != want || spreads[name] != want {
						t.Errorf("%s %s: the rows know %q, the simulation %q, the result %q", code, name, rows[name], spreads[name], want)
					}
					bound, listed := same[fmt.Sprint(s.ID, g, year)]
					if listed != want.Known() || bound != (want == abnd.KnownPart) {
						t.Errorf("%s %s: compared %v, as a bound %v; the result knows %q", code, name, listed, bound, want)
					}
					key, _ := r.Key(f)
					if trace, _ := r.Explain(key, year, 1); trace.Known != want {
						t.Errorf("%s %s: the trace knows %q, the result %q", code, name, trace.Known, want)
					}
					if g == scenarios.AllOf && chances[fmt.Sprint(s.ID, year)] != want {
						t.Errorf("%s %s: the chance knows %q, the result %q", code, name, chances[fmt.Sprint(s.ID, year)], want)
					}
				}
				first, last := study.Projection.First, study.Projection.Last
				d := decompose(t, r, scenarios.State{Scenario: s.ID, Year: first}, scenarios.State{Scenario: s.ID, Year: last})
				from, to := d.Cost(g)
				for year, got := range map[abnd.Year]scenarios.Amount{first: from, last: to} {
					if want := amountOf(r, scenarios.Figure{Scenario: s.ID, Guarantee: g, Measure: "total_cost", Year: year}); got != want {
						t.Errorf("%s %s %s %d: the decomposition has %+v, the result %+v", code, s.ID, g, year, got, want)
					}
				}
			}
		}
		moves, found := scenarios.RunSensitivity(context.Background(), study, scenarios.SensitivityOptions{Scenario: abnd.StatusQuo, Year: study.Projection.Last})
		if moves == nil {
			t.Fatal(found)
		}
		if want := amountOf(r, scenarios.Figure{Scenario: abnd.StatusQuo, Measure: "total_cost", Year: study.Projection.Last}); moves.Known != want.Known || want.Known == abnd.KnownNone && len(moves.Moves) > 0 {
			t.Errorf("%s: the sensitivity knows %q, the result %q", code, moves.Known, want.Known)
		}
	}
	if unknown == 0 {
		t.Error("everything is known")
	}
}

// Nobody is counted as two people: no figure of people is above the population
// of its year, and there is none over guarantees, in which a person who is
// covered by health care and receives a pension would be two.
func TestNoFigureOfPeopleIsAboveThePopulation(t *testing.T) {
	people := []string{string(scenarios.Persons), string(scenarios.Households)}
	for _, code := range country.Codes() {
		study := studies.Load(t, code)
		r := studies.Run(t, study)
		met := 0
		for _, row := range r.Tidy(study.Scenarios) {
			if !slices.Contains(people, row.Unit) {
				continue
			}
			met++
			population, _ := r.Projection.Value("frame/population", row.Year)
			if row.Value > population {
				t.Errorf("%s: %+v of %v people", code, row, population)
			}
			if row.Benefit == scenarios.AllOf && !abnd.Guarantee(row.Guarantee).Valid() {
				t.Errorf("%s: %+v is a sum over guarantees", code, row)
			}
		}
		if met == 0 {
			t.Errorf("%s has no people", code)
		}
	}
}

// The sums of a guarantee are the sums of its rows: of people by what receives,
// of the cost of benefits and of administration, and of the total with the
// schemes that are known by their expenditure. Oracle: the rows themselves.
func TestGuaranteesAreTheSumsOfTheirRows(t *testing.T) {
	for _, code := range country.Codes() {
		study := studies.Load(t, code)
		r := studies.Run(t, study)
		sums := map[string]float64{}
		rows := r.Tidy(study.Scenarios)
		name := func(row scenarios.Row) string {
			return fmt.Sprint(row.Scenario, " ", row.Guarantee, " ", row.Measure, " ", row.Sex, " ", row.Year)
		}
		for _, row := range rows {
			if row.Benefit != scenarios.AllOf {
				sums[name(row)] += row.Value
			}
		}
		compared := 0
		for _, row := range rows {
			if _, isScenario := study.FindScenario(row.Scenario); !isScenario || row.Benefit != scenarios.AllOf || !abnd.Guarantee(row.Guarantee).Valid() {
				continue
			}
			if row.Measure == "incremental_cost" || strings.HasPrefix(string(row.Measure), "percent") || row.Measure == "incremental_percent_gdp" || row.Measure == "total_cost_base_year" {
				continue // sums of the same, up to rounding
			}
			compared++
			if want := sums[name(row)]; math.Abs(row.Value-want) > 1e-9*math.Abs(want) {
				t.Errorf("%s %s: %v, the rows give %v", code, name(row), row.Value, want)
			}
		}
		if compared == 0 {
			t.Errorf("%s: nothing was compared", code)
		}
	}
}

// A result keeps its own copy of the study.
func TestAResultIsNotChangedWithItsStudy(t *testing.T) {
	study := studies.Load(t, "TLS")
	r := studies.Run(t, study)
	was := r.Tidy(study.Scenarios)
	fingerprints := fmt.Sprint(r.Fingerprints())
	for i := range study.Benefits {
		study.Benefits[i].Guarantee = abnd.Health
		for code := range study.Benefits[i].Parameters {
			delete(study.Benefits[i].Parameters, code)
		}
	}
	study.Schemes[0].ID = "another"
	study.Population.Set(2030, abnd.Female, 3, 1e9)
	study.Government.Revenue.Values[2030] = 0
	if is := r.Tidy(r.Study.Scenarios); !slices.Equal(was, is) || fmt.Sprint(r.Fingerprints()) != fingerprints {
		t.Error("the results followed the study")
	}
}

// A name that does not exist is an error with the nearest one; a figure that a
// study has not says which there are.
func TestValueOfWhatDoesNotExist(t *testing.T) {
	r := studies.Profile(t, "AGO")
	for want, f := range map[string]scenarios.Figure{
		`did you mean "percent_gdp"?`:                    {Scenario: "high", Measure: "percentgdp", Year: 2030},
		`did you mean "high"?`:                           {Scenario: "hihg", Measure: "total_cost", Year: 2030},
		`did you mean "older"?`:                          {Scenario: "high", Guarantee: "oldre", Measure: "total_cost", Year: 2030},
		`did you mean "kwenda"?`:                         {Scenario: "high", Benefit: "kwenta", Measure: "total_cost", Year: 2030},
		`its measures are benefit_cost, admin_cost`:      {Scenario: "high", Measure: "beneficiaries", Year: 2030},
		`its measures are target_population, households`: {Scenario: "high", Benefit: "kwenda", Measure: "beneficiaries", Year: 2030},
	} {
		x, found := r.At(f)
		if found == nil || !strings.Contains(found.Error(), want) || x.Known.Known() {
			t.Errorf("%+v: %+v, error %v; want one that says %s", f, x, found, want)
		}
	}
	// What nobody knows of a scheme known by its expenditure, and a year outside.
	for _, f := range []scenarios.Figure{
		{Scenario: "status-quo", Benefit: "AGO-INSS-OLD", Measure: "beneficiaries", Year: 2030},
		{Scenario: "status-quo", Measure: "total_cost", Year: 2099},
	} {
		if x, found := r.At(f); found != nil || x.Known.Known() {
			t.Errorf("%+v: %+v, error %v", f, x, found)
		}
	}
}

// New recipients of income security are the rows of its benefits, less those of
// the status quo: those of health are not among them, and households are apart.
func TestNewRecipientsAreOfIncomeSecurity(t *testing.T) {
	for _, code := range []string{"MOZ", "TLS"} {
		study := studies.Load(t, code)
		r := studies.Run(t, study)
		want := map[abnd.Year]scenarios.NewRecipients{}
		for _, row := range r.Tidy(study.Scenarios) {
			sign := map[string]float64{"high": 1, abnd.StatusQuo: -1}[row.Scenario]
			if sign == 0 || row.Benefit == scenarios.AllOf || row.Sex != scenarios.TotalSex || row.Guarantee == string(abnd.Health) {
				continue
			}
			n := want[row.Year]
			switch row.Measure {
			case "beneficiaries":
				n.Persons += sign * row.Value
			case "households":
				n.Households += sign * row.Value
			}
			want[row.Year] = n
		}
		for year, n := range want {
			got := r.NewRecipients("high", year)
			if math.Abs(got.Persons-n.Persons) > 1e-6 || math.Abs(got.Households-n.Households) > 1e-6 {
				t.Errorf("%s %d: %+v, want %+v", code, year, got, n)
			}
		}
	}
}
