package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// Who receives. Of the people who live with somebody of the ages of a benefit so many
// live with a recipient; were it all of them, so many more would share its new
// money:
//
//	could = w × people with somebody of its ages ÷ people with a recipient
//
// A benefit that all of its ages receive leaves nothing open. Those who could live in
// every part of the distribution alike, or more among the poor where the poverty of
// the group is known,
//
//	among the poor      = could × poverty of the group ÷ poverty of all       no more than all of them
//	among the others    = what is left
//
// and of those who could receive, who do is either known by fifth or one of three
// cases. C is the share of all people who share the new money, G of those who could, G[p] of
// those up to the rank p:
//
//	in proportion       up to rank p: C × G[p] ÷ G
//	the poorest first   least(C, G[p])
//	the poorest last    greatest(0, G[p] − (G − C))

// ImpactComposition is one of the cases of who receives.
type ImpactComposition struct {
	// Suffix ends the codes of its lines: "", "/poorest_first", "/poorest_last".
	Suffix string
	Name   abnd.Text
	to     func(all, could, upTo model.Expr) model.Expr
}

// impactCompositions lists them.
func impactCompositions() []ImpactComposition {
	return []ImpactComposition{
		{"", abnd.T("in proportion", "em proporção"), func(all, could, upTo model.Expr) model.Expr {
			return when(less(zero, could), times(all, over(upTo, could)), zero)
		}},
		{"/poorest_first", abnd.T("the poorest first", "primeiro os mais pobres"), func(all, _, upTo model.Expr) model.Expr { return least(all, upTo) }},
		{"/poorest_last", abnd.T("the poorest last", "por último os mais pobres"), func(all, could, upTo model.Expr) model.Expr {
			return greatest(zero, minus(upTo, minus(could, all)))
		}},
	}
}

// addWhoCould adds the people who live with somebody of the ages of a guarantee's
// benefits, by part, and those of them who live with a recipient.
func (l impactLines) addWhoCould(g abnd.Guarantee) {
	code := string(g)
	label := func(text abnd.Text) abnd.Text { return abnd.T("%s: %s", "%s: %s").Fill(g.Name(), text) }
	var not []model.Expr
	for _, c := range l.clusters(g) {
		not = append(not, minus(one, l.ofCluster(c, "could")))
	}
	could := l.cell(l.key("could", code), label(abnd.T("who would share it if all of its ages received, share of all people", "quem o partilharia se todas as pessoas das suas idades recebessem, proporção de todas as pessoas")), abnd.PureNumber,
		minus(one, times(not...)))
	official := ref(distributionValue(distributionHeadcount))
	poverty := distributionValue(groupPoverty + code)
	others := minus(one, official)
	poor := l.cell(l.key("could_poor", code), label(abnd.T("the same among the poor", "o mesmo entre os pobres")), abnd.PureNumber,
		when(isKnown(poverty), greatest(over(minus(could, others), official), least(one, times(could, over(ref(poverty), official)))), could))
	rest := l.cell(l.key("could_others", code), label(abnd.T("the same among the others", "o mesmo entre os outros")), abnd.PureNumber,
		when(less(zero, others), over(minus(could, times(poor, official)), others), zero))
	edge := l.curve.part("edge")
	upTo := func(rank model.Expr) model.Expr {
		return plus(times(poor, least(rank, official)), times(rest, greatest(zero, minus(rank, official))))
	}
	l.parts(label(abnd.T("people who live with somebody of its ages, so far", "pessoas que vivem com alguém das suas idades, até aqui")), upTo(edge), "could_to", code)
	receive := l.whoReceives(g, upTo, label)
	for _, c := range impactCompositions() {
		to := l.key("with_to"+c.Suffix, code)
		l.parts(label(abnd.T("people with a recipient so far, %s", "pessoas com um beneficiário até aqui, %s").Fill(c.Name)), receive(c), "with_to"+c.Suffix, code)
		first := l.curve.of("first")
		width := minus(edge, before(l.curve.partKey("edge"), first))
		l.parts(label(abnd.T("share of the part’s people with a recipient, %s", "proporção das pessoas da parte com um beneficiário, %s").Fill(c.Name)),
			when(less(zero, width), over(minus(ref(to), before(to, first)), width), zero), "with_share"+c.Suffix, code)
	}
}

