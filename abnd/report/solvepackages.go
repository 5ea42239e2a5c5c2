package report

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/scenarios"
)

// MostRows is how many rows a frontier or a plan has at most where people read
// it; programs get them all.
const MostRows = 10

// Packages shows the packages that fit within an envelope, one of them in full,
// and what no other package beats where there is a frontier.
func Packages(s *scenarios.PackageSolution, frontier []scenarios.ListedPackage) Document {
	t := newSolution(s.Result, abnd.T("packages within the ceiling, in decreasing order of cost", "pacotes dentro do tecto, primeiro o mais caro"))
	t.envelope(s.Envelope, s.Years)
	l := listOf(t, s)
	t.section(abnd.Text{}, l.packages(s.Packages))
	for _, level := range s.Unfit {
		t.say(abnd.T("%s: no package is within the ceiling.", "%s: nenhum pacote respeita o tecto.").Fill(t.healthAs(level)))
	}
	legend := List{Name: "legend"}
	for i, b := range s.Choices {
		legend.Items = append(legend.Items, ListItem{Mark: scenarios.BenefitMark(i), Text: nameOr(b.Name, b.ID)})
	}
	t.section(abnd.Text{}, legend)
	t.say(t.levelsLegend(s.Scenarios))
	for _, p := range s.Packages {
		t.losses(abnd.T("%s losses under package %d:", "%s perdas com o pacote %d:").Fill(lossMark, p.Number), p.Losses)
	}
	l.frontier(frontier)
	t.shown(s)
	t.years(s.Years)
	t.leftOut(s.Scenario)
	t.section(abnd.Text{})
	for _, note := range s.Notes() {
		t.note(note)
	}
	t.jointlyCosted(s.Together)
	return t.Document
}

// packageList shows packages with a column for each benefit.
type packageList struct {
	*solution
	s                  *scenarios.PackageSolution
	households, health bool
}

func listOf(t *solution, s *scenarios.PackageSolution) *packageList {
	l := &packageList{solution: t, s: s}
	for _, b := range s.Choices {
		l.households = l.households || b.Guarantee != abnd.Health && scenarios.CountsHouseholds(s.Result.Study, b)
		l.health = l.health || b.Guarantee == abnd.Health
	}
	return l
}

// table has the columns of a list of packages.
func (l *packageList) table() *Table {
	names := heads(abnd.T("No.|highest|mean|persons|househ.|health", "N.º|maior|média|pessoas|agregados|saúde"))
	t := &Table{Name: "packages", Columns: names[:4]}
	if l.households {
		t.Columns = append(t.Columns, names[4])
	}
	if l.health {
		t.Columns = append(t.Columns, names[5])
	}
	const ofCost = 3
	t.Groups = []Group{{abnd.T("% of GDP", "% do PIB"), ofCost}, {abnd.T("more, thousands", "mais, milhares"), len(t.Columns) - ofCost}}
	for i := range l.s.Choices {
		t.Columns = append(t.Columns, Column{Head: abnd.Same(scenarios.BenefitMark(i)), Mark: true})
	}
	t.Columns = append(t.Columns, Column{}) // of the mark of losses
	return t
}

// row is one package.
func (l *packageList) row(p scenarios.ListedPackage) []Cell {
	cells := []Cell{figure(Plainly, float64(p.Number), abnd.KnownAll, decimals(0)), ofGDP(p.Peak, p.Known), ofGDP(p.Mean, abnd.KnownAll),
		thousands(p.Reach.Persons)}
	if l.households {
		cells = append(cells, thousands(p.Reach.Households))
	}
	if l.health {
		cells = append(cells, thousands(p.Reach.Health))
	}
	for i := range l.s.Choices {
		cells = append(cells, words(abnd.Same(scenarios.LevelMark(l.s.Scenarios, p.Levels[i]))))
	}
	if len(p.Losses) > 0 {
		cells = append(cells, words(abnd.Same(lossMark)))
	}
	return cells
}

// packages are rows, by how health care is taken.
func (l *packageList) packages(all []scenarios.ListedPackage) *Table {
	t := l.table()
	for i, p := range all {
		if l.health && (i == 0 || p.Health != all[i-1].Health) {
			t.over(l.healthAs(p.Health))
		}
		t.row(l.row(p)...)
	}
	return t
}

// lossMark stands at a package that takes something from somebody.
const lossMark = "▼"

// healthAs says how health care is taken.
func (t *solution) healthAs(level string) abnd.Text {
	if level == "" {
		return abnd.T("Without more health care", "Sem mais cuidados de saúde")
	}
	return abnd.T("With health care as in: %s", "Com cuidados de saúde como em: %s").Fill(t.runName(level))
}

// levelsLegend says what the marks in the columns of benefits are.
func (t *solution) levelsLegend(levels []string) abnd.Text {
	legend := abnd.T("%s as in the status quo", "%s como na situação actual").Fill(scenarios.AsInStatusQuo)
	for _, level := range levels {
		legend = abnd.Same("%s; %s %s").Fill(legend, scenarios.LevelMark(levels, level), t.runName(level))
	}
	return abnd.Same("%s.").Fill(legend)
}

// losses says what a package takes from whom.
func (t *solution) losses(head abnd.Text, losses []scenarios.Loss) {
	if len(losses) == 0 {
		return
	}
	t.section(head)
	for _, l := range losses {
		t.detail(l.Text(func(x float64) abnd.Text { return abnd.InEach(thousands(x).In) }, t.moneyText))
	}
}

// moneyText is an amount in national currency.
func (t *solution) moneyText(x float64) abnd.Text {
	return abnd.Same("%s %s").Fill(t.result.Study.Country.Currency, numberText(x, 2))
}

