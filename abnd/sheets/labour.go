package sheets

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// labourColumns are the columns of LPR before the years.
func labourColumns() []Column {
	columns := []Column{
		{Key: "key", Label: abnd.T("Key", "Chave")},
		{Key: "label", Label: abnd.T("What it is", "O que é"), Auto: true},
		{Key: "unit", Label: abnd.T("Unit", "Unidade"), Auto: true},
	}
	return append(append(columns, extensionColumns()...), provenanceColumns(false)...)
}

// writeLabour lays out the labour market.
func writeLabour(study *abnd.Study) Sheet {
	var series []*abnd.Series
	var rows []costing.FrameSeries
	for _, f := range costing.AllFrameSeries() {
		if f.Frame == costing.LabourFrame {
			rows, series = append(rows, f), append(series, f.Of(study))
		}
	}
	years := yearsToWrite(study, series)
	s := Sheet{
		Code: Labour, Title: abnd.T("Labour market", "Mercado de trabalho"), Frozen: 2,
		Columns: append(labourColumns(), yearColumns(years, Share)...),
		Help: abnd.T("Labour force participation of persons aged 15 and over by sex or, instead, by age; persons, not thousands. The sheet may be blank.",
			"Taxa de actividade dos 15 e mais anos por sexo ou, em vez dela, por idade; pessoas, não milhares. A folha pode ficar em branco."),
	}
	for _, f := range rows {
		w := s.newRow()
		w.fixed("key", f.Code)
		w.label("label", f.Label)
		w.label("unit", unitLabel(f.Unit, study))
		w.series(f.Path(), f.Of(study), f.Extensions, years)
		w.formatSeries(f.Unit, years)
		w.end()
	}
	return s
}

func readLabour(r *reader) {
	if !r.begin(Labour, "labour") {
		return
	}
	readFrames(r, Labour, costing.LabourFrame, labourColumns())
}
