package costing

import (
	"github.com/openabnd/engine/abnd"
)

// indexation: how the amount moves away from the amount year.
//
//	b[t] = b[base] × I[t] ÷ I[base]
//
// An amount of the status quo without a rule moves as the baseline says: see
// baseline.go.
var indexation = family{
	title: abnd.T("Indexation", "Actualização automática (indexação)"),
	specs: []Spec{
		{
			Code: "indexation", Unit: abnd.ChoiceUnit, List: IndexationList,
			Label: abnd.T("Indexation", "Actualização automática (indexação)"),
			Help: abnd.T("Index that adjusts the amount in force from its own year until the next dated amount.",
				"Índice que actualiza o montante em vigor a partir do seu ano, até o montante datado seguinte o substituir."),
		}, {
			Code: "index_rate", Unit: abnd.PureNumber, Low: lowestRate, High: highestRate,
			NeededIf: "indexation", NeededFor: []string{IndexFixed},
			Label: abnd.T("Fixed annual rate", "Taxa fixa por ano"),
		},
	},
	lines: func(b *benefitLines) {
		b.addKeptIndex()
		b.addFactor("index", abnd.T("Index of the amount (amount year = 1)", "Índice do montante (ano de referência = 1)"),
			b.indexOr(b.parameter("indexation"), IndexationList, b.withoutRule(), b.setYear, ref(b.parameter("index_rate"))))
		b.addBlankable("benefit_amount", abnd.T("Amount of one payment", "Montante de um pagamento"), abnd.MoneyPerPayment,
			b.atMost(times(b.setAmount, b.indexed)))
		b.addValuedAmounts()
	},
	check: func(c *benefitCheck) {
		switch c.code("indexation") {
		case IndexPovertyLine, IndexMinimumWage:
			c.checkBenchmark("indexation")
		}
	},
}

// Indexed moves the amount with an index: a code of [IndexationList] other
// than the fixed rate. See indexation.go.
type Indexed string

func (r Indexed) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{"indexation": abnd.Code(string(r))}
}

// NotIndexed keeps the amount as it is. See indexation.go.
type NotIndexed struct{}

func (NotIndexed) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{"indexation": abnd.Code(IndexNone)}
}

// IndexedAt raises the amount by a fixed rate a year. See indexation.go.
type IndexedAt abnd.Share

func (r IndexedAt) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{"indexation": abnd.Code(IndexFixed), "index_rate": number(r)}
}
