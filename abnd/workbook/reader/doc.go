// Package reader turns Excel files from anywhere into grids of typed cells, for
// sheets.Read to make a study of.
//
// A file from elsewhere is never handed to a library that trusts it: the
// package unpacks the zip itself, under limits on its size, its rows and its
// columns, and parses the few parts that it needs. So a crafted or broken file
// costs a diagnostic, not the machine's memory, and a cell stands where its
// address says, whatever the order of the file.
package reader
