package published

import (
	_ "embed"
	"math"
	"strings"

	"github.com/openabnd/engine/abnd"
)

// Outcome is what the engine makes of a case, beside what was published.
type Outcome struct {
	ID          string
	Country     string // ISO 3166
	Description string
	Model       abnd.Money
	Published   abnd.Money
	Currency    string     // ISO 4217
	Tolerance   abnd.Share // of the published figure; 0 is exact to the unit of currency
	Source      string
}

// Difference is how much the model is above the published figure, both in
// whole units of currency.
func (o Outcome) Difference() abnd.Money {
	return abnd.Money(math.Round(float64(o.Model)) - math.Round(float64(o.Published)))
}

// Relative is the difference as a share of the published figure.
func (o Outcome) Relative() abnd.Share { return abnd.Share(o.Difference() / o.Published) }

// Within reports whether the model is within the tolerance. The model, the
// published figure and the tolerance in money are all rounded to whole units
// of currency before they are compared: a tolerance of 0 is exact to the
// unit, and a cent too little is no difference.
func (o Outcome) Within() bool {
	allowed := math.Round(float64(o.Tolerance) * float64(o.Published))
	return math.Abs(float64(o.Difference())) <= allowed
}

//go:embed cases.csv
var casesCSV string

// BuiltIn costs the published cases inside the package: single ones, and the
// totals by year of [Mozambique].
func BuiltIn() ([]Outcome, abnd.Diagnostics) {
	cases, found := Read("cases.csv", strings.NewReader(casesCSV))
	outcomes, more := Run(cases)
	totals, last := Mozambique().Run()
	return append(outcomes, totals...), append(append(found, more...), last...)
}
