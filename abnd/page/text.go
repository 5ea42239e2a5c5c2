package page

import (
	"strconv"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// words are what the page's program says, by the names that it has for them.
func words(study *abnd.Study) map[string]abnd.Text {
	all := map[string]abnd.Text{
		"percent":     abnd.InEach(abnd.Lang.PercentSign),
		"proposal":    abnd.TriedName,
		"base":        abnd.T("Based on the scenario", "Com base no cenário"),
		"year":        abnd.T("Year shown", "Ano apresentado"),
		"levers":      abnd.T("Levers", "Alavancas"),
		"more":        abnd.T("More levers", "Mais alavancas"),
		"own":         abnd.T("own value", "valor próprio"),
		"outside":     abnd.T("not taken: outside %s to %s", "não é aceite: fora de %s a %s"),
		"whole":       abnd.T("not taken: a whole number is needed", "não é aceite: tem de ser um número inteiro"),
		"asBase":      abnd.T("as in the scenario", "como no cenário"),
		"noEffect":    abnd.T("changes no figure as the other levers stand", "não muda nenhum valor com as outras alavancas como estão"),
		"reset":       abnd.T("Move all back", "Repor tudo"),
		"before":      abnd.T("before", "antes"),
		"after":       abnd.T("after", "depois"),
		"quo":         abnd.T("status quo", "situação actual"),
		"to":          abnd.T("to", "a"),
		"lasts":       abnd.T("not by %d", "não até %d").Fill(int(study.Projection.Last)),
		"atLeast":     abnd.T("≥ = at least: something is not known", "≥ = no mínimo: há algo que não se sabe"),
		"byYear":      abnd.T("Before and after, by year", "Antes e depois, por ano"),
		"byGuarantee": byGuaranteeCaption(study, "{year}"),
		"column":      abnd.T("Year", "Ano"),
		"why":         abnd.T("Where a figure comes from: tap it, here and below.", "De onde vem um valor: toque-lhe, aqui e em baixo."),
		"close":       abnd.T("Close", "Fechar"),
		"back":        abnd.T("Back", "Voltar"),
		"least":       abnd.T("the least of", "o menor de"),
		"most":        abnd.T("the greatest of", "o maior de"),
		"women":       abnd.T("women aged %s to %s", "mulheres dos %s aos %s anos"),
		"men":         abnd.T("men aged %s to %s", "homens dos %s aos %s anos"),
	}
	for i, f := range model.Functions() {
		all["function"+strconv.Itoa(i)] = f.Words()
	}
	return all
}

func byGuaranteeCaption(study *abnd.Study, year string) abnd.Text {
	return abnd.T("Cost by guarantee, million %s, %s", "Custo por garantia, milhões de %s, %s").Fill(study.Country.Currency, year)
}

// plain writes a number with its digits alone.
func plain(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
