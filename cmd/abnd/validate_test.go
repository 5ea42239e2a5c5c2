package main

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
)

// What could not be written is a failure, also where a case is outside its
// tolerance: nobody has seen which.
func TestFailingOutputOfValidate(t *testing.T) {
	for _, args := range [][]string{{"validate"}, {"validate", "--format", "csv"}, {"validate", "--format", "json"}} {
		var messages bytes.Buffer
		status := run(context.Background(), args, strings.NewReader(""), failingWriter{errors.New("no space left")}, &messages)
		if status != statusFailed || messages.String() != "abnd: the results could not be written: no space left\n" {
			t.Errorf("%v: status %d, %q", args, status, messages.String())
		}
	}
}

// No line is wider than a terminal, in either language.
func TestValidateFitsATerminal(t *testing.T) {
	for _, lang := range []string{"en", "pt"} {
		status, out, _ := runHere(t, "validate", "--lang", lang)
		if status != statusDone || out == "" {
			t.Errorf("%s: status %d", lang, status)
		}
		for _, line := range strings.Split(out, "\n") {
			if n := len([]rune(line)); n > 80 {
				t.Errorf("%s: %d columns: %s", lang, n, line)
			}
		}
	}
}
