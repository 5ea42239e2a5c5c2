package costing

import (
	"github.com/openabnd/engine/abnd"
)

// revision: indexation that is not applied every year but every n years; in
// between the amount stays.
//
//	I′[t] = I[t] where (t − base year) is a multiple of n, else I′[t−1]
//
// In a first year of projection between two revisions the amount is that of
// the first year itself.
var revision = family{
	title: abnd.T("Periodic indexation", "Actualização periódica"),
	note: abnd.T("The first year of the projection has its own index, whether or not the amount is adjusted in that year.",
		"O primeiro ano da projecção tem o seu próprio índice, seja ou não ano de revisão."),
	specs: []Spec{
		{
			Code: "index_every", Unit: abnd.PureNumber, Whole: true, Low: 1, High: 50, ReadIf: "indexation", ReadFor: indices,
			Label: abnd.T("Years between adjustments", "Anos entre actualizações"),
			Help:  abnd.T("3: the amount is adjusted every third year by the full change of the index since the last adjustment.", "3: o montante é actualizado de três em três anos, por toda a variação do índice desde a última actualização."),
		},
	},
	prepare: func(b *benefitLines) {
		steps := over(minus(thisYear, b.setYear), ref(b.parameter("index_every")))
		// What the baseline moves has no rule, and so none of every so many years.
		due := anyOf(isCode(b.parameter("indexation"), IndexNone), equal(rounded(steps), steps), equal(thisYear, ref(firstProjected)))
		before := b.indexed
		b.addFactor("revised_index", abnd.T("Index at the last adjustment", "Índice na última actualização"),
			when(due, before, prev(b.cell("revised_index"))))
		b.indexed = b.line("revised_index")
	},
}

// RevisedEvery applies indexation every so many years. See revision.go.
type RevisedEvery int

func (r RevisedEvery) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{"index_every": number(r)}
}
