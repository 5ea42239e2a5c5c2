// Package workbook puts studies and their results into Excel files, and takes
// them out again.
//
// # Reading
//
// [Load] gives the study in a workbook with all that is wrong with it. Package
// reader, below this one, turns the file into grids of cells, under limits;
// sheets.Read makes a study of them.
//
// # Writing
//
// [Template] and [Results] lay out sheets, lists and addresses, then write them.
// Where every cell lies is known before anything is written, because a live
// formula on an early sheet may point to a later one. The same input gives
// the same bytes. [files.Write] saves them whole or not at all.
//
// # The layout of a sheet
//
// Title in row 1, help in row 2, the way back to the contents in row 3, the
// keys that the machine reads in row 4, the labels that people read in row 5,
// data from row 6.
package workbook
