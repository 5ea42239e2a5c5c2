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
		Short: a.t("Show legal and effective coverage, and coverage gaps, by population group", "Mostra a cobertura legal e efectiva e as lacunas, por grupo da população"),
		Long: a.t(`gaps measures legal and effective coverage of each population group and ranks the coverage gaps by number of people: policy gaps (no legal coverage), implementation gaps (legal coverage but no benefit) and adequacy gaps (benefit below the adequacy standard). Where data are missing the result is shown as not available, never as zero.

With --scenario coverage under a scenario or package is shown for one year of the projection, the last one unless --year is given, with the people not covered in words. CSV and JSON then contain the measures by group, sex and year: all years, or the year of --year.

With -o the results workbook is written; its sheets COVERAGE, GAPS, LIFECYCLE and MATRIX contain the assessment with live formulas, and AFTER the coverage under each scenario.`,
			`gaps mede a cobertura legal e a cobertura efectiva de cada grupo da população e ordena as lacunas de cobertura por número de pessoas: lacunas na lei e nas políticas (sem cobertura legal), de execução (com cobertura legal mas sem prestação) e de adequação (prestação abaixo do valor de referência). Onde faltam dados, o resultado aparece como não disponível, nunca como zero.

Com --scenario mostra a cobertura com um cenário ou pacote num ano da projecção, o último se --year não indicar outro, e por palavras as pessoas sem cobertura. O CSV e o JSON contêm então as medidas por grupo, sexo e ano: todos os anos, ou o de --year.

Com -o guarda o livro de resultados, cujas folhas COVERAGE, GAPS, LIFECYCLE e MATRIX contêm a avaliação com fórmulas que se recalculam, e AFTER a cobertura em cada cenário.`),
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
	f.StringVar(&o.scenario, "scenario", "", a.t("coverage under the scenario or package `ID`, instead of current coverage", "cobertura com um `ID` de cenário ou pacote, em vez da cobertura de hoje"))
	f.StringVar(&o.year, "year", "", a.t("`YEAR` for --scenario; default: the last one", "`ANO` de --scenario; por omissão, o último"))
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
		return usage(abnd.T("--year needs --scenario: without it, coverage refers to the first year", "--year precisa de --scenario: sem ele, a cobertura é a do primeiro ano"))
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
