package workbook

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
)

// Oracle: the study itself, laid out again. Whether a workbook has its columns as
// text files have them, as it is arranged for reading, or in an order of nobody's,
// the study in it is the same.
func TestAnyOrderOfColumnsReadsTheSame(t *testing.T) {
	proofs.OfAll(t)
	for i, code := range shippedCodes() {
		study := studies.Load(t, code)
		want := sheets.Write(study)
		for _, lang := range abnd.Langs()[i%2 : i%2+1] { // both, by turns
			plain := sheets.InLanguage(sheets.Write(study), lang)
			for name, list := range map[string][]sheets.Sheet{
				"as text files have them": plain, "for reading": sheets.ForReading(plain), "backwards": backwards(plain),
			} {
				_, data := written(t, list, metaOf(study, Options{Lang: lang}))
				in, found := Read(data, "a.xlsx")
				if found.HasErrors() {
					t.Fatalf("%s, columns %s: %v", code, name, found)
				}
				if diff := cmp.Diff(want, sheets.Write(in.Study), cmp.Comparer(func(a, b abnd.Value) bool { return a == b })); diff != "" {
					t.Errorf("%s, columns %s: want -, got +\n%.2000s", code, name, diff)
				}
			}
		}
	}
}

// backwards are sheets whose columns after the first stand in the order from the
// last to the second.
func backwards(list []sheets.Sheet) []sheets.Sheet {
	out := slices.Clone(list)
	for i := range out {
		out[i].Columns = slices.Clone(out[i].Columns)
		slices.Reverse(out[i].Columns[1:])
		out[i].Rows = slices.Clone(out[i].Rows)
		for r := range out[i].Rows {
			out[i].Rows[r] = slices.Clone(out[i].Rows[r])
			slices.Reverse(out[i].Rows[r][1:])
		}
	}
	return out
}

// The first screen of an input sheet has its figures: what comes before the first
// column of figures, and it, go on a screen of 1600 pixels, which holds so many
// characters; and what stays in view does so whatever the length of its texts.
func TestFiguresAreOnTheFirstScreen(t *testing.T) {
	proofs.NotShort(t)
	const screen = 1600.0 / 7.5
	for _, code := range shippedCodes() {
		study := studies.Load(t, code)
		for _, lang := range abnd.Langs() {
			b, err := newBook(sheets.ForReading(sheets.InLanguage(sheets.Write(study), lang)), metaOf(study, Options{Lang: lang}))
			if err != nil {
				t.Fatal(err)
			}
			for i, p := range b.pages {
				s := b.inputs[i]
				width, frozen := 0.0, 0.0
				for j := range s.Columns {
					if slices.Contains(p.Hidden, j+1) {
						continue
					}
					width += p.Widths[j]
					if j < p.FrozenCols {
						frozen += p.Widths[j]
					}
					if s.Columns[j].Key == "source" && j > 0 && s.Columns[j-1].Key == "unit" {
						t.Errorf("%s, %s: the source comes before the figures", code, s.Code)
					}
					if _, byYear := yearOf(s.Columns[j]); byYear || s.Columns[j].Key == "value" {
						if width > screen {
							t.Errorf("%s, %s: the first figure ends at %v characters", code, s.Code, width)
						}
						break
					}
				}
				if frozen > paper.WidestFrozen {
					t.Errorf("%s, %s: %v characters stay in view", code, s.Code, frozen)
				}
			}
		}
	}
}

func yearOf(c sheets.Column) (string, bool) {
	return c.Key, len(c.Key) == 4 && strings.Trim(c.Key, "0123456789") == ""
}

// Every code of a list has beside it what it means, in the words of the list.
func TestCodesHaveTheirMeaning(t *testing.T) {
	study := studies.Load(t, "TLS")
	for _, s := range sheets.ForReading(sheets.Write(study)) {
		for j, c := range s.Columns {
			if c.Format != sheets.Code || c.List == nil || c.Hidden {
				continue
			}
			said := slices.IndexFunc(s.Columns, func(m sheets.Column) bool { return slices.Contains(m.Means, c.Key) })
			if said != j+1 {
				t.Errorf("%s: what %s means is in column %d, not beside column %d", s.Code, c.Key, said, j)
				continue
			}
			for _, row := range s.Rows {
				code, _ := row[j].Value.Code()
				if at := c.List.Index(code); at >= 0 && row[said].Label != c.List.Codes[at].Label {
					t.Errorf("%s: %s is said to mean %v", s.Code, code, row[said].Label)
				}
			}
		}
	}
}

