package workbook

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// inputs counts the inputs apart by what they are, and names the facts that move
// the status quo most with their sources: how far the figures can be relied on,
// which no check of their sums tells. They are as the program wrote them.
func (c *checks) inputs() {
	c.heading(abnd.T("Notes: inputs (as the program wrote this file; not included in the overall indicator)",
		"Notas: dados de base (à data em que o programa escreveu este ficheiro; não contam para o semáforo)"))
	blank := paper.Cell{Look: paper.Look{Kind: paper.FixedLook}}
	number := func(n int) paper.Cell {
		return paper.Cell{Value: float64(n), Look: paper.Look{Kind: paper.FixedLook, Number: paper.WholeFormat}}
	}
	word := func(t abnd.Text) paper.Cell {
		return paper.Cell{Value: t.In(c.lang), Look: paper.Look{Kind: paper.FixedLook, Number: paper.TextFormat, Centred: true}}
	}
	put := func(name abnd.Text, cells ...paper.Cell) {
		c.page.Rows = append(c.page.Rows, paper.Row{At: c.next, Cells: append([]paper.Cell{c.textCell(name, paper.FixedLook)}, cells...)})
		c.next++
	}
	n := costing.CountInputs(c.study)
	put(abnd.T("Facts with a source; all facts; still assumed, and to be found", "Factos com fonte; todos os factos; ainda pressupostos, por apurar"),
		number(n.Facts.Published), number(n.Facts.All), number(n.Facts.Assumed()))
	put(abnd.T("Decisions of the dialogue", "Decisões do diálogo"), blank, number(n.Decisions.All), blank)
	put(abnd.T("Expectations with a published projection; all expectations", "Previsões com projecção publicada; todas as previsões"),
		number(n.Expectations.Published), number(n.Expectations.All), blank)
	if costing.HasEnvelope(c.study) {
		standing := abnd.T("given", "dado")
		if costing.EnvelopeAssumed(c.study) {
			standing = abnd.T("assumed", "pressuposto")
		}
		put(costing.EnvelopeOrigin(c.study), blank, blank, word(standing))
	}

	ranked := scenarios.RankFacts(c.result)
	if len(ranked) == 0 {
		return
	}
	c.heading(abnd.T("Notes: the facts that move the cost of the status quo most, in percentage points of GDP if each is %d%% lower, and their sources",
		"Notas: os factos que mais alteram o custo da situação actual, em pontos percentuais do PIB se cada um for %d %% mais baixo, e as suas fontes").
		Fill(scenarios.FactMove))
	for _, f := range ranked[:min(len(ranked), scenarios.LeadingFacts)] {
		source := abnd.T("source: %s", "fonte: %s").Fill(f.Source)
		if gap := f.Gap(); !f.Sourced() {
			source = abnd.T("no source; gap: %s", "sem fonte; lacuna: %s").Fill(gap)
			if gap.IsZero() {
				source = abnd.T("no source, and no gap named in its note", "sem fonte, nem lacuna indicada na nota")
			}
		}
		confidence := abnd.Same(string(f.Confidence))
		if label, ok := sheets.ConfidenceList.Label(string(f.Confidence)); ok {
			confidence = label
		}
		put(abnd.T("%s; %s", "%s; %s").Fill(f.Label, source),
			paper.Cell{Value: f.Effect, Look: paper.Look{Kind: paper.FixedLook, Number: signedFactor}}, blank, word(confidence))
	}
}
