package textfile_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/textfile"
)

// windows1252 writes letters of Latin-1, which Windows-1252 holds at the same
// places, and a few of its own.
func windows1252(text string) []byte {
	own := map[rune]byte{'€': 0x80, '–': 0x96, '’': 0x92, '“': 0x93, '”': 0x94}
	var out []byte
	for _, r := range text {
		if b, ok := own[r]; ok {
			out = append(out, b)
			continue
		}
		if r > 0xff {
			panic(fmt.Sprintf("%q is not in Windows-1252", r))
		}
		out = append(out, byte(r))
	}
	return out
}

var texts = [][]string{{"id", "name", "share"}, {"a", "protecção – «São Tomé»", "0.25"}, {"b", "d’água, \"sim\"; não", "12.5"}, {"c", "", "7"}}

// write is what a spreadsheet saves.
func write(separator, decimal, eol string) string {
	var b strings.Builder
	for _, row := range texts {
		for i, cell := range row {
			if i == 2 {
				cell = strings.Replace(cell, ".", decimal, 1)
			}
			if strings.ContainsAny(cell, separator+"\"") {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			if i > 0 {
				b.WriteString(separator)
			}
			b.WriteString(cell)
		}
		b.WriteString(eol)
	}
	return b.String()
}

// One table in every encoding, with every separator, decimal mark and line end
// gives the same cells and figures, and is taken for what it is. The oracle is
// the table that was written.
func TestEveryFormGivesTheSameTable(t *testing.T) {
	encodings := map[string]func(string) []byte{
		"UTF-8": func(s string) []byte { return []byte(s) }, "UTF-8 with a mark": func(s string) []byte { return []byte("\ufeff" + s) },
		"UTF-16": func(s string) []byte { return utf16Bytes(binary.LittleEndian, "\ufeff"+s) }, "UTF-16, big end first": func(s string) []byte { return utf16Bytes(binary.BigEndian, "\ufeff"+s) },
		"Windows-1252": windows1252,
	}
	for name, encode := range encodings {
		for _, separator := range []string{",", ";", "\t"} {
			for _, decimal := range []string{".", ","} {
				for _, eol := range []string{"\n", "\r\n", "\r"} {
					at := fmt.Sprintf("%s %q %q %q", name, separator, decimal, eol)
					table, found := textfile.Read("f", bytes.NewReader(encode(write(separator, decimal, eol))))
					if len(found) > 0 || len(table.Rows) != len(texts) {
						t.Errorf("%s: %v", at, found)
						continue
					}
					for i, row := range table.Rows {
						if diff := cmp.Diff(texts[i][:2], row.Cells[:2]); diff != "" || row.Lines[0] != i+1 {
							t.Errorf("%s: line %d: %s", at, row.Lines[0], diff)
						}
					}
					for i, want := range map[int]float64{1: 0.25, 2: 12.5, 3: 7} {
						if got, ok := table.Decimal.Parse(table.Rows[i].Cells[2]); !ok || got != want {
							t.Errorf("%s: %q is %v, %v", at, table.Rows[i].Cells[2], got, ok)
						}
					}
					wantEncoding := strings.Split(strings.Split(name, ",")[0], " with")[0]
					if table.Encoding.String() != wantEncoding || string(table.Separator) != separator || (table.Decimal == textfile.Comma) != (decimal == ",") {
						t.Errorf("%s: taken for %s", at, table.Text().EN)
					}
					plain := name != "UTF-16" && wantEncoding == "UTF-8" && separator == "," && decimal == "."
					if table.IsPlain() != plain || table.Text().EN == table.Text().PT {
						t.Errorf("%s: %v, plain %v", at, table.Text(), table.IsPlain())
					}
				}
			}
		}
	}
}

// Letters that cannot be known are refused with their line, in both
// languages, and never replaced.
func TestLettersThatCannotBeKnownAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		data string
		line int
	}{
		"Macintosh":              {"id,name\na,pens\x8bo\n", 2},
		"Macintosh, a cedilla":   {"id,name\na,b\nb,pre\x8do\n", 3},
		"DOS":                    {"id,name\na,prote\x87\xc6o\n", 2},
		"two encodings":          {"id,name\na,São\nb,S\xe3o\n", 3},
		"a mark that lies":       {"\ufeffid,name\na,S\xe3o\n", 2},
		"the other way round":    {"id,name\na,S\xe3o\nb,São\n", 3},
		"letters that were lost": {"id,name\na,S\ufffdo\n", 2},
		"half a pair":            {string(utf16Bytes(binary.LittleEndian, "\ufeffid,name\na,b\n")) + "\x3d\xd8x\x00", 3},
		"UTF-32":                 {"\xff\xfe\x00\x00i\x00\x00\x00", 0},
	} {
		table, found := textfile.Read("f.csv", strings.NewReader(c.data))
		place := "f.csv"
		if c.line > 0 {
			place = fmt.Sprintf("f.csv:%d", c.line)
		}
		if len(found) != 1 || found[0].Code != "encoding" || found[0].Place != place || len(table.Rows) > 0 || found[0].Problem.EN == found[0].Problem.PT || found[0].Remedy.PT == "" {
			t.Errorf("%s: %v, want it at %s", name, found, place)
		}
		if strings.Contains(fmt.Sprint(table, found), "\ufffd") {
			t.Errorf("%s: a letter is replaced: %v", name, found)
		}
	}
}

