package workbook

import (
	"bytes"
	"encoding/xml"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/abnd/workbook/reader"
	"github.com/openabnd/engine/costing/model"
)

var moves = &model.List{Name: "moves", Codes: []model.ListCode{{Code: "cpi", Label: abnd.T("prices", "preços")}, {Code: "none", Label: abnd.T("none", "nenhum")}}}

// sample is a small book with every kind of cell.
func sample() []sheets.Sheet {
	input := func(path abnd.Path, v abnd.Value, f sheets.Format) sheets.Cell {
		return sheets.Cell{Path: path, Value: v, Format: f, Input: true}
	}
	return []sheets.Sheet{{
		Code: "ECO", Title: abnd.T("Economy", "Economia"), Help: abnd.T("Some help.", "Uma ajuda."), Frozen: 2,
		Columns: []sheets.Column{
			{Key: "key", Label: abnd.T("Key", "Chave")},
			{Key: "label", Label: abnd.T("What it is", "O que é"), Auto: true},
			{Key: "level", Label: abnd.T("Level", "Nível"), Format: sheets.Money, Help: abnd.T("In one year.", "Num ano.")},
			{Key: "moves", Label: abnd.T("Indexed to", "Varia com"), Format: sheets.Code, List: moves},
			{Key: "2025", Label: abnd.Same("2025"), Format: sheets.Share},
			{Key: "note", Label: abnd.T("Note", "Nota"), Format: sheets.Wrapped},
		},
		Rows: [][]sheets.Cell{{
			{Value: abnd.Code("gdp")}, {Label: abnd.T("Output", "Produto")},
			input("eco/gdp", abnd.Num(1946967480), sheets.Money), {}, input("eco/gdp/2025", abnd.Num(0.0421), sheets.Share),
			input("eco/gdp/note", abnd.Code("=1+1"), sheets.Wrapped),
		}, {
			{Value: abnd.Code("wage")}, {Label: abnd.T("Wage", "Salário")},
			input("eco/wage", abnd.Num(0.425), sheets.Money), input("eco/wage/moves", abnd.Code("cpi"), sheets.Code), input("eco/wage/2025", abnd.Value{}, sheets.Share),
			input("eco/wage/note", abnd.Code("a\nb & <c> _x0041_"), sheets.Wrapped),
		}},
	}, {
		Code: "BENEFITS", Title: abnd.T("Benefits", "Prestações"),
		Columns: []sheets.Column{{Key: "benefit"}, {Key: "base"}},
		Rows: [][]sheets.Cell{{
			{Value: abnd.Code("pension")},
			{Path: "benefits/pension/share", Value: abnd.Num(0.5), Format: sheets.Share, Input: true, Help: abnd.T("Of the age group.", "Do grupo etário.")},
		}},
	}}
}

var sampleMeta = meta{Lang: abnd.English, Title: abnd.T("A & B", "A e B"), Country: abnd.Same("Timor-Leste"), Date: "2026-11-21"}

func written(t testing.TB, list []sheets.Sheet, meta meta) (*book, []byte) {
	t.Helper()
	b, err := newBook(list, meta)
	if err != nil {
		t.Fatal(err)
	}
	data, err := b.bytes()
	if err != nil {
		t.Fatal(err)
	}
	return b, data
}

func TestRoundTrip(t *testing.T) {
	list := sample()
	first := map[string]string{"ECO": "key", "BENEFITS": "benefit"}
	for _, lang := range abnd.Langs() {
		meta := sampleMeta
		meta.Lang = lang
		b, data := written(t, list, meta)
		grids, ds := reader.ReadGrids(data, "a.xlsx", first, IsResult)
		if len(ds) > 0 || len(grids) != len(list) {
			t.Fatalf("%d grids, %v", len(grids), ds)
		}
		for i, s := range list {
			for j, column := range s.Columns {
				if got := grids[i].Header[j].Text; got != column.Key {
					t.Errorf("%s: key %q, want %q", s.Code, got, column.Key)
				}
			}
			for r, line := range s.Rows {
				for j, c := range line {
					got := grids[i].Rows[r][j]
					want := sheets.Raw{Place: got.Place}
					if x, ok := c.Value.Number(); ok {
						want.Kind, want.Number, want.Text = sheets.RawNumber, x, c.Value.String()
						got.Text = abnd.Num(got.Number).String()
					} else if text := shown(s.Columns[j], c, lang); text != "" {
						want.Kind, want.Text = sheets.RawText, text
					}
					if diff := cmp.Diff(want, got); diff != "" {
						t.Errorf("want -, got +\n%s", diff)
					}
					if c.Path == "" {
						continue
					}
					if at, ok := b.address(c.Path); !ok || at.String() != got.Place {
						t.Errorf("%s is at %v, found at %s", c.Path, at, got.Place)
					}
				}
			}
		}
	}
}

