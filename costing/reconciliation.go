package costing

import (
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// reconciliationTolerance is how far the model may be from a report before a
// reason is wanted: a relative difference. It is a rule of the house and has
// a cell of its own, so that it is seen.
const (
	reconciliationToleranceShare           = 0.05
	reconciliationTolerance      model.Key = "general/reconciliation_tolerance"
)

// Reconciliation sets what was reported of one existing scheme beside what
// the model says of it in the first year of the projection. Its figures are
// the lines that [ReconciliationKey] names, the same for every scheme:
//
//	expenditure, expenditure_year           as reported
//	expenditure_share_of_gdp                of the GDP of its own year
//	entitlement                             recipients × payment × payments a year, of the year of the count
//	share_paid                              expenditure ÷ entitlement
//	model_cost, model_share_of_gdp          status quo, first year of the projection
//	difference, ratio                       model less, and over, expenditure: each in the money of its year
//	ratio_of_gdp_shares                     the same of the shares of GDP, which needs no deflator
//	recipients, recipients_year             as reported
//	beneficiaries, beneficiaries_ratio      of the model, and over those reported
//	cost_per_head_ratio                     ratio ÷ beneficiaries_ratio, where both reports are of one year
//	price_growth, population_growth         from the year of the report to the first of the projection
//	model_administration                    inside model_cost
//	beyond                                  1 where the ratio is further from 1 than the tolerance
//
// What is not known is blank, and so is a comparison with a report whose year
// is not known or outside the frames.
type Reconciliation struct {
	Scheme abnd.Scheme
	// Members are the scheme and those that its expenditure covers; their
	// costs are added.
	Members []abnd.Scheme
	// Counted are the schemes whose recipients add up to those of the
	// members; Peopled those whose beneficiaries are set beside them.
	Counted, Peopled []abnd.Scheme
	// Within lists the schemes whose expenditure covers this one.
	Within []string
	// ByConstruction says that the model has no other knowledge of the cost
	// than the expenditure itself.
	ByConstruction bool
	// Causes are what the engine can say of a difference by itself.
	Causes []Cause
}

// Cause is a reason for a difference that the engine finds by itself.
type Cause struct {
	Code string // stable, for scripts: "other-year"
	Text abnd.Text
	// Line is the key of the line that is 1 where the cause holds; blank for
	// a cause that lies in how the study is made.
	Line model.Key
}

// ReconciliationKey is the key of a line of a scheme's reconciliation, as in
// ReconciliationKey("TLS-SP-OLD", "ratio").
func ReconciliationKey(scheme, line string) model.Key {
	return abnd.JoinPath("reconciliation", scheme, line)
}

// ReconciliationLines lists the lines that people read, in their order.
func ReconciliationLines() []string {
	return []string{
		"expenditure", "expenditure_year", "expenditure_share_of_gdp", "entitlement", "share_paid",
		"model_cost", "model_share_of_gdp", "difference", "ratio", "ratio_of_gdp_shares",
		"recipients", "recipients_year", "beneficiaries", "beneficiaries_ratio", "cost_per_head_ratio",
		"price_growth", "population_growth",
	}
}

// ReconciliationWorkings lists the lines that the others are made of.
func ReconciliationWorkings() []string {
	return []string{
		"amount", "own_entitlement", "model_administration", "beyond",
		"other_year", "year_unknown", "other_count_year", "administration", "not_paid", "part_paid",
	}
}

// Reconciliations lists the existing schemes of a study, each with what it is
// to be compared with.
func Reconciliations(study *abnd.Study) []Reconciliation {
	all := make([]Reconciliation, len(study.Schemes))
	for i, s := range study.Schemes {
		all[i] = reconciliationOf(study, s)
	}
	return all
}

func reconciliationOf(study *abnd.Study, s abnd.Scheme) Reconciliation {
	r := Reconciliation{Scheme: s, Members: append([]abnd.Scheme{s}, schemesOf(study, s.ExpenditureCovers)...)}
	for _, other := range study.Schemes {
		if slices.Contains(other.ExpenditureCovers, s.ID) {
			r.Within = append(r.Within, other.ID)
		}
	}
	var inside []string
	for _, m := range r.Members {
		inside = append(inside, m.RecipientsCover...)
	}
	for _, m := range r.Members {
		if !slices.Contains(inside, m.ID) {
			r.Counted = append(r.Counted, m)
		}
	}
	r.Peopled = r.Members
	for _, x := range schemesOf(study, inside) {
		if !slices.ContainsFunc(r.Peopled, func(m abnd.Scheme) bool { return m.ID == x.ID }) {
			r.Peopled = append(slices.Clip(r.Peopled), x)
		}
	}
	costed := r.costed(study)
	r.ByConstruction = len(costed) == 1 && costed[0].ID == s.ID && isProjected(study, s)
	r.Causes = r.causes(study)
	return r
}

// costed lists the members of which the model has a cost.
func (r Reconciliation) costed(study *abnd.Study) []abnd.Scheme { return costedOf(study, r.Members) }

// costedOf lists those of some schemes of which the model has a cost.
func costedOf(study *abnd.Study, schemes []abnd.Scheme) []abnd.Scheme {
	var all []abnd.Scheme
	for _, m := range schemes {
		if isProjected(study, m) || len(standing(study, m.ID)) > 0 {
			all = append(all, m)
		}
	}
	return all
}

func isProjected(study *abnd.Study, s abnd.Scheme) bool {
	return slices.ContainsFunc(ProjectedSchemes(study), func(p abnd.Scheme) bool { return p.ID == s.ID })
}

// schemesOf are the study's schemes with these IDs, each once.
func schemesOf(study *abnd.Study, ids []string) []abnd.Scheme {
	var all []abnd.Scheme
	for _, s := range study.Schemes {
		if slices.Contains(ids, s.ID) {
			all = append(all, s)
		}
	}
	return all
}

// benefitsModelling lists the benefits that stand for any of the schemes.
func benefitsModelling(study *abnd.Study, schemes []abnd.Scheme) []string {
	var ids []string
	for _, s := range schemes {
		ids = append(ids, standing(study, s.ID)...)
	}
	return ids
}

func (r Reconciliation) causes(study *abnd.Study) []Cause {
	var all []Cause
	add := func(code string, text abnd.Text) { all = append(all, Cause{Code: code, Text: text}) }
	flag := func(code, line string, text abnd.Text) {
		all = append(all, Cause{Code: code, Text: text, Line: ReconciliationKey(r.Scheme.ID, line)})
	}
	costed := r.costed(study)
	if len(r.Members) > 1 {
		add("several-schemes", abnd.T("the expenditure includes %s", "a despesa inclui %s").Fill(idsOf(r.Members)))
	}
	if len(r.Within) > 0 {
		add("within-another", abnd.T("its expenditure is reported under %s", "a sua despesa está incluída na de %s").Fill(strings.Join(r.Within, ", ")))
	}
	switch {
	case r.ByConstruction:
		add("by-construction", abnd.T("matches by construction: the reported expenditure is the input that is projected forward", "coincide por construção: a despesa comunicada é o dado que se projecta"))
	case len(costed) == 0:
		add("not-modelled", abnd.T("not modelled by any benefit and its expenditure is not projected forward: it has no cost in the model", "este regime não tem prestação no modelo e a sua despesa não é projectada; por isso não tem custo"))
	case len(costed) < len(r.Members):
		var without []abnd.Scheme
		for _, m := range r.Members {
			if !slices.ContainsFunc(costed, func(x abnd.Scheme) bool { return x.ID == m.ID }) {
				without = append(without, m)
			}
		}
		add("part-not-modelled", abnd.T("no benefit models %s separately", "nenhuma prestação representa %s separadamente").Fill(idsOf(without)))
	}
	flag("other-year", "other_year", abnd.T("the reported data are for another year: see prices and population since then", "os valores comunicados são de outro ano: ver preços e população desde então"))
	flag("year-unknown", "year_unknown", abnd.T("the year of the expenditure is missing or outside the data years, so it is not compared", "o ano da despesa falta ou está fora dos anos dos dados, por isso não se compara"))
	flag("other-count-year", "other_count_year", abnd.T("recipients and expenditure are for different years", "os beneficiários e a despesa são de anos diferentes"))
	flag("part-paid", "part_paid", abnd.T("the expenditure differs from the entitlement by rule: see expenditure ÷ entitlement", "a despesa difere do valor devido segundo a regra: ver despesa ÷ valor devido"))
	flag("administration", "administration", abnd.T("the model's cost includes administration", "o custo do modelo inclui a administração"))
	flag("not-paid", "not_paid", abnd.T("the model has no payments of this scheme in its first year", "o modelo não tem pagamentos deste regime no primeiro ano"))
	if counts(r.Counted, abnd.CountMembers) {
		add("members", abnd.T("registered members were counted, not recipients", "contaram-se pessoas inscritas, não beneficiários"))
	}
	return all
}

func counts(schemes []abnd.Scheme, unit abnd.CountingUnit) bool {
	return slices.ContainsFunc(schemes, func(s abnd.Scheme) bool { return s.CountingUnit == unit })
}

func idsOf(schemes []abnd.Scheme) string {
	ids := make([]string, len(schemes))
	for i, s := range schemes {
		ids[i] = s.ID
	}
	return strings.Join(ids, ", ")
}
