package report_test

import (
	"testing"

	"github.com/openabnd/engine/abnd/report"
)

// A word is broken only where no line has room for it.
func TestWrapBreaksWordsThatAreTooLong(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"one two three", "one two\n  three"},
		{"aaaaaaaa", "aaaaaaaa"}, // has room on the first line, though not on the next
		{"aaaaaaaa b", "aaaaaaaa\n  b"},
		{"aaaaaaaaa", "aaaaaa\n  aaa"},
		{"b aaaaaaaa", "b aaaaaa\n  aa"},
		{"one\ntwo", "one\n  two"},
	} {
		if got := report.Wrap(c.text, 8, "", "  "); got != c.want {
			t.Errorf("%q became %q, want %q", c.text, got, c.want)
		}
	}
}
