package workbook

import (
	"math"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/abnd/workbook/reader"
)

// The sheets that every book has besides those it is made of.
const (
	listsSheet = "LISTS"
)

// meta is what a book says about itself: on its contents sheet, at the head
// and foot of printed pages, in its properties.
type meta struct {
	Lang    abnd.Lang
	Title   abnd.Text // of the study
	Country abnd.Text
	Date    string     // the study's own date, ISO 8601; no clock is read
	Stage   abnd.Text  // draft, technically validated or approved: added to the title of each sheet
	Status  abnd.Text  // the same with who said so and when
	Version string     // of the program, at the foot of pages
	Facts   []Fact     // listed on the contents sheet
	Years   abnd.Years // of the data; none where they are not known
}

// Fact is one line of the contents sheet: "GDP", "non-oil GDP".
type Fact struct {
	Label, Value abnd.Text
}

// book is a workbook that is laid out but not yet written.
type book struct {
	meta      meta
	inputs    []sheets.Sheet
	addresses map[abnd.Path]address.Ref
	lists     *listTable
	pages     []*paper.Page             // in the order of their tabs, without contents and lists
	numbers   map[string][]address.Area // cells of each input sheet that take numbers
	guided    bool                      // whether it begins with START
	light     string                    // formula of the light over all checks; blank without results
	workshop  workshopCell              // what was changed in the file; none without results
	only      []string                  // the sheets that are shown; none for all
}

// newBook lays out a book of input sheets, in the given order. A text that is
// no valid sheet name, two sheets of one name, two cells of one path, two
// different lists of one name and a number that is not finite are errors, each with
// its place; the error is an [abnd.Diagnostics].
func newBook(inputs []sheets.Sheet, meta meta) (*book, error) {
	b := &book{meta: meta, inputs: inputs, addresses: map[abnd.Path]address.Ref{}, lists: newListTable(), numbers: map[string][]address.Area{}}
	var ds abnd.Diagnostics
	names := map[string]bool{strings.ToUpper(paper.ContentsSheet): true, strings.ToUpper(listsSheet): true, startSheet: true}
	for i := range inputs {
		s := &inputs[i]
		if name := strings.ToUpper(s.Code); names[name] || !validSheetName(s.Code) {
			ds = append(ds, abnd.Diagnostic{Code: "sheet-name", Place: s.Code,
				Problem: abnd.T("%q is not a valid sheet name in this workbook", "%q não é um nome de folha válido neste livro").Fill(s.Code),
				Remedy:  abnd.T("use a different name for each sheet, of 1 to 31 characters, without : \\ / ? * [ ]", "dê a cada folha um nome próprio de 1 a 31 caracteres, sem : \\ / ? * [ ]")})
			continue
		} else {
			names[name] = true
		}
		b.index(s, &ds)
	}
	if err := ds.Err(); err != nil {
		return nil, err
	}
	for i := range inputs {
		b.pages = append(b.pages, b.inputPage(&inputs[i]))
	}
	return b, nil
}

// hasInputs reports whether anything in the book may be changed: a book of mere
// results has no lists to choose from, and no rules for typing.
func (b *book) hasInputs() bool { return len(b.inputs) > 0 }

// address is the cell that holds the figure at path.
func (b *book) address(path abnd.Path) (address.Ref, bool) {
	a, ok := b.addresses[path]
	return a, ok
}

// listRange is the range that holds the codes of a list, for a drop-down or
// for MATCH: LISTS!$A$6:$A$9.
func (b *book) listRange(name string) (string, bool) { return b.lists.codes(name) }

// index notes where the figures and lists of a sheet are, and finds what
// cannot be written.
func (b *book) index(s *sheets.Sheet, ds *abnd.Diagnostics) {
	if len(s.Columns) > reader.MaxColumns || len(s.Rows) > reader.MaxRows-paper.FirstDataRow {
		*ds = append(*ds, abnd.Diagnostic{Code: "sheet-too-large", Place: s.Code,
			Problem: abnd.T("a sheet of %d rows and %d columns could not be read back", "uma folha de %d linhas e %d colunas não poderia ser lida de novo").Fill(len(s.Rows), len(s.Columns)),
			Remedy:  abnd.T("split it into several", "divida-a em várias")})
		return
	}
	for _, c := range s.Columns {
		b.lists.add(c.List, s.Code, ds)
	}
	for i, line := range s.Rows {
		for j, cell := range line {
			at := address.Ref{Sheet: s.Code, Col: j + 1, Row: paper.FirstDataRow + i}
			b.lists.add(cell.List, at.String(), ds)
			if x, ok := cell.Value.Number(); ok && (math.IsNaN(x) || math.IsInf(x, 0)) {
				*ds = append(*ds, paper.NotFinite(at.String(), x))
			}
			if text, _ := cell.Value.Code(); tooLong(text) || tooLong(cell.Label.EN) || tooLong(cell.Label.PT) {
				*ds = append(*ds, abnd.Diagnostic{Code: "text-too-long", Path: cell.Path, Place: at.String(),
					Problem: abnd.T("the text is longer than a cell can contain (%d characters)", "o texto é mais longo do que uma célula comporta (%d caracteres)").Fill(maxText),
					Remedy:  abnd.T("shorten it", "abrevie-o")})
			}
			if cell.Path == "" {
				continue
			}
			if other, twice := b.addresses[cell.Path]; twice {
				*ds = append(*ds, abnd.Diagnostic{Code: "path-twice", Path: cell.Path, Place: at.String(),
					Problem: abnd.T("the value %s is already in %s", "o valor %s já está em %s").Fill(cell.Path, other),
					Remedy:  abnd.T("keep only one of the two cells", "mantenha uma das duas células")})
				continue
			}
			b.addresses[cell.Path] = at
		}
	}
}

// maxText is what a cell holds, in UTF-16 units; excelize would cut the rest
// off without a word.
const maxText = 32_767

func tooLong(s string) bool { return len(s) > maxText && paper.UTF16Len(s) > maxText }

func validSheetName(name string) bool {
	n := paper.UTF16Len(name)
	return n >= 1 && n <= 31 && !strings.ContainsAny(name, `:\/?*[]`) &&
		!strings.HasPrefix(name, "'") && !strings.HasSuffix(name, "'") && strings.TrimSpace(name) == name
}

// bytes writes the book as an .xlsx file: the sheets in their order, contents
// behind those that say the results in short, lists last. The same book gives the same bytes.
func (b *book) bytes() ([]byte, error) {
	pages := slices.Insert(slices.Clone(b.pages), contentsAt(b.pages), b.contentsPage())
	if b.hasInputs() {
		pages = append(pages, b.lists.page(b.meta.Lang))
	}
	if b.guided {
		pages = append([]*paper.Page{b.startPage()}, pages...)
	}
	for i, p := range pages {
		p.Tab = groupLooks[groupOf(p.Name)].tab
		if !b.meta.Stage.IsZero() {
			pages[i] = p.WithTitle(b.meta.Stage.In(b.meta.Lang))
		}
		if len(b.only) > 0 && !slices.Contains(b.only, p.Name) {
			unshown := *pages[i]
			unshown.Unshown = true
			pages[i] = &unshown
		}
	}
	return paper.Write(pages, paper.Head{
		Lang: b.meta.Lang, Title: b.meta.Title, Country: b.meta.Country, Date: b.meta.Date, Status: b.meta.Status, Version: b.meta.Version,
	})
}
