package sheets

import (
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/demography"
)

// ReadAgeGroups makes a population by single age of one by five-year groups,
// as censuses publish it: a row for each sex and group, 0-4, 5-9, … and an
// open one as 80+, in rising order, and a column headed with each year. The
// open group is divided as the pattern, the persons of another population of
// the same country at every single age, says; pattern may give nil where it
// knows none. The diagnostics are all that is wrong, each with its place; with
// an error among them there is no population.
func ReadAgeGroups(grid Grid, pattern func(year abnd.Year, sex abnd.Sex) []float64) (*abnd.Population, abnd.Diagnostics) {
	const code = "GROUPS5"
	r := &reader{study: &abnd.Study{}, places: Places{}, grids: map[string]Grid{code: grid}}
	rows := r.table(code, []Column{
		{Key: "sex", Label: abnd.T("Sex", "Sexo")}, {Key: "group", Label: abnd.T("Ages", "Idades")},
	}, yearColumn)
	if len(rows) == 0 || len(rows[0].years()) == 0 {
		r.fail(grid.Place, "years-missing", abnd.T("there are no figures by year", "não há valores por ano"),
			abnd.T("give columns sex, group and the years, as in sex,group,2024", "indique as colunas sex, group e os anos, como sex,group,2024"))
		return nil, r.found
	}
	years := rows[0].years()
	p := abnd.NewPopulation(abnd.Years{First: years[0], Last: years[len(years)-1]})
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		r.groupsOf(rows, sex, years, pattern, &p)
	}
	for _, w := range rows {
		if sex := abnd.Sex(w.text("sex", "")); sex != abnd.Female && sex != abnd.Male {
			r.fail(w.raw("sex").Place, "choice", abnd.T("%q is no sex", "%q não é um sexo").Fill(string(sex)), abnd.T("write female or male", "escreva female ou male"))
		}
	}
	if r.found.HasErrors() {
		return nil, r.found
	}
	return &p, r.found
}

// groupsOf reads the groups of one sex.
func (r *reader) groupsOf(rows []row, sex abnd.Sex, years []abnd.Year, pattern func(abnd.Year, abnd.Sex) []float64, p *abnd.Population) {
	var own []row
	for _, w := range rows {
		if w.text("sex", "") == string(sex) {
			own = append(own, w)
		}
	}
	if len(own) == 0 {
		r.fail(r.grids["GROUPS5"].Place, "row-missing", abnd.T("there are no groups, %s", "não há grupos, %s").Fill(sexName(string(sex))), abnd.T("give every group from 0-4 on", "indique todos os grupos desde 0-4"))
		return
	}
	const width = 5
	for i, w := range own {
		want := strconv.Itoa(width*i) + "-" + strconv.Itoa(width*i+width-1)
		if i == len(own)-1 {
			want = strconv.Itoa(width*i) + "+"
		}
		if got := strings.ReplaceAll(strings.ReplaceAll(w.text("group", ""), " ", ""), "–", "-"); got != want {
			r.fail(w.raw("group").Place, "age", abnd.T("%q is not the group %s", "%q não é o grupo %s").Fill(got, want),
				abnd.T("write five-year groups in rising order, 0-4, 5-9 …, and an open one at the end, as 80+", "escreva grupos de cinco anos por ordem crescente, 0-4, 5-9 …, e um aberto no fim, como 80+"))
			return
		}
	}
	for _, year := range years {
		var figures []float64
		for _, w := range own {
			x, ok := w.number(yearKey(year), "")
			if c := w.raw(yearKey(year)); !ok && c.Kind == RawBlank {
				w.fail(c.Place, "population-hole", abnd.T("the persons of the group are missing", "faltam as pessoas do grupo"), abnd.T("fill it in; a hole is not a zero", "preencha-o; uma falha não é um zero"))
			}
			if x < 0 {
				w.fail(w.raw(yearKey(year)).Place, "population-negative", abnd.T("a population cannot be %v", "uma população não pode ser %v").Fill(x), abnd.T("give a number of persons, 0 or more", "indique um número de pessoas, 0 ou mais"))
				x = 0 // it is reported once
			}
			figures = append(figures, x)
		}
		last := len(figures) - 1
		ages, err := demography.FromGroups(figures[:last], figures[last], pattern(year, sex))
		if err != nil {
			r.fail(own[last].raw(yearKey(year)).Place, "age-groups", demography.TextOf(err), abnd.T("check the column of the year", "verifique a coluna do ano"))
			continue
		}
		for age, n := range ages {
			p.Set(year, sex, age, abnd.Persons(n))
		}
	}
}
