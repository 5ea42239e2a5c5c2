package sheets_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
)

// What can only be meant in one way is read so. The oracle is the study with
// the code, or number, written as the program writes it.
func TestWhatCanOnlyBeMeantInOneWayIsRead(t *testing.T) {
	proofs.NotShort(t)
	plain := func(sheet, row, column string, v any) *abnd.Study {
		f := fileOf(t, studies.Load(t, "TLS"))
		f.write(sheet, row, column, v)
		study, _, found := f.read()
		if study == nil {
			t.Fatal(found)
		}
		return study
	}
	for _, c := range []struct {
		sheet, row, column string
		code               any
		written            []string
	}{
		{"BENEFITS", "child-benefit on", "high", "yes", []string{"Yes", "YES", "sim", "SIM", "True", "verdadeiro"}},
		{"BENEFITS", "child-benefit on", "low", "no", []string{"No", "não", "Nao", "FALSE", "falso"}},
		{"BENEFITS", "child-benefit indexation", "base", "cpi", []string{"CPI", "Cpi"}},
		{"BENEFITS", "child-benefit sex", "base", "female", []string{"Female", "women", "mulheres"}},
		{"BENEFITS", "child-benefit guarantee", "base", "children", []string{"Children", "CHILDREN"}},
		{"BENEFITS", "child-benefit amount", "base", 25.0, []string{"25", " 25 ", "25,0", "25.00"}},
		{"BENEFITS", "child-benefit amount", "base", 12500.0, []string{"12 500", "12\u00a0500"}},
		{"BENEFITS", "child-benefit amount_year", "base", 2024.0, []string{"2024"}},
		{"BENEFITS", "child-benefit take_up_target", "base", 0.25, []string{"0.25", "0,25", ",25"}},
		{"ECO", "real_growth", "extension", "hold", []string{"Hold", "HOLD"}},
		{"GENERAL", "population_method", "value", "un", []string{"UN", "Un"}},
	} {
		if c.sheet == "BENEFITS" && strings.Contains(c.row, " sex") {
			if list := costingSexLabel(t, "female"); list != "" {
				c.written = append(c.written[:1], list)
			}
		}
		want := plain(c.sheet, c.row, c.column, c.code)
		for _, text := range c.written {
			f := fileOf(t, studies.Load(t, "TLS"))
			f.write(c.sheet, c.row, c.column, text)
			got, _, found := f.read()
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s %s: %q: %v %s", c.sheet, c.row, text, found, diff)
			}
		}
	}
	// Keys in another case, and a benefit whose id is.
	f := fileOf(t, studies.Load(t, "TLS"))
	f.cell("ECO", "inflation", "key").Text = "Inflation"
	f.cell("GENERAL", "currency", "key").Text = "CURRENCY"
	f.cell("BENEFITS", "child-benefit amount", "benefit").Text = "Child-Benefit"
	f.cell("BENEFITS", "child-benefit take_up_rule", "parameter").Text = "Take_Up_Rule"
	got, _, found := f.read()
	if diff := cmp.Diff(studies.Load(t, "TLS"), got); diff != "" {
		t.Errorf("keys in another case: %v %s", found, diff)
	}
}

// costingSexLabel is the Portuguese label of a sex in the list of BENEFITS.
func costingSexLabel(t *testing.T, code string) string {
	t.Helper()
	for _, s := range sheets.Write(studies.Load(t, "TLS")) {
		for _, row := range s.Rows {
			for _, c := range row {
				if c.List != nil && s.Code == "BENEFITS" && c.List.Index(code) >= 0 {
					return c.List.Codes[c.List.Index(code)].Label.PT
				}
			}
		}
	}
	return ""
}

// What could be two things stays an error.
func TestWhatIsInDoubtStaysAnError(t *testing.T) {
	for _, text := range []string{"1.234", "1,234", "1.234,5", "12%", "about 25", "2 5", "25 USD"} {
		f := fileOf(t, studies.Load(t, "TLS"))
		at := f.write("BENEFITS", "child-benefit amount", "base", text)
		if _, _, found := f.read(); len(found) != 1 || found[0].Code != "text-for-number" || found[0].Place != at {
			t.Errorf("%q: %v", text, found)
		}
	}
}

// A date cell is the day that it shows, in either system of dates; a text is
// that day or refused.
func TestDateOfTheStudy(t *testing.T) {
	for _, c := range []struct {
		v    any
		from bool
		want string // blank: refused
	}{
		{46347.0, false, "2026-11-21"}, {44885.0, true, "2026-11-21"}, {"2026-11-21", false, "2026-11-21"}, {"2026-11-21T00:00:00", false, "2026-11-21"},
		{"21/11/2026", false, ""}, {"after the elections", false, ""}, {2026.0, false, ""}, {46347.5, false, ""}, {"2026-13-01", false, ""}, {1e300, false, ""},
	} {
		f := fileOf(t, studies.Load(t, "TLS"))
		at := f.write("GENERAL", "study_date", "value", c.v)
		f.grids["GENERAL"].Date1904 = c.from
		study, _, found := f.read()
		if c.want == "" {
			if len(found) != 1 || found[0].Code != "date" || found[0].Place != at || !strings.Contains(found[0].Remedy.EN, "e.g. 2026-03-31") {
				t.Errorf("%v: %v", c.v, found)
			}
		} else if study == nil || study.Date != c.want {
			t.Errorf("%v: %v", c.v, found)
		}
	}
}

