package weo

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/textfile"
	"github.com/openabnd/engine/costing/economy"
)

// column is a column of the file, whose name depends on the form.
type column uint8

const (
	isoColumn column = iota
	subjectColumn
	countryColumn
	scaleColumn
	actualColumn
	notesColumn
	frequencyColumn
)

// columnNames are the names of the text form and of the workbook form; a
// blank is a column that the form is not known to have.
var columnNames = map[column][2]string{
	isoColumn:       {"ISO", "COUNTRY.ID"},
	subjectColumn:   {"WEO Subject Code", "INDICATOR.ID"},
	countryColumn:   {"Country", "COUNTRY"},
	scaleColumn:     {"Scale", "SCALE"},
	actualColumn:    {"Estimates Start After", "LATEST_ACTUAL_ANNUAL_DATA"},
	notesColumn:     {"Country/Series-specific Notes", ""},
	frequencyColumn: {"Frequency", "FREQUENCY"},
}

// needed are the columns without which a row is no header.
var needed = []column{isoColumn, subjectColumn, scaleColumn}

// headerSearch is how many rows may stand above the header.
const headerSearch = 10

// scales turn the figures of the file into whole units.
var scales = map[string]float64{"": 1, "units": 1, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12}

// sameCountry are codes that the IMF uses or used where ISO 3166 has another
// one or none: Kosovo, and the West Bank and Gaza.
var sameCountry = [][]string{{"XKX", "KOS", "UVK"}, {"PSE", "WBG"}}

// largest bounds a figure in the unit of the file: GDP of a country in
// billions of the weakest currency has seven digits.
const largest = 1e12

type yearAt struct {
	year abnd.Year
	at   int
}

type reader struct {
	wanted  Wanted
	line    int
	columns map[column]int
	names   map[column]string // of the form of this file
	years   []yearAt
	tried   int  // rows looked at for a header
	byGroup bool // the file has groups of countries
	codes   economy.Countries
	country Country
	points  bool   // a figure has a decimal point
	commas  string // place of the first figure that has a comma and no point
	faults  textfile.Faults
}

// row takes one row; false ends the reading.
func (r *reader) row(cells []string) bool {
	if r.columns == nil {
		return r.header(cells)
	}
	iso := r.cell(cells, isoColumn)
	subject := r.cell(cells, subjectColumn)
	if subject == "" {
		r.note(cells)
		return true
	}
	r.codes.Add(iso)
	if !r.isWanted(iso) {
		return true
	}
	if f := r.cell(cells, frequencyColumn); f != "" && !strings.EqualFold(f, "Annual") && !strings.EqualFold(f, "A") {
		return true
	}
	r.series(cells, subject)
	return true
}

func (r *reader) header(cells []string) bool {
	index := map[string]int{}
	var years []yearAt
	for i, c := range cells {
		c = strings.TrimSpace(c)
		if _, twice := index[c]; !twice {
			index[c] = i
		}
		if y, ok := calendarYear(c); ok {
			years = append(years, yearAt{y, i})
		}
	}
	for form := range 2 {
		columns, names := map[column]int{}, map[column]string{}
		for c, both := range columnNames {
			if i, ok := index[both[form]]; ok && both[form] != "" {
				columns[c], names[c] = i, both[form]
			}
		}
		if !slices.ContainsFunc(needed, func(c column) bool { _, ok := columns[c]; return !ok }) && len(years) > 0 {
			r.columns, r.names, r.years = columns, names, years
			r.yearsOnce()
			return true
		}
	}
	_, r.byGroup = index["Country Group Name"]
	if r.tried++; r.byGroup {
		return false
	}
	return r.tried < headerSearch
}

func (r *reader) yearsOnce() {
	seen := map[abnd.Year]bool{}
	for _, y := range r.years {
		if seen[y.year] {
			r.faults.Fail(r.at(strconv.Itoa(int(y.year))), "column-twice", abnd.T("the year %d has two columns", "o ano %d tem duas colunas").Fill(int(y.year)), fetchAgain)
		}
		seen[y.year] = true
	}
}

