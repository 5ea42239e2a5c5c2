package sheets

import (
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

func matrixColumnList() *model.List {
	list := &model.List{Name: "matrix_column"}
	for _, c := range abnd.MatrixColumns() {
		list.Codes = append(list.Codes, model.ListCode{Code: string(c), Label: c.Name()})
	}
	return list
}

func matrixTextColumns() []Column {
	help := abnd.T("{group.measure} is replaced by the current value, e.g. {older.effective}; the measures are %s.", "{grupo.medida} é substituído pelo valor actual, como {older.effective}; as medidas são %s.").
		Fill(strings.Join(costing.PlaceholderMeasures(), ", "))
	return append(inEachLanguage([]Column{
		{Key: "guarantee", Label: abnd.T("Guarantee", "Garantia"), Format: Code, List: costing.GuaranteeList},
		{Key: "column", Label: abnd.T("Column of the matrix", "Coluna da matriz"), Format: Code, List: matrixColumnList()},
		{Key: "text", Label: abnd.T("Text", "Texto"), Format: Wrapped, Help: help, Lang: bothLangs},
	}), provenanceColumns(false)...)
}

func writeMatrixTexts(study *abnd.Study) Sheet {
	s := Sheet{
		Code: MatrixTexts, Title: abnd.T("Texts of the assessment matrix", "Textos da matriz de avaliação"), Columns: matrixTextColumns(), Frozen: 2,
		Help: abnd.T("The analyst's own text for each cell of the matrix; it follows the text that the program fills in from the study.", "O texto do analista para cada célula da matriz; segue-se ao que o programa preenche a partir do estudo."),
	}
	for _, t := range study.MatrixTexts {
		w := s.newRow()
		path := costing.MatrixTextPath(t)
		w.text("guarantee", path+"/guarantee", string(t.Guarantee))
		w.text("column", path+"/column", string(t.Column))
		w.texts("text", path, t.Text)
		w.provenance(path, t.Provenance)
		w.end()
	}
	return s
}

func readMatrixTexts(r *reader) {
	r.places["matrix"] = r.grids[MatrixTexts].Place
	for _, w := range r.table(MatrixTexts, matrixTextColumns(), nil) {
		t := abnd.MatrixText{Guarantee: abnd.Guarantee(w.text("guarantee", "")), Column: abnd.MatrixColumn(w.text("column", ""))}
		path := costing.MatrixTextPath(t)
		r.places[path], r.places[path+"/guarantee"], r.places[path+"/column"] = w.place(), w.raw("guarantee").Place, w.raw("column").Place
		t.Text = w.texts("text", path)
		t.Provenance = w.provenance(path)
		r.study.MatrixTexts = append(r.study.MatrixTexts, t)
	}
}
