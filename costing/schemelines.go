package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// ProjectedSchemes lists the existing schemes that are carried on by their
// reported expenditure: those that are to be projected and for which no
// benefit stands. They are part of every scenario until they are replaced.
func ProjectedSchemes(study *abnd.Study) []abnd.Scheme {
	var schemes []abnd.Scheme
	for _, s := range study.Schemes {
		if s.Expenditure.Known && s.Projection != "" && len(standing(study, s.ID)) == 0 {
			schemes = append(schemes, s)
		}
	}
	return schemes
}

// standing lists the benefits that stand for a scheme.
func standing(study *abnd.Study, scheme string) []string {
	var ids []string
	for _, b := range study.Benefits {
		if b.Scheme == scheme {
			ids = append(ids, b.ID)
		}
	}
	return ids
}

// successors lists the benefits that replace a scheme.
func successors(study *abnd.Study, scheme string) []string {
	var ids []string
	for _, b := range study.Benefits {
		if replaces(b, scheme) {
			ids = append(ids, b.ID)
		}
	}
	return ids
}

// Ends reports whether a benefit ends another one of the study where both are paid: it
// replaces the scheme for which that one stands.
func Ends(successor, b abnd.Benefit) bool { return b.Scheme != "" && replaces(successor, b.Scheme) }

// successorsOf lists the benefits that replace the scheme for which a benefit
// stands.
func successorsOf(study *abnd.Study, b abnd.Benefit) []string {
	if b.Scheme == "" {
		return nil
	}
	return successors(study, b.Scheme)
}

// SchemeKey is the key of an existing scheme's line in a scenario, for the
// schemes that [ProjectedSchemes] lists.
func SchemeKey(scenario, scheme, line string) model.Key {
	return abnd.JoinPath(scenario, "scheme", scheme, line)
}

func schemeCost(id string) model.Key { return abnd.JoinPath("schemes", id, "cost") }

// addSchemes adds what each existing scheme costs under the status quo: the
// cost of the benefits that stand for it, or its reported expenditure
// carried on by an index; unknown where there is neither.
func (b *builder) addSchemes() {
	cost := func(key model.Key, label abnd.Text, s abnd.Scheme, formula model.Expr) {
		b.model.Add(model.Line{
			Key: key, Group: "schemes", Unit: abnd.CurrentMoney, Years: b.study.Projection, Formula: formula, Label: label.Fill(s.Name),
		})
	}
	statusQuo := abnd.T("%s: cost in the status quo", "%s: custo na situação actual")
	for _, s := range b.study.Schemes {
		ids := standing(b.study, s.ID)
		if len(ids) == 0 {
			continue
		}
		of := func(code string) model.Expr {
			var terms []model.Expr
			for _, id := range ids {
				terms = append(terms, ref(BenefitKey(abnd.StatusQuo, id, code)))
			}
			return totalOf(terms...)
		}
		cost(schemeCost(s.ID), statusQuo, s, of("total_cost"))
		if len(successors(b.study, s.ID)) == 0 {
			continue
		}
		for _, v := range valuations {
			cost(v.scheme(s.ID), v.schemeLabel, s, of(v.cost()))
		}
	}
	for _, s := range ProjectedSchemes(b.study) {
		b.addSchemeParts(s)
		path := abnd.JoinPath("schemes", s.ID)
		b.addChoice(path+"/projection", "schemes", abnd.T("%s: expenditure projected with", "%s: despesa projectada com").Fill(s.Name), SchemeIndexList, s.Projection, s.Provenance)
		projected := func(without model.Expr) model.Expr {
			return times(ref(path+"/expenditure"), b.indexOr(path+"/projection", SchemeIndexList, without, ref(path+"/expenditure_year"), blank))
		}
		moved := func(index string) model.Expr {
			return b.ratio(indexLines[index], thisYear, ref(path+"/expenditure_year"), ref(indexLines[index]))
		}
		cost(schemeCost(s.ID), statusQuo, s, projected(byBaseline(one, moved(IndexCPI), moved(IndexGDPPerHead))))
		cost(lawValue.scheme(s.ID), lawValue.schemeLabel, s, projected(one))
		cost(keptValue.scheme(s.ID), keptValue.schemeLabel, s, projected(moved(IndexCPI)))
	}
}

// addScheme adds a projected scheme to a scenario: its cost in the years in
// which no successor is paid, or the share that one leaves. How much of a reported expenditure is
// administration is not told apart.
func (b *builder) addScheme(scenario abnd.Scenario, s abnd.Scheme) {
	after := successors(b.study, s.ID)
	active := SchemeKey(scenario.ID, s.ID, "active")
	group := string(abnd.JoinPath(scenario.ID, "scheme", s.ID))
	b.model.Add(model.Line{
		Key: active, Group: group, Label: abnd.T("Scheme is paid (1) or not (0)", "Regime pago (1) ou não (0)"), Factor: true, Fact: &schemePaid,
		Years: b.study.Projection, Formula: times(b.goesOn(scenario.ID, after)...),
	})
	b.model.Add(model.Line{
		Key: SchemeKey(scenario.ID, s.ID, "total_cost"), Group: group, Label: abnd.T("Total cost", "Custo total"), Unit: abnd.CurrentMoney,
		Years: b.study.Projection, Formula: times(append([]model.Expr{ref(schemeCost(s.ID)), ref(active)}, b.leftGradually(scenario.ID, after)...)...),
	})
	b.addComparisons(group)
	b.addSchemePayers(group, s)
}
