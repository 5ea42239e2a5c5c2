package costing

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// financingRule gives the full yield of a measure of a rate and a base. Its
// parameters are columns of FINANCING, shared by the rules that have one of the
// same meaning.
type financingRule struct {
	code  string
	title abnd.Text
	// note says what the formula does not: what is taken to be so. It stands with
	// the code of the rule in docs/workbook.md.
	note abnd.Text
	// needs are the parameters without which there is no yield, may those that
	// change it where they are filled in. Those of the base every rule has.
	needs, may []string
	// points says that the rate is added to what is paid: half of a base is then
	// likely to be percent typed as a share.
	points bool
	full   func(*measure) model.Expr
	// check finds what bounds of single parameters do not; nil for nothing. It is
	// asked where all that is needed is there, within its bounds.
	check func(*measureCheck)
}

// financingRules lists the rules in the order of the documentation.
var financingRules = []financingRule{consumptionTax, excise, contributionRate, exemptionRemoved, reallocatedShare, rateOfBase}

// FinancingRuleList is the list of the rules of financing. A measure without one
// yields a share of GDP or an amount.
var FinancingRuleList = financingRuleList()

func financingRuleList() *model.List {
	list := &model.List{Name: "financing_rule"}
	for _, r := range financingRules {
		list.Codes = append(list.Codes, model.ListCode{Code: r.code, Label: r.title})
	}
	return list
}

// findFinancingRule is the rule of a code.
func findFinancingRule(code string) (financingRule, bool) {
	for _, r := range financingRules {
		if r.code == code {
			return r, true
		}
	}
	return financingRule{}, false
}

// FinancingRuleGroup is one rule of financing as its readers meet it.
type FinancingRuleGroup struct {
	Code        string
	Title, Note abnd.Text
	Needs, May  []string // codes of [FinancingSpecs], without those of the base
}

// FinancingRules lists the rules of financing in the order of the documentation.
func FinancingRules() []FinancingRuleGroup {
	var all []FinancingRuleGroup
	for _, r := range financingRules {
		all = append(all, FinancingRuleGroup{r.code, r.title, r.note, slices.Clone(r.needs), slices.Clone(r.may)})
	}
	return all
}

// Bounds of the parameters of financing: what lies beyond them is a slip, as
// percent typed as a share.
const (
	mostElastic     = -2
	mostPassThrough = 2   // a price that rises by twice the tax
	mostEfficient   = 1.5 // a tax that bears on more than households consume
	mostBuoyant     = 3
	smallestPrice   = 1e-9
)

// FinancingSpecs lists the parameters of the rules of financing in the order of
// the columns of FINANCING.
func FinancingSpecs() []Spec {
	return []Spec{
		{
			Code: baseCode, Unit: abnd.ChoiceUnit, List: FinancingBaseList,
			Label: abnd.T("Base from the study", "Base tirada do estudo"),
			Help: abnd.T("An item of GGO, or the wage bill of insured persons. Blank: the base is entered as a share of GDP or an amount.",
				"Uma rubrica de GGO ou a massa salarial dos segurados. Em branco: a base é indicada em proporção do PIB ou em montante."),
		}, {
			Code: baseShareCode, Unit: abnd.PureNumber, Low: 0, High: mostFlow,
			Label: abnd.T("Or base, % of GDP", "Ou base, em % do PIB"),
			Help:  abnd.T("65%: household consumption is 65% of GDP.", "65%: o consumo das famílias é 65 % do PIB."),
		}, {
			Code: baseAmountCode, Unit: abnd.CurrentMoney, Low: 0, High: maxMoney,
			Label: abnd.T("Or base, amount per year", "Ou base, montante por ano"),
			Help:  abnd.T("In whole units of national currency, of the base year.", "Em unidades da moeda nacional, do ano da base."),
		}, {
			Code: baseYearCode, Unit: abnd.CalendarYear, Whole: true, Low: years[0], High: years[1],
			Label: abnd.T("Year of the base", "Ano da base"),
			Help:  abnd.T("Needed for an amount, and for a buoyancy.", "Necessário para um montante e para uma elasticidade do crescimento."),
		}, {
			Code: buoyancyCode, Unit: abnd.PureNumber, Low: 0, High: mostBuoyant,
			Label: abnd.T("Buoyancy of the base", "Elasticidade do crescimento da base (buoyancy)"),
			Help: abnd.T("1.1: the base grows by 1.1% if nominal GDP grows by 1%. Blank: it grows with GDP.",
				"1,1: a base cresce 1,1 % quando o PIB nominal cresce 1 %. Em branco: cresce com o PIB."),
		}, {
			Code: "rate", Unit: abnd.PureNumber, Low: 0, High: 1,
			Label: abnd.T("Rate added, or share removed or reallocated", "Taxa acrescentada, ou parte eliminada ou reafectada"),
			Help:  abnd.T("2%: a tax of 10% becomes one of 12%. For an exemption or a budget line: the share of it.", "2%: um imposto de 10 % passa a 12 %. De uma isenção ou rubrica: a parte dela."),
		}, {
			Code: "rate_today", Unit: abnd.PureNumber, Low: 0, High: 1,
			Label: abnd.T("Standard rate of the tax today", "Taxa normal do imposto hoje"),
		}, {
			Code: "efficiency", Unit: abnd.PureNumber, Low: 0, High: mostEfficient,
			Label: abnd.T("Share of the base that is collected", "Parte da base que é cobrada"),
			Help: abnd.T("C-efficiency of a consumption tax if the base is consumption; compliance with contributions, or with an excise if the base is sales. Blank: the base is what the tax yields today.",
				"Eficiência C de um imposto sobre o consumo, se a base é o consumo; cumprimento das contribuições, ou do imposto especial se a base são as vendas. Em branco: a base é o que o imposto rende hoje."),
		}, {
			Code: "elasticity", Unit: abnd.PureNumber, Low: mostElastic, High: 0,
			Label: abnd.T("Elasticity of what is taxed to its price", "Elasticidade-preço do que é tributado"),
			Help:  abnd.T("−0.5: it falls by 0.5% if the price rises by 1%. 0: it does not react.", "−0,5: desce 0,5 % quando o preço sobe 1 %. 0: não reage."),
		}, {
			Code: "pass_through", Unit: abnd.PureNumber, Low: 0, High: mostPassThrough,
			Label: abnd.T("Share of the excise passed on to the price", "Parte do imposto que passa para o preço"),
			Help:  abnd.T("100%: the price rises by as much as the tax.", "100%: o preço sobe tanto como o imposto."),
		}, {
			Code: "tax_today", Unit: abnd.CurrentMoney, Low: 0, High: maxMoney,
			Label: abnd.T("Excise per unit today", "Imposto especial por unidade, hoje"),
			Help:  abnd.T("Per litre, packet or other unit, in national currency.", "Por litro, maço ou outra unidade, em moeda nacional."),
		}, {
			Code: "tax_new", Unit: abnd.CurrentMoney, Low: 0, High: maxMoney,
			Label: abnd.T("Excise per unit, new", "Imposto especial por unidade, novo"),
		}, {
			Code: "unit_price", Unit: abnd.CurrentMoney, Low: smallestPrice, High: maxMoney,
			Label: abnd.T("Price per unit today, taxes included", "Preço por unidade hoje, com impostos"),
		}, {
			Code: "compensation", Unit: abnd.PureNumber, Low: 0, High: 1,
			Label: abnd.T("Share paid back as compensation", "Parte devolvida como compensação"),
			Help:  abnd.T("To those who lose an exemption or subsidy, e.g. the poorest households. 0 if nobody is compensated.", "A quem perde uma isenção ou um subsídio, como os agregados mais pobres. 0 se ninguém é compensado."),
		},
	}
}

