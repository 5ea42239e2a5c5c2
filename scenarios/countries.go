package scenarios

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// CountryFigure is one figure of a country that can be set beside another
// country's: it has no currency.
type CountryFigure struct {
	Country   string // the name given
	Scenario  string
	Guarantee string // AllOf for the sum
	Year      abnd.Year
	Measure   string // CountryPercentGDP or CountryPercentPovertyLine
	Value     float64
}

// The measures of [CompareCountries], both in percent.
const (
	// CountryPercentGDP is the total cost by the GDP that the country's study
	// compares costs with.
	CountryPercentGDP = "percent_gdp"
	// CountryPercentPovertyLine is what one benefit received pays in a month,
	// on average over the year and over the benefits of a guarantee that have
	// beneficiaries, by the country's own poverty line per person.
	CountryPercentPovertyLine = "percent_poverty_line"
)

// Country is a result with the name under which it is compared.
type Country struct {
	Name   string
	Result *Result
}

// SharedScenarios lists the scenarios and packages that every country has, in
// the order of the first.
func SharedScenarios(countries []Country) []string {
	shared := countries[0].Result.runs()
	for _, c := range countries[1:] {
		has := c.Result.runs()
		shared = slices.DeleteFunc(shared, func(id string) bool { return !slices.Contains(has, id) })
	}
	return shared
}

// SharedYears are the years that every country costs.
func SharedYears(countries []Country) abnd.Years {
	years := countries[0].Result.Study.Projection
	for _, c := range countries[1:] {
		p := c.Result.Study.Projection
		years = abnd.Years{First: max(years.First, p.First), Last: min(years.Last, p.Last)}
	}
	return years
}

// CompareCountries lists the figures of countries side by side: by scenario,
// measure, guarantee, year and country. What is not known, as where there is
// no poverty line, or nobody receives a benefit, is left out. Purchasing power
// parities are no part of a study, so no amounts of money are compared.
func CompareCountries(countries []Country, scenarios []string) []CountryFigure {
	var all []CountryFigure
	for _, id := range scenarios {
		for _, measure := range []string{CountryPercentGDP, CountryPercentPovertyLine} {
			for _, g := range append(abnd.Guarantees(), AllOf) {
				for _, year := range SharedYears(countries).All() {
					for _, c := range countries {
						var x float64
						var ok bool
						switch measure {
						case CountryPercentGDP:
							x, ok = c.Result.Value(id, g, AllOf, "percent_gdp", year)
						default:
							x, ok = c.Result.benefitInPovertyLines(id, g, year)
							x *= percentPerShare
						}
						if ok {
							all = append(all, CountryFigure{c.Name, id, string(g), year, measure, x})
						}
					}
				}
			}
		}
	}
	return all
}

// benefitInPovertyLines is what one benefit received pays in a month, as a
// share of the poverty line. A package has no benefits of its own: each
// guarantee is that of the scenario which it takes.
func (r *Result) benefitInPovertyLines(id string, g abnd.Guarantee, year abnd.Year) (float64, bool) {
	line, ok := r.Projection.Value("frame/poverty_line", year)
	if !ok {
		return 0, false
	}
	cost, people := 0.0, 0.0
	for _, b := range r.Study.Benefits {
		if g != AllOf && b.Guarantee != g {
			continue
		}
		scenario := id
		for _, p := range r.Study.Packages {
			if p.ID == id {
				scenario = p.Scenarios[b.Guarantee]
			}
		}
		n, okN := r.Projection.Value(costing.BenefitKey(scenario, b.ID, "beneficiaries"), year)
		c, okC := r.Projection.Value(costing.BenefitKey(scenario, b.ID, "benefit_cost"), year)
		if okN && okC && n > 0 {
			cost, people = cost+c, people+n
		}
	}
	months, _ := r.Projection.Value("general/months_per_year", year)
	if people == 0 {
		return 0, false
	}
	return cost / people / months / line, true
}
