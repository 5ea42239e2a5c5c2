package scenarios_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/scenarios"
)

// By hand from what is left of the gaps: the covered of all groups of a
// guarantee by their people, those of whom nothing is known counting as not
// covered. Twelve digits: the sums are in the same order.
func TestCoverageOfAGuaranteeIsThatOfItsGroups(t *testing.T) {
	known, bounds := 0, 0
	for _, code := range []string{"TLS", "MOZ", "CPV"} {
		r := studies.Profile(t, code)
		type sum struct {
			people, covered float64
			some, all       bool
		}
		sums := map[string]sum{}
		for _, x := range scenarios.RemainingGaps(r) {
			key := fmt.Sprint(x.Scenario, x.Group.Guarantee, x.Year)
			s, found := sums[key]
			if !found {
				s.all = true
			}
			s.people += x.Both.Size.Value
			s.all = s.all && x.Both.Covered.Known && !x.AtLeast()
			if x.Both.Covered.Known {
				s.some, s.covered = true, s.covered+x.Both.Covered.Value
			}
			sums[key] = s
		}
		for _, scenario := range []string{"status-quo", "low", "high"} {
			for _, g := range abnd.Guarantees() {
				for _, year := range []abnd.Year{2025, 2030, 2040} {
					want := sums[fmt.Sprint(scenario, g, year)]
					got := r.CoverageOfGuarantee(scenario, g, year)
					if wanted := want.some && (want.all || want.covered > 0); got.Share.Known != wanted {
						t.Errorf("%s %s %s %d: known is %v", code, scenario, g, year, got.Share.Known)
					}
					if !got.Share.Known {
						continue
					}
					known++
					if got.AtLeast {
						bounds++
					}
					if got.AtLeast == want.all || math.Abs(got.Share.Value-want.covered/want.people) > 1e-12 {
						t.Errorf("%s %s %s %d: %+v, want %v of %v", code, scenario, g, year, got, want.covered, want.people)
					}
				}
			}
		}
	}
	if known == 0 || bounds == 0 || bounds == known {
		t.Errorf("%d shares are known, of which %d are bounds: one kind is not tested", known, bounds)
	}
}

// A package that takes one scenario for every guarantee covers whom that
// scenario covers; one that takes several covers, of a guarantee whose
// benefits are all its own, whom the scenario covers that it takes for it.
func TestCoverageUnderAPackage(t *testing.T) {
	r := studies.Profile(t, "TLS")
	for _, g := range abnd.Guarantees() {
		for _, c := range [][2]string{{"low-package", "low"}, {"high-package", "high"}} {
			if got, want := r.CoverageOfGuarantee(c[0], g, 2035), r.CoverageOfGuarantee(c[1], g, 2035); got != want {
				t.Errorf("%s of %s: %+v, want %+v", g, c[0], got, want)
			}
		}
	}
	if got, want := r.CoverageOfGuarantee("children-first", abnd.Children, 2035), r.CoverageOfGuarantee("high", abnd.Children, 2035); got != want || !got.Share.Known {
		t.Errorf("%+v, want %+v", got, want)
	}
	// A benefit of another guarantee that reaches the group makes what covers
	// it come from two scenarios.
	mixed := studies.Load(t, "TLS")
	mixed.Provisions = append(slices.Clone(mixed.Provisions), abnd.Provision{Group: "early-childhood", By: "maternity-benefit", Role: abnd.Covers, Provenance: mixed.Provisions[0].Provenance})
	r = studies.Run(t, mixed)
	if got := r.CoverageOfGuarantee("children-first", abnd.Children, 2035); got.Share.Known {
		t.Errorf("the coverage of two scenarios is %+v", got)
	}
	if got := r.CoverageOfGuarantee("high-package", abnd.Children, 2035); !got.Share.Known {
		t.Error("one scenario for all is not known")
	}
}

