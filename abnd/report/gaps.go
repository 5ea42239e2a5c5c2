package report

import (
	"bufio"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/scenarios"
)

// The columns of the table of coverage: the group, its people, then shares.
const (
	groupWidth    = 33
	peopleWidth   = 12
	coverageWidth = 15
)

// Gaps writes the assessment for people to read: who is covered of each
// population group, the gaps with those that leave out most people first, and
// what the dialogue has not tied together yet.
func Gaps(w io.Writer, result *scenarios.Result, lang abnd.Lang) error {
	out := bufio.NewWriter(w)
	g := gapsTable{result: result, lang: lang, out: out}
	g.header()
	g.coverage()
	g.ranked()
	g.indicators()
	g.loose()
	return out.Flush()
}

type gapsTable struct {
	result *scenarios.Result
	lang   abnd.Lang
	out    *bufio.Writer
}

func (g *gapsTable) line(s string) { g.out.WriteString(strings.TrimRight(s, " ") + "\n") }

func (g *gapsTable) text(t abnd.Text, first, rest string) {
	g.line(Wrap(t.In(g.lang), Width, first, rest))
}

func (g *gapsTable) header() {
	s := g.result.Study
	if title := s.Title.In(g.lang); title != "" {
		g.line(Wrap(title, Width, "", ""))
	}
	g.text(abnd.T("%s (%s): legal and effective coverage, coverage gaps, %d", "%s (%s): cobertura legal e efectiva, lacunas de cobertura, %d").
		Fill(s.Country.Name, s.Country.ISO3, int(s.Projection.First)), "", "")
	if len(s.Groups) == 0 {
		g.line("")
		g.text(abnd.T("The study has no population groups yet: enter them in GROUPS, and in PROVISIONS the schemes that cover each group.",
			"O estudo ainda não tem grupos da população: indique-os em GROUPS e, em PROVISIONS, os regimes que abrangem cada um."), "", "")
	}
}

func (g *gapsTable) estimate(e scenarios.Estimate, scale float64, decimals int) string {
	if !e.Known {
		return notKnown
	}
	return formatNumber(e.Value*scale, decimals, g.lang)
}

func (g *gapsTable) share(e scenarios.Estimate, atLeast bool) string {
	text := g.estimate(e, percent, 1)
	if e.Known {
		text += g.lang.PercentSign()
	}
	if atLeast && e.Known {
		text = abnd.AtLeastMark + text
	}
	return text
}

// percent is the number of hundredths in one.
const percent = 100

func (g *gapsTable) coverage() {
	covered := scenarios.Assess(g.result)
	for _, guarantee := range append(abnd.Guarantees(), "") {
		first := true
		for _, c := range covered {
			if c.Group.Guarantee != guarantee {
				continue
			}
			if first {
				g.coverageHead(guarantee)
				first = false
			}
			g.coverageRow(c)
		}
	}
}

func (g *gapsTable) coverageHead(guarantee abnd.Guarantee) {
	name := guarantee.Name()
	if guarantee == "" {
		name = abnd.T("Groups not linked to one guarantee", "Grupos não ligados a uma só garantia")
	}
	g.line("")
	g.line(name.In(g.lang))
	names := strings.Split(abnd.T("people|legal cov.|effective cov.", "pessoas|cob. legal|cob. efectiva").In(g.lang), "|")
	g.line(padRight("", groupWidth) + padLeft(names[0], peopleWidth) + padLeft(names[1], coverageWidth) + padLeft(names[2], coverageWidth))
}

func (g *gapsTable) coverageRow(c scenarios.Coverage) {
	lines := strings.Split(Wrap(c.Group.Name.In(g.lang), groupWidth, "", "  "), "\n")
	for _, l := range lines[:len(lines)-1] {
		g.line(l)
	}
	g.line(padRight(lines[len(lines)-1], groupWidth) +
		padLeft(g.estimate(c.Size, 1, 0), peopleWidth) +
		padLeft(g.share(c.Legal, false), coverageWidth) +
		padLeft(g.coveredShare(c.Effective, c.Possible, c.AtLeast()), coverageWidth))
}

func (g *gapsTable) ranked() {
	gaps := scenarios.Gaps(g.result)
	if len(gaps) == 0 {
		return
	}
	g.line("")
	g.line(abnd.T("Gaps, ranked by number of people", "Lacunas, por número de pessoas").In(g.lang))
	place := 0
	for _, gap := range gaps {
		if !gap.People.Known || gap.People.Value <= 0 {
			continue
		}
		place++
		first := padLeft(strconv.Itoa(place), 2) + ". "
		rest := strings.Repeat(" ", utf8.RuneCountInString(first))
		sentence := gap.Sentence.In(g.lang)
		if gap.Female.Known && gap.Male.Known {
			sentence += " " + g.bySex(gap.Female, gap.Male)
		}
		g.line(Wrap(gap.Kind.Name().In(g.lang)+". "+sentence+" "+g.answered(gap), Width, first, rest))
	}
	g.notKnown(gaps)
}

