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
	c.Short = a.t("Show legal and effective coverage, and coverage gaps, by population group", "Mostra a cobertura legal e efectiva e as lacunas, por grupo da população")
	c.Long = a.t(`gaps measures legal and effective coverage of each population group and ranks the coverage gaps by number of people: policy gaps (no legal coverage), implementation gaps (legal coverage but no benefit) and adequacy gaps (benefit below the adequacy standard). Where data are missing the result is shown as not available, never as zero.

With --scenario coverage under a scenario or package is shown for one year of the projection, the last one unless --year is given, with the people not covered in words. CSV and JSON then contain the measures by group, sex and year: all years, or the year of --year.

With -o the results workbook is written; its sheets COVERAGE, GAPS, LIFECYCLE and MATRIX contain the assessment with live formulas, and AFTER the coverage under each scenario.`,
		`gaps mede a cobertura legal e a cobertura efectiva de cada grupo da população e ordena as lacunas de cobertura por número de pessoas: lacunas na lei e nas políticas (sem cobertura legal), de execução (com cobertura legal mas sem prestação) e de adequação (prestação abaixo do valor de referência). Onde faltam dados, o resultado aparece como não disponível, nunca como zero.

Com --scenario mostra a cobertura com um cenário ou pacote num ano da projecção, o último se --year não indicar outro, e por palavras as pessoas sem cobertura. O CSV e o JSON contêm então as medidas por grupo, sexo e ano: todos os anos, ou o de --year.

Com -o guarda o livro de resultados, cujas folhas COVERAGE, GAPS, LIFECYCLE e MATRIX contêm a avaliação com fórmulas que se recalculam, e AFTER a cobertura em cada cenário.`)
	c.Example = `  abnd gaps TLS
  abnd gaps TLS --scenario high --year 2030
  abnd gaps timor.xlsx --scenario high --format csv
  abnd gaps timor.xlsx -o assessment.xlsx --lang pt`
	f := c.Flags()
	f.StringVar(&scenario, "scenario", "", a.t("coverage under the scenario or package `ID`, instead of current coverage", "cobertura com um `ID` de cenário ou pacote, em vez da cobertura de hoje"))
	f.StringVar(&yearText, "year", "", a.t("`YEAR` for --scenario; default: the last one", "`ANO` de --scenario; por omissão, o último"))
	c.complete(a.completeScenarios, "scenario")
	c.complete(cobra.NoFileCompletions, "year")
	c.check = func() (err error) {
		if scenario == "" && yearText != "" {
			return usage(abnd.T("--year needs --scenario: without it, coverage refers to the first year", "--year precisa de --scenario: sem ele, a cobertura é a do primeiro ano"))
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
