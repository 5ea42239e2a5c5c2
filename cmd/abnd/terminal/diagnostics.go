package terminal

import (
	"bufio"
	"io"

	"github.com/openabnd/engine/abnd"
)

// AllDiagnostics writes the problems one per line, errors first, and then how
// many there are. It writes nothing where there are none, and no number where
// there are only remarks.
//
//	BENEFITS!D14: error: …; …
func AllDiagnostics(w io.Writer, found abnd.Diagnostics, lang abnd.Lang) error {
	return writeDiagnostics(w, found, found, lang)
}

// Diagnostics is [AllDiagnostics] beside an answer: of the warnings of one
// kind, where there are several, only the first is written, with the number of
// the others.
func Diagnostics(w io.Writer, found abnd.Diagnostics, lang abnd.Lang) error {
	const several = 3
	number := map[string]int{}
	for _, d := range found {
		if ofCell(d) {
			number[d.Code]++
		}
	}
	said := map[string]bool{}
	var brief abnd.Diagnostics
	for _, d := range found {
		if n := number[d.Code]; ofCell(d) && n >= several {
			if said[d.Code] {
				continue
			}
			said[d.Code] = true
			d.Remedy = abnd.T("%s (and %d more of this kind; abnd check lists them)", "%s (e mais %d deste tipo: abnd check mostra-os)").Fill(d.Remedy, n-1)
		}
		brief = append(brief, d)
	}
	return writeDiagnostics(w, brief, found, lang)
}

// ofCell reports whether a diagnostic is a warning about a cell of a study, which
// check lists too.
func ofCell(d abnd.Diagnostic) bool {
	return d.Severity == abnd.Warning && d.Place+string(d.Path) != ""
}

// writeDiagnostics writes some of those found, and how many were found.
func writeDiagnostics(w io.Writer, shown, found abnd.Diagnostics, lang abnd.Lang) error {
	if len(found) == 0 {
		return nil
	}
	out := bufio.NewWriter(w)
	number := map[abnd.Severity]int{}
	for _, d := range found {
		number[d.Severity]++
	}
	for _, d := range shown.Sorted() {
		out.WriteString(d.In(lang) + "\n")
	}
	if number[abnd.Error]+number[abnd.Warning] == 0 {
		return out.Flush() // remarks are no problems
	}
	count := abnd.T("%s, %s", "%s, %s").Fill(
		plural(number[abnd.Error], abnd.T("error", "erro"), abnd.T("errors", "erros")),
		plural(number[abnd.Warning], abnd.T("warning", "aviso"), abnd.T("warnings", "avisos")))
	if n := number[abnd.Remark]; n > 0 {
		count = abnd.T("%s, %s", "%s, %s").Fill(count, plural(n, abnd.T("remark", "observação"), abnd.T("remarks", "observações")))
	}
	out.WriteString(count.In(lang) + "\n")
	return out.Flush()
}

func plural(n int, one, many abnd.Text) abnd.Text {
	if n == 1 {
		many = one
	}
	return abnd.T("%d %s", "%d %s").Fill(n, many)
}
