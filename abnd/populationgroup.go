package abnd

// PopulationGroup is a group of people whom a guarantee is meant for, in
// which coverage is measured: children under 5, mothers with newborns,
// everyone aged 60 and over.
type PopulationGroup struct {
	ID string
	// Guarantee is blank for a group that only an indicator is measured in,
	// as the whole population: it has coverage, but no gap.
	Guarantee Guarantee
	Name      Text
	Of        GroupOf
	// Ages in completed years, both included, the sex, and the share of these
	// people who belong to the group: a prevalence, a poverty headcount. The
	// ages do not matter for a group of births.
	AgeMin, AgeMax Figure
	Sex            Sex
	Share          Figure
	// Overlap says how the provisions that reach the group overlap; Joint is
	// the share of the group with more than one of them, for [GivenOverlap].
	Overlap Overlap
	Joint   Figure
	// Benchmark and Adequate say when a benefit is adequate for the group:
	// at this share of a benchmark. Blank where no standard is agreed.
	Benchmark string
	Adequate  Figure
	Provenance
}

// GroupOf says what a population group is counted from.
type GroupOf string

// What groups are counted from.
const (
	GroupOfPeople GroupOf = "people" // persons of an age range, and a share of them
	GroupOfBirths GroupOf = "births" // women who give birth in the year, and a share of them
)

// Overlap is the rule by which the coverage of several provisions is put
// together. With shares c1 … cn of a group, the union lies between the
// greatest of them and the least of one and their sum.
type Overlap string

// The rules of overlap.
const (
	ExclusiveOverlap   Overlap = "exclusive"   // nobody has two: min(1, Σ c)
	IndependentOverlap Overlap = "independent" // chance decides: 1 − Π (1 − c)
	NestedOverlap      Overlap = "nested"      // the smaller lie in the greatest: max c
	GivenOverlap       Overlap = "given"       // Σ c less a joint share that is stated
)

// Overlaps lists the rules of overlap.
func Overlaps() []Overlap {
	return []Overlap{ExclusiveOverlap, IndependentOverlap, NestedOverlap, GivenOverlap}
}

// Provision is a scheme, or a benefit that is costed, as it reaches one
// population group.
type Provision struct {
	Group string // the ID of a [PopulationGroup]
	// By is the ID of a [Scheme] or of a [Benefit].
	By   string
	Role ProvisionRole
	// Legal is the share of the group whom law covers.
	Legal Figure
	// Recipients in the counting unit of the scheme, with their year. Blank
	// takes those of the scheme; a benefit has none.
	Recipients Figure
	// PerUnit converts what is counted to persons: household size, or active
	// contributors for each registered member. Blank is one for persons and
	// not known for the others.
	PerUnit Figure
	// InGroup is the share of those persons who belong to the group. Blank, it
	// follows from the ages and sexes of both, and is not known where they do
	// not tell; 0 says that the provision does not count in the group. Women is
	// the share of women among them; blank is not known.
	InGroup, Women Figure
	Provenance
}

// ProvisionRole says what a provision does to the coverage of a group.
type ProvisionRole string

// The roles of a provision.
const (
	// Covers: whoever has it is covered.
	Covers ProvisionRole = "covers"
	// TakesOut: whoever has it does not belong to the group at all, as those
	// with a contributory pension in the group of a social pension.
	TakesOut ProvisionRole = "takes-out"
)

// Indicator is a published measure of coverage beside which the study's own
// is set: SDG 1.3.1 by group, SDG 3.8.1.
type Indicator struct {
	Code string // one of [IndicatorCodes]
	// Group is the ID of the population group that measures it; blank for
	// one that is only published, as the index 3.8.1.
	Group string
	// Published value with its year: a share, or points of the index 3.8.1.
	Published Figure
	// Provenance of the published value; its note says why the two differ.
	Provenance
}

// IndicatorCodes lists the indicators of the Sustainable Development Goals:
// 1.3.1 in all and by group as the ILO defines them, and the index of
// service coverage 3.8.1.
func IndicatorCodes() []string {
	return []string{
		"1.3.1-total", ChildrenCovered, "1.3.1-mothers", "1.3.1-disability", "1.3.1-unemployed",
		"1.3.1-injury", "1.3.1-older", "1.3.1-poor", "1.3.1-vulnerable", ServiceCoverageIndex,
	}
}

// ChildrenCovered is SDG 1.3.1 of children: those in households with a benefit
// for children count, where the other indicators count direct recipients.
const ChildrenCovered = "1.3.1-children"

// ServiceCoverageIndex is SDG 3.8.1, points from 0 to 100.
const ServiceCoverageIndex = "3.8.1"

