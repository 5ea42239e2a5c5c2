package scenarios_test

import (
	"maps"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// fewBenefits is a random study with so many benefits of a country, some of
// which give way to one another or replace a scheme.
func fewBenefits(t *rapid.T, tb testing.TB, n int) *abnd.Study {
	s := randomly(t, tb)
	first := rapid.IntRange(0, len(s.Benefits)-n).Draw(t, "first benefit")
	s.DropLevers()
	s.Benefits = s.Benefits[first : first+n]
	s.Packages, s.Provisions = nil, nil
	// Who is covered, and what is drawn, has no part in what a solution costs.
	s.Groups, s.Indicators, s.MatrixTexts, s.Uncertain, s.Correlations = nil, nil, nil, nil, nil
	for i := range s.Recommended {
		s.Recommended[i].Gaps = nil
	}
	for i := range s.Scenarios {
		maps.DeleteFunc(s.Scenarios[i].Changes, func(id string, _ map[string]abnd.Value) bool {
			_, ok := s.FindBenefit(id)
			return !ok
		})
	}
	// A scheme that a benefit which is gone stood for has no cost any more.
	for i := range s.Benefits {
		s.Benefits[i].Requires = slices.DeleteFunc(s.Benefits[i].Requires, func(id string) bool {
			_, ok := s.FindBenefit(id)
			return !ok
		})
		s.Benefits[i].Replaces = slices.DeleteFunc(s.Benefits[i].Replaces, func(id string) bool {
			scheme, _ := s.FindScheme(id)
			stands := slices.ContainsFunc(s.Benefits, func(b abnd.Benefit) bool { return b.Scheme == id })
			return !stands && (!scheme.Expenditure.Known || scheme.Projection == "")
		})
	}
	if rapid.Bool().Draw(t, "they act on one another") {
		a := rapid.IntRange(1, n-1).Draw(t, "who gives way")
		put(s, &s.Benefits[a], "yields_to", abnd.Code(s.Benefits[a-1].ID))
	}
	return s
}

// taken is one package, as full enumeration has it.
type taken struct {
	levels []string // by benefit of the study; blank for the status quo
	cost   map[abnd.Year]float64
	people float64 // recipients of income security
	loses  bool
}

// enumerated computes every package of a study as a scenario of its own, and
// what it costs and reaches by the sums of the engine. Packages that the study
// does not allow are left out.
func enumerated(t *rapid.T, tb testing.TB, s *abnd.Study, levels []string, weights map[string]float64, count []abnd.Year, basis scenarios.Basis) []taken {
	tb.Helper()
	line := map[scenarios.Basis]string{scenarios.OfTotal: "share_of_gdp", scenarios.OfIncrement: "incremental_share_of_gdp"}[basis]
	statusQuo, _ := s.FindScenario(abnd.StatusQuo)
	var all []taken
	place := make([]int, len(s.Benefits))
	for {
		p := taken{cost: map[abnd.Year]float64{}}
		one := abnd.Scenario{ID: "one"}
		for i, b := range s.Benefits {
			of, level := statusQuo, ""
			if place[i] > 0 {
				level = levels[place[i]-1]
				of, _ = s.FindScenario(level)
			}
			p.levels = append(p.levels, level)
			for _, spec := range costing.Specs() {
				if v := of.Value(b, spec.Code); !v.IsBlank() {
					one.Change(b.ID, spec.Code, v)
				}
			}
		}
		with := *s
		with.Scenarios = []abnd.Scenario{statusQuo, one}
		if r, _ := scenarios.Run(&with); r != nil {
			for _, year := range s.Projection.All() {
				p.cost[year] = value(t, r, abnd.JoinPath("one", "total", line), year)
			}
			p.loses = losesByHand(tb, r, s)
			for _, b := range s.Benefits {
				if b.Guarantee == abnd.Health {
					continue
				}
				weight := 1.0
				if w, ok := weights[string(b.Guarantee)]; ok {
					weight = w
				}
				for _, year := range count {
					more := value(t, r, abnd.JoinPath("one", "benefit", b.ID, "beneficiaries"), year) - value(t, r, abnd.JoinPath("status-quo", "benefit", b.ID, "beneficiaries"), year)
					p.people += weight * more / float64(len(count))
				}
			}
			all = append(all, p)
		}
		at := len(place) - 1
		for ; at >= 0; at-- {
			if place[at]++; place[at] <= len(levels) {
				break
			}
			place[at] = 0
		}
		if at < 0 {
			return all
		}
	}
}

// losesByHand says whether the scenario one takes something from somebody: fewer
// recipients of a benefit, with those of what replaces it or has precedence, or
// a smaller payment of one that goes on. The studies have no population groups.
func losesByHand(tb testing.TB, r *scenarios.Result, s *abnd.Study) bool {
	tb.Helper()
	of := func(scenario, benefit, line string, year abnd.Year) float64 {
		x, _ := r.Projection.Value(abnd.JoinPath(scenario, "benefit", benefit, line), year)
		return x
	}
	households := func(b abnd.Benefit) bool {
		counts, _ := b.Parameters["scale_counts"].Value.Code()
		scheme, _ := s.FindScheme(b.Scheme)
		return counts == "households" || counts == "" && scheme.CountingUnit == abnd.CountHouseholds
	}
	one, _ := r.Study.FindScenario("one")
	for _, b := range s.Benefits {
		way, _ := one.Value(b, "yields_to").Code()
		for _, year := range s.Projection.All() {
			was, is := of("status-quo", b.ID, "beneficiaries", year), of("one", b.ID, "beneficiaries", year)
			if was <= 0.5 {
				continue
			}
			people, mixed, others, money := is, false, 0.0, 0.0
			for _, other := range s.Benefits {
				takes := b.Scheme != "" && slices.Contains(other.Replaces, b.Scheme)
				if n := of("one", other.ID, "beneficiaries", year); other.ID != b.ID && (takes || other.ID == way) && n > 0.5 {
					mixed = mixed || households(b) != households(other)
					people += math.Max(0, n-of("status-quo", other.ID, "beneficiaries", year))
					others, money = others+n, money+of("one", other.ID, "benefit_cost", year)
				}
			}
			if !mixed && people < was-0.5 {
				return true
			}
			paid := of("status-quo", b.ID, "benefit_cost", year) / was
			less := func(x, y float64) bool { return x < y*(1-1e-9) }
			switch {
			case is > 0.5:
				if less(of("one", b.ID, "benefit_amount", year), of("status-quo", b.ID, "benefit_amount", year)) || math.Abs(is-was) < 0.5 && less(of("one", b.ID, "benefit_cost", year)/is, paid) {
					return true
				}
			case !mixed && others > 0.5 && less(money/others, paid):
				return true
			}
		}
	}
	return false
}

// rounding is half of what the engine lets pass as the rounding of sums.
const rounding = 5e-13

// sizeOf is the largest number of people, to say what is small.
func sizeOf(all []taken) float64 {
	size := 1.0
	for _, p := range all {
		size = max(size, math.Abs(p.people))
	}
	return size
}
