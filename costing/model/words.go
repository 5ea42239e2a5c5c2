package model

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
)

// words says the formula of a trace in words.
type words struct {
	of    *Trace
	group string // of the line that is explained
	model *Model
}

func (w words) text(in func(abnd.Lang) string) abnd.Text {
	return abnd.InEach(in)
}

// binding is how tightly an operator holds its operands.
type binding int

const (
	loosest binding = iota
	sums
	products
	tightest
)

var bindings = map[Operator]binding{OpAdd: sums, OpSubtract: sums, OpMultiply: products, OpDivide: products, OpPower: tightest, OpSum: sums}

var symbols = map[Operator]string{OpAdd: " + ", OpSubtract: " − ", OpMultiply: " × ", OpDivide: " ÷ ", OpPower: " ^ ", OpSum: " + "}

var (
	leastWord    = abnd.T("the lowest of", "o menor de")
	greatestWord = abnd.T("the highest of", "o maior de")
	unknownWord  = abnd.T("not available", "não disponível")
	peopleWords  = abnd.T("sum of the persons of each age from %s to %s", "soma das pessoas de cada idade, de %s a %s")
)

func (w words) operation(o Operation, lang abnd.Lang, around binding) string {
	switch o.Op {
	case OpTerm:
		return w.name(o.Term, lang)
	case OpNumber:
		return strconv.FormatFloat(o.Number, 'f', -1, 64)
	case OpBlank:
		return unknownWord.In(lang)
	case OpPeople:
		return fmt.Sprintf(peopleWords.In(lang), w.operation(o.Args[0], lang, loosest), w.operation(o.Args[1], lang, loosest))
	case OpLeast:
		return leastWord.In(lang) + " (" + w.list(o.Args, lang, "; ", loosest) + ")"
	case OpGreatest:
		return greatestWord.In(lang) + " (" + w.list(o.Args, lang, "; ", loosest) + ")"
	}
	if f, ok := functionOf(o.Op); ok {
		return f.Words().In(lang) + " (" + w.list(o.Args, lang, "; ", loosest) + ")"
	}
	if o.Op == OpSum && len(o.Args) == 0 {
		return "0"
	}
	mine := bindings[o.Op]
	var text string
	if o.Op == OpSum {
		if len(o.Args) == 1 {
			return w.operation(o.Args[0], lang, around)
		}
		text = w.list(o.Args, lang, symbols[o.Op], mine)
	} else {
		// The right side binds tighter, so that a − (b − c) keeps its
		// parentheses.
		text = w.operation(o.Args[0], lang, mine) + symbols[o.Op] + w.operation(o.Args[1], lang, mine+1)
	}
	if mine < around {
		return "(" + text + ")"
	}
	return text
}

func (w words) list(args []Operation, lang abnd.Lang, separator string, around binding) string {
	parts := make([]string, len(args))
	for i, a := range args {
		parts[i] = w.operation(a, lang, around)
	}
	return strings.Join(parts, separator)
}

// name is a term as the formula names it: with its year where that is not the
// formula's own.
func (w words) name(i int, lang abnd.Lang) string {
	t := w.of.Terms[i]
	name := t.Name.In(lang)
	if t.Year != 0 && t.Year != w.of.Year {
		name += " " + strconv.Itoa(int(t.Year))
	}
	return name
}

// qualifiedLabel names a term by its label and what tells it from the line itself
// and from the other terms: its group, the scenario and benefit, or its key.
func (w words) qualifiedLabel(t *Trace) abnd.Text {
	if qualifier := w.qualifier(t); qualifier != "" {
		return abnd.Same("%s (%s)").Fill(t.Label, qualifier)
	}
	return t.Label
}

// qualifier is what tells a term from the line itself and from the other
// terms, blank where its label does.
func (w words) qualifier(t *Trace) string {
	if t.Kind == PeopleFigure {
		return ""
	}
	if group := w.groupOf(t); group != w.group && strings.Contains(group, "/") {
		return group
	}
	if w.alike(t) {
		return string(t.Key)
	}
	return ""
}

func (w words) groupOf(t *Trace) string {
	if t.Kind == PeopleFigure {
		return ""
	}
	return w.model.Line(t.Key).Group
}

