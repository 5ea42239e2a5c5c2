package report

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// arrears says of each benefit of which less is paid than is due, under the
// scenarios and in the years shown, what is in arrears: the cost above leaves it
// out, though it stays owed. It says nothing where all that is due is paid.
func (r *results) arrears(chosen []abnd.Scenario, years []abnd.Year) {
	for _, s := range chosen {
		for _, b := range r.result.Study.Benefits {
			key := costing.BenefitKey(s.ID, b.ID, "arrears")
			if !r.result.Projection.Model().Has(key) {
				continue
			}
			for _, year := range years {
				if owed, known := r.result.Projection.Value(key, year); known && owed > 0 {
					r.note(abnd.T("%s, %s: %s due in %d to those enrolled are not paid. They are in arrears: no saving, and not in the cost.",
						"%s, %s: %s devidos em %d aos inscritos não se pagam. Estão em atraso: não são poupança nem fazem parte do custo.").
						Fill(named(b.Name, b.ID), named(s.Name, s.ID), abnd.Same("%s %s").Fill(r.result.Study.Country.Currency, numberText(owed, 0)), int(year)))
				}
			}
		}
	}
}
