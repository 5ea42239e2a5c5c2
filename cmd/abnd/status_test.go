package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd/proofs"
)

// withoutAStudy are the verbs that print nothing of one study: lists of the
// program's own, and cases that others have published.
var withoutAStudy = map[string]bool{"countries": true, "validate": true, "survey": true}

// Every verb that prints figures of a study says its status with them, in both
// languages, as a table and as JSON. A new verb fails here until it is asked.
func TestEveryTableSaysTheStatus(t *testing.T) {
	proofs.NotShort(t)
	results := filepath.Join(t.TempDir(), "results.xlsx")
	if status, _, said := runHere(t, "cost", "TLS", "--years", "2025-2027", "-o", results); status != statusDone {
		t.Fatal(said)
	}
	book := openBook(t, results) // one figure is typed over, so that there is a table of differences
	book.set("SUM", "D8", "0.02")
	book.save()
	asked := map[string][]string{
		"gaps": {"TLS"}, "matrix": {"TLS"}, "page": {"TLS"}, "reconcile": {"TLS"}, "cost": {"TLS"}, "fiscal": {"TLS"}, "institution": {"TLS"}, "impact": {"TLS"}, "population": {"TLS"},
		"bridge":      {"TLS", "--benefit", "social-pension", "--year", "2026", "--their", "people=88919,amount=60,months=12"},
		"decompose":   {"TLS", "--scenario", "low", "--from", "2026", "--to", "2030"},
		"explain":     {"TLS", "--scenario", "low", "--year", "2030", "--depth", "1"},
		"sensitivity": {"TLS", "--scenario", "low", "--year", "2030"},
		"simulate":    {"TLS", "--draws", "50", "--scenario", "low"},
		"compare":     {"TLS", "low", "high"},
		"levers":      {"TLS"},
		"solve":       {"TLS", "--ceiling", "40%gdp"},
		"diff":        {"TLS", "STP"},
		"verify":      {results},
	}
	lines := map[string]string{
		"en": "Status of the study: draft (starting point prepared by abnd; no institution has approved it).",
		"pt": "Estado do estudo: rascunho (ponto de partida preparado pelo abnd; nenhuma instituição o aprovou).",
	}
	for _, v := range verbs() {
		if v.formats == nil || withoutAStudy[v.name] {
			continue
		}
		args, ok := asked[v.name]
		if !ok {
			t.Errorf("%s is not asked whether it says the status", v.name)
			continue
		}
		t.Run(v.name, func(t *testing.T) {
			for lang, line := range lines {
				_, said, messages := runHere(t, append([]string{v.name, "--lang", lang}, args...)...)
				if !strings.Contains(strings.Join(strings.Fields(said), " "), line) {
					t.Errorf("%s: the status is not said:\n%s%s", lang, said[:min(len(said), 600)], messages)
				}
			}
			for _, format := range v.formats {
				if format != jsonFormat {
					continue
				}
				_, said, _ := runHere(t, append([]string{v.name, "--format", "json"}, args...)...)
				if !strings.Contains(said, `"stage": "draft"`) || !strings.Contains(said, `"id": "tls-2026"`) {
					t.Errorf("the manifest has no status, or no id:\n%s", said[:min(len(said), 600)])
				}
			}
		})
	}
}
