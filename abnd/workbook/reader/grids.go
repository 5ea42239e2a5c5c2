package reader

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
)

// The header row of keys is looked for in so many rows from the top: people
// put a title or a note above it.
const headerSearch = 10

// ComputedRow begins the first cell of a row that our results workbook adds
// to an input sheet: it is made from the inputs and never read.
const ComputedRow = "calc:"

// reader reads the sheets of one workbook.
type reader struct {
	container *container
	name      string
	first     map[string]string
	skip      func(string) bool

	shared []string
	grids  []sheets.Grid
	ds     abnd.Diagnostics
	// stopped says that a limit was met: the rest of the file is not read.
	stopped bool
}

func (r *reader) fail(place string, err error) {
	switch {
	case errors.Is(err, errTooLarge):
		r.ds, r.stopped = append(r.ds, tooLarge(place)), true
	case errors.Is(err, errTooSlow):
		r.ds, r.stopped = append(r.ds, tooSlow(place)), true
	default:
		r.ds = append(r.ds, Damaged(place, err))
	}
}

// sheets lists the sheets in the order of their tabs and reads the texts that
// their cells share. Where it cannot, it says so and gives false.
func (r *reader) sheets() ([]listed, bool) {
	list, texts, err := r.container.sheetList()
	if err == nil {
		r.shared, err = r.container.sharedTexts(texts)
	}
	if err != nil {
		r.fail(r.name, err)
		return nil, false
	}
	return list, true
}

func (r *reader) read() {
	list, ok := r.sheets()
	if !ok {
		return
	}
	known := map[string]string{} // code → name of the sheet that has it
	for _, sheet := range list {
		if sheet.kind != "worksheet" && sheet.kind != "." || r.skip != nil && r.skip(sheet.name) {
			continue // a chart sheet, a macro sheet, one of our own results
		}
		code := strings.ToUpper(strings.TrimSpace(sheet.name))
		key, isKnown := r.first[code]
		if !isKnown {
			r.grids = append(r.grids, sheets.Grid{Code: sheet.name, Place: sheet.name})
			continue
		}
		if other, twice := known[code]; twice {
			r.ds = append(r.ds, abnd.Diagnostic{Code: "sheet-twice", Place: sheet.name,
				Problem: abnd.T("there are two sheets %s: %q and %q", "há duas folhas %s: %q e %q").Fill(code, other, sheet.name),
				Remedy:  abnd.T("delete or rename one of them", "elimine uma delas ou mude-lhe o nome")})
			continue
		}
		known[code] = sheet.name
		r.readSheet(sheet, code, key)
		if r.stopped {
			r.grids = nil
			return
		}
	}
	if len(known) == 0 && len(r.ds) == 0 {
		names := strings.Join(slices.Sorted(maps.Keys(r.first)), ", ")
		r.ds = append(r.ds, abnd.Diagnostic{Code: "no-study", Place: r.name,
			Problem: abnd.T("this workbook contains no sheet of a study", "este livro não contém nenhuma folha de um estudo"),
			Remedy:  abnd.T("start from a template workbook; its sheets are %s", "comece por um livro modelo; as suas folhas são %s").Fill(names)})
	}
}

func (r *reader) readSheet(sheet listed, code, key string) {
	grid := sheets.Grid{Code: code, Place: code, Unread: true}
	defer func() { r.grids = append(r.grids, grid) }()
	cells := r.cellsOf(sheet, code)
	if cells == nil {
		return
	}
	if d, ok := cells.beyond(code); ok {
		r.ds = append(r.ds, d)
	}
	laid, err := cells.grid(code, key, &r.container.cells)
	switch {
	case errors.Is(err, errNoHeader):
		r.ds = append(r.ds, abnd.Diagnostic{Code: "sheet-header", Place: code + "!A4",
			Problem: abnd.T("the row of keys is missing: no cell A1 to A%d of this sheet contains %q", "falta a linha das chaves: nenhuma célula de A1 a A%d desta folha contém %q").Fill(headerSearch, key),
			Remedy:  abnd.T("put the row of keys back from a template workbook, above the labels", "reponha a linha das chaves a partir de um livro modelo, acima dos rótulos")})
		return
	case err != nil:
		r.fail(sheet.name, err)
		return
	}
	grid = laid
	grid.Date1904 = r.container.date1904
}

var errNoHeader = errors.New("no row of keys")

// grid lays the cells out under their header, and lets them go. left is how many cells more may
// be kept, blanks between them included.
func (s *Cells) grid(code, key string, left *int) (sheets.Grid, error) {
	grid := sheets.Grid{Code: code, Place: code}
	numbers := s.RowNumbers()
	header := 0
	for _, n := range numbers {
		if n > headerSearch {
			break
		}
		if s.textOfA(n) == key {
			header = n
			break
		}
	}
	if header == 0 {
		return grid, errNoHeader
	}
	var places placeTexts
	grid.Header = s.line(code, header, 0, &places)
	labels := header + 1
	if !s.isLabels(labels, grid.Header) {
		labels = header // they were deleted: this is a row of data
	}
	last := labels
	for _, n := range numbers {
		if n <= labels || len(s.Rows[n]) == 0 {
			continue
		}
		blank := n > last+1
		last = n
		if strings.HasPrefix(s.textOfA(n), ComputedRow) {
			continue
		}
		if blank && len(grid.Rows) > 0 {
			grid.Rows = append(grid.Rows, nil)
		}
		row := s.line(code, n, len(grid.Header), &places)
		s.Rows[n] = nil // a large sheet is not held twice
		if *left -= blanks(row); *left < 0 {
			return grid, errTooLarge
		}
		grid.Rows = append(grid.Rows, row)
	}
	return grid, nil
}

func blanks(row []sheets.Raw) int {
	n := 0
	for _, c := range row {
		if c.Kind == sheets.RawBlank {
			n++
		}
	}
	return n
}

func (s *Cells) textOfA(row int) string {
	text := ""
	for _, f := range s.Rows[row] {
		if f.Col == 1 {
			text = f.Raw.Text
		}
	}
	return text
}

// isLabels reports whether a row can be that of the labels: texts, and years
// under their own keys.
func (s *Cells) isLabels(row int, header []sheets.Raw) bool {
	return !slices.ContainsFunc(s.Rows[row], func(f Cell) bool {
		return f.Raw.Kind == sheets.RawNumber && (f.Col > len(header) || f.Raw.Text != header[f.Col-1].Text)
	})
}

// placeTexts writes the places of the cells of a row: as one text, for they are
// many, and few are asked for.
type placeTexts struct {
	text []byte
	ends []int
}

func (p *placeTexts) write(code string, row int, line []sheets.Raw) {
	p.text, p.ends = p.text[:0], p.ends[:0]
	for i := range line {
		p.text = address.Append(append(append(p.text, code...), '!'), row, i+1)
		p.ends = append(p.ends, len(p.text))
	}
	begins, all := 0, string(p.text)
	for i, end := range p.ends {
		line[i].Place, begins = all[begins:end], end
	}
}

// line lays one row out, at least width cells wide. Blank cells have their
// place too: a missing figure is reported there.
func (s *Cells) line(code string, row, width int, places *placeTexts) []sheets.Raw {
	for _, f := range s.Rows[row] {
		width = max(width, f.Col)
	}
	line := make([]sheets.Raw, width)
	for _, f := range s.Rows[row] {
		line[f.Col-1] = f.Raw
	}
	places.write(code, row, line)
	for _, a := range s.over[row] {
		merged := a.String()
		for i := a.Left - 1; i < min(a.Right, width); i++ {
			line[i].Merged = merged
		}
	}
	return line
}
