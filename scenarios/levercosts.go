package scenarios

import (
	"math"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// LeverCost is what the room's proposal costs with one lever alone, at one of its
// levels or left as it is, on one scenario. A benefit that another lever puts on
// is on, so that levers of its age and its amount cost something. It does not
// depend on what the room has chosen.
type LeverCost struct {
	Lever string // its ID
	From  string // the scenario
	Level int    // 0: as in the scenario
	// Total is the cost of the proposal by year of the projection, Own that of the
	// benefits that the lever moves; money, NaN where not known.
	Total, Own []float64
}

// LeverCosts computes every lever on every scenario: as in the scenario first, and
// then its levels. It is nil for a result without the cells of levers.
func (r *Result) LeverCosts() []LeverCost {
	var from []string
	for _, s := range r.Study.Decided() {
		from = append(from, s.ID)
	}
	return r.leverCosts("total_cost", from)
}

// leverCosts is [Result.LeverCosts] on some scenarios, of a line of the proposal's sums.
func (r *Result) leverCosts(line string, scenarios []string) []LeverCost {
	study := r.Study
	if len(study.Levers) == 0 || !r.Projection.Model().Has(costing.TryFrom) {
		return nil
	}
	total := costing.TotalKey(abnd.Tried, line)
	wanted := []model.Key{total}
	for _, l := range study.Levers {
		for _, id := range l.Benefits() {
			if key := costing.BenefitKey(abnd.Tried, id, "total_cost"); !slices.Contains(wanted, key) {
				wanted = append(wanted, key)
			}
		}
	}
	d := newLeverDraws(r, wanted)
	var all []LeverCost
	levers := slices.Clone(study.Levers)
	for i, l := range study.Levers {
		for _, from := range scenarios {
			for j := range levers {
				levers[j].Chosen, levers[j].Own = 0, abnd.Value{}
			}
			costing.PutOn(study, levers, l)
			for level := range len(l.Levels) + 1 {
				c := LeverCost{Lever: l.ID, From: from}
				if level > 0 {
					c.Level = l.Levels[level-1].Number
				}
				levers[i].Chosen = c.Level
				d.add(from, levers)
				all = append(all, c)
			}
		}
	}
	d.run()
	for draw := range all {
		c := &all[draw]
		at := slices.IndexFunc(study.Levers, func(l abnd.Lever) bool { return l.ID == c.Lever })
		for _, year := range d.years {
			c.Total = append(c.Total, d.value(draw, total, year))
			own := 0.0
			for _, id := range study.Levers[at].Benefits() {
				own += d.value(draw, costing.BenefitKey(abnd.Tried, id, "total_cost"), year)
			}
			c.Own = append(c.Own, own)
		}
	}
	return all
}

// ofLevers is the result with the cells of levers; nil for a study that has none, or
// whose proposal something else than they has changed.
func (r *Result) ofLevers() *Result {
	if len(r.Study.Levers) > 0 && !r.Projection.Model().Has(costing.TryFrom) { // of figures alone
		r, _ = Run(abnd.WithTried(r.Study))
	}
	if r == nil || !r.Projection.Model().Has(costing.TryFrom) {
		return nil
	}
	return r
}

// LeverEffect is what one level of a lever would make of the room's proposal as
// it stands, all other levers left as they are.
type LeverEffect struct {
	Lever  string // its ID
	Level  int
	Chosen bool // it is part of the proposal already
	Years  []LeverYear
	// Why says why the level changes nothing; blank where it does.
	Why abnd.Text
}

// LeverYear is the effect of a level in a year.
type LeverYear struct {
	Year abnd.Year
	// Cost is the change of the proposal's total cost, Share that as a share of
	// GDP.
	Cost, Share abnd.Figure
	// Left is what the fiscal envelope leaves with the level, money; below zero
	// where it is exceeded. Unknown without an envelope.
	Left abnd.Figure
}

// Fits reports whether the proposal with the level stays within the envelope in
// every year; known is false where that cannot be said. Otherwise it gives the
// first year in which it does not.
func (e LeverEffect) Fits() (first abnd.Year, fits, known bool) {
	known = true
	for _, y := range e.Years {
		if y.Left.Known && y.Left.Value < 0 {
			return y.Year, false, true
		}
		known = known && y.Left.Known
	}
	return 0, known, known
}

// LeverEffects computes every level of every lever in some years of the
// projection, in the order of LEVERS. It is nil where something else than the levers
// has changed the proposal.
func (r *Result) LeverEffects(years []abnd.Year) []LeverEffect {
	if r = r.ofLevers(); r == nil {
		return nil
	}
	study := r.Study
	total, increment := costing.TotalKey(abnd.Tried, "total_cost"), costing.FiscalKey(abnd.Tried, "increment")
	wanted := []model.Key{total}
	hasEnvelope := costing.HasEnvelope(study)
	if hasEnvelope {
		wanted = append(wanted, increment)
	}
	d := newLeverDraws(r, wanted)
	now := d.add(study.TriedFrom(), study.Levers)
	levers := slices.Clone(study.Levers)
	var all []LeverEffect
	for i, l := range study.Levers {
		for _, level := range l.Levels {
			levers[i].Chosen = level.Number
			d.add(study.TriedFrom(), levers)
			all = append(all, LeverEffect{Lever: l.ID, Level: level.Number, Chosen: l.Chosen == level.Number})
		}
		levers[i].Chosen = l.Chosen
	}
	d.run()
	figure := func(x float64, year abnd.Year) abnd.Figure {
		return abnd.Figure{Value: x, Known: !math.IsNaN(x), Year: year}
	}
	for i := range all {
		draw := now + 1 + i
		for _, year := range years {
			y := LeverYear{Year: year, Cost: figure(d.value(draw, total, year)-d.value(now, total, year), year)}
			gdp, ok := r.Projection.Value("frame/gdp", year)
			if ok {
				y.Share = figure(y.Cost.Value/gdp, year)
			}
			if hasEnvelope {
				if envelope, known := r.Projection.Value("frame/envelope_amount", year); known {
					left := envelope - d.value(draw, increment, year)
					if ok && math.Abs(left) <= EnvelopeSlack*gdp {
						left = 0
					}
					y.Left = figure(left, year)
				}
			}
			all[i].Years = append(all[i].Years, y)
		}
	}
	for i := range all {
		if slices.ContainsFunc(all[i].Years, func(y LeverYear) bool { return y.Cost.Value != 0 }) {
			continue
		}
		with := study.Clone()
		with.Scenarios = with.Decided()
		at := slices.IndexFunc(with.Levers, func(l abnd.Lever) bool { return l.ID == all[i].Lever })
		with.Levers[at].Chosen = all[i].Level
		all[i].Why = costing.WhyWithoutEffect(abnd.WithTried(with), with.Levers[at])
	}
	return all
}

// leverIncrements is [Result.LeverCosts] on a scenario with, as the total, the incremental
// cost over the status quo: that is known also where nothing is of what the status quo pays.
func (r *Result) leverIncrements(from string) []LeverCost {
	return r.leverCosts("incremental_cost", []string{from})
}

// LeverChange is what one level of a lever alone makes of the scenario that the room's
// proposal is based on. A benefit that another lever puts on is on, with and without
// the level, so that levers of its age and its amount change something.
type LeverChange struct {
	Lever string // its ID
	Level int
	// Cost is the change of the total cost in a year, money; Share that as a share of GDP.
	Cost, Share abnd.Figure
}

// LeverChanges computes every level of every lever in a year of the projection, in the
// order of LEVERS. They do not depend on what the room has chosen. It is nil where the
// study has no levers, or they cannot be costed.
func (r *Result) LeverChanges(year abnd.Year) []LeverChange {
	if r = r.ofLevers(); r == nil {
		return nil
	}
	gdp, known := r.Projection.Value("frame/gdp", year)
	at := year - r.Study.Projection.First
	var all []LeverChange
	var left float64 // what it costs with the lever left as it is
	for _, c := range r.leverIncrements(r.Study.TriedFrom()) {
		x := c.Total[at]
		if c.Level == 0 {
			left = x
			continue
		}
		cost := abnd.Figure{Value: x - left, Known: !math.IsNaN(x - left), Year: year}
		share := abnd.Figure{Value: cost.Value / gdp, Known: cost.Known && known, Year: year}
		all = append(all, LeverChange{Lever: c.Lever, Level: c.Level, Cost: cost, Share: share})
	}
	return all
}
