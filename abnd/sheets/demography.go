package sheets

import (
	"math"
	"strconv"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// The four sheets that a population is projected with: DEMO by year, MORT and
// MIG by sex and single age, FERT by single age. They are written where the
// study projects its population, or has something to project it with.

// demographySheets are the codes of those sheets.
var demographySheets = []string{Demography, Mortality, Fertility, Migration}

func hasDemography(study *abnd.Study) bool {
	_, projected := study.PopulationBase()
	return projected || !study.Demography.IsBlank()
}

func writeDemographySheets(study *abnd.Study) []Sheet {
	if !hasDemography(study) {
		return nil
	}
	return []Sheet{writeDemography(study), writeMortality(study), writeFertility(study), writeMigration(study)}
}

// demographyRow is one row of DEMO: a series by year, or the provenance of a
// sheet by age.
type demographyRow struct {
	key    string
	path   abnd.Path
	label  abnd.Text
	unit   abnd.Text
	series *abnd.Series
	frame  *abnd.ByAge
}

func demographyRows(d *abnd.Demography) []demographyRow {
	years, rate := abnd.T("years", "anos"), abnd.T("by age", "por idade")
	rows := []demographyRow{
		{key: "total_fertility", path: costing.TotalFertilityKey, series: &d.TotalFertility, unit: abnd.T("births per woman", "nados-vivos por mulher"),
			label: abnd.T("Total fertility", "Índice sintético de fecundidade")},
		{key: "sex_ratio", path: costing.SexRatioKey, series: &d.SexRatio, unit: abnd.T("boys per girl", "rapazes por rapariga"),
			label: abnd.T("Sex ratio at birth", "Relação de masculinidade à nascença")},
	}
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		rows = append(rows, demographyRow{
			key: "life_expectancy_" + string(sex), path: costing.LifeExpectancyKey(sex), series: d.LifeExpectancy.Of(sex), unit: years,
			label: abnd.T("Life expectancy at birth, %s; blank: calculated from MORT", "Esperança de vida à nascença, %s; em branco: a que resulta de MORT").Fill(sexName(string(sex))),
		})
	}
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		rows = append(rows, demographyRow{
			key: "death_rates_" + string(sex), path: costing.ProvenancePath(costing.AgeKey(sex, "death_rate", 0)), frame: d.DeathRates.Of(sex), unit: rate,
			label: abnd.T("Source of the death rates (MORT), %s", "Fonte das taxas de mortalidade (MORT), %s").Fill(sexName(string(sex))),
		})
	}
	rows = append(rows, demographyRow{
		key: "fertility_pattern", path: costing.ProvenancePath(costing.FertilityKey("fertility_pattern", 0)), frame: &d.FertilityPattern, unit: rate,
		label: abnd.T("Source of the fertility pattern (FERT)", "Fonte da estrutura da fecundidade (FERT)"),
	})
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		rows = append(rows, demographyRow{
			key: "migrants_" + string(sex), path: costing.ProvenancePath(costing.AgeKey(sex, "migrants", 0)), frame: d.Migrants.Of(sex), unit: rate,
			label: abnd.T("Source of the net migrants (MIG), %s", "Fonte do saldo migratório (MIG), %s").Fill(sexName(string(sex))),
		})
	}
	return rows
}

func demographyColumns() []Column {
	return append([]Column{
		{Key: "key", Label: abnd.T("Key", "Chave")},
		{Key: "label", Label: abnd.T("What it is", "O que é"), Auto: true},
		{Key: "unit", Label: abnd.T("Unit", "Unidade"), Auto: true},
	}, provenanceColumns(false)...)
}

