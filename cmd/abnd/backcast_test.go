package main

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/scenarios"
)

// The table of the documents that sets the status quo of each year beside what
// was reported is made from what abnd reconcile computes.
func TestBackcastInDocuments(t *testing.T) {
	checkDocTable(t, "docs/backcast.md", "backcast", backcastTable(t, abnd.English))
	checkDocTable(t, "docs/retrospetiva.md", "backcast", backcastTable(t, abnd.Portuguese))
}

// backcastTable has a row for every scheme with an expenditure of a year, and
// one for a country that has none.
func backcastTable(t *testing.T, lang abnd.Lang) string {
	t.Helper()
	var b strings.Builder
	b.WriteString(abnd.T("| scheme | year | model, millions | reported, millions | ratio | why |\n|---|---:|---:|---:|---:|---|\n",
		"| regime | ano | modelo, milhões | comunicado, milhões | razão | porquê |\n|---|---:|---:|---:|---:|---|\n").In(lang))
	for _, code := range country.Codes() {
		study := studies.Load(t, code)
		all := scenarios.Backcasts(study)
		for _, x := range all {
			cost := report.NotKnown
			if v, known := x.Value("model_cost"); known {
				cost = millions(v, study.Country.Currency, lang)
			}
			fmt.Fprintf(&b, "| %s | %d | %s | %s | %s | %s |\n", inCell(namesOf(x.Members, lang)), int(x.Year),
				cost, millions(x.Scheme.Expenditure.Value, study.Country.Currency, lang), ratio(x, lang), inCell(whyOf(x, lang)))
		}
		if len(all) == 0 {
			fmt.Fprintf(&b, "| %s | %[2]s | %[2]s | %[2]s | %[2]s | %[3]s |\n", code, report.NotKnown,
				abnd.T("of its %d schemes no expenditure of a year is known", "dos seus %d regimes não se conhece a despesa de nenhum ano").Fill(len(study.Schemes)).In(lang))
		}
	}
	return b.String()
}

// namesOf names the schemes whose expenditure a row has.
func namesOf(schemes []abnd.Scheme, lang abnd.Lang) string {
	names := make([]string, len(schemes))
	for i, s := range schemes {
		names[i] = s.ID + ": " + s.Name.In(lang)
	}
	return strings.Join(names, " + ")
}

// inCell writes a text as a cell of a table takes it.
func inCell(s string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(s), " "), "|", `\|`)
}

// millions is money with one decimal and no fewer than three digits.
func millions(v float64, currency string, lang abnd.Lang) string {
	decimals := 1
	if v < 1e7 {
		decimals = 2
	}
	return currency + " " + report.FormatNumber(v/1e6, decimals, lang)
}

func ratio(x scenarios.Backcast, lang abnd.Lang) string {
	v, known := x.Value("ratio")
	if !known {
		return report.NotKnown
	}
	return report.FormatNumber(v, 2, lang)
}

// whyOf is the verdict, what the study lacks for the year, what the analyst says
// of the difference, and what the engine sees by itself.
func whyOf(x scenarios.Backcast, lang abnd.Lang) string {
	parts := []string{x.Verdict.Name().In(lang) + "."}
	if x.Missing.HasErrors() {
		parts = append(parts, x.Missing[0].Problem.In(lang)+".")
	}
	if len(x.Without) > 0 {
		parts = append(parts, abnd.T("The study has no data of the year for %s.", "O estudo não tem dados do ano para %s.").Fill(strings.Join(x.Without, ", ")).In(lang))
	}
	if reason := x.Scheme.Difference; !reason.IsZero() {
		parts = append(parts, reason.In(lang))
	}
	if len(x.Applying) > 0 {
		causes := make([]string, len(x.Applying))
		for i, c := range x.Applying {
			causes[i] = c.Text.In(lang)
		}
		parts = append(parts, abnd.T("Automatic notes: %s.", "Notas automáticas: %s.").Fill(strings.Join(causes, "; ")).In(lang))
	}
	return strings.Join(parts, " ")
}

// What the table shows is what a user gets of the command for the country and
// the year: the same figures, to the bit.
func TestBackcastIsWhatReconcileSays(t *testing.T) {
	proofs.NotShort(t)
	compared := 0
	for _, code := range country.Codes() {
		for _, x := range scenarios.Backcasts(studies.Load(t, code)) {
			if x.Missing.HasErrors() || len(x.Without) > 0 {
				continue // the command says what is missing, and computes nothing
			}
			status, out, messages := runHere(t, "reconcile", code, "--years", fmt.Sprint(int(x.Year)), "--format", "csv")
			if status != statusDone {
				t.Errorf("%s %d: status %d, %s", code, x.Year, status, messages)
				continue
			}
			rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			i := slices.IndexFunc(rows, func(row []string) bool { return row[0] == x.Scheme.ID })
			for _, line := range []string{"model_cost", "expenditure", "ratio"} {
				want := ""
				if v, known := x.Value(line); known {
					want = strconv.FormatFloat(v, 'f', -1, 64)
				}
				if got := rows[i][slices.Index(rows[0], line)]; got != want {
					t.Errorf("%s %d: %s is %q, in the table %q", x.Scheme.ID, x.Year, line, got, want)
				}
				compared++
			}
		}
	}
	if compared == 0 {
		t.Error("nothing was compared")
	}
}
