package model

import "fmt"

// Reading is one reading of formulas: what it makes of each kind, a T. This is
// the one list of the kinds. A new kind is a method here, and nothing compiles
// until every reading has it.
type Reading[T any] interface {
	Zero() T
	One() T
	Unknown() T
	ThisYear() T
	Ref(Ref) T
	Prev(Prev) T
	At(At) T
	People(People) T
	Binary(Binary) T
	Total(Total) T
	Extreme(Extreme) T
	Apply(Apply) T
	If(If) T
	Choose(Choose) T
}

// CondReading is one reading of conditions, as [Reading] is of formulas.
type CondReading[T any] interface {
	Compare(Compare) T
	All(All) T
	Any(Any) T
	Known(Known) T
	Is(Is) T
}

// Read reads a formula. It panics where the formula is of no kind of this
// package.
func Read[T any](e Expr, r Reading[T]) T {
	switch e := e.(type) {
	case Zero:
		return r.Zero()
	case One:
		return r.One()
	case Unknown:
		return r.Unknown()
	case ThisYear:
		return r.ThisYear()
	case Ref:
		return r.Ref(e)
	case Prev:
		return r.Prev(e)
	case At:
		return r.At(e)
	case People:
		return r.People(e)
	case Binary:
		return r.Binary(e)
	case Total:
		return r.Total(e)
	case Extreme:
		return r.Extreme(e)
	case Apply:
		return r.Apply(e)
	case If:
		return r.If(e)
	case Choose:
		return r.Choose(e)
	}
	panic(fmt.Sprintf("model: unknown kind of formula %T", e))
}

// ReadCond reads a condition. It panics where the condition is of no kind of
// this package.
func ReadCond[T any](c Cond, r CondReading[T]) T {
	switch c := c.(type) {
	case Compare:
		return r.Compare(c)
	case All:
		return r.All(c)
	case Any:
		return r.Any(c)
	case Known:
		return r.Known(c)
	case Is:
		return r.Is(c)
	}
	panic(fmt.Sprintf("model: unknown kind of condition %T", c))
}
