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
		Short: a.t("Cost social protection floors, scenario by scenario", "Estima o custo de pisos de protecção social, cenário a cenário"),
		Long: a.t(`abnd costs the recommendations of an assessment-based national dialogue (ABND) on social protection: who receives what, what it costs each year, and what share of GDP, government expenditure and revenue that is, in every scenario.

SOURCE is the code of an embedded country profile, as in TLS, or the path of an Excel workbook made by "abnd new". It is never changed.

Results go to standard output, messages to standard error. The exit status is 0 when done, 1 when computing or writing failed, 2 for wrong usage, 3 when the input has problems and 4 when a figure is not what it should be.`,
			`abnd estima o custo das recomendações de um diálogo nacional baseado na avaliação (ABND) sobre protecção social: quem recebe o quê, quanto custa em cada ano, e que percentagem do PIB, da despesa pública e da receita pública isso representa, em cada cenário.

ORIGEM é o código de um perfil de país incluído no programa, como TLS, ou o caminho de um livro do Excel criado por "abnd new". Nunca é alterada.

Os resultados vão para a saída padrão, as mensagens para a saída de erros. O código de saída é 0 quando tudo correu bem, 1 se falhou o cálculo ou a escrita, 2 se o comando está mal escrito, 3 se os dados têm problemas e 4 se um valor não é o que devia ser.`),
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
			return usage(abnd.T("there is no command %q; %s", "não existe o comando %q; %s").Fill(args[0], suggest(args[0], known)))
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
	all.Var(langValue{a}, langFlag, a.t("`LANGUAGE` of what people read: en, or pt for Portuguese", "`LÍNGUA` do que as pessoas lêem: pt ou, para inglês, en"))
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

// sourceWord is how the help calls the argument SOURCE.
func (a *app) sourceWord() string { return a.t("SOURCE", "ORIGEM") }

// must panics where the tree of commands is built wrongly: a programmer's
// slip.
func must(err error) {
	if err != nil {
		panic("abnd: " + err.Error())
	}
}
