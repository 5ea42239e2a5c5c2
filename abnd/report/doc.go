// Package report makes of every result what can be read, as data: a [Document]
// for people, [Records] and a [Tree] for programs. Renderers write them: this
// package CSV, JSON and Markdown, the command the text of a terminal.
//
// A document is in every language, its figures are numbers with their unit, and
// it says in words what they are: money, prices, and against which GDP. What
// programs read is in no language and keeps every digit, so that two runs can be
// compared byte by byte. The package reads no clock, no locale and no
// environment.
package report
