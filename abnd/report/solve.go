package report

import (
	"math"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/scenarios"
)

// solution shows what was solved.
type solution struct {
	builder
	result *scenarios.Result
}

func newSolution(result *scenarios.Result, what abnd.Text) *solution {
	t := &solution{result: result}
	s := result.Study
	t.say(abnd.T("%s (%s): %s", "%s (%s): %s").Fill(s.Country.Name, s.Country.ISO3, what))
	return t
}

// ofGDP is a share of GDP in percent.
func ofGDP(share float64, known abnd.Knowledge) Cell {
	return figure(Percent, share*percent, known, decimals(percentDecimals))
}

// thousands are people in thousands.
func thousands(x float64) Cell { return figure(Persons, x, abnd.KnownAll, personScales[0]) }

// runName is the name of a scenario or package with its ID.
func (t *solution) runName(id string) abnd.Text { return runTitle(t.result.Study, id) }

// solvedPlaces are the decimals of a value of a parameter as the workbook takes
// it.
func solvedPlaces(spec abnd.Unit) int {
	const shareDecimals, moneyDecimals = 4, 2
	if spec == abnd.PureNumber {
		return shareDecimals
	}
	return moneyDecimals
}

// SolvedValue is a value of a parameter as the workbook takes it, rounded to
// the side that keeps the ceiling.
func SolvedValue(s *scenarios.TargetSolution, x float64) Cell {
	if s.Spec.Whole || s.Spec.Unit == abnd.CalendarYear {
		return figure(Plainly, x, abnd.KnownAll, decimals(0))
	}
	places := solvedPlaces(s.Spec.Unit)
	scale := math.Pow10(places)
	// What lies on a place up to the last digits is on it.
	const place = 1e-7
	if s.Rising {
		x = math.Floor(float64(x*scale)+place) / scale
	} else {
		x = math.Ceil(float64(x*scale)-place) / scale
	}
	return numberCell(x, places)
}

// Target shows the value of a parameter that meets a ceiling.
func Target(s *scenarios.TargetSolution) Document {
	study := s.Result.Study
	t := newSolution(s.Result, abnd.T("%s of %s in %s", "%s de %s, %s").Fill(s.Spec.Code, s.Benefit.ID, runTitle(study, s.Run)))
	t.say(abnd.T("Ceiling: %s of %s%% of %s in %d.", "Tecto: %s de %s %% do %s em %d.").
		Fill(s.Of.Name(), numberText(s.Ceiling*percent, percentDecimals), study.GDPName, int(s.Year)))
	table := &Table{Name: "target", Columns: append([]Column{{}}, heads(abnd.T("value|% of GDP", "valor|% do PIB"))...)}
	exactly := func(e scenarios.Estimate) Cell {
		switch {
		case !e.Known:
			return unknownCell
		case s.Spec.Whole:
			return figure(Plainly, e.Value, abnd.KnownAll, decimals(0))
		}
		return numberCell(e.Value, decimalsOf(e.Value))
	}
	share := func(e scenarios.Estimate) Cell {
		if !e.Known {
			return unknownCell
		}
		return ofGDP(e.Value, abnd.KnownAll)
	}
	table.row(words(abnd.T("Current value", "Valor actual")), exactly(s.Present), share(s.PresentCost))
	table.row(words(s.Spec.Label), SolvedValue(s, s.Value), ofGDP(s.Cost, abnd.KnownAll))
	if s.Next.Known {
		table.row(words(abnd.T("The next value exceeds the ceiling", "O seguinte ultrapassa o tecto")), exactly(s.Next), share(s.NextCost))
	}
	t.section(abnd.Text{}, table)
	t.section(abnd.Text{})
	if s.AtBound {
		t.note(abnd.T("Even the highest-cost value between the bounds, %v to %v, is within the ceiling.", "Mesmo o valor de maior custo do intervalo, de %v a %v, respeita o tecto.").Fill(s.Low.Value, s.High.Value))
	}
	turn := abnd.T("rises", "sobe")
	if !s.Rising {
		turn = abnd.T("falls", "desce")
	}
	t.note(abnd.T("The cost %s with the value at all %d values calculated from %v to %v.", "O custo %s com o valor em todos os %d valores calculados de %v a %v.").
		Fill(turn, len(s.Searched), s.Searched[0].Value, s.Searched[len(s.Searched)-1].Value))
	if !s.Spec.Whole {
		t.note(abnd.T("The value shown is rounded so that it stays within the ceiling; csv and json have all digits.", "O valor mostrado é arredondado de modo a respeitar o tecto; csv e json têm todos os algarismos."))
	}
	t.note(abnd.T("The value is set in the scenario %s; the study itself is not changed.", "O valor é aplicado ao cenário %s; o estudo não é alterado.").Fill(s.Scenario))
	return t.Document
}

