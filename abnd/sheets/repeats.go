package sheets

import (
	"strings"

	"github.com/openabnd/engine/abnd"
)

// joinRepeats makes one message, with its count, of a fault that many cells of
// a sheet have in the same words: a column of "n/a" would fill the screen.
func joinRepeats(found abnd.Diagnostics) abnd.Diagnostics {
	const few = 3 // messages of one fault that are still read
	type fault struct {
		severity        abnd.Severity
		code, sheet     string
		problem, remedy abnd.Text
	}
	of := func(d abnd.Diagnostic) fault {
		sheet, _, _ := strings.Cut(d.Place, "!")
		if !strings.Contains(d.Place, "!") { // CSV: "ECO.csv:3"
			sheet = d.Place[:max(0, strings.LastIndex(d.Place, ":"))]
		}
		return fault{d.Severity, d.Code, sheet, d.Problem, d.Remedy}
	}
	places := map[fault][]string{}
	for _, d := range found {
		// Warnings are joined where they are shown, see package report: the run of
		// a study finds them again, and knows them by their words.
		if f := of(d); f.sheet != "" && d.Severity == abnd.Error {
			places[f] = append(places[f], d.Place)
		}
	}
	said := map[fault]bool{}
	var joined abnd.Diagnostics
	for _, d := range found {
		f := of(d)
		if all := places[f]; len(all) > few {
			if said[f] {
				continue
			}
			said[f] = true
			d.Problem = abnd.T("%s (so it is in %d cells, to %s)", "%s (é assim em %d células, até %s)").Fill(d.Problem, len(all), all[len(all)-1])
		}
		joined = append(joined, d)
	}
	return joined
}
