package workbook

import (
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// CHECKS counts the inputs as [costing.CountInputs] does, and names the facts of
// [scenarios.RankFacts] in their order, each with its source or its gap. None of
// it puts the light out.
func TestChecksTellHowFarTheInputsAreKnown(t *testing.T) {
	proofs.NotShort(t)
	study := studies.Load(t, "STP")
	b, w := laidOut(t, study)
	if light := w.computed[address.Ref{Sheet: checksSheet, Col: checkResultColumn, Row: lightRow}].value; light != okText {
		t.Errorf("the light shows %v", light)
	}
	n := costing.CountInputs(study)
	ranked := scenarios.RankFacts(studies.Run(t, study))
	ranked = ranked[:min(len(ranked), scenarios.LeadingFacts)]
	rows := pageOf(t, b, checksSheet).Rows
	next := 0
	find := func(begins string) paper.Row {
		for ; next < len(rows); next++ {
			if r := rows[next]; len(r.Cells) > 0 {
				if text, _ := r.Cells[0].Value.(string); strings.HasPrefix(text, begins) {
					return r
				}
			}
		}
		t.Fatalf("CHECKS has no %q where it is looked for", begins)
		return paper.Row{}
	}
	row := find("Facts with a source")
	for i, want := range []int{n.Facts.Published, n.Facts.All, n.Facts.Assumed()} {
		if got := row.Cells[i+1].Value; got != float64(want) {
			t.Errorf("figure %d of the facts is %v, want %d", i+1, got, want)
		}
	}
	if got := find("Decisions").Cells[2].Value; got != float64(n.Decisions.All) {
		t.Errorf("%v decisions, want %d", got, n.Decisions.All)
	}
	row = find("Expectations")
	if published, all := row.Cells[1].Value, row.Cells[2].Value; published != float64(n.Expectations.Published) || all != float64(n.Expectations.All) {
		t.Errorf("%v of %v expectations, want %+v", published, all, n.Expectations)
	}
	for _, f := range ranked {
		row = find(f.Label.In(abnd.English) + "; ")
		says := "source: " + f.Source
		if !f.Sourced() {
			says = "no source; gap: " + f.Gap().In(abnd.English)
		}
		if text := row.Cells[0].Value.(string); !strings.HasSuffix(text, says) || row.Cells[1].Value != f.Effect {
			t.Errorf("%q with %v, want %q with %v", text, row.Cells[1].Value, says, f.Effect)
		}
	}
}
