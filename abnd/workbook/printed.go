package workbook

import (
	"slices"

	"github.com/openabnd/engine/scenarios"
)

// Printed writes a results workbook of which only what is printed for a workshop
// is shown: SUMMARY, where there is one, and PRINT, and with the fiches FICHES. The
// other sheets are there and hidden, so that a program that prints every sheet that it
// shows, as LibreOffice does, prints these.
func Printed(result *scenarios.Result, opts Options, fiches bool) ([]byte, error) {
	b, _, err := resultBook(result, opts)
	if err != nil {
		return nil, err
	}
	b.only = printedSheets(fiches)
	return b.bytes()
}

// printedSheets are those of the workshop set, in the order in which they are
// printed.
func printedSheets(fiches bool) []string {
	all := []string{SummarySheet, PrintSheet, FichesSheet}
	if !fiches {
		all = slices.Delete(all, len(all)-1, len(all))
	}
	return all
}
