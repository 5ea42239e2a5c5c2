package reader_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook"
	"github.com/openabnd/engine/abnd/workbook/reader"
	"github.com/openabnd/engine/scenarios"
)

// The limits of the reader that files must not pass, in bytes: of a file, of a
// part, and of an element with its attributes.
const (
	fileLimit  = 64 << 20
	partLimit  = 64 << 20
	tokenLimit = 1 << 20
)

// maliciousFile is a file that is damaged, or made to do harm, and the problem that
// must be found in it: blank where the program passes by what does no harm.
type maliciousFile struct {
	name  string
	file  string // a.xlsx where blank
	data  []byte
	code  string
	place string
}

// soundFile is a sound workbook, from which hostile ones are made.
type soundFile struct {
	t     testing.TB
	parts map[string]string
	sheet map[string]string // part by name of sheet
}

func newSoundFile(t testing.TB) soundFile {
	t.Helper()
	data, err := workbook.Template(studies.Load(t, "TLS"), workbook.Options{Lang: abnd.English})
	if err != nil {
		t.Fatal(err)
	}
	h := soundFile{t: t, parts: proofs.Parts(t, data), sheet: map[string]string{}}
	targets := map[string]string{}
	for _, link := range regexp.MustCompile(`<Relationship [^>]*>`).FindAllString(h.parts[linksPart], -1) {
		targets[attributeOf(link, "Id")] = "xl/" + strings.TrimPrefix(attributeOf(link, "Target"), "/xl/")
	}
	for _, sheet := range regexp.MustCompile(`<sheet [^>]*>`).FindAllString(h.parts[bookPart], -1) {
		h.sheet[attributeOf(sheet, "name")] = targets[attributeOf(sheet, "r:id")]
	}
	return h
}

func attributeOf(element, name string) string {
	_, rest, _ := strings.Cut(element, " "+name+`="`)
	value, _, _ := strings.Cut(rest, `"`)
	return value
}

// with packs the workbook with some parts replaced, or left out where the
// replacement is blank.
func (h soundFile) with(changed ...string) []byte {
	h.t.Helper()
	parts := maps.Clone(h.parts)
	for i := 0; i < len(changed); i += 2 {
		if parts[changed[i]] = changed[i+1]; changed[i+1] == "" {
			delete(parts, changed[i])
		}
	}
	return h.pack(parts)
}

func (h soundFile) pack(parts map[string]string) []byte {
	h.t.Helper()
	var all []string
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		all = append(all, name, parts[name])
	}
	return proofs.Zip(h.t, all...)
}

// edited replaces one text of a part, which must be there.
func (h soundFile) edited(part, old, with string) []byte {
	h.t.Helper()
	if !strings.Contains(h.parts[part], old) {
		h.t.Fatalf("%s holds no %s", part, old)
	}
	return h.with(part, strings.Replace(h.parts[part], old, with, 1))
}

// cell replaces one cell of a sheet by other XML.
func (h soundFile) cell(sheet, at, xml string) []byte {
	h.t.Helper()
	part := h.sheet[sheet]
	found := regexp.MustCompile(`<c r="` + at + `"[^>]*?(/>|>.*?</c>)`).FindString(h.parts[part])
	if found == "" {
		h.t.Fatalf("%s has no cell %s", sheet, at)
	}
	return h.edited(part, found, xml)
}

// value replaces what one cell of a sheet holds.
func (h soundFile) value(sheet, at, value string) []byte {
	return h.cell(sheet, at, `<c r="`+at+`">`+value+`</c>`)
}

func inline(s string) string { return "<is><t>" + s + "</t></is>" }

// rows appends rows to a sheet.
func (h soundFile) rows(sheet, rows string) []byte {
	return h.edited(h.sheet[sheet], "</sheetData>", rows+"</sheetData>")
}

// merged adds rows to a sheet and merges some cells of it.
func (h soundFile) merged(sheet, ref, rows string) []byte {
	h.t.Helper()
	part := h.sheet[sheet]
	text := strings.Replace(h.parts[part], "</sheetData>", rows+`</sheetData><mergeCells><mergeCell ref="`+ref+`"/></mergeCells>`, 1)
	return h.with(part, text)
}

