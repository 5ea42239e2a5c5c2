package main

import (
	"io/fs"
	"os"
	"syscall"
	"testing"
)

// What Windows says by numbers of its own (winerror.h), which mean other things
// on another system: that nobody reads any more, and that there is no such file.
func TestWindowsErrors(t *testing.T) {
	for _, c := range []struct {
		name    string
		says    func(system string, err error) bool
		numbers []syscall.Errno
	}{
		{"nobody reads", isBrokenPipeOn, []syscall.Errno{109, 232, 233}},
		{"no such file", isMissingOn, []syscall.Errno{123}},
	} {
		for _, number := range c.numbers {
			err := &os.PathError{Op: "open", Path: "a", Err: number}
			if !c.says("windows", err) {
				t.Errorf("%s: not understood from %d", c.name, number)
			}
			if c.says("linux", err) {
				t.Errorf("%s: %d means it on another system too", c.name, number)
			}
		}
		if c.says("windows", fs.ErrPermission) {
			t.Errorf("%s: understood from %v", c.name, fs.ErrPermission)
		}
	}
}
