package main

import (
	"context"

	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/scenarios"
)

func (a *app) reconcile(c *command) {
	c.takesSource()
	c.Short = a.t("Compare modelled cost and beneficiaries of existing schemes with reported data", "Compara o custo e os beneficiários dos regimes existentes no modelo com os valores comunicados")
	c.Long = a.t(`reconcile compares each existing scheme in the model with reported data: modelled cost in the first year with reported expenditure, beneficiaries with reported recipients, and the benefits due by rule with the amount paid. It shows the ratios, the explanation entered in difference_en and difference_pt of SCHEMES, and notes made automatically.

Amounts of different years are compared without deflating. The % of GDP, and the change in prices and population since the report, show how much of the difference is due to the years. --years moves the model's first year. Before the study's own first year, as in the year of the report, only the status quo is computed; the study must have its data for those years. Schemes with too little data are listed as not available.

Below, for the years in OUTTURN, the model stands beside what was due, paid and appropriated. What is due and not paid is in arrears: it is no saving. The model of years before the projection is computed too. With --outturns, CSV has these years in place of the schemes; JSON has both.`,
		`reconcile compara cada regime existente no modelo com os valores comunicados: o custo no primeiro ano com a despesa comunicada, os beneficiários com os comunicados, e o valor devido segundo a regra com o que se pagou. Mostra as razões, a explicação indicada em difference_en e difference_pt de SCHEMES, e notas automáticas.

Os montantes de anos diferentes comparam-se sem os deflacionar. As percentagens do PIB, e a variação dos preços e da população desde o ano dos dados comunicados, mostram quanto da diferença se deve aos anos. --years muda o primeiro ano do modelo. Antes do primeiro ano do estudo, como no ano dos dados comunicados, só se calcula a situação actual; o estudo tem de ter os dados dela nesses anos. Os regimes com dados insuficientes aparecem como não disponíveis.

Por baixo, para os anos de OUTTURN, o modelo figura ao lado do devido, do pago e da dotação. O que é devido e não se pagou está em atraso: não é poupança. Calcula-se também o modelo dos anos anteriores à projecção. Com --outturns, o CSV tem estes anos em vez dos regimes; o JSON tem ambos.`)
	c.Example = `  abnd reconcile TLS
  abnd reconcile timor.xlsx --format csv > reconcile.csv
  abnd reconcile timor.xlsx --outturns --format csv > arrears.csv`
	outturns := c.Flags().Bool("outturns", false, a.t("in CSV, the years of OUTTURN: due, paid, in arrears, appropriated", "em CSV, os anos de OUTTURN: devido, pago, em atraso, dotação"))
	c.takesYears()
	// The tables of reforms have no values for the past, and nothing here reads them.
	c.past = scenarios.StatusQuoOnly
	c.result = func(_ context.Context, in *source, result *scenarios.Result) (answer, error) {
		return answer{
			text: func() report.Document { return report.Reconciliation(result) },
			records: func() report.Records {
				if *outturns {
					return report.OutturnRecords(result)
				}
				return report.ReconciliationRecords(result)
			},
			tree: func() report.Tree { return report.ReconciliationTree(a.manifest(in, result), result) },
		}, nil
	}
}
