package scenarios_test

import (
	"context"
	"errors"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/internal/proofs"
	"github.com/openabnd/engine/scenarios"
)

// fewBenefits is a random study with so many benefits of a country, some of
// which give way to one another or replace a scheme.
func fewBenefits(t *rapid.T, tb testing.TB, n int) *abnd.Study {
	s := randomly(t, tb)
	first := rapid.IntRange(0, len(s.Benefits)-n).Draw(t, "first benefit")
	s.Benefits = s.Benefits[first : first+n]
	s.Packages, s.Provisions = nil, nil
	for i := range s.Scenarios {
		maps.DeleteFunc(s.Scenarios[i].Changes, func(id string, _ map[string]abnd.Value) bool {
			_, ok := s.FindBenefit(id)
			return !ok
		})
	}
	// A scheme that a benefit which is gone stood for has no cost any more.
	for i := range s.Benefits {
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
	people float64
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
			for _, b := range s.Benefits {
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

// The optimum on random studies against full enumeration by the engine: as many
// people, within every ceiling, under random weights and conditions.
func TestTheBestPackageAgainstEnumeration(t *testing.T) {
	check(t, func(rt *rapid.T) {
		s := fewBenefits(rt, t, 3)
		levels := []string{"low", "high"}
		weights := map[string]float64{"children": rapid.Float64Range(0, 3).Draw(rt, "weight of children")}
		first := s.Projection.First + abnd.Year(rapid.IntRange(0, s.Projection.Len()-1).Draw(rt, "from"))
		years := abnd.Years{First: first, Last: s.Projection.Last}
		basis := rapid.SampledFrom(scenarios.Bases()).Draw(rt, "of")
		all := enumerated(rt, t, s, levels, weights, years.All(), basis)
		// A ceiling between the cheapest and the dearest package, or below.
		low, high := math.Inf(1), math.Inf(-1)
		for _, p := range all {
			low, high = min(low, p.cost[first]), max(high, p.cost[first])
		}
		ceiling := low + (high-low)*rapid.Float64Range(-0.1, 1.1).Draw(rt, "ceiling")
		problem := scenarios.PackageProblem{Envelope: scenarios.FlatEnvelope(basis, years, ceiling), Weights: weights}
		a, b := s.Benefits[0].ID, s.Benefits[len(s.Benefits)-1].ID
		statusQuo, _ := s.FindScenario(abnd.StatusQuo)
		paid, _ := statusQuo.Value(s.Benefits[len(s.Benefits)-1], "on").Code()
		condition := rapid.SampledFrom([]string{"none", "exclusive", "requires"}).Draw(rt, "condition")
		switch condition {
		case "exclusive":
			problem.Exclusive = [][]string{{a, b}}
		case "requires":
			problem.Requires = [][2]string{{a, b}}
		}
		got, found, err := scenarios.BestPackage(context.Background(), s, problem)
		if err != nil {
			rt.Fatal(err)
		}
		if got == nil && (found[0].Code == "no-choice" || found[0].Code == "requires-never") {
			return
		}
		// A level that is no other than the status quo is no choice, so what a
		// package takes of a benefit is told by its values.
		differs := func(level string, i int) bool {
			if level == "" {
				return false
			}
			x, _ := s.FindScenario(level)
			on, _ := x.Value(s.Benefits[i], "on").Code()
			was, _ := statusQuo.Value(s.Benefits[i], "on").Code()
			if on != costing.Yes && was != costing.Yes {
				return false
			}
			for _, spec := range costing.Specs() {
				if x.Value(s.Benefits[i], spec.Code) != statusQuo.Value(s.Benefits[i], spec.Code) {
					return true
				}
			}
			return false
		}
		size, best := sizeOf(all), math.Inf(-1)
		for _, p := range all {
			fits := true
			for _, year := range years.All() {
				fits = fits && p.cost[year] <= ceiling+rounding
			}
			withA, withB := differs(p.levels[0], 0), differs(p.levels[len(p.levels)-1], len(p.levels)-1)
			switch condition {
			case "exclusive":
				fits = fits && !(withA && withB)
			case "requires":
				fits = fits && (!withA || withB || paid == costing.Yes)
			}
			if fits {
				best = max(best, p.people)
			}
		}
		if got == nil {
			if !math.IsInf(best, -1) {
				rt.Fatalf("%v: enumeration reaches %v", found, best)
			}
			return
		}
		if !proofs.Alike(proofs.Recomputed, got.Weighted, best, size) {
			rt.Fatalf("%v people, enumeration reaches %v", got.Weighted, best)
		}
		for _, year := range years.All() {
			line := map[scenarios.Basis]string{scenarios.OfTotal: "share_of_gdp", scenarios.OfIncrement: "incremental_share_of_gdp"}[basis]
			if cost := value(rt, got.Result, abnd.JoinPath(got.Scenario, "total", line), year); !proofs.AtMost(proofs.Rounded, cost, ceiling, 1) {
				rt.Fatalf("it costs %v in %d, above %v", cost, year, ceiling)
			}
		}
	})
}

// The frontier against what no package of full enumeration beats.
func TestTheFrontierAgainstEnumeration(t *testing.T) {
	check(t, func(rt *rapid.T) {
		s := fewBenefits(rt, t, 3)
		all := enumerated(rt, t, s, []string{"low", "high"}, nil, s.Projection.All(), scenarios.OfTotal)
		size := sizeOf(all)
		points, found, err := scenarios.Frontier(context.Background(), s, scenarios.PackageProblem{Envelope: scenarios.FlatEnvelope(scenarios.OfTotal, s.Projection, 0.05)})
		if err != nil {
			rt.Fatal(err)
		}
		if points == nil {
			if found[0].Code != "no-choice" {
				rt.Fatal(found)
			}
			return
		}
		peak := func(p taken) float64 {
			most := math.Inf(-1)
			for _, cost := range p.cost {
				most = max(most, cost)
			}
			return most
		}
		for i, x := range points {
			if i > 0 && (x.Peak >= points[i-1].Peak || x.Weighted >= points[i-1].Weighted+1e-9*size) {
				rt.Fatalf("point %d, %+v, does not follow %+v", i, x, points[i-1])
			}
			if x.Fits != (x.Peak <= 0.05+1e-12) {
				rt.Fatalf("%+v", x)
			}
			of := func(p taken) bool {
				return math.Abs(peak(p)-x.Peak) < 1e-9 && math.Abs(p.people-x.Weighted) < 1e-9*size
			}
			if !slices.ContainsFunc(all, of) {
				rt.Fatalf("no package is %+v", x)
			}
		}
		// Nothing beats the frontier, and every package is beaten or on it.
		for _, p := range all {
			beaten := false
			for _, x := range points {
				if peak(p) < x.Peak-1e-9 && p.people > x.Weighted+1e-6*size {
					rt.Fatalf("%v for %v beats %+v", p.people, peak(p), x)
				}
				beaten = beaten || x.Peak <= peak(p)+1e-9 && x.Weighted >= p.people-1e-6*size
			}
			if !beaten {
				rt.Fatalf("%v people for %v are not on the frontier", p.people, peak(p))
			}
		}
	})
}

// Under a ceiling that all can keep each benefit is taken at its most people,
// and under none at all nothing is.
func TestPackagesUnderNoCeilingAndUnderNone(t *testing.T) {
	s := load(t, "MOZ")
	best := func(ceiling float64) *scenarios.PackageSolution {
		got, found, err := scenarios.BestPackage(context.Background(), s, scenarios.PackageProblem{Envelope: scenarios.FlatEnvelope(scenarios.OfIncrement, s.Projection, ceiling)})
		if got == nil {
			t.Fatal(found, err)
		}
		return got
	}
	all, none := best(1), best(0)
	for _, x := range none.Items {
		if x.Level != "" && x.Cost > 1e-12 {
			t.Errorf("%s is taken for nothing and costs %v", x.Benefit.ID, x.Cost)
		}
	}
	if len(all.Items) < 8 || all.People <= none.People {
		t.Errorf("%d benefits, %v and %v people", len(all.Items), all.People, none.People)
	}
	// The old-age grant replaces the scheme for which the PSSB stands.
	if len(all.Together) == 0 || !slices.Contains(all.Together[0], "pssb") || !slices.Contains(all.Together[0], "old-age-grant") {
		t.Errorf("together are %v", all.Together)
	}
	if _, ok := s.FindScenario(all.Scenario); ok {
		t.Error("the study was changed")
	}
	if all.Combinations < 1000 || float64(all.Visited) > all.Combinations/10 {
		t.Errorf("%d of %v packages were looked at", all.Visited, all.Combinations)
	}
}

func TestAConvergingBenefitIsRefusedWithoutTheOther(t *testing.T) {
	band := func(id string, lo int, more ...costing.Rule) abnd.Benefit {
		return costing.NewBenefit(id, abnd.Older, abnd.Same(id), published, append([]costing.Rule{costing.From(2024),
			costing.Ages{Min: lo, Max: abnd.MaxAge, Sex: abnd.Both, Share: 1}, costing.TakeUp(1), costing.FlatAmount{Amount: 10, Year: 2024}}, more...)...)
	}
	s := onFrames(t, "TLS", 2024, band("general", 70), band("civil", 60, costing.ConvergesTo{Benefit: "general", From: 0, To: 1, Start: 2024, End: 2030}))
	got, found, err := scenarios.BestPackage(context.Background(), s, scenarios.PackageProblem{Envelope: scenarios.FlatEnvelope(scenarios.OfTotal, s.Projection, 1)})
	if got == nil {
		t.Fatal(found, err)
	}
	// Of the four combinations civil alone is not allowed.
	if got.Refused != 1 || got.Combinations != 3 || len(got.Together) != 1 {
		t.Errorf("%d refused, %v combinations, together %v", got.Refused, got.Combinations, got.Together)
	}
}

func TestBadPackages(t *testing.T) {
	s := load(t, "TLS")
	flat := scenarios.FlatEnvelope(scenarios.OfTotal, s.Projection, 0.08)
	for _, c := range []struct {
		code, en string
		p        scenarios.PackageProblem
	}{
		{"status-quo-breaks", "the status quo alone breaks the ceiling: in 2025 it costs 5.4569 % of GDP, and 3 % are allowed", scenarios.PackageProblem{Envelope: scenarios.FlatEnvelope(scenarios.OfTotal, s.Projection, 0.03)}},
		{"ceiling-years", "no year of the projection has a ceiling", scenarios.PackageProblem{Envelope: scenarios.Envelope{Of: scenarios.OfTotal}}},
		{"unknown-scenario", `no scenario "hihg"`, scenarios.PackageProblem{Envelope: flat, Levels: []string{"hihg"}}},
		{"no-choice", "there is nothing to choose", scenarios.PackageProblem{Envelope: flat, Levels: []string{"status-quo"}}},
		{"weight", `no guarantee or benefit "childrne" to give a weight to`, scenarios.PackageProblem{Envelope: flat, Weights: map[string]float64{"childrne": 2}}},
		{"weight", `the weight of "children" cannot be -1`, scenarios.PackageProblem{Envelope: flat, Weights: map[string]float64{"children": -1}}},
		{"weight", `the weight of "older" cannot be NaN`, scenarios.PackageProblem{Envelope: flat, Weights: map[string]float64{"older": math.NaN()}}},
		{"year", "the year 2050 is not costed", scenarios.PackageProblem{Envelope: flat, Year: 2050}},
		{"unknown-benefit", `no benefit "pensoin"`, scenarios.PackageProblem{Envelope: flat, Exclusive: [][]string{{"pensoin", "child-benefit"}}}},
		{"exclusive-one", "one benefit alone", scenarios.PackageProblem{Envelope: flat, Exclusive: [][]string{{"child-benefit"}}}},
		{"exclusive-twice", "excludes itself", scenarios.PackageProblem{Envelope: flat, Exclusive: [][]string{{"child-benefit", "child-benefit"}}}},
		{"requires-itself", "cannot need itself", scenarios.PackageProblem{Envelope: flat, Requires: [][2]string{{"child-benefit", "child-benefit"}}}},
		{"requires-never", `"child-benefit" needs "school-age-benefit", which no scenario pays`, scenarios.PackageProblem{Envelope: flat, Levels: []string{"low"}, Requires: [][2]string{{"child-benefit", "school-age-benefit"}}}},
	} {
		got, found, err := scenarios.BestPackage(context.Background(), s, c.p)
		if got != nil || err != nil || len(found) != 1 || found[0].Code != c.code || !strings.Contains(found[0].Problem.EN, c.en) {
			t.Errorf("want %s, %s: %v", c.code, c.en, found)
		}
		plain(t, found)
		if points, found, _ := scenarios.Frontier(context.Background(), s, c.p); c.code != "status-quo-breaks" && (points != nil || len(found) != 1 || found[0].Code != c.code) {
			t.Errorf("frontier: want %s: %v", c.code, found)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if got, _, err := scenarios.BestPackage(ctx, s, scenarios.PackageProblem{Envelope: flat}); got != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	s.Economy.GDP.Value = -1
	if got, found, _ := scenarios.BestPackage(context.Background(), s, scenarios.PackageProblem{Envelope: flat}); got != nil || !found.HasErrors() {
		t.Error("a study with errors is solved")
	}
}

// Benefits that all act on one another are too many to combine, and that is
// said before anything is computed.
func TestTooManyTogether(t *testing.T) {
	var all []abnd.Benefit
	for i := range 14 {
		id := string(rune('a'+i)) + "-pension"
		rules := []costing.Rule{costing.From(2024), costing.Ages{Min: 60 + i, Max: abnd.MaxAge, Sex: abnd.Both, Share: 1}, costing.TakeUp(0.5), costing.FlatAmount{Amount: 10, Year: 2024}}
		if i > 0 {
			rules = append(rules, costing.YieldsTo(all[i-1].ID))
		}
		all = append(all, costing.NewBenefit(id, abnd.Older, abnd.Same(id), published, rules...))
	}
	s := onFrames(t, "TLS", 2024, all...)
	got, found, _ := scenarios.BestPackage(context.Background(), s, scenarios.PackageProblem{Envelope: scenarios.FlatEnvelope(scenarios.OfTotal, s.Projection, 1)})
	if got != nil || len(found) != 1 || found[0].Code != "too-many" {
		t.Errorf("%v", found)
	}
	plain(t, found)
}
