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
	// Envelope is what may be spent more than in the status quo.
	Envelope Series
}

// Account is one item of the government's accounts, in one of two forms.
type Account struct {
	Share Series // of the GDP that costs are compared with
	Money Series
}

// FinancingKind says where the money of a measure comes from.
type FinancingKind string

// The kinds of financing.
const (
	NewTax        FinancingKind = "new-tax"
	Contributions FinancingKind = "contributions"
	Reallocation  FinancingKind = "reallocation"
	NewGrants     FinancingKind = "grants"
	Efficiency    FinancingKind = "efficiency"
)

// Financing is a measure that can pay for what exceeds the envelope: from a
// year on it yields a share of GDP, or an amount that moves with an index,
// rising evenly to its full yield over RampYears.
type Financing struct {
	ID         string
	Name       Text
	Kind       FinancingKind
	Start, End Year     // End 0: it goes on
	RampYears  Figure   // blank: the full yield at once
	Share      Figure   // of GDP a year
	Amount     Figure   // money a year, of its year; in place of Share
	Index      string   // by which Amount moves
	For        []string // IDs of scenarios and packages; none: all of them
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
