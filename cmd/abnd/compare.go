package main

import (
	"context"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/abnd/workbook"
	"github.com/openabnd/engine/scenarios"
)

// compareOptions are the options of the verb compare.
type compareOptions struct {
	format    string
	scenarios []string
	settings  []string
	output    outputOptions
}

func (a *app) compareCommand() *cobra.Command {
	var o compareOptions
	cmd := &cobra.Command{
		Use:   a.t("compare SOURCE FROM TO", "compare ORIGEM DE PARA"),
		Short: a.t("Compare two scenarios, two workbooks or several countries", "Compara dois cenários, dois livros ou vários países"),
		Long: a.t(`compare lists the parameters in which two scenarios differ, and cost, percent of GDP, beneficiaries and balance by guarantee and year, with difference and ratio. FROM and TO are scenarios or packages of SOURCE; or both are written SCENARIO=SOURCE, to compare those of two workbooks. What else differs between two workbooks, as population, GDP or prices, is a warning.

With several sources instead, countries are set side by side: percent of GDP, and what a benefit pays in percent of the poverty line.

With -o it writes the sheet COMPARE: for two scenarios of one source in the results workbook, with live formulas and a chart; for two sources or several countries in a workbook of its own, as values with their origin.`,
			`compare lista os parâmetros em que dois cenários diferem, e o custo, a percentagem do PIB, os beneficiários e o saldo por garantia e ano, com diferença e razão. DE e PARA são cenários ou pacotes de ORIGEM; ou escrevem-se ambos CENÁRIO=ORIGEM, para comparar os de dois livros. O que mais difere entre dois livros, como população, PIB ou preços, dá um aviso.

Com várias origens, põem-se países lado a lado: percentagem do PIB, e o que paga uma prestação em percentagem da linha de pobreza.

Com -o escreve a folha COMPARE: para dois cenários de uma origem, no livro de resultados, com fórmulas vivas e um gráfico; para duas origens ou vários países, num livro próprio, como valores com a sua origem.`),
		Example: `  abnd compare TLS low high
  abnd compare low=before.xlsx low=after.xlsx
  abnd compare TLS MOZ --scenario high
  abnd compare TLS low high --format csv > comparison.csv
  abnd compare TLS low high -o comparison.xlsx`,
		Args: arguments(2, manySources, abnd.T("what is compared (a source and two scenarios, or several sources)", "o que se compara (uma origem e dois cenários, ou várias origens)")), DisableFlagsInUseLine: true,
		ValidArgsFunction: a.completeCompared,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.compare(cmd.Context(), args, o)
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVar(&o.format, "format", "table", a.t("`FORMAT` of the comparison: table, csv or json", "`FORMATO` da comparação: table, csv ou json"))
	f.StringSliceVar(&o.scenarios, "scenario", nil, a.t("between countries, only the scenario `ID`; several are joined by commas", "entre países, só o cenário `ID`; vários separam-se por vírgulas"))
	a.addSetFlag(cmd, &o.settings)
	a.addOutputFlags(cmd, &o.output)
	must(cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp)))
	must(cmd.RegisterFlagCompletionFunc("scenario", a.completeScenarios))
	return cmd
}

// manySources is more than anyone compares.
const manySources = 50

// completeCompared completes a source, then its scenarios or other countries.
func (a *app) completeCompared(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
	if len(args) == 0 {
		return a.countryCompletions(), cobra.ShellCompDirectiveDefault
	}
	ids, _ := a.completeScenarios(cmd, args[:1], word)
	return append(ids, a.countryCompletions()...), cobra.ShellCompDirectiveDefault
}

func (a *app) compare(ctx context.Context, args []string, o compareOptions) error {
	if err := knownFormat(o.format); err != nil {
		return err
	}
	pairs := 0
	for _, arg := range args {
		_, path, isPair := strings.Cut(arg, "=")
		if isPair {
			pairs++
			arg = path
		}
		if err := o.output.check(arg); err != nil {
			return err
		}
	}
	switch {
	case pairs > 0:
		if pairs != len(args) || len(args) != 2 {
			return usage(abnd.T("two workbooks are compared as low=a.xlsx high=b.xlsx: SCENARIO=SOURCE twice", "dois livros comparam-se como low=a.xlsx high=b.xlsx: CENÁRIO=ORIGEM duas vezes"))
		}
		return a.comparePairs(ctx, args, o)
	case isSource(args[1]):
		return a.compareCountries(ctx, args, o)
	}
	if len(args) != 3 {
		return usage(abnd.T("name a source and two of its scenarios, or several sources", "indique uma origem e dois dos seus cenários, ou várias origens"))
	}
	if o.scenarios != nil {
		return usage(abnd.T("--scenario is for countries; the two scenarios are named after the source", "--scenario é para países; os dois cenários indicam-se depois da origem"))
	}
	in, result, err := a.loadAndRun(ctx, args[0], o.settings)
	if err != nil {
		return err
	}
	from := compared{in, scenarios.Side{Result: result, Scenario: args[1], Name: in.name}}
	to := compared{in, scenarios.Side{Result: result, Scenario: args[2], Name: in.name}}
	return a.printComparison(ctx, from, to, o)
}

// isSource tells a source from the name of a scenario.
func isSource(arg string) bool {
	if country.Has(arg) || looksLikePath(arg) {
		return true
	}
	_, err := os.Stat(arg)
	return err == nil
}

