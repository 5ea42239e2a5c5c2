package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// workload: administration by what the institution has to do: register who is
// new, register everybody again every n years, and make each payment. Doubling
// the amount of a benefit doubles a percentage of it, and none of this.
//
//	A[t] = (per registration × registrations[t] + per payment × B[t] × payments × part of the year[t]) × J[t] ÷ J[base]
//
// The registrations are those of institution.go. It stands beside the share of benefits, which is to be 0
// for a new benefit: a share is what some other administration has cost per unit
// of some other benefit.
var workload = family{
	title: abnd.T("Registrations and payments", "Inscrições e pagamentos"),
	note: abnd.T("Amounts are in prices of the amount year and have their own index. New registrations are those by whom recipients "+
		"exceed those of the year before: where one generation follows another, as with children of 0 to 2, enter the years of a "+
		"generation in registration_every. Set-up and fixed costs are in other administrative costs. A percentage of benefits "+
		"describes what administration has cost; for a new benefit enter 0 in admin_share and the tasks here.",
		"Os montantes estão a preços do ano de referência do montante e têm o seu próprio índice. As novas inscrições são os "+
			"beneficiários a mais em relação ao ano anterior: se uma geração sucede a outra, como nas crianças dos 0 aos 2 anos, indique os "+
			"anos de uma geração em registration_every. Os custos de arranque e fixos estão nos outros custos administrativos. Uma "+
			"percentagem das prestações descreve o que a administração custou; numa prestação nova, indique 0 em admin_share e as tarefas aqui."),
	specs: []Spec{
		{
			Code: "registration_cost", Unit: abnd.MoneyPerHead, Low: 0, High: maxMoney, Optional: true,
			Label: abnd.T("Administrative cost of one registration", "Custo administrativo de uma inscrição"),
		}, {
			Code: "registration_every", Unit: abnd.PureNumber, Whole: true, Low: 1, High: 50, Optional: true,
			Label: abnd.T("Years until everybody is registered again", "Anos até à nova inscrição de todos"),
			Help:  abnd.T("3: a third of the recipients each year. Blank: nobody is registered again. Not for births, pregnancies and cases of insurance, each of which is registered.", "3: um terço dos beneficiários em cada ano. Em branco: ninguém se inscreve de novo. Não se usa em nascimentos, gravidezes e casos de seguro, que se inscrevem um a um."),
		}, {
			Code: "payment_cost", Unit: abnd.MoneyPerPayment, Low: 0, High: maxMoney, Optional: true,
			Label: abnd.T("Administrative cost of one payment", "Custo administrativo de um pagamento"),
			Help:  abnd.T("The fee of a bank, a telephone company or a pay point.", "A comissão de um banco, de um operador móvel ou de um posto de pagamento."),
		}, {
			Code: "workload_indexation", Unit: abnd.ChoiceUnit, List: BenchmarkIndexList,
			Label: abnd.T("Indexation of the costs of registrations and payments", "Índice de actualização dos custos de inscrições e pagamentos"),
		},
	},
	prepare: func(b *benefitLines) {
		b.addFactor("workload_index", abnd.T("Index of the costs of registrations and payments (amount year = 1)", "Índice dos custos de inscrições e pagamentos (ano de referência = 1)"),
			b.indexRatio(b.parameter("workload_indexation"), BenchmarkIndexList, ref(b.parameter("amount_year")), blank))
		perTask := func(code string, tasks model.Expr) model.Expr {
			return when(isKnown(b.parameter(code)), times(ref(b.parameter(code)), tasks), zero)
		}
		b.add("workload_cost", abnd.T("Administrative cost of registrations and payments", "Custo administrativo de inscrições e pagamentos"), abnd.CurrentMoney,
			b.whenPaid(times(totalOf(
				perTask("registration_cost", b.line(Registrations)),
				perTask("payment_cost", b.inPartOfYear(b.line("beneficiaries"), b.payments)),
			), b.line("workload_index"))))
		b.overheads = append(b.overheads, overhead{cost: b.line("workload_cost")})
	},
	check: func(c *benefitCheck) {
		if c.has("registration_every") && !c.has("registration_cost") {
			c.wantFor("registration_cost", "registration_every")
		}
	},
}

// Workload is administration by task: what one registration and one payment
// cost, and after how many years everybody is registered again, 0 for never.
// Index is a code of [BenchmarkIndexList]. See workload.go.
type Workload struct {
	PerRegistration abnd.Money
	RegisteredEvery int
	PerPayment      abnd.Money
	Index           string
}

func (r Workload) parameters() map[string]abnd.Value {
	p := map[string]abnd.Value{
		"registration_cost": number(r.PerRegistration), "payment_cost": number(r.PerPayment), "workload_indexation": abnd.Code(r.Index),
	}
	if r.RegisteredEvery > 0 {
		p["registration_every"] = number(r.RegisteredEvery)
	}
	return p
}

// CostsTasks reports whether some scenario administers a benefit by its tasks.
func CostsTasks(study *abnd.Study, b abnd.Benefit) bool { return workload.inUse(study, b) }
