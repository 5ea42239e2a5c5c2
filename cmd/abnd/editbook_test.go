package main

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"html"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// failer ends a test: a *testing.T, or a script.
type failer interface {
	Fatalf(format string, args ...any)
}

// bookFile is a workbook that this project wrote, to be changed as an analyst
// would in Excel: cell by cell. The look of the cells, and the values that the
// file holds of its formulas, stay what they were before.
type bookFile struct {
	failer
	path   string
	names  []string
	parts  map[string][]byte
	sheets map[string]string // name of the part of a sheet
}

func openBook(f failer, file string) *bookFile {
	b := &bookFile{failer: f, path: file, parts: map[string][]byte{}, sheets: map[string]string{}}
	data, err := os.ReadFile(file)
	b.check(err)
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	b.check(err)
	for _, part := range z.File {
		r, err := part.Open()
		b.check(err)
		b.names = append(b.names, part.Name)
		b.parts[part.Name], err = io.ReadAll(r)
		b.check(err)
		r.Close()
	}
	b.findSheets()
	return b
}

func (b *bookFile) check(err error) {
	if err != nil {
		b.Fatalf("%s: %v", b.path, err)
	}
}

func (b *bookFile) findSheets() {
	if b.parts["xl/workbook.xml"] == nil {
		return
	}
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	b.check(xml.Unmarshal(b.parts["xl/workbook.xml"], &book))
	var links struct {
		All []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	b.check(xml.Unmarshal(b.parts["xl/_rels/workbook.xml.rels"], &links))
	for _, s := range book.Sheets {
		for _, l := range links.All {
			if l.ID == s.ID {
				b.sheets[s.Name] = path.Join("xl", l.Target)
			}
		}
	}
}

func (b *bookFile) save() {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range b.names {
		w, err := z.Create(name)
		b.check(err)
		_, err = w.Write(b.parts[name])
		b.check(err)
	}
	b.check(z.Close())
	b.check(os.WriteFile(b.path, out.Bytes(), 0o666))
}

func (b *bookFile) part(sheet string) []byte {
	if b.sheets[sheet] == "" {
		b.Fatalf("%s: there is no sheet %s", b.path, sheet)
	}
	return b.parts[b.sheets[sheet]]
}

// set types a value into a cell. A number is stored as one, a blank value
// clears the cell.
func (b *bookFile) set(sheet, cell, value string) {
	content := `>`
	if _, err := strconv.ParseFloat(value, 64); err == nil {
		content = `><v>` + value + `</v>`
	} else if value != "" {
		var escaped bytes.Buffer
		b.check(xml.EscapeText(&escaped, []byte(value)))
		content = ` t="inlineStr"><is><t>` + escaped.String() + `</t></is>`
	}
	part := b.part(sheet)
	if old := regexp.MustCompile(`<c r="` + cell + `"( s="\d+")?( t="\w+")?(/>|>.*?</c>)`).FindSubmatchIndex(part); old != nil {
		look := ""
		if old[2] >= 0 {
			look = string(part[old[2]:old[3]])
		}
		b.parts[b.sheets[sheet]] = slices.Concat(part[:old[0]], []byte(`<c r="`+cell+`"`+look+content+`</c>`), part[old[1]:])
		return
	}
	b.insert(sheet, cell, `<c r="`+cell+`"`+content+`</c>`)
}

// insert adds a cell below the cells of its sheet, or at the end of the last
// row: what comes after what is there already.
func (b *bookFile) insert(sheet, cell, content string) {
	part := b.part(sheet)
	row := strings.TrimLeft(cell, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	at := bytes.LastIndex(part, []byte(`</row>`))
	if last := regexp.MustCompile(`<row r="(\d+)"`).FindAllSubmatch(part, -1); string(last[len(last)-1][1]) != row {
		at += len(`</row>`)
		content = `<row r="` + row + `">` + content + `</row>`
	}
	b.parts[b.sheets[sheet]] = slices.Concat(part[:at], []byte(content), part[at:])
}

var storedCell = regexp.MustCompile(`<c r="([A-Z]+)(\d+)"[^>]*?(?:/>|>(.*?)</c>)`)

// rows are the texts of a sheet by row and column letters.
func (b *bookFile) rows(sheet string) map[int]map[string]string {
	rows := map[int]map[string]string{}
	for _, c := range storedCell.FindAllSubmatch(b.part(sheet), -1) {
		n, err := strconv.Atoi(string(c[2]))
		b.check(err)
		if rows[n] == nil {
			rows[n] = map[string]string{}
		}
		rows[n][string(c[1])] = html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(string(c[3]), ""))
	}
	return rows
}

const keyRow, firstDataRow = 4, 6 // as docs/workbook.md says

// address finds a cell by what the program finds it by: the key of its column
// in row 4, and the key of its row in the first columns, joined by a slash: what a
// key means may stand between them.
func (b *bookFile) address(sheet, row, column string) string {
	rows := b.rows(sheet)
	letters := ""
	for l, key := range rows[keyRow] {
		if key == column {
			letters = l
		}
	}
	keys := strings.Split(row, "/")
	for n := firstDataRow; letters != "" && rows[n] != nil; n++ {
		if rows[n]["A"] == keys[0] && (len(keys) == 1 || slices.Contains([]string{rows[n]["B"], rows[n]["C"]}, keys[1])) {
			return letters + strconv.Itoa(n)
		}
	}
	b.Fatalf("%s: %s has no row %s with a column %s", b.path, sheet, row, column)
	return ""
}

// typedValue is what a spreadsheet makes of a figure with a percent sign.
func typedValue(text string) string {
	if share, percent := strings.CutSuffix(text, "%"); percent {
		if v, err := strconv.ParseFloat(strings.ReplaceAll(strings.TrimSpace(share), ",", "."), 64); err == nil {
			return strconv.FormatFloat(v/100, 'g', 12, 64)
		}
	}
	return text
}

// tableRows are the cells of a table of a document, without its two heads.
func tableRows(text string) (head []string, rows [][]string) {
	for line := range strings.Lines(text) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		for i := range cells {
			cells[i] = strings.Trim(strings.TrimSpace(cells[i]), "`")
		}
		rows = append(rows, cells)
	}
	return rows[0], rows[2:]
}

