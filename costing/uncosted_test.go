package costing_test

import (
	"slices"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// Oracle: a study of five schemes, one for each way in which a scheme can be
// known, read against the rule by hand.
func TestASumOfZeroIsKnownOnlyWhereEverySchemeIsInIt(t *testing.T) {
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
	for _, c := range []struct {
		line       string
		guarantees []abnd.Guarantee
		unknown    bool
	}{
		{"total_cost", []abnd.Guarantee{abnd.Children}, false},
		{"total_cost", []abnd.Guarantee{abnd.Older}, false},
		{"total_cost", []abnd.Guarantee{abnd.ActiveAge}, true},
		{"total_cost", []abnd.Guarantee{abnd.Health}, false}, // nobody new enters, and what it costs is not asked
		{"total_cost", abnd.Guarantees(), true},
		{"share_of_gdp", []abnd.Guarantee{abnd.ActiveAge}, true},
		{"beneficiaries", []abnd.Guarantee{abnd.Older}, true},
		{"beneficiaries/female", []abnd.Guarantee{abnd.Older}, true},
		{"beneficiaries/female", []abnd.Guarantee{abnd.Children}, false},
		// What a scenario adds is known whatever stood there before.
		{"incremental_cost", abnd.Guarantees(), false},
		{"new_balance", abnd.Guarantees(), false},
	} {
		if got := costing.ZeroIsUnknown(study, c.line, c.guarantees...); got != c.unknown {
			t.Errorf("a zero in %s of %v: unknown %v", c.line, c.guarantees, got)
		}
	}
}
