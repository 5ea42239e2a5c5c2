package scenarios_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// unchanged compares every line of two results of one study. Money may
// differ by a thousandth of a unit, for sums of billions are added up in
// another order; shares of people and consumption by 1e-12 of all, for some are what
// others leave; nothing else by more than 1e-12 of itself.
func unchanged(t interface{ Fatalf(string, ...any) }, before, after *scenarios.Result) {
	for _, line := range before.Projection.Model().Lines() {
		if line.List != nil {
			if was, is := before.Projection.Choice(line.Key), after.Projection.Choice(line.Key); was != is {
				t.Fatalf("%s: %q, was %q", line.Key, is, was)
			}
			continue
		}
		var size float64
		if line.Unit == abnd.CurrentMoney {
			size = 1e9
		}
		if line.Group == costing.ImpactGroup("low") || line.Group == costing.ImpactGroup("high") {
			size = 1
		}
		was, is := before.Projection.Values(line.Key), after.Projection.Values(line.Key)
		for i := range was {
			if !alike(was[i], is[i], size) && !(math.IsNaN(was[i]) && math.IsNaN(is[i])) {
				t.Fatalf("%s: %v, was %v", line.Key, is[i], was[i])
			}
		}
	}
}

func TestTheOrderOfScenariosDoesNotMatter(t *testing.T) {
	check(t, func(rt *rapid.T) {
		s := randomly(rt, t)
		before := studies.Run(t, s)
		shuffled := *s
		shuffled.Scenarios = rapid.Permutation(s.Scenarios).Draw(rt, "order")
		unchanged(rt, before, studies.Run(t, &shuffled))
	})
}

// The order of benefits only tells which of two heirs of one scheme takes it
// over. Here are the profiles, where every scheme has one heir.
func TestTheOrderOfBenefitsDoesNotMatter(t *testing.T) {
	proofs.NotShort(t)
	for _, code := range country.Codes() {
		s := studies.Load(t, code)
		before := studies.Run(t, s)
		slices.Reverse(s.Benefits)
		unchanged(t, before, studies.Run(t, s))
	}
}
