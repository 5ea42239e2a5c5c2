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
		Short: a.t("Show fiscal space, financing gap and government debt", "Mostra o espaço orçamental, o défice de financiamento e a dívida pública"),
		Long: a.t(`fiscal compares the incremental cost of each scenario and benefit package with the fiscal envelope (sheet GGO, % of GDP). Cost above the envelope is the financing need. It is covered by the measures in FINANCING; what remains is the financing gap, and the first year with a gap is shown. Incremental cost that is not covered, including spending within the envelope, is borrowed; the added debt bears interest, and the debt added within the envelope and by the gap are shown separately. If a fund pays for deficits, the government balance is shown before and after it.

The sheet FISCAL of the results workbook shows the same with live formulas.`,
			`fiscal compara a despesa adicional de cada cenário e pacote de prestações com o envelope de recursos (folha GGO, % do PIB). O custo acima do envelope é a necessidade de financiamento. Esta é coberta pelas medidas de FINANCING; o que resta é o défice de financiamento, e indica-se o primeiro ano com défice. A despesa adicional não coberta, incluindo a que fica dentro do envelope, é financiada por dívida; a dívida adicional vence juros, e a do envelope e a do défice são mostradas em linhas próprias. Se um fundo paga os défices, o saldo orçamental é mostrado antes e depois dele.

A folha FISCAL do livro de resultados mostra o mesmo com fórmulas que se recalculam.`),
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
	cmd.Flags().StringVar(macro, "macro", "", a.t("use the macroeconomic scenario `ID` of the sheet MACRO instead of the one of the study", "usa o cenário macroeconómico `ID` da folha MACRO em vez do cenário do estudo"))
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
	return usage(abnd.T("unknown package or scenario %q; %s", "não existe o pacote ou cenário %q; %s").Fill(id, suggest(id, known)))
}