func TestSameBookSameBytes(t *testing.T) {
	_, first := written(t, sample(), sampleMeta)
	for range 5 {
		if _, again := written(t, sample(), sampleMeta); !bytes.Equal(first, again) {
			t.Fatal("the bytes differ")
		}
	}
	b, data := written(t, sample(), sampleMeta)
	if again, err := b.bytes(); err != nil || !bytes.Equal(data, again) {
		t.Errorf("the same book written twice differs (%v)", err)
	}
}

// reopened opens a book with excelize, to look at what only it understands.
func reopened(t *testing.T) (*book, *excelize.File) {
	t.Helper()
	b, data := written(t, sample(), sampleMeta)
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return b, f
}

func TestDropDownsAndBounds(t *testing.T) {
	b, f := reopened(t)
	codes, ok := b.listRange("moves")
	if !ok || codes != "LISTS!$A$6:$A$7" {
		t.Errorf("the list is at %q", codes)
	}
	if got, _ := f.GetCellValue("LISTS", "A7"); got != "none" {
		t.Errorf("the second code is %q", got)
	}
	if _, ok := b.listRange("other"); ok {
		t.Error("found a list that does not exist")
	}
	type seen struct{ kind, style, cells, from, to, prompt string }
	var got []seen
	for _, sheet := range []string{"ECO", "BENEFITS"} {
		rules, err := f.GetDataValidations(sheet)
		if err != nil {
			t.Fatal(err)
		}
		text := func(s *string) string {
			if s == nil {
				return ""
			}
			return *s
		}
		for _, v := range rules {
			got = append(got, seen{v.Type, text(v.ErrorStyle), v.Sqref, v.Formula1, v.Formula2, text(v.Prompt)})
		}
	}
	want := []seen{
		{cells: "C5", prompt: "In one year."},
		{kind: "decimal", style: "warning", cells: "C6:C7 E6:E7", from: "-1000000000000000", to: "1000000000000000"},
		{kind: "list", style: "stop", cells: "D7", from: codes},
		{kind: "decimal", style: "stop", cells: "B6", from: "0", to: "1", prompt: "Of the age group."},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(seen{})); diff != "" {
		t.Errorf("want -, got +\n%s", diff)
	}
}

func TestOnlyInputsAreUnlocked(t *testing.T) {
	_, f := reopened(t)
	for at, unlocked := range map[string]bool{"A6": false, "C6": true, "D6": false, "D7": true, "C5": false, "C4": false} {
		id, err := f.GetCellStyle("ECO", at)
		if err != nil {
			t.Fatal(err)
		}
		style, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		if style.Protection == nil || style.Protection.Locked == unlocked {
			t.Errorf("%s: unlocked is not %v", at, unlocked)
		}
		if blue := style.Font.Color == paper.BlueInput; blue != unlocked {
			t.Errorf("%s: blue is %v", at, blue)
		}
	}
	for _, sheet := range f.GetSheetList() {
		options, err := f.GetSheetProtection(sheet)
		if err != nil || !options.SelectLockedCells || !options.FormatColumns || options.Password != "" {
			t.Errorf("%s: protection %+v, %v", sheet, options, err)
		}
	}
}

// Excel repairs, with a warning, a file whose columns are not in order.
func TestColumnsAreInOrder(t *testing.T) {
	_, data := written(t, sample(), sampleMeta)
	var sheet struct {
		Columns []struct {
			Min int `xml:"min,attr"`
			Max int `xml:"max,attr"`
		} `xml:"cols>col"`
	}
	if err := xml.Unmarshal([]byte(proofs.Parts(t, data)["xl/worksheets/sheet2.xml"]), &sheet); err != nil {
		t.Fatal(err)
	}
	last := 0
	for _, c := range sheet.Columns {
		if c.Min <= last || c.Max < c.Min {
			t.Errorf("columns %d to %d come after %d", c.Min, c.Max, last)
		}
		last = c.Max
	}
	if last != 6 {
		t.Errorf("the last of the columns is %d, want 6", last)
	}
}

func TestTextIsNeverAFormula(t *testing.T) {
	_, f := reopened(t)
	if formula, _ := f.GetCellFormula("ECO", "F6"); formula != "" {
		t.Errorf("the text became the formula %q", formula)
	}
	if value, _ := f.GetCellValue("ECO", "F6"); value != "=1+1" {
		t.Errorf("got %q", value)
	}
}

func TestContentsComeFirst(t *testing.T) {
	_, f := reopened(t)
	if diff := cmp.Diff([]string{"CONTENTS", "ECO", "BENEFITS", "LISTS"}, f.GetSheetList()); diff != "" {
		t.Errorf("want -, got +\n%s", diff)
	}
	linked := ""
	for row := 1; row < 20; row++ {
		if ok, to, _ := f.GetCellHyperLink("CONTENTS", address.At(row, 1)); ok {
			linked += to + " "
		}
	}
	if linked != "ECO!A1 BENEFITS!A1 LISTS!A1 " {
		t.Errorf("links to %q", linked)
	}
	if hf, _ := f.GetHeaderFooter("ECO"); !strings.Contains(hf.OddHeader, "A && B") {
		t.Errorf("the header is %q", hf.OddHeader)
	}
}

