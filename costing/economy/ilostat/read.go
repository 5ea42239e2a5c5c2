package ilostat

import (
	"cmp"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/economy"
)

// subject is what an indicator is about.
type subject uint8

const (
	participation subject = iota + 1
	labourForce
	unemployment
	employment // by status
	informality
)

// subjects are the indicators that are read, by the beginning of the ILO's
// code: modelled estimates (2), national surveys by ICLS (D), totals (T).
var subjects = []struct {
	prefix string
	of     subject
}{
	{"EAP_2WAP_SEX_AGE_RT", participation}, {"EAP_DWAP_SEX_AGE_RT", participation},
	{"EAP_2EAP_SEX_AGE_NB", labourForce}, {"EAP_TEAP_SEX_AGE_NB", labourForce},
	{"UNE_2EAP_SEX_AGE_RT", unemployment}, {"UNE_DEAP_SEX_AGE_RT", unemployment},
	{"EMP_2EMP_SEX_STE_NB", employment}, {"EMP_TEMP_SEX_STE_NB", employment},
	{"EMP_NIFL_SEX_RT", informality}, {"SDG_0831_SEX_ECO_RT", informality},
}

// Indicators lists the codes of the indicators that are read.
func Indicators() []string {
	var all []string
	for _, s := range subjects {
		all = append(all, s.prefix)
	}
	return all
}

// classes are the codes of ages and statuses that are read, with what they are
// here. The same ages come in several classifications.
var classes = map[string]string{
	"": total, "AGE_YTHADULT_YGE15": total, "AGE_AGGREGATE_TOTAL": total, "AGE_10YRBANDS_TOTAL": total, "AGE_5YRBANDS_TOTAL": total,
	"AGE_AGGREGATE_Y15-24": youth, "AGE_YTHADULT_Y15-24": youth, "AGE_AGGREGATE_Y25-54": prime, "AGE_AGGREGATE_Y55-64": older, "AGE_AGGREGATE_YGE65": old,
	"STE_ICSE93_TOTAL": total, "STE_AGGREGATE_TOTAL": total, "STE_ICSE93_1": employees, "STE_AGGREGATE_EES": employees,
	"ECO_SECTOR_TOTAL": total, "ECO_AGGREGATE_TOTAL": total, "ECO_ISIC4_TOTAL": total,
}

const (
	total, employees         = "total", "employees"
	youth, prime, older, old = "15-24", "25-54", "55-64", "65+"
)

var fetchAgain = abnd.T("download the indicator again from ilostat.ilo.org/data, bulk download, as CSV with codes", "volte a obter o indicador em ilostat.ilo.org/data, «bulk download», em CSV com códigos")

// key is one series of a file.
type key struct {
	of    subject
	sex   string // of the ILO: "SEX_F"
	class string
}

// figure is a figure with the classification that it was given in.
type figure struct {
	value float64
	class string
}

// Reader gathers the indicators of one country from one or more files.
type Reader struct {
	country   string
	countries economy.Countries
	// bySource are the figures of each source, the ILO's models among them: the
	// same year may be in several surveys.
	bySource map[subject]map[string]map[key]map[abnd.Year]figure
	found    abnd.Diagnostics
	files    int
	rows     int // of the country, of any indicator
	last     string
	others   map[string]bool // indicators that are not read
}

// NewReader prepares to read the country with the ISO 3166 code of three
// letters.
func NewReader(country string) *Reader {
	return &Reader{country: strings.ToUpper(country), bySource: map[subject]map[string]map[key]map[abnd.Year]figure{}, others: map[string]bool{}}
}

// Read reads one file to its end. name is what the user knows it as. What is
// wrong is told by [Reader.Labour].
func (r *Reader) Read(name string, from io.Reader) {
	r.last = name
	t := economy.NewTable(name, from, fetchAgain)
	defer func() { r.found = append(r.found, t.Found()...) }()
	if !t.Next() {
		return
	}
	if !t.SetHeader("ref_area", "indicator", "sex", "time", "obs_value") {
		switch {
		case t.SetHeader("ref_area.label") || t.SetHeader("indicator.label"):
			t.FailFile("labels", abnd.T("this file has labels in place of codes", "este ficheiro tem designações em vez de códigos"), fetchAgain)
		case t.SetHeader("REF_AREA", "OBS_VALUE"):
			t.FailFile("other-file", abnd.T("this is the SDMX version of the CSV, which is not read", "este é o CSV do SDMX, que não se lê"), fetchAgain)
		default:
			t.FailFile("no-header", abnd.T("the columns %s are missing in the first row: this is not an ILOSTAT file", "faltam na primeira linha as colunas %s: este não é um ficheiro do ILOSTAT").Fill("ref_area, indicator, sex, time, obs_value"), fetchAgain)
		}
		return
	}
	for t.Next() {
		code := t.Cell("ref_area")
		r.countries.Add(code)
		if strings.EqualFold(code, r.country) && !r.row(t) {
			return
		}
	}
	r.files++
}

