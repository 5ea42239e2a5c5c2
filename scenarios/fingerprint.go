package scenarios

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// fingerprintDigits tell more scenarios apart than anyone will make.
const fingerprintDigits = 16

// Fingerprint identifies what a scenario's sums are made of: a hash, of 16
// hexadecimal digits, of every figure that its costs, beneficiaries, shares
// and balances depend on. Two scenarios with the same effective parameters
// have the same one, whatever they are called, in whatever order their
// benefits stand, and whether a value is their own or inherited. A parameter
// that nothing reads, as those of a benefit that is off, does not change it;
// a figure of the economy or a count of people that is read does.
//
// The fingerprint of a package is that of the scenarios that it takes. It
// panics where there is no such scenario or package.
func (r *Result) Fingerprint(id string) string {
	for _, p := range r.Study.Packages {
		if p.ID == id {
			return fingerprintOf(p, r.ofScenario)
		}
	}
	return r.ofScenario(id)
}

// Fingerprints are those of every scenario and package, by ID. It looks at
// each scenario once, however many packages take it.
func (r *Result) Fingerprints() map[string]string {
	all := map[string]string{}
	for _, s := range r.Study.Scenarios {
		all[s.ID] = r.ofScenario(s.ID)
	}
	for _, p := range r.Study.Packages {
		all[p.ID] = fingerprintOf(p, func(id string) string { return all[id] })
	}
	return all
}

// fingerprintOf is the fingerprint of a package, given those of scenarios.
func fingerprintOf(p abnd.Package, scenario func(id string) string) string {
	var parts []string
	for _, g := range abnd.Guarantees() {
		parts = append(parts, string(g)+"="+scenario(p.Scenarios[g]))
	}
	return digest(parts)
}

// ofScenario is the fingerprint of a scenario.
func (r *Result) ofScenario(id string) string {
	of, ok := r.prints[id]
	if !ok {
		panic(fmt.Sprintf("scenarios: there is no scenario %q", id))
	}
	return of()
}

// printOf computes the fingerprint of a scenario.
func (r *Result) printOf(id string) string {
	facts := r.structure(id)
	r.Projection.VisitInputs(r.sumsOf(id), isParameter, func(key model.Key, year abnd.Year, value float64) {
		if math.IsNaN(value) {
			return // a blank is as if it were not there
		}
		fact := "@" + strconv.Itoa(int(year)) + "=" + r.valueFact(key, value)
		if own, ok := strings.CutPrefix(string(key), id+"/benefit/"); ok {
			facts = append(facts, "scenario/"+own+fact)
		}
		// The status quo counts for the others as what it is, for itself as a
		// scenario too.
		if !strings.HasPrefix(string(key), id+"/") || id == abnd.StatusQuo {
			facts = append(facts, string(key)+fact)
		}
	})
	return digest(facts)
}

// isParameter reports whether a line is the effective value of a parameter:
// where it was written does not matter.
func isParameter(key model.Key) bool { return strings.Contains(string(key), "/parameter/") }

// valueFact writes every digit of a number, and a choice as its code: the
// place of a code in a list of benefits or tables is a matter of order.
func (r *Result) valueFact(key model.Key, value float64) string {
	if m := r.Projection.Model(); m.Has(key) && m.Line(key).List != nil {
		return m.Line(key).List.Codes[int(value)].Code
	}
	return strconv.FormatFloat(value, 'g', -1, 64)
}

// sumsOf are the lines of a scenario's sums, by guarantee and over all.
func (r *Result) sumsOf(id string) []model.Key {
	var keys []model.Key
	for _, g := range append(abnd.Guarantees(), AllOf) {
		for _, m := range Measures() {
			if !m.besides && r.has(m, id, g) {
				keys = append(keys, r.keyOf(id, g, AllOf, m.line))
			}
		}
	}
	return keys
}

// structure is what formulas are made by rather than what they read: where a
// benefit belongs, what it stands for and replaces. It counts for benefits
// that are paid in the scenario or in the status quo.
func (r *Result) structure(id string) []string {
	facts := []string{"years " + r.Study.Projection.String()}
	paid := func(scenario, benefit string) bool {
		return slices.ContainsFunc(r.Projection.Values(costing.BenefitKey(scenario, benefit, "active")), func(x float64) bool { return x != 0 })
	}
	replacing := map[string][]abnd.Benefit{}
	for _, b := range r.Study.Benefits {
		if !paid(id, b.ID) && !paid(abnd.StatusQuo, b.ID) {
			continue
		}
		replaced := slices.Sorted(slices.Values(b.Replaces))
		facts = append(facts, fmt.Sprintf("benefit %s %s %s %q", b.ID, b.Guarantee, b.Scheme, replaced))
		for _, scheme := range b.Replaces {
			replacing[scheme] = append(replacing[scheme], b)
		}
	}
	// Of several successors of a scheme the first takes it over: there the
	// order does matter, where they are of more than one guarantee.
	for scheme, successors := range replacing {
		for i, b := range successors {
			if b.Guarantee != successors[0].Guarantee {
				facts = append(facts, fmt.Sprintf("successor %d of %s %s", i, scheme, b.ID), fmt.Sprintf("successor 0 of %s %s", scheme, successors[0].ID))
			}
		}
	}
	return facts
}

func digest(facts []string) string {
	slices.Sort(facts)
	sum := sha256.Sum256([]byte(strings.Join(slices.Compact(facts), "\n")))
	return hex.EncodeToString(sum[:])[:fingerprintDigits]
}
