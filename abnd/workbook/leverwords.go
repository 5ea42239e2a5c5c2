package workbook

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// What LEVERS says of a lever and of its levels, for the sheets that repeat it: an
// edit there is seen on all of them.

// leverName is the cell of LEVERS with the name of a lever.
func (t teller) leverName(l abnd.Lever) said {
	return t.textOfLevers(abnd.JoinPath("levers", l.ID, "name_"+columnLang(t.lang)), l.Name)
}

// levelNumber is the cell with what is typed to choose a level.
func (t teller) levelNumber(l abnd.Lever, x abnd.LeverLevel) said {
	return t.cell(costing.LeverLevelPath(l.ID, x.Number, "level"), 0)
}

// levelWord is the cell with the word for a level.
func (t teller) levelWord(l abnd.Lever, x abnd.LeverLevel) said {
	return t.textOfLevers(costing.LeverLevelPath(l.ID, x.Number, "word_"+columnLang(t.lang)), x.Word)
}

// levelNamed is a level by its number and its word: "level 3: to 8 years", which
// without the colon would be read as ages from 3 to 8.
func (t teller) levelNamed(l abnd.Lever, x abnd.LeverLevel) said {
	number := t.levelNumber(l, x)
	number.formula += `&""`
	return joinedWords(words(abnd.T("level ", "nível ").In(t.lang)), number, words(": "), t.levelWord(l, x))
}

// levelSentence is the cell that says a level in a sentence.
func (t teller) levelSentence(l abnd.Lever, x abnd.LeverLevel) said {
	return t.textOfLevers(costing.LeverLevelPath(l.ID, x.Number, "sentence_"+columnLang(t.lang)), x.Sentence)
}

// levelValue is what a level sets the first parameter of its lever to: the cell,
// and how it is shown.
func (t teller) levelValue(l abnd.Lever, x abnd.LeverLevel) (at, shown said) {
	at = t.cell(costing.LeverLevelPath(l.ID, x.Number, costing.LeverValueCode(0)), 0)
	spec := costing.LeverSpec(l, 0)
	return at, t.figure(at, spec, spec.ListIn(t.study))
}

// textOfLevers refers to a text of LEVERS.
func (t teller) textOfLevers(path abnd.Path, text abnd.Text) said {
	at, ok := t.book.address(path)
	shown := text.In(t.lang)
	if !ok {
		return words(shown)
	}
	c, _ := t.book.cellAt(at)
	if c.Value != shown { // in the other language only
		return words(shown)
	}
	return said{at.Absolute() + `&""`, shown}
}
