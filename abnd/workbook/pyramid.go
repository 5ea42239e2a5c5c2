package workbook

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/charts"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
)

// bandYears are the ages of a bar of the pyramid.
const bandYears = 5

// sexPaint are the colours of the two sides of a pyramid, which stand apart by
// their place as well.
var sexPaint = map[abnd.Sex]string{abnd.Male: "2F4B7C", abnd.Female: "A0522D"}

// pyramidParts are the parts of a bar, from the middle outwards; the last is
// not seen and gives both charts, and both sides, one scale.
var pyramidParts = []struct {
	label    abnd.Text
	paint    func(colour string) charts.Paint
	ofPeople string // what it is of the people of an age, over known and share; blank for the last
	of       func(known, share float64) float64
}{
	{abnd.T("%s, covered", "%s, com cobertura"), func(c string) charts.Paint { return charts.Paint{Colour: c} },
		"%[1]s*%[2]s", func(known, share float64) float64 { return known * share }},
	{abnd.T("%s, without known coverage", "%s, sem cobertura conhecida"), func(c string) charts.Paint { return charts.Paint{Colour: charts.Tint(c, 0.2), Edge: c} },
		"%[1]s*(1-%[2]s)", func(known, share float64) float64 { return known * (1 - share) }},
	{abnd.T("%s, coverage not known", "%s, cobertura desconhecida"), func(c string) charts.Paint { return charts.Paint{Colour: c, Pattern: charts.Hatched} },
		"(1-%[1]s)", func(known, _ float64) float64 { return 1 - known }},
	{abnd.T("%s, not drawn", "%s, não desenhado"), func(string) charts.Paint { return charts.Paint{} }, "", nil},
}

// pyramid is what two pyramids are drawn from while it is written.
type pyramid struct {
	*drawer
	top    int                      // row of age 0 in the table of single ages
	share  []float64                // of each single age that is covered, at least
	known  []float64                // 1 where anything is known of that, else 0
	people map[abnd.Sex][][]float64 // by sex, year and age
	years  []abnd.Year
	// names, first and last are rows of the table of bands.
	names, first, last int
	drawn              map[[2]int]float64 // people by row, and first column of a bar
	covered            [2][3]float64      // people by year and part
}

// The columns of the table of single ages: the age stands where names do.
const (
	pyramidShareColumn = workFigureColumn + iota
	pyramidKnownColumn
	pyramidPeopleColumn // men then women of the first year, then of the last
)

// pyramids draws the population by age and sex in the first and in the last year
// of the projection, and what part of it some scheme covers: of every age the
// share of LIFECYCLE, which is at least what is covered. Of an age of which
// nothing is known the bar is hatched.
func (d *drawer) pyramids() {
	if !d.study.Population.AnyKnown() {
		return
	}
	years := d.study.PopulationYears()
	if !years.Contains(d.study.Projection.First) || !years.Contains(d.study.Projection.Last) {
		return
	}
	p := pyramid{drawer: d, drawn: map[[2]int]float64{}, people: map[abnd.Sex][][]float64{}, years: []abnd.Year{d.study.Projection.First, d.study.Projection.Last}}
	if d.next == paper.LabelRow {
		d.workHead()
	}
	d.next++ // a free row
	p.singleAges()
	d.next++
	p.bands()
}

// heads writes the heads of a table of the workings, after that of its names.
func (d *drawer) heads(first abnd.Text, others []abnd.Text) {
	d.widen(len(others))
	d.work.Put(d.next, workNameColumn, d.textCell(first, paper.LabelLook))
	for i, t := range others {
		c := d.textCell(t, paper.LabelLook)
		c.Look.Shrink, c.Look.Left, c.Look.Centred = true, false, true
		d.work.Put(d.next, workFigureColumn+i, c)
	}
	d.next++
}

// sexNames are the sides of a pyramid, from left to right.
var sexNames = []struct {
	sex  abnd.Sex
	name abnd.Text
}{{abnd.Male, abnd.T("Men", "Homens")}, {abnd.Female, abnd.T("Women", "Mulheres")}}

