package costing_test

import (
	"slices"
	"sync"
	"testing"

	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// Evaluation gives the same bits again and again, from many goroutines at
// once over one compiled compiled. Run with -race it also shows that they share
// nothing that is written.
func TestEvaluationIsDeterministicAndParallel(t *testing.T) {
	study := studies.Load(t, "TLS")
	compiled, found := costing.Build(study)
	if compiled == nil {
		t.Fatal(found)
	}
	first, err := compiled.Evaluate()
	if err != nil {
		t.Fatal(err)
	}
	const goroutines = 8
	results := make([]*model.Projection, goroutines)
	var wait sync.WaitGroup
	for i := range results {
		wait.Add(1)
		go func() {
			defer wait.Done()
			results[i], _ = compiled.Evaluate()
		}()
	}
	wait.Wait()
	again := project(t, study)
	for _, other := range append(results, again) {
		for _, line := range compiled.Lines() {
			if !slices.EqualFunc(first.Values(line.Key), other.Values(line.Key), sameBits) {
				t.Fatalf("%s differs between two evaluations", line.Key)
			}
		}
	}
}
