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
	Description abnd.Text
	Model       abnd.Money
	Published   abnd.Money
	Currency    string     // ISO 4217
	Tolerance   abnd.Share // of the published figure; 0 is exact to the unit of currency
	Source      abnd.Text
	// Calibrated is the column whose figure was solved from the published
	// result. Such a case shows that the arithmetic closes and tests no
	// prediction, so it is counted apart; blank is a prediction.
	Calibrated string
	// Reason says why the model is outside the tolerance.
	Reason abnd.Text
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

// CalibratedName is the name of the input that was solved; blank of a
// prediction.
func (o Outcome) CalibratedName() abnd.Text {
	for _, c := range columns {
		if c.name == o.Calibrated {
			return c.input
		}
	}
	return abnd.Text{}
}

// Verdict says how the model stands to the published figure.
type Verdict string

// The verdicts. Explained is outside the tolerance for a reason that is
// stated: what the source leaves out, as overheads or arrears.
const (
	Within    Verdict = "within"
	Explained Verdict = "outside-explained"
	Outside   Verdict = "outside"
)

// Verdict of the outcome.
func (o Outcome) Verdict() Verdict {
	switch {
	case o.Within():
		return Within
	case !o.Reason.IsZero():
		return Explained
	}
	return Outside
}

// Count counts outcomes by their verdict.
type Count struct {
	Within, Explained, Outside int
}

// All is how many were counted.
func (c Count) All() int { return c.Within + c.Explained + c.Outside }

// Tally counts outcomes: predictions, and calibrated cases apart from them.
// Each outcome is one or the other.
func Tally(outcomes []Outcome) (predicted, calibrated Count) {
	for _, o := range outcomes {
		count := &predicted
		if o.Calibrated != "" {
			count = &calibrated
		}
		switch o.Verdict() {
		case Within:
			count.Within++
		case Explained:
			count.Explained++
		case Outside:
			count.Outside++
		}
	}
	return predicted, calibrated
}

//go:embed cases.csv
var casesCSV string

// BuiltIn costs the published cases inside the package: single ones, and the
// totals by year of [Mozambique].
func BuiltIn() ([]Outcome, abnd.Diagnostics) {
	cases, found := Read("cases.csv", strings.NewReader(casesCSV))
	for i, c := range cases { // texts of the program are in both orthographies
		cases[i].Description = abnd.T(c.Description.EN, c.Description.PT)
		cases[i].Reason = abnd.T(c.Reason.EN, c.Reason.PT)
	}
	outcomes, more := Run(cases)
	totals, last := Mozambique().Run()
	return append(outcomes, totals...), append(append(found, more...), last...)
}
