package abnd

import "slices"

// StatusQuo is the ID of the scenario that every other one is measured
// against: what happens if nothing is decided. A study must have it.
const StatusQuo = "status-quo"

// Study is one national costing: everything that the engine needs, and where
// each figure comes from.
type Study struct {
	// ID is what the study is called by, as "tls-2026". It stays the same when
	// figures change, so that two files can be told to be of one study; blank
	// where it has none. No figure depends on it.
	ID         string
	Status     Status // draft, technically validated or approved
	Country    Country
	Title      Text
	Date       string // the study's own date, ISO 8601; no clock is read
	FirstYear  Year   // first year of the frames; history runs from here
	LastYear   Year   // last year of the frames; 0, or a year before the projection ends, means the last year of projection
	Projection Years  // the years that are costed
	PriceYear  Year   // whose prices "base-year prices" are
	// KnownAmountsUntil is the last year for which the amounts of benefits are
	// facts: a dated amount of a later year is announced. 0 is the year before
	// the projection; see [Study.LastKnownAmounts].
	KnownAmountsUntil Year
	// Baseline says by what amounts of the status quo that no rule moves are
	// moved; blank is [BaselineLaw], by nothing. It does not move what a scenario
	// decides for itself.
	Baseline   Baseline
	GDPName    Text // "non-oil GDP": the denominator, named on every sheet
	Population Population
	// PopulationMethod reports whether Population is taken as it stands or
	// projected with Demography, which may else be blank.
	PopulationMethod PopulationMethod
	Demography       Demography
	Economy          Economy
	Government       Government
	Vital            Vital
	Labour           Labour
	Schemes          []Scheme
	Recommended      []Recommendation
	Benefits         []Benefit
	Scenarios        []Scenario
	// Levers make one scenario more, the room's proposal, and TryFrom is the ID
	// of the one that it is based on; blank is the status quo.
	Levers  []Lever
	TryFrom string
	// TryYears are the years that TRY shows, where the room has chosen them, and
	// Log is what it has kept of its proposals.
	TryYears []Year
	Log      []Logged
	Packages []Package
	Tables   []Table
	Sources  []Source
	// The assessment: who is covered, and what is missing.
	Groups      []PopulationGroup
	Provisions  []Provision
	Indicators  []Indicator
	MatrixTexts []MatrixText
	// What is not certain, for sensitivity and simulation. The point estimate
	// does not depend on Uncertain and Correlations.
	Shocks       Shocks
	Uncertain    []Uncertain
	Correlations []Correlation
	// GrowthFrom says what GDP grows from; blank is [GrowthGiven].
	GrowthFrom GrowthSource
	// SecondGDPName names a second GDP that costs are compared with too.
	SecondGDPName Text
	// MacroScenarios are other paths of the frames; Macro is the ID of the one
	// that is taken, blank for none.
	MacroScenarios []MacroScenario
	Macro          string
	// Financing lists the measures that can pay for more than the envelope.
	Financing []Financing
	// Fund pays the deficits until it is empty; its zero value is none.
	Fund Fund
	// Consumption is how consumption is distributed; its zero value is none.
	Consumption ConsumptionDistribution
	// Outturns are what was due, paid and appropriated in years of schemes.
	Outturns []Outturn
}

// LastKnownAmounts is the last year for which the amounts of benefits are
// facts: the year given, or the one before the projection.
func (s *Study) LastKnownAmounts() Year {
	if s.KnownAmountsUntil != 0 {
		return s.KnownAmountsUntil
	}
	return s.Projection.First - 1
}

// MoveTo makes the study cost other years than its own. They must lie within
// its frames: history from the first year, population to the last.
func (s *Study) MoveTo(years Years) {
	// The frames keep their years: amounts may be given in the money of a year
	// that is no longer costed.
	s.LastYear = s.Frame().Last
	// What is known does not change with the years that are costed.
	s.KnownAmountsUntil = s.LastKnownAmounts()
	s.Projection = years
}

// GrowthSource is the closure of the economy: which of growth and
// productivity is given, and which follows.
type GrowthSource string

