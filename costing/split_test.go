package costing_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// splitStudy is the small study with a pension for old age and, by a quarter, for
// active age, and cash that belongs by two fifths to old age.
func splitStudy() *abnd.Study {
	s := smallStudy()
	pension := costing.Split{Second: abnd.ActiveAge, Share: 0.25}
	set(s, "new-pension", "guarantee_2", abnd.Code(string(pension.Second)))
	set(s, "new-pension", "guarantee_2_share", abnd.Num(float64(pension.Share)))
	s.Schemes[1].Guarantees = []abnd.Guarantee{abnd.Children, abnd.Older}
	s.Schemes[1].SecondShare = abnd.Known(0.4, 0)
	return s
}

// A pension that serves old age and, by a quarter, active age: the sums of both have
// their part of it.
func ExampleSplit() {
	study := splitStudy()
	model, found := costing.Build(study)
	if model == nil {
		fmt.Println(found)
		return
	}
	projection, err := model.Evaluate()
	if err != nil {
		fmt.Println(err)
		return
	}
	pension, _ := projection.Value(costing.BenefitKey("high", "new-pension", "beneficiaries"), 2025)
	fmt.Printf("%.0f receive the pension\n", pension)
	for _, g := range []abnd.Guarantee{abnd.Older, abnd.ActiveAge} {
		people, _ := projection.Value(costing.GuaranteeKey("high", g, "beneficiaries"), 2025)
		fmt.Printf("%.0f count in %s\n", people, g)
	}
	// Output:
	// 77900 receive the pension
	// 58425 count in older
	// 19475 count in active-age
}

// A split moves each sum of a benefit from its first guarantee to the second by
// the share, and nothing of what is added over them.
func TestASplitMovesSumsBetweenGuarantees(t *testing.T) {
	whole, split := project(t, smallStudy()), project(t, splitStudy())
	value := func(p *model.Projection, key model.Key) float64 {
		x, _ := p.Value(key, 2025)
		return x
	}
	for _, line := range []string{"benefit_cost", "admin_cost", "total_cost", "incremental_cost", "law_incremental_cost", "kept_incremental_cost"} {
		for _, scenario := range []string{abnd.StatusQuo, "low", "high"} {
			total := costing.TotalKey(scenario, line)
			if a, b := value(whole, total), value(split, total); math.Abs(a-b) > 1e-6*math.Abs(a) {
				t.Errorf("%s is %v, without the split %v", total, b, a)
			}
		}
	}
	pension := func(line string) float64 { return value(whole, costing.BenefitKey("high", "new-pension", line)) }
	for _, line := range []string{"beneficiaries", "beneficiaries/female", "total_cost", "incremental_cost"} {
		for g, want := range map[abnd.Guarantee]float64{abnd.Older: -0.25, abnd.ActiveAge: 0.25} {
			key := costing.GuaranteeKey("high", g, line)
			if moved := value(split, key) - value(whole, key); math.Abs(moved-want*pension(line)) > 1e-6*math.Abs(pension(line)) {
				t.Errorf("%s moves by %v, want %v × %v", key, moved, want, pension(line))
			}
		}
	}
	// Cash is carried on by its expenditure of 500,000 where nothing replaces it.
	for g, want := range map[abnd.Guarantee]float64{abnd.Children: 300_000, abnd.Older: 200_000} {
		was, is := costing.GuaranteeKey(abnd.StatusQuo, g, "total_cost"), value(split, costing.GuaranteeKey(abnd.StatusQuo, g, "total_cost"))
		before := value(whole, was)
		if g == abnd.Children {
			before -= 500_000
		}
		if math.Abs(is-before-want) > 1e-6 {
			t.Errorf("%s has %v of the scheme, want %v", g, is-before, want)
		}
	}
	// Who receives the cash is not known, in either guarantee.
	for _, g := range []abnd.Guarantee{abnd.Children, abnd.Older} {
		if value(split, costing.UnknownParts(costing.GuaranteeKey(abnd.StatusQuo, g, "beneficiaries"))) != 1 {
			t.Errorf("the recipients of cash are not missing in %s", g)
		}
	}
}

func TestFaultsOfASplit(t *testing.T) {
	inPlan := func(s *abnd.Study) { s.Scenarios[1].Change("x", "guarantee_2_share", abnd.Num(0.4)) }
	itself := func(s *abnd.Study) {
		set(s, "x", "guarantee_2", abnd.Code(string(s.Benefits[len(s.Benefits)-1].Guarantee)))
	}
	of := []costing.Rule{costing.Split{Second: abnd.Health, Share: 0.3}}
	ruleFaults(t, map[string]ruleFault{
		"a guarantee that is not one":  {of, choosing("guarantee_2", "wealth"), "unknown-reference benefits/x/guarantee_2"},
		"a guarantee twice":            {of, itself, "split-itself benefits/x/guarantee_2"},
		"a guarantee without a share":  {of, blanking("guarantee_2_share"), "needed benefits/x/guarantee_2_share"},
		"a share in percent":           {of, giving("guarantee_2_share", 30), "out-of-range benefits/x/guarantee_2_share"},
		"a split that a scenario made": {of, inPlan, "split-by-scenario scenarios/low/x/guarantee_2_share"},
	})
	for name, c := range map[string]struct {
		change func(*abnd.Study)
		want   string
	}{
		"a scheme of one guarantee": {func(s *abnd.Study) { s.Schemes[1].Guarantees = s.Schemes[1].Guarantees[:1] }, "split-of-one schemes/cash/guarantee_2_share"},
		"a share above one":         {func(s *abnd.Study) { s.Schemes[1].SecondShare = abnd.Known(40, 0) }, "out-of-range schemes/cash/guarantee_2_share"},
		"a scheme that a benefit models": {func(s *abnd.Study) {
			s.Schemes[0].Guarantees = []abnd.Guarantee{abnd.Older, abnd.ActiveAge}
			s.Schemes[0].SecondShare = abnd.Known(0.1, 0)
		}, "not-read schemes/old/guarantee_2_share"},
		"a package with a part": {func(s *abnd.Study) {
			s.Packages = []abnd.Package{{ID: "mixed", Scenarios: map[abnd.Guarantee]string{
				abnd.Health: "low", abnd.Children: "low", abnd.ActiveAge: "low", abnd.Older: "high",
			}}}
		}, "split-package packages/mixed/active-age"},
	} {
		s := splitStudy()
		c.change(s)
		found := costing.Check(s)
		speaksBothLanguages(t, found)
		if told := strings.Join(written(found), "; "); !strings.Contains(told, c.want) {
			t.Errorf("%s: found %s, want %s", name, told, c.want)
		}
	}
}
