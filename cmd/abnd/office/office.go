// Package office prints workbooks with a LibreOffice that is installed. It starts
// it with a profile of its own: a LibreOffice that is open is left alone, and what a
// user has set changes nothing.
package office

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// ErrNone is the error of a computer without LibreOffice.
var ErrNone = errors.New("LibreOffice was not found")

// Find gives the program of LibreOffice: that on the search path, or in one of the
// places where its installers put it on a system. What it asks the computer is given.
func Find(system string, variable func(string) string, lookPath func(string) (string, error), isFile func(string) bool) (string, error) {
	// On Windows soffice.com waits until the work is done, soffice.exe does not.
	names := []string{"soffice", "libreoffice"}
	if system == "windows" {
		names = []string{"soffice.com", "soffice.exe"}
	}
	for _, name := range names {
		if path, err := lookPath(name); err == nil {
			return path, nil
		}
	}
	for _, path := range places(system, variable) {
		if isFile(path) {
			return path, nil
		}
	}
	return "", ErrNone
}

// places are where installers put the program.
func places(system string, variable func(string) string) []string {
	switch system {
	case "windows":
		var all []string
		for _, folder := range []string{"ProgramFiles", "ProgramW6432", "ProgramFiles(x86)"} {
			if root := variable(folder); root != "" {
				all = append(all, root+`\LibreOffice\program\soffice.com`, root+`\LibreOffice\program\soffice.exe`)
			}
		}
		return all
	case "darwin":
		return []string{"/Applications/LibreOffice.app/Contents/MacOS/soffice", variable("HOME") + "/Applications/LibreOffice.app/Contents/MacOS/soffice"}
	}
	return []string{"/usr/bin/soffice", "/usr/lib/libreoffice/program/soffice", "/opt/libreoffice/program/soffice", "/snap/bin/libreoffice", "/usr/local/bin/soffice"}
}

// PDF prints the sheets that a workbook shows. It writes into a folder of its own
// and takes it away again. An error is that of the time limit, of ctx, or says what
// LibreOffice said.
func PDF(ctx context.Context, program string, book []byte, limit time.Duration) ([]byte, error) {
	folder, err := os.MkdirTemp("", "abnd-print-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	in := filepath.Join(folder, "print.xlsx")
	if err := os.WriteFile(in, book, 0o600); err != nil {
		return nil, err
	}
	timed, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	command := exec.CommandContext(timed, program, "-env:UserInstallation="+fileURL(filepath.Join(folder, "profile")),
		"--headless", "--norestore", "--nologo", "--convert-to", "pdf:calc_pdf_Export", "--outdir", folder, in)
	command.WaitDelay = killedAfter
	said, err := command.CombinedOutput()
	if stopped := timed.Err(); stopped != nil {
		return nil, stopped
	}
	// The exit status says nothing of a file that could not be converted.
	data, missing := os.ReadFile(filepath.Join(folder, "print.pdf"))
	if missing != nil || len(data) == 0 {
		if message := strings.TrimSpace(string(said)); message != "" {
			return nil, errors.New(lastLine(message))
		}
		if err != nil {
			return nil, err
		}
		return nil, fmt.Errorf("it wrote no PDF")
	}
	return data, nil
}

// killedAfter is how long a process that was stopped may hold its output open.
const killedAfter = 5 * time.Second

func lastLine(s string) string { return s[strings.LastIndexByte(s, '\n')+1:] }

// fileURL is a path as LibreOffice wants it: with three slashes, also before the
// letter of a drive.
func fileURL(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}
