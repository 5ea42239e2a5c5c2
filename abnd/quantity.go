package abnd

import "fmt"

// Persons is a number of people at mid-year. It may be fractional: a
// projection is an expectation, not a census.
type Persons float64

// Money is an amount in whole units of the national currency.
type Money float64

// Share is a fraction of one: 0.25 is 25 percent. Growth rates are shares.
type Share float64

// Year is a calendar year.
type Year int

// Years is a closed range of calendar years.
type Years struct {
	First, Last Year
}

// Len is the number of years in the range; 0 for the zero value and for a
// range that ends before it begins.
func (y Years) Len() int {
	if y == (Years{}) || y.Last < y.First {
		return 0
	}
	return int(y.Last-y.First) + 1
}

// Contains reports whether year lies in the range.
func (y Years) Contains(year Year) bool { return y.Len() > 0 && y.First <= year && year <= y.Last }

// Covers reports whether every year of the other range lies in this one.
func (y Years) Covers(other Years) bool {
	return other.Len() == 0 || y.Contains(other.First) && y.Contains(other.Last)
}

// All lists the years of the range in order.
func (y Years) All() []Year {
	all := make([]Year, 0, y.Len())
	for year := y.First; len(all) < cap(all); year++ {
		all = append(all, year)
	}
	return all
}

// String writes the range as "2025-2040".
func (y Years) String() string { return fmt.Sprintf("%d-%d", y.First, y.Last) }
