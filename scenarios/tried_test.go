package scenarios_test

import (
	"math"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// tlsWithLevers has three levers on the child benefit and one on two benefits.
func tlsWithLevers(t *testing.T) *abnd.Study {
	t.Helper()
	study, found := country.Load("TLS")
	if found.HasErrors() {
		t.Fatal(found)
	}
	level := func(number int, values ...abnd.Value) abnd.LeverLevel {
		return abnd.LeverLevel{Number: number, Word: abnd.T("level", "nível"), Values: values}
	}
	num := func(x float64) abnd.Value { return abnd.Num(x) }
	study.Levers = []abnd.Lever{
		{ID: "on", Name: abnd.Same("on"), Paths: []abnd.Path{"child-benefit/on"}, Levels: []abnd.LeverLevel{level(1, abnd.Code(model.No)), level(2, abnd.Code(model.Yes))}},
		{ID: "age", Name: abnd.Same("age"), Paths: []abnd.Path{"child-benefit/age_max"}, Levels: []abnd.LeverLevel{level(1), level(2, num(5)), level(3, num(8))}},
		{ID: "amount", Name: abnd.Same("amount"), Paths: []abnd.Path{"child-benefit/amount"}, Levels: []abnd.LeverLevel{level(1, num(20))}},
		{ID: "start", Name: abnd.Same("start"), Paths: []abnd.Path{"child-benefit/start", "child-benefit/ramp_start", "child-benefit/amount_year"}, Levels: []abnd.LeverLevel{level(1, num(2027), abnd.Value{}, num(2022)), level(2, num(2029), num(2029), num(2029))}},
	}
	return study
}

// sameLines compares the lines of two scenarios, of two results.
func sameLines(t *testing.T, got *scenarios.Result, id string, want *scenarios.Result, other string) {
	t.Helper()
	n := 0
	for _, line := range want.Projection.Model().Lines() {
		rest, ok := strings.CutPrefix(string(line.Key), other+"/")
		if !ok {
			continue
		}
		n++
		key := model.Key(id + "/" + rest)
		if !got.Projection.Model().Has(key) {
			t.Errorf("there is no line %s", key)
			continue
		}
		years := line.Years
		for i := range max(1, years.Len()) {
			year := years.First + abnd.Year(i)
			a, okA := got.Projection.Value(key, year)
			b, okB := want.Projection.Value(line.Key, year)
			if okA != okB || math.Float64bits(a) != math.Float64bits(b) && (okA || okB) {
				t.Errorf("%s of %d is %v (%v), want %v (%v)", key, year, a, okA, b, okB)
			}
		}
	}
	if n < 100 {
		t.Errorf("%d lines of %s were compared", n, other)
	}
}

func run(t *testing.T, study *abnd.Study) *scenarios.Result {
	t.Helper()
	r, found := scenarios.Run(study)
	if r == nil {
		t.Fatal(found)
	}
	return r
}

// TestTriedIsAScenario types what the levers set into a scenario of the study:
// the oracle is what that scenario costs.
func TestTriedIsAScenario(t *testing.T) {
	study := tlsWithLevers(t)
	study.TryFrom = "low"
	study.Levers[0].Chosen, study.Levers[1].Chosen = 2, 3
	study.Levers[2].Own = abnd.Num(15)
	study.Levers[3].Own = abnd.Num(2028)

	typed := tlsWithLevers(t)
	own := abnd.Scenario{ID: "typed", Name: abnd.Same("typed"), BasedOn: "low"}
	own.Change("child-benefit", "on", abnd.Code(model.Yes))
	own.Change("child-benefit", "age_max", abnd.Num(8))
	own.Change("child-benefit", "amount", abnd.Num(15))
	for _, code := range []string{"start", "ramp_start", "amount_year"} {
		own.Change("child-benefit", code, abnd.Num(2028))
	}
	typed.Scenarios = append(typed.Scenarios, own)
	want := run(t, typed)
	sameLines(t, run(t, abnd.WithTried(study)), abnd.Tried, want, "typed")

	figures, found := scenarios.RunWith(abnd.WithTried(study), scenarios.RunOptions{Figures: true})
	if figures == nil {
		t.Fatal(found)
	}
	sameLines(t, figures, abnd.Tried, figuresOf(t, typed), "typed")
}

func figuresOf(t *testing.T, study *abnd.Study) *scenarios.Result {
	t.Helper()
	r, found := scenarios.RunWith(study, scenarios.RunOptions{Figures: true})
	if r == nil {
		t.Fatal(found)
	}
	return r
}

// TestTriedOfNothing is the scenario that it is based on.
func TestTriedOfNothing(t *testing.T) {
	study := tlsWithLevers(t)
	study.TryFrom = "high"
	r := run(t, abnd.WithTried(study))
	sameLines(t, r, abnd.Tried, r, "high")
}

// TestMeasureForTheProposal: a measure may be for the room's proposal alone, also
// where nobody has moved a lever. The oracle is the same measure for every scenario.
func TestMeasureForTheProposal(t *testing.T) {
	const year = 2030
	study := tlsWithLevers(t)
	study.TryFrom = "high"
	covered := func(of string, pays ...string) float64 {
		for i := range study.Financing {
			study.Financing[i].For = pays
		}
		r := run(t, abnd.WithTried(study))
		x, _ := r.Projection.Value(costing.FiscalKey(of, "financed"), year)
		return x
	}
	all := covered(abnd.Tried)
	if got := covered(abnd.Tried, abnd.Tried); got != all || all == 0 {
		t.Errorf("measures for the proposal cover %v of it, those for all %v", got, all)
	}
	if got := covered("high", abnd.Tried); got != 0 {
		t.Errorf("measures for the proposal alone cover %v of another scenario", got)
	}
	if found := costing.Check(study); found.HasErrors() {
		t.Error(found)
	}
}
