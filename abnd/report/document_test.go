package report_test

import (
	"context"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
	"github.com/openabnd/engine/scenarios/published"
)

// documents are all that there are, of one country.
func documents(t *testing.T, code string) map[string]report.Document {
	t.Helper()
	r := studies.Profile(t, code)
	study := r.Study
	must := func(found abnd.Diagnostics) {
		t.Helper()
		if found.HasErrors() {
			t.Fatal(found)
		}
	}
	ctx := context.Background()
	last := study.Projection.Last
	d, found := r.Decompose(scenarios.State{Scenario: "low", Year: 2028}, scenarios.State{Scenario: "high", Year: last})
	must(found)
	trace, found := r.Explain(costing.TotalKey("high", "share_of_gdp"), 2030, 4)
	must(found)
	tornado, found := scenarios.RunSensitivity(ctx, study, scenarios.SensitivityOptions{Scenario: "high", Year: 2030, Ceiling: 0.05})
	must(found)
	years := report.TableYears(study.Projection)
	spread, found := scenarios.Simulate(ctx, study, scenarios.SimulationOptions{Draws: 50, Seed: 1, Method: scenarios.Random, Ceiling: 0.05, Years: years})
	must(found)
	comparison, found := scenarios.CompareScenarios(scenarios.Side{Result: r, Scenario: "low", Name: code}, scenarios.Side{Result: r, Scenario: "high", Name: code})
	must(found)
	p := scenarios.PackageProblem{Envelope: scenarios.FlatEnvelope(scenarios.OfTotal, study.Projection, 0.9), AllowLosses: true}
	packages, found := scenarios.Packages(ctx, study, p)
	must(found)
	frontier, found := scenarios.Frontier(ctx, study, p)
	must(found)
	phasing, found := scenarios.Phase(ctx, study, scenarios.PhasingProblem{Envelope: p.Envelope, Run: "high"})
	must(found)
	outcomes, found := published.BuiltIn()
	must(found)
	diff := diffOf(t, code, "MOZ")
	return map[string]report.Document{
		"results": report.Results(r, study.Scenarios, years), "gaps": report.Gaps(r), "remaining": report.Remaining(r, "high", last),
		"matrix": report.Matrix(r), "reconciliation": report.Reconciliation(r), "decomposition": report.Decomposition(d, study),
		"explanation": report.Explanation(trace, study), "tornado": report.Tornado(tornado), "spread": report.Spread(spread, []string{"low", "high"}, years),
		"comparison": report.Comparison(comparison), "countries": report.Countries([]scenarios.Country{{Name: code, Result: r}, {Name: "MOZ", Result: diff.To}}, []string{"high"}),
		"fiscal": report.Fiscal(r, ""), "impact": report.Impact(r, ""), "packages": report.Packages(packages, frontier), "phasing": report.Phasing(phasing),
		"differences": report.Differences(diff), "profiles": report.Profiles(summaries(t)), "validation": report.Validation(outcomes),
		"verification": report.Verification([]report.StoredFigure{{Cell: "SUM!D4", Key: "a", Year: 2030, Stored: "1.5", Engine: "2.5"}}),
		"population":   report.Population(abnd.Same("x"), &report.People{Population: &study.Population}, nil, []abnd.Year{2025, 2030}),
	}
}

func TestDocuments(t *testing.T) {
	proofs.NotShort(t)
	all := documents(t, "TLS")
	t.Run("need no layout", func(t *testing.T) { needNoLayout(t, all) })
	t.Run("Markdown", func(t *testing.T) { asMarkdown(t, all) })
}

// A renderer that knows nothing of a table but its columns can write it: no
// row has more cells than there are columns, every column of figures has a
// head or a group, a figure has a unit, and every text is there in both
// languages.
func needNoLayout(t *testing.T, all map[string]report.Document) {
	for name, d := range all {
		figures := 0
		said := func(text abnd.Text) {
			if text.IsZero() != (text.In(abnd.English) == "") || (text.EN == "") != (text.PT == "") && text.EN != "" {
				t.Errorf("%s: %+v is in one language", name, text)
			}
		}
		for _, s := range d.Sections {
			said(s.Heading)
			for _, b := range s.Blocks {
				switch b := b.(type) {
				case report.Paragraph:
					said(b.Text)
				case *report.Table:
					grouped := 0
					for _, g := range b.Groups {
						grouped += g.Columns
					}
					if b.Name == "" || grouped > len(b.Columns) {
						t.Errorf("%s: table %q groups %d of %d columns", name, b.Name, grouped, len(b.Columns))
					}
					for _, r := range b.Rows {
						at := 0
						for _, c := range r.Cells {
							at += max(1, c.Span)
							said(c.Text)
							if c.Unit > report.Words && c.Known.Known() {
								figures++
							}
						}
						if at > len(b.Columns) || len(r.Cells) == 0 && r.Over.IsZero() {
							t.Errorf("%s: a row of %s has %d cells under %d columns", name, b.Name, at, len(b.Columns))
						}
					}
				}
			}
		}
		if figures == 0 && !strings.Contains("matrix explanation profiles verification", name) {
			t.Errorf("%s has no figure", name)
		}
	}
}

// Markdown, for which no kind of table has a layout of its own, holds the rows
// of every document: each has no more cells than its table has columns.
func asMarkdown(t *testing.T, all map[string]report.Document) {
	for name, d := range all {
		for _, lang := range abnd.Langs() {
			var b strings.Builder
			if err := d.Markdown(&b, lang); err != nil {
				t.Fatal(err)
			}
			columns := 0
			for line := range strings.Lines(b.String()) {
				cells := strings.Count(strings.ReplaceAll(line, `\|`, ""), "|") - 1
				switch {
				case !strings.HasPrefix(line, "|"):
					columns = 0
				case columns == 0:
					columns = cells
				case cells > columns:
					t.Errorf("%s: %d cells under %d columns: %s", name, cells, columns, line)
				}
			}
			if !strings.Contains(b.String(), "|") && name != "profiles" && name != "explanation" {
				t.Errorf("%s has no table:\n%s", name, b.String())
			}
		}
	}
}
