package scenarios_test

import (
	"encoding/csv"
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// The worked examples are studies as CSV with results that were worked by
// hand: one folder an example, one example a rule at least. Their README says
// how to add one.
var exampleFolder = filepath.Join("..", "testdata", "examples")

// workedExample is one folder of the examples.
type workedExample struct {
	name     string
	study    *abnd.Study
	expected []expectedFigure
}

// expectedFigure is a row of expected.csv.
type expectedFigure struct {
	place                         string // "take-up/expected.csv:3"
	scenario, benefit, line, year string
	value, tolerance              string
	working                       string
}

// key is that of the line of a benefit or, where "guarantee/older" stands in its
// place, of the sum of a guarantee.
func (e expectedFigure) key() model.Key {
	if g, sum := strings.CutPrefix(e.benefit, "guarantee/"); sum {
		return costing.GuaranteeKey(e.scenario, abnd.Guarantee(g), e.line)
	}
	return costing.BenefitKey(e.scenario, e.benefit, e.line)
}

// readExamples reads every folder. An example that warns is a bad one.
func readExamples(t *testing.T) []workedExample {
	t.Helper()
	entries, err := os.ReadDir(exampleFolder)
	if err != nil {
		t.Fatal(err)
	}
	var all []workedExample
	for _, entry := range entries {
		if entry.IsDir() {
			all = append(all, readExample(t, entry.Name()))
		}
	}
	return all
}

func readExample(t *testing.T, name string) workedExample {
	t.Helper()
	own := sheets.Folder{Name: name, Files: os.DirFS(filepath.Join(exampleFolder, name))}
	study, found := sheets.Load(own, sheets.Folder{Files: os.DirFS(exampleFolder)})
	for _, d := range found {
		t.Error(d.In(abnd.English))
	}
	if study == nil {
		t.FailNow()
	}
	return workedExample{name: name, study: study, expected: readExpected(t, name)}
}

func readExpected(t *testing.T, name string) []expectedFigure {
	t.Helper()
	f, err := os.Open(filepath.Join(exampleFolder, name, "expected.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll() // every row has as many cells as the header
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	columns := []string{"scenario", "benefit", "line", "year", "value", "tolerance", "working"}
	if len(rows) < 2 || !slices.Equal(rows[0], columns) {
		t.Fatalf("%s/expected.csv: wants the header %v and a row", name, columns)
	}
	var all []expectedFigure
	for i, row := range rows[1:] {
		all = append(all, expectedFigure{
			place:    fmt.Sprintf("%s/expected.csv:%d", name, i+2),
			scenario: row[0], benefit: row[1], line: row[2], year: row[3], value: row[4], tolerance: row[5], working: row[6],
		})
	}
	return all
}

func TestWorkedExamples(t *testing.T) {
	for _, example := range readExamples(t) {
		t.Run(example.name, func(t *testing.T) {
			result, found := scenarios.Run(example.study)
			// The country does not exist: amounts of real schemes are paid to its
			// people, and variants of one benefit stand side by side.
			if found = slices.DeleteFunc(found, scenarios.IsQuestion); result == nil || len(found) > 0 {
				t.Fatal(found)
			}
			for _, e := range example.expected {
				if err := e.compare(result); err != nil {
					t.Errorf("%s: %v\n\t%s", e.place, err, e.working)
				}
			}
		})
	}
}

// compare says how a result differs from the figure worked by hand. A single
// cell has no year.
func (e expectedFigure) compare(result *scenarios.Result) error {
	model := result.Projection.Model()
	if !model.Has(e.key()) {
		var lines []string
		before := string(costing.BenefitKey(e.scenario, e.benefit, ""))
		for _, l := range model.Lines() {
			if line, ok := strings.CutPrefix(string(l.Key), before); ok {
				lines = append(lines, line)
			}
		}
		return fmt.Errorf("there is no line %q; the benefit %q has in the scenario %q: %s", e.line, e.benefit, e.scenario, strings.Join(lines, ", "))
	}
	year := 0
	if model.Line(e.key()).IsSeries() != (e.year != "") {
		return fmt.Errorf("a line by year needs a year, a single cell has none: %q", e.year)
	}
	want, tolerance, err := e.numbers()
	if err == nil && e.year != "" {
		year, err = strconv.Atoi(e.year)
	}
	if err != nil {
		return err
	}
	got, ok := result.Projection.Value(e.key(), abnd.Year(year))
	switch {
	case !ok:
		return fmt.Errorf("%s of %s is not known", e.key(), e.year)
	case math.Abs(got-want) > tolerance:
		return fmt.Errorf("%s of %s is %v, by hand %v ± %v", e.key(), e.year, got, want, tolerance)
	}
	return nil
}

func (e expectedFigure) numbers() (value, tolerance float64, err error) {
	if value, err = strconv.ParseFloat(e.value, 64); err != nil {
		return 0, 0, err
	}
	if tolerance, err = strconv.ParseFloat(e.tolerance, 64); err != nil {
		return 0, 0, err
	}
	if !(tolerance > 0) || math.IsInf(tolerance, 0) || math.IsNaN(value) {
		return 0, 0, fmt.Errorf("%v is no tolerance", tolerance)
	}
	return value, tolerance, nil
}

// The working is arithmetic that leads to the value: numbers, + − × ÷ and
// parentheses, with words in square brackets, then " = " and what it gives.
// What was published, where that differs, follows a semicolon.
func TestTheWorkingOfTheExamplesAddsUp(t *testing.T) {
	for _, example := range readExamples(t) {
		for _, e := range example.expected {
			want, tolerance, err := e.numbers()
			if err != nil {
				t.Errorf("%s: %v", e.place, err)
				continue
			}
			got, err := worked(e.working)
			if err != nil {
				t.Errorf("%s: %q: %v", e.place, e.working, err)
			} else if math.Abs(got-want) > tolerance {
				t.Errorf("%s: %q gives %v, not %v", e.place, e.working, got, want)
			}
		}
	}
}

var (
	words   = regexp.MustCompile(`\[[^\]]*\]`)
	numeral = regexp.MustCompile(`\b\d+(\.\d+)?\b`)
)

// worked computes the arithmetic of a working, and checks the result that it
// names itself.
func worked(working string) (float64, error) {
	text, _, _ := strings.Cut(working, ";")
	text, shown, named := strings.Cut(words.ReplaceAllString(text, ""), "=")
	got, err := arithmetic(text)
	if err != nil || !named {
		return got, err
	}
	said, err := arithmetic(shown)
	if err == nil && math.Abs(got-said) > 1e-6 {
		err = fmt.Errorf("it is %v", got)
	}
	return got, err
}

func arithmetic(text string) (float64, error) {
	text = strings.NewReplacer(",", "", "×", "*", "÷", "/", "−", "-").Replace(text)
	text = numeral.ReplaceAllStringFunc(text, func(number string) string {
		if strings.Contains(number, ".") {
			return number
		}
		return number + ".0" // 1 ÷ 3 is no division of integers
	})
	result, err := types.Eval(token.NewFileSet(), nil, token.NoPos, text)
	if err != nil {
		return 0, err
	}
	if result.Value == nil {
		return 0, fmt.Errorf("%q is no arithmetic", text)
	}
	x, _ := constant.Float64Val(constant.ToFloat(result.Value))
	return x, nil
}

// Every benefit rule has an example that fills in each of its parameters and
// whose figures are those of the rule: without it they are others.
func TestEveryRuleHasAWorkedExample(t *testing.T) {
	for _, rule := range costing.RuleGroups() {
		t.Run(rule.Name(), func(t *testing.T) {
			if _, err := os.Stat(filepath.Join(exampleFolder, rule.Name())); err != nil {
				t.Fatalf("the rule %q needs a worked example: %v", rule.Title.EN, err)
			}
			example := readExample(t, rule.Name())
			for _, spec := range rule.Specs {
				if !fillsIn(example.study, spec.Code) {
					t.Errorf("no benefit of the example fills in %s", spec.Code)
				}
			}
			if !rule.Optional {
				return // there is no benefit without it
			}
			clearRule(example.study, rule)
			result, _ := scenarios.Run(example.study)
			if result != nil && !slices.ContainsFunc(example.expected, func(e expectedFigure) bool { return e.compare(result) != nil }) {
				t.Error("the expected figures are the same without the rule")
			}
		})
	}
}

func fillsIn(study *abnd.Study, parameter string) bool {
	return slices.ContainsFunc(study.Benefits, func(b abnd.Benefit) bool {
		return !b.Parameters[parameter].Value.IsBlank() || slices.ContainsFunc(study.Scenarios, func(s abnd.Scenario) bool {
			return !s.Changes[b.ID][parameter].IsBlank()
		})
	})
}

func clearRule(study *abnd.Study, rule costing.RuleGroup) {
	for _, spec := range rule.Specs {
		for _, b := range study.Benefits {
			delete(b.Parameters, spec.Code)
			for _, s := range study.Scenarios {
				delete(s.Changes[b.ID], spec.Code)
			}
		}
	}
}

// Both READMEs list every example.
func TestTheReadmesListTheExamples(t *testing.T) {
	proofs.NotShort(t)
	for _, file := range []string{"README.md", "LEIA-ME.md"} {
		text, err := os.ReadFile(filepath.Join(exampleFolder, file))
		if err != nil {
			t.Fatal(err)
		}
		for _, example := range readExamples(t) {
			if !strings.Contains(string(text), "("+example.name+"/expected.csv)") {
				t.Errorf("%s does not list %s", file, example.name)
			}
		}
	}
}
