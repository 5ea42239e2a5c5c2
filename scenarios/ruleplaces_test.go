package scenarios_test

import (
	"maps"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// link is a way in which the figures of one benefit depend on those of
// another, its companion.
type link struct {
	name string
	set  parameters                         // of the benefit
	join func(own, companion *abnd.Benefit) // what is no parameter; nil for nothing
	// A number of the companion that moves the lines from, which are its own,
	// moves the lines to of the benefit.
	from, to []abnd.Path
}

var links = []link{
	{
		name: "gives way to", set: parameters{"yields_to": companionID},
		from: lines(companionID, "beneficiaries/female", "beneficiaries/male"), to: lines(ownID, "beneficiaries/female", "beneficiaries/male"),
	}, {
		name: "converges to", set: parameters{
			"converges_to": companionID, "converged_from": 0.1, "converged_share": 0.9, "convergence_start": 2024, "convergence_end": 2029,
		},
		from: lines(companionID, "benefit_amount"), to: lines(ownID, "total_cost"),
	}, {
		name: "tops up", set: parameters{"topup_of": companionID, "age_min": 0, "age_max": 100},
		from: lines(companionID, "beneficiaries/female", "beneficiaries/male"), to: lines(ownID, "beneficiaries/female", "beneficiaries/male"),
	}, {
		name: "replaces",
		join: func(own, companion *abnd.Benefit) {
			companion.Scheme, own.Replaces = replacedScheme, []string{replacedScheme}
		},
		from: []abnd.Path{costing.BenefitKey(abnd.StatusQuo, companionID, "total_cost")}, to: lines(ownID, "incremental_cost"),
	},
}

// study has the benefit and its companion, linked.
func (l link) study(w *workbench, own, companion parameters) *abnd.Study {
	s := w.with(own, companion)
	if l.join != nil {
		s.Schemes = append(s.Schemes, abnd.Scheme{
			ID: replacedScheme, Name: abnd.T("Replaced scheme", "Regime substituído"), Guarantees: []abnd.Guarantee{abnd.ActiveAge},
			CountingUnit: abnd.CountPersons, Status: abnd.InForce, Kind: abnd.Same("social-assistance"),
		})
		l.join(&s.Benefits[0], &s.Benefits[1])
		s.Scenarios[0].Change(companionID, "on", abnd.Code(model.Yes))
	}
	return s
}

// Each option of each rule, in a benefit or in the one that it is linked to,
// is refused or computes; what it makes of the one is then seen in the other.
func TestEveryOptionBesideEveryLink(t *testing.T) {
	proofs.NotShort(t)
	w := newWorkbench(t)
	stride := proofs.Count(1, 2, 7)
	for i, l := range links {
		for j, o := range options {
			if (i+j)%stride != 0 {
				continue
			}
			w.run(o.String()+" "+l.name+" its companion", l.study(w, plainBenefit.with(o).and(l.set), companion))

			filled := companion.with(o.ofCompanion())
			if w.run("a companion with "+o.String(), w.with(plainBenefit, filled)) == nil {
				t.Errorf("the companion is refused with %s", o)
			}
			name := "it " + l.name + " a companion with " + o.String()
			r := w.run(name, l.study(w, plainBenefit.and(l.set), filled))
			if r == nil {
				continue
			}
			s := sensitivityOf(r.Result, companionID, nil, l.from, l.to)
			for code := range s.moved[0] {
				if !s.moved[1][code] && !isTold(code, false, filled, r.warnings) {
					t.Errorf("%s: %s moves %v and not %v", name, code, l.from, l.to)
				}
			}
		}
	}
	w.count("options in two linked benefits")
}

// ofCompanion is the option in the companion: where it names a companion, that
// is the benefit itself.
func (o option) ofCompanion() option {
	set := o.set.and(nil)
	for code, x := range set {
		if x == companionID {
			set[code] = ownID
		}
	}
	return option{o.rule, o.name, set}
}

// Every two options of which each is in a scenario of its own, in one benefit
// whose base has what they have in common, are refused or give each scenario
// what its option gives alone: a rule that another scenario uses changes nothing.
func TestEveryTwoOptionsInTwoScenarios(t *testing.T) {
	proofs.NotShort(t)
	w := newWorkbench(t)
	const second = "second"
	w.study.Scenarios = append(w.study.Scenarios, abnd.Scenario{ID: second, Name: abnd.T("Second plan", "Segundo plano")})
	figures := map[string]map[abnd.Path][]float64{}
	for _, o := range options {
		r := w.run(o.String(), w.with(plainBenefit.with(o), companion))
		if r == nil {
			t.Fatalf("%s is refused alone", o)
		}
		figures[o.String()] = map[abnd.Path][]float64{}
		for _, code := range seenIn {
			if key := costing.BenefitKey("plan", ownID, code); r.Projection.Model().Has(key) {
				figures[o.String()][abnd.Path(code)] = r.Projection.Values(key)
			}
		}
	}
	chosen := selection{most: proofs.Count(all, 1, 1), short: 5}
	for i, a := range options {
		for _, b := range options[i+1:] {
			if a.rule == b.rule || !chosen.has(a, b) {
				continue
			}
			one, other := plainBenefit.with(a), plainBenefit.with(b)
			base := plainBenefit.and(nil)
			maps.DeleteFunc(base, func(code string, _ any) bool { return one[code] == nil || other[code] == nil })
			s := w.with(base, companion)
			for scenario, filled := range []parameters{nil, one, other} {
				for code, x := range filled {
					if base[code] != x {
						s.Scenarios[scenario].Change(ownID, code, asValue(x))
					}
				}
			}
			s.Scenarios[2].Change(ownID, "on", abnd.Code(model.Yes))
			s.Scenarios[2].Change(companionID, "on", abnd.Code(model.Yes))
			name := a.String() + " in one scenario, " + b.String() + " in another"
			r := w.run(name, s)
			if r == nil {
				continue
			}
			for scenario, o := range map[string]option{"plan": a, second: b} {
				for code, want := range figures[o.String()] {
					if got := r.Projection.Values(costing.BenefitKey(scenario, ownID, string(code))); !sameFigures(got, want) {
						t.Errorf("%s: %s of %s is %v, and alone %v", name, code, scenario, got, want)
					}
				}
			}
		}
	}
	w.count("options in two scenarios")
}
