package survey

import (
	"io"
	"math"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/textfile"
)

// Money says how consumption and amounts stand in the files.
type Money struct {
	// Months are those that an amount of the file is for: 1, 12 where it is a
	// year's.
	Months float64
	// PerHead says that consumption is of one member, not of the household.
	PerHead bool
}

// reader makes a sample of files.
type reader struct {
	textfile.Faults
	columns Columns
	money   Money
	sample  Sample
	at      map[string]int // a household by its ID
}

// Reader reads the files of a survey, that of households first.
type Reader struct{ r reader }

// NewReader reads files with these columns.
func NewReader(columns Columns, money Money) *Reader {
	return &Reader{reader{columns: columns, money: money, at: map[string]int{}}}
}

// Sample is what was read, with all that is wrong. Where something is wrong there is
// no sample.
func (r *Reader) Sample() (*Sample, abnd.Diagnostics) {
	if found := r.r.Found(); r.r.Errors() > 0 {
		return nil, found
	}
	sample := r.r.sample
	return &sample, r.r.Found()
}

// table is a file with its columns found.
type table struct {
	name   string
	mark   textfile.Mark
	header []string
	rows   []textfile.Row
}

func (r *reader) open(name string, in io.Reader) (table, bool) {
	t, found := textfile.Read(name, in)
	for _, d := range found {
		r.Add(d)
	}
	if found.HasErrors() {
		return table{}, false
	}
	if len(t.Rows) < 2 {
		r.Fail(name, "survey-empty", abnd.T("the file has no rows below its header", "o ficheiro não tem linhas abaixo do cabeçalho"),
			abnd.T("export the survey with one row for each household", "exporte o inquérito com uma linha por agregado"))
		return table{}, false
	}
	if !t.IsPlain() {
		r.Add(t.Remark(name))
	}
	out := table{name: name, mark: t.Decimal, rows: t.Rows[1:]}
	for _, h := range t.Rows[0].Cells {
		out.header = append(out.header, strings.TrimSpace(h))
	}
	r.warnOfPrivate(out)
	return out, true
}

// column is where a column stands; −1 where the file has none of the name. A
// column that is needed, or that the user has named, must be there.
func (r *reader) column(t table, name, what string, needed bool) int {
	at := slices.IndexFunc(t.header, func(h string) bool { return strings.EqualFold(h, name) })
	if name == "" || at >= 0 {
		return at
	}
	if needed {
		r.Fail(textfile.Place(t.name, 1, ""), "survey-column", abnd.T("there is no column %q, for %s", "não há a coluna %q, para %s").Fill(name, what),
			abnd.T("%s; or name the column with --columns %s=NAME", "%s; ou indique a coluna com --columns %s=NOME").Fill(abnd.Suggestion(name, t.header), what))
	}
	return -1
}

// cell is what stands in a column of a row; "" beyond its end.
func cell(row textfile.Row, at int) string {
	if at < 0 || at >= len(row.Cells) {
		return ""
	}
	return strings.TrimSpace(row.Cells[at])
}

func line(row textfile.Row) int { return row.Lines[0] }

// number reads a number that must be there, within bounds.
func (r *reader) number(t table, row textfile.Row, at int, low float64) float64 {
	text, place := cell(row, at), textfile.Place(t.name, line(row), t.header[at])
	x, ok := t.mark.Parse(text)
	switch {
	case text == "":
		r.Fail(place, "survey-missing", abnd.T("the cell is blank", "a célula está em branco"),
			abnd.T("enter the figure, or take the household out of the file and say how many were taken out", "indique o valor, ou retire o agregado do ficheiro e diga quantos foram retirados"))
	case !ok:
		r.Fail(place, "survey-number", abnd.T("%q is not a valid number", "%q não é um número válido").Fill(text),
			abnd.T("write digits with a decimal mark, e.g. 1250.5; codes as 99999 or NA for what is missing must be replaced", "escreva algarismos com o separador decimal, por exemplo 1250,5; os códigos do que falta, como 99999 ou NA, têm de ser substituídos"))
	case x < low:
		r.Fail(place, "survey-range", abnd.T("%s is too small; the least is %g", "%s é demasiado pequeno; o mínimo é %g").Fill(text, low),
			abnd.T("correct the figure", "corrija o valor"))
	default:
		return x
	}
	return math.NaN()
}

