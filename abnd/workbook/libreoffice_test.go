package workbook

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/reader"
)

// requireLibreOffice names the variable that turns a missing LibreOffice from
// a skipped proof into a failure; the project's own checks set it.
const requireLibreOffice = "ABND_REQUIRE_LIBREOFFICE"

// recalculating makes LibreOffice compute every formula when it loads a file.
// Without it a stored value is kept as it is, and a proof would only hear its
// own voice.
const recalculating = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`

// libreOffice recalculates workbooks with LibreOffice.
type libreOffice struct {
	program string
	profile string
	took    time.Duration // of the processor
}

func newLibreOffice(t *testing.T) *libreOffice {
	t.Helper()
	proofs.NotShort(t)
	t.Parallel() // each has a profile of its own
	program, err := exec.LookPath("soffice")
	if err != nil {
		proofs.Missing(t, requireLibreOffice, "LibreOffice is not installed: the formulas of the workbook are not proved here")
	}
	profile := t.TempDir()
	if err := os.MkdirAll(filepath.Join(profile, "user"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(profile, "user", "registrymodifications.xcu"), []byte(recalculating), 0o644); err != nil {
		t.Fatal(err)
	}
	l := &libreOffice{program: program, profile: profile}
	t.Cleanup(func() { proofs.Tell(t, "LibreOffice took %v of the processor", l.took.Round(time.Second)) })
	return l
}

// LibreOffice now and then stops before its end when it converts many files:
// few files a run, a time limit, and another try keep the proof going. A file
// that fails every time fails the test.
const (
	filesPerRun = 8
	runLimit    = 4 * time.Minute
	runTries    = 3
)

// recalculate gives the cells of the workbooks as LibreOffice computes them.
func (l *libreOffice) recalculate(t *testing.T, books map[string][]byte) map[string]cells {
	t.Helper()
	results := map[string]cells{}
	for name, data := range l.saved(t, books) {
		results[name] = allCells(t, data)
	}
	return results
}

// saved gives the workbooks as LibreOffice computes and saves them.
func (l *libreOffice) saved(t *testing.T, books map[string][]byte) map[string][]byte {
	t.Helper()
	in, out := t.TempDir(), t.TempDir()
	var waiting []string
	for name, data := range books {
		if err := os.WriteFile(filepath.Join(in, name+".xlsx"), data, 0o644); err != nil {
			t.Fatal(err)
		}
		waiting = append(waiting, name)
	}
	slices.Sort(waiting)
	for try := 1; len(waiting) > 0; try++ {
		if try > runTries {
			t.Fatalf("LibreOffice does not convert %v", waiting)
		}
		for batch := range slices.Chunk(waiting, filesPerRun) {
			l.convert(t, in, out, batch)
		}
		// The exit status says nothing of single files: look for each.
		waiting = slices.DeleteFunc(waiting, func(name string) bool {
			_, err := os.Stat(filepath.Join(out, name+".xlsx"))
			return err == nil
		})
	}
	results := map[string][]byte{}
	for name := range books {
		data, err := os.ReadFile(filepath.Join(out, name+".xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		results[name] = data
	}
	return results
}

func (l *libreOffice) convert(t *testing.T, in, out string, names []string) {
	t.Helper()
	args := []string{"--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out}
	for _, name := range names {
		args = append(args, filepath.Join(in, name+".xlsx"))
	}
	ctx, cancel := context.WithTimeout(t.Context(), runLimit)
	defer cancel()
	if message, err := l.run(ctx, args...); err != nil {
		t.Logf("LibreOffice: %v\n%s", err, message)
	}
}

// largeBlocks keeps what LibreOffice gives back of its memory for it to take again, in
// large pages. On Linux with glibc it starts in a fifth of the time with it, and
// computes in three quarters; elsewhere nothing reads it.
const largeBlocks = "GLIBC_TUNABLES=glibc.malloc.hugetlb=1:glibc.malloc.top_pad=4194304:glibc.malloc.trim_threshold=1073741824:glibc.malloc.mmap_threshold=1073741824"

// run runs LibreOffice until it ends, and gives what it said.
func (l *libreOffice) run(ctx context.Context, args ...string) ([]byte, error) {
	command := exec.CommandContext(ctx, l.program, append([]string{"-env:UserInstallation=file://" + filepath.ToSlash(l.profile), "--headless", "--norestore"}, args...)...)
	wholeGroup(command)
	command.Env = append(os.Environ(), largeBlocks)
	command.WaitDelay = 5 * time.Second
	message, err := command.CombinedOutput()
	if state := command.ProcessState; state != nil {
		l.took += state.UserTime() + state.SystemTime()
	}
	return message, err
}

// cells are the cells of a workbook that hold something, by address.
type cells map[address.Ref]sheets.Raw

// allCells reads every cell of every sheet.
func allCells(t *testing.T, data []byte) cells {
	t.Helper()
	sheets, found := reader.ReadSheets(data, "recalculated")
	if found != nil {
		t.Fatal(found)
	}
	all := cells{}
	for _, sheet := range sheets {
		for n, row := range sheet.Cells.Rows {
			for _, c := range row {
				all[address.Ref{Sheet: sheet.Name, Col: c.Col, Row: n}] = c.Raw
			}
		}
	}
	return all
}
