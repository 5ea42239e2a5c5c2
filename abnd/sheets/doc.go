// Package sheets lays a study out as sheets of cells, and reads it back.
//
// The layout is one: an embedded profile is the same sheets as CSV files that
// a workbook holds as worksheets. [Write] makes the sheets of a study; [Read]
// makes a study of sheets, with every problem found in one pass and placed
// where the user can find it. Write after Read after Write changes nothing.
//
// [Load] and [ReadCSV] read CSV; package workbook reads and writes
// Excel.
package sheets
