package abnd

// Baseline says what becomes, in the status quo, of an amount that no rule
// moves: see [Study.Baseline].
type Baseline string

// The baselines.
const (
	// BaselineLaw keeps such an amount as the law has it: it loses its real value.
	BaselineLaw Baseline = "law"
	// BaselinePrices moves it with consumer prices: it keeps its real value.
	BaselinePrices Baseline = "prices"
	// BaselineGDP moves it with nominal GDP per head.
	BaselineGDP Baseline = "gdp"
)

// BaselineInForce is the baseline that the study takes: that of the law where it
// names none.
func (s *Study) BaselineInForce() Baseline {
	if s.Baseline == "" {
		return BaselineLaw
	}
	return s.Baseline
}
