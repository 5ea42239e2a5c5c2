package costing_test

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// ageGroup is a group of everybody of an age range.
func ageGroup(id string, lo, hi int, overlap abnd.Overlap) abnd.PopulationGroup {
	return abnd.PopulationGroup{
		ID: id, Guarantee: abnd.Children, Name: abnd.Same(id), Of: abnd.GroupOfPeople, AgeMin: abnd.Known(float64(lo), 0), AgeMax: abnd.Known(float64(hi), 0),
		Sex: abnd.Both, Share: abnd.Known(1, 0), Overlap: overlap, Provenance: printed,
	}
}

// unevenStudy is [smallStudy] with fewer people at every later age and more in
// every later year, so that ages do not weigh alike.
func unevenStudy() *abnd.Study {
	s := smallStudy()
	for _, year := range s.Frame().All() {
		for age := 0; age <= abnd.MaxAge; age++ {
			s.Population.Set(year, abnd.Female, age, abnd.Persons(1000-7*age+10*int(year-2020)))
			s.Population.Set(year, abnd.Male, age, abnd.Persons(1100-9*age+20*int(year-2020)))
		}
	}
	return s
}

// ageBenefit is a benefit for an age range that is paid in every scenario.
func ageBenefit(id string, lo, hi int, sex abnd.Sex, takeUp float64) abnd.Benefit {
	return costing.NewBenefit(id, abnd.Children, abnd.Same(id), printed,
		costing.From(2022), costing.Ages{Min: lo, Max: hi, Sex: sex, Share: 1}, costing.TakeUp(takeUp), costing.FlatAmount{Amount: 10, Year: 2022})
}

func covers(group, by string) abnd.Provision {
	return abnd.Provision{Group: group, By: by, Role: abnd.Covers, Provenance: printed}
}

// drawnBenefits adds one to four benefits of random ages to a study whose
// groups they all may reach.
func drawnBenefits(rt *rapid.T, s *abnd.Study, oldest int) []abnd.Benefit {
	n := rapid.IntRange(1, 4).Draw(rt, "benefits")
	added := make([]abnd.Benefit, n)
	for i := range n {
		lo := rapid.IntRange(0, oldest).Draw(rt, "lo")
		hi := rapid.IntRange(lo, oldest).Draw(rt, "hi")
		sex := rapid.SampledFrom([]abnd.Sex{abnd.Both, abnd.Female, abnd.Male}).Draw(rt, "sex")
		added[i] = ageBenefit(fmt.Sprintf("drawn-%d", i), lo, hi, sex, rapid.Float64Range(0, 1).Draw(rt, "take-up"))
	}
	s.Benefits = append(s.Benefits, added...)
	for _, g := range s.Groups {
		for _, b := range added {
			s.Provisions = append(s.Provisions, covers(g.ID, b.ID))
		}
	}
	return added
}

// Groups that part the ages 0 to 17 add up to 0 to 17, by the rules that speak
// of people of the same age, for random benefits: those covered, those left
// out, and those of each sex.
func TestPartsOfAGroupAddUp(t *testing.T) {
	proofs.Check(t, func(rt *rapid.T) {
		s := unevenStudy()
		overlap := rapid.SampledFrom([]abnd.Overlap{abnd.IndependentOverlap, abnd.NestedOverlap}).Draw(rt, "overlap")
		first := rapid.IntRange(0, 15).Draw(rt, "first cut")
		second := rapid.IntRange(first+1, 16).Draw(rt, "second cut")
		s.Groups = []abnd.PopulationGroup{
			ageGroup("all", 0, 17, overlap), ageGroup("a", 0, first, overlap), ageGroup("b", first+1, second, overlap), ageGroup("c", second+1, 17, overlap),
		}
		drawnBenefits(rt, s, 30)
		p := project(rt, s)
		for _, line := range []string{"covered", "left_out", "covered/female", "covered/male", "left_out/female"} {
			sum := 0.0
			for _, id := range []string{"all", "a", "b", "c"} {
				x, ok := p.Value(costing.ScenarioCoverageKey("high", id)+"/"+model.Key(line), 2024)
				if !ok {
					rt.Fatalf("%s of %s is not known", line, id)
				}
				if id == "all" {
					x = -x
				}
				sum += x
			}
			// Twelve digits of the 36,000 children at most.
			if math.Abs(sum) > 1e-7 {
				rt.Fatalf("%s: the parts and the whole differ by %v", line, sum)
			}
		}
	})
}

