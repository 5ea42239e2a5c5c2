package main

import (
	"context"

	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/scenarios"
)

func (a *app) matrix(c *command) {
	c.takesSource()
	c.Short = a.t("Write the ABND assessment matrix (Markdown)", "Escreve a matriz de avaliação do ABND (Markdown)")
	c.Long = a.t(`matrix writes the assessment matrix of the national dialogue in Markdown: for each guarantee the existing and planned provisions, coverage and adequacy, policy gaps, implementation issues and recommendations. The analyst's texts from the sheet TEXTS follow the text filled in by the program. The workbook of "abnd cost" and "abnd gaps" contains the same matrix as a sheet for printing.`,
		`matrix escreve a matriz de avaliação do diálogo nacional em Markdown: para cada garantia, os regimes e programas existentes e as medidas previstas, a cobertura e adequação, as lacunas na lei e nas políticas, os problemas de execução e as recomendações. O que o analista escreveu na folha TEXTS vem depois do que o programa preenche. O livro de "abnd cost" e "abnd gaps" contém a mesma matriz numa folha para imprimir.`)
	c.Example = `  abnd matrix TLS > matrix.md
  abnd matrix timor.xlsx --lang pt`
	c.result = func(_ context.Context, _ *source, result *scenarios.Result) (answer, error) {
		return answer{text: func() report.Document { return report.Matrix(result) }}, nil
	}
}
