// Package weo reads the files of the International Monetary Fund's World
// Economic Outlook database, and makes the economy and the government
// accounts of a study of them.
//
// Two forms are read. To April 2025 the IMF published tab-separated text under
// a name that ends in .xls, in UTF-16 or Latin-1; from October 2025 it
// publishes workbooks, whose sheet Countries comes here as rows. Columns are
// found by name in both.
//
// Source: International Monetary Fund, World Economic Outlook database,
// https://www.imf.org/en/Publications/WEO. Free use with attribution.
package weo