func TestWhatCannotBeWritten(t *testing.T) {
	one := func(s sheets.Sheet) []sheets.Sheet { return []sheets.Sheet{s} }
	line := func(cells ...sheets.Cell) []sheets.Sheet {
		return one(sheets.Sheet{Code: "ECO", Columns: []sheets.Column{{Key: "key"}, {Key: "b"}}, Rows: [][]sheets.Cell{cells}})
	}
	other := &model.List{Name: "moves", Codes: moves.Codes[:1]}
	for _, c := range []struct {
		name string
		list []sheets.Sheet
		want string // code and place
	}{
		{"NaN", line(sheets.Cell{Value: abnd.Num(math.NaN())}), "not-finite ECO!A6"},
		{"infinity", line(sheets.Cell{}, sheets.Cell{Value: abnd.Num(math.Inf(-1))}), "not-finite ECO!B6"},
		{"path twice", line(sheets.Cell{Path: "a"}, sheets.Cell{Path: "a"}), "path-twice ECO!B6"},
		{"lists of one name", line(sheets.Cell{List: moves}, sheets.Cell{List: other}), "list-twice ECO!B6"},
		{"long text", line(sheets.Cell{Value: abnd.Code(strings.Repeat("é", maxText+1))}), "text-too-long ECO!A6"},
		{"sheet named as ours", one(sheets.Sheet{Code: "Lists"}), "sheet-name Lists"},
		{"two sheets of one name", []sheets.Sheet{{Code: "eco"}, {Code: "ECO"}}, "sheet-name ECO"},
		{"impossible name", one(sheets.Sheet{Code: "a/b"}), "sheet-name a/b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := newBook(c.list, sampleMeta)
			ds, ok := err.(abnd.Diagnostics)
			if !ok || len(ds) != 1 || ds[0].Code+" "+ds[0].Place != c.want {
				t.Fatalf("got %v, want %s", err, c.want)
			}
			proofs.Complete(t, ds[0])
		})
	}
	b, err := newBook(nil, sampleMeta)
	if err != nil {
		t.Fatal(err)
	}
	b.pages = append(b.pages, &paper.Page{Name: "SUM", Rows: []paper.Row{{At: 1, Cells: []paper.Cell{{Formula: "1/0", Value: math.Inf(1)}}}}})
	if _, err := b.bytes(); err == nil || !strings.Contains(err.Error(), "SUM!A1") {
		t.Errorf("an infinite value on a computed sheet: %v", err)
	}
}

func TestFormulaKeepsItsValue(t *testing.T) {
	b, err := newBook(nil, sampleMeta)
	if err != nil {
		t.Fatal(err)
	}
	b.pages = append(b.pages, &paper.Page{Name: "ECO", Rows: []paper.Row{{At: 4, Cells: []paper.Cell{{Value: "key"}}}, {At: 6, Cells: []paper.Cell{
		{Value: 2.0, Formula: "1+1"}, {Value: "no", Formula: `IF(A6>3,"yes","no")`}, {Formula: "1"}, {Value: true},
	}}}})
	data, err := b.bytes()
	if err != nil {
		t.Fatal(err)
	}
	grids, ds := reader.ReadGrids(data, "a.xlsx", map[string]string{"ECO": "key", "POP": "sex"}, IsResult)
	if len(ds) > 0 || len(grids) != 1 {
		t.Fatalf("%d grids, %v", len(grids), ds)
	}
	want := []sheets.Raw{
		{Kind: sheets.RawNumber, Number: 2, Text: "2", Place: "ECO!A6"},
		{Kind: sheets.RawText, Text: "no", Place: "ECO!B6"},
		{Kind: sheets.RawNoValue, Place: "ECO!C6"},
		{Kind: sheets.RawBool, Text: "TRUE", Place: "ECO!D6"},
	}
	if diff := cmp.Diff(want, grids[0].Rows[0]); diff != "" {
		t.Errorf("want -, got +\n%s", diff)
	}
}

func BenchmarkWriteAndRead(b *testing.B) {
	// POP of a study: 202 rows by 71 columns.
	pop := sheets.Sheet{Code: "POP", Columns: []sheets.Column{{Key: "sex"}, {Key: "age", Format: sheets.Whole}}}
	for range 69 {
		pop.Columns = append(pop.Columns, sheets.Column{Key: "y", Format: sheets.Persons})
	}
	for i := range 202 {
		line := []sheets.Cell{{Value: abnd.Code("female")}, {Value: abnd.Num(float64(i))}}
		for j := range 69 {
			line = append(line, sheets.Cell{Value: abnd.Num(float64(10000*i+j) + 0.5), Format: sheets.Persons, Input: true})
		}
		pop.Rows = append(pop.Rows, line)
	}
	var data []byte
	b.Run("write", func(b *testing.B) {
		for b.Loop() {
			_, data = written(b, []sheets.Sheet{pop}, sampleMeta)
		}
	})
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			if _, ds := reader.ReadGrids(data, "a.xlsx", map[string]string{"ECO": "key", "POP": "sex"}, IsResult); len(ds) > 0 {
				b.Fatal(ds)
			}
		}
	})
}
