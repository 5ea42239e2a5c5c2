//go:build unix

// Package cpu tells how much processor time this process has used: what a
// benchmark of one thread takes on a machine that does nothing else, however
// busy this one is.
package cpu

import (
	"syscall"
	"time"
)

// Time is the processor time that the process has used, of all its threads.
func Time() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		panic(err) // there is no other reason than a programming error in the arguments
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
