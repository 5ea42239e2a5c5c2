package scenarios_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// phased is a small study on the frames of Timor-Leste, 2025–2028: a pension
// and a grant that the status quo does not pay and, for some seeds, a second
// pension that gives way to the first, or replaces a scheme.
func phased(t *testing.T, seed uint64) *abnd.Study {
	r := rand.New(rand.NewPCG(seed, 11))
	b := func(id string, g abnd.Guarantee, lo, hi int, more ...costing.Rule) abnd.Benefit {
		rules := []costing.Rule{
			costing.From(abnd.Year(2024 + r.IntN(4))), costing.Ages{Min: lo, Max: hi, Sex: abnd.Both, Share: 1},
			costing.TakeUpRamp{From: abnd.Share(r.Float64()), To: abnd.Share(r.Float64()), Start: 2025, End: abnd.Year(2026 + r.IntN(3))},
			costing.FlatAmount{Amount: abnd.Money(10 + r.IntN(40)), Year: 2025},
		}
		return costing.NewBenefit(id, g, abnd.Same(id), published, append(rules, more...)...)
	}
	second := []costing.Rule{}
	if seed%3 == 0 {
		second = append(second, costing.YieldsTo("pension"))
	}
	s := onFrames(t, "TLS", 2025, b("pension", abnd.Older, 65, 100), b("grant", abnd.Children, 0, 3), b("second", abnd.Older, 60, 100, second...))
	s.Projection = abnd.Years{First: 2025, Last: 2028}
	s.LastYear = 2030
	if seed%3 == 1 {
		s.Outturns = nil
		s.Schemes = []abnd.Scheme{{ID: "old", Name: abnd.Same("old"), Guarantees: []abnd.Guarantee{abnd.Older}, Status: abnd.InForce,
			Expenditure: abnd.Known(20e6, 2025), Projection: costing.IndexCPI, Provenance: published}}
		s.Benefits[0].Replaces, s.Benefits[2].Replaces = []string{"old"}, []string{"old"}
	}
	return s
}

// aPlan is one plan of full enumeration: a start by benefit, 0 for never.
type aPlan struct {
	starts []abnd.Year
	cost   []float64
	people float64
}

// plansOf computes every plan as a scenario of one study.
func plansOf(t *testing.T, s *abnd.Study, moveRamps bool) []aPlan {
	t.Helper()
	var options [][]abnd.Year
	for _, b := range s.Benefits {
		planned, _ := b.Parameters["start"].Value.Number()
		of := []abnd.Year{abnd.Year(planned)}
		for year := max(abnd.Year(planned), 2025) + 1; year <= 2028; year++ {
			of = append(of, year)
		}
		options = append(options, append(of, 0))
	}
	all := *s
	all.Scenarios = []abnd.Scenario{{ID: abnd.StatusQuo}}
	var plans []aPlan
	for _, x := range options[0] {
		for _, y := range options[1] {
			for _, z := range options[2] {
				starts := []abnd.Year{x, y, z}
				one := abnd.Scenario{ID: fmt.Sprintf("plan-%d", len(plans))}
				for i, b := range s.Benefits {
					if starts[i] == 0 {
						continue
					}
					one.Change(b.ID, "on", abnd.Code(model.Yes))
					one.Change(b.ID, "start", abnd.Num(float64(starts[i])))
					for _, code := range []string{"ramp_start", "ramp_end"} {
						if was, _ := b.Parameters[code].Value.Number(); moveRamps {
							one.Change(b.ID, code, abnd.Num(was+float64(max(starts[i], 2025)-max(options[i][0], 2025))))
						}
					}
				}
				all.Scenarios, plans = append(all.Scenarios, one), append(plans, aPlan{starts: starts})
			}
		}
	}
	r := studies.Run(t, &all)
	for i := range plans {
		id := all.Scenarios[i+1].ID
		for year := abnd.Year(2025); year <= 2028; year++ {
			plans[i].cost = append(plans[i].cost, value2(t, r, id, year))
			for _, b := range s.Benefits {
				x, _ := r.Projection.Value(abnd.JoinPath(id, "benefit", b.ID, "beneficiaries"), year)
				plans[i].people += x / 4
			}
		}
	}
	return plans
}

