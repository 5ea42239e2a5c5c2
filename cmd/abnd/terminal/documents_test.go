package terminal_test

import (
	"bytes"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/cmd/abnd/terminal"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
	"github.com/openabnd/engine/scenarios/published"
)

func TestDecompositionFitsATerminal(t *testing.T) {
	for _, code := range proofs.Few(country.Codes()) {
		result := studies.Profile(t, code)
		d, found := result.Decompose(scenarios.State{Scenario: "low", Year: 2028}, scenarios.State{Scenario: "high", Year: 2040})
		if found != nil {
			t.Fatal(found)
		}
		for _, lang := range abnd.Langs() {
			var b bytes.Buffer
			if err := terminal.Write(&b, report.Decomposition(d, result.Study), lang); err != nil {
				t.Fatal(err)
			}
			fits(t, b.String())
		}
	}
}

func TestCompareTablesFitATerminal(t *testing.T) {
	var countries []scenarios.Country
	for _, code := range proofs.Few(country.Codes()) {
		result := studies.Profile(t, code)
		countries = append(countries, scenarios.Country{Name: code, Result: result})
		c, found := scenarios.CompareScenarios(scenarios.Side{Result: result, Scenario: "low", Name: "a-workbook-with-a-long-name.xlsx"},
			scenarios.Side{Result: result, Scenario: "high", Name: "another-workbook-with-a-long-name.xlsx"})
		if found != nil {
			t.Fatal(found)
		}
		for _, lang := range abnd.Langs() {
			var b bytes.Buffer
			if err := terminal.Write(&b, report.Comparison(c), lang); err != nil {
				t.Fatal(err)
			}
			fits(t, b.String())
		}
	}
	for _, lang := range abnd.Langs() {
		var b bytes.Buffer
		if err := terminal.Write(&b, report.Countries(append(countries, countries...), []string{"low", "high"}), lang); err != nil {
			t.Fatal(err)
		}
		fits(t, b.String())
	}
}

func fits(t *testing.T, text string) {
	t.Helper()
	for _, line := range strings.Split(text, "\n") {
		if n := utf8.RuneCountInString(line); n > report.Width || strings.TrimRight(line, " ") != line {
			t.Errorf("%d columns: %q", n, line)
		}
	}
}

func TestTableFitsATerminal(t *testing.T) {
	for _, code := range proofs.Few(country.Codes()) {
		result := studies.Profile(t, code)
		for _, lang := range abnd.Langs() {
			for name, years := range map[string][]abnd.Year{
				"default": report.TableYears(result.Study.Projection),
				"one":     {2030},
				"seven":   {2025, 2026, 2027, 2028, 2029, 2030, 2031},
				"outside": {2025, 2099},
			} {
				var b bytes.Buffer
				if err := terminal.Write(&b, report.Results(result, result.Study.Scenarios, years), lang); err != nil {
					t.Fatal(err)
				}
				for i, line := range strings.Split(b.String(), "\n") {
					if n := utf8.RuneCountInString(line); n > report.Width {
						t.Errorf("%s %s %s: line %d has %d columns: %s", code, lang, name, i+1, n, line)
					}
					if strings.TrimRight(line, " ") != line {
						t.Errorf("%s %s %s: line %d ends in spaces", code, lang, name, i+1)
					}
				}
				t.Logf("%s %s %s\n%s", code, lang, name, b.String())
			}
		}
	}
}

// A country with a hundred times the people and a currency a million times
// smaller still fits: the scale moves, and the header says so.
func TestTableChoosesItsScale(t *testing.T) {
	study := studies.Load(t, "MOZ")
	p := study.Population
	large := abnd.NewPopulation(p.Years())
	large.Provenance, large.LastEstimate = p.Provenance, p.LastEstimate
	for _, year := range p.Years().All() {
		for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			for age := range abnd.MaxAge + 1 {
				n, _ := p.Get(year, sex, age)
				large.Set(year, sex, age, 100*n)
			}
		}
	}
	study.Population = large
	study.Economy.GDP.Value *= 1e2
	result, found := scenarios.Run(study)
	if result == nil {
		t.Fatal(found)
	}
	var b bytes.Buffer
	if err := terminal.Write(&b, report.Results(result, study.Scenarios, report.TableYears(study.Projection)), abnd.English); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(b.String()) {
		if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > report.Width {
			t.Errorf("%d columns: %s", n, line)
		}
	}
	if want := "Beneficiaries in millions; cost in trillions of MZN"; !strings.Contains(b.String(), want) {
		t.Errorf("the header does not say %q:\n%s", want, b.String())
	}
}

