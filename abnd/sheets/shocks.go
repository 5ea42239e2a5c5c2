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
		Help: abnd.T("Departures from the frames by year, blank for none. What is typed in is added to the rates; to the population, as a share of it. A simulation draws them; bounds serve for that alone. A grey row opens once UNCERTAINTY names it.",
			"Desvios por ano em relação às séries, em branco se não houver. O que se escreve soma-se às taxas; à população, como proporção dela. Uma simulação sorteia-os; os limites só servem para isso. Uma linha cinzenta abre quando UNCERTAINTY a indica."),
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
	var known []string
	for _, s := range costing.AllShocks() {
		rows[s.Code] = s
		known = append(known, s.Code)
	}
	seen := map[string]bool{}
	for _, w := range r.table(Shocks, shockColumns(), yearColumn) {
		if !r.claim(w, "key", seen, known) {
			continue
		}
		s := rows[w.raw("key").Text]
		w.places[s.Path()] = w.place()
		*s.Of(r.study) = abnd.Series{Provenance: w.rowProvenance(s.Path()), Values: w.values(s.Path())}
	}
	r.missing(Shocks, seen, known)
}