// yesOrCount reads whether somebody receives, or how many do.
func (r *reader) yesOrCount(t table, row textfile.Row, at int) float64 {
	switch text := strings.ToLower(cell(row, at)); text {
	case "yes", "sim", "true":
		return 1
	case "no", "não", "nao", "false":
		return 0
	}
	return r.number(t, row, at, 0)
}

// sexOf reads a sex: f/m, 1 male and 2 female as the statistics offices code
// it, or words.
func (r *reader) sexOf(t table, row textfile.Row, at int) abnd.Sex {
	switch text := strings.ToLower(cell(row, at)); text {
	case "2", "f", "female", "feminino", "mulher", "w":
		return abnd.Female
	case "1", "m", "male", "masculino", "homem", "h":
		return abnd.Male
	case "":
		return ""
	default:
		r.Fail(textfile.Place(t.name, line(row), t.header[at]), "survey-sex", abnd.T("%q is not a valid sex", "%q não é um sexo válido").Fill(text),
			abnd.T("write f or 2 for female, m or 1 for male", "escreva f ou 2 para feminino, m ou 1 para masculino"))
		return ""
	}
}

// Households reads the file of households.
func (r *Reader) Households(name string, in io.Reader) {
	x := &r.r
	t, ok := x.open(name, in)
	if !ok {
		return
	}
	c := x.columns
	id, weight, size, money := x.column(t, c.Household, "household", true), x.column(t, c.Weight, "weight", true), x.column(t, c.Size, "size", true),
		x.column(t, c.Consumption, "consumption", true)
	byDefault := DefaultColumns()
	stratum, cluster := x.column(t, c.Stratum, "stratum", c.Stratum != byDefault.Stratum), x.column(t, c.Cluster, "cluster", c.Cluster != byDefault.Cluster)
	area, head := x.column(t, c.Area, "area", c.Area != byDefault.Area), x.column(t, c.HeadSex, "head_sex", c.HeadSex != byDefault.HeadSex)
	type schemeAt struct{ receives, amount int }
	var schemes []schemeAt
	for _, s := range c.Schemes {
		schemes = append(schemes, schemeAt{x.column(t, s.Receives, s.Name, true), x.column(t, s.Amount, s.Name, true)})
		x.sample.Schemes = append(x.sample.Schemes, s.Name)
	}
	if x.Errors() > 0 {
		return
	}
	x.sample.Stratified, x.sample.Clustered = stratum >= 0, cluster >= 0
	x.warnOfDesign(t)
	const least = 1e-9 // a weight, a size and consumption are above zero
	for _, row := range t.rows {
		h := Household{
			ID: cell(row, id), Stratum: cell(row, stratum), Cluster: cell(row, cluster), Area: cell(row, area),
			Weight: x.number(t, row, weight, least), Size: x.number(t, row, size, 1), Consumption: x.number(t, row, money, least),
		}
		x.named(t, row, id, stratum, cluster)
		if head >= 0 {
			h.HeadSex = x.sexOf(t, row, head)
		}
		if x.money.PerHead {
			h.Consumption *= h.Size
		}
		h.Consumption /= x.money.Months
		for i, at := range schemes {
			h.Transfers = append(h.Transfers, x.transfer(t, row, at.receives, at.amount, c.Schemes[i]))
		}
		x.checkTransfers(t, row, &h)
		if before, twice := x.at[h.ID]; twice && h.ID != "" {
			x.Fail(textfile.Place(t.name, line(row), t.header[id]), "survey-twice", abnd.T("the household %q stands in two rows; this is row %d of the sample and %d", "o agregado %q está em duas linhas; é a linha %d da amostra e a %d").Fill(h.ID, len(x.sample.Households)+1, before+1),
				abnd.T("leave one row for each household", "deixe uma linha por agregado"))
			continue
		}
		x.at[h.ID] = len(x.sample.Households)
		x.sample.Households = append(x.sample.Households, h)
	}
	x.warnOfLonely(t)
}

