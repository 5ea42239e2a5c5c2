package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/scenarios"
)

// The table of measures in the documents is made from the measures of the
// program and the rows that it declares for them.
func TestMeasuresInDocuments(t *testing.T) {
	checkDocTable(t, "docs/results.md", "measures", measuresTable(t, abnd.English))
	checkDocTable(t, "docs/resultados.md", "measures", measuresTable(t, abnd.Portuguese))
}

func measuresTable(t *testing.T, lang abnd.Lang) string {
	t.Helper()
	study := studies.Load(t, "TLS")
	result, found := scenarios.Run(study)
	if result == nil {
		t.Fatal(found)
	}
	var b strings.Builder
	b.WriteString(abnd.T("| measure | label | unit | rows |\n|---|---|---|---|\n", "| medida | o que é | unidade | linhas |\n|---|---|---|---|\n").In(lang))
	for _, m := range scenarios.Measures() {
		fmt.Fprintf(&b, "| `%s` | %s | `%s` | %s |\n", m.Code, m.Label.In(lang), result.UnitOf(m), strings.Join(rowsOf(m, lang), ", "))
	}
	return b.String()
}

// kindNames are the kinds of rows as the documents call them.
var kindNames = map[scenarios.RowKind]abnd.Text{
	scenarios.BenefitRow:   abnd.T("benefits", "prestações"),
	scenarios.SchemeRow:    abnd.T("schemes", "regimes"),
	scenarios.GuaranteeRow: abnd.T("guarantees", "garantias"),
	scenarios.SumRow:       abnd.T("sum", "soma"),
}

// rowsOf says in which rows the results have a measure. That they keep this
// promise is for [TestFiguresOfTheProfiles].
func rowsOf(m scenarios.Measure, lang abnd.Lang) (parts []string) {
	bySex := abnd.T("%s by sex", "%s por sexo")
	for _, kind := range scenarios.RowKinds() {
		switch {
		case m.BySex(kind):
			parts = append(parts, bySex.Fill(kindNames[kind]).In(lang))
		case m.Has(kind):
			parts = append(parts, kindNames[kind].In(lang))
		}
	}
	return parts
}
