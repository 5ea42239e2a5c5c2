package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/abnd/workbook"
	"github.com/openabnd/engine/scenarios"
)

// bridgeOptions are the options of the verb bridge.
type bridgeOptions struct {
	scenario, benefit, year string
	their                   []string
}

func (a *app) bridge(c *command) {
	var o bridgeOptions
	c.takes(a.sourceWord()+" --their "+a.t("NAME=VALUE ...", "NOME=VALOR ..."), arguments(1, 1+len(scenarios.TheirNames()), sourceMissing), a.completeSources(1))
	c.Short = a.t("Explain why the study’s cost of a benefit is not another institution’s figure", "Explica porque é que o custo de uma prestação no estudo não é o valor de outra instituição")
	c.Long = a.t(`bridge leads from another institution’s figure for a benefit in a year to the study’s: the difference is attributed to people, amount, payments, share paid and administration. The contributions are Shapley values and add up to the difference.

--their takes what the other institution says: people, amount (of one payment), months (or payments, in the year), share-paid, admin (as a share of the benefits) and total, in whole units of currency. Any of them can be missing; without a total it is computed if people, amount and months are given. What was not given is not assumed: it stays in the difference as not explained by what was given. Only share-paid and admin are taken as 1 and 0 unless they are given.

The amount is that of one payment as in the study; where the study has several by age or by household size, the mean. Without --scenario the comparison is with the status quo.

With -o the results workbook is written with the sheet BRIDGE: the factors on both sides, their effects, and a waterfall chart.`,
		`bridge leva do valor de outra instituição, para uma prestação num ano, ao do estudo: a diferença é atribuída às pessoas, ao montante, aos pagamentos, à parte paga e à administração. As contribuições são valores de Shapley e a sua soma é igual à diferença.

--their recebe o que a outra instituição diz: people (pessoas), amount (montante de um pagamento), months (ou payments: pagamentos no ano), share-paid (parte paga), admin (administração, em proporção das prestações) e total, em unidades da moeda. Pode faltar qualquer um deles; sem total, este calcula-se se há people, amount e months. O que não foi indicado não se supõe: fica na diferença como não explicado pelo indicado. Só share-paid e admin são tomados como 1 e 0 se não forem indicados.

O montante é o de um pagamento como no estudo; onde o estudo tem vários, por idade ou por dimensão do agregado, a sua média. Sem --scenario, compara-se com a situação actual.

Com -o guarda o livro de resultados com a folha BRIDGE: os factores de ambos os lados, os seus efeitos e um gráfico em cascata.`)
	c.Example = `  abnd bridge TLS --benefit social-pension --year 2026 --their people=88919,amount=60,months=12
  abnd bridge TLS --benefit social-pension --year 2026 --their people=88919 total=64000000
  abnd bridge timor.xlsx --benefit social-pension --scenario low --year 2030 --their total=80000000,admin=5% --format csv
  abnd bridge TLS --benefit social-pension --year 2026 --their people=88919,amount=60,months=12 -o bridge.xlsx`
	f := c.Flags()
	f.StringVar(&o.benefit, "benefit", "", a.t("the benefit `ID`", "a prestação `ID`"))
	f.StringVar(&o.year, "year", "", a.t("the `YEAR`", "o `ANO`"))
	f.StringVar(&o.scenario, "scenario", abnd.StatusQuo, a.t("the scenario or package `ID`", "o cenário ou pacote `ID`"))
	f.StringArrayVar(&o.their, "their", nil, a.t("the other figure: `NAME=VALUE`, several set apart by commas, e.g. people=88919,total=64000000; repeatable",
		"o outro valor: `NOME=VALOR`, vários separados por vírgulas, por exemplo people=88919,total=64000000; repetível"))
	c.takesSettings()
	c.complete(a.completeBenefits, "benefit")
	c.complete(a.completeScenarios, "scenario")
	c.complete(completeTheir, "their")
	c.complete(cobra.NoFileCompletions, "year")
	at := scenarios.State{}
	c.check = func() (err error) {
		// A shell parts what follows --their at spaces.
		o.their = append(o.their, f.Args()[1:]...)
		if o.benefit == "" || o.year == "" || len(o.their) == 0 {
			return usage(abnd.T("missing: --benefit, --year and --their", "em falta: --benefit, --year e --their"))
		}
		at.Scenario = o.scenario
		at.Year, err = oneYear(o.year)
		return err
	}
	var theirs scenarios.Theirs
	c.change = func(in *source) error {
		// Numbers are read in the language that SOURCE may have settled.
		var wrong abnd.Diagnostics
		if theirs, wrong = scenarios.ParseTheirs(o.their, a.lang); wrong != nil {
			return &failure{status: statusUsage, found: wrong}
		}
		return projected(in.study, at.Year)
	}
	c.result = func(_ context.Context, in *source, result *scenarios.Result) (answer, error) {
		b, wrong := result.Bridge(at, o.benefit, theirs)
		if wrong != nil {
			return answer{}, &failure{status: statusUsage, found: wrong}
		}
		return answer{
			text:    func() report.Document { return report.Bridge(b, in.study) },
			records: func() report.Records { return report.BridgeRecords(b, in.study) },
			tree:    func() report.Tree { return report.BridgeTree(a.manifest(in, result), b, in.study) },
			book:    a.results(in, result, workbook.BridgeAnswer(b)),
		}, nil
	}
}

// completeTheir completes the names of what another institution says.
func completeTheir(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var all []string
	for _, name := range scenarios.TheirNames() {
		all = append(all, name+"=")
	}
	return all, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}
