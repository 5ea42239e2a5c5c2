// Package scenarios runs a study's scenarios and gives their results as tidy
// rows: one figure a row, with its scenario, guarantee, benefit, sex, year,
// measure and unit.
package scenarios
