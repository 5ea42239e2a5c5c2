package report

import (
	"math"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/survey"
)

// Survey shows the results of a household survey: poverty with and without what
// is received, then each scheme: whom it reaches, who has what it pays, and the
// same by fifth, area and head; then where persons by age live. Every figure
// stands with its standard error, and none that too few have given.
func Survey(name string, r survey.Results, where []survey.Composition) Document {
	t := surveyTables{}
	t.say(abnd.T("%s: sample of %d households%s, which stand for %s persons.", "%s: amostra de %d agregados%s, que representam %s pessoas.").
		Fill(name, r.Households, personsOfSample(r.People), numberText(r.Persons.Value, 0)))
	t.say(abnd.T("%d strata, %d clusters. Poverty line %s, mean consumption %s, per head and month. In %%; ± is the standard error.",
		"%d estratos, %d conglomerados. Linha de pobreza %s, consumo médio %s, por pessoa e mês. Em %%; ± é o erro-padrão.").
		Fill(r.Strata, r.Clusters, numberText(r.Line, 2), numberText(r.Mean.Value, 2)))
	t.poverty(r)
	if len(r.All.Schemes) > 0 {
		t.scheme(r.All, abnd.T("All recorded schemes", "Todos os regimes registados"), len(r.Schemes) == 0)
		for _, s := range r.Schemes {
			t.scheme(s, abnd.Same(s.Name), true)
		}
	}
	t.compositions(where)
	t.notes(r)
	return t.Document
}

func personsOfSample(n int) abnd.Text {
	if n == 0 {
		return abnd.Text{}
	}
	return abnd.T(" and %s persons", " e %s pessoas").Fill(numberText(float64(n), 0))
}

type surveyTables struct {
	builder
	unreliable bool
	reasons    []survey.Hidden
}

// Marks of figures.
const (
	notShown   = "–"
	unreliable = "†"
)

// estimate is the cell of a figure and that of its error.
func (t *surveyTables) estimate(e survey.Estimate, factor float64, decimals int, signed bool) []Cell {
	if e.Hidden != survey.Shown {
		hidden := []Cell{words(abnd.Same(notShown)), {}}
		if !slices.Contains(t.reasons, e.Hidden) {
			t.reasons = append(t.reasons, e.Hidden)
		}
		return hidden
	}
	mark := ""
	if e.Unreliable() {
		mark, t.unreliable = unreliable, true
	}
	value := abnd.InEach(func(lang abnd.Lang) string {
		if signed && !math.IsNaN(e.Value) {
			return change(factor*e.Value, decimals, lang) + mark
		}
		return FormatNumber(factor*e.Value, decimals, lang) + mark
	})
	return []Cell{words(value), words(numberText(factor*e.Error, decimals))}
}

// inPercent is a share as so many percent, with its error.
func (t *surveyTables) inPercent(e survey.Estimate) []Cell {
	return t.estimate(e, percent, 1, false)
}

func (t *surveyTables) points(e survey.Estimate) []Cell { return t.estimate(e, percent, 2, true) }

func (t *surveyTables) poverty(r survey.Results) {
	b, w := r.All.Before, r.With
	table := inPairs(abnd.T("as it is|without|change", "como está|sem eles|variação"))
	row := func(label abnd.Text, with, before, change survey.Estimate) {
		cells := append([]Cell{words(label)}, t.inPercent(with)...)
		cells = append(append(cells, t.inPercent(before)...), t.points(change)...)
		table.row(cells...)
	}
	none := survey.Estimate{Value: math.NaN(), Error: math.NaN()}
	row(abnd.T("Poverty headcount", "Incidência da pobreza"), w.Headcount, b.Headcount, r.All.HeadcountChange)
	row(abnd.T("Poverty gap", "Intensidade da pobreza"), w.Gap, b.Gap, r.All.GapChange)
	row(abnd.T("Severity of poverty", "Severidade da pobreza"), w.Severity, b.Severity, none)
	row(abnd.T("Gini coefficient", "Coeficiente de Gini"), w.Gini, b.Gini, none)
	t.section(abnd.T("Poverty and inequality", "Pobreza e desigualdade"), table)
}

// inPairs is a table whose figures stand beside their errors, under these
// headings, parted by |.
func inPairs(headings abnd.Text) *Table {
	table := &Table{Name: "survey", Groups: []Group{{Columns: 1}}, Columns: []Column{{}}}
	for _, c := range heads(headings) {
		table.Groups = append(table.Groups, Group{c.Head, 2})
		table.Columns = append(table.Columns, heads(abnd.T("%|±", "%|±"))...)
	}
	return table
}

