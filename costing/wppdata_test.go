package costing_test

import (
	"encoding/csv"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/demography"
)

// wppCountries are those of demography/testdata.
var wppCountries = []string{"AGO", "CPV", "GNB", "MOZ", "STP", "TLS"}

// wpp is what the UN publishes of a country: World Population Prospects 2024,
// transcribed in demography/testdata, whose README names source and licence.
type wpp struct {
	demography.Assumptions
	population                abnd.Population // in the years that there are
	years                     []abnd.Year
	births, deaths            map[abnd.Year]float64
	lowDecember, highDecember map[abnd.Year]float64
}

const lastWPPYear = 2060

// readWPP reads the figures of one country.
func readWPP(t testing.TB, iso string) wpp {
	t.Helper()
	source := abnd.Provenance{Source: "wpp2024", Confidence: abnd.High}
	span := abnd.Years{First: 2024, Last: lastWPPYear}
	w := wpp{
		population: abnd.NewPopulation(span),
		births:     map[abnd.Year]float64{}, deaths: map[abnd.Year]float64{},
		lowDecember: map[abnd.Year]float64{}, highDecember: map[abnd.Year]float64{},
	}
	w.population.Provenance = source
	w.Assumptions = demography.Assumptions{
		Span: span, FirstFertileAge: 15, MortalitySource: source, FertilitySource: source,
		DeathRates:     map[abnd.Sex][]demography.Period{},
		LifeExpectancy: map[abnd.Sex]map[abnd.Year]float64{abnd.Female: {}, abnd.Male: {}},
		TotalFertility: abnd.Series{Provenance: source, Values: map[abnd.Year]float64{}},
		SexRatio:       abnd.Series{Provenance: source, Values: map[abnd.Year]float64{}},
	}
	head, rows := readColumns(t, iso, "MORT")
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		for column, period := range head[2:] {
			var rates []float64
			for _, row := range rows {
				if row[0] == string(sex) {
					rates = append(rates, number(t, row[2+column]))
				}
			}
			w.DeathRates[sex] = append(w.DeathRates[sex], demography.FiveYears(firstOf(t, period), rates))
		}
	}
	head, rows = readColumns(t, iso, "FERT")
	for column, period := range head[1:] {
		var shares []float64
		for _, row := range rows {
			shares = append(shares, number(t, row[1+column])/100)
		}
		w.FertilityPattern = append(w.FertilityPattern, demography.FiveYears(firstOf(t, period), shares))
	}
	head, rows = readColumns(t, iso, "MIG")
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		*w.Migrants.Of(sex) = abnd.NewByAge(span, 0, abnd.MaxAge)
		w.Migrants.Of(sex).Provenance = source
	}
	for _, row := range rows {
		for column, year := range head[2:] {
			w.Migrants.Of(abnd.Sex(row[0])).Set(firstOf(t, year), int(number(t, row[1])), number(t, row[2+column]))
		}
	}
	head, rows = readColumns(t, iso, "POP")
	for _, year := range head[2:] {
		w.years = append(w.years, firstOf(t, year))
	}
	for _, row := range rows {
		for column, year := range w.years {
			w.population.Set(year, abnd.Sex(row[0]), int(number(t, row[1])), abnd.Persons(number(t, row[2+column])))
		}
	}
	_, rows = readColumns(t, iso, "VITAL")
	for _, row := range rows {
		year := firstOf(t, row[0])
		w.births[year], w.deaths[year] = number(t, row[1]), number(t, row[2])
		w.TotalFertility.Values[year], w.SexRatio.Values[year] = number(t, row[3]), number(t, row[4])
		w.LifeExpectancy[abnd.Female][year], w.LifeExpectancy[abnd.Male][year] = number(t, row[5]), number(t, row[6])
		if row[7] != "" {
			w.lowDecember[year], w.highDecember[year] = number(t, row[7]), number(t, row[8])
		}
	}
	return w
}

// study is the study of a country that projects its population from 2024.
func (w wpp) study(t testing.TB) *abnd.Study {
	t.Helper()
	prepared, found := w.Prepare()
	if len(found) > 0 {
		t.Fatal(found)
	}
	return &abnd.Study{Population: w.population, Demography: prepared}
}

func readColumns(t testing.TB, iso, sheet string) (head []string, rows [][]string) {
	t.Helper()
	f, err := os.Open("demography/testdata/" + iso + "/" + sheet + ".csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all[0], all[1:]
}

func number(t testing.TB, s string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// firstOf is the first year of "2020-2025", or the year itself.
func firstOf(t testing.TB, period string) abnd.Year {
	t.Helper()
	first, _, _ := strings.Cut(period, "-")
	return abnd.Year(number(t, first))
}
