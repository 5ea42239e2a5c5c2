package report

import (
	"math"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// Gaps is the assessment: who is covered of each population group, the gaps
// with those that leave out most people first, and what the dialogue has not
// tied together yet.
func Gaps(result *scenarios.Result) Document {
	g := gapsTable{result: result}
	s := result.Study
	if !s.Title.IsZero() {
		g.say(s.Title)
	}
	g.say(abnd.T("%s (%s): legal and effective coverage, coverage gaps, %d", "%s (%s): cobertura legal e efectiva, lacunas de cobertura, %d").
		Fill(s.Country.Name, s.Country.ISO3, int(s.Projection.First)))
	if len(s.Groups) == 0 {
		g.section(abnd.Text{})
		g.say(abnd.T("The study has no population groups yet: enter them in GROUPS, and in PROVISIONS the schemes that cover each group.",
			"O estudo ainda não tem grupos da população: indique-os em GROUPS e, em PROVISIONS, os regimes que abrangem cada um."))
	}
	g.coverage()
	g.unpaid()
	g.ranked()
	g.indicators()
	g.addUnlinked()
	return g.Document
}

type gapsTable struct {
	builder
	result *scenarios.Result
}

// estimated is a cell of an estimate.
func estimated(unit Unit, e scenarios.Estimate, places int) Cell {
	known := abnd.KnownNone
	if e.Known {
		known = abnd.KnownAll
	}
	return figure(unit, e.Value, known, decimals(places))
}

// shareOf is a share of people that can be a lower bound.
func shareOf(e scenarios.Estimate, atLeast bool) Cell {
	cell := estimated(Share, e, 1)
	if atLeast && e.Known {
		cell.Known = abnd.KnownPart
	}
	return cell
}

// coveredShare is a share that can be a range or a lower bound.
func coveredShare(low, high scenarios.Estimate, atLeast bool) Cell {
	if !atLeast || !low.Known || !high.Known {
		return shareOf(low, atLeast)
	}
	cell := shareOf(low, false)
	cell.To = &high.Value
	return cell
}

// coverageTable begins a section with the groups of a guarantee.
func (g *gapsTable) coverageTable(guarantee abnd.Guarantee, columns abnd.Text) *Table {
	name := guarantee.Name()
	if guarantee == "" {
		name = abnd.T("Groups not linked to one guarantee", "Grupos não ligados a uma só garantia")
	}
	table := &Table{Name: "coverage", Columns: append([]Column{{}}, heads(columns)...)}
	g.section(name, table)
	return table
}

func (g *gapsTable) coverage() {
	covered := scenarios.Assess(g.result)
	for _, guarantee := range append(abnd.Guarantees(), "") {
		var table *Table
		for _, c := range covered {
			if c.Group.Guarantee != guarantee {
				continue
			}
			if table == nil {
				table = g.coverageTable(guarantee, abnd.T("people|legal cov.|effective cov.|direct recip.", "pessoas|cob. legal|cob. efectiva|benef. directos"))
			}
			table.row(words(c.Group.Name), estimated(Persons, c.Size, 0), shareOf(c.Legal, false), coveredShare(c.Effective, c.Possible, c.AtLeast()), coveredShare(c.Direct, c.DirectPossible, c.DirectAtLeast))
		}
	}
}

// unpaid says who is enrolled and was not paid.
func (g *gapsTable) unpaid() {
	first := true
	for _, group := range g.result.Study.Groups {
		sentence, ok := costing.UnpaidSentence(g.result.Study, group.ID)
		if !ok || group.Guarantee == "" {
			continue
		}
		if first {
			g.section(abnd.T("Enrolled and not paid", "Inscritas e não pagas"))
			first = false
		}
		g.item(abnd.InEach(func(lang abnd.Lang) string { return sentence.In(g.result.Projection, lang) }))
	}
}

// sentences are texts one after the other.
func sentences(texts ...abnd.Text) abnd.Text { return abnd.Joined(texts, " ") }

func (g *gapsTable) ranked() {
	gaps := scenarios.Gaps(g.result)
	if len(gaps) == 0 {
		return
	}
	list := List{Name: "ranked"}
	for _, gap := range gaps {
		if !gap.People.Known || gap.People.Value <= 0 {
			continue
		}
		said := []abnd.Text{abnd.Same("%s.").Fill(gap.Kind.Name()), gap.Sentence}
		if gap.Female.Known && gap.Male.Known {
			said = append(said, bySex(gap.Female, gap.Male))
		}
		list.Items = append(list.Items, ListItem{Mark: strconv.Itoa(len(list.Items) + 1), Text: sentences(append(said, answered(gap))...)})
	}
	g.section(abnd.T("Gaps, ranked by number of people", "Lacunas, por número de pessoas"), list)
	g.notKnown(gaps)
}

// answered says which recommendations name a gap.
func answered(gap scenarios.Gap) abnd.Text {
	if len(gap.Recommendations) == 0 {
		return abnd.Same("[%s]").Fill(abnd.T("no recommendation", "sem recomendação"))
	}
	return abnd.Same("[" + strings.Join(gap.Recommendations, ", ") + "]")
}

func (g *gapsTable) notKnown(gaps []scenarios.Gap) {
	first := true
	for _, gap := range gaps {
		if gap.People.Known {
			continue
		}
		if first {
			g.section(abnd.T("Gaps that cannot be measured (data missing)", "Lacunas que não se podem medir (faltam dados)"))
			first = false
		}
		g.item(sentences(abnd.Same("%s.").Fill(gap.Kind.Name()), gap.Sentence))
	}
}

// indicators sets the study's coverage beside the published values.
func (g *gapsTable) indicators() {
	if len(g.result.Study.Indicators) == 0 {
		return
	}
	g.section(abnd.T("Comparison with published indicators (SDG 1.3.1 and 3.8.1)", "Comparação com os indicadores publicados (ODS 1.3.1 e 3.8.1)"))
	for _, i := range scenarios.CompareIndicators(g.result) {
		index := i.Indicator.Code == abnd.ServiceCoverageIndex
		published := shareOf(i.Published, false)
		if index {
			published = estimated(Number, i.Published, 0)
		}
		text := abnd.T("%s %s: published %s", "%s %s: publicado %s").Fill(i.Indicator.Code, abnd.IndicatorName(i.Indicator.Code), abnd.InEach(published.In))
		if y := i.Indicator.Published.Year; y != 0 {
			text = abnd.Same("%s (%d)").Fill(text, int(y))
		}
		if !index {
			text = abnd.T("%s, this study %s", "%s, este estudo %s").Fill(text, abnd.InEach(shareOf(i.Own, i.AtLeast).In))
			if i.Members.Known && i.Members != i.Own {
				text = abnd.T("%s (with the members of their households %s)", "%s (com os membros dos seus agregados %s)").Fill(text, abnd.InEach(shareOf(i.Members, i.MembersAtLeast).In))
			}
		}
		if note := i.Indicator.Note; !note.IsZero() {
			text = abnd.Same("%s. %s").Fill(text, note)
		}
		g.item(abnd.InEach(func(lang abnd.Lang) string { return strings.TrimRight(text.In(lang), ".") + "." }))
	}
}

// addUnlinked lists what the dialogue has not linked yet.
func (g *gapsTable) addUnlinked() {
	t := scenarios.UnlinkedItems(g.result)
	if len(t.Gaps)+len(t.Recommendations)+len(t.Benefits) == 0 {
		return
	}
	g.section(abnd.T("Open links between gaps, recommendations and benefits", "Ligações em falta entre lacunas, recomendações e prestações"))
	list := func(lead abnd.Text, ids []string) {
		if len(ids) > 0 {
			g.item(abnd.Same("%s %s.").Fill(lead, strings.Join(ids, ", ")))
		}
	}
	var gaps, recommendations, benefits []string
	for _, x := range t.Gaps {
		gaps = append(gaps, x.Ref().String())
	}
	for _, x := range t.Recommendations {
		recommendations = append(recommendations, x.ID)
	}
	for _, x := range t.Benefits {
		benefits = append(benefits, x.ID)
	}
	list(abnd.T("Gaps without a recommendation:", "Lacunas sem recomendação:"), gaps)
	list(abnd.T("Recommendations to be costed without a benefit:", "Recomendações por estimar, ainda sem prestação associada:"), recommendations)
	list(abnd.T("Benefits not linked to an identified gap:", "Prestações não ligadas a uma lacuna identificada:"), benefits)
}

// gapsHeader is a public format: its names do not change.
var gapsHeader = []string{"guarantee", "group", "gap", "sex", "year", "people", "share", "at_most", "recommendations", "sentence_en", "sentence_pt"}

// gapRow is one row of the gaps for programs: a gap of one sex or of both.
type gapRow struct {
	Guarantee       string   `json:"guarantee"`
	Group           string   `json:"group"`
	Gap             string   `json:"gap"`
	Sex             string   `json:"sex"`
	Year            int      `json:"year"`
	People          *float64 `json:"people"`
	Share           *float64 `json:"share"`
	AtMost          bool     `json:"at_most"`
	Recommendations []string `json:"recommendations"`
	SentenceEN      string   `json:"sentence_en"`
	SentencePT      string   `json:"sentence_pt"`
}

func gapRows(result *scenarios.Result) []gapRow {
	var rows []gapRow
	year := int(result.Study.Projection.First)
	for _, g := range scenarios.Gaps(result) {
		row := gapRow{
			Guarantee: string(g.Group.Guarantee), Group: g.Group.ID, Gap: string(g.Kind), Sex: string(abnd.Both), Year: year,
			People: known(g.People), Share: known(g.Share), AtMost: g.AtMost, Recommendations: append([]string{}, g.Recommendations...),
			SentenceEN: g.Sentence.EN, SentencePT: manifestText(g.Sentence, result.Study.Country.ISO3).PT,
		}
		rows = append(rows, row)
		for _, s := range []struct {
			sex    abnd.Sex
			people scenarios.Estimate
		}{{abnd.Female, g.Female}, {abnd.Male, g.Male}} {
			if !s.people.Known {
				continue
			}
			part := row
			part.Sex, part.People, part.Share = string(s.sex), known(s.people), nil
			part.SentenceEN, part.SentencePT = "", ""
			rows = append(rows, part)
		}
	}
	return rows
}

// known is a figure for programs: null where it is not known.
func known(e scenarios.Estimate) *float64 {
	if !e.Known || math.IsNaN(e.Value) {
		return nil
	}
	return &e.Value
}

// GapsRecords are the gaps, in the same format as [ResultRecords]; a cell is blank
// where the figure is not known.
func GapsRecords(result *scenarios.Result) Records {
	return Records{gapsHeader, func(yield func(...Field)) {
		for _, r := range gapRows(result) {
			yield(
				textCell(r.Guarantee), textCell(r.Group), textCell(r.Gap), textCell(r.Sex), countCell(r.Year), optionalCell(r.People),
				optionalCell(r.Share), boolCell(r.AtMost),
				textCell(strings.Join(r.Recommendations, ";")), textCell(r.SentenceEN), textCell(r.SentencePT),
			)
		}
	}}
}

// jsonCoverage is the coverage of one group; null where it is not known.
type jsonCoverage struct {
	Guarantee string   `json:"guarantee"`
	Group     string   `json:"group"`
	Year      int      `json:"year"`
	People    *float64 `json:"people"`
	Legal     *float64 `json:"legal"`
	Effective *float64 `json:"effective"`
	// EffectivePossible is the most by the rule of overlap, where it is not
	// known how many recipients belong to the group.
	EffectivePossible *float64 `json:"effective_possible"`
	EffectiveLow      *float64 `json:"effective_low"`
	EffectiveHigh     *float64 `json:"effective_high"`
	EffectiveFemale   *float64 `json:"effective_female"`
	EffectiveMale     *float64 `json:"effective_male"`
	Adequately        *float64 `json:"adequately"`
	// Direct recipients, as shares, and enrolled people who were not paid.
	Direct         *float64 `json:"direct"`
	DirectPossible *float64 `json:"direct_possible"`
	Unpaid         *float64 `json:"unpaid"`
	Schemes        int      `json:"schemes"`
	KnownSchemes   int      `json:"known_schemes"`
	ExactSchemes   int      `json:"exact_schemes"`
}

// GapsTree is an object with the manifest, the coverage of every group, the
// gaps, and the coverage under each scenario by year.
func GapsTree(manifest Manifest, result *scenarios.Result) Tree {
	coverage, gaps := jsonRows{name: "coverage"}, jsonRows{name: "gaps"}
	for _, c := range scenarios.Assess(result) {
		coverage.rows = append(coverage.rows, jsonCoverage{
			string(c.Group.Guarantee), c.Group.ID, int(result.Study.Projection.First), known(c.Size), known(c.Legal),
			known(c.Effective), known(c.Possible), known(c.Low), known(c.High), known(c.EffectiveFemale), known(c.EffectiveMale), known(c.Adequately),
			known(c.Direct), known(c.DirectPossible), known(c.Unpaid),
			c.Schemes, c.KnownSchemes, c.ExactSchemes,
		})
	}
	for _, r := range gapRows(result) {
		gaps.rows = append(gaps.rows, r)
	}
	return treeOf(manifest, coverage, gaps, recordsIn("remaining", remainingRecords(scenarios.RemainingGaps(result))))
}
