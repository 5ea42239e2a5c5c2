package sheets

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

func tableColumns() []Column {
	return append(append(append([]Column{{Key: "id", Label: abnd.T("Id", "Id")}}, nameColumns()...), extensionColumns()...), provenanceColumns(true)...)
}

func writeTables(study *abnd.Study) Sheet {
	var series []*abnd.Series
	for i := range study.Tables {
		series = append(series, &study.Tables[i].Series)
	}
	years := yearsToWrite(study, series)
	s := Sheet{
		Code: Series, Title: abnd.T("Tables by year", "Tabelas por ano"), Frozen: 2,
		Columns: append(tableColumns(), yearColumns(years, Share)...),
		Help:    abnd.T("Yearly values that benefits refer to by id, such as take-up rates agreed year by year.", "Valores por ano a que as prestações se referem pelo código, como taxas de adesão acordadas ano a ano."),
	}
	for i := range study.Tables {
		t := &study.Tables[i]
		w := s.newRow()
		path := abnd.JoinPath("tables", t.ID)
		w.text("id", path+"/id", t.ID)
		w.texts("name", path, t.Name)
		w.series(path, &t.Series, costing.ExtensionList, years)
		w.provenance(path, t.Provenance)
		w.end()
	}
	return s
}

func readTables(r *reader) {
	r.places["tables"] = r.grids[Series].Place
	for _, w := range r.table(Series, tableColumns(), yearColumn) {
		id := w.text("id", "")
		path := abnd.JoinPath("tables", id)
		t := abnd.Table{ID: id, Name: w.texts("name", path), Series: w.series(path)}
		t.Provenance = w.provenance(path)
		r.places[path+"/id"] = w.raw("id").Place
		r.study.Tables = append(r.study.Tables, t)
	}
}
