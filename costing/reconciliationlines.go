package costing

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// addReports adds the cells of SCHEMES that formulas read.
func (b *builder) addReports() {
	for _, s := range b.study.Schemes {
		path := abnd.JoinPath("schemes", s.ID)
		add := func(code string, label abnd.Text, unit abnd.Unit, value float64) {
			b.addCell(path+"/"+model.Key(code), "schemes", abnd.T("%s: %s", "%s: %s").Fill(s.Name, label), unit, value, s.Provenance)
		}
		add("benefit", abnd.T("benefit", "prestação"), abnd.MoneyPerPayment, figure(s.Benefit))
		add("benefit_year", abnd.T("year of the benefit", "ano da prestação"), abnd.CalendarYear, yearOf(s.Benefit.Year))
		add("payments", abnd.T("payments per year", "pagamentos por ano"), abnd.Payments, figure(s.Payments))
		add("recipients", abnd.T("reported recipients", "beneficiários comunicados"), abnd.PersonUnit, figure(s.Recipients))
		add("recipients_paid", abnd.T("recipients paid in the year", "beneficiários pagos no ano"), abnd.PersonUnit, figure(s.RecipientsPaid))
		add("benefit_for", abnd.T("persons whom one payment is meant for", "pessoas a que se destina um pagamento"), abnd.PureNumber, figure(s.BenefitFor))
		add("recipients_year", abnd.T("reference year of the count", "ano de referência da contagem"), abnd.CalendarYear, yearOf(s.Recipients.Year))
		add("recipients_amount", abnd.T("payment amount in the year of the count", "montante do pagamento no ano da contagem"), abnd.MoneyPerPayment, figure(s.RecipientsAmount))
		add("expenditure", abnd.T("reported expenditure", "despesa comunicada"), abnd.CurrentMoney, figure(s.Expenditure))
		add("expenditure_year", abnd.T("year of the expenditure", "ano da despesa"), abnd.CalendarYear, yearOf(s.Expenditure.Year))
	}
}

// reconciliationLines adds the lines of one scheme's [Reconciliation].
type reconciliationLines struct {
	*builder
	Reconciliation
}

func (b *builder) addReconciliations() {
	b.addCell(reconciliationTolerance, "general", abnd.T("Reconciliation: difference that needs no explanation", "Reconciliação: diferença que dispensa motivo"), abnd.PureNumber, reconciliationToleranceShare, abnd.Provenance{})
	for _, r := range Reconciliations(b.study) {
		lines := reconciliationLines{b, r}
		lines.addReported()
		lines.addModelled()
		lines.addRatios()
		lines.addFlags()
	}
}

func (r *reconciliationLines) add(line model.Line, code string) {
	line.Key, line.Group, line.Blankable = ReconciliationKey(r.Scheme.ID, code), "reconciliation", true
	r.model.Add(line)
}

func (r *reconciliationLines) line(code string) model.Key {
	return ReconciliationKey(r.Scheme.ID, code)
}

func (r *reconciliationLines) ref(code string) model.Expr { return ref(r.line(code)) }

func schemeCell(id, code string) model.Key { return abnd.JoinPath("schemes", id, code) }

// ifKnown is the line's value; a blank cell of a workbook must not be read as
// zero.
func ifKnown(key model.Key) model.Expr {
	return when(isKnown(key), ref(key), blank)
}

// sum is unknown where one of its terms is, unlike [model.Total] in a workbook,
// which passes blanks by.
func sum(terms []model.Expr) model.Expr {
	if len(terms) == 0 {
		return blank
	}
	total := terms[0]
	for _, t := range terms[1:] {
		total = plus(total, t)
	}
	return total
}

// first is a series in the first year of the projection.
func first(key model.Key) model.Expr { return inYear(key, ref(firstProjected)) }

// over is l ÷ r where r is above zero and what it stands on is known.
func ratioWhere(l, r model.Expr, known ...model.Key) model.Expr {
	conditions := []model.Cond{less(zero, r)}
	for _, key := range known {
		conditions = append(conditions, isKnown(key))
	}
	return when(allOf(conditions...), over(l, r), blank)
}

// ofOneYear is the formula where all these years are known and the same.
func ofOneYear(years []model.Key, formula model.Expr) model.Expr {
	var conditions []model.Cond
	for i, year := range years {
		conditions = append(conditions, isKnown(year))
		if i > 0 {
			conditions = append(conditions, equal(ref(years[0]), ref(year)))
		}
	}
	return when(allOf(conditions...), formula, blank)
}

