package costing

import (
	"slices"

	"github.com/openabnd/engine/abnd"
)

// arrearsSaved warns of a status quo in which less is paid than is due after the
// last year of which that is known: what is not paid is in arrears, and would
// count as a saving, against which every reform looks dearer.
func (c *benefitCheck) arrearsSaved() {
	if c.scenario.ID != abnd.StatusQuo || !Pays(c.scenario, c.benefit) {
		return
	}
	from, until := max(c.study.LastKnownAmounts()+1, c.study.Projection.First), c.study.Projection.Last
	for _, code := range []string{"shares_paid_until", "end"} {
		if last, ok := c.number(code); ok {
			until = min(until, abnd.Year(last))
		}
	}
	for _, code := range []string{"share_paid", "share_recipients_paid"} {
		if at, below := c.belowOne(code, from, until); below {
			c.doubt(at, "arrears-saved", abnd.T("less is paid in the status quo than is due after %d, the last year of known amounts (%s): what is in arrears would count as a saving", "na situação actual paga-se menos do que é devido depois de %d, o último ano com montantes conhecidos (%s): o que está em atraso contaria como poupança").Fill(int(from-1), at),
				abnd.T("enter in shares_paid_until the last year of which the share is known, or state the share in a scenario", "indique em shares_paid_until o último ano de que se conhece a parte, ou indique a parte num cenário"))
		}
	}
}

// belowOne reports whether a share, or the table that takes its place, is below
// one in some of the years, and by which parameter.
func (c *benefitCheck) belowOne(code string, from, until abnd.Year) (string, bool) {
	table := code + "_table"
	i := slices.IndexFunc(c.study.Tables, func(t abnd.Table) bool { return t.ID == c.code(table) })
	if i < 0 {
		x, known := c.number(code)
		return code, known && x < 1 && from <= until
	}
	for y := from; y <= until; y++ {
		if x, known := c.study.Tables[i].Values[y]; known && x < 1 {
			return table, true
		}
	}
	return table, false
}
