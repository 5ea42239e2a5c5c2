package scenarios

import (
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// ComparabilityWarnings warns where two studies do not measure the same thing, or choose other
// frames: another id of the study, GDP, base year of prices, projection, last year of known amounts,
// currency, macro scenario or population. The names are those of the studies.
func ComparabilityWarnings(from, to *abnd.Study, nameFrom, nameTo string) abnd.Diagnostics {
	var found abnd.Diagnostics
	idOf := func(s *abnd.Study) abnd.Text {
		if from.ID == "" || to.ID == "" {
			return abnd.Text{} // whether they are of one study is not known
		}
		return abnd.Same(s.ID)
	}
	year := func(y abnd.Year) abnd.Text { return abnd.T("%d", "%d").Fill(int(y)) }
	for _, c := range []struct {
		what     abnd.Text
		old, new abnd.Text
	}{
		{abnd.T("the id of the study", "o código do estudo"), idOf(from), idOf(to)},
		{abnd.T("the GDP that costs are compared with", "o PIB com que se comparam os custos"), from.GDPName, to.GDPName},
		{abnd.T("the base year of prices", "o ano-base dos preços"), year(from.PriceYear), year(to.PriceYear)},
		{abnd.T("the projection", "a projecção"), abnd.Same(from.Projection.String()), abnd.Same(to.Projection.String())},
		{abnd.T("the last year of known amounts", "o último ano com montantes conhecidos"), year(from.LastKnownAmounts()), year(to.LastKnownAmounts())},
		{abnd.T("the currency", "a moeda"), abnd.Same(from.Country.Currency), abnd.Same(to.Country.Currency)},
		{abnd.T("the macroeconomic scenario", "o cenário macroeconómico"), abnd.Same(macroOf(from)), abnd.Same(macroOf(to))},
		{abnd.T("the baseline", "o cenário de base"), abnd.Same(string(from.BaselineInForce())), abnd.Same(string(to.BaselineInForce()))},
		{abnd.T("the population method", "o método da população"), abnd.Same(populationOf(from)), abnd.Same(populationOf(to))},
	} {
		// A name that differs in one language only is told in that one.
		if c.old.EN == c.new.EN {
			c.old.EN, c.new.EN = c.old.PT, c.new.PT
		} else if c.old.PT == c.new.PT {
			c.old.PT, c.new.PT = c.old.EN, c.new.EN
		}
		if c.old != c.new {
			found.AddWarning("", "unlike", abnd.T("%s differs: %s in %s, %s in %s", "%s difere: %s em %s, %s em %s").
				Fill(c.what, c.old, nameFrom, c.new, nameTo), abnd.Text{})
		}
	}
	return found
}

// frameWarnings warns where two sides are not computed from the same people
// and the same economy.
func frameWarnings(from, to Side) abnd.Diagnostics {
	var found abnd.Diagnostics
	if differentPeople(from, to) {
		found.AddWarning("", "unlike-population", abnd.T("the population differs between %s and %s", "a população difere entre %s e %s").Fill(from.Name, to.Name), abnd.Text{})
	}
	var frames []abnd.Text
	for _, f := range costing.AllFrameSeries() {
		if differentValues(from, to, f.Used()) {
			frames = append(frames, f.Label)
		}
	}
	for _, f := range costing.AllFrameLevels() {
		if differentValues(from, to, abnd.JoinPath("frame", f.Code)) {
			frames = append(frames, f.Label)
		}
	}
	if len(frames) > 0 {
		found.AddWarning("", "unlike-frames", abnd.T("different in %s and %s: %s", "diferente em %s e %s: %s").Fill(from.Name, to.Name, joinTexts(frames)), abnd.Text{})
	}
	return found
}

func joinTexts(all []abnd.Text) abnd.Text {
	var en, pt []string
	for _, t := range all {
		en, pt = append(en, t.EN), append(pt, t.PT)
	}
	return abnd.T(strings.Join(en, ", "), strings.Join(pt, ", "))
}

// differentPeople compares two populations in the years that both studies
// cost.
func differentPeople(from, to Side) bool {
	was, is := from.Result.Projection.Model().Population(), to.Result.Projection.Model().Population()
	for _, year := range commonYears(from, to).All() {
		for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			if !slices.Equal(was.Ages(year, sex), is.Ages(year, sex)) {
				return true
			}
		}
	}
	return false
}

// differentValues compares a line of the frames in the years that both cost.
func differentValues(from, to Side, key model.Key) bool {
	for _, year := range commonYears(from, to).All() {
		x, okX := from.Result.valueOrNone(key, year)
		y, okY := to.Result.valueOrNone(key, year)
		if okX != okY || (Difference{Old: x, New: y}).Differs() {
			return true
		}
	}
	return false
}

// valueOrNone is the value of a line that only some studies have, as one of
// the frames that may be blank.
func (r *Result) valueOrNone(key model.Key, year abnd.Year) (float64, bool) {
	if !r.Projection.Model().Has(key) {
		return 0, false
	}
	return r.Projection.Value(key, year)
}
