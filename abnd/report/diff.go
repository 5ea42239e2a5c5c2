package report

import (
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/scenarios"
)

// Diff is two studies side by side: which inputs differ, and the results of
// both.
type Diff struct {
	FromName, ToName string
	Inputs           []ChangedInput
	From, To         *scenarios.Result
	// Scenarios are those to compare, and packages by their id and name; both
	// studies have them.
	Scenarios []abnd.Scenario
}

// ChangedInput is an input that differs, with where it stands.
type ChangedInput struct {
	sheets.Change
	// Place is the cell as in "BENEFITS!E26": of the new file, or of the old
	// one where InOld says so. It is blank where no file is known.
	Place string
	InOld bool
}

// Cell is the place without the sheet: "E26".
func (c ChangedInput) Cell() string {
	return c.Place[strings.LastIndex(c.Place, "!")+1:]
}

// unit of the values, as CSV and JSON hold them; blank where there is none.
func (c ChangedInput) unit(currency string) string {
	switch c.Format {
	case sheets.Share:
		return "share"
	case sheets.Money:
		return currency
	case sheets.Persons:
		return string(scenarios.Persons)
	case sheets.YearNo:
		return "year"
	}
	return ""
}

// years are those that both results have.
func (d Diff) years() abnd.Years {
	a, b := d.From.Study.Projection, d.To.Study.Projection
	return abnd.Years{First: max(a.First, b.First), Last: min(a.Last, b.Last)}
}

// part is a scenario's guarantee, or its total.
type part struct{ scenario, guarantee string }

// compare lists the figures of a measure by part, also equal ones.
func (d Diff) compare(measure scenarios.MeasureCode) map[part][]scenarios.Difference {
	by := map[part][]scenarios.Difference{}
	all, found := scenarios.Compare(d.From, d.To, measure)
	if found != nil {
		panic("report: " + found.Error()) // the measures above exist
	}
	for _, x := range all {
		p := part{x.Scenario, x.Guarantee}
		by[p] = append(by[p], x)
	}
	return by
}

// results lists what differs: by scenario, guarantee, measure and year.
func (d Diff) results() []scenarios.Difference {
	measures := []map[part][]scenarios.Difference{d.compare(peopleMeasure), d.compare(householdMeasure), d.compare(costMeasure), d.compare(percentMeasure)}
	var all []scenarios.Difference
	for _, s := range d.Scenarios {
		for _, g := range scenarios.Parts() {
			for _, m := range measures {
				for _, x := range m[part{s.ID, string(g)}] {
					if x.Differs() {
						all = append(all, x)
					}
				}
			}
		}
	}
	return all
}

// diffHeader is a public format: its names do not change.
var diffHeader = []string{"kind", "sheet", "cell", "path", "label", "scenario", "guarantee", "year", "measure", "unit", "old", "new", "known"}

// DiffRecords are a diff in the same format as [ResultRecords], with two kinds of
// records:
//
//   - "input" is a changed input: sheet, cell, path and label say which. Its
//     label is English in every language. Shares are fractions, texts as they
//     are, and a blank cell, or one that a study does not have, is empty. The cell is
//     the new file's, or the old one's where the new file has no such input; it
//     is empty for an embedded profile.
//   - "result" is a figure that differs: scenario, guarantee ("all" and
//     "income-security" for the sums), year and measure say which, with
//     beneficiaries, households, total_cost and percent_gdp as measures; known is
//     "part" where one of the two is a lower bound, and else "all". What differs by the rounding of the arithmetic
//     alone, less than one part in 10¹¹, does not differ.
//
// The columns of the other kind are empty, but for unit, old and new.
func DiffRecords(d Diff) Records {
	return Records{diffHeader, func(yield func(...Field)) {
		currency := d.To.Study.Country.Currency
		for _, c := range d.Inputs {
			yield(textCell("input"), textCell(c.Sheet), textCell(c.Cell()), codeCell(c.Path), textCell(c.Label.In(abnd.English)),
				blankCell, blankCell, blankCell, blankCell, textCell(c.unit(currency)), valueCell(c.Old), valueCell(c.New), blankCell)
		}
		for _, r := range d.results() {
			yield(textCell("result"), blankCell, blankCell, blankCell, blankCell, textCell(r.Scenario), textCell(r.Guarantee),
				countCell(r.Year), codeCell(r.Measure), textCell(r.Unit), figureCell(r.Old), figureCell(r.New), codeCell(r.Known()))
		}
	}}
}

// jsonInput is a [ChangedInput] with the names of the CSV's columns. Old and
// New are a number, a text, or null for a blank.
type jsonInput struct {
	Sheet string       `json:"sheet"`
	Cell  string       `json:"cell"`
	Path  string       `json:"path"`
	Label ManifestText `json:"label"`
	Unit  string       `json:"unit"`
	Old   any          `json:"old"`
	New   any          `json:"new"`
}

type jsonDifference struct {
	Scenario  string                `json:"scenario"`
	Guarantee string                `json:"guarantee"`
	Year      int                   `json:"year"`
	Measure   scenarios.MeasureCode `json:"measure"`
	Unit      string                `json:"unit"`
	Old       float64               `json:"old"`
	New       float64               `json:"new"`
	Known     string                `json:"known"`
}

// DiffTree is a diff as an object: the manifests of both studies, the changed
// inputs and the results that differ, one per line. They are those of
// [DiffRecords], with the label in every language and null for a blank.
func DiffTree(d Diff, from, to Manifest) Tree {
	var inputs, results []any
	currency := d.To.Study.Country.Currency
	for _, c := range d.Inputs {
		inputs = append(inputs, jsonInput{c.Sheet, c.Cell(), string(c.Path), manifestText(c.Label, d.To.Study.Country.ISO3), c.unit(currency),
			jsonValue(c.Old), jsonValue(c.New)})
	}
	for _, r := range d.results() {
		results = append(results, jsonDifference{r.Scenario, r.Guarantee, int(r.Year), r.Measure, r.Unit, r.Old, r.New, string(r.Known())})
	}
	head := struct {
		From Manifest `json:"from"`
		To   Manifest `json:"to"`
	}{from, to}
	return treeOf(head, jsonRows{name: "inputs", rows: inputs}, jsonRows{name: "results", rows: results})
}

func jsonValue(v abnd.Value) any {
	if x, ok := v.Number(); ok {
		return x
	}
	if code, ok := v.Code(); ok {
		return code
	}
	return nil
}

// sheetsOf lists the sheets that have changes, in their order, each with its
// changes.
func (d Diff) sheetsOf() [][]ChangedInput {
	var all [][]ChangedInput
	for _, code := range sheets.Names() {
		of := slices.DeleteFunc(slices.Clone(d.Inputs), func(c ChangedInput) bool { return c.Sheet != code })
		if len(of) > 0 {
			all = append(all, of)
		}
	}
	return all
}
