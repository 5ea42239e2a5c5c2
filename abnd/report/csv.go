package report

import (
	"github.com/openabnd/engine/scenarios"
)

// csvHeader is a contract with those who read the file. It does not change
// with the language.
var csvHeader = []string{"scenario", "guarantee", "benefit", "sex", "year", "measure", "unit", "value", "known"}

// CSV writes tidy rows with a header, every value with all its digits. Of a sum
// of which a part is not known the value is that of the rest, and known is
// "part"; else it is "all". What is not known has no row.
func CSV(out *CSVWriter, rows []scenarios.Row) error {
	out.header(csvHeader...)
	for _, r := range rows {
		out.write(textCell(r.Scenario), textCell(r.Guarantee), textCell(r.Benefit), textCell(r.Sex), countCell(r.Year),
			textCell(r.Measure), textCell(r.Unit), figureCell(r.Value), codeCell(r.Known))
	}
	return out.end()
}
