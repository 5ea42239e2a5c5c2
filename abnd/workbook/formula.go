package workbook

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// yearRow is the row of every sheet with years that holds them as numbers.
const yearRow = paper.LabelRow

// cellRef is where a line stands in the workbook: a cell, or the cell of the
// first year of a row.
type cellRef struct {
	sheet string
	row   int
	col   int
	// series says that it is a row, with a cell for each year from first to
	// last: calendar years, or ages, which begin at 0.
	series      bool
	first, last abnd.Year
}

// cellRefOf is the spot of a line whose first cell is given.
func cellRefOf(line *model.Line, sheet string, row, col int) cellRef {
	return cellRef{sheet: sheet, row: row, col: col, series: line.IsSeries(), first: line.Years.First, last: line.Years.Last}
}

// column is the column of a year.
func (s cellRef) column(year abnd.Year) int { return s.col + int(year-s.first) }

// formulas renders the formulas of a model's lines. Every formula is made
// from the line's one definition; nothing is written here a second time.
//
// The dialect is what Excel since 2010 and LibreOffice agree on: arithmetic,
// SUM, SUMPRODUCT, SUMIFS, INDEX, MATCH, CHOOSE, IF, AND, OR, MIN, MAX, ROUND,
// LN, SQRT, ASIN, FIXED, SUBSTITUTE, MID, LEN, ISNUMBER and IFERROR; on CHECKS
// also ISTEXT, ROW, COLUMN and ADDRESS, which name a cell.
type formulas struct {
	model *model.Model
	spots map[model.Key]cellRef
	// lists gives the range of a list of codes, absolute.
	lists func(name string) (string, bool)
	// texts gives the cell of a text of the study; nil where there are none.
	texts func(abnd.Path) (address.Ref, bool)
	// people is where the population stands.
	people populationRange
	// base is the year from which the population is projected; 0 where it is
	// not. Which cells are formulas follows from it, so it is no part of them.
	base abnd.Year
}

// populationRange is the place of POP: its rows, and its columns.
type populationRange struct {
	sheet          string
	topRow, endRow int
	sexCol, ageCol int
	yearCol        int // of the first year
	firstYear      abnd.Year
}

// formula renders a line's formula as it stands on a sheet in the column of a
// year; the year does not matter for a single cell. Copied to the column of
// another year it is that year's formula.
func (f *formulas) formula(line *model.Line, at cellRef, year abnd.Year) string {
	return f.rendered(line, at, year, false)
}

func (f *formulas) rendered(line *model.Line, at cellRef, year abnd.Year, marked bool) string {
	r := renderer{formulas: f, sheet: at.sheet, year: year, marked: marked}
	if line.IsSeries() {
		r.column = at.column(year)
	}
	r.ranges = line.Group == costing.DemographyGroup
	text := r.expr(line.Formula, lowest)
	if line.Blankable && line.Group != costing.DemographyGroup {
		// What cannot be known shows as a blank, as in the engine.
		text = fmt.Sprintf("IFERROR(%s,%s)", text, blankText)
	}
	return text
}

const blankText = `""`

// rowFormula is the formula of a row of years, rendered once and copied across: its
// text, cut at the columns that move with the year.
type rowFormula struct {
	pieces []string
	cols   []int // between the pieces, in the first year
	first  abnd.Year
}

// movingMark stands around the columns that move; no formula holds it.
const movingMark = "\x00"

// rowOf renders the formula of a series; ok is false where it is another one in
// the base year of the population.
func (f *formulas) rowOf(line *model.Line, at cellRef) (row rowFormula, ok bool) {
	if !line.IsSeries() || line.Group == costing.DemographyGroup {
		return rowFormula{}, false
	}
	row.first = line.Years.First
	for i, part := range strings.Split(f.rendered(line, at, row.first, true), movingMark) {
		if i%2 == 0 {
			row.pieces = append(row.pieces, part)
			continue
		}
		col, err := strconv.Atoi(part)
		if err != nil {
			panic("workbook: a formula holds the mark of moving columns") // our own slip
		}
		row.cols = append(row.cols, col)
	}
	return row, true
}

