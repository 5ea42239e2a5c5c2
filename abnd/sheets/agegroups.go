package sheets

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/demography"
)

// census is the code of a grid that holds a census.
const census = "GROUPS5"

// ReadAgeGroups makes a population by single age of a census: a row for each
// sex and group of ages, in any order, and a column headed with each year.
// Groups are those that censuses publish: single years, 0 and 1-4, five and
// ten years, and an open one as 80+; in English or Portuguese. The open group
// is divided as the pattern, the persons of another population of the same
// country at every single age, says; pattern may give nil where it knows none.
//
// Rows of totals are left aside, and so are persons whose age is not stated:
// both are said. The diagnostics are all that is wrong, each with its place;
// with an error among them there is no population.
func ReadAgeGroups(grid Grid, pattern func(year abnd.Year, sex abnd.Sex) []float64) (*abnd.Population, abnd.Diagnostics) {
	grid.Header = slices.Clone(grid.Header)
	for i, h := range grid.Header {
		grid.Header[i].Text = censusColumn(h.Text)
	}
	r := &reader{study: &abnd.Study{}, places: map[abnd.Path]string{}, grids: map[string]Grid{census: grid}}
	rows := r.table(census, []Column{
		{Key: "sex", Label: abnd.T("Sex", "Sexo")}, {Key: "group", Label: abnd.T("Ages", "Idades")},
	}, yearColumn)
	if len(rows) == 0 || len(rows[0].years()) == 0 {
		r.fail(grid.Place, "years-missing", abnd.T("there are no year columns", "não há colunas de anos"),
			abnd.T("enter the columns sex, group and the years, e.g. sex,group,2024", "indique as colunas sex, group e os anos, como sex,group,2024"))
		return nil, r.found
	}
	years := rows[0].years()
	p := abnd.NewPopulation(abnd.Years{First: years[0], Last: years[len(years)-1]})
	c := censusReader{reader: r, years: years, own: map[abnd.Sex][]ageRow{}, totals: map[abnd.Sex]row{}}
	c.sort(rows)
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		c.groupsOf(sex, pattern, &p)
	}
	c.sayTotals()
	r.sayAside()
	if r.found.HasErrors() {
		return nil, r.found
	}
	return &p, r.found
}

// censusReader sorts the rows of a census.
type censusReader struct {
	*reader
	years  []abnd.Year
	own    map[abnd.Sex][]ageRow
	totals map[abnd.Sex]row // of all ages; of both sexes under abnd.Both
	aside  []string         // places of other totals
}

// ageRow is a row with the ages that it counts.
type ageRow struct {
	row
	text string
	ages ageSpan
}

func (c *censusReader) sort(rows []row) {
	letters := sexLetters(rows)
	unknown := map[string][]string{}
	var words []string
	for _, w := range rows {
		text := strings.TrimSpace(w.text("group", ""))
		sexText := w.text("sex", "")
		sex := sexOf(sexText, letters)
		if sex == "" {
			if unknown[sexText] == nil {
				words = append(words, sexText)
			}
			unknown[sexText] = append(unknown[sexText], w.raw("sex").Place)
			continue
		}
		switch span, kind := parseAges(text); {
		case kind == totalAges:
			if _, twice := c.totals[sex]; !twice {
				c.totals[sex] = w
			}
		case sex == abnd.Both:
			c.aside = append(c.aside, w.place())
		case kind == ageNotStated:
			c.notStated(w, sex, text)
		default:
			c.own[sex] = append(c.own[sex], ageRow{w, text, span})
		}
	}
	for _, word := range words {
		places := unknown[word]
		problem := abnd.T("%q is not a valid sex", "%q não é um sexo").Fill(word)
		if len(places) > 1 {
			problem = abnd.T("%s (%d rows)", "%s (%d linhas)").Fill(problem, len(places))
		}
		c.fail(places[0], "choice", problem, abnd.T("enter female or male", "escreva feminino ou masculino"))
	}
}

// notStated says of how many persons the age is not known.
func (c *censusReader) notStated(w row, sex abnd.Sex, text string) {
	for _, year := range c.years {
		if x, ok := w.number(yearKey(year), ""); ok && x > 0 {
			c.warn(w.raw(yearKey(year)).Place, "age-not-stated",
				abnd.T("%q: the age of %.0f persons, %s, is not stated in %d; they are in no age", "%q: a idade de %.0f pessoas, %s, não é declarada em %d; não ficam em nenhuma idade").Fill(text, x, sexName(string(sex)), int(year)),
				abnd.T("to keep them, distribute them over the age groups first, in proportion", "para as manter, distribua-as antes pelos grupos, em proporção"))
		}
	}
}

