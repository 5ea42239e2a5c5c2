package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/scenarios"
)

func (a *app) institution(c *command) {
	var only string
	c.takesSource()
	c.Short = a.t("Show registrations and payments that each scenario requires", "Mostra as inscrições e os pagamentos que cada cenário exige")
	c.Long = a.t(`institution shows what each scenario and benefit package asks of the institution that runs the benefits, compared with the status quo: for each benefit the registrations in a year and the payments in a month. Registrations of households are shown separately from those of persons. Recipients who replace others who left are not counted as registrations.

The same figures are in the sheet SUM and in the sheets of the benefits of the results workbook, with live formulas.`,
		`institution mostra o que cada cenário e pacote de prestações pede à instituição que gere as prestações, face à situação actual: por prestação, as inscrições num ano e os pagamentos num mês. As inscrições de agregados são mostradas à parte das de pessoas. Quem entra no lugar de quem saiu não conta como inscrição.

Os mesmos valores estão na folha SUM e nas folhas das prestações do livro de resultados, com fórmulas que se recalculam.`)
	c.Example = `  abnd institution TLS
  abnd institution TLS --package children-first
  abnd institution timor.xlsx --format csv > institution.csv`
	f := c.Flags()
	f.StringVar(&only, "package", "", a.t("only the package or scenario `ID`", "só o pacote ou cenário `ID`"))
	c.takesMacro()
	c.complete(cobra.NoFileCompletions, "package")
	c.figures = true
	c.change = func(in *source) error { return knownRun(in.study, only) }
	c.result = func(_ context.Context, in *source, result *scenarios.Result) (answer, error) {
		return answer{
			text:    func() report.Document { return report.Institution(result, only) },
			records: func() report.Records { return report.ResultRecords(report.InstitutionRows(result, only)) },
			tree: func() report.Tree {
				return report.ResultTree(a.manifest(in, result), report.InstitutionRows(result, only))
			},
		}, nil
	}
}
