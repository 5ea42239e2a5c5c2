package sheets_test

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
)

func textFile(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }

// A sheet comes from the first folder that has it, in the order of the
// sheets, and its places say from which.
func TestReadFoldersTakesWhatIsMissingFromTheNext(t *testing.T) {
	own := sheets.Folder{Files: fstest.MapFS{"SERIES.csv": textFile("id\nx\n"), "notes.csv": textFile("mine"), "ECO.txt": textFile("no sheet")}}
	around := sheets.Folder{Name: "..", Files: fstest.MapFS{"SERIES.csv": textFile("id\ny\n"), "ECO.csv": textFile("key\ngdp\n"), "OTHER.csv": textFile("not ours")}}
	grids, sum, found := sheets.ReadFolders(own, around)
	if len(found) > 0 || len(grids) != 2 {
		t.Fatalf("%+v, %v", grids, found)
	}
	if g := grids[0]; g.Code != sheets.Economy || g.Place != "../ECO.csv" || g.Rows[0][0].Place != "../ECO.csv:2" {
		t.Errorf("%+v", g)
	}
	if g := grids[1]; g.Code != sheets.Series || g.Rows[0][0].Text != "x" || g.Rows[0][0].Place != "SERIES.csv:2" {
		t.Errorf("%+v", g)
	}
	want := sha256.Sum256([]byte("key\ngdp\nid\nx\n"))
	if sum != hex.EncodeToString(want[:]) {
		t.Errorf("the checksum is %s", sum)
	}
	if !own.HasSheets() || !around.HasSheets() {
		t.Error("there are sheets in both")
	}
}

// A name in capitals that no sheet has is told, with the sheet that it is
// like; files in small letters are the reader's own.
func TestAMisspeltSheetOfAFolderIsToldApart(t *testing.T) {
	folder := sheets.Folder{Name: "mine", Files: fstest.MapFS{"BENEFIT.csv": textFile("benefit\n"), "expected.csv": textFile("a\n")}}
	if folder.HasSheets() {
		t.Error("there is no sheet in the folder")
	}
	grids, _, found := sheets.ReadFolders(folder)
	if len(found) > 0 || len(grids) != 1 {
		t.Fatalf("%+v, %v", grids, found)
	}
	_, found = sheets.Read(grids)
	if !slices.ContainsFunc(found, func(d abnd.Diagnostic) bool {
		return d.Code == "unknown-sheet" && d.Place == "mine/BENEFIT.csv" && d.Remedy.EN == `did you mean "BENEFITS"?`
	}) {
		t.Error(found)
	}
}

func TestReadFoldersSaysWhatCannotBeRead(t *testing.T) {
	folder := sheets.Folder{Name: "mine", Files: fstest.MapFS{"ECO.csv/inside.csv": textFile("a\n"), "POP.csv": textFile("sex\n\"open\n")}}
	_, _, found := sheets.ReadFolders(folder)
	if len(found) != 2 || found[0].Place != "mine/POP.csv:2" || found[1].Place != "mine/ECO.csv" || found[1].Problem.PT == "" || found[1].Remedy.PT == "" {
		t.Errorf("%+v", found)
	}
}

// Excel begins the CSV that it writes in UTF-8 with a byte order mark.
func TestReadCSVPassesOverAByteOrderMark(t *testing.T) {
	folder := sheets.Folder{Files: fstest.MapFS{"ECO.csv": textFile("\ufeffkey,note\ngdp,x\n")}}
	grids, _, found := sheets.ReadFolders(folder)
	if len(found) > 0 || grids[0].Header[0].Text != "key" {
		t.Errorf("%+v, %v", grids, found)
	}
}

// A file that is far larger than any sheet is not read into memory.
func TestReadFoldersRefusesWhatIsTooLarge(t *testing.T) {
	const beyond = 16<<20 + 1
	folder := sheets.Folder{Name: "mine", Files: fstest.MapFS{"ECO.csv": &fstest.MapFile{Data: make([]byte, beyond)}, "SERIES.csv": textFile("id\n")}}
	grids, _, found := sheets.ReadFolders(folder)
	if len(grids) != 1 || len(found) != 1 || found[0].Code != "file-too-large" || found[0].Place != "mine/ECO.csv" || found[0].Problem.PT == "" {
		t.Errorf("%d sheets, %v", len(grids), found)
	}
}

// A folder whose sheets Excel has saved again, as Excel for Windows and in
// Portuguese do, is the same study, and each form is said once.
func TestFoldersThatExcelHasSavedAreTheSameStudy(t *testing.T) {
	want := studies.Load(t, "TLS")
	files := fstest.MapFS{}
	for _, s := range sheets.Write(want) {
		var text strings.Builder
		write := func(cells []string) {
			for i, c := range cells {
				if _, err := strconv.ParseFloat(c, 64); err == nil {
					c = strings.Replace(c, ".", ",", 1)
				}
				cells[i] = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
			}
			text.WriteString(strings.Join(cells, ";") + "\r\n")
		}
		var header []string
		for _, c := range s.Columns {
			header = append(header, c.Key)
		}
		write(header)
		for _, row := range s.Rows {
			var cells []string
			for _, c := range row {
				cells = append(cells, c.Value.String())
			}
			write(cells)
		}
		data, err := charmap.Windows1252.NewEncoder().String(text.String())
		if err != nil {
			t.Fatal(err)
		}
		files[s.Code+".csv"] = &fstest.MapFile{Data: []byte(data)}
	}
	grids, _, found := sheets.ReadFolders(sheets.Folder{Files: files})
	read, more := sheets.Read(grids)
	got := read.Study
	if diff := cmp.Diff(want, got); diff != "" || len(more) > 0 {
		t.Errorf("%v %s", more, diff)
	}
	said := map[string]bool{}
	for _, d := range found {
		if d.Severity != abnd.Remark || said[d.Problem.EN] {
			t.Errorf("%+v", d)
		}
		said[d.Problem.EN] = true
	}
	if !said["read as Windows-1252, columns separated by semicolons, decimal comma"] {
		t.Error(said)
	}
}