// groupsOf reads the groups of one sex.
func (c *censusReader) groupsOf(sex abnd.Sex, pattern func(abnd.Year, abnd.Sex) []float64, p *abnd.Population) {
	own := c.own[sex]
	if len(own) == 0 {
		c.fail(c.grids[census].Place, "row-missing", abnd.T("there are no age groups, %s", "não há grupos, %s").Fill(sexName(string(sex))), abnd.T("enter every age group, starting with 0-4", "indique todos os grupos desde 0-4"))
		return
	}
	slices.SortStableFunc(own, func(a, b ageRow) int { return a.ages.from - b.ages.from })
	edges := []int{0}
	for i, w := range own {
		if problem, remedy := wrongAges(own, i, edges[i]); !problem.IsZero() {
			c.fail(w.raw("group").Place, "age", problem, remedy)
			return
		}
		edges = append(edges, w.ages.to+1)
	}
	edges = edges[:len(own)] // the open group has no end
	for _, year := range c.years {
		var figures []float64
		for _, w := range own {
			figures = append(figures, c.persons(w.row, year))
		}
		last := len(figures) - 1
		ages, err := demography.FromAges(edges, figures[:last], figures[last], pattern(year, sex))
		if err != nil {
			c.fail(own[last].raw(yearKey(year)).Place, "age-groups", demography.TextOf(err), abnd.T("check the column of the year", "verifique a coluna do ano"))
			continue
		}
		for age, n := range ages {
			p.Set(year, sex, age, abnd.Persons(n))
		}
		c.compareTotal(sex, year, figures)
	}
}

func (c *censusReader) persons(w row, year abnd.Year) float64 {
	x, ok := w.number(yearKey(year), "")
	if cell := w.raw(yearKey(year)); !ok && cell.Kind == RawBlank {
		c.fail(cell.Place, "population-hole", abnd.T("the persons of the group are missing", "faltam as pessoas do grupo"), abnd.T("enter a number of persons, e.g. 12400; a blank cell is not read as zero", "indique um número de pessoas, por exemplo 12400; uma célula em branco não vale zero"))
	}
	if x < 0 {
		c.fail(w.raw(yearKey(year)).Place, "population-negative", abnd.T("a population of %v is not possible", "não é possível uma população de %v").Fill(x), abnd.T("enter a number of persons, 0 or more", "indique um número de pessoas, 0 ou mais"))
		return 0 // it is reported once
	}
	return x
}

// compareTotal warns where the total of a sex is not the sum of its groups.
func (c *censusReader) compareTotal(sex abnd.Sex, year abnd.Year, figures []float64) {
	w, ok := c.totals[sex]
	if !ok {
		return
	}
	const rounding = 1 // persons a group
	sum := 0.0
	for _, n := range figures {
		sum += n
	}
	if total, ok := w.number(yearKey(year), ""); ok && math.Abs(total-sum) > float64(rounding*len(figures)) {
		c.warn(w.raw(yearKey(year)).Place, "sum", abnd.T("the total %.0f is not the sum of the groups, %.0f", "o total %.0f não é a soma dos grupos, %.0f").Fill(total, sum),
			abnd.T("check whether a group is missing, or persons whose age is not stated", "veja se falta um grupo, ou pessoas de idade não declarada"))
	}
}

func (c *censusReader) sayTotals() {
	var places []string
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male, abnd.Both} {
		if w, ok := c.totals[sex]; ok {
			places = append(places, w.place())
		}
	}
	if places = append(places, c.aside...); len(places) > 0 {
		c.found = append(c.found, abnd.Diagnostic{Severity: abnd.Remark, Code: "totals",
			Problem: abnd.T("rows of totals are not read: %s", "as linhas de totais não são lidas: %s").Fill(few(places))})
	}
}

// wrongAges says what is wrong with the ages of a row where those before it
// end at an exact age; blank where nothing is.
func wrongAges(own []ageRow, i, from int) (problem, remedy abnd.Text) {
	w := own[i]
	write := abnd.T("write five-year groups, 0-4, 5-9 …, and an open group at the end, e.g. 80+; single years, 0 and 1-4, and ten-year groups are read too", "escreva grupos de cinco anos, 0-4, 5-9 …, e um aberto no fim, como 80+; também se lêem anos simples, 0 e 1-4, e dez anos")
	want := strconv.Itoa(from) + "-" + strconv.Itoa(from+4)
	if i == len(own)-1 {
		want = strconv.Itoa(from) + "+"
	}
	switch {
	case looksLikeDate(w.text):
		return abnd.T("%q is a date: a spreadsheet has converted the ages into a date", "%q é uma data: uma folha de cálculo transformou nela as idades").Fill(w.text),
			abnd.T("format the column as text before the ages are typed, or write them as 5 a 9 or 5 to 9", "formate a coluna como texto antes de escrever as idades, ou escreva-as como 5 a 9")
	case w.ages == noAges:
		return abnd.T("%q is not a valid age group", "%q não é um grupo de idades").Fill(w.text), write
	case i > 0 && w.ages.from < from:
		return abnd.T("%q contains ages that %q also contains", "%q conta idades que %q também conta").Fill(w.text, own[i-1].text),
			abnd.T("delete the row if it is a subtotal or a duplicate", "elimine a linha se é um subtotal, ou a que se repete")
	case w.ages.from != from, (w.ages.to == openEnd) != (i == len(own)-1), !usualWidth(w.ages):
		return abnd.T("%q is not the group %s", "%q não é o grupo %s").Fill(w.text, want), write
	}
	return problem, remedy
}
