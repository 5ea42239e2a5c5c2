//go:build !unix

package files

import "os"

// isRunning reports whether there is a process of this number. Windows opens
// none that has ended.
func isRunning(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	p.Release()
	return true
}
