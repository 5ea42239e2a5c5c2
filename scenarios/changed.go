package scenarios

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// changed is the study with other values of one benefit in a scenario. The
// study itself is left as it is.
func changed(study *abnd.Study, scenario, benefit string, values map[string]abnd.Value) *abnd.Study {
	to := study.Clone()
	for i := range to.Scenarios {
		s := &to.Scenarios[i]
		if s.ID != scenario {
			continue
		}
		for code, value := range values {
			s.Change(benefit, code, value)
		}
	}
	return to
}

// valueIn is a parameter of a benefit as the rules read it in a scenario: its
// own, or inherited.
func (r *Result) valueIn(scenario string, b abnd.Benefit, code string) abnd.Value {
	key := costing.BenefitKey(scenario, b.ID, "parameter/"+code)
	if !r.Projection.Model().Has(key) {
		return abnd.Value{} // of a rule that the benefit does not use
	}
	if r.Projection.Model().Line(key).List != nil {
		if choice := r.Projection.Choice(key); choice != "" {
			return abnd.Code(choice)
		}
		return abnd.Value{}
	}
	if x, ok := r.Projection.Value(key, 0); ok {
		return abnd.Num(x)
	}
	return abnd.Value{}
}

// valuesIn are all values of a benefit in a scenario that are not blank.
func (r *Result) valuesIn(scenario string, b abnd.Benefit) map[string]abnd.Value {
	all := map[string]abnd.Value{}
	for _, spec := range costing.SpecsOf(r.Study, b) {
		if v := r.valueIn(scenario, b, spec.Code); !v.IsBlank() {
			all[spec.Code] = v
		}
	}
	return all
}

// flattened is a scenario that inherits nothing: it says every value itself.
func (r *Result) flattened(scenario string) abnd.Scenario {
	s := abnd.Scenario{ID: scenario}
	r.fill(&s, scenario)
	return s
}

// fill gives the benefits of which a scenario says nothing the values of
// another one, which need not be those of the base.
func (r *Result) fill(s *abnd.Scenario, from string) {
	for _, b := range r.Study.Benefits {
		if s.Changes[b.ID] != nil {
			continue
		}
		for code, value := range r.valuesIn(from, b) {
			s.Change(b.ID, code, value)
		}
	}
}