// A slip in the id of a benefit on one line is answered with the benefit that
// was meant, and with nothing that it seems to lack.
func TestASlipInAnIDIsAnswered(t *testing.T) {
	f := fileOf(t, studies.Load(t, "TLS"))
	c := f.cell("BENEFITS", "child-benefit amount", "benefit")
	c.Text = "child-benfit"
	_, _, found := f.read()
	if len(found) == 0 || found[0].Place != c.Place || found[0].Remedy.EN != `did you mean "child-benefit"?` || !strings.Contains(found[0].Problem.PT, "uma só linha") {
		t.Error(found)
	}
	for _, d := range found[min(1, len(found)):] {
		if strings.Contains(string(d.Path), "child-benfit") {
			t.Errorf("it is said again: %v", d)
		}
	}
}

// The examples of the blank workbook that remain are one warning, which names
// them.
func TestExamplesThatRemainAreNamed(t *testing.T) {
	names := sheets.Examples(country.Blank())
	if len(names) < 8 {
		t.Errorf("%v", names)
	}
	if rest := sheets.Examples(studies.Load(t, "TLS")); len(rest) > 0 {
		t.Errorf("TLS: %v", rest)
	}
	study := studies.Load(t, "TLS")
	study.Benefits[0].Name = abnd.T("EXAMPLE — replace: x", "EXEMPLO — substituir: x")
	_, _, found := fileOf(t, study).read()
	if len(found) != 1 || found[0].Severity != abnd.Warning || found[0].Code != "example" ||
		!strings.HasPrefix(found[0].Place, "BENEFITS!") || !strings.Contains(found[0].Problem.EN, study.Benefits[0].ID) {
		t.Error(found)
	}
}

// Years of POP that the study does not need may be blank or missing; the
// study is that of a table without them. A fault in every cell of a year that
// it needs is one message with the number of cells.
func TestYearsOfPOPOutsideTheStudyMayBeBlank(t *testing.T) {
	blank := func(from, to int) (*abnd.Study, abnd.Diagnostics) {
		f := fileOf(t, studies.Load(t, "TLS"))
		f.write("GENERAL", "projection_last", "value", 2035.0)
		f.write("GENERAL", "last_year", "value", 2035.0)
		g := f.grids["POP"]
		for i, h := range g.Header {
			if year, err := strconv.Atoi(h.Text); err == nil && year >= from && year <= to {
				for _, row := range g.Rows {
					row[i] = sheets.Raw{Place: row[i].Place}
				}
			}
		}
		study, _, found := f.read()
		return study, found
	}
	whole, _ := blank(0, 0)
	study, found := blank(2036, 2040)
	if study == nil || whole == nil {
		t.Fatal(found)
	}
	for _, year := range study.Frame().All() {
		if study.Population.Between(year, abnd.Both, 0, abnd.MaxAge) != whole.Population.Between(year, abnd.Both, 0, abnd.MaxAge) {
			t.Errorf("%d has other people", int(year))
		}
	}
	if _, found := blank(2026, 2027); len(found) != 1 || found[0].Code != "population-hole" || !strings.Contains(found[0].Problem.EN, "so it is in 404 cells, 2026-2027") {
		t.Error(found)
	}
	f := fileOf(t, studies.Load(t, "TLS"))
	at := f.column("POP", "2030")
	for _, row := range f.grids["POP"].Rows {
		row[at].Kind, row[at].Text = sheets.RawText, "n/a"
	}
	if _, _, found := f.read(); len(found) != 1 || found[0].Code != "text-for-number" ||
		!strings.Contains(found[0].Problem.EN, "202 cells") || !strings.Contains(found[0].Problem.PT, "202 células") {
		t.Error(found)
	}
}

// A rate that a country really had in a year that has passed is a warning that
// names the way out; of a year to come, or beyond anything seen, an error.
func TestRatesThatWereReallySeenAreTaken(t *testing.T) {
	for _, c := range []struct {
		year     string
		rate     float64
		severity abnd.Severity
	}{
		{"2021", 3.6, abnd.Warning}, {"2011", -0.67, abnd.Warning}, {"2020", 5.57, abnd.Warning}, {"2021", 12, abnd.Error}, {"2021", -0.99, abnd.Error}, {"2030", 3.6, abnd.Error},
	} {
		f := fileOf(t, studies.Load(t, "TLS"))
		at := f.write("ECO", "inflation", c.year, c.rate)
		study, _, found := f.read()
		if len(found) != 1 || found[0].Severity != c.severity || found[0].Place != at || (study != nil) != (c.severity == abnd.Warning) {
			t.Errorf("%+v: %v", c, found)
		} else if c.severity == abnd.Warning && !strings.Contains(found[0].Remedy.EN, "first_year") {
			t.Errorf("%+v: %v", c, found)
		}
	}
}
