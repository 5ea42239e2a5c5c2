package report

import (
	"bufio"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/scenarios"
)

// mostCells is how many changed cells of a sheet a table shows: one edit of
// the population can change thousands.
const mostCells = 40

// The columns of the changed inputs: a value that is wider than longestValue
// is written below its label.
const (
	longestValue  = 18
	shortestValue = 9
	indent        = "  "
)

// DiffTable writes a diff for people to read, at most [Width] columns wide:
// the changed inputs by sheet, then for each scenario what they do to the
// cost of each guarantee that differs, and to the total, in the years of
// [TableYears].
func DiffTable(w io.Writer, d Diff, lang abnd.Lang) error {
	out := bufio.NewWriter(w)
	t := diffTable{Diff: d, table: table{result: d.To, lang: lang, out: out}}
	if len(d.Inputs) == 0 {
		t.note(abnd.T("No differences between %s and %s.", "Não há diferenças entre %s e %s.").Fill(d.FromName, d.ToName), "", "")
		return out.Flush()
	}
	t.note(abnd.T("Changes from %s to %s", "Alterações de %s para %s").Fill(d.FromName, d.ToName), "", "")
	t.inputs()
	t.costs()
	return out.Flush()
}

type diffTable struct {
	Diff
	table
	cellWidth, valueWidth int
	mark                  bool // of cells of the old file
}

// inputs writes the changed inputs.
func (t *diffTable) inputs() {
	t.line("")
	count := abnd.T("%s inputs differ.", "%s dados de base diferem.")
	if len(t.Inputs) == 1 {
		count = abnd.T("%s input differs.", "%s dado de base difere.")
	}
	t.note(count.Fill(number(len(t.Inputs))), "", "")
	heads := abnd.T("Cell|Input|Before|After", "Célula|O que é|Antes|Depois")
	head := strings.Split(heads.In(t.lang), "|")
	t.valueWidth = shortestValue
	known, old := 0, 0
	for _, of := range t.sheetsOf() {
		for _, c := range of[:min(mostCells, len(of))] {
			if was, is := t.values(c); !isLong(was, is) {
				t.valueWidth = max(t.valueWidth, utf8.RuneCountInString(was), utf8.RuneCountInString(is))
			}
			if c.Place != "" {
				known++
			}
			if c.InOld {
				old++
			}
			t.cellWidth = max(t.cellWidth, utf8.RuneCountInString(c.Cell()))
		}
	}
	if known > 0 {
		t.cellWidth = max(t.cellWidth, utf8.RuneCountInString(head[0]))
	}
	if t.mark = old > 0 && old < known; t.mark {
		t.cellWidth += utf8.RuneCountInString(oldMark)
	}
	for _, of := range t.sheetsOf() {
		t.line("")
		t.line(of[0].Sheet)
		t.inputRow(head[0], head[1], head[2], head[3])
		for _, c := range of[:min(mostCells, len(of))] {
			t.input(c)
		}
		if more := len(of) - mostCells; more > 0 {
			t.note(abnd.T("and %s more; --format csv lists them all", "e mais %s; --format csv mostra-os todos").Fill(number(more)), indent, indent)
		}
	}
	switch {
	case t.mark:
		t.line("")
		t.note(abnd.T("(A): cell of %s; all others are cells of %s.", "(A): a célula é a de %s; as outras são as de %s.").Fill(t.FromName, t.ToName), "", "")
	case old > 0:
		t.line("")
		t.note(abnd.T("Cells of %s.", "As células são as de %s.").Fill(t.FromName), "", "")
	}
}

const oldMark = " (A)"

// cell is where the input stands, with a mark where that is the old file
// although other cells are the new one's.
func (t *diffTable) cell(c ChangedInput) string {
	if t.mark && c.InOld {
		return c.Cell() + oldMark
	}
	return c.Cell()
}

func (t *diffTable) input(c ChangedInput) {
	was, is := t.values(c)
	label := c.Label.In(t.lang)
	if isLong(was, is) {
		t.inputRow(t.cell(c), label, "", "")
	} else {
		t.inputRow(t.cell(c), label, was, is)
	}
	under := t.under() + indent
	if c.Place == "" {
		t.line(wrapHard(string(c.Path), under, under))
	}
	if isLong(was, is) {
		rest := under + indent
		t.line(wrapHard(abnd.T("before: %s", "antes: %s").Fill(was).In(t.lang), under, rest))
		t.line(wrapHard(abnd.T("after: %s", "depois: %s").Fill(is).In(t.lang), under, rest))
	}
}

