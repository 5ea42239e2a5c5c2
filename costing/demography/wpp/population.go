package wpp

import (
	"bytes"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/textfile"
)

// perThousand turns the thousands of the source into persons.
const perThousand = 1000

// mostThousands is more, in thousands, than any country has of one age and
// sex; a larger figure is one of persons.
const mostThousands = 100_000

// sumTolerance is how far, in thousands, the total of a row may be from its
// men and women: three figures, each rounded to 0.001.
const sumTolerance = 0.0016

// openAge is the label of the open interval.
const openAge = "100+"

// People gathers the population of one country from one or more files: the
// UN publishes the estimates and the projection apart.
type People struct {
	sieve  *rowFilter
	faults textfile.Faults
	last   string // name of the file that was read last
	read   int    // files that could be read to their end
	// wanted is the variant asked for; medium fills the years before it.
	wanted, medium map[abnd.Year]*ageTable
	portal         portal
}

// ageTable is one year by age, men and women, and where each stands.
type ageTable struct{ male, female bySingleAge }

// bySingleAge is one sex of a year.
type bySingleAge struct {
	persons [abnd.MaxAge + 1]float64
	place   [abnd.MaxAge + 1]string // blank: the age is missing
}

// NewPeople prepares to read what is wanted.
func NewPeople(w Selection) *People {
	return &People{sieve: newSieve(w), wanted: map[abnd.Year]*ageTable{}, medium: map[abnd.Year]*ageTable{}}
}

// Read reads one file to its end. name is what the user knows it as: every
// problem names it with the line and the column. What is wrong is told by
// [People.Frame].
func (p *People) Read(name string, r io.Reader) {
	p.last = name
	t, ok := openTable(name, r, []string{colLocation, colVariant, colTime, colAge, colMale, colFemale}, &p.faults)
	if !ok || !p.sieve.start(t, &p.faults) {
		return
	}
	before := p.faults.Errors()
	row := p.row
	if t.portal {
		row = p.portalRow
	}
	for t.next(&p.faults) {
		if p.sieve.keeps(t) && !row(t) {
			return
		}
	}
	if p.faults.Errors() == before {
		p.read++
	}
}

// row takes one row of the country; false where the whole file is of a kind
// that is not read.
func (p *People) row(t *table) bool {
	isWanted, isMedium := p.sieve.isVariant(t)
	if span := t.raw(colAgeSpan); bytes.Equal(span, []byte("5")) || bytes.IndexByte(t.raw(colAge), '-') > 0 {
		p.faults.Fail(t.at(colAge), "five-year", abnd.T("%q: this file has five-year age groups", "%q: este ficheiro tem grupos de idades de cinco anos").Fill(shortened(t.raw(colAge))),
			abnd.T("download the file of single ages, WPP2024_PopulationBySingleAgeSex_Medium_2024-2100.csv.gz", "obtenha o ficheiro de idades simples, WPP2024_PopulationBySingleAgeSex_Medium_2024-2100.csv.gz"))
		return false
	}
	year, ok := t.year(&p.faults)
	if !ok || year < p.sieve.wanted.From || !isWanted && !isMedium {
		return true
	}
	if bytes.Equal(t.raw(colMidPeriod), t.raw(colTime)) && len(t.raw(colMidPeriod)) > 0 {
		p.faults.Fail(t.at(colMidPeriod), "january", abnd.T("this file has the population of 1 January", "este ficheiro tem a população de 1 de Janeiro"),
			abnd.T("download the one of 1 July, WPP2024_PopulationBySingleAgeSex_Medium_2024-2100.csv.gz", "obtenha o de 1 de Julho, WPP2024_PopulationBySingleAgeSex_Medium_2024-2100.csv.gz"))
		return false
	}
	age, ok := p.age(t)
	if !ok {
		return true
	}
	into := p.medium
	if isWanted {
		into = p.wanted
	}
	p.put(t, into, year, age)
	return true
}

func (p *People) age(t *table) (int, bool) {
	label := string(t.raw(colAge))
	if label == openAge {
		return abnd.MaxAge, true
	}
	age, err := strconv.Atoi(label)
	if err == nil && age >= 0 && age < abnd.MaxAge {
		return age, true
	}
	remedy := fetchAgain
	if len(label) > 1 && label[len(label)-1] == '+' {
		remedy = abnd.T("enter a later first_year in GENERAL: in the early years this revision has no ages above it", "indique um first_year posterior em GENERAL: nos primeiros anos esta revisão não tem idades acima dessa")
	}
	p.faults.Fail(t.at(colAge), "age", abnd.T("%q is not a valid single age from 0 to 99, or 100+", "%q não é uma idade simples de 0 a 99, nem 100+").Fill(shortened([]byte(label))), remedy)
	return 0, false
}

func (p *People) put(t *table, into map[abnd.Year]*ageTable, year abnd.Year, age int) {
	male, okMale := p.thousands(t, colMale)
	female, okFemale := p.thousands(t, colFemale)
	if !okMale || !okFemale {
		return
	}
	if total := t.raw(colTotal); len(total) > 0 {
		sum, ok := t.number(colTotal, false, &p.faults)
		if !ok {
			return
		}
		if math.Abs(sum-male-female) > sumTolerance+float64(1e-9*sum) {
			p.faults.Fail(t.at(colTotal), "sum", abnd.T("the total %v is not the sum of %v men and %v women", "o total %v não é a soma de %v homens e %v mulheres").Fill(sum, male, female), fetchAgain)
			return
		}
	}
	ages := yearIn(into, year)
	if p.place(t, &ages.male, year, age, persons(male)) {
		p.place(t, &ages.female, year, age, persons(female))
	}
}