func calendarYear(text string) (abnd.Year, bool) {
	const oldest, latest = 1900, 2200
	n, err := strconv.Atoi(text)
	return abnd.Year(n), err == nil && len(text) == 4 && n >= oldest && n <= latest
}

func (r *reader) cell(cells []string, c column) string {
	i, ok := r.columns[c]
	if !ok || i >= len(cells) {
		return ""
	}
	return strings.TrimSpace(cells[i])
}

// note reads the vintage in the lines under the table.
func (r *reader) note(cells []string) {
	if v := vintageFrom(vintageInNote, strings.Join(cells, " ")); v != (Vintage{}) {
		r.country.Vintage = v
	}
}

func (r *reader) isWanted(iso string) bool {
	if strings.EqualFold(iso, r.wanted.Country) {
		return true
	}
	for _, group := range sameCountry {
		if slices.Contains(group, iso) && slices.Contains(group, strings.ToUpper(r.wanted.Country)) {
			return true
		}
	}
	return false
}

func (r *reader) series(cells []string, subject string) {
	if first, twice := r.country.Series[subject]; twice {
		r.faults.Fail(r.at(r.names[subjectColumn]), "row-twice", abnd.T("%s is duplicated, first at %s", "%s aparece duas vezes, a primeira em %s").Fill(subject, first.Place), fetchAgain)
		return
	}
	s := Series{Subject: subject, Place: r.at(""), Values: map[abnd.Year]float64{}}
	if name := r.cell(cells, countryColumn); r.country.Name == "" {
		r.country.Name = economy.Shortened(name)
	}
	if m := currencyInNote.FindStringSubmatch(r.cell(cells, notesColumn)); m != nil && r.country.Currency == "" {
		r.country.Currency = economy.Shortened(strings.TrimRight(m[1], " ."))
	}
	scale, ok := scales[strings.ToLower(r.cell(cells, scaleColumn))]
	if !ok {
		r.faults.Fail(r.at(r.names[scaleColumn]), "scale", abnd.T("%q is not a valid scale of the World Economic Outlook", "%q não é uma escala do World Economic Outlook").Fill(economy.Shortened(r.cell(cells, scaleColumn))),
			abnd.T("it is Units, Millions or Billions", "é Units, Millions ou Billions"))
	}
	for _, y := range r.years {
		if y.at >= len(cells) {
			continue
		}
		if x, known := r.number(strings.TrimSpace(cells[y.at]), y.year); known {
			s.Values[y.year] = x * scale
		}
	}
	s.LastActual = r.lastActual(r.cell(cells, actualColumn))
	r.country.Series[subject] = s
}

// currencyInNote finds the currency in the notes on NGDP: "Primary domestic
// currency: Lao kip Data last updated: 09/2025".
var currencyInNote = regexp.MustCompile(`(?i)domestic currency:\s*(.+?)\s*(?:Data last updated|;|$)`)

// grouped is a number in the IMF's notation: commas between thousands.
var grouped = regexp.MustCompile(`^[-+]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$`)

// number reads a figure; "n/a", "--" and a blank are none.
func (r *reader) number(text string, year abnd.Year) (float64, bool) {
	switch strings.ToLower(text) {
	case "", "n/a", "--", "-", "...":
		return 0, false
	}
	place := r.at(strconv.Itoa(int(year)))
	plain := text
	if grouped.MatchString(text) {
		plain = strings.ReplaceAll(text, ",", "")
	}
	if strings.Contains(text, ".") {
		r.points = true
	} else if strings.Contains(text, ",") && r.commas == "" {
		r.commas = place
	}
	x, err := strconv.ParseFloat(plain, 64)
	if err != nil || math.IsInf(x, 0) || strings.Trim(plain, "0123456789+-.eE") != "" {
		r.faults.Fail(place, "text-for-number", abnd.T("expected a number, found the text %q", "esperava-se um número; encontrou-se o texto %q").Fill(economy.Shortened(text)), fetchAgain)
		return 0, false
	}
	if math.Abs(x) > largest {
		r.faults.Fail(place, "out-of-range", abnd.T("%v is larger than any figure of the World Economic Outlook", "%v é maior do que qualquer valor do World Economic Outlook").Fill(x), fetchAgain)
		return 0, false
	}
	return x, true
}

