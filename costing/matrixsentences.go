package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// The sentences of the assessment matrix. What is known of a group is said of the
// group; what is the same of several groups, and what is not known, is said once,
// with their names. Each sentence is blank where it has nothing to say, so that
// an edit moves a group from one to another.

// SchemeSentence is an existing scheme in the matrix: whom it is for, what it
// pays, who finances and runs it, and its law.
func SchemeSentence(study *abnd.Study, s abnd.Scheme) Sentence {
	at := func(code string) abnd.Path { return abnd.JoinPath("schemes", s.ID, code) }
	told := func(before abnd.Text, text abnd.Text, code string) Part {
		return Part{Text: text, Path: at(code), Before: before, Closed: true}
	}
	amount, year := schemeCell(s.ID, "benefit"), schemeCell(s.ID, "benefit_year")
	words := Words{
		{Text: s.Name, Path: at("name"), Closed: true},
		told(abnd.T(" For: ", " Para: "), s.Eligibility, "eligibility"),
		{Text: abnd.T(" Pays: ", " Paga: "), Given: amount},
		{Text: abnd.Same(study.Country.Currency + " "), Given: amount},
		{Figure: amount, As: AsAmount, Given: amount},
		{Text: s.Frequency, Path: at("frequency"), Before: abnd.Same(", "), Given: amount},
	}
	if s.Benefit.Year != 0 {
		words = append(words, Part{Text: abnd.Same(" ("), Given: amount}, Part{Figure: year, As: AsYear, Given: amount}, Part{Text: abnd.Same(")"), Given: amount})
	}
	words = append(words, Part{Text: abnd.Same("."), Given: amount},
		told(abnd.T(" Paid by: ", " Financiamento: "), s.Financing, "financing"),
		told(abnd.T(" Run by: ", " Gestão: "), s.Institution, "institution"),
		told(abnd.T(" Law: ", " Base legal: "), s.LegalBasis, "legal_basis"))
	if remark := s.Law.Remark(); !remark.IsZero() {
		words = append(words, Part{Text: abnd.T(" Note: %s.", " Nota: %s.").Fill(remark)})
	}
	return Sentence{Cases: []Words{words}}
}

// SchemeElsewhere is a scheme that the matrix has described under another
// guarantee.
func SchemeElsewhere(s abnd.Scheme, under abnd.Guarantee) Sentence {
	return Sentence{Cases: []Words{{NameOfScheme(s), Part{Text: abnd.T(": see %s.", ": ver %s.").Fill(under.Name())}}}}
}

// OptionsSentence names the benefits that the same scenarios pay.
func OptionsSentence(on []abnd.Scenario, benefits []abnd.Benefit) Sentence {
	words := Words{{Text: abnd.T("Costed in ", "Com custo estimado em ")}}
	words = append(words, ScenarioNames(on)...)
	words = append(words, Part{Text: abnd.Same(": ")})
	for i, b := range benefits {
		if i > 0 {
			words = append(words, Part{Text: abnd.Same(ListParts)})
		}
		words = append(words, NameOfBenefit(b))
	}
	return Sentence{Cases: []Words{append(words, Part{Text: abnd.Same(".")})}}
}

// ScenarioNames are the names of scenarios with commas between them; one without
// a name is called by its id.
func ScenarioNames(on []abnd.Scenario) Words {
	var words Words
	for i, s := range on {
		if i > 0 {
			words = append(words, Part{Text: abnd.Same(", ")})
		}
		if s.Name.IsZero() {
			words = append(words, Part{Text: abnd.Same(s.ID)})
			continue
		}
		words = append(words, NameOfScenario(s))
	}
	return words
}

