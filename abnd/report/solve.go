package report

import (
	"bufio"
	"io"
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
func (t *table) runName(id string) abnd.Text {
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
	t.country(abnd.T("%s of %s in %s", "%s de %s, %s").Fill(s.Spec.Code, s.Benefit.ID, t.runName(s.Run)))
	t.note(abnd.T("Ceiling: %s of %s%% of %s in %d.", "Tecto: %s de %s %% do %s em %d.").
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
	figures(abnd.T("Current value", "Valor actual"), estimate(s.Present, exactly), estimate(s.PresentCost, t.share))
	figures(s.Spec.Label, SolvedValue(s, s.Value, lang), t.share(s.Cost))
	if s.Next.Known {
		figures(abnd.T("The next value exceeds the ceiling", "O seguinte ultrapassa o tecto"), estimate(s.Next, exactly), estimate(s.NextCost, t.share))
	}
	t.line("")
	if s.AtBound {
		t.note(abnd.T("Even the highest-cost value between the bounds, %v to %v, is within the ceiling.", "Mesmo o valor de maior custo do intervalo, de %v a %v, respeita o tecto.").Fill(s.Low.Value, s.High.Value), "* ", "  ")
	}
	turn := abnd.T("rises", "sobe")
	if !s.Rising {
		turn = abnd.T("falls", "desce")
	}
	t.note(abnd.T("The cost %s with the value at all %d values calculated from %v to %v.", "O custo %s com o valor em todos os %d valores calculados de %v a %v.").
		Fill(turn, len(s.Searched), s.Searched[0].Value, s.Searched[len(s.Searched)-1].Value), "* ", "  ")
	if !s.Spec.Whole {
		t.note(abnd.T("The value shown is rounded so that it stays within the ceiling; csv and json have all digits.", "O valor mostrado é arredondado de modo a respeitar o tecto; csv e json têm todos os algarismos."), "* ", "  ")
	}
	t.note(abnd.T("The value is set in the scenario %s; the study itself is not changed.", "O valor é aplicado ao cenário %s; o estudo não é alterado.").Fill(s.Scenario), "* ", "  ")
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
		t.note(abnd.T("Ceiling by year: %s, %% of %s, %d to %d.", "Tecto por ano: %s, %% do %s, %d a %d.").Fill(e.Of.Name(), t.result.Study.GDPName, int(first.Year), int(last.Year)), "", "")
		return
	}
	t.note(abnd.T("Ceiling: %s of %s%% of %s in every year from %d to %d.", "Tecto: %s de %s %% do %s em cada ano de %d a %d.").
		Fill(e.Of.Name(), abnd.T(formatNumber(first.Ceiling.Value*percent, 2, abnd.English), formatNumber(first.Ceiling.Value*percent, 2, abnd.Portuguese)), t.result.Study.GDPName, int(first.Year), int(last.Year)), "", "")
}

// bound marks a figure of which a part is not known.
func (t *solveTable) bound(known abnd.Knowledge, figure string) string {
	switch known {
	case abnd.KnownNone:
		return notKnown
	case abnd.KnownPart:
		return abnd.AtLeastMark + figure
	}
	return figure
}

// years writes the cost of each year beside its ceiling.
func (t *solveTable) years(years []scenarios.YearCost) {
	t.line("")
	names := strings.Split(t.in(abnd.T("% of GDP|ceiling|status quo|solution|margin", "% do PIB|tecto|sit. actual|solução|folga")), "|")
	t.line(padRight(names[0], solvedChoice) + padLeft(names[1], solvedFigure) + padLeft(names[2], solvedFigure) + padLeft(names[3], solvedFigure) + padLeft(names[4], solvedFigure))
	for _, y := range years {
		ceiling, rest := notKnown, notKnown
		if y.Ceiling.Known {
			ceiling, rest = t.share(y.Ceiling.Value), t.share(max(0, y.Ceiling.Value-y.Cost))
		}
		t.line(padRight(strconv.Itoa(int(y.Year)), solvedChoice) + padLeft(ceiling, solvedFigure) + padLeft(t.bound(y.Known, t.share(y.StatusQuo)), solvedFigure) + padLeft(t.bound(y.Known, t.share(y.Cost)), solvedFigure) + padLeft(rest, solvedFigure))
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
			t.row(t.in(abnd.T("People not covered in %d, thousands", "Pessoas sem cobertura em %d, milhares").Fill(int(last))), solvedName, padLeft(t.in(abnd.T("status quo", "sit. actual")), solvedChoice), padLeft(t.in(abnd.T("solution", "solução")), solvedFigure))
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

// together says which benefits were computed together.
func (t *solveTable) together(blocks [][]string) {
	for _, ids := range blocks {
		t.note(abnd.T("These benefits interact or cover the same people, and were costed jointly: %s.", "Estas prestações influenciam-se mutuamente ou abrangem as mesmas pessoas e foram calculadas em conjunto: %s.").Fill(strings.Join(ids, ", ")), "* ", "  ")
	}
}
