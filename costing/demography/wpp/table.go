package wpp

import (
	"bytes"
	"errors"
	"io"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/textfile"
)

// Columns of the UN's files that several kinds share.
const (
	colISO3      = "ISO3_code"
	colLocID     = "LocID"
	colLocation  = "Location"
	colVariant   = "Variant"
	colTime      = "Time"
	colMidPeriod = "MidPeriod"
	colAge       = "AgeGrp"
	colAgeSpan   = "AgeGrpSpan"
	colMale      = "PopMale"
	colFemale    = "PopFemale"
	colTotal     = "PopTotal"
	colBirths    = "Births"
)

// table reads the records of one file by column name.
type table struct {
	name   string // what the user knows the file as
	in     *textfile.Reader
	index  map[string]int
	width  int // columns of the header; 0 while that is read
	fields [][]byte
	portal bool // of the UN Data Portal
	// columns are those that are wanted.
	columns []string
	// separator and decimal are those of a spreadsheet that has saved the file
	// again; the UN writes commas and points.
	separator byte
	decimal   textfile.Mark
}

// remark says what the file was taken for where a spreadsheet has saved it
// again.
func (t *table) remark(found *textfile.Faults) {
	form := textfile.Form{Encoding: t.in.Encoding(), Separator: rune(t.separator), Decimal: t.decimal}
	if t.portal && t.separator == '|' { // as the UN writes it
		form.Separator, form.Decimal = ',', textfile.Point
	}
	if !form.IsPlain() {
		found.Add(form.Remark(t.name))
	}
}

// at is the place of a column in the line that was read last.
func (t *table) at(column string) string { return textfile.Place(t.name, t.in.Line(), column) }

// portalNames are the names that the files of the UN Data Portal have for the
// columns of the others: those that its site gives, and those of its interface
// for programs. The second name is taken where there is no first.
var portalNames = map[string][]string{
	colISO3: {"Iso3"}, colLocID: {"LocationId"}, colLocation: {"Location"}, colVariant: {"Variant", "VariantShortName"},
	colTime: {"Time", "TimeLabel"}, colAge: {"Age", "AgeLabel"},
}

// Columns of the UN Data Portal alone.
const (
	colSex        = "Sex"
	colValue      = "Value"
	colIndicator  = "IndicatorName"
	colIndicator2 = "Indicator"
	colUnitText   = "IndicatorDisplayName"
	colMethod     = "EstimateMethod"
	colSourceYear = "SourceYear"
)

// isPortal tells a file of the UN Data Portal by its columns, and gives them
// the names that the other files have.
func (t *table) isPortal() bool {
	for _, key := range []string{"Iso3", "LocationId", colSex, colValue} {
		if _, has := t.index[key]; !has {
			return false
		}
	}
	for key, names := range portalNames {
		for _, name := range names {
			if i, has := t.index[name]; has {
				t.index[key] = i
				break
			}
		}
	}
	return true
}

// openTable reads the header and wants the columns in it.
func openTable(name string, r io.Reader, columns []string, found *textfile.Faults) (*table, bool) {
	t := &table{name: name, in: textfile.NewReader(r), index: map[string]int{}, columns: columns}
	if !t.next(found) {
		if found.Errors() == 0 { // not even a header
			found.Add(textfile.Diagnose(textfile.ErrEmpty, name))
		}
		return nil, false
	}
	t.width = len(t.fields)
	for i, f := range t.fields {
		key := strings.TrimSpace(string(f))
		if _, twice := t.index[key]; twice && slices.Contains(columns, key) {
			found.Fail(t.at(key), "column-twice", abnd.T("the column %q is duplicated", "a coluna %q aparece duas vezes").Fill(key), fetchAgain)
			return nil, false
		}
		t.index[key] = i
	}
	if t.portal = t.isPortal(); t.portal && slices.Contains(columns, colMale) {
		columns = []string{colISO3, colLocation, colVariant, colTime, colAge, colSex, colValue}
	}
	if d, other := t.otherKind(columns); other {
		found.Add(d)
		return nil, false
	}
	ok := true
	for _, key := range columns {
		if _, has := t.index[key]; !has {
			found.Fail(t.at(""), "column-missing", abnd.T("the column %q is missing: this is not a World Population Prospects file of the type read here", "falta a coluna %q: este não é um ficheiro das World Population Prospects do tipo que aqui se lê").Fill(key),
				abnd.T("download %s", "obtenha %s").Fill(kindOf(columns)))
			ok = false
		}
	}
	return t, ok
}

