package main

import (
	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd/report"
)

func (a *app) matrixCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "matrix " + a.sourceWord(),
		Short: a.t("Write the ABND assessment matrix (Markdown)", "Escreve a matriz de avaliação do ABND (Markdown)"),
		Long: a.t(`matrix writes the assessment matrix of the national dialogue in Markdown: for each guarantee the existing and planned provisions, coverage and adequacy, policy gaps, implementation issues and recommendations. The analyst's texts from the sheet TEXTS follow the text filled in by the program. The workbook of "abnd cost" and "abnd gaps" contains the same matrix as a sheet for printing.`,
			`matrix escreve a matriz de avaliação do diálogo nacional em Markdown: para cada garantia, os regimes e programas existentes e as medidas previstas, a cobertura e adequação, as lacunas na lei e nas políticas, os problemas de execução e as recomendações. O que o analista escreveu na folha TEXTS vem depois do que o programa preenche. O livro de "abnd cost" e "abnd gaps" contém a mesma matriz numa folha para imprimir.`),
		Example: `  abnd matrix TLS > matrix.md
  abnd matrix timor.xlsx --lang pt`,
		Args: arguments(1, 1, sourceMissing), DisableFlagsInUseLine: true,
		ValidArgsFunction: a.completeSources(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			_, result, err := a.computed(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			return report.Matrix(a.stdout, result, a.lang)
		},
	}
	return cmd
}
