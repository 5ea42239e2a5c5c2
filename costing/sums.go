package costing

import "github.com/openabnd/engine/abnd"

// GuaranteeKey is the key of a line that sums a guarantee's benefits in a
// scenario.
func GuaranteeKey(scenario string, g abnd.Guarantee, line string) Key {
	return abnd.JoinPath(scenario, "guarantee", string(g), line)
}

// TotalKey is the key of a line over all guarantees of a scenario.
func TotalKey(scenario, line string) Key { return abnd.JoinPath(scenario, "total", line) }

// summed are the lines of a benefit that add up to a guarantee's. Receipts
// are counted: a person with two benefits counts twice. The costs of projected
// schemes are part of the first guarantee that they serve; administration is
// not told apart there and counts as benefits.
var summed = []struct {
	code      string
	label     abnd.Text
	unit      abnd.Unit
	ofSchemes bool
}{
	{"beneficiaries/female", abnd.T("Benefits received, female", "Prestações recebidas, feminino"), abnd.PersonUnit, false},
	{"beneficiaries/male", abnd.T("Benefits received, male", "Prestações recebidas, masculino"), abnd.PersonUnit, false},
	{"beneficiaries", abnd.T("Benefits received", "Prestações recebidas"), abnd.PersonUnit, false},
	{"benefit_cost", abnd.T("Cost of benefits", "Custo das prestações"), abnd.CurrentMoney, true},
	{"admin_cost", abnd.T("Cost of administration", "Custo administrativo"), abnd.CurrentMoney, false},
	{"total_cost", abnd.T("Total cost", "Custo total"), abnd.CurrentMoney, true},
	{"incremental_cost", abnd.T("Incremental cost over the status quo", "Custo incremental face à situação actual"), abnd.CurrentMoney, false},
}

// addSums adds the sums by guarantee and over all of them.
func (b *builder) addSums(scenario abnd.Scenario) {
	add := func(key Key, group string, label abnd.Text, unit abnd.Unit, terms []Expr) {
		b.model.Add(Line{Key: key, Group: group, Label: label, Unit: unit, Years: b.study.Projection, Formula: Total{terms}})
	}
	for _, g := range abnd.Guarantees() {
		group := string(GuaranteeKey(scenario.ID, g, ""))
		group = group[:len(group)-1]
		for _, line := range summed {
			var terms []Expr
			for _, benefit := range b.study.Benefits {
				if benefit.Guarantee == g {
					terms = append(terms, Ref{BenefitKey(scenario.ID, benefit.ID, line.code)})
				}
			}
			if line.ofSchemes {
				for _, s := range ProjectedSchemes(b.study) {
					if s.Guarantees[0] == g {
						terms = append(terms, Ref{SchemeKey(scenario.ID, s.ID, "total_cost")})
					}
				}
			}
			add(GuaranteeKey(scenario.ID, g, line.code), group, line.label, line.unit, terms)
		}
		b.addComparisons(group)
		b.addIncrementalShare(group)
	}
	group := string(abnd.JoinPath(scenario.ID, "total"))
	for _, line := range summed {
		var terms []Expr
		for _, g := range abnd.Guarantees() {
			terms = append(terms, Ref{GuaranteeKey(scenario.ID, g, line.code)})
		}
		add(TotalKey(scenario.ID, line.code), group, line.label, line.unit, terms)
	}
	b.addComparisons(group)
	b.addIncrementalShare(group)
}

// addFiscalLines adds the new balance of government under a scenario or a
// package.
//
//	new balance = revenue − (expenditure + Σ incremental)
func (b *builder) addFiscalLines(group string) {
	add := func(code string, label abnd.Text, unit abnd.Unit, formula Expr) {
		b.model.Add(Line{Key: Key(group + "/" + code), Group: group, Label: label, Unit: unit, Years: b.study.Projection, Formula: formula})
	}
	of := func(code string) Expr { return Ref{Key(group + "/" + code)} }
	add("new_expenditure", abnd.T("Government expenditure with the scenario", "Despesa do Estado com o cenário"), abnd.CurrentMoney,
		Plus(Ref{frameExpenditure}, of("incremental_cost")))
	add("new_balance", abnd.T("New balance", "Novo saldo"), abnd.CurrentMoney,
		Minus(Ref{frameRevenue}, of("new_expenditure")))
	add("new_balance_share", abnd.T("New balance, share of %s", "Novo saldo, proporção do %s").Fill(b.study.GDPName), abnd.PureNumber,
		Over(of("new_balance"), Ref{frameGDP}))
	add("balance_change", abnd.T("Change of the balance against the status quo", "Variação do saldo face à situação actual"), abnd.CurrentMoney,
		Minus(of("new_balance"), Ref{frameBalance}))
}
