// Package files saves what the program writes, whole or not at all: a file is
// written aside, forced to the disk and only then given its name. What the
// system refuses is told as a diagnostic, with what to do.
package files