// in is the formula in the column of a year.
func (r rowFormula) in(year abnd.Year) string {
	var text strings.Builder
	for i, piece := range r.pieces {
		text.WriteString(piece)
		if i < len(r.cols) {
			text.WriteString(address.Column(r.cols[i] + int(year-r.first)))
		}
	}
	return text.String()
}

// renderer writes one formula for one cell.
type renderer struct {
	*formulas
	sheet  string
	year   abnd.Year
	column int
	// ranges lets sums over all ages be written as sums of ranges.
	ranges bool
	// marked says that columns that move with the year are written between marks:
	// see [rowFormula].
	marked bool
}

// moving writes a column that moves with the year.
func (r renderer) moving(col int) string {
	if r.marked {
		return movingMark + strconv.Itoa(col) + movingMark
	}
	return address.Column(col)
}

// isBlank reports whether a line of the population is blank in the base year:
// nothing has happened before it.
func (f *formulas) isBlank(line *model.Line, year abnd.Year) bool {
	return line.Group == costing.DemographyGroup && line.Blankable && year == f.base
}

// atBase finds the condition that tells the base year from those after it, and
// whether it holds.
func (r renderer) atBase(c model.Cond) (holds, is bool) {
	compare, ok := c.(model.Compare)
	if !ok || compare.Op != model.Equal || compare.L != (model.ThisYear{}) || compare.R != (model.Ref{Key: costing.PopulationBaseKey}) {
		return false, false
	}
	return r.year == r.base, true
}

// precedence of what stands around an operand, so that parentheses are
// written only where they are needed.
type precedence int

const (
	lowest precedence = iota
	additive
	multiplicative
	powers
	atom
)

func (r renderer) expr(e model.Expr, around precedence) string {
	return model.Read(e, operand{r, around})
}

// operand is the reading that writes a formula as it stands inside another.
type operand struct {
	renderer
	around precedence
}

func (o operand) Zero() string                 { return "0" }
func (o operand) One() string                  { return "1" }
func (o operand) Unknown() string              { return blankText }
func (o operand) Ref(e model.Ref) string       { return o.ref(e.Key, o.year) }
func (o operand) Prev(e model.Prev) string     { return o.ref(e.Key, o.year-1) }
func (o operand) At(e model.At) string         { return o.at(e) }
func (o operand) People(e model.People) string { return o.peopleBetween(e) }
func (o operand) Total(e model.Total) string   { return o.total(e.Terms) }

func (o operand) ThisYear() string {
	return o.moving(o.column) + "$" + strconv.Itoa(yearRow)
}

func (o operand) Extreme(e model.Extreme) string {
	name := "MIN"
	if e.Greatest {
		name = "MAX"
	}
	return name + "(" + o.terms(e.Terms) + ")"
}

func (o operand) Apply(e model.Apply) string {
	return e.Function.InSheet(o.expr(e.X, lowest))
}

func (o operand) If(e model.If) string {
	if holds, is := o.atBase(e.Cond); is && holds {
		return o.expr(e.Then, o.around)
	} else if is {
		return o.expr(e.Else, o.around)
	}
	return "IF(" + o.cond(e.Cond) + "," + o.expr(e.Then, lowest) + "," + o.expr(e.Else, lowest) + ")"
}

func (o operand) Choose(e model.Choose) string {
	return o.choose("MATCH("+o.ref(e.On, o.year)+","+o.list(e.On)+",0)", 0, e.Branches)
}

func (r renderer) terms(terms []model.Expr) string {
	parts := make([]string, len(terms))
	for i, t := range terms {
		parts[i] = r.argument(t)
	}
	return strings.Join(parts, ",")
}

