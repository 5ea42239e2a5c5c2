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
	c.Short = a.t("Show fiscal space, financing gap and government debt", "Mostra o espaço orçamental, o défice de financiamento e a dívida pública")
	c.Long = a.t(`fiscal compares the incremental cost of each scenario and benefit package with the fiscal envelope (sheet GGO, % of GDP). Cost above the envelope is the financing need. It is covered by the measures in FINANCING; what remains is the financing gap, and the first year with a gap is shown. Incremental cost that is not covered, including spending within the envelope, is borrowed; the added debt bears interest, and the debt added within the envelope and by the gap are shown separately. If a fund pays for deficits, the government balance is shown before and after it. If the study has a sheet FUND, the year in which the fund is empty is shown as a range over its return and the execution of the budget, for the status quo and by how many years each scenario and package brings it forward, beside published years. Interest is set against the growth of nominal GDP, and debt is shown a second time with interest at growth.

The sheet FISCAL of the results workbook shows the same with live formulas.`,
		`fiscal compara a despesa adicional de cada cenário e pacote de prestações com o envelope de recursos (folha GGO, % do PIB). O custo acima do envelope é a necessidade de financiamento. Esta é coberta pelas medidas de FINANCING; o que resta é o défice de financiamento, e indica-se o primeiro ano com défice. A despesa adicional não coberta, incluindo a que fica dentro do envelope, é financiada por dívida; a dívida adicional vence juros, e a do envelope e a do défice são mostradas em linhas próprias. Se um fundo paga os défices, o saldo orçamental é mostrado antes e depois dele. Se o estudo tem uma folha FUND, mostra o ano em que o fundo se esgota, num intervalo segundo o rendimento e a execução do orçamento, na situação actual, e em quantos anos cada cenário e pacote o antecipa, a par dos anos publicados. Os juros são comparados com o crescimento nominal do PIB, e a dívida é mostrada uma segunda vez com juros iguais ao crescimento.

A folha FISCAL do livro de resultados mostra o mesmo com fórmulas que se recalculam.`)
	c.Example = `  abnd fiscal TLS
  abnd fiscal TLS --package children-first --macro low-growth
  abnd fiscal timor.xlsx --format csv > fiscal.csv`
	f := c.Flags()
	f.StringVar(&only, "package", "", a.t("only the package or scenario `ID`", "só o pacote ou cenário `ID`"))
	c.takesMacro()
	c.takesBaseline()
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
	return usage(abnd.T("unknown package or scenario %q; %s", "não existe o pacote ou cenário %q; %s").Fill(id, abnd.Suggestion(id, known)))
}