// rawZip packs entries with headers that say what they like.
type rawEntry struct {
	name         string
	data         []byte // as stored
	method       uint16
	crc          uint32
	size, packed uint64
}

func rawZip(t testing.TB, entries ...rawEntry) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		w, err := z.CreateRaw(&zip.FileHeader{Name: e.name, Method: e.method, CRC32: e.crc, UncompressedSize64: e.size, CompressedSize64: e.packed})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(e.data); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// raw packs the workbook with one part stored as given.
func (h soundFile) raw(part string, change func(*rawEntry)) []byte {
	var entries []rawEntry
	for _, name := range slices.Sorted(maps.Keys(h.parts)) {
		text := []byte(h.parts[name])
		e := rawEntry{name: name, data: text, method: zip.Store, crc: crc32.ChecksumIEEE(text), size: uint64(len(text)), packed: uint64(len(text))}
		if name == part {
			change(&e)
		}
		entries = append(entries, e)
	}
	return rawZip(h.t, entries...)
}

func deflated(t testing.TB, from io.Reader) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(w, from); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// blanksOf reads as n spaces.
func blanksOf(n int64) io.Reader { return io.LimitReader(spaces{}, n) }

type spaces struct{}

func (spaces) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = ' '
	}
	return len(b), nil
}

// bomb replaces a part by one that unpacks to more than the limit, whatever
// size its header claims.
func (h soundFile) bomb(part, head string, claimed uint64) []byte {
	return h.raw(part, func(e *rawEntry) {
		e.data = deflated(h.t, io.MultiReader(strings.NewReader(head), blanksOf(partLimit+1)))
		e.method, e.size, e.packed = zip.Deflate, claimed, uint64(len(e.data))
	})
}

// ole is a compound file (MS-CFB) with a stream of this name.
func oleOf(stream string) []byte {
	return slices.Concat([]byte(reader.OleStart), make([]byte, 504), reader.InUTF16(stream), make([]byte, 100))
}

const (
	bookPart   = "xl/workbook.xml"
	linksPart  = "xl/_rels/workbook.xml.rels"
	typesPart  = "[Content_Types].xml"
	rootPart   = "_rels/.rels"
	textsPart  = "xl/sharedStrings.xml"
	officeType = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	entities   = `<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>`
	outside    = `<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>`
)

