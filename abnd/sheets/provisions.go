package sheets

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

func provisionColumns() []Column {
	return append([]Column{
		{Key: "group", Label: abnd.T("Group", "Grupo"), Help: abnd.T("An id of GROUPS.", "Um código da folha GROUPS.")},
		{Key: "by", Label: abnd.T("Scheme or benefit", "Regime ou prestação"), Help: abnd.T("An id of SCHEMES; or of BENEFITS for a new benefit that does not model a scheme.", "Um código da folha SCHEMES; ou de BENEFITS para uma prestação nova que não representa um regime.")},
		{Key: "role", Label: abnd.T("Role", "Função"), Format: Code, List: costing.ProvisionRoleList(), Help: abnd.T("covers; or takes-out: its recipients are excluded from the group.", "covers (cobre); takes-out (retira): os seus beneficiários são excluídos do grupo.")},
		{Key: "legal", Label: abnd.T("Legal coverage, share of the group", "Cobertura legal, proporção do grupo"), Format: Share},
		{Key: "recipients", Label: abnd.T("Recipients in the group, in the scheme's counting unit", "Beneficiários no grupo, na unidade de contagem do regime"), Format: Persons, Help: abnd.T("Blank: all recipients of the scheme.", "Em branco: todos os beneficiários do regime.")},
		{Key: "recipients_year", Label: abnd.T("Reference year of the count", "Ano de referência da contagem"), Format: YearNo},
		{Key: "per_unit", Label: abnd.T("Persons per unit counted", "Pessoas por cada unidade contada"), Format: Number, Help: abnd.T("Household size; or active contributors per registered member. Blank: 1 if persons are counted.", "Dimensão do agregado; ou contribuintes activos por inscrito. Em branco: 1 se se contam pessoas.")},
		{Key: "in_group", Label: abnd.T("Share of these persons in the group", "Proporção destas no grupo"), Format: Share, Help: abnd.T("Blank: derived from the age ranges of scheme and group, if possible. 0: not counted as coverage.", "Em branco: resulta dos intervalos de idades do regime e do grupo, se possível. 0: não conta como cobertura.")},
		{Key: "women", Label: abnd.T("Share of women among these persons", "Proporção de mulheres entre estas pessoas"), Format: Share},
	}, provenanceColumns(true)...)
}

func writeProvisions(study *abnd.Study) Sheet {
	s := Sheet{
		Code: Provisions, Title: abnd.T("Coverage of population groups by scheme and benefit", "Cobertura dos grupos da população por regime e prestação"), Columns: provisionColumns(), Frozen: 2,
		Help: abnd.T("One row for each scheme or benefit and population group that it covers. Blank: no data.", "Uma linha por regime ou prestação e grupo da população que cobre. Em branco: sem dados."),
	}
	for _, p := range study.Provisions {
		w := s.newRow()
		under := func(key string) abnd.Path { return costing.ProvisionPath(p, key) }
		w.text("group", under("group"), p.Group)
		w.text("by", under("by"), p.By)
		w.text("role", under("role"), string(p.Role))
		w.figure("legal", under("legal"), p.Legal)
		w.figure("recipients", under("recipients"), p.Recipients)
		w.year("recipients_year", under("recipients_year"), p.Recipients.Year)
		w.figure("per_unit", under("per_unit"), p.PerUnit)
		w.figure("in_group", under("in_group"), p.InGroup)
		w.figure("women", under("women"), p.Women)
		w.provenance(abnd.JoinPath("provisions", p.Group, p.By), p.Provenance)
		w.end()
	}
	return s
}

func readProvisions(r *reader) {
	r.places["provisions"] = r.grids[Provisions].Place
	for _, w := range r.table(Provisions, provisionColumns(), nil) {
		p := abnd.Provision{Group: w.text("group", ""), By: w.text("by", "")}
		path := abnd.JoinPath("provisions", p.Group, p.By)
		under := func(key string) abnd.Path { return costing.ProvisionPath(p, key) }
		r.places[path], r.places[under("group")], r.places[under("by")] = w.place(), w.raw("group").Place, w.raw("by").Place
		p.Role = abnd.ProvisionRole(w.text("role", under("role")))
		p.Legal = w.figure("legal", under("legal"))
		p.Recipients = w.datedFigure("recipients", "recipients_year", path)
		p.PerUnit = w.figure("per_unit", under("per_unit"))
		p.InGroup = w.figure("in_group", under("in_group"))
		p.Women = w.figure("women", under("women"))
		p.Provenance = w.provenance(path)
		r.study.Provisions = append(r.study.Provisions, p)
	}
}