// alike reports whether a term has the label of the line itself, or of another
// term of its group.
func (w words) alike(t *Trace) bool {
	if t.Label == w.of.Label && t.Key != w.of.Key {
		return true
	}
	for _, other := range w.of.Terms {
		if other.Label == t.Label && other.Key != t.Key && w.groupOf(other) == w.groupOf(t) {
			return true
		}
	}
	return false
}

var relationWords = map[Relation]abnd.Text{
	IsLess:     abnd.Same("%s < %s"),
	IsAtMost:   abnd.Same("%s ≤ %s"),
	IsEqual:    abnd.Same("%s = %s"),
	IsNotEqual: abnd.Same("%s ≠ %s"),
	IsAtLeast:  abnd.Same("%s ≥ %s"),
	IsGreater:  abnd.Same("%s > %s"),
	IsCode:     abnd.T("%s is “%s”", "%s é «%s»"),
	IsNotCode:  abnd.T("%s is not “%s”", "%s não é «%s»"),
	HasValue:   abnd.T("%s (%s) is available", "%s (%s) está disponível"),
	HasNone:    abnd.T("%s (%s) is blank", "%s (%s) está em branco"),
	IsUnknown:  abnd.T("%s is not available", "não disponível: %s"),
}

func (w words) decision(d Decision, lang abnd.Lang) string {
	if clause, ok := w.fact(d, lang); ok {
		return clause
	}
	text := relationWords[d.Relation].In(lang)
	switch d.Relation {
	case HasValue, HasNone:
		return fmt.Sprintf(text, d.Label.In(lang), d.Key)
	case IsUnknown:
		return fmt.Sprintf(text, w.operation(d.Left, lang, sums))
	case IsCode, IsNotCode:
		return fmt.Sprintf(text, w.operation(d.Left, lang, loosest), d.Code.Label.In(lang))
	}
	return fmt.Sprintf(text, w.operation(d.Left, lang, sums), w.operation(d.Right, lang, sums))
}

var (
	yearWord = abnd.T("%s in %d", "%s em %d")
	orWord   = abnd.T(" or ", " ou ")
	andWord  = abnd.T(" and ", " e ")
)

// fact says a comparison with 0 of a line that is 1 or 0, or of a sum of such
// lines, as a clause; the second result is false for any other condition.
func (w words) fact(d Decision, lang abnd.Lang) (string, bool) {
	var of Operation
	var yes bool
	switch zero := isZero(d.Right); {
	case zero && (d.Relation == IsEqual || d.Relation == IsNotEqual):
		of, yes = d.Left, d.Relation == IsNotEqual
	case isZero(d.Left) && (d.Relation == IsLess || d.Relation == IsAtLeast):
		of, yes = d.Right, d.Relation == IsLess
	default:
		return "", false
	}
	terms := []Operation{of}
	if of.Op == OpSum {
		terms = of.Args
	}
	var clauses []string
	for _, t := range terms {
		clause, ok := w.clause(t, yes, lang)
		if !ok {
			return "", false
		}
		clauses = append(clauses, clause)
	}
	joined := andWord // nothing of a sum that is 0 holds
	if yes {
		joined = orWord
	}
	return strings.Join(clauses, joined.In(lang)), len(clauses) > 0
}

func isZero(o Operation) bool { return o.Op == OpNumber && o.Number == 0 }

// clause reports whether a term is 1 or 0: "the benefit is paid in 2030".
func (w words) clause(o Operation, yes bool, lang abnd.Lang) (string, bool) {
	if o.Op != OpTerm || w.of.Terms[o.Term].Kind == PeopleFigure {
		return "", false
	}
	t := w.of.Terms[o.Term]
	fact := w.model.Line(t.Key).Fact
	if fact == nil {
		return "", false
	}
	clause := fact.No.In(lang)
	if yes {
		clause = fact.Yes.In(lang)
	}
	if qualifier := w.qualifier(t); qualifier != "" {
		clause += " (" + qualifier + ")"
	}
	if t.Year != 0 {
		clause = fmt.Sprintf(yearWord.In(lang), clause, t.Year)
	}
	return clause, true
}
