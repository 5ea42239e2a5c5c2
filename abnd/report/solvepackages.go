package report

import (
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/scenarios"
)

// The columns of a list of packages, before those of the benefits.
const (
	listNumber = 4
	listCost   = 9
	listMean   = 7
	listPeople = 10
)

// MostRows is how many rows a frontier or a plan has at most where people read
// it; programs get them all.
const MostRows = 10

// Packages writes the packages that fit within an envelope, one of them in
// full, and what no other package beats where there is a frontier.
func Packages(w io.Writer, s *scenarios.PackageSolution, frontier []scenarios.ListedPackage, lang abnd.Lang) error {
	t := newSolveTable(w, s.Result, lang)
	t.country(abnd.T("packages within the ceiling, in decreasing order of cost", "pacotes dentro do tecto, primeiro o mais caro"))
	t.envelope(s.Envelope, s.Years)
	l := listOf(t, s)
	l.packages(s.Packages)
	for _, level := range s.Unfit {
		t.note(abnd.T("%s: no package is within the ceiling.", "%s: nenhum pacote respeita o tecto.").Fill(t.healthAs(level)), "", "")
	}
	l.legend()
	t.losses(s.Packages)
	t.frontier(s, frontier)
	t.shown(s)
	t.years(s.Years)
	t.leftOut(s.Scenario)
	t.line("")
	for _, note := range s.Notes() {
		t.note(note, "* ", "  ")
	}
	t.together(s.Together)
	return t.out.Flush()
}

// packageList writes packages with a narrow column for each benefit.
type packageList struct {
	*solveTable
	s                  *scenarios.PackageSolution
	households, health bool
	gap                string // between the columns of benefits
}

func listOf(t *solveTable, s *scenarios.PackageSolution) *packageList {
	l := &packageList{solveTable: t, s: s}
	for _, b := range s.Choices {
		l.households = l.households || b.Guarantee != abnd.Health && scenarios.CountsHouseholds(s.Result.Study, b)
		l.health = l.health || b.Guarantee == abnd.Health
	}
	const wide = 2
	if used := utf8.RuneCountInString(l.lead("", "", "", "", "", "")); used+wide*len(s.Choices) <= Width {
		l.gap = " "
	}
	return l
}

// lead is what stands before the columns of the benefits.
func (l *packageList) lead(number, peak, mean, persons, households, health string) string {
	text := padLeft(number, listNumber) + padLeft(peak, listCost) + padLeft(mean, listMean) + padLeft(persons, listPeople)
	if l.households {
		text += padLeft(households, listPeople)
	}
	if l.health {
		text += padLeft(health, listPeople)
	}
	return text + "  "
}

// marks are the cells of the benefits.
func (l *packageList) marks(of func(i int) string) string {
	var all []string
	for i := range l.s.Choices {
		all = append(all, of(i))
	}
	return strings.Join(all, l.gap)
}

func (l *packageList) head() {
	names := strings.Split(l.in(abnd.T("greatest|mean|persons|househ.|health", "maior|média|pessoas|agregados|saúde")), "|")
	l.line("")
	l.line(padLeft(l.in(abnd.T("% of GDP", "% do PIB")), listNumber+listCost+listMean) + "  " + padLeft(l.in(abnd.T("more, thousands", "mais, milhares")), utf8.RuneCountInString(l.lead("", "", "", "", "", ""))-listNumber-listCost-listMean-4))
	l.line(l.lead(l.in(abnd.T("No.", "N.º")), names[0], names[1], names[2], names[3], names[4]) + l.marks(scenarios.BenefitMark))
}

// packages writes the rows, by how health care is taken.
func (l *packageList) packages(all []scenarios.ListedPackage) {
	l.head()
	for i, p := range all {
		if l.health && (i == 0 || p.Health != all[i-1].Health) {
			l.line(l.in(l.healthAs(p.Health)))
		}
		lost := ""
		if len(p.Losses) > 0 {
			lost = " " + lossMark
		}
		l.line(l.lead(strconv.Itoa(p.Number), l.bound(p.Known, l.share(p.Peak)), l.share(p.Mean), l.thousands(p.Reach.Persons), l.thousands(p.Reach.Households), l.thousands(p.Reach.Health)) +
			l.marks(func(i int) string { return scenarios.LevelMark(l.s.Scenarios, p.Levels[i]) }) + lost)
	}
}

