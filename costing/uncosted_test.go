package costing_test

import (
	"slices"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// Oracle: a study of five schemes, one for each way in which a scheme can be
// known, read against the rule by hand.
func TestUncostedSchemes(t *testing.T) {
	study := &abnd.Study{
		Schemes: []abnd.Scheme{
			{ID: "by-rule", Status: abnd.InForce, Guarantees: []abnd.Guarantee{abnd.Children}},
			{ID: "by-expenditure", Status: abnd.InForce, Guarantees: []abnd.Guarantee{abnd.Older}, Projection: "gdp", Expenditure: abnd.Figure{Value: 1, Known: true}, ExpenditureCovers: []string{"inside-another"}},
			{ID: "inside-another", Status: abnd.InForce, Guarantees: []abnd.Guarantee{abnd.Older}},
			{ID: "name-only", Status: abnd.InForce, Guarantees: []abnd.Guarantee{abnd.ActiveAge}},
			{ID: "closed", Status: abnd.Closed, Guarantees: []abnd.Guarantee{abnd.Health}},
		},
		Benefits: []abnd.Benefit{{ID: "grant", Scheme: "by-rule", Guarantee: abnd.Children}},
	}
	var missing []string
	for _, s := range costing.UncostedSchemes(study) {
		missing = append(missing, s.ID)
	}
	if want := []string{"name-only"}; !slices.Equal(missing, want) {
		t.Errorf("not costed are %v, want %v", missing, want)
	}
}
