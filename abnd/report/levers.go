package report

import (
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// ShownLevers are the levers of a study, or those that are suggested for it.
type ShownLevers struct {
	// Result is that of the study with the levers.
	Result *scenarios.Result
	// Suggested says that the study itself has none.
	Suggested bool
	Year      abnd.Year
}

// Levers lists what a room can decide: each lever with its levels in words, and what
// each level alone changes of the cost in a year. Where there are none it says why.
func Levers(x ShownLevers) Document {
	var b builder
	study := x.Result.Study
	b.say(abnd.T("%s (%s): what a room can decide, and what it changes in %d", "%s (%s): o que uma sala pode decidir, e o que muda em %d").
		Fill(study.Country.Name, study.Country.ISO3, int(x.Year)))
	switch {
	case len(study.Levers) == 0:
		b.say(abnd.T("The study has no levers, and none can be suggested: no scenario changes a benefit, and no benefit that is paid has an amount or a share that moves the cost.",
			"O estudo não tem alavancas e não há nenhuma a propor: nenhum cenário altera uma prestação, e nenhuma das que se pagam tem um montante ou uma proporção que mova o custo."))
		return b.Document
	case x.Suggested:
		b.say(abnd.T("The study has no levers. These are suggested: from what its scenarios decide and, where that is little, from what moves the cost most.",
			"O estudo não tem alavancas. Propõem-se estas: do que os seus cenários decidem e, se for pouco, do que mais move o custo."))
	default:
		b.say(abnd.T("The levers of the study, as in the sheet LEVERS.", "As alavancas do estudo, como na folha LEVERS."))
	}
	from, _ := study.FindScenario(study.TriedFrom())
	b.say(abnd.T("Change of the cost in percentage points of %s, with that level alone, on the scenario \"%s\"; a benefit that another lever introduces is paid. * = shown at once in TRY.",
		"Variação do custo em pontos percentuais do %s, só com esse nível, sobre o cenário «%s»; uma prestação que outra alavanca introduz é paga. * = mostrada logo na folha TRY.").
		Fill(study.GDPName, from.Name))
	if slices.ContainsFunc(study.Levers, func(l abnd.Lever) bool { return len(l.Levels) == 1 && costing.TakesOwn(l) }) {
		b.say(abnd.T("A lever with a single level is there for values of your own, typed in TRY.", "Uma alavanca com um só nível serve para valores próprios, escritos na folha TRY."))
	}
	b.macro(study)
	table := &Table{Name: "levers", Columns: []Column{{}, {Head: abnd.T("%d, pp", "%d, p.p.").Fill(int(x.Year))}}}
	changes := x.Result.LeverChanges(x.Year)
	for i, l := range study.Levers {
		name := abnd.T("%s (%s)", "%s (%s)").Fill(l.Name, l.ID)
		if l.Open {
			name = abnd.T("%s *", "%s *").Fill(name)
		}
		table.Rows = append(table.Rows, Row{Over: name, Apart: i > 0})
		for _, level := range l.Levels {
			change := unknownCell
			if c := changeOf(changes, l, level); c.Share.Known {
				change = figure(Percent, percent*c.Share.Value, abnd.KnownAll, decimals(percentDecimals))
				change.Signed = true
			}
			said := abnd.T(" %d %s", " %d %s").Fill(level.Number, level.Word)
			if !level.Sentence.IsZero() {
				said = abnd.T("%s: %s", "%s: %s").Fill(said, level.Sentence)
			}
			table.row(words(said), change)
		}
	}
	b.section(abnd.Text{}, table)
	return b.Document
}

// changeOf is what a level changes; nothing is known of it where it is not among the
// changes.
func changeOf(all []scenarios.LeverChange, l abnd.Lever, level abnd.LeverLevel) scenarios.LeverChange {
	for _, c := range all {
		if c.Lever == l.ID && c.Level == level.Number {
			return c
		}
	}
	return scenarios.LeverChange{}
}

// leverHeader is a public format: its names do not change.
var leverHeader = []string{"lever", "name_en", "name_pt", "open", "suggested", "level", "word_en", "word_pt", "paths", "values", "sentence_en", "sentence_pt", "year", "unit", "cost_change", "share_of_gdp_change"}

// LeverRecords are the levels of the levers with a record each. Paths and values are
// separated with semicolons; a share of GDP is in percent. What is not known is blank.
func LeverRecords(x ShownLevers) Records {
	return Records{leverHeader, func(yield func(...Field)) {
		study := x.Result.Study
		changes := x.Result.LeverChanges(x.Year)
		for _, l := range study.Levers {
			var paths []string
			for _, p := range l.Paths {
				paths = append(paths, string(p))
			}
			for _, level := range l.Levels {
				var values []string
				for place := range l.Paths {
					values = append(values, level.Value(place).String())
				}
				c := changeOf(changes, l, level)
				cost, share := blankCell, blankCell
				if c.Cost.Known {
					cost = figureCell(c.Cost.Value)
				}
				if c.Share.Known {
					share = figureCell(percent * c.Share.Value)
				}
				yield(textCell(l.ID), textCell(l.Name.EN), textCell(l.Name.PT), boolCell(l.Open), boolCell(x.Suggested), countCell(level.Number), textCell(level.Word.EN), textCell(level.Word.PT),
					textCell(strings.Join(paths, ";")), textCell(strings.Join(values, ";")), textCell(level.Sentence.EN), textCell(level.Sentence.PT), countCell(x.Year), textCell(study.Country.Currency), cost, share)
			}
		}
	}}
}

// LeverTree is an object with the manifest and the records of [LeverRecords], one a line.
func LeverTree(manifest Manifest, x ShownLevers) Tree {
	return treeOf(manifest, recordsIn("levers", LeverRecords(x)))
}
