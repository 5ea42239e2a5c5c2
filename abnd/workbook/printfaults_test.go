package workbook

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/abnd/workbook/reader"
	"github.com/openabnd/engine/costing"
)

// Faults that were seen in pictures of whole workbooks.

// printedOf reports whether a cell is printed: within the area, and not hidden.
func printedOf(p *paper.Page, r paper.Row, col int) bool {
	last, right := p.Printed.Bottom, p.Printed.Right
	if last == 0 {
		last, right = math.MaxInt, p.PrintCols
	}
	return r.At <= last && !r.Hidden && (right == 0 || col <= right) && !slices.Contains(p.Hidden, col)
}

// roomOf is how many points of rows a page of A4 shows where the columns fit on it: the
// oracle is the paper.
func roomOf(p *paper.Page) float64 {
	width := 0.0
	for i := range p.PrintCols {
		width += 5.25 * p.Widths[i]
	}
	return (595.3 - 2*0.8*72) * max(1, width/(841.9-2*0.5*72))
}

// On paper no year stands above the parameters of scenarios: of the head of a sheet of a
// benefit the title is repeated, and every block below the first has the years in its own
// head. The oracle is the study.
func TestParametersStandUnderTheirScenarios(t *testing.T) {
	for _, code := range proofs.Sample([]string{"TLS", "MOZ"}, 1) {
		b, w := shipped(t, code)
		for _, bl := range w.benefits {
			p := pageNamed(t, b, bl.sheet)
			rows := map[int]paper.Row{}
			for _, r := range p.Rows {
				rows[r.At] = r
			}
			if p.Repeat != [2]int{1, 1} {
				t.Errorf("%s: %s repeats the rows %v", code, bl.sheet, p.Repeat)
			}
			for i, block := range bl.blocks[1:] {
				cells := rows[block.row].Cells
				for j, year := range w.study.Projection.All() {
					if at := yearColumn - 1 + j; at >= len(cells) || cells[at].Value != float64(year) {
						t.Errorf("%s: block %d of %s has no year %d in its head", code, i+2, bl.sheet, year)
					}
				}
			}
			high, page := 0.0, 1
			for at := 1; at <= bl.lastRow; at++ {
				if slices.Contains(p.Breaks, at) {
					high, page = rows[1].Height, page+1
				}
				if h := rows[at].Height; h > 0 {
					high += h
				} else {
					high += paper.LineHeight
				}
				if room := roomOf(p); high > room {
					t.Errorf("%s: page %d of %s is %v points high in row %d, the paper has room for %v", code, page, p.Name, high, at, room)
					break
				}
			}
			for _, head := range bl.headRows {
				for i, s := range w.study.Scenarios {
					if got := rows[head].Cells[yearColumn-1+i].Value; got != s.Name.EN {
						t.Errorf("%s: the parameters of %s stand under %v", bl.sheet, s.ID, got)
					}
				}
			}
		}
	}
}

// No number shows more decimals than tell a reader anything, no whole number of the model
// has decimals, and no tolerance reads as zero. The oracle is how the value is written.
func TestNumbersAreWrittenForReaders(t *testing.T) {
	count := 0
	for _, code := range proofs.Sample([]string{"TLS", "MOZ"}, 1) {
		b, _ := shipped(t, code)
		for _, p := range b.pages {
			for _, r := range p.Rows {
				for i, c := range r.Cells {
					x, isNumber := c.Value.(float64)
					if !isNumber || !printedOf(p, r, i+1) {
						continue
					}
					count++
					place := fmt.Sprintf("%s: %s, row %d, column %d: %v as %q", code, p.Name, r.At, i+1, x, c.Look.Number)
					whole := x == math.Trunc(x)
					switch {
					case c.Look.Number == paper.GeneralFormat && hasManyDecimals(x):
						t.Errorf("raw digits: %s", place)
					case c.Look.Number == factorFormat && whole && (p.Name == sheets.General || p.Name == afterSheet || p.Name == fifthsSheet && c.Formula == ""):
						t.Errorf("decimals of a whole number: %s", place)
					case c.Look.Number == paper.PercentFormat && c.Formula == "" && p.Name == sheets.General && x != 0 && math.Abs(x) < 0.00005:
						t.Errorf("reads as zero: %s", place)
					}
				}
			}
		}
	}
	if count < 10000 {
		t.Errorf("there are %d numbers", count)
	}
}

// Changes of rates and published shares are shown in percent. The oracle is the unit of
// the series, and the list of indicators.
func TestSharesAreShownInPercent(t *testing.T) {
	b, w := shipped(t, "MOZ")
	formats := func(sheet, column string) []string {
		var all []string
		for _, s := range w.inputs {
			if s.Code != sheet {
				continue
			}
			col := columnOf(s, column)
			for _, r := range pageNamed(t, b, sheet).Rows {
				if r.At >= paper.FirstDataRow && r.At < paper.FirstDataRow+len(s.Rows) {
					all = append(all, r.Cells[col-1].Look.Number)
				}
			}
		}
		return all
	}
	var macro, indicators []string
	for _, m := range w.study.MacroScenarios {
		for _, c := range m.Changes {
			want := paper.PercentFormat
			for _, f := range costing.AllFrameSeries() {
				if f.Code == c.Series && f.Unit != abnd.PureNumber {
					want = "other"
				}
			}
			macro = append(macro, want)
		}
	}
	for _, i := range w.study.Indicators {
		want := paper.PercentFormat
		if i.Code == abnd.ServiceCoverageIndex {
			want = paper.GeneralFormat
		}
		indicators = append(indicators, want)
	}
	got := formats(sheets.Macro, "value")
	for i, want := range macro {
		if want != "other" && got[i] != want {
			t.Errorf("row %d of MACRO is shown as %q", i+1, got[i])
		}
	}
	if got := formats(sheets.Indicators, "published"); !slices.Equal(got, indicators) {
		t.Errorf("SDG shows %q", got)
	}
	if len(macro) == 0 || len(indicators) == 0 {
		t.Error("the study has no macroeconomic scenario or no indicator")
	}
}

