package sheets

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// ForReading arranges sheets for the reader of a workbook, on whose screen the
// first columns are all there is: what a row is called, then its figures, then
// what says how they go on, and last where they are from. Keys that a label says
// in words, and columns that no row uses, are hidden, and beside codes stands what
// they mean. Text files keep the order of [Write], and the reader takes columns in
// any order.
//
// The first column stays the first: by its key the header is found.
func ForReading(all []Sheet) []Sheet {
	arranged := make([]Sheet, len(all))
	for i, s := range all {
		if s.Code == Try { // a page of its own
			arranged[i] = s
			continue
		}
		arranged[i] = s.inOrderOfReading().withMeanings()
		arranged[i].Frozen = arranged[i].named()
		arranged[i].hide()
	}
	return arranged
}

// readingRank is the place of a column among the others.
type readingRank int

// The parts of a sheet from left to right.
const (
	rankName   readingRank = iota // what the row is called
	rankLevel                     // the figure of a row that has one and no years
	rankYears                     // the figures by year
	rankFigure                    // figures that have columns of their own
	rankOther                     // what says how figures go on; codes
	rankText                      // long texts
	rankOrigin                    // where figures are from
)

// nameKeys are the columns that say what a row is.
var nameKeys = []string{"key", "id", "label", "unit", "benefit", "parameter", "age"}

// figuresFirst are the sheets whose figures would lie off the screen behind
// the codes and texts that come before them.
var figuresFirst = []string{Schemes, Levers}

// ranks are the places of the columns of a sheet.
func (s Sheet) ranks() []readingRank {
	ranks := make([]readingRank, len(s.Columns))
	byYear := slices.ContainsFunc(s.Columns, isYearColumn)
	labelled := slices.ContainsFunc(s.Columns, func(c Column) bool { return c.Key == "label" })
	figures := slices.Contains(figuresFirst, s.Code)
	for i, c := range s.Columns {
		followed := i+1 < len(s.Columns) && s.Columns[i+1].Key == "source"
		switch {
		case i == 0, isName(c) && !labelled, !figures && slices.Contains(nameKeys, c.Key):
			ranks[i] = rankName
		case slices.Contains(provenanceKeys, c.Key), c.Key == natureColumn, c.Key == "year" && followed && !byYear, c.Key == "year" && s.Code == Series:
			ranks[i] = rankOrigin
		case isYearColumn(c):
			ranks[i] = rankYears
		case byYear && slices.Contains(levelKeys, c.Key):
			ranks[i] = rankLevel
		case figures && c.Format.IsNumber():
			ranks[i] = rankFigure
		case (byYear || figures) && (c.Format == Wrapped || c.Lang != ""):
			ranks[i] = rankText
		case byYear || figures:
			ranks[i] = rankOther
		default: // in its order between names and origin
			ranks[i] = rankFigure
		}
	}
	return ranks
}

// levelKeys are the columns of a row that has one figure where others have
// years.
var levelKeys = []string{"level", "value", "low", "high", "year"}

func isName(c Column) bool { return c.Lang != "" && textOf(c.Key) == nameColumn.Key }

func isYearColumn(c Column) bool {
	_, ok := yearColumn(Raw{Text: c.Key})
	return ok
}

// inOrderOfReading is the sheet with its columns in the order of their ranks.
func (s Sheet) inOrderOfReading() Sheet {
	ranks := s.ranks()
	order := make([]int, len(s.Columns))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return int(ranks[a] - ranks[b]) })
	out := s
	out.Columns = make([]Column, len(order))
	for to, from := range order {
		out.Columns[to] = s.Columns[from]
	}
	out.Rows = make([][]Cell, len(s.Rows))
	for r, row := range s.Rows {
		out.Rows[r] = make([]Cell, len(order))
		for to, from := range order {
			if from < len(row) {
				out.Rows[r][to] = row[from]
			}
		}
	}
	return out
}

// named is how many columns say what a row is, from the first on: they stay in
// view. Units may leave it.
func (s Sheet) named() int {
	last := 1
	for i, c := range s.Columns {
		switch {
		case isName(c), c.Key != "unit" && slices.Contains(nameKeys, c.Key):
			last = i + 1
		case i > 0 && c.Key != "" && c.Key != "unit":
			return max(last, min(s.Frozen, len(s.Columns)))
		}
	}
	return last
}

// hide hides what is read by the program alone: keys that are fixed and said in
// words beside them, and columns of which no row has a cell.
func (s *Sheet) hide() {
	if len(s.Rows) == 0 {
		return
	}
	for i := range s.Columns {
		c := &s.Columns[i]
		used, typed := false, false
		for _, row := range s.Rows {
			cell := row[i]
			used = used || cell.Input || cell.Means || !cell.Value.IsBlank() || !cell.Label.IsZero()
			typed = typed || cell.Input
		}
		switch {
		case isYearColumn(*c): // it may hold formulas
		case !used:
			c.Hidden = !c.Auto
		case typed || c.Auto || c.Key == "benefit":
			// Rows are added by these: their ids stay in view.
		case c.Key == "key", c.Key == "parameter", s.isSaid(c.Key):
			c.Hidden = true
		}
	}
}

