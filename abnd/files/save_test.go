package files

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
)

func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.xlsx")
	if err := Write(path, []byte("one"), false); err != nil {
		t.Fatal(err)
	}
	if err := Write(path, []byte("two"), false); !errors.Is(err, ErrExists) || !strings.Contains(err.Error(), path) {
		t.Errorf("got %v, want ErrExists", err)
	}
	holds(t, path, "one")
	if err := Write(path, []byte("three"), true); err != nil {
		t.Error(err)
	}
	holds(t, path, "three")
	for _, c := range []struct{ path, says string }{
		{filepath.Join(dir, "no", "a.xlsx"), "the folder does not exist"},
		{dir, "a folder has this name"},
	} {
		err := Write(c.path, []byte("x"), true)
		var ds abnd.Diagnostics
		if !errors.As(err, &ds) || !strings.Contains(ds.Error(), c.says) {
			t.Errorf("%s: got %v, want %q", c.path, err, c.says)
			continue
		}
		proofs.Complete(t, ds[0])
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}

func holds(t *testing.T, path, want string) {
	t.Helper()
	if got, err := os.ReadFile(path); err != nil || string(got) != want {
		t.Errorf("%s holds %q, %v; want %q", path, got, err, want)
	}
}

func TestFailedRenameLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	target := filepath.Join(dir, "a.xlsx")
	if err := os.MkdirAll(filepath.Join(target, "full"), 0o777); err != nil {
		t.Fatal(err)
	}
	// A folder that holds something cannot be replaced, even by force.
	if err := Write(target, []byte("x"), true); err == nil {
		t.Error("replaced a folder")
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
}