// row takes one row of the country; false where the file is of a kind that is
// not read.
func (r *Reader) row(t *economy.Table) bool {
	r.rows++
	indicator := t.Cell("indicator")
	var of subject
	for _, s := range subjects {
		if strings.HasPrefix(indicator, s.prefix) {
			of = s.of
		}
	}
	if of == 0 {
		r.others[economy.Shortened(indicator)] = true
		return true
	}
	class, read := classes[t.Cell("classif1")]
	if sub := t.Cell("classif2"); !read || sub != "" && classes[sub] != total {
		return true
	}
	year, ok := economy.CalendarYear(t.Cell("time"))
	if !ok {
		t.Fail("time", "not-annual", abnd.T("%q is not a valid year: this file is quarterly or monthly", "%q não é um ano: este ficheiro é trimestral ou mensal").Fill(economy.Shortened(t.Cell("time"))),
			abnd.T("download the annual file, whose name ends in _A", "obtenha o ficheiro anual, cujo nome acaba em _A"))
		return false
	}
	if t.Cell("obs_value") == "" {
		return true
	}
	x, ok := t.Number(t.Cell("obs_value"), "obs_value")
	if !ok {
		return true
	}
	if isRate := of == participation || of == unemployment || of == informality; x < 0 || isRate && x > percent {
		t.Fail("obs_value", "out-of-range", abnd.T("%v is not a valid value; it must be between %v and %v", "%v não é um valor válido; tem de estar entre %v e %v").Fill(x, 0, percent), fetchAgain)
		return true
	}
	r.put(t, of, key{of, t.Cell("sex"), class}, year, x)
	return true
}

func (r *Reader) put(t *economy.Table, of subject, k key, year abnd.Year, x float64) {
	source := t.Cell("source")
	if r.bySource[of] == nil {
		r.bySource[of] = map[string]map[key]map[abnd.Year]figure{}
	}
	all := r.bySource[of]
	if all[source] == nil {
		all[source] = map[key]map[abnd.Year]figure{}
	}
	if all[source][k] == nil {
		all[source][k] = map[abnd.Year]figure{}
	}
	class := t.Cell("classif1")
	before, twice := all[source][k][year]
	switch {
	case twice && before.class != class:
		if rank(before.class) <= rank(class) {
			return
		}
	case twice && before.value != x:
		t.Fail("obs_value", "row-twice", abnd.T("%s of %d is %v here and %v before, of the same source", "%s de %d é %v aqui e %v antes, da mesma fonte").Fill(t.Cell("indicator")+" "+k.sex+" "+k.class, int(year), x, before.value),
			abnd.T("give each file once", "indique cada ficheiro uma só vez"))
		return
	}
	all[source][k][year] = figure{x, class}
}

// rank puts the classifications that give the same ages in order: those of 15
// and over come before totals that may have younger workers.
func rank(class string) int {
	if class == "AGE_YTHADULT_YGE15" {
		return 0
	}
	return 1
}

// best is the source of a subject whose figures reach furthest, and of those
// the one that has most.
func (r *Reader) best(of subject) map[key]map[abnd.Year]figure {
	sources := slices.Sorted(maps.Keys(r.bySource[of]))
	if len(sources) == 0 {
		return nil
	}
	measure := func(source string) (last abnd.Year, n int) {
		for _, values := range r.bySource[of][source] {
			for year := range values {
				last, n = max(last, year), n+1
			}
		}
		return last, n
	}
	chosen := slices.MaxFunc(sources, func(a, b string) int {
		lastA, nA := measure(a)
		lastB, nB := measure(b)
		return cmp.Or(cmp.Compare(lastA, lastB), cmp.Compare(nA, nB))
	})
	if len(sources) > 1 {
		r.found = append(r.found, abnd.Diagnostic{Severity: abnd.Remark, Code: "sources", Place: r.last,
			Problem: abnd.T("several sources have %s (%s); %s is used, as its values reach the latest year", "várias fontes têm %s (%s); usa-se %s, cujos valores chegam ao ano mais recente").Fill(names[of], strings.Join(sources, ", "), chosen),
			Remedy:  abnd.T("to use another source, keep only its rows in the file", "para usar outra fonte, deixe no ficheiro só as linhas dela")})
	}
	return r.bySource[of][chosen]
}

var names = map[subject]abnd.Text{
	participation: abnd.T("participation", "a taxa de actividade"), labourForce: abnd.T("the labour force", "a população activa"), unemployment: abnd.T("unemployment", "o desemprego"),
	employment: abnd.T("employment by status", "o emprego por situação na profissão"), informality: abnd.T("informal employment", "o emprego informal"),
}
