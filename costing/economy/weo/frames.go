package weo

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/economy"
)

// percent turns the IMF's percentages into shares; deflators are indices with
// base 100.
const percent = 100

// Frames are the economy and the government accounts of a study, made of the
// IMF's series.
//
// Real growth is that of NGDP_R, and the deflator is nominal GDP over NGDP_R,
// so that the chained GDP of the study is nominal GDP in every year. Nominal
// GDP is NGDP where that equals NGDP_R × NGDP_D ÷ 100 within the rounding of
// the three. Where it does not, the IMF's real series leaves something out
// that NGDP holds, as with the offshore petroleum of Timor-Leste; GDP is then
// the product, and Partial is true.
//
// Revenue and expenditure are shares of the same GDP. PPP is PPPEX, the rate of
// purchasing power parity of the whole GDP, which may be missing: nothing is
// costed with it.
type Frames struct {
	economy.Frames
	Partial bool
}

// Frames makes the frames from the first year on. What the file does not give
// stays blank, with a warning.
func (c Country) Frames(first abnd.Year) (Frames, abnd.Diagnostics) {
	m := maker{country: c, first: first}
	f := Frames{Frames: economy.Frames{Source: c.Vintage.Source()}}
	nominal := m.nominal(&f.Partial)
	volume := c.Series["NGDP_R"].Values
	f.GDP = m.level(nominal, f.Partial)

	volume = m.from(volume, first-1)
	f.RealGrowth = m.growth("NGDP_R", volume, "NGDP_RPCH", abnd.T("real growth", "crescimento real"))
	f.RealGrowth.Note = m.note(abnd.T("Growth of NGDP_R.", "Crescimento de NGDP_R."), f.RealGrowth)
	f.DeflatorGrowth = m.deflator(nominal, volume)
	f.Inflation = m.growth("PCPI", m.from(c.Series["PCPI"].Values, first-1), "PCPIPCH", abnd.T("inflation", "inflação"))
	f.Inflation.Note = m.note(abnd.T("Growth of PCPI, period average.", "Crescimento de PCPI, média do período."), f.Inflation)
	f.PPP = m.parity()
	f.Revenue = m.share("GGR", nominal, f.Partial, abnd.T("revenue of general government", "receita pública"))
	f.Expenditure = m.share("GGX", nominal, f.Partial, abnd.T("expenditure of general government", "despesa pública"))
	return f, m.found
}

type maker struct {
	country Country
	first   abnd.Year
	found   abnd.Diagnostics
}

func (m *maker) missing(what abnd.Text, subjects string) {
	m.found.AddWarning("", "not-given", abnd.T("the file does not contain %s of %s (%s); it stays blank", "o ficheiro não contém %s, %s (%s); fica em branco").Fill(what, m.country.Name, subjects),
		abnd.T("enter it from a national source", "preencha com uma fonte nacional"))
}

func (m *maker) provenance(note abnd.Text) abnd.Provenance {
	return abnd.Provenance{Source: m.country.Vintage.Source().ID, Confidence: abnd.High, Note: note}
}

// from keeps the years from the first one on.
func (m *maker) from(values map[abnd.Year]float64, first abnd.Year) map[abnd.Year]float64 {
	kept := map[abnd.Year]float64{}
	for year, x := range values {
		if year >= first {
			kept[year] = x
		}
	}
	return kept
}

// roundedTo is the half unit of the last printed digit, in the unit of the
// file: the IMF prints three decimals.
const roundedTo = 0.0005

// discrepancy is what NGDP may differ from NGDP_R × NGDP_D beside rounding.
const discrepancy = 0.005

