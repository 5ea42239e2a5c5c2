package report

import (
	"bufio"
	"io"
	"math"
	"strconv"
	"strings"

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

// The columns of the table of a population.
const (
	peopleLabelWidth = 27
	personsColumn    = 8
	yearsOfPeople    = 5
)

// PopulationTable writes a population by broad ages, births, deaths and life
// expectancy for people to read, and beside it another one with the
// difference in percent, or in years of life; other may be nil.
func PopulationTable(w io.Writer, title abnd.Text, own, other *People, years []abnd.Year, lang abnd.Lang) error {
	out := bufio.NewWriter(w)
	t := peopleTable{out: out, lang: lang, own: own, other: other}
	var all []float64
	for _, year := range years {
		all = append(all, own.persons(year, ageGroups[len(ageGroups)-1]))
	}
	t.scale = chooseScale(personScales, personsLimit, personsColumn, all)
	t.line(Wrap(title.In(lang), Width, "", ""))
	t.line(Wrap(abnd.T("Persons in %s: on 1 July, births and deaths in the calendar year. Life expectancy in years.",
		"Pessoas em %s: a 1 de Julho; nascimentos e óbitos no ano civil. Esperança de vida em anos.").Fill(t.scale.name).In(lang), Width, "", ""))
	for len(years) > 0 {
		n := min(yearsOfPeople, len(years))
		t.panel(years[:n])
		years = years[n:]
	}
	return out.Flush()
}

type peopleTable struct {
	out        *bufio.Writer
	lang       abnd.Lang
	own, other *People
	scale      scale
}

func (t *peopleTable) line(s string) { t.out.WriteString(strings.TrimRight(s, " ") + "\n") }

func (t *peopleTable) panel(years []abnd.Year) {
	t.line("")
	head := padRight("", peopleLabelWidth)
	for _, year := range years {
		head += " " + padLeft(strconv.Itoa(int(year)), personsColumn)
	}
	t.line(head)
	for _, g := range ageGroups {
		t.measure(g.name, years, t.scale, true, func(p *People, year abnd.Year) float64 { return p.persons(year, g) })
	}
	known := func(values map[abnd.Year]float64, year abnd.Year) float64 {
		if x, ok := values[year]; ok {
			return x
		}
		return math.NaN()
	}
	t.measure(abnd.T("Births", "Nascimentos"), years, t.scale, true, func(p *People, year abnd.Year) float64 { return known(p.Births, year) })
	t.measure(abnd.T("Deaths", "Óbitos"), years, t.scale, true, func(p *People, year abnd.Year) float64 { return known(p.Deaths, year) })
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		name := abnd.T("Life expectancy, female", "Esperança de vida, mulheres")
		if sex == abnd.Male {
			name = abnd.T("Life expectancy, male", "Esperança de vida, homens")
		}
		t.measure(name, years, scale{divisor: 1, decimals: 2}, false, func(p *People, year abnd.Year) float64 { return known(p.LifeExpectancy[sex], year) })
	}
}

// measure writes one measure: a line, or three with the other population and
// the difference where it is known of both in some year.
func (t *peopleTable) measure(name abnd.Text, years []abnd.Year, s scale, relative bool, of func(*People, abnd.Year) float64) {
	row := func(label string, value func(abnd.Year) float64, decimals int) {
		line := padRight(label, peopleLabelWidth)
		for _, year := range years {
			line += " " + padLeft(fit(value(year), decimals, personsColumn, t.lang), personsColumn)
		}
		t.line(line)
	}
	own := func(year abnd.Year) float64 { return of(t.own, year) / s.divisor }
	both := false
	for _, year := range years {
		both = both || t.other != nil && !math.IsNaN(of(t.own, year)) && !math.IsNaN(of(t.other, year))
	}
	if !both {
		row(name.In(t.lang), own, s.decimals)
		return
	}
	t.line(name.In(t.lang))
	row("  "+t.own.Name.In(t.lang), own, s.decimals)
	row("  "+t.other.Name.In(t.lang), func(year abnd.Year) float64 { return of(t.other, year) / s.divisor }, s.decimals)
	if relative {
		row("  "+abnd.T("difference, %%", "diferença, %%").Fill().In(t.lang), func(year abnd.Year) float64 {
			const percent = 100
			return percent * (of(t.own, year)/of(t.other, year) - 1)
		}, 2)
		return
	}
	row("  "+abnd.T("difference", "diferença").In(t.lang), func(year abnd.Year) float64 { return of(t.own, year) - of(t.other, year) }, 2)
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

// PopulationCSV writes a population as tidy rows, one for each year, sex and
// single age, in the way of [CSV]; 100 is 100 and over. Cells that are not
// known are left out.
func PopulationCSV(out *CSVWriter, population *abnd.Population, years abnd.Years) error {
	out.header("year", "sex", "age", "persons")
	for _, year := range years.All() {
		for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			for age := range abnd.MaxAge + 1 {
				if n, known := population.Get(year, sex, age); known {
					out.write(countCell(year), codeCell(sex), countCell(age), plainCell(float64(n)))
				}
			}
		}
	}
	return out.end()
}

// PopulationSheet writes a population as the sheet POP in CSV, with a column a
// year of those that it has.
func PopulationSheet(out *CSVWriter, population *abnd.Population) error {
	head := []string{"sex", "age"}
	var years []abnd.Year
	for _, year := range population.Years().All() {
		if _, known := population.Get(year, abnd.Female, 0); known {
			years, head = append(years, year), append(head, strconv.Itoa(int(year)))
		}
	}
	out.header(head...)
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		for age := range abnd.MaxAge + 1 {
			row := []cell{codeCell(sex), countCell(age)}
			for _, year := range years {
				n, _ := population.Get(year, sex, age)
				row = append(row, plainCell(float64(n)))
			}
			out.write(row...)
		}
	}
	return out.end()
}
