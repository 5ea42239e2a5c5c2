package scenarios

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// Above is a scenario or package that costs more than the fiscal envelope of the
// study, with the first year in which it does.
type Above struct {
	ID   string
	Name abnd.Text
	From abnd.Year
}

// AboveEnvelope lists the scenarios, then the packages, that cost more over the
// status quo than the study's own fiscal envelope in some year.
func AboveEnvelope(r *Result) []Above {
	if !costing.HasEnvelope(r.Study) {
		return nil
	}
	var all []Above
	add := func(id string, name abnd.Text) {
		for _, year := range r.Study.Projection.All() {
			need, ok := r.Projection.Value(costing.FiscalKey(id, "need"), year)
			gdp, _ := r.Projection.Value("frame/gdp", year)
			if ok && need > gdp*costing.SmallestGap {
				all = append(all, Above{id, name, year})
				return
			}
		}
	}
	for _, s := range r.Study.Scenarios {
		if s.ID != abnd.StatusQuo {
			add(s.ID, s.Name)
		}
	}
	for _, p := range r.Study.Packages {
		add(p.ID, p.Name)
	}
	return all
}
