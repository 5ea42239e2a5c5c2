// Package textfile is the one door through which text comes in: sheets of a
// study as CSV, a census, ceilings, published cases, and the files of the UN,
// the IMF and others. It tells by content what a file is (UTF-8, UTF-16,
// Windows-1252; columns separated by commas, semicolons or tabs; a decimal
// point or comma; line ends of any kind), says so, and refuses what it cannot
// know: no letter and no figure is guessed.
//
// [Read] reads a small file whole, as a table. [NewReader] gives the lines of
// a large one, one at a time.
package textfile
