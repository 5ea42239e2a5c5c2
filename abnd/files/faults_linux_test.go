package files

import (
	"bufio"
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"time"

	"github.com/openabnd/engine/abnd/proofs"
)

// requireFaults names the variable that makes a fault which cannot be
// provoked here a failure; the project's own checks set it.
const requireFaults = "ABND_REQUIRE_FAULTS"

// smallDisk mounts a disk of a few pages of memory.
func smallDisk(t *testing.T, bytes int) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%d", bytes)); err != nil {
		proofs.Missing(t, requireFaults, fmt.Sprintf("no small disk can be mounted, which only root may do (%v): a full disk is not tried here", err))
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// On a disk that is really full the old file stays, byte for byte.
func TestFullDisk(t *testing.T) {
	const size = 64 << 10
	path := filepath.Join(smallDisk(t, size), "a.xlsx")
	old := bytes.Repeat([]byte("old "), size/16)
	if err := Write(path, old, false); err != nil {
		t.Fatal(err)
	}
	says(t, Write(path, make([]byte, 2*size), true), "the disk is full")
	holds(t, path, string(old))
	alone(t, path)
	if err := Write(path, []byte("small"), true); err != nil {
		t.Errorf("a small file is refused: %v", err)
	}
	holds(t, path, "small")
}

// On a disk that can only be read nothing is tried twice, and nothing is lost.
func TestReadOnlyDisk(t *testing.T) {
	dir := smallDisk(t, 64<<10)
	path := filepath.Join(dir, "a.xlsx")
	if err := Write(path, []byte("old"), false); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	says(t, Write(path, []byte("new"), true), "can only be read")
	holds(t, path, "old")
	alone(t, path)
}

// writerTarget names the variable with the file that [TestWriterProcess]
// writes until it is killed.
const writerTarget = "ABND_TEST_WRITER"

// The two contents that the writer writes by turns.
func twoContents() [2][]byte {
	const size = 1 << 20
	return [2][]byte{bytes.Repeat([]byte("a"), size), bytes.Repeat([]byte("b"), size+1)}
}

// TestWriterProcess is the process that TestKilledWhileWriting kills; by
// itself it does nothing.
func TestWriterProcess(t *testing.T) {
	path := os.Getenv(writerTarget)
	if path == "" {
		return
	}
	both := twoContents()
	for i := 0; ; i++ {
		if err := Write(path, both[i%2], true); err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			fmt.Println("writing")
		}
	}
}

// A process that is killed while it writes, a hundred times at a random
// moment, leaves the old file or the new one, whole. What else it leaves is
// known by its name and goes at the next writing.
func TestKilledWhileWriting(t *testing.T) {
	proofs.NotShort(t)
	const kills, longest = 100, 20 * time.Millisecond
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "a.xlsx")
	both := twoContents()
	random := rand.New(rand.NewPCG(2026, 11))
	halfWay := 0
	for kill := range kills {
		c := exec.Command(self, "-test.run=^TestWriterProcess$", "-test.v")
		c.Env = append(os.Environ(), writerTarget+"="+path)
		out, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for lines.Scan() && lines.Text() != "writing" {
		}
		time.Sleep(time.Duration(random.Int64N(int64(longest))))
		if err := c.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = c.Wait() // killed, as it must be
		got, err := os.ReadFile(path)
		if err != nil || !bytes.Equal(got, both[0]) && !bytes.Equal(got, both[1]) {
			t.Fatalf("after kill %d the file has %d bytes of neither content, %v", kill, len(got), err)
		}
		left := tempFilesLeft(t, path)
		if len(left) > 0 {
			halfWay++
		}
		if len(left) > 1 {
			t.Fatalf("after kill %d there are %v: those of earlier ones were not taken away", kill, left)
		}
	}
	if err := Write(path, []byte("last"), true); err != nil {
		t.Fatal(err)
	}
	holds(t, path, "last")
	alone(t, path)
	proofs.Tell(t, "%d kills, %d of them with a file half written beside", kills, halfWay)
}
