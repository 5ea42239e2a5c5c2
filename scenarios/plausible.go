package scenarios

import (
	"math"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// A result can be impossible to believe while every input is within its
// bounds: an annual amount typed for a month, GDP in millions, people in
// thousands. What the results say against one another is questioned here, with
// the cell that is the likely cause; costing questions what an input alone
// shows.
const (
	// highBenefit is the share of GDP above which one benefit is questioned.
	// All social protection but health is 12.9 % of GDP in the world (ILO, World
	// Social Protection Report 2024–26), in many countries by many schemes; the
	// costliest benefit of the six embedded countries is 4.7 %.
	highBenefit = 0.1
	// highAmount, in GDP per head, is what one person hardly receives in a year:
	// the costliest of the embedded countries is 0.8, the transfer to a whole
	// household in Guinea-Bissau. What replaces a wage is another matter.
	highAmount = 1
	// highTotal is the share of government expenditure that a scenario cannot
	// exceed without doubling it.
	highTotal = 1
	// The poverty line of a year is 0.17 to 0.53 times GDP per head in the six
	// countries, wages are 0.36 to 1.8 times it. A line of a year typed as that
	// of a month is twelve times too high, GDP in millions a million times.
	lowBenchmark, highLine, highWage = 0.05, 2, 10
	// GDP per head in US dollars is between that of Burundi, about 150, and that
	// of Monaco, about 260,000 (World Bank, World Development Indicators).
	leastDollars, mostDollars = 100, 300_000
	// fewPeople: Tuvalu, the least populous member of the United Nations, has
	// 9,600.
	fewPeople = 5000
	// otherScale: what is further than this outside its bounds is of another
	// scale: thousands or millions typed as units.
	otherScale = 100
	// mostGrowth is what real GDP per head is hardly multiplied by while a study
	// projects. Three times in fifteen years is 7.6 % a year, faster for longer
	// than nearly every economy on record; in fifty years it is 2.2 %, above the 2 % to which growth returns (Pritchett, L. and Summers, L. (2014),
	// Asiaphoria meets regression to the mean, NBER Working Paper 20573).
	mostGrowth = 3
	// fewOfThem: a benefit for fewer than one in twenty of an age, as one for
	// severe disability, comes beside the others, and few have both.
	fewOfThem = 0.05
)

// The codes of what is questioned.
const (
	fewPeopleCode  = "few-people"
	gdpScaleCode   = "gdp-scale"
	benchmarkCode  = "benchmark-scale"
	amountCode     = "amount-over-gdp-per-head"
	benefitCode    = "benefit-over-gdp"
	totalCode      = "total-over-expenditure"
	samePeopleCode = "same-people"
	growthCode     = "growth-per-head"
)

// ScaleCodes are the codes of warnings that GDP or the population are of
// another scale than the rest of the study.
var ScaleCodes = []string{fewPeopleCode, gdpScaleCode}

// IsQuestion says whether a warning compares the results with the size of the
// economy and the population, or two benefits with one another. A study on
// invented frames raises them without meaning.
func IsQuestion(d abnd.Diagnostic) bool {
	return slices.Contains([]string{fewPeopleCode, gdpScaleCode, benchmarkCode, amountCode, benefitCode, totalCode, samePeopleCode, growthCode}, d.Code)
}

// questions gathers what is implausible, each once for a cell.
type questions struct {
	*Result
	found   abnd.Diagnostics
	told    map[string]bool
	asked   map[[2]int]bool // the pairs of benefits, by their places in the study
	amounts []question      // what one person receives
	shares  []question      // what a benefit costs
	totals  []question      // what a scenario costs
	pairs   worstOf         // what reaches the same people

	lineages map[string][]abnd.Scenario // by scenario
}

// worstOf is the worst of many questions, the first of those that are as bad,
// and how many there are.
type worstOf struct {
	question
	count int
}

// counts counts a question of a size, and says whether it is the worst so far.
func (w *worstOf) counts(size float64) bool {
	w.count++
	return w.count == 1 || size > w.size
}

// question is one of a kind that many benefits can raise for one reason.
type question struct {
	path    abnd.Path
	problem func() abnd.Text // written for those alone that are shown
	size    float64
}

func (q *questions) ask(path abnd.Path, code string, problem, remedy abnd.Text) {
	if key := code + " " + string(path); !q.told[key] {
		q.told[key] = true
		q.found.AddWarning(path, code, problem, remedy)
	}
}

// implausible questions the results. Where the frames are of another scale,
// nothing that is measured against them is said.
func (r *Result) implausible() abnd.Diagnostics {
	q := &questions{Result: r, told: map[string]bool{}, asked: map[[2]int]bool{}}
	if !q.scale() {
		q.growth()
		for _, s := range r.Study.Scenarios {
			for _, b := range r.Study.Benefits {
				q.benefit(s, b)
			}
			q.total(s)
		}
		q.jointBlocks(amountCode, q.amounts,
			abnd.T("check whether the amount is annual or in cents, and the payments per year; otherwise check prices and GDP (ECO) and the population (POP)", "verifique se o montante é anual ou está em cêntimos, e os pagamentos por ano; senão, verifique os preços e o PIB (ECO) e a população (POP)"))
		q.jointBlocks(benefitCode, q.shares,
			abnd.T("check the amount, the payments per year and the target group; otherwise GDP (ECO)", "verifique o montante, os pagamentos por ano e o grupo-alvo; senão, o PIB (ECO)"))
		q.jointBlocks(totalCode, q.totals,
			abnd.T("check the amount of that benefit; otherwise government expenditure (GGO) and GDP (ECO)", "verifique o montante dessa prestação; senão, a despesa pública (GGO) e o PIB (ECO)"))
	}
	q.samePeople()
	q.pairs.ask(q, samePeopleCode,
		abnd.T("enter the id of one benefit in yields_to of the other, let it replace the scheme, change the ages, or link both to one group of GROUPS and choose its overlap rule",
			"escreva o código de uma em yields_to da outra, faça-a substituir o regime, altere as idades, ou ligue ambas a um grupo de GROUPS e escolha aí a regra da acumulação"))
	return q.found
}

// jointBlocks asks the questions of one kind: of many that have one cause the worst
// stands for all.
func (q *questions) jointBlocks(code string, all []question, remedy abnd.Text) {
	var worst worstOf
	for _, x := range all {
		if worst.counts(x.size) {
			worst.question = x
		}
	}
	worst.ask(q, code, remedy)
}

// ask asks the worst question, and says how many others there are.
func (w *worstOf) ask(q *questions, code string, remedy abnd.Text) {
	switch w.count {
	case 0:
	case 1:
		q.ask(w.path, code, w.problem(), remedy)
	default:
		q.ask(w.path, code, abnd.T("%s (and %d similar cases, smaller)", "%s (e mais %d casos semelhantes, menores)").Fill(w.problem(), w.count-1), remedy)
	}
}

// add keeps the worst question of a cell.
func add(all []question, x question) []question {
	for i, y := range all {
		if y.path == x.path {
			if x.size > y.size {
				all[i] = x
			}
			return all
		}
	}
	return append(all, x)
}

// short writes a number with the digits that matter.
func short(x float64) abnd.Text {
	const whole = 1000
	if math.Abs(x) >= whole {
		return abnd.T("%.0f", "%.0f").Fill(x)
	}
	return abnd.T("%.3g", "%.3g").Fill(x)
}

// measure is something that GDP per head can be compared with.
type measure struct {
	path      abnd.Path
	label     abnd.Text
	of        float64 // GDP per heads
	low, high float64
	dollars   bool
}

// side is −1 where GDP per head is too small for the measure, 1 where it is
// too large, 0 where it fits.
func (m measure) side() int {
	switch {
	case m.of > m.high:
		return -1
	case m.of < m.low:
		return 1
	}
	return 0
}

// far says whether the measure is of another scale.
func (m measure) far() bool { return m.of > otherScale*m.high || m.of*otherScale < m.low }

// measures are those that the study knows, in the first year of projection.
func (q *questions) measures() []measure {
	first := q.Study.Projection.First
	perHead, ok := q.Projection.Value("frame/gdp_per_head", first)
	if !ok || !(perHead > 0) {
		return nil
	}
	var all []measure
	for _, f := range costing.AllFrameLevels() {
		if f.Index == nil || !f.Of(q.Study).Known {
			continue
		}
		month, ok := q.Projection.Value(abnd.JoinPath("frame", f.Code), first)
		twelve, _ := q.Projection.Value("general/months_per_year", first)
		if !ok {
			continue
		}
		m := measure{path: f.Path() + "/level", label: f.Label, of: month * twelve / perHead, low: lowBenchmark, high: highWage}
		if f.Code == "poverty_line" {
			m.high = highLine
		}
		all = append(all, m)
	}
	// A dollar, as a share of what the poorest and the richest have of them.
	dollar := measure{path: "economy/gdp/level", of: 1 / perHead, low: 1.0 / mostDollars, high: 1.0 / leastDollars, dollars: true}
	if rate, ok := q.value("frame/exchange_rate", first); ok {
		dollar.path, dollar.of = "economy/exchange_rate", rate/perHead
	} else if q.Study.Country.Currency != "USD" {
		return all
	}
	return append(all, dollar)
}

// value is that of a line which the model may lack.
func (q *questions) value(key model.Key, year abnd.Year) (float64, bool) {
	if !q.Projection.Model().Has(key) {
		return 0, false
	}
	return q.Projection.Value(key, year)
}

// scale questions GDP, the population and the benchmarks of the economy, and
// says whether GDP or the population are of another scale than the rest.
func (q *questions) scale() bool {
	first := q.Study.Projection.First
	people, _ := q.Projection.Value("frame/population", first)
	perHead, _ := q.Projection.Value("frame/gdp_per_head", first)
	populationCell := costing.PopulationPath(q.Study.Population.Years().First, abnd.Female, 0)
	if q.Study.Population.Years().Contains(first) {
		populationCell = costing.PopulationPath(first, abnd.Female, 0)
	}
	thousands := abnd.T("is POP in thousands? write persons, 1000 times as many", "está POP em milhares? escreva pessoas, 1000 vezes mais")
	all := q.measures()
	sides, far := map[int]int{}, false
	for _, m := range all {
		sides[m.side()]++
		far = far || m.far()
	}
	// It is GDP or POP where everything says so, and more than one thing does or
	// one by far.
	agreed := func(side int) bool { return sides[side] > 0 && sides[side] == len(all) && (far || len(all) > 1) }
	if people < fewPeople || agreed(1) && q.fractions() {
		q.ask(populationCell, fewPeopleCode, abnd.T("the total population is %.0f persons in %d", "a população inteira são %.0f pessoas em %d").Fill(people, int(first)), thousands)
		return agreed(1)
	}
	switch {
	case agreed(-1), agreed(1):
		remedy := abnd.T("check whether GDP is in millions or billions: ECO needs whole units of currency, and POP persons", "verifique se o PIB está em milhões ou mil milhões: ECO exige unidades da moeda, e POP pessoas")
		if agreed(1) {
			remedy = abnd.T("check whether POP is in thousands: enter persons; or whether GDP is too large: ECO needs whole units of currency", "verifique se POP está em milhares: escreva pessoas; ou se o PIB é demasiado grande: ECO exige unidades da moeda")
		}
		m := all[0]
		q.ask("economy/gdp/level", gdpScaleCode,
			abnd.T("GDP per head would be %s %s in %d, which does not match the other inputs: %s", "o PIB por habitante seria %s %s em %d, o que não condiz com os outros dados: %s").
				Fill(short(perHead), q.Study.Country.Currency, int(first), m.against()), remedy)
		return true
	}
	for _, m := range all {
		if m.side() != 0 {
			q.ask(m.path, benchmarkCode, m.against(),
				abnd.T("check whether it is a monthly amount in whole units of currency; otherwise check GDP (ECO) and the population (POP)", "verifique se é um montante mensal em unidades da moeda; senão, verifique o PIB (ECO) e a população (POP)"))
		}
	}
	return false
}

// growth questions real GDP per head that more than triples over the projection:
// every percentage of GDP then falls by as much. The cell is that of the rule
// which carries growth on after the last published value.
func (q *questions) growth() {
	perHead := func(year abnd.Year) float64 {
		gdp, _ := q.value("frame/real_gdp", year)
		people, _ := q.value("frame/population", year)
		return gdp / people
	}
	years := q.Study.Projection
	times := perHead(years.Last) / perHead(years.First)
	if !(times > mostGrowth) { // not where it is not known either
		return
	}
	s, path := &q.Study.Economy.RealGrowth, abnd.Path("economy/real_growth")
	if q.Study.GrowthFrom == abnd.FromProductivity {
		s, path = &q.Study.Economy.Productivity, "economy/productivity_growth"
	}
	problem := abnd.T("real GDP per head is %s times as high in %d as in %d", "o PIB real por habitante multiplica-se por %s até %d, face a %d").Fill(short(times), int(years.Last), int(years.First))
	if s.Extension == abnd.HoldLast {
		q.ask(path+"/extension", growthCode, abnd.T("%s: the last published growth is held", "%s: mantém-se o último crescimento publicado").Fill(problem),
			abnd.T("choose converge or converge-per-head in extension, with a long-run value, its year and its source; otherwise quote no percentage of GDP of the last years", "escolha converge ou converge-per-head em extension, com um valor de longo prazo, o seu ano e a sua fonte; senão, não cite percentagens do PIB dos últimos anos"))
		return
	}
	q.ask(path+"/long_run", growthCode, problem, abnd.T("check the long-run value of growth; otherwise quote no percentage of GDP of the last years", "verifique o valor de longo prazo do crescimento; senão, não cite percentagens do PIB dos últimos anos"))
}

// fractions says whether most numbers of persons by single age are not whole,
// as where they are in thousands.
func (q *questions) fractions() bool {
	p, year := &q.Study.Population, q.Study.Projection.First
	if !p.Years().Contains(year) {
		return false // projected, and never whole
	}
	whole := 0
	for age := range abnd.MaxAge + 1 {
		n, known := p.Get(year, abnd.Female, age)
		if x := float64(n); !known || x == math.Trunc(x) {
			whole++
		}
	}
	return 2*whole <= abnd.MaxAge
}

// against says how far the measure is from GDP per head.
func (m measure) against() abnd.Text {
	if m.dollars {
		return abnd.T("GDP per head is %s US dollars per year", "o PIB por habitante é %s dólares dos EUA por ano").Fill(short(1 / m.of))
	}
	return abnd.T("%s: the annual amount is %s times GDP per head", "%s: o montante anual é %s vezes o PIB por habitante").Fill(m.label, short(m.of))
}

// inForce is the value of a parameter in a scenario, and the cell that it
// comes from.
func (q *questions) inForce(s abnd.Scenario, b abnd.Benefit, code string) (abnd.Value, abnd.Path) {
	for _, of := range q.lineage(s) {
		if v := of.Changes[b.ID][code]; !v.IsBlank() {
			return v, costing.ScenarioParameterPath(of.ID, b.ID, code)
		}
	}
	return b.Parameters[code].Value, costing.ParameterPath(b.ID, code)
}

// lineage is a scenario, the one that it is based on, and so on.
func (q *questions) lineage(s abnd.Scenario) []abnd.Scenario {
	all, known := q.lineages[s.ID]
	if !known {
		all = q.Study.InheritanceChain(s)
		if q.lineages == nil {
			q.lineages = map[string][]abnd.Scenario{}
		}
		q.lineages[s.ID] = all
	}
	return all
}

// has says whether a parameter is filled in.
func (q *questions) has(s abnd.Scenario, b abnd.Benefit, code string) bool {
	v, _ := q.inForce(s, b, code)
	return !v.IsBlank()
}

// amountCell is the cell that sets what a benefit pays in a year.
func (q *questions) amountCell(s abnd.Scenario, b abnd.Benefit, year abnd.Year) abnd.Path {
	for _, code := range []string{"amount_4", "amount_3", "amount_2"} {
		from, _ := q.inForce(s, b, code+"_year")
		if x, ok := from.Number(); ok && x <= float64(year) {
			_, path := q.inForce(s, b, code)
			return path
		}
	}
	for _, code := range []string{"amount", "reference_share", "scale_amount_1", "works_rural_wage", "works_urban_wage"} {
		if v, path := q.inForce(s, b, code); !v.IsBlank() {
			return path
		}
	}
	return costing.ParameterPath(b.ID, "amount")
}

// benefit questions what one person receives in a year, and what the benefit
// costs: in the first year in which it is too much.
func (q *questions) benefit(s abnd.Scenario, b abnd.Benefit) {
	line := func(code string, year abnd.Year) float64 {
		x, _ := q.Projection.Value(costing.BenefitKey(s.ID, b.ID, code), year)
		return x
	}
	// A branch of insurance replaces the wage of those who have one.
	insured := q.has(s, b, "participation")
	for _, year := range q.Study.Projection.All() {
		people, perHead := line("beneficiaries", year), 0.0
		if perHead, _ = q.Projection.Value("frame/gdp_per_head", year); insured || !(people > 0) || !(perHead > 0) {
			continue
		}
		received := line("benefit_cost", year) / people
		if size, ok := q.value(costing.BenefitKey(s.ID, b.ID, "household_size"), year); ok && q.Projection.Choice(costing.BenefitKey(s.ID, b.ID, "parameter/scale_counts")) == "households" {
			received /= size
		}
		if received > highAmount*perHead {
			q.amounts = add(q.amounts, question{q.amountCell(s, b, year), func() abnd.Text {
				return abnd.T("%s, %s: one person receives %s %s in %d, %s times GDP per head", "%s, %s: uma pessoa recebe %s %s em %d, %s vezes o PIB por habitante").
					Fill(b.Name, s.Name, short(received), q.Study.Country.Currency, int(year), short(received/perHead))
			}, received / perHead})
			return // its share of GDP follows from it
		}
	}
	for _, year := range q.Study.Projection.All() {
		if share := line("share_of_gdp", year); share > highBenefit {
			q.shares = add(q.shares, question{q.amountCell(s, b, year), func() abnd.Text {
				return abnd.T("%s, %s: %s%% of GDP in %d", "%s, %s: %s %% do PIB em %d").Fill(b.Name, s.Name, short(share*percent), int(year))
			}, share})
			return
		}
	}
}

// total questions a scenario that costs more than government spends, in the
// first year in which it does: the cell is that of its costliest benefit.
func (q *questions) total(s abnd.Scenario) {
	for _, year := range q.Study.Projection.All() {
		cost, _ := q.Projection.Value(costing.TotalKey(s.ID, "total_cost"), year)
		spent, known := q.Projection.Value("frame/expenditure_amount", year)
		if !known || !(cost > highTotal*spent) {
			continue
		}
		path, most := abnd.Path("government/expenditure"), 0.0
		name := abnd.Text{}
		for _, b := range q.Study.Benefits {
			if x, _ := q.Projection.Value(costing.BenefitKey(s.ID, b.ID, "total_cost"), year); x > most {
				path, most, name = q.amountCell(s, b, year), x, b.Name
			}
		}
		q.totals = add(q.totals, question{path, func() abnd.Text {
			return abnd.T("%s costs %s times government expenditure in %d, mostly for: %s", "%s: custa %s vezes a despesa pública em %d, a maior parte em: %s").
				Fill(s.Name, short(cost/spent), int(year), name)
		}, cost / spent})
		return
	}
}
