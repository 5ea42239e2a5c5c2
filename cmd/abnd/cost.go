package main

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/scenarios"
)

var formats = []string{"table", "csv", "json"}

// costOptions are the options of the verb cost.
type costOptions struct {
	output    string
	format    string
	scenarios []string
	years     string
	force     bool
	print     bool // to standard output
}

func (a *app) costCommand() *cobra.Command {
	var o costOptions
	cmd := &cobra.Command{
		Use:   "cost " + a.sourceWord(),
		Short: a.t("Cost every scenario of a country or workbook", "Custeia todos os cenários de um país ou livro"),
		Long: a.t(`cost computes every scenario and writes the results: a table to read, CSV or JSON with every digit for programs, and with -o an Excel workbook with live formulas, which is itself an input of abnd.

With -o nothing goes to standard output unless --format asks for it. The workbook always holds every scenario.`,
			`cost calcula todos os cenários e escreve os resultados: um quadro para ler, CSV ou JSON com todos os algarismos para programas e, com -o, um livro do Excel com fórmulas vivas, que é também uma entrada de abnd.

Com -o nada vai para a saída padrão, salvo se --format o pedir. O livro contém sempre todos os cenários.`),
		Example: `  abnd cost TLS
  abnd cost TLS --scenario low,high --years 2025-2035
  abnd cost timor.xlsx --format csv > timor.csv
  abnd cost timor.xlsx -o results.xlsx`,
		Args: arguments(1, 1, sourceMissing), DisableFlagsInUseLine: true,
		ValidArgsFunction: a.completeSource,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.print = o.output == "" || cmd.Flags().Changed("format")
			return a.cost(cmd.Context(), args[0], o)
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVarP(&o.output, "output", "o", "", a.t("write a results workbook, `FILE.xlsx`", "escreve um livro de resultados, `FICHEIRO.xlsx`"))
	f.StringVar(&o.format, "format", "table", a.t("`FORMAT` of the results: table, csv or json", "`FORMATO` dos resultados: table, csv ou json"))
	f.StringSliceVar(&o.scenarios, "scenario", nil, a.t("only the scenario `ID`; several are joined by commas, or the option is repeated", "só o cenário `ID`; vários separam-se por vírgulas, ou repete-se a opção"))
	f.StringVar(&o.years, "years", "", a.t("cost the years `FIRST-LAST` instead of those of the study", "custeia os anos `PRIMEIRO-ÚLTIMO` em vez dos do estudo"))
	f.BoolVar(&o.force, "force", false, a.t("replace the output if it exists", "substitui a saída, se existir"))
	must(cmd.MarkFlagFilename("output", "xlsx"))
	must(cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp)))
	must(cmd.RegisterFlagCompletionFunc("scenario", a.completeScenarios))
	must(cmd.RegisterFlagCompletionFunc("years", cobra.NoFileCompletions))
	return cmd
}

// cost checks the command line before it reads, and reads before it computes:
// a slip is reported before anyone waits.
func (a *app) cost(ctx context.Context, arg string, o costOptions) error {
	if !slices.Contains(formats, o.format) {
		return usage(abnd.T("there is no format %q; %s", "não existe o formato %q; %s").Fill(o.format, suggest(o.format, formats)))
	}
	var years abnd.Years
	if o.years != "" {
		var err error
		if years, err = parseYears(o.years); err != nil {
			return err
		}
	}
	if o.output != "" {
		input := arg
		if country.Has(arg) {
			input = ""
		}
		if err := checkOutput(o.output, input); err != nil {
			return err
		}
	}
	in, err := a.load(arg)
	if err != nil {
		return err
	}
	if in.study == nil {
		return problems(in.found)
	}
	chosen, unknown := scenarios.Select(in.study, o.scenarios...)
	if unknown != nil {
		return &failure{status: statusUsage, found: unknown}
	}
	if o.years != "" {
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
	report.Diagnostics(a.stderr, in.found, a.lang) // warnings
	if o.output != "" {
		data, err := a.resultsWorkbook(in, result)
		if err != nil {
			return err
		}
		if err := a.save(ctx, o.output, data, o.force); err != nil {
			return err
		}
	}
	if !o.print {
		return nil
	}
	return a.printResults(in, result, chosen, o.format)
}

func (a *app) printResults(in *source, result *scenarios.Result, chosen []abnd.Scenario, format string) error {
	switch format {
	case "csv":
		return report.CSV(a.stdout, result.Tidy(chosen))
	case "json":
		return report.JSON(a.stdout, report.NewManifest(in.study, a.version, in.name, in.sha256), result.Tidy(chosen))
	}
	return report.Table(a.stdout, result, chosen, report.TableYears(in.study.Projection), a.lang)
}
