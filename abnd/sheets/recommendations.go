package sheets

import (
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

func recommendationColumns() []Column {
	return append(inEachLanguage([]Column{
		{Key: "id", Label: abnd.T("Id", "Id")},
		{Key: "guarantee", Label: abnd.T("Guarantee", "Garantia"), Format: Code, List: costing.GuaranteeList},
		{Key: "text", Label: abnd.T("Recommendation", "Recomendação"), Format: Wrapped, Lang: bothLangs},
		{Key: "priority", Label: abnd.T("Priority", "Prioridade")},
		{Key: "institution", Label: abnd.T("Institution", "Instituição"), Format: Wrapped, Earlier: "institution", Lang: bothLangs},
		{Key: "to_be_costed", Label: abnd.T("To be costed", "Estimar o custo?"), Format: Code, List: model.YesNo, Help: abnd.T("no: left for further study.", "no (não): fica para estudo posterior.")},
		{Key: "template", Label: abnd.T("Template", "Modelo"), Format: Code, List: model.YesNo, Optional: true, Help: abnd.T("yes: follows from Recommendation 202 alone; no national text states it.", "yes (sim): decorre só da Recomendação 202; nenhum texto nacional a enuncia.")},
		{Key: "gaps", Label: abnd.T("Gaps addressed", "Lacunas a que responde"), Format: Codes, Optional: true, Help: abnd.T("Group and kind, e.g. older/implementation; kinds: policy, implementation, adequacy. Separate several with semicolons.", "Grupo e tipo, por exemplo older/implementation; tipos: policy, implementation, adequacy. Várias separam-se por ponto e vírgula.")},
	}), provenanceColumns(true)...)
}

func writeRecommendations(study *abnd.Study) Sheet {
	s := Sheet{
		Code: Recommendations, Title: abnd.T("Recommendations", "Recomendações"), Columns: recommendationColumns(), Frozen: 1,
		Help: abnd.T("Recommendations of the dialogue. In BENEFITS, enter the ids of the recommendations that a benefit costs.", "Recomendações do diálogo. Em BENEFITS, indique os códigos das recomendações a que uma prestação dá resposta."),
	}
	for _, x := range study.Recommended {
		w := s.newRow()
		path := abnd.JoinPath("recommendations", x.ID)
		w.text("id", path+"/id", x.ID)
		w.text("guarantee", path+"/guarantee", string(x.Guarantee))
		w.texts("text", path, x.Text)
		w.text("priority", path+"/priority", x.Priority)
		w.texts("institution", path, x.Institution)
		costed := model.No
		if x.ToBeCosted {
			costed = model.Yes
		}
		w.text("to_be_costed", path+"/to_be_costed", costed)
		if x.Template {
			w.text("template", path+"/template", model.Yes)
		} else {
			w.text("template", path+"/template", "")
		}
		w.text("gaps", path+"/gaps", gapRefs(x.Gaps))
		w.provenance(path, x.Provenance)
		w.end()
	}
	return s
}

func readRecommendations(r *reader) {
	r.places["recommendations"] = r.grids[Recommendations].Place
	for _, w := range r.table(Recommendations, recommendationColumns(), nil) {
		id := w.text("id", "")
		path := abnd.JoinPath("recommendations", id)
		r.places[path], r.places[path+"/id"] = w.place(), w.raw("id").Place
		r.study.Recommended = append(r.study.Recommended, abnd.Recommendation{
			ID:          id,
			Guarantee:   abnd.Guarantee(w.text("guarantee", path+"/guarantee")),
			Text:        w.texts("text", path),
			Priority:    w.text("priority", path+"/priority"),
			Institution: w.texts("institution", path),
			ToBeCosted:  w.yes("to_be_costed", path+"/to_be_costed"),
			Template:    w.raw("template").Text != "" && w.yes("template", path+"/template"),
			Gaps:        w.gaps(path + "/gaps"),
			Provenance:  w.provenance(path),
		})
	}
}

func gapRefs(gaps []abnd.GapRef) string {
	refs := make([]string, len(gaps))
	for i, g := range gaps {
		refs[i] = g.String()
	}
	return joined(refs)
}

// gaps reads the gaps that a recommendation names.
func (w row) gaps(path abnd.Path) []abnd.GapRef {
	var all []abnd.GapRef
	for _, ref := range w.list("gaps", path) {
		group, kind, _ := strings.Cut(ref, "/")
		all = append(all, abnd.GapRef{Group: group, Kind: abnd.GapKind(kind)})
	}
	return all
}

// yes reads a switch.
func (w row) yes(key string, path abnd.Path) bool {
	code := w.text(key, path)
	if model.YesNo.Index(code) < 0 {
		w.fail(w.raw(key).Place, "choice", abnd.T("%q is neither yes nor no", "%q não é yes (sim) nem no (não)").Fill(code), abnd.T("choose yes or no from the list", "escolha yes (sim) ou no (não) da lista"))
	}
	return code == model.Yes
}
