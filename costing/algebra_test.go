package costing_test

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	. "github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// algebra writes the formulas of one benefit's lines for readers who have the
// table of its parameters beside them: `code` is a parameter, *label* a line.
type algebra struct {
	model *model.Model
	own   model.Key // begins the keys of the benefit's lines
	lang  abnd.Lang
	// sex is that of the line, which is written as s; blank where the line is
	// of neither or of both.
	sex abnd.Sex
	// of names the parameter that chooses the other benefit, whose keys begin
	// with other.
	of    string
	other model.Key
}

// How tightly an operator holds its operands.
const (
	loose = iota
	addition
	multiplication
	power
)

func (a algebra) t(en, pt string) string { return abnd.T(en, pt).In(a.lang) }

// formula writes the whole of a line: its cases, one an item, where it has
// them, and whether it is zero while the benefit is not paid.
func (a algebra) formula(e model.Expr) (cases []string, paid bool) {
	if f, ok := a.whenPaid(e); ok {
		cases, _ := a.formula(f)
		return cases, true
	}
	switch e := e.(type) {
	case model.If:
		if f, ok := a.onlyKnown(e); ok {
			return a.formula(f)
		}
		return a.cases(e), false
	case model.Choose:
		if _, inline := a.chosen(e, loose); !inline {
			return a.branches(e, loose), false
		}
	}
	return []string{a.expr(e, loose)}, false
}

// whenPaid undoes the guard of lines that are zero while the benefit is not
// paid.
func (a algebra) whenPaid(e model.Expr) (model.Expr, bool) {
	guarded, ok := e.(model.If)
	if !ok {
		return nil, false
	}
	c, ok := guarded.Cond.(model.Compare)
	if !ok || c.Op != model.Equal || c.L != (model.Ref{Key: a.own + "active"}) {
		return nil, false
	}
	return guarded.Else, true
}

// onlyKnown undoes a guard that leaves a line blank where what it reads is.
func (a algebra) onlyKnown(e model.If) (model.Expr, bool) {
	if _, blank := e.Else.(model.Unknown); !blank {
		return nil, false
	}
	terms := []model.Cond{e.Cond}
	if all, ok := e.Cond.(model.All); ok {
		terms = all.Terms
	}
	for _, c := range terms {
		if _, known := c.(model.Known); !known {
			return nil, false
		}
	}
	return e.Then, true
}

// onlyShare undoes the guard of a share of 0, of which the other factor may be
// blank.
func onlyShare(e model.If) (model.Expr, bool) {
	c, ok := e.Cond.(model.Compare)
	product, times := e.Else.(model.Binary)
	if !ok || !times || c.Op != model.Equal || c.R != (model.Zero{}) || e.Then != (model.Zero{}) {
		return nil, false
	}
	for product.Op == model.Mul {
		if product.L == c.L {
			return e.Else, true
		}
		if product, ok = product.L.(model.Binary); !ok {
			break
		}
	}
	return nil, false
}

// cases lists the branches of a condition and of those in its other branch.
func (a algebra) cases(e model.If) []string {
	var all []string
	if chosen, ok := e.Then.(model.Choose); ok && a.spread(chosen) {
		all = a.branches(chosen, loose)
	} else {
		all = []string{a.expr(e.Then, loose)}
	}
	if chosen, ok := e.Then.(model.Choose); !ok || e.Cond != (model.Known{Key: chosen.On}) {
		for i := range all {
			all[i] += a.t(", where ", ", se ") + a.cond(e.Cond, false)
		}
	}
	if next, ok := e.Else.(model.If); ok {
		return append(all, a.cases(next)...)
	}
	if chosen, ok := e.Else.(model.Choose); ok && a.spread(chosen) {
		return append(all, a.branches(chosen, loose)...)
	}
	return append(all, a.expr(e.Else, loose)+a.t(", otherwise", ", nos outros casos"))
}

// spread says whether a choice needs an item for each of its codes.
func (a algebra) spread(e model.Choose) bool {
	_, inline := a.chosen(e, loose)
	return !inline
}

// branches lists what each code of a choice gives.
func (a algebra) branches(e model.Choose, around int) []string {
	var all []string
	for i, branch := range e.Branches {
		if _, not := branch.(model.Unknown); !not {
			all = append(all, fmt.Sprintf("`%s`: %s", a.model.Line(e.On).List.Codes[i].Code, a.expr(branch, around)))
		}
	}
	if len(all) > 0 {
		all[0] = a.name(e.On) + " " + all[0]
	}
	return all
}