// lossMark stands at a package that takes something from somebody.
const lossMark = "▼"

// healthAs says how health care is taken.
func (t *table) healthAs(level string) abnd.Text {
	if level == "" {
		return abnd.T("Without more health care", "Sem mais cuidados de saúde")
	}
	return abnd.T("With health care as in: %s", "Com cuidados de saúde como em: %s").Fill(t.runName(level))
}

// legend says what the letters are.
func (l *packageList) legend() {
	l.line("")
	for i, b := range l.s.Choices {
		l.note(abnd.Same(l.nameOf(b)), padRight(scenarios.BenefitMark(i), listNumber), strings.Repeat(" ", listNumber))
	}
	l.note(levelsLegend(&l.table, l.s.Scenarios), "", "")
}

// levelsLegend says what the marks in the columns of benefits are.
func levelsLegend(t *table, levels []string) abnd.Text {
	legend := abnd.T("%s as in the status quo", "%s como na situação actual").Fill(scenarios.AsInStatusQuo)
	for _, level := range levels {
		legend = abnd.Same("%s; %s %s").Fill(legend, scenarios.LevelMark(levels, level), t.runName(level))
	}
	return abnd.Same("%s.").Fill(legend)
}

// losses says what packages take from whom.
func (t *solveTable) losses(all []scenarios.ListedPackage) {
	for _, p := range all {
		t.lossesOf(abnd.T("%s losses under package %d:", "%s perdas com o pacote %d:").Fill(lossMark, p.Number), p.Losses)
	}
}

func (t *solveTable) lossesOf(head abnd.Text, losses []scenarios.Loss) {
	if len(losses) == 0 {
		return
	}
	t.line("")
	t.note(head, "", "")
	for _, l := range losses {
		t.note(l.Text(thousandsText, func(x float64) abnd.Text { return t.moneyText(x) }), "  ", "    ")
	}
}

// thousandsText is a number of people in thousands.
func thousandsText(x float64) abnd.Text {
	return abnd.T(formatNumber(x/1e3, 1, abnd.English), formatNumber(x/1e3, 1, abnd.Portuguese))
}

// moneyText is an amount in national currency.
func (t *table) moneyText(x float64) abnd.Text {
	currency := t.result.Study.Country.Currency
	return abnd.T(currency+" "+formatNumber(x, 2, abnd.English), currency+" "+formatNumber(x, 2, abnd.Portuguese))
}

// shown writes what one package takes of each benefit: recipients of income
// security, then persons covered by health care, never added.
func (t *solveTable) shown(s *scenarios.PackageSolution) {
	t.line("")
	t.row(t.in(abnd.T("Package %d (--show for another)", "Pacote %d (--show para outro)").Fill(s.Shown)), solvedName, padRight(t.in(abnd.T("option", "opção")), solvedChoice),
		padLeft(t.in(abnd.T("more, thous.", "mais, milh.")), solvedFigure), padLeft(t.in(abnd.T("% of GDP", "% do PIB")), solvedFigure))
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
				t.note(part.name, "", "")
				first = false
			}
			level := scenarios.AsInStatusQuo
			if item.Level != "" {
				level = item.Level
			}
			cost += item.Cost
			t.row(t.nameOf(item.Benefit), solvedName, padRight(level, solvedChoice), padLeft(t.thousands(part.of(item.Reach)), solvedFigure), padLeft(t.share(item.Cost), solvedFigure))
		}
	}
	t.row(t.in(abnd.T("Total cost", "Custo total")), solvedName, padRight("", solvedChoice), padLeft("", solvedFigure), padLeft(t.share(cost), solvedFigure))
}

