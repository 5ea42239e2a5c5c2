package abnd

// Outturn is one figure of one year of an existing scheme: what was due by law
// to those who are enrolled, what was paid to them, or what a budget
// appropriated for it. Money is in whole units of the currency of that year,
// recipients are in the counting unit of the scheme.
type Outturn struct {
	Scheme  string
	Year    Year
	Measure OutturnMeasure
	// Component is whose money it is; blank is [WholeComponent].
	Component Component
	Value     Figure
	// Covers lists the other schemes that are inside the figure; where it is
	// blank, they are those of the scheme's ExpenditureCovers.
	Covers []string
	// Date is the day up to which the figure counts, or of the budget, ISO 8601;
	// blank where it is not known.
	Date string
	// Difference says why the model's cost of the year differs from the figure.
	Difference Text
	Provenance
}

// OutturnMeasure says what a figure of a year is.
type OutturnMeasure string

// The measures. What is due and not paid stays owed: it is in arrears.
const (
	Due            OutturnMeasure = "due"
	PaidOut        OutturnMeasure = "paid"
	Appropriated   OutturnMeasure = "appropriated"    // the budget, or what is proposed for it
	RecipientsDue  OutturnMeasure = "recipients-due"  // enrolled
	RecipientsPaid OutturnMeasure = "recipients-paid" // of those enrolled, who were paid in the year
)

// OutturnMeasures lists the measures.
func OutturnMeasures() []OutturnMeasure {
	return []OutturnMeasure{Due, PaidOut, Appropriated, RecipientsDue, RecipientsPaid}
}

// IsMoney reports whether the measure is an amount rather than recipients.
func (m OutturnMeasure) IsMoney() bool { return m != RecipientsDue && m != RecipientsPaid }

// Component is whose money a figure of a budget is of.
type Component string

// The components of a budget: the State's own means, and those of external
// partners.
const (
	WholeComponent Component = "all"
	Internal       Component = "internal"
	External       Component = "external"
)

// Components lists the components.
func Components() []Component { return []Component{WholeComponent, Internal, External} }

// Whole is the component, where a blank stands for all of it.
func (o Outturn) Whole() Component {
	if o.Component == "" {
		return WholeComponent
	}
	return o.Component
}