// hostileFiles makes the corpus.
func hostileFiles(t testing.TB) []maliciousFile {
	h := newSoundFile(t)
	sound := h.with()
	eco, pop, benefits := h.sheet["ECO"], h.sheet["POP"], h.sheet["BENEFITS"]
	withXML := func(part, begins string) []byte {
		return h.with(part, strings.Replace(h.parts[part], "?>", "?>"+begins, 1))
	}
	// after the XML declaration, which every part begins with
	sharing := func(list, cell string) []byte {
		parts := maps.Clone(h.parts)
		parts[textsPart] = "<sst " + reader.MainSpace + ">" + list + "</sst>"
		parts[linksPart] = regexp.MustCompile(`<Relationship [^>]*sharedStrings[^>]*(/>|></Relationship>)`).ReplaceAllString(parts[linksPart], "")
		parts[linksPart] = strings.Replace(parts[linksPart], "</Relationships>", `<Relationship Id="rId999" Type="`+officeType+`sharedStrings" Target="sharedStrings.xml"/></Relationships>`, 1)
		at := regexp.MustCompile(`<c r="D6"[^>]*?(/>|>.*?</c>)`).FindString(parts[eco])
		parts[eco] = strings.Replace(parts[eco], at, cell, 1)
		return h.pack(parts)
	}
	sharedSheets := func(n int) []byte {
		var body strings.Builder
		for row := range n / 100 {
			fmt.Fprintf(&body, "<row r=\"%d\">%s</row>", 200+row, strings.Repeat("<c><v>1</v></c>", 100))
		}
		parts := maps.Clone(h.parts)
		for _, s := range []string{eco, pop, benefits} {
			parts[s] = strings.Replace(parts[s], "</sheetData>", body.String()+"</sheetData>", 1)
		}
		return h.pack(parts)
	}
	all := []maliciousFile{
		// What is no workbook, or not the whole of one.
		{name: "empty", data: nil, code: "file-empty", place: "a.xlsx"},
		{name: "one byte", data: []byte{0}, code: "file-unknown", place: "a.xlsx"},
		{name: "zeros", data: make([]byte, 4096), code: "file-unknown", place: "a.xlsx"},
		{name: "cut in its middle", data: sound[:len(sound)/2], code: "file-truncated", place: "a.xlsx"},
		{name: "cut by a byte", data: sound[:len(sound)-1], code: "file-truncated", place: "a.xlsx"},
		{name: "beginning lost", data: sound[10:], code: "file-unknown", place: "a.xlsx"},
		{name: "only the mark of a zip", data: []byte(reader.ZipStart), code: "file-truncated", place: "a.xlsx"},
		{name: "zip of nothing", data: proofs.Zip(t), code: "file-archive", place: "a.xlsx"},
		{name: "text that is called xlsx", data: []byte("key;value\n"), code: "file-text", place: "a.xlsx"},
		{name: "web page that is called xlsx", data: []byte("<!DOCTYPE html><html>"), code: "file-html", place: "a.xlsx"},
		{name: "old Excel that is called xlsx", data: oleOf("Workbook"), code: "file-xls", place: "a.xlsx"},
		{name: "encrypted by a password", data: oleOf("EncryptedPackage"), code: "file-password", place: "a.xlsx"},
		{name: "compound file of nothing", data: oleOf("Nothing"), code: "file-ole", place: "a.xlsx"},
		{name: "compound file cut short", data: []byte(reader.OleStart)[:6], code: "file-ole", place: "a.xlsx"},
		{name: "lock file", file: "~$a.xlsx", data: []byte("\x05Maria"), code: "file-lock", place: "~$a.xlsx"},
		{name: "binary workbook", data: h.with(bookPart, "", "xl/workbook.bin", "x"), code: "file-xlsb", place: "a.xlsx"},
		{name: "archive that holds a workbook", data: proofs.Zip(t, "a.xlsx", string(sound)), code: "file-archive", place: "a.xlsx"},
		{name: "file over the limit", data: append(slices.Clone(sound), make([]byte, fileLimit)...), code: "file-too-large", place: "a.xlsx"},

		// The zip.
		{name: "checksum of a sheet", data: h.raw(eco, func(e *rawEntry) { e.crc++ }), code: "file-damaged", place: "ECO"},
		{name: "checksum of the list of sheets", data: h.raw(bookPart, func(e *rawEntry) { e.crc++ }), code: "file-damaged", place: "a.xlsx"},
		{name: "checksum of the links", data: h.raw(linksPart, func(e *rawEntry) { e.crc++ }), code: "file-damaged", place: "a.xlsx"},
		{name: "sheet of noise", data: h.raw(eco, func(e *rawEntry) { e.method = zip.Deflate }), code: "file-damaged", place: "ECO"},
		{name: "unknown packing", data: h.raw(eco, func(e *rawEntry) { e.method = 99 }), code: "file-damaged", place: "ECO"},
		{name: "size of minus one", data: h.raw(eco, func(e *rawEntry) { e.size = 1<<64 - 1 }), code: "file-too-large", place: "ECO"},
		{name: "packed size of minus one", data: minusOnePacked(h, eco), code: "file-damaged", place: "ECO"},
		{name: "size larger than what there is", data: h.raw(eco, func(e *rawEntry) { e.size += 10 }), code: "file-damaged", place: "ECO"},
		{name: "zip bomb", data: h.bomb(eco, "<worksheet>", partLimit+12), code: "file-too-large", place: "ECO"},
		{name: "zip bomb that lies about its size", data: h.bomb(eco, "<worksheet>", 100), code: "file-damaged", place: "ECO"},
		{name: "bomb in the list of sheets", data: h.bomb(bookPart, "<workbook>", partLimit+11), code: "file-too-large", place: "a.xlsx"},
		{name: "bomb in the shared texts", data: bombOfTexts(h), code: "file-too-large", place: "a.xlsx"},
		{name: "bomb where nobody reads", data: h.raw("xl/styles.xml", func(e *rawEntry) {
			e.data = deflated(t, blanksOf(partLimit+1))
			e.method, e.size, e.packed = zip.Deflate, partLimit+1, uint64(len(e.data))
		})},
		{name: "a hundred thousand parts", data: manyParts(t, 100_000), code: "file-too-large", place: "a.xlsx"},
		{name: "sheet twice in the zip", data: twiceInZip(h, eco), code: "file-damaged", place: "ECO"},
		{name: "sheet twice, in other letters", data: h.with(strings.ToUpper(eco), "<worksheet/>"), code: "file-damaged", place: "ECO"},
		{name: "list of sheets twice", data: twiceInZip(h, bookPart), code: "file-damaged", place: "a.xlsx"},
		{name: "part that climbs out of the folder", data: h.with("../../../../tmp/evil.xml", "<x/>")},

		// The parts and how they are linked.
		{name: "no list of content types", data: h.with(typesPart, "")}, // not needed to find anything
		{name: "wrong content types", data: h.with(typesPart, strings.ReplaceAll(h.parts[typesPart], "worksheet+xml", "chart+xml"))},
		{name: "no root links", data: h.with(rootPart, "")},
		{name: "root links to nowhere", data: h.with(rootPart, strings.ReplaceAll(h.parts[rootPart], "xl/workbook.xml", "xl/nothing.xml")), code: "file-archive", place: "a.xlsx"},
		{name: "root links climb out", data: h.with(rootPart, strings.ReplaceAll(h.parts[rootPart], "xl/workbook.xml", "../../../etc/passwd")), code: "file-archive", place: "a.xlsx"},
		{name: "no list of sheets", data: h.with(bookPart, ""), code: "file-archive", place: "a.xlsx"},
		{name: "list of sheets is blank", data: h.with(bookPart, "<workbook/>"), code: "no-study", place: "a.xlsx"},
		{name: "list of sheets is no XML", data: h.with(bookPart, "nonsense"), code: "file-damaged", place: "a.xlsx"},
		{name: "no links of the workbook", data: h.with(linksPart, ""), code: "file-damaged", place: "ECO"},
		{name: "links of the workbook are no XML", data: h.with(linksPart, "<Relationships><"), code: "file-damaged", place: "a.xlsx"},
		{name: "a sheet is missing", data: h.with(eco, ""), code: "file-damaged", place: "ECO"},
		{name: "a sheet is empty", data: h.with(eco, " "), code: "sheet-header", place: "ECO!A4"},
		{name: "a sheet links to itself as the workbook", data: h.with(linksPart, strings.ReplaceAll(h.parts[linksPart], strings.TrimPrefix(eco, "xl/"), "workbook.xml")), code: "sheet-header", place: "ECO!A4"},
		{name: "a sheet on the Web", data: h.with(linksPart, external(h.parts[linksPart], eco, "http://192.0.2.1/a.xml")), code: "file-damaged", place: "ECO"},
		{name: "a sheet on this computer", data: h.with(linksPart, external(h.parts[linksPart], eco, "file:///etc/passwd")), code: "file-damaged", place: "ECO"},
		{name: "links to other workbooks", data: h.with("xl/externalLinks/externalLink1.xml", "<externalLink/>",
			"xl/externalLinks/_rels/externalLink1.xml.rels", `<Relationships><Relationship Id="rId1" Type="`+officeType+`externalLinkPath" Target="http://192.0.2.1/b.xlsx" TargetMode="External"/></Relationships>`)},
		{name: "figure from another workbook", data: h.value("ECO", "D6", `<f>[1]Sheet1!A1</f>`), code: "formula-without-value", place: "ECO!D6"},
		{name: "macros", file: "a.xlsm", data: h.with("xl/vbaProject.bin", string(oleOf("VBA")), typesPart,
			strings.ReplaceAll(h.parts[typesPart], "sheet.main+xml", "sheet.macroEnabled.main+xml"))},
		{name: "macro sheet", data: h.with(linksPart, strings.Replace(h.parts[linksPart], "</Relationships>", `<Relationship Id="rId900" Type="`+officeType+`xlMacrosheet" Target="m.xml"/></Relationships>`, 1),
			bookPart, strings.Replace(h.parts[bookPart], "</sheets>", `<sheet name="M" sheetId="900" r:id="rId900"/></sheets>`, 1))},
		{name: "two sheets of one name", data: h.with(bookPart, strings.Replace(h.parts[bookPart], `name="POP"`, `name="ECO"`, 1)), code: "sheet-twice", place: "ECO"},

		// XML.
		{name: "entities that grow", data: withXML(eco, entities), code: "file-damaged", place: "ECO"},
		{name: "entities that grow, in the list of sheets", data: withXML(bookPart, entities), code: "file-damaged", place: "a.xlsx"},
		{name: "entity that reads a file", data: withXML(eco, outside), code: "file-damaged", place: "ECO"},
		{name: "entity that nobody declared", data: h.value("ECO", "D6", "<v>&lol;</v>"), code: "file-damaged", place: "ECO"},
		{name: "a million elements deep", data: h.with(eco, "<worksheet>"+strings.Repeat("<a>", 1_000_000)), code: "file-damaged", place: "ECO"},
		{name: "a million elements deep in a cell", data: h.value("ECO", "D6", strings.Repeat("<is>", 1_000_000)), code: "file-damaged", place: "ECO"},
		{name: "a million elements deep in the list of sheets", data: h.with(bookPart, "<workbook>"+strings.Repeat("<a>", 1_000_000)), code: "file-damaged", place: "a.xlsx"},
		{name: "three hundred thousand attributes", data: h.with(eco, "<worksheet "+strings.Repeat(`a="" `, 300_000)+"/>"), code: "file-damaged", place: "ECO"},
		{name: "another encoding", data: h.with(eco, strings.Replace(h.parts[eco], "UTF-8", "EBCDIC", 1)), code: "file-damaged", place: "ECO"},
		{name: "no UTF-8", data: h.value("ECO", "D6", "<is><t>\xff\xfe</t></is>"), code: "file-damaged", place: "ECO"},
		{name: "a NUL", data: h.value("ECO", "D6", "<is><t>a\x00</t></is>"), code: "file-damaged", place: "ECO"},
		{name: "tags that cross", data: h.value("ECO", "D6", "<v>1</c></v>"), code: "file-damaged", place: "ECO"},
		{name: "sheet cut in a tag", data: h.with(eco, h.parts[eco][:len(h.parts[eco])/2]), code: "file-damaged", place: "ECO"},

		// Addresses.
		{name: "row beyond the last", data: h.rows("ECO", `<row r="1048577"/>`), code: "file-damaged", place: "ECO"},
		{name: "largest number as a row", data: h.rows("ECO", `<row r="9223372036854775807"/><row/>`), code: "file-damaged", place: "ECO"},
		{name: "row of minus one", data: h.rows("ECO", `<row r="-1"/>`), code: "file-damaged", place: "ECO"},
		{name: "column beyond the last", data: h.rows("ECO", `<row r="50"><c r="XFE50"><v>1</v></c></row>`), code: "file-damaged", place: "ECO"},
		{name: "address of letters", data: h.rows("ECO", `<row r="50"><c r="AAAAAAAAAA1"><v>1</v></c></row>`), code: "file-damaged", place: "ECO"},
		{name: "last cell of the sheet", data: h.rows("ECO", `<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`), code: "sheet-too-large", place: "ECO!XFD1048576"},
		{name: "rows out of order", data: h.rows("ECO", `<row r="3"><c r="B3" t="inlineStr">`+inline("late")+`</c></row>`)},
		{name: "cell twice, the later counts", data: h.rows("ECO", `<row r="6"><c r="D6"><v>-5</v></c></row>`), code: "not-positive", place: "ECO!D6"},
		{name: "merged over everything", data: h.edited(eco, "</worksheet>", `<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>`), code: "sheet-header", place: "ECO!A4"},
		{name: "merges without end", data: h.edited(eco, "</worksheet>", "<mergeCells>"+strings.Repeat(`<mergeCell ref="A6:XFD1048576"/>`, 300_000)+"</mergeCells></worksheet>"), code: "row-missing", place: "ECO"},
		{name: "one figure merged over three scenarios", data: h.merged("BENEFITS", "F6:H6", `<row r="6"><c r="F6"><v>1</v></c></row>`), code: "merged-cells", place: "BENEFITS!F6:H6"},
		{name: "keys merged down", data: h.merged("POP", "A6:A106", ""), code: "merged-cells", place: "POP!A6:A106"},
		{name: "years merged in the header", data: h.merged("ECO", "Z4:AA4", ""), code: "merged-cells", place: "ECO!Z4:AA4"},
		{name: "a title merged", data: h.merged("ECO", "A1:H2", "")},
		{name: "blank cells merged", data: h.merged("BENEFITS", "G6:I6", `<row r="6"><c r="G6"/><c r="H6"/><c r="I6"/></row>`)},
		{name: "a note merged below the table", data: h.merged("ECO", "A60:H61", `<row r="60"><c r="A60" t="inlineStr">`+inline("Nota: provisório")+`</c></row>`)},
		{name: "a note merged beside the table", data: h.merged("ECO", "CA6:CC8", `<row r="6"><c r="CA6" t="inlineStr">`+inline("mine")+`</c></row>`)},
		{name: "half a million rows", data: h.rows("ECO", strings.Repeat(`<row><c><v>1</v></c></row>`, 500_000)), code: "sheet-too-large", place: "ECO!A50001"},
		{name: "a million empty rows", data: h.rows("ECO", strings.Repeat(`<row/>`, 1_000_000))},
		{name: "too many cells on several sheets", data: sharedSheets(600_000), code: "file-too-large", place: "ECO"},

		// What cells hold.
		{name: "shared text out of the list", data: h.cell("ECO", "D6", `<c r="D6" t="s"><v>4000000</v></c>`), code: "unreadable", place: "ECO!D6"},
		{name: "shared text of minus one", data: h.cell("ECO", "D6", `<c r="D6" t="s"><v>-1</v></c>`), code: "unreadable", place: "ECO!D6"},
		{name: "three million shared texts", data: sharing(strings.Repeat("<si/>", 3_000_000), `<c r="D6"><v>1</v></c>`), code: "file-too-large", place: "a.xlsx"},
		{name: "shared text cut", data: sharing("<si><t>a", `<c r="D6"><v>1</v></c>`), code: "file-damaged", place: "a.xlsx"},
		{name: "GDP of 1e308", data: h.value("ECO", "D6", "<v>1e308</v>"), code: "unknown-result", place: "BENEFITS!A266"},
		{name: "GDP of 1e309", data: h.value("ECO", "D6", "<v>1e309</v>"), code: "unreadable", place: "ECO!D6"},
		{name: "GDP that is not a number", data: h.value("ECO", "D6", "<v>NaN</v>"), code: "unreadable", place: "ECO!D6"},
		{name: "GDP below zero", data: h.value("ECO", "D6", "<v>-1</v>"), code: "not-positive", place: "ECO!D6"},
		{name: "GDP of zero", data: h.value("ECO", "D6", "<v>0</v>"), code: "not-positive", place: "ECO!D6"},
		{name: "year of 1e300", data: h.value("ECO", "E6", "<v>1e300</v>"), code: "year", place: "ECO!E6"},
		{name: "an error for a figure", data: h.cell("ECO", "D6", `<c r="D6" t="e"><v>#DIV/0!</v></c>`), code: "error-value", place: "ECO!D6"},
		{name: "a formula that never was computed", data: h.value("ECO", "D6", "<f>1+1</f>"), code: "formula-without-value", place: "ECO!D6"},
		{name: "text with a formula for a figure", data: h.cell("ECO", "D6", `<c r="D6" t="inlineStr">`+inline(`=cmd|' /C calc'!A0`)+`</c>`), code: "text-for-number", place: "ECO!D6"},
		{name: "figure written from right to left", data: h.cell("ECO", "D6", `<c r="D6" t="inlineStr">`+inline("\u202e123")+`</c>`), code: "text-for-number", place: "ECO!D6"},
		{name: "figure in Arabic digits", data: h.cell("ECO", "D6", `<c r="D6" t="inlineStr">`+inline("١٢٣")+`</c>`), code: "text-for-number", place: "ECO!D6"},
		{name: "key with a combining character", data: h.cell("ECO", "A6", `<c r="A6" t="inlineStr">`+inline("gdp\u0301")+`</c>`), code: "unknown-row", place: "ECO!A6"},
		{name: "note of every script", data: h.cell("ECO", "AU6", `<c r="AU6" t="inlineStr">`+inline("שלום \u202eمرحبا\u202c e\u0301\u0302\u0303 👩‍👩‍👧 \u200b")+`</c>`)},
		{name: "note of a million letters", data: h.cell("ECO", "AU6", `<c r="AU6" t="inlineStr">`+inline(strings.Repeat("a", tokenLimit+1))+`</c>`), code: "file-damaged", place: "ECO"},
		{name: "keys gone", data: h.with(eco, strings.ReplaceAll(h.parts[eco], ">key<", ">was<")), code: "sheet-header", place: "ECO!A4"},
	}
	return all
}

