package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

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
	now := ref(firstProjected)
	size := abnd.T("Size of the group in the first year", "Dimensão do grupo no primeiro ano")
	c.add(c.cell("size_now"), size, abnd.PersonUnit, inYear(c.cell("size"), now))
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		c.add(c.cell("size_now", string(sex)), sexLabel(size, sex), abnd.PersonUnit, inYear(c.cell("size", string(sex)), now))
	}
	of := func(line, sex string) model.Expr {
		if sex == "" {
			return ref(c.cell(line))
		}
		return ref(c.cell(line, sex))
	}
	missing := func(line string) func(sex string) model.Expr {
		return func(sex string) model.Expr { return minus(one, of(line, sex)) }
	}
	c.addGap(string(abnd.PolicyGap), abnd.PolicyGap.Name(), missing("legal"))
	c.addGap(string(abnd.ImplementationGap), abnd.ImplementationGap.Name(), func(sex string) model.Expr {
		legal, effective := of("legal", sex), of("effective", sex)
		// Where the law covers nobody, nobody covered by it goes without.
		return when(equal(legal, zero), zero, greatest(zero, minus(legal, effective)))
	})
	c.addGap(string(abnd.AdequacyGap), abnd.AdequacyGap.Name(), func(sex string) model.Expr {
		if sex != "" {
			return blank
		}
		return minus(of("effective", ""), of("adequately", ""))
	})
	c.addGap(string(abnd.LeftOut), abnd.LeftOut.Name(), missing("effective"))
}

// addGap adds the share and the people of one gap.
func (c *coverageLines) addGap(code string, name abnd.Text, share func(sex string) model.Expr) {
	add := func(sex string, shareLabel, peopleLabel abnd.Text) {
		shareKey, peopleKey, size := c.cell("gap", code, "share"), c.cell("gap", code), c.cell("size_now")
		if sex != "" {
			shareKey, peopleKey, size = shareKey+"/"+model.Key(sex), peopleKey+"/"+model.Key(sex), c.cell("size_now", sex)
		}
		c.add(shareKey, shareLabel, abnd.PureNumber, share(sex))
		c.add(peopleKey, peopleLabel, abnd.PersonUnit, times(ref(shareKey), ref(size)))
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
		unknown = when(isKnown(c.cell("gap", string(abnd.LeftOut))), when(c.everyScheme(), gapStateLawUnknown, gapStateLawUnknownAtMost), gapStateUnknown)
	}
	nobody := model.Expr(gapStateNone)
	if code == string(abnd.ImplementationGap) {
		nobody = when(equal(ref(c.cell("legal")), zero), gapStateNoLaw, gapStateNone)
	}
	c.addCount(c.cell("gap", code, "state"), abnd.T("%s: data availability", "%s: disponibilidade dos dados").Fill(name),
		when(isKnown(key), when(atMost(ref(key), zero), nobody, c.boundedState(code)), unknown))
}

// GapAtMost is the state of a gap of at most so many people, since some scheme
// or law is not known.
const GapAtMost = 3

// The states of a gap, by which its sentence is chosen: not known, nobody, so
// many, at most so many; of a policy gap also: the law is not known, but (at
// most) so many are left out; of an implementation gap: no law covers anybody.
var (
	gapStateUnknown          = model.Expr(zero)
	gapStateNone             = model.Expr(one)
	gapStateSo               = two
	gapStateAtMost           = three
	gapStateLawUnknown       = four
	gapStateNoLaw            = four
	gapStateLawUnknownAtMost = five
)

// everyScheme holds where the coverage of every scheme of the group is one
// figure.
func (c *coverageLines) everyScheme() model.Cond {
	return equal(ref(c.cell("exact")), ref(c.cell("schemes")))
}

func (c *coverageLines) boundedState(code string) model.Expr {
	complete := c.everyScheme()
	if code == string(abnd.PolicyGap) {
		complete = c.everyLaw()
	}
	return when(complete, gapStateSo, gapStateAtMost)
}
