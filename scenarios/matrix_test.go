package scenarios_test

import (
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// What a room tries out is decided by nobody: no column of the matrix names it,
// and it moves no sentence. The oracle is the matrix of the study without it.
func TestMatrixLeavesOutWhatIsTried(t *testing.T) {
	said := func(study *abnd.Study) string {
		var all strings.Builder
		for _, row := range scenarios.Matrix(study, abnd.English) {
			for _, c := range []abnd.MatrixColumn{abnd.PlannedProvisions, abnd.MatrixRecommendation} {
				for _, s := range row.Cells[c] {
					for _, words := range s.Cases {
						for _, p := range words {
							if p.Figure == "" {
								all.WriteString(costing.Sentence{Cases: []costing.Words{{p}}}.In(nil, abnd.English))
							}
						}
					}
					all.WriteString("\n")
				}
			}
		}
		return all.String()
	}
	study := studies.Load(t, "TLS")
	before := said(study)
	if !strings.Contains(before, "High scenario") {
		t.Fatal("the matrix names no scenario")
	}
	tried := study.Scenarios[len(study.Scenarios)-1]
	tried.ID, tried.Proposed, tried.Name = abnd.Tried, true, abnd.Same("The proposal of the room")
	study.Scenarios = append(study.Scenarios, tried)
	if after := said(study); after != before {
		t.Errorf("with a proposal the matrix says\n%s\nnot\n%s", after, before)
	}
}
