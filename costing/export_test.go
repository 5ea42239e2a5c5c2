package costing

import (
	"reflect"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// Places of the chain from the target group to the cost, in its order: what
// optional rules change of what the core families start from.
var placeNames = []struct {
	Code string
	Name abnd.Text
}{
	{"group", abnd.T("target group", "grupo-alvo")},
	{"reach", abnd.T("narrowing of the beneficiaries", "redução dos beneficiários")},
	{"amount", abnd.T("amount before indexation", "montante antes da indexação")},
	{"index", abnd.T("index", "índice")},
	{"ceiling", abnd.T("ceiling of the amount", "limite máximo do montante")},
	{"payments", abnd.T("payments per year", "pagamentos por ano")},
	{"entitlement", abnd.T("entitlement of a year", "direito anual")},
	{"paid", abnd.T("share of entitlement paid", "proporção do direito paga")},
	{"administration", abnd.T("administration", "administração")},
}

// PlacesOfTheChain are the codes and names of the places, in their order.
var PlacesOfTheChain = placeNames

// AddedByRule is what one rule does to a benefit's lines.
type AddedByRule struct {
	Group  RuleGroup
	Codes  []string        // of the lines that it adds
	Places map[string]bool // of the chain that it changes
}

// WithoutChecks adds the lines of a study's benefit in one scenario as [Build]
// does, whatever its parameters hold, and says which rule added what: the
// reference of the rules shows each rule by itself.
func WithoutChecks(study *abnd.Study, scenario abnd.Scenario, benefit abnd.Benefit) (*model.Model, []AddedByRule) {
	with := *study
	with.Benefits = append(slices.Clone(study.Benefits), benefit)
	b := newBuilder(&with, &study.Population)
	b.addGeneral()
	b.addFrameInputs()
	b.addFrameLines()
	b.addPayerInputs()
	x := b.benefitLines(scenario, benefit)
	x.addParameters()
	x.start()
	var all []AddedByRule
	for _, f := range familiesOf(study, benefit) {
		before, had := x.state(), len(b.model.Lines())
		added := AddedByRule{Group: groupOf(f, f.lines == nil), Places: map[string]bool{}}
		if f.prepare != nil {
			f.prepare(x)
		}
		if f.lines != nil {
			f.lines(x)
		}
		for place, state := range x.state() {
			if !reflect.DeepEqual(state, before[place]) {
				added.Places[place] = true
			}
		}
		for _, line := range b.model.Lines()[had:] {
			if code, ok := cutPrefix(line.Key, x.cell("")); ok {
				added.Codes = append(added.Codes, code)
			}
		}
		all = append(all, added)
	}
	had := len(b.model.Lines())
	x.addCosts()
	// Who pays is told of the whole cost, after it.
	for i := range all {
		if all[i].Group.Name() != groupOf(payers, false).Name() {
			continue
		}
		for _, line := range b.model.Lines()[had:] {
			if code, ok := cutPrefix(line.Key, x.cell("")); ok && slices.Contains(PayerLines(), code) {
				all[i].Codes = append(all[i].Codes, code)
			}
		}
	}
	return b.model, all
}

func cutPrefix(key, prefix model.Key) (string, bool) {
	if len(key) < len(prefix) || key[:len(prefix)] != prefix {
		return "", false
	}
	return string(key[len(prefix):]), true
}

// state is what the core families would start from, by place.
func (b *benefitLines) state() map[string]any {
	bySex := func(of func(abnd.Sex) model.Expr) []model.Expr { return []model.Expr{of(abnd.Female), of(abnd.Male)} }
	reach := []any{append([]model.Expr{}, b.reached...), b.takeUpOdds, b.takeUpOfRegister, b.recipientsPaid}
	for _, share := range b.reachedBySex {
		reach = append(reach, bySex(share))
	}
	if b.incidence != nil {
		reach = append(reach, b.incidence(zero))
	}
	return map[string]any{
		"group":          []any{bySex(b.people), b.share, b.youngest, b.oldest},
		"reach":          reach,
		"amount":         []any{b.setAmount, b.setYear},
		"index":          b.indexed,
		"ceiling":        b.most,
		"payments":       b.payments,
		"entitlement":    b.entitlement,
		"paid":           []any{b.sharePaid, append([]model.Expr{}, b.partOfYear...)},
		"administration": slices.Concat([]overhead{}, b.overheads),
	}
}

// LargestMoney is the bound of amounts.
const LargestMoney = maxMoney

// HighRate is for tests of what only this package uses.
const HighRate = highRate

// These too.
var (
	BuildPopulation   = buildPopulation
	DemographyKey     = demographyKey
	WageExtensionList = wageExtensionList
)