var fetchAgain = abnd.T("download the file again from population.un.org/wpp, CSV format", "volte a obter o ficheiro em population.un.org/wpp, formato CSV")

func kindOf(columns []string) string {
	if slices.Contains(columns, colBirths) {
		return "WPP2024_Demographic_Indicators_Medium.csv.gz"
	}
	return "WPP2024_PopulationBySingleAgeSex_Medium_2024-2100.csv.gz"
}

// otherKind tells a file of the UN of another kind.
func (t *table) otherKind(columns []string) (abnd.Diagnostic, bool) {
	has := func(key string) bool { _, ok := t.index[key]; return ok }
	wantsAges := slices.Contains(columns, colMale)
	switch {
	case wantsAges && has(colBirths) && !has(colAge):
		return abnd.Diagnostic{Code: "other-file", Place: t.name,
			Problem: abnd.T("this is the file of demographic indicators, not of population by age", "este é o ficheiro dos indicadores demográficos, não o da população por idade"),
			Remedy:  abnd.T("give it with --indicators, and %s as the file", "indique-o com --indicators e dê %s como ficheiro").Fill(kindOf(columns))}, true
	case wantsAges && has(colMale) && !has(colAge):
		return abnd.Diagnostic{Code: "other-file", Place: t.name,
			Problem: abnd.T("this file has the total population without ages", "este ficheiro tem a população total sem idades"),
			Remedy:  abnd.T("download %s", "obtenha %s").Fill(kindOf(columns))}, true
	case !wantsAges && has(colMale) && has(colAge):
		return abnd.Diagnostic{Code: "other-file", Place: t.name,
			Problem: abnd.T("this is a file of population by age, not of demographic indicators", "este é um ficheiro de população por idade, não de indicadores demográficos"),
			Remedy:  abnd.T("give it as the file, and %s with --indicators", "dê-o como ficheiro e indique %s com --indicators").Fill(kindOf(columns))}, true
	}
	return abnd.Diagnostic{}, false
}

// next reads a record; false at the end of the file and where it cannot be
// read further, which is reported.
func (t *table) next(found *textfile.Faults) bool {
	for {
		line, err := t.in.Next()
		if errors.Is(err, io.EOF) {
			t.remark(found)
			return false
		} else if err != nil {
			found.Add(t.unreadable(err))
			return false
		}
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if t.separator == 0 {
			if hint, is := textfile.SeparatorHint(string(line)); is && t.in.Line() == 1 {
				t.separator = byte(hint)
				continue
			}
			separator, problem := textfile.SeparatorOf(string(line))
			if !problem.IsZero() {
				found.Fail(t.at(""), "separator", problem, fetchAgain)
				return false
			}
			if t.separator = byte(separator); separator != ',' {
				t.decimal = textfile.Unknown
			}
		}
		var ok bool
		if t.fields, ok = splitCSV(line, t.separator, t.fields[:0]); !ok {
			found.Fail(t.at(""), "csv", abnd.T("a quotation mark is open at the end of the line", "há aspas abertas no fim da linha"), fetchAgain)
			return false
		}
		if n := t.width; n > 0 && len(t.fields) < n && !t.in.Ended() {
			found.Fail(t.at(""), "file-cut", abnd.T("the file ends in the middle of this line: it was cut", "o ficheiro acaba a meio desta linha: foi cortado"), fetchAgain)
			return false
		} else if n > 0 && len(t.fields) != n {
			found.Fail(t.at(""), "csv", abnd.T("the line has %d columns, but the header has %d", "a linha tem %d colunas e o cabeçalho tem %d").Fill(len(t.fields), n), fetchAgain)
			return false
		}
		if t.decimal == textfile.Unknown && t.width > 0 {
			t.learnDecimal()
		}
		return true
	}
}

// unreadable reports why the file is not read further. Most of what the UN
// publish are workbooks, of which the text beside them is read.
func (t *table) unreadable(err error) abnd.Diagnostic {
	isExcel := slices.Contains([]string{".xlsx", ".xlsm", ".xls", ".xlsb"}, strings.ToLower(filepath.Ext(t.name)))
	if !isExcel || !errors.Is(err, textfile.ErrZip) && !errors.Is(err, textfile.ErrNotText) {
		return textfile.Diagnose(err, textfile.Place(t.name, t.in.Line(), ""))
	}
	return abnd.Diagnostic{Code: "excel-edition", Place: t.name,
		Problem: abnd.T("this is an Excel workbook, and of the World Population Prospects the text edition is read", "isto é um livro do Excel, e das World Population Prospects lê-se a edição em texto"),
		Remedy: abnd.T("download %s from population.un.org/wpp, CSV format; or the indicator %q from population.un.org/dataportal, as CSV", "obtenha %s em population.un.org/wpp, formato CSV; ou o indicador %q em population.un.org/dataportal, em CSV").
			Fill(kindOf(t.columns), portalIndicator)}
}

