package workbook

import (
	"fmt"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
)

// What stands below the fold of SUMMARY.

const sentenceSize = 12

// words writes what the figures say in sentences, and what they rest on.
func (s *summarySheet) words() {
	s.tall = map[int]float64{}
	row := wordsRow
	heading := func(t abnd.Text) {
		s.plain(row, 1, t, paper.Look{Kind: paper.HeadingLook})
		s.tall[row] = 20
		row++
	}
	put := func(told phrase, live bool) {
		look := paper.Look{Kind: paper.PlainLook, Wrap: true, Points: sentenceSize}
		if live {
			s.text(row, 1, told, look)
		} else {
			look.Number = paper.TextFormat
			s.work.Put(row, 1, paper.Cell{Value: paper.TextOrNothing(told.value), Look: look})
		}
		s.across(row, 1, summaryWidth)
		const lineOfSentence, body = 16.0, 11.0
		width := float64(4*cardWidth+3*cardGap) * body / sentenceSize
		s.tall[row] = lineOfSentence * float64(paper.LinesOf(told.value, width-paper.Padding))
		row++
	}
	heading(abnd.T("In words", "Em palavras"))
	put(s.costSentence(), true)
	if s.model.Has(costing.IncomeSecurityKey(abnd.StatusQuo, costing.Covered)) {
		put(s.coverSentence(), true)
	}
	if s.model.Has(costing.GuaranteeKey(abnd.StatusQuo, abnd.Health, costing.Covered)) {
		put(s.healthSentence(), true)
	}
	for _, told := range s.told() {
		put(told, true)
	}
	heading(abnd.T("What this rests on", "Em que assenta"))
	said := func(t abnd.Text) { put(phrase{value: t.In(s.language())}, false) }
	said(abnd.T("As written by abnd: %s", "Como abnd escreveu: %s").Fill(costing.CountInputs(s.study).Text()))
	if origin := costing.EnvelopeOrigin(s.study); !origin.IsZero() {
		said(origin)
	}
	said(abnd.T("To change a figure, go to a blue sheet; what is picked above is a view, moves no figure and is not read back. ≥ at least, ≤ at most: what is not known is not counted as zero.",
		"Para mudar um valor, vá a uma folha azul; o que se escolhe em cima é só uma vista, não altera valores e não é lido. ≥ no mínimo, ≤ no máximo: o que não se conhece não conta como zero."))
	s.last = row - 1
}

// atLeastWords stand before a figure that is a lower bound.
var atLeastWords = abnd.T("at least ", "pelo menos ")

func (s *summarySheet) costSentence() phrase {
	missing := s.of(missingParts)
	cost := bounded(above(missing), s.say(atLeastWords), s.figure(s.of("share_of_gdp"), costing.AsPercent))
	gdp := s.say(s.study.GDPName)
	quo := s.figure(s.before("share_of_gdp"), costing.AsPercent)
	points := s.figure(s.moreSize, costing.AsPoints)
	first := s.saying(abnd.T("%s costs %s of %s in %s", "%s custa %s do %s em %s"), s.runName(), cost, gdp, s.year())
	more := s.saying(abnd.T(", %s points more than the status quo (%s).", ", mais %s pontos do que a situação actual (%s)."), points, quo)
	less := s.saying(abnd.T(", %s points less than the status quo (%s).", ", menos %s pontos do que a situação actual (%s)."), points, quo)
	same := s.saying(abnd.T(", as the status quo (%s).", ", como a situação actual (%s)."), quo)
	return joined(first, where(s.shows(s.moreSize), where(above(s.more), more, less), same))
}

