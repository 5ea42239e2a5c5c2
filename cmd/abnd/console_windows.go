package main

import (
	"syscall"
	"unsafe"
)

// utf8CodePage is CP_UTF8 of the Windows API.
const utf8CodePage = 65001

var (
	kernel32              = syscall.NewLazyDLL("kernel32.dll")
	getConsoleProcessList = kernel32.NewProc("GetConsoleProcessList")
	getConsoleOutputCP    = kernel32.NewProc("GetConsoleOutputCP")
	setConsoleOutputCP    = kernel32.NewProc("SetConsoleOutputCP")
)

// ownConsole says whether the console was opened for this program alone, as
// it is by a double-click: it closes when the program ends.
func ownConsole() bool {
	var processes [2]uint32 // more than one is all that matters
	n, _, _ := getConsoleProcessList.Call(uintptr(unsafe.Pointer(&processes[0])), uintptr(len(processes)))
	return n == 1
}

// useUTF8 makes the console take what is written for UTF-8, and gives what
// undoes that. Without a console there is nothing to set.
func useUTF8() (restore func()) {
	before, _, _ := getConsoleOutputCP.Call()
	if before == 0 || before == utf8CodePage {
		return func() {}
	}
	if done, _, _ := setConsoleOutputCP.Call(utf8CodePage); done == 0 {
		return func() {}
	}
	return func() { _, _, _ = setConsoleOutputCP.Call(before) }
}
