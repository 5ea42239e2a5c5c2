package sheets

import (
	"iter"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
)

// bothLangs marks a column that stands for two, one in each language.
const bothLangs abnd.Lang = "*"

// inEachLanguage writes out the columns of texts: "name" is name_en and name_pt.
func inEachLanguage(columns []Column) []Column {
	all := make([]Column, 0, len(columns)+1)
	for _, c := range columns {
		if c.Lang != bothLangs {
			all = append(all, c)
			continue
		}
		en, pt := c, c
		en.Key, en.Lang = keyIn(c.Key, abnd.English), abnd.English
		pt.Key, pt.Lang = keyIn(c.Key, abnd.Portuguese), abnd.Portuguese
		en.Label = abnd.T("%s, English", "%s, inglês").Fill(c.Label)
		pt.Label = abnd.T("%s, Portuguese", "%s, português").Fill(c.Label)
		all = append(all, en, pt)
	}
	return all
}

// keyIn is the key of the column of a text in a language.
func keyIn(key string, lang abnd.Lang) string { return key + "_" + string(lang) }

// texts writes a text into its two columns.
func (w *rowWriter) texts(key string, path abnd.Path, t abnd.Text) {
	en, pt := keyIn(key, abnd.English), keyIn(key, abnd.Portuguese)
	w.text(en, below(path, en), t.EN)
	w.text(pt, below(path, pt), t.PT)
}

// texts reads a text from its two columns; a blank path has no places. A file
// from before them has one cell, whose text stands for both languages.
func (w row) texts(key string, path abnd.Path) abnd.Text {
	en, pt := keyIn(key, abnd.English), keyIn(key, abnd.Portuguese)
	first, hasEN := w.index[en]
	if second, hasPT := w.index[pt]; hasEN && hasPT && first == second {
		w.mark(pt, below(path, pt))
		return abnd.Same(w.text(en, below(path, en)))
	}
	return abnd.Text{EN: w.text(en, below(path, en)), PT: w.text(pt, below(path, pt))}
}

// hasOther reports whether a file has the other column of a text that may stand
// in one language alone: each that files from before them had but once.
func (c Column) hasOther(index map[string]int) bool {
	if c.Earlier == "" || c.Lang == "" {
		return false
	}
	text := textOf(c.Key)
	return slices.ContainsFunc(abnd.Langs(), func(lang abnd.Lang) bool {
		_, ok := index[keyIn(text, lang)]
		return ok
	})
}

// keysOf are the keys of columns, and those under which earlier files have them.
func keysOf(columns []Column) (known, earlier []string) {
	for _, c := range columns {
		known = append(known, c.Key)
		if c.Earlier != "" {
			earlier = append(earlier, c.Earlier)
		}
	}
	return known, earlier
}

// takeEarlier takes the columns that a file lacks from those that it has under
// an earlier key, and gives back the headers of which nothing was taken.
func takeEarlier(columns []Column, header []Raw, index map[string]int) (left []Raw) {
	needed := map[string]bool{}
	for _, c := range columns {
		at, ok := index[c.Earlier]
		if !ok {
			continue
		}
		if _, has := index[c.Key]; !has {
			index[c.Key] = at
			needed[c.Earlier] = true
		}
	}
	for _, c := range columns {
		at, ok := index[c.Earlier]
		if !ok {
			continue
		}
		if !needed[c.Earlier] {
			left = append(left, Raw{Text: c.Earlier, Place: header[at].Place})
		}
		delete(index, c.Earlier)
	}
	return left
}

// InLanguage are sheets for a reader of a language: of the two columns of a
// text that of the reader's language stands first. Paths and values are the same.
func InLanguage(all []Sheet, lang abnd.Lang) []Sheet {
	if !lang.IsPortuguese() {
		return all
	}
	ordered := slices.Clone(all)
	for n, s := range all {
		ordered[n].Columns = slices.Clone(s.Columns)
		ordered[n].Rows = make([][]Cell, len(s.Rows))
		for i, row := range s.Rows {
			ordered[n].Rows[i] = slices.Clone(row)
		}
		for en := range s.pairs() {
			ordered[n].swap(en, en+1)
		}
	}
	return ordered
}

// pairs are the first columns of those that stand beside each other for one text.
func (s Sheet) pairs() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range len(s.Columns) - 1 {
			if a, b := s.Columns[i], s.Columns[i+1]; a.Lang != "" && b.Lang != "" && textOf(a.Key) == textOf(b.Key) && !yield(i) {
				return
			}
		}
	}
}

func (s Sheet) swap(a, b int) {
	s.Columns[a], s.Columns[b] = s.Columns[b], s.Columns[a]
	for _, row := range s.Rows {
		if b < len(row) {
			row[a], row[b] = row[b], row[a]
		}
	}
}

// textOf is the key of a text without its language: "name" of name_en.
func textOf(key string) string { return key[:max(0, len(key)-len("_en"))] }

// InOtherLanguage are the columns, from 1, and the rows, from 0, that hold texts
// in the language that is not the reader's, and none that the reader's lacks:
// whoever reads one language needs none of them.
func (s Sheet) InOtherLanguage(lang abnd.Lang) (columns, rows []int) {
	isOther := func(key string) bool {
		return strings.HasSuffix(key, keyIn("", abnd.Portuguese)) != lang.IsPortuguese()
	}
	for i := range s.pairs() {
		own, other := i, i+1
		if isOther(s.Columns[i].Key) {
			own, other = other, own
		}
		if !slices.ContainsFunc(s.Rows, func(row []Cell) bool { return !blankAt(row, other) && blankAt(row, own) }) {
			columns = append(columns, other+1)
		}
	}
	keys, values := s.keyed()
	if keys < 0 || values < 0 {
		return columns, nil
	}
	key := func(row int) string {
		code, _ := s.Rows[row][keys].Value.Code()
		return code
	}
	for i := range len(s.Rows) - 1 {
		if len(s.Rows[i]) <= values || len(s.Rows[i+1]) <= values || !inLanguages(key(i), key(i+1)) {
			continue
		}
		own, other := i, i+1
		if isOther(key(i)) {
			own, other = other, own
		}
		if blankAt(s.Rows[other], values) || !blankAt(s.Rows[own], values) {
			rows = append(rows, other)
		}
	}
	return columns, rows
}

// keyed are the columns that name a row and hold its value, in the sheets that
// have a text in two rows; -1 in others.
func (s Sheet) keyed() (keys, values int) {
	at := func(keys ...string) int {
		return slices.IndexFunc(s.Columns, func(c Column) bool { return slices.Contains(keys, c.Key) })
	}
	return at("key", "parameter"), at("value", "base")
}

// inLanguages reports whether two keys are those of one text, in English and in
// Portuguese.
func inLanguages(first, second string) bool {
	return strings.HasSuffix(first, keyIn("", abnd.English)) && strings.HasSuffix(second, keyIn("", abnd.Portuguese)) && textOf(first) == textOf(second)
}

func blankAt(row []Cell, at int) bool { return at >= len(row) || row[at].Value.IsBlank() }
