package sheets

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/textfile"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// Read makes a study of sheets and checks it: the diagnostics hold all that
// is wrong with the file and with the study in it, each with its place. The
// source is there always, for its places; its study is nil where the sheets
// could not be made into one.
func Read(grids []Grid) (*Source, abnd.Diagnostics) {
	r := readAll(grids)
	r.sayExamples()
	checked := costing.Check(r.study)
	for i := range checked {
		checked[i].Place = r.index().Find(checked[i].Path)
	}
	r.found = joinRepeats(append(r.found, r.ofTheirOwn(checked)...))
	return &Source{Study: r.whole(), Places: r.index(), Grids: grids}, r.found
}

// ReadUnchecked makes a study of sheets as [Read] does, but does not check the
// study in them: it may lack anything. The diagnostics hold what is wrong with
// the sheets; the study is nil where that is an error, because a part of them
// would be lost.
func ReadUnchecked(grids []Grid) (*abnd.Study, abnd.Diagnostics) {
	r := readAll(grids)
	return r.whole(), r.found
}

// whole is the study, or nil where a part of it would be lost.
func (r *reader) whole() *abnd.Study {
	if r.found.HasErrors() || len(r.unread) > 0 {
		return nil
	}
	return r.study
}

func readAll(grids []Grid) *reader {
	r := &reader{study: &abnd.Study{}, places: map[abnd.Path]string{}, grids: map[string]Grid{}, unread: map[string]bool{}}
	r.collect(grids)
	readGeneral(r)
	readPopulation(r)
	readDemographySheets(r)
	readEconomy(r)
	readGovernment(r)
	readVital(r)
	readLabour(r)
	readMacro(r)
	readSchemes(r)
	readOutturns(r)
	readGroups(r)
	readProvisions(r)
	readIndicators(r)
	readMatrixTexts(r)
	readRecommendations(r)
	readScenarios(r) // before benefits, whose columns they are
	readBenefits(r)
	readLevers(r)
	readTry(r)
	readPackages(r)
	readFinancing(r)
	readFund(r)
	readDistribution(r)
	readTables(r)
	readShocks(r)
	readUncertainty(r)
	readCorrelations(r)
	readSources(r)
	r.sayAside()
	return r
}

// ofTheirOwn keeps what is wrong with the study itself where reading has
// found faults already: a cell is reported once, and what is only missing
// because a column or a sheet could not be read is not reported at all.
func (r *reader) ofTheirOwn(checked abnd.Diagnostics) abnd.Diagnostics {
	reported := map[string]bool{}
	incomplete := len(r.unread) > 0
	for _, d := range r.found {
		if d.Severity != abnd.Error {
			continue // what was left aside hides nothing that is wrong
		}
		reported[d.Place] = true
		incomplete = incomplete || slices.Contains(leavingOut, d.Code)
	}
	return slices.DeleteFunc(checked, func(d abnd.Diagnostic) bool {
		return d.Place != "" && reported[d.Place] || incomplete && slices.Contains(ofAbsence, d.Code)
	})
}

// leavingOut are the faults of a file that leave a part of it unread;
// ofAbsence what a study seems to lack then.
var (
	leavingOut = []string{
		"sheet-missing", "sheet-twice", "sheet-header", "unknown-column", "column-twice", "column-missing",
		"row-missing", "unknown-row", "row-twice", "years-missing", "age", "choice", "merged-cells",
	}
	ofAbsence = []string{
		"needed", "no-benefits", "years-missing", "series-missing", "population-hole", "series-hole", "and-more", "no-source", "benchmark-unknown",
		"replaced-cost-unknown", "missing-age", "missing-year", "unknown-reference", "year-order", "year-outside", "country-code", "choice",
		"unknown-figure",
	}
)

type reader struct {
	study  *abnd.Study
	places map[abnd.Path]string
	// parameters are the places of the parameters of benefits; nil before they
	// are read.
	parameters *parameterCells

	grids  map[string]Grid
	unread map[string]bool // sheets that are there but could not be read
	found  abnd.Diagnostics
	aside  aside
}

// index knows the places of all that was read.
func (r *reader) index() CellIndex { return CellIndex{r.places, r.parameters} }