// chosen writes a choice in one piece where its branches are one thing of
// several: the tables of SERIES, the other benefits, the monthly references.
func (a algebra) chosen(e model.Choose, around int) (string, bool) {
	on := a.name(e.On)
	switch list := a.model.Line(e.On).List; list.Name {
	case "tables":
		return "SERIES[" + on + "]", true
	case "benefits":
		for i, branch := range e.Branches {
			if _, not := branch.(model.Unknown); not {
				continue
			}
			b := a
			b.of, b.other = on, BenefitKey("low", list.Codes[i].Code, "")
			return b.expr(branch, around), true
		}
		return a.t("not available", "não disponível"), true
	case ReferenceList.Name:
		month := a.t("monthly reference ", "referência mensal ") + on
		switch b := e.Branches[0].(type) {
		case model.Ref:
			return month, true
		case model.At:
			return month + "[" + a.expr(b.Year, loose) + "]", true
		}
	}
	return "", false
}

// expr writes a formula that stands inside another one, which binds as tightly
// as around says.
func (a algebra) expr(e model.Expr, around int) string {
	if x, ok := a.number(e); ok {
		text := strings.Replace(strconv.FormatFloat(x, 'f', -1, 64), "-", "−", 1)
		if a.lang == abnd.Portuguese {
			text = strings.Replace(text, ".", ",", 1)
		}
		return text
	}
	switch e := e.(type) {
	case model.Ref:
		return a.name(e.Key)
	case model.Prev:
		return a.name(e.Key) + "[t − 1]"
	case model.At:
		return a.name(e.Key) + "[" + a.expr(e.Year, loose) + "]"
	case model.ThisYear:
		return "t"
	case model.Unknown:
		return a.t("not available", "não disponível")
	case model.People:
		sex := string(e.Sex)
		if e.Sex == a.sex {
			sex = "s"
		}
		return fmt.Sprintf("P[%s, %s … %s]", sex, a.expr(e.Lo, loose), a.expr(e.Hi, loose))
	case model.Binary:
		return a.binary(e, around)
	case model.Total:
		return a.within(a.list(e.Terms, " + ", addition), addition, around)
	case model.Extreme:
		if x, ok := clamped(e); ok {
			return "clamp(" + a.expr(x, loose) + ")"
		}
		name := "min"
		if e.Greatest {
			name = "max"
		}
		return name + "(" + a.list(e.Terms, "; ", loose) + ")"
	case model.Apply:
		return a.t(e.Function.Words().EN, e.Function.Words().PT) + "(" + a.expr(e.X, loose) + ")"
	case model.If:
		if product, ok := onlyShare(e); ok {
			return a.expr(product, around)
		}
		if f, ok := a.onlyKnown(e); ok {
			return a.expr(f, around)
		}
		text := a.expr(e.Then, addition) + a.t(" where ", " se ") + a.cond(e.Cond, true)
		return "(" + text + a.t(", else ", ", senão ") + a.expr(e.Else, addition) + ")"
	case model.Choose:
		if text, ok := a.chosen(e, around); ok {
			return text
		}
		return "(" + strings.Join(a.branches(e, addition), "; ") + ")"
	}
	panic(fmt.Sprintf("no way to write %T", e))
}

var operators = map[model.Op]struct {
	sign  string
	binds int
}{model.Add: {" + ", addition}, model.Sub: {" − ", addition}, model.Mul: {" × ", multiplication}, model.Div: {" ÷ ", multiplication}, model.Pow: {"^", power}}

func (a algebra) binary(e model.Binary, around int) string {
	if one, ok := a.number(e.R); ok && one == 1 && (e.Op == model.Mul || e.Op == model.Div) {
		return a.expr(e.L, around)
	}
	if one, ok := a.number(e.L); ok && one == 1 && e.Op == model.Mul {
		return a.expr(e.R, around)
	}
	op := operators[e.Op]
	right := op.binds
	if e.Op == model.Sub || e.Op == model.Div || e.Op == model.Pow {
		right++ // a − (b − c) keeps its parentheses
	}
	left := op.binds
	if e.Op == model.Pow {
		left++
	}
	return a.within(a.expr(e.L, left)+op.sign+a.expr(e.R, right), op.binds, around)
}

func (a algebra) within(text string, binds, around int) string {
	if binds < around {
		return "(" + text + ")"
	}
	return text
}

func (a algebra) list(terms []model.Expr, separator string, around int) string {
	var all []string
	for _, t := range terms {
		all = append(all, a.expr(t, around))
	}
	return strings.Join(all, separator)
}

