// Package paper writes worksheets: how cells look, how wide columns are, what
// is printed on which page, charts, rules for typing, and the file that they
// are packed into.
//
// A [Page] is laid out in plain values, and [Write] alone knows the library and
// the XML behind them. The same pages give the same bytes: no clock, no user
// and no order of a map gets into the file, and what the library writes against
// the schema of the format is corrected on the way.
package paper
