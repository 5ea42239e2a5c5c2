package scenarios_test

import (
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// randomly draws an edited country profile. rapid draws, and shrinks, the
// seed of the edits.
func randomly(t *rapid.T, tb testing.TB) *abnd.Study {
	s := simple(studies.Load(tb, rapid.SampledFrom([]string{"TLS", "MOZ"}).Draw(t, "country")))
	edit(s, rand.New(rand.NewPCG(rapid.Uint64Range(0, 1<<20).Draw(t, "seed"), 7)))
	return s
}

// someBenefit draws a benefit by place.
func someBenefit(t *rapid.T, s *abnd.Study) *abnd.Benefit {
	return &s.Benefits[rapid.IntRange(0, len(s.Benefits)-1).Draw(t, "benefit")]
}

// put sets a parameter in the base and takes the scenarios' own away.
func put(s *abnd.Study, b *abnd.Benefit, code string, v abnd.Value) {
	b.Parameters[code] = abnd.Parameter{Value: v, Provenance: by}
	for _, x := range s.Scenarios {
		delete(x.Changes[b.ID], code)
	}
}

// Each case builds a whole country.
func TestMain(m *testing.M) {
	proofs.Costly()
	proofs.SpendMemory()
	os.Exit(m.Run())
}

// check runs a property beside the others.
func check(t *testing.T, property func(*rapid.T)) {
	t.Helper()
	t.Parallel()
	proofs.Check(t, property)
}

// each visits every scenario and year.
func each(s *abnd.Study, visit func(scenario string, year abnd.Year)) {
	for _, x := range s.Scenarios {
		for _, year := range s.Projection.All() {
			visit(x.ID, year)
		}
	}
}

func value(t *rapid.T, r *scenarios.Result, key abnd.Path, year abnd.Year) float64 {
	x, ok := r.Projection.Value(key, year)
	if !ok {
		t.Fatalf("%s in %d is not known", key, year)
	}
	return x
}

// known is a value and whether there is one.
type known struct {
	x  float64
	ok bool
}

// perhaps is the value of a line of which nothing may be known, or that a
// study need not have.
func perhaps(r *scenarios.Result, key abnd.Path, year abnd.Year) known {
	if !r.Projection.Model().Has(key) {
		return known{}
	}
	x, ok := r.Projection.Value(key, year)
	return known{x, ok}
}

// amounts are the sums of money that a benefit can be given, for any age and
// from any year.
var amounts = []string{"amount", "amount_2", "amount_3", "band_2_amount"}

// times multiplies every amount of a benefit, in every scenario.
func times(s *abnd.Study, b *abnd.Benefit, factor float64) {
	for _, code := range amounts {
		if x, given := b.Parameters[code].Value.Number(); given {
			b.Parameters[code] = abnd.Parameter{Value: abnd.Num(x * factor), Provenance: by}
		}
		for _, scenario := range s.Scenarios {
			if x, given := scenario.Changes[b.ID][code].Number(); given {
				scenario.Changes[b.ID][code] = abnd.Num(x * factor)
			}
		}
	}
}

// oneAmount leaves a benefit one amount, whatever the age and the year.
func oneAmount(s *abnd.Study, b *abnd.Benefit) {
	for _, code := range []string{"amount_2", "amount_2_year", "amount_3", "amount_3_year", "band_2_age", "band_2_amount", "bands_year"} {
		put(s, b, code, abnd.Value{})
	}
}

// coin is what costs of whole countries are rounded to at the least: shares may
// be drawn so small that a cost has no digits of its own.
const coin = 1

func alike(a, b, size float64) bool { return proofs.Alike(proofs.Rounded, a, b, size) }

func TestCostIsLinearInTheAmount(t *testing.T) {
	check(t, func(rt *rapid.T) {
		s := randomly(rt, t)
		b := someBenefit(rt, s)
		put(s, b, "amount_rule", abnd.Code("flat"))
		factor := rapid.Float64Range(0, 50).Draw(rt, "factor")
		put(s, b, "amount", abnd.Num(10))
		before := studies.Run(t, s)
		times(s, b, factor)
		after := studies.Run(t, s)
		each(s, func(x string, year abnd.Year) {
			key := abnd.JoinPath(x, "benefit", b.ID, "total_cost")
			if got, want := value(rt, after, key, year), factor*value(rt, before, key, year); !alike(got, want, coin) {
				rt.Fatalf("%s in %d: %v, want %v", key, year, got, want)
			}
		})
	})
}

func TestNobodyTakingItUpCostsNothing(t *testing.T) {
	check(t, func(rt *rapid.T) {
		s := randomly(rt, t)
		b := someBenefit(rt, s)
		put(s, b, "take_up_rule", abnd.Code("constant"))
		put(s, b, "take_up", abnd.Num(0))
		r := studies.Run(t, s)
		each(s, func(x string, year abnd.Year) {
			for _, line := range []string{"beneficiaries", "benefit_cost", "admin_cost", "total_cost", "share_of_gdp"} {
				if got := value(rt, r, abnd.JoinPath(x, "benefit", b.ID, line), year); got != 0 {
					rt.Fatalf("%s in %s, %d: %v", line, x, year, got)
				}
			}
		})
	})
}

func TestABenefitThatIsOffCostsNothing(t *testing.T) {
	check(t, func(rt *rapid.T) {
		s := randomly(rt, t)
		b := someBenefit(rt, s)
		put(s, b, "on", abnd.Code("no"))
		// Whatever else is in its cells, blanks included.
		for _, code := range rapid.SliceOfDistinct(rapid.SampledFrom([]string{"start", "age_min", "age_max", "take_up", "amount", "payments", "indexation"}), rapid.ID[string]).Draw(rt, "blank") {
			delete(b.Parameters, code)
		}
		r := studies.Run(t, s)
		each(s, func(x string, year abnd.Year) {
			if got := value(rt, r, abnd.JoinPath(x, "benefit", b.ID, "total_cost"), year); got != 0 {
				rt.Fatalf("it costs %v in %s, %d", got, x, year)
			}
		})
	})
}

func TestPartsAddToTotals(t *testing.T) {
	check(t, func(rt *rapid.T) {
		s := randomly(rt, t)
		r := studies.Run(t, s)
		each(s, func(x string, year abnd.Year) {
			at := func(parts ...string) float64 {
				return value(rt, r, abnd.JoinPath(append([]string{x}, parts...)...), year)
			}
			expect := func(what string, got, want, size float64) {
				if !alike(got, want, size) {
					rt.Fatalf("%s in %s, %d: %v, its parts add to %v", what, x, year, got, want)
				}
			}
			for _, sum := range []struct {
				line, of string // of the sum, and of its parts
				counts   abnd.CountingUnit
			}{
				{"beneficiaries/female", "beneficiaries/female", abnd.CountPersons}, {"beneficiaries/male", "beneficiaries/male", abnd.CountPersons},
				{"beneficiaries", "beneficiaries", abnd.CountPersons}, {"households", "beneficiaries", abnd.CountHouseholds},
				{line: "benefit_cost", of: "benefit_cost"}, {line: "admin_cost", of: "admin_cost"}, {line: "total_cost", of: "total_cost"}, {line: "incremental_cost", of: "incremental_cost"},
			} {
				var all, size float64
				for _, g := range abnd.Guarantees() {
					var parts float64
					for _, b := range s.Benefits {
						if b.Guarantee == g && (sum.counts == "" || costing.RecipientUnit(s, x, b) == sum.counts) {
							part := at("benefit", b.ID, sum.of)
							parts, size = parts+part, size+math.Abs(part)
						}
					}
					for _, scheme := range costing.ProjectedSchemes(s) {
						if scheme.Guarantees[0] == g && sum.line == "total_cost" {
							parts += at("scheme", scheme.ID, "total_cost")
						}
					}
					// What is not known has no part that is: parts is zero then.
					expect(string(g)+" "+sum.line, perhaps(r, costing.GuaranteeKey(x, g, sum.line), year).x, parts, size)
					all += parts
				}
				if total := perhaps(r, costing.TotalKey(x, sum.line), year); sum.counts == "" {
					expect("total "+sum.line, total.x, all, size)
				} else if total.ok {
					rt.Fatalf("%s in %s, %d: %v over all guarantees, in some of which the same people are", sum.line, x, year, total.x)
				}
			}
			for _, b := range s.Benefits {
				expect(b.ID+" by sex", at("benefit", b.ID, "beneficiaries"), at("benefit", b.ID, "beneficiaries/female")+at("benefit", b.ID, "beneficiaries/male"), 0)
				expect(b.ID+" total", at("benefit", b.ID, "total_cost"), at("benefit", b.ID, "benefit_cost")+at("benefit", b.ID, "admin_cost"), 0)
			}
		})
	})
}

func TestMoreTakeUpNeverCostsLess(t *testing.T) {
	check(t, func(rt *rapid.T) {
		s := randomly(rt, t)
		b := someBenefit(rt, s)
		code := rapid.SampledFrom([]string{"take_up", "take_up_target", "share", "share_paid", "payments"}).Draw(rt, "code")
		if code == "take_up_target" {
			put(s, b, "take_up_rule", abnd.Code("ramp"))
		}
		pair := []float64{rapid.Float64Range(0, 1).Draw(rt, "one"), rapid.Float64Range(0, 1).Draw(rt, "other")}
		slices.Sort(pair)
		put(s, b, code, abnd.Num(pair[0]))
		less := studies.Run(t, s)
		put(s, b, code, abnd.Num(pair[1]))
		more := studies.Run(t, s)
		each(s, func(x string, year abnd.Year) {
			key := abnd.JoinPath(x, "benefit", b.ID, "total_cost")
			was, is := value(rt, less, key, year), value(rt, more, key, year)
			if !proofs.AtMost(proofs.Rounded, was, is, coin) {
				rt.Fatalf("%s from %v to %v: the cost falls from %v to %v in %s, %d", code, pair[0], pair[1], was, is, x, year)
			}
		})
	})
}

func TestAWiderAgeRangeNeverLowersTheTarget(t *testing.T) {
	check(t, func(rt *rapid.T) {
		s := randomly(rt, t)
		b := someBenefit(rt, s)
		oneAmount(s, b) // bands must begin within the ages
		ages := rapid.SliceOfN(rapid.IntRange(0, 100), 4, 4).Draw(rt, "ages")
		slices.Sort(ages)
		put(s, b, "age_min", abnd.Num(float64(ages[1])))
		put(s, b, "age_max", abnd.Num(float64(ages[2])))
		narrow := studies.Run(t, s)
		put(s, b, "age_min", abnd.Num(float64(ages[0])))
		put(s, b, "age_max", abnd.Num(float64(ages[3])))
		wide := studies.Run(t, s)
		each(s, func(x string, year abnd.Year) {
			for _, sex := range []string{"female", "male"} {
				key := abnd.JoinPath(x, "benefit", b.ID, "target_population", sex)
				everybody := value(rt, wide, "frame/population", year)
				if was, is := value(rt, narrow, key, year), value(rt, wide, key, year); !proofs.AtMost(proofs.Rounded, was, is, everybody) {
					rt.Fatalf("%s in %d falls from %v to %v", key, year, was, is)
				}
			}
		})
	})
}

// A currency that loses three zeros changes no share of GDP.
func TestSharesDoNotDependOnTheCurrency(t *testing.T) {
	check(t, func(rt *rapid.T) {
		s := randomly(rt, t)
		before := studies.Run(t, s)
		const zeros = 1000
		s.Economy.GDP.Value *= zeros
		s.Economy.PovertyLine.Value *= zeros
		s.Economy.MinimumWage.Value *= zeros
		for i := range s.Schemes {
			s.Schemes[i].Expenditure.Value *= zeros
		}
		for i := range s.Benefits {
			times(s, &s.Benefits[i], zeros)
		}
		after := studies.Run(t, s)
		each(s, func(x string, year abnd.Year) {
			for _, key := range []abnd.Path{
				abnd.JoinPath(x, "total", "share_of_gdp"), abnd.JoinPath(x, "total", "share_of_expenditure"),
				abnd.JoinPath(x, "total", "share_of_revenue"), abnd.JoinPath(x, "total", "new_balance_share"),
				abnd.JoinPath(x, "guarantee", "older", "share_of_gdp"), abnd.JoinPath(x, "benefit", s.Benefits[0].ID, "share_of_gdp"),
			} {
				// The balance is a difference; a share below 1e-12 is none.
				if was, is := perhaps(before, key, year), perhaps(after, key, year); is.ok != was.ok || !alike(is.x, was.x, 1) {
					rt.Fatalf("%s in %d: %v before, %v after", key, year, was, is)
				}
			}
			cost := abnd.JoinPath(x, "total", "total_cost")
			if was, is := perhaps(before, cost, year), perhaps(after, cost, year); is.ok != was.ok || !alike(is.x, was.x*zeros, 0) {
				rt.Fatalf("%s in %d: %v before, %v after", cost, year, was, is)
			}
		})
	})
}

func TestTheStatusQuoHasNoIncrement(t *testing.T) {
	check(t, func(rt *rapid.T) {
		s := randomly(rt, t)
		r := studies.Run(t, s)
		for _, year := range s.Projection.All() {
			for _, b := range s.Benefits {
				if got := value(rt, r, abnd.JoinPath("status-quo", "benefit", b.ID, "incremental_cost"), year); got != 0 {
					rt.Fatalf("%s in %d: %v", b.ID, year, got)
				}
			}
			balance := value(rt, r, "status-quo/total/new_balance", year)
			if was := value(rt, r, "frame/balance", year); balance != was {
				rt.Fatalf("the balance of %d is %v, before it was %v", year, balance, was)
			}
		}
	})
}

// The increments of a scenario add up to the whole change.
func TestIncrementsAddUpToTheWholeChange(t *testing.T) {
	check(t, func(rt *rapid.T) {
		s := randomly(rt, t)
		r := studies.Run(t, s)
		o := newOracle(s)
		each(s, func(x string, year abnd.Year) {
			want := value(rt, r, abnd.JoinPath(x, "total", "total_cost"), year) - value(rt, r, "status-quo/total/total_cost", year)
			got := value(rt, r, abnd.JoinPath(x, "total", "incremental_cost"), year)
			if !proofs.Alike(proofs.Recomputed, got, want, o.size(year)) {
				rt.Fatalf("%s in %d: %v, want %v", x, year, got, want)
			}
		})
	})
}

// A package that takes one scenario for every guarantee is that scenario.
func TestAPackageOfOneScenarioIsThatScenario(t *testing.T) {
	check(t, func(rt *rapid.T) {
		s := randomly(rt, t)
		x := rapid.SampledFrom(s.Scenarios).Draw(rt, "scenario").ID
		for g := range s.Packages[0].Scenarios {
			s.Packages[0].Scenarios[g] = x
		}
		r := studies.Run(t, s)
		for _, year := range s.Projection.All() {
			same := func(what string, got, want known) {
				if got != want {
					rt.Fatalf("%s in %d: %v, the scenario %s has %v", what, year, got, x, want)
				}
			}
			id := s.Packages[0].ID
			for _, line := range []string{"total_cost", "incremental_cost", "share_of_gdp", "base_year_cost", "new_balance", "balance_change"} {
				same(line, perhaps(r, costing.PackageKey(id, line), year), perhaps(r, costing.TotalKey(x, line), year))
			}
			for _, g := range abnd.Guarantees() {
				for _, line := range []string{"beneficiaries", "households", "total_cost"} {
					same(string(g)+" "+line, perhaps(r, costing.PackageGuaranteeKey(id, g, line), year), perhaps(r, costing.GuaranteeKey(x, g, line), year))
				}
			}
		}
	})
}

// A scenario that says again what the base says, or nothing at all, or that is
// based on one and says nothing itself, is the scenario it repeats.
func TestAScenarioThatChangesNothingIsTheOneItRepeats(t *testing.T) {
	check(t, func(rt *rapid.T) {
		s := randomly(rt, t)
		based := rapid.SampledFrom(s.Scenarios).Draw(rt, "scenario").ID
		again := abnd.Scenario{ID: "again", Name: abnd.T("Again", "De novo")}
		for _, b := range s.Benefits {
			for code, p := range b.Parameters {
				if !p.Value.IsBlank() && rapid.Bool().Draw(rt, "said again") {
					again.Change(b.ID, code, p.Value)
				}
			}
		}
		s.Scenarios = append(s.Scenarios, abnd.Scenario{ID: "nothing", Name: abnd.T("Nothing", "Nada")}, again, abnd.Scenario{ID: "heir", Name: abnd.T("Heir", "Herdeiro"), BasedOn: based})
		r := studies.Run(t, s)
		for _, year := range s.Projection.All() {
			for _, line := range []string{
				"guarantee/children/beneficiaries", "guarantee/older/beneficiaries", "total/benefit_cost", "total/admin_cost", "total/total_cost",
				"total/incremental_cost", "total/share_of_gdp", "total/new_balance",
			} {
				at := func(scenario string) known { return perhaps(r, abnd.Path(scenario+"/"+line), year) }
				if at("nothing") != at("again") {
					rt.Fatalf("%s in %d: %v where nothing is changed, %v where the base is repeated", line, year, at("nothing"), at("again"))
				}
				if at("heir") != at(based) {
					rt.Fatalf("%s in %d: %v in an heir of %s, which has %v", line, year, at("heir"), based, at(based))
				}
			}
		}
	})
}

// Whatever a benefit is indexed to, in the year of its amount it is the amount
// itself, and no cost or number of people is ever below nothing.
func TestTheIndexIsOneInTheYearOfTheAmount(t *testing.T) {
	check(t, func(rt *rapid.T) {
		s := randomly(rt, t)
		b := someBenefit(rt, s)
		year := rapid.SampledFrom(s.Projection.All()).Draw(rt, "year")
		oneAmount(s, b)
		put(s, b, "amount_year", abnd.Num(float64(year)))
		put(s, b, "indexation", abnd.Code(rapid.SampledFrom(costing.IndexationList.Names()).Draw(rt, "indexation")))
		put(s, b, "index_rate", abnd.Num(rapid.Float64Range(-0.1, 0.3).Draw(rt, "rate")))
		r := studies.Run(t, s)
		for _, x := range s.Scenarios {
			of := func(line string) float64 { return value(rt, r, abnd.JoinPath(x.ID, "benefit", b.ID, line), year) }
			if index := of("index"); !alike(index, 1, 0) {
				rt.Fatalf("%s in %d, the year of the amount: the index is %v in %s", b.ID, year, index, x.ID)
			}
			if amount, base := of("benefit_amount"), of("base_amount"); !alike(amount, base, 0) {
				rt.Fatalf("%s in %d, the year of the amount: %v, set to %v in %s", b.ID, year, amount, base, x.ID)
			}
		}
		each(s, func(x string, year abnd.Year) {
			for _, b := range s.Benefits {
				for _, line := range []string{"target_population", "beneficiaries", "benefit_cost", "admin_cost", "total_cost"} {
					if got := value(rt, r, abnd.JoinPath(x, "benefit", b.ID, line), year); got < 0 {
						rt.Fatalf("%s of %s in %s, %d: %v", line, b.ID, x, year, got)
					}
				}
			}
		})
	})
}
