package abnd_test

import (
	"testing"

	"github.com/openabnd/engine/abnd"
)

// The words are those of the field: rascunho, validado tecnicamente, aprovado.
func TestStatusInWords(t *testing.T) {
	minister := abnd.Text{EN: "Ministry of Social Solidarity", PT: "Ministério da Solidariedade Social"}
	for _, c := range []struct {
		status abnd.Status
		en, pt string
	}{
		{abnd.Status{}, "Status of the study: draft.", "Estado do estudo: rascunho."},
		{abnd.Status{Stage: abnd.Draft, DraftNote: abnd.Text{EN: "first figures.", PT: "primeiros valores."}},
			"Status of the study: draft (first figures).", "Estado do estudo: rascunho (primeiros valores)."},
		{abnd.Status{Stage: abnd.TechnicallyValidated, By: minister, Date: "2026-05-12"},
			"Status of the study: technically validated (2026-05-12, Ministry of Social Solidarity).",
			"Estado do estudo: validado tecnicamente (2026-05-12, Ministério da Solidariedade Social)."},
		{abnd.Status{Stage: abnd.Approved, By: abnd.Text{PT: "Conselho de Ministros"}, Date: "2026-06-01", Document: "Res. 3/2026", DraftNote: abnd.Same("first figures")},
			"Status of the study: approved (2026-06-01, Conselho de Ministros; Res. 3/2026).",
			"Estado do estudo: aprovado (2026-06-01, Conselho de Ministros; Res. 3/2026)."},
	} {
		line := c.status.Line()
		for lang, want := range map[abnd.Lang]string{abnd.English: c.en, abnd.Portuguese: c.pt, abnd.OlderPortuguese: c.pt} {
			if got := line.In(lang); got != want {
				t.Errorf("%s: %q, want %q", lang, got, want)
			}
		}
	}
}

// Whoever changes a figure of an approved study has another one, which nobody
// approved; a draft stays the draft that it was.
func TestAChangedStudyIsADraft(t *testing.T) {
	approved := abnd.Status{Stage: abnd.Approved, By: abnd.Same("CNPS"), Date: "2026-05-12", Document: "Acta 3"}
	changed := approved.Changed()
	if !changed.IsDraft() || changed.Date != "" || !changed.By.IsZero() || changed.Document != "" {
		t.Errorf("%+v", changed)
	}
	if got, want := changed.Text().In(abnd.Portuguese), "rascunho (alterado só desta vez; o estudo sem as alterações: aprovado)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if again := changed.Changed(); again != changed {
		t.Errorf("changed twice: %+v", again)
	}
}
