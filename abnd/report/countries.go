package report

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// countriesInARow stand beside one another.
const countriesInARow = 6

// Countries are countries side by side: what each is compared with, then each
// measure by scenario and guarantee, in the years of [TableYears].
func Countries(countries []scenarios.Country, chosen []string) Document {
	t := countriesTable{countries: countries, values: map[countryCell]scenarios.CountryFigure{}}
	for _, f := range scenarios.CompareCountries(countries, chosen) {
		t.values[countryCell{f.Country, f.Scenario, f.Guarantee, f.Measure, f.Year}] = f
	}
	for _, c := range countries {
		t.basis(c)
	}
	for _, id := range chosen {
		for _, m := range scenarios.CountryMeasures() {
			if !t.has(id, m.Code) {
				continue
			}
			for some := range slices.Chunk(countries, countriesInARow) {
				t.measure(id, m, some)
			}
		}
	}
	t.section(abnd.Text{})
	for _, note := range countryNotes {
		t.note(note)
	}
	return t.Document
}

// countryNotes say what the columns mean.
var countryNotes = []abnd.Text{
	abnd.T("… = not available, or no recipients. Each country is compared with its own GDP and poverty line. As poverty lines are defined in different ways, these percentages show the value of a benefit within the country, not which country pays more.",
		"… = não disponível, ou sem beneficiários. Cada país compara-se com o seu próprio PIB e linha de pobreza. Como as linhas de pobreza se definem de modos diferentes, estas percentagens mostram o valor de uma prestação no país, e não que país paga mais."),
	abnd.T("≥ is a lower bound: data are missing for a part of the cost, or for some provisions. Coverage refers to the population groups of each study; a person in two groups is counted twice.",
		"≥ é um limite inferior: faltam dados de uma parcela do custo, ou de alguns regimes ou prestações. A cobertura refere-se aos grupos da população de cada estudo; uma pessoa em dois grupos é contada duas vezes."),
	abnd.T("Monthly benefit: average of the benefits with recipients, per beneficiary (counted per benefit). International dollars: constant base-year prices (consumer prices), purchasing power parity of GDP in that year.",
		"Prestação mensal: média das prestações com beneficiários, por beneficiário (contado por prestação). Dólares internacionais: preços constantes do ano-base (preços no consumidor), paridade de poder de compra do PIB nesse ano."),
}

// countriesTable is countries side by side.
type countriesTable struct {
	builder
	countries []scenarios.Country
	values    map[countryCell]scenarios.CountryFigure
}

type countryCell struct {
	country, scenario, guarantee string
	measure                      scenarios.MeasureCode
	year                         abnd.Year
}

// basis says what the figures of a country are compared with.
func (t *countriesTable) basis(c scenarios.Country) {
	study := c.Result.Study
	t.hang(abnd.T("%s: %s, compared with %s. %s %s", "%s: %s, comparado com o %s. %s %s").
		Fill(c.Name, study.Country.Name, study.GDPName, t.povertyLine(study), t.parity(c.Result)))
}

func (t *countriesTable) povertyLine(study *abnd.Study) abnd.Text {
	line := study.Economy.PovertyLine
	if !line.Known {
		return abnd.T("Poverty line: not available.", "Linha de pobreza: não disponível.")
	}
	text := abnd.T("Poverty line: %s %s per person per month, %d", "Linha de pobreza: %s %s por pessoa e mês, de %d").
		Fill(t.amount(line.Value), study.Country.Currency, int(line.Figure.Year))
	if i := costing.BenchmarkIndexList.Index(line.Index); i >= 0 && line.Index != costing.IndexNone {
		text = abnd.T("%s, indexed to: %s", "%s, indexada a: %s").Fill(text, costing.BenchmarkIndexList.Codes[i].Label)
	}
	if line.Confidence == abnd.Assumption {
		text = abnd.T("%s; an assumption", "%s; um pressuposto").Fill(text)
	}
	return abnd.T("%s.", "%s.").Fill(text)
}

func (t *countriesTable) parity(r *scenarios.Result) abnd.Text {
	rate, known := r.PPP()
	if !known {
		return abnd.T("Purchasing power parity of %d: not available.", "Paridade de poder de compra de %d: não disponível.").Fill(int(r.Study.PriceYear))
	}
	return abnd.T("An international dollar of %d: %s %s.", "Um dólar internacional de %d: %s %s.").Fill(int(r.Study.PriceYear), t.amount(rate), r.Study.Country.Currency)
}

