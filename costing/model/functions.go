package model

import (
	"fmt"
	"math"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model/samebits"
)

// Function is a function of one number that a formula can apply. Outside the
// numbers for which it is defined its value is not known.
type Function uint8

// The functions.
const (
	// RoundOff is the nearest whole number, halves away from zero.
	RoundOff Function = iota
	// Ln is the natural logarithm of a number above 0.
	Ln
	// Sqrt is the square root of a number from 0 on.
	Sqrt
	// Asin is the angle in radians, from −π/2 to π/2, whose sine is a number
	// from −1 to 1.
	Asin
	functions // how many there are
)

// Functions lists the functions.
func Functions() []Function {
	all := make([]Function, functions)
	for i := range all {
		all[i] = Function(i)
	}
	return all
}

// functionTable says of each function all that the readings need of it.
var functionTable = [functions]struct {
	operator  Operator
	sheet     string // as a spreadsheet writes it, with %s for the operand
	words     abnd.Text
	keepsUnit bool // or else makes a pure number of a pure number
	compute   func(float64) float64
}{
	RoundOff: {OpRound, "ROUND(%s,0)", abnd.T("rounded", "arredondamento de"), true, math.Round},
	Ln:       {"ln", "LN(%s)", abnd.T("natural logarithm of", "logaritmo natural de"), false, ln},
	Sqrt:     {"sqrt", "SQRT(%s)", abnd.T("square root of", "raiz quadrada de"), false, math.Sqrt},
	Asin:     {"asin", "ASIN(%s)", abnd.T("arcsine of", "arco seno de"), false, samebits.Asin},
}

// ln is unknown at 0, as in a spreadsheet, and not infinite.
func ln(x float64) float64 {
	if x == 0 {
		return unknown
	}
	return samebits.Log(x)
}

// Of is the value of the function; NaN where it has none or x is not known.
func (f Function) Of(x float64) float64 { return functionTable[f].compute(x) }

// Operator is the function in a trace.
func (f Function) Operator() Operator { return functionTable[f].operator }

// InSheet writes the function of an operand as spreadsheets do: LN(A1).
func (f Function) InSheet(operand string) string {
	return fmt.Sprintf(functionTable[f].sheet, operand)
}

// Words names the function as it stands before its operand.
func (f Function) Words() abnd.Text { return functionTable[f].words }

// functionOf is the function with an operator of a trace.
func functionOf(op Operator) (Function, bool) {
	for f := range functionTable {
		if functionTable[f].operator == op {
			return Function(f), true
		}
	}
	return 0, false
}
