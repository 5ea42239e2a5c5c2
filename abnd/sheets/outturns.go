package sheets

import (
	"fmt"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

func outturnColumns() []Column {
	return append(inEachLanguage([]Column{
		{Key: "scheme", Label: abnd.T("Scheme", "Regime"), Help: abnd.T("An id of SCHEMES.", "Um código da folha SCHEMES.")},
		{Key: "year", Label: abnd.T("Year", "Ano"), Format: YearNo, Help: abnd.T("The budget year of the figure.", "O ano orçamental do valor.")},
		{Key: "measure", Label: abnd.T("Measure", "Medida"), Format: Code, List: outturnMeasureList, Help: abnd.T("due: by law to those enrolled; paid: in the year; appropriated: the budget; recipients-due: enrolled; recipients-paid: those of them who were paid.", "due (devido): por lei aos inscritos; paid (pago): no ano; appropriated (dotação): o orçamento; recipients-due: inscritos; recipients-paid: aqueles a quem se pagou.")},
		{Key: "component", Label: abnd.T("Component", "Componente"), Format: Code, List: componentList, Help: abnd.T("Whose money: all; internal: the State's own means; external: partners. Blank: all.", "De quem é o dinheiro: all (todas); internal (interna): meios próprios do Estado; external (externa): parceiros. Em branco: todas.")},
		{Key: "value", Label: abnd.T("Value", "Valor"), Format: Money, Help: abnd.T("The whole year, in whole units of the currency; recipients in the scheme's counting unit. Blank: not known.", "O ano inteiro, em unidades da moeda; os beneficiários na unidade de contagem do regime. Em branco: não se conhece.")},
		{Key: "covers", Label: abnd.T("Includes schemes", "Inclui os regimes"), Format: Codes, Help: abnd.T("Ids of the other schemes that are inside the figure. Blank: those in expenditure_covers of SCHEMES.", "Códigos dos outros regimes incluídos no valor. Em branco: os de expenditure_covers em SCHEMES.")},
		{Key: "date", Label: abnd.T("Date", "Data"), Help: abnd.T("The day up to which the figure counts, or of the budget: 2024-12-31.", "O dia até ao qual o valor conta, ou o do orçamento: 2024-12-31.")},
		{Key: "difference", Label: DifferenceLabel, Format: Wrapped, Help: abnd.T("Why the model's cost of the year differs from the figure; shown in ARREARS.", "Porque difere do valor o custo do modelo nesse ano; mostrado em ARREARS."), Lang: bothLangs},
	}), provenanceColumns(false)...)
}

func writeOutturns(study *abnd.Study) Sheet {
	s := Sheet{
		Code: Outturns, Title: abnd.T("Due, paid, appropriated", "Devido, pago, dotação"), Columns: outturnColumns(), Frozen: 3,
		Help: abnd.T("What was due, what was paid and what the budget appropriated for existing schemes, by year. What is due and not paid is in arrears: it is no saving, and no cost of the model falls by it.",
			"O que era devido, o que se pagou e a dotação orçamental dos regimes existentes, por ano. O que é devido e não se pagou está em atraso: não é poupança e não reduz nenhum custo do modelo."),
	}
	for _, x := range study.Outturns {
		w := s.newRow()
		path := costing.OutturnPath(x)
		under := func(key string) abnd.Path { return path + "/" + abnd.Path(key) }
		w.text("scheme", under("scheme"), x.Scheme)
		w.year("year", under("year"), x.Year)
		w.text("measure", under("measure"), string(x.Measure))
		w.text("component", under("component"), string(x.Component))
		w.figure("value", under("value"), x.Value)
		w.text("covers", under("covers"), joined(x.Covers))
		w.text("date", under("date"), x.Date)
		w.texts("difference", path, x.Difference)
		w.rowProvenance(path, x.Provenance)
		w.end()
	}
	return s
}

func readOutturns(r *reader) {
	r.places["outturns"] = r.grids[Outturns].Place
	for _, w := range r.table(Outturns, outturnColumns(), nil) {
		x := abnd.Outturn{
			Scheme: w.text("scheme", ""), Year: w.year("year", ""),
			Measure: abnd.OutturnMeasure(w.text("measure", "")), Component: abnd.Component(w.text("component", "")),
		}
		path := costing.OutturnPath(x)
		under := func(key string) abnd.Path { return path + "/" + abnd.Path(key) }
		if _, twice := r.places[path]; twice {
			w.fail(w.place(), "row-twice", twiceInOutturns(x),
				abnd.T("delete one of the two rows", "apague uma das duas linhas"))
			continue
		}
		r.places[path] = w.place()
		for _, key := range []string{"scheme", "year", "measure", "component"} {
			r.places[under(key)] = w.raw(key).Place
		}
		x.Value = w.figure("value", under("value"))
		x.Covers = w.list("covers", under("covers"))
		if w.raw("date").Kind != RawBlank {
			x.Date = w.date("date", under("date"))
		}
		r.places[under("date")] = w.raw("date").Place
		x.Difference = w.texts("difference", path)
		x.Provenance = w.rowProvenance(path)
		x.Provenance.Year = x.Year
		r.study.Outturns = append(r.study.Outturns, x)
	}
}

// twiceInOutturns says that two rows are about the same figure.
func twiceInOutturns(x abnd.Outturn) abnd.Text {
	return abnd.T("two rows are about %s", "há duas linhas sobre %s").Fill(fmt.Sprintf("%s, %d, %s, %s", x.Scheme, int(x.Year), x.Measure, x.Whole()))
}