func external(links, part, target string) string {
	r := regexp.MustCompile(`Target="[^"]*` + regexp.QuoteMeta(strings.TrimPrefix(part, "xl/")) + `"`)
	return r.ReplaceAllString(links, `Target="`+target+`" TargetMode="External"`)
}

// minusOnePacked claims a packed size that the file cannot have.
func minusOnePacked(h soundFile, part string) []byte {
	data := h.with()
	at := bytes.LastIndex(data, []byte(part)) // in the list at the end
	const nameFromStart, packedFromStart = 46, 20
	binary.LittleEndian.PutUint32(data[at-nameFromStart+packedFromStart:], 1<<31-1)
	return data
}

func bombOfTexts(h soundFile) []byte {
	h = soundFile{h.t, maps.Clone(h.parts), h.sheet}
	h.parts[textsPart] = "<sst/>"
	if !strings.Contains(h.parts[linksPart], "sharedStrings") {
		h.parts[linksPart] = strings.Replace(h.parts[linksPart], "</Relationships>", `<Relationship Id="rId999" Type="`+officeType+`sharedStrings" Target="sharedStrings.xml"/></Relationships>`, 1)
	}
	return h.bomb(textsPart, "<sst>", partLimit+6)
}

func manyParts(t testing.TB, n int) []byte {
	entries := make([]rawEntry, n)
	for i := range entries {
		entries[i].name = fmt.Sprint(i)
	}
	return rawZip(t, entries...)
}

