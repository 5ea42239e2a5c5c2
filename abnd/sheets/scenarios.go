package sheets

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// scenarioColumns has the list of the study's scenarios where they are known.
func scenarioColumns(scenarios *model.List) []Column {
	return inEachLanguage([]Column{
		{Key: "id", Label: abnd.T("Id", "Id")},
		nameColumn,
		{Key: "description", Label: abnd.T("Description", "Descrição"), Format: Wrapped, Lang: bothLangs},
		{
			Key: "based_on", Label: abnd.T("Based on", "Baseado em"), Format: Code, List: scenarios, Optional: true,
			Help: abnd.T("The scenario whose values apply to everything that this one does not change; blank: the defaults of BENEFITS.", "O cenário cujos valores valem para tudo o que este não altera; em branco: os valores por omissão de BENEFITS."),
		},
	})
}

func writeScenarios(study *abnd.Study) Sheet {
	s := Sheet{
		Code: Scenarios, Title: abnd.T("Scenarios", "Cenários"), Columns: scenarioColumns(costing.ScenarioList(study)), Frozen: 1,
		Help: abnd.T("Each scenario has a column in BENEFITS for the values that it changes. The scenario status-quo is required.", "Cada cenário tem em BENEFITS uma coluna para os valores que altera. O cenário status-quo é obrigatório."),
	}
	for _, x := range study.Decided() {
		w := s.newRow()
		path := abnd.JoinPath("scenario-list", x.ID)
		w.text("id", path+"/id", x.ID)
		w.texts("name", path, x.Name)
		w.texts("description", path, x.Description)
		w.text("based_on", path+"/based_on", x.BasedOn)
		w.end()
	}
	return s
}

func readScenarios(r *reader) {
	r.places["scenario-list"] = r.grids[Scenarios].Place
	for _, w := range r.table(Scenarios, scenarioColumns(nil), nil) {
		id := w.text("id", "")
		path := abnd.JoinPath("scenario-list", id)
		r.places[path], r.places[path+"/id"] = w.place(), w.raw("id").Place
		r.study.Scenarios = append(r.study.Scenarios, abnd.Scenario{
			ID: id, Name: w.texts("name", path), Description: w.texts("description", path),
			BasedOn: w.text("based_on", path+"/based_on"),
		})
	}
}
