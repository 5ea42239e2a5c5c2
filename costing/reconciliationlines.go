package costing

import (
	"slices"

	"github.com/openabnd/engine/abnd"
)

// addReports adds the cells of SCHEMES that formulas read.
func (b *builder) addReports() {
	for _, s := range b.study.Schemes {
		path := abnd.JoinPath("schemes", s.ID)
		add := func(code string, label abnd.Text, unit abnd.Unit, value float64) {
			b.addCell(path+"/"+Key(code), "schemes", abnd.T("%s: %s", "%s: %s").Fill(s.Name, label), unit, value, s.Provenance)
		}
		add("benefit", abnd.T("benefit", "prestação"), abnd.MoneyPerPayment, figure(s.Benefit))
		add("benefit_year", abnd.T("year of the benefit", "ano da prestação"), abnd.CalendarYear, yearOf(s.Benefit.Year))
		add("payments", abnd.T("payments per year", "pagamentos por ano"), abnd.Payments, figure(s.Payments))
		add("recipients", abnd.T("reported recipients", "beneficiários comunicados"), abnd.PersonUnit, figure(s.Recipients))
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

func (r *reconciliationLines) add(line Line, code string) {
	line.Key, line.Group, line.Blankable = ReconciliationKey(r.Scheme.ID, code), "reconciliation", true
	r.model.Add(line)
}

func (r *reconciliationLines) line(code string) Key { return ReconciliationKey(r.Scheme.ID, code) }

func (r *reconciliationLines) ref(code string) Expr { return Ref{r.line(code)} }

func schemeCell(id, code string) Key { return abnd.JoinPath("schemes", id, code) }

// ifKnown is the line's value; a blank cell of a workbook must not be read as
// zero.
func ifKnown(key Key) Expr { return If{Known{key}, Ref{key}, Unknown{}} }

// sum is unknown where one of its terms is, unlike [Total] in a workbook,
// which passes blanks by.
func sum(terms []Expr) Expr {
	if len(terms) == 0 {
		return Unknown{}
	}
	total := terms[0]
	for _, t := range terms[1:] {
		total = Plus(total, t)
	}
	return total
}

// first is a series in the first year of the projection.
func first(key Key) Expr { return At{key, Ref{firstProjected}} }

// over is l ÷ r where r is above zero and what it stands on is known.
func over(l, r Expr, known ...Key) Expr {
	conditions := []Cond{Compare{Less, Zero{}, r}}
	for _, key := range known {
		conditions = append(conditions, Known{key})
	}
	return If{All{conditions}, Over(l, r), Unknown{}}
}

// ofOneYear is the formula where all these years are known and the same.
func ofOneYear(years []Key, formula Expr) Expr {
	var conditions []Cond
	for i, year := range years {
		conditions = append(conditions, Known{year})
		if i > 0 {
			conditions = append(conditions, Compare{Equal, Ref{years[0]}, Ref{year}})
		}
	}
	return If{All{conditions}, formula, Unknown{}}
}

// addReported adds what was reported, of the scheme itself and of all that
// its figures cover.
//
//	entitlement = Σ recipients × payment × payments a year, over the schemes counted
func (r *reconciliationLines) addReported() {
	id := r.Scheme.ID
	gdp := r.study.GDPName
	r.add(Line{Label: abnd.T("Reported expenditure", "Despesa comunicada"), Unit: abnd.CurrentMoney, Formula: ifKnown(schemeCell(id, "expenditure"))}, "expenditure")
	r.add(Line{Label: abnd.T("Year of the expenditure", "Ano da despesa"), Unit: abnd.CalendarYear, Formula: ifKnown(schemeCell(id, "expenditure_year"))}, "expenditure_year")
	r.add(Line{Label: abnd.T("Expenditure, %% of the year's %s", "Despesa, em %% do %s do ano").Fill(gdp), Formula: Over(r.ref("expenditure"), At{frameGDP, r.ref("expenditure_year")})}, "expenditure_share_of_gdp")

	// The benefit stands for the payment where it is of the year of the count.
	benefit, benefitYear, countYear := schemeCell(id, "benefit"), schemeCell(id, "benefit_year"), schemeCell(id, "recipients_year")
	own := schemeCell(id, "recipients_amount")
	r.add(Line{
		Label: abnd.T("Payment amount in the year of the count", "Montante do pagamento no ano da contagem"), Unit: abnd.MoneyPerPayment,
		Formula: If{Known{own}, Ref{own}, If{All{[]Cond{Known{benefit}, Known{benefitYear}, Known{countYear}, Compare{Equal, Ref{benefitYear}, Ref{countYear}}}}, Ref{benefit}, Unknown{}}},
	}, "amount")
	recipients, payments := schemeCell(id, "recipients"), schemeCell(id, "payments")
	var entitled Expr = Unknown{}
	if r.Scheme.CountingUnit != abnd.CountMembers {
		entitled = If{All{[]Cond{Known{recipients}, Known{payments}, Known{r.line("amount")}}}, Times(Ref{recipients}, r.ref("amount"), Ref{payments}), Unknown{}}
	}
	r.add(Line{Label: abnd.T("Entitlement of the scheme alone", "Valor devido só do regime"), Unit: abnd.CurrentMoney, Formula: entitled}, "own_entitlement")

	var years []Key
	var entitlements, counted []Expr
	for _, s := range r.Counted {
		years = append(years, schemeCell(s.ID, "recipients_year"))
		entitlements = append(entitlements, Ref{ReconciliationKey(s.ID, "own_entitlement")})
		counted = append(counted, ifKnown(schemeCell(s.ID, "recipients")))
	}
	if mixed(r.Counted) {
		counted = nil
	}
	r.add(Line{Label: abnd.T("Reported recipients", "Beneficiários comunicados"), Unit: abnd.PersonUnit, Formula: together(years, sum(counted))}, "recipients")
	r.add(Line{Label: abnd.T("Reference year of the count", "Ano de referência da contagem"), Unit: abnd.CalendarYear, Formula: together(years, ifKnown(years[0]))}, "recipients_year")
	r.add(Line{Label: abnd.T("Entitlement by rule", "Valor devido segundo a regra"), Unit: abnd.CurrentMoney, Formula: together(years, sum(entitlements))}, "entitlement")
	r.add(Line{
		Label:   abnd.T("Expenditure ÷ entitlement (ratio)", "Despesa ÷ valor devido (razão)"),
		Formula: ofOneYear([]Key{r.line("expenditure_year"), r.line("recipients_year")}, over(r.ref("expenditure"), r.ref("entitlement"))),
	}, "share_paid")
}

// together is the formula where counts of several schemes are of one year; a
// single count may be of no known year.
func together(years []Key, formula Expr) Expr {
	if len(years) == 1 {
		return formula
	}
	return ofOneYear(years, formula)
}

// mixed says whether persons would be added to households.
func mixed(schemes []abnd.Scheme) bool {
	return slices.ContainsFunc(schemes, func(s abnd.Scheme) bool { return s.CountingUnit != schemes[0].CountingUnit })
}

// addModelled adds what the model says of the first year.
func (r *reconciliationLines) addModelled() {
	var costs, administration, people []Expr
	for _, s := range r.costed(r.study) {
		costs = append(costs, first(schemeCost(s.ID)))
	}
	for _, id := range standingFor(r.study, r.Members) {
		administration = append(administration, first(BenefitKey(abnd.StatusQuo, id, "admin_cost")))
	}
	for _, id := range standingFor(r.study, r.Peopled) {
		people = append(people, r.beneficiaries(id))
	}
	r.add(Line{Label: abnd.T("Cost in the model's first year", "Custo no primeiro ano do modelo"), Unit: abnd.CurrentMoney, Formula: sum(costs)}, "model_cost")
	r.add(Line{Label: abnd.T("of which administrative cost", "dos quais, administração"), Unit: abnd.CurrentMoney, Formula: sum(administration)}, "model_administration")
	r.add(Line{Label: abnd.T("Cost, %% of the first year's %s", "Custo, em %% do %s do primeiro ano").Fill(r.study.GDPName), Formula: Over(r.ref("model_cost"), first(frameGDP))}, "model_share_of_gdp")
	r.add(Line{Label: abnd.T("Beneficiaries in the model's first year", "Beneficiários no primeiro ano do modelo"), Unit: abnd.PersonUnit, Formula: sum(people)}, "beneficiaries")
}

// beneficiaries of a benefit in the unit in which its scheme counts: a
// household has one recipient.
func (r *reconciliationLines) beneficiaries(benefit string) Expr {
	households := BenefitKey(abnd.StatusQuo, benefit, "households_paid")
	if counts(r.Counted, abnd.CountHouseholds) && r.model.Has(households) {
		return Times(first(households), Ref{Key("general/" + householdOfOne)})
	}
	return first(BenefitKey(abnd.StatusQuo, benefit, "beneficiaries"))
}

// addRatios adds the comparison. Amounts of different years are compared as
// they are; the shares of GDP and the growth of prices and population since
// the report say how much of it is the years.
func (r *reconciliationLines) addRatios() {
	factor := func(code string, label abnd.Text, formula Expr) {
		r.add(Line{Label: label, Factor: true, Formula: formula}, code)
	}
	prices, population := r.line("price_growth"), r.line("population_growth")
	factor("price_growth", abnd.T("Consumer prices since the year of the expenditure", "Preços no consumidor desde o ano da despesa"), Over(first(framePrices), At{framePrices, r.ref("expenditure_year")}))
	factor("population_growth", abnd.T("Population since the year of the count", "População desde o ano da contagem"), Over(first(framePopulation), At{framePopulation, r.ref("recipients_year")}))
	r.add(Line{
		Label: abnd.T("Difference: model minus reported", "Diferença: modelo menos valor comunicado"), Unit: abnd.CurrentMoney,
		Formula: If{Known{prices}, Minus(r.ref("model_cost"), r.ref("expenditure")), Unknown{}},
	}, "difference")
	factor("ratio", abnd.T("Ratio: model over report", "Razão: modelo sobre valor comunicado"), over(r.ref("model_cost"), r.ref("expenditure"), prices))
	factor("ratio_of_gdp_shares", abnd.T("Ratio of the shares of %s", "Razão das percentagens do %s").Fill(r.study.GDPName), over(r.ref("model_share_of_gdp"), r.ref("expenditure_share_of_gdp")))
	var people Expr = Unknown{}
	if !counts(r.Counted, abnd.CountMembers) {
		people = over(r.ref("beneficiaries"), r.ref("recipients"), population)
	}
	factor("beneficiaries_ratio", abnd.T("Ratio of beneficiaries", "Razão dos beneficiários"), people)
	factor("cost_per_head_ratio", abnd.T("Ratio of cost per beneficiary", "Razão do custo por beneficiário"),
		ofOneYear([]Key{r.line("expenditure_year"), r.line("recipients_year")}, over(r.ref("ratio"), r.ref("beneficiaries_ratio"))))
}

// addFlags adds the lines that say of a cause whether it holds.
func (r *reconciliationLines) addFlags() {
	flag := func(code string, label abnd.Text, formula Expr) {
		r.add(Line{Label: label, Factor: true, Formula: formula}, code)
	}
	year, count, prices := r.line("expenditure_year"), r.line("recipients_year"), r.line("price_growth")
	yes := func(c Cond) Expr { return If{c, One{}, Zero{}} }
	both := func(conditions ...Cond) Cond { return All{conditions} }
	outside := func(code string) Cond {
		tolerance := Ref{reconciliationTolerance}
		return Any{[]Cond{Compare{Less, r.ref(code), Minus(One{}, tolerance)}, Compare{Less, Plus(One{}, tolerance), r.ref(code)}}}
	}
	flag("beyond", abnd.T("Ratio beyond the tolerance", "Razão fora da tolerância"),
		If{Known{r.line("ratio")}, yes(outside("ratio")), Unknown{}})
	flag("other_year", abnd.T("Reported data for another year", "Dados comunicados de outro ano"),
		If{Known{prices}, If{Compare{Equal, Ref{year}, Ref{firstProjected}}, Zero{}, One{}}, Zero{}})
	flag("year_unknown", abnd.T("Year of the reported data missing", "Falta o ano dos dados comunicados"),
		If{Known{r.line("expenditure")}, If{Known{prices}, Zero{}, One{}}, Zero{}})
	flag("other_count_year", abnd.T("Recipients for another year", "Beneficiários de outro ano"),
		If{both(Known{year}, Known{count}), If{Compare{Equal, Ref{year}, Ref{count}}, Zero{}, One{}}, Zero{}})
	flag("part_paid", abnd.T("Expenditure differs from entitlement", "A despesa difere do valor devido"),
		If{Known{r.line("share_paid")}, yes(outside("share_paid")), Zero{}})
	flag("administration", abnd.T("Administration in the model", "Administração no modelo"),
		If{Known{r.line("model_administration")}, yes(Compare{Less, Zero{}, r.ref("model_administration")}), Zero{}})
	flag("not_paid", abnd.T("Not paid in the first year", "Não pago no primeiro ano"),
		If{Known{r.line("model_cost")}, yes(Compare{Equal, r.ref("model_cost"), Zero{}}), Zero{}})
}
