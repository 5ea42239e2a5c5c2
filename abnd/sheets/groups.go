package sheets

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

func groupColumns() []Column {
	return append(append(append([]Column{
		{Key: "id", Label: abnd.T("Id", "Id")},
		{Key: "guarantee", Label: abnd.T("Guarantee", "Garantia"), Format: Code, List: costing.GuaranteeList},
	}, nameColumns()...), []Column{
		{Key: "of", Label: abnd.T("Population base", "População de base"), Format: Code, List: costing.GroupOfList, Help: abnd.T("people: persons of the ages entered; births: women who give birth (from VITAL).", "people: pessoas das idades indicadas; births: mulheres que tiveram um parto no ano, da folha VITAL.")},
		{Key: "age_min", Label: abnd.T("Minimum age", "Idade mínima"), Format: Whole},
		{Key: "age_max", Label: abnd.T("Maximum age", "Idade máxima"), Format: Whole},
		{Key: "sex", Label: abnd.T("Sex", "Sexo"), Format: Code, List: model.SexList},
		{Key: "share", Label: abnd.T("Share of this population in the group", "Proporção desta população no grupo"), Format: Share, Help: abnd.T("100% = everyone; or a prevalence, a poverty headcount. Blank: no data.", "100 % = todas as pessoas; ou uma prevalência, uma incidência da pobreza. Em branco: sem dados.")},
		{Key: "overlap", Label: abnd.T("Overlap of provisions", "Acumulação de prestações"), Format: Code, List: costing.OverlapList, Help: abnd.T("exclusive: no one receives two; independent: random overlap; nested: smaller schemes fall within the largest; given: the joint share in the next column.", "exclusive (exclusiva): ninguém recebe duas; independent (independente): acumulação aleatória; nested (encaixada): os regimes menores estão dentro do maior; given (dada): a proporção conjunta da coluna seguinte.")},
		{Key: "joint", Label: abnd.T("Joint share", "Proporção conjunta"), Format: Share, Help: abnd.T("For the overlap given: share of the group with more than one provision.", "Com a acumulação given (dada): proporção do grupo com mais de uma prestação.")},
		{Key: "benchmark", Label: abnd.T("Adequacy benchmark", "Referência da adequação"), Format: Code, List: costing.AdequacyBenchmarkList},
		{Key: "adequate", Label: abnd.T("Adequacy threshold (% of benchmark)", "Limiar de adequação (% da referência)"), Format: Share, Help: abnd.T("Blank: no standard is agreed; the adequacy gap is not available.", "Em branco: não há valor de referência acordado e a lacuna de adequação não está disponível.")},
	}...), provenanceColumns(true)...)
}

func writeGroups(study *abnd.Study) Sheet {
	s := Sheet{
		Code: Groups, Title: abnd.T("Population groups", "Grupos da população"), Columns: groupColumns(), Frozen: 3,
		Help: abnd.T("Population groups in which coverage and gaps are measured under each guarantee.", "Grupos da população em que se medem a cobertura e as lacunas de cada garantia."),
	}
	for _, g := range study.Groups {
		w := s.newRow()
		path := abnd.JoinPath("groups", g.ID)
		under := func(key string) abnd.Path { return path + "/" + abnd.Path(key) }
		w.text("id", under("id"), g.ID)
		w.text("guarantee", under("guarantee"), string(g.Guarantee))
		w.texts("name", path, g.Name)
		w.text("of", under("of"), string(g.Of))
		w.figure("age_min", under("age_min"), g.AgeMin)
		w.figure("age_max", under("age_max"), g.AgeMax)
		w.text("sex", under("sex"), string(g.Sex))
		w.figure("share", under("share"), g.Share)
		w.text("overlap", under("overlap"), string(g.Overlap))
		w.figure("joint", under("joint"), g.Joint)
		w.text("benchmark", under("benchmark"), g.Benchmark)
		w.figure("adequate", under("adequate"), g.Adequate)
		w.provenance(path, g.Provenance)
		w.end()
	}
	return s
}

func readGroups(r *reader) {
	r.places["groups"] = r.grids[Groups].Place
	for _, w := range r.table(Groups, groupColumns(), nil) {
		id := w.text("id", "")
		path := abnd.JoinPath("groups", id)
		under := func(key string) abnd.Path { return path + "/" + abnd.Path(key) }
		r.places[path], r.places[under("id")] = w.place(), w.raw("id").Place
		r.study.Groups = append(r.study.Groups, abnd.PopulationGroup{
			ID:        id,
			Guarantee: abnd.Guarantee(w.text("guarantee", under("guarantee"))),
			Name:      w.texts("name", path),
			Of:        abnd.GroupOf(w.text("of", under("of"))),
			AgeMin:    w.figure("age_min", under("age_min")),
			AgeMax:    w.figure("age_max", under("age_max")),
			Sex:       abnd.Sex(w.text("sex", under("sex"))),
			Share:     w.figure("share", under("share")),
			Overlap:   abnd.Overlap(w.text("overlap", under("overlap"))),
			Joint:     w.figure("joint", under("joint")),
			Benchmark: w.text("benchmark", under("benchmark")),
			Adequate:  w.figure("adequate", under("adequate")),

			Provenance: w.provenance(path),
		})
	}
}