// The closures.
const (
	GrowthGiven      GrowthSource = "growth"       // productivity follows
	FromProductivity GrowthSource = "productivity" // growth follows
)

// Country names a country and its money.
type Country struct {
	ISO3         string
	Name         Text
	Currency     string // ISO 4217
	CurrencyName Text
}

// Economy is the frame of production, prices and wages. GDP is the one that
// costs are compared with, the GDP named by [Study.GDPName]. A series may be
// blank: what rests on it is then not known.
type Economy struct {
	GDP            Level  // nominal GDP in one year: money
	RealGrowth     Series // growth of that GDP at constant prices, share a year
	DeflatorGrowth Series // growth of its deflator, share a year
	Inflation      Series // growth of consumer prices, share a year
	WageGrowth     Series // growth of the average wage, share a year
	// Benchmarks per month; each moves with an index from its own year.
	PovertyLine Benchmark
	MinimumWage Benchmark
	AverageWage Benchmark
	// What follows may be blank.
	Productivity Series  // growth of real GDP per employed person, share a year
	SecondGDP    Account // another GDP, in money or as a share of the first, which may exceed 1
	ExchangeRate Series  // national currency for a US dollar
	PPP          Series  // national currency for an international dollar
}

// Vital is the frame of vital events, persons a calendar year. It may be
// blank where no benefit refers to it.
type Vital struct {
	Births Series
	// MultipleBirths is the share of births that are not the first of their
	// confinement: births less these are mothers. Blank counts each birth as a
	// mother.
	MultipleBirths Series
}

// Level is a figure of one year that a line is anchored to.
type Level struct {
	Figure
	Provenance
}

// Benchmark is an amount of money per month that a benefit can be a share of,
// with the index by which it moves away from its own year.
type Benchmark struct {
	Level
	Index string // a code of the index list: "none", "cpi", "wages", …
}

// Extension is the rule that carries a series past its last published year.
type Extension string

// The extensions.
const (
	// HoldLast keeps the last published value.
	HoldLast Extension = "hold"
	// LongRun takes the long-run value that the study names.
	LongRunValue Extension = "long-run"
	// Converge goes to the long-run value by equal steps, and is there in the
	// year that the study names; for rates.
	Converge Extension = "converge"
	// ConvergePerHead does the same where the long-run value is growth per head:
	// the growth of the population is added. For growth of real GDP.
	ConvergePerHead Extension = "converge-per-head"
	// WithPrices meets consumer price inflation, in the year that the study names
	// or at once; for the GDP deflator.
	WithPrices Extension = "cpi"
	// WithGDPPerHead follows the growth of nominal GDP per head; for wages.
	WithGDPPerHead Extension = "gdp-per-head"
	// WithGDP keeps the last ratio to nominal GDP; for amounts of money.
	WithGDP Extension = "gdp"
	// WithBalance adds the deficit of the government; for its debt.
	WithBalance Extension = "balance"
)

// TakesLongRun reports whether a series that is extended so reads its long-run
// value.
func (e Extension) TakesLongRun() bool {
	return e == LongRunValue || e.Converges()
}

// Converges reports whether a series that is extended so goes to its long-run
// value by the year that the study names, which it needs.
func (e Extension) Converges() bool { return e == Converge || e == ConvergePerHead }

// Series is a figure by year with one provenance, and the rule that extends
// it. A year that is absent is not published.
type Series struct {
	Provenance
	LastActual Year // last year that is not itself a projection; 0 = unknown
	Values     map[Year]float64
	Extension  Extension
	LongRun    Figure // used by LongRunValue, Converge and ConvergePerHead
	// LongRunYear is the first year with the long-run value, or with consumer
	// price inflation; used by Converge, ConvergePerHead and WithPrices, and 0
	// where there is none.
	LongRunYear Year
}

// LastPublished is the last year that has a value, and whether there is one.
func (s Series) LastPublished() (Year, bool) {
	var last Year
	found := false
	for year := range s.Values {
		if !found || year > last {
			last, found = year, true
		}
	}
	return last, found
}

// Table is a named path by year that benefits can refer to: a take-up agreed
// year by year.
type Table struct {
	ID   string
	Name Text
	Series
}

