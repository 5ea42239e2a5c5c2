package abnd

import "reflect"

// ConsumptionDistribution is how consumption is distributed over the people, as a survey of
// households found it in its own year: what the effect of benefits on poverty is
// computed from. A study may have none: see [ConsumptionDistribution.IsZero].
type ConsumptionDistribution struct {
	Survey Text
	// Provenance is that of the survey.
	Provenance
	// Year is the year of the survey, in whose money its amounts are.
	Year Year
	// Welfare is how the shares of consumption rank people, and LineWelfare what
	// the poverty line and the headcount are of.
	Welfare, LineWelfare Welfare
	// RulesYear is the year of the scenarios whose benefits are looked at; 0 is the
	// last one of the projection.
	RulesYear Year
	// Figures are the figures of the survey by their codes, which are those of the
	// costing rules; an absent one is blank.
	Figures map[string]Level
	// Held says by guarantee whether the consumption of the survey holds what the
	// status quo pays; blank is [HeldBySurvey].
	Held map[Guarantee]Held
}

// IsZero reports whether the study has no distribution: nothing of it is given.
func (d ConsumptionDistribution) IsZero() bool {
	d.Figures = knownLevels(d.Figures)
	if len(d.Figures) == 0 {
		d.Figures = nil
	}
	if len(d.Held) == 0 {
		d.Held = nil
	}
	return reflect.ValueOf(d).IsZero()
}

// knownLevels are the levels of which anything is given.
func knownLevels(all map[string]Level) map[string]Level {
	known := map[string]Level{}
	for code, level := range all {
		if level != (Level{}) {
			known[code] = level
		}
	}
	return known
}

// Welfare is what the consumption of a household is divided by.
type Welfare string

// The measures of welfare.
const (
	PerHead            Welfare = "per-head"
	PerAdultEquivalent Welfare = "per-adult-equivalent"
)

// Held says whether the consumption of a survey holds benefits that are paid in the
// status quo.
type Held string

// What a survey can hold.
const (
	HeldBySurvey Held = "in-survey"     // households received them, and spent them
	NotInSurvey  Held = "not-in-survey" // they came later
)
