package workbook_test

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/files"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/workbook"
)

// saved writes a study as the workbook that an analyst fills in.
func saved(t *testing.T, study *abnd.Study) string {
	t.Helper()
	data, err := workbook.Template(study, workbook.Options{Lang: abnd.Portuguese})
	path := filepath.Join(t.TempDir(), "study.xlsx")
	if err := errors.Join(err, files.Write(path, data, false)); err != nil {
		t.Fatal(err)
	}
	return path
}

// Oracle: the study that was written.
func TestLoadGivesTheStudyThatWasWritten(t *testing.T) {
	proofs.NotShort(t)
	want := studies.Load(t, "TLS")
	got, found := workbook.Load(saved(t, want))
	if found.Err() != nil {
		t.Fatal(found)
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
}

// What is wrong comes as one error, which errors.As finds: here two figures
// that were made wrong before they were written, each with its cell.
func TestLoadGivesAllThatIsWrongAsOneError(t *testing.T) {
	proofs.NotShort(t)
	study := studies.Load(t, "TLS")
	study.Country.Currency = ""
	study.Benefits[0].Guarantee = "nothing"
	got, found := workbook.Load(saved(t, study))
	var all abnd.Diagnostics
	if got != nil || !errors.As(found.Err(), &all) {
		t.Fatalf("%v, %v", got, found)
	}
	for _, sheet := range []string{"GENERAL!", "BENEFITS!"} {
		if !slices.ContainsFunc(all, func(d abnd.Diagnostic) bool { return d.Severity == abnd.Error && strings.HasPrefix(d.Place, sheet) }) {
			t.Errorf("no error has a cell of %s in %v", sheet, all)
		}
	}
}

// A file that is not there, or no workbook, is an error of the same type; the
// source is there all the same, for who asks where a figure stands.
func TestLoadSaysWhatCannotBeRead(t *testing.T) {
	study, found := workbook.Load(filepath.Join(t.TempDir(), "missing.xlsx"))
	if study != nil || !errors.Is(found.Err(), fs.ErrNotExist) {
		t.Errorf("a missing file: %v", found)
	}
	in, found := workbook.Read([]byte("no workbook"), "a.xlsx")
	if in == nil || in.Study != nil || !found.HasErrors() || in.SHA256 == "" || in.Places.Find("general") != "" {
		t.Errorf("no workbook: %+v, %v", in, found)
	}
}
