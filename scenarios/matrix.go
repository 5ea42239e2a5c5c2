package scenarios

import (
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// MatrixRow is the block of one guarantee in the assessment matrix: for each
// column the sentences that fill its cell, in order. What the program knows
// from the study comes first, then what the analyst wrote.
//
// The columns are those of the ABND guide (International Labour Organization
// (2016), Social protection assessment-based national dialogue: A global
// guide, Module 6: Building the assessment matrix).
type MatrixRow struct {
	Guarantee abnd.Guarantee
	Cells     map[abnd.MatrixColumn][]costing.Sentence
	// NotKnown is what each column cannot say, apart from what it says. As in
	// Cells, a sentence that has nothing to say is blank.
	NotKnown map[abnd.MatrixColumn][]costing.Sentence
}

// Matrix fills the assessment matrix of a study. Figures and names in it are
// keys of lines and places of texts, so that the workbook can keep them live;
// what the analyst wrote is in one language.
func Matrix(study *abnd.Study, lang abnd.Lang) []MatrixRow {
	rows := make([]MatrixRow, 0, len(abnd.Guarantees()))
	described := map[string]abnd.Guarantee{}
	for _, g := range abnd.Guarantees() {
		m := matrixRow{
			study: study, guarantee: g, lang: lang, described: described,
			cells: map[abnd.MatrixColumn][]costing.Sentence{}, notKnown: map[abnd.MatrixColumn][]costing.Sentence{},
		}
		m.existing()
		m.planned()
		m.coverage()
		m.gaps()
		m.recommendations()
		m.analyst()
		rows = append(rows, MatrixRow{g, m.cells, m.notKnown})
	}
	return rows
}

type matrixRow struct {
	study     *abnd.Study
	guarantee abnd.Guarantee
	lang      abnd.Lang
	cells     map[abnd.MatrixColumn][]costing.Sentence
	notKnown  map[abnd.MatrixColumn][]costing.Sentence
	// described are the schemes of the guarantees before, and under which.
	described map[string]abnd.Guarantee
}

func (m *matrixRow) add(c abnd.MatrixColumn, s costing.Sentence) { m.cells[c] = append(m.cells[c], s) }

// addIf adds a sentence that there may not be.
func (m *matrixRow) addIf(c abnd.MatrixColumn, s costing.Sentence, ok bool) {
	if ok {
		m.add(c, s)
	}
}

// lacks adds what is not known.
func (m *matrixRow) lacks(c abnd.MatrixColumn, s costing.Sentence, ok bool) {
	if ok {
		m.notKnown[c] = append(m.notKnown[c], s)
	}
}

// existing lists the schemes that are paid today, each described under the first
// of its guarantees.
func (m *matrixRow) existing() {
	for _, s := range m.study.Schemes {
		if !slices.Contains(s.Guarantees, m.guarantee) || s.Status != abnd.InForce && s.Status != abnd.Closed {
			continue
		}
		if under, twice := m.described[s.ID]; twice {
			m.add(abnd.ExistingProvisions, costing.SchemeElsewhere(s, under))
			continue
		}
		m.described[s.ID] = m.guarantee
		m.add(abnd.ExistingProvisions, costing.SchemeSentence(m.study, s))
	}
}

// planned lists the new benefits by the scenarios that pay them.
func (m *matrixRow) planned() {
	var order []string
	by := map[string][]abnd.Benefit{}
	for _, b := range m.study.Benefits {
		on := m.decidedOn(scenariosOf(m.study, b))
		if !slices.Contains(costing.GuaranteesOf(b), m.guarantee) || b.Scheme != "" || len(on) == 0 {
			continue
		}
		same := strings.Join(on, ";")
		if len(by[same]) == 0 {
			order = append(order, same)
		}
		by[same] = append(by[same], b)
	}
	for _, same := range order {
		m.add(abnd.PlannedProvisions, costing.OptionsSentence(m.scenarios(strings.Split(same, ";")), by[same]))
	}
}

// decidedOn leaves of the ids of scenarios those that are decided.
func (m *matrixRow) decidedOn(ids []string) []string {
	var on []string
	for _, s := range m.scenarios(ids) {
		on = append(on, s.ID)
	}
	return on
}

// scenarios are the decided scenarios of the ids, in the order of the study.
func (m *matrixRow) scenarios(ids []string) []abnd.Scenario {
	return slices.DeleteFunc(slices.Clone(m.study.Decided()), func(s abnd.Scenario) bool { return !slices.Contains(ids, s.ID) })
}

func (m *matrixRow) groups() []abnd.PopulationGroup {
	var all []abnd.PopulationGroup
	for _, g := range m.study.Groups {
		if g.Guarantee == m.guarantee {
			all = append(all, g)
		}
	}
	return all
}

func (m *matrixRow) coverage() {
	groups := m.groups()
	type told struct{ scheme, benchmark string }
	said := map[told]bool{}
	for _, g := range groups {
		m.add(abnd.CoverageAndAdequacy, costing.CoverageFigures(m.study, g.ID))
		direct, ok := costing.DirectFigures(m.study, g.ID)
		m.addIf(abnd.CoverageAndAdequacy, direct, ok)
		for _, p := range m.study.ProvisionsOf(g.ID) {
			sentence, ok := costing.AdequacyFigures(m.study, p)
			s, _ := m.study.FindScheme(p.By)
			this := told{p.By, g.Benchmark}
			if !ok || said[this] && costing.AdequacyIsTheSame(s) {
				continue
			}
			said[this] = true
			m.add(abnd.CoverageAndAdequacy, sentence)
		}
	}
	unknown := func(s costing.Sentence, ok bool) { m.lacks(abnd.CoverageAndAdequacy, s, ok) }
	unknown(costing.LegalNotKnown(groups))
	unknown(costing.EffectiveNotKnown(groups))
	unknown(costing.DirectNotKnown(m.study, groups))
	unknown(costing.AdequacyNotKnown(m.study, groups))
}

func (m *matrixRow) gaps() {
	groups := m.groups()
	of := func(c abnd.MatrixColumn, kind abnd.GapKind) {
		for _, g := range groups {
			if kind != abnd.AdequacyGap || g.Benchmark != "" {
				m.add(c, costing.GapFigures(m.study, g.ID, kind))
			}
		}
		none, ok := costing.NoGap(groups, kind)
		m.addIf(c, none, ok)
		if kind == abnd.PolicyGap {
			return // legal coverage that is not known says the same
		}
		unknown, ok := costing.GapNotKnown(groups, kind)
		m.lacks(c, unknown, ok)
	}
	of(abnd.PolicyGaps, abnd.PolicyGap)
	of(abnd.PolicyGaps, abnd.AdequacyGap)
	of(abnd.ImplementationIssues, abnd.ImplementationGap)
	bare, ok := costing.NoLawAtAll(groups)
	m.addIf(abnd.ImplementationIssues, bare, ok)
	for _, g := range groups {
		unpaid, ok := costing.UnpaidSentence(m.study, g.ID)
		m.addIf(abnd.ImplementationIssues, unpaid, ok)
	}
}

func (m *matrixRow) recommendations() {
	for _, r := range m.study.Recommended {
		if r.Guarantee == m.guarantee {
			m.add(abnd.MatrixRecommendation, costing.RecommendationSentence(r, priorityName(r.Priority), m.costed(r)))
		}
	}
}

// priorityName is a priority in words, where it is one of the usual three.
func priorityName(p string) abnd.Text {
	switch p {
	case "":
		return abnd.Text{}
	case "high":
		return abnd.T("high", "alta")
	case "medium":
		return abnd.T("medium", "média")
	case "low":
		return abnd.T("low", "baixa")
	}
	return abnd.Same(p)
}

// costed says whether a recommendation is costed, and in which scenarios.
func (m *matrixRow) costed(r abnd.Recommendation) costing.Words {
	if !r.ToBeCosted {
		return costing.Words{{Text: abnd.T(" For further study.", " Para estudo posterior.")}}
	}
	var on []string
	for _, c := range costedBy(m.study, r.ID) {
		on = append(on, c.Scenarios...)
	}
	names := costing.ScenarioNames(m.scenarios(on))
	if len(names) == 0 {
		return costing.Words{{Text: abnd.T(" To be costed; not yet in any scenario.", " Ainda sem custo estimado.")}}
	}
	words := append(costing.Words{{Text: abnd.T(" Costed in: ", " Com custo estimado em: ")}}, names...)
	return append(words, costing.Part{Text: abnd.Same(".")})
}

func (m *matrixRow) analyst() {
	for _, t := range m.study.MatrixTexts {
		if t.Guarantee == m.guarantee {
			m.add(t.Column, costing.MatrixSentence(m.study, t.Text.In(m.lang)))
		}
	}
}
