package demography_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	. "github.com/openabnd/engine/costing/demography"
	"pgregory.net/rapid"
)

// Sprague's formula is exact where the population by age is a cubic: an
// oracle for every multiplier, as each stands for a polynomial of its own.
func TestSpragueIsExactForCubics(t *testing.T) {
	const groups = 9
	for degree := range 4 {
		area := func(age float64) float64 { return math.Pow(age/10, float64(degree+1)) }
		var grouped []float64
		for g := range groups {
			grouped = append(grouped, area(float64(5*g+5))-area(float64(5*g)))
		}
		for age, n := range Sprague(grouped) {
			near(t, fmt.Sprintf("degree %d", degree), age, n, area(float64(age+1))-area(float64(age)), 1e-9)
		}
	}
}

// The spline is exact where the population by age is a straight line: its
// running sum is then a parabola.
func TestSingleAgesOfAStraightLine(t *testing.T) {
	for age, n := range SingleAges([]float64{900, 800, 700, 600, 500, 400}) {
		near(t, "straight line", age, n, 188-4*float64(age), 1e-9)
	}
	for age, n := range SingleAges([]float64{500, 500}) {
		near(t, "two groups", age, n, 100, 1e-9)
	}
}

// Properties: groups keep their totals, no age is negative, whatever the
// groups.
func TestSingleAgesKeepTotals(t *testing.T) {
	proofs.Check(t, func(t *rapid.T) {
		groups := rapid.SliceOfN(rapid.Float64Range(0, 1e7), 2, 20).Draw(t, "groups")
		methods := map[string]func([]float64) []float64{"single ages": SingleAges}
		if len(groups) >= 5 {
			methods["Sprague"] = Sprague
		}
		for name, split := range methods {
			ages := split(groups)
			if len(ages) != 5*len(groups) {
				t.Fatalf("%s: %d ages of %d groups", name, len(ages), len(groups))
			}
			for g, total := range groups {
				var sum float64
				for _, n := range ages[5*g : 5*g+5] {
					sum += n
					if name != "Sprague" && n < 0 {
						t.Fatalf("%s: %g persons in group %d of %v", name, n, g, groups)
					}
				}
				// Sprague's multipliers add to one by columns only, so what
				// the neighbours bring cancels to their own rounding.
				if !proofs.Alike(proofs.Recomputed, sum, total, slices.Max(groups)) {
					t.Fatalf("%s: group %d has %g of %g in %v", name, g, sum, total, groups)
				}
			}
		}
	})
}

// Why there is a spline: Sprague's multipliers can leave fewer than nobody.
func TestSpragueCanBeNegativeAndSingleAgesCannot(t *testing.T) {
	groups := []float64{1000, 1000, 1000, 10, 1000, 1000, 1000}
	if slices.Min(Sprague(groups)) >= 0 {
		t.Error("Sprague's multipliers give no negative age")
	}
	if slices.Min(SingleAges(groups)) < 0 {
		t.Error("an age is negative")
	}
}

// Oracle: the UN's single ages, World Population Prospects 2024, put into
// five-year groups and divided again. The error is the sum of the differences
// over all persons, ages 0-99 of both sexes. It is the reason why SingleAges
// is the spline: on the mean of the countries it is nearer, in the base year
// too, and in no case is it further off by more than a tenth of a percent.
func TestErrorOfSingleAges(t *testing.T) {
	const most, worse = 0.02, 0.001
	var table strings.Builder
	table.WriteString("persons at a wrong single age, percent of all\n      year  Sprague  spline")
	var mean [2]float64
	cases := 0
	for _, iso := range wppCountries {
		for place := range columns(t, iso, "POP", "", 2) {
			var wrong [2]float64
			var all float64
			var year string
			for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
				c := columns(t, iso, "POP", sex, 2)[place]
				year = c.head
				var groups []float64
				for age := 0; age < abnd.MaxAge; age += 5 {
					var sum float64
					for _, n := range c.values[age : age+5] {
						sum += n
					}
					groups = append(groups, sum)
					all += sum
				}
				for m, split := range []func([]float64) []float64{Sprague, SingleAges} {
					for age, n := range split(groups) {
						wrong[m] += math.Abs(n - c.values[age])
					}
				}
			}
			cases++
			for m := range wrong {
				wrong[m] /= all
				mean[m] += wrong[m]
			}
			fmt.Fprintf(&table, "\n%s  %s %8.2f%8.2f", iso, year, 100*wrong[0], 100*wrong[1])
			if wrong[1] > most || wrong[1] > wrong[0]+worse {
				t.Errorf("%s %s: %.2f %% of persons are at a wrong age, with Sprague %.2f %%", iso, year, 100*wrong[1], 100*wrong[0])
			}
		}
	}
	fmt.Fprintf(&table, "\nmean      %8.2f%8.2f", 100*mean[0]/float64(cases), 100*mean[1]/float64(cases))
	if mean[1] >= mean[0] {
		t.Error("Sprague's multipliers are nearer to the UN than the spline")
	}
	t.Log(table.String())
}

func TestSplittingPanicsOnTooFewGroups(t *testing.T) {
	for name, misuse := range map[string]func(){
		"Sprague's multipliers need 5": func() { Sprague([]float64{1, 2, 3, 4}) },
		"2 edges for 1 groups":         func() { SingleAges([]float64{1}) },
		"there are no periods":         func() { At(nil, 2024) },
		"separation factors of":        func() { SeparationOf(abnd.Both) },
		"life table of 0 ages":         func() { _, _ = NewLifeTable(nil, nil, nil) },
	} {
		func() {
			defer func() {
				if said := fmt.Sprint(recover()); !strings.Contains(said, name) {
					t.Errorf("panic says %q, should say %q", said, name)
				}
			}()
			misuse()
		}()
	}
}
