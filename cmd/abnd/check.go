package main

import (
	"slices"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/cmd/abnd/terminal"
)

func (a *app) check(c *command) {
	c.takesSource()
	c.Short = a.t("Check a workbook and list every error with its cell", "Verifica um livro e mostra cada erro com a sua célula")
	c.Long = a.t(`check lists in one pass all errors that prevent a study from being costed, and the warnings to review. Each line shows the cell, the problem and how to correct it. Below it stands the status of the study, and how many facts, decisions and expectations it is made of; --facts lists the facts that matter most. Exit status 3 if there is an error; warnings alone give 0.`,
		`check mostra de uma só vez todos os erros que impedem estimar o custo de um estudo, e os avisos a rever. Cada linha mostra a célula, o problema e como o corrigir. Por baixo, o estado do estudo e de quantos factos, decisões e previsões é feito; --facts mostra os factos que mais contam. Código de saída 3 se houver um erro; só avisos dão 0.`)
	c.Example = `  abnd check timor.xlsx
  abnd check TLS --facts`
	facts := c.Flags().Bool("facts", false, a.t("also list the facts that move the cost of the status quo most, with their sources",
		"mostrar também os factos que mais alteram o custo da situação actual, com as suas fontes"))
	c.RunE = func(_ *cobra.Command, args []string) error {
		in, err := a.load(args[0])
		if err != nil {
			return err
		}
		result := in.run()
		if result != nil {
			in.note(result.Remarks())
		}
		if err := terminal.AllDiagnostics(a.stdout, in.found, a.lang); err != nil {
			return err
		}
		if in.found.HasErrors() {
			return problems(nil) // they have been listed
		}
		complete := report.CompletenessOf(in.study)
		a.say(abnd.Same("%s: %s").Fill(in.name, report.StatusAndValidated(in.study.Status, complete.Validated)))
		a.say(abnd.Same("%s: %s").Fill(in.name, complete.Inputs.Text()))
		if !slices.ContainsFunc(in.found, func(d abnd.Diagnostic) bool { return d.Severity == abnd.Warning }) {
			a.say(abnd.T("%s: no problems found", "%s: não foram encontrados problemas").Fill(in.name))
		}
		if *facts && result != nil {
			return terminal.Write(a.stdout, report.Facts(result), a.lang)
		}
		return nil
	}
}