// What separates the columns is found in the header; where that could be two
// things, or none that is read, it is said.
func TestSeparators(t *testing.T) {
	for header, want := range map[string]rune{
		"a,b": ',', "a;b": ';', "a\tb": '\t', "year": ',', `"a;b;c",d`: ',', "a;b;c,d": ';', "": ',',
	} {
		if got, problem := textfile.SeparatorOf(header); got != want || !problem.IsZero() {
			t.Errorf("%q: %q, %v", header, got, problem)
		}
	}
	for header, want := range map[string]string{"a,b;c": "by \",\" or by \";\"", "a|b": "by |"} {
		if _, problem := textfile.SeparatorOf(header); !strings.Contains(problem.EN, want) || problem.PT == problem.EN {
			t.Errorf("%q: %v", header, problem)
		}
	}
	table, found := textfile.Read("f", strings.NewReader("sep=;\na,b\tc;d;e\n\n1;2\n"))
	if len(found) > 0 || table.Separator != ';' || table.Rows[1].Lines[0] != 4 || !table.Rows[1].AfterBlank || table.Rows[0].AfterBlank {
		t.Errorf("Excel's hint: %+v, %v", table, found)
	}
	for text, place := range map[string]string{"a,\"b\nc": "f:1", "a,b\n1,\"x\"y\n2,3\n": "f:2"} {
		if _, found := textfile.Read("f", strings.NewReader(text)); len(found) != 1 || found[0].Code != "csv" || found[0].Place != place {
			t.Errorf("%q: %v", text, found)
		}
	}
	if _, found := textfile.Read("f", bytes.NewReader(bytes.Repeat([]byte("abc\n"), textfile.Largest/4+1))); len(found) != 1 || found[0].Code != "file-too-large" {
		t.Errorf("a large file: %v", found)
	}
}

// A number that could be two is none; one that can only be one is that,
// however it is written.
func TestNumbersAreNotGuessed(t *testing.T) {
	const none = -1
	for text, want := range map[string][3]float64{ // point, comma, unknown
		"25": {25, 25, 25}, " 2027 ": {2027, 2027, 2027}, "0.25": {0.25, none, 0.25}, "0,25": {none, 0.25, 0.25}, "25,5": {none, 25.5, 25.5},
		"1.234": {1.234, none, none}, "1,234": {none, 1.234, none}, "1.234,5": {none, none, none}, "1,234.5": {none, none, none},
		"1234.567": {1234.567, none, 1234.567}, "1 234": {none, 1234, 1234}, "12 345,5": {none, 12345.5, 12345.5}, "1\u00a0234\u00a0567": {none, 1234567, 1234567},
		"12 34": {none, none, none}, "1.5e3": {1500, none, 1500}, "1,5e3": {none, 1500, 1500}, "NaN": {none, none, none}, "0x1p2": {none, none, none}, "1e999": {none, none, none},
		"": {none, none, none}, "12%": {none, none, none}, "1.2.3": {none, none, none}, "--1": {none, none, none}, "1_000": {none, none, none}, "Infinity": {none, none, none},
	} {
		for mark, want := range want {
			got, ok := textfile.Mark(mark).Parse(text)
			if ok != (want != none) || ok && got != want {
				t.Errorf("%q with mark %d: %v, %v, want %v", text, mark, got, ok, want)
			}
		}
	}
}

// Whatever the bytes, reading ends, and gives rows or says why not; no letter
// is replaced, and a plain text is read as every program reads it.
func FuzzRead(f *testing.F) {
	for _, seed := range [][]byte{
		[]byte(write(",", ".", "\n")), windows1252(write(";", ",", "\r\n")), utf16Bytes(binary.LittleEndian, "\ufeff"+write("\t", ",", "\r")),
		packed(write(",", ".", "\n")), []byte("sep=;\na;b\n\"1\";2"), []byte("PK\x03\x04"), []byte("a\"b\n\"c"), {0xff, 0xfe, 0x3d, 0xd8}, []byte("id\npens\x8bo"),
	} {
		f.Add(seed)
	}
	for _, c := range hostileTexts() {
		if len(c.data) < 1<<12 { // the engine of fuzzing is slow with large seeds
			f.Add([]byte(c.data))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		table, found := textfile.Read("f", bytes.NewReader(data))
		if len(found) == 0 && isPlainText(data, table.Form) {
			readsAsCSV(t, data, table)
		}
		for _, row := range table.Rows {
			if len(row.Lines) != len(row.Cells) {
				t.Fatalf("%d lines for %d cells", len(row.Lines), len(row.Cells))
			}
			for _, cell := range row.Cells {
				if strings.ContainsRune(cell, 0xfffd) {
					t.Fatalf("a letter is replaced in %q", cell)
				}
				for _, mark := range []textfile.Mark{textfile.Point, textfile.Comma, textfile.Unknown} {
					mark.Parse(cell)
				}
			}
		}
		for _, d := range found {
			if d.Problem.EN == "" || d.Problem.PT == "" || strings.Contains(d.In(abnd.English), "%!") {
				t.Fatalf("%+v", d)
			}
		}
	})
}