// amount writes a sum of money with two decimals, with more below one.
func (t *countriesTable) amount(x float64) abnd.Text {
	decimals := 2
	if x < 1 {
		decimals = 3
	}
	return numberText(x, decimals)
}

// hasPart reports whether a measure has any figure of a guarantee, or of a sum
// over them. Of a guarantee that has none the table says so.
func (t *countriesTable) hasPart(scenario string, measure scenarios.MeasureCode, g abnd.Guarantee) bool {
	if g.Valid() {
		return true
	}
	for cell := range t.values {
		if cell.scenario == scenario && cell.measure == measure && cell.guarantee == string(g) {
			return true
		}
	}
	return false
}

// has reports whether a measure has any figure.
func (t *countriesTable) has(scenario string, measure scenarios.MeasureCode) bool {
	for cell := range t.values {
		if cell.scenario == scenario && cell.measure == measure {
			return true
		}
	}
	return false
}

func (t *countriesTable) measure(id string, m scenarios.Measure, some []scenarios.Country) {
	label := m.Label
	if m.Unit == scenarios.InternationalDollars {
		label = abnd.T("%s of %d", "%s de %d").Fill(label, int(some[0].Result.Study.PriceYear))
	}
	table := &Table{Name: "countries", Columns: make([]Column, 2)}
	for _, c := range some {
		table.Columns = append(table.Columns, Column{Head: abnd.Same(c.Name)})
	}
	for _, g := range scenarios.Parts() {
		label := partName(g)
		if !t.hasPart(id, m.Code, g) {
			continue // nobody counts people over the guarantees
		}
		for _, year := range TableYears(scenarios.SharedYears(t.countries)) {
			cells := []Cell{words(label), yearOf(year)}
			for _, c := range some {
				cell := unknownCell
				if f, ok := t.values[countryCell{c.Name, id, string(g), m.Code, year}]; ok {
					cell = figure(Number, f.Value, f.Known(), decimals(2))
				}
				cells = append(cells, cell)
			}
			table.row(cells...)
			label = abnd.Text{}
		}
	}
	t.section(abnd.T("%s (%s): %s", "%s (%s): %s").Fill(runName(t.countries[0].Result.Study, id), id, label), table)
}

// countriesHeader is a public format: its names do not change.
var countriesHeader = []string{"country", "scenario", "guarantee", "year", "measure", "unit", "value", "known"}

// CountriesRecords are countries side by side in the same format as
// [ResultRecords]: every figure of [scenarios.CompareCountries]; known is
// "part" where it is a lower bound, as in [ResultRecords].
func CountriesRecords(figures []scenarios.CountryFigure) Records {
	return Records{countriesHeader, func(yield func(...Field)) {
		for _, f := range figures {
			yield(textCell(f.Country), textCell(f.Scenario), textCell(f.Guarantee), countCell(f.Year), codeCell(f.Measure), textCell(f.Unit),
				figureCell(f.Value), codeCell(f.Known()))
		}
	}}
}

// jsonBasis is what the figures of a country are compared with.
type jsonBasis struct {
	Country     string           `json:"country"`
	GDP         ManifestText     `json:"gdp"`
	Currency    string           `json:"currency"`
	PovertyLine *jsonPovertyLine `json:"poverty_line"`
	PriceYear   int              `json:"price_year"`
	PPPRate     *float64         `json:"ppp_rate"` // in the price year
}

type jsonPovertyLine struct {
	Value      float64 `json:"value"` // a person and month
	Year       int     `json:"year"`
	Index      string  `json:"index"`
	Source     string  `json:"source"`
	Confidence string  `json:"confidence"`
}

func newBasis(c scenarios.Country) jsonBasis {
	study := c.Result.Study
	b := jsonBasis{Country: c.Name, GDP: manifestText(study.GDPName, study.Country.ISO3), Currency: study.Country.Currency, PriceYear: int(study.PriceYear)}
	if l := study.Economy.PovertyLine; l.Known {
		b.PovertyLine = &jsonPovertyLine{l.Value, int(l.Figure.Year), l.Index, l.Source, string(l.Confidence)}
	}
	if rate, known := c.Result.PPP(); known {
		b.PPPRate = &rate
	}
	return b
}

// CountriesTree is the figures of [CountriesRecords] as an object, with the
// manifest of each country and what its figures are compared with.
func CountriesTree(countries []scenarios.Country, figures []scenarios.CountryFigure, manifests []Manifest) Tree {
	bases := jsonRows{name: "countries"}
	for _, c := range countries {
		bases.rows = append(bases.rows, newBasis(c))
	}
	return treeOf(manifests, bases, recordsIn("results", CountriesRecords(figures)))
}
