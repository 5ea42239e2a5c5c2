package main

import (
	"context"

	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/report"
)

func (a *app) countries(c *command) {
	c.Short = a.t("List the embedded country profiles", "Mostra os perfis de países incluídos")
	c.Long = a.t(`countries lists the country profiles inside the program: full studies on published figures, each with its sources. A profile is a starting point for a dialogue and not its result: inputs that nobody has published are marked as assumptions.

Of each it says which publications the population and the economy are from, how many existing schemes are in force and costed, and how complete it is by two measures: the share known of six things that describe a scheme in force (legal basis, who is eligible, amount, recipients, expenditure, financing), and the share of inputs that are published and no assumption.`,
		`countries mostra os perfis de países incluídos no programa: estudos completos com valores publicados e as suas fontes. Um perfil é um ponto de partida para o diálogo e não o seu resultado: os valores que ninguém publicou estão assinalados como pressupostos.

De cada um diz de que publicações vêm a população e a economia, quantos regimes existentes estão em vigor e com custo estimado e em que medida está completo, de duas maneiras: a percentagem conhecida de seis elementos que descrevem um regime em vigor (base legal, quem tem direito, montante, beneficiários, despesa, financiamento) e a percentagem dos dados de base que estão publicados e não são pressupostos.`)
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
