package workbook

import (
	"slices"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// ageBlock is a heading with lines below it: one line for each single age, or
// cells and totals.
type ageBlock struct {
	block
	age []string // beside each line; blank for a total
}

// survivalLines are the lines of SURV by the last word of their keys before
// the age; all others that are no inputs stand on EVENTS.
var survivalLines = []string{
	"mortality_factor", "death_rate_used", "infant_years", "death_probability", "survivors", "person_years", "survival", "life_expectancy_projected",
}

// placePopulation gives the lines of a projected population their places: the
// population itself after the base year of POP, the life tables on SURV, and
// births, deaths and migrants on EVENTS.
func (l *layout) placePopulation() {
	base, projected := l.study.PopulationBase()
	if !projected {
		return
	}
	span := l.study.Demography.Span
	lines := l.model.Lines()
	for i := range lines {
		line := lines[i]
		if line.Group != costing.DemographyGroup {
			continue
		}
		if _, placed := l.spots[line.Key]; placed {
			continue // an input
		}
		sex, word, age := wordsOf(line.Key)
		if word == "population" && age != "" {
			n, _ := strconv.Atoi(age)
			at, _ := l.book.address(costing.PopulationPath(base, sex, n))
			l.spots[line.Key] = cellRef{sheet: at.Sheet, row: at.Row, col: at.Col, series: true, first: span.First, last: span.Last}
			continue
		}
		blocks, heading := &l.events, abnd.T("Totals", "Totais")
		if slices.Contains(survivalLines, word) || !line.IsSeries() {
			blocks, heading = &l.survival, abnd.T("Years lived in the age by those who die in it, factors, life expectancy", "Anos vividos na idade por quem nela morre, factores, esperança de vida")
		}
		switch {
		case word == "fertility":
			heading = abnd.T("Births per woman, by age", "Nados-vivos por mulher, por idade")
		case age != "":
			heading = costing.AgeBlockLabel(sex, word)
		}
		at := slices.IndexFunc(*blocks, func(b ageBlock) bool { return b.heading == heading })
		if at < 0 {
			at = len(*blocks)
			*blocks = append(*blocks, ageBlock{block: block{heading: heading}})
			if age == "" { // totals come first
				*blocks = slices.Insert((*blocks)[:at], 0, (*blocks)[at])
				at = 0
			}
		}
		(*blocks)[at].lines = append((*blocks)[at].lines, placed{line: line})
		(*blocks)[at].age = append((*blocks)[at].age, age)
	}
	l.placeAgeBlocks(survivalSheet, l.survival, span)
	l.placeAgeBlocks(eventsSheet, l.events, span)
}

func (l *layout) placeAgeBlocks(sheet string, blocks []ageBlock, span abnd.Years) {
	row := paper.FirstDataRow
	for i := range blocks {
		b := &blocks[i]
		b.row = row
		row++
		for j := range b.lines {
			b.lines[j].row = row
			s := cellRef{sheet: sheet, row: row, col: yearColumn}
			if b.lines[j].line.IsSeries() {
				s.series, s.first, s.last = true, span.First, span.Last
			}
			l.spots[b.lines[j].line.Key] = s
			row++
		}
		row++
	}
}

// wordsOf splits the key of a line of the population: its sex, blank where it
// is of both, what it is, and the single age, blank where it has none.
func wordsOf(key model.Key) (sex abnd.Sex, word, age string) {
	words := strings.Split(string(key), "/")[1:]
	if s := abnd.Sex(words[0]); s == abnd.Female || s == abnd.Male {
		sex, words = s, words[1:]
	}
	if len(words) > 1 {
		age = words[1]
	}
	return sex, words[0], age
}

// addPopulation puts the formulas of the projected years into POP.
func (w *resultWriter) addPopulation(p *paper.Page) {
	base, projected := w.study.PopulationBase()
	if !projected || p.Name != sheets.Population {
		return
	}
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		for age := range abnd.MaxAge + 1 {
			line := w.model.Line(costing.AgeKey(sex, "population", age))
			at := w.spots[line.Key]
			r := slices.IndexFunc(p.Rows, func(r paper.Row) bool { return r.At == at.row })
			for _, year := range line.Years.All() {
				if year > base {
					p.Rows[r].Cells[at.column(year)-1] = w.lineCell(line, year, paper.FixedLook)
				}
			}
		}
	}
}

