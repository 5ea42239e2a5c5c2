// Package model has lines and formulas, and what reads them.
//
// A [Line] is one row of a costing: a named annual series, or a single cell,
// with a unit, and either an input or a formula over other lines. A [Model]
// holds lines; everything else reads them: [Model.Evaluate] computes them,
// [Projection.Trace] explains a figure, [Projection.Batch] computes them for
// many draws, and a writer can render the same formulas into a spreadsheet.
// [Reading] is the one list of the kinds of formula that all of these know.
//
// The order of evaluation is derived from the formulas. A cycle is an error
// that names its lines; a formula may look back to the year before, and
// lines that depend on one another only through the past are computed
// together year by year. Units are checked when the model is compiled.
//
// The package knows nothing of studies, schemes or benefits: package costing
// writes those as lines.
package model
