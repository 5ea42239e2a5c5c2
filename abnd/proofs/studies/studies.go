// Package studies loads and runs the studies of countries for tests.
package studies

import (
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/scenarios"
)

// Load is the study of a country's profile; the test ends where there is none.
func Load(t testing.TB, code string) *abnd.Study {
	t.Helper()
	study, found := country.Load(code)
	if study == nil {
		t.Fatal(found)
	}
	return study
}

// Run computes a study; the test ends where it does not run.
func Run(t testing.TB, study *abnd.Study) *scenarios.Result {
	t.Helper()
	result, found := scenarios.Run(study)
	if result == nil {
		t.Fatalf("the study does not run:\n%v", found)
	}
	return result
}
