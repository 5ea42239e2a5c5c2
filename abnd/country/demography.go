package country

import (
	"archive/zip"
	"bytes"
	"embed"
	"encoding/csv"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/demography"
)

// What the UN publishes of each country's population, from the base year of
// its projection on: a zip archive a country with MORT.csv, FERT.csv, MIG.csv,
// POP.csv and VITAL.csv, as README.md in the folder says.
//
//go:embed demography
var archives embed.FS

const archiveSuffix = ".zip"

// UnitedNations is what the UN publishes of the population of a country:
// World Population Prospects 2024, estimates to 2023 and medium variant.
type UnitedNations struct {
	// Assumptions are what the projection is made of, from the base year on.
	Assumptions demography.Assumptions
	// Population of the base year and of years to compare with: 2030, 2040,
	// 2050 and 2060. The others are blank.
	Population abnd.Population
	// Births and Deaths of the calendar year, persons.
	Births, Deaths map[abnd.Year]float64
}

// DemographyCodes lists the ISO 3166 codes of the countries whose population
// can be projected, in alphabetical order; a country may be among them
// without having a profile.
func DemographyCodes() []string {
	entries, err := fs.ReadDir(archives, "demography")
	if err != nil {
		panic("country: the embedded demography is missing: " + err.Error())
	}
	var codes []string
	for _, e := range entries {
		if code, ok := strings.CutSuffix(e.Name(), archiveSuffix); ok {
			codes = append(codes, code)
		}
	}
	return codes
}

// HasDemography reports whether the population of the country can be projected
// by [ProjectByCohorts]; case does not matter.
func HasDemography(code string) bool {
	return slices.Contains(DemographyCodes(), strings.ToUpper(code))
}

// LoadUnitedNations reads what the UN publishes of the population of a country
// by its ISO 3166 code. It panics on a code that [HasDemography] denies.
func LoadUnitedNations(code string) *UnitedNations {
	data, err := archives.ReadFile("demography/" + strings.ToUpper(code) + archiveSuffix)
	if err != nil {
		panic("country: " + err.Error())
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		panic("country: " + err.Error())
	}
	r := archiveReader{archive}
	source := abnd.Provenance{
		Source: unitedNationsSource, Confidence: abnd.High,
		Note: abnd.T("medium variant; single ages and years made of the five-year groups and periods that are published",
			"variante média; idades e anos simples obtidos dos grupos de cinco anos e dos períodos que estão publicados").Owned(abnd.Portuguese.For(code)),
	}
	un := &UnitedNations{Births: map[abnd.Year]float64{}, Deaths: map[abnd.Year]float64{}}
	a := &un.Assumptions
	*a = demography.Assumptions{
		FirstFertileAge: 15, MortalitySource: source, FertilitySource: source,
		DeathRates: map[abnd.Sex][]demography.Period{}, LifeExpectancy: map[abnd.Sex]map[abnd.Year]float64{},
	}
	published := abnd.Provenance{Source: unitedNationsSource, Confidence: abnd.High, Note: abnd.T("medium variant", "variante média")}
	a.TotalFertility = abnd.Series{Provenance: published, Values: map[abnd.Year]float64{}}
	a.SexRatio = abnd.Series{Provenance: published, Values: map[abnd.Year]float64{}}

	for _, row := range r.table("VITAL.csv") {
		year := abnd.Year(number(row["year"]))
		if a.Span.First == 0 {
			a.Span.First = year
		}
		a.Span.Last = year
		un.Births[year], un.Deaths[year] = number(row["births"]), number(row["deaths"])
		a.TotalFertility.Values[year], a.SexRatio.Values[year] = number(row["total_fertility"]), number(row["sex_ratio"])
		for _, sex := range sexes {
			if a.LifeExpectancy[sex] == nil {
				a.LifeExpectancy[sex] = map[abnd.Year]float64{}
			}
			a.LifeExpectancy[sex][year] = number(row["life_expectancy_"+string(sex)])
		}
	}
	mortality := r.table("MORT.csv")
	for _, sex := range sexes {
		own := slices.DeleteFunc(slices.Clone(mortality), func(row map[string]string) bool { return row["sex"] != string(sex) })
		a.DeathRates[sex] = periods(own, 1)
	}
	const percent = 0.01
	a.FertilityPattern = periods(r.table("FERT.csv"), percent)
	for _, sex := range sexes {
		*a.Migrants.Of(sex) = abnd.NewByAge(a.Span, 0, abnd.MaxAge)
		a.Migrants.Of(sex).Provenance = published
	}
	for _, row := range r.table("MIG.csv") {
		for _, year := range a.Span.All() {
			a.Migrants.Of(abnd.Sex(row["sex"])).Set(year, int(number(row["age"])), number(row[yearText(year)]))
		}
	}
	un.Population = abnd.NewPopulation(a.Span)
	un.Population.Provenance = published
	for _, row := range r.table("POP.csv") {
		for _, year := range a.Span.All() {
			if n := row[yearText(year)]; n != "" {
				un.Population.Set(year, abnd.Sex(row["sex"]), int(number(row["age"])), abnd.Persons(number(n)))
			}
		}
	}
	return un
}

var sexes = []abnd.Sex{abnd.Female, abnd.Male}

func yearText(year abnd.Year) string { return strconv.Itoa(int(year)) }