func writeDemography(study *abnd.Study) Sheet {
	years := study.Demography.Span
	s := Sheet{
		Code: Demography, Title: abnd.T("Demographic assumptions by year", "Pressupostos demográficos por ano"), Frozen: 2,
		Columns: append(demographyColumns(), yearColumns(years, Number)...),
		Help: abnd.T("Every year from the base year on. In a results workbook, changes of total fertility and sex ratio are recalculated at once; a path of life expectancy takes effect when abnd reads the file.",
			"Todos os anos a partir do ano-base. Num livro de resultados, as alterações da fecundidade e da relação de masculinidade recalculam-se de imediato; uma trajectória da esperança de vida tem efeito quando abnd lê o ficheiro."),
	}
	for _, r := range demographyRows(&study.Demography) {
		w := s.newRow()
		w.fixed("key", r.key)
		w.label("label", r.label)
		w.label("unit", r.unit)
		if r.series == nil {
			w.rowProvenance(r.path, r.frame.Provenance)
			for _, year := range years.All() {
				w.closed(yearKey(year))
			}
			w.end()
			continue
		}
		w.rowProvenance(r.path, r.series.Provenance)
		for _, year := range years.All() {
			v := abnd.Value{}
			if x, ok := r.series.Values[year]; ok {
				v = abnd.Num(x)
			}
			w.put(yearKey(year), underYear(r.path, year), v)
		}
		w.end()
	}
	return s
}

func readDemographySheets(r *reader) {
	base, projected := r.study.PopulationBase()
	any := false
	for _, code := range demographySheets {
		if _, ok := r.grids[code]; ok {
			any = true
		} else if projected {
			r.fail("", "sheet-missing", abnd.T("the sheet %q is missing", "falta a folha %q").Fill(code),
				abnd.T("add it, or start from a workbook that has it: abnd new CODE --population cohort -o FILE.xlsx", "acrescente-a ou comece por um livro que a tenha: abnd new CÓDIGO --population cohort -o FICHEIRO.xlsx"))
		}
	}
	if !any {
		return
	}
	r.places["demography"] = r.grids[Demography].Place
	if base == 0 {
		if !projected {
			r.fail(r.index().Find(costing.PopulationBaseKey), "needed",
				abnd.T("the base year of the population is missing; DEMO, MORT, FERT and MIG start from it", "falta o ano-base da população, a partir do qual seguem DEMO, MORT, FERT e MIG"),
				abnd.T("enter it in population_base of GENERAL, e.g. 2024, or delete those sheets", "indique-o em population_base de GENERAL, por exemplo 2024, ou elimine essas folhas"))
		}
		return // Check reports it where it is needed
	}
	d := &r.study.Demography
	tables := map[string][]row{
		Demography: r.table(Demography, demographyColumns(), yearColumn),
		Mortality:  r.table(Mortality, byAgeColumns(true, abnd.Years{}, Number), yearColumn),
		Fertility:  r.table(Fertility, byAgeColumns(false, abnd.Years{}, Share), yearColumn),
		Migration:  r.table(Migration, byAgeColumns(true, abnd.Years{}, Persons), yearColumn),
	}
	d.Span = abnd.Years{First: base, Last: base}
	for _, rows := range tables {
		if len(rows) > 0 {
			if years := rows[0].years(); len(years) > 0 {
				d.Span.Last = max(d.Span.Last, years[len(years)-1])
			}
		}
	}
	readByAge(tables[Mortality], d.Span, 0, abnd.MaxAge, func(sex abnd.Sex) *abnd.ByAge { return d.DeathRates.Of(sex) },
		func(sex abnd.Sex, age int) abnd.Path { return costing.AgeKey(sex, "death_rate", age) })
	readByAge(tables[Migration], d.Span, 0, abnd.MaxAge, func(sex abnd.Sex) *abnd.ByAge { return d.Migrants.Of(sex) },
		func(sex abnd.Sex, age int) abnd.Path { return costing.AgeKey(sex, "migrants", age) })
	r.readPattern(tables[Fertility])
	// After the frames: their provenance stands here.
	r.readDemographyRows(tables[Demography])
}