func (r *reader) fail(place, code string, problem, remedy abnd.Text) {
	r.found = append(r.found, abnd.Diagnostic{Code: code, Place: place, Problem: problem, Remedy: remedy})
}

func (r *reader) collect(grids []Grid) {
	var unknown []Grid
	for _, g := range grids {
		if !slices.Contains(Names(), g.Code) {
			unknown = append(unknown, g)
			continue
		}
		if g.Unread {
			r.unread[g.Code] = true
			continue
		}
		if _, twice := r.grids[g.Code]; twice {
			r.fail(g.Place, "sheet-twice", abnd.T("the sheet %q is duplicated", "a folha %q aparece duas vezes").Fill(g.Code), abnd.T("delete one of the two", "elimine uma das duas"))
			continue
		}
		r.grids[g.Code] = g
	}
	for _, name := range Names() {
		if _, ok := r.grids[name]; !ok && !r.unread[name] && !slices.Contains(optionalSheets, name) {
			r.fail("", "sheet-missing", abnd.T("the sheet %q is missing", "falta a folha %q").Fill(name),
				abnd.T("add it, or start from a template: abnd new --blank -o FILE.xlsx", "acrescente-a ou comece por um modelo: abnd new --blank -o FICHEIRO.xlsx"))
		}
	}
	r.leaveSheets(unknown)
}

// begin reports whether the file has an optional sheet, and that what is under
// the path stands on it.
func (r *reader) begin(code string, path abnd.Path) bool {
	g, ok := r.grids[code]
	if ok {
		r.places[path] = g.Place
	}
	return ok
}

// table prepares the rows of a sheet: its header must hold the columns, each
// once; what is neither of them nor accepted by dynamic is left aside, and so
// are notes below the table.
func (r *reader) table(code string, columns []Column, dynamic func(Raw) (string, bool)) []row {
	g, ok := r.grids[code]
	if !ok {
		return nil
	}
	index := map[string]int{}
	known, earlier := keysOf(columns)
	var unknown []Raw
	for i, h := range g.Header {
		key := strings.TrimSpace(h.Text)
		if h.Kind == RawNumber {
			key = strconv.FormatFloat(h.Number, 'f', -1, 64)
		}
		if h.Kind == RawBlank || key == "" {
			continue
		}
		if !slices.Contains(known, key) && !slices.Contains(earlier, key) {
			accepted, ok := key, false
			if dynamic != nil {
				accepted, ok = dynamic(Raw{Text: key, Place: h.Place})
			}
			if !ok {
				unknown = append(unknown, Raw{Text: key, Place: h.Place})
				continue
			}
			key = accepted
		}
		if _, twice := index[key]; twice {
			r.fail(h.Place, "column-twice", abnd.T("the column %q is duplicated", "a coluna %q aparece duas vezes").Fill(key), abnd.T("delete one of the two", "elimine uma das duas"))
			continue
		}
		index[key] = i
	}
	unknown = append(unknown, takeEarlier(columns, g.Header, index)...)
	for _, c := range columns {
		if _, ok := index[c.Key]; !ok && !c.Auto && !c.Optional && !c.hasOther(index) {
			r.fail(g.Place, "column-missing", abnd.T("the column %q is missing", "falta a coluna %q").Fill(c.Key), abnd.T("add this key to the header row", "acrescente esta chave à linha dos cabeçalhos"))
		}
	}
	r.leaveColumns(unknown, columns, index, dynamic != nil)
	merged := mergedCells{reader: r, sheet: code}
	merged.add(g.Header, everyColumn(len(g.Header)))
	read, lists := readColumns(columns, index), listsOf(columns)
	rows := make([]row, 0, len(g.Rows))
	afterBlank := false
	for _, cells := range g.Rows {
		if !slices.ContainsFunc(cells, func(c Raw) bool { return c.Kind != RawBlank }) || saysNothing(cells, g.Header) {
			afterBlank = true
			continue
		}
		if place, ok := noteIn(cells, afterBlank); ok {
			if !isOurs(cells) {
				r.aside.notes = append(r.aside.notes, place)
			}
			continue // what follows a note in its block is judged as it is
		}
		afterBlank = false
		merged.add(cells, read)
		rows = append(rows, row{reader: r, index: index, lists: lists, cells: cells, sheet: g.Place})
	}
	merged.report()
	return rows
}

