package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// GroupOfList is the list of what a population group is counted from.
var GroupOfList = &model.List{Name: "group_of", Codes: []model.ListCode{
	{Code: string(abnd.GroupOfPeople), Label: abnd.T("people of an age range", "pessoas de um intervalo de idades")},
	{Code: string(abnd.GroupOfBirths), Label: abnd.T("women who give birth in the year", "mulheres que tiveram um parto no ano")},
}}

// AdequacyBenchmarkList is the list of what a benefit's adequacy is measured
// against.
var AdequacyBenchmarkList = &model.List{Name: "adequacy_benchmark", Codes: []model.ListCode{
	{Code: povertyLineCode, Label: abnd.T("national poverty line", "linha nacional de pobreza")},
	{Code: minimumWageCode, Label: abnd.T("minimum wage", "salário mínimo")},
	{Code: averageWageCode, Label: abnd.T("average wage", "salário médio")},
	{Code: gdpPerHeadCode, Label: abnd.T("GDP per head", "PIB por habitante")},
}}

// adequacyBenchmarks are the lines of [AdequacyBenchmarkList], in its order.
var adequacyBenchmarks = []model.Key{"frame/poverty_line", "frame/minimum_wage", "frame/average_wage", frameGDPPerMonth}

// CoverageKey is the key of a line of the assessment: of a population group,
// as in CoverageKey("older", "effective"), or of a provision in it, as in
// CoverageKey("older", "by", "TLS-SP-OLD", "rate").
func CoverageKey(group string, line ...string) model.Key {
	return abnd.JoinPath(append([]string{"coverage", group}, line...)...)
}

// ScenarioCoverageKey is the key of the same line under a scenario, by year.
func ScenarioCoverageKey(scenario, group string, line ...string) model.Key {
	return abnd.JoinPath(append([]string{scenario, "coverage", group}, line...)...)
}

// GroupPath is the path of a figure of a population group.
func GroupPath(id, figure string) model.Key { return abnd.JoinPath("groups", id, figure) }

// coverageLines adds the lines of one population group.
type coverageLines struct {
	*builder
	group      abnd.PopulationGroup
	provisions []abnd.Provision
}

// covers lists the provisions that cover people of the group: schemes in kind
// and services do not, outside health care.
func (c *coverageLines) covers() []abnd.Provision {
	var all []abnd.Provision
	for _, p := range c.provisions {
		if countsAsCoverage(c.study, p, c.group) {
			all = append(all, p)
		}
	}
	return all
}

// countsAsCoverage reports whether a provision covers people of its group: a
// benefit that is said to, and a scheme that counts in the guarantee besides.
func countsAsCoverage(study *abnd.Study, p abnd.Provision, g abnd.PopulationGroup) bool {
	s, isScheme := study.FindScheme(p.By)
	return p.Role == abnd.Covers && (!isScheme || s.CountsIn(g.Guarantee))
}

// legalBy is the share of the group whom the law behind a provision covers.
func (c *coverageLines) legalBy(p abnd.Provision) model.Key {
	if _, ok := c.study.FindScheme(p.By); ok {
		return c.of(p, "legal")
	}
	return ProvisionPath(p, "legal")
}

// addCoverage adds the assessment of every population group, with the same
// under every scenario, then what is covered of each guarantee.
func (b *builder) addCoverage() {
	b.addSentences()
	for _, g := range b.study.Groups {
		c := &coverageLines{builder: b, group: g, provisions: b.study.ProvisionsOf(g.ID)}
		c.addInputs()
		c.addGross()
		for _, p := range c.provisions {
			c.addProvision(p)
		}
		c.addSize()
		c.addUnions()
		c.addGaps()
		for _, s := range b.study.Scenarios {
			c.addScenarioCoverage(s)
		}
	}
	for _, s := range b.study.Scenarios {
		for _, g := range abnd.Guarantees() {
			b.addGuaranteeCoverage(s, g)
			b.addNewlyCovered(s, g)
		}
		b.addIncomeCoverage(coverageGroup(s.ID),
			func(g abnd.Guarantee, line string) model.Key { return GuaranteeKey(s.ID, g, line) },
			func(line string) model.Key { return IncomeSecurityKey(s.ID, line) })
	}
	for _, p := range b.study.Packages {
		b.addPackageCoverage(p)
	}
	b.addIndicators()
	b.addLifeCycle()
}

func (c *coverageLines) cell(line ...string) model.Key { return CoverageKey(c.group.ID, line...) }

func (c *coverageLines) of(p abnd.Provision, line string) model.Key { return c.cell("by", p.By, line) }

// add adds a single figure of the assessment, blank where it is not known.
func (c *coverageLines) add(key model.Key, label abnd.Text, unit abnd.Unit, formula model.Expr) {
	c.model.Add(model.Line{Key: key, Group: string(c.cell()), Label: label, Unit: unit, Blankable: true, Formula: formula})
}

