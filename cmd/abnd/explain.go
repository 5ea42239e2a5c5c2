package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// explainOptions are the options of the verb explain.
type explainOptions struct {
	figure    scenarios.Figure
	guarantee string
	key       string
	year      string
	depth     int
}

// defaultDepth shows how a cost is made without following every index down
// the years.
const defaultDepth = 4

func (a *app) explainFigure(c *command) {
	var o explainOptions
	c.takesSource()
	c.Short = a.t("Trace a result back to its inputs and sources", "Segue um resultado até aos dados de base e às suas fontes")
	c.Long = a.t(`explain shows the formula of one result with the values used, the formulas of these values below it, and so on down to the inputs with their sources.

Select the result by scenario, measure and year, and by benefit or guarantee if it is not the total; or by its key, which is next to each result in the results workbook. JSON contains the whole as a tree from which every value can be recalculated.`,
		`explain mostra a fórmula de um resultado com os valores usados, por baixo as fórmulas destes, e assim por diante até aos dados de base, com as suas fontes.

O resultado indica-se por cenário, medida e ano, e por prestação ou garantia se não é o total; ou pela sua chave, que está ao lado de cada resultado no livro de resultados. JSON contém tudo em árvore, a partir da qual se pode recalcular cada valor.`)
	c.Example = `  abnd explain TLS --scenario high --benefit social-pension --measure total_cost --year 2030
  abnd explain TLS --key high/total/share_of_gdp --year 2030 --depth 2
  abnd explain timor.xlsx --scenario low --measure new_balance --year 2030 --format json`
	f := c.Flags()
	f.StringVar(&o.figure.Scenario, "scenario", "", a.t("the scenario or package `ID`", "o cenário ou pacote `ID`"))
	f.StringVar(&o.figure.Benefit, "benefit", "", a.t("the benefit `ID`; without it the sum", "a prestação `ID`; sem ela, a soma"))
	f.StringVar(&o.guarantee, "guarantee", "", a.t("the sum of the guarantee `ID`: health, children, active-age or older; or income-security, the sum of the last three", "a soma da garantia `ID`: health, children, active-age ou older; income-security para a das três últimas"))
	f.StringVar((*string)(&o.figure.Measure), "measure", string(scenarios.TotalCost), a.t("the `MEASURE`, with its name in the CSV", "a `MEDIDA`, como no CSV"))
	f.StringVar(&o.key, "key", "", a.t("the `KEY` of the result, instead of scenario, benefit and measure", "a `CHAVE` do valor, em vez de cenário, prestação e medida"))
	f.StringVar(&o.year, "year", "", a.t("the `YEAR`", "o `ANO`"))
	f.IntVar(&o.depth, "depth", defaultDepth, a.t("number of levels `N`; 0 shows all levels down to the inputs", "número de níveis `N`; 0 desce até aos dados de base"))
	c.takesSettings()
	c.takesBaseline()
	c.complete(a.completeScenarios, "scenario")
	c.complete(a.completeBenefits, "benefit")
	c.complete(completeGuarantees, "guarantee")
	c.complete(a.completeMeasures, "measure")
	for _, name := range []string{"key", "year", "depth"} {
		c.complete(cobra.NoFileCompletions, name)
	}
	var year abnd.Year
	c.check = func() (err error) {
		if err := o.check(); err != nil {
			return err
		}
		year, err = optionalYear(o.year)
		return err
	}
	c.result = func(_ context.Context, in *source, result *scenarios.Result) (answer, error) {
		key := model.Key(strings.TrimPrefix(o.key, workbookKeyMark))
		var unknown abnd.Diagnostics
		if o.key == "" {
			o.figure.Guarantee = abnd.Guarantee(o.guarantee)
			key, unknown = result.Key(o.figure)
		}
		if unknown != nil {
			return answer{}, &failure{status: statusUsage, found: unknown}
		}
		trace, unknown := result.Explain(key, year, o.depth)
		if unknown != nil {
			return answer{}, &failure{status: statusUsage, found: unknown}
		}
		return answer{
			text:    func() report.Document { return report.Explanation(trace, in.study) },
			records: func() report.Records { return report.TraceRecords(trace, in.study) },
			tree:    func() report.Tree { return report.TraceTree(a.manifest(in, result), trace, in.study) },
		}, nil
	}
}

// check reports whether the options name one figure.
func (o explainOptions) check() error {
	if o.depth < 0 {
		return usage(abnd.T("--depth is %d; it must be 0 or more, e.g. 2", "--depth é %d; tem de ser 0 ou mais, por exemplo 2").Fill(o.depth))
	}
	if o.key == "" && o.figure.Scenario == "" {
		return usage(abnd.T("missing: --scenario and --year, or --key and --year", "em falta: --scenario e --year, ou --key e --year"))
	}
	if o.key != "" && (o.figure.Scenario != "" || o.figure.Benefit != "" || o.guarantee != "") {
		return usage(abnd.T("--key alone identifies the result; omit --scenario, --benefit and --guarantee", "--key basta para indicar o valor; omita --scenario, --benefit e --guarantee"))
	}
	return nil
}

// loadAndRun reads a source, changes what the options set, and computes it; it
// must be without errors.
func (a *app) loadAndRun(ctx context.Context, arg, chosen string, settings []string) (*source, *scenarios.Result, error) {
	in, err := a.loadStudy(arg)
	if err != nil {
		return nil, nil, err
	}
	if err := a.choose(in, chosen); err != nil {
		return nil, nil, err
	}
	if err := a.set(in, settings); err != nil {
		return nil, nil, err
	}
	if err := interrupted(ctx); err != nil {
		return nil, nil, err
	}
	result := in.run()
	if result == nil {
		return nil, nil, problems(in.found)
	}
	return in, result, interrupted(ctx)
}

// completeBenefits completes the ids of the source's benefits.
func (a *app) completeBenefits(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	var all []string
	if len(args) > 0 {
		if in, err := a.load(args[0]); err == nil && in.study != nil {
			for _, b := range in.study.Benefits {
				all = append(all, b.ID+"\t"+b.Name.In(a.lang))
			}
		}
	}
	return all, cobra.ShellCompDirectiveNoFileComp
}

func completeGuarantees(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var all []string
	for _, g := range append(abnd.Guarantees(), abnd.IncomeSecurity) {
		all = append(all, string(g))
	}
	return all, cobra.ShellCompDirectiveNoFileComp
}

func (a *app) completeMeasures(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var all []string
	for _, m := range scenarios.Measures() {
		all = append(all, string(m.Code)+"\t"+m.Label.In(a.lang))
	}
	return all, cobra.ShellCompDirectiveNoFileComp
}
