package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// maternity: the incidence of an insured branch follows the births of VITAL
// instead of staying what it was in one year.
//
//	births per woman[t] = women who give birth[t] ÷ P[female, lo..hi, t]
//	incidence[t]        = births per woman[t] × births of insured women relative to all women
//	cases[t]            = insured women[t] × take-up[t] × incidence[t]
//
// Women who give birth are births without those of the second and later
// children of a confinement, where VITAL tells their share: a leave is paid once.
// Births of all mothers are set against the women of the benefit's ages, as the
// general fertility rate does with those of 15 to 49: Preston, S., Heuveline, P.,
// Guillot, M. (2001), Demography, Blackwell, section 5.1.
//
// In Timor-Leste there are 0.083 births to a woman of 15 to 49 in 2025 and 0.064
// in 2040; a constant incidence makes the branch 30 % too dear by then.
var maternity = family{
	title: abnd.T("Maternity cases from births", "Casos de maternidade a partir dos nascimentos"),
	note: abnd.T("It requires the rule of short-term contributory branches, whose incidence it replaces, and the births of VITAL. All "+
		"births are set against the women of the benefit's ages: enter the fertile ages, 15 to 49.",
		"Exige a regra das prestações imediatas do regime contributivo, cuja incidência substitui, e os nascimentos de VITAL. Todos os "+
			"nascimentos se referem às mulheres das idades da prestação: indique as idades férteis, dos 15 aos 49."),
	specs: []Spec{{
		Code: "births_relative", Nature: Response, Unit: abnd.PureNumber, Low: 0, High: highestRelativeBirths, Optional: true,
		Label: abnd.T("Births of insured women relative to all women", "Partos das seguradas em relação aos de todas as mulheres"),
		Help: abnd.T("In place of incidence, which must be blank. 1: insured women give birth as often as all women of the ages; below 1: less often, or not all claim. The ages then count for the insured and their contributions, not for the cases.",
			"Em vez de incidence, que deve ficar em branco. 1: as seguradas têm partos com a frequência de todas as mulheres das idades; inferior a 1: menos vezes, ou nem todas requerem. As idades contam então para os segurados e as suas contribuições, não para os casos."),
	}},
	prepare: func(b *benefitLines) {
		women := b.persons(abnd.Female, b.youngest, b.oldest)
		b.addBlankable("births_per_woman", abnd.T("Women who give birth, per woman of the ages", "Mulheres que dão à luz, por mulher das idades"), abnd.PureNumber,
			when(equal(women, zero), zero, over(ref(frameMothers), women)))
		relative := b.parameter("births_relative")
		b.incidence = func(constant model.Expr) model.Expr {
			return when(isKnown(relative), times(b.line("births_per_woman"), ref(relative)), constant)
		}
	},
	check: func(c *benefitCheck) {
		if !c.has("births_relative") {
			return
		}
		if !insured.inUse(c.study, c.benefit) {
			c.fail("births_relative", "nobody-insured",
				abnd.T("cases follow births, but no one is insured", "os casos seguem os nascimentos, mas ninguém está segurado"),
				abnd.T("enter participation, wage_employment, compliance and the other parameters of the branch, or use event for a benefit of all births", "indique participation, wage_employment, compliance e os outros parâmetros do ramo, ou use event numa prestação para todos os nascimentos"))
		}
		if sex := c.code("sex"); sex != "" && sex != string(abnd.Female) {
			c.fail("sex", "event-sex", abnd.T("births per woman would be counted for insured men too", "os partos por mulher contar-se-iam também para os segurados homens"),
				abnd.T("choose female", "escolha female"))
		}
		if year, ok := c.birthsUnknownIn(); ok {
			c.fail("births_relative", "births-unknown", abnd.T("the births of %d are missing", "faltam os nascimentos de %d").Fill(int(year)),
				abnd.T("enter them in VITAL, with the extrapolation after the last value", "indique-os em VITAL, com a extrapolação depois do último valor"))
		}
	},
}

// highestRelativeBirths is more than any group of women has of the births of all:
// a larger one is births per woman in thousands, or in percent.
const highestRelativeBirths = 3

// BirthsOfInsured lets the cases of an [InsuredBranch] follow the births of the
// study: how often insured women give birth, relative to all women of the
// benefit's ages. It takes the place of the branch's incidence. See maternity.go.
type BirthsOfInsured float64

func (r BirthsOfInsured) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{"births_relative": number(r), "incidence": {}}
}
