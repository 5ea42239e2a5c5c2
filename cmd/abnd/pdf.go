package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/cmd/abnd/office"
)

// The endings of files that are no text.
const (
	workbookEnding = "xlsx"
	pdfEnding      = "pdf"
)

// asPDF prints a workbook with LibreOffice.
func (a *app) asPDF(ctx context.Context, book []byte) ([]byte, error) {
	program, err := office.Find(runtime.GOOS, os.Getenv, exec.LookPath, isFile)
	if err != nil {
		return nil, failed(abnd.T("a PDF is made by LibreOffice, which was not found on this computer; write the workbook instead, e.g. -o results.xlsx, open it, and print its sheets SUMMARY, if there is one, and PRINT (and FICHES, a page for each benefit); or install LibreOffice, from libreoffice.org",
			"o PDF é feito pelo LibreOffice, que não se encontrou neste computador; guarde antes o livro, por exemplo com -o resultados.xlsx, abra-o e imprima as folhas SUMMARY, se existir, e PRINT (e FICHES, uma página por prestação); ou instale o LibreOffice, de libreoffice.org"), err)
	}
	data, err := office.PDF(ctx, program, book, pdfLimit)
	switch {
	case err == nil:
		return data, nil
	case ctx.Err() != nil:
		return nil, interrupted(ctx)
	case errors.Is(err, context.DeadlineExceeded):
		return nil, failed(abnd.T("LibreOffice did not finish within %d minutes; close its windows and try again, or write the workbook with -o results.xlsx and print its sheets SUMMARY and PRINT",
			"o LibreOffice não acabou em %d minutos; feche as suas janelas e tente de novo, ou guarde o livro com -o resultados.xlsx e imprima as folhas SUMMARY e PRINT").Fill(int(pdfLimit.Minutes())), err)
	}
	return nil, failed(abnd.T("LibreOffice (%s) could not print the workbook: %s; write it with -o results.xlsx and print its sheets SUMMARY and PRINT",
		"o LibreOffice (%s) não conseguiu imprimir o livro: %s; guarde-o com -o resultados.xlsx e imprima as folhas SUMMARY e PRINT").Fill(filepath.Base(program), strings.TrimSpace(err.Error())), err)
}

// pdfLimit is how long LibreOffice may take: on a slow computer it starts for the
// first time for half a minute.
const pdfLimit = 5 * time.Minute

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
}
