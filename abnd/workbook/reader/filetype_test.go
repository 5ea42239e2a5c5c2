package reader

import (
	"bytes"
	"encoding/binary"
	"path/filepath"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/files"
	"github.com/openabnd/engine/abnd/proofs"
)

func TestWrongFilesAreNamed(t *testing.T) {
	ole := func(stream string) string {
		return oleStart + strings.Repeat("\x00", 504) + string(inUTF16(stream)) + strings.Repeat("\x00", 100)
	}
	study := string(BookOf(t, "ECO", `<row r="4"><c r="A4" t="inlineStr"><is><t>key</t></is></c></row>`))
	for _, c := range []struct {
		name, file, content string
		code                string
		says                string // in English
	}{
		{"empty", "a.xlsx", "", "file-empty", "empty file"},
		{"blank", "a.xlsx", " \n", "file-empty", "empty file"},
		{"lock file", "~$a.xlsx", "\x05Maria", "file-lock", "open workbook"},
		{"ods", "a.xlsx", string(proofs.Zip(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "<x/>")), "file-ods", ".ods"},
		{"ods template", "a.ots", string(proofs.Zip(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet-template")), "file-ods", ".ods"},
		{"odt", "a.odt", string(proofs.Zip(t, "mimetype", "application/vnd.oasis.opendocument.text")), "file-odf", "not a spreadsheet"},
		{"xls", "a.xls", ole("Workbook"), "file-xls", ".xls"},
		{"xls of Excel 4", "a.xls", "\x09\x04\x06\x00\x00\x00\x10\x00", "file-xls", ".xls"},
		{"password", "a.xlsx", ole("EncryptedPackage"), "file-password", "password"},
		{"other OLE2", "a.xls", ole("Something"), "file-ole", "password"},
		{"doc", "a.doc", ole("WordDocument"), "file-doc", ".doc"},
		{"xlsb", "a.xlsb", string(proofs.Zip(t, "[Content_Types].xml", "<x/>", "xl/workbook.bin", "x")), "file-xlsb", ".xlsb"},
		{"docx", "a.docx", string(proofs.Zip(t, "[Content_Types].xml", "<x/>", "word/document.xml", "<x/>")), "file-docx", "Word"},
		{"pptx", "a.pptx", string(proofs.Zip(t, "ppt/presentation.xml", "<x/>")), "file-pptx", "PowerPoint"},
		{"numbers", "a.numbers", string(proofs.Zip(t, "Index/Document.iwa", "x")), "file-numbers", "Numbers"},
		{"zip", "a.zip", string(proofs.Zip(t, "study.xlsx", study)), "file-archive", "archive"},
		{"empty zip", "a.zip", string(proofs.Zip(t)), "file-archive", "archive"},
		{"gzip", "a.xlsx", "\x1f\x8b\x08\x00", "file-archive", "archive"},
		{"truncated", "a.xlsx", study[:len(study)/2], "file-truncated", "is truncated"},
		{"four bytes of a zip", "a.xlsx", zipStart, "file-truncated", "is truncated"},
		{"csv", "a.csv", "key;value\ncountry;Moçambique\n", "file-text", "CSV"},
		{"csv in Latin-1", "a.csv", "pa\xeds;Mo\xe7ambique\n", "file-text", "CSV"},
		{"csv in UTF-16", "a.csv", "\xff\xfek\x00e\x00y\x00", "file-text", "CSV"},
		{"html", "a.xls", "\xef\xbb\xbf<!DOCTYPE html><html><table></table></html>", "file-html", "HTML"},
		{"bare table", "a.xls", "\n <TABLE><tr><td>1</td></tr></TABLE>", "file-html", "HTML"},
		{"xhtml", "a.xls", `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">`, "file-html", "HTML"},
		{"xml spreadsheet", "a.xml", `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">`, "file-xml", "2003"},
		{"xml", "a.xml", `<?xml version="1.0"?><data/>`, "file-xml", "not a workbook"},
		{"pdf", "a.pdf", "%PDF-1.7\n%\xe2\xe3\xcf\xd3", "file-pdf", "PDF"},
		{"rtf", "a.rtf", `{\rtf1\ansi`, "file-rtf", ".rtf"},
		{"picture", "a.png", "\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR", "file-unknown", "not an Excel workbook"},
	} {
		t.Run(c.name, func(t *testing.T) {
			grids, ds := ReadGrids([]byte(c.content), c.file, FirstKeys, nil)
			if grids != nil || len(ds) != 1 {
				t.Fatalf("got %d grids and diagnostics %v, want one diagnostic", len(grids), ds)
			}
			d := ds[0]
			if d.Code != c.code || d.Place != c.file || !strings.Contains(d.Problem.EN, c.says) {
				t.Errorf("got %s %q: %s; want %s, %q", d.Code, d.Place, d.In(abnd.English), c.code, c.says)
			}
			proofs.Complete(t, d)
		})
	}
}

func TestWorkbookWithinLimits(t *testing.T) {
	_, ds := ReadGrids(make([]byte, maxFile+1), "a.xlsx", FirstKeys, nil)
	if len(ds) != 1 || ds[0].Code != "file-too-large" {
		t.Errorf("got %v, want file-too-large", ds)
	}
}

func TestReadBytes(t *testing.T) {
	dir := t.TempDir()
	for path, says := range map[string]string{
		filepath.Join(dir, "missing.xlsx"): "the file does not exist",
		dir:                                "folder",
	} {
		data, ds := ReadBytes(path)
		if data != nil || len(ds) != 1 || !strings.Contains(ds[0].Problem.EN, says) {
			t.Errorf("%s: got %v, want %q", path, ds, says)
			continue
		}
		proofs.Complete(t, ds[0])
	}
	want := BookOf(t, "ECO", HeaderECO)
	path := filepath.Join(dir, "a.xlsx")
	if err := files.Write(path, want, false); err != nil {
		t.Fatal(err)
	}
	if data, ds := ReadBytes(path); !bytes.Equal(data, want) || len(ds) != 0 {
		t.Errorf("got %d bytes, %v", len(data), ds)
	}
}

// compoundFile is a compound file with a directory of its own: names at the
// top, and one that lies inside the last of them.
func compoundFile(top []string, inside string) []byte {
	const sector, none = 512, 0xffffffff
	data := make([]byte, sector*4)
	copy(data, oleStart)
	le := binary.LittleEndian
	for i := 76; i < sector; i += 4 {
		le.PutUint32(data[i:], none)
	}
	le.PutUint16(data[30:], 9)
	le.PutUint32(data[48:], 1) // the directory is sector 1, after the table
	le.PutUint32(data[76:], 0)
	for i := range sector / 4 {
		le.PutUint32(data[sector+4*i:], none)
	}
	le.PutUint32(data[sector:], 0xfffffffd)
	le.PutUint32(data[sector+4:], 0xfffffffe)
	entry := func(i int, name string, right, child uint32) {
		e := data[2*sector+128*i:]
		copy(e, inUTF16(name))
		le.PutUint16(e[64:], uint16(2*len(name)+2))
		le.PutUint32(e[68:], none)
		le.PutUint32(e[72:], right)
		le.PutUint32(e[76:], child)
	}
	entry(0, "Root Entry", none, 1)
	entry(1, top[0], 2, none)
	entry(2, top[1], none, 3)
	entry(3, inside, none, none)
	return data
}

// An old Office file is what stands at its top, whatever is embedded in it.
func TestOldFilesAreWhatTheyAreNotWhatIsInThem(t *testing.T) {
	for _, c := range []struct {
		top    []string
		inside string
		code   string
	}{
		{[]string{"Workbook", "MBD0001"}, "WordDocument", "file-xls"},
		{[]string{"Book", "MBD0001"}, "WordDocument", "file-xls"},
		{[]string{"WordDocument", "ObjectPool"}, "Workbook", "file-doc"},
		{[]string{"EncryptedPackage", "DataSpaces"}, "Workbook", "file-password"},
		{[]string{"PowerPoint Document", "Pictures"}, "Workbook", "file-ole"},
	} {
		if d, _ := identify(compoundFile(c.top, c.inside), "a.xls"); d.Code != c.code {
			t.Errorf("%v with %s inside is %s, want %s", c.top, c.inside, d.Code, c.code)
		}
	}
}
