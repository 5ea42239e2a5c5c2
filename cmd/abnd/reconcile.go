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
		Short: a.t("Compare modelled cost and beneficiaries of existing schemes with reported data", "Compara o custo e os beneficiários dos regimes existentes no modelo com os valores comunicados"),
		Long: a.t(`reconcile compares each existing scheme in the model with reported data: modelled cost in the first year with reported expenditure, beneficiaries with reported recipients, and the benefits due by rule with the amount paid. It shows the ratios, the explanation entered in difference_en and difference_pt of SCHEMES, and notes made automatically.

Amounts of different years are compared without deflating. The % of GDP, and the change in prices and population since the report, show how much of the difference is due to the years. --years can move the model's first year to the year of the report if the study has data for it. Schemes with too little data are listed as not available.`,
			`reconcile compara cada regime existente no modelo com os valores comunicados: o custo no primeiro ano com a despesa comunicada, os beneficiários com os comunicados, e o valor devido segundo a regra com o que se pagou. Mostra as razões, a explicação indicada em difference_en e difference_pt de SCHEMES, e notas automáticas.

Os montantes de anos diferentes comparam-se sem os deflacionar. As percentagens do PIB, e a variação dos preços e da população desde o ano dos dados comunicados, mostram quanto da diferença se deve aos anos. Com --years, o primeiro ano do modelo pode ser o dos dados comunicados, se o estudo tiver dados para ele. Os regimes com dados insuficientes aparecem como não disponíveis.`),
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
	f.StringVar(&years, "years", "", a.t("cost the years `FIRST-LAST` instead of the years of the study", "calcula os anos `PRIMEIRO-ÚLTIMO` em vez dos anos do estudo"))
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