func twiceInZip(h soundFile, part string) []byte {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(h.parts)) {
		all = append(all, name, h.parts[name])
	}
	return proofs.Zip(h.t, append(all, part, h.parts[part])...)
}

// TestHostileFiles puts every file through all that a workbook meets: the
// door, the reader of studies and, where nothing is wrong, the engine. It ends
// with the problem that is expected, or with none.
func TestHostileFiles(t *testing.T) {
	all := hostileFiles(t)
	const fewest = 60
	if len(all) < fewest {
		t.Errorf("%d files, want %d at least", len(all), fewest)
	}
	want := run(t, "a.xlsx", newSoundFile(t).with())
	if want.HasErrors() {
		t.Fatal(want)
	}
	const everyBrief = 4
	for i, f := range all {
		t.Run(f.name, func(t *testing.T) {
			if i%everyBrief != 0 {
				proofs.NotShort(t)
			}
			if f.file == "" {
				f.file = "a.xlsx"
			}
			found := run(t, f.file, f.data)
			if f.code == "" {
				if found.HasErrors() {
					t.Errorf("found %v, want no error", found)
				}
				return
			}
			if !slices.ContainsFunc(found, func(d abnd.Diagnostic) bool {
				return d.Severity == abnd.Error && d.Code == f.code && d.Place == f.place
			}) {
				for _, d := range found[:min(len(found), 5)] {
					t.Logf("found %s at %s: %s", d.Code, d.Place, d.In(abnd.English))
				}
				t.Errorf("want %s at %s", f.code, f.place)
			}
		})
	}
}

// run reads and costs a file, as the command does, and gives what was found.
func run(t testing.TB, name string, data []byte) abnd.Diagnostics {
	t.Helper()
	grids, found := reader.ReadGrids(data, name, sheets.FirstKeys(), workbook.IsResult)
	if grids != nil {
		read, more := sheets.Read(grids)
		study := read.Study
		places := read.Places
		found = append(found, more...)
		if study != nil && !found.HasErrors() {
			result, more := scenarios.Run(study)
			for _, d := range more {
				if d.Place == "" {
					d.Place = places.Find(d.Path)
				}
				found = append(found, d)
			}
			if result == nil && !found.HasErrors() {
				t.Error("no result, and no reason")
			}
		}
	} else if !found.HasErrors() {
		t.Error("no sheets, and no reason")
	}
	for _, d := range found {
		if d.Code == "sheet-missing" {
			d.Place = name // what is not there has no place of its own
		}
		if d.Severity == abnd.Error {
			proofs.Complete(t, d)
		}
	}
	return found
}
