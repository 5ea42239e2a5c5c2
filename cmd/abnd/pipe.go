package main

import (
	"errors"
	"io"
	"runtime"
	"syscall"
)

// Windows says that the reader has gone with numbers of its own:
// ERROR_BROKEN_PIPE and ERROR_NO_DATA.
const (
	windowsBrokenPipe syscall.Errno = 109
	windowsNoData     syscall.Errno = 232
)

// isBrokenPipe says whether writing failed because nobody reads any more.
// That is no failure of ours and needs no message.
func isBrokenPipe(err error) bool {
	if errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe) {
		return true
	}
	return runtime.GOOS == "windows" && (errors.Is(err, windowsBrokenPipe) || errors.Is(err, windowsNoData))
}
