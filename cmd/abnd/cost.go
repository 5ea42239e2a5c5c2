package main

import (
	"context"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/abnd/workbook"
	"github.com/openabnd/engine/scenarios"
)

func (a *app) cost(c *command) {
	var only []string
	var date string
	var fiches bool
	c.takesSource()
	c.Short = a.t("Cost all scenarios of a country or workbook", "Estima o custo de todos os cenários de um país ou livro")
	c.Long = a.t(`cost calculates all scenarios and writes the results: a table, CSV or JSON with all digits for other programs, and with -o an Excel workbook with live formulas, which can be used as an input again.

The increment of a scenario is shown over the status quo of the law, in which amounts without a rule of indexation stay as they are, and over one that keeps its value, in which they follow consumer prices. --baseline chooses which of them the other figures are made with.

INPUT is the code of a country profile, the path of a workbook, or the path of a folder with the sheets as CSV files; missing sheets are taken from its parent folder. The workbook always contains all scenarios.

With -o and a name that ends in .pdf, LibreOffice prints the workshop set of at most ten pages from the sheets SUMMARY, where there is one, and PRINT.`,
		`cost calcula todos os cenários e mostra os resultados: um quadro, CSV ou JSON com todos os algarismos para outros programas e, com -o, um livro do Excel com fórmulas que se recalculam, que pode servir de novo como ficheiro de dados.

A despesa adicional de um cenário mostra-se face à situação actual da lei, em que os montantes sem regra de actualização ficam como estão, e face a uma com o valor real mantido, em que seguem os preços no consumidor. --baseline escolhe com qual delas se fazem os outros valores.

ORIGEM é o código de um perfil de país, o caminho de um livro ou o de uma pasta com as folhas em CSV; as que lhe faltam podem estar na pasta que a contém. O livro contém sempre todos os cenários.

Com -o e um nome que acabe em .pdf, o LibreOffice imprime o conjunto para o seminário, no máximo dez páginas, das folhas SUMMARY, se existir, e PRINT.`)
	c.Example = `  abnd cost TLS
  abnd cost TLS --scenario low,high --years 2025-2035
  abnd cost TLS --set high/child-benefit.age_max=7 --set economy.inflation=3%
  abnd cost TLS --baseline prices
  abnd cost TLS --choice 4MKD-T8KC-2AK
  abnd cost timor.xlsx --format csv > timor.csv
  abnd cost timor.xlsx -o results.xlsx
  abnd cost timor.xlsx -o workshop.pdf`
	f := c.Flags()
	f.StringSliceVar(&only, "scenario", nil, a.t("only the scenario `ID`; comma-separated, or repeat the option", "só o cenário `ID`; vários separam-se por vírgulas, ou repete-se a opção"))
	c.takesYears()
	c.takesChoice()
	c.takesSettings()
	c.takesMacro()
	c.takesBaseline()
	f.StringVar(&date, "date", "", a.t("`DATE` printed in the workbook, e.g. 2026-03-31, instead of the date of the study", "a `DATA` no cabeçalho do livro, como 2026-03-31, em vez da data do estudo"))
	c.complete(a.completeScenarios, "scenario")
	c.complete(cobra.NoFileCompletions, "date")
	f.BoolVar(&fiches, "fiches", false, a.t("print a page for each benefit too, behind the workshop set; with -o FILE.pdf", "imprime também uma página por prestação, depois do conjunto para o seminário; com -o FICHEIRO.pdf"))
	c.check = func() error {
		if fiches && endingOf(c.file) != pdfEnding {
			return usage(abnd.T("--fiches is for printing; add -o with a name that ends in .pdf, e.g. -o workshop.pdf", "--fiches é para imprimir; acrescente -o com um nome que acabe em .pdf, por exemplo -o seminario.pdf"))
		}
		return checkDate(date, c.file)
	}
	c.figures, c.printed = true, true
	c.result = func(_ context.Context, in *source, result *scenarios.Result) (answer, error) {
		chosen, unknown := scenarios.Select(in.study, only...)
		if unknown != nil {
			return answer{}, &failure{status: statusUsage, found: unknown}
		}
		in.found = withoutUncertaintyWarnings(in.found)
		return answer{
			text: func() report.Document {
				return report.Results(result, chosen, report.TableYears(in.study.Projection))
			},
			records: func() report.Records { return report.ResultRecords(result.Tidy(chosen)) },
			tree:    func() report.Tree { return report.ResultTree(a.manifest(in, result), result.Tidy(chosen)) },
			book:    func() ([]byte, error) { return workbook.Results(result, a.workbookOptions(in, date)) },
			paper:   func() ([]byte, error) { return workbook.Printed(result, a.workbookOptions(in, date), fiches) },
		}, nil
	}
}

// manifest says what the results of a source were made of.
func (a *app) manifest(in *source, result *scenarios.Result) report.Manifest {
	m := report.NewManifest(in.study, a.version, filepath.Base(in.name), in.sha256)
	m.Settings = in.settings
	m.AddScenarios(result)
	return m
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
