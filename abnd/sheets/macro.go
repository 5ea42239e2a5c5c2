package sheets

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

func macroColumns() []Column {
	return append(append(append([]Column{{Key: "id", Label: abnd.T("Id", "Id")}}, nameColumns()...), []Column{
		{Key: "series", Label: abnd.T("Series", "Série"), Format: Code, List: macroSeriesList, Help: abnd.T("The key of a row of ECO, GGO, VITAL or LPR.", "A chave de uma linha de ECO, GGO, VITAL ou LPR.")},
		{Key: "kind", Label: abnd.T("Kind", "Modo"), Format: Code, List: costing.MacroKindList},
		{Key: "from", Label: abnd.T("From", "Desde"), Format: YearNo},
		{Key: "to", Label: abnd.T("To", "Até"), Format: YearNo, Help: abnd.T("Blank: to the end.", "Em branco: até ao fim.")},
		{Key: "value", Label: abnd.T("Value", "Valor"), Format: Number, Help: abnd.T("Rates and shares as fractions or percentages: -1% means one percentage point less.", "Taxas e proporções em fracção ou percentagem: -1 % retira um ponto percentual.")},
	}...), provenanceColumns(true)...)
}

// macroSeriesList offers the series that can be changed.
var macroSeriesList = func() *model.List {
	list := &model.List{Name: "macro_series"}
	for _, f := range costing.AllFrameSeries() {
		list.Codes = append(list.Codes, model.ListCode{Code: f.Code, Label: f.Label})
	}
	return list
}()

// formatOfSeries is the format of a change of a series; that of any number where
// there is no such series.
func formatOfSeries(code string) Format {
	for _, f := range costing.AllFrameSeries() {
		if f.Code == code {
			return formatOfUnit(f.Unit)
		}
	}
	return Number
}

// writeMacro lays out the macro scenarios, a row for each change.
func writeMacro(study *abnd.Study) Sheet {
	s := Sheet{
		Code: Macro, Title: abnd.T("Macroeconomic scenarios", "Cenários macroeconómicos"), Columns: macroColumns(), Frozen: 1,
		Help: abnd.T("Alternative paths of the economic, fiscal and demographic series, one row per series that changes. The row macro of GENERAL selects the scenario for the whole study.",
			"Trajectórias alternativas das séries, uma linha por série que se altera. A linha macro de GENERAL escolhe o cenário de todo o estudo."),
	}
	for _, m := range study.MacroScenarios {
		for i, c := range m.Changes {
			w := s.newRow()
			path := costing.MacroPath(m, i)
			under := func(key string) abnd.Path { return path + "/" + abnd.Path(key) }
			w.text("id", under("id"), m.ID)
			w.texts("name", path, m.Name)
			w.text("series", under("series"), c.Series)
			w.text("kind", under("kind"), string(c.Kind))
			w.year("from", under("from"), c.From)
			w.year("to", under("to"), c.To)
			w.figure("value", under("value"), c.Value)
			w.format(formatOfSeries(c.Series), "value")
			w.provenance(path, c.Provenance)
			w.end()
		}
	}
	return s
}

func readMacro(r *reader) {
	r.places["macro"] = r.grids[Macro].Place
	index := map[string]int{}
	for _, w := range r.table(Macro, macroColumns(), nil) {
		id := w.raw("id").Text
		i, known := index[id]
		if !known {
			i = len(r.study.MacroScenarios)
			index[id] = i
			r.study.MacroScenarios = append(r.study.MacroScenarios, abnd.MacroScenario{ID: id})
			r.places[abnd.JoinPath("macro", id)], r.places[abnd.JoinPath("macro", id, "id")] = w.place(), w.raw("id").Place
		}
		m := &r.study.MacroScenarios[i]
		m.Changes = append(m.Changes, abnd.MacroChange{Series: w.raw("series").Text})
		n := len(m.Changes) - 1
		path := costing.MacroPath(*m, n)
		under := func(key string) abnd.Path { return path + "/" + abnd.Path(key) }
		r.places[path] = w.place()
		name := w.texts("name", path)
		switch {
		case !known:
			m.Name = name
		case !name.IsZero() && name != m.Name:
			r.fail(w.raw("name_en").Place, "name-differs", abnd.T("the macroeconomic scenario %q has two names", "o cenário macroeconómico %q tem dois nomes").Fill(id), abnd.T("enter the same name in all its rows", "dê a todas as suas linhas o mesmo nome"))
		}
		w.text("series", under("series"))
		m.Changes[n].Kind = abnd.MacroKind(w.text("kind", under("kind")))
		m.Changes[n].From = w.year("from", under("from"))
		m.Changes[n].To = w.year("to", under("to"))
		m.Changes[n].Value = w.figure("value", under("value"))
		m.Changes[n].Provenance = w.provenance(path)
	}
}
