package page

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// kind says how a figure is shown.
type kind string

const (
	asPercent kind = "percent" // a share, with two decimals
	asMoney   kind = "money"   // in millions, with one
	asPersons kind = "persons"
	asYear    kind = "year" // in which the fund is empty
)

// figure is what the page shows of every scenario, the proposal last.
type figure struct {
	ID    string `json:"id"`
	Label text   `json:"label"`
	Note  text   `json:"note"`
	Kind  kind   `json:"kind"`
	// Cell says that it has one value and not one a year.
	Cell bool `json:"cell"`
	// Keys are those of its lines by scenario, blank where a scenario has none; To
	// are those of the greatest value where a figure is a range.
	Keys []model.Key `json:"keys"`
	To   []model.Key `json:"to"`
	// Part is the lines that count parts that are not known, Rests those without
	// which a blank says nothing.
	Part  []model.Key `json:"part"`
	Rests []model.Key `json:"rests"`
}

// The figures that the page's program asks for by their IDs.
const (
	shareFigure = "share"
	costFigure  = "cost"
)

// board lists what is shown of a study.
type board struct {
	result    *scenarios.Result
	scenarios []abnd.Scenario
}

func boardOf(r *scenarios.Result) board { return board{r, r.Study.Scenarios} }

// lines are the lines of a figure by scenario, blank where one has none; nil where
// the proposal has none.
func (b board) lines(key func(scenario string) model.Key) []model.Key {
	m := b.result.Projection.Model()
	if !m.Has(key(abnd.Tried)) {
		return nil
	}
	var keys []model.Key
	for _, s := range b.scenarios {
		k := key(s.ID)
		if !m.Has(k) {
			k = ""
		}
		keys = append(keys, k)
	}
	return keys
}

// total is a line of the cost of all guarantees, with the one that counts what is
// not known of it.
func (b board) total(id, line string, label abnd.Text, as kind) figure {
	return b.cost(figure{ID: id, Label: b.text(label), Kind: as}, func(s string) model.Key { return costing.TotalKey(s, line) })
}

func (b board) cost(f figure, key func(string) model.Key) figure {
	f.Keys = b.lines(key)
	f.Part = b.lines(func(s string) model.Key { return costing.UnknownParts(key(s)) })
	return f
}

// figures lists those that are always in sight.
func (b board) figures() []figure {
	study := b.result.Study
	share := abnd.T("Cost, %% of %s", "Custo, %% do %s").Fill(study.GDPName)
	money := abnd.T("Cost, million %s", "Custo, milhões de %s").Fill(study.Country.Currency)
	// What depends on who receives is from one line to another.
	effect := func(id string, label abnd.Text, line string) figure {
		return figure{
			ID: id, Label: b.text(label), Kind: asPercent,
			Note: b.text(abnd.T("rules of %d; depends on who receives", "regras de %d; depende de quem recebe").Fill(int(b.result.ImpactYear()))),
			Keys: b.lines(func(s string) model.Key { return costing.ImpactKey(s, line+costing.ImpactFrom) }),
			To:   b.lines(func(s string) model.Key { return costing.ImpactKey(s, line+costing.ImpactTo) }),
		}
	}
	all := []figure{
		b.total(shareFigure, "share_of_gdp", share, asPercent),
		b.total(costFigure, "total_cost", money, asMoney),
		{
			ID: "covered", Label: b.text(abnd.T("Persons covered by income security", "Pessoas com segurança básica de rendimento")), Kind: asPersons,
			Note: b.text(abnd.T("who is in two population groups counts twice", "quem está em dois grupos da população conta duas vezes")),
			Keys: b.lines(func(s string) model.Key { return costing.IncomeSecurityKey(s, costing.Covered) }),
			Part: b.lines(func(s string) model.Key { return costing.IncomeSecurityKey(s, costing.GroupsUnknown) }),
		},
		effect("gap", abnd.T("Poverty gap closed", "Fosso da pobreza que se fecha"), costing.GapClosed),
		effect("gain", abnd.T("The poorest fifth gains, % of its consumption", "O quinto mais pobre ganha, % do seu consumo"), costing.PoorestGain),
	}
	fiscal := func(line string) func(string) model.Key {
		return func(s string) model.Key { return costing.FiscalKey(s, line) }
	}
	if costing.HasFund(study) {
		all = append(all, figure{
			ID: "fund", Label: b.text(abnd.T("The fund is empty in", "O fundo esgota-se em")), Kind: asYear,
			Keys: b.lines(fiscal(costing.FundEmptyYear)), Rests: b.lines(fiscal(costing.FundBalance)),
		})
	} else {
		all = append(all, figure{
			ID: "debt", Label: b.text(abnd.T("Government debt, %% of %s", "Dívida pública, %% do %s").Fill(study.GDPName)), Kind: asPercent,
			Keys: b.lines(fiscal("debt_share")),
		})
	}
	return b.known(all)
}

// guarantees lists the cost of each guarantee.
func (b board) guarantees() []figure {
	var all []figure
	for _, g := range abnd.Guarantees() {
		all = append(all, b.cost(figure{ID: string(g), Label: b.text(g.ShortName()), Kind: asMoney},
			func(s string) model.Key { return costing.GuaranteeKey(s, g, "total_cost") }))
	}
	return b.known(all)
}

// known are the figures of which the study has lines.
func (b board) known(all []figure) []figure {
	var kept []figure
	for _, f := range all {
		if at := len(f.Keys) - 1; at >= 0 {
			f.Cell = !b.result.Projection.Model().Line(f.Keys[at]).IsSeries()
			kept = append(kept, f)
		}
	}
	return kept
}

// shown are the lines of figures.
func shown(all []figure) []model.Key {
	var keys []model.Key
	for _, f := range all {
		keys = append(keys, slices.Concat(f.Keys, f.To, f.Part, f.Rests)...)
	}
	return slices.DeleteFunc(keys, func(key model.Key) bool { return key == "" })
}
