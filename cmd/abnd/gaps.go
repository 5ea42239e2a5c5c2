package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/scenarios"
)

func (a *app) gaps(c *command) {
	var scenario, yearText string
	var year abnd.Year
	c.takesSource()
	c.Short = a.t("Show who is covered, who is left out, and why", "Mostra quem está coberto, quem fica de fora e porquê")
	c.Long = a.t(`gaps measures the coverage of every population group of the study, by law and in fact, and lists the gaps by the people left out: policy gaps (no law reaches them), implementation gaps (the law does, the benefit does not) and adequacy gaps (the benefit is too little). What is not known is said to be so and is never taken for zero.

With --scenario it shows the coverage under a scenario or package in one year of the projection, the last where --year gives no other, and says in words who is left out. CSV and JSON then hold the measures by group, sex and year: all years, or that of --year.

With -o it writes the results workbook, whose sheets COVERAGE, GAPS, LIFECYCLE and MATRIX hold the assessment with live formulas, and AFTER the coverage under every scenario.`,
		`gaps mede a cobertura legal e a cobertura efectiva de cada grupo da população do estudo, e ordena as lacunas pelo número de pessoas que ficam de fora: lacunas na lei e nas políticas (nenhuma lei as abrange), de execução (a lei abrange-as, a prestação não) e de adequação (a prestação é insuficiente). O que não se conhece é indicado como tal e nunca se toma por zero.

Com --scenario mostra a cobertura com um cenário ou pacote num ano da projecção, o último se --year não indicar outro, e diz por palavras quem fica de fora. O CSV e o JSON contêm então as medidas por grupo, sexo e ano: todos os anos, ou o de --year.

Com -o guarda o livro de resultados, cujas folhas COVERAGE, GAPS, LIFECYCLE e MATRIX contêm a avaliação com fórmulas que se recalculam, e AFTER a cobertura com cada cenário.`)
	c.Example = `  abnd gaps TLS
  abnd gaps TLS --scenario high --year 2030
  abnd gaps timor.xlsx --scenario high --format csv
  abnd gaps timor.xlsx -o assessment.xlsx --lang pt`
	f := c.Flags()
	f.StringVar(&scenario, "scenario", "", a.t("coverage under one `ID` of a scenario or package, instead of that of today", "cobertura com um `ID` de cenário ou pacote, em vez da cobertura de hoje"))
	f.StringVar(&yearText, "year", "", a.t("the `YEAR` of --scenario; the last one where not given", "o `ANO` de --scenario; o último se não for dado"))
	c.complete(a.completeScenarios, "scenario")
	c.complete(cobra.NoFileCompletions, "year")
	c.check = func() (err error) {
		if scenario == "" && yearText != "" {
			return usage(abnd.T("--year needs --scenario: without it, coverage is that of the first year", "--year precisa de --scenario: sem ele, a cobertura é a do primeiro ano"))
		}
		year, err = optionalYear(yearText)
		return err
	}
	c.result = func(_ context.Context, in *source, result *scenarios.Result) (answer, error) {
		a.warn(in)
		if err := knownRun(result.Study, scenario); err != nil {
			return answer{}, err
		}
		if err := projected(result.Study, year); err != nil {
			return answer{}, err
		}
		if scenario != "" {
			return a.remaining(in, result, scenario, year), nil
		}
		return answer{
			text:    func() report.Document { return report.Gaps(result) },
			records: func() report.Records { return report.GapsRecords(result) },
			tree:    func() report.Tree { return report.GapsTree(a.manifest(in, result), result) },
			book:    a.results(in, result),
		}, nil
	}
}

// remaining is the coverage under a scenario.
func (a *app) remaining(in *source, result *scenarios.Result, scenario string, year abnd.Year) answer {
	shown := year
	if shown == 0 {
		shown = result.Study.Projection.Last
	}
	return answer{
		text:    func() report.Document { return report.Remaining(result, scenario, shown) },
		records: func() report.Records { return report.RemainingRecords(result, scenario, year) },
		tree: func() report.Tree {
			return report.RemainingTree(a.manifest(in, result), result, scenario, year)
		},
		book: a.results(in, result),
	}
}
