package wpp

import (
	"io"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/textfile"
)

// perHundred turns males per 100 females into males per female.
const perHundred = 100

// Indicators are vital events of one country by calendar year, from the file
// Demographic_Indicators. A year without a figure is absent.
type Indicators struct {
	ISO3                 string
	Location             string
	Population           map[abnd.Year]float64 // total on 1 July, persons
	Births               map[abnd.Year]float64 // persons
	TotalFertility       map[abnd.Year]float64 // live births a woman
	SexRatioAtBirth      map[abnd.Year]float64 // males per female
	Deaths               map[abnd.Year]float64 // persons
	NetMigration         map[abnd.Year]float64 // persons, may be negative
	LifeExpectancy       map[abnd.Year]float64 // at birth, both sexes, years
	LifeExpectancyMale   map[abnd.Year]float64
	LifeExpectancyFemale map[abnd.Year]float64
}

// indicator is a column of the file: by what it is divided or multiplied, and
// what it can be.
type indicator struct {
	column    string
	factor    float64
	low, high float64 // in the unit of the file
	of        func(*Indicators) *map[abnd.Year]float64
}

// mostPeople is more, in thousands, than any country has.
const mostPeople = 2_000_000

func indicators() []indicator {
	return []indicator{
		{colBirths, perThousand, 0, mostThousands, func(i *Indicators) *map[abnd.Year]float64 { return &i.Births }},
		{"TFR", 1, 0.1, 15, func(i *Indicators) *map[abnd.Year]float64 { return &i.TotalFertility }},
		{"SRB", 1.0 / perHundred, 80, 140, func(i *Indicators) *map[abnd.Year]float64 { return &i.SexRatioAtBirth }},
		{"TPopulation1July", perThousand, 0, mostPeople, func(i *Indicators) *map[abnd.Year]float64 { return &i.Population }},
		{"Deaths", perThousand, 0, mostThousands, func(i *Indicators) *map[abnd.Year]float64 { return &i.Deaths }},
		{"NetMigrations", perThousand, -mostThousands, mostThousands, func(i *Indicators) *map[abnd.Year]float64 { return &i.NetMigration }},
		{"LEx", 1, 1, 120, func(i *Indicators) *map[abnd.Year]float64 { return &i.LifeExpectancy }},
		{"LExMale", 1, 1, 120, func(i *Indicators) *map[abnd.Year]float64 { return &i.LifeExpectancyMale }},
		{"LExFemale", 1, 1, 120, func(i *Indicators) *map[abnd.Year]float64 { return &i.LifeExpectancyFemale }},
	}
}

// ReadIndicators reads the file of demographic indicators to its end. name is
// what the user knows it as. As with the population, years before the first
// one of the variant are those of the medium variant. Where a diagnostic is
// an error, there are no indicators.
func ReadIndicators(name string, r io.Reader, w Selection) (Indicators, abnd.Diagnostics) {
	var found textfile.Faults
	t, ok := openTable(name, r, []string{colLocation, colVariant, colTime, colBirths}, &found)
	s := newSieve(w)
	if !ok || !s.start(t, &found) {
		return Indicators{}, found.Found()
	}
	wanted, medium := newIndicators(), newIndicators()
	seen := map[bool]map[abnd.Year]string{true: {}, false: {}}
	for t.next(&found) {
		if !s.keeps(t) {
			continue
		}
		isWanted, isMedium := s.isVariant(t)
		year, ok := t.year(&found)
		if !ok || year < w.From || !isWanted && !isMedium {
			continue
		}
		if first, twice := seen[isWanted][year]; twice {
			found.Fail(t.at(colTime), "row-twice", abnd.T("the year %d is duplicated, first at %s", "o ano %d aparece duas vezes, a primeira em %s").Fill(int(year), first), fetchAgain)
			continue
		}
		seen[isWanted][year] = t.at("")
		into := &medium
		if isWanted {
			into = &wanted
		}
		into.take(t, year, &found)
	}
	if found.Errors() == 0 {
		s.missing(name, len(seen[true]) > 0, &found)
	}
	if found.Errors() > 0 {
		return Indicators{}, found.Found()
	}
	wanted.ISO3, wanted.Location = w.Country, s.location
	wanted.fill(&medium, seen[true])
	return wanted, found.Found()
}

func newIndicators() Indicators {
	var i Indicators
	for _, c := range indicators() {
		*c.of(&i) = map[abnd.Year]float64{}
	}
	return i
}

// take reads the indicators of one year.
func (i *Indicators) take(t *table, year abnd.Year, found *textfile.Faults) {
	for _, c := range indicators() {
		if len(t.raw(c.column)) == 0 {
			continue // the last year of the file has no flows
		}
		x, ok := t.number(c.column, true, found)
		if !ok {
			continue
		}
		if x < c.low || x > c.high {
			found.Fail(t.at(c.column), "out-of-range", abnd.T("%v is not a valid value; it must be between %v and %v", "%v não é um valor válido; tem de estar entre %v e %v").Fill(x, c.low, c.high), fetchAgain)
			continue
		}
		switch c.factor {
		case perThousand:
			x = persons(x)
		default:
			x *= c.factor
		}
		(*c.of(i))[year] = x
	}
}

// fill takes the years before the first one of the variant from the other.
func (i *Indicators) fill(medium *Indicators, own map[abnd.Year]string) {
	first := abnd.Year(0)
	for year := range own {
		if first == 0 || year < first {
			first = year
		}
	}
	for _, c := range indicators() {
		for year, x := range *c.of(medium) {
			if year < first {
				(*c.of(i))[year] = x
			}
		}
	}
}
