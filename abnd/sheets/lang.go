package sheets

import (
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
)

// LangOf is the language in which the labels of a workbook were written; false
// where its sheet GENERAL has none that tells.
func LangOf(grids []Grid) (abnd.Lang, bool) {
	labels := map[string]abnd.Text{}
	for _, r := range generalRows() {
		labels[r.key] = r.label
	}
	count := map[abnd.Lang]int{}
	for _, cells := range rowsOfGeneral(grids) {
		if len(cells) < 2 {
			continue
		}
		label, ok := labels[cells[0].Text]
		switch text := cells[1].Text; {
		case !ok || label.EN == label.PT || !label.Reads(text):
		case strings.EqualFold(text, label.EN):
			count[abnd.English]++
		default:
			count[abnd.Portuguese]++
		}
	}
	switch en, pt := count[abnd.English], count[abnd.Portuguese]; {
	case en > pt:
		return abnd.English, true
	case pt > en:
		return abnd.Portuguese, true
	}
	return "", false
}

// CountryOf is the code of the country in the sheet GENERAL, blank without one.
func CountryOf(grids []Grid) string {
	for _, cells := range rowsOfGeneral(grids) {
		key := slices.IndexFunc(cells, func(c Raw) bool { return c.Text == countryKey })
		if key < 0 {
			continue
		}
		for _, after := range cells[key+1:] {
			if code := strings.TrimSpace(after.Text); len(code) == len("TLS") && strings.ToUpper(code) == code {
				return code
			}
		}
	}
	return ""
}

// rowsOfGeneral are the rows of the sheet GENERAL as they stand, before it is
// read.
func rowsOfGeneral(grids []Grid) [][]Raw {
	i := slices.IndexFunc(grids, func(g Grid) bool { return g.Code == General })
	if i < 0 {
		return nil
	}
	return grids[i].Rows
}
