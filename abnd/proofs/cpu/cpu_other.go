//go:build !unix

package cpu

import "time"

var start = time.Now()

// Time is the time that has passed, where the system does not say what of it
// was this process's.
func Time() time.Duration { return time.Since(start) }
