package costing

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// covering lists the schemes that cover people of the group today.
func (c *coverageLines) covering() []abnd.Provision {
	var all []abnd.Provision
	for _, p := range c.covers() {
		if _, ok := c.study.FindScheme(p.By); ok {
			all = append(all, p)
		}
	}
	return all
}

// keysOf are the keys of one line of several provisions.
func (c *coverageLines) keysOf(provisions []abnd.Provision, line string) []model.Key {
	keys := make([]model.Key, len(provisions))
	for i, p := range provisions {
		keys[i] = c.of(p, line)
	}
	return keys
}

func knownOrNoneOf(keys []model.Key) []model.Expr {
	shares := make([]model.Expr, len(keys))
	for i, k := range keys {
		shares[i] = zeroIfUnknown(k)
	}
	return shares
}

// addUnions adds what the schemes of a group cover together: legally;
// effectively, in all and by sex, with the bounds; and with an adequate
// benefit. Schemes whose count is not known are left out, so that the result
// is a lower bound, and their number is told. Where none is known, nothing is.
func (c *coverageLines) addUnions() {
	covering := c.covering()
	lows, highs := c.keysOf(covering, "rate_low"), c.keysOf(covering, "rate_high")
	c.addCount(c.cell("schemes"), abnd.T("Schemes that cover the group", "Regimes que cobrem o grupo"), c.whole(len(lows)))
	c.addCount(c.cell("known"), abnd.T("Of these, coverage available", "Destes, com cobertura disponível"), countKnown(lows))
	c.addCount(c.cell("exact"), abnd.T("Of these, coverage available as a single value", "Destes, com cobertura disponível num só valor"), countAgreed(lows, highs))

	var laws []model.Key
	for _, p := range c.covers() {
		laws = append(laws, c.legalBy(p))
	}
	c.addCount(c.cell("laws"), abnd.T("Provisions with legal coverage available", "Regimes e prestações com cobertura legal disponível"), countKnown(laws))
	legal := abnd.T("Legal coverage, share of the group", "Cobertura legal, proporção do grupo")
	c.add(c.cell("legal"), legal, abnd.PureNumber, when(allOf(less(zero, ref(c.cell("laws"))), anyOf(c.everyLaw(), less(zero, sumOf(knownOrNoneOf(laws))))), c.union(evenly(knownOrNoneOf(laws))), blank))
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		// The law is not known by sex, unless it covers all or nobody.
		of := ref(c.cell("legal"))
		c.add(c.cell("legal", string(sex)), sexLabel(legal, sex), abnd.PureNumber,
			when(anyOf(equal(of, zero), equal(of, one)), of, blank))
	}

	c.addEffective(effectiveLines{
		key: c.cell, add: c.add, lows: lows, highs: highs, schemes: c.cell("schemes"),
		low: evenly(knownOrNoneOf(lows)), high: evenly(knownOrNoneOf(highs)),
	})
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		c.addPartial("effective/"+string(sex), sexLabel(effectivelyCovered, sex), c.keysOf(covering, ofSex("rate", sex)))
	}
	c.addDirectRecipients(covering)
	c.addNotPaid(covering)
	c.addCount(c.cell("state"), abnd.T("Coverage: data availability", "Cobertura: disponibilidade dos dados"), c.coverageState(c.cell, ref(c.cell("schemes"))))
	c.addPartial("adequately", abnd.T("Covered by an adequate benefit, share of the group", "Com prestação adequada, proporção do grupo"), c.keysOf(covering, "adequate_rate"))
}

// addDirectRecipients adds what the direct recipients of the schemes are of the
// group, in a group in which some scheme counts households. The lines are those
// of effective coverage, below "direct".
func (c *coverageLines) addDirectRecipients(covering []abnd.Provision) {
	if !CountsHouseholds(c.study, c.group.ID) {
		return
	}
	var lows, highs []model.Key
	for _, p := range covering {
		low, high := "rate_low", "rate_high"
		if s, _ := c.study.FindScheme(p.By); countsHouseholds(s) {
			low, high = "direct_low", "direct_high"
		}
		lows, highs = append(lows, c.of(p, low)), append(highs, c.of(p, high))
	}
	key := func(line ...string) model.Key { return c.cell(append([]string{"direct"}, line...)...) }
	direct := func(label abnd.Text) abnd.Text {
		return abnd.T("Direct recipients: %s", "Beneficiários directos: %s").Fill(label)
	}
	c.addCount(key("known"), direct(abnd.T("schemes with data", "regimes com dados")), countKnown(lows))
	c.addCount(key("exact"), direct(abnd.T("schemes with data as a single value", "regimes com dados num só valor")), countAgreed(lows, highs))
	c.addEffective(effectiveLines{
		key: key, lows: lows, highs: highs, schemes: c.cell("schemes"), low: evenly(knownOrNoneOf(lows)), high: evenly(knownOrNoneOf(highs)),
		add: func(key model.Key, label abnd.Text, unit abnd.Unit, formula model.Expr) {
			c.add(key, direct(label), unit, formula)
		},
	})
	c.addCount(key("state"), direct(abnd.T("data availability", "disponibilidade dos dados")), c.coverageState(key, ref(c.cell("schemes"))))
}

// CountsHouseholds reports whether some scheme that covers a group counts
// households, so that its direct recipients and the people covered differ.
func CountsHouseholds(study *abnd.Study, group string) bool {
	return slices.ContainsFunc(schemesCovering(study, group), countsHouseholds)
}