// Widening the ages of a benefit never lowers the coverage of a group, at
// least or at most, whatever the rule of overlap, the share of the group and
// the other benefits.
func TestWiderAgesNeverCoverFewer(t *testing.T) {
	proofs.Check(t, func(rt *rapid.T) {
		s := unevenStudy()
		share := rapid.SampledFrom([]float64{1, 1, 0.3}).Draw(rt, "share of the groups")
		for i, cut := range [][2]int{{0, 17}, {0, 5}, {6, 14}, {15, 17}, {18, 59}, {0, 100}} {
			g := ageGroup(fmt.Sprintf("g%d", i), cut[0], cut[1], rapid.SampledFrom(abnd.Overlaps()[:3]).Draw(rt, "overlap"))
			g.Share = abnd.Known(share, 0)
			s.Groups = append(s.Groups, g)
		}
		drawn := drawnBenefits(rt, s, 70)
		before := project(rt, s)
		b := drawn[0]
		lo, _ := b.Parameters["age_min"].Value.Number()
		hi, _ := b.Parameters["age_max"].Value.Number()
		b.Parameters["age_min"] = abnd.Parameter{Value: abnd.Num(float64(rapid.IntRange(0, int(lo)).Draw(rt, "wider lo"))), Provenance: printed}
		b.Parameters["age_max"] = abnd.Parameter{Value: abnd.Num(float64(rapid.IntRange(int(hi), 100).Draw(rt, "wider hi"))), Provenance: printed}
		after := project(rt, s)
		for _, g := range s.Groups {
			for _, line := range []model.Key{"effective", "effective_possible", "effective_low", "effective_high"} {
				was, okWas := before.Value(costing.ScenarioCoverageKey("high", g.ID)+"/"+line, 2024)
				is, okIs := after.Value(costing.ScenarioCoverageKey("high", g.ID)+"/"+line, 2024)
				if !okWas || !okIs || is < was-1e-12 {
					rt.Fatalf("%s of %s: %v (%v), with wider ages %v (%v)", line, g.ID, was, okWas, is, okIs)
				}
			}
		}
	})
}

// The bounds lie in order: certain whatever the overlap, certain by the rule,
// possible by the rule, possible whatever the overlap.
func TestBoundsOfCoverageLieInOrder(t *testing.T) {
	proofs.Check(t, func(rt *rapid.T) {
		s := unevenStudy()
		for i := range 3 {
			lo := rapid.IntRange(0, 60).Draw(rt, "group lo")
			g := ageGroup(fmt.Sprintf("g%d", i), lo, rapid.IntRange(lo, 100).Draw(rt, "group hi"), rapid.SampledFrom(abnd.Overlaps()[:3]).Draw(rt, "overlap"))
			g.Share = abnd.Known(rapid.SampledFrom([]float64{1, 0.4, 0.02}).Draw(rt, "share"), 0)
			s.Groups = append(s.Groups, g)
		}
		drawnBenefits(rt, s, 90)
		p := project(rt, s)
		for _, g := range s.Groups {
			last := 0.0
			for _, line := range []model.Key{"effective_low", "effective", "effective_possible", "effective_high"} {
				x, ok := p.Value(costing.ScenarioCoverageKey("high", g.ID)+"/"+line, 2024)
				if !ok || x < last-1e-12 || x > 1 {
					rt.Fatalf("%s of %s is %v (known %v) after %v", line, g.ID, x, ok, last)
				}
				last = x
			}
		}
	})
}
