package costing

import (
	"math"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// For the same money. What a benefit newly costs in a scenario, in the year that the
// effect on poverty looks at, is spent in other ways, each of which costs as much:
//
//	universal          everybody of the target group, at the amount that the money allows
//	narrower ages      the present amount to everybody from the lowest age upward, or from the
//	                   highest downward, as far as the money goes: see samecostages.go
//	the poorest        the target group in the poorest households, selected with errors, at the
//	                   amount that is left when the selection is paid for
//
//	people selected, r    = [(1 − exclusion) × G(p) + inclusion × (G − G(p))] ÷ G
//	amount of the poorest = (money − target group × cost of a registration ÷ years) ÷ (r × target group)
//
// G is the share of all people who live with somebody of the ages, and G(p) those of
// them up to rank p: both are of [builder.addImpact], and so are who lives with a
// recipient, poverty after and all that is read: a use of the money is computed by
// the lines by which a scenario is. A selection is of households: those of its ages who
// live in a selected one all receive.
//
// The errors are those of poverty.go: exclusion is a share of those up to p who are left
// out, inclusion a share of the others who are let in. Where the inclusion is not given the
// places are as many as those who ought to have them, and who is let in takes the place of
// who is left out:
//
//	inclusion = exclusion × G(p) ÷ (G − G(p))                no more than all

// SameCost asks what else the money of a benefit could do.
type SameCost struct {
	Scenario, Benefit string
	// Poorest is up to which share of all people, from the poorest, households are to be
	// selected; Exclusion and Inclusion are the errors of it, shares. What is not known is
	// taken from [SameCostAssumptions].
	Poorest, Exclusion, Inclusion abnd.Figure
	// Registration is what it costs to assess one person of the target group, in money of the
	// year of the scenario, and Every after how many years it is done again. What is not
	// known is that of the benefit's rules, else assumed.
	Registration, Every abnd.Figure
}

// SameCostUse is a way to spend the money.
type SameCostUse string

// The uses. The codes are part of the public format of the CSV.
const (
	UseOfScenario SameCostUse = "scenario" // as the scenario does
	UseUniversal  SameCostUse = "universal"
	UseYoungest   SameCostUse = "youngest" // ages from below
	UseOldest     SameCostUse = "oldest"   // ages from above
	UsePoorest    SameCostUse = "poorest"
)

// SameCostUses lists the uses that fit a benefit: children from birth upward, older
// persons from the top down, others both ways.
func SameCostUses(b abnd.Benefit) []SameCostUse {
	switch b.Guarantee {
	case abnd.Children:
		return []SameCostUse{UseOfScenario, UseUniversal, UseYoungest, UsePoorest}
	case abnd.Older:
		return []SameCostUse{UseOfScenario, UseUniversal, UseOldest, UsePoorest}
	}
	return []SameCostUse{UseOfScenario, UseUniversal, UseYoungest, UseOldest, UsePoorest}
}

// SameCostKey is the key of a line that all uses share, as "money" or "target".
func SameCostKey(code string) model.Key { return abnd.JoinPath("same-cost", code) }

// SameCostUseKey is the key of a line of a use: one of [ImpactResults] with its ends,
// or one of those below.
func SameCostUseKey(use SameCostUse, code string) model.Key { return ImpactKey(useID(use), code) }

// useID stands in the place of a scenario; no ID of one has a colon.
func useID(use SameCostUse) string { return "same-cost:" + string(use) }

// The lines of a use beside [ImpactResults]; money is of the survey's year.
const (
	UseRecipients  = "recipients"   // people who receive
	UseOfTarget    = "of_target"    // as a share of the target group
	UseAmount      = "amount"       // new money a recipient and month
	UseTransfers   = "transfers"    // what they receive in the year
	UseTargeting   = "targeting"    // what it costs to select them in the year
	UseCost        = "cost"         // both
	UsePoorReached = "poor_reached" // the poor who live with a recipient; it has a range
	UseAges        = "ages"         // how many years of age receive, from one end of the ages
)

// What is read of those that all uses share.
const (
	SameCostMoney        = "money"     // new money of the benefit in the year, in its money
	SameCostHeld         = "held"      // what of its cost the status quo pays already
	SameCostTarget       = "target"    // the target group
	SameCostAlone        = "alone"     // 1 where all the money is the benefit's own
	SameCostByAge        = "by_age"    // 1 where the target group is counted by its ages alone
	SameCostPoorest      = "poorest"   // as used
	SameCostExclusion    = "exclusion" // as used
	SameCostRegistration = "registration"
	SameCostEvery        = "registration_every"
	SameCostTargeting    = "targeting" // what the selection costs in the year, in its money
)

// UseInclusion is the inclusion error as it is used, a line of [UsePoorest].
const UseInclusion = "inclusion"

// SameCostAssumption is what holds where an option is not given.
type SameCostAssumption struct {
	Code  string
	Label abnd.Text
	Value float64
	// Source says where the value is from, or that it is an assumption.
	Source abnd.Text
}

// SameCostAssumptions lists them: the share to be selected, its exclusion error, the cost of
// a registration as a share of a year's poverty line, and the years until it is done again.
func SameCostAssumptions() []SameCostAssumption {
	const poorest, exclusion, ofLine, every = 0.4, 0.5, 0.01, 3
	assumed := abnd.T("assumption", "pressuposto")
	return []SameCostAssumption{
		{SameCostPoorest, abnd.T("Share of the people up to which households are selected", "Proporção das pessoas até à qual se seleccionam agregados"), poorest, assumed},
		{SameCostExclusion, abnd.T("Exclusion error: share of those who are left out", "Erro de exclusão: proporção dos que ficam de fora"), exclusion,
			abnd.T("as of one programme in Kidd, Gelders and Bailey-Athias 2017, Exclusion by design, ILO ESS working paper 56; others are lower and higher", "como de um programa em Kidd, Gelders e Bailey-Athias 2017, Exclusion by design, OIT, documento de trabalho ESS 56; há mais baixos e mais altos")},
		{RegistrationOfLine, abnd.T("Cost of assessing a person, share of a year’s poverty line", "Custo de avaliar uma pessoa, proporção da linha de pobreza de um ano"), ofLine, assumed},
		{SameCostEvery, abnd.T("Years until everybody is assessed again", "Anos até à nova avaliação de todos"), every, assumed},
	}
}

// RegistrationOfLine is the code of the assumed cost of a registration, as a share of a year’s
// poverty line.
const RegistrationOfLine = "registration_of_line"

// CheckSameCost says why the question cannot be asked of a study that [Check] has found to
// be without errors.
func CheckSameCost(study *abnd.Study, q SameCost) abnd.Diagnostics {
	var found abnd.Diagnostics
	fail := func(code string, problem, remedy abnd.Text) {
		found.AddError("", code, problem, remedy)
	}
	for _, x := range []struct {
		name      abnd.Text
		value     abnd.Figure
		low, high float64
	}{
		{abnd.T("the share of the poorest", "a proporção dos mais pobres"), q.Poorest, 0, 1}, {abnd.T("the exclusion error", "o erro de exclusão"), q.Exclusion, 0, 1},
		{abnd.T("the inclusion error", "o erro de inclusão"), q.Inclusion, 0, 1}, {abnd.T("the cost of a registration", "o custo de uma inscrição"), q.Registration, 0, maxMoney},
		{abnd.T("the years until the next registration", "os anos até à nova inscrição"), q.Every, 1, math.MaxInt16},
	} {
		if x.value.Known && (math.IsNaN(x.value.Value) || x.value.Value < x.low || x.value.Value > x.high) {
			fail("out-of-range", abnd.T("%s cannot be %v", "%s não pode ser %v").Fill(x.name, x.value.Value), abnd.T("enter a number from %v to %v", "indique um número de %v a %v").Fill(x.low, x.high))
		}
	}
	benefit, exists := study.FindBenefit(q.Benefit)
	var ids []string
	for _, b := range study.Benefits {
		ids = append(ids, b.ID)
	}
	switch {
	case !exists:
		fail("unknown-benefit", abnd.T("there is no benefit %q", "não existe a prestação %q").Fill(q.Benefit), abnd.Suggestion(q.Benefit, ids))
	case !HasDistribution(study):
		fail("distribution-missing", abnd.T("what the money does to poverty is not known: the study has no household survey, or figures of it are missing", "não se conhece o que o dinheiro faz à pobreza: o estudo não tem inquérito às famílias, ou faltam valores dele"),
			abnd.T("fill in the sheet DISTRIBUTION (year, line, headcount, shares, household size); abnd check lists what is missing", "preencha a folha DISTRIBUTION (ano, linha, incidência, partes, dimensão dos agregados); abnd check indica o que falta"))
	default:
		if _, cash := clusterOf(study, benefit); !cash {
			fail("not-cash", abnd.T("the benefit “%s” is not paid in cash, so that what it does to consumption is not known", "a prestação «%s» não se paga em dinheiro, pelo que não se conhece o que faz ao consumo").Fill(benefit.Name), abnd.T("choose a benefit of income security in cash", "escolha uma prestação de segurança de rendimento em dinheiro"))
		} else if RecipientUnit(study, q.Scenario, benefit) != abnd.CountPersons {
			fail("households", abnd.T("the benefit “%s” counts households, and how many of them its target group is, is not known", "a prestação «%s» conta agregados, e não se sabe quantos são o seu grupo-alvo").Fill(benefit.Name), abnd.T("choose a benefit whose recipients are persons", "escolha uma prestação cujos beneficiários são pessoas"))
		}
		var with []string
		here := false
		for _, s := range ImpactScenarios(study) {
			with, here = append(with, s.ID), here || s.ID == q.Scenario
		}
		if !here {
			fail("unknown-scenario", abnd.T("no new money is known of a scenario %q", "não se conhece dinheiro novo de um cenário %q").Fill(q.Scenario), abnd.Suggestion(q.Scenario, with))
		}
	}
	return found
}

// clusterOf is what stands for one another with a benefit; false where it is not in
// cash.
func clusterOf(study *abnd.Study, b abnd.Benefit) (impactCluster, bool) {
	for _, g := range impactGuarantees(study) {
		for _, c := range impactClusters(study, g) {
			for _, x := range c.benefits {
				if x.ID == b.ID {
					return c, true
				}
			}
		}
	}
	return impactCluster{}, false
}

// SameCostAlso lists the benefits and schemes that stand for one another with a benefit,
// whose money is counted with its own.
func SameCostAlso(study *abnd.Study, b abnd.Benefit) []abnd.Text {
	var names []abnd.Text
	cluster, _ := clusterOf(study, b)
	for _, x := range cluster.benefits {
		if x.ID != b.ID {
			names = append(names, x.Name)
		}
	}
	for _, x := range cluster.schemes {
		names = append(names, x.Name)
	}
	return names
}

// BuildSameCost is [BuildInForce] with the lines of the uses of the money. [CheckSameCost]
// has found nothing wrong; it panics otherwise.
func BuildSameCost(study *abnd.Study, q SameCost) *model.Model {
	return build(study, true, func(b *builder) { b.addSameCost(q) })
}

// sameCostLines adds the lines of the uses.
type sameCostLines struct {
	*builder
	SameCost
	benefit abnd.Benefit
	cluster impactCluster
}

// cell adds a number that the uses share.
func (s sameCostLines) cell(code string, label abnd.Text, unit abnd.Unit, formula model.Expr) model.Expr {
	s.model.Add(model.Line{Key: SameCostKey(code), Group: "same-cost", Label: label, Unit: unit, Blankable: true, Formula: formula})
	return ref(SameCostKey(code))
}

// input adds what was asked for.
func (s sameCostLines) input(code string, label abnd.Text, unit abnd.Unit, x abnd.Figure) {
	s.addCell(SameCostKey(code), "same-cost", label, unit, figure(x), abnd.Provenance{Confidence: abnd.Assumption})
}

// assumptions adds what is assumed, or what was asked for in its place.
func (s sameCostLines) assumptions(asked map[string]abnd.Figure) {
	for _, a := range SameCostAssumptions() {
		x := asked[a.Code]
		if !x.Known {
			x = abnd.Known(a.Value, 0)
		}
		s.input(a.Code, a.Label, abnd.PureNumber, x)
	}
}

// in is a line of the benefit in the year that is looked at, and parameter one of its
// parameters.
func (s sameCostLines) in(line string) model.Expr {
	return inRulesYear(BenefitKey(s.Scenario, s.Benefit, line))
}

func (s sameCostLines) parameter(code string) model.Key {
	return BenefitKey(s.Scenario, s.Benefit, "parameter/"+code)
}

// ofCluster is a line of the scenario's effect: of what stands for one another with the
// benefit.
func (s sameCostLines) ofCluster(part string) model.Expr {
	return s.impactOf(abnd.Scenario{ID: s.Scenario}).ofCluster(s.cluster, part)
}

// addSameCost adds the uses of the money of a benefit.
func (b *builder) addSameCost(q SameCost) {
	benefit, _ := b.study.FindBenefit(q.Benefit)
	cluster, _ := clusterOf(b.study, benefit)
	s := sameCostLines{b, q, benefit, cluster}
	s.addShared()
	for _, use := range SameCostUses(benefit) {
		switch use {
		case UseOfScenario:
			s.addScenario()
		case UseUniversal:
			s.addUniversal()
		case UseYoungest, UseOldest:
			s.addAges(use)
		case UsePoorest:
			s.addPoorest()
		}
	}
}

// addShared adds the money, the target group and what was asked for.
func (s sameCostLines) addShared() {
	s.input("inclusion_given", abnd.T("Inclusion error, as given", "Erro de inclusão, como indicado"), abnd.PureNumber, s.Inclusion)
	s.input("registration_given", abnd.T("Cost of assessing a person, as given", "Custo de avaliar uma pessoa, como indicado"), abnd.MoneyPerHead, s.Registration)
	every := s.SameCost.Every
	costed := s.model.Has(s.parameter("registration_cost"))
	if again := s.model.Has(s.parameter("registration_every")); again && !every.Known {
		if x := s.model.Line(s.parameter("registration_every")).Inputs[0]; !math.IsNaN(x) {
			every = abnd.Known(x, 0)
		}
	}
	s.assumptions(map[string]abnd.Figure{SameCostPoorest: s.Poorest, SameCostExclusion: s.Exclusion, SameCostEvery: every})
	registration := times(ref(distributionValue(distributionLine)), ref(monthsPerYear), ref(SameCostKey(RegistrationOfLine)), ref(ImpactPrices))
	if costed {
		own := s.parameter("registration_cost")
		registration = when(isKnown(own), times(ref(own), s.in("workload_index")), registration)
	}
	given := SameCostKey("registration_given")
	s.cell(SameCostRegistration, abnd.T("Cost of assessing a person", "Custo de avaliar uma pessoa"), abnd.MoneyPerHead, when(isKnown(given), ref(given), registration))

	s.cell(SameCostMoney, abnd.T("New money of the benefit in the year", "Dinheiro novo da prestação no ano"), abnd.CurrentMoney, s.ofCluster("new"))
	s.cell(SameCostHeld, abnd.T("Of its cost, what the status quo pays already", "Do seu custo, o que a situação actual já paga"), abnd.CurrentMoney, s.ofCluster("cost_before"))
	s.cell(SameCostAlone, abnd.T("All the money is the benefit’s own (1), or not (0)", "Todo o dinheiro é da própria prestação (1), ou não (0)"), abnd.PureNumber,
		when(equal(s.in("benefit_cost"), s.ofCluster("cost")), one, zero))
	target := s.cell(SameCostTarget, abnd.T("Target group in the year", "Grupo-alvo no ano"), abnd.PersonUnit, s.in("target_population"))
	s.cell("with_target", abnd.T("Share of all people who live with somebody of the target group", "Proporção de todas as pessoas que vivem com alguém do grupo-alvo"), abnd.PureNumber, withAny(target))
	s.cell("with_ages", abnd.T("Share of all people who live with somebody of its ages", "Proporção de todas as pessoas que vivem com alguém das suas idades"), abnd.PureNumber, s.ofTheAges(target, ref(SameCostKey("with_target"))))
	s.cell(SameCostTargeting, abnd.T("Cost of the selection in the year", "Custo da selecção no ano"), abnd.CurrentMoney,
		times(target, over(ref(SameCostKey(SameCostRegistration)), ref(SameCostKey(SameCostEvery)))))
}

// ofTheAges is the share of all people who live with somebody of the ages of which so many
// people of the target group are a share; with are those who live with one of these.
func (s sameCostLines) ofTheAges(target, with model.Expr) model.Expr {
	share := ref(s.parameter("share"))
	return when(less(zero, share), greatest(with, withAny(over(target, share))), blank)
}

// use is what one use of the money needs: its lines are those of the effect of a
// scenario.
func (s sameCostLines) use(use SameCostUse, curve lorenzCurve, choice recipientChoice) impactLines {
	cluster := impactCluster{code: s.Benefit, name: s.benefit.Name}
	return impactLines{
		builder: s.builder, curve: curve, scenario: abnd.Scenario{ID: useID(use)}, guarantees: []abnd.Guarantee{s.benefit.Guarantee},
		clusters: func(abnd.Guarantee) []impactCluster { return []impactCluster{cluster} }, choice: choice,
	}
}

// reach is whom a use reaches: how many receive, the shares of all people among whom the
// money is divided and who could receive, and what it costs to select them.
type reach struct{ recipients, shared, could, targeting model.Expr }

// addUse adds the effect of a use, and what is said of it.
func (s sameCostLines) addUse(l impactLines, r reach) {
	recipients := l.cell(l.key(UseRecipients), abnd.T("People who receive", "Pessoas que recebem"), abnd.PersonUnit, r.recipients)
	money := l.clusterKey(l.clusters(s.benefit.Guarantee)[0], "new")
	paid, ifPaid := ref(money), func(x model.Expr) model.Expr { return when(isKnown(money), x, blank) }
	l.addEffect(func(_ abnd.Guarantee, c impactCluster) {
		cell := func(part string, text abnd.Text, unit abnd.Unit, formula model.Expr) {
			l.cell(l.clusterKey(c, part), abnd.T("%s: %s", "%s: %s").Fill(c.name, text), unit, formula)
		}
		cell("new", abnd.T("benefit money in the year", "dinheiro em prestações no ano"), abnd.CurrentMoney,
			when(allOf(less(zero, recipients), less(r.targeting, ref(SameCostKey(SameCostMoney)))), minus(ref(SameCostKey(SameCostMoney)), r.targeting), blank))
		cell("shared", abnd.T("share of all people among whom it is divided", "proporção de todas as pessoas entre as quais se divide"), abnd.PureNumber, ifPaid(r.shared))
		cell("could", abnd.T("share of all people who could share it", "proporção de todas as pessoas que o poderiam partilhar"), abnd.PureNumber, r.could)
	})
	l.cell(l.key(UseAmount), abnd.T("New money a recipient and month, in money of the survey", "Dinheiro novo por beneficiário e mês, em dinheiro do inquérito"), abnd.MoneyPerMonth,
		over(paid, times(recipients, ref(monthsPerYear), ref(ImpactPrices))))
	transfers := l.cell(l.key(UseTransfers), abnd.T("Received in the year, in money of the survey", "Recebido no ano, em dinheiro do inquérito"), abnd.CurrentMoney, over(paid, ref(ImpactPrices)))
	targeting := l.cell(l.key(UseTargeting), abnd.T("Cost of the selection in the year, in money of the survey", "Custo da selecção no ano, em dinheiro do inquérito"), abnd.CurrentMoney, over(r.targeting, ref(ImpactPrices)))
	l.cell(l.key(UseCost), abnd.T("Cost in the year, in money of the survey", "Custo no ano, em dinheiro do inquérito"), abnd.CurrentMoney, plus(transfers, targeting))
	for _, ends := range [][2]string{{"", ""}, {ImpactFrom, ImpactTo}, {ImpactTo, ImpactFrom}} {
		missed := l.key(PoorMissed + ends[1])
		l.cell(l.key(UsePoorReached+ends[0]), abnd.T("Poor people who live with a recipient", "Pessoas pobres que vivem com um beneficiário"), abnd.PureNumber, ifPaid(when(isKnown(missed), greatest(zero, minus(one, ref(missed))), blank)))
	}
}

// addOfTarget adds the share of the target group that receives.
func (s sameCostLines) addOfTarget(l impactLines, known model.Cond) {
	l.cell(l.key(UseOfTarget), abnd.T("Share of the target group that receives", "Proporção do grupo-alvo que recebe"), abnd.PureNumber, when(known, over(l.of(UseRecipients), ref(SameCostKey(SameCostTarget))), blank))
}

// anybody is the condition that the target group is not empty.
func anybody() model.Cond { return less(zero, ref(SameCostKey(SameCostTarget))) }

// alone is the condition that all the money is the benefit's own: of others that stand
// for one another with it the target group is another one.
func (s sameCostLines) alone() model.Cond { return equal(ref(SameCostKey(SameCostAlone)), one) }

// addScenario adds the money as the scenario spends it.
func (s sameCostLines) addScenario() {
	l := s.use(UseOfScenario, studyCurve(s.model), choiceOfScenario)
	var people []model.Expr
	for _, b := range s.cluster.benefits {
		if n, counts := s.counted(s.Scenario, b, abnd.CountPersons, inRulesYear(BenefitKey(s.Scenario, b.ID, "beneficiaries"))); counts {
			people = append(people, n)
		}
	}
	s.addUse(l, reach{totalOf(people...), s.ofCluster("shared"), s.ofCluster("could"), zero})
	s.addOfTarget(l, allOf(anybody(), s.alone()))
}

// addUniversal adds the money to everybody of the target group.
func (s sameCostLines) addUniversal() {
	l := s.use(UseUniversal, studyCurve(s.model), choiceOfAges)
	s.addUse(l, reach{ref(SameCostKey(SameCostTarget)), ref(SameCostKey("with_target")), ref(SameCostKey("with_ages")), zero})
	s.addOfTarget(l, anybody())
}