// findFinancingSpec is the declaration of a parameter of financing.
func findFinancingSpec(code string) Spec {
	for _, s := range FinancingSpecs() {
		if s.Code == code {
			return s
		}
	}
	panic("costing: no parameter of financing " + code)
}

// parameters lists what the rule reads, in the order of the columns.
func (r financingRule) parameters() []Spec {
	return slices.DeleteFunc(FinancingSpecs(), func(s Spec) bool {
		return !slices.Contains(baseCodes, s.Code) && !slices.Contains(r.needs, s.Code) && !slices.Contains(r.may, s.Code)
	})
}

// measure adds the lines of one measure with a rule.
type measure struct {
	*builder
	of abnd.Financing
}

func (m *measure) key(code string) model.Key    { return FinancingPath(m.of.ID, code) }
func (m *measure) p(code string) model.Expr     { return ref(m.key(code)) }
func (m *measure) known(code string) model.Cond { return isKnown(m.key(code)) }
func (m *measure) base() model.Expr             { return ref(BaseKey(m.of.ID)) }

// line adds a figure on the way to the yield and gives it.
func (m *measure) line(code string, label abnd.Text, unit abnd.Unit, factor bool, formula model.Expr) model.Expr {
	key := abnd.JoinPath("fiscal", "rule", m.of.ID, code)
	m.model.Add(model.Line{
		Key: key, Group: FiscalGroup(""), Label: abnd.T("%s: %s", "%s: %s").Fill(m.of.Name, label), Unit: unit, Factor: factor,
		Years: m.study.Projection, Blankable: true, Formula: formula,
	})
	return ref(key)
}

// addRule adds the cells of the rule, its base and what it comes to, and gives
// the full yield.
func (m *measure) addRule(r financingRule, addCell func(Spec)) model.Expr {
	for _, s := range r.parameters() {
		addCell(s)
	}
	m.addBase()
	return m.line("full", abnd.T("full yield", "receita anual plena"), abnd.CurrentMoney, false, r.full(m))
}

// FinancingRule is a rule of financing written in Go. The types of this package
// that are such rules say which file declares them.
type FinancingRule interface {
	measure() (rule string, parameters map[string]abnd.Value)
}

// NewFinancing makes a measure of a rule, in full from its first year on. Base
// says in words what is taxed, or from what the money is taken.
func NewFinancing(id string, kind abnd.FinancingKind, name, base abnd.Text, start abnd.Year, from abnd.Provenance, rule FinancingRule) abnd.Financing {
	code, parameters := rule.measure()
	return abnd.Financing{ID: id, Kind: kind, Name: name, Base: base, Start: start, Rule: code, Parameters: parameters, Provenance: from}
}
