package sheets_test

import (
	"slices"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
)

// World Population Prospects 2024, births in thousands: Timor-Leste 30.489
// and Mozambique 1,282.336 in 2024.
func TestVitalEventsComeBackInPersons(t *testing.T) {
	for code, want := range map[string]float64{"TLS": 30_489, "MOZ": 1_282_336} {
		study, places, found := fileOf(t, studies.Load(t, code)).read()
		if study == nil {
			t.Fatal(found)
		}
		births := study.Vital.Births
		if got := births.Values[2024]; got != want || births.Extension != abnd.HoldLast || births.Source != "wpp2024" || len(births.Values) != 66 {
			t.Errorf("%s: %v births in 2024, %d years, %+v", code, got, len(births.Values), births.Provenance)
		}
		if at := places.Find("vital/births/2024"); at == "" || at == "VITAL" {
			t.Errorf("%s: the births of 2024 are placed in %q", code, at)
		}
	}
}

// Files from before there were vital events have no such sheet: births are
// blank, and nothing else is.
func TestAFileWithoutVitalEventsIsRead(t *testing.T) {
	written := studies.Load(t, "TLS")
	written.DropLevers()
	written.Benefits = slices.DeleteFunc(written.Benefits, func(b abnd.Benefit) bool {
		return !b.Parameters["event"].Value.IsBlank() || !b.Parameters["births_relative"].Value.IsBlank() // needs births
	})
	written.Provisions = slices.DeleteFunc(written.Provisions, func(p abnd.Provision) bool {
		_, isScheme := written.FindScheme(p.By)
		_, isBenefit := written.FindBenefit(p.By)
		return !isScheme && !isBenefit
	})
	f := fileOf(t, written)
	delete(f.grids, "VITAL")
	study, _, found := f.read()
	if study == nil || found.HasErrors() {
		t.Fatal(found)
	}
	if births := study.Vital.Births; births.Values != nil || births.Extension != "" {
		t.Errorf("births are %+v", births)
	}
	if len(study.Government.Revenue.Values) == 0 {
		t.Error("GGO is lost with it")
	}
}

func TestVitalFaults(t *testing.T) {
	f := fileOf(t, studies.Load(t, "TLS"))
	at := f.write("VITAL", "births", "2024", -5.0)
	study, _, found := f.read()
	if study != nil || len(found) != 1 || found[0].Code != "out-of-range" || found[0].Place != at {
		t.Errorf("found %v, want births out of range at %s", found, at)
	}
}
