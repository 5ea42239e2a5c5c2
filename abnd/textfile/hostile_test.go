package textfile_test

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/textfile"
)

// largeText is a file as large as is read, of one piece over and over.
func largeText(head, piece string) string {
	return head + strings.Repeat(piece, (textfile.Largest-len(head))/len(piece)-1)
}

// hostileTexts are damaged texts, and those made to do harm, with the problem
// and the place that must be told; a blank code is a file that is read, with
// its number of rows.
func hostileTexts() map[string]struct {
	data, code, place string
	rows              int
} {
	little := func(s string) string { return string(utf16Bytes(binary.LittleEndian, s)) }
	return map[string]struct {
		data, code, place string
		rows              int
	}{
		"UTF-16 of an odd length":           {little("\ufeffa,b\n1,2\n") + "3", "file-truncated", "f:2", 0},
		"UTF-16 cut in a pair":              {little("\ufeffa,b\n") + "\x3d\xd8", "file-truncated", "f:1", 0},
		"UTF-16 with a zero character":      {little("\ufeffa,b\n\x00,2\n"), "file-unknown", "f:2", 0},
		"only the mark of UTF-16":           {"\xff\xfe", "", "", 0},
		"only the mark of UTF-8":            {"\xef\xbb\xbf", "", "", 0},
		"zeros":                             {strings.Repeat("\x00", 1000), "file-unknown", "f", 0},
		"a zero in a text":                  {"a,b\n1," + strings.Repeat("x", 600) + "\x00\n", "file-unknown", "f:2", 0},
		"a line without an end":             {"a,b\n" + strings.Repeat("x", 1<<20), "line-too-long", "f:2", 0},
		"a million columns in a line":       {"a,b\n" + strings.Repeat(",", 1_000_000), "line-too-long", "f:2", 0},
		"a million columns in many lines":   {"a,b\n" + strings.Repeat("\"\n\",", 1_000_000), "table-too-large", "f:2", 0},
		"a header of many columns":          {strings.Repeat("a,", 1000) + "\n", "table-too-large", "f:1", 0},
		"as many columns as are read":       {strings.Repeat("a,", 399) + "\n1\n", "", "", 2},
		"millions of rows":                  {largeText("a,b\n", "1\n"), "table-too-large", "f:200001", 0},
		"millions of blank rows":            {largeText("a,b\n", "\n"), "", "", 1},
		"millions of cells":                 {largeText("a,b\n", strings.Repeat(",", 399)+"\n"), "table-too-large", "f:7501", 0},
		"millions of lone quotation marks":  {largeText("a,b\n", "x\"y,1\n"), "csv", "f:2", 1},
		"millions of misplaced ones":        {largeText("a;b\n", "\"x\"y;1\n"), "csv", "f:2", 1},
		"one that opens at the end":         {"a,b\n1,2\n3,\"", "csv", "f:3", 2},
		"one that opens in the header":      {largeText("a,\"", "x\n"), "csv", "f:1", 0},
		"one in a cell":                     {"a,b\n1,5\" wide\n2,\"said \"\"yes\"\"\"\n", "csv", "f:2", 2},
		"line ends of every kind":           {"a,b\r1,2\n3,4\r\n\r5,6\n\r7,8", "", "", 5},
		"one line end in a quotation":       {"a,b\r\n\"1\r2\",3\r\n", "", "", 2},
		"a hint of separators and no table": {"sep=;\n", "", "", 0},
		"controls of every kind":            {"a,b\n\x01\x02\x1b[31m,\x7f\n", "", "", 2},
		"a bomb":                            {string(packed(strings.Repeat("1,2\n", 1<<23))), "file-too-large", "f", 0},
	}
}

// Whatever a text file holds, it is read in little memory, or told what is
// wrong with it and where, in few words and in both languages. The oracle is
// what each was made of.
func TestHostileTexts(t *testing.T) {
	proofs.NotShort(t)
	for name, c := range hostileTexts() {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		table, found := textfile.Read("f", strings.NewReader(c.data))
		runtime.ReadMemStats(&after)
		if spent := after.TotalAlloc - before.TotalAlloc; spent > 40*textfile.Largest {
			t.Errorf("%s: %d MB were taken", name, spent>>20)
		}
		if len(table.Rows) != c.rows {
			t.Errorf("%s: %d rows, want %d", name, len(table.Rows), c.rows)
		}
		if c.code == "" {
			if len(found) > 0 {
				t.Errorf("%s: %v", name, found[0])
			}
			continue
		}
		if len(found) == 0 || len(found) > 100 {
			t.Errorf("%s: %d problems, want some and at most a hundred", name, len(found))
			continue
		}
		if d := found[0]; d.Code != c.code || d.Place != c.place || d.Problem.EN == d.Problem.PT || d.Problem.PT == "" || d.Remedy.PT == "" || len(d.Problem.EN) > 200 {
			t.Errorf("%s: %+v, want %s at %s", name, d, c.code, c.place)
		}
	}
}

// isPlainText says whether bytes are what any program reads alike: UTF-8 with
// neither a mark nor other line ends, in which commas separate.
func isPlainText(data []byte, form textfile.Form) bool {
	return utf8.Valid(data) && form.Encoding == textfile.UTF8 && form.Separator == ',' && bytes.IndexByte(data, '\r') < 0 &&
		!bytes.HasPrefix(data, []byte("\ufeff")) && !bytes.HasPrefix(bytes.TrimSpace(data), []byte("sep="))
}

// readsAsCSV compares a plain text, read without a problem, with what the CSV
// reader of the standard library gives.
func readsAsCSV(t *testing.T, data []byte, table textfile.Table) {
	t.Helper()
	in := csv.NewReader(bytes.NewReader(data))
	in.FieldsPerRecord = -1
	for i := 0; ; i++ {
		want, err := in.Read()
		if errors.Is(err, io.EOF) {
			if i != len(table.Rows) {
				t.Fatalf("%d rows, want %d", len(table.Rows), i)
			}
			return
		} else if err != nil {
			t.Fatalf("read without a problem, which is: %v", err)
		}
		if i == len(table.Rows) {
			t.Fatalf("row %d is lost: %q", i, want)
		}
		if diff := cmp.Diff(want, table.Rows[i].Cells); diff != "" {
			t.Fatalf("row %d: %s", i, diff)
		}
		for j := range want {
			if line, _ := in.FieldPos(j); line != table.Rows[i].Lines[j] {
				t.Fatalf("row %d: cell %d begins in line %d, want %d", i, j, table.Rows[i].Lines[j], line)
			}
		}
	}
}
