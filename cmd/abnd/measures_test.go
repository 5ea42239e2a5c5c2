package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/scenarios"
)

// The table of measures in the documents is made from the measures of the
// program and from what a study has rows of.
func TestMeasuresInDocuments(t *testing.T) {
	for path, lang := range map[string]abnd.Lang{"docs/results.md": abnd.English, "docs/resultados.md": abnd.Portuguese} {
		p := readPage(t, path)
		i := slices.IndexFunc(p.blocks, func(b docBlock) bool { return b.kind == isTable && b.remark == "measures" })
		if i < 0 {
			t.Fatalf("%s has no table of measures", path)
		}
		want := measuresTable(t, lang)
		switch {
		case p.content(p.blocks[i]) == want:
		case *update:
			p.setContent(i, want)
			p.save(t)
		default:
			t.Errorf("%s: the measures are\n%s\ngo test ./cmd/abnd -run Measures -update writes them", path, want)
		}
	}
}

func measuresTable(t *testing.T, lang abnd.Lang) string {
	t.Helper()
	result := costed(t, "TLS")
	var b strings.Builder
	b.WriteString(abnd.T("| measure | what it is | unit | rows |\n|---|---|---|---|\n", "| medida | o que é | unidade | linhas |\n|---|---|---|---|\n").In(lang))
	for _, m := range scenarios.Measures() {
		unit, parts := rowsOf(result, m.Code, lang)
		if unit == "" { // no household receives anything in Timor-Leste
			unit, parts = rowsOf(costed(t, "MOZ"), m.Code, lang)
		}
		fmt.Fprintf(&b, "| `%s` | %s | `%s` | %s |\n", m.Code, m.Label.In(lang), unit, strings.Join(parts, ", "))
	}
	return b.String()
}

func costed(t *testing.T, code string) *scenarios.Result {
	t.Helper()
	study, _, err := country.Load(code)
	if err != nil {
		t.Fatal(err)
	}
	result, found := scenarios.Run(study)
	if result == nil {
		t.Fatal(found)
	}
	return result
}

// rowsOf says of which parts the results have rows of a measure, and in what
// unit.
func rowsOf(result *scenarios.Result, measure string, lang abnd.Lang) (unit string, parts []string) {
	seen := map[string]bool{}
	for _, r := range result.Tidy(result.Study.Scenarios) {
		if r.Measure != measure {
			continue
		}
		unit = r.Unit
		seen["benefit"] = seen["benefit"] || r.Benefit != scenarios.AllOf
		seen["guarantee"] = seen["guarantee"] || r.Benefit == scenarios.AllOf && r.Guarantee != scenarios.AllOf
		seen["sum"] = seen["sum"] || r.Guarantee == scenarios.AllOf
		seen["sex"] = seen["sex"] || r.Sex != scenarios.TotalSex
	}
	for _, p := range []struct {
		key  string
		word abnd.Text
	}{
		{"benefit", abnd.T("benefits", "prestações")},
		{"guarantee", abnd.T("guarantees", "garantias")},
		{"sum", abnd.T("sum", "soma")},
		{"sex", abnd.T("by sex", "por sexo")},
	} {
		if seen[p.key] {
			parts = append(parts, p.word.In(lang))
		}
	}
	return unit, parts
}
