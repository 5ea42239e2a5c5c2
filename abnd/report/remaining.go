package report

import (
	"bufio"
	"cmp"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// Remaining writes for people to read who is covered of each population group
// under a scenario or package in one year, and in words who is left out, those
// groups first in which most people are.
func Remaining(w io.Writer, result *scenarios.Result, id string, year abnd.Year, lang abnd.Lang) error {
	out := bufio.NewWriter(w)
	g := gapsTable{result: result, lang: lang, out: out}
	s := result.Study
	if title := s.Title.In(lang); title != "" {
		g.line(Wrap(title, Width, "", ""))
	}
	g.text(abnd.T("%s (%s): legal and effective coverage, coverage gaps, %d, under “%s” (%s)", "%s (%s): cobertura legal e efectiva, lacunas de cobertura, %d, com «%s» (%s)").
		Fill(s.Country.Name, s.Country.ISO3, int(year), nameOfRun(s, id), id), "", "")
	rows := scenarios.RemainingUnder(result, id, year)
	for _, guarantee := range append(abnd.Guarantees(), "") {
		g.remainingOf(guarantee, rows)
	}
	g.leftOutInWords(rows)
	if len(rows) < len(s.Groups) {
		g.line("")
		g.text(abnd.T("Groups whose benefits the package takes from several scenarios are not shown: their coverage is not available.",
			"Os grupos cujas prestações o pacote usa de vários cenários não são mostrados: a sua cobertura não está disponível."), "", "")
	}
	return out.Flush()
}

// nameOfRun is the name of a scenario or package.
func nameOfRun(s *abnd.Study, id string) abnd.Text {
	if x, ok := s.FindScenario(id); ok {
		return x.Name
	}
	for _, p := range s.Packages {
		if p.ID == id {
			return p.Name
		}
	}
	return abnd.Same(id)
}

func (g *gapsTable) remainingOf(guarantee abnd.Guarantee, rows []scenarios.Remaining) {
	first := true
	for _, x := range rows {
		if x.Group.Guarantee != guarantee {
			continue
		}
		if first {
			g.coverageHead(guarantee)
			first = false
		}
		lines := strings.Split(Wrap(x.Group.Name.In(g.lang), groupWidth, "", "  "), "\n")
		for _, l := range lines[:len(lines)-1] {
			g.line(l)
		}
		g.line(padRight(lines[len(lines)-1], groupWidth) +
			padLeft(g.estimate(x.Both.Size, 1, 0), peopleWidth) +
			padLeft(g.share(x.Both.Legal, x.LegalAtLeast()), coverageWidth) +
			padLeft(g.coveredShare(x.Both.Effective, x.Both.Possible, x.AtLeast()), coverageWidth))
	}
}

// coveredShare is a share that can be a range or a lower bound.
func (g *gapsTable) coveredShare(low, high scenarios.Estimate, atLeast bool) string {
	if !atLeast || !low.Known || !high.Known {
		return g.share(low, atLeast)
	}
	return g.estimate(low, percent, 1) + "–" + g.estimate(high, percent, 1) + g.lang.PercentSign()
}

// leftOutInWords says who is left out, the groups of most people first.
func (g *gapsTable) leftOutInWords(rows []scenarios.Remaining) {
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(a, b scenarios.Remaining) int {
		if a.Both.LeftOut.Known != b.Both.LeftOut.Known {
			if a.Both.LeftOut.Known {
				return -1
			}
			return 1
		}
		return cmp.Compare(math.Round(b.Both.LeftOut.Value), math.Round(a.Both.LeftOut.Value))
	})
	g.line("")
	g.line(abnd.T("People not covered", "Pessoas sem cobertura").In(g.lang))
	for _, x := range rows {
		if x.Group.Guarantee != "" {
			g.line(Wrap(g.leftOutSentence(x), Width, "  * ", "    "))
		}
	}
}

