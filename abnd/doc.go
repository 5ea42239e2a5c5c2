// Package abnd holds the vocabulary of an assessment-based national dialogue
// on social protection: guarantees, schemes, recommendations, benefits,
// scenarios, the frames of population, economy and government accounts, and
// the [Study] that binds them.
//
// The package does no input, no output and no projection. It imports nothing
// of this module, so every other package can speak its words.
//
// # Units
//
// Money is in whole units of the national currency, people are in persons,
// shares and rates are fractions (0.05 is five percent), years are calendar
// years and populations are mid-year. Percent, thousands and millions exist
// only where a person reads or writes.
//
// # Unknown is unknown
//
// A figure that is not known is a blank, never a zero. Every figure carries
// its [Provenance]: year, source, confidence and note.
package abnd
