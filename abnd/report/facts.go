package report

import (
	"strconv"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/scenarios"
)

// Facts lists the facts that move the cost of the status quo most, of
// [scenarios.RankFacts], each with its source; of those that nobody has published
// what is missing and where it would be found.
func Facts(result *scenarios.Result) Document {
	list := List{Name: "ranked"}
	for i, f := range scenarios.RankFacts(result) {
		if i == scenarios.LeadingFacts {
			break
		}
		list.Items = append(list.Items, ListItem{
			Mark: strconv.Itoa(i + 1),
			Text: abnd.T("%s: %s percentage points of GDP", "%s: %s pontos percentuais do PIB").Fill(f.Label, signedText(f.Effect, effectDecimals)),
			Details: []abnd.Text{
				factSource(result.Study, f),
			},
		})
	}
	var b builder
	if len(list.Items) > 0 {
		b.section(abnd.T("The facts that move the cost of the status quo most (mean change over the projection if the fact is %d%% lower)",
			"Os factos que mais alteram o custo da situação actual (variação média na projecção se o facto for %d %% mais baixo)").
			Fill(scenarios.FactMove), list)
	}
	return b.Document
}

// effectDecimals of a change in percentage points of GDP.
const effectDecimals = 3

func factSource(study *abnd.Study, f scenarios.RankedFact) abnd.Text {
	gap := f.Gap()
	switch {
	case f.Sourced():
		return SourceOf(study, f.Provenance)
	case !gap.IsZero():
		return abnd.T("no source; gap: %s", "sem fonte; lacuna: %s").Fill(gap)
	}
	return abnd.T("no source; its note names no gap (what is missing, and where it would be found)",
		"sem fonte; a nota não indica a lacuna (o que falta, e onde se encontraria)")
}
