package scenarios_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/scenarios"
)

// What matters changes the fingerprint of the scenarios in which it matters,
// and nothing else does. The oracle is the sums themselves: where the
// fingerprint stays, they do.
func TestFingerprint(t *testing.T) {
	proofs.NotShort(t)
	base := studies.Load(t, "TLS")
	was := studies.Run(t, base)
	if f := was.Fingerprint("high"); !regexp.MustCompile(`^[0-9a-f]{16}$`).MatchString(f) {
		t.Errorf("the fingerprint is %q", f)
	}
	for name, c := range map[string]struct {
		edit  func(*abnd.Study)
		moves []string
	}{
		"nothing": {func(*abnd.Study) {}, nil},
		"names and texts": {func(s *abnd.Study) {
			s.Scenarios[2].Name, s.Scenarios[2].Description = abnd.Same("Other"), abnd.Same("Other")
			s.Benefits[0].Name = abnd.Same("Other")
			s.Title = abnd.Same("Other")
		}, nil},
		"order of benefits":  {func(s *abnd.Study) { slices.Reverse(s.Benefits) }, nil},
		"order of scenarios": {func(s *abnd.Study) { slices.Reverse(s.Scenarios) }, nil},
		"a source": {func(s *abnd.Study) {
			p := s.Benefits[0].Parameters["share_paid"]
			p.Source, p.Confidence = s.Sources[0].ID, abnd.Low
			s.Benefits[0].Parameters["share_paid"] = p
		}, nil},
		"the value of the base written into a scenario": {func(s *abnd.Study) {
			s.Scenarios[2].Change("social-pension", "share_paid", s.Benefits[0].Parameters["share_paid"].Value)
		}, nil},
		"a parameter that its rule does not read": {func(s *abnd.Study) {
			s.Benefits[0].Parameters["index_rate"] = abnd.Parameter{Value: abnd.Num(0.5), Provenance: by}
		}, nil},
		"a benefit that is off": {func(s *abnd.Study) {
			s.Scenarios[1].Change("school-age-benefit", "take_up", abnd.Num(0.01))
		}, nil},
		"one scenario": {func(s *abnd.Study) {
			s.Scenarios[2].Change("social-pension", "admin_share", abnd.Num(0.06))
		}, []string{"high", "children-first", "high-package"}},
		"the status quo": {func(s *abnd.Study) {
			s.Scenarios[0].Change("social-pension", "admin_share", abnd.Num(0.06))
		}, []string{"status-quo", "low", "high", "low-package", "children-first", "high-package"}},
		"one figure of the economy": {func(s *abnd.Study) { s.Economy.GDP.Value++ }, []string{"status-quo", "low", "high", "low-package", "children-first", "high-package"}},
		"people whom nobody counts": {func(s *abnd.Study) {
			// GDP per head, by which the high scenario moves, takes in all.
			n, _ := s.Population.Get(2035, abnd.Male, 30)
			m, _ := s.Population.Get(2035, abnd.Male, 31)
			s.Population.Set(2035, abnd.Male, 30, n+1)
			s.Population.Set(2035, abnd.Male, 31, m-1)
		}, nil},
	} {
		s := studies.Load(t, "TLS")
		c.edit(s)
		is := studies.Run(t, s)
		for _, id := range []string{"status-quo", "low", "high", "low-package", "children-first", "high-package"} {
			moved := is.Fingerprint(id) != was.Fingerprint(id)
			wanted := slices.Contains(c.moves, id)
			if id == "children-first" && name == "one scenario" {
				wanted = base.Packages[1].Scenarios[abnd.Older] == "high" || base.Packages[1].Scenarios[abnd.Children] == "high"
			}
			if moved != wanted {
				t.Errorf("%s: %s moved is %v", name, id, moved)
			}
			x, _ := valueOf(was, id, "all", "all", "incremental_cost", 2035)
			y, _ := valueOf(is, id, "all", "all", "incremental_cost", 2035)
			if !moved && fmt.Sprintf("%.9g", x) != fmt.Sprintf("%.9g", y) {
				t.Errorf("%s: %s costs %v and not %v, and has the same fingerprint", name, id, y, x)
			}
		}
	}
}

// A scenario of another name with the same values is the same.
func TestFingerprintOfATwin(t *testing.T) {
	s := studies.Load(t, "TLS")
	twin := s.Scenarios[2]
	twin.ID = "twin"
	heir := abnd.Scenario{ID: "heir", BasedOn: "twin"}
	s.Scenarios = append(s.Scenarios, twin, heir)
	r := studies.Run(t, s)
	for _, id := range []string{"twin", "heir"} {
		if r.Fingerprint(id) != r.Fingerprint("high") {
			t.Errorf("%s has another fingerprint than high", id)
		}
	}
	if r.Fingerprint("low") == r.Fingerprint("high") {
		t.Error("low and high have the same fingerprint")
	}
}

// In any study, when one scenario is edited at random and everything is given
// another name: the fingerprints of the other scenarios, and of packages that
// do not take it, stay; that of the edited one moves only where a parameter in
// force does; and where a fingerprint stays, so does every figure.
func TestFingerprintMovesOnlyWithWhatMatters(t *testing.T) {
	proofs.NotShort(t)
	check(t, func(rt *rapid.T) {
		s := randomly(rt, t)
		// A rule that one scenario begins or ceases to use adds or takes lines in all.
		for i := range s.Benefits {
			oneAmount(s, &s.Benefits[i])
		}
		was := studies.Run(t, s)
		other, drawn := apply(t, s), apply(t, s) // copies
		i := rapid.IntRange(1, len(s.Scenarios)-1).Draw(rt, "scenario")
		editScenario(drawn, &drawn.Scenarios[i], rand.New(rand.NewPCG(rapid.Uint64Range(0, 1<<20).Draw(rt, "edit"), 11)))
		for j := range drawn.Benefits {
			oneAmount(drawn, &drawn.Benefits[j])
		}
		other.Scenarios[i].Changes = drawn.Scenarios[i].Changes // and not the base
		edited := other.Scenarios[i].ID
		other.Title = abnd.Same("another")
		for j := range other.Benefits {
			other.Benefits[j].Name = abnd.Same("another")
		}
		is := studies.Run(t, other)
		takes := map[string]bool{edited: true}
		for _, p := range s.Packages {
			for _, scenario := range p.Scenarios {
				takes[p.ID] = takes[p.ID] || scenario == edited
			}
		}
		for _, id := range []string{"status-quo", "low", "high", "children-first"} {
			moved := was.Fingerprint(id) != is.Fingerprint(id)
			c := compared(rt, scenarios.Side{Result: was, Scenario: id}, scenarios.Side{Result: is, Scenario: id})
			switch {
			case moved && !takes[id]:
				rt.Fatalf("%s was edited and the fingerprint of %s moved", edited, id)
			case moved && id == edited && len(c.Parameters) == 0:
				rt.Fatalf("the fingerprint of %s moved, and none of its parameters", id)
			case !moved && len(c.Figures) > 0:
				rt.Fatalf("the fingerprint of %s stayed, and %+v", id, c.Figures[0])
			}
		}
	})
}

// All at once are the same as one by one.
func TestFingerprints(t *testing.T) {
	r := studies.Profile(t, "TLS")
	all := r.Fingerprints()
	if len(all) != len(r.Study.Scenarios)+len(r.Study.Packages) {
		t.Errorf("%d fingerprints", len(all))
	}
	for id, f := range all {
		if want := r.Fingerprint(id); f != want {
			t.Errorf("%s: %s, want %s", id, f, want)
		}
	}
}