// CoverageFigures says whom law and schemes cover of a group, as far as that is
// known.
func CoverageFigures(study *abnd.Study, group string) Sentence {
	g, _ := study.FindGroup(group)
	legal, effective, size := CoverageKey(group, "legal"), percent(CoverageKey(group, "effective")), CoverageKey(group, "size_now")
	whose := func(given model.Key) Words {
		return Words{
			{Text: g.Name, Path: NameOfGroup(g).Path, Given: given},
			{Text: abnd.Same(" ("), Given: size}, {Figure: size, Given: size}, {Text: abnd.T(" people)", " pessoas)"), Given: size},
			{Text: abnd.Same(": "), Given: given},
			{Text: abnd.T("legal coverage ", "cobertura legal "), Given: legal}, {Figure: legal, As: AsPercent, Given: legal},
		}
	}
	// Without effective coverage all hangs on the law.
	alone := whose(legal)
	for i := range alone {
		alone[i].Given = legal
	}
	covered := func(t abnd.Text, figures ...Part) Words {
		return append(append(whose(""), Part{Text: abnd.T(", ", ", "), Given: legal}), saying(t, figures...)...)
	}
	return Sentence{On: CoverageKey(group, "state"), Cases: []Words{
		append(alone, Part{Text: abnd.Same("."), Given: legal}),
		covered(abnd.T("effective coverage %s.", "cobertura efectiva %s."), effective),
		covered(abnd.T("effective coverage %s, between %s and %s for any overlap.", "cobertura efectiva %s, entre %s e %s para qualquer acumulação."),
			effective, percent(CoverageKey(group, "effective_low")), percent(CoverageKey(group, "effective_high"))),
		covered(abnd.T("effective coverage at least %s; data are missing for some schemes.", "cobertura efectiva de pelo menos %s; faltam dados de alguns regimes."), effective),
		covered(abnd.T("effective coverage from %s, certain to belong to the group, to %s, who may belong to it.", "cobertura efectiva de %s, que pertencem com certeza ao grupo, a %s, que lhe podem pertencer."),
			effective, percent(CoverageKey(group, "effective_possible"))),
	}}
}

// nobody is what is said of a group in another sentence, or not at all.
var nobody = Words{}

// known leaves out what a sentence says where nothing is known, and at other
// states of its line.
func (s Sentence) known(also ...int) Sentence {
	cases := append([]Words{nobody}, s.Cases[1:]...)
	for _, i := range also {
		if i < len(cases) {
			cases[i] = nobody
		}
	}
	return Sentence{On: s.On, Cases: cases}
}

// The states of a gap that several groups can share.
const (
	gapNone  = 1 // nobody
	gapNoLaw = 4 // of an implementation gap: no law covers anybody
)

// GapFigures says how many people are in a gap of a group; it is blank where that
// is nobody, or not known.
func GapFigures(study *abnd.Study, group string, kind abnd.GapKind) Sentence {
	if kind == abnd.ImplementationGap {
		return GapSentence(study, group, kind).known(gapNone, gapNoLaw)
	}
	return GapSentence(study, group, kind).known(gapNone)
}

// DirectFigures is [DirectSentence] where the figure is known.
func DirectFigures(study *abnd.Study, group string) (Sentence, bool) {
	s, ok := DirectSentence(study, group)
	if !ok {
		return s, false
	}
	return s.known(), true
}

// AdequacyFigures is [AdequacySentence] where the figure is known.
func AdequacyFigures(study *abnd.Study, p abnd.Provision) (Sentence, bool) {
	s, ok := AdequacySentence(study, p)
	if !ok {
		return s, false
	}
	return s.known(), true
}

// AdequacyIsTheSame reports whether a scheme's benefit is worth the same to every
// group that is measured at the same benchmark: what is paid to a household is
// divided by its size, which may differ.
func AdequacyIsTheSame(s abnd.Scheme) bool { return !countsHouseholds(s) || s.BenefitFor.Known }

// listing is a sentence with the names of which a line says so.
func listing(lead abnd.Text, names []Listed) (Sentence, bool) {
	return Sentence{Cases: []Words{{{Text: lead}}}, Listed: names}, len(names) > 0
}

// gapQuestions are what may not be known of a gap.
var gapQuestions = map[abnd.GapKind]struct{ unknown, none abnd.Text }{
	abnd.PolicyGap: {
		abnd.T("How many people have no legal coverage", "Quantas pessoas não têm cobertura legal"),
		abnd.T("Everyone is legally covered", "Sem lacuna legal"),
	},
	abnd.ImplementationGap: {
		abnd.T("How many legally covered people do not receive the benefit", "Quantas pessoas com cobertura legal não recebem a prestação"),
		abnd.T("Everyone who is legally covered receives the benefit", "Todas as pessoas com cobertura legal recebem a prestação"),
	},
	abnd.AdequacyGap: {
		abnd.T("How many people receive less than is adequate", "Quantas pessoas recebem menos do que o adequado"),
		abnd.T("Every benefit meets the adequacy standard", "Todas as prestações atingem o valor de referência da adequação"),
	},
}

func gapsWhere(groups []abnd.PopulationGroup, kind abnd.GapKind, state int) []Listed {
	names := make([]Listed, len(groups))
	for i, g := range groups {
		on := CoverageKey(g.ID, "gap", string(kind), "state")
		names[i] = Listed{On: on, Is: state, Name: NameOfGroup(g)}
		if kind == abnd.AdequacyGap { // where a standard is agreed
			names[i].Lacks, names[i].Has = GroupPath(g.ID, "benchmark"), on
		}
	}
	return names
}

