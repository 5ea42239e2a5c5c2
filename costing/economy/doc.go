// Package economy holds what the readers of published economic data have in
// common: the frames of a study's economy and government accounts, made of the
// series of one publication, and how they are put into a study. The packages
// below it read the files of one publisher each.
package economy
