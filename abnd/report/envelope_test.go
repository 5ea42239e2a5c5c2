package report_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/scenarios"
)

// Wherever the envelope is shown it is said whether it is assumed, and nowhere of
// one that somebody gave: in the table, its sentences and notes, in the cost, the
// ceiling of packages and the manifest.
func TestAnAssumedEnvelopeIsCalledSo(t *testing.T) {
	shown := func(s *abnd.Study) (fiscal, cost, manifest string) {
		result := studies.Run(t, s)
		text := func(d report.Document) string {
			var out bytes.Buffer
			if err := d.Markdown(&out, abnd.English); err != nil {
				t.Fatal(err)
			}
			return strings.Join(strings.Fields(out.String()), " ")
		}
		return text(report.Fiscal(result, "")), text(report.Results(result, s.Scenarios, report.TableYears(s.Projection))), report.NewManifest(s, "1", "test", "").Envelope
	}
	s := studies.Load(t, "TLS")
	fiscal, cost, manifest := shown(s)
	for _, want := range []string{"Fiscal envelope (assumed)", "above an assumed envelope", "The fiscal envelope is an assumption of this study (missing: who gave it, the year, a source)"} {
		if !strings.Contains(fiscal, want) {
			t.Errorf("fiscal does not say %q", want)
		}
	}
	if !strings.Contains(cost, "Above the fiscal envelope of this study, an assumption: High scenario from") || manifest != report.EnvelopeAssumed {
		t.Errorf("the cost does not say that the envelope is assumed, or the manifest says %q", manifest)
	}

	g := &s.Government
	g.EnvelopeBy, g.EnvelopeYear = abnd.T("Ministry of Finance", "Ministério das Finanças"), 2025
	g.Envelope.Provenance = abnd.Provenance{Source: s.Sources[0].ID, Confidence: abnd.High}
	fiscal, cost, manifest = shown(s)
	if strings.Contains(fiscal, "assumed") || !strings.Contains(fiscal, "The fiscal envelope was given by Ministry of Finance in 2025 (source: ") {
		t.Errorf("a given envelope is called assumed, or not told: %s", fiscal)
	}
	if !strings.Contains(cost, "Above the fiscal envelope of this study: High scenario from") || manifest != report.EnvelopeGiven {
		t.Errorf("the cost calls a given envelope assumed, or the manifest says %q", manifest)
	}

	flat := scenarios.FlatEnvelope(scenarios.OfTotal, s.Projection, 0.1)
	if !flat.Assumed() {
		t.Error("a ceiling of no source is not assumed")
	}
	s.Tables = append(s.Tables, abnd.Table{ID: "space", Name: abnd.Same("space"), Series: abnd.Series{
		Provenance: abnd.Provenance{Source: s.Sources[0].ID, Confidence: abnd.High}, Extension: abnd.HoldLast, Values: map[abnd.Year]float64{2025: 0.1},
	}})
	table, found := scenarios.TableEnvelope(studies.Run(t, s), scenarios.OfTotal, "space", 2025)
	if found != nil || table.Assumed() {
		t.Errorf("a ceiling with a source is assumed: %v", found)
	}
}
