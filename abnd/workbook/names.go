package workbook

import (
	"fmt"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// The key series of a results workbook have names, by which other workbooks and
// macros reach them wherever their rows are: cost_high, gdp, envelope. A name is
// ASCII, the same in every language, and made of the ids of the study. Each is a
// row of cells over the years of the projection, as years is.

// namedSeries is a series with a name.
type namedSeries struct {
	name string
	key  model.Key // blank for the years
	what abnd.Text
}

// idName is an id as it stands in a name: letters, digits and underscores.
func idName(id string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return '_'
	}, id)
}

// frameNames are the names of series that no scenario moves. None of them could
// be the address of a cell, in any program.
var frameNames = []struct {
	name string
	key  model.Key
}{
	{"gdp", "frame/gdp"},
	{"population", "frame/population"},
	{"price_index", "frame/price_index"},
	{"government_revenue", "frame/revenue_amount"},
	{"government_expenditure", "frame/expenditure_amount"},
	{"government_debt", "frame/debt_amount"},
	{"envelope", "frame/envelope_amount"},
}

// runNames are the names of series of a scenario or package, which its id
// follows, and then the guarantee where there is one.
var runNames = []struct {
	name, code  string
	byGuarantee bool
}{
	{"cost", "total_cost", true},
	{"cost_of_gdp", "share_of_gdp", true},
	{"added_cost", "incremental_cost", false},
	{"beneficiaries", "beneficiaries", true},
}

// fiscalNames are those of fiscal space.
var fiscalNames = []struct{ name, code string }{{"need", "need"}, {"gap", "gap"}}

// keySeries lists the series of the workbook that have names.
func (w *resultWriter) keySeries() []namedSeries {
	all := []namedSeries{{name: "years", what: abnd.T("Years of the projection", "Anos da projecção")}}
	taken := map[string]bool{"years": true}
	add := func(name string, key model.Key, of ...abnd.Text) {
		if _, placed := w.spots[key]; !placed || !w.model.Has(key) || !w.model.Line(key).IsSeries() {
			return
		}
		free := name
		for n := 2; taken[strings.ToLower(free)]; n++ { // ids that differ by a hyphen alone
			free = fmt.Sprintf("%s_%d", name, n)
		}
		taken[strings.ToLower(free)] = true
		what := w.model.Line(key).Label
		for _, t := range of {
			what = abnd.T("%s  ·  %s", "%s  ·  %s").Fill(what, t)
		}
		all = append(all, namedSeries{free, key, what})
	}
	for _, f := range frameNames {
		add(f.name, f.key)
	}
	run := func(id string, of sumsOf) {
		for _, n := range runNames {
			add(n.name+"_"+idName(id), of.key(scenarios.AllOf, n.code), of.name)
			if !n.byGuarantee {
				continue
			}
			for _, g := range abnd.Guarantees() {
				add(n.name+"_"+idName(id)+"_"+idName(string(g)), of.key(g, n.code), of.name, g.ShortName())
			}
		}
		for _, n := range fiscalNames {
			add(n.name+"_"+idName(id), costing.FiscalKey(id, n.code), of.name)
		}
	}
	for _, s := range w.study.Scenarios {
		run(s.ID, sumsOfScenario(s))
	}
	for _, p := range w.study.Packages {
		run(p.ID, sumsOfPackage(p))
	}
	return all
}

// across is the row of cells of a series over the years of the projection.
func (w *resultWriter) across(s namedSeries) string {
	at := cellRef{sheet: SumSheet, row: yearRow, col: yearColumn, series: true, first: w.study.Projection.First, last: w.study.Projection.Last}
	if s.key != "" {
		at = w.spots[s.key]
	}
	first, last := max(at.first, w.study.Projection.First), min(at.last, w.study.Projection.Last)
	return address.Absolute(at.sheet, at.row, at.column(first)) + ":$" + address.Column(at.column(last)) + fmt.Sprintf("$%d", at.row)
}

// definedNames are the names as the file has them.
func (w *resultWriter) definedNames() []paper.Name {
	var names []paper.Name
	for _, s := range w.keySeries() {
		names = append(names, paper.Name{Name: s.name, To: w.across(s)})
	}
	return names
}
