package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
)

// runHere runs the program without a process.
func runHere(t *testing.T, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, messages bytes.Buffer
	status = run(context.Background(), args, strings.NewReader(""), &out, &messages)
	return status, out.String(), messages.String()
}

type failingWriter struct{ err error }

func (w failingWriter) Write([]byte) (int, error) { return 0, w.err }

// A reader that goes away is no failure; a full disk is one.
func TestFailingOutput(t *testing.T) {
	proofs.NotShort(t)
	for _, c := range []struct {
		err    error
		status int
		says   string
	}{
		{io.ErrClosedPipe, statusDone, ""},
		{errors.New("no space left"), statusFailed, "abnd: the results could not be written: no space left\n"},
	} {
		for _, args := range [][]string{{"cost", "TLS"}, {"cost", "TLS", "--format", "csv"}, {"cost", "TLS", "--format", "json"}, {"countries"}, {"--help"}} {
			var messages bytes.Buffer
			status := run(context.Background(), args, strings.NewReader(""), failingWriter{c.err}, &messages)
			if status != c.status || messages.String() != c.says {
				t.Errorf("%v on %v: status %d, %q", args, c.err, status, messages.String())
			}
		}
	}
}

func TestInterruptedBeforeWriting(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	var messages bytes.Buffer
	status := run(ctx, []string{"new", "TLS", "-o", t.TempDir() + "/x.xlsx"}, strings.NewReader(""), io.Discard, &messages)
	if status != statusFailed || !strings.Contains(messages.String(), "interrupted") {
		t.Errorf("status %d, %q", status, messages.String())
	}
}

// An interrupt stops a simulation that would go on for hours, and nothing of
// it is written.
func TestInterruptedWhileDrawing(t *testing.T) {
	ctx, stop := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer stop()
	var results, messages bytes.Buffer
	status := run(ctx, []string{"simulate", "TLS", "--draws", "100000000"}, strings.NewReader(""), &results, &messages)
	if status != statusFailed || !strings.Contains(messages.String(), "interrupted") || results.Len() > 0 {
		t.Errorf("status %d, %q, %d bytes", status, messages.String(), results.Len())
	}
}

