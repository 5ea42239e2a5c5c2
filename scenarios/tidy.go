package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// AllOf is the guarantee or benefit of a row that sums over all of them.
const AllOf = "all"

// TotalSex is the sex of a row that is not by sex.
const TotalSex = "total"

// Row is one figure of the results.
type Row struct {
	Scenario  string // or a package: its ID
	Guarantee string // [abnd.IncomeSecurity] for the sum over its three, AllOf for that over all
	Benefit   string // AllOf for the sum over benefits; an existing scheme known by its expenditure has its own ID
	Sex       string // "female", "male" or "total"
	Year      abnd.Year
	Measure   MeasureCode
	Unit      string // with the currency's code: "USD", "USD per payment", "persons", "percent"
	Value     float64
	// Known reports whether Value is all of the figure or, as that of a sum of
	// which a part is not known, at least.
	Known abnd.Knowledge
}

// percentPerShare turns a share into percent, at the edge of the engine.
const percentPerShare = 100

// Amount is a figure with what is known of it. Of what is not known the value
// is zero.
type Amount struct {
	Value float64
	Known abnd.Knowledge
}

// At is the figure of a scenario or package: of a benefit or a projected scheme,
// of a guarantee, or of the sums over them; and how much of it is known. A sum
// over existing schemes of which too little is known is not known, and one of
// which a part is known is at least that. What an existing scheme that is known
// by its expenditure alone lacks, and a year outside the projection, are not
// known either. A name that does not exist is an error that suggests the nearest
// one.
func (r *Result) At(f Figure) (Amount, abnd.Diagnostics) {
	key, found := r.Key(f)
	if found != nil {
		if r.lacking(f) {
			return Amount{}, nil
		}
		return Amount{}, found
	}
	return r.amount(mustMeasure(f.Measure), key, f.Year), nil
}

// lacking reports whether a figure is one that an existing scheme has and nobody
// knows: its people, payments, benefits and administration.
func (r *Result) lacking(f Figure) bool {
	m, exists := FindMeasure(f.Measure)
	return exists && slices.Contains(r.runs(), f.Scenario) && (m.benefitsOnly || slices.Contains(lackedBySchemes, m.line)) &&
		slices.ContainsFunc(costing.ProjectedSchemes(r.Study), func(s abnd.Scheme) bool { return s.ID == f.Benefit })
}

var lackedBySchemes = []string{"beneficiaries", "households", "benefit_cost", "admin_cost"}

// sum is a figure of a guarantee, or of several, that exists.
func (r *Result) sum(scenario string, g abnd.Guarantee, m Measure, year abnd.Year) Amount {
	return r.amount(m, r.keyOf(scenario, g, AllOf, m.line), year)
}

func (r *Result) amount(m Measure, key model.Key, year abnd.Year) Amount {
	x, known := r.Projection.Value(key, year)
	if !known {
		return Amount{}
	}
	if m.Unit == Percent {
		x *= percentPerShare
	}
	return Amount{x, r.Projection.Knowledge(key, year)}
}

// Parts lists what figures by guarantee are of, in the order in which they are
// written: the guarantees, then the sums over those of income security, and
// over all.
func Parts() []abnd.Guarantee { return append(abnd.Guarantees(), abnd.IncomeSecurity, AllOf) }

// keyOf is the key of a figure; the model need not have it.
func (r *Result) keyOf(scenario string, guarantee abnd.Guarantee, benefit, line string) model.Key {
	pack := r.isPackage(scenario)
	switch {
	case benefit != AllOf:
		b, ok := r.Study.FindBenefit(benefit)
		if !ok {
			return costing.SchemeKey(scenario, benefit, line)
		}
		return costing.BenefitKey(scenario, benefit, r.recipientsLine(scenario, b, line))
	case pack && line == EffectiveCoverage:
		if covering, ok := r.coveringScenario(scenario, r.Study.GroupsOf(guarantee)); ok {
			return costing.GuaranteeKey(covering, guarantee, line)
		}
		return costing.PackageGuaranteeKey(scenario, guarantee, line)
	case pack && guarantee == AllOf:
		return costing.PackageKey(scenario, line)
	case pack && guarantee == abnd.IncomeSecurity:
		return costing.PackageIncomeSecurityKey(scenario, line)
	case pack:
		return costing.PackageGuaranteeKey(scenario, guarantee, line)
	case guarantee == AllOf:
		return costing.TotalKey(scenario, line)
	case guarantee == abnd.IncomeSecurity:
		return costing.IncomeSecurityKey(scenario, line)
	}
	return costing.GuaranteeKey(scenario, guarantee, line)
}

