package reader

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/sheets"
)

var FirstKeys = map[string]string{"ECO": "key", "POP": "sex"}

const (
	mainSpace = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	HeaderECO = `<row r="4"><c r="A4" t="inlineStr"><is><t>key</t></is></c><c r="B4" t="inlineStr"><is><t>value</t></is></c></row>` +
		`<row r="5"><c r="A5" t="inlineStr"><is><t>Key</t></is></c></row>`
)

// BookOf makes a workbook of sheets, given as name and rows by turns. After
// "</sheetData>" rows may bring what else a sheet has.
func BookOf(t testing.TB, namesAndRows ...string) []byte {
	t.Helper()
	var list, rels strings.Builder
	var parts []string
	for i := 0; i < len(namesAndRows); i += 2 {
		n := i/2 + 1
		fmt.Fprintf(&list, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, namesAndRows[i], n, n)
		fmt.Fprintf(&rels, `<Relationship Id="rId%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet%d.xml"/>`, n, n)
		body := namesAndRows[i+1]
		if !strings.Contains(body, "</sheetData>") {
			body += "</sheetData>"
		}
		parts = append(parts, fmt.Sprintf("xl/worksheets/sheet%d.xml", n), "<worksheet "+mainSpace+"><sheetData>"+body+"</worksheet>")
	}
	rels.WriteString(`<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="/xl/sharedStrings.xml"/>`)
	parts = append(parts,
		"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml", `<workbook `+mainSpace+` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>`+list.String()+`</sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`+rels.String()+`</Relationships>`,
		"xl/sharedStrings.xml", `<sst `+mainSpace+`><si><t xml:space="preserve"> shared </t></si><si><r><t>rich </t></r><r><t>text</t></r><rPh><t>no</t></rPh></si><si><t>_x005F_x0041_ and _x0041_</t></si></sst>`)
	return proofs.Zip(t, parts...)
}

// readOne reads a workbook of the sheet ECO.
func readOne(t *testing.T, rows string) (sheets.Grid, []string) {
	t.Helper()
	grids, ds := ReadGrids(BookOf(t, "ECO", rows), "a.xlsx", FirstKeys, nil)
	var codes []string
	for _, d := range ds {
		proofs.Complete(t, d)
		codes = append(codes, d.Code+" "+d.Place)
	}
	if len(grids) == 0 {
		return sheets.Grid{}, codes
	}
	return grids[0], codes
}

