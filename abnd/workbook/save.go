package workbook

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/openabnd/engine/abnd"
)

// ErrExists is returned by [WriteFile] where there is a file already and it
// was not told to replace it.
var ErrExists = errors.New("the file exists already")

// WriteFile saves data at path, whole or not at all: it is written beside the
// place, forced to the disk, and only then given its name. Without force an
// existing file is left alone and the error is [ErrExists]; any other failure is
// an [abnd.Diagnostics] that says what to do. No half-written file stays behind.
func WriteFile(path string, data []byte, force bool) error {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return unwritable(path, errIsFolder)
	}
	if _, err := os.Lstat(path); err == nil && !force {
		return fmt.Errorf("%s: %w", path, ErrExists)
	}
	temp, err := writeBeside(path, data)
	if err != nil {
		return unwritable(path, err)
	}
	defer os.Remove(temp) // nothing to remove once it has its name
	if !force {
		// A link fails where the name was taken in the meantime; some disks
		// have no links, and then the check above must do.
		if err := os.Link(temp, path); err == nil {
			return nil
		} else if errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("%s: %w", path, ErrExists)
		}
	}
	if err := os.Rename(temp, path); err != nil {
		return unwritable(path, err)
	}
	return nil
}

// writeBeside writes a new file in the same folder, so that it can be renamed
// into place. It has the rights that any new file has: os.CreateTemp would
// keep it from the colleagues of a shared folder.
func writeBeside(path string, data []byte) (name string, err error) {
	var f *os.File
	for try := range 100 {
		name = filepath.Join(filepath.Dir(path), fmt.Sprintf(".%s.%d-%d.tmp", filepath.Base(path), os.Getpid(), try))
		if f, err = os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666); !errors.Is(err, fs.ErrExist) {
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

func unwritable(path string, err error) abnd.Diagnostics {
	d := abnd.Diagnostic{Code: "file-unwritable", Place: path}
	switch {
	case errors.Is(err, errIsFolder):
		d.Problem = abnd.T("there is a folder of this name", "há uma pasta com este nome")
		d.Remedy = abnd.T("name a file inside it", "indique um ficheiro dentro dela")
	case errors.Is(err, fs.ErrNotExist):
		d.Problem = abnd.T("there is no such folder", "a pasta não existe")
		d.Remedy = abnd.T("make the folder first, or check its name", "crie primeiro a pasta ou verifique o nome")
	case errors.Is(err, fs.ErrPermission):
		d.Problem = abnd.T("you are not allowed to write this file", "não tem permissão para escrever este ficheiro")
		d.Remedy = abnd.T("close it in Excel if it is open there, or choose a folder of your own", "feche-o no Excel, se estiver aberto, ou escolha uma pasta sua")
	default:
		d.Problem = abnd.T("the file cannot be written: %s", "não é possível escrever o ficheiro: %s").Fill(reason(err))
		d.Remedy = abnd.T("close it in Excel if it is open there, and check that the disk is not full", "feche-o no Excel, se estiver aberto, e verifique se o disco tem espaço")
	}
	return abnd.Diagnostics{d}
}