// groupLabel says what a group is a part by, where its name alone does not.
func groupLabel(g survey.Group) abnd.Text {
	if g.Kind == survey.AreaGroup {
		return abnd.T("area: %s", "área: %s").Fill(g.Name)
	}
	return g.Name
}

// scheme shows a scheme; withGroups says whether by group as well.
func (t *surveyTables) scheme(s survey.Scheme, title abnd.Text, withGroups bool) {
	table := &Table{Name: "survey", Columns: append([]Column{{}}, heads(abnd.T("%|±", "%|±"))...)}
	for _, x := range []struct {
		label abnd.Text
		value survey.Estimate
	}{
		{abnd.T("Persons who receive it themselves", "Pessoas que o recebem elas próprias"), s.Direct},
		{abnd.T("Persons in households that receive it", "Pessoas em agregados que o recebem"), s.Coverage},
		{abnd.T("The same, of the poor", "O mesmo, entre os pobres"), s.CoverageOfPoor},
		{abnd.T("Poor who are left out (exclusion)", "Pobres que ficam de fora (exclusão)"), s.Exclusion},
		{abnd.T("Covered who are not poor (inclusion)", "Cobertos que não são pobres (inclusão)"), s.Inclusion},
		{abnd.T("Share of the money that goes to the poor", "Parte do dinheiro que vai para os pobres"), s.ToPoor},
		{abnd.T("Money as a share of the consumption of those who receive", "Dinheiro em proporção do consumo de quem recebe"), s.Adequacy},
		{abnd.T("Poverty gap closed, for each 100 paid", "Hiato da pobreza fechado, por cada 100 pagos"), s.Efficiency},
	} {
		if x.value.Hidden == survey.Shown && math.IsNaN(x.value.Value) {
			continue // nobody was asked
		}
		table.row(append([]Cell{words(x.label)}, t.inPercent(x.value)...)...)
	}
	t.section(title, table)
	if withGroups {
		t.groups(s)
	}
}

func (t *surveyTables) groups(s survey.Scheme) {
	table := inPairs(abnd.T("covered|among them|money|worth|poor", "cobertos|entre eles|dinheiro|valor|pobres"))
	for i, g := range s.Groups {
		cells := []Cell{words(groupLabel(g))}
		for _, e := range []survey.Estimate{g.Coverage, g.Incidence, g.Money, g.Adequacy, g.Headcount} {
			cells = append(cells, t.inPercent(e)...)
		}
		table.Rows = append(table.Rows, Row{Cells: cells, Apart: i > 0 && g.Kind != s.Groups[i-1].Kind})
	}
	t.add(table)
	t.note(abnd.T("covered: persons in households that receive it; among them: the group’s share of those covered; money: its share of what is paid; worth: what is paid as a share of the consumption of those who receive; poor: with all that is received.",
		"cobertos: pessoas em agregados que o recebem; entre eles: a parte do grupo entre os cobertos; dinheiro: a sua parte do que se paga; valor: o que se paga em proporção do consumo de quem recebe; pobres: com tudo o que se recebe."))
}

func (t *surveyTables) compositions(where []survey.Composition) {
	if len(where) == 0 {
		return
	}
	columns := []Column{{}}
	for f := range where[0].Fifth {
		columns = append(columns, Column{Head: abnd.T("%d", "%d").Fill(f + 1)})
	}
	columns = append(columns, heads(abnd.T("live with|part", "vivem com|parte"))...)
	table := &Table{Name: "survey", Columns: columns}
	for _, c := range where {
		cells := []Cell{words(c.Group.Name)}
		for _, e := range append(c.Fifth[:], c.Concerned, c.PerHousehold) {
			cells = append(cells, t.inPercent(e)[0])
		}
		table.row(cells...)
	}
	t.section(abnd.T("Where they live: share of each group by fifth of consumption, from the poorest", "Onde vivem: proporção de cada grupo por quinto de consumo, a partir do mais pobre"), table)
	t.note(abnd.T("live with: persons in households with at least one of the group; part: their part of the members there.",
		"vivem com: pessoas em agregados com pelo menos uma do grupo; parte: a parte delas entre os membros desses agregados."))
}

func (t *surveyTables) notes(r survey.Results) {
	t.section(abnd.Text{})
	if t.unreliable {
		t.note(abnd.T("%s relative standard error of %d %% or more: not reliable.", "%s erro-padrão relativo de %d %% ou mais: pouco fiável.").Fill(unreliable, int(percent*survey.LargeError)))
	}
	for _, why := range t.reasons {
		t.note(abnd.T("%s not shown: %s.", "%s não se mostra: %s.").Fill(notShown, why.Text()))
	}
	if len(r.All.Schemes) > 0 {
		t.note(abnd.T("Without a scheme: its whole amount is taken from consumption, and nobody behaves otherwise. Fifths and who is poor are by consumption without it.",
			"Sem um regime: retira-se do consumo todo o seu montante, e ninguém muda de comportamento. Os quintos e quem é pobre são segundo o consumo sem ele."))
	}
	t.note(abnd.T("The standard error is of the sample alone; answers that are wrong or missing are not in it.", "O erro-padrão é só o da amostra; as respostas erradas ou em falta não estão nele."))
}

