package sheets

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/openabnd/engine/abnd"
)

// aside is what a file holds beside the study: sheets, columns and notes of
// its owner. They are welcome, and said once, so that nobody takes a figure
// in them for one that was read.
type aside struct{ sheets, columns, notes []string }

// leaveSheets leaves sheets of the owner's own aside. One whose name is near
// that of a sheet that the file lacks is asked about.
func (r *reader) leaveSheets(unknown []Grid) {
	missing := slices.DeleteFunc(slices.Clone(Names()), func(name string) bool {
		_, ok := r.grids[name]
		return ok || r.unread[name]
	})
	for _, g := range unknown {
		if near := abnd.Nearest(g.Code, missing); near != "" {
			r.ask(g.Place, "unknown-sheet", abnd.T("the sheet %q is ignored", "a folha %q não é lida").Fill(g.Code), near)
			continue
		}
		r.aside.sheets = append(r.aside.sheets, fmt.Sprintf("%q", g.Code))
	}
}

// leaveColumns leaves columns of the owner's own aside. One whose name is near
// that of a column that the sheet lacks is asked about, and so is what may be
// meant for a year.
func (r *reader) leaveColumns(unknown []Raw, columns []Column, index map[string]int, years bool) {
	var missing []string
	for _, c := range columns {
		if _, ok := index[c.Key]; !ok && !c.Auto {
			missing = append(missing, c.Key)
		}
	}
	for _, h := range unknown {
		problem := abnd.T("the column %q is ignored", "a coluna %q não é lida").Fill(h.Text)
		switch near := abnd.Nearest(h.Text, missing); {
		case near != "":
			r.ask(h.Place, "unknown-column", problem, near)
		case years && likeYear(h.Text):
			r.warn(h.Place, "unknown-column", problem, abnd.T("if it is a year, write four digits, e.g. 2025", "se é um ano, escreva quatro algarismos, como 2025"))
		default:
			r.aside.columns = append(r.aside.columns, fmt.Sprintf("%q (%s)", h.Text, h.Place))
		}
	}
}

// likeYear reports whether a word that is no year may be meant for one: digits
// more than anything else.
func likeYear(s string) bool {
	const least = 3
	digits, others := 0, 0
	for _, r := range s {
		if unicode.IsDigit(r) {
			digits++
		} else if !unicode.IsSpace(r) {
			others++
		}
	}
	return digits >= least && digits > others
}

func (r *reader) warn(place, code string, problem, remedy abnd.Text) {
	r.found = append(r.found, abnd.Diagnostic{Severity: abnd.Warning, Code: code, Place: place, Problem: problem, Remedy: remedy})
}

func (r *reader) ask(place, code string, problem abnd.Text, near string) {
	r.warn(place, code, problem, abnd.DidYouMean(near))
}

// noteWords begin a row that is a note, wherever it stands.
var noteWords = []string{"note", "notes", "nota", "notas", "source", "sources", "fonte", "fontes"}

// noteIn reports whether a row is a note and no row of the table, and where it
// stands. It is one where it begins with "#" or one of the [noteWords]; and
// after a blank row where it holds nothing but a sentence, or two texts that
// begin with one: no key of a table is several words.
func noteIn(cells []Raw, afterBlank bool) (place string, ok bool) {
	isFilled := func(c Raw) bool { return c.Kind != RawBlank }
	first := cells[slices.IndexFunc(cells, isFilled)]
	if first.Kind != RawText && first.Kind != RawUntyped {
		return "", false
	}
	text, filled := strings.TrimSpace(first.Text), 0
	for _, c := range cells {
		if isFilled(c) {
			filled++
		}
	}
	if beginsNote(text, filled) {
		return first.Place, true
	}
	const most = 2 // filled cells of a note without its word
	isText := func(c Raw) bool {
		_, number := parsePlain(c.Text)
		return (c.Kind == RawText || c.Kind == RawUntyped) && !number
	}
	if !afterBlank || filled > most || slices.ContainsFunc(cells, func(c Raw) bool { return isFilled(c) && !isText(c) }) {
		return "", false
	}
	return first.Place, strings.ContainsFunc(text, unicode.IsSpace)
}

// beginsNote reports whether a text is one of a note by its first word. A word in
// small letters with other cells beside it may be a key, as that of a source.
func beginsNote(text string, filled int) bool {
	if strings.HasPrefix(text, "#") {
		return true
	}
	word, rest := text, ""
	if i := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }); i >= 0 {
		word, rest = text[:i], text[i:]
	}
	if !slices.Contains(noteWords, strings.ToLower(word)) {
		return false
	}
	if rest == "" {
		return filled == 1 || word != strings.ToLower(word)
	}
	return rest[0] != '-' && rest[0] != '_'
}

// sayAside says once what was left aside.
func (r *reader) sayAside() {
	var parts []abnd.Text
	add := func(one, many abnd.Text, names []string) {
		if len(names) == 0 {
			return
		}
		if len(names) == 1 {
			many = one
		}
		parts = append(parts, many.Fill(few(names)))
	}
	add(abnd.T("the sheet %s", "a folha %s"), abnd.T("the sheets %s", "as folhas %s"), r.aside.sheets)
	add(abnd.T("the column %s", "a coluna %s"), abnd.T("the columns %s", "as colunas %s"), r.aside.columns)
	add(abnd.T("the note in %s", "a nota em %s"), abnd.T("the notes in %s", "as notas em %s"), r.aside.notes)
	if len(parts) == 0 {
		return
	}
	list := parts[0]
	for _, p := range parts[1:] {
		list = abnd.T("%s; %s", "%s; %s").Fill(list, p)
	}
	r.found = append(r.found, abnd.Diagnostic{Severity: abnd.Remark, Code: "left-aside",
		Problem: abnd.T("not part of the study, ignored: %s", "não faz parte do estudo e não é lido: %s").Fill(list),
		Remedy:  abnd.T("it is not copied into the files that this program writes", "não é copiado para os ficheiros que este programa escreve")})
}

// few joins the first names of a list and counts the others.
func few(names []string) abnd.Text {
	const most = 6
	if len(names) <= most {
		return abnd.Same(strings.Join(names, ", "))
	}
	return abnd.T("%s and %d more", "%s e mais %d").Fill(strings.Join(names[:most], ", "), len(names)-most)
}
