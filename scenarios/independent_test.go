package scenarios_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// The engine against the oracle: the two differ in the order of additions
// and in how powers are taken, which costs less than 1e-12 of a figure;
// [proofs.Recomputed] leaves room for 200 people added up and chains of fifty
// growth rates.
type comparison struct {
	result  *scenarios.Result
	figures int
	wrong   int
	first   []string // of those that are wrong
}

// same compares one figure; size is that of what it was computed from, for
// a difference of two equal costs is a zero with rounding.
func (c *comparison) same(key abnd.Path, t abnd.Year, want, size float64) {
	c.figures++
	got, ok := c.result.Projection.Value(key, t)
	if ok && proofs.Alike(proofs.Recomputed, got, want, size) {
		return
	}
	// Of a sum that is not known the oracle has nothing: TestWhatIsKnownFollowsTheRule
	// says of which that is so.
	if !ok && want == 0 && c.result.Projection.Model().Has(costing.UnknownParts(key)) {
		return
	}
	if c.wrong++; c.wrong <= 10 {
		c.first = append(c.first, fmt.Sprintf("%s in %d: %v (known %v), recomputed %v", key, t, got, ok, want))
	}
}

// agree compares every figure of a study, from the target group to the new
// balance, and says how many there were.
func agree(t testing.TB, s *abnd.Study) int {
	t.Helper()
	return newOracle(s).agree(t)
}

func (o *oracle) agree(t testing.TB) int {
	t.Helper()
	c := o.compareWith(studies.Run(t, o.study))
	for _, wrong := range c.first {
		t.Error(wrong)
	}
	if c.wrong > len(c.first) {
		t.Errorf("… and %d more of %d figures", c.wrong-len(c.first), c.figures)
	}
	return c.figures
}

// compareWith compares every figure of the study with that of a result of it.
func (o *oracle) compareWith(result *scenarios.Result) *comparison {
	s, c := o.study, &comparison{result: result}
	for _, year := range s.Projection.All() {
		size := o.size(year)
		for _, scenario := range s.Scenarios {
			for _, b := range s.Benefits {
				x := o.benefit(scenario.ID, b, year)
				at := func(line string) abnd.Path { return abnd.JoinPath(scenario.ID, "benefit", b.ID, line) }
				if !math.IsNaN(x.female + x.male) {
					c.same(at("target_population/female"), year, x.female, 0)
					c.same(at("target_population/male"), year, x.male, 0)
					c.same(at("target_population"), year, x.female+x.male, 0)
				}
				if !math.IsNaN(x.amount) {
					c.same(at("benefit_amount"), year, x.amount, 0)
				}
				for line, figure := range x.more {
					c.same(at(line), year, figure, max(x.total, x.womenReached+x.menReached))
				}
				c.costs(at, year, x, x.total+o.schemeSize(b, year), o.gdp[year])
			}
			for _, scheme := range o.carried() {
				c.comparisons(func(line string) abnd.Path { return abnd.JoinPath(scenario.ID, "scheme", scheme.ID, line) }, year, o.scheme(scenario.ID, scheme.ID, year))
			}
			for _, g := range abnd.Guarantees() {
				x := o.sum(scenario.ID, g, year)
				at := func(line string) abnd.Path { return abnd.JoinPath(scenario.ID, "guarantee", string(g), line) }
				c.costs(at, year, x, size, o.gdp[year])
				if c.result.HasHouseholds(scenario.ID, g) {
					c.same(at("households"), year, x.households, 0)
				}
			}
			income := o.sum(scenario.ID, "income-security", year)
			c.sums(func(line string) abnd.Path { return abnd.JoinPath(scenario.ID, "income-security", line) }, year, income, size, o.gdp[year])
			x := o.sum(scenario.ID, "", year)
			at := func(line string) abnd.Path { return abnd.JoinPath(scenario.ID, "total", line) }
			c.sums(at, year, x, size, o.gdp[year])
			c.accounts(at, year, x, size, o.gdp[year])
		}
		for _, p := range s.Packages {
			x := o.pack(p, year)
			at := func(line string) abnd.Path { return abnd.JoinPath("package", p.ID, line) }
			c.sums(at, year, x, size, o.gdp[year])
			c.accounts(at, year, x, size, o.gdp[year])
			for g, scenario := range p.Scenarios {
				part := func(line string) abnd.Path { return abnd.JoinPath("package", p.ID, "guarantee", string(g), line) }
				c.costs(part, year, o.sum(scenario, g, year), size, o.gdp[year])
			}
		}
	}
	return c
}

