package scenarios_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// Packages on random studies against full enumeration by the engine: for each
// way to take health care the first by people reaches as many as any package
// that fits, and nothing can be added to any that is listed, under random
// weights, conditions and ceilings, with losses allowed and not.
func TestPackagesAgainstEnumeration(t *testing.T) {
	proofs.NotShort(t)
	check(t, func(rt *rapid.T) {
		s := fewBenefits(rt, t, 3)
		for i := range s.Benefits {
			s.Benefits[i].Requires = nil
		}
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
		const share = 1e-12 // of GDP, below which no ceiling parts two costs
		if high-low < share {
			return
		}
		ceiling := low + (high-low)*rapid.Float64Range(-0.1, 1.1).Draw(rt, "ceiling")
		problem := scenarios.PackageProblem{Envelope: scenarios.FlatEnvelope(basis, years, ceiling), Weights: weights, AllowLosses: rapid.Bool().Draw(rt, "losses")}
		a, b := s.Benefits[0], s.Benefits[len(s.Benefits)-1]
		statusQuo, _ := s.FindScenario(abnd.StatusQuo)
		pays := func(level string, b abnd.Benefit) bool {
			of := statusQuo
			if level != "" {
				of, _ = s.FindScenario(level)
			}
			on, _ := of.Value(b, "on").Code()
			return on == model.Yes
		}
		condition := rapid.SampledFrom([]string{"none", "exclusive", "requires", "study"}).Draw(rt, "condition")
		switch condition {
		case "exclusive":
			problem.Exclusive = [][]string{{a.ID, b.ID}}
		case "requires":
			problem.Requires = [][2]string{{a.ID, b.ID}}
		case "study":
			s.Benefits[0].Requires = []string{b.ID}
		}
		got, found := scenarios.Packages(context.Background(), s, problem)
		if got == nil && (found[0].Code == "no-choice" || found[0].Code == "requires-never") {
			return
		}
		// A level that is no other than the status quo is no choice, so what a
		// package takes of a benefit is told by its values.
		alike := func(x, y string, b abnd.Benefit) bool {
			of := func(level string) abnd.Scenario {
				if level == "" {
					return statusQuo
				}
				found, _ := s.FindScenario(level)
				return found
			}
			if !pays(x, b) && !pays(y, b) {
				return true
			}
			for _, spec := range costing.Specs() {
				if of(x).Value(b, spec.Code) != of(y).Value(b, spec.Code) {
					return false
				}
			}
			return true
		}
		size := sizeOf(all)
		allowed := func(p taken) bool {
			for _, year := range years.All() {
				if p.cost[year] > ceiling+rounding {
					return false
				}
			}
			levelA, levelB := p.levels[0], p.levels[len(p.levels)-1]
			switch condition {
			case "exclusive":
				if !alike(levelA, "", a) && !alike(levelB, "", b) {
					return false
				}
			case "requires", "study":
				if !pays("", a) && pays(levelA, a) && !pays(levelB, b) {
					return false
				}
			}
			return problem.AllowLosses || !p.loses
		}
		healthAs := func(p taken, level string) bool {
			for i, b := range s.Benefits {
				if b.Guarantee == abnd.Health && !alike(p.levels[i], level, b) {
					return false
				}
			}
			return true
		}
		most := map[string]float64{} // by way to take health care
		for _, way := range []string{"", "low", "high"} {
			for _, p := range all {
				if allowed(p) && healthAs(p, way) {
					if x, ok := most[way]; !ok || p.people > x {
						most[way] = p.people
					}
				}
			}
		}
		if got == nil {
			if len(most) > 0 {
				rt.Fatalf("%v: enumeration reaches %v", found, most)
			}
			return
		}
		reached := map[string]float64{}
		for i, p := range got.Packages {
			if x, ok := reached[p.Health]; !ok || p.Weighted > x {
				reached[p.Health] = p.Weighted
			}
			if i > 0 && p.Health == got.Packages[i-1].Health && p.Peak > got.Packages[i-1].Peak+1e-12 {
				rt.Fatalf("package %d costs %v, the one before %v", p.Number, p.Peak, got.Packages[i-1].Peak)
			}
			if !problem.AllowLosses && len(p.Losses) > 0 {
				rt.Fatalf("%+v is listed", p.Losses)
			}
			levelOf := func(b abnd.Benefit) string {
				at := slices.IndexFunc(got.Choices, func(x abnd.Benefit) bool { return x.ID == b.ID })
				if at < 0 {
					return ""
				}
				return p.Levels[at]
			}
			// The package is one of all, and nothing can be added to it.
			at := slices.IndexFunc(all, func(x taken) bool {
				for i, b := range s.Benefits {
					if !alike(x.levels[i], levelOf(b), b) {
						return false
					}
				}
				return true
			})
			if at < 0 || !allowed(all[at]) || !proofs.Alike(proofs.Recomputed, all[at].people, p.Weighted, size) {
				rt.Fatalf("no package that fits is %+v", p)
			}
			if problem.AllowLosses != (len(p.Losses) > 0) && all[at].loses != (len(p.Losses) > 0) {
				rt.Fatalf("it takes %+v; by hand %v", p.Losses, all[at].loses)
			}
			for _, x := range all {
				different := 0
				for i := range s.Benefits {
					if !alike(x.levels[i], all[at].levels[i], s.Benefits[i]) {
						different++
					}
				}
				if different == 1 && allowed(x) && healthAs(x, p.Health) && x.people > all[at].people+1e-6*size {
					rt.Fatalf("%v can be added to: %v", p.Levels, x.levels)
				}
			}
		}
		for way, x := range reached {
			if !proofs.Alike(proofs.Recomputed, x, most[way], size) {
				rt.Fatalf("%q: %v people, enumeration reaches %v", way, x, most[way])
			}
		}
		for _, way := range got.Unfit {
			if x, ok := most[way]; ok {
				rt.Fatalf("%q fits nothing; enumeration reaches %v", way, x)
			}
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
	proofs.NotShort(t)
	check(t, func(rt *rapid.T) {
		s := fewBenefits(rt, t, 3)
		for i := range s.Benefits { // of one kind, so that there is one frontier
			s.Benefits[i].Requires = nil
			if s.Benefits[i].Guarantee == abnd.Health {
				s.Benefits[i].Guarantee = abnd.ActiveAge
			}
		}
		all := enumerated(rt, t, s, []string{"low", "high"}, nil, s.Projection.All(), scenarios.OfTotal)
		size := sizeOf(all)
		points, found := scenarios.Frontier(context.Background(), s, scenarios.PackageProblem{Envelope: scenarios.FlatEnvelope(scenarios.OfTotal, s.Projection, 0.05), AllowLosses: true})
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
	proofs.NotShort(t)
	s := studies.Load(t, "MOZ")
	first := func(ceiling float64) *scenarios.PackageSolution {
		got, found := scenarios.Packages(context.Background(), s, scenarios.PackageProblem{AllowLosses: true, Envelope: scenarios.FlatEnvelope(scenarios.OfIncrement, s.Projection, ceiling)})
		if got == nil {
			t.Fatal(found)
		}
		return got
	}
	all, none := first(1), first(0)
	for _, x := range none.Items {
		if x.Level != "" && x.Cost > 1e-12 {
			t.Errorf("%s is taken for nothing and costs %v", x.Benefit.ID, x.Cost)
		}
	}
	// Health care costs something, so it fits in none of its ways but the first.
	if len(all.Items) < 8 || all.Packages[0].Weighted <= none.Packages[0].Weighted || !slices.Equal(none.Unfit, []string{"low", "high"}) {
		t.Errorf("%d benefits, %v and %v people; %v do not fit", len(all.Items), all.Packages[0].Weighted, none.Packages[0].Weighted, none.Unfit)
	}
	// The old-age grant replaces the scheme for which the PSSB stands.
	if len(all.Together) == 0 || !slices.Contains(all.Together[0], "pssb") || !slices.Contains(all.Together[0], "old-age-grant") {
		t.Errorf("together are %v", all.Together)
	}
	if _, ok := s.FindScenario(all.Scenario); ok {
		t.Error("the study was changed")
	}
	if all.Combinations < 1000 || float64(all.Visited) > all.Combinations/3 {
		t.Errorf("%d of %v packages were looked at", all.Visited, all.Combinations)
	}
}

// What packages take from whom, found on parts of them, is what the whole
// costing of each shows: the coverage of every group of the study, its
// benefits' recipients and amounts. Without --allow-losses nothing is taken, and
// no package that takes nothing reaches more.
func TestNoListedPackageTakesFromAnybody(t *testing.T) {
	proofs.NotShort(t)
	s := studies.Load(t, "TLS")
	keep := []string{"bolsa-da-mae", "child-benefit", "school-age-benefit", "social-pension"}
	s.DropLevers()
	s.Benefits = slices.DeleteFunc(s.Benefits, func(b abnd.Benefit) bool { return !slices.Contains(keep, b.ID) })
	s.Packages = nil
	for i := range s.Scenarios {
		maps.DeleteFunc(s.Scenarios[i].Changes, func(id string, _ map[string]abnd.Value) bool { return !slices.Contains(keep, id) })
	}
	s.Provisions = slices.DeleteFunc(s.Provisions, func(p abnd.Provision) bool {
		_, scheme := s.FindScheme(p.By)
		_, benefit := s.FindBenefit(p.By)
		return !scheme && !benefit
	})
	// A package is written out as a scenario, all of them in one run.
	levels := []string{"", "low", "high"}
	statusQuo, _ := s.FindScenario(abnd.StatusQuo)
	of := map[string][]string{}
	with := *s
	with.Scenarios = slices.Clone(s.Scenarios)
	for _, child := range levels {
		for _, school := range levels {
			for _, pension := range levels {
				id := "p-" + child + "-" + school + "-" + pension + "-x"
				one := abnd.Scenario{ID: id, Name: abnd.Same(id)}
				for i, level := range []string{"", child, school, pension} {
					b, _ := s.FindBenefit(keep[i])
					from := statusQuo
					if level != "" {
						from, _ = s.FindScenario(level)
					}
					for _, spec := range costing.Specs() {
						if v := from.Value(b, spec.Code); !v.IsBlank() {
							one.Change(b.ID, spec.Code, v)
						}
					}
				}
				with.Scenarios, of[id] = append(with.Scenarios, one), []string{child, school, pension}
			}
		}
	}
	r := studies.Run(t, &with)
	covered := map[string]map[string]float64{} // by scenario, by group and year
	for _, x := range scenarios.RemainingGaps(r) {
		if covered[x.Scenario] == nil {
			covered[x.Scenario] = map[string]float64{}
		}
		if x.Both.Covered.Known {
			covered[x.Scenario][fmt.Sprint(x.Group.ID, x.Year)] = x.Both.Covered.Value
		}
	}
	const ceiling = 0.02
	most, mostOfAll, losers := 0.0, 0.0, 0
	for id := range of {
		fits, loses, people := true, false, 0.0
		for key, was := range covered[abnd.StatusQuo] {
			if is, known := covered[id][key]; known && is < was-0.5 {
				loses = true
			}
		}
		for _, year := range s.Projection.All() {
			fits = fits && valueIn(t, r, abnd.JoinPath(id, "total", "incremental_share_of_gdp"), year) <= ceiling
			for _, b := range s.Benefits {
				people += (valueIn(t, r, abnd.JoinPath(id, "benefit", b.ID, "beneficiaries"), year) - valueIn(t, r, abnd.JoinPath("status-quo", "benefit", b.ID, "beneficiaries"), year)) / float64(s.Projection.Len())
			}
		}
		if loses {
			losers++
		}
		if fits {
			mostOfAll = max(mostOfAll, people)
		}
		if fits && !loses {
			most = max(most, people)
		}
	}
	if losers == 0 {
		t.Fatal("no package takes anything from anybody")
	}
	problem := scenarios.PackageProblem{Envelope: scenarios.FlatEnvelope(scenarios.OfIncrement, s.Projection, ceiling)}
	for _, allow := range []bool{false, true} {
		problem.AllowLosses = allow
		got, found := scenarios.Packages(context.Background(), s, problem)
		if got == nil {
			t.Fatal(found)
		}
		reached := 0.0
		for _, p := range got.Packages {
			reached = max(reached, p.Weighted)
			if !allow && len(p.Losses) > 0 {
				t.Errorf("%v takes %+v", p.Levels, p.Losses)
			}
		}
		if want := map[bool]float64{false: most, true: mostOfAll}[allow]; math.Abs(reached-want) > 1e-6*want {
			t.Errorf("losses %v: %v people, of all packages %v", allow, reached, want)
		}
		frontier, found := scenarios.Frontier(context.Background(), s, problem)
		if found != nil {
			t.Fatal(found)
		}
		if taking := slices.ContainsFunc(frontier, func(p scenarios.ListedPackage) bool { return len(p.Losses) > 0 }); taking != allow {
			t.Errorf("losses %v: the frontier takes %v", allow, taking)
		}
	}
}

// A supplement is not taken without what it supplements, which the study says
// in its own row.
func TestABenefitThatNeedsAnotherIsNeverTakenAlone(t *testing.T) {
	proofs.NotShort(t)
	s := studies.Load(t, "TLS")
	alone := 0
	for _, requires := range [][]string{nil, {"child-benefit"}} {
		for i := range s.Benefits {
			if s.Benefits[i].ID == "child-disability-supplement" {
				s.Benefits[i].Requires = requires
			}
		}
		points, found := scenarios.Frontier(context.Background(), s, scenarios.PackageProblem{Envelope: scenarios.FlatEnvelope(scenarios.OfIncrement, s.Projection, 0.02)})
		if found != nil {
			t.Fatal(found)
		}
		got, found := scenarios.Packages(context.Background(), s, scenarios.PackageProblem{Envelope: scenarios.FlatEnvelope(scenarios.OfIncrement, s.Projection, 0.02)})
		if got == nil {
			t.Fatal(found)
		}
		for _, p := range append(points, got.Packages...) {
			text := p.LevelsText(got.Choices)
			if strings.Contains(text, "child-disability-supplement=") && !strings.Contains(text, "child-benefit=") {
				if alone++; requires != nil {
					t.Errorf("%s", text)
				}
			}
		}
	}
	if alone == 0 {
		t.Error("it is never taken alone even where it needs nothing")
	}
}

// Persons covered by health care are in no count of recipients, and are no
// reason to prefer a package.
func TestHealthCareIsCountedApart(t *testing.T) {
	proofs.NotShort(t)
	s := studies.Load(t, "TLS")
	got, found := scenarios.Packages(context.Background(), s, scenarios.PackageProblem{Envelope: scenarios.FlatEnvelope(scenarios.OfIncrement, s.Projection, 0.02)})
	if got == nil {
		t.Fatal(found)
	}
	ways := map[string]bool{}
	for _, p := range got.Packages {
		ways[p.Health] = true
		if (p.Health == "") != (p.Reach.Health == 0) || p.Weighted != p.Reach.Persons+p.Reach.Households {
			t.Errorf("%+v", p)
		}
	}
	if len(ways) != 3 {
		t.Errorf("health care is taken as in %v", ways)
	}
}

func TestAConvergingBenefitIsRefusedWithoutTheOther(t *testing.T) {
	band := func(id string, lo int, more ...costing.Rule) abnd.Benefit {
		return costing.NewBenefit(id, abnd.Older, abnd.Same(id), published, append([]costing.Rule{costing.From(2024),
			costing.Ages{Min: lo, Max: abnd.MaxAge, Sex: abnd.Both, Share: 1}, costing.TakeUp(1), costing.FlatAmount{Amount: 10, Year: 2024}}, more...)...)
	}
	s := onFrames(t, "TLS", 2024, band("general", 70), band("civil", 60, costing.ConvergesTo{Benefit: "general", From: 0, To: 1, Start: 2024, End: 2030}))
	got, found := scenarios.Packages(context.Background(), s, scenarios.PackageProblem{Envelope: scenarios.FlatEnvelope(scenarios.OfTotal, s.Projection, 1)})
	if got == nil {
		t.Fatal(found)
	}
	// Of the four combinations civil alone is not allowed.
	if got.Refused != 1 || got.Combinations != 3 || len(got.Together) != 1 {
		t.Errorf("%d refused, %v combinations, together %v", got.Refused, got.Combinations, got.Together)
	}
}

func TestBadPackages(t *testing.T) {
	proofs.NotShort(t)
	s := studies.Load(t, "TLS")
	flat := scenarios.FlatEnvelope(scenarios.OfTotal, s.Projection, 0.118)
	for _, c := range []struct {
		code, en string
		p        scenarios.PackageProblem
	}{
		{"status-quo-breaks", "the status quo alone exceeds the ceiling: in 2025 it costs 9.4788% of GDP, and the ceiling is 3%", scenarios.PackageProblem{Envelope: scenarios.FlatEnvelope(scenarios.OfTotal, s.Projection, 0.03)}},
		{"ceiling-years", "no year of the projection has a ceiling", scenarios.PackageProblem{Envelope: scenarios.Envelope{Of: scenarios.OfTotal}}},
		{"unknown-scenario", `unknown scenario "hihg"`, scenarios.PackageProblem{Envelope: flat, Levels: []string{"hihg"}}},
		{"no-choice", "there is nothing to choose", scenarios.PackageProblem{Envelope: flat, Levels: []string{"status-quo"}}},
		{"weight", `unknown guarantee or benefit "childrne" in --weight`, scenarios.PackageProblem{Envelope: flat, Weights: map[string]float64{"childrne": 2}}},
		{"weight", `"children": -1 is not a valid weight`, scenarios.PackageProblem{Envelope: flat, Weights: map[string]float64{"children": -1}}},
		{"weight-health", `"health" has no weight`, scenarios.PackageProblem{Envelope: flat, Weights: map[string]float64{"health": 2}}},
		{"listed", "cannot be negative", scenarios.PackageProblem{Envelope: flat, Most: -1}},
		{"shown", "unknown package 99", scenarios.PackageProblem{Envelope: flat, Show: 99}},
		{"weight", `"older": NaN is not a valid weight`, scenarios.PackageProblem{Envelope: flat, Weights: map[string]float64{"older": math.NaN()}}},
		{"year", "the year 2050 is not costed", scenarios.PackageProblem{Envelope: flat, Year: 2050}},
		{"unknown-benefit", `unknown benefit "pensoin"`, scenarios.PackageProblem{Envelope: flat, Exclusive: [][]string{{"pensoin", "child-benefit"}}}},
		{"exclusive-one", "one benefit alone", scenarios.PackageProblem{Envelope: flat, Exclusive: [][]string{{"child-benefit"}}}},
		{"exclusive-twice", "excludes itself", scenarios.PackageProblem{Envelope: flat, Exclusive: [][]string{{"child-benefit", "child-benefit"}}}},
		{"requires-itself", "cannot require itself", scenarios.PackageProblem{Envelope: flat, Requires: [][2]string{{"child-benefit", "child-benefit"}}}},
		{"requires-never", `"health-package" requires "school-age-benefit", which is not paid in any scenario`, scenarios.PackageProblem{Envelope: flat, Levels: []string{"low"}, Requires: [][2]string{{"health-package", "school-age-benefit"}}}},
	} {
		got, found := scenarios.Packages(context.Background(), s, c.p)
		if got != nil || len(found) != 1 || found[0].Code != c.code || !strings.Contains(found[0].Problem.EN, c.en) {
			t.Errorf("want %s, %s: %v", c.code, c.en, found)
		}
		plain(t, found)
		if points, found := scenarios.Frontier(context.Background(), s, c.p); c.code != "status-quo-breaks" && c.code != "shown" && (points != nil || len(found) != 1 || found[0].Code != c.code) {
			t.Errorf("frontier: want %s: %v", c.code, found)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if got, found := scenarios.Packages(ctx, s, scenarios.PackageProblem{Envelope: flat}); got != nil || !errors.Is(found, context.Canceled) {
		t.Errorf("cancelled: %v", found)
	}
	s.Economy.GDP.Value = -1
	if got, found := scenarios.Packages(context.Background(), s, scenarios.PackageProblem{Envelope: flat}); got != nil || !found.HasErrors() {
		t.Error("a study with errors is solved")
	}
}

// Where nothing is known of what the status quo costs there is no total to put
// a ceiling on, and that is said for each question; the cost over it is known.
func TestACeilingOnWhatIsNotKnown(t *testing.T) {
	s := studies.Load(t, "STP")
	flat := scenarios.FlatEnvelope(scenarios.OfTotal, s.Projection, 0.1)
	_, packages := scenarios.Packages(context.Background(), s, scenarios.PackageProblem{Envelope: flat})
	_, frontier := scenarios.Frontier(context.Background(), s, scenarios.PackageProblem{Envelope: flat})
	_, plan := scenarios.Phase(context.Background(), s, scenarios.PhasingProblem{Envelope: flat})
	for _, found := range []abnd.Diagnostics{packages, frontier, plan} {
		if len(found) != 1 || found[0].Code != "cost-unknown" {
			t.Errorf("%v", found)
		}
		plain(t, found)
	}
	got, found := scenarios.Packages(context.Background(), s, scenarios.PackageProblem{Envelope: scenarios.FlatEnvelope(scenarios.OfIncrement, s.Projection, 0.02)})
	if got == nil {
		t.Fatal(found)
	}
	if got.Packages[0].Known != abnd.KnownAll {
		t.Errorf("an increment is %q", got.Packages[0].Known)
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
	got, found := scenarios.Packages(context.Background(), s, scenarios.PackageProblem{Envelope: scenarios.FlatEnvelope(scenarios.OfTotal, s.Projection, 1)})
	if got != nil || len(found) != 1 || found[0].Code != "too-many" {
		t.Errorf("%v", found)
	}
	plain(t, found)
}

// valueIn is a figure that must be known.
func valueIn(t *testing.T, r *scenarios.Result, key model.Key, year abnd.Year) float64 {
	t.Helper()
	x, ok := r.Projection.Value(key, year)
	if !ok {
		t.Fatalf("%s in %d is not known", key, int(year))
	}
	return x
}

// A frontier of costs so large that a step of rounding has no digit in them
// comes to its end: benefits worth many times GDP, as a slip of units gives.
func TestAFrontierOfLargeSharesEnds(t *testing.T) {
	s := studies.Load(t, "TLS")
	s.Economy.GDP.Value /= 1e7
	points, found := scenarios.Frontier(context.Background(), s, scenarios.PackageProblem{Envelope: scenarios.FlatEnvelope(scenarios.OfTotal, s.Projection, 1)})
	if found.HasErrors() || len(points) == 0 {
		t.Fatalf("%d points, %v", len(points), found)
	}
	if peak := points[0].Peak; peak < 1e4 {
		t.Errorf("the costs are not large: %v of GDP", peak)
	}
}
