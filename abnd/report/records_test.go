package report

import (
	"bytes"
	"encoding/csv"
	"errors"
	"go/parser"
	"go/token"
	"math"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
)

// readExcelPT reads the dialect as Excel does, by what [ExcelPT] promises and
// not by the writer: mark, semicolons, CRLF, and figures with a comma.
func readExcelPT(t rapid.TB, data []byte) [][]string {
	t.Helper()
	rest, marked := bytes.CutPrefix(data, []byte{0xEF, 0xBB, 0xBF})
	if !marked {
		t.Fatal("there is no byte order mark")
	}
	if !bytes.HasSuffix(rest, []byte("\r\n")) {
		t.Fatal("the last line does not end in CRLF")
	}
	if bytes.Count(rest, []byte("\n")) != bytes.Count(rest, []byte("\r\n")) {
		t.Fatal("a line ends in LF alone")
	}
	r := csv.NewReader(bytes.NewReader(rest))
	r.Comma = ';'
	records, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return records
}

func drawCell() *rapid.Generator[Field] {
	// A lone CR is no line end of either dialect and is left out.
	text := rapid.StringMatching(`[ -~àçãõ…–\n";,.]{0,12}`)
	return rapid.OneOf(
		rapid.Map(text, textCell),
		rapid.Map(rapid.Float64(), figureCell),
		rapid.Map(rapid.Float64Range(-1e9, 1e9), plainCell),
		rapid.Map(rapid.IntRange(-9999, 9999), countCell[int]),
		rapid.Just(blankCell), rapid.Just(boolCell(true)),
		rapid.Map(rapid.Float64(), func(x float64) Field { return valueCell(abnd.Num(x)) }),
		rapid.Map(text, func(s string) Field { return valueCell(abnd.Code(s)) }),
	)
}

// Oracle: both dialects read back give the records that were written, texts to
// the letter and figures to the last bit.
func TestDialectsHoldTheSameRecords(t *testing.T) {
	proofs.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(2, 6).Draw(t, "columns")
		rows := rapid.SliceOfN(rapid.SliceOfN(drawCell(), width, width), 1, 8).Draw(t, "records")
		names := strings.Split("abcdef"[:width], "")
		write := func(d Dialect) []byte {
			var b bytes.Buffer
			records := Records{names, func(yield func(...Field)) {
				for _, row := range rows {
					yield(row...)
				}
			}}
			if err := records.CSV(NewCSV(&b, d)); err != nil {
				t.Fatal(err)
			}
			return b.Bytes()
		}
		plain, err := csv.NewReader(bytes.NewReader(write(RFC))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		excel := readExcelPT(t, write(ExcelPT))
		for _, records := range [][][]string{plain, excel} {
			if len(records) != len(rows)+1 || strings.Join(records[0], "") != strings.Join(names, "") {
				t.Fatalf("%d records for %d rows, header %q", len(records), len(rows), records[0])
			}
		}
		for i, row := range rows {
			for j, x := range row {
				a, b := plain[i+1][j], excel[i+1][j]
				if !x.figure {
					if want := escapeSignedText(x.text); a != want || b != want {
						t.Fatalf("the text %q became %q and %q", x.text, a, b)
					}
					continue
				}
				want, errA := strconv.ParseFloat(a, 64)
				got, errB := strconv.ParseFloat(strings.Replace(b, ",", ".", 1), 64)
				if errA != nil || errB != nil || strings.ContainsAny(b, ".eE") || math.Float64bits(want) != math.Float64bits(got) {
					t.Fatalf("the figure %q became %q", a, b)
				}
			}
		}
	})
}

func TestDialectsToTheByte(t *testing.T) {
	for d, want := range map[Dialect]string{
		RFC:     "name,value\n\"a,b;c\",-1.25e+08\n\"\"\"x\"\"\",0.1\n1.5,\n",
		ExcelPT: "\uFEFFname;value\r\n\"a,b;c\";-125000000\r\n\"\"\"x\"\"\";0,1\r\n1.5;\r\n",
	} {
		var b bytes.Buffer
		records := Records{[]string{"name", "value"}, func(yield func(...Field)) {
			yield(textCell("a,b;c"), figureCell(-1.25e8))
			yield(textCell(`"x"`), figureCell(0.1))
			yield(textCell("1.5"), blankCell) // a text stays as it is
		}}
		if err := records.CSV(NewCSV(&b, d)); err != nil {
			t.Fatal(err)
		}
		if b.String() != want {
			t.Errorf("%s:\n%q, want\n%q", d, b.String(), want)
		}
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errDiskFull }

var errDiskFull = errors.New("no space left")

func TestCSVTellsAFailedWrite(t *testing.T) {
	for _, d := range Dialects() {
		records := Records{[]string{"a"}, func(yield func(...Field)) {
			for range 10_000 { // more than any buffer holds
				yield(textCell("text"))
			}
		}}
		if err := records.CSV(NewCSV(fullDisk{}, d)); !errors.Is(err, errDiskFull) {
			t.Errorf("%s: %v", d, err)
		}
	}
}

func TestUnknownDialectPanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	NewCSV(&bytes.Buffer{}, "tsv")
}

// A CSV that does not go through [CSVWriter] would have no dialects.
func TestOneWriterOfCSV(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var users []string
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range f.Imports {
			if i.Path.Value == `"encoding/csv"` {
				users = append(users, name)
			}
		}
	}
	if strings.Join(users, " ") != "records.go" {
		t.Errorf("encoding/csv is used by %v; write through CSVWriter", users)
	}
}
