package costing_test

import (
	"sync"
	"testing"

	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/costing"
)

// Evaluation gives the same bits again and again, from many goroutines at
// once over one compiled model. Run with -race it also shows that they share
// nothing that is written.
func TestEvaluationIsDeterministicAndParallel(t *testing.T) {
	study, _, err := country.Load("TLS")
	if err != nil {
		t.Fatal(err)
	}
	model, found := costing.Build(study)
	if model == nil {
		t.Fatal(found)
	}
	first, err := model.Evaluate()
	if err != nil {
		t.Fatal(err)
	}
	const goroutines = 8
	results := make([]*costing.Projection, goroutines)
	var wait sync.WaitGroup
	for i := range results {
		wait.Add(1)
		go func() {
			defer wait.Done()
			results[i], _ = model.Evaluate()
		}()
	}
	wait.Wait()
	again := project(t, study)
	for _, other := range append(results, again) {
		for _, line := range model.Lines() {
			if !same(first.Values(line.Key), other.Values(line.Key)) {
				t.Fatalf("%s differs between two evaluations", line.Key)
			}
		}
	}
}
