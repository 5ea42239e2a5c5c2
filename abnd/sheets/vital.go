package sheets

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// vitalColumns are the columns of VITAL before the years.
func vitalColumns() []Column {
	columns := append([]Column{
		{Key: "key", Label: abnd.T("Key", "Chave")},
		{Key: "label", Label: abnd.T("What it is", "O que é"), Auto: true},
		{Key: "unit", Label: abnd.T("Unit", "Unidade"), Auto: true},
	}, extensionColumns()...)
	for i := range columns {
		if columns[i].Key == "long_run" {
			columns[i].Format = Persons
		}
	}
	return append(columns, provenanceColumns(false)...)
}

// writeVital lays out the vital events, which benefits for births refer to.
func writeVital(study *abnd.Study) Sheet {
	var series []*abnd.Series
	for _, f := range vitalSeries() {
		series = append(series, f.Of(study))
	}
	years := yearsToWrite(study, series)
	s := Sheet{
		Code: Vital, Title: abnd.T("Vital events", "Acontecimentos vitais"), Frozen: 2,
		Columns: append(vitalColumns(), yearColumns(years, Persons)...),
		Help:    abnd.T("Persons in the calendar year, not thousands. Blank if no benefit refers to births.", "Pessoas no ano civil, não milhares. Em branco se nenhuma prestação se referir a nascimentos."),
	}
	for _, f := range vitalSeries() {
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

func vitalSeries() []costing.FrameSeries {
	var all []costing.FrameSeries
	for _, f := range costing.AllFrameSeries() {
		if f.Frame == costing.VitalFrame {
			all = append(all, f)
		}
	}
	return all
}

func readVital(r *reader) {
	if !r.begin(Vital, "vital") {
		return
	}
	readFrames(r, Vital, costing.VitalFrame, vitalColumns())
}
