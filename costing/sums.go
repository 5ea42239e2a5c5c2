package costing

import (
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// GuaranteeKey is the key of a line that sums a guarantee's benefits in a
// scenario.
func GuaranteeKey(scenario string, g abnd.Guarantee, line string) model.Key {
	return abnd.JoinPath(scenario, "guarantee", string(g), line)
}

// IncomeSecurityKey is the key of a line over the guarantees of income
// security of a scenario: all but health care.
func IncomeSecurityKey(scenario, line string) model.Key {
	return abnd.JoinPath(scenario, string(abnd.IncomeSecurity), line)
}

// TotalKey is the key of a line over all guarantees of a scenario.
func TotalKey(scenario, line string) model.Key { return abnd.JoinPath(scenario, "total", line) }

// summedLine is a line of a guarantee that adds up a line of its benefits, and what
// existing schemes that are known by their expenditure have of it.
type summedLine struct {
	code  string
	label abnd.Text
	unit  abnd.Unit
	// of is the line of the benefits that is added; blank for that of the code.
	of string
	// counts, where given, says that only what counts its recipients in this
	// unit is a part. Such a sum stays within its guarantee: who is covered by
	// health care and receives a pension is one person.
	counts abnd.CountingUnit
	// task says that it counts tasks of the institution: they add up over the
	// guarantees of income security, and health care has none.
	task bool
	// schemes says what a scheme known by its expenditure has of the line.
	schemes schemePart
	// known is the sum whose parts that are not known are this one's too; blank
	// for itself.
	known string
	// partly says that a part has a count of its own of what is not known of it,
	// and is blank where nothing is.
	partly bool
}

// schemePart says what an existing scheme that is known by its expenditure
// has of a line.
type schemePart int

const (
	schemeOutside schemePart = iota // it has none: the line is of what is decided
	schemeCarried                   // its expenditure, carried on
	schemeLacking                   // it has some, and nobody knows how much
)

// summed are the lines of a benefit that add up to a guarantee's. Receipts
// are counted: a person with two benefits of a guarantee counts twice. How much
// of a projected scheme's cost is administration is not told apart: it is part
// of the total, and neither of the cost of benefits nor of administration. It
// belongs to the first guarantee that it serves, or to two by their shares, with what
// other schemes cost that its expenditure covers; who receives those is not known either.
var summed = []summedLine{
	{code: "beneficiaries/female", label: abnd.T("Benefits received, female", "Prestações recebidas, mulheres"), unit: abnd.PersonUnit, counts: abnd.CountPersons, schemes: schemeLacking, known: "beneficiaries"},
	{code: "beneficiaries/male", label: abnd.T("Benefits received, male", "Prestações recebidas, homens"), unit: abnd.PersonUnit, counts: abnd.CountPersons, schemes: schemeLacking, known: "beneficiaries"},
	{code: "beneficiaries", label: abnd.T("Beneficiaries (counted per benefit)", "Beneficiários (contados por prestação)"), unit: abnd.PersonUnit, counts: abnd.CountPersons, schemes: schemeLacking},
	{code: "households", label: abnd.T("Recipient households, one recipient each", "Agregados beneficiários, um titular por agregado"), unit: abnd.PersonUnit, of: "beneficiaries", counts: abnd.CountHouseholds, schemes: schemeLacking},
	{code: "benefit_cost", label: abnd.T("Benefit expenditure", "Despesa com prestações"), unit: abnd.CurrentMoney, schemes: schemeLacking},
	{code: "admin_cost", label: abnd.T("Administrative cost", "Custo administrativo"), unit: abnd.CurrentMoney, schemes: schemeLacking},
	{code: "total_cost", label: abnd.T("Total cost", "Custo total"), unit: abnd.CurrentMoney, schemes: schemeCarried},
	{code: "incremental_cost", label: abnd.T("Incremental cost over the status quo", "Despesa adicional face à situação actual"), unit: abnd.CurrentMoney},
	{code: lawValue.increment(), label: lawValue.incrementLabel, unit: abnd.CurrentMoney},
	{code: keptValue.increment(), label: keptValue.incrementLabel, unit: abnd.CurrentMoney},
}

// isOf reports whether a guarantee has the sum.
func (s summedLine) isOf(g abnd.Guarantee) bool { return !s.task || g != abnd.Health }

// line is the line of the benefits that the sum adds.
func (s summedLine) line() string {
	if s.of != "" {
		return s.of
	}
	return s.code
}

// RecipientUnit is what one recipient of a benefit stands for in a scenario: a
// person or a household. A scale by household size says so itself; other
// benefits count as the scheme does for which they stand. Registered members
// are persons.
func RecipientUnit(study *abnd.Study, scenario string, b abnd.Benefit) abnd.CountingUnit {
	s, _ := study.FindScenario(scenario)
	switch code, _ := study.Inherited(s).Value(b, scaleCounts).Code(); code {
	case scaleCountsHouseholds:
		return abnd.CountHouseholds
	case scaleCountsPersons:
		return abnd.CountPersons
	}
	scheme, _ := study.FindScheme(b.Scheme)
	return schemeUnit(scheme)
}

// scaled says whether some scenario, or a lever, gives a benefit a scale by household size,
// so that a cell says what it counts.
func scaled(study *abnd.Study, b abnd.Benefit) bool {
	return fillsIn(study, b, scaleCounts)
}

// counted gives what a benefit has in a sum that counts recipients in one unit;
// false where it has no part in it. Where a cell says what the benefit counts,
// the formula reads the cell; where the cell is blank in this scenario and
// filled in for another one, the benefit counts as others do.
func (b *builder) counted(scenario string, benefit abnd.Benefit, unit abnd.CountingUnit, x model.Expr) (model.Expr, bool) {
	if unit == "" {
		return x, true
	}
	if !scaled(b.study, benefit) {
		return x, RecipientUnit(b.study, scenario, benefit) == unit
	}
	code, other := scaleCountsPersons, scaleCountsHouseholds
	if unit == abnd.CountHouseholds {
		code, other = other, code
	}
	cell := BenefitKey(scenario, benefit.ID, "parameter/"+scaleCounts)
	s, _ := b.study.FindScenario(scenario)
	if b.study.Inherited(s).Value(benefit, scaleCounts).IsBlank() && RecipientUnit(b.study, scenario, benefit) == unit {
		return when(isCode(cell, other), zero, x), true
	}
	return when(isCode(cell, code), x, zero), true
}

func schemeUnit(s abnd.Scheme) abnd.CountingUnit {
	if s.CountingUnit == abnd.CountHouseholds {
		return abnd.CountHouseholds
	}
	return abnd.CountPersons
}

// parts are what a sum of a guarantee is made of in a scenario.
type parts struct {
	terms []model.Expr
	// paid are lines that are 1 where a part of which the figure is known is
	// paid, lacking those of parts of which it is not.
	paid, lacking []model.Expr
	// uncosted says that existing schemes of the guarantee are missing from the
	// sum: where nothing of it is paid, it is not known.
	uncosted bool
}

func (b *builder) partsOf(scenario string, g abnd.Guarantee, s summedLine) parts {
	var p parts
	for _, benefit := range b.study.Benefits {
		part, has := portionOf(scenario, benefit, g)
		if !has {
			continue
		}
		if !b.model.Has(BenefitKey(scenario, benefit.ID, s.line())) {
			continue // it has no such task
		}
		if s.partly {
			p.addPartly(part, BenefitKey(scenario, benefit.ID, s.line()), BenefitKey(scenario, benefit.ID, "active"))
			continue
		}
		if x, counts := b.counted(scenario, benefit, s.counts, ref(BenefitKey(scenario, benefit.ID, s.line()))); counts {
			active, _ := b.counted(scenario, benefit, s.counts, ref(BenefitKey(scenario, benefit.ID, "active")))
			p.terms, p.paid = append(p.terms, part.of(x)), append(p.paid, part.counts(active))
		}
	}
	if s.schemes == schemeOutside {
		return p
	}
	for _, scheme := range ProjectedSchemes(b.study) {
		active := ref(SchemeKey(scenario, scheme.ID, "active"))
		if s.schemes == schemeCarried {
			if part, has := portionOfScheme(scheme, g); has && s.partly {
				p.addPartly(part, SchemeKey(scenario, scheme.ID, s.line()), SchemeKey(scenario, scheme.ID, "active"))
			} else if has {
				p.terms = append(p.terms, part.of(ref(SchemeKey(scenario, scheme.ID, s.line()))))
				p.paid = append(p.paid, part.counts(active))
			}
			continue
		}
		for _, x := range b.within(scheme) {
			part, has := portionOfScheme(scheme, g)
			if x.ID != scheme.ID {
				part, has = portion{}, x.Guarantees[0] == g
			}
			if has && (s.counts == "" || schemeUnit(x) == s.counts) {
				p.lacking = append(p.lacking, part.counts(active))
			}
		}
	}
	p.uncosted = slices.ContainsFunc(UncostedSchemes(b.study), func(x abnd.Scheme) bool {
		return slices.Contains(x.Guarantees, g) && (s.counts != abnd.CountHouseholds || schemeUnit(x) == s.counts)
	})
	return p
}

// addPartly adds a part that says itself how much of it is not known.
func (p *parts) addPartly(part portion, key, active model.Key) {
	p.terms = append(p.terms, part.of(when(isKnown(key), ref(key), zero)))
	p.paid, p.lacking = append(p.paid, part.counts(ref(active))), append(p.lacking, part.counts(ref(UnknownParts(key))))
}

// within lists a projected scheme and those in force that are inside its
// expenditure and of which nothing else is known.
func (b *builder) within(scheme abnd.Scheme) []abnd.Scheme {
	all := []abnd.Scheme{scheme}
	for _, x := range schemesOf(b.study, scheme.ExpenditureCovers) {
		if x.Status == abnd.InForce && !isProjected(b.study, x) && len(standing(b.study, x.ID)) == 0 {
			all = append(all, x)
		}
	}
	return all
}

// UnknownParts is the key of the line that counts the parts that are not known
// in the sum, or in that of which the line with the key is made. Where there is
// no such line, every part is known.
func UnknownParts(key model.Key) model.Key { return sumBehind(key) + unknownLine }

// unknownLine ends the key of a line that counts unknown parts.
const unknownLine = "/unknown"

// sumBehind is the key of the sum of which the line with the key is made, or the
// key itself.
func sumBehind(key model.Key) model.Key {
	for _, follows := range followers {
		if before, found := strings.CutSuffix(string(key), follows.line); found {
			return model.Key(before + follows.of)
		}
	}
	return key
}

// followersOf are the keys of which [sumBehind] is a sum.
func followersOf(sum model.Key) []model.Key {
	var all []model.Key
	if sumBehind(sum) == sum {
		all = append(all, sum)
	}
	for _, follows := range followers {
		if before, found := strings.CutSuffix(string(sum), follows.of); found {
			all = append(all, model.Key(before+follows.line))
		}
	}
	return all
}

// followers are the lines that are made of a sum.
var followers = []struct{ line, of string }{
	{"/beneficiaries/female", "/beneficiaries"},
	{"/beneficiaries/male", "/beneficiaries"},
	{"/base_year_cost", "/total_cost"},
	{"/share_of_gdp", "/total_cost"},
	{"/share_of_expenditure", "/total_cost"},
	{"/share_of_revenue", "/total_cost"},
	{"/" + PaidContributions, "/" + PaidExternal},
	{"/" + PaidState, "/" + PaidExternal},
	{"/" + PayerUnknown, "/total_cost"},
	{"/" + PaidExternal + payerShareOfCost, "/" + PaidExternal},
	{"/" + PaidExternal + PayerShareOfGDP, "/" + PaidExternal},
	{"/" + PaidContributions + PayerShareOfGDP, "/" + PaidExternal},
	{"/" + PaidState + PayerShareOfGDP, "/" + PaidExternal},
	{"/" + TakeOver + PayerShareOfGDP, "/" + TakeOver},
	{"/" + PayerUnknown + payerShareOfCost, "/total_cost"},
	{"/" + PayerUnknown + PayerShareOfGDP, "/total_cost"},
	{"/" + Registrations + MoreThanStatusQuo, "/" + Registrations},
	{"/" + HouseholdRegistrations + MoreThanStatusQuo, "/" + HouseholdRegistrations},
	{"/" + PaidAMonth + MoreThanStatusQuo, "/" + PaidAMonth},
	{"/kept_cost", "/total_cost"},
	{"/kept_share_of_gdp", "/total_cost"},
}

// sumGroup is the group of lines that sum: their keys begin with it.
func sumGroup(key model.Key) string { return strings.TrimSuffix(string(key), "/") }

// addSums adds the sums by guarantee, over those of income security, and over
// all of them.
func (b *builder) addSums(scenario abnd.Scenario) {
	groups := map[abnd.Guarantee]string{}
	for _, g := range abnd.Guarantees() {
		groups[g] = sumGroup(GuaranteeKey(scenario.ID, g, ""))
		for _, s := range b.sums() {
			if s.isOf(g) {
				b.addSum(groups[g], s, b.partsOf(scenario.ID, g, s))
			}
		}
		b.addComparisons(groups[g])
		b.addIncrementalShare(groups[g])
	}
	b.addOver(groups, sumGroup(IncomeSecurityKey(scenario.ID, "")), sumGroup(TotalKey(scenario.ID, "")))
}

// addSum adds a sum of a guarantee and, where one of its parts may not be
// known, the line that counts those. A part that is paid and not known counts
// once; a guarantee of which nothing is paid that is known, and which has
// existing schemes that are not costed, counts as one part itself.
func (b *builder) addSum(group string, s summedLine, p parts) {
	if s.counts == abnd.CountHouseholds && len(p.terms)+len(p.lacking) == 0 {
		return // no household receives anything
	}
	line := model.Line{Key: model.Key(group + "/" + s.code), Group: group, Label: s.label, Unit: s.unit, Years: b.study.Projection, Formula: totalOf(p.terms...)}
	if len(p.lacking) == 0 && !p.uncosted {
		b.model.Add(line)
		return
	}
	if s.known == "" {
		unknown := slices.Clone(p.lacking)
		if p.uncosted {
			unknown = append(unknown, when(less(zero, totalOf(p.paid...)), zero, one))
		}
		b.addUnknownParts(line, totalOf(unknown...))
	}
	if !slices.Contains(PayerLines(), s.code) {
		b.addKnownInPart(line)
		return
	}
	// Of a cost that is not known it is not said who pays a part: what the payers
	// pay adds up to the cost.
	line.Formula, line.Blankable = when(isKnown(model.Key(group+"/total_cost")), knownInPart(line), blank), true
	b.model.Add(line)
}

// addKnownInPart adds a sum some of whose parts may not be known.
func (b *builder) addKnownInPart(sum model.Line) {
	sum.Formula, sum.Blankable = knownInPart(sum), true
	b.model.Add(sum)
}

// knownInPart is what is known of a sum some of whose parts may not be. Where
// the others come to nothing, nothing is known: at least zero says nothing.
func knownInPart(sum model.Line) model.Expr {
	complete := equal(ref(UnknownParts(sum.Key)), zero)
	return when(anyOf(complete, less(zero, sum.Formula)), sum.Formula, blank)
}

// addUnknownParts adds the line that counts the parts of a sum that are not
// known.
func (b *builder) addUnknownParts(sum model.Line, formula model.Expr) {
	b.model.Add(model.Line{
		Key: UnknownParts(sum.Key), Group: sum.Group, Years: sum.Years, Factor: true, Formula: formula,
		Label: abnd.T("%s: parts without data", "%s: parcelas sem dados").Fill(sum.Label),
	})
}

// addOver adds the sums over the guarantees of income security and over all of
// them, with what follows from both.
func (b *builder) addOver(groups map[abnd.Guarantee]string, income, total string) {
	for _, over := range []struct {
		group      string
		guarantees []abnd.Guarantee
	}{{income, abnd.IncomeSecurityGuarantees()}, {total, abnd.Guarantees()}} {
		for _, s := range b.sums() {
			if s.task || s.counts == "" {
				b.addSumOver(over.group, s, groups, over.guarantees)
			}
		}
		b.addComparisons(over.group)
		b.addIncrementalShare(over.group)
	}
}

// addSumOver adds a sum over guarantees: of what is known of them. The parts
// that are not known add up.
func (b *builder) addSumOver(group string, s summedLine, groups map[abnd.Guarantee]string, over []abnd.Guarantee) {
	var terms, unknown []model.Expr
	for _, g := range over {
		key := model.Key(groups[g] + "/" + s.code)
		if !b.model.Has(key) {
			continue // a task that it does not have
		}
		if !b.model.Line(key).Blankable {
			terms = append(terms, ref(key))
			continue
		}
		terms = append(terms, when(isKnown(key), ref(key), zero))
		unknown = append(unknown, ref(UnknownParts(key)))
	}
	if s.counts == abnd.CountHouseholds && len(terms) == 0 {
		return // no household is registered
	}
	line := model.Line{Key: model.Key(group + "/" + s.code), Group: group, Label: s.label, Unit: s.unit, Years: b.study.Projection, Formula: totalOf(terms...)}
	if len(unknown) == 0 {
		b.model.Add(line)
		return
	}
	if s.known == "" {
		b.addUnknownParts(line, totalOf(unknown...))
	}
	b.addKnownInPart(line)
}

// addFiscalLines adds the new balance of government under a scenario or a
// package.
//
//	new balance = revenue − (expenditure + Σ incremental + what the baseline adds)
//
// The expenditure that is given contains the status quo of the law, whatever the
// baseline.
func (b *builder) addFiscalLines(group string) {
	add := func(code string, label abnd.Text, unit abnd.Unit, formula model.Expr) {
		b.model.Add(model.Line{Key: model.Key(group + "/" + code), Group: group, Label: label, Unit: unit, Years: b.study.Projection, Formula: formula})
	}
	of := func(code string) model.Expr { return ref(model.Key(group + "/" + code)) }
	add("new_expenditure", abnd.T("Government expenditure with the scenario", "Despesa pública com o cenário"), abnd.CurrentMoney,
		plus(ref(frameExpenditure), plus(of("incremental_cost"), aboveLaw)))
	add("new_balance", abnd.T("Government balance with the scenario (before financing)", "Saldo orçamental com o cenário (antes do financiamento)"), abnd.CurrentMoney,
		minus(ref(frameRevenue), of("new_expenditure")))
	add("new_balance_share", abnd.T("Government balance with the scenario (before financing), %% of %s", "Saldo orçamental com o cenário (antes do financiamento), em %% do %s").Fill(b.study.GDPName), abnd.PureNumber,
		over(of("new_balance"), ref(frameGDP)))
	add("balance_change", abnd.T("Change of the government balance against the status quo", "Variação do saldo orçamental face à situação actual"), abnd.CurrentMoney,
		minus(of("new_balance"), ref(frameBalance)))
}