// IndicatorName says what an indicator measures.
func IndicatorName(code string) Text {
	switch code {
	case "1.3.1-total":
		return T("Population covered by at least one social protection benefit", "População coberta por pelo menos uma prestação de protecção social")
	case ChildrenCovered:
		return T("Children with a benefit", "Crianças com uma prestação")
	case "1.3.1-mothers":
		return T("Mothers with newborns receiving maternity benefits", "Mães de recém-nascidos que recebem prestações de maternidade")
	case "1.3.1-disability":
		return T("Persons with severe disability with a benefit", "Pessoas com deficiência grave com uma prestação")
	case "1.3.1-unemployed":
		return T("Unemployed with a benefit", "Desempregados com uma prestação")
	case "1.3.1-injury":
		return T("Employed persons insured against work injury", "Pessoas empregadas seguradas contra acidentes de trabalho")
	case "1.3.1-poor":
		return T("Poor persons covered by social protection", "Pessoas pobres abrangidas pela protecção social")
	case "1.3.1-older":
		return T("Older persons with a pension", "Pessoas idosas com pensão")
	case "1.3.1-vulnerable":
		return T("Vulnerable persons with assistance", "Pessoas vulneráveis com assistência social")
	case ServiceCoverageIndex:
		return T("Index of service coverage, 0 to 100", "Índice de cobertura dos serviços, 0 a 100")
	}
	return Same(code)
}

// MatrixText is what the analyst writes into one cell of the assessment
// matrix. {group.measure} in it stands for a live figure, as in
// {older.effective}.
type MatrixText struct {
	Guarantee Guarantee
	Column    MatrixColumn
	Text      Text
	Provenance
}

// MatrixColumn is a column of the assessment matrix of the ABND guide.
type MatrixColumn string

// The columns of the matrix.
const (
	ExistingProvisions   MatrixColumn = "existing"
	PlannedProvisions    MatrixColumn = "planned"
	CoverageAndAdequacy  MatrixColumn = "coverage"
	PolicyGaps           MatrixColumn = "policy-gaps"
	ImplementationIssues MatrixColumn = "implementation"
	MatrixRecommendation MatrixColumn = "recommendations"
)

// MatrixColumns lists the columns in the order of the guide.
func MatrixColumns() []MatrixColumn {
	return []MatrixColumn{ExistingProvisions, PlannedProvisions, CoverageAndAdequacy, PolicyGaps, ImplementationIssues, MatrixRecommendation}
}

// Name is the heading of the column.
func (c MatrixColumn) Name() Text {
	switch c {
	case ExistingProvisions:
		return T("Existing provisions", "Regimes e programas existentes")
	case PlannedProvisions:
		return T("Planned provisions", "Medidas previstas")
	case CoverageAndAdequacy:
		return T("Coverage and adequacy", "Cobertura e adequação")
	case PolicyGaps:
		return T("Policy gaps", "Lacunas na lei e nas políticas")
	case ImplementationIssues:
		return T("Implementation issues", "Problemas de execução")
	case MatrixRecommendation:
		return T("Recommendations", "Recomendações")
	}
	return Same(string(c))
}

// GapKind is the kind of a gap between the floor and what is.
type GapKind string

// The kinds of gap.
const (
	PolicyGap         GapKind = "policy"         // no law reaches them
	ImplementationGap GapKind = "implementation" // law reaches them, the benefit does not
	AdequacyGap       GapKind = "adequacy"       // they get it, and it is too little
)

// LeftOut is not a kind of its own but what is known where the law is not: so
// many people have no benefit, by a policy gap or by an implementation gap.
const LeftOut GapKind = "left_out"

// GapKinds lists the kinds of gap.
func GapKinds() []GapKind { return []GapKind{PolicyGap, ImplementationGap, AdequacyGap} }

// Name is the kind in words.
func (k GapKind) Name() Text {
	switch k {
	case PolicyGap:
		return T("Policy gap", "Lacuna na lei e nas políticas")
	case ImplementationGap:
		return T("Implementation gap", "Lacuna de execução")
	case AdequacyGap:
		return T("Adequacy gap", "Lacuna de adequação")
	case LeftOut:
		return T("Coverage gap (legal coverage unknown)", "Lacuna de cobertura (cobertura legal desconhecida)")
	}
	return Same(string(k))
}

// GapRef names a gap of a group, as in "older/implementation".
type GapRef struct {
	Group string
	Kind  GapKind
}

// String writes the reference as it stands in a cell.
func (g GapRef) String() string { return g.Group + "/" + string(g.Kind) }

// FindGroup returns the population group with the ID.
func (s *Study) FindGroup(id string) (PopulationGroup, bool) {
	for _, g := range s.Groups {
		if g.ID == id {
			return g, true
		}
	}
	return PopulationGroup{}, false
}

// GroupsOf lists the population groups of a guarantee, in the order of the study.
func (s *Study) GroupsOf(g Guarantee) []PopulationGroup {
	var all []PopulationGroup
	for _, group := range s.Groups {
		if group.Guarantee == g {
			all = append(all, group)
		}
	}
	return all
}

// ProvisionsOf lists the provisions that reach a group, in the order of the
// study.
func (s *Study) ProvisionsOf(group string) []Provision {
	var all []Provision
	for _, p := range s.Provisions {
		if p.Group == group {
			all = append(all, p)
		}
	}
	return all
}