// argument writes an argument of SUM, MIN or MAX. These pass over a cell that
// shows as a blank, where in the engine what is not known makes the whole not
// known: adding 0 to such a cell is an error, as it should be. Other lines that
// can be blank are asked for before they are added.
func (r renderer) argument(e model.Expr) string {
	switch e := e.(type) {
	case model.Ref:
		if r.model.Line(e.Key).Lacks {
			return r.expr(e, additive) + "+0"
		}
	case model.If:
		if known, is := e.Cond.(model.Known); !is || e.Then != model.Ref(known) {
			if _, is := r.atBase(e.Cond); !is && r.lacks(e) {
				return "IF(" + r.cond(e.Cond) + "," + r.argument(e.Then) + "," + r.argument(e.Else) + ")"
			}
		}
	}
	return r.expr(e, lowest)
}

// lacks reports whether a formula reads a line that rests on a series that is not
// given.
func (r renderer) lacks(e model.If) bool {
	lacks := false
	model.Reads(e, func(key model.Key) { lacks = lacks || r.model.Line(key).Lacks })
	return lacks
}

// mostChoices that CHOOSE takes in LibreOffice is 30; one more makes an error
// that no IFERROR catches. Excel takes 254.
const mostChoices = 30

// choose is the branch at a place, of which so many come before the branches.
func (r renderer) choose(place string, before int, branches []model.Expr) string {
	rest := place
	if before > 0 {
		rest += fmt.Sprintf("-%d", before)
	}
	if len(branches) <= mostChoices {
		return "CHOOSE(" + rest + "," + r.terms(branches) + ")"
	}
	return fmt.Sprintf("IF(%s<=%d,CHOOSE(%s,%s),%s)", place, before+mostChoices, rest, r.terms(branches[:mostChoices]),
		r.choose(place, before+mostChoices, branches[mostChoices:]))
}

// mostArguments that SUM takes in Excel is 255.
const mostArguments = 200

func (r renderer) total(terms []model.Expr) string {
	if len(terms) == 0 {
		return "0"
	}
	if text, ok := r.sumOfRanges(terms); ok {
		return text
	}
	var parts []string
	for len(terms) > mostArguments {
		parts = append(parts, "SUM("+r.terms(terms[:mostArguments])+")")
		terms = terms[mostArguments:]
	}
	return "SUM(" + strings.Join(append(parts, r.terms(terms)), ",") + ")"
}

// sumOfRanges writes a sum over lines that stand below one another as SUM of
// their range, and a sum of products of two such as SUMPRODUCT.
func (r renderer) sumOfRanges(terms []model.Expr) (string, bool) {
	if !r.ranges {
		return "", false
	}
	var first, second []model.Key
	for _, t := range terms {
		switch t := t.(type) {
		case model.Ref:
			first = append(first, t.Key)
		case model.Binary:
			l, okLeft := t.L.(model.Ref)
			right, okRight := t.R.(model.Ref)
			if t.Op == model.Mul && okLeft && okRight {
				first, second = append(first, l.Key), append(second, right.Key)
			}
		}
	}
	left, ok := r.rangeDown(first)
	if !ok || len(first) != len(terms) {
		return "", false
	}
	if len(second) == 0 {
		return "SUM(" + left + ")", true
	}
	right, ok := r.rangeDown(second)
	return "SUMPRODUCT(" + left + "," + right + ")", ok && len(second) == len(terms)
}

// rangeDown is the range of series that stand in rows below one another, in
// the column of the year.
func (r renderer) rangeDown(keys []model.Key) (string, bool) {
	if len(keys) == 0 {
		return "", false
	}
	top := r.spot(keys[0])
	for i, key := range keys {
		s := r.spot(key)
		if s.sheet != top.sheet || s.row != top.row+i || !s.series || s.column(r.year) != top.column(r.year) {
			return "", false
		}
	}
	col := r.moving(top.column(r.year))
	return r.on(top.sheet) + col + strconv.Itoa(top.row) + ":" + col + strconv.Itoa(top.row+len(keys)-1), true
}

