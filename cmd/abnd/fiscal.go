package main

import (
	"slices"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
)

// fiscalOptions are the options of the verb fiscal.
type fiscalOptions struct {
	format, only, macro string
}

func (a *app) fiscalCommand() *cobra.Command {
	var o fiscalOptions
	cmd := &cobra.Command{
		Use:   "fiscal " + a.sourceWord(),
		Short: a.t("Show what is financed, the gap, and the debt", "Mostra o que as medidas cobrem, o défice e a dívida"),
		Long: a.t(`fiscal draws what every scenario and package costs more than the status quo against the envelope of the sheet GGO, a share of GDP. What exceeds it is paid for by the measures of FINANCING, or is the gap; the first year with a gap is named. What is not financed is borrowed, what is spent within the envelope included, and the debt is carried on with interest: what the envelope adds to it and what the gap adds are rows of their own. Where a fund pays for deficits the balance is shown before and after it.

The workbook of abnd cost has the same on its sheet FISCAL, with live formulas.`,
			`fiscal compara a despesa adicional de cada cenário e pacote face à situação actual com o envelope de recursos da folha GGO, uma percentagem do PIB. O que o excede é pago pelas medidas de FINANCING, ou é défice de financiamento; indica-se o primeiro ano com défice. O que as medidas não cobrem é financiado por dívida, incluindo o que se gasta dentro do envelope, e a dívida continua com juros: o que o envelope e o que o défice lhe acrescentam são linhas próprias. Se um fundo paga os défices, o saldo é mostrado antes e depois dele.

O livro de abnd cost tem o mesmo na folha FISCAL, com fórmulas que se recalculam.`),
		Example: `  abnd fiscal TLS
  abnd fiscal TLS --package children-first --macro low-growth
  abnd fiscal timor.xlsx --format csv > fiscal.csv`,
		Args: arguments(1, 1, sourceMissing), DisableFlagsInUseLine: true,
		ValidArgsFunction: a.completeSources(1),
		RunE: func(_ *cobra.Command, args []string) error {
			return a.fiscal(args[0], o)
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVar(&o.only, "package", "", a.t("only the package or scenario `ID`", "só o pacote ou cenário `ID`"))
	a.macroFlag(cmd, &o.macro)
	a.addFormatFlag(cmd, &o.format)
	must(cmd.RegisterFlagCompletionFunc("package", cobra.NoFileCompletions))
	return cmd
}

// macroFlag adds the option that chooses a macro scenario.
func (a *app) macroFlag(cmd *cobra.Command, macro *string) {
	cmd.Flags().StringVar(macro, "macro", "", a.t("take the macro scenario `ID` of the sheet MACRO instead of that of the study", "usa o cenário macroeconómico `ID` da folha MACRO em vez do cenário do estudo"))
	must(cmd.RegisterFlagCompletionFunc("macro", cobra.NoFileCompletions))
}

// withMacro adds to the settings the macro scenario that --macro names; blank is
// none.
func withMacro(settings []string, id string) []string {
	if id == "" {
		return settings
	}
	return append(slices.Clone(settings), "general.macro="+id)
}

func (a *app) fiscal(arg string, o fiscalOptions) error {
	if err := knownFormat(o.format); err != nil {
		return err
	}
	in, err := a.loadStudy(arg)
	if err != nil {
		return err
	}
	if err := a.set(in, withMacro(nil, o.macro)); err != nil {
		return err
	}
	if err := knownRun(in.study, o.only); err != nil {
		return err
	}
	result := in.run()
	if result == nil {
		return problems(in.found)
	}
	report.Diagnostics(a.stderr, in.found, a.lang) // warnings
	switch o.format {
	case "csv":
		return report.FiscalCSV(a.csv(), result.FiscalRows(o.only))
	case "json":
		return report.FiscalJSON(a.stdout, a.manifest(in, result), result.FiscalRows(o.only))
	}
	return report.FiscalTable(a.stdout, result, o.only, a.lang)
}

// knownRun checks that an ID is a package or a scenario; blank is all.
func knownRun(study *abnd.Study, id string) error {
	var known []string
	for _, p := range study.Packages {
		known = append(known, p.ID)
	}
	for _, s := range study.Scenarios {
		known = append(known, s.ID)
	}
	if id == "" || slices.Contains(known, id) {
		return nil
	}
	return usage(abnd.T("there is no package or scenario %q; %s", "não existe o pacote ou cenário %q; %s").Fill(id, suggest(id, known)))
}
