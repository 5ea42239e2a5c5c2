package sheets

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

func packageColumns(study *abnd.Study) []Column {
	columns := append([]Column{{Key: "id", Label: abnd.T("Id", "Id")}}, nameColumns()...)
	for _, g := range abnd.Guarantees() {
		columns = append(columns, Column{Key: string(g), Label: g.Name(), Format: Code, List: costing.ScenarioList(study)})
	}
	return columns
}

func writePackages(study *abnd.Study) Sheet {
	s := Sheet{
		Code: Packages, Title: abnd.T("Benefit packages", "Pacotes de prestações"), Columns: packageColumns(study), Frozen: 1,
		Help: abnd.T("A benefit package combines one scenario for each guarantee.", "Um pacote combina um cenário para cada garantia."),
	}
	for _, x := range study.Packages {
		w := s.newRow()
		path := abnd.JoinPath("packages", x.ID)
		w.text("id", path+"/id", x.ID)
		w.texts("name", path, x.Name)
		for _, g := range abnd.Guarantees() {
			w.text(string(g), costing.PackageScenarioPath(x.ID, g), x.Scenarios[g])
		}
		w.end()
	}
	return s
}

func readPackages(r *reader) {
	r.places["packages"] = r.grids[Packages].Place
	for _, w := range r.table(Packages, packageColumns(r.study), nil) {
		id := w.text("id", "")
		path := abnd.JoinPath("packages", id)
		r.places[path], r.places[path+"/id"] = w.place(), w.raw("id").Place
		p := abnd.Package{ID: id, Name: w.texts("name", path), Scenarios: map[abnd.Guarantee]string{}}
		for _, g := range abnd.Guarantees() {
			p.Scenarios[g] = w.text(string(g), costing.PackageScenarioPath(id, g))
		}
		r.study.Packages = append(r.study.Packages, p)
	}
}