func (r *reader) readPattern(rows []row) {
	d := &r.study.Demography
	first, last := abnd.MaxAge+1, -1
	for _, w := range rows {
		c := w.raw("age")
		c.Place = "" // readByAge reports what is no age
		if age, ok := parsePlain(c.Text); ok && age == math.Trunc(age) && age >= 0 && age <= abnd.MaxAge {
			first, last = min(first, int(age)), max(last, int(age))
		}
	}
	if last < first {
		return
	}
	readByAge(rows, d.Span, first, last, func(abnd.Sex) *abnd.ByAge { return &d.FertilityPattern },
		func(_ abnd.Sex, age int) abnd.Path { return costing.FertilityKey("fertility_pattern", age) })
	r.places[costing.FertilityKey("fertility_pattern", first)] = r.grids[Fertility].Place
	for _, w := range rows[:1] {
		for _, year := range w.years() {
			// A sum that is not one belongs to the year's column.
			r.places[underYear(costing.ProvenancePath(costing.FertilityKey("fertility_pattern", 0)), year)] = w.raw(yearKey(year)).Place
		}
	}
}

func (r *reader) readDemographyRows(rows []row) {
	d := &r.study.Demography
	seen := map[string]bool{}
	var known []string
	for _, row := range demographyRows(d) {
		known = append(known, row.key)
	}
	for _, w := range rows {
		if !r.claim(&w, "key", seen, known) {
			continue
		}
		for _, row := range demographyRows(d) {
			if row.key != w.raw("key").Text {
				continue
			}
			if _, placed := r.places[row.path]; !placed {
				r.places[row.path] = w.place()
			}
			p := w.rowProvenance(row.path)
			if row.series == nil {
				row.frame.Provenance = p
				for _, year := range w.years() {
					w.outOfPlace(yearKey(year))
				}
				continue
			}
			row.series.Provenance = p
			for _, year := range w.years() {
				x, ok := w.number(yearKey(year), underYear(row.path, year))
				if !ok || !d.Span.Contains(year) {
					continue
				}
				if row.series.Values == nil {
					row.series.Values = map[abnd.Year]float64{}
				}
				row.series.Values[year] = x
			}
		}
	}
	r.missing(Demography, seen, known)
}

// byAgeColumns are the columns of the sheets by single age.
func byAgeColumns(bySex bool, years abnd.Years, format Format) []Column {
	var columns []Column
	if bySex {
		columns = append(columns, Column{Key: "sex", Label: abnd.T("Sex", "Sexo"), Format: Code, List: populationSexList})
	}
	columns = append(columns, Column{Key: "age", Label: abnd.T("Age", "Idade"), Format: Whole})
	return append(columns, yearColumns(years, format)...)
}

func writeMortality(study *abnd.Study) Sheet {
	s := Sheet{
		Code: Mortality, Title: abnd.T("Death rates by single age and sex", "Taxas de mortalidade por idade simples e sexo"), Frozen: 2,
		Columns: byAgeColumns(true, study.Demography.Span, Number),
		Help: abnd.T("Deaths per person-year in the calendar year, not per thousand. Age 100 means 100 and over.",
			"Óbitos por pessoa-ano no ano civil, não por mil. A idade 100 significa 100 e mais."),
	}
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		s.writeByAge(study.Demography.Span, study.Demography.DeathRates.Of(sex), string(sex), 0, abnd.MaxAge,
			func(age int) abnd.Path { return costing.AgeKey(sex, "death_rate", age) })
	}
	return s
}

func writeMigration(study *abnd.Study) Sheet {
	s := Sheet{
		Code: Migration, Title: abnd.T("Net migrants by single age and sex", "Saldo migratório por idade simples e sexo"), Frozen: 2,
		Columns: byAgeColumns(true, study.Demography.Span, Persons),
		Help: abnd.T("Immigrants minus emigrants in the calendar year, by age at the end of the year; negative if more people left. Age 100 means 100 and over.",
			"Imigrantes menos emigrantes no ano civil, segundo a idade no fim do ano; negativo se partiram mais pessoas. A idade 100 significa 100 e mais."),
	}
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		s.writeByAge(study.Demography.Span, study.Demography.Migrants.Of(sex), string(sex), 0, abnd.MaxAge,
			func(age int) abnd.Path { return costing.AgeKey(sex, "migrants", age) })
	}
	return s
}

// The ages of mothers in a blank FERT.
const firstFertileAge, lastFertileAge = 15, 49

