package wpp

import (
	"math"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
)

// The UN Data Portal gives the same estimates and projections with men and
// women in rows of their own, and in persons: "Population by 1-year age groups
// and sex", on https://population.un.org/dataportal/ and, separated by bars,
// from its interface for programs.

// portal is what is gathered of files of the UN Data Portal beside the people.
type portal struct {
	read         bool
	thousands    bool // the file says that its figures are thousands
	fraction     string
	lastEstimate abnd.Year
	projects     bool // the file says which years are a projection
	revision     int
}

const portalIndicator = "Population by 1-year age groups and sex"

var fetchFromPortal = abnd.T("download the indicator %q again from population.un.org/dataportal, as CSV, for all ages and both sexes", "volte a obter o indicador %q em population.un.org/dataportal, em CSV, para todas as idades e os dois sexos").Fill(portalIndicator)

// portalRow takes one row of the country; false where the whole file is of a
// kind that is not read.
func (p *People) portalRow(t *table) bool {
	p.portal.read = true
	name := t.raw(colIndicator)
	if name == nil {
		name = t.raw(colIndicator2)
	}
	if len(name) > 0 && !strings.Contains(strings.ToLower(string(name)), "population by 1") {
		p.faults.Fail(t.at(""), "other-file", abnd.T("this is the indicator %q, not population by single age", "este é o indicador %q, não a população por idade simples").Fill(shortened(name)), fetchFromPortal)
		return false
	}
	p.portal.thousands = p.portal.thousands || strings.Contains(strings.ToLower(string(name)+string(t.raw(colUnitText))), "thousand")
	isWanted, isMedium := p.sieve.isVariant(t)
	year, ok := t.year(&p.faults)
	if !ok || year < p.sieve.wanted.From || !isWanted && !isMedium {
		return true
	}
	p.noteEdition(t, year)
	sex := strings.ToLower(string(t.raw(colSex)))
	label := t.raw(colAge)
	if sex == "both sexes" || sex == "both" || strings.EqualFold(string(label), "total") {
		return true
	}
	if strings.Contains(string(label), "-") {
		p.faults.Fail(t.at(colAge), "five-year", abnd.T("%q: this file has five-year age groups", "%q: este ficheiro tem grupos de idades de cinco anos").Fill(shortened(label)), fetchFromPortal)
		return false
	}
	age, ok := p.age(t)
	if !ok {
		return true
	}
	x, ok := t.number(colValue, false, &p.faults)
	if !ok {
		return true
	}
	if x < 0 || x > mostThousands*perThousand {
		p.faults.Fail(t.at(colValue), "out-of-range", abnd.T("%v persons of one age and sex are not possible", "não são possíveis %v pessoas de uma idade e sexo").Fill(x), fetchFromPortal)
		return true
	}
	const halves = 2 // the UN divides a person at most in two
	if halves*x != math.Trunc(halves*x) && p.portal.fraction == "" {
		p.portal.fraction = t.at(colValue)
	}
	into := p.medium
	if isWanted {
		into = p.wanted
	}
	ages := yearIn(into, year)
	switch sex {
	case "female":
		p.place(t, &ages.female, year, age, x)
	case "male":
		p.place(t, &ages.male, year, age, x)
	default:
		p.faults.Fail(t.at(colSex), "choice", abnd.T("%q is not a valid sex; expected Female, Male or Both sexes", "%q não é um sexo: é Female, Male ou Both sexes").Fill(shortened(t.raw(colSex))), fetchFromPortal)
	}
	return true
}

// noteEdition remembers of which revision the file is, and which years are
// estimates.
func (p *People) noteEdition(t *table, year abnd.Year) {
	if method := t.raw(colMethod); strings.EqualFold(string(method), "Projection") {
		p.portal.projects = true
	} else if len(method) > 0 {
		p.portal.lastEstimate = max(p.portal.lastEstimate, year)
	}
	if n, err := strconv.Atoi(string(t.raw(colSourceYear))); err == nil {
		p.portal.revision = n
	}
}

// portalUnit makes persons of thousands where the file says that it has them,
// and refuses what could be either.
func (p *People) portalUnit() {
	if !p.portal.read {
		return
	}
	if !p.portal.thousands {
		if p.portal.fraction != "" {
			p.faults.Fail(p.portal.fraction, "unit", abnd.T("the values have fractions of a person: they may be in thousands, which the file does not state", "uma fracção de pessoa: estes valores podem ser milhares e o ficheiro não o diz"), fetchFromPortal)
		}
		return
	}
	for _, all := range []map[abnd.Year]*ageTable{p.wanted, p.medium} {
		for _, ages := range all {
			for _, of := range []*bySingleAge{&ages.male, &ages.female} {
				for age, x := range of.persons {
					of.persons[age] = persons(x)
				}
			}
		}
	}
}

// Revision is the revision that the files say they are of: those of the Data
// Portal do. The zero Edition is not known.
func (p *People) Edition() Revision {
	e := Revision{Year: p.portal.revision, LastEstimate: lastEstimates[p.portal.revision]}
	if e.LastEstimate == 0 && p.portal.projects {
		e.LastEstimate = p.portal.lastEstimate
	}
	return e
}
