package report

import (
	"math"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// SameCost shows what the money of a benefit does when it is spent in other ways, in the
// year and money of the survey.
func SameCost(s *scenarios.SameMoney) Document {
	t := sameCost{of: s}
	t.setScales()
	currency := abnd.Same(s.Study.Country.Currency)
	t.say(abnd.T("%s: for the same money as “%s”", "%s: com o mesmo dinheiro que «%s»").Fill(countryText(s.Study), s.Benefit.Name))
	t.say(costing.ImpactNote())
	t.macro(s.Study)
	t.say(abnd.T("%s, benefits of %d, survey of %d. New money: %s, which is %s in money of %d; each use below costs as much. Target group: %s people. %s",
		"%s, prestações de %d, inquérito de %d. Dinheiro novo: %s, ou %s em dinheiro de %d; cada uso abaixo custa o mesmo. Grupo-alvo: %s pessoas. %s").
		Fill(named(s.Scenario.Name, s.Scenario.ID), int(s.Year), int(s.Study.Consumption.Year), t.inMoney(s.Money, currency), t.inMoney(s.Money/s.Prices, currency), int(s.Study.Consumption.Year), numberText(s.Target, 0), t.held(currency)))
	t.selection(currency)
	t.table(currency)
	t.legend()
	t.summary()
	return t.Document
}

type sameCost struct {
	builder
	of    *scenarios.SameMoney
	money Scale
}

// setScales chooses the scale of all sums of money.
func (t *sameCost) setScales() {
	t.money = chooseScale(moneyScales, moneyLimit, costRoom, []float64{t.of.Money})
}

// inMoney is a sum in words.
func (t *sameCost) inMoney(x float64, currency abnd.Text) abnd.Text {
	return abnd.T("%s %s", "%s %s").Fill(numberText(x/t.money.Divisor, t.money.Decimals), t.money.Name.Fill(currency))
}

// held says what the status quo pays already, and whose money it is.
func (t *sameCost) held(currency abnd.Text) abnd.Text {
	said := abnd.T("The survey holds nothing of it.", "O inquérito nada contém dela.")
	if t.of.Held > 0 {
		said = abnd.T("The status quo pays %s already, and the survey holds it: only what is more is compared, and nobody loses what they have.", "A situação actual já paga %s, que o inquérito contém: só se compara o que é a mais, e ninguém perde o que tem.").Fill(t.inMoney(t.of.Held, currency))
	}
	if also := costing.SameCostAlso(t.of.Study, t.of.Benefit); len(also) > 0 {
		said = abnd.T("%s Counted together with: %s.", "%s Conta-se em conjunto com: %s.").Fill(said, abnd.Joined(also, "; "))
	}
	return said
}

// selection says how the poorest are taken to be selected, and where each figure is from.
func (t *sameCost) selection(currency abnd.Text) {
	s := t.of
	t.say(abnd.T("How the poorest are selected (--poorest, --exclusion, --inclusion, --registration, --every):", "Como se seleccionam os mais pobres (--poorest, --exclusion, --inclusion, --registration, --every):"))
	t.item(abnd.T("households of the poorest %s%% of all people%s", "agregados dos %s %% mais pobres de todas as pessoas%s").Fill(shareText(s.Poorest), t.source(costing.SameCostPoorest)))
	t.item(abnd.T("exclusion error %s%%: share of those of its ages in them who are left out%s", "erro de exclusão de %s %%: proporção dos das suas idades nesses agregados que ficam de fora%s").Fill(shareText(s.Exclusion), t.source(costing.SameCostExclusion)))
	from := asGiven
	if s.InclusionFilled {
		from = abnd.T(" (assumption: who is let in takes the place of who is left out)", " (pressuposto: quem entra por erro ocupa o lugar de quem fica de fora)")
	}
	t.item(abnd.T("inclusion error %s%%: share of the others of its ages who are let in%s", "erro de inclusão de %s %%: proporção dos outros das suas idades que são incluídos%s").Fill(shareText(s.Inclusion), from))
	from, again := asGiven, t.source(costing.SameCostEvery)
	switch {
	case s.RegistrationOfBenefit:
		from = abnd.T(" (registration_cost of the benefit)", " (registration_cost da prestação)")
	case t.source(costing.RegistrationOfLine) != asGiven:
		from = abnd.T(" (assumption: 1%% of the poverty line of a year)", " (pressuposto: 1 %% da linha de pobreza de um ano)").Fill()
	}
	if s.EveryOfBenefit {
		again = abnd.T(" (registration_every of the benefit)", " (registration_every da prestação)")
	}
	t.item(abnd.T("assessing one person of the target group costs %s %s of %d%s, every %s years%s", "avaliar uma pessoa do grupo-alvo custa %s %s de %d%s, a cada %s anos%s").
		Fill(amountText(s.Registration), currency, int(s.Year), from, numberText(s.Every, 0), again))
}

var asGiven = abnd.T(" (as given)", " (como indicado)")

// source is where a figure is from.
func (t *sameCost) source(code string) abnd.Text {
	for _, a := range t.of.Assumed {
		if a.Code == code {
			return abnd.T(" (%s)", " (%s)").Fill(a.Source)
		}
	}
	return asGiven
}

// useName heads the column of a use.
func useName(use costing.SameCostUse) abnd.Text {
	switch use {
	case costing.UseUniversal:
		return abnd.T("universal", "universal")
	case costing.UseYoungest:
		return abnd.T("youngest", "mais novos")
	case costing.UseOldest:
		return abnd.T("oldest", "mais velhos")
	case costing.UsePoorest:
		return abnd.T("poorest", "mais pobres")
	}
	return abnd.T("scenario", "cenário")
}

// table is a column for each use; what depends on who receives has two rows more.
func (t *sameCost) table(currency abnd.Text) {
	table := &Table{Name: "same-cost", Columns: []Column{{}}}
	for _, u := range t.of.Uses {
		table.Columns = append(table.Columns, Column{Head: useName(u.Use)})
	}
	for _, m := range scenarios.SameCostMeasures() {
		label := m.Label
		switch {
		case m.Code == scenarios.UseAmount:
			label = abnd.T("%s, %s", "%s, %s").Fill(label, currency)
		case m.Unit == scenarios.MoneyOfSurvey:
			label = abnd.T("%s, %s", "%s, %s").Fill(label, t.money.Name.Fill(currency))
		case m.Unit == scenarios.Percent && m.Code != scenarios.PoorestFifthGain:
			label = abnd.T("%s, %%", "%s, %%").Fill(label)
		}
		t.figures(table, label, m, func(r scenarios.SameCostRow) float64 { return r.Value })
		if m.Range {
			t.figures(table, abnd.T("  from", "  de"), m, func(r scenarios.SameCostRow) float64 { return r.From })
			t.figures(table, abnd.T("  to", "  a"), m, func(r scenarios.SameCostRow) float64 { return r.To })
		}
	}
	t.section(abnd.Text{}, table)
}

// figures is a row of the table.
func (t *sameCost) figures(table *Table, label abnd.Text, m scenarios.SameCostMeasure, of func(scenarios.SameCostRow) float64) {
	cells := []Cell{words(label)}
	for _, u := range t.of.Uses {
		r, known := u.Figure(m.Code)
		x := impactAmount(of(r), known)
		switch {
		case m.Unit == scenarios.Persons:
			cells = append(cells, persons(x, decimals(0)))
		case m.Code == scenarios.UseAmount:
			cells = append(cells, money(x, decimals(amountPlaces(x.Value))))
		case m.Unit == scenarios.MoneyOfSurvey:
			cells = append(cells, money(x, t.money))
		default:
			cells = append(cells, impactPercent(x.Value, known))
		}
	}
	table.row(cells...)
}

// legend says what each use is, or why nothing is known of it.
func (t *sameCost) legend() {
	for _, u := range t.of.Uses {
		said := u.Why
		if said.IsZero() {
			said = t.means(u)
		}
		t.hang(abnd.T("%s: %s.", "%s: %s.").Fill(useName(u.Use), said))
	}
	t.hang(abnd.T("from … to: it depends on who receives among those who could.", "de … a: depende de quem recebe entre quem poderia receber."))
}

// means says what a use is.
func (t *sameCost) means(u scenarios.MoneyUse) abnd.Text {
	switch u.Use {
	case costing.UseUniversal:
		return abnd.T("everybody of the target group, at the amount that the money allows", "todo o grupo-alvo, com o montante que o dinheiro permite")
	case costing.UseYoungest:
		return abnd.T("as many people as in the scenario at its amount, all those below the age of %s; %s", "tantas pessoas como no cenário, com o seu montante: todas as de menos de %s; %s").Fill(ageText(u.AgeLimit), t.sameAtAllAges())
	case costing.UseOldest:
		return abnd.T("as many people as in the scenario at its amount, all those from the age of %s; %s", "tantas pessoas como no cenário, com o seu montante: todas a partir de %s; %s").Fill(ageText(u.AgeLimit), t.sameAtAllAges())
	case costing.UsePoorest:
		return abnd.T("the target group in the poorest households, as selected above, at the amount that is left when the selection is paid for", "o grupo-alvo nos agregados mais pobres, seleccionados como acima, com o montante que sobra depois de paga a selecção")
	}
	return abnd.T("as the scenario spends it", "como o cenário o gasta")
}

// sameAtAllAges says what is taken of narrower ages.
func (t *sameCost) sameAtAllAges() abnd.Text {
	said := abnd.T("each age is taken to be as poor as the others", "toma-se cada idade por tão pobre como as outras")
	if t.of.Held > 0 {
		said = abnd.T("%s, and who has the benefit today to be of these ages", "%s, e quem tem hoje a prestação por destas idades").Fill(said)
	}
	return said
}

// ageText is an age in years and months.
func ageText(age float64) abnd.Text {
	const monthsAYear = 12
	months := int(math.Round(age * monthsAYear))
	years := counted(months/monthsAYear, abnd.T("%d year", "%d ano"), abnd.T("%d years", "%d anos"))
	rest := counted(months%monthsAYear, abnd.T("%d month", "%d mês"), abnd.T("%d months", "%d meses"))
	switch {
	case months%monthsAYear == 0:
		return years
	case months < monthsAYear:
		return rest
	}
	return abnd.T("%s and %s", "%s e %s").Fill(years, rest)
}

// counted is a number of things in words.
func counted(n int, one, many abnd.Text) abnd.Text {
	if n == 1 {
		return one.Fill(n)
	}
	return many.Fill(n)
}

// summary holds the uses against one another in a sentence each.
func (t *sameCost) summary() {
	for _, u := range t.of.Uses {
		gap, knownGap := u.Figure(scenarios.PovertyGapClosed)
		fifth, knownFifth := u.Figure(scenarios.PoorestFifthGain)
		reaches, knownReaches := u.Figure(scenarios.MoneyReachesPoor)
		missed, knownMissed := u.Figure(scenarios.PoorWithoutGain)
		if !knownGap || !knownFifth || !knownReaches || !knownMissed {
			continue
		}
		t.item(abnd.T("%s: closes %s of the poverty gap; the poorest fifth gains %s; %s of the money reaches the poor, and %s of the poor gain nothing.", "%s: fecha %s do fosso da pobreza; o quinto mais pobre ganha %s; %s do dinheiro chega aos pobres, e %s dos pobres nada ganham.").
			Fill(useName(u.Use), inRange(gap), inRange(fifth), inRange(reaches), inRange(missed)))
	}
	t.say(abnd.T("None is recommended: this is for the dialogue to weigh.", "Nenhum é recomendado: cabe ao diálogo ponderar."))
}

// inRange is a percentage, with its ends where they are others.
func inRange(r scenarios.SameCostRow) abnd.Text {
	value, from, to := numberText(r.Value, 1), numberText(r.From, 1), numberText(r.To, 1)
	if from == to {
		return abnd.T("%s%%", "%s %%").Fill(value)
	}
	return abnd.T("%s%% (%s to %s)", "%s %% (%s a %s)").Fill(value, from, to)
}

// shareText is a share as a percentage of one decimal at most.
func shareText(share float64) abnd.Text {
	x := share * percent
	if math.Round(x) == x {
		return numberText(x, 0)
	}
	return numberText(x, 1)
}

// amountPlaces are the decimals of a small sum of money.
func amountPlaces(x float64) int {
	const large = 1000
	if x >= large {
		return 0
	}
	return 2
}

func amountText(x float64) abnd.Text { return numberText(x, amountPlaces(x)) }

// sameCostHeader are the columns of the CSV.
var sameCostHeader = []string{"scenario", "year", "benefit", "use", "measure", "unit", "value", "from", "to"}

// SameCostRecords are the figures as rows; the use is blank in what was asked for. What
// is not known has no row.
func SameCostRecords(s *scenarios.SameMoney) Records {
	return Records{sameCostHeader, func(yield func(...Field)) {
		for _, r := range s.Rows() {
			yield(textCell(r.Scenario), countCell(r.Year), textCell(r.Benefit), codeCell(r.Use), codeCell(r.Measure), codeCell(r.Unit), figureCell(r.Value), figureCell(r.From), figureCell(r.To))
		}
	}}
}

// SameCostTree is an object with the manifest, the figures, and the uses of which nothing
// is known with the code of the reason.
func SameCostTree(manifest Manifest, s *scenarios.SameMoney) Tree {
	return treeOf(manifest, recordsIn("same_cost", SameCostRecords(s)), recordsIn("not_known", Records{[]string{"use", "reason"}, func(yield func(...Field)) {
		for _, u := range s.Uses {
			if u.WhyCode != "" {
				yield(codeCell(u.Use), textCell(u.WhyCode))
			}
		}
	}}))
}
