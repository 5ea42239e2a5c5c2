package costing

import "github.com/openabnd/engine/abnd"

// InputCount counts some inputs.
type InputCount struct {
	All int
	// Published are the facts and decisions that are no assumption, and the
	// expectations of which somebody has published a projection.
	Published int
	Validated int // somebody stands for them
}

// Assumed is how many nobody has published.
func (c InputCount) Assumed() int { return c.All - c.Published }

// InputCounts counts the inputs of a study apart by what they are: of a fact an
// assumption is a gap that can be closed, and of a decision no fault.
type InputCounts struct {
	Facts, Decisions, Expectations InputCount
}

// CountInputs counts the inputs of [Inputs].
func CountInputs(study *abnd.Study) InputCounts {
	var c InputCounts
	for in := range Inputs(study) {
		of := c.Of(in.Nature)
		of.All++
		if in.Published() && in.Nature != abnd.Expectation || in.Forecast {
			of.Published++
		}
		if in.ValidatedBy != "" {
			of.Validated++
		}
	}
	return c
}

// Of is the count of one nature. It panics for any other word.
func (c *InputCounts) Of(n abnd.Nature) *InputCount {
	switch n {
	case abnd.Fact:
		return &c.Facts
	case abnd.Decision:
		return &c.Decisions
	case abnd.Expectation:
		return &c.Expectations
	}
	panic("costing: inputs are of no kind " + string(n))
}

// All is the number of all inputs.
func (c InputCounts) All() int { return c.Facts.All + c.Decisions.All + c.Expectations.All }

// Validated is the number of inputs for which somebody stands.
func (c InputCounts) Validated() int {
	return c.Facts.Validated + c.Decisions.Validated + c.Expectations.Validated
}

// Text says the counts in a few words.
func (c InputCounts) Text() abnd.Text {
	return abnd.T("Facts: %d of %d have a source; still assumed, and to be found: %d. Decisions of the dialogue: %d. Expectations: %d; with a published projection: %d.",
		"Factos: %d de %d têm fonte; ainda pressupostos, por apurar: %d. Decisões do diálogo: %d. Previsões: %d; com projecção publicada: %d.").
		Fill(c.Facts.Published, c.Facts.All, c.Facts.Assumed(), c.Decisions.All, c.Expectations.All, c.Expectations.Published)
}
