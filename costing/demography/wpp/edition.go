package wpp

import (
	"regexp"
	"strconv"

	"github.com/openabnd/engine/abnd"
)

// Revision is a revision of the World Population Prospects. The files do not
// say which one they are of; their names do.
type Revision struct {
	Year int // 2024; 0 where it is not known
	// LastEstimate is the last year that is an estimate; later ones are a
	// projection. 0 where it is not known.
	LastEstimate abnd.Year
}

// lastEstimates are those that the revisions state about themselves: World
// Population Prospects 2022 and 2024, Methodology, "estimates from 1950 to".
var lastEstimates = map[int]abnd.Year{2022: 2021, 2024: 2023}

var editionInName = regexp.MustCompile(`(?i)wpp[-_ ]?(20\d\d)`)

// EditionOf finds the revision in the name of a file, as in
// WPP2024_PopulationBySingleAgeSex_Medium_2024-2100.csv.gz. The zero Edition
// means that the name does not say.
func EditionOf(fileName string) Revision {
	m := editionInName.FindStringSubmatch(fileName)
	if m == nil {
		return Revision{}
	}
	year, err := strconv.Atoi(m[1])
	if err != nil {
		return Revision{}
	}
	return Revision{Year: year, LastEstimate: lastEstimates[year]}
}

// Source is the entry of SOURCES for the revision.
func (e Revision) Source() abnd.Source {
	s := abnd.Source{
		ID: "wpp", Title: abnd.Text{EN: "World Population Prospects"},
		Author: "United Nations, Department of Economic and Social Affairs, Population Division",
		Page:   "Population by single age and sex, 1 July; demographic indicators",
		URL:    "https://population.un.org/wpp/", Licence: "CC BY 3.0 IGO",
	}
	if e.Year > 0 {
		year := strconv.Itoa(e.Year)
		s.ID, s.Title.EN, s.Year = s.ID+year, s.Title.EN+" "+year, year
	}
	return s
}
