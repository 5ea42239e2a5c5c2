package costing

import (
	"math"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// ShockSeries declares one row of SHOCKS: a departure from the frames by
// year, or a published bound of one.
type ShockSeries struct {
	Code      string
	Label     abnd.Text
	Low, High float64
	// Bound says that the row is not read by the formulas: a simulation draws
	// within it.
	Bound bool
	// Later rows are missing in files from before them.
	Later bool
	Of    func(*abnd.Study) *abnd.Series
}

// What ends the codes of a shock that has bounds, and of the two bounds.
const shockCode, belowCode, aboveCode = "_shock", "_below", "_above"

// Bounds are the rows of the bounds of a shock; ok is false where it has none.
func (s ShockSeries) Bounds() (below, above ShockSeries, ok bool) {
	of, _ := strings.CutSuffix(s.Code, shockCode)
	for _, other := range AllShocks() {
		switch {
		case !other.Bound:
		case other.Code == of+belowCode:
			below, ok = other, true
		case other.Code == of+aboveCode:
			above = other
		}
	}
	return below, above, ok && !s.Bound
}

// Path is the path of the series in the study, and the key of its input line.
func (s ShockSeries) Path() model.Key { return abnd.JoinPath("shocks", s.Code) }

// used is the key of the line that is zero where the input is blank.
func (s ShockSeries) used() model.Key { return abnd.JoinPath("frame", s.Code) }

// The codes of the shocks.
const (
	growthShock     = "growth_shock"
	priceShock      = "price_shock"
	populationShock = "population_shock"
	bornShock       = "born_shock"
	youngShock      = "young_shock"
	olderShock      = "older_shock"
)

// PopulationShockPath is the path of the shock to the population.
var PopulationShockPath = abnd.JoinPath("shocks", populationShock)

// ShockAt finds a row of SHOCKS by its path.
func ShockAt(path abnd.Path) (ShockSeries, bool) {
	for _, s := range AllShocks() {
		if s.Path() == path {
			return s, true
		}
	}
	return ShockSeries{}, false
}

// largestShock of one year to a rate of growth. A population can lose no more
// than mostLost, and gain mostPopulation: the published bounds
// of the end of the century lie within.
const (
	largestShock   = 0.5
	mostLost       = 0.9
	mostPopulation = 9
)

// AllShocks lists the rows of SHOCKS.
func AllShocks() []ShockSeries { return slices.Concat(shocksOfAll(), shocksOfCohorts()) }

// shocksOfAll are those to the economy, and to people of all ages alike.
func shocksOfAll() []ShockSeries {
	return []ShockSeries{
		{
			Code: growthShock, Low: -largestShock, High: largestShock,
			Label: abnd.T("Shock to real GDP growth", "Choque ao crescimento real do PIB"),
			Of:    func(s *abnd.Study) *abnd.Series { return &s.Shocks.Growth },
		}, {
			Code: priceShock, Low: -largestShock, High: largestShock,
			Label: abnd.T("Shock to inflation and the GDP deflator", "Choque à inflação e ao deflator do PIB"),
			Of:    func(s *abnd.Study) *abnd.Series { return &s.Shocks.Prices },
		}, {
			Code: populationShock, Low: -mostLost, High: mostPopulation,
			Label: abnd.T("Deviation of population from the central projection", "Desvio da população face à projecção central"),
			Of:    func(s *abnd.Study) *abnd.Series { return &s.Shocks.Population },
		}, {
			Code: "population_below", Low: 0, High: mostLost, Bound: true,
			Label: abnd.T("Lower bound of the population, below its central path", "Limite inferior da população, abaixo da trajectória central"),
			Of:    func(s *abnd.Study) *abnd.Series { return &s.Shocks.PopulationBelow },
		}, {
			Code: "population_above", Low: 0, High: mostPopulation, Bound: true,
			Label: abnd.T("Upper bound of the population, above its central path", "Limite superior da população, acima da trajectória central"),
			Of:    func(s *abnd.Study) *abnd.Series { return &s.Shocks.PopulationAbove },
		},
	}
}

// ShockInUse says whether a study declares a shock: by a value, or by a row
// of UNCERTAINTY. Formulas read no other, so that a study without shocks has
// none in its workbook.
func ShockInUse(study *abnd.Study, s ShockSeries) bool {
	if len(s.Of(study).Values) > 0 {
		return true
	}
	for _, u := range study.Uncertain {
		if u.Path == s.Path() {
			return true
		}
	}
	return false
}

// addShocks adds the shocks in use: the input row, and the row that is zero
// where the input is blank.
func (b *builder) addShocks() {
	for _, s := range AllShocks() {
		if s.Bound || !ShockInUse(b.study, s) {
			continue
		}
		series := s.Of(b.study)
		values := make([]float64, b.study.Frame().Len())
		for i, year := range b.study.Frame().All() {
			values[i] = math.NaN()
			if x, ok := series.Values[year]; ok {
				values[i] = x
			}
		}
		b.model.Add(model.Line{Key: s.Path(), Group: "shocks", Label: s.Label, Years: b.study.Frame(), Inputs: values, Source: &series.Provenance})
		b.model.Add(model.Line{
			Key: s.used(), Group: "shocks", Label: abnd.T("%s, used", "%s (valor usado)").Fill(s.Label), Years: b.study.Frame(),
			Formula: when(isKnown(s.Path()), ref(s.Path()), zero),
		})
	}
	b.addCohortAges()
	b.addGivenPopulation()
}

// shocked adds the shock to a rate where the study declares it.
func (b *builder) shocked(rate model.Expr, code string) model.Expr {
	if used := abnd.JoinPath("frame", code); b.model.Has(used) {
		return plus(rate, ref(used))
	}
	return rate
}
