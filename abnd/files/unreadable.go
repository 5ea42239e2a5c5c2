package files

import (
	"errors"
	"io/fs"
	"runtime"

	"github.com/openabnd/engine/abnd"
)

// Unreadable reports why the file at path cannot be read, and what to do.
func Unreadable(path string, err error) abnd.Diagnostic {
	return unreadableOn(runtime.GOOS, path, err)
}

// unreadableOn says what an error of a system means, and what to do.
func unreadableOn(system, path string, err error) abnd.Diagnostic {
	d := abnd.Diagnostic{Code: "file-unreadable", Place: path, Cause: err}
	switch {
	case isAny(err, systemErrorsOf(system).inUse):
		d.Problem = inUse
		d.Remedy = abnd.T("close it there and try again", "feche-o nesse programa e tente de novo")
	case errors.Is(err, fs.ErrNotExist):
		d.Problem = abnd.T("the file does not exist", "o ficheiro não existe")
		d.Remedy = abnd.T("check the file name and the folder, e.g. timor.xlsx", "verifique o nome do ficheiro e a pasta, por exemplo timor.xlsx")
	case errors.Is(err, fs.ErrPermission):
		d.Problem = abnd.T("you are not allowed to read this file", "não tem permissão para ler este ficheiro")
		d.Remedy = abnd.T("close it in Excel if it is open, or copy it to a folder in which you have permission", "feche-o no Excel, se estiver aberto, ou copie-o para uma pasta em que tenha permissão")
	case errors.Is(err, ErrIsFolder):
		d.Problem = abnd.T("this is a folder, not a workbook", "isto é uma pasta, não um livro do Excel")
		d.Remedy = abnd.T("give the workbook inside it, e.g. FOLDER/study.xlsx", "indique o livro que está lá dentro, por exemplo PASTA/estudo.xlsx")
	default:
		d.Problem = abnd.T("the file cannot be read: %s", "não é possível ler o ficheiro: %s").Fill(Reason(err))
		d.Remedy = abnd.T("copy it to this computer and try again", "copie-o para este computador e tente de novo")
	}
	return d
}
