package costing

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// The effect of a scenario on poverty and on what each fifth consumes, in the year and the
// money of the survey: as if the benefits of one year of the scenario had been
// paid then. Recipients and money are those of its cost:
//
//	new money of benefits that stand for one another  = Σ cost − Σ cost of the status quo
//	people with a recipient, u of all people          = 1 − (1 − recipients ÷ people)^household size
//	                                                    (counted by household: recipients × size ÷ people)
//	who shares the new money, w                       = new² ÷ Σ people of a stream × (its gain per head)²
//	transfer per head and month                       = spent × new ÷ (12 × people × w × prices since the survey)
//
// The streams of benefits that stand for one another are those who had them, who gain the
// difference, and those who had not, who gain all; w keeps their total and how
// concentrated it is. Benefits of one guarantee are put together as if they
// reached households independently, and so are the guarantees: a household has a
// benefit of none, of one, or of several. So
//
//	Σ width of a part × share of its people with a recipient × transfer = spent × new money ÷ people
//
// to the last digit, and poverty and cost cannot disagree.
//
// Which of the people who could receive do so is known where the study has
// recipients by fifth; else it is computed three times ([impactCompositions]).

// ImpactKey is the key of a line of the effect of a scenario, as "gap_closed".
func ImpactKey(scenario, code string) model.Key { return abnd.JoinPath("impact", "of", scenario, code) }

// ImpactGroup is the group of those lines; blank for what scenarios share.
func ImpactGroup(scenario string) string { return string(abnd.JoinPath("impact", scenario)) }

// The lines that all scenarios share.
const (
	ImpactYear       model.Key = "impact/year"
	impactPeople     model.Key = "impact/people"
	ImpactPrices     model.Key = "impact/prices"
	impactThousand   model.Key = "impact/thousand"
	impactSpentShare model.Key = "impact/spent"
	impactLevied     model.Key = "impact/levied"
)

// ImpactScenarios lists the scenarios whose effect is computed: all but the status
// quo, and that one too where the survey does not hold what it pays.
func ImpactScenarios(s *abnd.Study) []abnd.Scenario {
	if !HasDistribution(s) || len(impactGuarantees(s)) == 0 {
		return nil
	}
	holdsAll := !slices.ContainsFunc(impactGuarantees(s), func(g abnd.Guarantee) bool { return s.Consumption.Held[g] == abnd.NotInSurvey })
	return slices.DeleteFunc(slices.Clone(s.Scenarios), func(x abnd.Scenario) bool { return x.ID == abnd.StatusQuo && holdsAll })
}

// impactGuarantees lists the guarantees of income security that have benefits in
// cash.
func impactGuarantees(s *abnd.Study) []abnd.Guarantee {
	return slices.DeleteFunc(abnd.IncomeSecurityGuarantees(), func(g abnd.Guarantee) bool { return len(cashBenefits(s, g)) == 0 })
}

// cashBenefits lists the benefits of a guarantee that raise what households can spend:
// not those that stand for a scheme in kind or for a service.
func cashBenefits(s *abnd.Study, g abnd.Guarantee) []abnd.Benefit {
	return slices.DeleteFunc(slices.Clone(s.Benefits), func(b abnd.Benefit) bool {
		scheme, stands := s.FindScheme(b.Scheme)
		return b.Guarantee != g || stands && scheme.Form != "" && scheme.Form != abnd.InCash
	})
}

// impactCluster are benefits of a guarantee that stand for one another: those of one
// scheme, and those that replace it.
type impactCluster struct {
	code     string
	name     abnd.Text
	benefits []abnd.Benefit
	// schemes are those known by their expenditure alone that the benefits replace.
	schemes []abnd.Scheme
}

