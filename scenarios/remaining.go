package scenarios

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
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

// LegalAtLeast says that some law is not known, so that legal coverage is a
// lower bound. Of everyone no more can be covered.
func (r Remaining) LegalAtLeast() bool {
	return r.KnownLaws < r.Provisions && r.Both.Legal.Value < 1
}

// IsRange says that coverage lies between two bounds: of every provision
// something is known, but not how many of its recipients belong to the group.
func (r Remaining) IsRange() bool {
	return r.AtLeast() && r.KnownProvisions == r.Provisions && r.Both.Possible.Known
}

// RemainingUnder lists the coverage of every group under one scenario or
// package, in the given year or, where that is zero, in every year of the
// projection. Under a package a group is covered as under the scenario from
// which the package takes all benefits that count in the group; where it takes
// them from several, what is covered is not known, and the group has no row.
func RemainingUnder(r *Result, id string, year abnd.Year) []Remaining {
	years := r.Study.Projection
	if year != 0 {
		years = abnd.Years{First: year, Last: year}
	}
	var all []Remaining
	for _, g := range r.Study.Groups {
		scenario, ok := r.coveringScenario(id, []abnd.PopulationGroup{g})
		if !ok {
			continue
		}
		for _, year := range years.All() {
			x := r.remaining(scenario, g, year)
			x.Scenario = id
			all = append(all, x)
		}
	}
	return all
}

// CoverageFigure is one figure of a group's coverage under a scenario.
type CoverageFigure struct {
	Measure MeasureCode
	Unit    Unit
	Sex     abnd.Sex
	Value   float64 // percent as 5.46
	// Part says that the figure is a bound, since not all is known: the lower
	// one of what is covered and the upper one of those left out; of the
	// measures of an upper or lower end, the other way round.
	Part bool
}

// The measures of coverage under a scenario. Those of the other end are known
// where coverage is a range alone.
const (
	LegalCoverageMeasure     MeasureCode = "legal_coverage"
	EffectiveCoverageHighest MeasureCode = "effective_coverage_high"
	CoveredMeasure           MeasureCode = "covered"
	CoveredHighest           MeasureCode = "covered_high"
	LeftOutMeasure           MeasureCode = "left_out"
	LeftOutLowest            MeasureCode = "left_out_low"
)

// CoverageMeasures lists the measures of coverage under a scenario, with what
// each is.
func CoverageMeasures() []Measure {
	return []Measure{
		{Code: LegalCoverageMeasure, Unit: Percent, Label: abnd.T("Legal coverage, % of the group", "Cobertura legal, % do grupo")},
		{Code: EffectiveCoverage, Unit: Percent, Label: abnd.T("Effective coverage, % of the group; at least, if `known` is `part`", "Cobertura efectiva, % do grupo; no mínimo, se `known` é `part`")},
		{Code: EffectiveCoverageHighest, Unit: Percent, Label: abnd.T("Upper bound, if it is a range", "Limite superior, se for um intervalo")},
		{Code: CoveredMeasure, Unit: Persons, Label: abnd.T("People effectively covered; at least, if `known` is `part`", "Pessoas com cobertura efectiva; no mínimo, se `known` é `part`")},
		{Code: CoveredHighest, Unit: Persons, Label: abnd.T("Upper bound, if it is a range", "Limite superior, se for um intervalo")},
		{Code: LeftOutMeasure, Unit: Persons, Label: abnd.T("People not covered; at most, if `known` is `part`", "Pessoas sem cobertura; no máximo, se `known` é `part`")},
		{Code: LeftOutLowest, Unit: Persons, Label: abnd.T("Lower bound, if it is a range", "Limite inferior, se for um intervalo")},
	}
}

// Figures lists what is known of the group's coverage, by measure in the order
// of [CoverageMeasures], of both sexes and of each where it is known. What is
// not known is none of them.
func (r Remaining) Figures() []CoverageFigure {
	var all []CoverageFigure
	for _, m := range CoverageMeasures() {
		for _, c := range []Covered{r.Both, r.Female, r.Male} {
			var x Estimate
			part, end := r.AtLeast(), false
			switch m.Code {
			case LegalCoverageMeasure:
				x, part = c.Legal, r.LegalAtLeast()
			case EffectiveCoverage:
				x = c.Effective
			case EffectiveCoverageHighest:
				x, end = c.Possible, true
			case CoveredMeasure:
				x = c.Covered
			case CoveredHighest:
				x, end = c.CoveredPossible, true
			case LeftOutMeasure:
				x = c.LeftOut
			case LeftOutLowest:
				x, end = c.LeftOutCertain, true
			}
			if !x.Known || end && !r.IsRange() {
				continue
			}
			value := x.Value
			if m.Unit == Percent {
				value *= percentPerShare
			}
			all = append(all, CoverageFigure{Measure: m.Code, Unit: m.Unit, Sex: c.Sex, Value: value, Part: part})
		}
	}
	return all
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
	estimate := func(key model.Key) Estimate {
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