func (o operand) Binary(e model.Binary) string {
	mine := additive
	switch e.Op {
	case model.Mul, model.Div:
		mine = multiplicative
	case model.Pow:
		mine = powers
	}
	// The right side binds tighter, so that a-(b-c) keeps its parentheses.
	text := o.expr(e.L, mine) + e.Op.Symbol() + o.expr(e.R, mine+1)
	if mine < o.around {
		return "(" + text + ")"
	}
	return text
}

func (r renderer) cond(c model.Cond) string { return model.ReadCond(c, r) }

func (r renderer) All(c model.All) string { return "AND(" + r.conds(c.Terms) + ")" }
func (r renderer) Any(c model.Any) string { return "OR(" + r.conds(c.Terms) + ")" }
func (r renderer) Is(c model.Is) string   { return r.ref(c.Key, r.year) + `="` + c.Code + `"` }

// Known asks a cell for a number whether it holds one: a text that was typed there
// is no more known than a blank, and CHECKS names it.
func (r renderer) Known(c model.Known) string {
	if line := r.model.Line(c.Key); line.IsInput() && line.List == nil {
		return "ISNUMBER(" + r.ref(c.Key, r.year) + ")"
	}
	return r.ref(c.Key, r.year) + "<>" + blankText
}

func (r renderer) Compare(c model.Compare) string {
	return r.expr(c.L, additive) + c.Op.Symbol() + r.expr(c.R, additive)
}

func (r renderer) conds(terms []model.Cond) string {
	parts := make([]string, len(terms))
	for i, t := range terms {
		parts[i] = r.cond(t)
	}
	return strings.Join(parts, ",")
}

func (r renderer) spot(key model.Key) cellRef {
	s, ok := r.spots[key]
	if !ok {
		panic(fmt.Sprintf("workbook: the line %s has no place", key))
	}
	return s
}

// ref refers to a line: a single cell is fixed, a row moves with the column.
func (r renderer) ref(key model.Key, year abnd.Year) string {
	s := r.spot(key)
	cell := "$" + address.Column(s.col) + "$" + strconv.Itoa(s.row)
	if s.series {
		cell = r.moving(s.column(year)) + strconv.Itoa(s.row)
	}
	return r.on(s.sheet) + cell
}

// on names the sheet, where it is another one.
func (r renderer) on(sheet string) string {
	if sheet == r.sheet {
		return ""
	}
	return address.Quoted(sheet) + "!"
}

func (r renderer) at(e model.At) string {
	s := r.spot(e.Key)
	across := func(row int) string {
		return fmt.Sprintf("%s$%s$%d:$%s$%d", r.on(s.sheet), address.Column(s.col), row, address.Column(s.column(s.last)), row)
	}
	return "INDEX(" + across(s.row) + ",MATCH(" + r.expr(e.Year, lowest) + "," + across(yearRow) + ",0))"
}

func (r renderer) peopleBetween(e model.People) string {
	p := r.people
	down := func(name string) string {
		return fmt.Sprintf("%s%s$%d:%s$%d", r.on(p.sheet), name, p.topRow, name, p.endRow)
	}
	return fmt.Sprintf(`SUMIFS(%s,%s,"%s",%s,">="&%s,%s,"<="&%s)`,
		down(r.moving(p.yearCol+int(r.year-p.firstYear))), down("$"+address.Column(p.sexCol)), e.Sex,
		down("$"+address.Column(p.ageCol)), r.expr(e.Lo, atom), down("$"+address.Column(p.ageCol)), r.expr(e.Hi, atom))
}

func (r renderer) list(key model.Key) string {
	list := r.model.Line(key).List
	place, ok := r.lists(list.Name)
	if !ok {
		panic(fmt.Sprintf("workbook: the list %s has no place", list.Name))
	}
	return place
}
