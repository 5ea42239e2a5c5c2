package sheets

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

func correlationColumns() []Column {
	return append([]Column{
		{Key: "a", Label: abnd.T("Path of the first input", "Caminho do primeiro valor")},
		{Key: "b", Label: abnd.T("Path of the second input", "Caminho do segundo valor")},
		{Key: "coefficient", Label: abnd.T("Correlation", "Correlação"), Format: Number, Help: abnd.T("From -1 to 1. 0 or no row: not correlated.", "De -1 a 1. 0, ou nenhuma linha: sem correlação.")},
	}, provenanceColumns(false)...)
}

func writeCorrelations(study *abnd.Study) Sheet {
	s := Sheet{
		Code: Correlations, Title: abnd.T("Correlations", "Correlações"), Columns: correlationColumns(), Frozen: 2,
		Help: abnd.T("Pairs of rows of UNCERTAINTY that are correlated. Other pairs are independent.", "Pares de linhas de UNCERTAINTY que estão correlacionadas. Os outros pares são independentes."),
	}
	for _, x := range study.Correlations {
		w := s.newRow()
		path := costing.CorrelationPath(x.A, x.B)
		w.text("a", path+"/a", string(x.A))
		w.text("b", path+"/b", string(x.B))
		w.figure("coefficient", path+"/coefficient", x.Coefficient)
		w.rowProvenance(path, x.Provenance)
		w.end()
	}
	return s
}

func readCorrelations(r *reader) {
	if !r.begin(Correlations, "correlations") {
		return
	}
	for _, w := range r.table(Correlations, correlationColumns(), nil) {
		x := abnd.Correlation{A: abnd.Path(w.text("a", "")), B: abnd.Path(w.text("b", ""))}
		path := costing.CorrelationPath(x.A, x.B)
		r.places[path], r.places[path+"/a"], r.places[path+"/b"] = w.place(), w.raw("a").Place, w.raw("b").Place
		x.Coefficient = w.figure("coefficient", path+"/coefficient")
		x.Provenance = w.rowProvenance(path)
		r.study.Correlations = append(r.study.Correlations, x)
	}
}