// under is the indent of what stands in the column of labels.
func (t *diffTable) under() string {
	if t.cellWidth == 0 {
		return indent
	}
	return indent + strings.Repeat(" ", t.cellWidth) + indent
}

// inputRow writes one row of the inputs; the label takes as many lines as it
// needs.
func (t *diffTable) inputRow(cell, label, was, is string) {
	first := t.under()
	if t.cellWidth > 0 {
		first = indent + padRight(cell, t.cellWidth) + indent
	}
	width := Width
	if was != "" {
		width -= 2 * (len(indent) + t.valueWidth)
	}
	lines := strings.Split(wrapHardTo(label, width, first, t.under()+indent), "\n")
	if was != "" {
		lines[0] = padRight(lines[0], width) + indent + padLeft(was, t.valueWidth) + indent + padLeft(is, t.valueWidth)
	}
	for _, l := range lines {
		t.line(l)
	}
}

func isLong(was, is string) bool {
	return max(utf8.RuneCountInString(was), utf8.RuneCountInString(is)) > longestValue
}

// values are the old and the new value as people read them: shares as
// percent, with as many decimals as tell the two apart.
func (t *diffTable) values(c ChangedInput) (was, is string) {
	x, oldIsNumber := c.Old.Number()
	y, newIsNumber := c.New.Number()
	unit := ""
	if c.Format == sheets.Share {
		x, y, unit = 100*x, 100*y, t.lang.PercentSign()
	}
	decimals := 0
	if oldIsNumber {
		decimals = decimalsOf(x)
	}
	if newIsNumber {
		decimals = max(decimals, decimalsOf(y))
	}
	show := func(v abnd.Value, x float64) string {
		if code, ok := v.Code(); ok {
			return code
		}
		if v.IsBlank() {
			return abnd.T("(blank)", "(em branco)").In(t.lang)
		}
		if c.Format == sheets.YearNo {
			return strconv.FormatFloat(x, 'f', decimals, 64)
		}
		return formatNumber(x, decimals, t.lang) + unit
	}
	for {
		was, is = show(c.Old, x), show(c.New, y)
		if was != is || !oldIsNumber || !newIsNumber || decimals >= mostDecimals {
			return was, is
		}
		decimals++
	}
}

// mostDecimals is where two numbers are the same for any purpose.
const mostDecimals = 15

// decimalsOf is how many decimals a number was typed with, six at most; a
// share in percent carries noise of the multiplication.
func decimalsOf(x float64) int {
	const most, noise = 6, 1e-9
	for decimals := range most {
		scaled := float64(x * math.Pow10(decimals))
		if math.Abs(scaled-math.Round(scaled)) <= noise*max(1, math.Abs(scaled)) {
			return decimals
		}
	}
	return most
}

// wrapHard is [Wrap] at the table's width, and breaks words that are longer
// than a line: an address, a path.
func wrapHard(text, first, rest string) string { return wrapHardTo(text, Width, first, rest) }

func wrapHardTo(text string, width int, first, rest string) string {
	most := width - max(utf8.RuneCountInString(first), utf8.RuneCountInString(rest))
	words := strings.Split(strings.ReplaceAll(text, "\n", " "), " ")
	for i, word := range words {
		var pieces []string
		for piece := range slices.Chunk([]rune(word), most) {
			pieces = append(pieces, string(piece))
		}
		words[i] = strings.Join(pieces, " ")
	}
	return Wrap(strings.Join(words, " "), width, first, rest)
}

// The columns of the costs: guarantee, year, before, after, difference, and
// the difference in percentage points.
const (
	yearWidth   = 4
	figureWidth = 13
	pointsWidth = 16
)

