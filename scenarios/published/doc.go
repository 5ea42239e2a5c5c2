// Package published costs published cases with the engine and says how far
// the results are from the published figures.
//
// A [Case] is one benefit in one year, a row of a CSV file: anyone can add
// some, see [Read]. A [Table] has several programmes over several years. Both
// are made into a study and run with [scenarios.Run]: nothing is computed
// here but inputs that a publication leaves out, such as a unit cost.
//
// README.md says where the cases inside the package come from and where they
// are not consistent.
package published
