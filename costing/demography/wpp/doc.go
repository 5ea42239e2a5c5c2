// Package wpp reads the CSV files of the United Nations' World Population
// Prospects: population by single age and sex on 1 July, and the demographic
// indicators.
//
// The files are those of "CSV format" on https://population.un.org/wpp/, of
// the revision of 2024 and of older ones; columns are found by name, because
// the revisions before 2022 have fewer. They are read as they are fetched,
// plain or gzip, one line at a time: memory does not grow with the file. The
// CSV of the UN Data Portal, the same figures in another layout, is read too.
// Thousands of the source become persons.
//
// Source: United Nations, Department of Economic and Social Affairs,
// Population Division (2024), World Population Prospects 2024. CC BY 3.0 IGO.
package wpp
