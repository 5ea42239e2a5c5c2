package workbook

import (
	"cmp"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// Verification compares what a results workbook stores with what the engine
// gives for the inputs in it.
type Verification struct {
	// Compared is how many stored figures and texts were compared.
	Compared int
	// Differing are those that are not the engine's, in the order of the
	// sheets.
	Differing []Difference
	// Unknown are keys of the file that this version of the engine has not.
	Unknown []costing.Key
	// Uncompared is how many figures of the engine the file does not hold, or
	// holds where they cannot be found: on a sheet that was rearranged, a
	// cell is known by the key in its row alone.
	Uncompared int
	// Origin are the lines of MANIFEST that do not describe the inputs in the
	// file: those were changed after the results were written.
	Origin []Difference
	// Stored says what MANIFEST says, by the English name of each line.
	Stored map[string]string
}

// Difference is one stored figure that is not the engine's.
type Difference struct {
	Place  string      // "SUM!D14"
	Key    costing.Key // blank for a cell that is known by its place alone
	Year   abnd.Year   // 0 for a figure without years
	Stored string      // every digit; blank for a blank cell
	Engine string
}

// VerifyFile compares the results in the workbook at path with those of the
// engine, which were computed from the inputs in the same file: see
// [Verification]. Every figure that has its key beside it is found wherever it
// stands; every other computed cell by its place, as this version of the
// program lays it out. CHECKS and CONTENTS, which say of the file itself
// whether it is consistent, are left to it.
//
// Figures agree where they differ by less than the tolerance of CHECKS, or by
// what another order of adding may do to a small difference of large sums. The
// diagnostics say why a file cannot be compared at all.
func VerifyFile(path string, result *scenarios.Result) (Verification, abnd.Diagnostics) {
	data, err := readLimited(path)
	if err != nil {
		return Verification{}, abnd.Diagnostics{unreadableFile(path, err)}
	}
	return Verify(data, filepath.Base(path), result)
}

// Verify is [VerifyFile] for a workbook in memory.
func Verify(data []byte, name string, result *scenarios.Result) (Verification, abnd.Diagnostics) {
	stored, found := readAll(data, name)
	if found != nil {
		return Verification{}, found
	}
	i := slices.IndexFunc(stored, func(s storedSheet) bool { return s.name == SumSheet })
	if i < 0 {
		return Verification{}, abnd.Diagnostics{{Code: "no-results", Place: name,
			Problem: abnd.T("the workbook holds no results to verify", "o livro não contém resultados para verificar"),
			Remedy:  abnd.T("give a workbook that abnd cost -o has written", "indique um livro escrito por abnd cost -o")}}
	}
	lang := abnd.English
	if back, _ := stored[i].at(backRow, nameColumn); back.Text == backLabel.PT {
		lang = abnd.Portuguese
	}
	_, w, err := resultBook(result, Options{Lang: lang})
	if err != nil {
		return Verification{}, abnd.Diagnostics{damaged(name, err)}
	}
	v := verifier{resultWriter: w, byName: map[string]storedSheet{}, done: map[Address]bool{}, moved: map[string]bool{}}
	for _, s := range stored {
		v.byName[s.name] = s
	}
	for _, s := range stored {
		v.keyed(s)
	}
	v.placed()
	v.manifest()
	order := map[string]int{}
	for i, s := range stored {
		order[s.name+"!"] = i
	}
	slices.SortStableFunc(v.Differing, func(a, b Difference) int {
		return cmp.Compare(order[a.Place[:strings.Index(a.Place, "!")+1]], order[b.Place[:strings.Index(b.Place, "!")+1]])
	})
	slices.Sort(v.Unknown)
	return v.Verification, nil
}

// at is what a cell holds.
func (s storedSheet) at(row, col int) (sheets.Raw, bool) {
	raw, ok := sheets.Raw{}, false
	for _, f := range s.cells.rows[row] {
		if f.col == col {
			raw, ok = f.raw, true // of two, the later one counts
		}
	}
	return raw, ok
}

// verifier goes through a stored workbook beside the one that this program
// would write.
type verifier struct {
	*resultWriter
	Verification
	byName map[string]storedSheet
	done   map[Address]bool // compared by its key; in the layout of this program
	moved  map[string]bool  // sheets on which something is not where it was written
}

// keyed compares the rows of a sheet that have a key in them.
func (v *verifier) keyed(s storedSheet) {
	columns := map[abnd.Year]int{}
	for _, f := range s.cells.rows[yearRow] {
		if f.raw.Kind == sheets.RawNumber {
			columns[abnd.Year(f.raw.Number)] = f.col
		}
	}
	for _, row := range s.cells.rowNumbers() {
		key := s.keyOf(row)
		if key == "" || strings.HasSuffix(string(key), "/") {
			continue // no figure, or a row of several
		}
		if !v.model.Has(key) {
			v.Unknown = append(v.Unknown, key)
			continue
		}
		spot, isLaid := v.spots[key]
		if !isLaid {
			continue
		}
		line := v.model.Line(key)
		if spot.sheet != s.name || spot.row != row {
			v.moved[s.name], v.moved[spot.sheet] = true, true
		}
		if !line.IsSeries() {
			v.compare(line, 0, s, row, spot.col)
			v.done[Address{spot.sheet, spot.col, spot.row}] = true
			continue
		}
		for year := spot.first; year <= spot.last; year++ {
			col, ok := columns[year]
			if !ok {
				col = spot.column(year)
			}
			if col != spot.column(year) {
				v.moved[s.name] = true
			}
			v.compare(line, year, s, row, col)
			v.done[Address{spot.sheet, spot.column(year), spot.row}] = true
		}
	}
}

// keyOf is the key in a row, blank where there is none.
func (s storedSheet) keyOf(row int) costing.Key {
	for _, f := range s.cells.rows[row] {
		if key, ok := strings.CutPrefix(f.raw.Text, computedRow); ok && f.raw.Kind == sheets.RawText && key != "" {
			return costing.Key(key)
		}
	}
	return ""
}

func (v *verifier) compare(line *costing.Line, year abnd.Year, s storedSheet, row, col int) {
	raw, _ := s.at(row, col)
	v.Compared++
	if want := v.value(line, year); !agrees(raw, want, v.scaleOf(line, year)) {
		v.differs(Address{s.name, col, row}, line.Key, year, raw, want)
	}
}

func (v *verifier) differs(at Address, key costing.Key, year abnd.Year, raw sheets.Raw, want any) {
	v.Differing = append(v.Differing, Difference{Place: at.String(), Key: key, Year: year, Stored: raw.Text, Engine: shownValue(want)})
}

func shownValue(x any) string {
	if n, ok := x.(float64); ok {
		return rawNumberText(n)
	}
	return x.(string)
}

// placed compares the computed cells that have no key of their own, where
// this program writes them.
func (v *verifier) placed() {
	lines := map[Address]*costing.Line{}
	years := map[Address]abnd.Year{}
	for key, spot := range v.spots {
		line := v.model.Line(key)
		at := Address{spot.sheet, spot.col, spot.row}
		lines[at] = line
		for year := spot.first; line.IsSeries() && year <= spot.last; year++ {
			at.Col = spot.column(year)
			lines[at], years[at] = line, year
		}
	}
	var all []Address
	for at := range v.computed {
		all = append(all, at)
	}
	slices.SortFunc(all, func(a, b Address) int {
		return cmp.Or(cmp.Compare(a.Sheet, b.Sheet), cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col))
	})
	for _, at := range all {
		s, there := v.byName[at.Sheet]
		switch {
		case v.done[at] || at.Sheet == ChecksSheet || at.Sheet == ContentsSheet:
			continue
		case !there || v.moved[at.Sheet]:
			v.Uncompared++
			continue
		}
		raw, _ := s.at(at.Row, at.Col)
		v.Compared++
		line := lines[at]
		scale := v.money(v.study.Projection.First)
		key := costing.Key("")
		if line != nil {
			scale, key = v.scaleOf(line, years[at]), line.Key
		}
		if want := v.computed[at].value; !agrees(raw, want, scale) {
			v.differs(at, key, years[at], raw, want)
		}
	}
}

