package scenarios

import (
	"strconv"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// LeverEffect is what one level of a lever would make of the room's proposal as
// it stands, all other levers left as they are.
type LeverEffect struct {
	Lever  string // its ID
	Level  int
	Chosen bool // it is part of the proposal already
	// Cost is the change of the proposal's total cost in the year, money.
	Cost abnd.Figure
	// Left is what the fiscal envelope leaves in the year with the level, money;
	// below zero where it costs more. Unknown without an envelope.
	Left abnd.Figure
	// Why says why the level changes nothing; blank where it does.
	Why abnd.Text
	// Fault is why the proposal could not be costed with the level; blank where
	// it could.
	Fault abnd.Text
}

// Fits reports whether the proposal with the level stays within the envelope;
// known is false where that cannot be said.
func (e LeverEffect) Fits() (fits, known bool) { return e.Left.Value >= 0, e.Left.Known }

// LeverEffects computes every level of every lever in a year of the projection,
// in the order of LEVERS.
func (r *Result) LeverEffects(year abnd.Year) []LeverEffect {
	study := r.Study.Clone()
	study.Scenarios = study.Decided()
	now, _ := proposalOf(study, year)
	var all []LeverEffect
	for i, l := range study.Levers {
		for _, level := range l.Levels {
			study.Levers[i].Chosen = level.Number
			e := LeverEffect{Lever: l.ID, Level: level.Number, Chosen: l.Chosen == level.Number}
			with, fault := proposalOf(study, year)
			e.Fault, e.Left = fault, with.left
			if now.cost.Known && with.cost.Known {
				e.Cost = abnd.Figure{Value: with.cost.Value - now.cost.Value, Known: true, Year: year}
			}
			if fault.IsZero() {
				e.Why = costing.WhyWithoutEffect(abnd.WithTried(study), study.Levers[i])
			}
			study.Levers[i].Chosen = l.Chosen
			all = append(all, e)
		}
	}
	return all
}

// proposal is what the room's proposal costs in a year, and leaves of the
// envelope.
type proposal struct{ cost, left abnd.Figure }

// proposalOf costs the proposal of a study; fault says why it cannot be.
func proposalOf(study *abnd.Study, year abnd.Year) (p proposal, fault abnd.Text) {
	with, found := RunWith(proposalAlone(study), RunOptions{Figures: true})
	if with == nil {
		for _, d := range found.Sorted() {
			if d.Severity == abnd.Error {
				return p, d.Problem
			}
		}
		return p, abnd.T("it cannot be costed", "não é possível estimar o custo")
	}
	figure := func(x float64, known bool) abnd.Figure { return abnd.Figure{Value: x, Known: known, Year: year} }
	p.cost = figure(with.Projection.Value(costing.TotalKey(abnd.Tried, "total_cost"), year))
	if costing.HasEnvelope(study) {
		share, okShare := with.Projection.Value(costing.FiscalKey(abnd.Tried, "envelope_share"), year)
		more, okMore := with.Projection.Value(costing.FiscalKey(abnd.Tried, "increment_share"), year)
		gdp, okGDP := with.Projection.Value("frame/gdp", year)
		p.left = figure((share-more)*gdp, okShare && okMore && okGDP)
	}
	return p, abnd.Text{}
}

// proposalAlone is a study with the proposal beside the status quo and what it is
// based on, without what only reads them.
func proposalAlone(study *abnd.Study) *abnd.Study {
	alone := abnd.WithTried(study).Clone()
	alone.Packages, alone.Groups, alone.Provisions, alone.Indicators, alone.MatrixTexts = nil, nil, nil, nil, nil
	alone.Financing, alone.Uncertain, alone.Correlations = nil, nil, nil
	for i := range alone.Recommended {
		alone.Recommended[i].Gaps = nil
	}
	return alone
}

// String names the level: "child-age 3".
func (e LeverEffect) String() string { return e.Lever + " " + strconv.Itoa(e.Level) }