// nominal is GDP at current prices by year.
func (m *maker) nominal(partial *bool) map[abnd.Year]float64 {
	billions := scales["billions"]
	ngdp, volume, index := m.country.Series["NGDP"].Values, m.country.Series["NGDP_R"].Values, m.country.Series["NGDP_D"].Values
	product := map[abnd.Year]float64{}
	var apart []abnd.Year
	largest := 0.0
	for year, r := range volume {
		d, ok := index[year]
		if !ok {
			continue
		}
		product[year] = r * d / percent
		n, ok := ngdp[year]
		if !ok || year < m.first || !(n > 0) || !(r > 0) || !(d > 0) {
			continue
		}
		rounding := roundedTo*billions/n + roundedTo*billions/r + roundedTo/d
		if gap := math.Abs(n/product[year] - 1); gap > discrepancy+rounding {
			apart = append(apart, year)
			largest = max(largest, gap)
		}
	}
	if len(apart) == 0 {
		return ngdp
	}
	*partial = true
	slices.Sort(apart)
	m.found.AddWarning("", "partial-gdp", abnd.T("NGDP of %s differs from NGDP_R × NGDP_D ÷ 100 in %s, by at most %.0f%%: the real series excludes something, e.g. oil; the study uses the product as its GDP",
		"o NGDP de %s difere de NGDP_R × NGDP_D ÷ 100 em %s, no máximo %.0f %%: a série real deixa algo de fora, como o petróleo; o estudo usa o produto como PIB").Fill(m.country.Name, yearList(apart), largest*percent),
		abnd.T("enter the name of that GDP in GENERAL, e.g. \"non-oil GDP\", and check the level in ECO", "dê nome a esse PIB em GENERAL, como «PIB não petrolífero», e verifique o nível em ECO"))
	return product
}

func yearList(years []abnd.Year) string {
	if first, last := years[0], years[len(years)-1]; int(last-first) == len(years)-1 && len(years) > 1 {
		return fmt.Sprintf("%d-%d", first, last)
	} else if len(years) > 1 {
		return fmt.Sprintf("%d … %d", first, last)
	}
	return fmt.Sprint(int(years[0]))
}

// level hangs the whole series on its last actual year, or the nearest one
// that has a figure.
func (m *maker) level(nominal map[abnd.Year]float64, partial bool) abnd.Level {
	s := m.country.Series["NGDP"]
	var best abnd.Year
	for year, x := range nominal {
		if year < m.first || !(x > 0) {
			continue
		}
		if d, b := distance(year, s.LastActual), distance(best, s.LastActual); best == 0 || d < b || d == b && year > best {
			best = year
		}
	}
	if best == 0 {
		m.missing(abnd.T("GDP", "PIB"), "NGDP")
		return abnd.Level{}
	}
	l := abnd.Level{Figure: abnd.Known(nominal[best], best), Provenance: m.provenance(abnd.T("NGDP, current prices.", "NGDP, a preços correntes."))}
	if partial {
		l.Confidence = abnd.Medium
		l.Note = abnd.T("NGDP_R x NGDP_D / 100: NGDP is not this product in every year, because the real series leaves something out.",
			"NGDP_R x NGDP_D / 100: o NGDP não é este produto em todos os anos, porque a série real deixa algo de fora.")
	}
	if s.LastActual > 0 && best > s.LastActual {
		l.Confidence = abnd.Medium
		l.Note = abnd.T("%s The last actual year of the series is %d.", "%s O último ano observado da série é %d.").Fill(l.Note, int(s.LastActual))
	}
	return l
}

func distance(a, b abnd.Year) abnd.Year {
	if b == 0 { // the last actual year is not known: the latest figure
		return -a
	}
	return max(a-b, b-a)
}

// growth is that of a series of levels, or of the IMF's percentages where a
// level or the one before it is not given.
func (m *maker) growth(subject string, levels map[abnd.Year]float64, changes string, what abnd.Text) abnd.Series {
	s := abnd.Series{Values: map[abnd.Year]float64{}, LastActual: m.country.Series[subject].LastActual}
	for year, x := range m.country.Series[changes].Values {
		if year >= m.first {
			s.Values[year] = x / percent
		}
	}
	if s.LastActual == 0 {
		s.LastActual = m.country.Series[changes].LastActual
	}
	maps.Copy(s.Values, economy.Changes(levels, m.first))
	if len(s.Values) == 0 {
		m.missing(what, subject+", "+changes)
		return s
	}
	s.Provenance = m.provenance(abnd.Text{})
	return s
}

