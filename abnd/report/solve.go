package report

import (
	"bufio"
	"cmp"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/scenarios"
)

// The columns of what was solved: a name, a choice, then figures.
const (
	solvedName   = 40
	solvedChoice = 14
	solvedFigure = 13
)

// solveTable writes what was solved for people to read.
type solveTable struct{ table }

func newSolveTable(w io.Writer, result *scenarios.Result, lang abnd.Lang) *solveTable {
	return &solveTable{table{result: result, lang: lang, out: bufio.NewWriter(w)}}
}

func (t *solveTable) in(text abnd.Text) string { return text.In(t.lang) }

func (t *solveTable) share(x float64) string { return formatNumber(x*percent, 2, t.lang) }

// thousands are people in thousands.
func (t *solveTable) thousands(x float64) string { return formatNumber(x/1e3, 1, t.lang) }

func (t *solveTable) country(what abnd.Text) {
	s := t.result.Study
	t.note(abnd.T("%s (%s): %s", "%s (%s): %s").Fill(s.Country.Name, s.Country.ISO3, what), "", "")
}

// runName is the name of a scenario or package with its ID.
func (t *solveTable) runName(id string) abnd.Text {
	name := abnd.Same(id)
	for _, s := range t.result.Study.Scenarios {
		if s.ID == id && !s.Name.IsZero() {
			name = abnd.T("%s (%s)", "%s (%s)").Fill(s.Name, id)
		}
	}
	for _, p := range t.result.Study.Packages {
		if p.ID == id && !p.Name.IsZero() {
			name = abnd.T("%s (%s)", "%s (%s)").Fill(p.Name, id)
		}
	}
	return name
}

func (t *solveTable) nameOf(b abnd.Benefit) string {
	name := b.Name.In(t.lang)
	if name == "" {
		name = b.ID
	}
	return name
}

// row writes a name that may take several lines, and cells after the last.
func (t *solveTable) row(name string, width int, cells ...string) {
	lines := strings.Split(Wrap(name, width-1, "", "  "), "\n")
	for _, l := range lines[:len(lines)-1] {
		t.line(l)
	}
	t.line(padRight(lines[len(lines)-1], width) + strings.Join(cells, ""))
}

