package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// OverlapList is the list of the rules by which the coverage of several
// provisions is put together.
var OverlapList = &model.List{Name: "overlap", Codes: []model.ListCode{
	{Code: string(abnd.ExclusiveOverlap), Label: abnd.T("exclusive: no one receives two", "exclusiva: ninguém recebe duas")},
	{Code: string(abnd.IndependentOverlap), Label: abnd.T("independent: random overlap", "independente: acumulação aleatória")},
	{Code: string(abnd.NestedOverlap), Label: abnd.T("nested: smaller schemes fall within the largest", "encaixada: os regimes menores estão dentro do maior")},
	{Code: string(abnd.GivenOverlap), Label: abnd.T("given: a stated share receives more than one", "dada: uma proporção indicada recebe mais de uma")},
}}

// shares are those of a group that several provisions cover.
type shares struct {
	total model.Expr // all of them added up
	// least is the share that they cover together whatever the overlap, and
	// neither the share that none covers where chance decides.
	least, neither model.Expr
}

// evenly puts shares together that are taken as even over the group.
func evenly(each []model.Expr) shares {
	neither := make([]model.Expr, len(each))
	for i, s := range each {
		neither[i] = minus(one, atMostAll(s))
	}
	return shares{sumOf(each), atMostAll(greatest(append([]model.Expr{zero}, each...)...)), times(neither...)}
}

// most is the share that they cover together at most.
func (s shares) most() model.Expr { return atMostAll(s.total) }

// union is the share of a group that at least one of several provisions
// covers, by the group's rule of overlap. It lies between the greatest of the
// shares and the least of one and their sum (the bounds of Fréchet, M. (1935),
// Généralisation du théorème des probabilités totales, Fundamenta
// Mathematicae 25):
//
//	exclusive    min(1, Σ c)
//	independent  1 − Π (1 − c)
//	nested       max c
//	given        Σ c less the joint share, within the bounds
//
// Where ages tell who can have several, see together.go.
func (c *coverageLines) union(of shares) model.Expr {
	given := minus(of.total, ref(GroupPath(c.group.ID, "joint")))
	return choose(GroupPath(c.group.ID, "overlap"),
		of.most(),
		minus(one, of.neither),
		of.least,
		greatest(of.least, least(of.most(), given)),
	)
}

func sumOf(shares []model.Expr) model.Expr { return totalOf(shares...) }

// atMostAll keeps a share from exceeding everyone: reported recipients can be
// more than the group.
func atMostAll(share model.Expr) model.Expr {
	return least(one, share)
}

// zeroIfUnknown reads a share that may not be known as none: what is put
// together of such shares is then a lower bound, and is said to be one.
func zeroIfUnknown(key model.Key) model.Expr {
	return when(isKnown(key), ref(key), zero)
}

// countKnown counts the lines that are known.
func countKnown(keys []model.Key) model.Expr {
	terms := make([]model.Expr, len(keys))
	for i, k := range keys {
		terms[i] = when(isKnown(k), one, zero)
	}
	return totalOf(terms...)
}
