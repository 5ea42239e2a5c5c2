package sheets

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

func shockColumns() []Column {
	return append([]Column{
		{Key: "key", Label: abnd.T("Key", "Chave")},
		{Key: "label", Label: abnd.T("What it is", "O que é"), Auto: true},
		{Key: "unit", Label: abnd.T("Unit", "Unidade"), Auto: true},
	}, provenanceColumns(false)...)
}

func writeShocks(study *abnd.Study) Sheet {
	var series []*abnd.Series
	for _, s := range costing.AllShocks() {
		series = append(series, s.Of(study))
	}
	years := yearsToWrite(study, series)
	s := Sheet{
		Code: Shocks, Title: abnd.T("Shocks", "Choques"), Frozen: 2,
		Columns: append(shockColumns(), yearColumns(years, Share)...),
		Help: abnd.T("Deviations from the economic series and the population by year; blank: none. Values are added to the rates; for the population they are a share of it, of all ages or of some birth cohorts. A simulation samples them; bounds are used only for that. A grey row becomes an input once UNCERTAINTY lists it.",
			"Desvios por ano em relação às séries e à população; em branco: nenhum. Os valores somam-se às taxas; na população, são uma proporção dela, de todas as idades ou de algumas gerações. Uma simulação sorteia-os; os limites só servem para isso. Uma linha cinzenta passa a dado quando UNCERTAINTY a indica."),
	}
	for _, shock := range costing.AllShocks() {
		w := s.newRow()
		w.fixed("key", shock.Code)
		w.label("label", shock.Label)
		w.label("unit", unitLabel(abnd.PureNumber, study))
		of := shock.Of(study)
		w.rowProvenance(shock.Path(), of.Provenance)
		for _, year := range years.All() {
			if !shock.Bound && !costing.ShockInUse(study, shock) {
				w.closed(yearKey(year)) // no formula would follow what is typed in
				continue
			}
			v := abnd.Value{}
			if x, ok := of.Values[year]; ok {
				v = abnd.Num(x)
			}
			w.put(yearKey(year), underYear(shock.Path(), year), v)
		}
		w.end()
	}
	return s
}

func readShocks(r *reader) {
	if !r.begin(Shocks, "shocks") {
		return
	}
	rows := map[string]costing.ShockSeries{}
	var known, needed []string
	for _, s := range costing.AllShocks() {
		rows[s.Code] = s
		known = append(known, s.Code)
		if !s.Later {
			needed = append(needed, s.Code)
		}
	}
	seen := map[string]bool{}
	for _, w := range r.table(Shocks, shockColumns(), yearColumn) {
		if !r.claim(&w, "key", seen, known) {
			continue
		}
		s := rows[w.raw("key").Text]
		w.places[s.Path()] = w.place()
		*s.Of(r.study) = abnd.Series{Provenance: w.rowProvenance(s.Path()), Values: w.values(s.Path())}
	}
	r.missing(Shocks, seen, needed)
}