// number is what a formula of numbers alone comes to: 0, 1 and the definitions
// of GENERAL, such as the months of a year.
func (a algebra) number(e model.Expr) (float64, bool) {
	switch e := e.(type) {
	case model.Zero:
		return 0, true
	case model.One:
		return 1, true
	case model.Ref:
		if n, is := strings.CutPrefix(string(e.Key), "general/number_"); is {
			x, err := strconv.ParseFloat(n, 64)
			return x, err == nil
		}
		if strings.HasPrefix(string(e.Key), "general/") {
			line := a.model.Line(e.Key)
			return line.Inputs[0], line.Unit.Kind == abnd.Quantity
		}
	case model.Binary:
		l, okL := a.number(e.L)
		r, okR := a.number(e.R)
		if !okL || !okR {
			return 0, false
		}
		switch e.Op {
		case model.Add:
			return l + r, true
		case model.Sub:
			return l - r, true
		case model.Mul:
			return l * r, true
		case model.Div:
			return l / r, true
		}
	}
	return 0, false
}

// clamped undoes [Clamp].
func clamped(e model.Extreme) (model.Expr, bool) {
	if !e.Greatest || len(e.Terms) != 2 || e.Terms[0] != (model.Zero{}) {
		return nil, false
	}
	least, ok := e.Terms[1].(model.Extreme)
	if !ok || least.Greatest || len(least.Terms) != 2 || least.Terms[0] != (model.One{}) {
		return nil, false
	}
	return least.Terms[1], true
}

func (a algebra) cond(c model.Cond, inside bool) string {
	join := func(terms []model.Cond, word string) string {
		var all []string
		for _, t := range terms {
			all = append(all, a.cond(t, len(terms) > 1))
		}
		text := strings.Join(all, word)
		if inside && len(terms) > 1 {
			return "(" + text + ")"
		}
		return text
	}
	switch c := c.(type) {
	case model.Compare:
		sign := map[model.Op]string{model.Less: " < ", model.LessEqual: " ≤ ", model.Equal: " = "}[c.Op]
		return a.expr(c.L, addition) + sign + a.expr(c.R, addition)
	case model.All:
		return join(c.Terms, a.t(" and ", " e "))
	case model.Any:
		return join(c.Terms, a.t(" or ", " ou "))
	case model.Known:
		if a.isParameter(c.Key) {
			return a.name(c.Key) + a.t(" is filled in", " está preenchido")
		}
		return a.name(c.Key) + a.t(" is known", " é conhecido")
	case model.Is:
		code := "`" + c.Code + "`"
		if c.Code == string(a.sex) {
			code = "s"
		}
		return a.name(c.Key) + a.t(" is ", " é ") + code
	}
	panic(fmt.Sprintf("no way to write %T", c))
}

func (a algebra) isParameter(key model.Key) bool {
	return strings.HasPrefix(string(key), string(a.own)+"parameter/") || a.other != "" && strings.HasPrefix(string(key), string(a.other)+"parameter/")
}

// name is a parameter by its code and a line by its label, those of another
// benefit with the parameter that names it.
func (a algebra) name(key model.Key) string {
	text, of := string(key), ""
	if a.other != "" && strings.HasPrefix(text, string(a.other)) {
		of = a.t(" of ", " de ") + a.of
	}
	if a.isParameter(key) {
		return "`" + text[strings.LastIndex(text, "/")+1:] + "`" + of
	}
	sex := abnd.Sex(text[strings.LastIndex(text, "/")+1:])
	if sex == abnd.Female || sex == abnd.Male {
		mark := string(sex)
		if sex == a.sex {
			mark = "s"
		}
		return "*" + a.label(model.Key(strings.TrimSuffix(text, "/"+string(sex)))) + "*[" + mark + "]" + of
	}
	return "*" + a.label(key) + "*" + of
}

// label is that of a line. A benefit's lines by sex have that of their sum,
// another benefit's those of this one.
func (a algebra) label(key model.Key) string {
	if rest, ok := strings.CutPrefix(string(key), string(a.other)); ok && a.other != "" {
		key = a.own + model.Key(rest)
	}
	if !a.model.Has(key) { // the lines of one sex without a sum
		key = model.Key(string(key) + "/" + string(abnd.Female))
		label, _, _ := strings.Cut(a.model.Line(key).Label.In(a.lang), ", ")
		return label
	}
	return a.model.Line(key).Label.In(a.lang)
}
