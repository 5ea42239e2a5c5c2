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

Amounts of different years are compared without deflating. The % of GDP, and the change in prices and population since the report, show how much of the difference is due to the years. --years can move the model's first year to the year of the report if the study has data for it. Schemes with too little data are listed as not available.`,
		`reconcile compara cada regime existente no modelo com os valores comunicados: o custo no primeiro ano com a despesa comunicada, os beneficiários com os comunicados, e o valor devido segundo a regra com o que se pagou. Mostra as razões, a explicação indicada em difference_en e difference_pt de SCHEMES, e notas automáticas.

Os montantes de anos diferentes comparam-se sem os deflacionar. As percentagens do PIB, e a variação dos preços e da população desde o ano dos dados comunicados, mostram quanto da diferença se deve aos anos. Com --years, o primeiro ano do modelo pode ser o dos dados comunicados, se o estudo tiver dados para ele. Os regimes com dados insuficientes aparecem como não disponíveis.`)
	c.Example = `  abnd reconcile TLS
  abnd reconcile timor.xlsx --format csv > reconcile.csv`
	c.takesYears()
	c.result = func(_ context.Context, in *source, result *scenarios.Result) (answer, error) {
		return answer{
			text:    func() report.Document { return report.Reconciliation(result) },
			records: func() report.Records { return report.ReconciliationRecords(result) },
			tree:    func() report.Tree { return report.ReconciliationTree(a.manifest(in, result), result) },
		}, nil
	}
}
