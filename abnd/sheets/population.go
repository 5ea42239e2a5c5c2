package sheets

import (
	"slices"

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
	years := study.PopulationYears()
	base, projected := study.PopulationBase()
	s := Sheet{
		Code: Population, Title: abnd.T("Population by single age and sex", "População por idade simples e sexo"), Columns: populationColumns(years), Frozen: 2,
		Help: abnd.T("Persons at mid-year, not thousands. Age 100 means 100 and over.", "Pessoas em 1 de Julho, não milhares. A idade 100 significa 100 e mais."),
	}
	if projected {
		s.Help = abnd.T("Persons at mid-year, not thousands, up to the base year; later years are projected from DEMO, MORT, FERT and MIG. Age 100 means 100 and over.",
			"Pessoas em 1 de Julho, não milhares, até ao ano-base; os anos seguintes são projectados com DEMO, MORT, FERT e MIG. A idade 100 significa 100 e mais.")
	}
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		for age := 0; age <= abnd.MaxAge; age++ {
			w := s.newRow()
			w.fixed("sex", string(sex))
			w.put("age", "", abnd.Num(float64(age))).Input = false
			for _, year := range years.All() {
				if projected && year > base {
					w.closed(yearKey(year))
					continue
				}
				v := abnd.Value{}
				if p.Years().Contains(year) {
					if n, known := p.Get(year, sex, age); known {
						v = abnd.Num(float64(n))
					}
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
		r.fail(r.grids[Population].Place, "years-missing", abnd.T("the sheet has no year columns", "a folha não tem nenhuma coluna de ano"), abnd.T("add columns headed 2025, 2026 …", "acrescente colunas com os títulos 2025, 2026 …"))
		return
	}
	was := r.study.Population
	base, projected := r.study.PopulationBase()
	if projected && base != 0 {
		// Later years are computed; a results workbook has formulas there.
		years = slices.DeleteFunc(years, func(year abnd.Year) bool { return year > base })
		if len(years) == 0 {
			return // Check reports it
		}
	}
	if frame := r.study.Frame(); frame.Len() > 0 {
		years = slices.DeleteFunc(years, func(year abnd.Year) bool { return !frame.Contains(year) && isBlankColumn(rows, yearKey(year)) })
		if len(years) == 0 {
			years = []abnd.Year{frame.First} // Check says what is missing
		}
	}
	p := abnd.NewPopulation(abnd.Years{First: years[0], Last: years[len(years)-1]})
	p.Provenance, p.LastEstimate = was.Provenance, was.LastEstimate
	seen := map[string]bool{}
	for _, w := range rows {
		sex, age, ok := w.sexAndAge(true, seen)
		if !ok {
			continue
		}
		for _, year := range years {
			if n, ok := w.number(yearKey(year), costing.PopulationPath(year, sex, age)); ok {
				p.Set(year, sex, age, abnd.Persons(n))
			}
		}
	}
	r.study.Population = p
}

// isBlankColumn reports whether no row has anything in a column: a year that the
// study does not need may be left so.
func isBlankColumn(rows []row, key string) bool {
	return !slices.ContainsFunc(rows, func(w row) bool { return w.raw(key).Kind != RawBlank })
}