// leftOutSentence says how many of a group are left out: not known, nobody,
// so many, at most so many, or between so many and so many.
func (g *gapsTable) leftOutSentence(x scenarios.Remaining) string {
	name, people := x.Group.Name, func(e scenarios.Estimate) string { return roundedPeople(e.Value, g.lang) }
	size, out := peopleOf(x.Both.Size.Value, g.lang), x.Both.LeftOut
	var t abnd.Text
	switch {
	case !out.Known:
		t = abnd.T("%s: no data on how many people have no benefit.", "%s: não há dados sobre quantas pessoas não têm prestação.").Fill(name)
	case math.Round(out.Value) <= 0:
		t = abnd.T("%s: everyone has a benefit.", "%s: todas as pessoas têm uma prestação.").Fill(name)
	case x.IsRange():
		t = abnd.T("%s: between %s and %s of about %s people have no benefit; no data on how many of the recipients belong to the group.",
			"%s: entre %s e %s de cerca de %s pessoas não têm prestação; não há dados sobre quantos dos beneficiários pertencem ao grupo.").
			Fill(name, people(x.Both.LeftOutCertain), people(out), size)
	case x.AtLeast():
		t = abnd.T("%s: at most about %s of %s people have no benefit; data are missing for some provisions.",
			"%s: no máximo cerca de %s de %s pessoas não têm prestação; faltam dados de alguns regimes ou prestações.").Fill(name, people(out), size)
	default:
		t = abnd.T("%s: about %s of %s people (%s) have no benefit.", "%s: cerca de %s de %s pessoas (%s) não têm prestação.").
			Fill(name, people(out), size, g.share(scenarios.Estimate{Value: 1 - x.Both.Effective.Value, Known: true}, false))
	}
	sentence := t.In(g.lang)
	if f, m := x.Female.LeftOut, x.Male.LeftOut; f.Known && m.Known && out.Known && !x.AtLeast() && math.Round(out.Value) > 0 {
		sentence += " " + g.bySex(f, m)
	}
	return sentence
}

// bySex says how many people of a sentence are of which sex.
func (g *gapsTable) bySex(female, male scenarios.Estimate) string {
	return abnd.T("Female %s, male %s.", "Mulheres %s, homens %s.").
		Fill(roundedPeople(female.Value, g.lang), roundedPeople(male.Value, g.lang)).In(g.lang)
}

// peopleOf is a number of people before the word people, which in Portuguese a
// preposition parts from millions.
func peopleOf(x float64, lang abnd.Lang) string {
	rounded, millions := costing.RoundedPeople(x, lang)
	if millions {
		rounded += costing.InMillions().In(lang)
	}
	return rounded
}

// roundedPeople is a number of people as a sentence has it.
func roundedPeople(x float64, lang abnd.Lang) string {
	rounded, millions := costing.RoundedPeople(x, lang)
	if millions {
		return abnd.T("%s million", "%s milhões").Fill(rounded).In(lang)
	}
	return rounded
}

// remainingHeader is a contract with those who read the file.
var remainingHeader = []string{"scenario", "guarantee", "group", "sex", "year", "measure", "unit", "value", "known"}

// remainingRow is one figure of coverage under a scenario, for programs.
type remainingRow struct {
	Scenario  string  `json:"scenario"`
	Guarantee string  `json:"guarantee"`
	Group     string  `json:"group"`
	Sex       string  `json:"sex"`
	Year      int     `json:"year"`
	Measure   string  `json:"measure"`
	Unit      string  `json:"unit"`
	Value     float64 `json:"value"`
	Known     string  `json:"known"`
}

// How much is known of a figure: all of it, or a part, so that it is a bound.
const (
	knownAll  = "all"
	knownPart = "part"
)

func remainingRows(all []scenarios.Remaining) []remainingRow {
	var rows []remainingRow
	for _, x := range all {
		for _, f := range x.Figures() {
			row := remainingRow{x.Scenario, string(x.Group.Guarantee), x.Group.ID, sexCode(f.Sex), int(x.Year), f.Measure, string(f.Unit), f.Value, knownAll}
			if f.Part {
				row.Known = knownPart
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// sexCode is a sex as results have it: those of both together are the total.
func sexCode(sex abnd.Sex) string {
	if sex == abnd.Both {
		return "total"
	}
	return string(sex)
}

// RemainingCSV writes the coverage of every group under a scenario or package
// as CSV, like [CSV]: in one year, or in all where that is zero. What is not
// known has no row.
func RemainingCSV(out *CSVWriter, result *scenarios.Result, id string, year abnd.Year) error {
	out.header(remainingHeader...)
	for _, r := range remainingRows(scenarios.RemainingUnder(result, id, year)) {
		out.write(textCell(r.Scenario), textCell(r.Guarantee), textCell(r.Group), textCell(r.Sex), countCell(r.Year),
			textCell(r.Measure), textCell(r.Unit), figureCell(r.Value), textCell(r.Known))
	}
	return out.end()
}

// RemainingJSON writes the same as an object with the manifest.
func RemainingJSON(w io.Writer, manifest Manifest, result *scenarios.Result, id string, year abnd.Year) error {
	coverage := jsonRows{name: "coverage"}
	for _, r := range remainingRows(scenarios.RemainingUnder(result, id, year)) {
		coverage.rows = append(coverage.rows, r)
	}
	return writeJSON(w, manifest, coverage)
}