// typeTable types what a table says into a workbook. Its columns are sheet,
// row, column, cell and value: the row and column are keys, the cell is for
// the reader, and what comes back is the table with the right cells in it.
func typeTable(t *testing.T, file, text string) string {
	book := openBook(t, file)
	_, rows := tableRows(text)
	for _, row := range rows {
		cell := book.address(row[0], row[1], row[2])
		book.set(row[0], cell, typedValue(row[4]))
		old := fmt.Sprintf("| `%s` | `%s` | %s |", row[1], row[2], row[3])
		if row[3] == cell {
			continue
		}
		if !*update {
			t.Errorf("%s: %s %s, %s is %s, not %s; go test ./cmd/abnd -run Documents -update writes it", file, row[0], row[1], row[2], cell, row[3])
		}
		text = strings.Replace(text, old, fmt.Sprintf("| `%s` | `%s` | %s |", row[1], row[2], cell), 1)
	}
	book.save()
	return text
}

// addRows adds the rows of a table, whose head are keys, below those of a
// sheet.
func addRows(t *testing.T, file, sheet, text string) {
	book := openBook(t, file)
	head, rows := tableRows(text)
	present := book.rows(sheet)
	n := firstDataRow
	for present[n] != nil {
		n++
	}
	letters := map[string]string{}
	for l, key := range present[keyRow] {
		letters[key] = l
	}
	for i, row := range rows {
		for j, value := range row {
			if letters[head[j]] == "" {
				t.Fatalf("%s has no column %s", sheet, head[j])
			}
			book.set(sheet, letters[head[j]]+strconv.Itoa(n+i), typedValue(value))
		}
	}
	book.save()
}

// replaceAll replaces in every sheet what the rows of a table say: what to
// find, what to put there, and whether the entire cell must match. Capitals
// are told from small letters.
func replaceAll(t *testing.T, file, text string) {
	book := openBook(t, file)
	_, rows := tableRows(text)
	for _, row := range rows {
		before, after := row[0], row[1]
		if yes := row[2]; yes == "yes" || yes == "sim" {
			before, after = "<t>"+before+"</t>", "<t>"+after+"</t>"
		}
		found := 0
		for _, name := range book.sheets {
			found += bytes.Count(book.parts[name], []byte(before))
			book.parts[name] = bytes.ReplaceAll(book.parts[name], []byte(before), []byte(after))
		}
		if found == 0 {
			t.Errorf("%s: nothing is %q", file, row[0])
		}
	}
	book.save()
}

// pasteCSV copies the cells of a CSV of the project into the sheet of its
// name: row by row, by the key of the column.
func pasteCSV(t *testing.T, from, into string) {
	book := openBook(t, into)
	f, err := os.Open(from)
	book.check(err)
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	book.check(err)
	sheet := strings.TrimSuffix(filepath.Base(from), ".csv")
	letters := map[string]string{}
	for l, key := range book.rows(sheet)[keyRow] {
		letters[key] = l
	}
	// A population has thousands of cells: they are written in one go.
	cells := map[string]string{}
	for i, record := range records[1:] {
		for j, value := range record {
			if letters[records[0][j]] > "B" || len(letters[records[0][j]]) > 1 { // behind the keys of the row
				cells[letters[records[0][j]]+strconv.Itoa(firstDataRow+i)] = value
			}
		}
	}
	look := regexp.MustCompile(` s="\d+"`)
	book.parts[book.sheets[sheet]] = storedCell.ReplaceAllFunc(book.part(sheet), func(c []byte) []byte {
		m := storedCell.FindSubmatch(c)
		cell := string(m[1]) + string(m[2])
		if value, given := cells[cell]; given {
			return []byte(`<c r="` + cell + `"` + string(look.Find(c)) + `><v>` + value + `</v></c>`)
		}
		return c
	})
	book.save()
}

// clearColumns deletes the last columns of a sheet: FILE SHEET FIRST:LAST.
func clearColumns(t *testing.T, what string) {
	words := strings.Fields(what)
	book := openBook(t, words[0])
	first, last, _ := strings.Cut(words[2], ":")
	part := book.part(words[1])
	book.parts[book.sheets[words[1]]] = storedCell.ReplaceAllFunc(part, func(c []byte) []byte {
		letters := string(storedCell.FindSubmatch(c)[1])
		if rightOf(letters, first) && rightOf(last, letters) {
			return nil
		}
		return c
	})
	book.save()
}

// rightOf says whether a column is b or lies right of it.
func rightOf(a, b string) bool { return len(a) > len(b) || len(a) == len(b) && a >= b }
