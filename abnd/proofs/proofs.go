// Package proofs holds what the tests of the project have in common: how many
// of the proofs a run makes, and when two figures agree.
//
// A run makes a sample of the proofs, or all of them, by the variable
// ABND_PROOFS. A sample is chosen by counting, so that it is the same on
// every machine; all of them are the same code over more cases.
package proofs

import (
	"flag"
	"fmt"
	"os"
	"runtime/debug"
	"strconv"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

// Variable names the variable of the environment that says which proofs are
// made: "sample", which is also what a blank means, or "all".
const Variable = "ABND_PROOFS"

// All reports whether this run makes every proof. A word that says neither is a
// mistake that would leave proofs out, and stops the tests.
func All() bool {
	all, err := isAll(os.Getenv(Variable))
	if err != nil {
		panic(err)
	}
	return all
}

func isAll(word string) (bool, error) {
	switch word {
	case "", "sample":
		return false, nil
	case "all":
		return true, nil
	}
	return false, fmt.Errorf(`%s is %q; it is "sample" or "all"`, Variable, word)
}

// Count is how many cases a proof takes: all of them, a sample, or the few of
// -short, under which the race detector runs.
func Count(all, sample, short int) int {
	switch {
	case testing.Short():
		return short
	case All():
		return all
	}
	return sample
}

// Sample gives all the items where every proof is made, and else as many as
// said, taken evenly from the first to the last; of one, that in the middle.
func Sample[T any](items []T, sample int) []T {
	if All() {
		return items
	}
	return evenly(items, sample)
}

func evenly[T any](items []T, n int) []T {
	switch {
	case n >= len(items):
		return items
	case n == 1:
		return items[len(items)/2:][:1]
	}
	chosen := make([]T, n)
	for i := range chosen {
		chosen[i] = items[i*(len(items)-1)/(n-1)]
	}
	return chosen
}

// Brief says whether this run is the loop of a minute that -short is for. Where
// what the tests run is counted, -short takes fewer cases but leaves nothing
// out.
func Brief() bool { return testing.Short() && testing.CoverMode() == "" }

// Few gives all the items, but in the loop of a minute the last alone.
func Few[T any](items []T) []T {
	if Brief() {
		return items[len(items)-1:]
	}
	return items
}

// OfAll leaves a proof out of a sample, and says so in its log: where what it
// proves is in the sample by another one, as it takes long.
func OfAll(t testing.TB) {
	t.Helper()
	if !All() {
		t.Skipf("made where all proofs are: %s=all", Variable)
	}
}

// NotShort leaves a proof out of the loop of a minute: what it proves is made
// by every other run. The log says so.
func NotShort(t testing.TB) {
	t.Helper()
	if Brief() {
		t.Skip("left out by -short")
	}
}

// SpendMemory has the tests of a package collect garbage less often, which
// takes a fifth of the processor's time where whole countries are computed
// again and again. It is for TestMain; a GOGC of the environment goes before.
func SpendMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
}

// seed begins the cases of every run, so that a run on the same commit has the
// same end wherever it is made. Other cases are tried by hand, with the option
// -rapid.seed or the variable RAPID_SEED.
const seed = 2026

// caseNumbers are how many cases a property is tried on.
type caseNumbers struct{ all, sample, short int }

var cases = caseNumbers{all: 60, sample: 30, short: 10}

// Costly says that the cases of a package each compute whole countries, so
// that fewer are tried. It is for TestMain.
func Costly() { cases = caseNumbers{all: 12, sample: 6, short: 2} }

// Check tries a property, as rapid does, on as many cases as this run takes.
// The options of rapid, as -rapid.checks, go before.
func Check(t *testing.T, property func(*rapid.T)) {
	t.Helper()
	setRapid.Do(func() {
		n := Count(cases.all, cases.sample, cases.short)
		if testing.Short() {
			n *= rapidShort
		}
		unlessSaid("rapid.checks", "RAPID_CHECKS", strconv.Itoa(n))
		unlessSaid("rapid.seed", "RAPID_SEED", strconv.Itoa(seed))
	})
	rapid.Check(t, property)
}

var setRapid sync.Once

// rapidShort is what rapid itself divides the number of cases by where the
// tests are short.
const rapidShort = 5

// unlessSaid sets an option that neither the command line nor the environment
// has set.
func unlessSaid(name, variable, value string) {
	_, said := os.LookupEnv(variable)
	flag.Visit(func(f *flag.Flag) { said = said || f.Name == name })
	if said {
		return
	}
	if err := flag.Set(name, value); err != nil {
		panic(err)
	}
}
