// Package demography prepares what a population is projected with: death
// rates, fertility and single ages out of the five-year groups and periods in
// which censuses and the UN publish them. It is pure arithmetic on numbers
// that have no place as annual lines.
//
// The projection itself, life tables and survival included, is made of lines
// in package costing, from [abnd.Demography] on. [LifeTable] is here for the
// preparation, which has to know the life expectancy that death rates imply.
//
// # From published figures to single years and ages
//
//   - [SingleAges] divides the five-year groups of a census, and [FromGroups]
//     its open group too.
//   - [GraduateDeathRates] divides the groups of an abridged life table.
//   - [SingleAgeFertility] divides a fertility pattern.
//   - [At] and [AtRates] read a year out of five-year periods.
//   - [ShiftToLifeExpectancy] moves death rates onto a path of life
//     expectancy.
//   - [Variant] moves total fertility as the UN's variants do.
//
// [Assumptions] binds them.
package demography
