package workbook

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
)

// afterPage shows the coverage of each group under every scenario, by year:
// what remains of the gaps.
func (w *resultWriter) afterPage() *paper.Page {
	p := w.computedPage(afterSheet,
		abnd.T("AFTER  ·  Coverage under each scenario", "AFTER  ·  Cobertura em cada cenário"),
		abnd.T("Coverage and people not covered, by group, scenario and year", "Cobertura e pessoas sem cobertura, por grupo, cenário e ano"),
		abnd.T("Coverage is measured as in COVERAGE, for the benefits that each scenario pays: a benefit covers its beneficiaries; a scheme not modelled by any benefit keeps the share that it covered at its last count, until a benefit replaces it. Blank: no data. Provisions without data are not counted; coverage is then a lower bound.",
			"A cobertura mede-se como em COVERAGE, para as prestações que cada cenário paga: uma prestação cobre os seus beneficiários; um regime que nenhuma prestação representa mantém a proporção que cobria na última contagem, até que uma prestação o substitua. Em branco: sem dados. Os regimes sem dados não contam; a cobertura é então um limite inferior."),
		[...]abnd.Text{abnd.T("Group", "Grupo"), abnd.T("Scenario", "Cenário"), abnd.T("Unit", "Unidade")})
	for _, s := range w.after {
		if s.workings {
			p.Printed = printedAbove(p, s.row)
			break
		}
	}
	w.addSections(p, w.after)
	return p
}

// printedAbove is what is printed of a page on which workings begin in a row.
func printedAbove(p *paper.Page, row int) address.Area {
	return address.Area{Top: 1, Left: 1, Bottom: row - 1, Right: p.PrintCols}
}

// peoplePage counts the people of each group in every year of the frames.
func (w *resultWriter) peoplePage() *paper.Page {
	p := w.yearsPage(peopleSheet, w.study.Frame(),
		abnd.T("PEOPLE  ·  Population groups by year", "PEOPLE  ·  Grupos da população por ano"),
		abnd.T("Number of people in each group by year and sex (calculations for COVERAGE)", "Número de pessoas de cada grupo por ano e sexo (cálculos de COVERAGE)"),
		abnd.T("People of the group: persons of its ages, or women who give birth, multiplied by the share in GROUPS. Size of the group: the people who remain after provisions with the role takes-out have been subtracted.",
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
			p.Rows = append(p.Rows, paper.Row{At: l.row, Cells: w.keyed(p, l.line, lead, paper.FixedLook)})
		}
	}
	w.finish(p, starts)
}
