package files

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"

	"github.com/openabnd/engine/abnd"
)

// ErrExists is returned by [WriteFile] where there is a file already and it
// was not told to replace it.
var ErrExists = errors.New("the file exists already")

// Write saves data at path, whole or not at all: it is written beside the
// place, forced to the disk, and only then given its name. Without force an
// existing file is left alone and the error is [ErrExists]; any other failure is
// an [abnd.Diagnostics] that says what to do. No half-written file stays behind,
// but for a process that is ended by force: what it leaves has a name that ends
// in ".abnd-tmp", and the next writing of the same file takes it away.
func Write(path string, data []byte, force bool) error {
	return theDisk.writeFile(path, data, force)
}

// disk is what writing asks of the system; tests put failures in its place.
type disk struct {
	create func(name string) (handle, error)
	change func(name string) error // opens a file to be written in, and closes it as it was
	rename func(from, to string) error
}

// handle is an open file.
type handle interface {
	Write([]byte) (int, error)
	Sync() error
	Close() error
}

var theDisk = disk{
	create: func(name string) (handle, error) { return os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666) },
	change: func(name string) error {
		f, err := os.OpenFile(name, os.O_RDWR, 0)
		if err != nil {
			return err
		}
		return f.Close()
	},
	rename: os.Rename,
}

func (d disk) writeFile(path string, data []byte, force bool) error {
	if !isFileName(runtime.GOOS, filepath.Base(path)) {
		return unwritable(path, errBadName)
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return unwritable(path, ErrIsFolder)
	}
	if _, err := os.Lstat(path); err == nil && !force {
		return fmt.Errorf("%s: %w", path, ErrExists)
	}
	sweep(path)
	temp, err := d.writeBeside(path, data)
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
	if err := d.rename(temp, path); err != nil {
		return unwritable(path, d.whyNotRenamed(path, err))
	}
	return nil
}

// whyNotRenamed is why path could not be replaced. Where another program has it
// open, Windows speaks of rights when a file is to be replaced, and of the
// other program only when it is to be opened.
func (d disk) whyNotRenamed(path string, err error) error {
	if errors.Is(err, fs.ErrPermission) {
		if held := d.change(path); isAny(held, systemErrorsOf(runtime.GOOS).inUse) {
			return held
		}
	}
	return err
}

// notInWindowsNames are signs that Windows allows in the name of no file. It is
// not left to Windows to say so: after a colon it would see no file but a
// stream of one, and write into that.
const notInWindowsNames = `<>:"|?*`

var errBadName = errors.New("is no name of a file")

func isFileName(system, name string) bool {
	return system != "windows" || !strings.ContainsAny(name, notInWindowsNames)
}

// What the system says of a file that another program has open, of a full
// disk and of a disk that can only be read. Windows has numbers of its own:
// ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION and ERROR_USER_MAPPED_FILE;
// ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL; ERROR_WRITE_PROTECT.
type systemErrors struct {
	inUse, full, readOnly []error
}

var (
	unixErrors = systemErrors{
		inUse: []error{syscall.EBUSY, syscall.ETXTBSY}, full: []error{syscall.ENOSPC, syscall.EDQUOT}, readOnly: []error{syscall.EROFS},
	}
	windowsErrors = systemErrors{
		inUse: []error{syscall.Errno(32), syscall.Errno(33), syscall.Errno(1224)}, full: []error{syscall.Errno(39), syscall.Errno(112)}, readOnly: []error{syscall.Errno(19)},
	}
)

func systemErrorsOf(system string) systemErrors {
	if system == "windows" {
		return windowsErrors
	}
	return unixErrors
}

// inUse is what is said of a file that another program has open.
var inUse = abnd.T("another program has this file open", "outro programa tem este ficheiro aberto")

func isAny(err error, of []error) bool {
	return slices.ContainsFunc(of, func(one error) bool { return errors.Is(err, one) })
}

func unwritable(path string, err error) abnd.Diagnostics {
	return unwritableOn(runtime.GOOS, path, err)
}

// unwritableOn says what an error of a system means, and what to do.
func unwritableOn(system, path string, err error) abnd.Diagnostics {
	known := systemErrorsOf(system)
	d := abnd.Diagnostic{Code: "file-unwritable", Place: path, Cause: err}
	switch {
	case errors.Is(err, ErrIsFolder):
		d.Problem = abnd.T("a folder has this name", "há uma pasta com este nome")
		d.Remedy = abnd.T("give a file name inside it, e.g. FOLDER/results.xlsx", "indique um ficheiro dentro dela, por exemplo PASTA/resultados.xlsx")
	case errors.Is(err, errBadName):
		d.Problem = abnd.T(`Windows allows none of the signs < > : " | ? * in the name of a file`, `o Windows não permite nenhum dos sinais < > : " | ? * no nome de um ficheiro`)
		d.Remedy = abnd.T("choose a name without them, e.g. study-2.xlsx", "escolha um nome sem eles, como estudo-2.xlsx")
	case isAny(err, known.inUse):
		d.Problem = inUse
		d.Remedy = abnd.T("close it in Excel and try again, or choose another name; the file is unchanged", "feche-o no Excel e tente de novo, ou escolha outro nome; o ficheiro está como estava")
	case isAny(err, known.full):
		d.Problem = abnd.T("the disk is full", "o disco está cheio")
		d.Remedy = abnd.T("make room on it, or choose a folder on another disk; nothing was changed", "liberte espaço ou escolha uma pasta noutro disco; nada foi alterado")
	case isAny(err, known.readOnly):
		d.Problem = abnd.T("this disk can only be read", "este disco só pode ser lido")
		d.Remedy = abnd.T("choose a folder on another disk", "escolha uma pasta noutro disco")
	case errors.Is(err, fs.ErrNotExist):
		d.Problem = abnd.T("the folder does not exist", "a pasta não existe")
		d.Remedy = abnd.T("create the folder first, or check its name", "crie primeiro a pasta ou verifique o nome")
	case errors.Is(err, fs.ErrPermission):
		d.Problem = abnd.T("you are not allowed to write this file", "não tem permissão para escrever este ficheiro")
		d.Remedy = abnd.T("close it in Excel if it is open, or choose a folder in which you have permission", "feche-o no Excel, se estiver aberto, ou escolha uma pasta em que tenha permissão")
	default:
		d.Problem = abnd.T("the file cannot be written: %s", "não é possível escrever o ficheiro: %s").Fill(Reason(err))
		d.Remedy = abnd.T("close it in Excel if it is open there, and check that the disk is not full", "feche-o no Excel, se estiver aberto, e verifique se o disco tem espaço")
	}
	return abnd.Diagnostics{d}
}

// ErrIsFolder is the error of a folder where a file is meant.
var ErrIsFolder = errors.New("is a folder")

// Reason is the cause of a file error without the path that the place of the
// diagnostic already gives.
func Reason(err error) string {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err.Error()
	}
	var linkErr *os.LinkError
	if errors.As(err, &linkErr) {
		return linkErr.Err.Error()
	}
	return err.Error()
}
