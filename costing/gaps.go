package costing

import "github.com/openabnd/engine/abnd"

// Gap lines: what is missing in the first year of the projection, the year
// that the dialogue looks at.
//
//	policy          legal gap = 1 − legal
//	implementation  max(0, legal − effective)
//	adequacy        effective − adequately covered
//	left out        1 − effective
//
// Each is a share of the group and a number of people, by sex where coverage
// is known by sex. Where the coverage is a lower bound, its gap is an upper
// one.
func (c *coverageLines) addGaps() {
	now := Ref{firstProjected}
	size := abnd.T("Size of the group in the first year", "Dimensão do grupo no primeiro ano")
	c.add(c.cell("size_now"), size, abnd.PersonUnit, At{c.cell("size"), now})
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		c.add(c.cell("size_now", string(sex)), sexLabel(size, sex), abnd.PersonUnit, At{c.cell("size", string(sex)), now})
	}
	of := func(line, sex string) Expr {
		if sex == "" {
			return Ref{c.cell(line)}
		}
		return Ref{c.cell(line, sex)}
	}
	missing := func(line string) func(sex string) Expr {
		return func(sex string) Expr { return Minus(One{}, of(line, sex)) }
	}
	c.addGap(string(abnd.PolicyGap), abnd.PolicyGap.Name(), missing("legal"))
	c.addGap(string(abnd.ImplementationGap), abnd.ImplementationGap.Name(), func(sex string) Expr {
		legal, effective := of("legal", sex), of("effective", sex)
		// Where the law covers nobody, nobody covered by it goes without.
		return If{Compare{Equal, legal, Zero{}}, Zero{}, Extreme{Greatest: true, Terms: []Expr{Zero{}, Minus(legal, effective)}}}
	})
	c.addGap(string(abnd.AdequacyGap), abnd.AdequacyGap.Name(), func(sex string) Expr {
		if sex != "" {
			return Unknown{}
		}
		return Minus(of("effective", ""), of("adequately", ""))
	})
	c.addGap(string(abnd.LeftOut), abnd.LeftOut.Name(), missing("effective"))
}

// addGap adds the share and the people of one gap.
func (c *coverageLines) addGap(code string, name abnd.Text, share func(sex string) Expr) {
	add := func(sex string, shareLabel, peopleLabel abnd.Text) {
		shareKey, peopleKey, size := c.cell("gap", code, "share"), c.cell("gap", code), c.cell("size_now")
		if sex != "" {
			shareKey, peopleKey, size = shareKey+"/"+Key(sex), peopleKey+"/"+Key(sex), c.cell("size_now", sex)
		}
		c.add(shareKey, shareLabel, abnd.PureNumber, share(sex))
		c.add(peopleKey, peopleLabel, abnd.PersonUnit, Times(Ref{shareKey}, Ref{size}))
	}
	shareLabel := abnd.T("%s, share of the group", "%s, proporção do grupo").Fill(name)
	peopleLabel := abnd.T("%s, people", "%s, pessoas").Fill(name)
	add("", shareLabel, peopleLabel)
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		add(string(sex), sexLabel(shareLabel, sex), sexLabel(peopleLabel, sex))
	}
	// How the sentence on the gap begins.
	key := c.cell("gap", code)
	unknown := gapStateUnknown
	if code == string(abnd.PolicyGap) {
		unknown = If{Known{c.cell("gap", string(abnd.LeftOut))},
			If{c.everyScheme(), gapStateLawUnknown, gapStateLawUnknownAtMost}, gapStateUnknown}
	}
	c.addCount(c.cell("gap", code, "state"), abnd.T("%s: data availability", "%s: disponibilidade dos dados").Fill(name),
		If{Known{key}, If{Compare{LessEqual, Ref{key}, Zero{}}, gapStateNone, c.boundedState(code)}, unknown})
}

// GapAtMost is the state of a gap of at most so many people, since some scheme
// or law is not known.
const GapAtMost = 3

// The states of a gap, by which its sentence is chosen: not known, nobody, so
// many, at most so many; of a policy gap also: the law is not known, but (at
// most) so many are left out.
var (
	gapStateUnknown          = Expr(Zero{})
	gapStateNone             = Expr(One{})
	gapStateSo               = two
	gapStateAtMost           = Plus(two, One{})
	gapStateLawUnknown       = Plus(two, two)
	gapStateLawUnknownAtMost = Plus(Plus(two, two), One{})
)

// everyScheme holds where the coverage of every scheme of the group is one
// figure.
func (c *coverageLines) everyScheme() Cond {
	return Compare{Equal, Ref{c.cell("exact")}, Ref{c.cell("schemes")}}
}

func (c *coverageLines) boundedState(code string) Expr {
	complete := c.everyScheme()
	if code == string(abnd.PolicyGap) {
		laws := 0
		for _, p := range c.provisions {
			if p.Role == abnd.Covers {
				laws++
			}
		}
		complete = Compare{Equal, Ref{c.cell("laws")}, countOf(laws)}
	}
	return If{complete, gapStateSo, gapStateAtMost}
}

func countOf(n int) Expr { return countAll(make([]Key, n)) }
