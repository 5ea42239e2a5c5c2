package main

import (
	"slices"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/cmd/abnd/terminal"
)

func (a *app) check(c *command) {
	c.takesSource()
	c.Short = a.t("Find all that is wrong with a workbook, and where", "Encontra tudo o que está errado num livro, e onde")
	c.Long = a.t(`check lists in one pass everything that keeps a study from being costed, and what its reader should look at: the cell, what is wrong and what would mend it. The exit status is 3 where there is an error; warnings alone give 0.`,
		`check mostra de uma só vez tudo o que impede estimar o custo de um estudo e o que o leitor deve verificar: a célula, o que está errado e como corrigir. O código de saída é 3 se houver um erro; só avisos dão 0.`)
	c.Example = `  abnd check timor.xlsx`
	c.RunE = func(_ *cobra.Command, args []string) error {
		in, err := a.load(args[0])
		if err != nil {
			return err
		}
		in.run()
		if err := terminal.AllDiagnostics(a.stdout, in.found, a.lang); err != nil {
			return err
		}
		if in.found.HasErrors() {
			return problems(nil) // they have been listed
		}
		if !slices.ContainsFunc(in.found, func(d abnd.Diagnostic) bool { return d.Severity == abnd.Warning }) {
			a.say(abnd.T("%s: no problems found", "%s: não foram encontrados problemas").Fill(in.name))
		}
		return nil
	}
}
