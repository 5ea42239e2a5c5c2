package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// GapSentence says in words what a gap of a population group is.
func GapSentence(study *abnd.Study, group string, kind abnd.GapKind) Sentence {
	g, ok := study.FindGroup(group)
	if !ok {
		panic("costing: there is no group " + group)
	}
	gap := func(line ...string) model.Key {
		return CoverageKey(group, append([]string{"gap", string(kind)}, line...)...)
	}
	name := NameOfGroup(g)
	figures := []Part{people(gap()), percent(gap("share")), name}
	t := gapTexts[kind]
	s := Sentence{On: gap("state"), Cases: []Words{
		saying(abnd.T("%s: no data on "+t.question.EN, "%s: não há dados sobre "+t.question.PT), name),
		saying(abnd.T("%s: "+t.nobody.EN, "%s: "+t.nobody.PT), name),
		saying(t.many, figures...),
		saying(noMoreThan(t.many), figures...),
	}}
	if kind == abnd.ImplementationGap {
		s.Cases = append(s.Cases, saying(abnd.T("%s: no one is legally covered.", "%s: ninguém tem cobertura legal."), name))
	}
	if kind == abnd.PolicyGap {
		gap := func(line ...string) model.Key {
			return CoverageKey(group, append([]string{"gap", string(abnd.LeftOut)}, line...)...)
		}
		figures, many := []Part{people(gap()), percent(gap("share")), name}, gapTexts[abnd.LeftOut].many
		s.Cases = append(s.Cases, saying(many, figures...), saying(noMoreThan(many), figures...))
	}
	return s
}

// atMost is a sentence on a gap that may be smaller.
func noMoreThan(many abnd.Text) abnd.Text {
	return abnd.T("At most "+many.EN+" Data are missing for some provisions.", "No máximo, "+many.PT+" Faltam dados de alguns regimes ou prestações.")
}

// gapTexts are the sentences on a gap: what is not known, nobody, and so many
// people (a share of the group, its name).
var gapTexts = map[abnd.GapKind]struct{ question, nobody, many abnd.Text }{
	abnd.PolicyGap: {
		question: abnd.T("how many people have no legal coverage.", "quantas pessoas não têm cobertura legal."),
		nobody:   abnd.T("everyone is legally covered.", "não há lacuna legal."),
		many:     abnd.T("%s people (%s) of “%s” have no legal coverage.", "%s pessoas (%s) do grupo «%s» não têm cobertura legal."),
	},
	abnd.ImplementationGap: {
		question: abnd.T("how many legally covered people do not receive the benefit.", "quantas pessoas com cobertura legal não recebem a prestação."),
		nobody:   abnd.T("everyone who is legally covered receives the benefit.", "todas as pessoas com cobertura legal recebem a prestação."),
		many:     abnd.T("%s people (%s) of “%s” are legally covered but do not receive the benefit.", "%s pessoas (%s) do grupo «%s» têm cobertura legal mas não recebem a prestação."),
	},
	abnd.AdequacyGap: {
		question: abnd.T("how many people receive less than is adequate.", "quantas pessoas recebem menos do que o adequado."),
		nobody:   abnd.T("every benefit meets the adequacy standard.", "todas as prestações atingem o valor de referência da adequação."),
		many:     abnd.T("%s people (%s) of “%s” receive a benefit below the adequacy standard.", "%s pessoas (%s) do grupo «%s» recebem uma prestação abaixo do valor de referência."),
	},
	abnd.LeftOut: {
		question: abnd.T("how many people have no benefit.", "quantas pessoas não têm prestação."),
		nobody:   abnd.T("everyone has a benefit.", "todas as pessoas têm uma prestação."),
		many:     abnd.T("%s people (%s) of “%s” have no benefit; no data on how many of them are legally covered.", "%s pessoas (%s) do grupo «%s» não recebem nenhuma prestação; não há dados sobre quantas delas têm cobertura legal."),
	},
}

// CoverageSentence says in words whom law and schemes cover of a group.
func CoverageSentence(study *abnd.Study, group string) Sentence {
	g, ok := study.FindGroup(group)
	if !ok {
		panic("costing: there is no group " + group)
	}
	name, size, legal, effective := NameOfGroup(g), people(CoverageKey(group, "size_now")), percent(CoverageKey(group, "legal")), percent(CoverageKey(group, "effective"))
	return Sentence{On: CoverageKey(group, "state"), Cases: []Words{
		saying(abnd.T("%s (%s people): legal coverage: %s; effective coverage: not available.",
			"%s (%s pessoas): cobertura legal: %s; cobertura efectiva: não disponível."), name, size, legal),
		saying(abnd.T("%s (%s people): legal coverage: %s; effective coverage: %s.",
			"%s (%s pessoas): cobertura legal: %s; cobertura efectiva: %s."), name, size, legal, effective),
		saying(abnd.T("%s (%s people): legal coverage: %s; effective coverage: %s, between %s and %s for any overlap.",
			"%s (%s pessoas): cobertura legal: %s; cobertura efectiva: %s, entre %s e %s para qualquer acumulação."),
			name, size, legal, effective, percent(CoverageKey(group, "effective_low")), percent(CoverageKey(group, "effective_high"))),
		saying(abnd.T("%s (%s people): legal coverage: %s; effective coverage: at least %s; data are missing for some schemes.",
			"%s (%s pessoas): cobertura legal: %s; cobertura efectiva: pelo menos %s; faltam dados de alguns regimes."),
			name, size, legal, effective),
		saying(abnd.T("%s (%s people): legal coverage: %s; effective coverage: from %s, certain to belong to the group, to %s, who may belong to it.",
			"%s (%s pessoas): cobertura legal: %s; cobertura efectiva: de %s, que pertencem com certeza ao grupo, a %s, que lhe podem pertencer."),
			name, size, legal, effective, percent(CoverageKey(group, "effective_possible"))),
	}}
}

