package main

import (
	"errors"
	"io/fs"
	"runtime"
	"syscall"
)

// windowsInvalidName is ERROR_INVALID_NAME: no file can have such a name, as
// one with a question mark.
const windowsInvalidName syscall.Errno = 123

// isMissing reports whether there is no file of the name that was asked for.
func isMissing(err error) bool { return isMissingOn(runtime.GOOS, err) }

func isMissingOn(system string, err error) bool {
	return errors.Is(err, fs.ErrNotExist) || system == "windows" && errors.Is(err, windowsInvalidName)
}
