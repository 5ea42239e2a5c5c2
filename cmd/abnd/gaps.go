package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/scenarios"
)

// gapsOptions are the options of the verb gaps.
type gapsOptions struct {
	output outputOptions
	format string
}

func (a *app) gapsCommand() *cobra.Command {
	var o gapsOptions
	cmd := &cobra.Command{
		Use:   "gaps " + a.sourceWord(),
		Short: a.t("Show who is covered, who is left out, and why", "Mostra quem está coberto, quem fica excluído e porquê"),
		Long: a.t(`gaps measures the coverage of every population group of the study, by law and in fact, and lists the gaps by the people left out: policy gaps (no law reaches them), implementation gaps (the law does, the benefit does not) and adequacy gaps (the benefit is too little). What is not known is said to be so and is never taken for zero.

With -o it writes the results workbook, whose sheets COVERAGE, GAPS, LIFECYCLE and MATRIX hold the assessment with live formulas.`,
			`gaps mede a cobertura de cada grupo da população do estudo, por lei e de facto, e ordena as lacunas pelas pessoas excluídas: lacunas de política (nenhuma lei as abrange), de implementação (a lei abrange-as, a prestação não) e de adequação (a prestação é insuficiente). O que não se sabe é dito como tal e nunca se toma por zero.

Com -o escreve o livro de resultados, cujas folhas COVERAGE, GAPS, LIFECYCLE e MATRIX contêm a avaliação com fórmulas vivas.`),
		Example: `  abnd gaps TLS
  abnd gaps timor.xlsx --format csv
  abnd gaps timor.xlsx -o assessment.xlsx --lang pt`,
		Args: arguments(1, 1, sourceMissing), DisableFlagsInUseLine: true,
		ValidArgsFunction: a.completeSources(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.gaps(cmd.Context(), args[0], o)
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	a.addOutputFlags(cmd, &o.output)
	a.addFormatFlag(cmd, &o.format)
	return cmd
}

func (a *app) gaps(ctx context.Context, arg string, o gapsOptions) error {
	if err := knownFormat(o.format); err != nil {
		return err
	}
	if err := o.output.check(arg); err != nil {
		return err
	}
	in, result, err := a.computed(ctx, arg)
	if err != nil {
		return err
	}
	if err := a.saveResults(ctx, in, result, "", o.output); err != nil {
		return err
	}
	switch o.format {
	case "csv":
		return report.GapsCSV(a.csv(), result)
	case "json":
		return report.GapsJSON(a.stdout, a.manifest(in, result), result)
	}
	return report.Gaps(a.stdout, result, a.lang)
}

// computed reads SOURCE and computes it; warnings are shown.
func (a *app) computed(ctx context.Context, arg string) (*source, *scenarios.Result, error) {
	in, result, err := a.loadAndRun(ctx, arg, nil)
	if err != nil {
		return nil, nil, err
	}
	report.Diagnostics(a.stderr, in.found, a.lang)
	return in, result, nil
}