// named reports what has no name where the survey gives names.
func (r *reader) named(t table, row textfile.Row, columns ...int) {
	for _, at := range columns {
		if at >= 0 && cell(row, at) == "" {
			r.Fail(textfile.Place(t.name, line(row), t.header[at]), "survey-missing", abnd.T("the cell is blank", "a célula está em branco"),
				abnd.T("every household needs its number and, where the survey has them, its stratum and cluster", "cada agregado precisa do seu número e, se o inquérito os tiver, do seu estrato e do seu conglomerado"))
		}
	}
}

// transfer reads what a household has of a scheme.
func (r *reader) transfer(t table, row textfile.Row, receives, amount int, s SchemeColumns) Transfer {
	n := r.yesOrCount(t, row, receives)
	tr := Transfer{Receives: n > 0, Recipients: math.NaN()}
	if s.Member != "" {
		tr.Recipients = 0 // counted in the file of persons
	}
	text := cell(row, amount)
	if text == "" && n == 0 {
		return tr
	}
	tr.Amount = r.number(t, row, amount, 0) / r.money.Months
	if place := textfile.Place(t.name, line(row), t.header[amount]); n == 0 && tr.Amount > 0 {
		r.Fail(place, "survey-receives", abnd.T("the household does not receive %q, and has an amount of it", "o agregado não recebe %q e tem um montante").Fill(s.Name),
			abnd.T("correct the column %s or %s", "corrija a coluna %s ou %s").Fill(t.header[receives], t.header[amount]))
	}
	return tr
}

// checkTransfers refuses amounts above what is consumed: consumption without
// them would be below zero.
func (r *reader) checkTransfers(t table, row textfile.Row, h *Household) {
	sum := 0.0
	for _, tr := range h.Transfers {
		sum += tr.Amount
	}
	if sum > h.Consumption {
		r.Warn(textfile.Place(t.name, line(row), ""), "survey-above", abnd.T("the household receives more (%.2f) than it consumes (%.2f a month): without it, its consumption is below zero", "o agregado recebe mais (%.2f) do que consome (%.2f por mês): sem isso o seu consumo é inferior a zero").Fill(sum, h.Consumption),
			abnd.T("check that both are of the same months", "verifique se ambos são dos mesmos meses"))
	}
}

// Persons reads the file of persons.
func (r *Reader) Persons(name string, in io.Reader) {
	x := &r.r
	if x.Errors() > 0 {
		return
	}
	t, ok := x.open(name, in)
	if !ok {
		return
	}
	c := x.columns
	id, age, sex := x.column(t, c.Household, "household", true), x.column(t, c.Age, "age", true), x.column(t, c.Sex, "sex", true)
	members := make([]int, len(c.Schemes))
	for i, s := range c.Schemes {
		members[i] = x.column(t, s.Member, s.Name, true)
	}
	if x.Errors() > 0 {
		return
	}
	for _, row := range t.rows {
		at, known := x.at[cell(row, id)]
		if !known {
			x.Fail(textfile.Place(t.name, line(row), t.header[id]), "survey-household", abnd.T("the household %q is not in the file of households", "o agregado %q não está no ficheiro de agregados").Fill(cell(row, id)),
				abnd.T("check that both files are of one survey", "verifique se os dois ficheiros são do mesmo inquérito"))
			continue
		}
		years := x.number(t, row, age, 0)
		h := &x.sample.Households[at]
		h.People = append(h.People, Person{Age: int(min(years, abnd.MaxAge)), Sex: x.sexOf(t, row, sex)})
		for i, member := range members {
			if member >= 0 {
				h.Transfers[i].Recipients += x.yesOrCount(t, row, member)
			}
		}
	}
	x.compareSizes(t)
}