// impactClusters puts the benefits of a guarantee together.
func impactClusters(s *abnd.Study, g abnd.Guarantee) []impactCluster {
	var all []impactCluster
	at := map[string]int{} // by scheme
	for _, b := range cashBenefits(s, g) {
		schemes := slices.DeleteFunc(append([]string{b.Scheme}, b.Replaces...), func(id string) bool { return id == "" })
		i := -1
		for _, id := range schemes {
			if known, ok := at[id]; ok {
				i = known
			}
		}
		if i < 0 {
			i = len(all)
			all = append(all, impactCluster{code: b.ID, name: b.Name})
		}
		all[i].benefits = append(all[i].benefits, b)
		if b.ID < all[i].code { // whatever the order of the study
			all[i].code, all[i].name = b.ID, b.Name
		}
		for _, id := range schemes {
			if _, known := at[id]; !known {
				all[i].schemes = append(all[i].schemes, slices.DeleteFunc(slices.Clone(ProjectedSchemes(s)), func(x abnd.Scheme) bool { return x.ID != id })...)
			}
			at[id] = i
		}
	}
	return all
}

// impactLines adds the lines of the effect of one scenario.
type impactLines struct {
	*builder
	curve    lorenzCurve
	scenario abnd.Scenario
	// guarantees are those whose benefits bring new money, and clusters the benefits
	// of one that stand for one another.
	guarantees []abnd.Guarantee
	clusters   func(abnd.Guarantee) []impactCluster
	choice     recipientChoice
}

// recipientChoice is how those who receive are chosen among those of the ages.
type recipientChoice uint8

const (
	choiceOfScenario recipientChoice = iota // by fifth where the study knows it, else one of the cases
	choiceOfAges                            // one of the cases
	choiceOfPoorest                         // by the rank of the household, with errors: see samecost.go
)

// impactOf is to add the effect of a scenario of the study.
func (b *builder) impactOf(scenario abnd.Scenario) impactLines {
	return impactLines{
		builder: b, curve: studyCurve(b.model), scenario: scenario, guarantees: impactGuarantees(b.study),
		clusters: func(g abnd.Guarantee) []impactCluster { return impactClusters(b.study, g) },
	}
}

func (l impactLines) key(code ...string) model.Key {
	return ImpactKey(l.scenario.ID, string(abnd.JoinPath(code...)))
}

func (l impactLines) of(code ...string) model.Expr { return ref(l.key(code...)) }

// clusterKey and ofCluster are a line of benefits that stand for one another.
func (l impactLines) clusterKey(c impactCluster, part string) model.Key {
	return l.key("benefits", c.code, part)
}

func (l impactLines) ofCluster(c impactCluster, part string) model.Expr {
	return ref(l.clusterKey(c, part))
}

// cell adds a number, blank where what it reads is.
func (l impactLines) cell(key model.Key, label abnd.Text, unit abnd.Unit, formula model.Expr) model.Expr {
	l.model.Add(model.Line{Key: key, Group: ImpactGroup(l.scenario.ID), Label: label, Unit: unit, Blankable: true, Formula: formula})
	return ref(key)
}

// parts adds a line over the brackets.
func (l impactLines) parts(label abnd.Text, formula model.Expr, code ...string) {
	l.model.Add(model.Line{Key: l.key(code...), Group: ImpactGroup(l.scenario.ID), Label: label, Years: l.curve.brackets(), Blankable: true, Formula: formula})
}

