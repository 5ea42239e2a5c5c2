package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/scenarios"
)

func (a *app) impact(c *command) {
	var only, yearText string
	var year abnd.Year
	var same sameCostOptions
	c.takesSource()
	c.Short = a.t("Show who gains: poverty and the fifths under each scenario", "Mostra quem ganha: a pobreza e os quintos em cada cenário")
	c.Long = a.t(`impact shows what the new benefits of each scenario do to poverty and to what each fifth of the people consumes, as if they had been paid in the year of the household survey in the sheet DISTRIBUTION, in its money. Recipients and amounts are those of the cost. The poverty gap closed and the gain of the poorest fifth lead; headcount and people above the line follow. Where it is not known who among those eligible receives, a figure has a range: it depends on who receives.

It is the least certain figure of a study: the morning after, when nobody has changed what they do, and without sampling error.

With --benefit ID --same-cost it asks what else the new money of that benefit could do in a scenario (the last one, without --scenario): reach everybody of its target group; fewer ages at the scenario's amount; or the poorest, with the errors and the cost of selecting them, which are given or are assumptions with their source. Each use costs as much.

The sheets IMPACT and FIFTHS of the results workbook show the effect of the scenarios with live formulas.`,
		`impact mostra o que as novas prestações de cada cenário fazem à pobreza e ao consumo de cada quinto das pessoas, como se se pagassem no ano do inquérito às famílias da folha DISTRIBUTION, no seu dinheiro. Beneficiários e montantes são os do custo. Em primeiro lugar vêm a parte do fosso da pobreza que se fecha e o ganho do quinto mais pobre; depois, a incidência e as pessoas que passam acima da linha. Onde não se sabe quem recebe entre quem tem direito, o valor é dado de … a …: depende de quem recebe.

É o valor menos certo de um estudo: a manhã seguinte, quando ninguém mudou o que faz, e sem erro de amostragem.

Com --benefit ID --same-cost pergunta o que mais poderia fazer o dinheiro novo dessa prestação num cenário (o último, sem --scenario): chegar a todo o grupo-alvo; a menos idades com o montante do cenário; ou aos mais pobres, com os erros e o custo de os seleccionar, que se indicam ou são pressupostos com a sua fonte. Cada uso custa o mesmo.

As folhas IMPACT e FIFTHS do livro de resultados mostram o efeito dos cenários com fórmulas que se recalculam.`)
	c.Example = `  abnd impact TLS
  abnd impact TLS --scenario high --year 2035
  abnd impact timor.xlsx --format csv > impact.csv
  abnd impact TLS --benefit child-benefit --same-cost --poorest 30%`
	f := c.Flags()
	f.StringVar(&only, "scenario", "", a.t("only the scenario `ID`", "só o cenário `ID`"))
	f.StringVar(&yearText, "year", "", a.t("benefits of the `YEAR`; default: the one in DISTRIBUTION, else the last one", "prestações do `ANO`; por omissão, o de DISTRIBUTION ou o último"))
	same.flags(a, c)
	c.takesMacro()
	c.complete(a.completeScenarios, "scenario")
	c.complete(cobra.NoFileCompletions, "year")
	c.check = func() (err error) {
		if year, err = optionalYear(yearText); err != nil {
			return err
		}
		return same.check(c)
	}
	c.change = func(in *source) error {
		if err := projected(in.study, year); err != nil {
			return err
		}
		if year != 0 {
			in.study.Consumption.RulesYear = year
		}
		return knownRun(&abnd.Study{Scenarios: in.study.Scenarios}, only)
	}
	c.result = func(_ context.Context, in *source, result *scenarios.Result) (answer, error) {
		if same.asked {
			return a.sameCost(in, result, same.question(result.Study, only))
		}
		return answer{
			text:    func() report.Document { return report.Impact(result, only) },
			records: func() report.Records { return report.ImpactRecords(result.ImpactRows(only)) },
			tree:    func() report.Tree { return report.ImpactTree(a.manifest(in, result), result.ImpactRows(only)) },
		}, nil
	}
}
