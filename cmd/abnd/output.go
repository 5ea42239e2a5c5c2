package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/abnd/workbook"
	"github.com/openabnd/engine/scenarios"
)

// addFormatFlag adds the option --format of a verb with results.
func (a *app) addFormatFlag(cmd *cobra.Command, format *string) {
	cmd.Flags().StringVar(format, formatFlag, "table", a.t("`FORMAT` of the results: table, csv or json", "`FORMATO` dos resultados: table, csv ou json"))
	hasFormats(cmd, formats)
}

// formatsOfFlag is where a command says which formats it has.
const formatsOfFlag = "formats"

// hasFormats says which formats the option --format of a command takes. What is
// offered elsewhere, as by -o, is made of them.
func hasFormats(cmd *cobra.Command, known []string) {
	must(cmd.Flags().SetAnnotation(formatFlag, formatsOfFlag, known))
	must(cmd.RegisterFlagCompletionFunc(formatFlag, cobra.FixedCompletions(known, cobra.ShellCompDirectiveNoFileComp)))
}

// checkOutput refuses, before anything is computed, what could not or must
// not be written. The input is never overwritten, not even by force: it may
// be all that a workshop has.
func checkOutput(output, input string) error {
	if !strings.EqualFold(filepath.Ext(output), ".xlsx") {
		return usage(abnd.T("\"%s\" is not a valid name of an Excel workbook: it must end in .xlsx", "\"%s\" não é nome de um livro do Excel: tem de terminar em .xlsx").Fill(output))
	}
	if input == "" {
		return nil
	}
	in, errIn := os.Stat(input)
	out, errOut := os.Stat(output)
	if errIn == nil && errOut == nil && os.SameFile(in, out) {
		return usage(abnd.T("\"%s\" is the input, which is never changed; choose another name for the output", "\"%s\" é o ficheiro de dados, que nunca é alterado; escolha outro nome para os resultados").Fill(output))
	}
	return nil
}

// save writes a workbook and says so.
func (a *app) save(ctx context.Context, output string, data []byte, force bool) error {
	if err := interrupted(ctx); err != nil {
		return err
	}
	if err := saveWorkbook(output, data, force); err != nil {
		var found abnd.Diagnostics
		switch {
		case errors.Is(err, errExists):
			return exists(output, err)
		case errors.As(err, &found):
			return &failure{status: statusFailed, found: found, cause: err}
		}
		return failed(abnd.T("\"%s\" could not be written: %s", "não foi possível escrever \"%s\": %s").Fill(output, err.Error()), err)
	}
	a.say(abnd.T("wrote %s (%s)", "guardado: %s (%s)").Fill(output, report.Size(len(data), a.lang)))
	return nil
}

func exists(output string, cause error) *failure {
	return failed(abnd.T("the file \"%s\" exists already; choose another name, or replace it with --force", "o ficheiro \"%s\" já existe; escolha outro nome ou substitua-o com --force").Fill(output), cause)
}

// outputOptions say which workbook is written, if any.
type outputOptions struct {
	file  string
	force bool
}

// addOutputFlags adds the options of a verb that can write a workbook.
func (a *app) addOutputFlags(cmd *cobra.Command, o *outputOptions) {
	cmd.Flags().StringVarP(&o.file, "output", "o", "", a.t("write a results workbook `FILE.xlsx`, or the output as FILE.csv or FILE.json", "guarda um livro de resultados, `FICHEIRO.xlsx`, ou o que se mostra, FICHEIRO.csv ou .json"))
	cmd.Flags().BoolVar(&o.force, "force", false, a.t("replace the output if it exists", "substitui o ficheiro, se existir"))
	must(cmd.MarkFlagFilename("output", "xlsx"))
}

// check refuses an output that must not be written: see [checkOutput].
func (o outputOptions) check(inputs ...string) error {
	if o.file == "" {
		return nil
	}
	for _, arg := range inputs {
		if err := checkOutput(o.file, fileOf(arg)); err != nil {
			return err
		}
	}
	return nil
}

// saveResults writes the results workbook where one is asked for, with a sheet
// for each answer. date is the one at its head; blank is the study's own.
func (a *app) saveResults(ctx context.Context, in *source, result *scenarios.Result, date string, o outputOptions, answers ...workbook.Answer) error {
	if o.file == "" {
		return nil
	}
	data, err := a.resultsWorkbook(in, result, date, answers...)
	if err != nil {
		return err
	}
	return a.save(ctx, o.file, data, o.force)
}

// interrupted is asked before the slow steps, and before anything is written.
func interrupted(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return failed(abnd.T("interrupted; nothing was written", "interrompido; nada foi escrito"), err)
	}
	return nil
}
