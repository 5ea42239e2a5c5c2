package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/cmd/abnd/terminal"
)

// checkOutput refuses, before anything is computed, what could not or must
// not be written. The input is never overwritten, not even by force: it may
// be all that a workshop has. It is a workbook, or ends in one of the others.
func checkOutput(output, input string, others ...string) error {
	if ending := endingOf(output); ending != workbookEnding && !slices.Contains(others, ending) {
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
	a.say(abnd.T("wrote %s (%s)", "guardado: %s (%s)").Fill(output, terminal.Size(len(data), a.lang)))
	return nil
}

func exists(output string, cause error) *failure {
	return failed(abnd.T("the file \"%s\" exists already; choose another name, or replace it with --force", "o ficheiro \"%s\" já existe; escolha outro nome ou substitua-o com --force").Fill(output), cause)
}

// interrupted is asked before the slow steps, and before anything is written.
func interrupted(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return failed(abnd.T("interrupted; nothing was written", "interrompido; nada foi escrito"), err)
	}
	return nil
}

func endingOf(file string) string {
	return strings.ToLower(strings.TrimPrefix(filepath.Ext(file), "."))
}
