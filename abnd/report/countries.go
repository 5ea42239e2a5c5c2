package report

import (
	"bufio"
	"io"
	"slices"
	"strconv"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/scenarios"
)

// countryLabels name the measures of a comparison of countries.
var countryLabels = map[string]abnd.Text{
	scenarios.CountryPercentGDP:         abnd.T("Total cost, % of GDP", "Custo total, % do PIB"),
	scenarios.CountryPercentPovertyLine: abnd.T("What one benefit pays a month, % of the poverty line", "O que paga uma prestação por mês, % da linha de pobreza"),
}

// countriesInARow fit beside the guarantee and the year.
const (
	countriesInARow = 6
	countryWidth    = 10
)

// CountriesTable writes countries side by side for people to read, at most
// [Width] columns wide: each measure by scenario and guarantee, in the years
// of [TableYears].
func CountriesTable(w io.Writer, countries []scenarios.Country, chosen []string, lang abnd.Lang) error {
	t := table{lang: lang, out: bufio.NewWriter(w)}
	years := TableYears(scenarios.SharedYears(countries))
	type cell struct {
		country, scenario, guarantee, measure string
		year                                  abnd.Year
	}
	values := map[cell]float64{}
	for _, f := range scenarios.CompareCountries(countries, chosen) {
		values[cell{f.Country, f.Scenario, f.Guarantee, f.Measure, f.Year}] = f.Value
	}
	for _, c := range countries {
		t.note(abnd.T("%s: %s, compared with %s", "%s: %s, comparado com o %s").Fill(c.Name, c.Result.Study.Country.Name, c.Result.Study.GDPName), "", indent)
	}
	row := func(label, year string, cells []string) {
		line := padRight(label, labelWidth) + indent + padRight(year, yearWidth)
		for _, c := range cells {
			line += padLeft(c, countryWidth)
		}
		t.line(line)
	}
	for _, id := range chosen {
		for _, measure := range []string{scenarios.CountryPercentGDP, scenarios.CountryPercentPovertyLine} {
			for some := range slices.Chunk(countries, countriesInARow) {
				t.line("")
				t.note(abnd.T("%s (%s): %s", "%s (%s): %s").Fill(runName(countries[0].Result.Study, id), id, countryLabels[measure]), "", "")
				var heads []string
				for _, c := range some {
					heads = append(heads, cut(c.Name, countryWidth))
				}
				row("", "", heads)
				for _, g := range parts() {
					label := partName(g).In(lang)
					for _, year := range years {
						var cells []string
						for _, c := range some {
							text := notKnown
							if x, ok := values[cell{c.Name, id, string(g), measure, year}]; ok {
								text = formatNumber(x, 2, lang)
							}
							cells = append(cells, text)
						}
						row(label, strconv.Itoa(int(year)), cells)
						label = ""
					}
				}
			}
		}
	}
	t.line("")
	t.note(abnd.T("* … is not known, or nobody receives a benefit. Each country is compared with its own GDP and poverty line.", "* … não é conhecido, ou ninguém recebe uma prestação. Cada país compara-se com o seu próprio PIB e linha de pobreza."), "", indent)
	return t.out.Flush()
}

// countriesHeader is a contract with those who read the file.
var countriesHeader = []string{"country", "scenario", "guarantee", "year", "measure", "unit", "value"}

// CountriesCSV writes countries side by side in the manner of [CSV]: every
// figure of [scenarios.CompareCountries], all in percent.
func CountriesCSV(w io.Writer, figures []scenarios.CountryFigure) error {
	out := newCSV(w)
	if err := out.Write(countriesHeader); err != nil {
		return err
	}
	for _, f := range figures {
		if err := out.Write([]string{f.Country, f.Scenario, f.Guarantee, strconv.Itoa(int(f.Year)), f.Measure, string(scenarios.Percent), strconv.FormatFloat(f.Value, 'g', -1, 64)}); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

type jsonCountry struct {
	Country   string  `json:"country"`
	Scenario  string  `json:"scenario"`
	Guarantee string  `json:"guarantee"`
	Year      int     `json:"year"`
	Measure   string  `json:"measure"`
	Unit      string  `json:"unit"`
	Value     float64 `json:"value"`
}

// CountriesJSON writes the figures of [CountriesCSV] as an object, with the
// manifest of each country.
func CountriesJSON(w io.Writer, figures []scenarios.CountryFigure, manifests []Manifest) error {
	rows := jsonRows{name: "results"}
	for _, f := range figures {
		rows.rows = append(rows.rows, jsonCountry{f.Country, f.Scenario, f.Guarantee, int(f.Year), f.Measure, string(scenarios.Percent), f.Value})
	}
	return writeJSON(w, manifests, rows)
}
