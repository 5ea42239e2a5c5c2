package workbook

import (
	"math"
	"path/filepath"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/abnd/workbook/reader"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
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
	// Unknown are keys of the file that this version of the engine does not have.
	Unknown []model.Key
	// Uncompared is how many figures of the engine the file does not hold, or
	// holds where they cannot be found: on a sheet that was rearranged, a
	// cell is known by the key in its row alone.
	Uncompared int
	// Origin are the lines of MANIFEST that do not describe the inputs in the
	// file: those were changed after the results were written.
	Origin []Difference
	// Answers are the sheets of answers in the file.
	Answers []StoredAnswer
	// Manifest is what MANIFEST says, by the English name of each line.
	Manifest map[string]string
}

// Difference is one stored figure that is not the engine's.
type Difference struct {
	Place  string    // "SUM!D14"
	Key    model.Key // blank for a cell that is known by its place alone
	Year   abnd.Year // 0 for a figure without years
	Stored string    // every digit; blank for a blank cell
	Engine string
}

// VerifyFile compares the results in the workbook at path with those of the
// engine, which were computed from the inputs in the same file: see
// [Verification]. Every figure that has its key beside it is found wherever it
// stands; every other computed cell by its place, as this version of the
// program lays it out. CHECKS, CONTENTS and WRITTEN, which say of the file itself
// whether it is consistent and what was changed in it, are left to it.
//
// Figures agree where they differ by less than the tolerance of CHECKS, or by
// what another order of adding may do to a small difference of large sums. The
// diagnostics say why a file cannot be compared at all.
func VerifyFile(path string, result *scenarios.Result) (Verification, abnd.Diagnostics) {
	data, found := reader.ReadBytes(path)
	if found != nil {
		return Verification{}, found
	}
	return Verify(data, filepath.Base(path), result)
}

// Verify is [VerifyFile] for a workbook in memory.
func Verify(data []byte, name string, result *scenarios.Result) (Verification, abnd.Diagnostics) {
	stored, found := reader.ReadSheets(data, name)
	if found != nil {
		return Verification{}, found
	}
	i := slices.IndexFunc(stored, func(s reader.Sheet) bool { return s.Name == SumSheet })
	if i < 0 {
		return Verification{}, abnd.Diagnostics{{Code: "no-results", Place: name,
			Problem: abnd.T("the workbook contains no results to verify", "o livro não contém resultados para verificar"),
			Remedy:  abnd.T("give a workbook written by abnd cost -o, e.g. results.xlsx", "indique um livro escrito por abnd cost -o, por exemplo resultados.xlsx")}}
	}
	lang := abnd.English
	if back, _ := stored[i].At(paper.BackRow, nameColumn); paper.BackLabel.Reads(back.Text) && back.Text != paper.BackLabel.EN {
		lang = abnd.Portuguese
	}
	b, w, err := resultBook(result, Options{Lang: lang, view: pickedIn(stored, result.Study, lang), asGiven: hasAnswer(stored)})
	if err != nil {
		return Verification{}, abnd.Diagnostics{reader.Damaged(name, err)}
	}
	v := verifier{resultWriter: w, stored: map[string]reader.Sheet{}}
	for _, s := range stored {
		v.stored[s.Name] = s
	}
	if v.hasNoValues() {
		return Verification{}, abnd.Diagnostics{{Code: "no-values", Place: name,
			Problem: abnd.T("the formulas of this workbook have no stored values: the program that saved it does not recalculate", "as fórmulas deste livro não têm valores guardados: o programa que o guardou não calcula"),
			Remedy:  abnd.T("open it in Excel or LibreOffice, save it, and verify it then", "abra-o no Excel ou no LibreOffice, guarde-o e verifique-o depois")}}
	}
	for _, p := range b.pages {
		v.page(p)
	}
	v.answers()
	v.manifest()
	slices.Sort(v.Unknown)
	return v.Verification, nil
}

// hasAnswer reports whether a stored workbook has the sheet of an answer: the room's
// proposal is in it only where the result that was asked has it.
func hasAnswer(stored []reader.Sheet) bool {
	return slices.ContainsFunc(stored, func(s reader.Sheet) bool { return slices.Contains(answerSheets(), s.Name) })
}

// pickedIn is what is picked on SUMMARY in a stored workbook: whoever saved it may
// have looked at another scenario.
func pickedIn(stored []reader.Sheet, study *abnd.Study, lang abnd.Lang) view {
	var v view
	i := slices.IndexFunc(stored, func(s reader.Sheet) bool { return s.Name == SummarySheet })
	if i < 0 {
		return v
	}
	run, _ := stored[i].At(pickRow, pickRunColumn)
	year, _ := stored[i].At(pickRow, pickYearColumn)
	l := layout{study: study, lang: lang.For(study.Country.ISO3)}
	for _, r := range l.summaryRuns() {
		if abnd.Orthography1990(r.name) == abnd.Orthography1990(run.Text) {
			v.run = r.id
		}
	}
	if year.Kind == sheets.RawNumber {
		v.year = abnd.Year(year.Number)
	}
	return v
}

