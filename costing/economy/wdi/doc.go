// Package wdi reads the CSV files of the World Bank's World Development
// Indicators, and makes the economy of a study of them.
//
// Three layouts are read: the files that the page of an indicator or a country
// gives (API_NY.GDP.MKTP.CN_DS2_en_csv_v2_….csv, with lines above the header),
// the whole database (WDICSV.csv), and what the DataBank extracts (years as
// "2023 [YR2023]", ".." for none). One file may hold one indicator: several are
// read together.
//
// Source: World Bank, World Development Indicators,
// https://databank.worldbank.org/source/world-development-indicators. CC BY 4.0.
package wdi
