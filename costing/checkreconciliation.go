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
				abnd.T("the expenditure of %q is carried on and covers %q, which the model costs as well", "a despesa de %q é projectada e abrange %q, cujo custo o modelo também calcula").Fill(s.ID, x.ID),
				abnd.T("let a benefit stand for the scheme, or leave projection blank in one of the two", "faça uma prestação representar o regime ou deixe projection em branco num dos dois"))
		}
	}
}

func (c *checker) coverage(path abnd.Path, s abnd.Scheme, ids []string, figure abnd.Figure, of abnd.Path, others func(abnd.Scheme) []string) {
	if len(ids) == 0 {
		return
	}
	if !figure.Known {
		c.warn(path, "covers-nothing", abnd.T("the figure that should cover other schemes is blank: %s", "está em branco o valor que abrangeria outros regimes: %s").Fill(string(of)),
			abnd.T("give the figure, or leave this cell blank", "indique o valor ou deixe esta célula em branco"))
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
			c.fail(path, "covers-itself", abnd.T("the figure of %q covers %q itself", "o valor de %q abrange o próprio %q").Fill(s.ID, id),
				abnd.T("name the other schemes only", "indique só os outros regimes"))
			continue
		case seen[id]:
			c.fail(path, "covers-twice", abnd.T("%q is named twice", "%q é indicado duas vezes").Fill(id),
				abnd.T("name it once", "indique-o uma vez"))
			continue
		}
		seen[id] = true
		c.reference(path, abnd.T("scheme", "o regime"), id, known)
		if x, ok := c.study.FindScheme(id); ok && slices.ContainsFunc(others(x), func(y string) bool { return y != x.ID }) {
			c.fail(path, "covers-chain", abnd.T("%q covers %q, which covers others in its turn", "%q abrange %q, que por sua vez abrange outros").Fill(s.ID, id),
				abnd.T("name all of them at one scheme", "indique-os todos num só regime"))
		}
	}
}
