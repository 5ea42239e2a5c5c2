package costing

import "github.com/openabnd/engine/abnd"

// GroupOfList is the list of what a population group is counted from.
var GroupOfList = &List{Name: "group_of", Codes: []ListCode{
	{string(abnd.GroupOfPeople), abnd.T("people of an age range", "pessoas de um intervalo de idades")},
	{string(abnd.GroupOfBirths), abnd.T("women who give birth in the year", "mulheres que tiveram um parto no ano")},
}}

// AdequacyBenchmarkList is the list of what a benefit's adequacy is measured
// against.
var AdequacyBenchmarkList = &List{Name: "adequacy_benchmark", Codes: []ListCode{
	{povertyLineCode, abnd.T("national poverty line", "linha nacional de pobreza")},
	{minimumWageCode, abnd.T("minimum wage", "salário mínimo")},
	{averageWageCode, abnd.T("average wage", "salário médio")},
	{gdpPerHeadCode, abnd.T("GDP per head", "PIB por habitante")},
}}

// adequacyBenchmarks are the lines of [AdequacyBenchmarkList], in its order.
var adequacyBenchmarks = []Key{"frame/poverty_line", "frame/minimum_wage", "frame/average_wage", frameGDPPerMonth}

// CoverageKey is the key of a line of the assessment: of a population group,
// as in CoverageKey("older", "effective"), or of a provision in it, as in
// CoverageKey("older", "by", "TLS-SP-OLD", "rate").
func CoverageKey(group string, line ...string) Key {
	return abnd.JoinPath(append([]string{"coverage", group}, line...)...)
}

// ScenarioCoverageKey is the key of the same line under a scenario, by year.
func ScenarioCoverageKey(scenario, group string, line ...string) Key {
	return abnd.JoinPath(append([]string{scenario, "coverage", group}, line...)...)
}

// GroupPath is the path of a figure of a population group.
func GroupPath(id, figure string) Key { return abnd.JoinPath("groups", id, figure) }

// coverageLines adds the lines of one population group.
type coverageLines struct {
	*builder
	group      abnd.PopulationGroup
	provisions []abnd.Provision
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
			c.addUnder(s)
		}
	}
	for _, s := range b.study.Scenarios {
		for _, g := range abnd.Guarantees() {
			b.addGuaranteeCoverage(s, g)
		}
	}
	b.addIndicators()
	b.addLifeCycle()
}

func (c *coverageLines) cell(line ...string) Key { return CoverageKey(c.group.ID, line...) }

func (c *coverageLines) of(p abnd.Provision, line string) Key { return c.cell("by", p.By, line) }

// add adds a single figure of the assessment, blank where it is not known.
func (c *coverageLines) add(key Key, label abnd.Text, unit abnd.Unit, formula Expr) {
	c.model.Add(Line{Key: key, Group: string(c.cell()), Label: label, Unit: unit, Blankable: true, Formula: formula})
}

// addCount adds a number of provisions, which is no share.
func (c *coverageLines) addCount(key Key, label abnd.Text, formula Expr) {
	c.model.Add(Line{Key: key, Group: string(c.cell()), Label: label, Blankable: true, Factor: true, Formula: formula})
}

func (c *coverageLines) addByYear(key Key, label abnd.Text, unit abnd.Unit, formula Expr) {
	c.model.Add(Line{Key: key, Group: string(c.cell()), Label: label, Unit: unit, Years: c.study.Frame(), Blankable: true, Formula: formula})
}

