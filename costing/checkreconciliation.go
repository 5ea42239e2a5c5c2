package costing

import (
	"slices"

	"github.com/openabnd/engine/abnd"
)

// mostPayments is one a day in a leap year.
const mostPayments = 366

// covers checks which other schemes the reported figures of a scheme cover:
// known ones, each once. Without a figure the ids
// mean nothing, which is harmless: a warning.
func (c *checker) covers(path abnd.Path, s abnd.Scheme) {
	c.coverage(path+"/recipients_cover", s, s.RecipientsCover, s.Recipients, path+"/recipients",
		func(x abnd.Scheme) []string { return x.RecipientsCover })
	c.coverage(path+"/expenditure_covers", s, s.ExpenditureCovers, s.Expenditure, path+"/expenditure",
		func(x abnd.Scheme) []string { return x.ExpenditureCovers })
	if !isProjected(c.study, s) {
		return
	}
	for _, x := range schemesOf(c.study, s.ExpenditureCovers) {
		if c.hasProjectedCost(x) {
			c.warn(path+"/expenditure_covers", "counted-twice",
				abnd.T("the expenditure of %q is projected forward and includes %q, which the model also costs", "a despesa de %q é projectada e inclui %q, cujo custo o modelo também calcula").Fill(s.ID, x.ID),
				abnd.T("add a benefit that models the scheme, or leave projection blank in one of the two", "acrescente uma prestação que represente o regime, ou deixe projection em branco num dos dois"))
		}
	}
}

func (c *checker) coverage(path abnd.Path, s abnd.Scheme, ids []string, figure abnd.Figure, of abnd.Path, others func(abnd.Scheme) []string) {
	if len(ids) == 0 {
		return
	}
	if !figure.Known {
		c.warn(path, "covers-nothing", abnd.T("the value that should include other schemes is blank: %s", "está em branco o valor que incluiria outros regimes: %s").Fill(string(of)),
			abnd.T("enter that value, or leave this cell blank", "indique esse valor ou deixe esta célula em branco"))
	}
	var known []string
	for _, x := range c.study.Schemes {
		if x.ID != s.ID {
			known = append(known, x.ID)
		}
	}
	seen := map[string]bool{}
	for _, id := range ids {
		switch {
		case id == s.ID:
			c.fail(path, "covers-itself", abnd.T("the value of %q includes %q itself", "o valor de %q inclui o próprio %q").Fill(s.ID, id),
				abnd.T("enter only the ids of the other schemes", "indique só os códigos dos outros regimes"))
			continue
		case seen[id]:
			c.fail(path, "covers-twice", abnd.T("%q is listed twice", "%q é indicado duas vezes").Fill(id),
				abnd.T("enter it once", "indique-o uma só vez"))
			continue
		}
		seen[id] = true
		c.reference(path, abnd.T("scheme", "o regime"), id, known)
		if x, ok := c.study.FindScheme(id); ok && slices.ContainsFunc(others(x), func(y string) bool { return y != x.ID }) {
			c.fail(path, "covers-chain", abnd.T("%q includes %q, which in turn includes others", "%q inclui %q, que por sua vez inclui outros").Fill(s.ID, id),
				abnd.T("list all of them in the row of one scheme", "indique-os todos na linha de um só regime"))
		}
	}
}