// singleAges writes how many people each age has, and what share is covered.
func (p *pyramid) singleAges() {
	heads := []abnd.Text{abnd.T("Covered, at least", "Com cobertura, no mínimo"), abnd.T("Known: 1", "Conhecida: 1")}
	for _, year := range p.years {
		for _, side := range sexNames {
			heads = append(heads, abnd.T("%s, %d", "%s, %d").Fill(side.name, int(year)))
		}
	}
	p.heads(abnd.T("Age", "Idade"), heads)
	p.top = p.next
	for _, side := range sexNames {
		p.people[side.sex] = make([][]float64, len(p.years))
	}
	var schemes []abnd.Scheme // none where LIFECYCLE is not there
	if p.model.Has(costing.LifeCycleKey("legal")) {
		schemes = costing.LifeCycleSchemes(p.study)
	}
	pop := p.formulas.people
	for age := range abnd.MaxAge + 1 {
		at := p.next
		p.next++
		p.work.Put(at, workNameColumn, paper.Cell{Value: float64(age), Look: paper.Look{Kind: paper.FixedLook, Number: paper.YearFormat, Left: true}})
		ageCell := address.At(at, workNameColumn)
		share, known, shares, unknowns := 0.0, 1.0, []string{"0"}, []string{}
		if len(schemes) == 0 {
			known = 0
		}
		for _, s := range schemes {
			key := costing.LifeCycleKey(s.ID, "covered")
			spot, oldest, youngest := p.spots[key], p.spots[costing.LifeCycleKey(s.ID, "age_max")], p.spots[abnd.JoinPath("schemes", s.ID, "age_min")]
			cell := address.Absolute(spot.sheet, spot.row, spot.column(abnd.Year(age)))
			low, high := address.Absolute(youngest.sheet, youngest.row, youngest.col), address.Absolute(oldest.sheet, oldest.row, oldest.col)
			shares, unknowns = append(shares, cell), append(unknowns, fmt.Sprintf(`AND(%s="",%s<=%s,%s<=%s)`, cell, low, ageCell, ageCell, high))
			x, ok := p.projection.Value(key, abnd.Year(age))
			share = max(share, x)
			top, _ := p.projection.Value(costing.LifeCycleKey(s.ID, "age_max"), 0)
			if !ok && s.AgeMin.Value <= float64(age) && float64(age) <= top {
				known = 0
			}
		}
		if share > 0 {
			known = 1
		}
		p.share, p.known = append(p.share, share), append(p.known, known)
		formula := "0+0"
		if len(unknowns) > 0 {
			formula = fmt.Sprintf("IF(%s>0,1,IF(OR(%s),0,1))", address.At(at, pyramidShareColumn), strings.Join(unknowns, ","))
		}
		p.figure(at, pyramidShareColumn, share, "MAX("+strings.Join(shares, ",")+")", paper.PercentFormat)
		p.figure(at, pyramidKnownColumn, known, formula, paper.WholeFormat)
		for i, year := range p.years {
			down := func(col int) string {
				return fmt.Sprintf("%[1]s!$%[2]s$%[3]d:$%[2]s$%[4]d", pop.sheet, address.Column(col), pop.topRow, pop.endRow)
			}
			for j, side := range sexNames {
				n := p.peopleOf(year, side.sex, age)
				p.people[side.sex][i] = append(p.people[side.sex][i], n)
				p.figure(at, pyramidPeopleColumn+len(sexNames)*i+j, n, fmt.Sprintf(`SUMIFS(%s,%s,"%s",%s,%s)`,
					down(pop.yearCol+int(year-pop.firstYear)), down(pop.sexCol), side.sex, down(pop.ageCol), ageCell), paper.WholeFormat)
			}
		}
	}
}

// figure writes a live figure of the workings.
func (d *drawer) figure(at, col int, x float64, formula, number string) {
	if x == 0 {
		x = 0 // a negative zero would be written with its sign
	}
	d.work.Put(at, col, d.live(paper.Cell{Value: x, Look: paper.Look{Kind: paper.FixedLook, Number: number}}, formula, address.Ref{Sheet: chartsSheet, Col: col, Row: at}))
}

// peopleOf is the number of people of a single age, as POP has it.
func (p *pyramid) peopleOf(year abnd.Year, sex abnd.Sex, age int) float64 {
	if base, projected := p.study.PopulationBase(); projected && year > base {
		x, _ := p.projection.Value(costing.AgeKey(sex, "population", age), year)
		return x
	}
	n, _ := p.study.Population.Get(year, sex, age)
	return float64(n)
}

// The columns of the table of bands: first and last age, then the parts of
// both sides for each year.
const (
	bandFirstColumn = workFigureColumn + iota
	bandLastColumn
	bandPartsColumn
)

// bar is one side of a pyramid in one year: what its columns are, and what the
// engine has in them.
type bar struct {
	year, side int // which of the years and of the sides
	col        int // of its first part; the others follow
	people     int // column of its people by single age
	sign       float64
}