// hasNoValues reports whether no formula of the sheet SUM has a stored value, as
// in a file that a program without formulas has saved.
func (v *verifier) hasNoValues() bool {
	without := 0
	for row, cells := range v.stored[SumSheet].Cells.Rows {
		for _, f := range cells {
			switch f.Raw.Kind {
			case sheets.RawNoValue:
				without++
			case sheets.RawNumber:
				if _, isComputed := v.computed[address.Ref{Sheet: SumSheet, Col: f.Col, Row: row}]; isComputed {
					return false
				}
			}
		}
	}
	return without > 0
}

// verifier goes through a stored workbook beside the one that this program
// would write.
type verifier struct {
	*resultWriter
	Verification
	stored map[string]reader.Sheet
	lines  map[address.Ref]lineAt
}

// lineAt is the line of a cell, and the year of a series.
type lineAt struct {
	*model.Line
	year abnd.Year
}

// linesAt lists the lines by every cell that they have.
func (v *verifier) linesAt() map[address.Ref]lineAt {
	if v.lines == nil {
		v.lines = map[address.Ref]lineAt{}
		for key, spot := range v.spots {
			line := v.model.Line(key)
			v.lines[address.Ref{Sheet: spot.sheet, Col: spot.col, Row: spot.row}] = lineAt{line, spot.first}
			for year := spot.first; line.IsSeries() && year <= spot.last; year++ {
				v.lines[address.Ref{Sheet: spot.sheet, Col: spot.column(year), Row: spot.row}] = lineAt{line, year}
			}
		}
	}
	return v.lines
}

// page compares the computed cells of a sheet. A row with a key is found by
// it, and a year by the head of its column; what has no key is where it was
// written, unless a row above or below has moved.
func (v *verifier) page(p *paper.Page) {
	if p.Name == checksSheet || p.Name == paper.ContentsSheet || p.Name == writtenSheet {
		return
	}
	s, there := v.stored[p.Name]
	columns := map[abnd.Year]int{}
	rows := map[model.Key]int{}
	if there {
		for _, f := range s.Cells.Rows[yearRow] {
			if f.Raw.Kind == sheets.RawNumber {
				columns[abnd.Year(f.Raw.Number)] = f.Col
			}
		}
		for _, row := range s.Cells.RowNumbers() {
			if key := keyOf(s, row); key != "" && rows[key] == 0 {
				rows[key] = row
			}
		}
	}
	inputs := inputColumns(p, s)
	moved := false
	keys := map[model.Key]bool{}
	for _, r := range p.Rows {
		if key := keyIn(r); key != "" {
			moved = moved || rows[key] != r.At && !keys[key]
			keys[key] = true
		}
	}
	for key := range rows {
		if !keys[key] {
			v.Unknown = append(v.Unknown, key)
		}
	}
	for _, r := range p.Rows {
		row, key := r.At, keyIn(r)
		if key != "" && moved {
			row = rows[key]
		}
		for i := range r.Cells {
			at := address.Ref{Sheet: p.Name, Col: i + 1, Row: r.At}
			want, isComputed := v.computed[at]
			switch {
			case !isComputed || v.ofFile[at], want.beside:
			case !there || moved && key == "" || row == 0:
				v.Uncompared++
			default:
				line := v.linesAt()[at]
				col, ok := columns[line.year]
				if line.year == 0 || !ok {
					col = at.Col
					if there, ok := inputs[at.Col]; ok {
						col = there
					}
				}
				v.compare(line, s, row, col, want.value)
			}
		}
	}
}

// inputColumns are the columns of a stored input sheet by those of the page that
// have their keys: files from before the page was arranged have them elsewhere.
func inputColumns(p *paper.Page, s reader.Sheet) map[int]int {
	stored, columns := map[string]int{}, map[int]int{}
	if p.Tab != paper.TabInput || s.Cells == nil {
		return columns
	}
	for _, f := range s.Cells.Rows[paper.KeyRow] {
		if f.Raw.Kind == sheets.RawText {
			stored[f.Raw.Text] = f.Col
		}
	}
	for _, r := range p.Rows {
		if r.At != paper.KeyRow {
			continue
		}
		for i, c := range r.Cells {
			if key, ok := c.Value.(string); ok && stored[key] > 0 {
				columns[i+1] = stored[key]
			}
		}
	}
	return columns
}

// keyIn is the key in a row as this program writes it, blank where it has
// none.
func keyIn(r paper.Row) model.Key {
	for _, c := range r.Cells {
		if text, ok := c.Value.(string); ok && c.Formula == "" {
			if key, ok := strings.CutPrefix(text, reader.ComputedRow); ok && key != "" {
				return model.Key(key)
			}
		}
	}
	return ""
}

