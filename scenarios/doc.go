// Package scenarios runs a study's scenarios and gives their results as tidy
// rows: one figure per row, with its scenario, guarantee, benefit, sex, year,
// measure and unit. [RunSensitivity] moves what is not certain one figure at a time,
// [Simulate] draws all of it many times.
//
// [SolveTarget], [Packages], [Frontier] and [Phase] answer what a ceiling on
// cost allows: a parameter's value, a package, start years.
package scenarios
