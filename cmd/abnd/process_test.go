package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// program is the folder of a program "abnd" that runs this main as a process
// of its own: the test program under another name, which [TestMain] heeds.
func program(t *testing.T, dir string) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "abnd")
	if err := os.Symlink(self, path); err != nil {
		t.Fatal(err)
	}
	return path
}

// finished waits for a command, and gives its exit status and its messages;
// -1 where a signal ended it.
func finished(t *testing.T, c *exec.Cmd) (status int, messages string) {
	t.Helper()
	var b bytes.Buffer
	c.Stderr = &b
	var exit *exec.ExitError
	if err := c.Run(); errors.As(err, &exit) {
		return exit.ExitCode(), b.String()
	} else if err != nil {
		t.Fatal(err)
	}
	return 0, b.String()
}