// addReported adds what was reported, of the scheme itself and of all that
// its figures cover.
//
//	entitlement = Σ recipients × payment × payments a year, over the schemes counted
func (r *reconciliationLines) addReported() {
	id := r.Scheme.ID
	gdp := r.study.GDPName
	r.add(model.Line{Label: abnd.T("Reported expenditure", "Despesa comunicada"), Unit: abnd.CurrentMoney, Formula: ifKnown(schemeCell(id, "expenditure"))}, "expenditure")
	r.add(model.Line{Label: abnd.T("Year of the expenditure", "Ano da despesa"), Unit: abnd.CalendarYear, Formula: ifKnown(schemeCell(id, "expenditure_year"))}, "expenditure_year")
	r.add(model.Line{Label: abnd.T("Expenditure, %% of the year's %s", "Despesa, em %% do %s do ano").Fill(gdp), Formula: over(r.ref("expenditure"), inYear(frameGDP, r.ref("expenditure_year")))}, "expenditure_share_of_gdp")

	// The benefit stands for the payment where it is of the year of the count.
	benefit, benefitYear, countYear := schemeCell(id, "benefit"), schemeCell(id, "benefit_year"), schemeCell(id, "recipients_year")
	own := schemeCell(id, "recipients_amount")
	r.add(model.Line{
		Label: abnd.T("Payment amount in the year of the count", "Montante do pagamento no ano da contagem"), Unit: abnd.MoneyPerPayment,
		Formula: when(isKnown(own), ref(own), when(allOf(isKnown(benefit), isKnown(benefitYear), isKnown(countYear), equal(ref(benefitYear), ref(countYear))), ref(benefit), blank)),
	}, "amount")
	recipients, payments := schemeCell(id, "recipients"), schemeCell(id, "payments")
	var entitled model.Expr = blank
	if r.Scheme.CountingUnit != abnd.CountMembers {
		entitled = when(allOf(isKnown(recipients), isKnown(payments), isKnown(r.line("amount"))), times(ref(recipients), r.ref("amount"), ref(payments)), blank)
	}
	r.add(model.Line{Label: abnd.T("Entitlement of the scheme alone", "Valor devido só do regime"), Unit: abnd.CurrentMoney, Formula: entitled}, "own_entitlement")

	var years []model.Key
	var entitlements, counted []model.Expr
	for _, s := range r.Counted {
		years = append(years, schemeCell(s.ID, "recipients_year"))
		entitlements = append(entitlements, ref(ReconciliationKey(s.ID, "own_entitlement")))
		counted = append(counted, ifKnown(schemeCell(s.ID, "recipients")))
	}
	if mixed(r.Counted) {
		counted = nil
	}
	r.add(model.Line{Label: abnd.T("Reported recipients", "Beneficiários comunicados"), Unit: abnd.PersonUnit, Formula: jointFormula(years, sum(counted))}, "recipients")
	r.add(model.Line{Label: abnd.T("Reference year of the count", "Ano de referência da contagem"), Unit: abnd.CalendarYear, Formula: jointFormula(years, ifKnown(years[0]))}, "recipients_year")
	r.add(model.Line{Label: abnd.T("Entitlement by rule", "Valor devido segundo a regra"), Unit: abnd.CurrentMoney, Formula: jointFormula(years, sum(entitlements))}, "entitlement")
	r.add(model.Line{
		Label:   abnd.T("Expenditure ÷ entitlement (ratio)", "Despesa ÷ valor devido (razão)"),
		Formula: ofOneYear([]model.Key{r.line("expenditure_year"), r.line("recipients_year")}, ratioWhere(r.ref("expenditure"), r.ref("entitlement"))),
	}, "share_paid")
}

// jointFormulaoth is the formula where counts of several schemes are of one year; a
// single count may be of no known year.
func jointFormula(years []model.Key, formula model.Expr) model.Expr {
	if len(years) == 1 {
		return formula
	}
	return ofOneYear(years, formula)
}

// mixed reports whether persons would be added to households.
func mixed(schemes []abnd.Scheme) bool {
	return slices.ContainsFunc(schemes, func(s abnd.Scheme) bool { return s.CountingUnit != schemes[0].CountingUnit })
}

// addModelled adds what the model says of the first year.
func (r *reconciliationLines) addModelled() {
	var costs, administration, people []model.Expr
	for _, s := range r.costed(r.study) {
		costs = append(costs, first(schemeCost(s.ID)))
	}
	for _, id := range benefitsModelling(r.study, r.Members) {
		administration = append(administration, first(BenefitKey(abnd.StatusQuo, id, "admin_cost")))
	}
	for _, id := range benefitsModelling(r.study, r.Peopled) {
		people = append(people, r.beneficiaries(id))
	}
	r.add(model.Line{Label: abnd.T("Cost in the model's first year", "Custo no primeiro ano do modelo"), Unit: abnd.CurrentMoney, Formula: sum(costs)}, "model_cost")
	r.add(model.Line{Label: abnd.T("of which administrative cost", "dos quais, administração"), Unit: abnd.CurrentMoney, Formula: sum(administration)}, "model_administration")
	r.add(model.Line{Label: abnd.T("Cost, %% of the first year's %s", "Custo, em %% do %s do primeiro ano").Fill(r.study.GDPName), Formula: over(r.ref("model_cost"), first(frameGDP))}, "model_share_of_gdp")
	r.add(model.Line{Label: abnd.T("Beneficiaries in the model's first year", "Beneficiários no primeiro ano do modelo"), Unit: abnd.PersonUnit, Formula: sum(people)}, "beneficiaries")
}

