package report_test

import (
	"math"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// Half of one benefit is paid by partners until 2029: the tables of costs and of
// fiscal space have a row for them until then and one for the Treasury from the
// next year, each half of the cost of that benefit, in money and in percent of
// GDP.
func TestWhoPaysStandsInTheTables(t *testing.T) {
	study := studies.Load(t, "TLS").Clone()
	for i := range study.Schemes {
		s := &study.Schemes[i]
		s.ShareState, s.ShareContributions, s.ShareExternal, s.ExternalUntil = abnd.Figure{}, abnd.Figure{}, abnd.Figure{}, 0
	}
	var id string
	for i := range study.Benefits {
		b := &study.Benefits[i]
		if b.Scheme != "" && id == "" {
			id = b.ID
			for code, x := range map[string]float64{"share_external": 0.5, "share_state": 0.5, "external_until": 2029} {
				b.Parameters[code] = abnd.Parameter{Value: abnd.Num(x), Provenance: abnd.Provenance{Confidence: abnd.Assumption}}
			}
		}
	}
	result := studies.Run(t, study)
	row := func(d report.Document, table, label string) []report.Cell {
		for _, s := range d.Sections {
			for _, b := range s.Blocks {
				x, is := b.(*report.Table)
				if !is || x.Name != table {
					continue
				}
				for _, r := range x.Rows {
					if len(r.Cells) > 0 && r.Cells[0].Text.EN == label {
						return r.Cells[1:]
					}
				}
			}
		}
		t.Fatalf("no row %q in a table %q", label, table)
		return nil
	}
	cost := func(y abnd.Year) float64 {
		x, _ := result.Projection.Value(costing.BenefitKey(abnd.StatusQuo, id, "total_cost"), y)
		return x
	}
	ofGDP := func(y abnd.Year) float64 {
		gdp, _ := result.Projection.Value("frame/gdp", y)
		return 100 * cost(y) / gdp
	}
	near := func(what string, c report.Cell, want float64) {
		t.Helper()
		if !c.Known.Known() || math.Abs(c.Value-want) > 1e-9*want {
			t.Errorf("%s is %v (known %v), half of the cost is %v", what, c.Value, c.Known, want)
		}
	}
	quo, _ := scenarios.Select(study, abnd.StatusQuo)
	costs := report.Results(result, quo, []abnd.Year{2029, 2030})
	partners, treasury := row(costs, "payers", "Partners, until 2029"), row(costs, "payers", "Treasury, from 2030")
	near("partners in 2029", partners[0], cost(2029)/2)
	near("partners in 2029, % of GDP", partners[1], ofGDP(2029)/2)
	near("Treasury in 2030", treasury[2], cost(2030)/2)
	near("Treasury in 2030, % of GDP", treasury[3], ofGDP(2030)/2)
	if partners[2].Known.Known() && partners[2].Value != 0 || treasury[0].Known.Known() && treasury[0].Value != 0 {
		t.Errorf("partners pay %v in 2030, the Treasury %v in 2029", partners[2].Value, treasury[0].Value)
	}
	// The columns of fiscal space are 2025, 2030, 2035 and 2040.
	near("Treasury in 2030 in fiscal space", row(report.Fiscal(result, abnd.StatusQuo), "fiscal", "Treasury, from 2030")[1], ofGDP(2030)/2)

	records := map[string]bool{}
	for _, r := range result.FiscalRows(abnd.StatusQuo) {
		records[string(r.Measure)] = true
	}
	if !records["take_over"] || !records["paid_external_percent_gdp"] {
		t.Errorf("the records have %v", records)
	}
	var pt []string
	for _, said := range result.PayerSentences(abnd.StatusQuo) {
		pt = append(pt, said.In(abnd.Portuguese))
	}
	if text := strings.Join(pt, " "); !strings.Contains(text, "A partir de 2030 o Tesouro tem de suportar no mínimo ") || !strings.Contains(text, " de USD por ano (") {
		t.Error(text)
	}
}