// bars lists the sides of both years.
func (p *pyramid) bars() []bar {
	var all []bar
	for year := range p.years {
		for side, x := range sexNames {
			i, sign := len(all), 1.0
			if x.sex == abnd.Male {
				sign = -1
			}
			all = append(all, bar{year, side, bandPartsColumn + len(pyramidParts)*i, pyramidPeopleColumn + i, sign})
		}
	}
	return all
}

// minus begins the formulas of what stands to the left.
func (b bar) minus() string {
	if b.sign < 0 {
		return "-"
	}
	return ""
}

// sum is the formula of all that is drawn of a bar.
func (b bar) sum(row int) string {
	return fmt.Sprintf("%sSUM(%s:%s)", b.minus(), address.At(row, b.col), address.At(row, b.col+len(pyramidParts)-2))
}

// bands writes the people of every five years of age by what covers them, the
// oldest first, and draws them: men are below zero, and so to the left.
func (p *pyramid) bands() {
	heads := []abnd.Text{abnd.T("From age", "Da idade"), abnd.T("To age", "À idade")}
	bars := p.bars()
	for _, b := range bars {
		for _, part := range pyramidParts {
			heads = append(heads, abnd.T("%s, %d", "%s, %d").Fill(part.label.Fill(sexNames[b.side].name), int(p.years[b.year])))
		}
	}
	p.heads(abnd.T("Age group", "Grupo etário"), heads)
	p.names = p.next
	p.work.Put(p.names, workNameColumn, p.textCell(abnd.T("Names in the charts", "Nomes nos gráficos"), paper.FixedLook))
	for _, b := range bars {
		for k, part := range pyramidParts {
			c := p.textCell(part.label.Fill(sexNames[b.side].name), paper.FixedLook)
			c.Look.Shrink, c.Look.Wrap = true, false
			p.work.Put(p.names, b.col+k, c)
		}
	}
	p.first = p.names + 1
	p.last = p.first + abnd.MaxAge/bandYears
	p.next = p.last + 2
	widest := address.Absolute(chartsSheet, p.last+1, workFigureColumn)
	most, sums := 0.0, []string{"0"}
	for row := p.first; row <= p.last; row++ {
		low, high := p.band(row)
		for _, b := range bars {
			x := p.parts(b, row, low, high)
			most, sums = max(most, x), append(sums, b.sum(row))
		}
	}
	// What is not seen fills every bar up to the widest of all: both sides of
	// both charts have one scale, whatever is edited.
	for row := p.first; row <= p.last; row++ {
		for _, b := range bars {
			pad := b.col + len(pyramidParts) - 1
			p.figure(row, pad, b.sign*(most-p.drawn[[2]int{row, b.col}]), fmt.Sprintf("%s(%s-(%s))", b.minus(), widest, b.sum(row)), sidesFormat)
		}
	}
	p.work.Put(p.last+1, workNameColumn, p.textCell(abnd.T("Widest bar", "Barra mais larga"), paper.FixedLook))
	p.figure(p.last+1, workFigureColumn, most, "MAX("+strings.Join(sums, ",")+")", paper.WholeFormat)
	for year := range p.years {
		p.drawYear(year, bars[len(sexNames)*year:][:len(sexNames)])
	}
}

// band writes the ages of a row, and gives them.
func (p *pyramid) band(row int) (low, high int) {
	low = abnd.MaxAge - bandYears*(row-p.first)
	high = low + bandYears - 1
	label := fmt.Sprintf("%d–%d", low, high)
	if low == abnd.MaxAge {
		high, label = low, fmt.Sprintf("%d+", low)
	}
	p.work.Put(row, workNameColumn, paper.Cell{Value: label, Look: paper.Look{Kind: paper.FixedLook, Number: paper.TextFormat, Left: true}})
	for i, age := range []int{low, high} {
		p.work.Put(row, bandFirstColumn+i, paper.Cell{Value: float64(age), Look: paper.Look{Kind: paper.FixedLook, Number: paper.YearFormat}})
	}
	return low, high
}