func yearIn(into map[abnd.Year]*ageTable, year abnd.Year) *ageTable {
	if into[year] == nil {
		into[year] = &ageTable{}
	}
	return into[year]
}

// place puts the persons of an age where none are yet.
func (p *People) place(t *table, into *bySingleAge, year abnd.Year, age int, persons float64) bool {
	if first := into.place[age]; first != "" {
		p.faults.Fail(t.at(""), "row-twice", abnd.T("the age %d in %d is duplicated, first at %s", "a idade %d em %d aparece duas vezes, a primeira em %s").Fill(age, int(year), first),
			abnd.T("give each file once; download it again if the file contains the row twice", "indique cada ficheiro uma só vez; volte a obtê-lo se ele tiver a linha repetida"))
		return false
	}
	into.place[age], into.persons[age] = t.at(""), persons
	return true
}

func (p *People) thousands(t *table, column string) (float64, bool) {
	x, ok := t.number(column, false, &p.faults)
	if !ok {
		return 0, false
	}
	if x < 0 || x > mostThousands {
		p.faults.Fail(t.at(column), "out-of-range", abnd.T("%v thousand persons of one age and sex are not possible", "não são possíveis %v mil pessoas de uma idade e sexo").Fill(x),
			abnd.T("the UN publishes thousands: if these are persons, give the file as downloaded", "a ONU publica em milhares: se isto são pessoas, indique o ficheiro tal como foi obtido"))
		return 0, false
	}
	return x, true
}

// persons turns thousands into persons. The source has three decimals, which
// are whole persons; the rounding only takes away what binary fractions add.
func persons(thousands float64) float64 {
	const kept = 1e3 // thousandths of a person, for a source with more decimals
	return math.Round(thousands*perThousand*kept) / kept
}

// Frame is the population of one country as the UN publishes it.
type Frame struct {
	ISO3       string
	Location   string // the country's name in the file, in English
	Variant    string
	Population abnd.Population // 1 July, persons; without provenance
}

// Frame is what the files hold together: every year from the first to the
// last with every age. Years before the first one of the variant are those of
// the medium variant, which has the same estimates. All problems of all files
// are returned; where one is an error, the frame is empty. It panics where no
// file was read: that is a programming error.
func (p *People) Frame() (Frame, abnd.Diagnostics) {
	if p.last == "" {
		panic("wpp: a frame of no file")
	}
	p.portalUnit()
	if p.read > 0 && !p.sieve.missing(p.last, len(p.wanted) > 0, &p.faults) {
		p.addEstimates()
		p.holes()
	}
	if found := p.faults.Found(); found.HasErrors() || p.read == 0 {
		return Frame{}, found
	}
	years := slices.Sorted(maps.Keys(p.wanted))
	f := Frame{ISO3: p.sieve.wanted.Country, Location: p.sieve.location, Variant: p.sieve.wanted.variant()}
	f.Population = abnd.NewPopulation(abnd.Years{First: years[0], Last: years[len(years)-1]})
	for _, year := range years {
		for age := range abnd.MaxAge + 1 {
			f.Population.Set(year, abnd.Female, age, abnd.Persons(p.wanted[year].female.persons[age]))
			f.Population.Set(year, abnd.Male, age, abnd.Persons(p.wanted[year].male.persons[age]))
		}
	}
	return f, p.faults.Found()
}

func (p *People) addEstimates() {
	if len(p.wanted) == 0 {
		return
	}
	first := slices.Min(slices.Collect(maps.Keys(p.wanted)))
	for year, ages := range p.medium {
		if year < first {
			p.wanted[year] = ages
		}
	}
}

// holes reports missing years and ages.
func (p *People) holes() {
	years := slices.Sorted(maps.Keys(p.wanted))
	for i, year := range years {
		if i > 0 && year != years[i-1]+1 {
			p.faults.Fail(p.last, "years-missing", abnd.T("the years %d to %d are missing between the files", "faltam os anos %d a %d entre os ficheiros").Fill(int(years[i-1])+1, int(year)-1),
				abnd.T("give the file of these years too", "indique também o ficheiro destes anos"))
		}
		ages := p.wanted[year]
		if ages.male.place == ages.female.place { // both of a row
			p.ageHoles(&ages.male, year, abnd.T("the age %d in %d is missing after this line", "falta a idade %d em %d depois desta linha"))
			continue
		}
		p.ageHoles(&ages.female, year, abnd.T("women of age %d in %d are missing after this line", "faltam as mulheres de %d anos em %d depois desta linha"))
		p.ageHoles(&ages.male, year, abnd.T("men of age %d in %d are missing after this line", "faltam os homens de %d anos em %d depois desta linha"))
	}
}

// ageHoles reports the ages that a year lacks.
func (p *People) ageHoles(of *bySingleAge, year abnd.Year, problem abnd.Text) {
	before := p.last
	for age, place := range of.place {
		if place != "" {
			before = place
			continue
		}
		p.faults.Fail(before, "age-missing", problem.Fill(age, int(year)), fetchAgain)
	}
}