// frontier writes the packages that no other one beats, at most so many as can
// be read.
func (t *solveTable) frontier(s *scenarios.PackageSolution, points []scenarios.ListedPackage) {
	if len(points) == 0 {
		return
	}
	t.line("")
	t.note(abnd.T("Efficient packages: no other reaches more people at the same or lower cost", "Pacotes eficientes: nenhum outro abrange mais pessoas com custo igual ou menor"), "", "")
	shown := scenarios.Thinned(points, MostRows)
	l := listOf(t, s)
	l.head()
	over := false
	for i, p := range shown {
		if first := i == 0 || p.Health != shown[i-1].Health; first {
			over = !p.Fits
			if l.health {
				l.line(l.in(l.healthAs(p.Health)))
			}
		}
		if over && p.Fits {
			l.line(l.in(abnd.T("    --- the ceiling ---", "    --- o tecto ---")))
			over = false
		}
		lost := ""
		if len(p.Losses) > 0 {
			lost = " " + lossMark
		}
		l.line(l.lead(strconv.Itoa(p.Number), l.bound(p.Known, l.share(p.Peak)), l.share(p.Mean), l.thousands(p.Reach.Persons), l.thousands(p.Reach.Households), l.thousands(p.Reach.Health)) +
			l.marks(func(i int) string { return scenarios.LevelMark(s.Scenarios, p.Levels[i]) }) + lost)
	}
	if len(shown) < len(points) {
		t.note(abnd.T("These are %d of the %d efficient packages; csv and json list all of them.", "Estes são %d dos %d pacotes eficientes; csv e json têm-nos todos.").Fill(len(shown), len(points)), "", "")
	}
}

// Phasing writes when each benefit of a scenario or package can start.
func Phasing(w io.Writer, s *scenarios.PhasingSolution, lang abnd.Lang) error {
	t := newSolveTable(w, s.Result, lang)
	t.country(abnd.T("the earliest start of the benefits of %s", "o início mais cedo possível das prestações: %s").Fill(t.runName(s.Run)))
	t.envelope(s.Envelope, s.Years)
	t.line("")
	t.row("", solvedName, padLeft(t.in(abnd.T("planned", "previsto")), solvedChoice), padLeft(t.in(abnd.T("starts", "possível")), solvedFigure))
	for i, item := range s.Items {
		start := strconv.Itoa(int(item.Start))
		switch {
		case item.Fixed:
			start = t.in(abnd.T("existing", "existente"))
		case item.Start == 0:
			start = t.in(abnd.T("not started", "não se inicia"))
		}
		t.row(padRight(scenarios.BenefitMark(i), listNumber)+t.nameOf(item.Benefit), solvedName, padLeft(strconv.Itoa(int(item.Planned)), solvedChoice), padLeft(start, solvedFigure))
	}
	t.plan(s)
	t.lossesOf(abnd.T("%s Losses under the phasing schedule:", "%s Perdas com o calendário:").Fill(lossMark), s.Losses)
	t.line("")
	for _, note := range s.Notes() {
		t.note(note, "* ", "  ")
	}
	t.together(s.Together)
	return t.out.Flush()
}

// plan writes the years in which something starts beside the ceiling, with a
// narrow column for each benefit.
func (t *solveTable) plan(s *scenarios.PhasingSolution) {
	names := strings.Split(t.in(abnd.T("% of GDP|ceiling|status quo|schedule|margin", "% do PIB|tecto|sit. actual|calendário|folga")), "|")
	const figure = 12
	t.line("")
	cells := padRight(names[0], figure)
	for _, name := range names[1:] {
		cells += padLeft(name, figure)
	}
	gap := ""
	if utf8.RuneCountInString(cells)+2+2*len(s.Items) <= Width {
		gap = " "
	}
	marks := func(of func(i int) string) string {
		var all []string
		for i := range s.Items {
			all = append(all, of(i))
		}
		return "  " + strings.Join(all, gap)
	}
	t.line(cells + marks(scenarios.BenefitMark))
	years := s.TurningYears(MostRows)
	for _, y := range s.Years {
		if !slices.Contains(years, y.Year) {
			continue
		}
		ceiling, rest := notKnown, notKnown
		if y.Ceiling.Known {
			ceiling, rest = t.share(y.Ceiling.Value), t.share(max(0, y.Ceiling.Value-y.Cost))
		}
		t.line(padRight(strconv.Itoa(int(y.Year)), figure) + padLeft(ceiling, figure) + padLeft(t.bound(y.Known, t.share(y.StatusQuo)), figure) + padLeft(t.bound(y.Known, t.share(y.Cost)), figure) + padLeft(rest, figure) +
			marks(func(i int) string { return s.MarkIn(i, y.Year) }))
	}
	t.note(levelsLegend(&t.table, s.Levels()), "", "")
	if len(years) < len(s.Years) {
		t.note(abnd.T("Years in which a benefit starts, the first and the last year; csv and json have every year.", "Anos em que se inicia uma prestação, o primeiro e o último; csv e json têm todos os anos."), "", "")
	}
}
