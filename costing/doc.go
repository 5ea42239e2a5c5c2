// Package costing turns a study into lines and computes them.
//
// [Build] makes the lines of a study, once; package costing/model says what a
// line is, and computes, explains and draws them.
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
