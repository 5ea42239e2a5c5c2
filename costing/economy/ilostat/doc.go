// Package ilostat reads the CSV files of ILOSTAT, the statistics of the
// International Labour Organization, and makes the labour market of a study of
// them.
//
// A file holds one indicator of many countries: participation in the labour
// force, unemployment, employment by status, informal employment. The layout
// is that of the bulk download and of the site's own CSV with codes: ref_area,
// source, indicator, sex, classif1, time, obs_value.
//
// Source: International Labour Organization, ILOSTAT, https://ilostat.ilo.org.
// CC BY 4.0.
package ilostat
