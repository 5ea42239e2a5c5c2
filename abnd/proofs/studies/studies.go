// Package studies loads and runs the studies of countries for tests.
package studies

import (
	"sync"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/scenarios"
)

// profile is what a run of tests has of a country: read and computed once,
// since hundreds of tests begin with one of six.
type profile struct {
	study  func() (*abnd.Study, abnd.Diagnostics)
	result func() (*scenarios.Result, abnd.Diagnostics)
}

var (
	guard    sync.Mutex
	profiles = map[string]*profile{}
)

func profileOf(code string) *profile {
	guard.Lock()
	defer guard.Unlock()
	p := profiles[code]
	if p == nil {
		p = &profile{}
		p.study = sync.OnceValues(func() (*abnd.Study, abnd.Diagnostics) { return country.Load(code) })
		p.result = sync.OnceValues(func() (*scenarios.Result, abnd.Diagnostics) {
			study, found := p.study()
			if study == nil {
				return nil, found
			}
			return scenarios.Run(study.Clone())
		})
		profiles[code] = p
	}
	return p
}

// Load is the study of a country's profile, a copy that the test may change;
// the test ends where there is none.
func Load(t testing.TB, code string) *abnd.Study {
	t.Helper()
	study, found := profileOf(code).study()
	if study == nil {
		t.Fatal(found)
	}
	return study.Clone()
}

// Run computes a study; the test ends where it does not run.
func Run(t testing.TB, study *abnd.Study) *scenarios.Result {
	t.Helper()
	result, found := scenarios.Run(study)
	return computed(t, result, found)
}

// Profile is the result of a country's profile as it is. All tests of a
// package share it, so that they may read it and its study but not change
// them; the test ends where it does not run.
func Profile(t testing.TB, code string) *scenarios.Result {
	t.Helper()
	result, found := profileOf(code).result()
	return computed(t, result, found)
}

func computed(t testing.TB, result *scenarios.Result, found abnd.Diagnostics) *scenarios.Result {
	t.Helper()
	if result == nil {
		t.Fatalf("the study does not run:\n%v", found)
	}
	return result
}
