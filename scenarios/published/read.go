package published

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/textfile"
	"github.com/openabnd/engine/costing"
)

// column is one column of a file of cases.
type column struct {
	name  string
	text  func(*Case) *string                                      // of a text
	set   func(*Case, float64)                                     // of a number
	wrong func(x float64, cell string) (problem, remedy abnd.Text) // nil where the engine checks the number
	// An optional column may be absent and its cells blank.
	optional bool
	input    abnd.Text // its name where the result is made of it
}

// amountColumn is the column of one payment.
const amountColumn = "amount"

// columns in the order in which they are documented; a file may have another.
var columns = []column{
	{name: "id", text: func(c *Case) *string { return &c.ID }},
	{name: "country", text: func(c *Case) *string { return &c.Country }},
	{name: "description", text: func(c *Case) *string { return &c.Description.EN }},
	{name: "count", set: func(c *Case, x float64) { c.Count = abnd.Persons(x) }, input: abnd.T("number counted", "número contado")},
	{name: "counting_unit", text: func(c *Case) *string { return (*string)(&c.CountingUnit) }},
	{name: "take_up", set: func(c *Case, x float64) { c.TakeUp = abnd.Share(x) }, input: abnd.T("take-up", "adesão")},
	{name: amountColumn, set: func(c *Case, x float64) { c.Amount = abnd.Money(x) }, input: abnd.T("amount", "montante")},
	{name: "payments", set: func(c *Case, x float64) { c.Payments = x }, input: abnd.T("payments", "pagamentos")},
	{name: "share_paid", set: func(c *Case, x float64) { c.SharePaid = abnd.Share(x) }, input: abnd.T("share paid", "parte paga")},
	{name: "admin_share", set: func(c *Case, x float64) { c.AdminShare = abnd.Share(x) }, input: abnd.T("administration", "administração")},
	{name: "published", set: func(c *Case, x float64) { c.Published = abnd.Money(x) }, wrong: wrongPublished},
	{name: "currency", text: func(c *Case) *string { return &c.Currency }},
	{name: "tolerance", set: func(c *Case, x float64) { c.Tolerance = abnd.Share(x) }, wrong: wrongTolerance},
	{name: "source", text: func(c *Case) *string { return &c.Source.EN }},
	{name: "calibrated", text: func(c *Case) *string { return &c.Calibrated }, optional: true},
	{name: "description_pt", text: func(c *Case) *string { return &c.Description.PT }, optional: true},
	{name: "reason_en", text: func(c *Case) *string { return &c.Reason.EN }, optional: true},
	{name: "reason_pt", text: func(c *Case) *string { return &c.Reason.PT }, optional: true},
	{name: "source_pt", text: func(c *Case) *string { return &c.Source.PT }, optional: true},
}

// Columns lists the columns that a file of cases must have.
func Columns() []string { return namesOf(func(c column) bool { return !c.optional }) }

// OptionalColumns lists those that it may have besides.
func OptionalColumns() []string { return namesOf(func(c column) bool { return c.optional }) }

func namesOf(which func(column) bool) []string {
	var names []string
	for _, c := range columns {
		if which(c) {
			names = append(names, c.name)
		}
	}
	return names
}

func allColumns() []string { return slices.Concat(Columns(), OptionalColumns()) }

func isColumn(name string) bool { return slices.Contains(allColumns(), name) }

// Inputs lists the columns of which the result is made: those that can be
// calibrated.
func Inputs() []string { return namesOf(func(c column) bool { return !c.input.IsZero() }) }

// countingUnits are those that a case can have.
var countingUnits = []string{string(abnd.CountPersons), string(abnd.CountHouseholds)}

// Read reads cases from CSV (RFC 4180, UTF-8, decimal point): a header with
// the names of [Columns] and, where needed, [OptionalColumns] in any order,
// then one case per row, with every cell of the former filled in. name is what
// the user knows the file as.
//
// The diagnostics hold in one pass all that is wrong with the file, and what
// the engine finds wrong with the figures in it, each with its line. Where
// one of them is an error there are no cases.
func Read(name string, from io.Reader) ([]Case, abnd.Diagnostics) {
	r := &reader{name: name, unknown: map[int]bool{}, lineOf: map[string]int{}}
	table, found := textfile.Read(name, from)
	// Of an empty file it is said what should stand in it.
	r.found, r.decimal = slices.DeleteFunc(found, func(d abnd.Diagnostic) bool { return d.Code == "file-empty" }), table.Decimal
	cases := r.read(table)
	if r.found.HasErrors() {
		return nil, r.found
	}
	if !table.IsPlain() {
		r.found = append(r.found, table.Remark(name))
	}
	return cases, r.found
}

