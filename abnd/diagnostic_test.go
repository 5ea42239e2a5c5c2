package abnd_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"testing"

	"github.com/openabnd/engine/abnd"
)

func some() abnd.Diagnostics {
	var found abnd.Diagnostics
	found.AddWarning("benefits/child-grant/amount", "no-source", abnd.T("the figure has no source", "o valor não tem fonte"), abnd.Text{})
	found.AddError("benefits/child-grant/share", "out-of-range", abnd.T("cannot be 12", "não pode ser 12"), abnd.T("write 0.12", "escreva 0.12"))
	found.AddError("", "needed", abnd.T("the GDP is missing", "falta o PIB"), abnd.Text{})
	found[2].Place = "ECO!D2"
	return found
}

func TestADiagnosticIsOneLine(t *testing.T) {
	for i, want := range []map[abnd.Lang]string{
		{abnd.English: "benefits/child-grant/amount: warning: the figure has no source", abnd.Portuguese: "benefits/child-grant/amount: aviso: o valor não tem fonte"},
		{abnd.English: "benefits/child-grant/share: error: cannot be 12; write 0.12", abnd.Portuguese: "benefits/child-grant/share: erro: não pode ser 12; escreva 0.12"},
		{abnd.English: "ECO!D2: error: the GDP is missing", abnd.Portuguese: "ECO!D2: erro: falta o PIB"},
	} {
		for lang, line := range want {
			if got := some()[i].In(lang); got != line {
				t.Errorf("got  %s\nwant %s", got, line)
			}
		}
	}
	nowhere := abnd.Diagnostic{Problem: abnd.Same("no place")}
	if got := nowhere.In(abnd.English); got != "error: no place" {
		t.Errorf("without a place: %s", got)
	}
}

func TestThePlaceOfAFileGoesBeforeThePath(t *testing.T) {
	d := some()[1]
	d.Place = "BENEFITS!E14"
	if got := d.In(abnd.English); got != "BENEFITS!E14: error: cannot be 12; write 0.12" {
		t.Error(got)
	}
}

func TestErrorsComeFirstInTheOrderFound(t *testing.T) {
	found := some()
	sorted := found.Sorted()
	for i, want := range []string{"out-of-range", "needed", "no-source"} {
		if sorted[i].Code != want {
			t.Errorf("place %d holds %s, want %s", i, sorted[i].Code, want)
		}
	}
	if found[0].Code != "no-source" {
		t.Error("sorting changed the original")
	}
}

func TestOnlyErrorsMakeAnError(t *testing.T) {
	found := some()
	if !found.HasErrors() || found.Err() == nil {
		t.Error("errors are not seen")
	}
	if warnings := found[:1]; warnings.HasErrors() || warnings.Err() != nil {
		t.Error("a warning counts as an error")
	}
	if err := (abnd.Diagnostics)(nil).Err(); err != nil {
		t.Errorf("nothing found is the error %v", err)
	}
	var back abnd.Diagnostics
	if !errors.As(found.Err(), &back) || len(back) != 3 {
		t.Error("the diagnostics cannot be had back from the error")
	}
}

func TestJoinPath(t *testing.T) {
	if got := abnd.JoinPath("scenarios", "low", "child-grant", "amount"); got != "scenarios/low/child-grant/amount" {
		t.Error(got)
	}
}

// Errors of Go that lie behind a diagnostic are found in it, as is the type.
func TestDiagnosticsHaveTheirCauses(t *testing.T) {
	var found abnd.Diagnostics
	found.AddWarning("", "look", abnd.Same("a warning"), abnd.Text{})
	if found.Err() != nil {
		t.Error("a warning is no error")
	}
	found = append(found, abnd.Diagnostic{Code: "gone", Problem: abnd.Same("gone"), Cause: &fs.PathError{Err: fs.ErrNotExist}})
	err := fmt.Errorf("reading: %w", found.Err())
	var all abnd.Diagnostics
	if !errors.As(err, &all) || len(all) != 2 || !errors.Is(err, fs.ErrNotExist) || errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
