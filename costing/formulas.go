package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// The words that the rules of this package write their formulas with. Each
// makes one kind of formula of package model, which says what it means.

// The leaves.
var (
	zero     = model.Zero{}
	one      = model.One{}
	blank    = model.Unknown{}
	thisYear = model.ThisYear{}
)

func ref(key model.Key) model.Expr                     { return model.Ref{Key: key} }
func prev(key model.Key) model.Expr                    { return model.Prev{Key: key} }
func inYear(key model.Key, year model.Expr) model.Expr { return model.At{Key: key, Year: year} }
func peopleAged(sex abnd.Sex, lo, hi model.Expr) model.Expr {
	return model.People{Sex: sex, Lo: lo, Hi: hi}
}

// Arithmetic.

func plus(l, r model.Expr) model.Expr         { return model.Plus(l, r) }
func minus(l, r model.Expr) model.Expr        { return model.Minus(l, r) }
func times(factors ...model.Expr) model.Expr  { return model.Times(factors...) }
func over(l, r model.Expr) model.Expr         { return model.Over(l, r) }
func power(l, r model.Expr) model.Expr        { return model.Power(l, r) }
func grown(value, rate model.Expr) model.Expr { return model.Growth(value, rate) }
func clamped(x model.Expr) model.Expr         { return model.Clamp(x) }
func rounded(x model.Expr) model.Expr         { return model.Round(x) }
func totalOf(terms ...model.Expr) model.Expr  { return model.Total{Terms: terms} }
func least(terms ...model.Expr) model.Expr    { return model.Extreme{Terms: terms} }
func greatest(terms ...model.Expr) model.Expr { return model.Extreme{Greatest: true, Terms: terms} }

// Choices and conditions.

func when(cond model.Cond, then, otherwise model.Expr) model.Expr {
	return model.If{Cond: cond, Then: then, Else: otherwise}
}

func choose(on model.Key, branches ...model.Expr) model.Expr {
	return model.Choose{On: on, Branches: branches}
}

func less(l, r model.Expr) model.Cond              { return model.Compare{Op: model.Less, L: l, R: r} }
func atMost(l, r model.Expr) model.Cond            { return model.Compare{Op: model.LessEqual, L: l, R: r} }
func equal(l, r model.Expr) model.Cond             { return model.Compare{Op: model.Equal, L: l, R: r} }
func allOf(terms ...model.Cond) model.Cond         { return model.All{Terms: terms} }
func anyOf(terms ...model.Cond) model.Cond         { return model.Any{Terms: terms} }
func isKnown(key model.Key) model.Cond             { return model.Known{Key: key} }
func isCode(key model.Key, code string) model.Cond { return model.Is{Key: key, Code: code} }