// Oracle: LibreOffice. A text is typed into a cell for a number: no sum of the
// results is an error, and CHECKS names the cell.
func TestATextInANumberCellNamesItself(t *testing.T) {
	proofs.OfAll(t)
	lo := newLibreOffice(t)
	study := studies.Load(t, "CPV")
	study.Projection.Last = study.Projection.First + 3
	study.DropLevers()
	books, where := map[string][]byte{}, map[string]address.Ref{}
	spot := address.Ref{}
	for name, path := range map[string]abnd.Path{
		"growth": abnd.JoinPath("economy", "real_growth", "2024"),
		"level":  abnd.JoinPath("economy", "gdp", "level"),
	} {
		b, w := laidOut(t, study)
		at, ok := b.address(path)
		if !ok {
			t.Fatalf("there is no cell of %s", path)
		}
		if spot, ok = w.textInNumberCell(); !ok {
			t.Fatal("CHECKS names no text")
		}
		typed(t, b, at, "3,x")
		books[name], where[name] = poisoned(t, b), at
	}
	light := address.Ref{Sheet: SummarySheet, Col: lightsColumn, Row: lightAtRow}
	for name, computed := range lo.recalculate(t, books) {
		at := where[name].String()
		if got, want := computed[spot].Text, at+" holds a text"; got != want {
			t.Errorf("CHECKS says %q, want %q", got, want)
		}
		if got, want := computed[light].Text, at+" holds a text: results treat it as no data. Enter a number; see CHECKS →"; got != want {
			t.Errorf("SUMMARY says %q, want %q", got, want)
		}
		for at, c := range computed {
			if at.Sheet == SumSheet && c.Kind == sheets.RawError && name == "growth" {
				t.Errorf("%s: %s shows %s", name, at, c.Text)
			}
		}
	}
}

// A cell of a result sheet that holds an error looks like a blank one, on whatever
// sheet: a text in the place of the GDP makes errors of what is a share of it.
func TestErrorsOfResultsAreNotSeen(t *testing.T) {
	proofs.NotShort(t)
	data := results(t, loadShort(t), abnd.English)
	parts := proofs.Parts(t, data)
	for i, name := range allNames(t, data) {
		seen := !strings.Contains(parts[fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)], "ISERROR(A6)")
		if want := !slices.Contains([]string{SummarySheet, SumSheet, chartsSheet, PrintSheet, FichesSheet, fiscalSheet, ImpactSheet, CoverageSheet, gapsSheet, afterSheet, lifeCycleSheet, matrixSheet}, name); seen != want {
			t.Errorf("errors on %s are seen: %v", name, seen)
		}
	}
}

// Oracle: LibreOffice, and a count by hand. The lights of START follow what is
// filled in.
func TestStartFollowsWhatIsFilledIn(t *testing.T) {
	proofs.OfAll(t)
	lo := newLibreOffice(t)
	write := func(study *abnd.Study) (*book, []byte) {
		inputs := sheets.ForReading(sheets.Write(study))
		b, err := newBook(inputs, metaOf(study, Options{Lang: abnd.English}))
		if err != nil {
			t.Fatal(err)
		}
		b.guided = true
		data, err := b.bytes()
		if err != nil {
			t.Fatal(err)
		}
		return b, data
	}
	b, blank := write(country.Blank())
	page := b.startPage()
	filled := country.Blank()
	filled.Country.ISO3, filled.Country.Name = "XKX", abnd.Same("Somewhere")
	_, half := write(filled)
	computed := lo.recalculate(t, map[string][]byte{"blank": blank, "half": half})
	for _, r := range page.Rows {
		for i, c := range r.Cells {
			if c.Formula == "" {
				continue
			}
			at := address.Ref{Sheet: startSheet, Col: i + 1, Row: r.At}
			if got := computed["blank"][at]; got.Text != c.Value && got.Number != c.Value {
				t.Errorf("%s shows %+v, want %v", at, got, c.Value)
			}
		}
	}
	light := address.Ref{Sheet: startSheet, Col: startLightColumn, Row: paper.FirstDataRow + 1}
	if got := computed["blank"][light].Text; got != "still empty: 3 of 3" {
		t.Errorf("the light of the country shows %q", got)
	}
	if got := computed["half"][light].Text; got != okText {
		t.Errorf("the light of a named country shows %q", got)
	}
}
