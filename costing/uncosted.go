package costing

import (
	"slices"
	"strings"

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

// Sums that existing schemes have a part in, by what must be known of a scheme
// to be in them.
var (
	sumsOfCost    = []string{"total_cost", "base_year_cost", "share_of_gdp", "share_of_expenditure", "share_of_revenue"}
	sumsOfDetails = []string{"beneficiaries", "benefit_cost", "admin_cost"}
)

// ZeroIsUnknown says of a sum over guarantees, by the name of its line, that a
// zero in it would mean nothing: there are existing schemes that are in force
// and not in the sum. Where it is more than zero it is a sum of what is known.
// A scheme that is known by its expenditure alone has a cost, and neither
// beneficiaries nor administration.
func ZeroIsUnknown(study *abnd.Study, line string, guarantees ...abnd.Guarantee) bool {
	line, _, _ = strings.Cut(line, "/") // of one sex
	var missing []abnd.Scheme
	switch {
	case slices.Contains(sumsOfDetails, line):
		missing = append(UncostedSchemes(study), ProjectedSchemes(study)...)
	case slices.Contains(sumsOfCost, line):
		missing = UncostedSchemes(study)
	}
	return slices.ContainsFunc(missing, func(s abnd.Scheme) bool {
		return slices.ContainsFunc(guarantees, func(g abnd.Guarantee) bool { return slices.Contains(s.Guarantees, g) })
	})
}