// What the machine reads is not printed. The oracle is the mark of keys.
func TestKeysAreNotPrinted(t *testing.T) {
	for _, code := range proofs.Sample([]string{"TLS", "MOZ"}, 1) {
		b, _ := shipped(t, code)
		keys := 0
		for _, p := range b.pages {
			for _, r := range p.Rows {
				for i, c := range r.Cells {
					if s, isText := c.Value.(string); isText && strings.HasPrefix(s, reader.ComputedRow) {
						keys++
						if printedOf(p, r, i+1) && c.Look.Number != paper.UnseenFormat {
							t.Errorf("%s: %s prints %q", code, p.Name, s)
						}
					}
				}
			}
		}
		if keys == 0 {
			t.Errorf("%s: there are no keys", code)
		}
		if p := pageNamed(t, b, chartsSheet); !slices.Contains(p.Hidden, workKeyColumn) {
			t.Errorf("%s: CHARTS shows its keys", code)
		}
	}
}

// The counts of what is not known, sum by sum, are for the formulas: SUM ends above them
// on paper.
func TestCountsOfPartsAreNotPrinted(t *testing.T) {
	b, w := shipped(t, "TLS")
	p := pageNamed(t, b, SumSheet)
	last := w.sum.sections[len(w.sum.sections)-1]
	if !last.workings || p.Printed.Bottom != last.row-1 || slices.ContainsFunc(p.Breaks, func(row int) bool { return row > p.Printed.Bottom }) {
		t.Errorf("SUM is printed to row %d, with breaks at %v; the counts begin in %d", p.Printed.Bottom, p.Breaks, last.row)
	}
	for _, l := range last.lines {
		if !isCountOfParts(l.line) {
			t.Errorf("%s is not printed", l.line.Key)
		}
	}
}

// Every sheet says on each page of print which it is: by the row of its title, or in the
// head of the page. No sheet of few rows is spread over nearly blank pages. The oracle is
// the file, as another library reads it.
func TestPrintedSheetsHaveTitles(t *testing.T) {
	proofs.NotShort(t)
	b, _ := shipped(t, "TLS")
	f, err := excelize.OpenReader(bytes.NewReader(shippedFile(t, "TLS", abnd.English)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	inHead := 0
	for _, p := range b.pages {
		if _, isInput := sheets.FirstKeys()[p.Name]; !isInput {
			continue
		}
		head, err := f.GetHeaderFooter(p.Name)
		if err != nil {
			t.Fatal(err)
		}
		withTitle := true
		for _, n := range f.GetDefinedName() {
			if n.Scope == p.Name && n.Name == "_xlnm.Print_Area" && !strings.Contains(n.RefersTo, "$1:") {
				withTitle = false
			}
		}
		if withTitle {
			continue
		}
		inHead++
		if !strings.Contains(head.OddHeader, "\n"+p.Name+"  ·  ") && !strings.Contains(head.OddHeader, "\n"+p.Name+" · ") {
			t.Errorf("%s is printed without its title: %q", p.Name, head.OddHeader)
		}
	}
	if inHead == 0 {
		t.Error("no sheet is several pages wide")
	}
	for _, c := range []struct {
		sheet      string
		wide, tall int
	}{{listsSheet, 1, 2}, {sheets.Financing, 2, 0}, {sheets.Series, 2, 0}, {sheets.Vital, 3, 1}} {
		layout, err := f.GetPageLayout(c.sheet)
		if err != nil {
			t.Fatal(err)
		}
		if *layout.FitToWidth != c.wide || *layout.FitToHeight != c.tall {
			t.Errorf("%s is printed on %d pages side by side, and %d down; want %d and %d", c.sheet, *layout.FitToWidth, *layout.FitToHeight, c.wide, c.tall)
		}
	}
}

// A bold text has room in the widest of the fonts that stand for Calibri. The oracle is
// the advances of DejaVu Sans Bold, in 2048 parts of its size, and the digit of DejaVu
// Sans, which columns are measured in.
func TestBoldTextsHaveRoom(t *testing.T) {
	const digit = 1303
	bold := map[rune]int{
		' ': 713, 'a': 1382, 'e': 1389, 'i': 702, 'o': 1407, 'r': 1010, 's': 1219, 'n': 1458, 't': 979,
	}
	for _, text := range []string{"tries no one in a station resists", "as restantes intenste no terreno resiste", "insert one set to rise in it"} {
		width := 0
		for _, r := range text {
			width += bold[r]
		}
		if room := paper.TextWidth(text) * paper.BoldScale; float64(width)/digit > room {
			t.Errorf("%q is %.2f digits wide, and has room of %.2f", text, float64(width)/digit, room)
		}
	}
	p := &paper.Page{Widths: []float64{30}}
	text := strings.Repeat("one ", 7) // fills 28 digits nearly
	for kind, want := range map[paper.LookKind]float64{paper.FixedLook: 0, paper.TotalLook: 2 * paper.LineHeight, paper.CheckLook: 2 * paper.LineHeight, paper.LabelLook: 2 * paper.LineHeight} {
		r := p.Fitted(paper.Row{Cells: []paper.Cell{{Value: text, Look: paper.Look{Kind: kind, Wrap: true}}}})
		if r.Height != want {
			t.Errorf("a row of kind %d is %v points high, want %v", kind, r.Height, want)
		}
	}
}
