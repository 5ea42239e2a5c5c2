package sheets

import (
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

func financingColumns() []Column {
	return append(append(append([]Column{{Key: "id", Label: abnd.T("Id", "Id")}}, nameColumns()...), []Column{
		{Key: "kind", Label: abnd.T("Kind", "Tipo"), Format: Code, List: costing.FinancingKindList},
		{Key: "start", Label: abnd.T("First year", "Primeiro ano"), Format: YearNo},
		{Key: "end", Label: abnd.T("Last year", "Último ano"), Format: YearNo, Help: abnd.T("Blank: no end year.", "Em branco: sem ano final.")},
		{Key: "ramp_years", Label: abnd.T("Years until the full yield", "Anos até à receita anual plena"), Format: Whole, Help: abnd.T("4: a quarter of the yield in the first year, the full yield in the fourth. Blank: full yield from the first year.", "4: um quarto da receita no primeiro ano, a receita plena no quarto. Em branco: receita plena desde o primeiro ano.")},
		{Key: "share", Label: abnd.T("Full yield, % of GDP", "Receita anual plena, em % do PIB"), Format: Share},
		{Key: "amount", Label: abnd.T("Or full yield per year, amount", "Ou receita anual plena, montante"), Format: Money},
		{Key: "amount_year", Label: abnd.T("Year of the amount", "Ano de referência do montante"), Format: YearNo},
		{Key: "index", Label: abnd.T("Amount indexed to", "Índice de actualização do montante"), Format: Code, List: costing.FinancingIndexList},
		{Key: "for", Label: abnd.T("Pays for", "Financia"), Format: Codes, Help: abnd.T("Ids of the scenarios and packages, separated by semicolons. Blank: all.", "Códigos dos cenários e pacotes, separados por ponto e vírgula. Em branco: todos.")},
	}...), provenanceColumns(true)...)
}

// writeFinancing lays out the measures that can pay for more than the
// envelope.
func writeFinancing(study *abnd.Study) Sheet {
	s := Sheet{
		Code: Financing, Title: abnd.T("Financing measures", "Medidas de financiamento"), Columns: financingColumns(), Frozen: 1,
		Help: abnd.T("Measures that can finance the cost above the fiscal envelope of GGO. FISCAL shows the cost covered by them and the financing gap.", "Medidas que podem financiar o custo acima do envelope de recursos de GGO. FISCAL mostra o custo que cobrem e o défice de financiamento."),
	}
	for _, f := range study.Financing {
		w := s.newRow()
		under := func(key string) abnd.Path { return costing.FinancingPath(f.ID, key) }
		path := abnd.JoinPath("financing", f.ID)
		w.text("id", under("id"), f.ID)
		w.texts("name", path, f.Name)
		w.text("kind", under("kind"), string(f.Kind))
		w.year("start", under("start"), f.Start)
		w.year("end", under("end"), f.End)
		w.figure("ramp_years", under("ramp_years"), f.RampYears)
		w.figure("share", under("share"), f.Share)
		w.figure("amount", under("amount"), f.Amount)
		w.year("amount_year", under("amount_year"), f.Amount.Year)
		w.text("index", under("index"), f.Index)
		w.text("for", under("for"), strings.Join(f.For, ";"))
		w.provenance(path, f.Provenance)
		w.end()
	}
	return s
}

func readFinancing(r *reader) {
	r.places["financing"] = r.grids[Financing].Place
	for _, w := range r.table(Financing, financingColumns(), nil) {
		id := w.text("id", "")
		path := abnd.JoinPath("financing", id)
		under := func(key string) abnd.Path { return costing.FinancingPath(id, key) }
		r.places[path], r.places[under("id")] = w.place(), w.raw("id").Place
		r.study.Financing = append(r.study.Financing, abnd.Financing{
			ID:         id,
			Name:       w.texts("name", path),
			Kind:       abnd.FinancingKind(w.text("kind", under("kind"))),
			Start:      w.year("start", under("start")),
			End:        w.year("end", under("end")),
			RampYears:  w.figure("ramp_years", under("ramp_years")),
			Share:      w.figure("share", under("share")),
			Amount:     w.datedFigure("amount", "amount_year", path),
			Index:      w.text("index", under("index")),
			For:        w.list("for", under("for")),
			Provenance: w.provenance(path),
		})
	}
}