// Scheme is an existing social protection scheme.
type Scheme struct {
	ID         string
	Name       Text
	Guarantees []Guarantee
	// SecondShare is the share of the cost that belongs to the second of
	// Guarantees, the rest to the first; blank where all is the first's. It parts the
	// expenditure that is projected: see costing/split.go.
	SecondShare Figure
	Kind        Text // universal, means-tested, contributory, …
	Status      SchemeStatus
	// Form is what is given; only cash counts as coverage of income.
	Form       BenefitForm
	LegalBasis Text
	// Law is what the legal basis is; without a law nobody is legally covered.
	Law          LegalStatus
	Eligibility  Text
	AgeMin       Figure
	AgeMax       Figure
	Sex          Sex
	Benefit      Figure // money per Frequency, with its year
	Frequency    Text
	Payments     Figure // to one recipient in a year
	Recipients   Figure // in CountingUnit, with its year
	CountingUnit CountingUnit
	// RecipientsPaid are those of Recipients who were paid in that year; blank
	// where no count tells them from those enrolled.
	RecipientsPaid Figure
	// BenefitFor is the number of persons whom one payment is meant for, as the
	// members of a household; blank is the persons per unit counted.
	BenefitFor Figure
	// RecipientsAmount is one payment in the year in which the recipients
	// were counted; blank where Benefit is of that year.
	RecipientsAmount Figure
	// RecipientsCover and ExpenditureCovers list the other schemes that are
	// inside the number of recipients and inside the expenditure.
	RecipientsCover   []string
	Expenditure       Figure // money a year, with its year
	ExpenditureCovers []string
	// Projection is the index by which the reported expenditure moves under
	// the status quo; blank where it is not to be projected.
	Projection  string
	Institution Text
	Financing   Text
	// ShareState, ShareContributions and ShareExternal are the shares of the cost
	// that the State, contributions and external partners pay; what they leave is
	// not known. ExternalUntil is the last year in which the partners pay, 0 where
	// none is known.
	ShareState, ShareContributions, ShareExternal Figure
	ExternalUntil                                 Year
	Indexation                                    Text
	// Difference reports why the model's cost differs from the expenditure that
	// was reported.
	Difference Text
	Provenance
}

// SchemeStatus reports whether a scheme is paid today.
type SchemeStatus string

// The states of a scheme.
const (
	InForce   SchemeStatus = "in-force"
	Closed    SchemeStatus = "closed"    // to new entrants
	Repealed  SchemeStatus = "repealed"  // no longer paid
	Temporary SchemeStatus = "temporary" // one-off or emergency, ended
)

// SchemeStatuses lists the states.
func SchemeStatuses() []SchemeStatus { return []SchemeStatus{InForce, Closed, Repealed, Temporary} }

// CountingUnit is what a scheme counts as one beneficiary.
type CountingUnit string

// The counting units.
const (
	CountPersons    CountingUnit = "person"
	CountHouseholds CountingUnit = "household"
	CountMembers    CountingUnit = "registered-member"
)

// CountingUnits lists the counting units.
func CountingUnits() []CountingUnit {
	return []CountingUnit{CountPersons, CountHouseholds, CountMembers}
}

// Recommendation is what the dialogue agreed to recommend.
type Recommendation struct {
	ID          string
	Guarantee   Guarantee
	Text        Text
	Priority    string
	Institution Text
	ToBeCosted  bool // otherwise: for further study
	// Template says that it follows from Recommendation 202 alone and from no
	// national text.
	Template bool
	Gaps     []GapRef
	Provenance
}

// Benefit is an option to be costed, or an existing scheme costed by rule.
type Benefit struct {
	ID        string
	Guarantee Guarantee
	Name      Text
	// Scheme is the existing scheme that this benefit stands for, blank for
	// a new one. Its cost under the status quo is then that scheme's cost.
	Scheme string
	// Replaces lists the existing schemes that end when this benefit starts.
	Replaces []string
	// Requires lists the benefits without which this one makes no sense, as a
	// supplement without what it supplements. It changes no figure: a scenario
	// that pays this one without all of them is warned about, and a search for
	// packages or start years does not take it without them.
	Requires        []string
	Recommendations []string
	// Provenance of the option itself: where the idea comes from.
	Provenance
	// Parameters by code. The codes, their units and their bounds are those
	// of the costing rules; an absent one is blank.
	Parameters map[string]Parameter
}

