package main

import (
	"github.com/openabnd/engine/abnd"
)

// failure is an error that knows its exit status and speaks both languages.
type failure struct {
	status int
	text   abnd.Text        // blank where the diagnostics say it all
	found  abnd.Diagnostics // what is wrong with the input
	cause  error
}

// Error is for programmers; users read the text in their language.
func (f *failure) Error() string {
	if f.text.IsZero() {
		return f.found.Error()
	}
	return f.text.EN
}

func (f *failure) Unwrap() error { return f.cause }

func usage(text abnd.Text) *failure { return &failure{status: statusUsage, text: text} }

func failed(text abnd.Text, cause error) *failure {
	return &failure{status: statusFailed, text: text, cause: cause}
}

func problems(found abnd.Diagnostics) *failure { return &failure{status: statusProblem, found: found} }
