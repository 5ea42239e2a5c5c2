package workbook

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
)

// afterPage shows the coverage of each group under every scenario, by year:
// what remains of the gaps.
func (w *resultWriter) afterPage() *paper.Page {
	p := w.computedPage(AfterSheet,
		abnd.T("AFTER  ·  Coverage after each scenario", "AFTER  ·  Cobertura depois de cada cenário"),
		abnd.T("Coverage and people left out by group, scenario and year: the gap that remains", "Cobertura e pessoas que ficam de fora por grupo, cenário e ano: a lacuna que subsiste"),
		abnd.T("The measure of COVERAGE on what each scenario pays: a benefit covers those whom it reaches; a scheme that no benefit stands for keeps the share that it covered when it was last counted, until a benefit replaces it. Blank: not known. Provisions that are not known are left out, so that coverage is then at least so much.",
			"A medida de COVERAGE aplicada ao que cada cenário paga: uma prestação cobre aqueles que abrange; um regime que nenhuma prestação representa mantém a proporção que cobria na última contagem, até que uma prestação o substitua. Em branco: não se conhece. Os regimes que não se conhecem não contam, pelo que a cobertura é então pelo menos essa."),
		[...]abnd.Text{abnd.T("Group", "Grupo"), abnd.T("Scenario", "Cenário"), abnd.T("Unit", "Unidade")})
	w.addSections(p, w.after)
	for _, s := range w.after {
		if s.workings {
			p.Printed = address.Area{Top: 1, Left: 1, Bottom: s.row - 1, Right: p.PrintCols}
			break
		}
	}
	return p
}

// peoplePage counts the people of each group in every year of the frames.
func (w *resultWriter) peoplePage() *paper.Page {
	p := w.yearsPage(PeopleSheet, w.study.Frame(),
		abnd.T("PEOPLE  ·  The population groups by year", "PEOPLE  ·  Os grupos da população por ano"),
		abnd.T("The people of each group by year and sex; workings of COVERAGE", "As pessoas de cada grupo por ano e sexo; cálculos de COVERAGE"),
		abnd.T("People of the group: persons of its ages, or women who give birth, times the share of GROUPS. Size of the group: those who are left once provisions with the role takes-out have taken theirs out.",
			"Pessoas do grupo: as das suas idades, ou as mulheres que tiveram um parto no ano, vezes a proporção de GROUPS. Dimensão do grupo: as que ficam depois de os regimes com a função takes-out (retira) retirarem as suas."),
		[...]abnd.Text{abnd.T("Line", "Rubrica"), {}, abnd.T("Unit", "Unidade")})
	w.addSections(p, w.people)
	return p
}

// addSections writes the sections of a page of computed lines and ends it.
func (w *resultWriter) addSections(p *paper.Page, sections []section) {
	var starts []int
	for _, s := range sections {
		starts = append(starts, s.row)
		p.AddHeading(s.row, w.textCell(s.heading, paper.HeadingLook))
		for _, l := range s.lines {
			lead := []paper.Cell{w.textCell(l.name, paper.FixedLook), w.textCell(l.detail, paper.FixedLook), w.textCell(w.unitOf(l.line), paper.FixedLook)}
			p.Rows = append(p.Rows, paper.Row{At: l.row, Cells: w.keyed(l.line, lead, paper.FixedLook)})
		}
	}
	w.finish(p, starts)
}
