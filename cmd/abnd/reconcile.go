package main

import (
	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/scenarios"
)

func (a *app) reconcileCommand() *cobra.Command {
	var format, years string
	cmd := &cobra.Command{
		Use:   "reconcile " + a.sourceWord(),
		Short: a.t("Set existing schemes beside what was reported of them", "Compara os regimes existentes com os valores comunicados"),
		Long: a.t(`reconcile sets every existing scheme of a country or workbook beside what was reported of it: the model's cost in the first year against the expenditure, beneficiaries against recipients, and what the recipients were entitled to by rule against what was paid. It gives the ratios, the reason in the columns difference_en and difference_pt of SCHEMES, and what the engine sees by itself.

Amounts of different years are compared as they are; the shares of GDP, and prices and population since the report, say how much of the difference is the years. With --years the model's first year can be that of the report, where the tables of the study reach back to it. A scheme of which too little is known is listed as not known.`,
			`reconcile compara cada regime existente de um país ou livro com os valores comunicados: o custo do modelo no primeiro ano com a despesa, os beneficiários com os comunicados, e o valor devido a estes segundo a regra com o que se pagou. Mostra as razões entre os valores, o motivo indicado nas colunas difference_en e difference_pt de SCHEMES, e as observações do próprio programa.

Os montantes de anos diferentes comparam-se tal como são; as percentagens do PIB, e os preços e a população desde o ano dos dados comunicados, dizem quanto da diferença se deve aos anos. Com --years, o primeiro ano do modelo pode ser o dos dados comunicados, se as tabelas do estudo recuarem até ele. Um regime de que se sabe pouco demais não é comparado, e isso é dito.`),
		Example: `  abnd reconcile TLS
  abnd reconcile timor.xlsx --format csv > reconcile.csv`,
		Args: arguments(1, 1, sourceMissing), DisableFlagsInUseLine: true,
		ValidArgsFunction: a.completeSources(1),
		RunE: func(_ *cobra.Command, args []string) error {
			return a.reconcile(args[0], format, years)
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	a.addFormatFlag(cmd, &format)
	f.StringVar(&years, "years", "", a.t("cost the years `FIRST-LAST` instead of those of the study", "calcula os anos `PRIMEIRO-ÚLTIMO` em vez dos anos do estudo"))
	must(cmd.RegisterFlagCompletionFunc("years", cobra.NoFileCompletions))
	return cmd
}

func (a *app) reconcile(arg, format, yearRange string) error {
	if err := knownFormat(format); err != nil {
		return err
	}
	years, err := optionalYears(yearRange)
	if err != nil {
		return err
	}
	in, err := a.loadStudy(arg)
	if err != nil {
		return err
	}
	if years != (abnd.Years{}) {
		if err := setYears(in.study, years); err != nil {
			return err
		}
	}
	result := in.run()
	if result == nil {
		return problems(in.found)
	}
	report.Diagnostics(a.stderr, in.found, a.lang) // warnings
	return a.printReconciliation(in, result, format)
}

func (a *app) printReconciliation(in *source, result *scenarios.Result, format string) error {
	switch format {
	case "csv":
		return report.ReconciliationCSV(a.csv(), result)
	case "json":
		return report.ReconciliationJSON(a.stdout, a.manifest(in, result), result)
	}
	return report.ReconciliationTable(a.stdout, result, a.lang)
}