func TestCellsAreTyped(t *testing.T) {
	for _, c := range []struct {
		xml  string
		want sheets.Raw
	}{
		{`<c r="B6"><v>12.5</v></c>`, sheets.Raw{Kind: sheets.RawNumber, Number: 12.5, Text: "12.5"}},
		{`<c r="B6" t="n"><v> 0.29999999999999999 </v></c>`, sheets.Raw{Kind: sheets.RawNumber, Number: 0.3, Text: "0.3"}},
		{`<c r="B6"><v>1.9469674800000002E9</v></c>`, sheets.Raw{Kind: sheets.RawNumber, Number: 1946967480.0000002, Text: "1946967480.0000002"}},
		{`<c r="B6"><v>46022</v></c>`, sheets.Raw{Kind: sheets.RawNumber, Number: 46022, Text: "46022"}}, // a date
		{`<c r="B6"><v>NaN</v></c>`, sheets.Raw{Kind: sheets.RawUnreadable, Text: "NaN"}},
		{`<c r="B6"><v>1e999</v></c>`, sheets.Raw{Kind: sheets.RawUnreadable, Text: "1e999"}},
		{`<c r="B6"><v>0x1p-2</v></c>`, sheets.Raw{Kind: sheets.RawUnreadable, Text: "0x1p-2"}},
		{`<c r="B6" t="s"><v>0</v></c>`, sheets.Raw{Kind: sheets.RawText, Text: "shared"}},
		{`<c r="B6" t="s"><v>1</v></c>`, sheets.Raw{Kind: sheets.RawText, Text: "rich text"}},
		{`<c r="B6" t="s"><v>2</v></c>`, sheets.Raw{Kind: sheets.RawText, Text: "_x0041_ and A"}},
		{`<c r="B6" t="s"><v>3</v></c>`, sheets.Raw{Kind: sheets.RawUnreadable, Text: "3"}},
		{`<c r="B6" t="inlineStr"><is><t>1.234,5</t></is></c>`, sheets.Raw{Kind: sheets.RawText, Text: "1.234,5"}},
		{`<c r="B6" t="inlineStr"><is><t>NaN</t></is></c>`, sheets.Raw{Kind: sheets.RawText, Text: "NaN"}},
		{`<c r="B6" t="inlineStr"><is><t>   </t></is></c>`, sheets.Raw{}},
		{`<c r="B6" t="str"><f>A1&amp;"x"</f><v>=x</v></c>`, sheets.Raw{Kind: sheets.RawText, Text: "=x"}},
		{`<c r="B6" t="str"><f>""</f><v></v></c>`, sheets.Raw{}},
		{`<c r="B6"><f>1+1</f><v>2</v></c>`, sheets.Raw{Kind: sheets.RawNumber, Number: 2, Text: "2"}},
		{`<c r="B6"><f>1+1</f></c>`, sheets.Raw{Kind: sheets.RawNoValue}},
		{`<c r="B6" t="str"><f>1+1</f></c>`, sheets.Raw{Kind: sheets.RawNoValue}},
		{`<c r="B6"><f>1+1</f><v/></c>`, sheets.Raw{Kind: sheets.RawNoValue}}, // as openpyxl writes it
		{`<c r="B6" t="b"><v>1</v></c>`, sheets.Raw{Kind: sheets.RawBool, Text: "TRUE"}},
		{`<c r="B6" t="b"><v>0</v></c>`, sheets.Raw{Kind: sheets.RawBool, Text: "FALSE"}},
		{`<c r="B6" t="e"><v>#DIV/0!</v></c>`, sheets.Raw{Kind: sheets.RawError, Text: "#DIV/0!"}},
		{`<c r="B6" s="1"/>`, sheets.Raw{}},
	} {
		grid, codes := readOne(t, HeaderECO+`<row r="6"><c r="A6" t="inlineStr"><is><t>gdp</t></is></c>`+c.xml+`</row>`)
		if len(codes) > 0 || len(grid.Rows) != 1 {
			t.Errorf("%s: got %d rows, %v", c.xml, len(grid.Rows), codes)
			continue
		}
		c.want.Place = "ECO!B6"
		if diff := cmp.Diff(c.want, grid.Rows[0][1]); diff != "" {
			t.Errorf("%s: want -, got +\n%s", c.xml, diff)
		}
	}
}

func TestRowsAndHeader(t *testing.T) {
	cell := func(at, text string) string {
		return `<c r="` + at + `" t="inlineStr"><is><t>` + text + `</t></is></c>`
	}
	grid, codes := readOne(t,
		`<row r="9">`+cell("A9", "last")+`</row>`+ // rows and cells in any order
			`<row r="1">`+cell("A1", "A title")+`</row>`+
			HeaderECO+
			`<row r="6"><c r="B6"><v>1</v></c>`+cell("A6", "first")+`</row>`+
			`<row r="7">`+cell("A7", "  ")+`</row>`+ // blank
			`<row r="8">`+cell("A8", "calc:growth")+`<c r="B8"><v>2</v></c></row>`+
			`<row>`+`<c t="inlineStr"><is><t>unnumbered</t></is></c><c><v>3</v></c><c/><c><v>4</v></c></row>`)
	if len(codes) > 0 {
		t.Fatal(codes)
	}
	var got []string
	for _, row := range append([][]sheets.Raw{grid.Header}, grid.Rows...) {
		line := ""
		for _, c := range row {
			line += c.Place + "=" + c.Text + " "
		}
		got = append(got, strings.TrimSpace(line))
	}
	want := []string{
		"ECO!A4=key ECO!B4=value",
		"ECO!A6=first ECO!B6=1",
		"ECO!A9=unnumbered ECO!B9=3 ECO!C9= ECO!D9=4",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want -, got +\n%s", diff)
	}
}

