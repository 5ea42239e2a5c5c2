package main

import (
	"errors"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/files"
	"github.com/openabnd/engine/abnd/workbook"
	"github.com/openabnd/engine/abnd/workbook/reader"
	"github.com/openabnd/engine/scenarios"
)

// All that this command asks of the Excel door stands here.

var errExists = files.ErrExists

// workbookKeyMark is copied with a key from a workbook; it is no part of it.
const workbookKeyMark = workbook.KeyMark

func readForeignRows(path, sheet string) ([]reader.Row, abnd.Diagnostics) {
	return reader.ReadRowsFile(path, sheet)
}

func verifyWorkbook(path string, result *scenarios.Result) (workbook.Verification, abnd.Diagnostics) {
	return workbook.VerifyFile(path, result)
}

func saveWorkbook(path string, data []byte, force bool) error {
	return files.Write(path, data, force)
}

func (a *app) templateWorkbook(in *source) ([]byte, error) {
	data, err := workbook.Template(in.study, a.workbookOptions(in, ""))
	return data, notMade(err)
}

// importedWorkbook is the workbook of what was imported, with an example to go
// on with below the tables that are empty.
func (a *app) importedWorkbook(in *source) ([]byte, error) {
	opts := a.workbookOptions(in, "")
	opts.Example = country.Example(in.study, a.lang)
	data, err := workbook.Template(in.study, opts)
	return data, notMade(err)
}

// workbookOptions carry the date that the user gives; a blank one is the
// study's own. With a clock the same input would not give the same bytes.
func (a *app) workbookOptions(in *source, date string) workbook.Options {
	return workbook.Options{Lang: a.lang, Version: a.version, InputName: in.name, InputSHA256: in.sha256, Settings: in.settings, Date: date}
}

func notMade(err error) error {
	var found abnd.Diagnostics
	switch {
	case err == nil:
		return nil
	case errors.As(err, &found):
		return &failure{status: statusFailed, found: found, cause: err}
	}
	return failed(abnd.T("the workbook could not be created: %s", "não foi possível criar o livro: %s").Fill(err.Error()), err)
}