// answered says which recommendations name a gap.
func (g *gapsTable) answered(gap scenarios.Gap) string {
	if len(gap.Recommendations) == 0 {
		return "[" + abnd.T("no recommendation", "sem recomendação").In(g.lang) + "]"
	}
	return "[" + strings.Join(gap.Recommendations, ", ") + "]"
}

func (g *gapsTable) notKnown(gaps []scenarios.Gap) {
	first := true
	for _, gap := range gaps {
		if gap.People.Known {
			continue
		}
		if first {
			g.line("")
			g.line(abnd.T("Gaps that cannot be measured (data missing)", "Lacunas que não se podem medir (faltam dados)").In(g.lang))
			first = false
		}
		g.line(Wrap(gap.Kind.Name().In(g.lang)+". "+gap.Sentence.In(g.lang), Width, "  * ", "    "))
	}
}

// indicators sets the study's coverage beside the published values.
func (g *gapsTable) indicators() {
	if len(g.result.Study.Indicators) == 0 {
		return
	}
	g.line("")
	g.line(abnd.T("Comparison with published indicators (SDG 1.3.1 and 3.8.1)", "Comparação com os indicadores publicados (ODS 1.3.1 e 3.8.1)").In(g.lang))
	for _, i := range scenarios.CompareIndicators(g.result) {
		index := i.Indicator.Code == abnd.ServiceCoverageIndex
		published := g.share(i.Published, false)
		if index {
			published = g.estimate(i.Published, 1, 0)
		}
		text := i.Indicator.Code + " " + abnd.IndicatorName(i.Indicator.Code).In(g.lang) + ": "
		text += abnd.T("published %s", "publicado %s").Fill(published).In(g.lang)
		if y := i.Indicator.Published.Year; y != 0 {
			text += " (" + strconv.Itoa(int(y)) + ")"
		}
		if !index {
			text += abnd.T(", this study %s", ", este estudo %s").Fill(g.share(i.Own, i.AtLeast)).In(g.lang)
		}
		if note := i.Indicator.Note; note != "" {
			text += ". " + note
		}
		g.line(Wrap(strings.TrimRight(text, ".")+".", Width, "  * ", "    "))
	}
}

// loose lists what the dialogue has not tied together.
func (g *gapsTable) loose() {
	t := scenarios.LooseThreads(g.result)
	if len(t.Gaps)+len(t.Recommendations)+len(t.Benefits) == 0 {
		return
	}
	g.line("")
	g.line(abnd.T("Open links between gaps, recommendations and benefits", "Ligações em falta entre lacunas, recomendações e prestações").In(g.lang))
	list := func(lead abnd.Text, ids []string) {
		if len(ids) > 0 {
			g.line(Wrap(lead.In(g.lang)+" "+strings.Join(ids, ", ")+".", Width, "  * ", "    "))
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

// gapsHeader is a contract with those who read the file.
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

// GapsCSV writes the gaps as CSV, like [CSV]; a cell is blank where the
// figure is not known.
func GapsCSV(out *CSVWriter, result *scenarios.Result) error {
	out.header(gapsHeader...)
	for _, r := range gapRows(result) {
		out.write(
			textCell(r.Guarantee), textCell(r.Group), textCell(r.Gap), textCell(r.Sex), countCell(r.Year), optionalCell(r.People), optionalCell(r.Share), boolCell(r.AtMost),
			textCell(strings.Join(r.Recommendations, ";")), textCell(r.SentenceEN), textCell(r.SentencePT),
		)
	}
	return out.end()
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
	Schemes           int      `json:"schemes"`
	KnownSchemes      int      `json:"known_schemes"`
	ExactSchemes      int      `json:"exact_schemes"`
}

// GapsJSON writes an object with the manifest, the coverage of every group,
// the gaps, and the coverage under each scenario by year.
func GapsJSON(w io.Writer, manifest Manifest, result *scenarios.Result) error {
	coverage, gaps, remaining := jsonRows{name: "coverage"}, jsonRows{name: "gaps"}, jsonRows{name: "remaining"}
	for _, c := range scenarios.Assess(result) {
		coverage.rows = append(coverage.rows, jsonCoverage{
			string(c.Group.Guarantee), c.Group.ID, int(result.Study.Projection.First), known(c.Size), known(c.Legal),
			known(c.Effective), known(c.Possible), known(c.Low), known(c.High), known(c.EffectiveFemale), known(c.EffectiveMale), known(c.Adequately),
			c.Schemes, c.KnownSchemes, c.ExactSchemes,
		})
	}
	for _, r := range gapRows(result) {
		gaps.rows = append(gaps.rows, r)
	}
	for _, r := range remainingRows(scenarios.RemainingGaps(result)) {
		remaining.rows = append(remaining.rows, r)
	}
	return writeJSON(w, manifest, coverage, gaps, remaining)
}
