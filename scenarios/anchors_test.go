package scenarios_test

import (
	"math"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

var published = abnd.Provenance{Source: "wpp2024", Confidence: abnd.High}

// onFrames is a study on the embedded frames of a country with these benefits
// and no other, all of them on in the scenario "all" only.
func onFrames(t testing.TB, code string, first abnd.Year, benefits ...abnd.Benefit) *abnd.Study {
	t.Helper()
	s := studies.Load(t, code)
	s.Projection.First = first
	for i := range s.Tables { // the paths of the profile begin later
		s.Tables[i] = abnd.Table{ID: s.Tables[i].ID, Series: abnd.Series{Extension: abnd.LongRunValue, LongRun: abnd.Known(0, 0)}}
	}
	s.DropLevers()
	s.Schemes, s.Outturns, s.Packages, s.Benefits, s.Provisions, s.Uncertain, s.Correlations = nil, nil, nil, benefits, nil, nil, nil
	all := abnd.Scenario{ID: "all"}
	for _, b := range benefits {
		all.Change(b.ID, "on", abnd.Code(model.Yes))
	}
	s.Scenarios = []abnd.Scenario{{ID: abnd.StatusQuo}, all}
	return s
}

func near(t *testing.T, what string, got, want, relative float64) {
	t.Helper()
	if math.Abs(got-want) > relative*math.Abs(want) {
		t.Errorf("%s = %v, want %v within %v of it", what, got, want, relative)
	}
}

// The tiered social pension of Timor-Leste in 2024 as if everybody got it.
// The persons are those of UN WPP 2024 on 1 July 2024, added up by hand:
// 54,313 of 60–69, 39,313 of 70–79, 11,710 of 80 and over. So
//
//	12 × (60 × 54,313 + 80 × 39,313 + 100 × 11,710)
//	= 12 × (3,258,780 + 3,145,040 + 1,171,000) = 12 × 7,574,820 = 90,897,840
//
// which is exact: whole persons times whole dollars. The share follows from
// non-oil GDP in the IMF's WEO of October 2025, 1.692 bn × 1.15069 =
// 1,946,967,480: 4.668688 %, here to the seven digits written down.
func TestUniversalPensionsInTimorLeste(t *testing.T) {
	band := func(id string, lo, hi int, amount abnd.Money) abnd.Benefit {
		return costing.NewBenefit(id, abnd.Older, abnd.Same(id), published, costing.From(2024),
			costing.Ages{Min: lo, Max: hi, Sex: abnd.Both, Share: 1}, costing.TakeUp(1), costing.FlatAmount{Amount: amount, Year: 2024})
	}
	r := studies.Run(t, onFrames(t, "TLS", 2024, band("p60", 60, 69, 60), band("p70", 70, 79, 80), band("p80", 80, abnd.MaxAge, 100)))
	for id, persons := range map[string]float64{"p60": 54313, "p70": 39313, "p80": 11710} {
		if got, _ := valueOf(r, "all", abnd.Older, id, "beneficiaries", 2024); got != persons {
			t.Errorf("%s: %v persons, want %v", id, got, persons)
		}
	}
	cost, _ := valueOf(r, "all", scenarios.AllOf, scenarios.AllOf, "total_cost", 2024)
	if cost != 90_897_840 {
		t.Errorf("cost %v, want 90,897,840", cost)
	}
	share, _ := valueOf(r, "all", abnd.Older, scenarios.AllOf, "percent_gdp", 2024)
	near(t, "percent of non-oil GDP", share, 4.668688, 1e-7)
}

// MT 540 a month for all children of 0 and 1 in Mozambique in 2025. UN WPP
// 2024 has 2,446,737 of them on 1 July 2025, added up by hand; 2,446,737 ×
// 540 × 12 = 15,854,855,760, which is exact. Nominal GDP in the IMF's WEO of
// October 2025 is MT 1,599.008 bn: 0.9915432 %, to the seven digits written
// down; GDP is chained from growth rates of twelve digits.
func TestChildGrantInMozambique(t *testing.T) {
	grant := costing.NewBenefit("grant", abnd.Children, abnd.Same("grant"), published, costing.From(2025),
		costing.Ages{Min: 0, Max: 1, Sex: abnd.Both, Share: 1}, costing.TakeUp(1), costing.FlatAmount{Amount: 540, Year: 2025})
	r := studies.Run(t, onFrames(t, "MOZ", 2025, grant))
	if got, _ := valueOf(r, "all", abnd.Children, "grant", "beneficiaries", 2025); got != 2_446_737 {
		t.Errorf("%v children, want 2,446,737", got)
	}
	if got, _ := valueOf(r, "all", abnd.Children, "grant", "total_cost", 2025); got != 15_854_855_760 {
		t.Errorf("cost %v, want 15,854,855,760", got)
	}
	share, _ := valueOf(r, "all", abnd.Children, "grant", "percent_gdp", 2025)
	near(t, "percent of GDP", share, 0.9915432, 1e-7)
}
