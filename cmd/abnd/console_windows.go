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
	getUserDefaultLocale  = kernel32.NewProc("GetUserDefaultLocaleName")
)

// ownsConsole reports whether the console was opened for this program alone, as
// it is by a double-click: it closes when the program ends.
func ownsConsole() bool {
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

// userLanguage is the user's locale, as "pt-PT"; blank where Windows does not
// say.
func userLanguage() string {
	var name [85]uint16 // LOCALE_NAME_MAX_LENGTH
	if n, _, _ := getUserDefaultLocale.Call(uintptr(unsafe.Pointer(&name[0])), uintptr(len(name))); n == 0 {
		return ""
	}
	return syscall.UTF16ToString(name[:])
}
