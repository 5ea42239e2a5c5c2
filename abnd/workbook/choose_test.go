package workbook

import (
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/costing/model"
)

// LibreOffice takes 30 values in CHOOSE (help of the function); what is
// chosen from more is chosen in steps, each counted from its own first.
func TestChooseStaysWithinWhatSpreadsheetsTake(t *testing.T) {
	thirty := strings.Repeat(",1", 30)
	for n, want := range map[int]string{
		2:  "CHOOSE(k,1,1)",
		30: "CHOOSE(k" + thirty + ")",
		31: "IF(k<=30,CHOOSE(k" + thirty + "),CHOOSE(k-30,1))",
		61: "IF(k<=30,CHOOSE(k" + thirty + "),IF(k<=60,CHOOSE(k-30" + thirty + "),CHOOSE(k-60,1)))",
	} {
		if got := (renderer{}).choose("k", 0, slices.Repeat([]model.Expr{model.One{}}, n)); got != want {
			t.Errorf("%d: %s", n, got)
		}
	}
}