func summaries(t *testing.T) []report.ProfileSummary {
	t.Helper()
	var all []report.ProfileSummary
	for _, code := range proofs.Few(country.Codes()) {
		study := studies.Load(t, code)
		all = append(all, report.Summarise(code, study))
	}
	return all
}

func TestProfilesFitATerminal(t *testing.T) {
	for _, lang := range abnd.Langs() {
		var b bytes.Buffer
		if err := terminal.Write(&b, report.Profiles(summaries(t)), lang); err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(b.String(), "\n") {
			if n := utf8.RuneCountInString(line); n > report.Width || strings.TrimRight(line, " ") != line {
				t.Errorf("%s: line %d has %d columns: %q", lang, i+1, n, line)
			}
		}
	}
}

func TestTraceTableFitsATerminal(t *testing.T) {
	result := studies.Profile(t, "TLS")
	for _, depth := range []int{1, 5, 0} {
		trace, _ := result.Projection.Trace(costing.TotalKey("high", "new_balance_share"), 2040, depth)
		for _, lang := range abnd.Langs() {
			var b bytes.Buffer
			if err := terminal.Write(&b, report.Explanation(trace, result.Study), lang); err != nil {
				t.Fatal(err)
			}
			for i, line := range strings.Split(b.String(), "\n") {
				if n := utf8.RuneCountInString(line); n > report.Width || strings.TrimRight(line, " ") != line {
					t.Errorf("depth %d, %s: line %d has %d columns: %q", depth, lang, i+1, n, line)
				}
			}
		}
	}
}

// What some existing schemes of Timor-Leste cost in 2025 is not known, so that
// the total of that year is at least what is known, as [scenarios.Result.Value]
// has it; what a scenario adds to it is known, and so is the balance.
func TestFiscalTableMarksBounds(t *testing.T) {
	table := func(study *abnd.Study) string {
		t.Helper()
		result, found := scenarios.Run(study)
		if result == nil {
			t.Fatal(found)
		}
		var b strings.Builder
		if err := terminal.Write(&b, report.Fiscal(result, "high"), abnd.English); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	study := studies.Load(t, "TLS")
	text := table(study)
	for label, want := range map[string]string{
		"Total cost":                  "Total cost ≥ 9.48 12.34 12.61 11.84",
		"  % of GDP with offshore":    "% of GDP with offshore petroleum ≥ 9.28 12.34 12.62 11.84",
		"Government balance before":   "Government balance before the fund -51.55 -55.52 -57.79 -58.66",
		"* ≥ = at least, ≤ = at most": "* ≥ = at least, ≤ = at most: data are missing for a part of the cost, which",
	} {
		var row string
		for line := range strings.Lines(text) {
			if strings.HasPrefix(line, label) {
				row = strings.Join(strings.Fields(line), " ")
			}
		}
		if row != want {
			t.Errorf("%q is %q, want %q\n%s", label, row, want, text)
		}
	}
}

// Figures and names of any length leave the columns apart and the lines
// within the width.
func TestValidationTableHoldsAnything(t *testing.T) {
	var outcomes []published.Outcome
	for _, x := range []abnd.Money{1, 12_345_678_901_234, 1e15, 9.9999e20, 1.7e308, abnd.Money(math.Inf(1))} {
		for _, y := range []abnd.Money{1, 1e9, 1e18} {
			outcomes = append(outcomes, published.Outcome{
				ID: strings.Repeat("id", 50), Currency: "USD", Model: x, Published: y, Tolerance: 0.999999,
				Description: abnd.Same(strings.Repeat("word ", 30)), Source: abnd.Same(strings.Repeat("address/", 30)),
				Reason: abnd.Same(strings.Repeat("reason ", 30)), Calibrated: []string{"", "share_paid"}[len(outcomes)%2],
			})
		}
	}
	for _, lang := range abnd.Langs() {
		var b bytes.Buffer
		if err := terminal.Write(&b, report.Validation(outcomes), lang); err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(b.String(), "\n") {
			if n := utf8.RuneCountInString(line); n > report.Width {
				t.Errorf("%d columns: %s", n, line)
			}
		}
	}
}

func TestValidationTableOfOneCase(t *testing.T) {
	var b bytes.Buffer
	o := published.Outcome{ID: "a", Currency: "USD", Model: 1234.4, Published: 1200, Tolerance: 0.02, Description: abnd.Same("Pension"), Source: abnd.Same("Somebody")}
	if err := terminal.Write(&b, report.Validation([]published.Outcome{o}), abnd.Portuguese); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"a (USD): FORA DA TOLERÂNCIA\n", "1\u00a0234", "1\u00a0200", "    34    2,8333       2\n", "  Pension\n  Fonte: Somebody\n",
		"\n1 caso: 0 dentro da tolerância, 1 fora.\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("there is no %q in\n%s", want, b.String())
		}
	}
}
