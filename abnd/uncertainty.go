package abnd

// Distribution is the shape of what is not known about a figure.
type Distribution string

// The distributions of a single figure.
const (
	// Triangular rises in a straight line from Low to Central and falls to
	// High.
	Triangular Distribution = "triangular"
	// PERT is the beta distribution between Low and High whose mean is
	// (Low + 4 Central + High) ÷ 6.
	PERT Distribution = "pert"
	// Normal has the share Coverage of its probability between Low and High,
	// and half of the rest on either side.
	Normal Distribution = "normal"
	// Lognormal is the same for the logarithm; Low is above zero.
	Lognormal Distribution = "lognormal"
	// Uniform is as likely everywhere between Low and High.
	Uniform Distribution = "uniform"
	// Discrete takes one of Values, in proportion to Weights.
	Discrete Distribution = "discrete"
)

// The distributions of a shock by year.
const (
	// Persistent is a shock that fades: each year keeps the share Persistence
	// of the year before and adds something new. After many years the share
	// Coverage of its probability lies between Low and High.
	Persistent Distribution = "persistent"
	// Bounded is a path by year between published bounds, which hold the
	// share Coverage of its probability: a path that is high stays high.
	Bounded Distribution = "bounds"
)

// Uncertain says how far one figure of the study may lie from its value, and
// how likely that is.
type Uncertain struct {
	// Path of the figure: "benefits/child-grant/take_up",
	// "scenarios/high/child-grant/amount", "economy/inflation/long_run",
	// "shocks/growth_shock".
	Path         Path
	Distribution Distribution
	Low, High    Figure
	// Central is the most likely value of [Triangular] and [PERT]; blank for
	// the figure's own.
	Central Figure
	// Coverage is the share of the probability between Low and High of
	// [Normal], [Lognormal] and [Persistent], or between the bounds of
	// [Bounded]; blank for [DefaultCoverage].
	Coverage Figure
	// Persistence of a [Persistent] shock, from 0 to below 1.
	Persistence Figure
	// Values of [Discrete] with their Weights, which need not add up to one;
	// no weights make all equally likely.
	Values, Weights []float64
	Provenance
}

// DefaultCoverage is the share of the probability between low and high where
// nothing else is said: 5 % lie below and 5 % above.
const DefaultCoverage Share = 0.9

// Covers is the share of the probability between Low and High.
func (u Uncertain) Covers() float64 {
	if u.Coverage.Known {
		return u.Coverage.Value
	}
	return float64(DefaultCoverage)
}

// ByYear reports whether the distribution is that of a shock by year.
func (u Uncertain) ByYear() bool { return u.Distribution == Persistent || u.Distribution == Bounded }

// Correlation ties two uncertain figures: the correlation of their normal
// scores, from −1 to 1 (a Gaussian copula).
type Correlation struct {
	A, B        Path
	Coefficient Figure
	Provenance
}

// Shocks are departures from the frames by year, all zero unless the study
// says otherwise: what a workshop types in to ask "what if growth is two
// points lower in 2028", and what a simulation draws.
type Shocks struct {
	Growth     Series // added to real growth, share a year
	Prices     Series // added to inflation and to growth of the deflator, share a year
	Population Series // by which the population of every age is larger, share
	// Published bounds of the population, as shares of its central path:
	// how far the lower one lies below and the upper one above it.
	PopulationBelow Series
	PopulationAbove Series
	// Born is of those who were not yet born at the last estimate of the
	// population, Young of those who were alive and under [SettledAge], Older of
	// those who were of that age and over. Who is already born does not move with
	// births.
	Born, Young, Older CohortShock
}

// CohortShock is the departure of the people of some birth cohorts from their
// central path, and the bounds within which it is drawn: shares of the path by
// year.
type CohortShock struct {
	Shock        Series // by which they are more
	Below, Above Series // how far the lower bound lies below, the upper one above
}

// SettledAge parts those whom migration moves from those whom it moves little.
const SettledAge = 40