// isSaid reports whether another column says what the codes of one mean.
func (s Sheet) isSaid(key string) bool {
	return slices.ContainsFunc(s.Columns, func(c Column) bool { return slices.Contains(c.Means, key) })
}

// meaningLabel heads the columns that say what codes mean.
var meaningLabel = abnd.T("Meaning", "Significado")

// withMeanings is the sheet with a column beside each that holds codes, which
// says what they mean. The values of a parameter in all scenarios share one.
func (s Sheet) withMeanings() Sheet {
	out := s
	out.Columns, out.Rows = nil, make([][]Cell, len(s.Rows))
	shared := s.scenarioKeys()
	for i, c := range s.Columns {
		out.Columns = append(out.Columns, c)
		for r, row := range s.Rows {
			out.Rows[r] = append(out.Rows[r], row[i])
		}
		means := []string{c.Key}
		if slices.Contains(shared, c.Key) {
			if means = shared; c.Key != shared[len(shared)-1] {
				continue
			}
		}
		if !s.holdsCodes(means) && !(s.Code == Benefits && c.Key == "benefit") {
			continue
		}
		said := Column{Label: meaningLabel, Auto: true, Means: means}
		if c.Key == "benefit" {
			said.Label, said.Means = nameColumn.Label, nil
		}
		out.Columns = append(out.Columns, said)
		for r, row := range s.Rows {
			cell := Cell{}
			if c.Key == "benefit" {
				cell.Label = s.benefitNames()[codeIn(row[i])]
			} else {
				cell.Label = s.meaning(row, means)
				cell.Means = len(s.codesIn(row, means)) > 0
			}
			out.Rows[r] = append(out.Rows[r], cell)
		}
	}
	return out
}

// scenarioKeys are the columns of BENEFITS that hold the values of a parameter.
func (s Sheet) scenarioKeys() []string {
	if s.Code != Benefits {
		return nil
	}
	var keys []string
	for _, c := range s.Columns {
		if len(keys) > 0 && (slices.Contains(provenanceKeys, c.Key) || c.Key == "year") {
			break
		}
		if len(keys) > 0 || c.Key == "base" {
			keys = append(keys, c.Key)
		}
	}
	return keys
}

// benefitNames are the names of benefits by what stands in their first column.
func (s Sheet) benefitNames() map[string]abnd.Text {
	at := func(key string) int { return slices.IndexFunc(s.Columns, func(c Column) bool { return c.Key == key }) }
	parameter, base := at("parameter"), at("base")
	names := map[string]abnd.Text{}
	for _, row := range s.Rows {
		id := codeIn(row[0])
		name := names[id]
		switch codeIn(row[parameter]) {
		case "name_en":
			name.EN = codeIn(row[base])
		case "name_pt":
			name.PT = codeIn(row[base])
		}
		names[id] = name
	}
	return names
}

func codeIn(c Cell) string {
	code, _ := c.Value.Code()
	return code
}

// listOf is the list whose codes a cell takes; nil where it takes none.
func listOf(column Column, c Cell) *model.List {
	format, list := c.Format, c.List
	if format == Text {
		format = column.Format
	}
	if list == nil {
		list = column.List
	}
	if format != Code || list == nil || len(list.Codes) == 0 || !c.Input && c.Value.IsBlank() {
		return nil
	}
	return list
}

// holdsCodes reports whether any row has codes of a list in one of the columns.
func (s Sheet) holdsCodes(keys []string) bool {
	return slices.ContainsFunc(s.Rows, func(row []Cell) bool { return len(s.codesIn(row, keys)) > 0 })
}

// coded is a cell that takes a code of a list.
type coded struct {
	column int
	list   *model.List
}

func (s Sheet) codesIn(row []Cell, keys []string) []coded {
	var all []coded
	for i, c := range s.Columns {
		if i < len(row) && slices.Contains(keys, c.Key) {
			if list := listOf(c, row[i]); list != nil {
				all = append(all, coded{i, list})
			}
		}
	}
	return all
}

// CodedIn are the columns, from 0, of a row in which the column that says what
// they mean finds codes, with their lists.
func (s Sheet) CodedIn(row []Cell, meaning Column, each func(column int, list *model.List)) {
	for _, c := range s.codesIn(row, meaning.Means) {
		each(c.column, c.list)
	}
}

// NoMeaning is what stands beside what is no code of its list.
var NoMeaning = abnd.T("not in the list", "não consta da lista")

// meaning is what a column says of the codes in a row: of one column what the code
// means, of several the names of those that hold one with it.
func (s Sheet) meaning(row []Cell, keys []string) abnd.Text {
	parts := abnd.Text{}
	for _, c := range s.codesIn(row, keys) {
		code := codeIn(row[c.column])
		if code == "" {
			continue
		}
		means := NoMeaning
		if label, ok := c.list.Label(code); ok {
			means = label
		}
		if len(keys) == 1 {
			return means
		}
		if c.column > 0 && s.Columns[c.column].Key != keys[0] {
			means = abnd.T("%s: %s", "%s: %s").Fill(s.Columns[c.column].Label, means)
		}
		if !parts.IsZero() {
			means = abnd.T("%s; %s", "%s; %s").Fill(parts, means)
		}
		parts = means
	}
	return parts
}
