// Package javascript is the reading of a model that a browser computes: its
// lines as data, and a small program over them. Both give the bits of
// [model.Model.Evaluate].
//
// # The format
//
// A [Program] is JSON of these fields. Lines are numbered from 0 in the order of
// the model; a year is a calendar year.
//
//	version     of the format; the program refuses another one
//	keys        of the lines
//	spans       pairs of first year and number of years, of which a single cell has 0
//	of          the place, in the list of spans, of that of each line
//	roots       where the formula of each line begins in code; −1 for an input
//	code        all formulas
//	steps       lists of lines, each begun by 1 where they are computed year by
//	            year and by 0 where they are computed one after another
//	inputs      the values of the inputs, line after line, and null for unknown
//	population  people by year and age: first (year), female and male; null where
//	            no formula counts them
//
// A formula is written operator first, in whole numbers: an operator of the list
// in formula.go, what belongs to it, and its operands. So a formula is read from
// left to right; before what may be passed over stands how long it is.
//
// No text of a study is run: the data are numbers and keys, and the program uses
// neither eval nor Function.
package javascript
