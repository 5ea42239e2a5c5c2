// Package workbook is the one door between Excel files and the project: no
// other package imports excelize or unpacks a workbook.
//
// # Reading
//
// [Load] gives the study in a workbook, checked, and [Open] that with the cells
// in which its figures stand. A file from elsewhere is never handed to
// excelize: the package unpacks the zip itself, under limits on its size, its
// rows and its columns, and parses the few parts that it needs. So a crafted or
// broken file costs a diagnostic, not the machine's memory, and a cell stands
// where its address says, whatever the order of the file.
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