// The rows of coverage are those of the two sides, by guarantee and group.
func TestComparedCoverage(t *testing.T) {
	s := studies.Load(t, "TLS")
	r := studies.Run(t, s)
	c := compared(t, scenarios.Side{Result: r, Scenario: "low"}, scenarios.Side{Result: r, Scenario: "high"})
	left := map[string]scenarios.Remaining{}
	for _, x := range scenarios.RemainingGaps(r) {
		left[fmt.Sprint(x.Scenario, x.Group.ID, x.Year)] = x
	}
	sums := 0
	for _, d := range c.Figures {
		if d.Measure != scenarios.EffectiveCoverage {
			// What health costs before it is paid is not known on either side.
			bound := d.Guarantee == scenarios.AllOf && d.Year < 2027 && (d.Measure == "total_cost" || d.Measure == "percent_gdp")
			// Veterans are known by their expenditure and not as recipients.
			bound = bound || d.Guarantee == string(abnd.Older) && d.Measure == "beneficiaries"
			if d.Group != "" || d.OldAtLeast != bound || d.NewAtLeast != bound {
				t.Errorf("%+v", d)
			}
			continue
		}
		sums++
		was, is := r.CoverageOfGuarantee("low", abnd.Guarantee(d.Guarantee), d.Year), r.CoverageOfGuarantee("high", abnd.Guarantee(d.Guarantee), d.Year)
		if d.Group != "" || d.Old != 100*was.Share.Value || d.New != 100*is.Share.Value || d.OldAtLeast != was.AtLeast || d.NewAtLeast != is.AtLeast {
			t.Errorf("%+v, want %+v and %+v", d, was, is)
		}
	}
	if len(c.LeftOut) > 0 {
		t.Errorf("left out are %v", c.LeftOut)
	}
	// Who is covered of health is not known in the status quo of Mozambique, and
	// at least by how much in the high scenario.
	r2 := studies.Profile(t, "MOZ")
	since := compared(t, scenarios.Side{Result: r2, Scenario: "status-quo"}, scenarios.Side{Result: r2, Scenario: "high"})
	// So is what health costs in the status quo.
	var want []scenarios.ComparedPart
	for _, measure := range []scenarios.MeasureCode{"total_cost", "percent_gdp", "beneficiaries", scenarios.EffectiveCoverage} {
		want = append(want, scenarios.ComparedPart{Measure: measure, Guarantee: string(abnd.Health)})
		if measure == "beneficiaries" { // existing pensions have a cost, and recipients that are not known
			want = append(want, scenarios.ComparedPart{Measure: measure, Guarantee: string(abnd.Older)})
		}
	}
	if !slices.Equal(since.LeftOut, want) {
		t.Errorf("left out are %v, want %v", since.LeftOut, want)
	}
	for _, d := range append(since.Figures, since.Groups...) {
		if d.Measure == scenarios.EffectiveCoverage && d.Guarantee == string(abnd.Health) {
			t.Errorf("%+v is known of one side only", d)
		}
	}
	for _, d := range c.Groups {
		was, is := left[fmt.Sprint("low", d.Group, d.Year)], left[fmt.Sprint("high", d.Group, d.Year)]
		if math.Abs(d.Old-100*was.Both.Effective.Value) > 1e-9 || math.Abs(d.New-100*is.Both.Effective.Value) > 1e-9 || d.OldAtLeast != was.AtLeast() || string(was.Group.Guarantee) != d.Guarantee {
			t.Errorf("%+v, want %+v and %+v", d, was, is)
		}
	}
	if sums == 0 || len(c.Groups) <= sums {
		t.Errorf("%d rows of guarantees, %d of groups", sums, len(c.Groups))
	}
}

// What a study chooses as a whole is a parameter that differs, and blank on
// neither side.
func TestComparedChoicesOfTheStudy(t *testing.T) {
	s := studies.Load(t, "TLS")
	slow := apply(t, s, "general.macro=low-growth")
	c := compared(t, scenarios.Side{Result: studies.Run(t, s), Scenario: "low", Name: "a"}, scenarios.Side{Result: studies.Run(t, slow), Scenario: "low", Name: "b"})
	if len(c.Parameters) != 1 || c.Parameters[0].Parameter != "general.macro" || c.Parameters[0].Old != abnd.Code("none") || c.Parameters[0].New != abnd.Code("low-growth") {
		t.Errorf("%+v", c.Parameters)
	}
}
