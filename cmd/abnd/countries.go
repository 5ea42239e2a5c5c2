package main

import (
	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/report"
)

func (a *app) countriesCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "countries",
		Short: a.t("List the embedded country profiles", "Mostra os perfis de países incluídos"),
		Long: a.t(`countries lists the country profiles inside the program: full studies on published figures, each with its sources. A profile is a starting point for a dialogue and not its result: inputs that nobody has published are marked as assumptions.

Of each it says which publications the population and the economy are from, how many existing schemes are in force and costed, and how complete it is by two measures: the share known of six things that describe a scheme in force (legal basis, who is eligible, amount, recipients, expenditure, financing), and the share of inputs that are published and no assumption.`,
			`countries mostra os perfis de países incluídos no programa: estudos completos com valores publicados e as suas fontes. Um perfil é um ponto de partida para o diálogo e não o seu resultado: os valores que ninguém publicou estão assinalados como pressupostos.

De cada um diz de que publicações vêm a população e a economia, quantos regimes existentes estão em vigor e com custo estimado e em que medida está completo, de duas maneiras: a percentagem conhecida de seis elementos que descrevem um regime em vigor (base legal, quem tem direito, montante, beneficiários, despesa, financiamento) e a percentagem dos dados de base que estão publicados e não são pressupostos.`),
		Example: `  abnd countries
  abnd countries --format csv`,
		Args: arguments(0, 0, abnd.Text{}), DisableFlagsInUseLine: true,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              func(*cobra.Command, []string) error { return a.countries(format) },
	}
	a.addFormatFlag(cmd, &format)
	return cmd
}

func (a *app) countries(format string) error {
	if err := knownFormat(format); err != nil {
		return err
	}
	var profiles []report.ProfileSummary
	a.spelt = true // the list is of no one country
	for _, code := range country.Codes() {
		in, err := a.load(code)
		if err != nil {
			return err
		}
		profiles = append(profiles, report.Summarise(code, in.study))
	}
	switch format {
	case "csv":
		return report.ProfilesCSV(a.csv(), profiles)
	case "json":
		return report.ProfilesJSON(a.stdout, report.ProfilesManifest{Tool: "abnd", ToolVersion: a.version}, profiles)
	}
	return report.ProfilesTable(a.stdout, profiles, a.lang)
}