// before says whether a start is earlier than another; never is the last.
func before(a, b abnd.Year) bool { return b == 0 && a != 0 || a != 0 && a < b }

// Phasing on small studies against every plan: by priority the first in
// lexicographic order, without one the plan with most people.
func TestPhasingAgainstEveryPlan(t *testing.T) {
	proofs.NotShort(t)
	t.Parallel()
	constrained := 0
	drawn := proofs.Count(30, 8, 4)
	for seed := range uint64(drawn) {
		s := phased(t, seed)
		r := rand.New(rand.NewPCG(seed, 5))
		moveRamps := seed%2 == 0
		plans := plansOf(t, s, moveRamps)
		dearest, cheapest := 0.0, math.Inf(1)
		for _, p := range plans {
			dearest, cheapest = max(dearest, slices.Max(p.cost)), min(cheapest, slices.Max(p.cost))
		}
		e := scenarios.FlatEnvelope(scenarios.OfTotal, s.Projection, cheapest+(dearest-cheapest)*(r.Float64()*1.1-0.05))
		e.Ceilings[2028] *= 1 + r.Float64()/2 // a path, not a level
		order := []int{0, 1, 2}
		r.Shuffle(3, func(i, j int) { order[i], order[j] = order[j], order[i] })
		problem := scenarios.PhasingProblem{Run: "all", Envelope: e, MoveRamps: moveRamps}
		var inOrder, most *aPlan
		for i, p := range plans {
			fits := true
			for t, cost := range p.cost {
				fits = fits && cost <= e.Ceilings[abnd.Year(2025+t)]
			}
			if !fits {
				constrained++
				continue
			}
			if most == nil || p.people > most.people {
				most = &plans[i]
			}
			if inOrder == nil || slices.CompareFunc(order, order, func(k, _ int) int {
				switch {
				case before(p.starts[k], inOrder.starts[k]):
					return -1
				case before(inOrder.starts[k], p.starts[k]):
					return 1
				}
				return 0
			}) < 0 {
				inOrder = &plans[i]
			}
		}
		got, found := scenarios.Phase(context.Background(), s, problem)
		if got == nil {
			if most != nil || found[0].Code != "status-quo-breaks" {
				t.Fatalf("seed %d: %v, but %v fits", seed, found, most)
			}
			continue
		}
		if !proofs.Alike(proofs.Recomputed, got.Reach.Persons, most.people) {
			t.Errorf("seed %d: %v people, the most of all plans %v", seed, got.Reach.Persons, most.people)
		}
		for _, k := range order {
			problem.Order = append(problem.Order, s.Benefits[k].ID)
		}
		got, found = scenarios.Phase(context.Background(), s, problem)
		if got == nil {
			t.Fatal(found)
		}
		for i, k := range order {
			if x := got.Items[i]; x.Benefit.ID != s.Benefits[k].ID || x.Start != inOrder.starts[k] {
				t.Errorf("seed %d, order %v: %s starts in %d, in the first of all plans in %d", seed, order, x.Benefit.ID, x.Start, inOrder.starts[k])
			}
		}
		for _, y := range got.Years {
			if y.Cost > e.Ceilings[y.Year]+1e-12 || math.Abs(y.Cost-value2(t, got.Result, got.Scenario, y.Year)) > 1e-15 {
				t.Errorf("seed %d: %+v", seed, y)
			}
		}
	}
	if constrained < 10*drawn {
		t.Errorf("only %d plans break a ceiling", constrained)
	}
}