func TestLabelsMayBeYearsOrMissing(t *testing.T) {
	keys := `<row r="1"><c r="A1" t="inlineStr"><is><t>key</t></is></c><c r="B1" t="inlineStr"><is><t>2025</t></is></c></row>`
	grid, _ := readOne(t, keys+`<row r="2"><c r="B2"><v>2025</v></c></row><row r="3"><c r="B3"><v>7</v></c></row>`)
	if len(grid.Rows) != 1 || grid.Rows[0][1].Number != 7 {
		t.Errorf("years as labels: got %v", grid.Rows)
	}
	grid, _ = readOne(t, keys+`<row r="2"><c r="B2"><v>7</v></c></row>`)
	if len(grid.Rows) != 1 || grid.Rows[0][1].Number != 7 {
		t.Errorf("labels deleted: got %v", grid.Rows)
	}
}

func TestMergedCellsCountOnce(t *testing.T) {
	grid, codes := readOne(t, HeaderECO+
		`<row r="6"><c r="A6"><v>1</v></c><c r="B6"><v>2</v></c></row><row r="7"><c r="A7"><v>3</v></c><c r="B7"><v>4</v></c></row>`+
		`</sheetData><mergeCells><mergeCell ref="A6:B7"/></mergeCells>`)
	if len(codes) > 0 || len(grid.Rows) != 1 || grid.Rows[0][0].Number != 1 || grid.Rows[0][1].Kind != sheets.RawBlank {
		t.Errorf("got %v, %v", grid.Rows, codes)
	}
}

func TestProblemsOfSheets(t *testing.T) {
	for _, c := range []struct {
		name, rows string
		want       string
	}{
		{"no header", `<row r="1"><c r="A1" t="inlineStr"><is><t>Key</t></is></c></row>`, "sheet-header ECO!A4"},
		{"header too low", `<row r="11"><c r="A11" t="inlineStr"><is><t>key</t></is></c></row>`, "sheet-header ECO!A4"},
		{"empty sheet", ``, "sheet-header ECO!A4"},
		{"stray cell below", HeaderECO + `<row r="1048576"><c r="A1048576"><v>1</v></c></row>`, "sheet-too-large ECO!A1048576"},
		{"stray cell to the right", HeaderECO + `<row r="6"><c r="XFD6"><v>1</v></c></row>`, "sheet-too-large ECO!XFD6"},
		{"broken XML", HeaderECO + `<row r="6"><c r="A6"><v>1</c></row>`, "file-damaged ECO"},
		{"cut XML", HeaderECO + `<row r="6"><c r="A6"></sheetData><!--`, "file-damaged ECO"},
		{"impossible cell", `<row r="6"><c r="ZZZZ6"><v>1</v></c></row>`, "file-damaged ECO"},
		{"impossible row", `<row r="-6"></row>`, "file-damaged ECO"},
		{"overflowing row", `<row r="99999999999999999999"></row>`, "file-damaged ECO"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, codes := readOne(t, c.rows); len(codes) != 1 || codes[0] != c.want {
				t.Errorf("got %v, want %s", codes, c.want)
			}
		})
	}
}

func TestStrayCellsCostNoMemory(t *testing.T) {
	// excelize makes a row for each row above the last one: 300 MB here.
	data := BookOf(t, "ECO", HeaderECO+`<row r="1048576"><c r="A1048576"><v>1</v></c></row>`)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, _ = ReadGrids(data, "a.xlsx", FirstKeys, nil)
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 8<<20 {
		t.Errorf("reading took %d MB", used>>20)
	}
}

func TestBombsEndEarly(t *testing.T) {
	proofs.NotShort(t)
	start := time.Now()
	data := BookOf(t, "ECO", HeaderECO+strings.Repeat(" ", maxPart+1))
	if len(data) > 1<<20 {
		t.Fatalf("the bomb is %d bytes", len(data))
	}
	_, ds := ReadGrids(data, "a.xlsx", FirstKeys, nil)
	if len(ds) != 1 || ds[0].Code != "file-too-large" {
		t.Errorf("got %v, want file-too-large", ds)
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("took %s", took)
	}
}

