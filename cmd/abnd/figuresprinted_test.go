package main

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/scenarios"
)

// The table on the terminal shows the figures of the CSV, rounded: … where
// there is no row, ≥ where the figure is known in part, and a sum of heads
// over guarantees nowhere.
func printIsTheCSV(t *testing.T, c costed) {
	lines := strings.Split(output(t, "cost", c.result.Study.Country.ISO3), "\n")
	head := slices.IndexFunc(lines, func(line string) bool { return strings.HasPrefix(line, "Beneficiaries in thousands; ") })
	if head < 0 || head > 5 {
		t.Fatalf("heads are printed in another unit: %s", strings.Join(lines[:6], "\n"))
	}
	scale := 1.0
	for word, by := range map[string]float64{"millions": 1e6, "billions": 1e9, "trillions": 1e12} {
		if strings.Contains(lines[head], "cost in "+word) {
			scale = by
		}
	}
	var columns []printedColumn
	f := figure{benefit: scenarios.AllOf, sex: scenarios.TotalSex}
	compared := 0
	for i, line := range lines {
		if years := printedYears.FindAllString(line, -1); years != nil && printedPayers.MatchString(lines[i+1]) {
			columns = nil // a table of its own, without people
			continue
		} else if years != nil {
			columns = columnsOf(t, years, lines[i+1])
			continue
		}
		if id := printedID.FindStringSubmatch(line); id != nil {
			f.scenario = id[1]
			continue
		}
		row, ok := printedRows[strings.TrimSpace(line[:min(len(line), printedLabel)])]
		if !ok || columns == nil {
			continue
		}
		if row.guarantee != "" {
			f.guarantee = row.guarantee
		}
		text := []rune(line)
		for _, column := range columns {
			at := f.of(row.measures[column.kind])
			at.year = column.year
			shown := strings.TrimSpace(string(text[min(len(text), column.from):min(len(text), column.to)]))
			if at.measure == "" {
				if shown != "" {
					t.Errorf("%q prints %q under %v", line, shown, column)
				}
				continue
			}
			by := map[int]float64{0: 1e3, 1: scale, 2: 1}[column.kind]
			if want := c.printed(at, by, shown); want != shown {
				t.Errorf("%v is printed %q, should be %q", at, shown, want)
			}
			compared++
		}
	}
	if sums := len(c.result.Study.Scenarios) + len(c.result.Study.Packages); compared < 3*3*3*sums {
		t.Errorf("only %d printed figures were compared", compared)
	}
	t.Logf("%d printed figures", compared)
}

// printedColumn is a column of the table: people, cost or percent of a year.
type printedColumn struct{ year, kind, from, to int }

// printedLabel is the width of what names a row.
const printedLabel = 12

// printedPeople is the width of a number of people, or of a cost.
const printedPeople = 7

var (
	printedYears  = regexp.MustCompile(`-+ \d{4} -+`)
	printedPayers = regexp.MustCompile(`^Who pays `)
	printedID     = regexp.MustCompile(`^[^*].*\(([a-z0-9-]+)\)$`)
	costs         = [3]scenarios.MeasureCode{"", "total_cost", "percent_gdp"}
	heads         = [3]scenarios.MeasureCode{"beneficiaries", "total_cost", "percent_gdp"}
	printedRows   = map[string]struct {
		guarantee string // blank for that of the row above
		measures  [3]scenarios.MeasureCode
	}{
		"Health": {"health", heads}, "Children": {"children", heads}, "Active age": {"active-age", heads}, "Old age": {"older", heads},
		"households": {"", [3]scenarios.MeasureCode{"households", "", ""}}, "Income": {string(abnd.IncomeSecurity), costs}, "Total": {scenarios.AllOf, costs},
		"Incremental": {scenarios.AllOf, [3]scenarios.MeasureCode{"", "incremental_cost", "incremental_percent_gdp"}},
		"income sec":  {string(abnd.IncomeSecurity), [3]scenarios.MeasureCode{"", "incremental_cost", "incremental_percent_gdp"}},
		"Balance":     {scenarios.AllOf, [3]scenarios.MeasureCode{"", "", "new_balance_percent_gdp"}},
	}
)

// columnsOf finds the columns under the years by the ends of their names.
func columnsOf(t *testing.T, years []string, names string) (all []printedColumn) {
	t.Helper()
	from := printedLabel
	for _, text := range years {
		year, err := strconv.Atoi(strings.Trim(text, "- "))
		if err != nil {
			t.Fatal(err)
		}
		for kind, name := range []string{"benef.", "cost", "% GDP"} {
			i := strings.Index(names[from:], name)
			if i < 0 {
				t.Fatalf("no column %q in %q", name, names)
			}
			to := from + i + len(name)
			all = append(all, printedColumn{year, kind, from, to})
			from = to
		}
	}
	return all
}

// printed is a figure as the table should show it. How many decimals money and
// heads have goes by the country's size, and is taken from what is shown.
func (c costed) printed(f figure, by float64, shown string) string {
	x, ok := c.figures[f]
	if !ok {
		return "…"
	}
	decimals := 2
	if m, _ := scenarios.FindMeasure(f.measure); m.Unit != scenarios.Percent {
		_, after, _ := strings.Cut(shown, ".")
		decimals = len(after)
	}
	whole, fraction, _ := strings.Cut(strconv.FormatFloat(math.Abs(x/by), 'f', decimals, 64), ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if fraction != "" {
		whole += "." + fraction
	}
	if x < 0 && strings.Trim(whole, "0.,") != "" {
		whole = "-" + whole
	}
	if c.known[f] == string(abnd.KnownPart) {
		if len(whole) >= printedPeople-1 { // no room for a space
			return strings.TrimSpace(abnd.AtLeastMark) + whole
		}
		return abnd.AtLeastMark + whole
	}
	return whole
}
