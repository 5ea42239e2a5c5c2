package proofs

import (
	"fmt"
	"os"
	"testing"
)

// Report names the variable of the environment with the file to which the
// proofs add what they compared, and those that were skipped why, so that it
// is seen where passing tests are silent.
const Report = "ABND_PROOF_REPORT"

// Tell reports what a proof compared.
func Tell(t testing.TB, format string, args ...any) {
	t.Helper()
	tell(t, "", fmt.Sprintf(format, args...))
}

// Missing ends a test that cannot be made here, and says why. It is skipped,
// but where the variable of the environment that requires it is set, as in
// the project's own checks, it fails.
func Missing(t testing.TB, required, why string) {
	t.Helper()
	if os.Getenv(required) != "" {
		t.Fatalf("%s is set, but %s", required, why)
	}
	tell(t, "SKIPPED ", why)
	t.SkipNow()
}

func tell(t testing.TB, kind, what string) {
	t.Helper()
	t.Log(what)
	name := os.Getenv(Report)
	if name == "" {
		return
	}
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := fmt.Fprintf(f, "%s%s: %s\n", kind, t.Name(), what); err != nil {
		t.Fatal(err)
	}
}
