package scenarios

import (
	"fmt"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// CountryFigure is one figure of a country that can be set beside another
// country's: it is in no country's currency.
type CountryFigure struct {
	Country   string // the name given
	Scenario  string
	Guarantee string // AllOf for the sum
	Year      abnd.Year
	Measure   MeasureCode // code of one of [CountryMeasures]
	Unit      string
	Value     float64
	AtLeast   bool // the figure is a lower bound
}

// Known reports whether the figure is all that it names, or a lower bound.
func (f CountryFigure) Known() abnd.Knowledge {
	if f.AtLeast {
		return abnd.KnownPart
	}
	return abnd.KnownAll
}

// The measures of [CompareCountries] beside [EffectiveCoverage].
const (
	// CountryPercentGDP is the total cost by the GDP that the country's study
	// compares costs with.
	CountryPercentGDP = PercentGDP
	// CountryPPP is what one benefit received pays in a month, at the prices of
	// the study's base year and in international dollars of that year.
	CountryPPP MeasureCode = "benefit_ppp"
	// CountryPercentPovertyLine is the same by the country's own poverty line
	// per person.
	CountryPercentPovertyLine MeasureCode = "percent_poverty_line"
)

// InternationalDollars is the unit of [CountryPPP], written with the year.
const InternationalDollars Unit = "international dollars"

// CountryMeasures lists the measures in the order in which they are written.
// What a benefit pays is an average over the year and over the benefits of a
// guarantee that have beneficiaries.
func CountryMeasures() []Measure {
	coverage := coverageMeasure()
	return []Measure{
		{Code: CountryPercentGDP, Label: abnd.T("Total cost, % of GDP", "Custo total, % do PIB"), Unit: Percent},
		coverage,
		{Code: CountryPPP, Label: abnd.T("Monthly benefit, international dollars", "Prestação mensal, dólares internacionais"), Unit: InternationalDollars},
		{Code: CountryPercentPovertyLine, Label: abnd.T("Monthly benefit, % of the poverty line", "Prestação mensal, % da linha de pobreza"), Unit: Percent},
	}
}

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

// CountryComparabilityWarnings warns where figures of the countries cannot be set side by
// side: international dollars of several years are several units of money.
func CountryComparabilityWarnings(countries []Country) abnd.Diagnostics {
	var found abnd.Diagnostics
	first := countries[0]
	for _, c := range countries[1:] {
		if a, b := first.Result.Study.PriceYear, c.Result.Study.PriceYear; a != b {
			found.AddWarning("", "unlike-prices", abnd.T("the base years of prices differ: %d in %s, %d in %s; amounts in international dollars are not compared",
				"os anos-base dos preços diferem: %d em %s, %d em %s; não se comparam montantes em dólares internacionais").Fill(int(a), first.Name, int(b), c.Name), abnd.Text{})
		}
	}
	return found
}

// PPP is the national currency for an international dollar of the base year of
// prices, as published: a rate carried on from an earlier year does not count.
// It is not known where the study has none.
func (r *Result) PPP() (float64, bool) {
	rate, ok := r.Study.Economy.PPP.Values[r.Study.PriceYear]
	return rate, ok
}

// CompareCountries lists the figures of countries side by side: by scenario,
// measure, guarantee, year and country. What is not known, as where there is
// no poverty line, or nobody receives a benefit, is left out; so are
// international dollars where the base years of prices are not the same.
func CompareCountries(countries []Country, scenarios []string) []CountryFigure {
	alike := len(CountryComparabilityWarnings(countries)) == 0
	var all []CountryFigure
	for _, id := range scenarios {
		for _, m := range CountryMeasures() {
			if m.Code == CountryPPP && !alike {
				continue
			}
			for _, g := range Parts() {
				for _, year := range SharedYears(countries).All() {
					for _, c := range countries {
						if f, ok := c.Result.countryFigure(m, id, g, year); ok {
							f.Country = c.Name
							all = append(all, f)
						}
					}
				}
			}
		}
	}
	return all
}

// countryFigure is one figure, without the country's name.
func (r *Result) countryFigure(m Measure, id string, g abnd.Guarantee, year abnd.Year) (CountryFigure, bool) {
	f := CountryFigure{Scenario: id, Guarantee: string(g), Year: year, Measure: m.Code, Unit: string(m.Unit)}
	ok := false
	switch m.Code {
	case CountryPercentGDP:
		x := r.sum(id, g, mustMeasure(PercentGDP), year)
		f.Value, f.AtLeast, ok = x.Value, x.Known == abnd.KnownPart, x.Known.Known()
	case EffectiveCoverage:
		covered := r.CoverageOfGuarantee(id, g, year)
		f.Value, f.AtLeast, ok = covered.percent(), covered.AtLeast, covered.Share.Known
	case CountryPPP:
		f.Unit = fmt.Sprintf("%s of %d", m.Unit, r.Study.PriceYear)
		f.Value, ok = r.benefitInDollars(id, g, year)
	case CountryPercentPovertyLine:
		f.Value, ok = r.benefitInPovertyLines(id, g, year)
		f.Value *= percentPerShare
	}
	return f, ok
}

// benefitInDollars is what one benefit received pays in a month, at prices of
// the base year, in international dollars.
func (r *Result) benefitInDollars(id string, g abnd.Guarantee, year abnd.Year) (float64, bool) {
	rate, known := r.PPP()
	monthly, ok := r.monthlyBenefit(id, g, year)
	prices, told := r.Projection.Value("frame/price_level", year)
	if !known || !ok || !told {
		return 0, false
	}
	return monthly / prices / rate, true
}

// benefitInPovertyLines is what one benefit received pays in a month, as a
// share of the poverty line.
func (r *Result) benefitInPovertyLines(id string, g abnd.Guarantee, year abnd.Year) (float64, bool) {
	line, known := r.Projection.Value("frame/poverty_line", year)
	monthly, ok := r.monthlyBenefit(id, g, year)
	if !known || !ok {
		return 0, false
	}
	return monthly / line, true
}

// monthlyBenefit is what one benefit received pays in a month, in money of the
// year. A package has no benefits of its own: each guarantee is that of the
// scenario which it takes. Over all guarantees it is not known: what health
// care costs a head and what a pension pays have no mean.
func (r *Result) monthlyBenefit(id string, g abnd.Guarantee, year abnd.Year) (float64, bool) {
	over := []abnd.Guarantee{g}
	switch g {
	case AllOf:
		return 0, false
	case abnd.IncomeSecurity:
		over = abnd.IncomeSecurityGuarantees()
	}
	cost, people := 0.0, 0.0
	for _, b := range r.Study.Benefits {
		for _, of := range costing.GuaranteesOf(b) {
			if !slices.Contains(over, of) {
				continue
			}
			scenario, part := r.scenarioOf(id, of), 1.0
			if key, parted := costing.PartKey(scenario, b, of); parted {
				part = r.known(key, year).x
			}
			n, okN := r.Projection.Value(costing.BenefitKey(scenario, b.ID, "beneficiaries"), year)
			c, okC := r.Projection.Value(costing.BenefitKey(scenario, b.ID, "benefit_cost"), year)
			if okN && okC && n > 0 {
				cost, people = cost+float64(part*c), people+float64(part*n)
			}
		}
	}
	months, _ := r.Projection.Value("general/months_per_year", year)
	if people == 0 {
		return 0, false
	}
	return cost / people / months, true
}
