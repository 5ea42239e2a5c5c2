//go:build unix

package workbook

import (
	"os/exec"
	"syscall"
)

// wholeGroup lets a time limit end what the program has started, too:
// soffice is a script that waits for the real one.
func wholeGroup(c *exec.Cmd) {
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }
}
