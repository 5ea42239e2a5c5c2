package scenarios

import (
	"maps"
	"slices"

	"github.com/openabnd/engine/abnd"
)

// changed is the study with other values of one benefit in a scenario. The
// study itself is left as it is.
func changed(study *abnd.Study, scenario, benefit string, values map[string]abnd.Value) *abnd.Study {
	to := *study
	to.Scenarios = slices.Clone(study.Scenarios)
	for i := range to.Scenarios {
		s := &to.Scenarios[i]
		if s.ID != scenario {
			continue
		}
		s.Changes = maps.Clone(s.Changes)
		if own, ok := s.Changes[benefit]; ok {
			s.Changes[benefit] = maps.Clone(own)
		}
		for code, value := range values {
			s.Change(benefit, code, value)
		}
	}
	return &to
}
