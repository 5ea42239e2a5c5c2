package costing

import "github.com/openabnd/engine/abnd"

// OverlapList is the list of the rules by which the coverage of several
// provisions is put together.
var OverlapList = &List{Name: "overlap", Codes: []ListCode{
	{string(abnd.ExclusiveOverlap), abnd.T("exclusive: no one receives two", "exclusiva: ninguém recebe duas")},
	{string(abnd.IndependentOverlap), abnd.T("independent: random overlap", "independente: acumulação aleatória")},
	{string(abnd.NestedOverlap), abnd.T("nested: smaller schemes fall within the largest", "encaixada: os regimes menores estão dentro do maior")},
	{string(abnd.GivenOverlap), abnd.T("given: a stated share receives more than one", "dada: uma proporção indicada recebe mais de uma")},
}}

// shares are those of a group that several provisions cover.
type shares struct {
	each []Expr
	// least is the share that they cover together whatever the overlap, and
	// neither the share that none covers where chance decides.
	least, neither Expr
}

// evenly puts shares together that are taken as even over the group.
func evenly(each []Expr) shares {
	neither := make([]Expr, len(each))
	for i, s := range each {
		neither[i] = Minus(One{}, atMostAll(s))
	}
	return shares{each, atMostAll(Extreme{Greatest: true, Terms: append([]Expr{Zero{}}, each...)}), Times(neither...)}
}

// most is the share that they cover together at most.
func (s shares) most() Expr { return atMostAll(sumOf(s.each)) }

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
func (c *coverageLines) union(of shares) Expr {
	given := Minus(sumOf(of.each), Ref{GroupPath(c.group.ID, "joint")})
	return Choose{On: GroupPath(c.group.ID, "overlap"), Branches: []Expr{
		of.most(),
		Minus(One{}, of.neither),
		of.least,
		Extreme{Greatest: true, Terms: []Expr{of.least, Extreme{Terms: []Expr{of.most(), given}}}},
	}}
}

func sumOf(shares []Expr) Expr { return Total{shares} }

// atMostAll keeps a share from exceeding everyone: reported recipients can be
// more than the group.
func atMostAll(share Expr) Expr { return Extreme{Terms: []Expr{One{}, share}} }

// knownOrNone reads a share that may not be known as none: what is put
// together of such shares is then a lower bound, and is said to be one.
func knownOrNone(key Key) Expr { return If{Known{key}, Ref{key}, Zero{}} }

// countKnown counts the lines that are known.
func countKnown(keys []Key) Expr {
	terms := make([]Expr, len(keys))
	for i, k := range keys {
		terms[i] = If{Known{k}, One{}, Zero{}}
	}
	return Total{terms}
}