// keyOf is the key in a row, blank where there is none.
func keyOf(s reader.Sheet, row int) model.Key {
	for _, f := range s.Cells.Rows[row] {
		if key, ok := strings.CutPrefix(f.Raw.Text, reader.ComputedRow); ok && f.Raw.Kind == sheets.RawText && key != "" {
			return model.Key(key)
		}
	}
	return ""
}

func (v *verifier) compare(line lineAt, s reader.Sheet, row, col int, want any) {
	raw, _ := s.At(row, col)
	v.Compared++
	scale, key := v.money(v.study.Projection.First), model.Key("")
	if line.Line != nil {
		scale, key = v.scaleOf(line.Line, line.year), line.Key
	}
	if !agrees(raw, want, scale) {
		v.Differing = append(v.Differing, Difference{Place: address.Ref{Sheet: s.Name, Col: col, Row: row}.String(), Key: key, Year: line.year, Stored: raw.Text, Engine: shownValue(want)})
	}
}

func shownValue(x any) string {
	if n, ok := x.(float64); ok {
		return reader.NumberText(n)
	}
	return x.(string)
}

// rounding is what another order of adding may change, relative to the
// figures that were added.
const rounding = 1e-12

// agrees reports whether a cell holds what the engine gives. scale is the size of
// what a figure is made of, which may be much larger than itself.
func agrees(raw sheets.Raw, want any, scale float64) bool {
	switch x := want.(type) {
	case float64:
		return raw.Kind == sheets.RawNumber && math.Abs(raw.Number-x) <= float64(tolerance*math.Abs(x))+float64(rounding*scale)
	case string:
		if x == "" {
			return raw.Kind == sheets.RawBlank || raw.Kind == sheets.RawNoValue // as this program writes a blank
		}
		if x == paper.NoPoint {
			return raw.Kind == sheets.RawError && raw.Text == x
		}
		return raw.Kind == sheets.RawText && sameSentence(abnd.Orthography1990(raw.Text), abnd.Orthography1990(strings.TrimSpace(x)))
	}
	return false
}

// scaleOf is the size of what a figure of a line is made of: a balance or an
// increment of money is a difference of figures of the size of GDP.
func (v *verifier) scaleOf(line *model.Line, year abnd.Year) float64 {
	if inMillions(line) {
		if year == 0 {
			year = v.study.Projection.First
		}
		return v.money(year)
	}
	if countsWhoIsNew(line.Key) {
		return v.everyone()
	}
	return 1
}

// countsWhoIsNew reports whether a line is a difference of people: of those of two
// years who are registered, of those who are covered and those of the status quo, or
// of tasks and those of the status quo.
func countsWhoIsNew(key model.Key) bool {
	line := string(key[strings.LastIndex(string(key), "/")+1:])
	return slices.Contains([]string{costing.Registrations, costing.HouseholdRegistrations, costing.NewlyCovered}, line) || strings.HasSuffix(line, costing.MoreThanStatusQuo)
}

// everyone is the population, of which such people are a part.
func (w *resultWriter) everyone() float64 {
	x, _ := w.projection.Value("frame/population", w.study.Projection.First)
	return x
}

func (v *verifier) money(year abnd.Year) float64 {
	x, _ := v.projection.Value("frame/gdp", year)
	return math.Abs(x)
}

// manifest compares what MANIFEST says of the study with the study.
func (v *verifier) manifest() {
	s, ok := v.stored[ManifestSheet]
	if !ok {
		return
	}
	v.Manifest = map[string]string{}
	ours := map[string]string{}
	english := map[string]string{}
	lang := v.lang
	spelt := func(label string) string {
		if lang.IsPortuguese() {
			return abnd.Orthography1990(label)
		}
		return label
	}
	page := v.manifestPage(Options{})
	v.lang = abnd.English
	for i, r := range v.manifestPage(Options{}).Rows {
		if label, value := manifestRow(page.Rows[i]); label != "" {
			ours[spelt(label)] = value
			english[spelt(label)], _ = manifestRow(r)
		}
	}
	v.lang = lang
	for _, row := range s.Cells.RowNumbers() {
		label, _ := s.At(row, 1)
		stored, _ := s.At(row, 2)
		name, known := english[spelt(label.Text)]
		if row < paper.FirstDataRow || !known {
			continue
		}
		v.Manifest[name] = stored.Text
		if want := ours[spelt(label.Text)]; !slices.Contains([]string{"Program", "Input", "SHA-256 of the input"}, name) && strings.TrimSpace(want) != stored.Text {
			v.Origin = append(v.Origin, Difference{Place: address.Ref{Sheet: ManifestSheet, Col: 2, Row: row}.String(), Key: model.Key(label.Text), Stored: stored.Text, Engine: want})
		}
	}
}

// manifestRow is the label and the value of a row of MANIFEST.
func manifestRow(r paper.Row) (label, value string) {
	if r.At < paper.FirstDataRow || len(r.Cells) < 2 {
		return "", ""
	}
	label, _ = r.Cells[0].Value.(string)
	value, _ = r.Cells[1].Value.(string)
	return label, value
}
