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
	name := named(g.Name)
	figures := []Part{people(gap()), percent(gap("share")), name}
	t := gapTexts[kind]
	s := Sentence{On: gap("state"), Cases: []Words{
		saying(abnd.T("%s: it is not known "+t.question.EN, "%s: não se sabe "+t.question.PT), name),
		saying(abnd.T("%s: "+t.nobody.EN, "%s: "+t.nobody.PT), name),
		saying(t.many, figures...),
		saying(noMoreThan(t.many), figures...),
	}}
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
	return abnd.T("At most "+many.EN+" Not every provision is fully known.", "No máximo, "+many.PT+" Nem todos os regimes e prestações são inteiramente conhecidos.")
}

// gapTexts are the sentences on a gap: what is not known, nobody, and so many
// people (a share of the group, its name).
var gapTexts = map[abnd.GapKind]struct{ question, nobody, many abnd.Text }{
	abnd.PolicyGap: {
		question: abnd.T("how many people the law does not cover.", "quantas pessoas não têm cobertura legal."),
		nobody:   abnd.T("the law covers everyone.", "não há lacuna legal."),
		many:     abnd.T("%s people (%s) of “%s” are covered by no law.", "%s pessoas (%s) do grupo «%s» não são abrangidas por nenhuma lei."),
	},
	abnd.ImplementationGap: {
		question: abnd.T("how many people covered by law do not receive the benefit.", "quantas pessoas com cobertura legal não recebem a prestação."),
		nobody:   abnd.T("nobody covered by law goes without the benefit.", "não há ninguém com cobertura legal e sem a prestação."),
		many:     abnd.T("%s people (%s) of “%s” are covered by law but do not receive the benefit.", "%s pessoas (%s) do grupo «%s» têm cobertura legal mas não recebem a prestação."),
	},
	abnd.AdequacyGap: {
		question: abnd.T("how many people receive less than is adequate.", "quantas pessoas recebem menos do que o adequado."),
		nobody:   abnd.T("everyone who receives a benefit receives enough by the standard set.", "nenhuma prestação fica abaixo do valor de referência."),
		many:     abnd.T("%s people (%s) of “%s” receive a benefit that is not adequate.", "%s pessoas (%s) do grupo «%s» recebem um montante insuficiente."),
	},
	abnd.LeftOut: {
		question: abnd.T("how many people have no benefit.", "quantas pessoas não têm prestação."),
		nobody:   abnd.T("everyone has a benefit.", "todas as pessoas têm uma prestação."),
		many:     abnd.T("%s people (%s) of “%s” have no benefit; how many of them the law covers is not known.", "%s pessoas (%s) do grupo «%s» não recebem nenhuma prestação; não se sabe quantas delas têm cobertura legal."),
	},
}

// CoverageSentence says in words whom law and schemes cover of a group.
func CoverageSentence(study *abnd.Study, group string) Sentence {
	g, ok := study.FindGroup(group)
	if !ok {
		panic("costing: there is no group " + group)
	}
	name, size, legal, effective := named(g.Name), people(CoverageKey(group, "size_now")), percent(CoverageKey(group, "legal")), percent(CoverageKey(group, "effective"))
	return Sentence{On: CoverageKey(group, "state"), Cases: []Words{
		saying(abnd.T("%s (%s people): legally covered: %s; effectively covered: not known.",
			"%s (%s pessoas): com cobertura legal: %s; com cobertura efectiva: não se conhece."), name, size, legal),
		saying(abnd.T("%s (%s people): legally covered: %s; effectively covered: %s.",
			"%s (%s pessoas): com cobertura legal: %s; com cobertura efectiva: %s."), name, size, legal, effective),
		saying(abnd.T("%s (%s people): legally covered: %s; effectively covered: %s, between %s and %s whatever the overlap.",
			"%s (%s pessoas): com cobertura legal: %s; com cobertura efectiva: %s, entre %s e %s qualquer que seja a acumulação."),
			name, size, legal, effective, percent(CoverageKey(group, "effective_low")), percent(CoverageKey(group, "effective_high"))),
		saying(abnd.T("%s (%s people): legally covered: %s; effectively covered: at least %s; not every scheme is known.",
			"%s (%s pessoas): com cobertura legal: %s; com cobertura efectiva: pelo menos %s; nem todos os regimes são conhecidos."),
			name, size, legal, effective),
		saying(abnd.T("%s (%s people): legally covered: %s; effectively covered: from %s, who are certain to belong to the group, to %s, who may.",
			"%s (%s pessoas): com cobertura legal: %s; com cobertura efectiva: de %s, que pertencem com certeza ao grupo, a %s, que lhe podem pertencer."),
			name, size, legal, effective, percent(CoverageKey(group, "effective_possible"))),
	}}
}

// AdequacySentence says in words what a scheme's benefit is worth a month to
// a group, against the benchmark of the group.
func AdequacySentence(study *abnd.Study, p abnd.Provision) (Sentence, bool) {
	g, ok := study.FindGroup(p.Group)
	s, isScheme := study.FindScheme(p.By)
	i := AdequacyBenchmarkList.Index(g.Benchmark)
	if !ok || !isScheme || i < 0 || p.Role != abnd.Covers {
		return Sentence{}, false
	}
	label := AdequacyBenchmarkList.Codes[i].Label
	of, against := abnd.T("%s", "do %s"), abnd.T("%s", "ao %s")
	if AdequacyBenchmarkList.Codes[i].Code == povertyLineCode { // the one feminine noun
		of, against = abnd.T("%s", "da %s"), abnd.T("%s", "à %s")
	}
	scheme := named(s.Name)
	return Sentence{On: CoverageKey(p.Group, "by", p.By, "adequacy/known"), Cases: []Words{
		saying(abnd.T("%s: what the benefit is worth against the %s is not known.", "%s: não se conhece o valor da prestação face %s."), scheme, named(against.Fill(label))),
		saying(abnd.T("%s: the benefit is worth %s of the %s.", "%s: a prestação equivale a %s %s."),
			scheme, percent(CoverageKey(p.Group, "by", p.By, "adequacy")), named(of.Fill(label))),
	}}, true
}