// whoReceives gives the people with a recipient up to a rank in each case; upTo are
// those who live with somebody of the ages.
func (l impactLines) whoReceives(g abnd.Guarantee, upTo func(rank model.Expr) model.Expr, label func(abnd.Text) abnd.Text) func(ImpactComposition) model.Expr {
	code := string(g)
	all, could, soFar := l.of("shared", code), l.of("could", code), l.of("could_to", code)
	switch l.choice {
	case choiceOfPoorest:
		return l.addSelection(g, upTo)
	case choiceOfAges:
		return func(c ImpactComposition) model.Expr { return c.to(all, could, soFar) }
	}
	known := l.addKnownRecipients(g, label)
	return func(c ImpactComposition) model.Expr {
		return when(equal(known, one), l.of("known_to", code), c.to(all, could, soFar))
	}
}

// addKnownRecipients adds the people with a recipient by part where the study has
// recipients by fifth that fit, and gives the line that says so.
func (l impactLines) addKnownRecipients(g abnd.Guarantee, label func(abnd.Text) abnd.Text) model.Expr {
	code, all := string(g), l.of("shared", string(g))
	fifth := func(n int) model.Expr { return ref(distributionValue(recipientsCode(g, n))) }
	var each, upTo []model.Expr
	position := times(five, l.curve.part("edge"))
	for n := 1; n <= Fifths; n++ {
		each = append(each, fifth(n))
		upTo = append(upTo, times(fifth(n), clamped(minus(position, l.whole(n-1)))))
	}
	known := l.key("known", code)
	l.model.Add(model.Line{
		Key: known, Group: ImpactGroup(l.scenario.ID), Label: label(abnd.T("recipients by fifth are known and fit (1) or not (0)", "os beneficiários por quinto conhecem-se e condizem (1) ou não (0)")), Factor: true, Blankable: true,
		Fact:    &model.Fact{Yes: abnd.T("recipients by fifth are known", "os beneficiários por quinto conhecem-se"), No: abnd.T("recipients by fifth are not known", "não se conhecem os beneficiários por quinto")},
		Formula: when(isKnown(distributionValue(recipientsCode(g, 1))), when(atMost(times(all, five, greatest(each...)), one), one, zero), zero),
	})
	l.parts(label(abnd.T("people with a recipient so far, by the known fifths", "pessoas com um beneficiário até aqui, pelos quintos conhecidos")),
		when(equal(ref(known), one), times(all, totalOf(upTo...)), blank), "known_to", code)
	return ref(known)
}

// addKinds adds the kinds of household: those with a benefit of none of the
// guarantees, of one, of two, and so on, and what each gets.
func (l impactLines) addKinds(guarantees []abnd.Guarantee) []receivingKind {
	var kinds []receivingKind
	for set := range 1 << len(guarantees) {
		k := receivingKind{code: itoa(set), name: abnd.T("no benefit", "sem prestação")}
		var gains []model.Expr
		for i, g := range guarantees {
			if set&(1<<i) == 0 {
				continue
			}
			if len(gains) == 0 {
				k.name = g.Name()
			} else {
				k.name = abnd.T("%s + %s", "%s + %s").Fill(k.name, g.Name())
			}
			gains = append(gains, l.of("transfer", string(g)))
		}
		k.transfer = l.key("kind", k.code)
		l.cell(k.transfer, abnd.T("%s: gain per head", "%s: ganho por pessoa").Fill(k.name), abnd.MoneyPerMonth, totalOf(gains...))
		kinds = append(kinds, k)
	}
	return kinds
}

// addShares adds the share of each kind among the people of each part: the guarantees
// reach them independently.
func (l impactLines) addShares(guarantees []abnd.Guarantee, kinds []receivingKind, c ImpactComposition) []model.Key {
	var shares []model.Key
	for set, k := range kinds {
		var factors []model.Expr
		for i, g := range guarantees {
			with := l.of("with_share"+c.Suffix, string(g))
			if set&(1<<i) == 0 {
				with = minus(one, with)
			}
			factors = append(factors, with)
		}
		code := "kind_share" + c.Suffix
		l.parts(abnd.T("%s: share of the part’s people, %s", "%s: proporção das pessoas da parte, %s").Fill(k.name, c.Name), times(factors...), code, k.code)
		shares = append(shares, l.key(code, k.code))
	}
	return shares
}
