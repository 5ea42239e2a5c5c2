package wdi

import (
	"io"
	"regexp"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/economy"
)

// The indicators that are read, by the World Bank's code. Money is in whole
// units of national currency, rates are percent, indices as published.
const (
	nominalGDP     = "NY.GDP.MKTP.CN"    // GDP, current LCU
	realGDP        = "NY.GDP.MKTP.KN"    // GDP, constant LCU
	realGrowth     = "NY.GDP.MKTP.KD.ZG" // growth of GDP, annual %
	deflatorGrowth = "NY.GDP.DEFL.KD.ZG" // inflation of the GDP deflator, annual %
	priceIndex     = "FP.CPI.TOTL"       // consumer price index
	inflation      = "FP.CPI.TOTL.ZG"    // consumer prices, annual %
	parity         = "PA.NUS.PPP"        // PPP conversion factor of GDP, LCU per international dollar
	exchangeRate   = "PA.NUS.FCRF"       // official exchange rate, LCU per US dollar, period average
)

// Indicators lists the codes of the indicators that are read.
func Indicators() []string {
	return []string{nominalGDP, realGDP, realGrowth, deflatorGrowth, priceIndex, inflation, parity, exchangeRate}
}

var fetchAgain = abnd.T("download the CSV again from data.worldbank.org, and unpack it: the file whose name begins with API_", "volte a obter o CSV em data.worldbank.org e descomprima-o: o ficheiro cujo nome começa por API_")

// Reader gathers the indicators of one country from one or more files.
type Reader struct {
	country   string
	countries economy.Countries
	data      Country
	found     abnd.Diagnostics
	files     int
	last      string
}

// Country is what the files hold on one country.
type Country struct {
	ISO3    string
	Name    string                           // in English
	Updated string                           // the date that the files give, as "2025-07-01"; blank where they give none
	Series  map[string]map[abnd.Year]float64 // by indicator
	places  map[string]string                // of the row of each
}

// NewReader prepares to read the country with the ISO 3166 code of three
// letters.
func NewReader(country string) *Reader {
	country = strings.ToUpper(country)
	return &Reader{country: country, data: Country{ISO3: country, Series: map[string]map[abnd.Year]float64{}, places: map[string]string{}}}
}

// The columns of the two kinds of header.
var headers = []struct{ code, name, indicator string }{
	{"Country Code", "Country Name", "Indicator Code"},
	{"Country Code", "Country Name", "Series Code"},
}

// headerSearch is how many rows may stand above the header.
const headerSearch = 10

var (
	yearOfHead = regexp.MustCompile(`^(\d{4})(?: \[YR\d{4}\])?$`)
	isoDate    = regexp.MustCompile(`\d{4}-\d{2}-\d{2}`)
	usDate     = regexp.MustCompile(`(\d{2})/(\d{2})/(\d{4})`)
)

// Read reads one file to its end. name is what the user knows it as. What is
// wrong is told by [Reader.Country].
func (r *Reader) Read(name string, from io.Reader) {
	r.last = name
	t := economy.NewTable(name, from, fetchAgain)
	defer func() { r.found = append(r.found, t.Found()...) }()
	code, label, indicator, ok := r.header(t)
	if !ok {
		return
	}
	years := map[int]abnd.Year{}
	for i, c := range t.Cells() {
		if m := yearOfHead.FindStringSubmatch(strings.TrimSpace(c)); m != nil {
			if y, ok := economy.CalendarYear(m[1]); ok {
				years[i] = y
			}
		}
	}
	if len(years) == 0 {
		t.FailFile("no-years", abnd.T("the header has no year column, e.g. 2023", "o cabeçalho não tem nenhuma coluna de ano, por exemplo 2023"), fetchAgain)
		return
	}
	for t.Next() {
		r.updated(t.Cells())
		iso := t.Cell(code)
		if t.Cell(indicator) == "" {
			continue // notes below the table
		}
		r.countries.Add(iso)
		if strings.EqualFold(iso, r.country) {
			if r.data.Name == "" {
				r.data.Name = economy.Shortened(t.Cell(label))
			}
			r.row(t, t.Cell(indicator), years)
		}
	}
	r.files++
}