// addCount adds a number of provisions, which is no share.
func (c *coverageLines) addCount(key model.Key, label abnd.Text, formula model.Expr) {
	c.model.Add(model.Line{Key: key, Group: string(c.cell()), Label: label, Blankable: true, Factor: true, Formula: formula})
}

func (c *coverageLines) addByYear(key model.Key, label abnd.Text, unit abnd.Unit, formula model.Expr) {
	c.model.Add(model.Line{Key: key, Group: string(c.cell()), Label: label, Unit: unit, Years: c.study.Frame(), Blankable: true, Formula: formula})
}

// addInputs adds the cells of GROUPS.
func (c *coverageLines) addInputs() {
	g := c.group
	put := func(code string, label abnd.Text, unit abnd.Unit, f abnd.Figure) {
		c.addCell(GroupPath(g.ID, code), "groups", label, unit, figure(f), g.Provenance)
	}
	choose := func(figure string, label abnd.Text, list *model.List, code string) {
		c.addChoice(GroupPath(g.ID, figure), "groups", label, list, code, g.Provenance)
	}
	choose("of", abnd.T("Population base", "População de base"), GroupOfList, string(g.Of))
	put("age_min", abnd.T("Minimum age", "Idade mínima"), abnd.AgeInYears, g.AgeMin)
	put("age_max", abnd.T("Maximum age", "Idade máxima"), abnd.AgeInYears, g.AgeMax)
	choose("sex", abnd.T("Sex", "Sexo"), model.SexList, string(g.Sex))
	put("share", abnd.T("Share of this population in the group", "Proporção desta população no grupo"), abnd.PureNumber, g.Share)
	choose("overlap", abnd.T("Overlap of provisions", "Acumulação de prestações"), OverlapList, string(g.Overlap))
	put("joint", abnd.T("Share with more than one provision", "Proporção com mais de uma prestação"), abnd.PureNumber, g.Joint)
	choose("benchmark", abnd.T("Adequacy benchmark", "Referência da adequação"), AdequacyBenchmarkList, g.Benchmark)
	put("adequate", abnd.T("Adequacy threshold (% of benchmark)", "Limiar de adequação (% da referência)"), abnd.PureNumber, g.Adequate)
}

// addGross adds the people of the group before anybody is taken out of it.
//
//	people  N[s,t] = Σ age lo..hi  P[a,s,t] × share
//	births  N[t]   = births[t] × (1 − multiple births[t]) × share, all of them women
func (c *coverageLines) addGross() {
	label := abnd.T("People of the group", "Pessoas do grupo")
	share := ifKnown(GroupPath(c.group.ID, "share"))
	sexCell := GroupPath(c.group.ID, "sex")
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		var mothers model.Expr = zero
		if sex == abnd.Female {
			mothers = ref(frameMothers)
		}
		lo, hi := GroupPath(c.group.ID, "age_min"), GroupPath(c.group.ID, "age_max")
		people := when(allOf(isKnown(lo), isKnown(hi)), when(anyOf(isCode(sexCell, string(abnd.Both)), isCode(sexCell, string(sex))), c.persons(sex, ref(lo), ref(hi)), zero), blank)
		c.addByYear(c.cell("people", string(sex)), sexLabel(label, sex), abnd.PersonUnit,
			times(choose(GroupPath(c.group.ID, "of"), people, mothers), share))
	}
	c.addByYear(c.cell("people"), label, abnd.PersonUnit,
		plus(ref(c.cell("people", string(abnd.Female))), ref(c.cell("people", string(abnd.Male)))))
}

// addSize adds the group itself: its people less those whom a provision takes
// out of it. They were counted in one year; the same share of either sex is
// taken out in every year.
func (c *coverageLines) addSize() {
	var remain []model.Expr
	for _, p := range c.provisions {
		if p.Role == abnd.TakesOut {
			rate := c.of(p, "rate")
			remain = append(remain, when(isKnown(rate), minus(one, atMostAll(ref(rate))), blank))
		}
	}
	c.add(c.cell("part"), abnd.T("Share of the people of its ages who belong to the group", "Proporção das pessoas das suas idades que pertence ao grupo"), abnd.PureNumber,
		times(append([]model.Expr{ifKnown(GroupPath(c.group.ID, "share"))}, remain...)...))
	label := abnd.T("Size of the group", "Dimensão do grupo")
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		c.addByYear(c.cell("size", string(sex)), sexLabel(label, sex), abnd.PersonUnit,
			times(append([]model.Expr{ref(c.cell("people", string(sex)))}, remain...)...))
	}
	c.addByYear(c.cell("size"), label, abnd.PersonUnit, plus(ref(c.cell("size", string(abnd.Female))), ref(c.cell("size", string(abnd.Male)))))
}
