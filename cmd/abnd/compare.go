package main

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/abnd/workbook"
	"github.com/openabnd/engine/cmd/abnd/terminal"
	"github.com/openabnd/engine/scenarios"
)

// compareOptions are the options of the verb compare.
type compareOptions struct {
	*command  // for the settings of both sides
	scenarios []string
	from, to  []string // of one side
}

func (a *app) compare(c *command) {
	o := compareOptions{command: c}
	c.Short = a.t("Compare two scenarios, two workbooks or several countries", "Compara dois cenários, dois livros ou vários países")
	c.Long = a.t(`compare lists the parameters that differ between two scenarios, and cost, % of GDP, beneficiaries, effective coverage and balance by guarantee and year, with difference and ratio. FROM and TO are scenarios or packages of INPUT; or write both as SCENARIO=INPUT to compare scenarios of two workbooks.

--set changes both sides, --set-from and --set-to one side: a scenario can be compared with itself under another macroeconomic scenario or population. Other differences between the two sides, e.g. in population, macroeconomic scenario, GDP, prices or years, are listed as warnings.

With several inputs, countries are compared: % of GDP, effective coverage, and the monthly benefit in purchasing power and in % of the poverty line.

With -o the sheet COMPARE is written: for two scenarios of one study in the results workbook, with live formulas and a chart; for two studies or several countries in a separate workbook, as values with their origin.`,
		`compare mostra os parâmetros que diferem entre dois cenários, e o custo, a % do PIB, os beneficiários, a cobertura efectiva e o saldo por garantia e ano, com diferença e razão. DE e PARA são cenários ou pacotes de ORIGEM; ou escrevem-se ambos CENÁRIO=ORIGEM, para comparar cenários de dois livros.

--set altera os dois lados, --set-from e --set-to um só: um cenário pode comparar-se consigo próprio com outro cenário macroeconómico ou outra população. Outras diferenças entre os dois lados, por exemplo na população, no cenário macroeconómico, no PIB, nos preços ou nos anos, são avisos.

Com várias origens comparam-se países: % do PIB, cobertura efectiva, e a prestação mensal em poder de compra e em % da linha de pobreza.

Com -o guarda a folha COMPARE: para dois cenários de um estudo, no livro de resultados, com fórmulas que se recalculam e um gráfico; para dois estudos ou vários países, num livro próprio, como valores com a sua origem.`)
	c.Example = `  abnd compare TLS low high
  abnd compare TLS high tried --choice 4MKD-T8KC-2AK
  abnd compare low=before.xlsx low=after.xlsx
  abnd compare TLS high high --set-to general.macro=low-growth
  abnd compare TLS MOZ --scenario high
  abnd compare TLS low high --format csv > comparison.csv
  abnd compare TLS low high -o comparison.xlsx`
	c.takes(a.t("INPUT FROM TO", "ORIGEM DE PARA"), arguments(2, manySources, abnd.T("missing: an input and two scenarios, or several inputs", "em falta: uma origem e dois cenários, ou várias origens")), a.completeCompared)
	f := c.Flags()
	f.StringSliceVar(&o.scenarios, "scenario", nil, a.t("between countries, only the scenario `ID`; comma-separated", "entre países, só o cenário `ID`; vários separam-se por vírgulas"))
	c.takesChoice()
	c.takesSettings()
	c.takesBaseline()
	f.StringArrayVar(&o.from, "set-from", nil, a.t("as --set, of FROM only: `PATH=VALUE`", "como --set, só de DE: `CAMINHO=VALOR`"))
	f.StringArrayVar(&o.to, "set-to", nil, a.t("as --set, of TO only: `PATH=VALUE`", "como --set, só de PARA: `CAMINHO=VALOR`"))
	for _, flag := range []string{"set-from", "set-to"} {
		c.complete(cobra.NoFileCompletions, flag)
	}
	c.complete(a.completeScenarios, "scenario")
	c.answer = func(ctx context.Context, args []string) (answer, error) { return a.compareSources(ctx, args, o) }
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

func (a *app) compareSources(ctx context.Context, args []string, o compareOptions) (answer, error) {
	pairs := 0
	for _, arg := range args {
		if strings.Contains(arg, "=") {
			pairs++
		}
	}
	switch {
	case pairs > 0:
		if pairs != len(args) || len(args) != 2 {
			return answer{}, usage(abnd.T("to compare two workbooks, write SCENARIO=INPUT twice, e.g. low=a.xlsx high=b.xlsx", "para comparar dois livros, escreva duas vezes CENÁRIO=ORIGEM, por exemplo low=a.xlsx high=b.xlsx"))
		}
		return a.comparePairs(ctx, args, o)
	case isSource(args[1]):
		return a.compareCountries(ctx, args, o)
	}
	if len(args) != 3 {
		return answer{}, usage(abnd.T("name a source and two of its scenarios, or several sources", "indique uma origem e dois dos seus cenários, ou várias origens"))
	}
	if o.scenarios != nil {
		return answer{}, usage(abnd.T("--scenario is only for countries; write the two scenarios after the input", "--scenario é para países; os dois cenários indicam-se depois da origem"))
	}
	from, err := a.side(ctx, args[0], args[1], o.choice, o, o.from)
	if err != nil {
		return answer{}, err
	}
	to := from
	if to.side.Scenario = args[2]; len(o.from)+len(o.to) > 0 {
		if to, err = a.side(ctx, args[0], args[2], o.choice, o, o.to); err != nil {
			return answer{}, err
		}
	}
	return a.comparison(from, to)
}

// side computes a side: a source with a choice, the settings of both sides and its
// own, which its name tells.
func (a *app) side(ctx context.Context, arg, scenario, chosen string, o compareOptions, own []string) (compared, error) {
	in, result, err := a.loadAndRun(ctx, arg, chosen, append(o.allSettings(), own...))
	if err != nil {
		return compared{}, err
	}
	return compared{in, scenarios.Side{Result: result, Scenario: scenario, Name: a.sideName(in, own)}}, nil
}

// sideName is the name of a source with what is set of it alone.
func (a *app) sideName(in *source, own []string) string {
	if len(own) == 0 {
		return in.name
	}
	return abnd.T("%s with %s", "%s com %s").Fill(in.name, strings.Join(own, ", ")).In(a.lang)
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

func (a *app) comparePairs(ctx context.Context, args []string, o compareOptions) (answer, error) {
	var sides []compared
	owns := [][]string{o.from, o.to}
	if o.choice != "" && !slices.ContainsFunc(args, isOfProposal) {
		return answer{}, usage(abnd.T("--choice makes the scenario %q; write it before one of the inputs, e.g. %s=b.xlsx", "--choice faz o cenário %q; escreva-o antes de uma das origens, por exemplo %s=b.xlsx").Fill(abnd.Tried, abnd.Tried))
	}
	for i, arg := range args {
		id, path, _ := strings.Cut(arg, "=")
		chosen := ""
		if isOfProposal(arg) {
			chosen = o.choice
		}
		side, err := a.side(ctx, path, id, chosen, o, owns[i])
		if err != nil {
			return answer{}, ofSource(path, err)
		}
		sides = append(sides, side)
	}
	// Two files of one name are told apart by their paths.
	if sides[0].in.name == sides[1].in.name && sides[0].in.path != sides[1].in.path {
		for i := range sides {
			s := &sides[i]
			s.in.rename(s.in.path)
			s.side.Name = a.sideName(s.in, owns[i])
		}
	}
	return a.comparison(sides[0], sides[1])
}

// isOfProposal reports whether SCENARIO=INPUT is of the room's proposal.
func isOfProposal(arg string) bool { return strings.HasPrefix(arg, abnd.Tried+"=") }

// ofSource says which of several sources an error is about.
func ofSource(name string, err error) error {
	var f *failure
	if !errors.As(err, &f) || f.found == nil {
		return err
	}
	told := *f
	told.found = inFile(name, f.found)
	return &told
}

func (a *app) comparison(from, to compared) (answer, error) {
	var unknown abnd.Diagnostics
	for _, c := range []compared{from, to} {
		if _, found := c.side.Result.Key(scenarios.Figure{Scenario: c.side.Scenario, Measure: scenarios.TotalCost}); found != nil {
			unknown = append(unknown, found...)
		}
	}
	if unknown != nil {
		return answer{}, &failure{status: statusUsage, found: unknown}
	}
	comparison, unknown := scenarios.CompareScenarios(from.side, to.side)
	if unknown != nil {
		return answer{}, unknown
	}
	warnings := from.in.found
	if from.side.Name != to.side.Name {
		warnings = append(inFile(from.side.Name, from.in.found), inFile(to.side.Name, to.in.found)...)
	}
	terminal.Diagnostics(a.stderr, append(slices.Clone(warnings), comparison.Warnings...), a.lang)
	of := []*source{from.in, to.in}
	if from.in == to.in {
		of = of[:1]
	}
	return answer{
		text:    func() report.Document { return report.Comparison(comparison) },
		records: func() report.Records { return report.CompareRecords(comparison) },
		tree: func() report.Tree {
			return report.CompareTree(comparison, a.manifest(from.in, from.side.Result), a.manifest(to.in, to.side.Result))
		},
		book: func() ([]byte, error) {
			// The results workbook where both sides are of one result, and else one of its own.
			if from.side.Result == to.side.Result {
				return workbook.Results(from.side.Result, a.workbookOptions(from.in, ""), workbook.CompareAnswer(comparison))
			}
			return workbook.Comparison(comparison, from.in.compared(), to.in.compared(), a.workbookOptions(to.in, ""))
		},
	}.about(of...), nil
}

// compared is what a workbook says of a side's source.
func (in *source) compared() workbook.ComparedSource {
	return workbook.ComparedSource{InputName: in.name, InputSHA256: in.sha256, Settings: in.settings, Places: in.places}
}

func (a *app) compareCountries(ctx context.Context, args []string, o compareOptions) (answer, error) {
	if len(o.from)+len(o.to) > 0 {
		return answer{}, usage(abnd.T("--set-from and --set-to are for two scenarios; --set changes every country", "--set-from e --set-to são para dois cenários; --set altera todos os países"))
	}
	if o.choice != "" {
		return answer{}, usage(abnd.T("--choice is of one study and its scenario %q, not for countries", "--choice é de um só estudo e do seu cenário %q, não para países").Fill(abnd.Tried))
	}
	var countries []scenarios.Country
	var manifests []report.Manifest
	var warnings abnd.Diagnostics
	var sources []workbook.ComparedSource
	var of []*source
	for i, arg := range args {
		if slices.Contains(args[:i], arg) {
			return answer{}, usage(abnd.T("%q is duplicated", "%q aparece duas vezes").Fill(arg))
		}
		in, result, err := a.loadAndRun(ctx, arg, "", o.allSettings())
		if err != nil {
			return answer{}, ofSource(arg, err)
		}
		countries = append(countries, scenarios.Country{Name: strings.TrimSuffix(in.name, ".xlsx"), Result: result})
		manifests = append(manifests, a.manifest(in, result))
		sources, of = append(sources, in.compared()), append(of, in)
		warnings = append(warnings, inFile(in.name, in.found)...)
	}
	chosen := scenarios.SharedScenarios(countries)
	if len(o.scenarios) > 0 {
		for _, id := range o.scenarios {
			if !slices.Contains(chosen, id) {
				return answer{}, usage(abnd.T("the scenario %q is missing in at least one of them; %s", "falta o cenário %q em pelo menos um deles; %s").Fill(id, abnd.Suggestion(id, chosen)))
			}
		}
		chosen = o.scenarios
	}
	if len(chosen) == 0 || scenarios.SharedYears(countries).Len() == 0 {
		return answer{}, usage(abnd.T("the inputs have no scenario, or no year, in common", "as origens não têm nenhum cenário, ou nenhum ano, em comum"))
	}
	terminal.Diagnostics(a.stderr, append(warnings, scenarios.CountryComparabilityWarnings(countries)...), a.lang)
	comparison := scenarios.CompareCountries(countries, chosen)
	return answer{
		text:    func() report.Document { return report.Countries(countries, chosen) },
		records: func() report.Records { return report.CountriesRecords(comparison) },
		tree:    func() report.Tree { return report.CountriesTree(countries, comparison, manifests) },
		book: func() ([]byte, error) {
			return workbook.Countries(countries, comparison, sources, workbook.Options{Lang: a.lang, Version: a.version})
		},
	}.about(of...), nil
}
