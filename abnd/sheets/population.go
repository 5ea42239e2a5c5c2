package sheets

import (
	"math"
	"strconv"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

func populationColumns(years abnd.Years) []Column {
	columns := []Column{
		{Key: "sex", Label: abnd.T("Sex", "Sexo"), Format: Code, List: populationSexList},
		{Key: "age", Label: abnd.T("Age", "Idade"), Format: Whole},
	}
	for _, y := range years.All() {
		columns = append(columns, Column{Key: yearKey(y), Label: abnd.Same(yearKey(y)), Format: Persons})
	}
	return columns
}

func writePopulation(study *abnd.Study) Sheet {
	p := &study.Population
	s := Sheet{
		Code: Population, Title: abnd.T("Population by single age and sex", "População por idade simples e sexo"), Columns: populationColumns(p.Years()), Frozen: 2,
		Help: abnd.T("Persons at mid-year, not thousands. Age 100 stands for 100 and over.", "Pessoas a meio do ano, não milhares. A idade 100 significa 100 e mais."),
	}
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		for age := 0; age <= abnd.MaxAge; age++ {
			w := s.newRow()
			w.fixed("sex", string(sex))
			w.put("age", "", abnd.Num(float64(age))).Input = false
			for _, year := range p.Years().All() {
				v := abnd.Value{}
				if n, known := p.Get(year, sex, age); known {
					v = abnd.Num(float64(n))
				}
				w.put(yearKey(year), costing.PopulationPath(year, sex, age), v)
			}
			w.end()
		}
	}
	return s
}

func readPopulation(r *reader) {
	r.places["population"] = r.grids[Population].Place
	rows := r.table(Population, populationColumns(abnd.Years{}), yearColumn)
	if len(rows) == 0 {
		return
	}
	years := rows[0].years()
	if len(years) == 0 {
		r.fail(r.grids[Population].Place, "years-missing", abnd.T("the sheet has no column for a year", "a folha não tem nenhuma coluna de ano"), abnd.T("add columns headed 2025, 2026 …", "acrescente colunas com os títulos 2025, 2026 …"))
		return
	}
	was := r.study.Population
	p := abnd.NewPopulation(abnd.Years{First: years[0], Last: years[len(years)-1]})
	p.Provenance, p.LastEstimate = was.Provenance, was.LastEstimate
	seen := map[string]bool{}
	for _, w := range rows {
		sex := abnd.Sex(w.text("sex", ""))
		age, ok := w.number("age", "")
		if sex != abnd.Female && sex != abnd.Male {
			r.fail(w.raw("sex").Place, "choice", abnd.T("%q is no sex of POP", "%q não é um sexo de POP").Fill(string(sex)), abnd.T("write female or male", "escreva female ou male"))
			continue
		}
		if !ok || age != math.Trunc(age) || age < 0 || age > abnd.MaxAge {
			r.fail(w.raw("age").Place, "age", abnd.T("%q is no single age from 0 to %d", "%q não é uma idade simples de 0 a %d").Fill(w.raw("age").Text, abnd.MaxAge), abnd.T("give one row for each age", "indique uma linha para cada idade"))
			continue
		}
		key := string(sex) + strconv.Itoa(int(age))
		if seen[key] {
			r.fail(w.raw("age").Place, "row-twice", abnd.T("age %v, %s, comes twice", "a idade %v, %s, aparece duas vezes").Fill(age, string(sex)), abnd.T("delete one row", "elimine uma linha"))
			continue
		}
		seen[key] = true
		for _, year := range years {
			if n, ok := w.number(yearKey(year), costing.PopulationPath(year, sex, int(age))); ok {
				p.Set(year, sex, int(age), abnd.Persons(n))
			}
		}
	}
	delete(r.places, "")
	r.study.Population = p
}