type reader struct {
	name    string
	header  []string     // the column of each cell; blank where it is not known
	unknown map[int]bool // cells of the header with another name
	lineOf  map[string]int
	decimal textfile.Mark
	found   abnd.Diagnostics
}

func (r *reader) fail(line int, code string, problem, remedy abnd.Text) {
	place := r.name
	if line > 0 {
		place = r.place(line)
	}
	r.found = append(r.found, abnd.Diagnostic{Code: code, Place: place, Problem: problem, Remedy: remedy})
}

func (r *reader) place(line int) string { return fmt.Sprintf("%s:%d", r.name, line) }

func (r *reader) read(table textfile.Table) []Case {
	var cases []Case
	rows := 0
	for _, row := range table.Rows {
		switch {
		case r.header == nil:
			r.readHeader(row.Cells, row.Lines)
		case !allBlank(row.Cells):
			rows++
			cases = append(cases, r.readCase(row.Cells, row.Lines))
		}
	}
	if rows == 0 && len(r.found) == 0 {
		r.fail(0, "no-cases", abnd.T("the file does not contain any cases", "o ficheiro não tem casos"),
			abnd.T("start with the columns %s, then one case per row", "comece pelas colunas %s e depois um caso por linha").Fill(strings.Join(Columns(), ",")))
	}
	return cases
}

func (r *reader) readHeader(record []string, lines []int) {
	r.header = make([]string, len(record))
	known := allColumns()
	for i, cell := range record {
		name := strings.TrimSpace(cell)
		switch {
		case name == "":
		case !isColumn(name):
			remedy := abnd.T("the columns are %s", "as colunas são %s").Fill(strings.Join(known, ", "))
			if near := abnd.Nearest(name, known); near != "" {
				remedy = abnd.DidYouMean(near)
			}
			r.unknown[i] = true
			r.fail(lines[i], "unknown-column", abnd.T("unknown column %q", "a coluna %q não é conhecida").Fill(name), remedy)
		case slices.Contains(r.header, name):
			r.unknown[i] = true
			r.fail(lines[i], "column-twice", abnd.T("the column %q is duplicated", "a coluna %q aparece duas vezes").Fill(name), abnd.T("delete one of the two", "elimine uma das duas"))
		default:
			r.header[i] = name
		}
	}
	for _, name := range Columns() {
		if !slices.Contains(r.header, name) {
			r.fail(lines[0], "column-missing", abnd.T("the column %q is missing", "falta a coluna %q").Fill(name),
				abnd.T("add it, with a value for every case", "acrescente-a, com um valor para cada caso"))
		}
	}
}

// plainCase stands in for the cells that are not there or cannot be read, so
// that the engine can look at the others. It finds nothing wrong with it.
var plainCase = Case{
	Country: "XXX", Currency: "XXX", Description: abnd.Text{EN: "-"}, Source: abnd.Text{EN: "-"}, CountingUnit: abnd.CountPersons,
	Count: 1, TakeUp: 1, Amount: 1, Payments: 1, SharePaid: 1, Published: 1,
}

func (r *reader) readCase(record []string, lines []int) Case {
	c := plainCase
	c.Place = r.place(lines[0])
	for i, cell := range record {
		if strings.TrimSpace(cell) != "" && (i >= len(r.header) || r.header[i] == "" && !r.unknown[i]) {
			r.fail(lines[i], "no-column", abnd.T("%q is not in a column of the table", "%q não está em nenhuma coluna").Fill(cell),
				abnd.T("put texts that contain commas between quotation marks", "ponha entre aspas um texto com vírgulas"))
		}
	}
	for _, col := range columns {
		i := slices.Index(r.header, col.name)
		if i < 0 {
			continue // said once, of the header
		}
		line, cell := lines[0], ""
		if i < len(record) {
			line, cell = lines[i], strings.TrimSpace(record[i])
		}
		r.readCell(&c, col, line, cell)
	}
	for _, d := range c.placed(costing.Check(c.Study())) {
		if d.Severity == abnd.Error { // warnings come with the outcome
			r.found = append(r.found, d)
		}
	}
	return c
}

