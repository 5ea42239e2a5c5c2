package workbook

import (
	"fmt"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// BridgeAnswer is the sheet of a bridge: from another institution's figure of a
// benefit to the study's, factor by factor, with a waterfall.
func BridgeAnswer(b scenarios.Bridge) Answer { return bridgeAnswer{b} }

type bridgeAnswer struct{ scenarios.Bridge }

func (bridgeAnswer) sheet() string { return BridgeSheet }

func (bridgeAnswer) about() abnd.Text {
	return abnd.T("Difference from another institution’s figure by factor, with a waterfall chart",
		"Diferença face ao valor de outra instituição por factor, com um gráfico em cascata")
}

func (b bridgeAnswer) facts() []Fact {
	return []Fact{
		{abnd.T("benefit", "prestação"), abnd.Same(b.Benefit)},
		{abnd.T("in", "em"), abnd.T("%s, %d", "%s, %d").Fill(b.At.Scenario, int(b.At.Year))},
		{abnd.T("method", "método"), abnd.Same(scenarios.ShapleyMethod)},
	}
}

// The columns of a bridge.
const (
	bridgeTheirsColumn = 2 + iota
	bridgeStudyColumn
	bridgeEffectColumn
)

func (b bridgeAnswer) write(a *answerPage) {
	benefit, _ := a.study.FindBenefit(b.Benefit)
	total := a.key(b.At.Scenario, benefit.Guarantee, b.Benefit, scenarios.TotalCost)
	p := &waterfall{answerPage: a, value: bridgeEffectColumn, size: max(b.TheirTotal, b.StudyTotal)}
	a.begin(abnd.T("BRIDGE  ·  Difference from another institution’s figure", "BRIDGE  ·  Diferença face ao valor de outra instituição"),
		abnd.T("%s, %s, %d: from the other institution’s total to the study’s, in %s million, current prices. The effects are Shapley values, each factor’s average contribution over all orders of change; they add up to the difference.",
			"%s, %s, %d: do total da outra instituição ao do estudo, em milhões de %s, preços correntes. Os efeitos são valores de Shapley, a contribuição média de cada factor em todas as ordens de variação; a sua soma é igual à diferença.").
			Fill(a.costedName(b.Benefit), runName(a.study, b.At.Scenario), int(b.At.Year), a.study.Country.Currency), waterfallWidths()...)
	var figures []basis
	for _, code := range []string{"beneficiaries", "benefit_amount", "total_cost"} {
		key := costing.BenefitKey(a.scenarioIn(b.At.Scenario, benefit.Guarantee), b.Benefit, code)
		figures = append(figures, basis{key, a.model.Line(key).Label, b.At.Year})
	}
	a.madeFrom(figures)
	p.below(abnd.T("%s, %s, %d: from the other institution’s total to the study’s (%s million)",
		"%s, %s, %d: do total da outra instituição ao do estudo (milhões de %s)").
		Fill(a.costedName(b.Benefit), runName(a.study, b.At.Scenario), int(b.At.Year), a.study.Country.Currency),
		func() { b.steps(p, total) })
	a.Page.PrintCols = max(basisKeyColumn, chartColumns(a.Page)) // the workings are not printed
}

// steps writes the factors from their total to the study's, and the notes.
func (b bridgeAnswer) steps(p *waterfall, total model.Key) {
	a := p.answerPage
	a.heading(abnd.T("Factors", "Factores"))
	p.heads([]abnd.Text{abnd.T("Factor", "Factor"), abnd.T("Other institution", "Outra instituição"), abnd.T("Study", "Estudo"), abnd.T("Effect", "Efeito")})
	p.first = a.next
	a.Put(a.next, 1, a.textCell(abnd.T("Their total", "Total da outra instituição"), paper.TotalLook))
	a.given(bridgeEffectColumn, b.TheirTotal, millionsFormat)
	p.total(b.TheirTotal)
	a.next++
	for _, step := range b.Steps {
		if step.Said == "" && step.Effect == 0 {
			continue
		}
		a.Put(a.next, 1, a.textCell(b.StepLabel(step.Factor), paper.FixedLook))
		for col, x := range map[int]abnd.Figure{bridgeTheirsColumn: step.Theirs, bridgeStudyColumn: step.Study} {
			if x.Known {
				a.given(col, x.Value, bridgeFormat(step.Factor))
			}
		}
		a.given(bridgeEffectColumn, step.Effect, millionsFormat)
		p.step(step.Effect)
		a.next++
	}
	p.after = a.next
	a.Put(a.next, 1, a.textCell(abnd.T("The study’s total", "Total do estudo"), paper.TotalLook))
	p.total(a.figure(bridgeEffectColumn, total, b.At.Year, paper.TotalLook))
	a.next++
	effect := func(row int) string { return address.At(row, bridgeEffectColumn) }
	a.Put(a.next, 1, a.textCell(abnd.T("Difference", "Diferença"), paper.TotalLook))
	a.worked(bridgeEffectColumn, b.Difference(), fmt.Sprintf("%s-%s", effect(p.after), effect(p.first)), millionsFormat, paper.TotalLook, p.size)
	a.next++
	a.Put(a.next, 1, a.textCell(abnd.T("The effects add up to the difference", "A soma dos efeitos é igual à diferença"), paper.FixedLook))
	a.agrees(bridgeEffectColumn, millionsFormat, effect(p.after), fmt.Sprintf("SUM(%s:%s)", effect(p.first), effect(p.after-1)), effect(p.first))
	a.next += 2
	for _, note := range b.Notes(a.study.Country.Currency) {
		a.writeNote(note)
	}
}

// bridgeFormat is the number format of a factor.
func bridgeFormat(f scenarios.Factor) string {
	switch f {
	case scenarios.PeopleFactor:
		return paper.WholeFormat
	case scenarios.AmountFactor:
		return amountFormat
	case scenarios.SharePaidFactor, scenarios.AdministrationFactor:
		return paper.PercentFormat
	}
	return paper.DecimalsFormat
}
