package terminal_test

import (
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/cmd/abnd/terminal"
)

// A kind of table that no layout knows is readable all the same: a new verb
// need not touch this package.
func TestTableWithoutALayout(t *testing.T) {
	text := func(en, pt string) report.Cell { return report.Cell{Unit: report.Words, Text: abnd.T(en, pt)} }
	cost := func(x float64, known abnd.Knowledge) report.Cell {
		return report.Cell{Unit: report.Money, Value: x, Known: known, Scale: report.Scale{Divisor: 1e6, Decimals: 1}}
	}
	table := &report.Table{
		Name:    "new",
		Groups:  []report.Group{{Columns: 1}, {Head: abnd.Same("2030"), Columns: 2}},
		Columns: []report.Column{{}, {Head: abnd.T("cost", "custo")}, {Head: abnd.T("kind", "tipo")}},
		Rows: []report.Row{
			{Cells: []report.Cell{text("Children", "Crianças"), cost(1234.5e6, abnd.KnownAll), text("new", "novo")}},
			{Over: abnd.T("A heading", "Um título")},
			{Cells: []report.Cell{text("Old age", "Velhice"), cost(5e6, abnd.KnownPart), text("existing", "existente")}},
			{Cells: []report.Cell{text("Health", "Saúde"), cost(0, abnd.KnownNone)}},
		},
	}
	d := report.Document{Sections: []report.Section{{Blocks: []report.Block{table}}}}
	for lang, want := range map[abnd.Lang]string{
		abnd.English: `
          ----- 2030 ------
             cost  kind
Children  1,234.5  new
A heading
Old age     ≥ 5.0  existing
Health          …
`, abnd.Portuguese: `
          ------ 2030 ------
            custo  tipo
Crianças  1_234,5  novo
Um título
Velhice     ≥ 5,0  existente
Saúde           …
`} {
		var b strings.Builder
		if err := terminal.Write(&b, d, lang); err != nil {
			t.Fatal(err)
		}
		if got := "\n" + strings.ReplaceAll(b.String(), "\u00a0", "_"); got != want {
			t.Errorf("%s:%s", lang, got)
		}
	}
}