func writeFertility(study *abnd.Study) Sheet {
	s := Sheet{
		Code: Fertility, Title: abnd.T("Fertility pattern by single age", "Estrutura da fecundidade por idade simples"), Frozen: 1,
		Columns: byAgeColumns(false, study.Demography.Span, Share),
		Help: abnd.T("Share of total fertility by age of the mother; the shares of each year add up to 100%.",
			"Parte do índice sintético de fecundidade por idade da mãe; a soma de cada ano é 100 %."),
	}
	pattern := &study.Demography.FertilityPattern
	first, last := pattern.Ages()
	if last < first {
		first, last = firstFertileAge, lastFertileAge
	}
	s.writeByAge(study.Demography.Span, pattern, "", first, last,
		func(age int) abnd.Path { return costing.FertilityKey("fertility_pattern", age) })
	return s
}

func (s *Sheet) writeByAge(years abnd.Years, frame *abnd.ByAge, sex string, first, last int, path func(age int) abnd.Path) {
	for age := first; age <= last; age++ {
		w := s.newRow()
		if sex != "" {
			w.fixed("sex", sex)
		}
		w.put("age", "", abnd.Num(float64(age))).Input = false
		for _, year := range years.All() {
			v := abnd.Value{}
			if x, known := frame.Get(year, age); known {
				v = abnd.Num(x)
			}
			w.put(yearKey(year), underYear(path(age), year), v)
		}
		w.end()
	}
}

// readByAge reads the rows of a sheet by age, and by sex where it has that
// column, into frames over the ages.
func readByAge(rows []row, span abnd.Years, first, last int, frame func(abnd.Sex) *abnd.ByAge, path func(abnd.Sex, int) abnd.Path) {
	if len(rows) == 0 {
		return
	}
	_, bySex := rows[0].index["sex"]
	sexes := []abnd.Sex{abnd.Female, abnd.Male}
	if !bySex {
		sexes = sexes[:1]
	}
	for _, sex := range sexes {
		*frame(sex) = abnd.NewByAge(span, first, last)
	}
	seen := map[string]bool{}
	for _, w := range rows {
		sex, age, ok := w.sexAndAge(bySex, seen)
		if !ok {
			continue
		}
		for _, year := range w.years() {
			if x, ok := w.number(yearKey(year), underYear(path(sex, age), year)); ok && span.Contains(year) {
				frame(sex).Set(year, age, x)
			}
		}
	}
}

// sexAndAge reads what names a row of a sheet by age; false where it names
// none, or one that was there before.
func (w row) sexAndAge(bySex bool, seen map[string]bool) (abnd.Sex, int, bool) {
	sex := abnd.Female
	if bySex {
		sex = abnd.Sex(w.text("sex", ""))
	}
	age, ok := w.number("age", "")
	if sex != abnd.Female && sex != abnd.Male {
		w.fail(w.raw("sex").Place, "choice", abnd.T("%q is not a valid sex for %s", "%q não é um sexo de %s").Fill(string(sex), w.sheet), abnd.T("enter female or male", "escreva female ou male"))
		return sex, 0, false
	}
	if !ok || age != math.Trunc(age) || age < 0 || age > abnd.MaxAge {
		w.fail(w.raw("age").Place, "age", abnd.T("%q is not a valid single age from 0 to %d", "%q não é uma idade simples de 0 a %d").Fill(w.raw("age").Text, abnd.MaxAge), abnd.T("enter one row per age, from 0 to 100", "indique uma linha por idade, de 0 a 100"))
		return sex, 0, false
	}
	key := string(sex) + strconv.Itoa(int(age))
	if seen[key] {
		name := abnd.T("age %v", "a idade %v").Fill(age)
		if bySex {
			name = abnd.T("age %v, %s,", "a idade %v, %s,").Fill(age, string(sex))
		}
		w.fail(w.raw("age").Place, "row-twice", abnd.T("%s is duplicated", "%s aparece duas vezes").Fill(name), abnd.T("delete one of the two rows", "elimine uma das duas linhas"))
		return sex, 0, false
	}
	seen[key] = true
	return sex, int(age), true
}
