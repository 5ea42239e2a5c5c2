package main

import (
	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/report"
)

func (a *app) countriesCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "countries",
		Short: a.t("List the embedded country profiles", "Lista os perfis de países incluídos"),
		Long: a.t(`countries lists the country profiles inside the program: full studies on published figures, each with its sources. A profile is a starting point for a dialogue and not its result: inputs that nobody has published are marked as assumptions.`,
			`countries lista os perfis de países incluídos no programa: estudos completos com valores publicados e as suas fontes. Um perfil é um ponto de partida para o diálogo e não o seu resultado: os valores que ninguém publicou estão assinalados como hipóteses.`),
		Args: arguments(0, 0, abnd.Text{}), DisableFlagsInUseLine: true,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			for _, code := range country.Codes() {
				in, err := a.load(code)
				if err != nil {
					return err
				}
				if err := report.Profile(a.stdout, code, in.study, a.lang); err != nil {
					return err
				}
			}
			return nil
		},
	}
}