// learnDecimal looks for a number that shows the decimal mark: MidPeriod is
// 2024.5 or 2024,5 in every line.
func (t *table) learnDecimal() {
	for _, f := range t.fields {
		if mark, sure := textfile.MarkIn(string(f)); sure {
			t.decimal = mark
			return
		}
	}
}

// splitCSV cuts a line at its separators (RFC 4180), in place. The records of the
// UN do not run over lines; false where a quotation mark has no end.
func splitCSV(line []byte, separator byte, fields [][]byte) ([][]byte, bool) {
	for {
		if len(line) > 0 && line[0] == '"' {
			field, rest, ok := quoted(line[1:], separator)
			if !ok {
				return fields, false
			}
			fields = append(fields, field)
			if len(rest) == 0 {
				return fields, true
			}
			line = rest[1:]
			continue
		}
		i := bytes.IndexByte(line, separator)
		if i < 0 {
			return append(fields, line), true
		}
		fields = append(fields, line[:i])
		line = line[i+1:]
	}
}

// quoted reads up to the quotation mark that ends a field; two of them stand
// for one. rest is empty or begins with the separator.
func quoted(line []byte, separator byte) (field, rest []byte, ok bool) {
	n := 0 // the field is moved to the front as its doubled marks go
	for i := 0; i < len(line); i++ {
		if line[i] == '"' {
			if i+1 == len(line) || line[i+1] == separator {
				return line[:n], line[i+1:], true
			}
			if line[i+1] != '"' {
				return nil, nil, false
			}
			i++
		}
		line[n] = line[i]
		n++
	}
	return nil, nil, false
}

// raw is a column of the record; nil where the file has no such column.
func (t *table) raw(column string) []byte {
	i, ok := t.index[column]
	if !ok {
		return nil
	}
	return bytes.TrimSpace(t.fields[i])
}

// number reads a decimal number. A blank is unknown without an error where
// optional says so; anything else that is no finite number is reported.
func (t *table) number(column string, optional bool, found *textfile.Faults) (float64, bool) {
	text := t.raw(column)
	if len(text) == 0 {
		if !optional {
			found.Fail(t.at(column), "needed", abnd.T("the number is missing", "falta o número"), fetchAgain)
		}
		return 0, false
	}
	x, ok := t.parse(text)
	if !ok {
		found.Fail(t.at(column), "text-for-number", abnd.T("expected a number, found the text %q", "esperava-se um número; encontrou-se o texto %q").Fill(shortened(text)), fetchAgain)
		return 0, false
	}
	return x, true
}

// parse reads a number; what the UN itself writes takes the short way.
func (t *table) parse(text []byte) (float64, bool) {
	if t.decimal != textfile.Point {
		return t.decimal.Parse(string(text))
	}
	// Words like NaN and forms like 0x1p-2 are no numbers here.
	x, err := strconv.ParseFloat(string(text), 64)
	return x, err == nil && !math.IsInf(x, 0) && !bytes.ContainsFunc(text, func(r rune) bool { return !strings.ContainsRune("0123456789+-.eE", r) })
}

func (t *table) year(found *textfile.Faults) (abnd.Year, bool) {
	const oldest, latest = 1900, 2200
	text := string(t.raw(colTime))
	if i := strings.IndexByte(text, '-'); i > 0 {
		found.Fail(t.at(colTime), "five-year", abnd.T("%q is a period: this file has five-year periods", "%q é um período: este ficheiro tem períodos de cinco anos").Fill(shortened([]byte(text))),
			abnd.T("download the file of single years, %s", "obtenha o ficheiro de anos simples, %s").Fill(kindOf([]string{colMale})))
		return 0, false
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < oldest || n > latest {
		found.Fail(t.at(colTime), "year", abnd.T("%q is not a valid calendar year", "%q não é um ano civil").Fill(shortened([]byte(text))), fetchAgain)
		return 0, false
	}
	return abnd.Year(n), true
}

// shortened keeps a message readable whatever a file holds.
func shortened(text []byte) string {
	const longest = 40
	if r := []rune(string(text)); len(r) > longest {
		return string(r[:longest]) + "…"
	}
	return string(text)
}