// saysNothing reports whether a row holds nothing but the columns that say what
// its codes mean, blank because there are none: it was cleared.
func saysNothing(cells, header []Raw) bool {
	for i, c := range cells {
		isBlank := c.Kind == RawBlank || c.Kind == RawNoValue || c.Kind == RawText && c.Text == ""
		if !isBlank || c.Kind != RawBlank && i < len(header) && header[i].Kind != RawBlank {
			return false
		}
	}
	return true
}

// row reads one row of a sheet by column key.
type row struct {
	*reader
	index map[string]int
	lists map[string]*model.List // of the columns that have one
	cells []Raw
	sheet string
}

func (w row) raw(key string) Raw {
	i, ok := w.index[key]
	if !ok || i >= len(w.cells) {
		return Raw{Place: w.place()}
	}
	c := w.cells[i]
	if c.Place == "" {
		c.Place = w.place()
	}
	return c
}

// place of the row: that of its first cell that has one.
func (w row) place() string {
	for _, c := range w.cells {
		if c.Place != "" {
			return c.Place
		}
	}
	return w.sheet
}

// mark reads a cell, and notes that it is the place of a path, which may be
// blank.
func (w row) mark(key string, path abnd.Path) Raw {
	c := w.raw(key)
	if path != "" {
		w.places[path] = c.Place
	}
	return c
}

// text reads free text. A number in a text cell is written out.
func (w row) text(key string, path abnd.Path) string {
	c := w.mark(key, path)
	switch c.Kind {
	case RawNumber:
		return strconv.FormatFloat(c.Number, 'f', -1, 64)
	case RawError, RawNoValue, RawUnreadable:
		w.noValue(c)
		return ""
	}
	return codeMeant(w.lists[key], strings.TrimSpace(c.Text))
}

