package reader

import (
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd/proofs"
)

// A sheet of somebody else's comes back as texts with the numbers of its
// rows, whatever the case of its name and wherever its cells stand.
func TestReadRows(t *testing.T) {
	data := BookOf(t, "Notes", `<row r="1"><c r="A1"><v>1</v></c></row>`, " COUNTRIES", `<row r="2"><c r="B2" t="s"><v>0</v></c><c r="D2"><v>0.29999999999999999</v></c></row>`+
		`<row r="7"><c r="A7" t="inlineStr"><is><t>TLS</t></is></c><c r="B7" t="e"><v>#N/A</v></c><c r="C7"><f>1+1</f></c></row>`)
	rows, ds := ReadRows(data, "weo.xlsx", "Countries")
	if len(ds) > 0 || len(rows) != 2 {
		t.Fatalf("%v, %v", rows, ds)
	}
	if rows[0].Number != 2 || !slices.Equal(rows[0].Cells, []string{"", "shared", "", "0.3"}) {
		t.Errorf("%+v", rows[0])
	}
	if rows[1].Number != 7 || rows[1].Cells[0] != "TLS" || rows[1].Cells[1] != "#N/A" || strings.Join(rows[1].Cells[2:], "") != "" {
		t.Errorf("%+v", rows[1])
	}
}

func TestReadRowsTellsWhatIsWrong(t *testing.T) {
	good := BookOf(t, "Data", `<row r="1"/>`, "Notes", `<row r="1"/>`)
	for code, data := range map[string][]byte{
		"sheet-missing":   good,
		"file-truncated":  good[:len(good)/2],
		"file-text":       []byte("a,b\n"),
		"sheet-too-large": BookOf(t, "Countries", `<row r="50001"><c r="A50001"><v>1</v></c></row>`),
		"file-docx":       proofs.Zip(t, "[Content_Types].xml", "x", "word/document.xml", "x"),
	} {
		rows, ds := ReadRows(data, "weo.xlsx", "Countries")
		if rows != nil || len(ds) != 1 {
			t.Errorf("%s: %v, %v", code, rows, ds)
			continue
		}
		proofs.Complete(t, ds[0])
		if ds[0].Code != code {
			t.Errorf("%s, want %s", ds[0].Code, code)
		}
	}
}
