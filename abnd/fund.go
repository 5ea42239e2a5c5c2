package abnd

import "reflect"

// Fund is a fund of the State that pays deficits until it is empty, as that of
// a country's petroleum. A study may have none: see [Fund.IsZero]. Other funds, as
// the reserve of social security, are no part of it.
type Fund struct {
	Name Text
	// Provenance is that of the fund itself: its law.
	Provenance
	// Balance is what the fund holds at the end of a year: money.
	Balance Level
	// Return is what the balance at the beginning of a year yields in it, a share
	// of it, before prices are taken off.
	Return Estimate
	// Execution is the share of the government's expenditure of GGO that is
	// spent. It may exceed 1 where that is less than the budget.
	Execution Estimate
	// Receipts are what comes into the fund by year besides its return, as
	// petroleum revenue: money.
	Receipts Series
	// OtherRevenue is the government's revenue that does not come from the fund,
	// as a share of the GDP that costs are compared with; blank where all of the
	// revenue in GGO is such revenue.
	OtherRevenue Series
	// SustainableShare is the share of the fund's wealth, balance and present
	// value of expected receipts, that can be withdrawn a year by its rule, and
	// DiscountRate the rate at which receipts are discounted. Both are blank
	// where the fund has no such rule. It is no ceiling.
	SustainableShare, DiscountRate Level
	// Published lists the years in which others expect the fund to be empty.
	Published []EmptyYear
}

// IsZero reports whether the study has no fund: nothing of it is given.
func (f Fund) IsZero() bool { return reflect.ValueOf(f).IsZero() }

// Estimate is a figure that is not certain: what is most likely, and the bounds
// of what is plausible.
type Estimate struct {
	Value, Low, High Figure
	Provenance
}

// EmptyYear is a published year in which a fund is expected to be empty: one
// year, or a range of which a bound may be blank. The year of its provenance is
// that of the publication.
type EmptyYear struct {
	By          Text // who expects it
	Year        Year // 0 where there is a range
	Early, Late Year // 0 where not said
	Provenance
}
