package workbook

import (
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/scenarios"
)

// screenPoints is about what a screen of 900 pixels leaves to the rows of a sheet.
const screenPoints = 700 * 72 / 96

// resultPages are the pages of the results of a country in a language.
func resultPages(t *testing.T, code string, lang abnd.Lang) []*paper.Page {
	t.Helper()
	result, found := scenarios.Run(studies.Load(t, code))
	if result == nil {
		t.Fatal(found)
	}
	b, _, err := resultBook(result, Options{Lang: lang, Version: "test", InputName: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return b.pages
}

// rowsHeight is how high the rows of a page are from one to another, both included.
func rowsHeight(p *paper.Page, from, to int) float64 {
	sum := 0.0
	for at := from; at <= to; at++ {
		height := paper.LineHeight
		if i := slices.IndexFunc(p.Rows, func(r paper.Row) bool { return r.At == at }); i >= 0 {
			if p.Rows[i].Hidden {
				continue
			}
			if p.Rows[i].Height > 0 {
				height = p.Rows[i].Height
			}
		}
		sum += height
	}
	return sum
}

// What stays in view above the figures leaves most of a screen to them, however long
// the notes of a sheet are; and growth and deflator of ECO, whose notes are long,
// are on its first screen. The oracle is the size of a screen.
func TestHeadsLeaveTheScreenToTheFigures(t *testing.T) {
	const most = 0.45
	for code, lang := range map[string]abnd.Lang{"TLS": abnd.English, "MOZ": abnd.Portuguese} {
		for _, p := range resultPages(t, code, lang) {
			if frozen := rowsHeight(p, 1, p.FrozenRows); frozen > most*screenPoints {
				t.Errorf("%s, %s: %v points of %v stay in view", code, p.Name, frozen, screenPoints)
			}
			if p.Name != sheets.Economy {
				continue
			}
			deflator := slices.IndexFunc(p.Rows, func(r paper.Row) bool { return len(r.Cells) > 0 && r.Cells[0].Value == "deflator_growth" })
			if high := rowsHeight(p, 1, p.Rows[deflator].At); high > screenPoints {
				t.Errorf("%s: the deflator ends %v points down the sheet", code, high)
			}
		}
	}
}

// Rows of people from an age on give the age, in the words of the file. The oracle is
// the bands of Timor-Leste's social pension: 60, 70 and 80.
func TestRangesOfAgesGiveTheirAges(t *testing.T) {
	for _, p := range resultPages(t, "TLS", abnd.English) {
		if p.Name != benefitSheetPrefix+"1" {
			continue
		}
		var labels []string
		for _, r := range p.Rows {
			for _, c := range r.Cells[:min(len(r.Cells), nameColumn)] {
				if s, ok := c.Value.(string); ok {
					labels = append(labels, s)
				}
			}
		}
		for _, want := range []string{
			"People from an age on, range 1, female (60 and over)",
			"People from an age on, range 2, female (70 and over)",
			"People from an age on, range 7, male (70 and over) (80 and over)",
			"People from an age on, range 4, male", // of a band that the register does not have
		} {
			if !slices.Contains(labels, want) {
				t.Errorf("no row is called %q: %s", want, strings.Join(labels[:min(len(labels), 20)], "; "))
			}
		}
	}
}

// A first page of print is not left nearly blank for a block that does not fit on it.
// The oracle is how many rows a page takes.
func TestFirstPagesAreNotNearlyBlank(t *testing.T) {
	const least = 0.4
	for _, p := range resultPages(t, "MOZ", abnd.English) {
		if len(p.Breaks) == 0 || !strings.HasPrefix(p.Name, fiscalSheet) && p.Name != afterSheet {
			continue
		}
		rows := rowsHeight(p, 1, p.Breaks[0]-1) / paper.LineHeight
		if page := paper.RowsOfPage(p.PageWidth()); rows < least*page {
			t.Errorf("%s: the first page has %v rows of %v", p.Name, rows, page)
		}
	}
}
