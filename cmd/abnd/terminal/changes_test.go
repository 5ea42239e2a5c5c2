package terminal_test

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/cmd/abnd/terminal"
)

// diffOf compares two countries: everything differs.
func diffOf(t *testing.T, from, to string) report.Diff {
	t.Helper()
	d := report.Diff{FromName: from, ToName: to, From: studies.Profile(t, from), To: studies.Profile(t, to)}
	for _, c := range sheets.Diff(d.From.Study, d.To.Study) {
		d.Inputs = append(d.Inputs, report.ChangedInput{Change: c})
	}
	d.Scenarios = d.To.Study.Scenarios
	return d
}

func diffTable(t *testing.T, d report.Diff, lang abnd.Lang) string {
	t.Helper()
	var b bytes.Buffer
	if err := terminal.Write(&b, report.Differences(d), lang); err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(b.String(), "\n") {
		if n := utf8.RuneCountInString(line); n > report.Width {
			t.Errorf("%s: line %d has %d columns: %s", lang, i+1, n, line)
		}
		if strings.TrimRight(line, " ") != line {
			t.Errorf("%s: line %d ends in spaces", lang, i+1)
		}
	}
	return b.String()
}

func TestDiffTableFitsATerminal(t *testing.T) {
	proofs.NotShort(t)
	for _, codes := range [][2]string{{"TLS", "MOZ"}, {"MOZ", "TLS"}} {
		d := diffOf(t, codes[0], codes[1])
		for _, lang := range abnd.Langs() {
			t.Logf("%s", diffTable(t, d, lang))
			placed := d
			placed.Inputs = nil
			for i, c := range d.Inputs {
				c.Place, c.InOld = c.Sheet+"!ABC12345", i%2 == 0
				placed.Inputs = append(placed.Inputs, c)
			}
			diffTable(t, placed, lang)
		}
	}
}

func TestDiffTableShowsValues(t *testing.T) {
	d := diffOf(t, "TLS", "TLS")
	one := func(format sheets.Format, old, new abnd.Value) report.ChangedInput {
		return report.ChangedInput{Place: "BENEFITS!E26", Change: sheets.Change{
			Path: "benefits/x/y", Sheet: sheets.Benefits, Label: abnd.T("Something", "Algo"), Format: format, Old: old, New: new}}
	}
	for _, c := range []struct {
		format   sheets.Format
		old, new abnd.Value
		en, pt   string
	}{
		{sheets.Money, abnd.Num(60), abnd.Num(65), "60|65", "60|65"},
		{sheets.Money, abnd.Num(2086000000), abnd.Num(1234.5), "2,086,000,000.0|1,234.5", "2\u00a0086\u00a0000\u00a0000,0|1\u00a0234,5"},
		{sheets.Persons, abnd.Num(12345), abnd.Value{}, "12,345|(blank)", "12\u00a0345|(em branco)"},
		{sheets.Share, abnd.Num(0.07), abnd.Num(0.075), "7.0%|7.5%", "7,0 %|7,5 %"},
		{sheets.Share, abnd.Num(0.1234567890123), abnd.Num(0.1234567890124), "12.34567890123%|12.34567890124%", "12,34567890123 %|12,34567890124 %"},
		{sheets.YearNo, abnd.Num(2024), abnd.Num(2025), "2024|2025", "2024|2025"},
		{sheets.Code, abnd.Code("flat"), abnd.Code("reference"), "flat|reference", "flat|reference"},
		{sheets.Number, abnd.Num(1e-9), abnd.Num(-2e-9), "0.000000001|-0.000000002", "0,000000001|-0,000000002"},
	} {
		d.Inputs = []report.ChangedInput{one(c.format, c.old, c.new)}
		for lang, want := range map[abnd.Lang]string{abnd.English: c.en, abnd.Portuguese: c.pt} {
			old, new, _ := strings.Cut(want, "|")
			found := false
			for _, line := range strings.Split(diffTable(t, d, lang), "\n") {
				rest, isIt := strings.CutPrefix(line, "  E26 ")
				found = found || isIt && strings.HasSuffix(rest, " "+new) && strings.Contains(strings.TrimSuffix(rest, new), " "+old+" ")
			}
			if !found {
				t.Errorf("%s: no %q and %q in\n%s", lang, old, new, diffTable(t, d, lang))
			}
		}
	}
}