// DirectSentence says in words how many of a group are direct recipients, where
// schemes count households; there is none where the two are the same.
func DirectSentence(study *abnd.Study, group string) (Sentence, bool) {
	g, ok := study.FindGroup(group)
	if !ok || !CountsHouseholds(study, group) {
		return Sentence{}, false
	}
	name, direct := NameOfGroup(g), percent(DirectKey(study, group, "effective"))
	so := saying(abnd.T("%s: %s are direct recipients; effective coverage counts all members of their households.",
		"%s: %s são beneficiários directos; a cobertura efectiva conta todos os membros dos seus agregados familiares."), name, direct)
	return Sentence{On: DirectKey(study, group, "state"), Cases: []Words{
		saying(abnd.T("%s: no data on how many people are direct recipients.", "%s: não há dados sobre quantas pessoas são beneficiários directos."), name),
		so, so,
		saying(abnd.T("%s: at least %s are direct recipients; effective coverage counts all members of their households.",
			"%s: pelo menos %s são beneficiários directos; a cobertura efectiva conta todos os membros dos seus agregados familiares."), name, direct),
		saying(abnd.T("%s: from %s to %s are direct recipients; effective coverage counts all members of their households.",
			"%s: entre %s e %s são beneficiários directos; a cobertura efectiva conta todos os membros dos seus agregados familiares."),
			name, direct, percent(DirectKey(study, group, "effective_possible"))),
	}}, true
}

// UnpaidSentence says in words how many of a group are enrolled in a scheme that
// did not pay them; there is none where no scheme tells.
func UnpaidSentence(study *abnd.Study, group string) (Sentence, bool) {
	g, _ := study.FindGroup(group)
	for _, s := range schemesCovering(study, group) {
		if s.RecipientsPaid.Known {
			return Sentence{Cases: []Words{saying(abnd.T("%s people of “%s” are enrolled but were not paid in %s.", "%s pessoas do grupo «%s» estão inscritas, mas não receberam em %s."),
				people(CoverageKey(group, "unpaid")), NameOfGroup(g), yearNamed(s.Recipients.Year))}}, true
		}
	}
	return Sentence{}, false
}

// AdequacySentence says in words what a scheme's benefit is worth a month to
// a group, against the benchmark of the group.
func AdequacySentence(study *abnd.Study, p abnd.Provision) (Sentence, bool) {
	g, ok := study.FindGroup(p.Group)
	s, isScheme := study.FindScheme(p.By)
	i := AdequacyBenchmarkList.Index(g.Benchmark)
	if !ok || !isScheme || i < 0 || !isOfIncome(g) || !countsAsCoverage(study, p, g) {
		return Sentence{}, false
	}
	label := AdequacyBenchmarkList.Codes[i].Label
	of, against := abnd.T("%s", "do %s"), abnd.T("%s", "ao %s")
	if AdequacyBenchmarkList.Codes[i].Code == povertyLineCode { // the one feminine noun
		of, against = abnd.T("%s", "da %s"), abnd.T("%s", "à %s")
	}
	scheme := NameOfScheme(s)
	return Sentence{On: CoverageKey(p.Group, "by", p.By, "adequacy/known"), Cases: []Words{
		saying(abnd.T("%s: no data to compare the benefit with the %s.", "%s: não há dados sobre o valor da prestação face %s."), scheme, named(against.Fill(label))),
		saying(abnd.T("%s: the benefit per person equals %s of the %s.", "%s: a prestação por pessoa equivale a %s %s."),
			scheme, percent(CoverageKey(p.Group, "by", p.By, "adequacy", "now")), named(of.Fill(label))),
		saying(abnd.T("%s: the benefit per person equals %s of the %s in %s and, if nothing changes, %s in %s.", "%s: a prestação por pessoa equivale a %s %s em %s e, se nada mudar, a %s em %s."),
			scheme, percent(CoverageKey(p.Group, "by", p.By, "adequacy", "first")), named(of.Fill(label)), yearNamed(study.Projection.First),
			percent(CoverageKey(p.Group, "by", p.By, "adequacy", "last")), yearNamed(study.Projection.Last)),
	}}, true
}