var fiscalYear = regexp.MustCompile(`^FY(\d{4})(?:/(\d{2}|\d{4}))?$`)

// lastActual reads the last year that is no projection; of a fiscal year it
// is the one in which that ends. 0 and "n/a" are not known.
func (r *reader) lastActual(text string) abnd.Year {
	if y, ok := calendarYear(strings.TrimSuffix(text, ".0")); ok {
		return y
	}
	if m := fiscalYear.FindStringSubmatch(strings.ToUpper(strings.ReplaceAll(text, " ", ""))); m != nil {
		first, _ := calendarYear(m[1])
		switch {
		case m[2] == "":
			return first
		case len(m[2]) == 4:
			last, _ := calendarYear(m[2])
			return last
		}
		// 2023/24, and 1999/00: the year after.
		if n, err := strconv.Atoi(m[2]); err == nil && (int(first)+1)%100 == n {
			return first + 1
		}
	}
	switch strings.ToLower(text) {
	case "", "0", "n/a", "--", "na":
		return 0
	}
	r.faults.Warn(r.at(r.names[actualColumn]), "year", abnd.T("%q does not contain a last actual year", "%q não contém um último ano observado").Fill(economy.Shortened(text)),
		abnd.T("enter last_actual in ECO and GGO if it is known", "preencha last_actual em ECO e GGO, se for conhecido"))
	return 0
}

// finish reports what the whole file lacks.
func (r *reader) finish() {
	switch {
	case r.commas != "" && !r.points:
		// This explains every other fault.
		r.faults = textfile.Faults{}
		r.faults.Fail(r.commas, "decimal-comma", abnd.T("no figure has a decimal point, and some have a comma: a spreadsheet has saved this file again with decimal commas", "nenhum valor tem ponto decimal e alguns têm vírgula: uma folha de cálculo voltou a guardar este ficheiro com vírgulas decimais"),
			abnd.T("give the file as downloaded", "indique o ficheiro tal como foi obtido"))
	case r.byGroup:
		r.faults.Fail(r.wanted.Name, "other-file", abnd.T("this is the file by country groups; it contains no single countries", "este é o ficheiro por grupos de países; não contém países"),
			abnd.T("download the file \"by countries\" of the same month, whose name ends in all, e.g. WEOApr2025all.xls", "obtenha o ficheiro «by countries» do mesmo mês, cujo nome acaba em all, como WEOApr2025all.xls"))
	case r.columns == nil:
		r.faults.Fail(r.wanted.Name, "no-header", abnd.T("no row has the columns %q and %q, or %q and %q: this is not a World Economic Outlook file by country", "não há nenhuma linha com as colunas %q e %q, ou %q e %q: este não é um ficheiro por país da base de dados World Economic Outlook").
			Fill(columnNames[isoColumn][0], columnNames[subjectColumn][0], columnNames[isoColumn][1], columnNames[subjectColumn][1]),
			fetchAgain)
	case len(r.country.Series) == 0 && r.faults.Found() == nil:
		problem, remedy := r.codes.Missing(r.wanted.Country, fetchAgain)
		r.faults.Fail(r.wanted.Name, "unknown-country", problem, remedy)
	}
	if r.country.Vintage == (Vintage{}) {
		r.country.Vintage = VintageOf(r.wanted.Name)
	}
}

var fetchAgain = abnd.T("download the file \"by countries\" again from imf.org, World Economic Outlook databases", "volte a obter o ficheiro «by countries» em imf.org, World Economic Outlook databases")

func (r *reader) at(column string) string { return textfile.Place(r.wanted.Name, r.line, column) }