// With a ceiling that everything keeps nothing is put off, and the plan is the
// scenario.
func TestNothingIsPutOffWithoutNeed(t *testing.T) {
	proofs.NotShort(t)
	for _, code := range []string{"TLS", "MOZ"} {
		s := studies.Load(t, code)
		r := studies.Run(t, s)
		for _, run := range []string{"low", "high", "children-first"} {
			got, found := scenarios.Phase(context.Background(), s, scenarios.PhasingProblem{Run: run, Envelope: scenarios.FlatEnvelope(scenarios.OfTotal, s.Projection, 1), Order: nil})
			if got == nil {
				t.Fatal(found)
			}
			for _, x := range got.Items {
				// A start that puts recipients off the rolls of another scheme may wait.
				if !x.Fixed && x.Start != x.Planned && len(x.Benefit.Replaces) == 0 {
					t.Errorf("%s %s: %s is put off from %d to %d", code, run, x.Benefit.ID, x.Planned, x.Start)
				}
			}
			if run == "children-first" {
				continue // a package that mixes scenarios counts replaced schemes in its own way
			}
			for _, y := range got.Years {
				if want := value2(t, r, run, y.Year); math.Abs(y.Cost-want) > 1e-12 {
					t.Errorf("%s %s: the plan costs %v in %d, the scenario %v", code, run, y.Cost, y.Year, want)
				}
			}
		}
	}
}

func TestBadPhasing(t *testing.T) {
	proofs.NotShort(t)
	s := studies.Load(t, "TLS")
	flat := func(x float64) scenarios.Envelope { return scenarios.FlatEnvelope(scenarios.OfTotal, s.Projection, x) }
	for _, c := range []struct {
		code, en string
		p        scenarios.PhasingProblem
	}{
		{"unknown-scenario", `unknown scenario or package "hihg"`, scenarios.PhasingProblem{Run: "hihg", Envelope: flat(0.08)}},
		{"nothing-to-phase", `"status-quo" does not start a benefit`, scenarios.PhasingProblem{Run: "status-quo", Envelope: flat(0.08)}},
		{"unknown-benefit", `does not start the benefit "childbenefit"`, scenarios.PhasingProblem{Envelope: flat(0.08), Order: []string{"childbenefit"}}},
		{"order-twice", "duplicated in the order", scenarios.PhasingProblem{Envelope: flat(0.08), Order: []string{"child-benefit", "child-benefit"}}},
		{"weight", `"xyz" in --weight`, scenarios.PhasingProblem{Envelope: flat(0.08), Weights: map[string]float64{"xyz": 1}}},
		{"status-quo-breaks", "the status quo alone exceeds the ceiling", scenarios.PhasingProblem{Envelope: flat(0.05)}},
		{"nothing-fits", "changes of existing benefits exceed the ceiling: social-pension", scenarios.PhasingProblem{Envelope: scenarios.FlatEnvelope(scenarios.OfIncrement, s.Projection, 0.001)}},
		{"ceiling-years", "no year of the projection", scenarios.PhasingProblem{Envelope: scenarios.Envelope{Of: scenarios.OfTotal}}},
	} {
		got, found := scenarios.Phase(context.Background(), s, c.p)
		if got != nil || len(found) != 1 || found[0].Code != c.code || !strings.Contains(found[0].Problem.EN, c.en) {
			t.Errorf("want %s, %s: %v", c.code, c.en, found)
		}
		plain(t, found)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, order := range [][]string{nil, {"child-benefit"}} {
		if got, found := scenarios.Phase(ctx, s, scenarios.PhasingProblem{Envelope: flat(0.08), Order: order}); got != nil || !errors.Is(found, context.Canceled) {
			t.Errorf("cancelled: %v", found)
		}
	}
}

// A table of the study serves as a path of ceilings.
func TestACeilingFromATable(t *testing.T) {
	s := studies.Load(t, "TLS")
	s.Tables = append(s.Tables, abnd.Table{ID: "space", Name: abnd.Same("space"), Series: abnd.Series{
		Provenance: published, Extension: abnd.HoldLast, Values: map[abnd.Year]float64{2025: 0.07, 2026: 0.08},
	}})
	e, found := scenarios.TableEnvelope(studies.Run(t, s), scenarios.OfTotal, "space", 2026)
	if found != nil || len(e.Ceilings) != 15 || e.Ceilings[2026] != 0.08 || e.Ceilings[2040] != 0.08 {
		t.Errorf("%v %+v", found, e)
	}
	s.Tables[len(s.Tables)-1].Values = map[abnd.Year]float64{2030: 0.07}
	if r, _ := scenarios.Run(s); r != nil {
		if _, found := scenarios.TableEnvelope(r, scenarios.OfTotal, "space", 2026); len(found) != 1 || found[0].Code != "ceiling-missing" {
			t.Errorf("%v", found)
		}
	}
}