// Parameter is one input of a benefit rule.
type Parameter struct {
	Value Value
	// Nature is what the base and the changes of the scenarios are where the
	// study says it; blank where the rule decides: see [Nature].
	Nature Nature
	Provenance
}

// Scenario is a thin set of changes on the benefits' parameters.
type Scenario struct {
	ID          string
	Name        Text
	Description Text
	// BasedOn is the ID of the scenario that this one builds on: what it does
	// not change it takes from there. Blank builds on the base.
	BasedOn string
	// Proposed says that the levers made it: see [WithTried].
	Proposed bool
	// Changes by benefit ID and parameter code; what is absent is inherited.
	Changes map[string]map[string]Value
}

// Change sets one parameter of the scenario.
func (s *Scenario) Change(benefit, parameter string, value Value) {
	if s.Changes == nil {
		s.Changes = map[string]map[string]Value{}
	}
	if s.Changes[benefit] == nil {
		s.Changes[benefit] = map[string]Value{}
	}
	s.Changes[benefit][parameter] = value
}

// Value returns a benefit's parameter in a scenario: the scenario's own, or
// the benefit's where the scenario inherits. Of a scenario that is based on
// another one, ask what [Study.Inherited] gives.
func (s Scenario) Value(b Benefit, parameter string) Value {
	if v, ok := s.Changes[b.ID][parameter]; ok && !v.IsBlank() {
		return v
	}
	return b.Parameters[parameter].Value
}

// InheritanceChain lists a scenario, the one it is based on, and so on. It ends where
// there is none of that name, or a scenario comes again.
func (s *Study) InheritanceChain(scenario Scenario) []Scenario {
	line := []Scenario{scenario}
	seen := map[string]bool{scenario.ID: true}
	for at := scenario; at.BasedOn != "" && !seen[at.BasedOn]; {
		next, ok := s.FindScenario(at.BasedOn)
		if !ok {
			break
		}
		seen[next.ID] = true
		line = append(line, next)
		at = next
	}
	return line
}

// Inherited is a scenario with the changes that it takes from those it is
// based on, as if they were its own.
func (s *Study) Inherited(scenario Scenario) Scenario {
	if scenario.BasedOn == "" {
		return scenario
	}
	all := scenario
	all.Changes = nil
	for _, of := range slices.Backward(s.InheritanceChain(scenario)) {
		for benefit, changes := range of.Changes {
			for code, value := range changes {
				if !value.IsBlank() {
					all.Change(benefit, code, value)
				}
			}
		}
	}
	return all
}

// Frame is the range of years over which the frames are computed: from the
// first year of history to the last year of the projection, or beyond it
// where the study says so.
func (s *Study) Frame() Years {
	return Years{First: s.FirstYear, Last: max(s.Projection.Last, s.LastYear)}
}

// Package combines the scenarios: it takes one of them for each guarantee.
type Package struct {
	ID   string
	Name Text
	// Scenarios by guarantee, the ID of each; every guarantee has one.
	Scenarios map[Guarantee]string
}

// FindScheme returns the scheme with the ID.
func (s *Study) FindScheme(id string) (Scheme, bool) {
	for _, scheme := range s.Schemes {
		if scheme.ID == id {
			return scheme, true
		}
	}
	return Scheme{}, false
}

// FindScenario returns the scenario with the ID.
func (s *Study) FindScenario(id string) (Scenario, bool) {
	for _, scenario := range s.Scenarios {
		if scenario.ID == id {
			return scenario, true
		}
	}
	return Scenario{}, false
}

// FindBenefit returns the benefit with the ID.
func (s *Study) FindBenefit(id string) (Benefit, bool) {
	for _, benefit := range s.Benefits {
		if benefit.ID == id {
			return benefit, true
		}
	}
	return Benefit{}, false
}