// rounding is what another order of adding may change, relative to the
// figures that were added.
const rounding = 1e-12

// agrees says whether a cell holds what the engine gives. scale is the size of
// what a figure is made of, which may be much larger than itself.
func agrees(raw sheets.Raw, want any, scale float64) bool {
	switch x := want.(type) {
	case float64:
		return raw.Kind == sheets.RawNumber && math.Abs(raw.Number-x) <= tolerance*math.Abs(x)+rounding*scale
	case string:
		if x == "" {
			return raw.Kind == sheets.RawBlank || raw.Kind == sheets.RawNoValue // as this program writes a blank
		}
		return raw.Kind == sheets.RawText && raw.Text == strings.TrimSpace(x)
	}
	return false
}

// scaleOf is the size of what a figure of a line is made of: a balance or an
// increment of money is a difference of figures of the size of GDP.
func (v *verifier) scaleOf(line *costing.Line, year abnd.Year) float64 {
	if inMillions(line) {
		if year == 0 {
			year = v.study.Projection.First
		}
		return v.money(year)
	}
	return 1
}

func (v *verifier) money(year abnd.Year) float64 {
	x, _ := v.projection.Value("frame/gdp", year)
	return math.Abs(x)
}

// manifest compares what MANIFEST says of the study with the study.
func (v *verifier) manifest() {
	s, ok := v.byName[ManifestSheet]
	if !ok {
		return
	}
	v.Stored = map[string]string{}
	ours := map[string]string{}
	english := map[string]string{}
	lang := v.lang
	page := v.manifestPage(Options{})
	v.lang = abnd.English
	for i, r := range v.manifestPage(Options{}).rows {
		if label, value := manifestRow(page.rows[i]); label != "" {
			ours[label] = value
			english[label], _ = manifestRow(r)
		}
	}
	v.lang = lang
	for _, row := range s.cells.rowNumbers() {
		label, _ := s.at(row, 1)
		stored, _ := s.at(row, 2)
		name, known := english[label.Text]
		if row < firstDataRow || !known {
			continue
		}
		v.Stored[name] = stored.Text
		if want := ours[label.Text]; !slices.Contains([]string{"Program", "Input", "SHA-256 of the input"}, name) && strings.TrimSpace(want) != stored.Text {
			v.Origin = append(v.Origin, Difference{Place: Address{ManifestSheet, 2, row}.String(), Key: costing.Key(label.Text), Stored: stored.Text, Engine: want})
		}
	}
}

// manifestRow is the label and the value of a row of MANIFEST.
func manifestRow(r row) (label, value string) {
	if r.at < firstDataRow || len(r.cells) < 2 {
		return "", ""
	}
	label, _ = r.cells[0].value.(string)
	value, _ = r.cells[1].value.(string)
	return label, value
}
