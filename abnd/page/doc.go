// Package page writes a study as one HTML file that anyone opens from disk without
// a network, and that computes the room's proposal by the same lines: its data are a
// [javascript.Program], with the levers of the study and what is shown of it.
//
// The file asks for nothing from anywhere, which its Content-Security-Policy makes
// sure of: it allows the one script and the one style that the file holds, by their
// hashes. Texts of a study are only ever text. Where no script runs, as in the
// preview of a message, the results of the study stand in tables.
//
// Every figure that the script shows carries the key of its line (data-line), its
// year (data-year, blank for a single cell) and its value with all digits
// (data-value, blank where it is not known).
package page
