package costing_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

var printed = abnd.Provenance{Source: "s1", Confidence: abnd.High}

// smallStudy is a study without errors or warnings, small enough to compute
// by hand: 1,000 women and 900 men at every age, GDP of 100 million.
//
//	pension      stands for the scheme "old"
//	new-pension  replaces "old" in the high scenario from 2024
//	grant        replaces "cash", whose expenditure is projected
func smallStudy() *abnd.Study {
	frame := abnd.Years{First: 2020, Last: 2025}
	s := &abnd.Study{
		Country:    abnd.Country{ISO3: "TLS", Name: abnd.Same("Timor-Leste"), Currency: "USD"},
		FirstYear:  frame.First,
		Projection: abnd.Years{First: 2022, Last: frame.Last},
		PriceYear:  2022,
		GDPName:    abnd.T("GDP", "PIB"),
		Population: abnd.NewPopulation(frame),
		Sources:    []abnd.Source{{ID: "s1"}, {ID: "s2"}},
	}
	s.Population.Provenance = printed
	for _, year := range frame.All() {
		for age := 0; age <= abnd.MaxAge; age++ {
			s.Population.Set(year, abnd.Female, age, 1000)
			s.Population.Set(year, abnd.Male, age, 900)
		}
	}
	held := func(from abnd.Year, values ...float64) abnd.Series {
		series := abnd.Series{Provenance: printed, Extension: abnd.HoldLast, Values: map[abnd.Year]float64{}}
		for i, v := range values {
			series.Values[from+abnd.Year(i)] = v
		}
		return series
	}
	s.Economy = abnd.Economy{
		GDP:            abnd.Level{Figure: abnd.Known(100e6, 2021), Provenance: printed},
		RealGrowth:     held(2021, 0.02, 0.03, 0.04),
		DeflatorGrowth: held(2021, 0.05),
		Inflation:      held(2021, 0.05, 0.06),
		WageGrowth:     abnd.Series{Extension: abnd.WithGDPPerHead},
		PovertyLine:    abnd.Benchmark{Level: abnd.Level{Figure: abnd.Known(40, 2021), Provenance: printed}, Index: costing.IndexCPI},
		MinimumWage:    abnd.Benchmark{Level: abnd.Level{Figure: abnd.Known(115, 2020), Provenance: printed}, Index: costing.IndexNone},
	}
	s.Government = abnd.Government{Revenue: held(2022, 0.3), Expenditure: held(2022, 0.35)}
	s.Tables = []abnd.Table{{ID: "path", Name: abnd.T("Path", "Trajectória"), Series: held(2022, 0.1, 0.2)}}
	s.Schemes = []abnd.Scheme{
		{ID: "old", Name: abnd.Same("Old"), Guarantees: []abnd.Guarantee{abnd.Older}, Status: abnd.InForce, Provenance: printed},
		{ID: "cash", Name: abnd.Same("Cash"), Guarantees: []abnd.Guarantee{abnd.Children}, Status: abnd.InForce, Expenditure: abnd.Known(500_000, 2021), Projection: costing.IndexNone, Provenance: printed},
		{ID: "idle", Name: abnd.Same("Idle"), Guarantees: []abnd.Guarantee{abnd.Children}, Status: abnd.Repealed, Provenance: printed},
	}
	s.Recommended = []abnd.Recommendation{{ID: "R1", Guarantee: abnd.Children, ToBeCosted: true}}
	pension := costing.NewBenefit("pension", abnd.Older, abnd.T("Pension", "Pensão"), printed,
		costing.Paid{From: 2022}, costing.Ages{Min: 65, Max: 100, Sex: abnd.Both, Share: 1}, costing.TakeUp(0.9),
		costing.FlatAmount{Amount: 30, Year: 2022}, costing.AdministrationShare(0.05))
	pension.Scheme = "old"
	renewed := costing.NewBenefit("new-pension", abnd.Older, abnd.T("New pension", "Nova pensão"), printed,
		costing.From(2024), costing.Ages{Min: 60, Max: 100, Sex: abnd.Both, Share: 1}, costing.TakeUp(1),
		costing.FlatAmount{Amount: 40, Year: 2022}, costing.Indexed(costing.IndexCPI))
	renewed.Replaces = []string{"old"}
	grant := costing.NewBenefit("grant", abnd.Children, abnd.T("Grant", "Subsídio"), printed,
		costing.From(2023), costing.Ages{Min: 0, Max: 2, Sex: abnd.Both, Share: 1},
		costing.TakeUpRamp{From: 0, To: 0.8, Start: 2022, End: 2024}, costing.FlatAmount{Amount: 10, Year: 2022})
	grant.Replaces = []string{"cash"}
	grant.Recommendations = []string{"R1"}
	s.Benefits = []abnd.Benefit{pension, renewed, grant}
	low, high := abnd.Scenario{ID: "low", Name: abnd.T("Low", "Valor mínimo")}, abnd.Scenario{ID: "high", Name: abnd.T("High", "Valor máximo")}
	low.Change("grant", "on", abnd.Code(model.Yes))
	high.Change("grant", "on", abnd.Code(model.Yes))
	high.Change("new-pension", "on", abnd.Code(model.Yes))
	s.Scenarios = []abnd.Scenario{{ID: abnd.StatusQuo, Name: abnd.T("Status quo", "Situação actual")}, low, high}
	return s
}

// set changes a parameter of a benefit for every scenario.
func set(s *abnd.Study, benefit, code string, v abnd.Value) {
	for i := range s.Benefits {
		if s.Benefits[i].ID == benefit {
			s.Benefits[i].Parameters[code] = abnd.Parameter{Value: v, Provenance: printed}
			return
		}
	}
	panic("no benefit " + benefit)
}

// project builds and evaluates a study that must have no errors.
func project(t rapid.TB, s *abnd.Study) *model.Projection {
	t.Helper()
	m, found := costing.Build(s)
	if m == nil {
		t.Fatalf("the study does not build:\n%v", found)
	}
	p, err := m.Evaluate()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestTheSmallStudyIsClean(t *testing.T) {
	for _, d := range costing.Check(smallStudy()) {
		t.Error(d.In(abnd.English))
	}
}
