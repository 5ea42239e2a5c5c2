package scenarios_test

import (
	"maps"
	"sync"
	"testing"

	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// One result is read from many goroutines at once, in every way that there is,
// and says the same to each. Run with -race it also shows that reading writes
// nothing.
func TestAResultIsReadByMany(t *testing.T) {
	r := studies.Profile(t, "TLS")
	type told struct {
		cost, gap float64
		trace     string
		prints    map[string]string
		figures   int
		drawn     float64
	}
	read := func() told {
		var x told
		cost, found := r.At(scenarios.Figure{Scenario: "high", Measure: scenarios.TotalCost, Year: 2030})
		if found != nil {
			t.Error(found)
		}
		gap, found := r.Fiscal("high-package", scenarios.FinancingGap, 2030)
		if found != nil {
			t.Error(found)
		}
		trace, found := r.Explain(costing.TotalKey("high", "total_cost"), 2030, 3)
		if found != nil {
			t.Error(found)
		}
		c, found := scenarios.CompareScenarios(scenarios.Side{Result: r, Scenario: "low"}, scenarios.Side{Result: r, Scenario: "high"})
		if found != nil {
			t.Error(found)
		}
		v := costing.Variables(r.Study)[0]
		batch := r.Projection.Batch([]model.Cell{{Key: v.Line, Year: v.Year}}, []model.Cell{{Key: costing.TotalKey("high", "total_cost"), Year: 2030}})
		out := [][]float64{{0}}[:batch.Columns()]
		batch.Run(batch.NewScratch(1), 1, [][]float64{{v.Value}}, out)
		for _, column := range out {
			x.drawn += column[0]
		}
		x.cost, x.gap, x.trace, x.prints, x.figures = cost.Value, gap.Value, string(trace.Key), r.Fingerprints(), len(c.Figures)
		return x
	}
	want := read()
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			got := read()
			if got.cost != want.cost || got.gap != want.gap || got.trace != want.trace || got.figures != want.figures || got.drawn != want.drawn || !maps.Equal(got.prints, want.prints) {
				t.Errorf("%+v, alone %+v", got, want)
			}
		})
	}
	wait.Wait()
}