func (s *summarySheet) coverSentence() phrase {
	newly, groups := s.of(costing.NewlyCovered), s.of(costing.GroupsUnknown)
	persons := s.figure(s.newlySize, costing.AsPeople)
	left := bounded(above(groups), s.say(abnd.T("at most ", "no máximo ")), s.figure(s.of(costing.LeftOut), costing.AsPeople))
	none := s.saying(abnd.T("Income security reaches as many persons as in the status quo; in %s it leaves out %s of the population groups.",
		"A segurança de rendimento chega a tantas pessoas como na situação actual; em %s deixa de fora %s pessoas dos grupos da população."), s.year(), left)
	more := s.saying(abnd.T("Income security reaches %s persons more than the status quo in %s, and still leaves out %s of the population groups.",
		"A segurança de rendimento chega a %s pessoas a mais do que na situação actual em %s, e deixa ainda de fora %s pessoas dos grupos da população."), bounded(above(groups), s.say(atLeastWords), persons), s.year(), left)
	less := s.saying(abnd.T("Income security reaches %s persons fewer than the status quo in %s, and leaves out %s of the population groups.",
		"A segurança de rendimento chega a %s pessoas a menos do que na situação actual em %s, e deixa de fora %s pessoas dos grupos da população."), persons, s.year(), left)
	unknown := s.say(abnd.T("How many persons income security reaches is not known.", "Não se conhece a quantas pessoas chega a segurança de rendimento."))
	return where(isSeen(newly), where(s.counts(s.newlySize), where(above(newly), more, less), none), unknown)
}

// healthSentence says who is covered by health care, apart from all others.
func (s *summarySheet) healthSentence() phrase {
	const cover, known = coverPrefix + string(abnd.Health), knownPrefix + string(abnd.Health)
	s.label(s.next, calcName, abnd.T("Population groups of health care", "Grupos da população dos cuidados de saúde"), paper.FixedLook)
	groups := s.groupsOf(s.next, calcFirst, abnd.Health)
	s.next++
	figure := func(share, complete seen) phrase {
		return bounded(both(isSeen(share), below(complete, groups)), s.say(atLeastWords), s.figure(share, costing.AsPercent))
	}
	return s.saying(abnd.T("Counted apart: essential health care covers %s of the people concerned in %s (status quo: %s).",
		"À parte: os cuidados de saúde essenciais cobrem %s das pessoas em causa em %s (situação actual: %s)."),
		figure(s.of(cover), s.of(known)), s.year(), figure(s.before(cover), s.before(known)))
}

// told are the sentences of FISCAL on the run that is picked: on financing and
// debt, and on the fund. Each stands in a column of the calculations, by run.
func (s *summarySheet) told() []phrase {
	kinds := []struct {
		label    abnd.Text
		sentence func(*abnd.Study, string) (costing.Sentence, bool)
	}{
		{abnd.T("On financing and debt", "Sobre o financiamento e a dívida"), costing.FiscalSentence},
		{abnd.T("On the fund", "Sobre o fundo"), costing.FundSentence},
	}
	var all []phrase
	for _, k := range kinds {
		var column []phrase
		top := s.next
		has := false
		for _, r := range s.runs {
			told := s.say(abnd.T("The status quo itself: no other cost is to be financed.", "A própria situação actual: não há outro custo por financiar."))
			if sentence, ok := k.sentence(s.study, r.id); ok {
				has = true
				at := s.toldRow(r.id, sentence)
				told = phrase{address.Absolute(fiscalSheet, at, nameColumn), sentence.In(s.projection, s.language())}
			}
			column = append(column, told)
		}
		if !has {
			continue
		}
		s.label(top, calcName, k.label, paper.LabelLook)
		for i, told := range column {
			s.text(top+1+i, calcName, told, paper.Look{Kind: paper.FixedLook, Left: true})
		}
		s.next = top + len(column) + 2
		all = append(all, phrase{
			fmt.Sprintf("INDEX(%s:%s,%s)", summaryCell(top+1, calcName), summaryCell(top+len(column), calcName), summaryCell(runPlaceRow, calcFirst)),
			column[s.picked].value,
		})
	}
	return all
}

// toldRow is the row of a sentence on FISCAL.
func (s *summarySheet) toldRow(id string, sentence costing.Sentence) int {
	for _, b := range s.layout.fiscal {
		for _, x := range b.told {
			if b.id == id && x.sentence.On == sentence.On {
				return x.row
			}
		}
	}
	panic("workbook: FISCAL has no sentence on " + id)
}
