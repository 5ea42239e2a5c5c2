package main

import (
	"context"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/scenarios"
)

var formats = []string{"table", "csv", "json"}

// costOptions are the options of the verb cost.
type costOptions struct {
	output    outputOptions
	format    string
	scenarios []string
	years     string
	macro     string
	date      string
	settings  []string
}

func (a *app) costCommand() *cobra.Command {
	var o costOptions
	cmd := &cobra.Command{
		Use:   "cost " + a.sourceWord(),
		Short: a.t("Cost all scenarios of a country or workbook", "Estima o custo de todos os cenários de um país ou livro"),
		Long: a.t(`cost calculates all scenarios and writes the results: a table, CSV or JSON with all digits for other programs, and with -o an Excel workbook with live formulas, which can be used as an input again.

INPUT is the code of a country profile, the path of a workbook, or the path of a folder with the sheets as CSV files; missing sheets are taken from its parent folder. The workbook always contains all scenarios.`,
			`cost calcula todos os cenários e mostra os resultados: um quadro, CSV ou JSON com todos os algarismos para outros programas e, com -o, um livro do Excel com fórmulas que se recalculam, que pode servir de novo como ficheiro de dados.

ORIGEM é o código de um perfil de país, o caminho de um livro ou o de uma pasta com as folhas em CSV; as que lhe faltam podem estar na pasta que a contém. O livro contém sempre todos os cenários.`),
		Example: `  abnd cost TLS
  abnd cost TLS --scenario low,high --years 2025-2035
  abnd cost TLS --set high/child-benefit.age_max=7 --set economy.inflation=3%
  abnd cost timor.xlsx --format csv > timor.csv
  abnd cost timor.xlsx -o results.xlsx`,
		Args: arguments(1, 1, sourceMissing), DisableFlagsInUseLine: true,
		ValidArgsFunction: a.completeSources(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.cost(cmd.Context(), args[0], o)
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	a.addOutputFlags(cmd, &o.output)
	a.addFormatFlag(cmd, &o.format)
	f.StringSliceVar(&o.scenarios, "scenario", nil, a.t("only the scenario `ID`; comma-separated, or repeat the option", "só o cenário `ID`; vários separam-se por vírgulas, ou repete-se a opção"))
	f.StringVar(&o.years, "years", "", a.t("cost the years `FIRST-LAST` instead of the years of the study", "calcula os anos `PRIMEIRO-ÚLTIMO` em vez dos anos do estudo"))
	a.addSetFlag(cmd, &o.settings)
	a.macroFlag(cmd, &o.macro)
	f.StringVar(&o.date, "date", "", a.t("`DATE` printed in the workbook, e.g. 2026-03-31, instead of the date of the study", "a `DATA` no cabeçalho do livro, como 2026-03-31, em vez da data do estudo"))
	must(cmd.RegisterFlagCompletionFunc("scenario", a.completeScenarios))
	must(cmd.RegisterFlagCompletionFunc("years", cobra.NoFileCompletions))
	must(cmd.RegisterFlagCompletionFunc("date", cobra.NoFileCompletions))
	return cmd
}

// cost checks the command line before it reads, and reads before it computes:
// a slip is reported before anyone waits.
func (a *app) cost(ctx context.Context, arg string, o costOptions) error {
	if err := knownFormat(o.format); err != nil {
		return err
	}
	years, err := optionalYears(o.years)
	if err != nil {
		return err
	}
	if err := checkDate(o.date, o.output.file); err != nil {
		return err
	}
	if err := o.output.check(arg); err != nil {
		return err
	}
	in, err := a.loadStudy(arg)
	if err != nil {
		return err
	}
	chosen, unknown := scenarios.Select(in.study, o.scenarios...)
	if unknown != nil {
		return &failure{status: statusUsage, found: unknown}
	}
	if err := a.set(in, withMacro(o.settings, o.macro)); err != nil {
		return err
	}
	if years != (abnd.Years{}) {
		if err := setYears(in.study, years); err != nil {
			return err
		}
	}
	if err := interrupted(ctx); err != nil {
		return err
	}
	result := in.run()
	if result == nil {
		return problems(in.found)
	}
	if err := interrupted(ctx); err != nil {
		return err
	}
	report.Diagnostics(a.stderr, ofCosting(in.found), a.lang) // warnings
	if err := a.saveResults(ctx, in, result, o.date, o.output); err != nil {
		return err
	}
	return a.printResults(in, result, chosen, o.format)
}

func (a *app) printResults(in *source, result *scenarios.Result, chosen []abnd.Scenario, format string) error {
	switch format {
	case "csv":
		return report.CSV(a.csv(), result.Tidy(chosen))
	case "json":
		return report.JSON(a.stdout, a.manifest(in, result), result.Tidy(chosen))
	}
	return report.Table(a.stdout, result, chosen, report.TableYears(in.study.Projection), a.lang)
}

// manifest says what the results of a source were made of.
func (a *app) manifest(in *source, result *scenarios.Result) report.Manifest {
	m := report.NewManifest(in.study, a.version, filepath.Base(in.name), in.sha256)
	m.Settings = in.settings
	m.AddScenarios(result)
	return m
}

func knownFormat(format string) error {
	if slices.Contains(formats, format) {
		return nil
	}
	return usage(abnd.T("unknown format %q; %s", "não existe o formato %q; %s").Fill(format, suggest(format, formats)))
}

// checkDate checks the date that a workbook is to show; blank is the study's
// own.
func checkDate(date, output string) error {
	if date == "" {
		return nil
	}
	if _, err := time.Parse(time.DateOnly, date); err != nil {
		return usage(abnd.T("%q is not a valid date; write year-month-day, e.g. 2026-03-31", "%q não é uma data; escreva ano-mês-dia, por exemplo 2026-03-31").Fill(date))
	}
	if output == "" {
		return usage(abnd.T("--date appears only in the workbook; specify the output file with -o, e.g. -o results.xlsx", "--date só aparece no livro; indique com -o o livro a guardar, por exemplo -o resultados.xlsx"))
	}
	return nil
}
