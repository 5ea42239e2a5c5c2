package report

import (
	"math"
	"slices"
	"strconv"

	"github.com/openabnd/engine/abnd"
)

// People are what is known of a population: of some years and events only,
// where a source has no more.
type People struct {
	Name           abnd.Text // "projected", "UN"
	Population     *abnd.Population
	Births, Deaths map[abnd.Year]float64 // of the calendar year, persons
	// LifeExpectancy at birth by sex, years.
	LifeExpectancy map[abnd.Sex]map[abnd.Year]float64
}

// ageGroup is a broad group of ages that a table shows.
type ageGroup struct {
	name   abnd.Text
	lo, hi int
}

var ageGroups = []ageGroup{
	{abnd.T("0-14 years", "0-14 anos"), 0, 14},
	{abnd.T("15-64 years", "15-64 anos"), 15, 64},
	{abnd.T("65 years and over", "65 anos e mais"), 65, abnd.MaxAge},
	{abnd.T("All ages", "Todas as idades"), 0, abnd.MaxAge},
}

// PopulationYears are the years that a table of a population shows: the first
// and the last, and the decades between them, or every fifth year where these
// are few.
func PopulationYears(first, last abnd.Year) []abnd.Year {
	const decade, half, manyYears = 10, 5, 26
	step := abnd.Year(half)
	if last-first >= manyYears {
		step = decade
	}
	years := []abnd.Year{first}
	for year := first - first%step + step; year < last; year += step {
		years = append(years, year)
	}
	if last > first {
		years = append(years, last)
	}
	return years
}

// How many years of a population stand beside one another, and how many
// characters a figure has room for.
const (
	yearsOfPeople = 5
	peopleRoom    = 8
)

// Population shows a population by broad ages, births, deaths and life
// expectancy, and beside it another one with the difference in percent, or in
// years of life; other may be nil.
func Population(title abnd.Text, own, other *People, years []abnd.Year) Document {
	t := peopleTable{own: own, other: other}
	var all []float64
	for _, year := range years {
		all = append(all, own.persons(year, ageGroups[len(ageGroups)-1]))
	}
	t.scale = chooseScale(personScales, personsLimit, peopleRoom, all)
	t.say(title)
	t.say(abnd.T("Persons in %s: on 1 July, births and deaths in the calendar year. Life expectancy in years.",
		"Pessoas em %s: a 1 de Julho; nascimentos e óbitos no ano civil. Esperança de vida em anos.").Fill(t.scale.Name))
	for panel := range slices.Chunk(years, yearsOfPeople) {
		t.panel(panel)
	}
	return t.Document
}

type peopleTable struct {
	builder
	own, other *People
	scale      Scale
}

func (t *peopleTable) panel(years []abnd.Year) {
	table := &Table{Name: "population", Columns: []Column{{}}}
	for _, year := range years {
		table.Columns = append(table.Columns, Column{Head: yearText(year)})
	}
	t.section(abnd.Text{}, table)
	for _, g := range ageGroups {
		t.measure(table, g.name, years, t.scale, Persons, func(p *People, year abnd.Year) float64 { return p.persons(year, g) })
	}
	known := func(values map[abnd.Year]float64, year abnd.Year) float64 {
		if x, ok := values[year]; ok {
			return x
		}
		return math.NaN()
	}
	t.measure(table, abnd.T("Births", "Nascimentos"), years, t.scale, Persons, func(p *People, year abnd.Year) float64 { return known(p.Births, year) })
	t.measure(table, abnd.T("Deaths", "Óbitos"), years, t.scale, Persons, func(p *People, year abnd.Year) float64 { return known(p.Deaths, year) })
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		name := abnd.T("Life expectancy, female", "Esperança de vida, mulheres")
		if sex == abnd.Male {
			name = abnd.T("Life expectancy, male", "Esperança de vida, homens")
		}
		t.measure(table, name, years, decimals(2), Number, func(p *People, year abnd.Year) float64 { return known(p.LifeExpectancy[sex], year) })
	}
}

// measure adds one measure: a row, or three with the other population and the
// difference where it is known of both in some year. That of persons is in
// percent.
func (t *peopleTable) measure(table *Table, name abnd.Text, years []abnd.Year, s Scale, unit Unit, of func(*People, abnd.Year) float64) {
	row := func(label abnd.Text, unit Unit, s Scale, value func(abnd.Year) float64) {
		cells := []Cell{words(label)}
		for _, year := range years {
			known := abnd.KnownAll
			if math.IsNaN(value(year)) {
				known = abnd.KnownNone
			}
			cells = append(cells, figure(unit, value(year), known, s))
		}
		table.row(cells...)
	}
	own := func(year abnd.Year) float64 { return of(t.own, year) }
	both := false
	for _, year := range years {
		both = both || t.other != nil && !math.IsNaN(own(year)) && !math.IsNaN(of(t.other, year))
	}
	if !both {
		row(name, unit, s, own)
		return
	}
	other := func(year abnd.Year) float64 { return of(t.other, year) }
	table.over(name)
	row(abnd.Same("  %s").Fill(t.own.Name), unit, s, own)
	row(abnd.Same("  %s").Fill(t.other.Name), unit, s, other)
	if unit == Persons {
		row(abnd.T("  difference, %", "  diferença, %"), Percent, decimals(2), func(year abnd.Year) float64 { return percent * (own(year)/other(year) - 1) })
		return
	}
	row(abnd.T("  difference", "  diferença"), unit, decimals(2), func(year abnd.Year) float64 { return own(year) - other(year) })
}

// persons of a group at mid-year; NaN where they are not known.
func (p *People) persons(year abnd.Year, g ageGroup) float64 {
	if !p.Population.Years().Contains(year) {
		return math.NaN()
	}
	if _, known := p.Population.Get(year, abnd.Female, 0); !known {
		return math.NaN()
	}
	return float64(p.Population.Between(year, abnd.Both, g.lo, g.hi))
}

// PopulationRecords are a population as tidy rows, one for each year, sex and
// single age, in the same format as [ResultRecords]; 100 is 100 and over. Cells
// that are not known are left out.
func PopulationRecords(population *abnd.Population, years abnd.Years) Records {
	return Records{[]string{"year", "sex", "age", "persons"}, func(yield func(...Field)) {
		for _, year := range years.All() {
			for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
				for age := range abnd.MaxAge + 1 {
					if n, known := population.Get(year, sex, age); known {
						yield(countCell(year), codeCell(sex), countCell(age), plainCell(float64(n)))
					}
				}
			}
		}
	}}
}

// PopulationSheet writes a population as the sheet POP in CSV, with a column a
// year of those that it has.
func PopulationSheet(population *abnd.Population) Records {
	head := []string{"sex", "age"}
	var years []abnd.Year
	for _, year := range population.Years().All() {
		if _, known := population.Get(year, abnd.Female, 0); known {
			years, head = append(years, year), append(head, strconv.Itoa(int(year)))
		}
	}
	return Records{head, func(yield func(...Field)) {
		for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			for age := range abnd.MaxAge + 1 {
				row := []Field{codeCell(sex), countCell(age)}
				for _, year := range years {
					n, _ := population.Get(year, sex, age)
					row = append(row, plainCell(float64(n)))
				}
				yield(row...)
			}
		}
	}}
}
