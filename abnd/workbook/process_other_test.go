//go:build !unix

package workbook

import "os/exec"

// wholeGroup does nothing where there are no process groups.
func wholeGroup(*exec.Cmd) {}