// costs writes what the changes do to the cost.
func (t *diffTable) costs() {
	t.line("")
	common := t.years()
	if common.Len() == 0 {
		t.note(abnd.T("The projections have no year in common; costs are not compared.", "As projecções não têm nenhum ano em comum: não se compara nenhum custo."), "", "")
		return
	}
	if len(t.Scenarios) == 0 {
		t.note(abnd.T("The studies have no scenario in common; costs are not compared.", "Os estudos não têm nenhum cenário em comum: não se compara nenhum custo."), "", "")
		return
	}
	cost, percent := t.compare(costMeasure), t.compare(percentMeasure)
	var all []float64
	for _, of := range cost {
		for _, x := range of {
			all = append(all, x.Old, x.New)
		}
	}
	t.money = chooseScale(moneyScales, moneyLimit, figureWidth-1, all)
	old, new := t.From.Study, t.To.Study
	currency := t.beforeAndAfter(abnd.Same(old.Country.Currency), abnd.Same(new.Country.Currency))
	t.note(abnd.T("Cost in %s, current prices; difference also in percentage points (pp) of %s.", "Custo em %s, preços correntes; diferença também em pontos percentuais (p.p.) do %s.").
		Fill(t.money.name.Fill(currency), t.beforeAndAfter(old.GDPName, new.GDPName)), "", "")
	for _, s := range t.Scenarios {
		t.scenario(s, cost, percent, TableYears(common))
	}
}

// beforeAndAfter names what the studies may not have in common.
func (t *diffTable) beforeAndAfter(old, new abnd.Text) abnd.Text {
	if old.In(t.lang) == new.In(t.lang) {
		return new
	}
	return abnd.T("%s before and %s after", "%s antes e %s depois").Fill(old, new)
}

func (t *diffTable) scenario(s abnd.Scenario, cost, percent map[part][]scenarios.Difference, years []abnd.Year) {
	t.line("")
	heading := s.Name.In(t.lang) + " (" + s.ID + ")"
	var shown []abnd.Guarantee
	for _, g := range scenarios.Parts() {
		p := part{s.ID, string(g)}
		if slices.ContainsFunc(cost[p], scenarios.Difference.Differs) || slices.ContainsFunc(percent[p], scenarios.Difference.Differs) || g == scenarios.AllOf && len(shown) > 0 {
			shown = append(shown, g)
		}
	}
	if len(shown) == 0 {
		t.note(abnd.T("%s: no difference", "%s: sem diferença").Fill(strings.TrimSpace(heading)), "", "")
		return
	}
	t.note(abnd.Same(strings.TrimSpace(heading)), "", "")
	columns := abnd.T("Before|After|Difference|pp of GDP", "Antes|Depois|Diferença|p.p. do PIB")
	c := strings.Split(columns.In(t.lang), "|")
	t.costRow("", "", c[0], c[1], c[2], c[3])
	for _, g := range shown {
		name := partName(g).In(t.lang)
		for _, year := range years {
			x := figures(cost[part{s.ID, string(g)}], year)
			share := figures(percent[part{s.ID, string(g)}], year)
			t.costRow(name, strconv.Itoa(int(year)),
				atLeast(x.OldAtLeast)+formatNumber(x.Old/t.money.divisor, t.money.decimals, t.lang), atLeast(x.NewAtLeast)+formatNumber(x.New/t.money.divisor, t.money.decimals, t.lang),
				change(x.Change()/t.money.divisor, t.money.decimals, t.lang), change(share.Change(), 2, t.lang))
			name = ""
		}
	}
}

func (t *diffTable) costRow(name, year, was, is, difference, points string) {
	t.line(padRight(name, labelWidth) + indent + padRight(year, yearWidth) +
		padLeft(was, figureWidth) + padLeft(is, figureWidth) + padLeft(difference, figureWidth) + padLeft(points, pointsWidth))
}

// figures are those of a year in both studies, the same number where they do
// not differ and NaN where they are not known.
func figures(of []scenarios.Difference, year abnd.Year) scenarios.Difference {
	for _, x := range of {
		if x.Year == year {
			if !x.Differs() {
				x.Old = x.New
			}
			return x
		}
	}
	return scenarios.Difference{Old: math.NaN(), New: math.NaN()}
}

// change writes a difference with its sign. One that rounds to zero gets the
// decimals that show its first digit, so that it does not pass for none.
func change(x float64, decimals int, lang abnd.Lang) string {
	const most = 6
	if x == 0 || math.IsNaN(x) {
		return formatNumber(x, decimals, lang)
	}
	for ; decimals <= most; decimals++ {
		if math.Abs(x) < 0.5*math.Pow10(-decimals) {
			continue
		}
		if x > 0 {
			return "+" + formatNumber(x, decimals, lang)
		}
		return formatNumber(x, decimals, lang)
	}
	return "≈ 0"
}