func TestSheetsAreToldApart(t *testing.T) {
	data := BookOf(t, "CONTENTS", "", " eco ", HeaderECO, "My notes", `<row r="1"><c r="A1"><v>1</v></c></row>`, "BS 1", "")
	grids, ds := ReadGrids(data, "a.xlsx", FirstKeys, func(s string) bool { return s == "CONTENTS" || strings.HasPrefix(s, "BS ") })
	if len(ds) > 0 || len(grids) != 2 || grids[0].Code != "ECO" || grids[1].Code != "My notes" || grids[1].Header != nil {
		t.Errorf("got %+v, %v", grids, ds)
	}
	_, ds = ReadGrids(BookOf(t, "ECO", HeaderECO, "ECO ", HeaderECO), "a.xlsx", FirstKeys, nil)
	if len(ds) != 1 || ds[0].Code != "sheet-twice" {
		t.Errorf("got %v, want sheet-twice", ds)
	}
	_, ds = ReadGrids(BookOf(t, "Sheet1", ""), "a.xlsx", FirstKeys, nil)
	if len(ds) != 1 || ds[0].Code != "no-study" || !strings.Contains(ds[0].Remedy.EN, "ECO, POP") {
		t.Errorf("got %v, want no-study", ds)
	}
}

func TestPanicBecomesDiagnostic(t *testing.T) {
	grids, ds := ReadGrids(BookOf(t, "ECO", HeaderECO), "a.xlsx", FirstKeys, func(string) bool { panic("slip") })
	if grids != nil || len(ds) != 1 || ds[0].Code != "file-damaged" || !strings.Contains(ds[0].Problem.EN, "slip") {
		t.Errorf("got %v, %v", grids, ds)
	}
}

// What excelize writes, it reads with the same values at the same addresses
// as this package: it is the oracle for shared texts and types.
func TestReadsWhatExcelizeWrites(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName("Sheet1", "ECO"); err != nil {
		t.Fatal(err)
	}
	values := map[string]any{
		"A4": "key", "B4": "value", "A6": "gdp", "B6": 1.5e9, "A7": "a\nb <&> \"c\"", "B7": true, "A8": " padded ", "C8": "tab\there", "A9": "ação", "B9": -0.1, "D9": "_x0041_",
	}
	for at, v := range values {
		if err := f.SetCellValue("ECO", at, v); err != nil {
			t.Fatal(err)
		}
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	grids, ds := ReadGrids(b.Bytes(), "a.xlsx", FirstKeys, nil)
	if len(ds) > 0 || len(grids) != 1 {
		t.Fatalf("%d grids, %v", len(grids), ds)
	}
	for _, row := range grids[0].Rows {
		for _, c := range row {
			_, at, _ := strings.Cut(c.Place, "!")
			want, err := f.GetCellValue("ECO", at, excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatal(err)
			}
			if c.Kind == sheets.RawBool {
				want = strings.ToUpper(fmt.Sprint(values[at]))
			}
			if c.Kind == sheets.RawNumber {
				want = c.Text
				if fmt.Sprint(c.Number) != fmt.Sprint(values[at]) {
					t.Errorf("%s: got %v, want %v", at, c.Number, values[at])
				}
			}
			if c.Text != strings.TrimSpace(want) {
				t.Errorf("%s: got %q, want %q", at, c.Text, want)
			}
		}
	}
}

// Reading ends where the time is up, whatever is left to read.
func TestTimeLimit(t *testing.T) {
	now := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
	p, err := openContainer(BookOf(t, "ECO", HeaderECO), func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	now = now.Add(maxTime + 1)
	r := reader{container: p, name: "a.xlsx", first: FirstKeys}
	r.read()
	if r.grids != nil || len(r.ds) != 1 || r.ds[0].Code != "file-too-slow" {
		t.Fatalf("got %v, %v", r.grids, r.ds)
	}
	proofs.Complete(t, r.ds[0])
}