// The lines that count who receives a benefit: persons, or households.
const (
	personsLine    = "beneficiaries"
	householdsLine = "households"
)

// HasHouseholds reports whether some benefit or existing scheme of a guarantee is
// received by households, so that there is a sum of them.
func (r *Result) HasHouseholds(scenario string, g abnd.Guarantee) bool {
	return r.has(mustMeasure(ReceivingHouseholds), scenario, g)
}

// recipientsLine exchanges the names of the lines that count recipients where
// those of a benefit are households: its recipients are the households, and
// persons it does not count.
func (r *Result) recipientsLine(scenario string, b abnd.Benefit, line string) string {
	if costing.RecipientUnit(r.Study, scenario, b) != abnd.CountHouseholds {
		return line
	}
	first, sex, bySex := strings.Cut(line, "/")
	switch first {
	case personsLine:
		first = householdsLine
	case householdsLine:
		first = personsLine
	case costing.Registrations:
		first = costing.HouseholdRegistrations
	case costing.HouseholdRegistrations:
		first = costing.Registrations
	}
	if bySex {
		return first + "/" + sex
	}
	return first
}

func (r *Result) isPackage(id string) bool {
	return slices.ContainsFunc(r.Study.Packages, func(p abnd.Package) bool { return p.ID == id })
}

// Tidy lists the results of the scenarios, one figure per row: by scenario,
// guarantee, benefit, measure, sex and year, in the order of the study. Where
// every scenario is asked for, the packages that combine them follow with
// their sums. Figures that are not known have no row.
func (r *Result) Tidy(scenarios []abnd.Scenario) []Row {
	var rows []Row
	for _, s := range scenarios {
		for _, g := range abnd.Guarantees() {
			for _, b := range r.Study.Benefits {
				if b.Guarantee == g {
					rows = r.add(rows, s.ID, g, b.ID)
				}
			}
			for _, scheme := range costing.ProjectedSchemes(r.Study) {
				if scheme.Guarantees[0] == g {
					rows = r.add(rows, s.ID, g, scheme.ID)
				}
			}
			rows = r.add(rows, s.ID, g, AllOf)
		}
		rows = r.add(rows, s.ID, abnd.IncomeSecurity, AllOf)
		rows = r.add(rows, s.ID, AllOf, AllOf)
	}
	if len(scenarios) < len(r.Study.Scenarios) {
		return rows
	}
	for _, p := range r.Study.Packages {
		for _, g := range Parts() {
			rows = r.add(rows, p.ID, g, AllOf)
		}
	}
	return rows
}

func (r *Result) add(rows []Row, scenario string, g abnd.Guarantee, benefit string) []Row {
	for _, m := range Measures() {
		if m.benefitsOnly && benefit == AllOf || m.totalOnly && g != AllOf {
			continue
		}
		sexes := []string{TotalSex}
		if m.bySex {
			sexes = []string{string(abnd.Female), string(abnd.Male), TotalSex}
		}
		for _, sex := range sexes {
			line := m.line
			if sex != TotalSex {
				line += "/" + sex
			}
			key := r.keyOf(scenario, g, benefit, line)
			if !r.Projection.Model().Has(key) {
				continue // not every measure is of a scheme, or of a sum
			}
			for _, year := range r.Study.Projection.All() {
				if x := r.amount(m, key, year); x.Known.Known() {
					rows = append(rows, Row{
						Scenario: scenario, Guarantee: string(g), Benefit: benefit, Sex: sex,
						Year: year, Measure: m.Code, Unit: r.unitOf(m, scenario, benefit), Value: x.Value, Known: x.Known,
					})
				}
			}
		}
	}
	return rows
}

// unitOf is [Result.UnitOf] of a benefit: the target group of one that
// households receive is counted in households.
func (r *Result) unitOf(m Measure, scenario, benefit string) string {
	if b, ok := r.Study.FindBenefit(benefit); ok && m.Unit == Persons && costing.RecipientUnit(r.Study, scenario, b) == abnd.CountHouseholds {
		return string(Households)
	}
	return r.UnitOf(m)
}

// UnitOf writes a measure's unit with the currency of the study.
func (r *Result) UnitOf(m Measure) string {
	currency := r.Study.Country.Currency
	switch m.Unit {
	case Money:
		return currency
	case MoneyBaseYear:
		return fmt.Sprintf("%s at %d prices", currency, r.Study.PriceYear)
	case MoneyByPayment:
		return currency + " per payment"
	}
	return string(m.Unit)
}