// SolvedValue writes a value of a parameter as the workbook takes it, rounded
// to the side that keeps the ceiling.
func SolvedValue(s *scenarios.TargetSolution, x float64, lang abnd.Lang) string {
	if s.Spec.Whole || s.Spec.Unit == abnd.CalendarYear {
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	const shareDecimals, moneyDecimals = 4, 2
	decimals := moneyDecimals
	if s.Spec.Unit == abnd.PureNumber {
		decimals = shareDecimals
	}
	scale := math.Pow10(decimals)
	// What lies on a place up to the last digits is on it.
	const place = 1e-7
	if s.Rising {
		x = math.Floor(float64(x*scale)+place) / scale
	} else {
		x = math.Ceil(float64(x*scale)-place) / scale
	}
	return formatNumber(x, decimals, lang)
}

// Target writes the value of a parameter that meets a ceiling.
func Target(w io.Writer, s *scenarios.TargetSolution, lang abnd.Lang) error {
	t := newSolveTable(w, s.Result, lang)
	t.country(abnd.T("%s of %s in %s", "%s de %s em %s").Fill(s.Spec.Code, s.Benefit.ID, t.runName(s.Run)))
	t.note(abnd.T("Ceiling: %s of %s %% of %s in %d.", "Limite: %s de %s %% do %s em %d.").
		Fill(s.Of.Name(), abnd.T(formatNumber(s.Ceiling*percent, 2, abnd.English), formatNumber(s.Ceiling*percent, 2, abnd.Portuguese)), s.Result.Study.GDPName, int(s.Year)), "", "")
	t.line("")
	figures := func(name abnd.Text, value, cost string) {
		t.row(name.In(lang), solvedName, padLeft(value, solvedChoice), padLeft(cost, solvedFigure))
	}
	estimate := func(e scenarios.Estimate, write func(float64) string) string {
		if !e.Known {
			return notKnown
		}
		return write(e.Value)
	}
	exactly := func(x float64) string { return formatNumber(x, decimalsOf(x), lang) }
	if s.Spec.Whole {
		exactly = func(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
	}
	figures(abnd.T("", ""), t.in(abnd.T("value", "valor")), t.in(abnd.T("% of GDP", "% do PIB")))
	figures(abnd.T("At present", "Actualmente"), estimate(s.Present, exactly), estimate(s.PresentCost, t.share))
	figures(s.Spec.Label, SolvedValue(s, s.Value, lang), t.share(s.Cost))
	if s.Next.Known {
		figures(abnd.T("The next one breaks the ceiling", "O seguinte ultrapassa o limite"), estimate(s.Next, exactly), estimate(s.NextCost, t.share))
	}
	t.line("")
	if s.AtBound {
		t.note(abnd.T("Even the dearest value within the bounds, %v to %v, keeps the ceiling.", "Mesmo o valor mais caro dentro dos limites, %v a %v, respeita o limite de custo.").Fill(s.Low.Value, s.High.Value), "* ", "  ")
	}
	turn := abnd.T("rises", "sobe")
	if !s.Rising {
		turn = abnd.T("falls", "desce")
	}
	t.note(abnd.T("The cost only %s with the value, at the %d values that were computed from %v to %v.", "O custo só %s com o valor, nos %d valores calculados de %v a %v.").
		Fill(turn, len(s.Searched), s.Searched[0].Value, s.Searched[len(s.Searched)-1].Value), "* ", "  ")
	if !s.Spec.Whole {
		t.note(abnd.T("The value shown is rounded to the side that keeps the ceiling; csv and json have every digit.", "O valor mostrado é arredondado para o lado que respeita o limite; csv e json têm todos os algarismos."), "* ", "  ")
	}
	t.note(abnd.T("The value is set in the scenario %s; the study itself is not changed.", "O valor é posto no cenário %s; o estudo não é alterado.").Fill(s.Scenario), "* ", "  ")
	return t.out.Flush()
}

// BestPackage writes the package that reaches most people within an envelope,
// and what no other package beats where there is a frontier.
func BestPackage(w io.Writer, s *scenarios.PackageSolution, frontier []scenarios.FrontierPoint, lang abnd.Lang) error {
	t := newSolveTable(w, s.Result, lang)
	t.country(abnd.T("the package that reaches most people within the ceiling", "o pacote que chega a mais pessoas dentro do limite"))
	t.envelope(s.Envelope, s.Years)
	t.line("")
	t.row("", solvedName, padRight(t.in(abnd.T("taken", "escolhido")), solvedChoice), padLeft(t.in(abnd.T("more people", "mais pessoas")), solvedFigure), padLeft(t.in(abnd.T("% of GDP", "% do PIB")), solvedFigure))
	var people, cost float64
	for _, item := range s.Items {
		taken := item.Level
		if taken == "" {
			taken = abnd.StatusQuo
		}
		people, cost = people+item.People, cost+item.Cost
		t.row(t.nameOf(item.Benefit), solvedName, padRight(taken, solvedChoice), padLeft(t.thousands(item.People), solvedFigure), padLeft(t.share(item.Cost), solvedFigure))
	}
	t.row("Total", solvedName, padRight("", solvedChoice), padLeft(t.thousands(s.People), solvedFigure), padLeft(t.share(cost), solvedFigure))
	if math.Abs(s.Weighted-s.People) > 0 {
		t.row(t.in(abnd.T("The same, weighted", "O mesmo, ponderado")), solvedName, padRight("", solvedChoice), padLeft(t.thousands(s.Weighted), solvedFigure))
	}
	t.years(s.Years)
	t.leftOut(s.Scenario)
	t.frontier(frontier)
	t.line("")
	counted := abnd.T("the mean of the years with a ceiling", "a média dos anos com limite")
	if s.Year != 0 {
		counted = abnd.T("those of %d", "as de %d").Fill(int(s.Year))
	}
	t.note(abnd.T("People in thousands who receive a benefit beyond the status quo, %s; who receives two counts twice. Cost over the status quo, mean of the years with a ceiling.",
		"Pessoas em milhares que recebem uma prestação além da situação actual, %s; quem recebe duas conta duas vezes. Custo face à situação actual, média dos anos com limite.").Fill(counted), "* ", "  ")
	if math.Abs(people-s.People) > 1 {
		t.note(abnd.T("The total takes off recipients of existing benefits that the package stops.", "O total desconta os beneficiários de prestações existentes que o pacote faz cessar."), "* ", "  ")
	}
	t.together(s.Together)
	t.note(abnd.T("The optimum is exact: %s packages, by branch and bound, and computed as a whole.", "O óptimo é exacto: %s pacotes, por ramificação e limite, e calculado no conjunto.").
		Fill(wholeNumber(s.Combinations)), "* ", "  ")
	return t.out.Flush()
}

func wholeNumber(x float64) abnd.Text {
	return abnd.T(formatNumber(x, 0, abnd.English), formatNumber(x, 0, abnd.Portuguese))
}

// Phasing writes when each benefit of a scenario can start.
func Phasing(w io.Writer, s *scenarios.PhasingSolution, lang abnd.Lang) error {
	t := newSolveTable(w, s.Result, lang)
	t.country(abnd.T("the earliest start of the benefits of %s", "o início mais cedo possível das prestações de %s").Fill(t.runName(s.Run)))
	t.envelope(s.Envelope, s.Years)
	t.line("")
	t.row("", solvedName, padLeft(t.in(abnd.T("planned", "previsto")), solvedChoice), padLeft(t.in(abnd.T("starts", "inicia")), solvedFigure))
	for _, item := range s.Items {
		start := strconv.Itoa(int(item.Start))
		switch {
		case item.Fixed:
			start = t.in(abnd.T("existing", "existente"))
		case item.Start == 0:
			start = t.in(abnd.T("never", "nunca"))
		}
		t.row(t.nameOf(item.Benefit), solvedName, padLeft(strconv.Itoa(int(item.Planned)), solvedChoice), padLeft(start, solvedFigure))
	}
	t.years(s.Years)
	t.line("")
	if len(s.Order) > 0 {
		t.note(abnd.T("Each benefit starts as early as it can, given those above it.", "Cada prestação inicia-se tão cedo quanto possível, dadas as que estão acima."), "* ", "  ")
	} else {
		t.note(abnd.T("Of all plans that keep the ceiling this one reaches most people over the years of the projection: %s thousand on average beyond the status quo.",
			"De todos os planos que respeitam o limite, este chega a mais pessoas ao longo da projecção: em média %s milhares além da situação actual.").
			Fill(abnd.T(formatNumber(s.People/1e3, 1, abnd.English), formatNumber(s.People/1e3, 1, abnd.Portuguese))), "* ", "  ")
	}
	if s.MoveRamps {
		t.note(abnd.T("The ramps of take-up and area move with the start.", "As rampas de adesão e de área acompanham o início."), "* ", "  ")
	} else {
		t.note(abnd.T("Only the start moves: ramps keep their calendar years.", "Só muda o início: as rampas mantêm os seus anos civis."), "* ", "  ")
	}
	if slices.ContainsFunc(s.Items, func(x scenarios.PhasedBenefit) bool { return x.Fixed }) {
		t.note(abnd.T("Existing benefits keep what the scenario changes of them, from its own years on.", "As prestações existentes mantêm o que o cenário altera nelas, a partir dos anos deste."), "* ", "  ")
	}
	t.together(s.Together)
	return t.out.Flush()
}

// envelope says what the ceiling is.
func (t *solveTable) envelope(e scenarios.Envelope, years []scenarios.YearCost) {
	var held []scenarios.YearCost
	for _, y := range years {
		if y.Ceiling.Known {
			held = append(held, y)
		}
	}
	first, last := held[0], held[len(held)-1]
	if slices.ContainsFunc(held, func(y scenarios.YearCost) bool { return y.Ceiling.Value != first.Ceiling.Value }) {
		t.note(abnd.T("Ceiling by year: %s, %% of %s, %d to %d.", "Limite por ano: %s, %% do %s, %d a %d.").Fill(e.Of.Name(), t.result.Study.GDPName, int(first.Year), int(last.Year)), "", "")
		return
	}
	t.note(abnd.T("Ceiling: %s of %s %% of %s in every year from %d to %d.", "Limite: %s de %s %% do %s em cada ano de %d a %d.").
		Fill(e.Of.Name(), abnd.T(formatNumber(first.Ceiling.Value*percent, 2, abnd.English), formatNumber(first.Ceiling.Value*percent, 2, abnd.Portuguese)), t.result.Study.GDPName, int(first.Year), int(last.Year)), "", "")
}

// years writes the cost of each year beside its ceiling.
func (t *solveTable) years(years []scenarios.YearCost) {
	t.line("")
	names := strings.Split(t.in(abnd.T("% of GDP|ceiling|status quo|solution|left", "% do PIB|limite|sit. actual|solução|folga")), "|")
	t.line(padRight(names[0], solvedChoice) + padLeft(names[1], solvedFigure) + padLeft(names[2], solvedFigure) + padLeft(names[3], solvedFigure) + padLeft(names[4], solvedFigure))
	for _, y := range years {
		ceiling, rest := notKnown, notKnown
		if y.Ceiling.Known {
			ceiling, rest = t.share(y.Ceiling.Value), t.share(max(0, y.Ceiling.Value-y.Cost))
		}
		t.line(padRight(strconv.Itoa(int(y.Year)), solvedChoice) + padLeft(ceiling, solvedFigure) + padLeft(t.share(y.StatusQuo), solvedFigure) + padLeft(t.share(y.Cost), solvedFigure) + padLeft(rest, solvedFigure))
	}
}

// leftOut writes who is still left out of each group in the last year, by the
// rules of overlap of the assessment.
func (t *solveTable) leftOut(scenario string) {
	last := t.result.Study.Projection.Last
	first := true
	for _, x := range scenarios.RemainingGaps(t.result) {
		if x.Scenario != scenario || x.Year != last || !x.Both.LeftOut.Known {
			continue
		}
		if first {
			t.line("")
			t.row(t.in(abnd.T("Left out in %d, thousands", "Excluídas em %d, milhares").Fill(int(last))), solvedName, padLeft(t.in(abnd.T("status quo", "sit. actual")), solvedChoice), padLeft(t.in(abnd.T("solution", "solução")), solvedFigure))
			first = false
		}
		before := notKnown
		for _, y := range scenarios.RemainingGaps(t.result) {
			if y.Scenario == abnd.StatusQuo && y.Year == last && y.Group.ID == x.Group.ID && y.Both.LeftOut.Known {
				before = t.leftOutOf(y)
			}
		}
		t.row(x.Group.Name.In(t.lang), solvedName, padLeft(before, solvedChoice), padLeft(t.leftOutOf(x), solvedFigure))
	}
}

// leftOutOf is how many thousands are left out, at most where coverage is at
// least so much.
func (t *solveTable) leftOutOf(x scenarios.Remaining) string {
	text := t.thousands(x.Both.LeftOut.Value)
	if x.AtLeast() {
		text = "≤ " + text
	}
	return text
}

// frontier writes the packages that no other one beats.
func (t *solveTable) frontier(points []scenarios.FrontierPoint) {
	if len(points) == 0 {
		return
	}
	t.line("")
	t.note(abnd.T("What no other package beats: greatest cost of a year, % of GDP, and thousands of people", "O que nenhum outro pacote supera: maior custo de um ano, % do PIB, e milhares de pessoas"), "", "")
	shown := thinned(points)
	for _, p := range shown {
		mark := " "
		if p.Fits {
			mark = "*"
		}
		head := mark + padLeft(t.share(p.Peak), percentWidth+2) + padLeft(t.thousands(p.Weighted), solvedFigure-2) + "  "
		t.line(Wrap(t.levels(p), Width, head, strings.Repeat(" ", len([]rune(head)))))
	}
	t.note(abnd.T("* within the ceiling", "* dentro do limite"), "", "")
	if len(shown) < len(points) {
		t.note(abnd.T("These are %d of the %d packages that no other one beats; csv and json have them all.", "Estes são %d dos %d pacotes que nenhum outro supera; csv e json têm-nos todos.").Fill(len(shown), len(points)), "", "")
	}
}

// thinned keeps at most so many points as can be read, over the whole range of
// costs: of each step the one that reaches most people.
func thinned(points []scenarios.FrontierPoint) []scenarios.FrontierPoint {
	const most = 20
	if len(points) <= most {
		return points
	}
	top, bottom := points[0].Peak, points[len(points)-1].Peak
	step := func(p scenarios.FrontierPoint) int { return int((top - p.Peak) / (top - bottom) * (most - 1)) }
	shown := points[:1:1]
	for i, p := range points[1:] {
		if step(p) != step(points[i]) {
			shown = append(shown, p)
		}
	}
	return shown
}

// levels lists what a package takes, by level.
func (t *solveTable) levels(p scenarios.FrontierPoint) string {
	if len(p.Levels) == 0 {
		return t.in(abnd.T("the status quo", "a situação actual"))
	}
	return levelsText(p)
}

func levelsText(p scenarios.FrontierPoint) string {
	var all []string
	for _, id := range slices.Sorted(maps.Keys(p.Levels)) {
		all = append(all, id+"="+p.Levels[id])
	}
	return strings.Join(all, " ")
}

// together says which benefits were computed together.
func (t *solveTable) together(blocks [][]string) {
	for _, ids := range blocks {
		t.note(abnd.T("These act on one another and were computed together: %s.", "Estas influenciam-se mutuamente e foram calculadas em conjunto: %s.").Fill(strings.Join(ids, ", ")), "* ", "  ")
	}
}

// solvedHeader is a contract with those who read the file.
var solvedHeader = []string{"kind", "benefit", "choice", "year", "measure", "value"}

// SolvedRow is one figure of a solution: of a benefit, of a year, of a point of
// the frontier, or of a value that was tried.
type SolvedRow struct {
	Kind    string  `json:"kind"`
	Benefit string  `json:"benefit,omitempty"`
	Choice  string  `json:"choice,omitempty"`
	Year    int     `json:"year,omitempty"`
	Measure string  `json:"measure"`
	Value   float64 `json:"value"`
}

// TargetRows lists a solved parameter: the solution, the present value, the
// next one, and those that were computed on the way.
func TargetRows(s *scenarios.TargetSolution) []SolvedRow {
	var rows []SolvedRow
	add := func(kind string, value, cost scenarios.Estimate) {
		for _, x := range []struct {
			measure string
			scenarios.Estimate
			factor float64
		}{{s.Spec.Code, value, 1}, {measureOf(s.Of), cost, percent}} {
			if x.Known {
				rows = append(rows, SolvedRow{kind, s.Benefit.ID, s.Run, int(s.Year), x.measure, x.Value * x.factor})
			}
		}
	}
	known := func(x float64) scenarios.Estimate { return scenarios.Estimate{Value: x, Known: true} }
	add("solution", known(s.Value), known(s.Cost))
	add("present", s.Present, s.PresentCost)
	add("next", s.Next, s.NextCost)
	for _, p := range s.Searched {
		add("searched", known(p.Value), known(p.Cost))
	}
	return rows
}

// measureOf is the measure of a ceiling's basis.
func measureOf(of scenarios.Basis) string {
	if of == scenarios.OfIncrement {
		return "incremental_percent_gdp"
	}
	return "percent_gdp"
}

// PackageRows lists the best package: benefits, years, and the frontier.
func PackageRows(s *scenarios.PackageSolution, frontier []scenarios.FrontierPoint) []SolvedRow {
	var rows []SolvedRow
	for _, x := range s.Items {
		rows = append(rows,
			SolvedRow{"benefit", x.Benefit.ID, cmp.Or(x.Level, abnd.StatusQuo), int(s.Year), "people", x.People},
			SolvedRow{"benefit", x.Benefit.ID, cmp.Or(x.Level, abnd.StatusQuo), 0, "incremental_percent_gdp", x.Cost * percent})
	}
	rows = append(rows, SolvedRow{Kind: "package", Measure: "people", Value: s.People}, SolvedRow{Kind: "package", Measure: "weighted_people", Value: s.Weighted})
	rows = append(rows, yearRows(s.Envelope.Of, s.Years)...)
	for i, p := range frontier {
		name := strconv.Itoa(i + 1)
		rows = append(rows,
			SolvedRow{Kind: "frontier", Benefit: name, Choice: levelsText(p), Measure: measureOf(s.Envelope.Of), Value: p.Peak * percent},
			SolvedRow{Kind: "frontier", Benefit: name, Choice: levelsText(p), Measure: "people", Value: p.People},
			SolvedRow{Kind: "frontier", Benefit: name, Choice: levelsText(p), Measure: "weighted_people", Value: p.Weighted})
	}
	return rows
}

// PhasingRows lists when each benefit starts; one that does not has no start.
func PhasingRows(s *scenarios.PhasingSolution) []SolvedRow {
	var rows []SolvedRow
	for _, x := range s.Items {
		rows = append(rows, SolvedRow{"benefit", x.Benefit.ID, s.Run, 0, "planned", float64(x.Planned)})
		if x.Start != 0 {
			rows = append(rows, SolvedRow{"benefit", x.Benefit.ID, s.Run, 0, "start", float64(x.Start)})
		}
	}
	rows = append(rows, SolvedRow{Kind: "plan", Measure: "people", Value: s.People}, SolvedRow{Kind: "plan", Measure: "weighted_people", Value: s.Weighted})
	return append(rows, yearRows(s.Envelope.Of, s.Years)...)
}

func yearRows(of scenarios.Basis, years []scenarios.YearCost) []SolvedRow {
	var rows []SolvedRow
	for _, y := range years {
		if y.Ceiling.Known {
			rows = append(rows, SolvedRow{Kind: "year", Choice: "ceiling", Year: int(y.Year), Measure: measureOf(of), Value: y.Ceiling.Value * percent})
		}
		rows = append(rows,
			SolvedRow{Kind: "year", Choice: abnd.StatusQuo, Year: int(y.Year), Measure: measureOf(of), Value: y.StatusQuo * percent},
			SolvedRow{Kind: "year", Choice: "solution", Year: int(y.Year), Measure: measureOf(of), Value: y.Cost * percent})
	}
	return rows
}

// SolvedCSV writes the figures of a solution as CSV, like [CSV].
func SolvedCSV(out *CSVWriter, rows []SolvedRow) error {
	out.header(solvedHeader...)
	for _, r := range rows {
		out.write(textCell(r.Kind), textCell(r.Benefit), textCell(r.Choice), yearCell(r.Year), textCell(r.Measure), figureCell(r.Value))
	}
	return out.end()
}

// SolvedJSON writes an object with the manifest, the method by which the
// solution was found, and its figures.
func SolvedJSON(w io.Writer, manifest Manifest, method string, rows []SolvedRow) error {
	head := struct {
		Manifest
		Method string `json:"method"`
	}{manifest, method}
	list := jsonRows{name: "solution"}
	for _, r := range rows {
		list.rows = append(list.rows, r)
	}
	return writeJSON(w, head, list)
}