// addImpact adds the effect of every scenario.
func (b *builder) addImpact() {
	scenarios := ImpactScenarios(b.study)
	if len(scenarios) == 0 {
		return
	}
	shared := b.impactOf(abnd.Scenario{})
	value := func(code string) model.Expr { return ref(distributionValue(code)) }
	given := func(code string, otherwise model.Expr) model.Expr {
		return when(isKnown(distributionValue(code)), value(code), otherwise)
	}
	shared.cell(ImpactYear, abnd.T("Year of the scenarios whose benefits are looked at", "Ano dos cenários cujas prestações se observam"), abnd.CalendarYear,
		greatest(ref(firstProjected), least(ref(projectionLast), given("rules_year", ref(projectionLast)))))
	shared.cell(impactPeople, abnd.T("People in that year", "Pessoas nesse ano"), abnd.PersonUnit, inYear(framePopulation, ref(ImpactYear)))
	shared.cell(ImpactPrices, abnd.T("Consumer prices of that year over those of the survey", "Preços no consumidor desse ano sobre os do inquérito"), abnd.PureNumber,
		over(inYear(framePrices, ref(ImpactYear)), inYear(framePrices, ref(SurveyYear))))
	shared.cell(impactSpentShare, abnd.T("Share of a benefit that is spent", "Parte de uma prestação que se gasta"), abnd.PureNumber, given(shareSpent, one))
	shared.cell(impactLevied, abnd.T("Share of the cost that a levy pays", "Parte do custo que uma contribuição paga"), abnd.PureNumber, given(shareLevied, zero))
	b.model.Line(ImpactPrices).Factor = true
	b.model.Add(model.Line{Key: impactThousand, Group: ImpactGroup(""), Label: abnd.T("People above the line are rounded to", "As pessoas acima da linha arredondam-se a"), Unit: abnd.PersonUnit, Inputs: []float64{roundedPeople}})
	counted := scenarios
	if quo, ok := b.study.FindScenario(abnd.StatusQuo); ok && !slices.ContainsFunc(scenarios, func(s abnd.Scenario) bool { return s.ID == abnd.StatusQuo }) {
		counted = append([]abnd.Scenario{quo}, scenarios...) // who receives today
	}
	for _, s := range counted {
		l := b.impactOf(s)
		for _, g := range l.guarantees {
			for _, benefit := range cashBenefits(b.study, g) {
				l.addPeopleWith(benefit)
			}
		}
	}
	for _, s := range scenarios {
		b.impactOf(s).add()
	}
}

// roundedPeople is what people above the line are rounded to.
const roundedPeople = 1000

// inRulesYear is a line of a benefit in the year that is looked at.
func inRulesYear(key model.Key) model.Expr { return inYear(key, ref(ImpactYear)) }

// addPeopleWith adds the share of all people who live with a recipient of a benefit.
func (l impactLines) addPeopleWith(benefit abnd.Benefit) {
	recipients := inRulesYear(BenefitKey(l.scenario.ID, benefit.ID, "beneficiaries"))
	var parts []model.Expr
	if n, counts := l.counted(l.scenario.ID, benefit, abnd.CountPersons, recipients); counts {
		parts = append(parts, withAny(n))
	}
	if n, counts := l.counted(l.scenario.ID, benefit, abnd.CountHouseholds, recipients); counts {
		parts = append(parts, least(one, over(times(n, ref(distributionValue(householdSize))), ref(impactPeople))))
	}
	l.cell(l.key("with", benefit.ID), abnd.T("%s: share of all people who live with a recipient", "%s: proporção de todas as pessoas que vivem com um beneficiário").Fill(benefit.Name), abnd.PureNumber, totalOf(parts...))
}

// withAny is the share of all people in whose household lives one of so many people
// at least, were they spread over households by chance.
func withAny(people model.Expr) model.Expr {
	return minus(one, power(minus(one, least(one, over(people, ref(impactPeople)))), ref(distributionValue(householdSize))))
}

// add adds the effect of the scenario.
func (l impactLines) add() {
	l.addEffect(l.addCluster)
	l.addSummary()
}