// compared is a side with its source.
type compared struct {
	in   *source
	side scenarios.Side
}

func (a *app) comparePairs(ctx context.Context, args []string, o compareOptions) error {
	var sides []compared
	for _, arg := range args {
		id, path, _ := strings.Cut(arg, "=")
		in, result, err := a.loadAndRun(ctx, path, o.settings)
		if err != nil {
			return err
		}
		sides = append(sides, compared{in, scenarios.Side{Result: result, Scenario: id, Name: in.name}})
	}
	// Two files of one name are told apart by their paths.
	if from, to := &sides[0], &sides[1]; from.side.Name == to.side.Name && from.in.path != to.in.path {
		from.in.rename(from.in.path)
		to.in.rename(to.in.path)
		from.side.Name, to.side.Name = from.in.name, to.in.name
	}
	return a.printComparison(ctx, sides[0], sides[1], o)
}

func (a *app) printComparison(ctx context.Context, from, to compared, o compareOptions) error {
	var unknown abnd.Diagnostics
	for _, c := range []compared{from, to} {
		if _, found := c.side.Result.Key(scenarios.Figure{Scenario: c.side.Scenario, Measure: "total_cost"}); found != nil {
			unknown = append(unknown, found...)
		}
	}
	if unknown != nil {
		return &failure{status: statusUsage, found: unknown}
	}
	comparison := scenarios.CompareScenarios(from.side, to.side)
	warnings := from.in.found
	if from.in != to.in {
		warnings = append(inFile(from.in.name, from.in.found), inFile(to.in.name, to.in.found)...)
	}
	report.Diagnostics(a.stderr, append(slices.Clone(warnings), comparison.Unlike...), a.lang)
	if err := a.saveComparison(ctx, from, to, comparison, o.output); err != nil {
		return err
	}
	switch o.format {
	case "csv":
		return report.CompareCSV(a.csv(), comparison)
	case "json":
		return report.CompareJSON(a.stdout, comparison, a.manifest(from.in, from.side.Result), a.manifest(to.in, to.side.Result))
	}
	return report.CompareTable(a.stdout, comparison, a.lang)
}

// saveComparison writes the workbook of a comparison where one is asked for:
// the results workbook where both sides are of one result, and else one of its
// own.
func (a *app) saveComparison(ctx context.Context, from, to compared, c scenarios.Comparison, o outputOptions) error {
	switch {
	case o.file == "":
		return nil
	case from.side.Result == to.side.Result:
		return a.saveResults(ctx, from.in, from.side.Result, "", o, workbook.CompareAnswer(c))
	}
	data, err := workbook.Comparison(c, from.in.compared(), to.in.compared(), a.workbookOptions(to.in, ""))
	if err := notMade(err); err != nil {
		return err
	}
	return a.save(ctx, o.file, data, o.force)
}

// compared is what a workbook says of a side's source.
func (in *source) compared() workbook.ComparedSource {
	return workbook.ComparedSource{InputName: in.name, InputSHA256: in.sha256, Settings: in.settings, Places: in.places}
}

func (a *app) compareCountries(ctx context.Context, args []string, o compareOptions) error {
	var countries []scenarios.Country
	var manifests []report.Manifest
	var warnings abnd.Diagnostics
	var sources []workbook.ComparedSource
	for i, arg := range args {
		if slices.Contains(args[:i], arg) {
			return usage(abnd.T("%q comes twice", "%q aparece duas vezes").Fill(arg))
		}
		in, result, err := a.loadAndRun(ctx, arg, o.settings)
		if err != nil {
			return err
		}
		countries = append(countries, scenarios.Country{Name: strings.TrimSuffix(in.name, ".xlsx"), Result: result})
		manifests = append(manifests, a.manifest(in, result))
		sources = append(sources, in.compared())
		warnings = append(warnings, inFile(in.name, in.found)...)
	}
	chosen := scenarios.SharedScenarios(countries)
	if len(o.scenarios) > 0 {
		for _, id := range o.scenarios {
			if !slices.Contains(chosen, id) {
				return usage(abnd.T("not all have a scenario %q; %s", "nem todos têm um cenário %q; %s").Fill(id, suggest(id, chosen)))
			}
		}
		chosen = o.scenarios
	}
	if len(chosen) == 0 || scenarios.SharedYears(countries).Len() == 0 {
		return usage(abnd.T("they have no scenario, or no year, in common", "não têm nenhum cenário, ou nenhum ano, em comum"))
	}
	report.Diagnostics(a.stderr, warnings, a.lang)
	if o.output.file != "" {
		data, err := workbook.Countries(countries, scenarios.CompareCountries(countries, chosen), sources, workbook.Options{Lang: a.lang, Version: a.version})
		if err := notMade(err); err != nil {
			return err
		}
		if err := a.save(ctx, o.output.file, data, o.output.force); err != nil {
			return err
		}
	}
	switch o.format {
	case "csv":
		return report.CountriesCSV(a.csv(), scenarios.CompareCountries(countries, chosen))
	case "json":
		return report.CountriesJSON(a.stdout, scenarios.CompareCountries(countries, chosen), manifests)
	}
	return report.CountriesTable(a.stdout, countries, chosen, a.lang)
}
