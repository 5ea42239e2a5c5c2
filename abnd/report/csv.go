package report

import (
	"io"
	"strconv"

	"github.com/openabnd/engine/scenarios"
)

// csvHeader is a contract with those who read the file. It does not change
// with the language.
var csvHeader = []string{"scenario", "guarantee", "benefit", "sex", "year", "measure", "unit", "value"}

// CSV writes tidy rows as RFC 4180 CSV in UTF-8 with a header, a decimal
// point and every digit that the value has.
//
// Lines end in LF and not in the CRLF of the RFC: every reader of CSV takes
// both, and LF is what R, pandas and version control expect, so that two
// results can be compared line by line on any system.
//
// A text that a spreadsheet would take for a formula has an apostrophe before
// it, here and in every other CSV of this package: see [Inert].
func CSV(w io.Writer, rows []scenarios.Row) error {
	out := newCSV(w)
	if err := out.Write(csvHeader); err != nil {
		return err
	}
	for _, r := range rows {
		record := []string{
			r.Scenario, r.Guarantee, r.Benefit, r.Sex, strconv.Itoa(int(r.Year)), r.Measure, r.Unit,
			strconv.FormatFloat(r.Value, 'g', -1, 64),
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