// survivalPage is the sheet of life tables.
func (w *resultWriter) survivalPage() *paper.Page {
	return w.agePage(survivalSheet, w.survival,
		abnd.T("SURV  ·  Life tables and survival", "SURV  ·  Tábuas de mortalidade e sobrevivência"),
		abnd.T("Life tables and survival by single age and sex", "Tábuas de mortalidade e sobrevivência por idade simples e sexo"),
		abnd.T("Calculated from the death rates of MORT: probability of dying, survivors per birth, years lived, and survival between two mid-years, by which the population of POP becomes one year older.",
			"Calculado a partir das taxas de MORT: probabilidade de morrer, sobreviventes por nascimento, anos vividos e sobrevivência de 1 de Julho a 1 de Julho, pela qual a população de POP fica um ano mais velha."))
}

// eventsPage is the sheet of births, deaths and migrants.
func (w *resultWriter) eventsPage() *paper.Page {
	return w.agePage(eventsSheet, w.events,
		abnd.T("EVENTS  ·  Births, deaths and migrants", "EVENTS  ·  Nascimentos, óbitos e migrantes"),
		abnd.T("Births, deaths and net migrants of the projection", "Nascimentos, óbitos e saldo migratório da projecção"),
		abnd.T("In the calendar year, and since the previous mid-year, which changes the population from one 1 July to the next.",
			"Do ano civil, e desde 1 de Julho do ano anterior, que é o que muda a população de um 1 de Julho para o seguinte."))
}

func (w *resultWriter) agePage(name string, blocks []ageBlock, title, about, help abnd.Text) *paper.Page {
	p := w.yearsPage(name, w.study.Demography.Span, title, about, help,
		[...]abnd.Text{abnd.T("What it is", "O que é"), abnd.T("Age", "Idade"), abnd.T("Unit", "Unidade")})
	var starts []int
	for _, b := range blocks {
		starts = append(starts, b.row)
		p.AddHeading(b.row, w.textCell(b.heading, paper.HeadingLook))
		for i, l := range b.lines {
			age := paper.Cell{Look: paper.Look{Kind: paper.FixedLook, Centred: true}}
			if b.age[i] != "" {
				age = w.textCell(abnd.Same(b.age[i]), paper.FixedLook)
			}
			lead := []paper.Cell{w.textCell(l.line.Label, paper.FixedLook), age, w.textCell(w.unitOfAge(l.line), paper.FixedLook)}
			p.Rows = append(p.Rows, paper.Row{At: l.row, Cells: w.keyed(p, l.line, lead, paper.FixedLook)})
		}
	}
	w.finish(p, starts)
	return p
}

// unitOfAge is the unit of a line of the population. Years lived are a ratio to
// those born, so the model has them without a unit.
func (w *resultWriter) unitOfAge(line *model.Line) abnd.Text {
	if _, word, _ := wordsOf(line.Key); slices.Contains([]string{"half_year", "infant_years", "person_years", "life_expectancy_projected"}, word) {
		return abnd.T("years", "anos")
	}
	return w.unitOf(line)
}

// cohorts checks that a projected population changes by what happens to it:
// at the end there are those of the base year and those born since, without
// those who died, and with the net migrants.
func (c *checks) cohorts() {
	base, projected := c.study.PopulationBase()
	if !projected {
		return
	}
	last := c.study.Demography.Span.Last
	at := func(year abnd.Year) (string, float64) {
		s := c.spots[costing.PopulationTotalKey]
		x, _ := c.projection.Value(costing.PopulationTotalKey, year)
		return address.Ref{Sheet: s.sheet, Col: s.column(year), Row: s.row}.Absolute(), x
	}
	sum := func(key model.Key) (string, float64) {
		total := 0.0
		for _, x := range c.projection.Values(key)[1:] { // nothing has happened before the base year
			total += x
		}
		return "SUM(" + c.rangeOf(key) + ")", total
	}
	end, people := at(last)
	begin, before := at(base)
	births, born := sum(costing.BirthsBetweenKey)
	deaths, died := sum(costing.DeathsBetweenKey)
	migrants, moved := sum(costing.MigrantsBetweenKey)
	c.equal(abnd.T("Population of %d: population of %d, births, deaths and net migrants", "População de %d: a de %d, nascimentos, óbitos e saldo migratório").Fill(int(last), int(base)),
		end, people, before+born-died+moved, begin+"+"+births+"-"+deaths+"+"+migrants)
}