// beneficiaries of a benefit in the unit in which its scheme counts: a
// household has one recipient.
func (r *reconciliationLines) beneficiaries(benefit string) model.Expr {
	households := BenefitKey(abnd.StatusQuo, benefit, "households_paid")
	if counts(r.Counted, abnd.CountHouseholds) && r.model.Has(households) {
		return times(first(households), ref(model.Key("general/"+householdOfOne)))
	}
	return first(BenefitKey(abnd.StatusQuo, benefit, "beneficiaries"))
}

// addRatios adds the comparison. Amounts of different years are compared as
// they are; the shares of GDP and the growth of prices and population since
// the report say how much of it is the years.
func (r *reconciliationLines) addRatios() {
	factor := func(code string, label abnd.Text, formula model.Expr) {
		r.add(model.Line{Label: label, Factor: true, Formula: formula}, code)
	}
	prices, population := r.line("price_growth"), r.line("population_growth")
	factor("price_growth", abnd.T("Consumer prices since the year of the expenditure", "Preços no consumidor desde o ano da despesa"), over(first(framePrices), inYear(framePrices, r.ref("expenditure_year"))))
	factor("population_growth", abnd.T("Population since the year of the count", "População desde o ano da contagem"), over(first(framePopulation), inYear(framePopulation, r.ref("recipients_year"))))
	r.add(model.Line{
		Label: abnd.T("Difference: model minus reported", "Diferença: modelo menos valor comunicado"), Unit: abnd.CurrentMoney,
		Formula: when(isKnown(prices), minus(r.ref("model_cost"), r.ref("expenditure")), blank),
	}, "difference")
	factor("ratio", abnd.T("Ratio: model over report", "Razão: modelo sobre valor comunicado"), ratioWhere(r.ref("model_cost"), r.ref("expenditure"), prices))
	factor("ratio_of_gdp_shares", abnd.T("Ratio of the shares of %s", "Razão das percentagens do %s").Fill(r.study.GDPName), ratioWhere(r.ref("model_share_of_gdp"), r.ref("expenditure_share_of_gdp")))
	var people model.Expr = blank
	if !counts(r.Counted, abnd.CountMembers) {
		people = ratioWhere(r.ref("beneficiaries"), r.ref("recipients"), population)
	}
	factor("beneficiaries_ratio", abnd.T("Ratio of beneficiaries", "Razão dos beneficiários"), people)
	factor("cost_per_head_ratio", abnd.T("Ratio of cost per beneficiary", "Razão do custo por beneficiário"),
		ofOneYear([]model.Key{r.line("expenditure_year"), r.line("recipients_year")}, ratioWhere(r.ref("ratio"), r.ref("beneficiaries_ratio"))))
}

// addFlags adds the lines that say of a cause whether it holds.
func (r *reconciliationLines) addFlags() {
	flag := func(code string, label abnd.Text, formula model.Expr) {
		r.add(model.Line{Label: label, Factor: true, Formula: formula}, code)
	}
	year, count, prices := r.line("expenditure_year"), r.line("recipients_year"), r.line("price_growth")
	yes := func(c model.Cond) model.Expr { return when(c, one, zero) }
	both := func(conditions ...model.Cond) model.Cond { return allOf(conditions...) }
	outside := func(code string) model.Cond {
		tolerance := ref(reconciliationTolerance)
		return anyOf(less(r.ref(code), minus(one, tolerance)), less(plus(one, tolerance), r.ref(code)))
	}
	flag("beyond", abnd.T("Ratio beyond the tolerance", "Razão fora da tolerância"),
		when(isKnown(r.line("ratio")), yes(outside("ratio")), blank))
	flag("other_year", abnd.T("Reported data for another year", "Dados comunicados de outro ano"),
		when(isKnown(prices), when(equal(ref(year), ref(firstProjected)), zero, one), zero))
	flag("year_unknown", abnd.T("Year of the reported data missing", "Falta o ano dos dados comunicados"),
		when(isKnown(r.line("expenditure")), when(isKnown(prices), zero, one), zero))
	flag("other_count_year", abnd.T("Recipients for another year", "Beneficiários de outro ano"),
		when(both(isKnown(year), isKnown(count)), when(equal(ref(year), ref(count)), zero, one), zero))
	flag("part_paid", abnd.T("Expenditure differs from entitlement", "A despesa difere do valor devido"),
		when(isKnown(r.line("share_paid")), yes(outside("share_paid")), zero))
	flag("administration", abnd.T("Administration in the model", "Administração no modelo"),
		when(isKnown(r.line("model_administration")), yes(less(zero, r.ref("model_administration"))), zero))
	flag("not_paid", abnd.T("Not paid in the first year", "Não pago no primeiro ano"),
		when(isKnown(r.line("model_cost")), yes(equal(r.ref("model_cost"), zero)), zero))
}
