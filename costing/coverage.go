package costing

import "github.com/openabnd/engine/abnd"

// covering lists the schemes that cover people of the group today.
func (c *coverageLines) covering() []abnd.Provision {
	var all []abnd.Provision
	for _, p := range c.provisions {
		if _, ok := c.study.FindScheme(p.By); ok && p.Role == abnd.Covers {
			all = append(all, p)
		}
	}
	return all
}

// keysOf are the keys of one line of several provisions.
func (c *coverageLines) keysOf(provisions []abnd.Provision, line string) []Key {
	keys := make([]Key, len(provisions))
	for i, p := range provisions {
		keys[i] = c.of(p, line)
	}
	return keys
}

func knownOrNoneOf(keys []Key) []Expr {
	shares := make([]Expr, len(keys))
	for i, k := range keys {
		shares[i] = knownOrNone(k)
	}
	return shares
}

// addUnions adds what the schemes of a group cover together: legally;
// effectively, in all and by sex, with the bounds; and with an adequate
// benefit. Schemes whose count is not known are left out, so that the result
// is a lower bound, and their number is told. Where none is known, nothing is.
func (c *coverageLines) addUnions() {
	covering := c.covering()
	rates := c.keysOf(covering, "rate")
	c.addCount(c.cell("schemes"), abnd.T("Schemes that cover the group", "Regimes que cobrem o grupo"), countAll(rates))
	c.addCount(c.cell("known"), abnd.T("Of these, with a known coverage", "Destes, com cobertura conhecida"), countKnown(rates))

	var laws []Key
	for _, p := range c.provisions {
		if p.Role == abnd.Covers {
			laws = append(laws, ProvisionPath(p, "legal"))
		}
	}
	c.addCount(c.cell("laws"), abnd.T("Provisions whose legal coverage is known", "Disposições com cobertura legal conhecida"), countKnown(laws))
	legal := abnd.T("Legally covered, share of the group", "Com cobertura legal, proporção do grupo")
	c.addUnion(c.cell("legal"), legal, c.union, laws, c.cell("laws"))
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		// The law is not known by sex, unless it covers all or nobody.
		of := Ref{c.cell("legal")}
		c.add(c.cell("legal", string(sex)), sexLabel(legal, sex), abnd.PureNumber,
			If{Any{[]Cond{Compare{Equal, of, Zero{}}, Compare{Equal, of, One{}}}}, of, Unknown{}})
	}

	effective := abnd.T("Effectively covered, share of the group", "Com cobertura efectiva, proporção do grupo")
	c.addUnion(c.cell("effective"), effective, c.union, rates, c.cell("known"))
	c.addUnion(c.cell("effective_low"), abnd.T("The same, least whatever the overlap", "O mesmo, mínimo qualquer que seja a sobreposição"), lowestUnion, rates, c.cell("known"))
	c.addUnion(c.cell("effective_high"), abnd.T("The same, most whatever the overlap", "O mesmo, máximo qualquer que seja a sobreposição"), highestUnion, rates, c.cell("known"))
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		c.addPartial("effective/"+string(sex), sexLabel(effective, sex), c.keysOf(covering, ofSex("rate", sex)))
	}
	low, high := Ref{c.cell("effective_low")}, Ref{c.cell("effective_high")}
	known := Ref{c.cell("known")}
	c.addCount(c.cell("state"), abnd.T("Coverage: what is known", "Cobertura: o que se sabe"),
		If{Compare{Equal, known, Zero{}}, coverageStateUnknown, If{Compare{Less, known, Ref{c.cell("schemes")}}, coverageStateAtLeast,
			If{Compare{Equal, low, high}, coverageStateOne, coverageStateBounds}}})
	c.addPartial("adequately", abnd.T("Covered with an adequate benefit, share of the group", "Com prestação adequada, proporção do grupo"), c.keysOf(covering, "adequate_rate"))
}

// The states of coverage, by which its sentence is chosen: not known; one
// figure; a figure with bounds; a lower bound, since some scheme is not known.
var (
	coverageStateUnknown = Expr(Zero{})
	coverageStateOne     = Expr(One{})
	coverageStateBounds  = two
	coverageStateAtLeast = Plus(two, One{})
)

// addUnion adds the union of shares, not known where none of them is.
func (c *coverageLines) addUnion(key Key, label abnd.Text, union func([]Expr) Expr, shares []Key, count Key) {
	c.add(key, label, abnd.PureNumber, If{Compare{Less, Zero{}, Ref{count}}, union(knownOrNoneOf(shares)), Unknown{}})
}

// addPartial adds a union of parts of the schemes' coverage: known only where
// the part is known of every scheme whose coverage is.
func (c *coverageLines) addPartial(line string, label abnd.Text, parts []Key) {
	count := c.cell(line, "known")
	c.addCount(count, abnd.T("%s: schemes of which it is known", "%s: regimes em que é conhecida").Fill(label), countKnown(parts))
	known := Ref{c.cell("known")}
	c.add(c.cell(line), label, abnd.PureNumber, If{
		All{[]Cond{Compare{Less, Zero{}, known}, Compare{Equal, Ref{count}, known}}}, c.union(knownOrNoneOf(parts)), Unknown{},
	})
}

func countAll(keys []Key) Expr {
	terms := make([]Expr, len(keys))
	for i := range keys {
		terms[i] = One{}
	}
	return Total{terms}
}
