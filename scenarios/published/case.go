package published

import (
	"regexp"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// Case is one benefit in one year with what was published of it: the inputs,
// the result, and how far the engine may be from it.
type Case struct {
	ID           string
	Country      string // ISO 3166, three letters
	Description  abnd.Text
	Count        abnd.Persons      // in the target group, or households
	CountingUnit abnd.CountingUnit // CountPersons or CountHouseholds
	TakeUp       abnd.Share        // of the target group
	Amount       abnd.Money        // of one payment
	Payments     float64           // in the year
	SharePaid    abnd.Share        // of the entitlement
	AdminShare   abnd.Share        // administration, of the benefits
	Published    abnd.Money        // the result
	Currency     string            // ISO 4217
	Tolerance    abnd.Share        // of the published figure; see [Outcome.Within]
	Source       abnd.Text
	// Calibrated is the column whose figure was solved from the published
	// result, as "amount" or "share_paid"; blank where every input was published
	// apart from it. See [Outcome.Calibrated].
	Calibrated string
	// Reason says why the model is not within the tolerance; blank where it is,
	// or where nobody knows.
	Reason abnd.Text
	// Place is where the user can find the case, as in "cases.csv:2".
	Place string
}

// benefitID is the benefit of every case: its own ID need not be one that the
// engine takes.
const benefitID = "case"

// caseYear is the year of every case. No figure depends on it: the amount is
// in the money of that year and nothing is indexed.
const caseYear abnd.Year = 2020

// Study makes a study of the case: a population of one age, a scheme that
// says what is counted, and a benefit that stands for it, costed by the
// rules. Households stand in the population in the place of persons. GDP is
// positive and invented.
func (c Case) Study() *abnd.Study {
	s := emptyStudy(c.Country, c.Currency, abnd.Years{First: caseYear, Last: caseYear}, c.Source)
	setPeople(s, 0, c.Count)
	s.Economy.GDP = abnd.Level{Figure: abnd.Known(1, caseYear), Provenance: invented}
	s.Schemes = []abnd.Scheme{{
		ID: schemeID, Name: c.Description, Guarantees: []abnd.Guarantee{abnd.ActiveAge},
		Status: abnd.InForce, CountingUnit: c.CountingUnit, Provenance: from(sourceID),
	}}
	// The guarantee does not matter: there is no other benefit.
	b := costing.NewBenefit(benefitID, abnd.ActiveAge, c.Description, from(sourceID),
		costing.Paid{From: caseYear}, costing.Ages{Min: 0, Max: 0, Sex: abnd.Both, Share: 1}, costing.TakeUp(c.TakeUp),
		costing.FlatAmount{Amount: c.Amount, Year: caseYear},
		costing.Delivery{PaymentsPerYear: c.Payments, SharePaid: c.SharePaid}, costing.AdministrationShare(c.AdminShare))
	b.Scheme = schemeID
	s.Benefits = []abnd.Benefit{b}
	return s
}

// Run costs the case. The diagnostics are those of its study, each at the
// place of the case and with the column that it is about; where one of them
// is an error there is no outcome.
func (c Case) Run() (Outcome, abnd.Diagnostics) {
	result, found := scenarios.Run(c.Study())
	found = c.placed(slices.DeleteFunc(found, scenarios.IsQuestion)) // the economy around the case is invented
	if result == nil {
		return Outcome{}, found
	}
	model, found := result.At(scenarios.Figure{Scenario: abnd.StatusQuo, Measure: scenarios.TotalCost, Year: caseYear})
	if found != nil {
		panic("published: " + found.Error()) // every study has this figure
	}
	return Outcome{
		ID: c.ID, Country: c.Country, Description: c.Description,
		Model: abnd.Money(model.Value), Published: c.Published, Currency: c.Currency,
		Tolerance: c.Tolerance, Source: c.Source, Calibrated: c.Calibrated, Reason: c.Reason,
	}, found
}

// decimalComma is the decimal mark of Portuguese between two digits.
var decimalComma = regexp.MustCompile(`(\d),(\d)`)

func withPoints(text string) string { return decimalComma.ReplaceAllString(text, "$1.$2") }

// placed puts diagnostics of the case's study where the case stands, and
// writes their numbers as the file does: what "write 0,6" says would break
// it.
func (c Case) placed(found abnd.Diagnostics) abnd.Diagnostics {
	for i, d := range found {
		found[i].Place = c.Place
		d.Problem = d.Problem.EditPortuguese(withPoints)
		found[i].Problem = d.Problem
		found[i].Remedy = d.Remedy.EditPortuguese(withPoints)
		if column := columnOf(d.Path); column != "" {
			found[i].Problem = inColumn(column, d.Problem)
		}
	}
	return found
}

// columnOf is the column that holds a figure of the study; blank where none
// does.
func columnOf(path abnd.Path) string {
	switch first, _, _ := strings.Cut(string(path), "/"); first {
	case "population":
		return "count"
	case "general":
		switch path {
		case "general/country_iso3":
			return "country"
		case "general/currency":
			return "currency"
		}
	case "benefits":
		parameter := strings.TrimPrefix(string(path), string(abnd.JoinPath("benefits", benefitID))+"/")
		if isColumn(parameter) {
			return parameter
		}
	}
	return ""
}

func inColumn(column string, problem abnd.Text) abnd.Text {
	return abnd.T("%s: %s", "%s: %s").Fill(column, problem)
}

// Run costs the cases. Those with errors have no outcome; the diagnostics
// hold all of them.
func Run(cases []Case) ([]Outcome, abnd.Diagnostics) {
	var (
		outcomes []Outcome
		all      abnd.Diagnostics
	)
	for _, c := range cases {
		outcome, found := c.Run()
		all = append(all, found...)
		if !found.HasErrors() {
			outcomes = append(outcomes, outcome)
		}
	}
	return outcomes, all
}
