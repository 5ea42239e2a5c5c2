package report

import (
	"bufio"
	"io"

	"github.com/openabnd/engine/abnd"
)

// Diagnostics writes the problems one a line, errors first, and then how many
// there are. It writes nothing where there are none, and no number where
// there are only remarks.
//
//	BENEFITS!D14: error: …; …
func Diagnostics(w io.Writer, found abnd.Diagnostics, lang abnd.Lang) error {
	if len(found) == 0 {
		return nil
	}
	out := bufio.NewWriter(w)
	number := map[abnd.Severity]int{}
	for _, d := range found.Sorted() {
		number[d.Severity]++
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