// schemesCovering lists the schemes that count as coverage of a group.
func schemesCovering(study *abnd.Study, group string) []abnd.Scheme {
	g, _ := study.FindGroup(group)
	var all []abnd.Scheme
	for _, p := range study.ProvisionsOf(group) {
		if s, isScheme := study.FindScheme(p.By); isScheme && countsAsCoverage(study, p, g) {
			all = append(all, s)
		}
	}
	return all
}

// DirectKey is the key of a line of the direct recipients of a group, such as
// "effective" or "exact": that of all who are covered where no scheme of the
// group counts households.
func DirectKey(study *abnd.Study, group, line string) model.Key {
	if CountsHouseholds(study, group) {
		return CoverageKey(group, "direct", line)
	}
	return CoverageKey(group, line)
}

// addNotPaid adds the people of the group who are enrolled in some scheme and
// were not paid by it: known where it is of some scheme.
func (c *coverageLines) addNotPaid(covering []abnd.Provision) {
	keys := c.keysOf(covering, "unpaid")
	c.add(c.cell("unpaid"), abnd.T("Enrolled and not paid, people", "Inscritas e não pagas, pessoas"), abnd.PersonUnit,
		when(less(zero, countKnown(keys)), sumOf(knownOrNoneOf(keys)), blank))
}

// everyLaw holds where the law of every scheme that covers the group is known: else
// that one of them covers nobody tells nothing. A benefit that is only
// costed is no law yet.
func (c *coverageLines) everyLaw() model.Cond {
	var laws []model.Key
	for _, p := range c.covering() {
		laws = append(laws, c.legalBy(p))
	}
	if len(laws) == 0 {
		return equal(zero, zero)
	}
	return allKnown(laws)
}

// effectivelyCovered labels effective coverage.
var effectivelyCovered = abnd.T("Effective coverage, share of the group", "Cobertura efectiva, proporção do grupo")

// effectiveLines are what the coverage of a group is made of, today or under a
// scenario.
type effectiveLines struct {
	key         func(line ...string) model.Key
	add         func(key model.Key, label abnd.Text, unit abnd.Unit, formula model.Expr)
	lows, highs []model.Key // the least and the most of each provision
	low, high   shares      // the same put together; what is not known is none
	schemes     model.Key   // counts the provisions
}

// addEffective adds what provisions effectively cover together:
//
//	effective           what they are certain to cover, by the rule of overlap
//	effective_possible  what they can cover at most, by the rule of overlap: the two differ
//	                    where it is not known how many recipients belong to the group
//	effective_low       what they are certain to cover, whatever the overlap
//	effective_high      what they can cover at most, whatever the overlap
//
// Provisions of which nothing is known are left out, so that coverage is at
// least so much; at least nobody is no knowledge.
func (c *coverageLines) addEffective(e effectiveLines) {
	known, all := ref(e.key("known")), ref(e.schemes)
	every := equal(known, all)
	told := allOf(less(zero, known), anyOf(every, less(zero, sumOf(knownOrNoneOf(e.lows)))))
	add := func(code string, label abnd.Text, formula model.Expr) {
		e.add(e.key(code), label, abnd.PureNumber, when(told, formula, blank))
	}
	add("effective", effectivelyCovered, c.union(e.low))
	add("effective_possible", abnd.T("Upper bound, including everyone who may belong to the group", "Limite superior, com todas as pessoas que podem pertencer ao grupo"),
		when(every, c.union(e.high), blank))
	add("effective_low", abnd.T("Lower bound for any overlap", "Limite inferior para qualquer acumulação"), e.low.least)
	add("effective_high", abnd.T("Upper bound for any overlap", "Limite superior para qualquer acumulação"), e.high.most())
}

// coverageState says what is known of effective coverage.
func (c *coverageLines) coverageState(key func(line ...string) model.Key, provisions model.Expr) model.Expr {
	return when(isKnown(key("effective")), when(less(ref(key("known")), provisions), coverageStateAtLeast, when(less(ref(key("exact")), provisions), coverageStateRange, when(equal(ref(key("effective_low")), ref(key("effective_high"))), coverageStateOne, coverageStateBounds))), coverageStateUnknown)
}

// The states of coverage, by which its sentence is chosen: not known; one
// figure; a figure with bounds; a lower bound, since some scheme is not known;
// a range, since it is not known how many recipients belong to the group.
var (
	coverageStateUnknown = model.Expr(zero)
	coverageStateOne     = model.Expr(one)
	coverageStateBounds  = two
	coverageStateAtLeast = three
	coverageStateRange   = four
)

// countAgreed counts the provisions whose least and most agree.
func countAgreed(lows, highs []model.Key) model.Expr {
	terms := make([]model.Expr, len(lows))
	for i := range lows {
		terms[i] = when(agree(lows[i], highs[i]), one, zero)
	}
	return totalOf(terms...)
}

// addPartial adds a union of parts of the schemes' coverage: known only where
// the part is known of every scheme whose coverage is.
func (c *coverageLines) addPartial(line string, label abnd.Text, parts []model.Key) {
	count := c.cell(line, "known")
	c.addCount(count, abnd.T("%s: schemes with data", "%s: regimes com dados").Fill(label), countKnown(parts))
	known := ref(c.cell("known"))
	c.add(c.cell(line), label, abnd.PureNumber, when(allOf(less(zero, known), equal(ref(count), known)), c.union(evenly(knownOrNoneOf(parts))), blank))
}

// allKnown holds where each of several lines is known.
func allKnown(keys []model.Key) model.Cond {
	terms := make([]model.Cond, len(keys))
	for i, key := range keys {
		terms[i] = isKnown(key)
	}
	return allOf(terms...)
}