// addEffect adds poverty after the new money of the benefits that stand for one
// another has reached people, and the figures that are read. addNew adds that money
// and among whom it is divided.
func (l impactLines) addEffect(addNew func(abnd.Guarantee, impactCluster)) {
	var levied []model.Expr
	for _, g := range l.guarantees {
		for _, c := range l.clusters(g) {
			addNew(g, c)
		}
		l.addGuarantee(g)
		levied = append(levied, l.of("new", string(g)))
	}
	// The levy pays its share of what households receive, as a share of consumption.
	l.cell(l.key("levy"), abnd.T("Levy, share of consumption", "Contribuição, proporção do consumo"), abnd.PureNumber,
		l.curve.ifNormal(over(times(ref(impactLevied), l.perHead(totalOf(levied...))), l.curve.of(CurveMean))))
	t := transferLines{
		curve: l.curve, model: l.model, group: ImpactGroup(l.scenario.ID), under: abnd.JoinPath("impact", "of", l.scenario.ID), line: distributionValue(distributionLine), mean: CurveKey(CurveMean), levy: l.key("levy"),
		edges: l.curve.partKey("edge"), edgeShares: l.curve.partKey("edge_share"), edgeSquares: l.curve.partKey("edge_squares"),
	}
	t.kinds = l.addKinds(l.guarantees)
	for _, c := range impactCompositions() {
		t.compositions = append(t.compositions, composition{c.Suffix, c.Name, l.addShares(l.guarantees, t.kinds, c)})
	}
	t.add()
	l.addResults(t)
}

// perHead is money a year as money per head of all people and month, in money of the
// survey.
func (l impactLines) perHead(money model.Expr) model.Expr {
	return over(money, times(ref(impactPeople), ref(monthsPerYear), ref(ImpactPrices)))
}

// addGuarantee adds how much new money the benefits of a guarantee bring, among whom
// it is divided, and what each of them gets.
func (l impactLines) addGuarantee(g abnd.Guarantee) {
	code := string(g)
	var money, left []model.Expr
	for _, c := range l.clusters(g) {
		money, left = append(money, l.ofCluster(c, "new")), append(left, minus(one, l.ofCluster(c, "shared")))
	}
	name := g.Name()
	l.cell(l.key("new", code), abnd.T("%s: new benefit money in the year", "%s: dinheiro novo em prestações no ano").Fill(name), abnd.CurrentMoney, totalOf(money...))
	l.cell(l.key("shared", code), abnd.T("%s: share of all people among whom it is divided", "%s: proporção de todas as pessoas entre as quais se divide").Fill(name), abnd.PureNumber, minus(one, times(left...)))
	l.cell(l.key("transfer", code), abnd.T("%s: gain per head of those, in money of the survey", "%s: ganho por pessoa destas, em dinheiro do inquérito").Fill(name), abnd.MoneyPerMonth,
		when(equal(l.of("shared", code), zero), zero, over(times(ref(impactSpentShare), l.perHead(l.of("new", code))), l.of("shared", code))))
	l.addWhoCould(g)
}

