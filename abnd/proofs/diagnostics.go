package proofs

import (
	"testing"

	"github.com/openabnd/engine/abnd"
)

// Complete checks that a diagnostic tells what is wrong, where, and what to do,
// in both languages.
func Complete(t testing.TB, d abnd.Diagnostic) {
	t.Helper()
	if d.Place == "" || d.Code == "" || d.Problem.EN == "" || d.Problem.PT == "" || d.Remedy.EN == "" || d.Remedy.PT == "" {
		t.Errorf("incomplete diagnostic %+v", d)
	}
}
