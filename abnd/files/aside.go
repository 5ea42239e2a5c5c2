package files

import (
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// A file is written beside its place under a name of its own, and renamed
// when it is whole: ".results.xlsx.9f2c01ab-4711-0.abnd-tmp", with the file
// that it was to become, the computer, the process and a number. Only a
// process that is ended by force leaves one behind; the next to write the same
// file on that computer takes it away.
const besideSuffix = ".abnd-tmp"

// besidePrefix begins the names of what this computer writes beside path.
func besidePrefix(path string) string {
	host, err := os.Hostname()
	if err != nil {
		host = "" // any computer without a name is this one
	}
	sum := fnv.New32a()
	sum.Write([]byte(host))
	return fmt.Sprintf(".%s.%08x-", filepath.Base(path), sum.Sum32())
}

// writeBeside writes a new file in the same folder, so that it can be renamed
// into place. It has the rights that any new file has: os.CreateTemp would
// keep it from the colleagues of a shared folder.
func (d disk) writeBeside(path string, data []byte) (name string, err error) {
	var f handle
	for try := range 100 {
		name = filepath.Join(filepath.Dir(path), fmt.Sprintf("%s%d-%d%s", besidePrefix(path), os.Getpid(), try, besideSuffix))
		if f, err = d.create(name); !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	if err != nil {
		return "", err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Sync(), f.Close())
	if err != nil {
		os.Remove(name)
		return "", err
	}
	return name, nil
}

// sweep takes away what processes that no longer run have left beside path.
// That it cannot is no reason not to write.
func sweep(path string) {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return
	}
	for _, e := range entries {
		rest, ours := strings.CutPrefix(e.Name(), besidePrefix(path))
		rest, whole := strings.CutSuffix(rest, besideSuffix)
		process, _, numbered := strings.Cut(rest, "-")
		pid, err := strconv.Atoi(process)
		if !ours || !whole || !numbered || err != nil || pid == os.Getpid() || isRunning(pid) {
			continue
		}
		os.Remove(filepath.Join(filepath.Dir(path), e.Name()))
	}
}