// parts writes the parts of a bar, and gives how many people it has.
func (p *pyramid) parts(b bar, row, low, high int) float64 {
	single := func(col int) string {
		return fmt.Sprintf("$%[1]s$%[2]d:$%[1]s$%[3]d", address.Column(col), p.top, p.top+abnd.MaxAge)
	}
	within := fmt.Sprintf("(%[1]s>=%[2]s)*(%[1]s<=%[3]s)", single(workNameColumn), address.At(row, bandFirstColumn), address.At(row, bandLastColumn))
	people := p.people[sexNames[b.side].sex][b.year]
	total := 0.0
	for k, part := range pyramidParts {
		if part.of == nil {
			continue
		}
		sum := 0.0
		for age := low; age <= high; age++ {
			sum += float64(part.of(p.known[age], p.share[age]) * people[age])
		}
		total += sum
		p.covered[b.year][k] += sum
		of := fmt.Sprintf(part.ofPeople, single(pyramidKnownColumn), single(pyramidShareColumn))
		p.figure(row, b.col+k, b.sign*sum, fmt.Sprintf("%sSUMPRODUCT(%s*%s*%s)", b.minus(), within, of, single(b.people)), sidesFormat)
	}
	p.drawn[[2]int{row, b.col}] = total
	return total
}

// sidesFormat shows what stands to the left without a sign; the charts show
// thousands.
const (
	sidesFormat     = `#,##0;#,##0`
	sidesInThousand = `#,##0,;#,##0,`
)

// drawYear draws the pyramid of a year.
func (p *pyramid) drawYear(year int, bars []bar) {
	down := func(col int) string {
		return fmt.Sprintf("%[1]s!$%[2]s$%[3]d:$%[2]s$%[4]d", chartsSheet, address.Column(col), p.first, p.last)
	}
	now := int(p.years[year])
	title := abnd.T("Population by age and sex in %d (thousand); dark: covered by a scheme, at least", "População por idade e sexo em %d (milhares); a escuro: com cobertura, no mínimo").Fill(now)
	if year > 0 {
		title = abnd.T("Population by age and sex in %d (thousand); dark: covered, if the share of each age stays as today", "População por idade e sexo em %d (milhares); a escuro: com cobertura, se a proporção em cada idade não mudar").Fill(now)
	}
	c := paper.Chart{Kind: charts.StackedBars, Format: sidesInThousand, Title: title.In(p.lang), Years: down(workNameColumn), LabelEvery: 1, Finding: p.finding(year)}
	// What is not seen comes last on both sides of the middle, and stands last in
	// the list: programs do not agree from which end of a chart of bars they count
	// what its legend leaves out, so that as many of nothing stand first.
	var seen, unseen, nothing []paper.ChartSeries
	for _, b := range bars {
		for k, part := range pyramidParts {
			x := paper.ChartSeries{
				Name: address.Absolute(chartsSheet, p.names, b.col+k), Values: down(b.col + k),
				Paint: part.paint(sexPaint[sexNames[b.side].sex]), Unseen: part.of == nil,
			}
			if !x.Unseen {
				seen = append(seen, x)
				continue
			}
			unseen = append(unseen, x)
			x.Values = down(p.emptyColumn())
			nothing = append(nothing, x)
		}
	}
	c.Series = slices.Concat(nothing, seen, unseen)
	known := fmt.Sprintf("SUM(%[1]s%[2]d:%[1]s%[3]d)", "$"+address.Column(pyramidKnownColumn)+"$", p.top, p.top+abnd.MaxAge)
	ages := 0
	for _, x := range p.known {
		ages += int(x)
	}
	p.put(c, caption{sheet: sheets.Population + ", " + lifeCycleSheet, known: known, knownIs: ages, of: abnd.MaxAge + 1, ofWhat: abnd.T("single ages", "idades")})
}

// emptyColumn is a column of the workings in which the table of bands has nothing.
func (p *pyramid) emptyColumn() int {
	return bandPartsColumn + len(pyramidParts)*len(p.years)*len(sexNames)
}

// finding says in a sentence what a pyramid shows.
func (p *pyramid) finding(year int) string {
	x := p.covered[year]
	covered, known, all := x[0], x[0]+x[1], x[0]+x[1]+x[2]
	if known == 0 {
		return abnd.T("Of the %d people of %d it is not known how many are covered", "Das %d pessoas de %d não se sabe quantas têm cobertura").Fill(int(math.Round(all)), int(p.years[year])).In(p.lang)
	}
	return abnd.T("In %d at least %d%% of the people whose coverage is known are covered; of %d%% of the population it is not known", "Em %d têm cobertura pelo menos %d %% das pessoas de que se conhece a cobertura; de %d %% da população não se conhece").
		Fill(int(p.years[year]), int(math.Round(paper.PercentPerShare*covered/known)), int(math.Round(paper.PercentPerShare*(all-known)/max(all, 1)))).In(p.lang)
}