// addCluster adds the new money of benefits that stand for one another, and the people
// among whom it is divided.
func (l impactLines) addCluster(g abnd.Guarantee, c impactCluster) {
	held := func(x model.Expr) model.Expr {
		return when(isCode(distributionValue(heldCode(g)), string(abnd.NotInSurvey)), zero, x)
	}
	of := func(scenario string) (cost, people, schemes model.Expr) {
		var costs, with, others []model.Expr
		for _, b := range c.benefits {
			costs = append(costs, inRulesYear(BenefitKey(scenario, b.ID, "benefit_cost")))
			with = append(with, ref(ImpactKey(scenario, string(abnd.JoinPath("with", b.ID)))))
		}
		for _, s := range c.schemes {
			others = append(others, inRulesYear(SchemeKey(scenario, s.ID, "total_cost")))
		}
		return totalOf(costs...), totalOf(with...), totalOf(others...)
	}
	cost, people, schemes := of(l.scenario.ID)
	costBefore, peopleBefore, schemesBefore := of(abnd.StatusQuo)
	label := func(text abnd.Text) abnd.Text { return abnd.T("%s: %s", "%s: %s").Fill(c.name, text) }
	line := func(part string) model.Key { return l.clusterKey(c, part) }
	after := l.cell(line("cost"), label(abnd.T("benefit expenditure in the year", "despesa com prestações no ano")), abnd.CurrentMoney, plus(cost, schemes))
	before := l.cell(line("cost_before"), label(abnd.T("of this, what the survey holds", "da qual, o que o inquérito já contém")), abnd.CurrentMoney, held(plus(costBefore, schemesBefore)))
	l.cell(line("new"), label(abnd.T("new benefit money in the year", "dinheiro novo em prestações no ano")), abnd.CurrentMoney, minus(after, before))
	now := l.cell(line("people"), label(abnd.T("share of all people who live with a recipient", "proporção de todas as pessoas que vivem com um beneficiário")), abnd.PureNumber, least(one, people))
	then := peopleBefore
	if len(c.schemes) > 0 {
		// Of a scheme known by its expenditure nobody knows the recipients here: as many as
		// its money would reach at the amount of the scenario.
		then = plus(then, when(less(zero, after), least(now, times(now, over(schemesBefore, after))), zero))
	}
	was := l.cell(line("people_before"), label(abnd.T("of whom with one in the status quo", "das quais com um na situação actual")), abnd.PureNumber, held(least(one, then)))
	each := func(code string, text abnd.Text, money, people model.Expr) model.Expr {
		return l.cell(line(code), label(text), abnd.MoneyPerMonth, when(equal(people, zero), zero, over(l.perHead(money), people)))
	}
	gets := each("each", abnd.T("received per head of those", "recebido por pessoa destas"), after, now)
	got := each("each_before", abnd.T("received per head before", "recebido por pessoa antes"), before, was)
	squared := func(people, gain model.Expr) model.Expr { return times(people, gain, gain) }
	l.cell(line("streams"), label(abnd.T("sum of people × squared gain per head", "soma de pessoas × quadrado do ganho por pessoa")), abnd.MoneyPerMonth.Times(abnd.MoneyPerMonth), totalOf(
		squared(least(now, was), minus(gets, got)),
		squared(greatest(zero, minus(now, was)), gets),
		squared(greatest(zero, minus(was, now)), got)))
	gained := l.perHead(l.ofCluster(c, "new"))
	l.cell(line("shared"), label(abnd.T("share of all people among whom the new money is divided", "proporção de todas as pessoas entre as quais se divide o dinheiro novo")), abnd.PureNumber,
		when(less(zero, l.ofCluster(c, "streams")), least(one, over(times(gained, gained), l.ofCluster(c, "streams"))), zero))
	l.addCould(c, now)
}

// addCould adds who would share the new money of benefits if all of their ages
// received them; now are the people with a recipient.
func (l impactLines) addCould(c impactCluster, now model.Expr) {
	label := func(text abnd.Text) abnd.Text { return abnd.T("%s: %s", "%s: %s").Fill(c.name, text) }
	var none []model.Expr
	for _, b := range c.benefits {
		paid := inRulesYear(BenefitKey(l.scenario.ID, b.ID, "active"))
		share := ref(BenefitKey(l.scenario.ID, b.ID, "parameter/share"))
		// Those of its ages: its target group without the share that belongs to it.
		ages := over(inRulesYear(BenefitKey(l.scenario.ID, b.ID, "target_population")), share)
		none = append(none, when(equal(paid, zero), one, when(less(zero, share), minus(one, withAny(ages)), one)))
	}
	ages := l.cell(l.clusterKey(c, "ages"), label(abnd.T("share of all people who live with somebody of its ages", "proporção de todas as pessoas que vivem com alguém das suas idades")), abnd.PureNumber,
		greatest(now, minus(one, times(none...))))
	l.cell(l.clusterKey(c, "could"), label(abnd.T("who would share the new money if all of its ages received", "quem partilharia o dinheiro novo se todas as pessoas das suas idades recebessem")), abnd.PureNumber,
		when(less(zero, now), least(one, over(times(l.ofCluster(c, "shared"), ages), now)), l.ofCluster(c, "shared")))
}
