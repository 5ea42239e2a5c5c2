package costing

import (
	"slices"

	"github.com/openabnd/engine/abnd"
)

// UncostedSchemes lists the existing schemes in force of which too little is
// known to cost them: no benefit stands for them, and no expenditure of theirs
// is carried on, nor that of another scheme that has theirs inside. They are
// missing from every total.
func UncostedSchemes(study *abnd.Study) []abnd.Scheme {
	projected := ProjectedSchemes(study)
	var schemes []abnd.Scheme
	for _, s := range study.Schemes {
		carriedOn := slices.ContainsFunc(projected, func(p abnd.Scheme) bool {
			return p.ID == s.ID || slices.Contains(p.ExpenditureCovers, s.ID)
		})
		if s.Status == abnd.InForce && !carriedOn && len(standing(study, s.ID)) == 0 {
			schemes = append(schemes, s)
		}
	}
	return schemes
}
