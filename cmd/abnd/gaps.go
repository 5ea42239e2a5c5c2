package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/scenarios"
)

// gapsOptions are the options of the verb gaps.
type gapsOptions struct {
	scenario string
	year     string
	output   outputOptions
	format   string
}

func (a *app) gapsCommand() *cobra.Command {
	var o gapsOptions
	cmd := &cobra.Command{
		Use:   "gaps " + a.sourceWord(),
		Short: a.t("Show who is covered, who is left out, and why", "Mostra quem está coberto, quem fica de fora e porquê"),
		Long: a.t(`gaps measures the coverage of every population group of the study, by law and in fact, and lists the gaps by the people left out: policy gaps (no law reaches them), implementation gaps (the law does, the benefit does not) and adequacy gaps (the benefit is too little). What is not known is said to be so and is never taken for zero.

With --scenario it shows the coverage under a scenario or package in one year of the projection, the last where --year gives no other, and says in words who is left out. CSV and JSON then hold the measures by group, sex and year: all years, or that of --year.

With -o it writes the results workbook, whose sheets COVERAGE, GAPS, LIFECYCLE and MATRIX hold the assessment with live formulas, and AFTER the coverage under every scenario.`,
			`gaps mede a cobertura legal e a cobertura efectiva de cada grupo da população do estudo, e ordena as lacunas pelo número de pessoas que ficam de fora: lacunas na lei e nas políticas (nenhuma lei as abrange), de execução (a lei abrange-as, a prestação não) e de adequação (a prestação é insuficiente). O que não se conhece é indicado como tal e nunca se toma por zero.

Com --scenario mostra a cobertura com um cenário ou pacote num ano da projecção, o último se --year não indicar outro, e diz por palavras quem fica de fora. O CSV e o JSON contêm então as medidas por grupo, sexo e ano: todos os anos, ou o de --year.

Com -o guarda o livro de resultados, cujas folhas COVERAGE, GAPS, LIFECYCLE e MATRIX contêm a avaliação com fórmulas que se recalculam, e AFTER a cobertura com cada cenário.`),
		Example: `  abnd gaps TLS
  abnd gaps TLS --scenario high --year 2030
  abnd gaps timor.xlsx --scenario high --format csv
  abnd gaps timor.xlsx -o assessment.xlsx --lang pt`,
		Args: arguments(1, 1, sourceMissing), DisableFlagsInUseLine: true,
		ValidArgsFunction: a.completeSources(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.gaps(cmd.Context(), args[0], o)
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVar(&o.scenario, "scenario", "", a.t("coverage under one `ID` of a scenario or package, instead of that of today", "cobertura com um `ID` de cenário ou pacote, em vez da cobertura de hoje"))
	f.StringVar(&o.year, "year", "", a.t("the `YEAR` of --scenario; the last one where not given", "o `ANO` de --scenario; o último se não for dado"))
	a.addOutputFlags(cmd, &o.output)
	a.addFormatFlag(cmd, &o.format)
	must(cmd.RegisterFlagCompletionFunc("scenario", a.completeScenarios))
	must(cmd.RegisterFlagCompletionFunc("year", cobra.NoFileCompletions))
	return cmd
}

func (a *app) gaps(ctx context.Context, arg string, o gapsOptions) error {
	if err := knownFormat(o.format); err != nil {
		return err
	}
	if o.scenario == "" && o.year != "" {
		return usage(abnd.T("--year needs --scenario: without it, coverage is that of the first year", "--year precisa de --scenario: sem ele, a cobertura é a do primeiro ano"))
	}
	year, err := optionalYear(o.year)
	if err != nil {
		return err
	}
	if err := o.output.check(arg); err != nil {
		return err
	}
	in, result, err := a.computed(ctx, arg)
	if err != nil {
		return err
	}
	if err := knownRun(result.Study, o.scenario); err != nil {
		return err
	}
	if err := projected(result.Study, year); err != nil {
		return err
	}
	if err := a.saveResults(ctx, in, result, "", o.output); err != nil {
		return err
	}
	if o.scenario != "" {
		return a.remaining(in, result, o, year)
	}
	switch o.format {
	case "csv":
		return report.GapsCSV(a.csv(), result)
	case "json":
		return report.GapsJSON(a.stdout, a.manifest(in, result), result)
	}
	return report.Gaps(a.stdout, result, a.lang)
}

// remaining writes the coverage under a scenario.
func (a *app) remaining(in *source, result *scenarios.Result, o gapsOptions, year abnd.Year) error {
	switch o.format {
	case "csv":
		return report.RemainingCSV(a.csv(), result, o.scenario, year)
	case "json":
		return report.RemainingJSON(a.stdout, a.manifest(in, result), result, o.scenario, year)
	}
	if year == 0 {
		year = result.Study.Projection.Last
	}
	return report.Remaining(a.stdout, result, o.scenario, year, a.lang)
}

// computed reads SOURCE and computes it; warnings are shown.
func (a *app) computed(ctx context.Context, arg string) (*source, *scenarios.Result, error) {
	in, result, err := a.loadAndRun(ctx, arg, nil)
	if err != nil {
		return nil, nil, err
	}
	report.Diagnostics(a.stderr, in.found, a.lang)
	return in, result, nil
}