func allBlank(record []string) bool {
	return !slices.ContainsFunc(record, func(cell string) bool { return strings.TrimSpace(cell) != "" })
}

func (r *reader) readCell(c *Case, col column, line int, cell string) {
	fail := func(code string, problem, remedy abnd.Text) { r.fail(line, code, inColumn(col.name, problem), remedy) }
	if cell == "" && col.optional {
		return
	}
	if cell == "" {
		fail("needed", abnd.T("the cell is blank", "a célula está em branco"), abnd.T("enter a value, even if it is 0 or 1", "preencha-a, mesmo que seja 0 ou 1"))
		return
	}
	if col.text != nil {
		*col.text(c) = cell
		switch col.name {
		case "id":
			if first, twice := r.lineOf[cell]; twice {
				fail("id-twice", abnd.T("the case %q is already in line %d", "o caso %q já está na linha %d").Fill(cell, first), abnd.T("change the id of one of them", "mude o código de um deles"))
				return
			}
			r.lineOf[cell] = line
		case "counting_unit":
			if !slices.Contains(countingUnits, cell) {
				fail("choice", abnd.T("%q is not a valid counting unit", "%q não é uma unidade de contagem").Fill(cell), abnd.T("enter person or household", "escreva person ou household"))
			}
		case "calibrated":
			if !slices.Contains(Inputs(), cell) {
				fail("choice", abnd.T("%q is not an input of a case", "%q não é um dado de um caso").Fill(cell),
					abnd.T("enter the column that was solved from the published cost, one of %s, or clear the cell", "escreva a coluna que se deduziu do custo publicado, uma de %s, ou apague a célula").
						Fill(strings.Join(Inputs(), ", ")))
			}
		}
		return
	}
	x, ok := r.decimal.Parse(cell)
	if !ok {
		fail("text-for-number", abnd.T("expected a number, found the text %q", "esperava-se um número; encontrou-se o texto %q").Fill(cell), numberRemedy(cell))
		return
	}
	if col.wrong != nil {
		if problem, remedy := col.wrong(x, cell); !problem.IsZero() {
			fail("out-of-range", problem, remedy)
			return
		}
	}
	col.set(c, x)
}

func wrongPublished(x float64, cell string) (problem, remedy abnd.Text) {
	if x < 1 {
		return abnd.T("%s is not a valid published cost", "%s não é um custo publicado válido").Fill(cell),
			abnd.T("enter it in whole units of currency, not in millions, e.g. 1850000000", "indique-o em unidades da moeda, não em milhões, por exemplo 1850000000")
	}
	return abnd.Text{}, abnd.Text{}
}

func wrongTolerance(x float64, cell string) (problem, remedy abnd.Text) {
	if x < 0 || x >= 1 {
		return abnd.T("%s is not a valid tolerance", "%s não é uma tolerância válida").Fill(cell),
			abnd.T("enter it as a share of the published cost: 0.001 is 0.1%; 0 is exact to the unit", "indique-a como proporção do custo publicado: 0.001 é 0,1 %; 0 é exacto à unidade")
	}
	return abnd.Text{}, abnd.Text{}
}

// numberRemedy guesses how a number came to be text, without guessing its
// value.
func numberRemedy(s string) abnd.Text {
	switch {
	case strings.HasSuffix(s, "%"):
		return abnd.T("enter the share as a fraction: 0.12 for 12%", "escreva a proporção como fracção: 0.12 para 12%")
	case strings.ContainsAny(s, ", \u00a0\u202f"):
		return abnd.T("enter it with a decimal point and without thousands separators, e.g. 1234.5", "escreva-o com ponto decimal e sem separadores de milhares")
	}
	return abnd.T("enter digits and, if needed, a decimal point, e.g. 12.5", "escreva algarismos e, se preciso, um ponto decimal")
}