// compareSizes says how many households have another number of persons in the
// file of persons than members.
func (r *reader) compareSizes(t table) {
	unlike, none := 0, 0
	for i := range r.sample.Households {
		h := &r.sample.Households[i]
		switch {
		case len(h.People) == 0:
			none++
		case float64(len(h.People)) != h.Size:
			unlike++
		}
	}
	if none > 0 {
		r.Fail(t.name, "survey-nobody", abnd.T("%d households have nobody in the file of persons", "%d agregados não têm ninguém no ficheiro de pessoas").Fill(none),
			abnd.T("check that both files are of one survey", "verifique se os dois ficheiros são do mesmo inquérito"))
	}
	if unlike > 0 {
		r.Warn(t.name, "survey-size", abnd.T("%d households have another number of persons than their size says", "%d agregados têm outro número de pessoas do que a sua dimensão diz").Fill(unlike),
			abnd.T("shares of persons are taken by size, groups by age from the file of persons", "as proporções de pessoas tomam a dimensão, os grupos etários o ficheiro de pessoas"))
	}
}

// warnOfDesign says what is missing of the design.
func (r *reader) warnOfDesign(t table) {
	if !r.sample.Clustered {
		r.Warn(t.name, "survey-clusters", abnd.T("the file names no clusters: each household is taken as one, and the errors are too small", "o ficheiro não indica conglomerados: cada agregado é tomado como um, e os erros são demasiado pequenos"),
			abnd.T("name the column of the primary sampling unit with --columns cluster=NAME", "indique a coluna da unidade primária de amostragem com --columns cluster=NOME"))
	}
	if !r.sample.Stratified {
		r.Warn(t.name, "survey-strata", abnd.T("the file names no strata: it is taken as one", "o ficheiro não indica estratos: é tomado como um só"),
			abnd.T("name the column with --columns stratum=NAME", "indique a coluna com --columns stratum=NOME"))
	}
}

// warnOfLonely names strata in which no error can be computed.
func (r *reader) warnOfLonely(t table) {
	if lonely := r.sample.LonelyStrata(); len(lonely) > 0 {
		r.Warn(t.name, "survey-lonely", abnd.T("these strata have a single cluster, so that no errors can be computed: %s", "estes estratos têm um só conglomerado, pelo que não é possível calcular erros: %s").Fill(textfile.Listed(lonely)),
			abnd.T("join such a stratum with its neighbour in the column of strata", "junte cada um ao estrato vizinho, na coluna dos estratos"))
	}
}

// CompareWeights says where the weights do not fit a population of so many
// persons; 0 where that is not known.
func (s *Sample) CompareWeights(persons float64) abnd.Diagnostics {
	var found abnd.Diagnostics
	const far = 0.1
	stands := s.Persons()
	households := 0.0
	for i := range s.Households {
		households += s.Households[i].Weight
	}
	switch {
	case math.Abs(households/float64(len(s.Households))-1) < far:
		found.AddWarning("", "survey-weights", abnd.T("the weights add up to the households of the sample: shares are right, numbers of persons are those of the sample", "os ponderadores somam os agregados da amostra: as proporções estão certas, os números de pessoas são os da amostra"),
			abnd.T("use the weights that expand the sample to the country", "use os ponderadores que extrapolam a amostra para o país"))
	case persons > 0 && math.Abs(stands/persons-1) > far:
		found.AddWarning("", "survey-weights", abnd.T("the sample stands for %.0f persons, and the population is %.0f", "a amostra representa %.0f pessoas, e a população é de %.0f").Fill(stands, persons),
			abnd.T("check that the weights are of households, and of the same year", "verifique se os ponderadores são de agregados, e do mesmo ano"))
	}
	return found
}