// addInputs adds the cells of GROUPS.
func (c *coverageLines) addInputs() {
	g := c.group
	put := func(code string, label abnd.Text, unit abnd.Unit, f abnd.Figure) {
		c.addCell(GroupPath(g.ID, code), "groups", label, unit, figure(f), g.Provenance)
	}
	choose := func(figure string, label abnd.Text, list *List, code string) {
		c.addChoice(GroupPath(g.ID, figure), "groups", label, list, code, g.Provenance)
	}
	choose("of", abnd.T("Population base", "População de base"), GroupOfList, string(g.Of))
	put("age_min", abnd.T("Minimum age", "Idade mínima"), abnd.AgeInYears, g.AgeMin)
	put("age_max", abnd.T("Maximum age", "Idade máxima"), abnd.AgeInYears, g.AgeMax)
	choose("sex", abnd.T("Sex", "Sexo"), SexList, string(g.Sex))
	put("share", abnd.T("Share of this population in the group", "Proporção desta população no grupo"), abnd.PureNumber, g.Share)
	choose("overlap", abnd.T("Overlap of provisions", "Acumulação de prestações"), OverlapList, string(g.Overlap))
	put("joint", abnd.T("Share with more than one provision", "Proporção com mais de uma prestação"), abnd.PureNumber, g.Joint)
	choose("benchmark", abnd.T("Adequacy benchmark", "Referência da adequação"), AdequacyBenchmarkList, g.Benchmark)
	put("adequate", abnd.T("Adequacy threshold (% of benchmark)", "Limiar de adequação (% da referência)"), abnd.PureNumber, g.Adequate)
}

// addGross adds the people of the group before anybody is taken out of it.
//
//	people  N[s,t] = Σ age lo..hi  P[a,s,t] × share
//	births  N[t]   = births[t] × share, all of them women
func (c *coverageLines) addGross() {
	label := abnd.T("People of the group", "Pessoas do grupo")
	share := ifKnown(GroupPath(c.group.ID, "share"))
	sexCell := GroupPath(c.group.ID, "sex")
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		var mothers Expr = Zero{}
		if sex == abnd.Female {
			mothers = Ref{frameBirths}
		}
		lo, hi := GroupPath(c.group.ID, "age_min"), GroupPath(c.group.ID, "age_max")
		people := If{
			Cond: All{[]Cond{Known{lo}, Known{hi}}},
			Then: If{
				Cond: Any{[]Cond{Is{sexCell, string(abnd.Both)}, Is{sexCell, string(sex)}}},
				Then: c.persons(sex, Ref{lo}, Ref{hi}), Else: Zero{},
			},
			Else: Unknown{},
		}
		c.addByYear(c.cell("people", string(sex)), sexLabel(label, sex), abnd.PersonUnit,
			Times(Choose{On: GroupPath(c.group.ID, "of"), Branches: []Expr{people, mothers}}, share))
	}
	c.addByYear(c.cell("people"), label, abnd.PersonUnit,
		Plus(Ref{c.cell("people", string(abnd.Female))}, Ref{c.cell("people", string(abnd.Male))}))
}

// addSize adds the group itself: its people less those whom a provision takes
// out of it. They were counted in one year; the same share of either sex is
// taken out in every year.
func (c *coverageLines) addSize() {
	var remain []Expr
	for _, p := range c.provisions {
		if p.Role == abnd.TakesOut {
			rate := c.of(p, "rate")
			remain = append(remain, If{Known{rate}, Minus(One{}, atMostAll(Ref{rate})), Unknown{}})
		}
	}
	c.add(c.cell("part"), abnd.T("Share of the people of its ages who belong to the group", "Proporção das pessoas das suas idades que pertence ao grupo"), abnd.PureNumber,
		Times(append([]Expr{ifKnown(GroupPath(c.group.ID, "share"))}, remain...)...))
	label := abnd.T("Size of the group", "Dimensão do grupo")
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		c.addByYear(c.cell("size", string(sex)), sexLabel(label, sex), abnd.PersonUnit,
			Times(append([]Expr{Ref{c.cell("people", string(sex))}}, remain...)...))
	}
	c.addByYear(c.cell("size"), label, abnd.PersonUnit, Plus(Ref{c.cell("size", string(abnd.Female))}, Ref{c.cell("size", string(abnd.Male))}))
}
