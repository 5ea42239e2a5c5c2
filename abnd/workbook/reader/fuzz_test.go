package reader_test

import (
	"math"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/reader"
)

// checkReading checks what every reading of a file must give: sheets or a reason,
// figures that are numbers, a place for every cell, and problems in both
// languages.
func checkReading(t *testing.T, grids []sheets.Grid, found abnd.Diagnostics) {
	t.Helper()
	if grids == nil && !found.HasErrors() {
		t.Error("no sheets, and no reason")
	}
	for _, d := range found {
		proofs.Complete(t, d)
	}
	for _, g := range grids {
		if g.Unread && !found.HasErrors() {
			t.Errorf("%s is unread without a reason", g.Code)
		}
		for _, row := range append([][]sheets.Raw{g.Header}, g.Rows...) {
			for _, c := range row {
				if c.Place == "" || c.Kind == sheets.RawNumber && (math.IsNaN(c.Number) || math.IsInf(c.Number, 0)) || c.Kind == sheets.RawText && strings.TrimSpace(c.Text) == "" {
					t.Errorf("%+v", c)
				}
			}
		}
	}
}

// FuzzWorkbook reads whatever bytes there are as a workbook.
func FuzzWorkbook(f *testing.F) {
	const smallEnough = 4096
	for _, h := range hostileFiles(f) {
		if len(h.data) < smallEnough {
			f.Add(h.data)
		}
	}
	f.Add(reader.BookOf(f, "ECO", reader.HeaderECO+`<row r="6"><c r="A6" t="s"><v>1</v></c><c r="B6"><f>1+1</f><v>2</v></c></row>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		grids, found := reader.ReadGrids(data, "a.xlsx", reader.FirstKeys, nil)
		checkReading(t, grids, found)
		if rows, more := reader.ReadRows(data, "a.xlsx", "ECO"); (rows == nil) != (len(more) > 0) && len(rows) > 0 {
			t.Errorf("%d rows with %v", len(rows), more)
		}
	})
}

// FuzzSheet puts whatever XML there is into a sheet, the list of sheets, its
// links and the shared texts of a workbook whose zip is sound.
func FuzzSheet(f *testing.F) {
	f.Add(reader.HeaderECO+`<row r="6"><c r="A6" t="s"><v>1</v></c><c r="B6"><v>1e308</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>`, "<si><t>a</t></si>", "<sheet name='ECO' r:id='r1'/>")
	f.Add(`<row r="99999"><c r="ZZ99999" t="inlineStr"><is><r><t>_x000D_</t></r><rPh><t>x</t></rPh></is></c></row>`, "", "")
	f.Add(`<row><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="str"><f/></c><c t="d"><v>2025-01-01</v></c></row>`, "<si/>", "<sheet/>")
	f.Fuzz(func(t *testing.T, rows, texts, list string) {
		data := proofs.Zip(t,
			rootPart, `<Relationships><Relationship Id="r" Type="officeDocument" Target="xl/workbook.xml"/></Relationships>`,
			bookPart, "<workbook xmlns:r='x'><sheets><sheet name='ECO' r:id='r1'/>"+list+"</sheets></workbook>",
			linksPart, `<Relationships><Relationship Id="r1" Type="worksheet" Target="a.xml"/><Relationship Id="r2" Type="sharedStrings" Target="t.xml"/></Relationships>`,
			"xl/a.xml", "<worksheet><sheetData>"+rows+"</sheetData></worksheet>",
			"xl/t.xml", "<sst>"+texts+"</sst>")
		grids, found := reader.ReadGrids(data, "a.xlsx", reader.FirstKeys, nil)
		checkReading(t, grids, found)
	})
}
