package main

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/scenarios"
)

func (a *app) fiscal(c *command) {
	var only string
	c.takesSource()
	c.Short = a.t("Show what is financed, the gap, and the debt", "Mostra o que as medidas cobrem, o défice e a dívida")
	c.Long = a.t(`fiscal draws what every scenario and package costs more than the status quo against the envelope of the sheet GGO, a share of GDP. What exceeds it is paid for by the measures of FINANCING, or is the gap; the first year with a gap is named. What is not financed is borrowed, what is spent within the envelope included, and the debt is carried on with interest: what the envelope adds to it and what the gap adds are rows of their own. Where a fund pays for deficits the balance is shown before and after it.

The workbook of abnd cost has the same on its sheet FISCAL, with live formulas.`,
		`fiscal compara a despesa adicional de cada cenário e pacote face à situação actual com o envelope de recursos da folha GGO, uma percentagem do PIB. O que o excede é pago pelas medidas de FINANCING, ou é défice de financiamento; indica-se o primeiro ano com défice. O que as medidas não cobrem é financiado por dívida, incluindo o que se gasta dentro do envelope, e a dívida continua com juros: o que o envelope e o que o défice lhe acrescentam são linhas próprias. Se um fundo paga os défices, o saldo é mostrado antes e depois dele.

O livro de abnd cost tem o mesmo na folha FISCAL, com fórmulas que se recalculam.`)
	c.Example = `  abnd fiscal TLS
  abnd fiscal TLS --package children-first --macro low-growth
  abnd fiscal timor.xlsx --format csv > fiscal.csv`
	f := c.Flags()
	f.StringVar(&only, "package", "", a.t("only the package or scenario `ID`", "só o pacote ou cenário `ID`"))
	c.takesMacro()
	c.complete(cobra.NoFileCompletions, "package")
	c.change = func(in *source) error { return knownRun(in.study, only) }
	c.result = func(_ context.Context, in *source, result *scenarios.Result) (answer, error) {
		return answer{
			text:    func() report.Document { return report.Fiscal(result, only) },
			records: func() report.Records { return report.FiscalRecords(result.FiscalRows(only)) },
			tree:    func() report.Tree { return report.FiscalTree(a.manifest(in, result), result.FiscalRows(only)) },
		}, nil
	}
}

// withMacro adds to the settings the macro scenario that --macro names; blank is
// none.
func withMacro(settings []string, id string) []string {
	if id == "" {
		return settings
	}
	return append(slices.Clone(settings), "general.macro="+id)
}

// knownRun checks that an ID is a package or a scenario; blank is all.
func knownRun(study *abnd.Study, id string) error {
	var known []string
	for _, p := range study.Packages {
		known = append(known, p.ID)
	}
	for _, s := range study.Scenarios {
		known = append(known, s.ID)
	}
	if id == "" || slices.Contains(known, id) {
		return nil
	}
	return usage(abnd.T("there is no package or scenario %q; %s", "não existe o pacote ou cenário %q; %s").Fill(id, suggest(id, known)))
}