// envelope says what the ceiling is, and whether anybody has given it.
func (t *solution) envelope(e scenarios.Envelope, years []scenarios.YearCost) {
	t.ceilings(e, years)
	if e.Assumed() {
		t.say(scenarios.AssumedCeiling())
	}
}

// ceilings says what the ceiling is.
func (t *solution) ceilings(e scenarios.Envelope, years []scenarios.YearCost) {
	var held []scenarios.YearCost
	for _, y := range years {
		if y.Ceiling.Known {
			held = append(held, y)
		}
	}
	first, last := held[0], held[len(held)-1]
	gdp := t.result.Study.GDPName
	if slices.ContainsFunc(held, func(y scenarios.YearCost) bool { return y.Ceiling.Value != first.Ceiling.Value }) {
		t.say(abnd.T("Ceiling by year: %s, %% of %s, %d to %d.", "Tecto por ano: %s, %% do %s, %d a %d.").Fill(e.Of.Name(), gdp, int(first.Year), int(last.Year)))
		return
	}
	t.say(abnd.T("Ceiling: %s of %s%% of %s in every year from %d to %d.", "Tecto: %s de %s %% do %s em cada ano de %d a %d.").
		Fill(e.Of.Name(), numberText(first.Ceiling.Value*percent, percentDecimals), gdp, int(first.Year), int(last.Year)))
}

// ceilingRow is a year with its ceiling, the cost of the status quo and of the
// solution, and what is left.
func ceilingRow(y scenarios.YearCost) []Cell {
	ceiling, rest := unknownCell, unknownCell
	if y.Ceiling.Known {
		ceiling, rest = ofGDP(y.Ceiling.Value, abnd.KnownAll), ofGDP(max(0, y.Ceiling.Value-y.Cost), abnd.KnownAll)
	}
	return []Cell{yearOf(y.Year), ceiling, ofGDP(y.StatusQuo, y.Known), ofGDP(y.Cost, y.Known), rest}
}

// years shows the cost of each year beside its ceiling.
func (t *solution) years(years []scenarios.YearCost) {
	table := &Table{Name: "ceilings", Columns: heads(abnd.T("% of GDP|ceiling|status quo|solution|margin", "% do PIB|tecto|sit. actual|solução|folga"))}
	for _, y := range years {
		table.row(ceilingRow(y)...)
	}
	t.section(abnd.Text{}, table)
}

// leftOut shows who is still left out of each group in the last year, by the
// rules of overlap of the assessment.
func (t *solution) leftOut(scenario string) {
	last := t.result.Study.Projection.Last
	table := &Table{Name: "left-out", Columns: append([]Column{{Head: abnd.T("People not covered in %d, thousands", "Pessoas sem cobertura em %d, milhares").Fill(int(last))}}, heads(abnd.T("status quo|solution", "sit. actual|solução"))...)}
	all := scenarios.RemainingGaps(t.result)
	for _, x := range all {
		if x.Scenario != scenario || x.Year != last || !x.Both.LeftOut.Known {
			continue
		}
		before := unknownCell
		for _, y := range all {
			if y.Scenario == abnd.StatusQuo && y.Year == last && y.Group.ID == x.Group.ID && y.Both.LeftOut.Known {
				before = leftOutOf(y)
			}
		}
		table.row(words(x.Group.Name), before, leftOutOf(x))
	}
	if len(table.Rows) > 0 {
		t.section(abnd.Text{}, table)
	}
}

// leftOutOf is how many thousands are left out, at most where coverage is at
// least so much.
func leftOutOf(x scenarios.Remaining) Cell {
	cell := thousands(x.Both.LeftOut.Value)
	if x.AtLeast() {
		cell.Known, cell.Falls = abnd.KnownPart, true
	}
	return cell
}

// jointlyCosted says which benefits were computed together.
func (t *solution) jointlyCosted(blocks [][]string) {
	for _, ids := range blocks {
		t.note(abnd.T("These benefits interact or cover the same people, and were costed jointly: %s.", "Estas prestações influenciam-se mutuamente ou abrangem as mesmas pessoas e foram calculadas em conjunto: %s.").Fill(strings.Join(ids, ", ")))
	}
}
