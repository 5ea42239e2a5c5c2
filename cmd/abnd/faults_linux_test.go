package main

import (
	"bytes"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/openabnd/engine/abnd/proofs"
)

// In a folder that can only be read the program says so, and what is there
// stays. Root may write anywhere: the program then runs as nobody.
func TestReadOnlyFolder(t *testing.T) {
	proofs.NotShort(t)
	dir := t.TempDir()
	folder := filepath.Join(dir, "folder")
	if err := os.Mkdir(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	old := filepath.Join(folder, "a.xlsx")
	if err := os.WriteFile(old, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	command := copyOfProgram(t, dir)
	for _, path := range []string{filepath.Dir(dir), dir, folder} {
		if err := os.Chmod(path, 0o555); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() {
		for _, path := range []string{filepath.Dir(dir), dir, folder} {
			_ = os.Chmod(path, 0o777) // or it could not be removed
		}
	})
	for lang, want := range map[string]string{
		"en": "you are not allowed to write this file; close it in Excel if it is open, or choose a folder in which you have permission",
		"pt": "não tem permissão para escrever este ficheiro; feche-o no Excel, se estiver aberto, ou escolha uma pasta em que tenha permissão",
	} {
		name := map[string]string{"en": "a.xlsx", "pt": "b.xlsx"}[lang]
		c := exec.Command(command, "cost", "TLS", "-o", filepath.Join(folder, name), "--force", "--lang", lang)
		if os.Getuid() == 0 {
			const nobody = 65534
			c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
		}
		if status, messages := finished(t, c); status != statusFailed || !strings.Contains(messages, want) {
			t.Errorf("%s: status %d, %q, want %q", name, status, messages, want)
		}
	}
	if data, err := os.ReadFile(old); err != nil || string(data) != "old" {
		t.Errorf("the file holds %q, %v", data, err)
	}
	if entries, err := os.ReadDir(folder); err != nil || len(entries) != 1 {
		t.Errorf("%v, %v", entries, err)
	}
}

// copyOfProgram is a program that any user may run.
func copyOfProgram(t *testing.T, dir string) string {
	t.Helper()
	self, err := os.Open(program(t, t.TempDir()))
	if err != nil {
		t.Fatal(err)
	}
	defer self.Close()
	path := filepath.Join(dir, "abnd")
	to, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(to, self); err != nil {
		t.Fatal(err)
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// Ctrl-C at any moment ends the program with the old file or the new one
// whole, and with nothing beside it or in the folder of temporary files.
func TestInterruptedAtAnyMoment(t *testing.T) {
	proofs.NotShort(t)
	interrupts := proofs.Count(8, 3, 0)
	dir, temporary := t.TempDir(), t.TempDir()
	path := filepath.Join(dir, "a.xlsx")
	abnd := program(t, t.TempDir())
	write := func() *exec.Cmd {
		c := exec.Command(abnd, "cost", "TLS", "-o", path, "--force")
		c.Env = append(os.Environ(), "TMPDIR="+temporary)
		return c
	}
	began := time.Now()
	if status, messages := finished(t, write()); status != statusDone {
		t.Fatalf("status %d, %s", status, messages)
	}
	whole := time.Since(began)
	written, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(2026, 12))
	ends := map[int]int{}
	for i := range interrupts {
		if err := os.WriteFile(path, []byte("old"), 0o666); err != nil {
			t.Fatal(err)
		}
		c := write()
		var messages bytes.Buffer
		c.Stderr = &messages
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(random.Int64N(int64(whole))))
		_ = c.Process.Signal(os.Interrupt) // it may have finished
		_ = c.Wait()
		status := c.ProcessState.ExitCode()
		ends[status]++
		got, err := os.ReadFile(path)
		isNew, isOld := bytes.Equal(got, written), string(got) == "old"
		switch {
		case err != nil || !isNew && !isOld:
			t.Fatalf("interrupt %d left %d bytes, %v", i, len(got), err)
		case status == statusFailed && (!isOld || !strings.Contains(messages.String(), "interrupted; nothing was written")):
			t.Errorf("interrupt %d: status %d, new file %v, %q", i, status, isNew, messages.String())
		case status == statusDone && !isNew:
			t.Errorf("interrupt %d: status %d, but the old file", i, status)
		case status > statusFailed:
			t.Errorf("interrupt %d: status %d, %q", i, status, messages.String())
		}
		for _, folder := range []string{dir, temporary} {
			for _, e := range entriesOf(t, folder) {
				if e != "a.xlsx" {
					t.Errorf("interrupt %d left %s", i, e)
				}
			}
		}
	}
	t.Logf("%d interrupts ended with the exit statuses %v (-1: before the program heard signals)", interrupts, ends)
}

func entriesOf(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// Results that go to a full disk or device by way of the shell are not taken
// for written.
func TestFullStandardOutput(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer full.Close()
	c := exec.Command(program(t, t.TempDir()), "cost", "TLS", "--format", "csv")
	c.Stdout = full
	if status, messages := finished(t, c); status != statusFailed || !strings.Contains(messages, "the results could not be written: ") {
		t.Errorf("status %d, %q", status, messages)
	}
}
