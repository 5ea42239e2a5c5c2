package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
)

// rootCommand makes the tree of commands in the language of the user.
func (a *app) rootCommand() *cobra.Command {
	var showVersion bool
	root := &cobra.Command{
		Use:   "abnd",
		Short: a.t("Cost social protection options, scenario by scenario", "Estima o custo de opções de protecção social, cenário a cenário"),
		Long: a.t(`abnd costs the policy options of an assessment-based national dialogue (ABND) on social protection. For each scenario it projects beneficiaries and annual cost, and compares cost with GDP, government expenditure and government revenue.

INPUT is a country code (for example TLS) or an Excel workbook made with "abnd new". The input is never changed.

Results are written to standard output, messages to standard error. Exit status: 0 success, 1 calculation or writing failed, 2 invalid command line, 3 errors in the input, 4 a check failed.`,
			`abnd estima o custo das opções de política de um diálogo nacional baseado na avaliação (ABND) sobre protecção social. Para cada cenário projecta os beneficiários e o custo anual, e compara o custo com o PIB, a despesa pública e a receita pública.

ORIGEM é um código de país (por exemplo TLS) ou um livro do Excel criado por "abnd new". Nunca é alterada.

Os resultados vão para a saída padrão, as mensagens para a saída de erros. Código de saída: 0 êxito, 1 falhou o cálculo ou a escrita, 2 comando inválido, 3 erros nos dados, 4 falhou uma verificação.`),
		Example: `  abnd countries
  abnd new TLS -o timor.xlsx
  abnd import wpp WPP2024_Population*.csv.gz --country LAO -o lao.xlsx
  abnd check timor.xlsx
  abnd cost timor.xlsx --scenario low,high
  abnd cost timor.xlsx -o results.xlsx
  abnd diff timor.xlsx results.xlsx`,
		SilenceErrors: true, SilenceUsage: true, DisableFlagsInUseLine: true,
		// The root takes any word so that an unknown command is reported in
		// the language of the user.
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			var known []string
			for _, c := range cmd.Commands() {
				if c.IsAvailableCommand() {
					known = append(known, c.Name())
				}
			}
			return usage(abnd.T("unknown command %q; %s", "não existe o comando %q; %s").Fill(args[0], abnd.Suggestion(args[0], known)))
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			if showVersion {
				fmt.Fprintln(a.stdout, versionLine(a.version))
				return nil
			}
			return cmd.Help()
		},
	}
	root.CompletionOptions.DisableDefaultCmd = true // ours speaks both languages
	root.SetFlagErrorFunc(flagError)
	root.SetUsageFunc(a.writeUsage)
	root.SetHelpFunc(a.writeHelp)
	root.SetHelpCommand(a.helpCommand())
	all := root.PersistentFlags()
	all.SortFlags = false
	all.Var(langValue{a}, langFlag, a.t("output `LANGUAGE`: en (English) or pt (Portuguese)", "`LÍNGUA` dos textos: pt (português) ou en (inglês)"))
	all.BoolP("help", "h", false, a.t("show this help", "mostra esta ajuda"))
	root.Flags().BoolVar(&showVersion, "version", false, a.t("show the version", "mostra a versão"))
	must(root.RegisterFlagCompletionFunc(langFlag, cobra.FixedCompletions([]string{"en\tEnglish", "pt\tportuguês"}, cobra.ShellCompDirectiveNoFileComp)))
	for _, s := range steps() {
		root.AddGroup(&cobra.Group{ID: s.id, Title: s.title.In(a.lang)})
	}
	for _, v := range verbs() {
		cmd := a.command(v)
		cmd.GroupID = v.step.id
		root.AddCommand(cmd)
	}
	return root
}

// sourceWord is how the help calls the argument INPUT.
func (a *app) sourceWord() string { return a.t("INPUT", "ORIGEM") }

// must panics where the tree of commands is built wrongly: a programmer's
// slip.
func must(err error) {
	if err != nil {
		panic("abnd: " + err.Error())
	}
}
