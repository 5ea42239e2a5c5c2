package main

import (
	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
)

func (a *app) newCommand() *cobra.Command {
	var output string
	var blank, force bool
	cmd := &cobra.Command{
		Use:   a.t("new [CODE]", "new [CÓDIGO]"),
		Short: a.t("Write a workbook to work in, from a country profile", "Escreve um livro de trabalho a partir do perfil de um país"),
		Long: a.t(`new writes an Excel workbook with all the inputs of a costing: blue cells to fill in or change, each with its unit, source and confidence. It is filled from the profile of a country; with --blank it is empty but for a few examples.`,
			`new escreve um livro do Excel com todos os valores de entrada de um custeio: células azuis para preencher ou alterar, cada uma com unidade, fonte e grau de confiança. É preenchido com o perfil de um país; com --blank fica vazio, salvo alguns exemplos.`),
		Example: `  abnd new TLS -o timor.xlsx
  abnd new --blank -o my-country.xlsx`,
		Args: arguments(0, 1, abnd.Text{}), DisableFlagsInUseLine: true,
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return a.countryCompletions(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case blank && len(args) > 0:
				return usage(abnd.T("give a country code or --blank, not both", "indique um código de país ou --blank, não ambos"))
			case !blank && len(args) == 0:
				return usage(abnd.T("the country code is missing; --blank makes an empty workbook", "falta o código do país; --blank cria um livro vazio"))
			case output == "":
				return usage(abnd.T("say with -o which file to write", "indique com -o o ficheiro a escrever"))
			}
			in := &source{study: country.Blank(), name: "blank"}
			if !blank {
				if !country.Has(args[0]) {
					return noProfile(abnd.T("there is no profile %q", "não existe o perfil %q"), args[0])
				}
				var err error
				if in, err = a.load(args[0]); err != nil {
					return err
				}
			}
			if err := checkOutput(output, ""); err != nil {
				return err
			}
			data, err := a.templateWorkbook(in)
			if err != nil {
				return err
			}
			return a.save(cmd.Context(), output, data, force)
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVarP(&output, "output", "o", "", a.t("the workbook to write, `FILE.xlsx`", "o livro a escrever, `FICHEIRO.xlsx`"))
	f.BoolVar(&blank, "blank", false, a.t("an empty workbook with examples", "um livro vazio com exemplos"))
	f.BoolVar(&force, "force", false, a.t("replace the file if it exists", "substitui o ficheiro, se existir"))
	must(cmd.MarkFlagFilename("output", "xlsx"))
	return cmd
}