// shown is what one package takes of each benefit: recipients of income
// security, then persons covered by health care, never added.
func (t *solution) shown(s *scenarios.PackageSolution) {
	table := &Table{Name: "package", Columns: append([]Column{{Head: abnd.T("Package %d (--show for another)", "Pacote %d (--show para outro)").Fill(s.Shown)}},
		heads(abnd.T("option|more, thous.|% of GDP", "opção|mais, milh.|% do PIB"))...)}
	cost := 0.0
	for _, part := range []struct {
		name abnd.Text
		of   func(scenarios.Reach) float64
		here func(abnd.Benefit) bool
	}{
		{abnd.T("Recipients (persons), income security:", "Beneficiários (pessoas), segurança básica de rendimento:"), func(r scenarios.Reach) float64 { return r.Persons },
			func(b abnd.Benefit) bool {
				return b.Guarantee != abnd.Health && !scenarios.CountsHouseholds(s.Result.Study, b)
			}},
		{abnd.T("Recipient households, income security:", "Agregados beneficiários, segurança básica de rendimento:"), func(r scenarios.Reach) float64 { return r.Households },
			func(b abnd.Benefit) bool {
				return b.Guarantee != abnd.Health && scenarios.CountsHouseholds(s.Result.Study, b)
			}},
		{abnd.T("Persons covered by health care:", "Pessoas abrangidas por cuidados de saúde:"), func(r scenarios.Reach) float64 { return r.Health },
			func(b abnd.Benefit) bool { return b.Guarantee == abnd.Health }},
	} {
		first := true
		for _, item := range s.Items {
			if !part.here(item.Benefit) {
				continue
			}
			if first {
				table.over(part.name)
				first = false
			}
			level := scenarios.AsInStatusQuo
			if item.Level != "" {
				level = item.Level
			}
			cost += item.Cost
			table.row(words(nameOr(item.Benefit.Name, item.Benefit.ID)), words(abnd.Same(level)), thousands(part.of(item.Reach)), ofGDP(item.Cost, abnd.KnownAll))
		}
	}
	table.row(words(abnd.T("Total cost", "Custo total")), Cell{}, Cell{}, ofGDP(cost, abnd.KnownAll))
	t.section(abnd.Text{}, table)
}

// frontier shows the packages that no other one beats, at most so many as can
// be read.
func (l *packageList) frontier(points []scenarios.ListedPackage) {
	if len(points) == 0 {
		return
	}
	l.section(abnd.T("Efficient packages: no other reaches more people at the same or lower cost", "Pacotes eficientes: nenhum outro abrange mais pessoas com custo igual ou menor"))
	shown := scenarios.Thinned(points, MostRows)
	table := l.table()
	over := false
	for i, p := range shown {
		if i == 0 || p.Health != shown[i-1].Health {
			over = !p.Fits
			if l.health {
				table.over(l.healthAs(p.Health))
			}
		}
		if over && p.Fits {
			table.over(abnd.T("    --- the ceiling ---", "    --- o tecto ---"))
			over = false
		}
		table.row(l.row(p)...)
	}
	l.section(abnd.Text{}, table)
	if len(shown) < len(points) {
		l.say(abnd.T("These are %d of the %d efficient packages; csv and json list all of them.", "Estes são %d dos %d pacotes eficientes; csv e json têm-nos todos.").Fill(len(shown), len(points)))
	}
}

// Phasing shows when each benefit of a scenario or package can start.
func Phasing(s *scenarios.PhasingSolution) Document {
	t := newSolution(s.Result, abnd.T("the earliest start of the benefits of %s", "o início mais cedo possível das prestações: %s").Fill(runTitle(s.Result.Study, s.Run)))
	t.envelope(s.Envelope, s.Years)
	table := &Table{Name: "phasing", Columns: append([]Column{{}, {}}, heads(abnd.T("planned|starts", "previsto|possível"))...)}
	for i, item := range s.Items {
		start := yearOf(item.Start)
		switch {
		case item.Fixed:
			start = words(abnd.T("existing", "existente"))
		case item.Start == 0:
			start = words(abnd.T("not started", "não se inicia"))
		}
		table.row(words(abnd.Same(scenarios.BenefitMark(i))), words(nameOr(item.Benefit.Name, item.Benefit.ID)), yearOf(item.Planned), start)
	}
	t.section(abnd.Text{}, table)
	t.plan(s)
	t.losses(abnd.T("%s Losses under the phasing schedule:", "%s Perdas com o calendário:").Fill(lossMark), s.Losses)
	t.section(abnd.Text{})
	for _, note := range s.Notes() {
		t.note(note)
	}
	t.jointlyCosted(s.Together)
	return t.Document
}

// plan shows the years in which something starts beside the ceiling, with a
// column for each benefit.
func (t *solution) plan(s *scenarios.PhasingSolution) {
	table := &Table{Name: "plan", Columns: heads(abnd.T("% of GDP|ceiling|status quo|schedule|margin", "% do PIB|tecto|sit. actual|calendário|folga"))}
	for i := range s.Items {
		table.Columns = append(table.Columns, Column{Head: abnd.Same(scenarios.BenefitMark(i)), Mark: true})
	}
	years := s.TurningYears(MostRows)
	for _, y := range s.Years {
		if !slices.Contains(years, y.Year) {
			continue
		}
		cells := ceilingRow(y)
		for i := range s.Items {
			cells = append(cells, words(abnd.Same(s.MarkIn(i, y.Year))))
		}
		table.row(cells...)
	}
	t.section(abnd.Text{}, table)
	t.say(t.levelsLegend(s.Levels()))
	if len(years) < len(s.Years) {
		t.say(abnd.T("Years in which a benefit starts, the first and the last year; csv and json have every year.", "Anos em que se inicia uma prestação, o primeiro e o último; csv e json têm todos os anos."))
	}
}