// GapNotKnown names the groups of which a gap is not known; false where the
// study measures none.
func GapNotKnown(groups []abnd.PopulationGroup, kind abnd.GapKind) (Sentence, bool) {
	names := gapsWhere(groups, kind, 0)
	if kind == abnd.ImplementationGap {
		// Of those who have no benefit it is said that their law is not known.
		for i := range names {
			names[i].Lacks, names[i].Has = CoverageKey(groups[i].ID, "legal"), CoverageKey(groups[i].ID, "effective")
		}
	}
	return listing(gapQuestions[kind].unknown, names)
}

// NoGap names the groups of which nobody is in a gap.
func NoGap(groups []abnd.PopulationGroup, kind abnd.GapKind) (Sentence, bool) {
	return listing(gapQuestions[kind].none, gapsWhere(groups, kind, gapNone))
}

// NoLawAtAll names the groups of which no law covers anybody, so that nothing is
// left to carry out.
func NoLawAtAll(groups []abnd.PopulationGroup) (Sentence, bool) {
	return listing(abnd.T("No gap of implementation, since no law covers anyone", "Sem lacuna de execução, pois a lei não cobre ninguém"), gapsWhere(groups, abnd.ImplementationGap, gapNoLaw))
}

// LegalNotKnown names the groups whose legal coverage is not known.
func LegalNotKnown(groups []abnd.PopulationGroup) (Sentence, bool) {
	names := make([]Listed, len(groups))
	for i, g := range groups {
		names[i] = Listed{On: CoverageKey(g.ID, "legal"), Unknown: true, Name: NameOfGroup(g)}
	}
	return listing(abnd.T("Legal coverage", "Cobertura legal"), names)
}

// EffectiveNotKnown names the groups whose effective coverage is not known.
func EffectiveNotKnown(groups []abnd.PopulationGroup) (Sentence, bool) {
	names := make([]Listed, len(groups))
	for i, g := range groups {
		names[i] = Listed{On: CoverageKey(g.ID, "state"), Name: NameOfGroup(g)}
	}
	return listing(abnd.T("Effective coverage", "Cobertura efectiva"), names)
}

// DirectNotKnown names the groups of which it is not known how many people are
// direct recipients.
func DirectNotKnown(study *abnd.Study, groups []abnd.PopulationGroup) (Sentence, bool) {
	var names []Listed
	for _, g := range groups {
		if CountsHouseholds(study, g.ID) {
			names = append(names, Listed{On: DirectKey(study, g.ID, "state"), Name: NameOfGroup(g)})
		}
	}
	return listing(abnd.T("How many people are direct recipients", "Quantas pessoas são beneficiários directos"), names)
}

// AdequacyNotKnown names the schemes whose benefit cannot be compared with the
// benchmark of a group, each once.
func AdequacyNotKnown(study *abnd.Study, groups []abnd.PopulationGroup) (Sentence, bool) {
	var names []Listed
	seen := map[string]bool{}
	for _, g := range groups {
		for _, p := range study.ProvisionsOf(g.ID) {
			if _, told := AdequacySentence(study, p); told && !seen[p.By] {
				s, _ := study.FindScheme(p.By)
				seen[p.By] = true
				names = append(names, Listed{On: CoverageKey(p.Group, "by", p.By, "adequacy/known"), Name: NameOfScheme(s)})
			}
		}
	}
	return listing(abnd.T("What the benefit is worth", "Quanto vale a prestação"), names)
}

// RecommendationSentence is a recommendation in the matrix: its text, what is
// said of it, who carries it out.
func RecommendationSentence(r abnd.Recommendation, priority abnd.Text, costed Words) Sentence {
	at := func(code string) abnd.Path { return abnd.JoinPath("recommendations", r.ID, code) }
	words := Words{{Text: abnd.Same(r.ID + ". ")}, {Text: r.Text, Path: at("text"), Closed: true}}
	if r.Template {
		words = append(words, Part{Text: abnd.T(" Template from Recommendation 202, no national text.", " Modelo segundo a Recomendação 202, sem texto nacional.")})
	}
	if !priority.IsZero() {
		words = append(words, Part{Text: abnd.T(" Priority: %s.", " Prioridade: %s.").Fill(priority)})
	}
	words = append(words, Part{Text: r.Institution, Path: at("institution"), Before: abnd.T(" Institution: ", " Instituição: "), Closed: true})
	return Sentence{Cases: []Words{append(words, costed...)}}
}
