package main

import (
	"context"

	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/report"
)

func (a *app) countries(c *command) {
	c.Short = a.t("List the country profiles included in the program", "Mostra os perfis de países incluídos")
	c.Long = a.t(`countries lists the country profiles included in the program: full studies based on published data, each with its sources. A profile is a starting point for a dialogue, not its result: inputs that have not been published are marked as assumptions.

For each profile it shows the publications used for population and economy, the number of existing schemes in force and costed, and two measures of completeness: the share of six data items on schemes in force that are available (legal basis, eligibility, amount, recipients, expenditure, financing), and the share of the facts that have a source. Facts, decisions of the dialogue and expectations are counted apart: only a fact without a source is a gap.`,
		`countries mostra os perfis de países incluídos no programa: estudos completos com valores publicados e as suas fontes. Um perfil é um ponto de partida para o diálogo e não o seu resultado: os dados que não foram publicados estão assinalados como pressupostos.

Para cada perfil mostra as publicações usadas para a população e a economia, o número de regimes existentes em vigor e com custo estimado, e duas medidas de completude: a percentagem disponível de seis elementos que descrevem um regime em vigor (base legal, elegibilidade, montante, beneficiários, despesa, financiamento) e a percentagem dos factos que têm fonte. Factos, decisões do diálogo e previsões contam-se em separado: só um facto sem fonte é uma lacuna.`)
	c.Example = `  abnd countries
  abnd countries --format csv`
	c.answer = func(context.Context, []string) (answer, error) {
		var profiles []report.ProfileSummary
		a.spelt = true // the list is of no one country
		for _, code := range country.Codes() {
			in, err := a.load(code)
			if err != nil {
				return answer{}, err
			}
			profiles = append(profiles, report.Summarise(code, in.study))
		}
		return answer{
			text:    func() report.Document { return report.Profiles(profiles) },
			records: func() report.Records { return report.ProfilesRecords(profiles) },
			tree: func() report.Tree {
				return report.ProfilesTree(report.ProfilesManifest{Tool: "abnd", ToolVersion: a.version}, profiles)
			},
		}, nil
	}
}
