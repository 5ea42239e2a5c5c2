package costing

import (
	"github.com/openabnd/engine/abnd"
)

// contributions: what the persons insured in a short-term branch, and their
// employers, pay in, and how it compares with the cost of the branch.
//
//	wages[t]         = insured[t] × reference wage[t] × 12
//	contributions[t] = rate × wages[t]
//	balance[t]       = contributions[t] − total cost[t]
//	cost rate[t]     = total cost[t] ÷ wages[t]
//
// The cost rate is the contribution that would pay for the branch year by
// year, without reserves. Compliance is in the number of the insured.
//
// Contributions are reported, not netted: total and incremental cost stay
// what the branch pays out and costs to run, because who keeps its surplus
// and who covers its deficit, the fund or the budget, is a matter of law.
//
// The cost rate is the pay-as-you-go premium of Plamondon, P. and others
// (2002), Actuarial practice in social security, ILO and ISSA, Geneva.
var contributions = family{
	title: abnd.T("Contributions", "Contribuições"),
	note: abnd.T("It requires the rule of short-term contributory branches. Contributions are shown next to the cost and not deducted from it.",
		"Exige a regra das prestações imediatas do regime contributivo. As contribuições mostram-se ao lado do custo e não se lhe deduzem."),
	specs: []Spec{
		{
			Code: "contribution_rate", Unit: abnd.PureNumber, Low: 0, High: 1,
			Label: abnd.T("Contribution rate of the branch", "Taxa contributiva do ramo"),
			Help:  abnd.T("Workers and employers together, share of the reference wage.", "De trabalhadores e empregadores em conjunto, proporção do salário de referência."),
		},
	},
	prepare: func(b *benefitLines) {
		if !insured.inUse(b.study, b.benefit) {
			return // nobody pays; where the benefit is on, the check says so
		}
		b.add("insured_wages", abnd.T("Insurable earnings", "Salários sujeitos a contribuições"), abnd.CurrentMoney,
			b.whenPaid(b.inPartOfYear(b.line("insured_persons"), b.line("reference_wage"), over(ref(monthsPerYear), b.monthlyPayment()))))
		b.add("contributions", abnd.T("Contributions", "Contribuições"), abnd.CurrentMoney,
			b.whenPaid(times(b.line("insured_wages"), ref(b.parameter("contribution_rate")))))
		b.add("branch_balance", abnd.T("Balance of the branch: contributions less total cost", "Saldo do ramo: contribuições menos custo total"), abnd.CurrentMoney,
			minus(b.line("contributions"), b.line("total_cost")))
		b.addBlankable("cost_rate", abnd.T("Pay-as-you-go cost rate", "Taxa contributiva de equilíbrio (repartição)"), abnd.PureNumber,
			when(equal(b.line("insured_wages"), zero), blank, over(b.line("total_cost"), b.line("insured_wages"))))
	},
	check: func(c *benefitCheck) {
		if !insured.inUse(c.study, c.benefit) {
			c.fail("contribution_rate", "nobody-insured",
				abnd.T("there is a contribution rate, but no one is insured", "há uma taxa contributiva, mas ninguém está segurado"),
				abnd.T("enter participation, wage_employment, compliance and the other parameters of the branch, or clear contribution_rate", "indique participation, wage_employment, compliance e os outros parâmetros do ramo, ou apague contribution_rate"))
		}
	},
}

// ContributionRate is what an insured branch collects, as a share of the
// reference wage. See contributions.go.
type ContributionRate abnd.Share

func (r ContributionRate) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{"contribution_rate": number(r)}
}
