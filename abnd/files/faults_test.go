package files

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
)

// failing is a file on which one step fails.
type failing struct {
	*os.File
	write, sync, close error
}

func (f failing) Write(b []byte) (int, error) {
	if f.write != nil {
		n, err := f.File.Write(b[:len(b)/2])
		return n, errors.Join(f.write, err)
	}
	return f.File.Write(b)
}

func (f failing) Sync() error  { return errors.Join(f.sync, f.File.Sync()) }
func (f failing) Close() error { return errors.Join(f.close, f.File.Close()) }

// Whatever step fails, the old file stays whole and nothing else remains.
func TestEveryStepMayFail(t *testing.T) {
	for name, c := range map[string]struct {
		disk func(*disk)
		says string
	}{
		"creating": {func(d *disk) { d.create = func(string) (handle, error) { return nil, syscall.EACCES } }, "not allowed"},
		"writing":  {failingAt(failing{write: syscall.ENOSPC}), "the disk is full"},
		"syncing":  {failingAt(failing{sync: syscall.EIO}), "cannot be written"},
		"closing":  {failingAt(failing{close: syscall.EDQUOT}), "the disk is full"},
		"renaming": {func(d *disk) {
			d.rename = func(from, to string) error {
				return &os.LinkError{Op: "rename", Old: from, New: to, Err: syscall.EBUSY}
			}
		}, "another program has this file open"},
		"renaming what another program has open, as Windows says it": {func(d *disk) {
			d.rename = func(from, to string) error {
				return &os.LinkError{Op: "rename", Old: from, New: to, Err: syscall.EACCES}
			}
			d.change = func(string) error { return syscall.EBUSY }
		}, "another program has this file open"},
		"renaming what nobody has open": {func(d *disk) {
			d.rename = func(from, to string) error {
				return &os.LinkError{Op: "rename", Old: from, New: to, Err: syscall.EACCES}
			}
		}, "not allowed"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "a.xlsx")
			if err := os.WriteFile(path, []byte("old"), 0o666); err != nil {
				t.Fatal(err)
			}
			d := theDisk
			c.disk(&d)
			says(t, d.writeFile(path, []byte("new, and longer"), true), c.says)
			holds(t, path, "old")
			alone(t, path)
		})
	}
}

func failingAt(f failing) func(*disk) {
	return func(d *disk) {
		d.create = func(name string) (handle, error) {
			file, err := os.Create(name)
			f.File = file
			return f, err
		}
	}
}

func says(t *testing.T, err error, want string) {
	t.Helper()
	var found abnd.Diagnostics
	if !errors.As(err, &found) || !strings.Contains(found.Error(), want) {
		t.Errorf("got %v, want %q", err, want)
		return
	}
	proofs.Complete(t, found[0])
}

// alone wants the folder of a file to hold nothing else.
func alone(t *testing.T, path string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() != filepath.Base(path) {
			t.Errorf("%s was left behind", e.Name())
		}
	}
}

// What Windows says of a file that Excel has open, of a full disk and of a
// locked card, by its own numbers (winerror.h); on another system the same
// numbers mean other things.
func TestWindowsErrors(t *testing.T) {
	for number, want := range map[syscall.Errno]string{
		32: "another program has this file open", 33: "another program has this file open", 1224: "another program has this file open",
		39: "the disk is full", 112: "the disk is full", 19: "this disk can only be read",
	} {
		err := &os.LinkError{Op: "rename", Old: "a", New: "b", Err: number}
		d := unwritableOn("windows", "a.xlsx", err)[0]
		if d.Problem.EN != want {
			t.Errorf("%d: %s, want %s", number, d.Problem.EN, want)
		}
		proofs.Complete(t, d)
		if other := unwritableOn("linux", "a.xlsx", err)[0]; other.Problem.EN == want {
			t.Errorf("%d means %s on another system too", number, want)
		}
		if want != inUse.EN {
			continue
		}
		read := unreadableOn("windows", "a.xlsx", &os.PathError{Op: "open", Path: "a.xlsx", Err: number})
		if read.Problem.EN != want {
			t.Errorf("%d when reading: %s, want %s", number, read.Problem.EN, want)
		}
		proofs.Complete(t, read)
	}
}

// What Windows does not allow in a name is refused there before anything is
// written; a drive and folders are not part of the name.
func TestNamesThatWindowsRefuses(t *testing.T) {
	for name, want := range map[string]bool{
		"orçamento 2026 – versão [1].xlsx": true, "a.b;c=d'e.xlsx": true,
		"custo: versão.xlsx": false, "o quê?.xlsx": false, "a*.xlsx": false, `"a".xlsx`: false, "a|b.xlsx": false, "<a>.xlsx": false,
	} {
		if got := isFileName("windows", name); got != want {
			t.Errorf("%s: %v on Windows, want %v", name, got, want)
		}
		if !isFileName("linux", name) {
			t.Errorf("%s is refused on another system", name)
		}
	}
	proofs.Complete(t, unwritable("a?.xlsx", errBadName)[0])
}

// What a process left that was ended by force goes at the next writing of the
// same file; what another file, another computer or a running process has
// there stays.
func TestLeftoversAreSwept(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.xlsx")
	const nobody = 1 << 22 // beyond the numbers that Linux gives
	prefix := besidePrefix(path)
	left := map[string]bool{
		prefix + "4194304-0" + besideSuffix:                      false,
		prefix + "4194304-7" + besideSuffix:                      false,
		prefix + "1-0" + besideSuffix:                            true, // the first process runs for ever
		prefix + "x-0" + besideSuffix:                            true,
		prefix + "4194304-0":                                     true,
		".a.xlsx.00000000-4194304-0" + besideSuffix:              true,
		besidePrefix(dir+"/b.xlsx") + "4194304-0" + besideSuffix: true,
		"a.xlsx" + besideSuffix:                                  true,
	}
	if isRunning(nobody) {
		t.Fatal("there is a process of that number")
	}
	for name := range left {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := Write(path, []byte("new"), false); err != nil {
		t.Fatal(err)
	}
	for name, stays := range left {
		if _, err := os.Stat(filepath.Join(dir, name)); errors.Is(err, fs.ErrNotExist) == stays {
			t.Errorf("%s: %v, stays %v", name, err, stays)
		}
	}
	holds(t, path, "new")
}

// tempFilesLeft are the files beside path that a process ended by force has left.
func tempFilesLeft(t *testing.T, path string) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if e.Name() == filepath.Base(path) {
			continue
		}
		names = append(names, e.Name())
		if !strings.HasPrefix(e.Name(), besidePrefix(path)) || !strings.HasSuffix(e.Name(), besideSuffix) {
			t.Errorf("%s is not to be told from a file of the user's", e.Name())
		}
	}
	slices.Sort(names)
	return names
}
