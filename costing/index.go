package costing

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// The codes of the indices by which amounts move.
const (
	IndexNone        = "none"
	IndexCPI         = "cpi"
	IndexWages       = "wages"
	IndexGDPPerHead  = "gdp-per-head"
	IndexGDP         = "gdp"
	IndexPovertyLine = "poverty-line"
	IndexMinimumWage = "minimum-wage"
	IndexFixed       = "fixed"
	averageWageCode  = "average-wage"
	gdpPerHeadCode   = "gdp-per-head"
	povertyLineCode  = "poverty-line"
	minimumWageCode  = "minimum-wage"
	flatAmountCode   = "flat"
	shareOfRefCode   = "share"
)

// indexLines are the lines that an index reads, by code. "none" and "fixed"
// read none.
var indexLines = map[string]model.Key{
	IndexCPI:         "frame/cpi",
	IndexWages:       "frame/wage_index",
	IndexGDPPerHead:  "frame/gdp_per_head",
	IndexGDP:         "frame/gdp",
	IndexPovertyLine: "frame/poverty_line",
	IndexMinimumWage: "frame/minimum_wage",
}

var indexLabels = map[string]abnd.Text{
	IndexNone:        abnd.T("none: stays as it is", "nenhuma: montante nominal fixo (perde valor real)"),
	IndexCPI:         abnd.T("consumer prices", "preços no consumidor"),
	IndexWages:       abnd.T("average wage", "salário médio"),
	IndexGDPPerHead:  abnd.T("GDP per head", "PIB por habitante"),
	IndexGDP:         abnd.T("nominal GDP", "PIB nominal"),
	IndexPovertyLine: abnd.T("poverty line", "linha de pobreza"),
	IndexMinimumWage: abnd.T("minimum wage", "salário mínimo"),
	IndexFixed:       abnd.T("fixed annual rate", "taxa fixa por ano"),
}

func indexList(name string, codes ...string) *model.List {
	list := &model.List{Name: name}
	for _, code := range codes {
		list.Codes = append(list.Codes, model.ListCode{Code: code, Label: indexLabels[code]})
	}
	return list
}

// The lists of indices: what a benefit, a benchmark and the expenditure of
// an existing scheme can move by.
var (
	IndexationList     = indexList("indexation", IndexNone, IndexCPI, IndexWages, IndexGDPPerHead, IndexPovertyLine, IndexMinimumWage, IndexFixed)
	BenchmarkIndexList = indexList("benchmark_index", IndexNone, IndexCPI, IndexWages, IndexGDPPerHead)
	SchemeIndexList    = indexList("scheme_projection", IndexNone, IndexCPI, IndexWages, IndexGDPPerHead, IndexGDP)
)

// indices are the codes of indexation with which an amount moves.
var indices = slices.DeleteFunc(IndexationList.Names(), func(code string) bool { return code == IndexNone })

// indexRatio is I[t] ÷ I[base] for the index that the choice line has; rate
// serves the fixed rate. What has no index stays as it is.
func (b *builder) indexRatio(on model.Key, list *model.List, base, rate model.Expr) model.Expr {
	return b.indexOr(on, list, one, base, rate)
}

// indexOr is [builder.indexRatio] where what has no index moves too.
func (b *builder) indexOr(on model.Key, list *model.List, without, base, rate model.Expr) model.Expr {
	return b.indexFrom(on, list, without, base, thisYear, func(index model.Key) model.Expr { return ref(index) }, rate)
}

// indexBetween is I[to] ÷ I[base], whatever the year.
func (b *builder) indexBetween(on model.Key, list *model.List, base, to, rate model.Expr) model.Expr {
	return b.indexFrom(on, list, one, base, to, func(index model.Key) model.Expr { return inYear(index, to) }, rate)
}

func (b *builder) indexFrom(on model.Key, list *model.List, without, base, to model.Expr, reached func(model.Key) model.Expr, rate model.Expr) model.Expr {
	branches := make([]model.Expr, len(list.Codes))
	for i, c := range list.Codes {
		switch c.Code {
		case IndexNone:
			branches[i] = without
		case IndexFixed:
			branches[i] = power(plus(one, rate), minus(to, base))
		default:
			line := indexLines[c.Code]
			branches[i] = b.ratio(line, to, base, reached(line))
		}
	}
	return choose(on, branches...)
}

// ratio is a line in the year to over itself in the year from. Where the study
// has gaps the line may not be known, and is what it is in its own year all
// the same.
func (b *builder) ratio(line model.Key, to, from, reached model.Expr) model.Expr {
	quotient := over(reached, inYear(line, from))
	if !b.gaps {
		return quotient
	}
	return when(equal(to, from), one, quotient)
}
