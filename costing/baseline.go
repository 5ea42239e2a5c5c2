package costing

import (
	"slices"
	"sync"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// baseline: what becomes of amounts of the status quo that no rule moves. By law
// they stay, and lose their real value year by year; an increment over such a
// status quo holds what undoes that loss. So every increment is computed over two
// of them, side by side: that of the law, and the one that keeps its value. The
// study chooses which of them, or a third that follows GDP per head, its figures
// are made with:
//
//	b[t] = b[k]                       up to the year k′
//	b[t] = b[k] × I[t] ÷ I[k′]        after it; k: the year of the amount in force,
//	                                  k′: that, or the last year of known amounts if it is later
//
// That moves the benefits that the status quo pays and that have no rule of
// indexation, and in a scenario what it inherits of them unchanged. A scenario
// that states an amount or an indexation of its own has decided it: nothing moves
// that. The expenditure of existing schemes without an index moves alike, from its
// own year on.
//
// What a baseline changes is the amount, so the cost in another one is that of the
// other amount by the same formulas. The loss of real value is the cost that keeps
// its value less that of the law.

const (
	baselineChoice model.Key = "general/baseline"
	yearBefore     model.Key = "general/year_before_projection"
)

// BaselineList is the list of the baselines.
var BaselineList = &model.List{Name: "baseline", Codes: []model.ListCode{
	{Code: string(abnd.BaselineLaw), Label: abnd.T("of the law", "da lei")},
	{Code: string(abnd.BaselinePrices), Label: abnd.T("that keeps its value (consumer prices)", "com o valor real mantido (preços no consumidor)")},
	{Code: string(abnd.BaselineGDP), Label: abnd.T("that follows GDP per head", "que segue o PIB por habitante")},
}}

// BaselineName is the name of a baseline in a sentence.
func BaselineName(x abnd.Baseline) abnd.Text {
	switch x {
	case abnd.BaselinePrices:
		return abnd.T("a status quo that keeps its value: amounts without a rule of indexation follow consumer prices", "situação actual com o valor real mantido: os montantes sem regra de actualização seguem os preços no consumidor")
	case abnd.BaselineGDP:
		return abnd.T("a status quo that follows GDP per head: amounts without a rule of indexation do", "situação actual que segue o PIB por habitante: seguem-no os montantes sem regra de actualização")
	}
	return abnd.T("the law: amounts without a rule of indexation stay as they are", "a da lei: os montantes sem regra de actualização ficam como estão")
}

// ContainedNote says which status quo the government's expenditure contains.
func ContainedNote() abnd.Text {
	return abnd.T("Government expenditure in GGO already contains the status quo of the law, whatever the baseline: with another baseline, what it adds to that status quo is additional spending too.",
		"A despesa pública de GGO já inclui a situação actual da lei, qualquer que seja o cenário de base: com outro, o que este acrescenta a essa situação é também despesa adicional.")
}

// The keys of the lines of the status quo that tell its baselines apart, in money
// of the year.
var (
	// AboveLawKey is what the status quo costs more in the baseline of the study
	// than by law.
	AboveLawKey = TotalKey(abnd.StatusQuo, "above_law")
	// ErosionKey is the loss of real value: what the status quo that keeps its
	// value costs more than that of the law.
	ErosionKey = TotalKey(abnd.StatusQuo, "erosion")
	// KeptCostKey is what the status quo that keeps its value costs.
	KeptCostKey = TotalKey(abnd.StatusQuo, "kept_cost")
)

var aboveLaw = ref(AboveLawKey)

// valuation is one of the two baselines that every increment is computed over. Its
// prefix begins the codes of its lines.
type valuation struct {
	prefix string
	// keeps says that an amount without a rule keeps its value.
	keeps                                              bool
	costLabel, incrementLabel, shareLabel, schemeLabel abnd.Text
}

var (
	lawValue = valuation{
		prefix:         "law",
		costLabel:      abnd.T("Total cost, baseline of the law", "Custo total, cenário de base da lei"),
		incrementLabel: abnd.T("Incremental cost over the status quo of the law", "Despesa adicional face à situação actual da lei"),
		shareLabel:     abnd.T("Incremental cost over the status quo of the law, %% of %s", "Despesa adicional face à situação actual da lei, em %% do %s"),
		schemeLabel:    abnd.T("%s: cost in the status quo of the law", "%s: custo na situação actual da lei"),
	}
	keptValue = valuation{
		prefix: "kept", keeps: true,
		costLabel:      abnd.T("Total cost, baseline that keeps its value", "Custo total, cenário de base com o valor real mantido"),
		incrementLabel: abnd.T("Incremental cost over the status quo that keeps its value", "Despesa adicional face à situação actual com o valor real mantido"),
		shareLabel:     abnd.T("Incremental cost over the status quo that keeps its value, %% of %s", "Despesa adicional face à situação actual com o valor real mantido, em %% do %s"),
		schemeLabel:    abnd.T("%s: cost in the status quo that keeps its value", "%s: custo na situação actual com o valor real mantido"),
	}
	valuations = []valuation{lawValue, keptValue}
)

func (v valuation) cost() string           { return v.prefix + "_cost" }
func (v valuation) amount() string         { return v.prefix + "_amount" }
func (v valuation) increment() string      { return v.prefix + "_incremental_cost" }
func (v valuation) incrementShare() string { return v.prefix + "_incremental_share_of_gdp" }

func (v valuation) scheme(id string) model.Key { return abnd.JoinPath("schemes", id, v.cost()) }

// byBaseline is what the study's baseline makes of an amount without a rule.
func byBaseline(law, prices, gdp model.Expr) model.Expr {
	return when(isCode(baselineChoice, string(abnd.BaselinePrices)), prices, when(isCode(baselineChoice, string(abnd.BaselineGDP)), gdp, law))
}

func (b *builder) addBaselineChoice() {
	b.addChoice(baselineChoice, "general", abnd.T("Baseline", "Cenário de base"), BaselineList, string(b.study.Baseline), abnd.Provenance{})
	b.addCell(yearBefore, "general", abnd.T("Year before the projection", "Ano anterior à projecção"), abnd.CalendarYear, float64(b.study.Projection.First-1), abnd.Provenance{})
}

var keepsValue = model.Fact{
	Yes: abnd.T("the baseline moves the amount", "o cenário de base actualiza o montante"),
	No:  abnd.T("the baseline does not move the amount", "o cenário de base não actualiza o montante"),
}

// addKeepsValue adds whether the baseline moves the amount.
func (b *benefitLines) addKeepsValue() {
	statusQuo := func(code string) model.Key {
		return BenefitKey(abnd.StatusQuo, b.benefit.ID, "parameter/"+code)
	}
	moves := allOf(isCode(statusQuo("on"), model.Yes), isCode(statusQuo("indexation"), IndexNone))
	b.model.Add(model.Line{
		Key: b.cell("keeps_value"), Group: b.group(), Factor: true, Fact: &keepsValue, Formula: b.unlessStated(when(moves, one, zero)),
		Label: abnd.T("The baseline moves the amount (1) or not (0)", "O cenário de base actualiza o montante (1) ou não (0)"),
	})
}

// keptSince is the line of the last year whose amount is known.
const keptSince = "kept_since"

// addKeptIndex adds the index with which an amount without a rule keeps its value.
func (b *benefitLines) addKeptIndex() {
	known := when(isKnown(knownAmounts), ref(knownAmounts), ref(yearBefore))
	b.addBlankable(keptSince, abnd.T("Year from which an amount without a rule keeps its value", "Ano a partir do qual um montante sem regra mantém o valor real"), abnd.CalendarYear,
		when(less(b.setYear, known), known, b.setYear))
	b.addFactor("kept_index", abnd.T("Index that keeps the value of an amount without a rule", "Índice que mantém o valor real de um montante sem regra"), b.keeping(IndexCPI))
}

// keeping is the index of an amount that the baseline moves.
func (b *benefitLines) keeping(index string) model.Expr {
	since, line := b.line(keptSince), indexLines[index]
	return when(allOf(equal(b.line("keeps_value"), one), less(since, thisYear)), b.ratio(line, thisYear, since, ref(line)), one)
}

// withoutRule is the index of an amount that no rule moves.
func (b *benefitLines) withoutRule() model.Expr {
	return byBaseline(one, b.line("kept_index"), b.keeping(IndexGDPPerHead))
}

// setsAmount reports whether a parameter is one of those by which a scenario
// decides the amount itself.
func setsAmount(spec *Spec) bool {
	if spec.Unit == abnd.MoneyPerPayment {
		return true
	}
	return amountCodes()[spec.Code]
}

// amountCodes are the parameters of the rules of the amount and of its indexation.
var amountCodes = sync.OnceValue(func() map[string]bool {
	codes := map[string]bool{}
	for _, f := range []family{amount, indexation, revision, history, bands} {
		for _, spec := range f.specs {
			codes[spec.Code] = true
		}
	}
	return codes
})

// unlessStated is the formula, or zero where the scenario states an amount or an
// indexation of its own: see [benefitLines.statedIn].
func (b *benefitLines) unlessStated(formula model.Expr) model.Expr {
	if b.isProposal() {
		return b.unlessProposed(formula)
	}
	if b.inForce && b.statesInForce() {
		return zero
	}
	if stated := b.statedIn(b.inherited); len(stated) > 0 {
		return when(anyOf(stated...), zero, formula)
	}
	return formula
}

// unlessProposed is [benefitLines.unlessStated] for the room's proposal: a lever
// states what it sets, and so does the scenario that the proposal is based on.
func (b *benefitLines) unlessProposed(formula model.Expr) model.Expr {
	var stated []model.Cond
	for spec := range specsOf(b.study, b.benefit) {
		at, place := b.study.Moves(b.benefit.ID, spec.Code)
		if at >= 0 && setsAmount(spec) {
			stated = append(stated, b.whereRead(spec, isKnown(TrySetPath(b.study.Levers[at].ID, place))))
		}
	}
	for _, s := range b.study.Decided() {
		if own := b.statedIn(b.inherits(s)); len(own) > 0 {
			stated = append(stated, allOf(isCode(TryFrom, s.ID), anyOf(own...)))
		}
	}
	if len(stated) == 0 {
		return formula
	}
	return when(anyOf(stated...), zero, formula)
}

// statedIn are the conditions under which a scenario states an amount or an
// indexation of its own: the cells of those that either it or the status quo is
// based on, and not both.
func (b *benefitLines) statedIn(in inherited) []model.Cond {
	if b.inForce {
		return nil
	}
	var stated []model.Cond
	apart := b.apart(in)
	for spec := range specsOf(b.study, b.benefit) {
		if !setsAmount(spec) {
			continue
		}
		for _, s := range apart {
			stated = append(stated, b.whereRead(spec, isKnown(ScenarioParameterPath(s.ID, b.benefit.ID, spec.Code))))
		}
	}
	return stated
}

// apart lists the scenarios that either a scenario or the status quo is based on,
// and not both.
func (b *benefitLines) apart(in inherited) []abnd.Scenario {
	statusQuo, _ := b.study.FindScenario(abnd.StatusQuo)
	return symmetricDifference(in.lineage, b.inherits(statusQuo).lineage)
}

// whereRead is a condition on a parameter where the scenario reads it.
func (b *benefitLines) whereRead(spec *Spec, cond model.Cond) model.Cond {
	choice, codes := spec.ReadWhere()
	if choice == "" {
		return cond
	}
	return allOf(anyOf(b.isOneOf(choice, codes)...), cond)
}

// statesInForce reports what [benefitLines.statedIn] says where there are no
// cells of parameters.
func (b *benefitLines) statesInForce() bool {
	apart := b.apart(b.inherited)
	for spec := range specsOf(b.study, b.benefit) {
		if !setsAmount(spec) {
			continue
		}
		choice, codes := spec.ReadWhere()
		for _, s := range apart {
			code, _ := b.scenario.Value(b.benefit, choice).Code()
			if !s.Changes[b.benefit.ID][spec.Code].IsBlank() && (choice == "" || slices.Contains(codes, code)) {
				return true
			}
		}
	}
	return false
}

// isOneOf are the conditions that a choice has one of some codes.
func (b *benefitLines) isOneOf(choice string, codes []string) []model.Cond {
	var all []model.Cond
	for _, code := range codes {
		all = append(all, isCode(b.parameter(choice), code))
	}
	return all
}

// symmetricDifference lists the scenarios that are in one of two lines and not in
// the other.
func symmetricDifference(x, y []abnd.Scenario) []abnd.Scenario {
	var all []abnd.Scenario
	outside := func(of, line []abnd.Scenario) {
		for _, s := range of {
			if !slices.ContainsFunc(line, func(other abnd.Scenario) bool { return other.ID == s.ID }) {
				all = append(all, s)
			}
		}
	}
	outside(x, y)
	outside(y, x)
	return all
}

// indexIn is the index of an amount that the baseline moves, in a valuation.
func (b *benefitLines) indexIn(v valuation) model.Expr {
	if v.keeps {
		return b.line("kept_index")
	}
	return one
}

// payment is the amount of one payment in a valuation: with its index in place of
// the one in force or, where a rule has that in the amount already, over it.
func (b *benefitLines) payment(v valuation) model.Expr {
	moves := equal(b.line("keeps_value"), one)
	ratio := when(moves, over(b.indexIn(v), b.line("index")), one)
	switch {
	case b.paymentTimes != nil:
		return b.atMost(b.paymentTimes(ratio))
	case b.indexed == model.Expr(one):
		return b.atMost(times(b.setAmount, ratio))
	}
	return b.atMost(times(b.setAmount, when(moves, b.indexIn(v), b.indexed)))
}

// addValuedAmounts adds the amounts of both valuations, where another benefit can
// pay by them.
func (b *benefitLines) addValuedAmounts() {
	if !b.converges {
		return
	}
	for _, v := range valuations {
		b.addBlankable(v.amount(), abnd.T("%s: one payment", "%s: um pagamento").Fill(v.costLabel), abnd.MoneyPerPayment, b.payment(v))
	}
}

// addValuedCosts adds the cost in both valuations.
func (b *benefitLines) addValuedCosts() {
	for _, v := range valuations {
		factors := []model.Expr{b.line("beneficiaries"), b.payment(v), b.payments, b.sharePaid}
		if b.entitlementIn != nil {
			factors = []model.Expr{b.line("beneficiaries"), b.entitlementIn(v), b.sharePaid}
		}
		benefits := b.inPartOfYear(factors...)
		cost := b.whenPaid(plus(benefits, b.administrationOf(benefits, func(x overhead) model.Expr {
			if x.share != nil {
				return times(benefits, x.share)
			}
			return x.cost
		})))
		if !v.keeps {
			cost = byBaseline(b.line("total_cost"), cost, cost)
		}
		b.add(v.cost(), v.costLabel, abnd.CurrentMoney, cost)
	}
}

// addErosion adds what tells the baselines of the status quo apart.
//
//	erosion[t]   = Σ (T kept[t] − T law[t])
//	above law[t] = Σ (T[t] − T law[t])
func (b *builder) addErosion() {
	group := sumGroup(TotalKey(abnd.StatusQuo, ""))
	total := TotalKey(abnd.StatusQuo, "total_cost")
	between := func(more, less string) model.Expr {
		var terms []model.Expr
		for _, x := range b.study.Benefits {
			terms = append(terms, minus(ref(BenefitKey(abnd.StatusQuo, x.ID, more)), ref(BenefitKey(abnd.StatusQuo, x.ID, less))))
		}
		inSchemes := func(code string) string {
			if code == "total_cost" {
				return "cost"
			}
			return code
		}
		for _, s := range ProjectedSchemes(b.study) {
			of := func(code string) model.Expr { return ref(abnd.JoinPath("schemes", s.ID, inSchemes(code))) }
			terms = append(terms, times(minus(of(more), of(less)), ref(SchemeKey(abnd.StatusQuo, s.ID, "active"))))
		}
		return totalOf(terms...)
	}
	add := func(key model.Key, label abnd.Text, formula model.Expr) {
		b.model.Add(model.Line{Key: key, Group: group, Label: label, Unit: abnd.CurrentMoney, Years: b.study.Projection, Formula: formula})
	}
	above := between("total_cost", lawValue.cost())
	add(AboveLawKey, abnd.T("What the baseline adds to the status quo of the law, which government expenditure contains", "O que o cenário de base acrescenta à situação actual da lei, já incluída na despesa pública"),
		byBaseline(zero, above, above))
	add(ErosionKey, abnd.T("Loss of real value: status quo that keeps its value less that of the law", "Perda de valor real: situação actual com o valor real mantido menos a da lei"),
		between(keptValue.cost(), lawValue.cost()))
	b.addQuotient(group, "erosion_share_of_gdp", abnd.T("Loss of real value in the status quo, %% of %s", "Perda de valor real na situação actual, em %% do %s").Fill(b.study.GDPName), abnd.PureNumber, "erosion", frameGDP)
	kept := model.Line{
		Key: KeptCostKey, Group: group, Label: abnd.T("Total cost of the status quo that keeps its value", "Custo total da situação actual com o valor real mantido"), Unit: abnd.CurrentMoney,
		Years: b.study.Projection, Blankable: b.model.Line(total).Blankable, Formula: plus(minus(ref(total), aboveLaw), ref(ErosionKey)),
	}
	b.model.Add(kept)
	b.addQuotient(group, "kept_share_of_gdp", abnd.T("Total cost of the status quo that keeps its value, %% of %s", "Custo total da situação actual com o valor real mantido, em %% do %s").Fill(b.study.GDPName), abnd.PureNumber, "kept_cost", frameGDP)
}