func TestParseCeiling(t *testing.T) {
	for text, want := range map[string]float64{"": 0, "1.5%": 0.015, "1,5 %": 0.015, "1.5%gdp": 0.015, "2% PIB": 0.02, "0.015": 0.015} {
		if got, err := parseCeiling(text); err != nil || math.Abs(got-want) > 1e-15 {
			t.Errorf("%q is %v, %v; want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"9", "0", "-1%", "%", "NaN", "a lot", "101%"} {
		if got, err := parseCeiling(text); err == nil {
			t.Errorf("%q is %v", text, got)
		}
	}
}

func TestFindLang(t *testing.T) {
	for _, c := range []struct {
		args string
		want abnd.Lang
	}{
		{"cost TLS", abnd.English},
		{"cost TLS --lang pt", abnd.Portuguese},
		{"--lang=PT cost TLS", abnd.Portuguese},
		{"--lang pt --bogus", abnd.Portuguese},
		{"--lang pt --lang en", abnd.English},
		{"--lang pt --lang fr", abnd.Portuguese},
		{"cost -- --lang pt", abnd.English},
		{"--lang", abnd.English},
	} {
		if got, _ := findLang(strings.Fields(c.args)); got != c.want {
			t.Errorf("%s: %s, want %s", c.args, got, c.want)
		}
	}
}

// Every text of every command is there in both languages, and no help is
// wider than a terminal.
func TestHelpSpeaksBothLanguages(t *testing.T) {
	all := []string{"", "import wpp", "import weo", "import wdi", "import ilostat", "help"}
	for _, v := range verbs() {
		all = append(all, v.name)
	}
	for _, verb := range all {
		help := func(lang string) string {
			status, out, messages := runHere(t, strings.Fields(verb+" --help --lang "+lang)...)
			if status != statusDone || messages != "" {
				t.Errorf("%s: status %d, %q", verb, status, messages)
			}
			return out
		}
		en, pt := help("en"), help("pt")
		for _, line := range strings.Split(en+pt, "\n") {
			// A command to be copied stays on one line.
			if n := len([]rune(line)); n > 80 && !strings.HasPrefix(line, "  abnd ") {
				t.Errorf("%s: %d columns: %s", verb, n, line)
			}
		}
		portuguese := map[string]bool{}
		for _, line := range strings.Split(pt, "\n") {
			portuguese[strings.TrimSpace(line)] = true
		}
		for _, line := range strings.Split(en, "\n") {
			line = strings.TrimSpace(line)
			if line != "" && portuguese[line] && !strings.HasPrefix(line, "abnd ") && !strings.HasPrefix(line, "source <(") {
				t.Errorf("%s: the Portuguese help says %q", verb, line)
			}
		}
	}
}

func TestParseYears(t *testing.T) {
	for s, want := range map[string]abnd.Years{
		"2025-2035": {First: 2025, Last: 2035}, "2030": {First: 2030, Last: 2030}, "2025–2026": {First: 2025, Last: 2026}, " 2025 - 2026 ": {First: 2025, Last: 2026},
	} {
		if got, err := parseYears(s); err != nil || got != want {
			t.Errorf("%q: %v, %v", s, got, err)
		}
	}
	for _, s := range []string{"", "-", "2025-", "-2035", "2035-2025", "25-35", "2025-2030-2035", "twenty", "+202-2030", "20250-20260"} {
		if got, err := parseYears(s); err == nil {
			t.Errorf("%q was read as %v", s, got)
		}
	}
}

// What is known of the amounts of benefits does not move with the years that
// are costed.
func TestYearsKeepWhatIsKnown(t *testing.T) {
	study := studies.Load(t, "TLS")
	study.KnownAmountsUntil = 0
	before := study.LastKnownAmounts()
	for _, years := range []abnd.Years{{First: 2020, Last: 2030}, {First: 2030, Last: 2040}} {
		if err := setYears(study, years); err != nil || study.LastKnownAmounts() != before {
			t.Errorf("%s: the last year of known amounts is %d after setYears, %d before (%v)", years, study.LastKnownAmounts(), before, err)
		}
	}
}

// The language is that of --lang, then of ABND_LANG, then of the system; only
// the first two are settled, so that a workbook can bring its own.
func TestLanguageBeforeTheCommandLine(t *testing.T) {
	for _, c := range []struct {
		args, variables, windows string
		want                     abnd.Lang
		settled                  bool
	}{
		{"cost TLS", "", "", abnd.English, false},
		{"--lang pt cost TLS", "ABND_LANG=en LANG=en_US.UTF-8", "en-US", abnd.Portuguese, true},
		{"--lang=pt-PT", "", "", abnd.Portuguese, true}, {"--lang=pt_PT.UTF-8", "", "", abnd.Portuguese, true}, {"--lang português", "", "", abnd.Portuguese, true},
		{"--lang EN", "ABND_LANG=pt", "", abnd.English, true},
		{"cost TLS", "ABND_LANG=pt_MZ LANG=en_US.UTF-8", "", abnd.OlderPortuguese, true},
		{"cost TLS", "ABND_LANG=fr LANG=pt_PT.UTF-8", "", abnd.Portuguese, false},
		{"cost TLS", "LC_ALL=C LANG=pt_PT.UTF-8", "", abnd.English, false},
		{"cost TLS", "LC_MESSAGES=pt_BR LANG=en_US.UTF-8", "", abnd.Portuguese, false},
		{"cost TLS", "", "pt-PT", abnd.Portuguese, false}, {"cost TLS", "LANG=en_GB", "pt-PT", abnd.English, false}, {"cost TLS", "", "tet-TL", abnd.English, false},
	} {
		variables := map[string]string{}
		for _, v := range strings.Fields(c.variables) {
			name, value, _ := strings.Cut(v, "=")
			variables[name] = value
		}
		got, settled := langBefore(strings.Fields(c.args), func(name string) string { return variables[name] }, c.windows)
		if got != c.want || settled != c.settled {
			t.Errorf("%+v: %s, %v", c, got, settled)
		}
	}
}
