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
}

// Matrix fills the assessment matrix of a study in one language. Figures in
// it are keys of lines, so that the workbook can keep them live.
func Matrix(study *abnd.Study, lang abnd.Lang) []MatrixRow {
	rows := make([]MatrixRow, 0, len(abnd.Guarantees()))
	for _, g := range abnd.Guarantees() {
		m := matrixRow{study: study, guarantee: g, lang: lang, cells: map[abnd.MatrixColumn][]costing.Sentence{}}
		m.existing()
		m.planned()
		m.coverage()
		m.gaps()
		m.recommendations()
		m.analyst()
		rows = append(rows, MatrixRow{g, m.cells})
	}
	return rows
}

type matrixRow struct {
	study     *abnd.Study
	guarantee abnd.Guarantee
	lang      abnd.Lang
	cells     map[abnd.MatrixColumn][]costing.Sentence
}

func (m *matrixRow) add(c abnd.MatrixColumn, s costing.Sentence) { m.cells[c] = append(m.cells[c], s) }

func (m *matrixRow) addText(c abnd.MatrixColumn, t abnd.Text) {
	m.add(c, costing.Sentence{Cases: []costing.Words{{{Text: t}}}})
}

// existing lists the schemes that are paid today, each with its law, target
// group, benefit, financing and institution.
func (m *matrixRow) existing() {
	for _, s := range m.study.Schemes {
		if !slices.Contains(s.Guarantees, m.guarantee) || s.Status != abnd.InForce && s.Status != abnd.Closed {
			continue
		}
		var parts []string
		for _, part := range []string{s.LegalBasis.In(m.lang), s.Law.Remark().In(m.lang), s.Eligibility.In(m.lang), m.benefitOf(s), s.Financing.In(m.lang), s.Institution.In(m.lang)} {
			if part = strings.TrimRight(strings.TrimSpace(part), "."); part != "" {
				parts = append(parts, part)
			}
		}
		text := s.Name.In(m.lang)
		if len(parts) > 0 {
			text += ": " + strings.Join(parts, "; ")
		}
		m.addText(abnd.ExistingProvisions, abnd.Same(text+"."))
	}
}

// benefitOf is the benefit of a scheme in words; blank where it is not known.
func (m *matrixRow) benefitOf(s abnd.Scheme) string {
	if !s.Benefit.Known {
		return ""
	}
	text := m.study.Country.Currency + " " + abnd.FormatNumber(s.Benefit.Value, abnd.EveryDecimal, m.lang)
	if frequency := s.Frequency.In(m.lang); frequency != "" {
		text += ", " + frequency
	}
	if s.Benefit.Year != 0 {
		text += abnd.T(" (%d)", " (%d)").Fill(int(s.Benefit.Year)).In(m.lang)
	}
	return text
}

// planned lists the new benefits that scenarios pay.
func (m *matrixRow) planned() {
	for _, b := range m.study.Benefits {
		on := scenariosOf(m.study, b)
		if !slices.Contains(costing.GuaranteesOf(b), m.guarantee) || b.Scheme != "" || len(on) == 0 {
			continue
		}
		m.addText(abnd.PlannedProvisions, abnd.T("Costed option: %s (%s).", "Opção com custo estimado: %s (%s).").Fill(b.Name, m.scenarioNames(on)))
	}
}

func (m *matrixRow) scenarioNames(ids []string) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		s, _ := m.study.FindScenario(id)
		if names[i] = s.Name.In(m.lang); names[i] == "" {
			names[i] = id
		}
	}
	return strings.Join(names, ", ")
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
	for _, g := range m.groups() {
		m.add(abnd.CoverageAndAdequacy, costing.CoverageSentence(m.study, g.ID))
		if s, ok := costing.DirectSentence(m.study, g.ID); ok {
			m.add(abnd.CoverageAndAdequacy, s)
		}
		for _, p := range m.study.ProvisionsOf(g.ID) {
			if s, ok := costing.AdequacySentence(m.study, p); ok {
				m.add(abnd.CoverageAndAdequacy, s)
			}
		}
	}
}

func (m *matrixRow) gaps() {
	for _, g := range m.groups() {
		m.add(abnd.PolicyGaps, costing.GapSentence(m.study, g.ID, abnd.PolicyGap))
		if g.Benchmark != "" {
			m.add(abnd.PolicyGaps, costing.GapSentence(m.study, g.ID, abnd.AdequacyGap))
		}
		m.add(abnd.ImplementationIssues, costing.GapSentence(m.study, g.ID, abnd.ImplementationGap))
		if s, ok := costing.UnpaidSentence(m.study, g.ID); ok {
			m.add(abnd.ImplementationIssues, s)
		}
	}
}

func (m *matrixRow) recommendations() {
	for _, r := range m.study.Recommended {
		if r.Guarantee != m.guarantee {
			continue
		}
		var facts []string
		if r.Template {
			facts = append(facts, abnd.T("template from Recommendation 202, no national text", "modelo segundo a Recomendação 202, sem texto nacional").In(m.lang))
		}
		if r.Priority != "" {
			facts = append(facts, abnd.T("priority: %s", "prioridade: %s").Fill(priorityName(r.Priority)).In(m.lang))
		}
		if institution := r.Institution.In(m.lang); institution != "" {
			facts = append(facts, institution)
		}
		facts = append(facts, m.kindOf(r).In(m.lang))
		m.addText(abnd.MatrixRecommendation, abnd.Same(r.ID+". "+strings.TrimRight(r.Text.In(m.lang), ".")+" ("+strings.Join(facts, "; ")+")."))
	}
}

// priorityName is a priority in words, where it is one of the usual three.
func priorityName(p string) abnd.Text {
	switch p {
	case "high":
		return abnd.T("high", "alta")
	case "medium":
		return abnd.T("medium", "média")
	case "low":
		return abnd.T("low", "baixa")
	}
	return abnd.Same(p)
}

// kindOf reports whether a recommendation is costed, and in which scenarios.
func (m *matrixRow) kindOf(r abnd.Recommendation) abnd.Text {
	if !r.ToBeCosted {
		return abnd.T("for further study", "para estudo posterior")
	}
	var on []string
	for _, s := range m.study.Scenarios {
		for _, c := range costedBy(m.study, r.ID) {
			if slices.Contains(c.Scenarios, s.ID) && !slices.Contains(on, s.ID) {
				on = append(on, s.ID)
			}
		}
	}
	if len(on) == 0 {
		return abnd.T("to be costed; not yet in any scenario", "ainda sem custo estimado")
	}
	return abnd.T("costed in: %s", "com custo estimado em: %s").Fill(m.scenarioNames(on))
}

func (m *matrixRow) analyst() {
	for _, t := range m.study.MatrixTexts {
		if t.Guarantee == m.guarantee {
			m.add(t.Column, costing.MatrixSentence(m.study, t.Text.In(m.lang)))
		}
	}
}
