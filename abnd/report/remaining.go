package report

import (
	"cmp"
	"math"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// Remaining is who is covered of each population group under a scenario or
// package in one year, and in words who is left out, those groups first in
// which most people are.
func Remaining(result *scenarios.Result, id string, year abnd.Year) Document {
	g := gapsTable{result: result}
	s := result.Study
	if !s.Title.IsZero() {
		g.say(s.Title)
	}
	g.say(abnd.T("%s (%s): legal and effective coverage, coverage gaps, %d, under “%s” (%s)", "%s (%s): cobertura legal e efectiva, lacunas de cobertura, %d, com «%s» (%s)").
		Fill(s.Country.Name, s.Country.ISO3, int(year), nameOr(runName(s, id), id), id))
	rows := scenarios.RemainingUnder(result, id, year)
	for _, guarantee := range append(abnd.Guarantees(), "") {
		g.remainingOf(guarantee, rows)
	}
	g.leftOutInWords(rows)
	if len(rows) < len(s.Groups) {
		g.section(abnd.Text{})
		g.say(abnd.T("Groups whose benefits the package takes from several scenarios are not shown: their coverage is not available.",
			"Os grupos cujas prestações o pacote usa de vários cenários não são mostrados: a sua cobertura não está disponível."))
	}
	return g.Document
}

func (g *gapsTable) remainingOf(guarantee abnd.Guarantee, rows []scenarios.Remaining) {
	var table *Table
	for _, x := range rows {
		if x.Group.Guarantee != guarantee {
			continue
		}
		if table == nil {
			table = g.coverageTable(guarantee, abnd.T("people|legal cov.|effective cov.", "pessoas|cob. legal|cob. efectiva"))
		}
		table.row(words(x.Group.Name), estimated(Persons, x.Both.Size, 0), shareOf(x.Both.Legal, x.LegalAtLeast()), coveredShare(x.Both.Effective,
			x.Both.Possible, x.AtLeast()))
	}
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
	g.section(abnd.T("People not covered", "Pessoas sem cobertura"))
	for _, x := range rows {
		if x.Group.Guarantee != "" {
			g.item(leftOutSentence(x))
		}
	}
}

// leftOutSentence reports how many of a group are left out: not known, nobody,
// so many, at most so many, or between so many and so many.
func leftOutSentence(x scenarios.Remaining) abnd.Text {
	name, people := x.Group.Name, func(e scenarios.Estimate) abnd.Text { return roundedPeople(e.Value) }
	size, out := peopleOf(x.Both.Size.Value), x.Both.LeftOut
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
			Fill(name, people(out), size, abnd.InEach(shareOf(scenarios.Estimate{Value: 1 - x.Both.Effective.Value, Known: true}, false).In))
	}
	if f, m := x.Female.LeftOut, x.Male.LeftOut; f.Known && m.Known && out.Known && !x.AtLeast() && math.Round(out.Value) > 0 {
		return sentences(t, bySex(f, m))
	}
	return t
}

// bySex reports how many people of a sentence are of which sex.
func bySex(female, male scenarios.Estimate) abnd.Text {
	return abnd.T("Female %s, male %s.", "Mulheres %s, homens %s.").Fill(roundedPeople(female.Value), roundedPeople(male.Value))
}

// peopleOf is a number of people before the word people, which in Portuguese a
// preposition parts from millions.
func peopleOf(x float64) abnd.Text {
	return abnd.InEach(func(lang abnd.Lang) string {
		rounded, millions := costing.RoundedPeople(x, lang)
		if millions {
			rounded += costing.InMillions().In(lang)
		}
		return rounded
	})
}

// roundedPeople is a number of people as a sentence has it.
func roundedPeople(x float64) abnd.Text {
	return abnd.InEach(func(lang abnd.Lang) string {
		rounded, millions := costing.RoundedPeople(x, lang)
		if millions {
			return abnd.T("%s million", "%s milhões").Fill(rounded).In(lang)
		}
		return rounded
	})
}

// remainingHeader is a public format: its names do not change.
var remainingHeader = []string{"scenario", "guarantee", "group", "sex", "year", "measure", "unit", "value", "known"}

func remainingRecords(all []scenarios.Remaining) Records {
	return Records{remainingHeader, func(yield func(...Field)) {
		for _, x := range all {
			for _, f := range x.Figures() {
				known := abnd.KnownAll
				if f.Part {
					known = abnd.KnownPart
				}
				yield(textCell(x.Scenario), codeCell(x.Group.Guarantee), textCell(x.Group.ID), textCell(sexCode(f.Sex)), countCell(x.Year),
					codeCell(f.Measure), codeCell(f.Unit), figureCell(f.Value), codeCell(known))
			}
		}
	}}
}

// sexCode is a sex as results have it: those of both together are the total.
func sexCode(sex abnd.Sex) string {
	if sex == abnd.Both {
		return "total"
	}
	return string(sex)
}

// RemainingRecords are the coverage of every group under a scenario or
// package, in the same format as [ResultRecords]: in one year, or in all where that
// is zero. What is not known has no row.
func RemainingRecords(result *scenarios.Result, id string, year abnd.Year) Records {
	return remainingRecords(scenarios.RemainingUnder(result, id, year))
}

// RemainingTree is the same as an object with the manifest.
func RemainingTree(manifest Manifest, result *scenarios.Result, id string, year abnd.Year) Tree {
	return treeOf(manifest, recordsIn("coverage", RemainingRecords(result, id, year)))
}
