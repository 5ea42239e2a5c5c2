package workbook

import (
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// leversPart is the list of what the room can decide, for those who have no phone
// to move it on: each lever with what it moves, and each of its levels with the
// number that chooses it, its word, its value and its sentence. A study without
// levers has none.
func (p *printer) leversPart(int) []printRow {
	if !p.try.made {
		return nil
	}
	const name, levels, choice = 4, 19, 1
	head := printRow{cells: []printCell{
		p.label(name, abnd.T("Lever", "Alavanca")),
		p.label(levels, abnd.T("What it moves; its levels: number, word (value), and what it means", "O que move; os seus níveis: número, palavra (valor) e o que significa")),
		p.label(choice, abnd.T("No.", "N.º")),
	}}
	tell := teller{p.resultWriter, p.sheet}
	var body []printRow
	for _, l := range p.try.levers {
		called := tell.leverName(l)
		first := p.list(name, []printEntry{{called.text(), called.formula}})
		first.look.Bold = true
		entries := []printEntry{{value: abnd.T("Moves: %s", "Move: %s").Fill(p.moved(l)).In(p.lang)}}
		for _, x := range l.Levels {
			level := tell.levelInWords(l, x)
			entries = append(entries, printEntry{level.text(), level.formula})
		}
		body = append(body, printRow{cells: []printCell{
			first, p.list(levels, entries), p.cell(choice, abnd.Text{}),
		}})
	}
	rows := []printRow{
		p.heading(abnd.T("Levers and their levels: what the room can decide", "As alavancas e os seus níveis: o que a sala pode decidir")),
		p.note(abnd.T("Write in the last column the number of a level. A lever without a number stays as in the scenario from which the room begins.",
			"Escreva na última coluna o número de um nível. Uma alavanca sem número fica como no cenário de partida.")),
	}
	rows[1].with = true
	return append(rows, table(head, body)...)
}

// moved names the benefits that a lever moves, each with the first of its
// parameters that are moved, whose value the levels show: the others serve it.
func (p *printer) moved(l abnd.Lever) abnd.Text {
	var benefits []string
	first, more := map[string]abnd.Text{}, map[string]int{}
	for place, path := range l.Paths {
		id, _ := abnd.LeverParameter(path)
		if slices.Contains(benefits, id) {
			more[id]++
			continue
		}
		benefits = append(benefits, id)
		first[id] = costing.LeverSpec(l, place).Label
	}
	var all []string
	for _, id := range benefits {
		benefit, _ := p.study.FindBenefit(id)
		text := abnd.T("%s: %s", "%s: %s").Fill(benefit.Name, first[id])
		if n := more[id]; n > 0 {
			text = abnd.T("%s, and %d more", "%s, e mais %d").Fill(text, n)
		}
		all = append(all, text.In(p.lang))
	}
	return abnd.Same(strings.Join(all, "; "))
}

// levelInWords is a level as it is read out: "level 2: wider (5). Children under 6." A
// word that is the value itself is not said twice.
func (t teller) levelInWords(l abnd.Lever, x abnd.LeverLevel) said {
	word, sentence := t.levelWord(l, x), t.levelSentence(l, x)
	at, shown := t.levelValue(l, x)
	value := ifSo(all(isFilledCell(at), asked{word.formula + "<>" + shown.formula, word.text() != shown.text()}),
		joinedWords(words(" ("), shown, words(")")), saidNothing)
	meaning := ifSo(isFilledCell(sentence), joinedWords(words(". "), sentence), saidNothing)
	return joinedWords(t.levelNamed(l, x), value, meaning)
}
