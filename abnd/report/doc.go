// Package report writes results as text: a table for people to read in a
// terminal, CSV and JSON for programs, and diagnostics one a line.
//
// What people read is in their language, rounded, and says in its header what
// the numbers are: money, prices, and against which GDP. What programs read is
// in neither language and keeps every digit, so that two runs can be compared
// byte by byte. The package reads no clock, no locale and no environment.
package report
