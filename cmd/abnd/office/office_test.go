package office

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/openabnd/engine/abnd/proofs"
)

var errNotThere = errors.New("not there")

func nowhere(string) (string, error) { return "", errNotThere }

// The places are those of the installers of LibreOffice.
func TestFind(t *testing.T) {
	windows := map[string]string{"ProgramFiles": `C:\Program Files`}
	for _, c := range []struct{ system, there, want string }{
		{"windows", `C:\Program Files\LibreOffice\program\soffice.com`, `C:\Program Files\LibreOffice\program\soffice.com`},
		{"windows", `C:\Program Files\LibreOffice\program\soffice.exe`, `C:\Program Files\LibreOffice\program\soffice.exe`},
		{"darwin", "/Applications/LibreOffice.app/Contents/MacOS/soffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice"},
		{"linux", "/opt/libreoffice/program/soffice", "/opt/libreoffice/program/soffice"},
		{"linux", "", ""},
	} {
		got, err := Find(c.system, func(name string) string { return windows[name] }, nowhere, func(path string) bool { return path == c.there })
		if got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%s: %q, %v; want %q", c.system, got, err, c.want)
		}
	}
	onPath := func(name string) (string, error) {
		if name == "soffice" {
			return "/somewhere/soffice", nil
		}
		return "", errNotThere
	}
	if got, err := Find("linux", os.Getenv, onPath, func(string) bool { return true }); got != "/somewhere/soffice" || err != nil {
		t.Errorf("on the path: %q, %v", got, err)
	}
}

// program is a shell script in the place of LibreOffice: it finds the folder of
// its output as the program does.
func program(t *testing.T, does string) string {
	t.Helper()
	if runtime.GOOS == "windows" {
		proofs.Missing(t, "ABND_REQUIRE_SHELL", "a shell script stands for LibreOffice")
	}
	path := filepath.Join(t.TempDir(), "soffice")
	script := "#!/bin/sh\nwhile [ \"$1\" != --outdir ]; do shift; done\nout=$2\n" + does + "\n"
	if err := os.WriteFile(path, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestPDF(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	ctx := context.Background()
	got, err := PDF(ctx, program(t, `cat "$out/print.xlsx" > "$out/print.pdf"`), []byte("book"), time.Minute)
	if string(got) != "book" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	// An exit status of 0 says nothing of the file.
	if _, err := PDF(ctx, program(t, "echo one; echo no such filter"), nil, time.Minute); err == nil || err.Error() != "no such filter" {
		t.Errorf("without a file: %v", err)
	}
	if _, err := PDF(ctx, program(t, "exit 3"), nil, time.Minute); err == nil || !strings.Contains(err.Error(), "3") {
		t.Errorf("with a status: %v", err)
	}
	if _, err := PDF(ctx, program(t, "exec sleep 60"), nil, 10*time.Millisecond); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("too late: %v", err)
	}
	stopped, stop := context.WithCancel(ctx)
	stop()
	if _, err := PDF(stopped, program(t, ""), nil, time.Minute); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(os.Getenv("TMPDIR"), "abnd-print-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestFileURL(t *testing.T) {
	for path, want := range map[string]string{"/tmp/a b": "file:///tmp/a%20b", "C:/Temp/ação": "file:///C:/Temp/a%C3%A7%C3%A3o"} {
		if got := fileURL(path); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}
