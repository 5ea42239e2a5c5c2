package javascript

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// The operators of the code, and what stands behind each before its operands.
// model.js has the same numbers.
const (
	opZero     = iota
	opOne      //
	opUnknown  //
	opYear     //
	opRef      // line
	opPrev     // line
	opAt       // line; the year
	opFemale   // ; from and to
	opMale     // ; from and to
	opTotal    // how many terms; the terms
	opLeast    // how many terms; the terms
	opGreatest // how many terms; the terms
	opApply    // function; the number
	opIf       // length of then, length of else; condition, then, else
	opChoose   // line, how many branches, the length of each; the branches
	opKnown    // line
	opIs       // line, place of the code
	opArith    // and the operators after it, in the order of [model.Op]; left, right
	version    = 1
	noFormula  = -1
)

// formula is the reading that writes a formula as code.
type formula struct {
	model *model.Model
	line  map[model.Key]int
	// counts says that a formula counts people.
	counts bool
}

func (f *formula) nodes(lead []int, operands ...model.Expr) []int {
	for _, e := range operands {
		lead = append(lead, model.Read(e, f)...)
	}
	return lead
}

func (f *formula) conds(lead []int, operands []model.Cond) []int {
	for _, c := range operands {
		lead = append(lead, model.ReadCond(c, f)...)
	}
	return lead
}

func (f *formula) Zero() []int               { return []int{opZero} }
func (f *formula) One() []int                { return []int{opOne} }
func (f *formula) Unknown() []int            { return []int{opUnknown} }
func (f *formula) ThisYear() []int           { return []int{opYear} }
func (f *formula) Ref(e model.Ref) []int     { return []int{opRef, f.line[e.Key]} }
func (f *formula) Prev(e model.Prev) []int   { return []int{opPrev, f.line[e.Key]} }
func (f *formula) Known(c model.Known) []int { return []int{opKnown, f.line[c.Key]} }
func (f *formula) At(e model.At) []int       { return f.nodes([]int{opAt, f.line[e.Key]}, e.Year) }

func (f *formula) People(e model.People) []int {
	f.counts = true
	op := opFemale
	if e.Sex == abnd.Male {
		op = opMale
	}
	return f.nodes([]int{op}, e.Lo, e.Hi)
}

func (f *formula) Binary(e model.Binary) []int {
	return f.nodes([]int{opArith + int(e.Op)}, e.L, e.R)
}

func (f *formula) Compare(c model.Compare) []int {
	return f.nodes([]int{opArith + int(c.Op)}, c.L, c.R)
}

func (f *formula) Total(e model.Total) []int {
	return f.nodes([]int{opTotal, len(e.Terms)}, e.Terms...)
}

func (f *formula) Extreme(e model.Extreme) []int {
	op := opLeast
	if e.Greatest {
		op = opGreatest
	}
	return f.nodes([]int{op, len(e.Terms)}, e.Terms...)
}

// All conditions hold where the least of them does, which are 1 or 0, and one of
// them where the greatest does.
func (f *formula) All(c model.All) []int {
	if len(c.Terms) == 0 {
		return []int{opOne}
	}
	return f.conds([]int{opLeast, len(c.Terms)}, c.Terms)
}

func (f *formula) Any(c model.Any) []int {
	return f.conds([]int{opGreatest, len(c.Terms)}, c.Terms)
}

func (f *formula) Apply(e model.Apply) []int { return f.nodes([]int{opApply, int(e.Function)}, e.X) }

func (f *formula) If(e model.If) []int {
	then, otherwise := model.Read(e.Then, f), model.Read(e.Else, f)
	return slices.Concat([]int{opIf, len(then), len(otherwise)}, model.ReadCond(e.Cond, f), then, otherwise)
}

func (f *formula) Choose(e model.Choose) []int {
	lead := []int{opChoose, f.line[e.On], len(e.Branches)}
	var branches []int
	for _, b := range e.Branches {
		code := model.Read(b, f)
		lead, branches = append(lead, len(code)), append(branches, code...)
	}
	return append(lead, branches...)
}

func (f *formula) Is(c model.Is) []int {
	return []int{opIs, f.line[c.Key], f.model.Line(c.Key).List.Index(c.Code)}
}
