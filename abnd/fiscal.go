package abnd

// Government is the frame of general government under the status quo, as
// shares of the GDP that costs are compared with. All but revenue and
// expenditure may be blank.
type Government struct {
	Revenue     Series
	Expenditure Series
	// Items of the revenue and of the expenditure, each as a share of GDP or
	// in money.
	Taxes, Grants, OtherRevenue                                      Account
	SocialProtection, HealthCare, Education, Interest, OtherSpending Account
	// Debt at the end of the year; StockFlow what changes it besides the
	// deficit: exchange rates, assets bought or sold.
	Debt, StockFlow Series
	InterestRate    Series // on the debt of the year before
	// Envelope is what may be spent more than in the status quo. EnvelopeBy is who
	// gave it, an institution, and EnvelopeYear the year in which; where either is
	// blank, or the series has no source, it is an assumption of the study.
	Envelope     Series
	EnvelopeBy   Text
	EnvelopeYear Year
}

// Account is one item of the government's accounts, in one of two forms.
type Account struct {
	Share Series // of the GDP that costs are compared with
	Money Series
}

// FinancingKind says where the money of a measure comes from.
type FinancingKind string

// The kinds of financing are the eight options for fiscal space of Ortiz, I.,
// Cummins, M. and Karunanethy, K. (2017), Fiscal space for social protection and
// the SDGs, Extension of Social Security Series 48, second edition, ILO, Geneva.
// Gains of efficiency are of the first.
const (
	Reallocation   FinancingKind = "reallocation"  // of public expenditure
	NewTax         FinancingKind = "new-tax"       // tax revenue
	Contributions  FinancingKind = "contributions" // coverage and contributory revenue of social security
	NewGrants      FinancingKind = "grants"        // aid and transfers
	IllicitFlows   FinancingKind = "illicit-flows" // illicit financial flows ended
	Reserves       FinancingKind = "reserves"      // fiscal and foreign exchange reserves
	DebtManagement FinancingKind = "debt"          // borrowing or restructuring
	Accommodation  FinancingKind = "macroeconomic" // a more accommodative macroeconomic framework
)

// FinancingKinds lists the kinds in the order of their source.
func FinancingKinds() []FinancingKind {
	return []FinancingKind{Reallocation, NewTax, Contributions, NewGrants, IllicitFlows, Reserves, DebtManagement, Accommodation}
}

// Financing is a measure that can pay for what exceeds the envelope: from a
// year on it yields a share of GDP, an amount that moves with an index, or what
// a rule gives of a rate and a base, rising evenly to its full yield over
// RampYears.
type Financing struct {
	ID         string
	Name       Text
	Kind       FinancingKind
	Start, End Year   // End 0: it goes on
	RampYears  Figure // blank: the full yield at once
	Share      Figure // of GDP a year
	Amount     Figure // money a year, of its year; in place of Share
	Index      string // by which Amount moves
	// Rule gives the full yield in place of Share and Amount, where it is not
	// blank; Parameters are its rates and its base by their codes, in their units.
	Rule       string
	Parameters map[string]Value
	// Base says in words what is taxed, or from what the money is taken.
	Base Text
	For  []string // IDs of scenarios and packages; none: all of them
	Provenance
}

// AppliesTo reports whether the measure pays for a scenario or package.
func (f Financing) AppliesTo(id string) bool {
	if len(f.For) == 0 {
		return true
	}
	for _, x := range f.For {
		if x == id {
			return true
		}
	}
	return false
}