func (c *comparison) costs(at func(string) abnd.Path, year abnd.Year, x cost, size, gdp float64) {
	c.same(at("beneficiaries/female"), year, x.womenReached, 0)
	c.same(at("beneficiaries/male"), year, x.menReached, 0)
	c.same(at("beneficiaries"), year, x.womenReached+x.menReached, 0)
	c.sums(at, year, x, size, gdp)
}

// sums compares what there is over guarantees too, in which nobody is counted.
func (c *comparison) sums(at func(string) abnd.Path, year abnd.Year, x cost, size, gdp float64) {
	c.same(at("benefit_cost"), year, x.benefit, 0)
	c.same(at("admin_cost"), year, x.admin, 0)
	c.comparisons(at, year, x)
	c.same(at("incremental_cost"), year, x.increment, size)
	c.same(at("incremental_share_of_gdp"), year, x.incrementOfGDP, size/gdp)
}

func (c *comparison) accounts(at func(string) abnd.Path, year abnd.Year, x cost, size, gdp float64) {
	c.same(at("new_expenditure"), year, x.newExpenditure, size)
	c.same(at("new_balance"), year, x.balance, size)
	c.same(at("new_balance_share"), year, x.share, size/gdp)
	c.same(at("balance_change"), year, -x.increment, size)
}

func (c *comparison) comparisons(at func(string) abnd.Path, year abnd.Year, x cost) {
	c.same(at("total_cost"), year, x.total, 0)
	c.same(at("base_year_cost"), year, x.baseYear, 0)
	c.same(at("share_of_gdp"), year, x.ofGDP, 0)
	c.same(at("share_of_expenditure"), year, x.ofExp, 0)
	c.same(at("share_of_revenue"), year, x.ofRev, 0)
}

// schemeSize is the size of what the increment of a benefit is made of.
func (o *oracle) schemeSize(b abnd.Benefit, t abnd.Year) float64 {
	size := o.direct("status-quo", b, t).total
	for _, scheme := range b.Replaces {
		size += o.schemeCost(scheme, t)
	}
	return size
}

// size is the size of what a new balance is made of.
func (o *oracle) size(t abnd.Year) float64 {
	size := o.revenue[t] + o.expenditure[t]
	for _, b := range o.study.Benefits {
		size += o.schemeSize(b, t)
	}
	for _, x := range o.carried() {
		size += o.schemeCost(x.ID, t)
	}
	return size
}

func TestProfilesAgreeWithAnIndependentRecomputation(t *testing.T) {
	for _, code := range country.Codes() {
		s := studies.Load(t, code)
		figures := agree(t, s)
		// Years × scenarios × benefits × 14 figures at least.
		if figures < s.Projection.Len()*len(s.Scenarios)*len(s.Benefits)*14 {
			t.Errorf("%s: only %d figures were compared", code, figures)
		}
		t.Logf("%s: %d figures agree to %g", code, figures, proofs.Recomputed)
	}
}

// Two hundred studies, each edited everywhere at random within the bounds of
// the rules; the seed of a study that disagrees is in its name.
func TestRandomStudiesAgreeWithAnIndependentRecomputation(t *testing.T) {
	drawn := uint64(proofs.Count(200, 40, 20))
	var used usage
	for seed := range drawn {
		s := simple(studies.Load(t, []string{"TLS", "MOZ"}[seed%2]))
		edit(s, rand.New(rand.NewPCG(seed, 202)))
		used.count(s)
		t.Run(fmt.Sprintf("%s-seed-%d", s.Country.ISO3, seed), func(t *testing.T) {
			t.Parallel()
			agree(t, s)
		})
	}
	used.expectEverything(t)
}

// The rules that the profiles have, with other figures and everything that
// replaces nothing switched on: births, cap of children, school days, household
// scale, public works, insured branches, area.
func TestTheRulesOfTheProfilesAgreeWithAnIndependentRecomputation(t *testing.T) {
	drawn := uint64(proofs.Count(20, 8, 6))
	for seed := range drawn {
		s := studies.Load(t, []string{"TLS", "MOZ"}[seed%2])
		editRules(s, rand.New(rand.NewPCG(seed, 16)))
		t.Run(fmt.Sprintf("%s-seed-%d", s.Country.ISO3, seed), func(t *testing.T) {
			t.Parallel()
			agree(t, s)
		})
	}
}
