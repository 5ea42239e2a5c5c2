package wdi

import (
	"maps"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/economy"
)

// percent turns the World Bank's percentages into shares.
const percent = 100

// Source is the entry of SOURCES for the files.
func (c Country) Source() abnd.Source {
	s := abnd.Source{
		ID: "wdi", Title: abnd.Text{EN: "World Development Indicators"}, Author: "World Bank", Page: nominalGDP + ", " + realGDP + ", " + priceIndex,
		URL: "https://databank.worldbank.org/source/world-development-indicators", Licence: "CC BY 4.0",
	}
	if len(c.Updated) >= len("2025") {
		s.Year = c.Updated[:len("2025")]
		s.ID += s.Year
		s.Title.EN += ", " + c.Updated
	}
	return s
}

// Frames makes the economy of a study from the first year on. What the files
// do not give stays blank, with a warning.
//
// Growth is that of GDP at constant prices, or the published rate. The deflator
// is nominal over real GDP, so that the chained GDP of the study is nominal GDP
// in every year; where nominal GDP is not given, it is the published rate.
func (c Country) Frames(first abnd.Year) (economy.Frames, abnd.Diagnostics) {
	m := maker{country: c, first: first}
	f := economy.Frames{Source: c.Source()}
	f.GDP = m.level()
	f.RealGrowth = m.growth(realGDP, realGrowth, abnd.T("real growth", "crescimento real"), growthOf.Fill(realGDP))
	f.DeflatorGrowth = m.deflator(f.RealGrowth)
	f.Inflation = m.growth(priceIndex, inflation, abnd.T("inflation", "inflação"), growthOf.Fill(priceIndex))
	f.PPP = m.positive(parity, abnd.T("PPP conversion factor of GDP: %s.", "Factor de conversão do PIB em paridade do poder de compra: %s.").Fill(parity))
	f.ExchangeRate = m.positive(exchangeRate, abnd.T("Official exchange rate, period average: %s.", "Taxa de câmbio oficial, média do período: %s.").Fill(exchangeRate))
	return f, m.found
}

var growthOf = abnd.T("Growth of %s.", "Crescimento de %s.")

type maker struct {
	country Country
	first   abnd.Year
	found   abnd.Diagnostics
}

func (m *maker) missing(what abnd.Text, codes string) {
	m.found.AddWarning("", "not-given", abnd.T("the files do not contain %s of %s (%s); it stays blank", "os ficheiros não dão: %s, %s (%s); fica em branco").Fill(what, m.country.Name, codes),
		abnd.T("also give the file of the indicator, or enter the value from a national source", "indique também o ficheiro do indicador, ou preencha com uma fonte nacional"))
}

func (m *maker) provenance(note abnd.Text) abnd.Provenance {
	return abnd.Provenance{Source: m.country.Source().ID, Confidence: abnd.High, Note: note}
}

// series is a series of the World Bank, all of whose years have passed.
func (m *maker) series(values map[abnd.Year]float64, note abnd.Text) abnd.Series {
	if len(values) == 0 {
		return abnd.Series{}
	}
	return abnd.Series{Values: values, LastActual: slices.Max(slices.Collect(maps.Keys(values))), Provenance: m.provenance(note)}
}

// level is nominal GDP of the last year that has one.
func (m *maker) level() abnd.Level {
	var last abnd.Year
	for year, x := range m.country.Series[nominalGDP] {
		if year >= m.first && x > 0 {
			last = max(last, year)
		}
	}
	if last == 0 {
		m.missing(abnd.T("GDP", "PIB"), nominalGDP)
		return abnd.Level{}
	}
	return abnd.Level{Figure: abnd.Known(m.country.Series[nominalGDP][last], last), Provenance: m.provenance(abnd.T("%s, current prices.", "%s, a preços correntes.").Fill(nominalGDP))}
}

// rate is a published rate as shares.
func (m *maker) rate(code string) map[abnd.Year]float64 {
	values := map[abnd.Year]float64{}
	for year, x := range m.country.Series[code] {
		if year >= m.first {
			values[year] = x / percent
		}
	}
	return values
}

// growth is that of a series of levels, or the published rate in the years in
// which a level or the one before it is not given.
func (m *maker) growth(levels, rate string, what, note abnd.Text) abnd.Series {
	values := m.rate(rate)
	grown := economy.Changes(m.country.Series[levels], m.first)
	if len(grown) == 0 {
		note = abnd.Same(rate + ".")
	}
	maps.Copy(values, grown)
	if len(values) == 0 {
		m.missing(what, levels+", "+rate)
	}
	return m.series(values, note)
}

func (m *maker) deflator(growth abnd.Series) abnd.Series {
	values, note := m.rate(deflatorGrowth), abnd.Same(deflatorGrowth+".")
	nominal := economy.Changes(m.country.Series[nominalGDP], m.first)
	for year, n := range nominal {
		if g, ok := growth.Values[year]; ok {
			values[year] = (1+n)/(1+g) - 1
			note = abnd.T("Growth of %s over real growth, so that chained GDP equals nominal GDP.", "Crescimento de %s sobre o crescimento real, para que o PIB encadeado seja o nominal.").Fill(nominalGDP)
		}
	}
	if len(values) == 0 {
		m.missing(abnd.T("growth of the GDP deflator", "crescimento do deflator do PIB"), nominalGDP+", "+deflatorGrowth)
	}
	return m.series(values, note)
}

// positive is a rate between currencies; one that is not above zero is none.
func (m *maker) positive(code string, note abnd.Text) abnd.Series {
	values := map[abnd.Year]float64{}
	for year, x := range m.country.Series[code] {
		if year >= m.first && x > 0 {
			values[year] = x
		}
	}
	return m.series(values, note)
}
