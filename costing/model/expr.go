package model

import "github.com/openabnd/engine/abnd"

// Key names a line. The key of an input is the path of its figure in the
// study.
type Key = abnd.Path

// Expr is a formula over lines. It holds no numbers but zero and one: every
// other number is a line with a name, a unit and a source.
type Expr interface{ expr() }

// Cond is a condition inside a formula.
type Cond interface{ cond() }

// The leaves of a formula.
type (
	// Ref is the value of a line in the same year, or of a single cell.
	Ref struct{ Key Key }
	// Prev is the value of a line in the year before. In the first year of
	// the line it is unknown: guard it with [If] and [ThisYear].
	Prev struct{ Key Key }
	// At is the value of a line in the year that Year gives. Outside the
	// years of the line it is unknown.
	At struct {
		Key  Key
		Year Expr
	}
	// ThisYear is the calendar year of the column.
	ThisYear struct{}
	// Zero is 0 in whatever unit is wanted; One is the pure number 1.
	Zero struct{}
	One  struct{}
	// Unknown is a value that is not known; it shows as a blank.
	Unknown struct{}
	// People is the number of persons of one sex, Female or Male, whose age
	// in completed years lies between Lo and Hi, both included.
	People struct {
		Sex    abnd.Sex
		Lo, Hi Expr
	}
)

// The operations.
type (
	// Binary is L Op R.
	Binary struct {
		Op   Op
		L, R Expr
	}
	// Total is the sum of terms of one unit; an empty sum is zero.
	Total struct{ Terms []Expr }
	// Extreme is the least or the greatest of its terms.
	Extreme struct {
		Greatest bool
		Terms    []Expr
	}
	// Apply is a function of one number.
	Apply struct {
		Function Function
		X        Expr
	}
	// If is Then where Cond holds and Else where it does not.
	If struct {
		Cond       Cond
		Then, Else Expr
	}
	// Choose is the branch whose place is that of the code in the list of
	// the choice line On; unknown where the choice is blank.
	Choose struct {
		On       Key
		Branches []Expr
	}
)

// The conditions.
type (
	// Compare is L Op R.
	Compare struct {
		Op   Op
		L, R Expr
	}
	// All holds where every one of its terms holds, Any where one does.
	All struct{ Terms []Cond }
	Any struct{ Terms []Cond }
	// Known holds where the line has a value.
	Known struct{ Key Key }
	// Is holds where the choice line has this code.
	Is struct {
		Key  Key
		Code string
	}
)

// Op is an arithmetic or comparing operator.
type Op byte

// The operators.
const (
	Add Op = iota
	Sub
	Mul
	Div
	Pow
	Less
	LessEqual
	Equal
)

// Symbol is the operator as it is written in a formula.
func (op Op) Symbol() string { return [...]string{"+", "-", "*", "/", "^", "<", "<=", "="}[op] }

func (Ref) expr()      {}
func (Prev) expr()     {}
func (At) expr()       {}
func (ThisYear) expr() {}
func (Zero) expr()     {}
func (One) expr()      {}
func (Unknown) expr()  {}
func (People) expr()   {}
func (Binary) expr()   {}
func (Total) expr()    {}
func (Extreme) expr()  {}
func (Apply) expr()    {}
func (If) expr()       {}
func (Choose) expr()   {}

func (Compare) cond() {}
func (All) cond()     {}
func (Any) cond()     {}
func (Known) cond()   {}
func (Is) cond()      {}

// Plus is l + r.
func Plus(l, r Expr) Expr { return Binary{Add, l, r} }

// Minus is l − r.
func Minus(l, r Expr) Expr { return Binary{Sub, l, r} }

// Over is l ÷ r.
func Over(l, r Expr) Expr { return Binary{Div, l, r} }

// Round is x to the nearest whole number, halves away from zero.
func Round(x Expr) Expr { return Apply{RoundOff, x} }

// Power is l to the power of r.
func Power(l, r Expr) Expr { return Binary{Pow, l, r} }

// Times is the product of the factors, left to right; one without factors.
func Times(factors ...Expr) Expr {
	if len(factors) == 0 {
		return One{}
	}
	product := factors[0]
	for _, f := range factors[1:] {
		product = Binary{Mul, product, f}
	}
	return product
}

// Growth carries a value on by a rate: value × (1 + rate).
func Growth(value, rate Expr) Expr { return Times(value, Plus(One{}, rate)) }

// Clamp bounds a pure number to 0..1.
func Clamp(x Expr) Expr {
	return Extreme{Greatest: true, Terms: []Expr{Zero{}, Extreme{Terms: []Expr{One{}, x}}}}
}
