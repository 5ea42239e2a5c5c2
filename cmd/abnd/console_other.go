//go:build !windows

package main

// ownsConsole is false: only Windows opens a console for a program that is
// started by a double-click.
func ownsConsole() bool { return false }

// useUTF8 does nothing: terminals of other systems read UTF-8.
func useUTF8() (restore func()) { return func() {} }

func userLanguage() string { return "" }
