package sheets

import (
	"slices"

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

// InLanguage is a sheet for a reader of a language: of the two columns of a
// text that of the reader's language stands first. Paths and values are the same.
func (s Sheet) InLanguage(lang abnd.Lang) Sheet {
	if !lang.IsPortuguese() {
		return s
	}
	order := make([]int, len(s.Columns))
	for i := range order {
		order[i] = i
	}
	for i := 0; i+1 < len(s.Columns); i++ {
		if s.Columns[i].Lang == abnd.English && s.Columns[i+1].Lang == abnd.Portuguese {
			order[i], order[i+1] = i+1, i
			i++
		}
	}
	ordered := s
	ordered.Columns = permuted(s.Columns, order)
	ordered.Rows = make([][]Cell, len(s.Rows))
	for i, row := range s.Rows {
		ordered.Rows[i] = permuted(row, order)
	}
	return ordered
}

// permuted are the items in another order; a shorter row keeps its own.
func permuted[T any](items []T, order []int) []T {
	if len(items) < len(order) {
		return items
	}
	all := slices.Clone(items)
	for to, from := range order {
		all[to] = items[from]
	}
	return all
}