// list reads IDs that are joined by semicolons.
func (w row) list(key string, path abnd.Path) []string {
	var ids []string
	for _, id := range strings.Split(w.text(key, path), ";") {
		if id = strings.TrimSpace(id); id != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

// number reads a number; the second result is false where the cell is blank
// or wrong, and a wrong one is reported.
func (w row) number(key string, path abnd.Path) (float64, bool) {
	return w.numberOf(w.mark(key, path))
}

func (w row) numberOf(c Raw) (float64, bool) {
	x, ok := w.everyDigit(c)
	return abnd.Kept(x), ok
}

func (w row) everyDigit(c Raw) (float64, bool) {
	switch c.Kind {
	case RawBlank:
		return 0, false
	case RawNumber:
		if math.IsNaN(c.Number) || math.IsInf(c.Number, 0) {
			break
		}
		return c.Number, true
	case RawUntyped:
		if x, ok := c.Decimal.Parse(c.Text); ok {
			return x, true
		}
	case RawText:
		// Pasted from a document: 25 can only be twenty-five.
		if x, ok := textfile.Unknown.Parse(c.Text); ok {
			return x, true
		}
	case RawError, RawNoValue, RawUnreadable:
		w.noValue(c)
		return 0, false
	}
	w.fail(c.Place, "text-for-number", abnd.T("expected a number, found the text %q", "esperava-se um número; encontrou-se o texto %q").Fill(c.Text), numberRemedy(c.Text))
	return 0, false
}

// parsePlain reads a number as CSV writes it: digits, decimal point, maybe an
// exponent. Words like NaN and forms like 0x1p-2 are not numbers here.
func parsePlain(s string) (float64, bool) {
	s = strings.TrimSpace(s)
	if s == "" || strings.ContainsFunc(s, func(r rune) bool { return !strings.ContainsRune("0123456789+-.eE", r) }) {
		return 0, false
	}
	x, err := strconv.ParseFloat(s, 64)
	return x, err == nil && !math.IsInf(x, 0)
}

// numberRemedy guesses how a number came to be text, without guessing its
// value.
func numberRemedy(s string) abnd.Text {
	switch {
	case strings.HasSuffix(strings.TrimSpace(s), "%"):
		return abnd.T("enter the share as a number: 12% or 0.12, without an apostrophe", "escreva a proporção como número: 0,12, ou 12% sem apóstrofo")
	case strings.Contains(s, ",") && strings.Contains(s, "."):
		return abnd.T("enter the number without thousands separators, e.g. 12400; the program does not guess whether the comma or the point is the decimal mark", "escreva o número sem separadores de milhares, por exemplo 12400; o programa não adivinha se a vírgula ou o ponto é o sinal decimal")
	case strings.EqualFold(strings.TrimSpace(s), "n/a"), strings.TrimSpace(s) == "-", strings.TrimSpace(s) == "–", strings.TrimSpace(s) == "…":
		return abnd.T("leave the cell blank if there are no data", "deixe a célula em branco se não há dados")
	}
	return abnd.T("enter a number: digits and one decimal mark, e.g. 12.5, cell format General", "escreva um número: algarismos e um sinal decimal, por exemplo 12,5, formato de célula Geral")
}

func (w row) noValue(c Raw) {
	switch c.Kind {
	case RawNoValue:
		w.fail(c.Place, "formula-without-value", abnd.T("the cell has a formula without a stored value", "a célula tem uma fórmula sem valor guardado"),
			abnd.T("open the file in Excel or LibreOffice, let it recalculate, and save it again", "abra o ficheiro no Excel ou LibreOffice, deixe calcular e volte a guardá-lo"))
	case RawError:
		w.fail(c.Place, "error-value", abnd.T("the cell contains the error %s", "a célula contém o erro %s").Fill(c.Text),
			abnd.T("correct the formula, or enter the number", "corrija a fórmula ou escreva o número"))
	default:
		w.fail(c.Place, "unreadable", abnd.T("the cell cannot be read (%s)", "não é possível ler a célula (%s)").Fill(c.Text),
			abnd.T("enter its value again", "volte a escrever o valor"))
	}
}

// figure reads a number that may be unknown.
func (w row) figure(key string, path abnd.Path) abnd.Figure {
	x, ok := w.number(key, path)
	return abnd.Figure{Value: x, Known: ok}
}

// datedFigure reads a number with the year in another column.
func (w row) datedFigure(key, yearKey string, path abnd.Path) abnd.Figure {
	f := w.figure(key, path+"/"+abnd.Path(key))
	f.Year = w.year(yearKey, path+"/"+abnd.Path(yearKey))
	return f
}

// year reads a calendar year; 0 where there is none.
func (w row) year(key string, path abnd.Path) abnd.Year {
	x, ok := w.number(key, path)
	if !ok {
		return 0
	}
	if x != math.Trunc(x) || x < 1000 || x > 9999 {
		w.fail(w.raw(key).Place, "year", abnd.T("%v is not a valid calendar year", "%v não é um ano civil").Fill(x), abnd.T("write four digits, e.g. 2025", "escreva quatro algarismos, como 2025"))
		return 0
	}
	return abnd.Year(x)
}

// value reads a parameter: a code where there is a list, else a number.
func (w row) value(key string, path abnd.Path, list *model.List) abnd.Value {
	if list != nil {
		return abnd.Code(w.choice(key, path, list))
	}
	if x, ok := w.number(key, path); ok {
		return abnd.Num(x)
	}
	return abnd.Value{}
}

// provenance reads where a value comes from; a blank path has no places.
func (w row) provenance(path abnd.Path) abnd.Provenance {
	p := w.rowProvenance(path)
	if _, ok := w.index["year"]; ok {
		p.Year = w.year("year", below(path, "year"))
	}
	return p
}

// yearColumn accepts headers that are calendar years.
func yearColumn(h Raw) (string, bool) {
	x, ok := parsePlain(h.Text)
	if !ok || x != math.Trunc(x) || x < 1000 || x > 9999 {
		return "", false
	}
	return strconv.Itoa(int(x)), true
}

// years lists the columns of a row that are calendar years, in order.
func (w row) years() []abnd.Year {
	var all []abnd.Year
	for key := range w.index {
		if key, ok := yearColumn(Raw{Text: key}); ok {
			y, _ := strconv.Atoi(key)
			all = append(all, abnd.Year(y))
		}
	}
	slices.Sort(all)
	return all
}

func yearKey(y abnd.Year) string { return strconv.Itoa(int(y)) }

func underYear(path abnd.Path, y abnd.Year) abnd.Path { return path + "/" + abnd.Path(yearKey(y)) }
