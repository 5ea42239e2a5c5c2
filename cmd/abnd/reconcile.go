package main

import (
	"context"

	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/scenarios"
)

func (a *app) reconcile(c *command) {
	c.takesSource()
	c.Short = a.t("Set existing schemes beside what was reported of them", "Compara os regimes existentes com os valores comunicados")
	c.Long = a.t(`reconcile sets every existing scheme of a country or workbook beside what was reported of it: the model's cost in the first year against the expenditure, beneficiaries against recipients, and what the recipients were entitled to by rule against what was paid. It gives the ratios, the reason in the columns difference_en and difference_pt of SCHEMES, and what the engine sees by itself.

Amounts of different years are compared as they are; the shares of GDP, and prices and population since the report, say how much of the difference is the years. With --years the model's first year can be that of the report, where the tables of the study reach back to it. A scheme of which too little is known is listed as not known.`,
		`reconcile compara cada regime existente de um país ou livro com os valores comunicados: o custo do modelo no primeiro ano com a despesa, os beneficiários com os comunicados, e o valor devido a estes segundo a regra com o que se pagou. Mostra as razões entre os valores, o motivo indicado nas colunas difference_en e difference_pt de SCHEMES, e as observações do próprio programa.

Os montantes de anos diferentes comparam-se tal como são; as percentagens do PIB, e os preços e a população desde o ano dos dados comunicados, dizem quanto da diferença se deve aos anos. Com --years, o primeiro ano do modelo pode ser o dos dados comunicados, se as tabelas do estudo recuarem até ele. Um regime de que se sabe pouco demais não é comparado, e isso é dito.`)
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
