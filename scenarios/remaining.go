package scenarios

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// Remaining is who is covered and who is still left out of a group in one year
// of a scenario.
type Remaining struct {
	Scenario string
	Group    abnd.PopulationGroup
	Year     abnd.Year
	// Both counts women and men together; they are told apart where coverage
	// is known by sex.
	Both, Female, Male Covered
	// Low and High bound effective coverage whatever the overlap.
	Low, High Estimate
	// Provisions that cover the group; those of which something is known, and
	// those of which one figure is.
	Provisions, KnownProvisions, ExactProvisions int
	// KnownLaws are the provisions whose law is known.
	KnownLaws int
}

// Covered is the coverage of a group, or of one sex of it.
type Covered struct {
	Sex  abnd.Sex
	Size Estimate
	// Legal and Effective are shares of the group: where [Remaining.AtLeast]
	// holds, Effective is a lower bound. Possible is the upper one, where it is
	// not known how many recipients belong to the group.
	Legal, Effective, Possible Estimate
	// People: at least those covered and at most those left out; at most those
	// covered and at least those left out.
	Covered, LeftOut, CoveredPossible, LeftOutCertain Estimate
}

// AtLeast says that some provision is not known as one figure, so that
// coverage is a lower bound and those left out are at most so many.
func (r Remaining) AtLeast() bool { return r.ExactProvisions < r.Provisions }

// IsRange says that coverage lies between two bounds: of every provision
// something is known, but not how many of its recipients belong to the group.
func (r Remaining) IsRange() bool {
	return r.AtLeast() && r.KnownProvisions == r.Provisions && r.Both.Possible.Known
}

// RemainingGaps lists the coverage of every group in every scenario and year
// of the projection: the same measure as [Assess], on the benefits that the
// scenario pays.
func RemainingGaps(r *Result) []Remaining {
	var all []Remaining
	for _, s := range r.Study.Scenarios {
		for _, g := range r.Study.Groups {
			for _, year := range r.Study.Projection.All() {
				all = append(all, r.remaining(s.ID, g, year))
			}
		}
	}
	return all
}

func (r *Result) remaining(scenario string, g abnd.PopulationGroup, year abnd.Year) Remaining {
	estimate := func(key costing.Key) Estimate {
		x, ok := r.Projection.Value(key, year)
		return Estimate{x, ok}
	}
	of := func(line ...string) Estimate { return estimate(costing.ScenarioCoverageKey(scenario, g.ID, line...)) }
	bySex := func(sex abnd.Sex) Covered {
		s := string(sex)
		return Covered{
			Sex: sex, Size: estimate(costing.CoverageKey(g.ID, "size", s)),
			Effective: of("effective", s), Covered: of("covered", s), LeftOut: of("left_out", s),
		}
	}
	x := Remaining{
		Scenario: scenario, Group: g, Year: year, Low: of("effective_low"), High: of("effective_high"),
		Both: Covered{
			Sex: abnd.Both, Size: estimate(costing.CoverageKey(g.ID, "size")), Legal: of("legal"),
			Effective: of("effective"), Possible: of("effective_possible"), Covered: of("covered"), LeftOut: of("left_out"),
			CoveredPossible: of("covered_possible"), LeftOutCertain: of("left_out_certain"),
		},
		Female: bySex(abnd.Female), Male: bySex(abnd.Male),
		Provisions: int(of("provisions").Value), KnownProvisions: int(of("known").Value), ExactProvisions: int(of("exact").Value),
		KnownLaws: int(of("laws").Value),
	}
	if legal := x.Both.Legal; legal.Known && (legal.Value == 0 || legal.Value == 1) {
		// The law is not known by sex, unless it covers all or nobody.
		x.Female.Legal, x.Male.Legal = legal, legal
	}
	return x
}
