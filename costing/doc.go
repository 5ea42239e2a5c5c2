// Package costing turns a study into lines and computes them.
//
// # Lines
//
// A [model.Line] is one row of a costing: a named annual series, or a single cell,
// with a unit, and either an input of the study or a formula over other
// lines. [Build] makes the lines of a study, once; everything else reads
// them: [model.Model.Evaluate] computes them, and a writer can render the same
// formulas into a spreadsheet.
//
// The order of evaluation is derived from the formulas. A cycle is an error
// that names its lines; a formula may look back to the year before, and
// lines that depend on one another only through the past are computed
// together year by year. Units are checked when the model is compiled.
//
// # Rules
//
// A benefit is costed by rules, one family a file: activity.go (when it is
// paid), target.go, takeup.go, amount.go, indexation.go, delivery.go,
// administration.go. A family declares its parameters — code, label, unit,
// bounds, when it is needed — and its lines. The workbook's rows, the
// diagnostics and the documentation are made from the same declarations.
//
// # Population
//
// [ProjectPopulation] is a model of its own, which a study with an
// [abnd.Demography] has: cohort.go, lifetable.go and fertility.go. Package
// costing/demography prepares its inputs.
//
// The arithmetic is that of the ILO's Rapid Assessment Protocol: Schmitt,
// V. (2011), Overview of the RAP, ILO Bangkok.
package costing
