// Package choice writes what a room has chosen with a study's levers as a code that
// can be read aloud and typed in, and reads it, and the file of a page, which holds
// values of the room's own too. Its definition stands here alone: choice.js, which a
// page runs, is given it as the data of a [Format].
//
// # The code
//
// A code is a row of the 23 characters of [Alphabet], none of which looks like
// another: the 8 stands for B too, the 5 for S, the D for O and 0. Each counts from 0
// to 22 by its place. The first two name the study's levers: they come of a hash of
// the levers' parameters and levels and of the scenarios' ids, so that a code is not
// read with levers of another meaning. Then the choice as one number: the place of
// the scenario that the proposal is based on, and for each lever 0 where no level is
// chosen and else the place of the level, from 1. The number is made by going through
// these places in order, each time multiplying it by how many there can be and adding
// the place; it is written with the first character for the lowest part, in as many
// characters as the greatest choice needs.
//
// The last two characters are a check. With the characters numbered from the right,
// from 0, the sum of all, and the sum of each times 5 to the power of its number, are
// multiples of 23. As 23 is a prime and 5 one of its primitive roots, one or two
// wrong characters, and two that have changed places, are always seen in codes of at
// most 22 characters.
package choice