// surveyHeader is a public format: its names do not change.
var surveyHeader = []string{"scheme", "group_kind", "group", "measure", "value", "standard_error", "households", "clusters", "receiving", "shown"}

// SurveyRecords are all figures of a survey: shares and changes as fractions,
// money per month. A figure that is not shown is blank, and shown says why.
func SurveyRecords(r survey.Results, where []survey.Composition) Records {
	return Records{surveyHeader, func(yield func(...Field)) {
		row := func(scheme string, kind survey.GroupKind, group, measure string, e survey.Estimate) {
			shown := "yes"
			if e.Hidden != survey.Shown {
				shown = string(e.Hidden)
			}
			receiving := blankCell
			if e.Receiving >= 0 && e.Hidden != survey.FewRecipients {
				receiving = countCell(e.Receiving)
			}
			yield(textCell(scheme), codeCell(kind), textCell(group), textCell(measure), knownCell(e.Value), knownCell(e.Error), countCell(e.Households), countCell(e.Clusters), receiving, textCell(shown))
		}
		row("", "", "", "persons", r.Persons)
		row("", "", "", "mean", r.Mean)
		poverty := func(scheme, prefix string, p survey.Poverty) {
			row(scheme, "", "", prefix+"headcount", p.Headcount)
			row(scheme, "", "", prefix+"gap", p.Gap)
			row(scheme, "", "", prefix+"severity", p.Severity)
			row(scheme, "", "", prefix+"gini", p.Gini)
		}
		poverty("", "", r.With)
		for _, s := range append([]survey.Scheme{r.All}, r.Schemes...) {
			if len(s.Schemes) == 0 {
				continue
			}
			name := s.Name
			if name == "" {
				name = "all"
			}
			poverty(name, "before_", s.Before)
			for _, x := range []struct {
				measure string
				value   survey.Estimate
			}{
				{"headcount_change", s.HeadcountChange}, {"gap_change", s.GapChange}, {"direct_coverage", s.Direct}, {"coverage", s.Coverage},
				{"coverage_of_poor", s.CoverageOfPoor}, {"exclusion", s.Exclusion}, {"inclusion", s.Inclusion}, {"money_to_poor", s.ToPoor},
				{"adequacy", s.Adequacy}, {"gap_closed_per_unit", s.Efficiency}, {"concentration", survey.Estimate{Value: s.Concentration, Error: math.NaN(), Households: r.Households, Clusters: r.Clusters, Receiving: -1}},
			} {
				row(name, "", "", x.measure, x.value)
			}
			for _, g := range s.Groups {
				for _, x := range []struct {
					measure string
					value   survey.Estimate
				}{
					{"persons", g.Persons}, {"mean", g.Mean}, {"headcount", g.Headcount}, {"coverage", g.Coverage}, {"share_of_covered", g.Incidence}, {"share_of_money", g.Money}, {"adequacy", g.Adequacy},
				} {
					row(name, g.Kind, g.Name.EN, x.measure, x.value)
				}
			}
		}
		for _, c := range where {
			for f, e := range c.Fifth {
				row("", "ages", c.Group.ID, fifthMeasures[f], e)
			}
			row("", "ages", c.Group.ID, "lives_with", c.Concerned)
			row("", "ages", c.Group.ID, "part_of_household", c.PerHousehold)
		}
	}}
}

var fifthMeasures = [5]string{"fifth_1", "fifth_2", "fifth_3", "fifth_4", "fifth_5"}

// knownCell is a figure, or blank where there is none.
func knownCell(x float64) Field {
	if math.IsNaN(x) {
		return blankCell
	}
	return figureCell(x)
}

// SurveyManifest says what a survey was: the program, the files by their
// checksums, and the line. No answer of a household is in it.
type SurveyManifest struct {
	Tool        string          `json:"tool"`
	ToolVersion string          `json:"tool_version"`
	Inputs      []ManifestInput `json:"inputs"`
	Line        float64         `json:"poverty_line"`
}

// SurveyTree is a survey as an object: the manifest and the figures, one a line,
// as in [SurveyRecords].
func SurveyTree(manifest SurveyManifest, r survey.Results, where []survey.Composition) Tree {
	return treeOf(manifest, recordsIn("results", SurveyRecords(r, where)))
}
