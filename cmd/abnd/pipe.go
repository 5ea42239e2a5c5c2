package main

import (
	"errors"
	"io"
	"runtime"
	"syscall"
)

// Windows says that the reader has gone with numbers of its own:
// ERROR_BROKEN_PIPE, ERROR_NO_DATA and ERROR_PIPE_NOT_CONNECTED.
const (
	windowsBrokenPipe   syscall.Errno = 109
	windowsNoData       syscall.Errno = 232
	windowsNotConnected syscall.Errno = 233
)

// isBrokenPipe reports whether writing failed because nobody reads any more.
// That is no failure of ours and needs no message.
func isBrokenPipe(err error) bool { return isBrokenPipeOn(runtime.GOOS, err) }

func isBrokenPipeOn(system string, err error) bool {
	if errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe) {
		return true
	}
	return system == "windows" && (errors.Is(err, windowsBrokenPipe) || errors.Is(err, windowsNoData) || errors.Is(err, windowsNotConnected))
}