// header finds the header and says which columns it has.
func (r *Reader) header(t *economy.Table) (code, label, indicator string, ok bool) {
	for tried := 0; tried < headerSearch && t.Next(); tried++ {
		r.updated(t.Cells())
		for _, h := range headers {
			if t.SetHeader(h.code, h.indicator) {
				return h.code, h.name, h.indicator, true
			}
		}
		if t.SetHeader("Country Code", "IncomeGroup") {
			t.FailFile("other-file", abnd.T("this is the list of countries that accompanies the data, not the data", "esta é a lista de países que acompanha os valores, não os valores"),
				abnd.T("give the file whose name begins with API_", "indique o ficheiro cujo nome começa por API_"))
			return "", "", "", false
		}
	}
	if !t.Found().HasErrors() {
		t.FailFile("no-header", abnd.T("no row has the columns %q and %q: this is not a World Development Indicators file", "não há nenhuma linha com as colunas %q e %q: este não é um ficheiro dos World Development Indicators").
			Fill(headers[0].code, headers[0].indicator), fetchAgain)
	}
	return "", "", "", false
}

// updated reads the date of the file in a line above or below the table.
func (r *Reader) updated(cells []string) {
	if len(cells) == 0 || !strings.HasPrefix(strings.TrimSpace(cells[0]), "Last Updated") {
		return
	}
	line := strings.Join(cells, " ")
	if date := isoDate.FindString(line); date != "" {
		r.data.Updated = max(r.data.Updated, date)
	} else if m := usDate.FindStringSubmatch(line); m != nil {
		r.data.Updated = max(r.data.Updated, m[3]+"-"+m[1]+"-"+m[2])
	}
}

func (r *Reader) row(t *economy.Table, indicator string, years map[int]abnd.Year) {
	wanted := false
	for _, code := range Indicators() {
		wanted = wanted || code == indicator
	}
	if !wanted {
		return
	}
	if first, twice := r.data.places[indicator]; twice {
		t.Fail("", "row-twice", abnd.T("%s is duplicated, first at %s", "%s aparece duas vezes, a primeira em %s").Fill(indicator, first),
			abnd.T("give each file once", "indique cada ficheiro uma só vez"))
		return
	}
	r.data.places[indicator] = t.At("")
	values := map[abnd.Year]float64{}
	for i, year := range years {
		text := t.CellAt(i)
		if text == "" || text == ".." {
			continue
		}
		if x, ok := t.Number(text, t.Cells()[0]+" "+indicator); ok {
			values[year] = x
		}
	}
	r.data.Series[indicator] = values
}

// Country is what the files hold together. All problems of all files are
// returned; where one is an error the country is empty.
func (r *Reader) Country() (Country, abnd.Diagnostics) {
	if r.found.HasErrors() {
		return Country{}, r.found
	}
	switch {
	case r.data.Name == "" && r.files > 0:
		problem, remedy := r.countries.Missing(r.country, fetchAgain)
		r.found = append(r.found, abnd.Diagnostic{Code: "unknown-country", Place: r.last, Problem: problem, Remedy: remedy})
		return Country{}, r.found
	case len(r.data.Series) == 0:
		r.found = append(r.found, abnd.Diagnostic{Code: "no-indicator", Place: r.last,
			Problem: abnd.T("the files contain none of the required indicators", "os ficheiros não contêm nenhum dos indicadores necessários"),
			Remedy:  abnd.T("download %s; population by age comes from the United Nations: abnd import wpp", "obtenha %s; a população por idade vem das Nações Unidas: abnd import wpp").Fill(strings.Join(Indicators(), ", "))})
		return Country{}, r.found
	}
	return r.data, r.found
}
