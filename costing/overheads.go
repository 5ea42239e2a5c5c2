package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// overheads: administration beside its share of benefits: an amount per
// beneficiary, an amount a year, and a dearer time of setting up. Amounts are
// in the money of the amount year and move with their own index.
//
//	A[t] = α × C[t] + (per beneficiary × B[t] + fixed + set-up[t]) × J[t] ÷ J[base]
var overheads = family{
	title: abnd.T("Other administrative costs", "Outros custos administrativos"),
	note: abnd.T("Amounts are in prices of the amount year and have their own index, separate from the index of the benefit.",
		"Os montantes estão a preços do ano de referência do montante e têm o seu próprio índice, separado do da prestação."),
	specs: []Spec{
		{
			Code: "admin_per_head", Unit: abnd.MoneyPerHead, Low: 0, High: maxMoney, Optional: true,
			Label: abnd.T("Administrative cost per beneficiary per year", "Custo administrativo por beneficiário e ano"),
		}, {
			Code: "admin_fixed", Unit: abnd.CurrentMoney, Low: 0, High: maxMoney, Optional: true,
			Label: abnd.T("Fixed administrative cost per year", "Custo administrativo fixo por ano"),
		}, {
			Code: "admin_setup", Unit: abnd.CurrentMoney, Low: 0, High: maxMoney, Optional: true,
			Label: abnd.T("Set-up cost per year", "Custo de arranque por ano"),
			Help:  abnd.T("Paid in addition to the other costs until the last year of set-up.", "Pago além dos outros custos até ao último ano de arranque."),
		},
		stepYear("admin_setup_end", abnd.T("Last year of set-up", "Último ano de arranque")),
		{
			Code: "admin_indexation", Unit: abnd.ChoiceUnit, List: BenchmarkIndexList,
			Label: abnd.T("Indexation of administrative costs", "Índice de actualização dos custos administrativos"),
		},
	},
	prepare: func(b *benefitLines) {
		or0 := func(code string) model.Expr {
			return when(isKnown(b.parameter(code)), ref(b.parameter(code)), zero)
		}
		b.addFactor("admin_index", abnd.T("Index of administrative costs (amount year = 1)", "Índice dos custos administrativos (ano de referência = 1)"),
			b.indexRatio(b.parameter("admin_indexation"), BenchmarkIndexList, ref(b.parameter("amount_year")), blank))
		end := b.parameter("admin_setup_end")
		settingUp := allOf(isKnown(end), atMost(thisYear, ref(end)))
		perHead := when(isKnown(b.parameter("admin_per_head")), times(ref(b.parameter("admin_per_head")), b.line("beneficiaries")), zero)
		b.overheads = append(b.overheads, overhead{cost: times(
			totalOf(perHead, or0("admin_fixed"), when(settingUp, or0("admin_setup"), zero)), b.line("admin_index"))})
	},
	check: func(c *benefitCheck) { c.requireBoth("admin_setup", "admin_setup_end") },
}

// Overheads is administration beside its share of benefits, in the money of
// the amount year. See overheads.go.
type Overheads struct {
	PerBeneficiary abnd.Money
	Fixed          abnd.Money
	SettingUp      abnd.Money
	SettingUpEnd   abnd.Year
	Index          string // a code of [BenchmarkIndexList]
}

func (r Overheads) parameters() map[string]abnd.Value {
	p := map[string]abnd.Value{
		"admin_per_head": number(r.PerBeneficiary), "admin_fixed": number(r.Fixed), "admin_indexation": abnd.Code(r.Index),
	}
	if r.SettingUpEnd != 0 {
		p["admin_setup"], p["admin_setup_end"] = number(r.SettingUp), number(r.SettingUpEnd)
	}
	return p
}
