package sheets

import (
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// The figures that the log of TRY keeps of a proposal.
const (
	LoggedShare  = "share_of_gdp"       // cost as a share of GDP
	LoggedCost   = "total_cost"         // money
	LoggedPeople = costing.NewlyCovered // persons
	LoggedLeft   = "left"               // of the fiscal envelope, money
)

// LoggedFigure is a figure of the log: which, and in which of the years that the
// row names, from 0.
type LoggedFigure struct {
	Code string
	Year int
}

// LoggedFigures are those of a row of the log, in the order of its columns; the
// levers follow, in the order of [InTry].
func LoggedFigures() []LoggedFigure {
	const first, second, third = 0, 1, 2
	return []LoggedFigure{
		{LoggedShare, first}, {LoggedShare, second}, {LoggedShare, third},
		{LoggedCost, first}, {LoggedCost, second}, {LoggedCost, third},
		{LoggedPeople, second}, {LoggedLeft, second},
	}
}

// The cells of a row of the log before its figures.
const (
	loggedName = iota
	loggedBase
	loggedYears
	loggedFigures
)

// LogRow is a row of the log by what its cells mean.
type LogRow struct {
	Proposal, BasedOn string
	Years             []abnd.Year
	// Figures are in the order of [LoggedFigures], Levers in that of [InTry]: a
	// number, or a text as the room read it.
	Figures, Levers []abnd.Value
}

// LogOf reads the log of a study.
func LogOf(study *abnd.Study) []LogRow {
	var all []LogRow
	for _, of := range study.Log {
		cell := func(i int) abnd.Value {
			if i < len(of.Cells) {
				return of.Cells[i]
			}
			return abnd.Value{}
		}
		text := func(i int) string {
			if x, ok := cell(i).Number(); ok {
				return strconv.FormatFloat(x, 'f', -1, 64)
			}
			code, _ := cell(i).Code()
			return code
		}
		row := LogRow{Proposal: text(loggedName), BasedOn: text(loggedBase)}
		for part := range strings.SplitSeq(text(loggedYears), "/") {
			if year, err := strconv.Atoi(strings.TrimSpace(part)); err == nil {
				row.Years = append(row.Years, abnd.Year(year))
			}
		}
		n := len(LoggedFigures())
		for i := range n {
			row.Figures = append(row.Figures, cell(loggedFigures+i))
		}
		for i := range study.Levers {
			row.Levers = append(row.Levers, cell(loggedFigures+n+i))
		}
		all = append(all, row)
	}
	return all
}

// YearOf is the year of a figure; 0 where the row does not say it.
func (r LogRow) YearOf(f LoggedFigure) abnd.Year {
	if f.Year < len(r.Years) {
		return r.Years[f.Year]
	}
	return 0
}

// Figure is a figure of one of the years of the row, from 0; blank where the row
// keeps none.
func (r LogRow) Figure(code string, year int) abnd.Value {
	for i, f := range LoggedFigures() {
		if f.Code == code && f.Year == year {
			return r.Figures[i]
		}
	}
	return abnd.Value{}
}