// archiveReader reads the tables of an archive. They are embedded, so what is
// wrong with them is a programming error.
type archiveReader struct{ fs.FS }

// table reads the rows of a file by the heads of its columns.
func (r archiveReader) table(name string) []map[string]string {
	f, err := r.Open(name)
	if err != nil {
		panic("country: " + err.Error())
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		panic("country: " + name + ": " + err.Error())
	}
	var rows []map[string]string
	for _, record := range all[1:] {
		row := map[string]string{}
		for i, head := range all[0] {
			row[head] = record[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func number(s string) float64 {
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		panic("country: " + err.Error())
	}
	return x
}

// periods reads the columns headed 2025-2030, in order of time.
func periods(rows []map[string]string, scale float64) []demography.Period {
	var heads []string
	for head := range rows[0] {
		if strings.Contains(head, "-") {
			heads = append(heads, head)
		}
	}
	slices.Sort(heads)
	var all []demography.Period
	for _, head := range heads {
		first, _, _ := strings.Cut(head, "-")
		var values []float64
		for _, row := range rows {
			values = append(values, number(row[head])*scale)
		}
		all = append(all, demography.FiveYears(abnd.Year(number(first)), values))
	}
	return all
}

// unitedNationsSource is the ID of the source in the embedded profiles.
const unitedNationsSource = "wpp2024"

func unitedNationsPublication() abnd.Source {
	return abnd.Source{
		ID: unitedNationsSource, Title: abnd.Text{EN: "World Population Prospects 2024"},
		Author: "United Nations, Department of Economic and Social Affairs, Population Division", Year: "2024",
		Page: "Death rates, fertility, sex ratio at birth, net migrants; medium variant from 2024",
		URL:  "https://population.un.org/wpp/", Licence: "CC BY 3.0 IGO",
	}
}

// ProjectByCohorts makes a study project its population by cohorts from the
// UN's base year, with the UN's assumptions for its country in a variant of
// fertility, to the given year. The population of the base year stays that of
// the study where it has one. An error says that the country, or the year, is
// not among those that are known; the study is not changed then.
func ProjectByCohorts(study *abnd.Study, variant demography.Variant, last abnd.Year) abnd.Diagnostics {
	code := study.Country.ISO3
	if !HasDemography(code) {
		return abnd.Diagnostics{{
			Code: "unknown-country", Path: "general/country_iso3",
			Problem: abnd.T("nothing is known to project the population of %q with", "não se conhece nada com que projectar a população de %q").Fill(code),
			Remedy:  abnd.Suggestion(code, DemographyCodes()),
		}}
	}
	un := LoadUnitedNations(code)
	base := un.Assumptions.Span.First
	if last < base || last > un.Assumptions.Span.Last {
		return abnd.Diagnostics{{
			Code:    "year-outside",
			Problem: abnd.T("the population of %s cannot be projected to %d", "a população de %s não pode ser projectada até %d").Fill(code, int(last)),
			Remedy:  abnd.T("choose a year of %s", "escolha um ano de %s").Fill(un.Assumptions.Span),
		}}
	}
	prepared, found := un.Assumptions.Prepare()
	if found.HasErrors() {
		return found
	}
	study.PopulationMethod = abnd.CohortPopulation
	study.Demography = prepared.Until(last)
	demography.SetVariant(study, variant)
	study.Population = untilBase(&study.Population, &un.Population, base)
	if !slices.ContainsFunc(study.Sources, func(s abnd.Source) bool { return s.ID == unitedNationsSource }) {
		study.Sources = append(study.Sources, unitedNationsPublication())
	}
	return nil
}

// untilBase is the population to the base year: what a projection starts from.
func untilBase(own, published *abnd.Population, base abnd.Year) abnd.Population {
	from, years := own, own.Years()
	if _, known := valueOf(own, base); !known {
		from, years = published, abnd.Years{First: base, Last: base}
	}
	years.Last = base
	p := abnd.NewPopulation(years)
	p.Provenance, p.LastEstimate = from.Provenance, from.LastEstimate
	for _, year := range years.All() {
		for _, sex := range sexes {
			for age := range abnd.MaxAge + 1 {
				if n, known := from.Get(year, sex, age); known {
					p.Set(year, sex, age, n)
				}
			}
		}
	}
	return p
}

// valueOf is the population of a year, and whether any of it is known.
func valueOf(p *abnd.Population, year abnd.Year) (abnd.Persons, bool) {
	if !p.Years().Contains(year) {
		return 0, false
	}
	_, known := p.Get(year, abnd.Female, 0)
	return p.Between(year, abnd.Both, 0, abnd.MaxAge), known
}

// CheckBase compares the base population of a study that projects its
// population with the UN's of its country, and reports thousands typed as
// persons. It says nothing where the UN's of that year is not known here.
func CheckBase(study *abnd.Study) abnd.Diagnostics {
	base, projected := study.PopulationBase()
	if !projected || !HasDemography(study.Country.ISO3) {
		return nil
	}
	un := LoadUnitedNations(study.Country.ISO3)
	total, known := valueOf(&un.Population, base)
	if !known {
		// The nearest that is known: a census some years before is not a
		// thousandth of it.
		total, _ = valueOf(&un.Population, un.Assumptions.Span.First)
	}
	return costing.CheckPopulationScale(study, base, total, "World Population Prospects 2024")
}