// deflator is the growth of nominal over real GDP.
func (m *maker) deflator(nominal, volume map[abnd.Year]float64) abnd.Series {
	index := map[abnd.Year]float64{}
	for year, r := range volume {
		if n, ok := nominal[year]; ok && r > 0 {
			index[year] = n / r
		}
	}
	s := abnd.Series{Values: map[abnd.Year]float64{}, LastActual: min(m.country.Series["NGDP"].LastActual, m.country.Series["NGDP_R"].LastActual)}
	maps.Copy(s.Values, economy.Changes(index, m.first))
	if len(s.Values) == 0 {
		m.missing(abnd.T("growth of the GDP deflator", "crescimento do deflator do PIB"), "NGDP, NGDP_R")
		return s
	}
	s.Provenance = m.provenance(abnd.Text{})
	s.Note = m.note(abnd.T("Growth of nominal GDP over growth of NGDP_R, so that chained GDP equals nominal GDP.",
		"Crescimento do PIB nominal sobre o de NGDP_R, para que o PIB encadeado seja o nominal."), s)
	return s
}

// share is a government account over GDP.
func (m *maker) share(subject string, nominal map[abnd.Year]float64, partial bool, what abnd.Text) abnd.Series {
	of := m.country.Series[subject]
	s := abnd.Series{Values: map[abnd.Year]float64{}, LastActual: of.LastActual}
	note := abnd.T("%s over GDP.", "%s sobre o PIB.").Fill(subject)
	for year, x := range m.from(of.Values, m.first) {
		if n, ok := nominal[year]; ok && n > 0 {
			s.Values[year] = x / n
		}
	}
	if ratio := m.country.Series[subject+"_NGDP"]; len(s.Values) == 0 && !partial {
		note, s.LastActual = abnd.Same(subject+"_NGDP."), ratio.LastActual
		for year, x := range m.from(ratio.Values, m.first) {
			s.Values[year] = x / percent
		}
	}
	if len(s.Values) == 0 {
		m.missing(what, subject)
		return s
	}
	s.Provenance = m.provenance(abnd.Text{})
	if partial {
		s.Confidence = abnd.Medium
		note = abnd.T("%s It differs from %s_NGDP where NGDP differs from that GDP.", "%s Difere de %s_NGDP onde o NGDP difere desse PIB.").Fill(note, subject)
	}
	s.Note = m.note(note, s)
	return s
}

// parity is national currency for an international dollar, as published. A rate
// that is not above zero is none.
func (m *maker) parity() abnd.Series {
	of := m.country.Series["PPPEX"]
	s := abnd.Series{Values: map[abnd.Year]float64{}, LastActual: of.LastActual}
	for year, x := range m.from(of.Values, m.first) {
		if x > 0 {
			s.Values[year] = x
		}
	}
	if len(s.Values) > 0 {
		s.Provenance = m.provenance(abnd.Text{})
		s.Confidence = abnd.Medium // carried on between the rounds of price comparison
		s.Note = m.note(abnd.T("PPPEX: implied conversion rate of purchasing power parity.", "PPPEX: taxa implícita de conversão em paridade do poder de compra."), s)
	}
	return s
}

func (m *maker) note(what abnd.Text, s abnd.Series) abnd.Text {
	if last, ok := s.LastPublished(); ok && s.LastActual > 0 && last > s.LastActual {
		return abnd.T("%s Projections of the IMF from %d.", "%s Projecções do FMI a partir de %d.").Fill(what, int(s.LastActual)+1)
	}
	return what
}
