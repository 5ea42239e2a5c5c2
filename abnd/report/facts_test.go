package report_test

import (
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/scenarios"
)

// The list names the facts of [scenarios.RankFacts] in their order; of one that
// nobody has published the gap that its note names, or that it names none.
func TestFactsNameTheirSourceOrGap(t *testing.T) {
	study := studies.Load(t, "MOZ")
	first := scenarios.RankFacts(studies.Run(t, study))
	if len(first) <= scenarios.LeadingFacts {
		t.Fatalf("only %d facts", len(first))
	}
	list := report.Facts(studies.Run(t, study)).Sections[0].Blocks[0].(report.List)
	if len(list.Items) != scenarios.LeadingFacts {
		t.Fatalf("%d are listed", len(list.Items))
	}
	for i, item := range list.Items {
		sign := "+"
		if first[i].Effect < 0 {
			sign = "-"
		}
		if text := item.Text.In(abnd.English); !strings.HasPrefix(text, first[i].Label.In(abnd.English)+": "+sign+"0.") {
			t.Errorf("place %d is %q", i+1, text)
		}
	}
	assume := func(note string) string {
		study := study.Clone()
		study.Economy.GDP.Provenance = abnd.Provenance{Confidence: abnd.Assumption, Note: abnd.Same(note)}
		item := report.Facts(studies.Run(t, study)).Sections[0].Blocks[0].(report.List).Items[0]
		return item.Details[0].In(abnd.English) + " · " + item.Details[0].In(abnd.Portuguese)
	}
	for note, want := range map[string]string{
		"a guess":                            "no source; its note names no gap (what is missing, and where it would be found) · sem fonte; a nota não indica a lacuna (o que falta, e onde se encontraria)",
		"a guess. Gap: the accounts of INE.": "no source; gap: the accounts of INE · sem fonte; lacuna: the accounts of INE",
		"lacuna: contas do INE":              "no source; gap: contas do INE · sem fonte; lacuna: contas do INE",
	} {
		if got := assume(note); got != want {
			t.Errorf("%q reads %q", note, got)
		}
	}
	if got := list.Items[0].Details[0].In(abnd.Portuguese); got != "fonte: World Economic Outlook database, October 2025; confiança: média" {
		t.Errorf("the GDP is from %q", got)
	}
}
