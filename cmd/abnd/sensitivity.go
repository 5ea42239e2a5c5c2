package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/abnd/workbook"
	"github.com/openabnd/engine/scenarios"
)

// sensitivityOptions are the options of the verb sensitivity.
type sensitivityOptions struct {
	scenario string
	year     string
	ceiling  string
	format   string
	output   outputOptions
}

func (a *app) sensitivityCommand() *cobra.Command {
	var o sensitivityOptions
	cmd := &cobra.Command{
		Use:   "sensitivity " + a.sourceWord(),
		Short: a.t("Which uncertain figure moves the cost most", "Que valor incerto mais influencia o custo"),
		Long: a.t(`sensitivity moves each figure of the sheet UNCERTAINTY to its low and to its high, the others staying as they are, and lists what that does to the total cost of one scenario in one year, the figure that does most first. With --ceiling it says which figure alone brings the cost to the other side of it.

With -o it writes the results workbook with the sheet SENSITIVITY: the same as a table, and a tornado.`,
			`sensitivity leva cada valor da folha UNCERTAINTY ao seu mínimo e ao seu máximo, ficando os outros como estão, e mostra o efeito no custo total de um cenário num ano, por ordem decrescente. Com --ceiling diz que valor por si só leva o custo para o outro lado do tecto.

Com -o guarda o livro de resultados com a folha SENSITIVITY: o mesmo em quadro, e um gráfico de tornado.`),
		Example: `  abnd sensitivity TLS --scenario high --year 2030
  abnd sensitivity timor.xlsx --scenario high --year 2030 --ceiling 9%
  abnd sensitivity timor.xlsx --scenario low --year 2040 --format csv > tornado.csv
  abnd sensitivity TLS --scenario high --year 2030 -o tornado.xlsx`,
		Args: arguments(1, 1, sourceMissing), DisableFlagsInUseLine: true,
		ValidArgsFunction: a.completeSources(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.sensitivity(cmd.Context(), args[0], o)
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVar(&o.scenario, "scenario", "", a.t("the scenario or package `ID`; the last scenario where not given", "o cenário ou pacote `ID`; o último cenário se não for dado"))
	f.StringVar(&o.year, "year", "", a.t("the `YEAR`; the last one where not given", "o `ANO`; o último se não for dado"))
	f.StringVar(&o.ceiling, "ceiling", "", a.t("the share of GDP to stay under, as `1.5%`", "a percentagem do PIB a não exceder, como `1,5%`"))
	a.addOutputFlags(cmd, &o.output)
	a.addFormatFlag(cmd, &o.format)
	must(cmd.RegisterFlagCompletionFunc("scenario", a.completeScenarios))
	for _, flag := range []string{"year", "ceiling"} {
		must(cmd.RegisterFlagCompletionFunc(flag, cobra.NoFileCompletions))
	}
	return cmd
}

func (a *app) sensitivity(ctx context.Context, arg string, o sensitivityOptions) error {
	if err := knownFormat(o.format); err != nil {
		return err
	}
	ceiling, err := parseCeiling(o.ceiling)
	if err != nil {
		return err
	}
	year, err := optionalYear(o.year)
	if err != nil {
		return err
	}
	if err := o.output.check(arg); err != nil {
		return err
	}
	in, err := a.loadStudy(arg)
	if err != nil {
		return err
	}
	study := in.study
	if err := knownRun(study, o.scenario); err != nil {
		return err
	}
	if o.scenario == "" {
		o.scenario = study.Scenarios[len(study.Scenarios)-1].ID
	}
	if err := projected(study, year); err != nil {
		return err
	}
	if year == 0 {
		year = study.Projection.Last
	}
	s, found := scenarios.Sensitive(ctx, study, scenarios.SensitivityOptions{Scenario: o.scenario, Year: year, Ceiling: ceiling})
	if err := a.answered(ctx, in, s != nil, found); err != nil {
		return err
	}
	result := in.run()
	if err := a.saveResults(ctx, in, result, "", o.output, workbook.SensitivityAnswer(s)); err != nil {
		return err
	}
	switch o.format {
	case "csv":
		return report.SensitivityCSV(a.csv(), s)
	case "json":
		return report.SensitivityJSON(a.stdout, a.manifest(in, result), s)
	}
	return report.SensitivityTable(a.stdout, s, a.lang)
}
