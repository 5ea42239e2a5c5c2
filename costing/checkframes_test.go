package costing_test

import (
	"math"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

func TestCheckGeneral(t *testing.T) {
	runCheckCases(t, []checkCase{
		{"country in small letters", func(s *abnd.Study) { s.Country.ISO3 = "tls" }, []string{"country-code general/country_iso3"}},
		{"country of two letters", func(s *abnd.Study) { s.Country.ISO3 = "TL" }, []string{"country-code general/country_iso3"}},
		{"no currency", func(s *abnd.Study) { s.Country.Currency = "" }, []string{"needed general/currency"}},
		{"GDP without a name", func(s *abnd.Study) { s.GDPName = abnd.Text{} }, []string{"needed general/gdp_name_en"}},
		{"projection ends before it begins", func(s *abnd.Study) { s.Projection.Last = 2021 }, []string{
			"year-order general/projection_last", "year-outside benefits/pension/amount_year", "year-outside benefits/grant/amount_year", "year-outside benefits/new-pension/amount_year",
		}},
		{"projection too long", func(s *abnd.Study) { s.Projection.Last = 2222 }, []string{
			"year-order general/projection_last", "years-missing population",
		}},
		{"frames start after the projection", func(s *abnd.Study) { s.FirstYear = 2023 }, []string{
			"year-order general/first_year", "year-outside economy/gdp/year", "year-outside economy/poverty_line/year",
			"year-outside economy/minimum_wage/year", "year-outside schemes/cash/expenditure_year",
			"year-outside benefits/pension/amount_year", "year-outside benefits/grant/amount_year", "year-outside benefits/new-pension/amount_year",
			"years-missing economy/deflator_growth", "years-missing economy/inflation", "years-missing government/revenue", "years-missing government/expenditure",
		}},
		{"base year of prices outside", func(s *abnd.Study) { s.PriceYear = 2019 }, []string{"year-outside general/price_year"}},
		{"two sources with one id", func(s *abnd.Study) { s.Sources[1].ID = "s1" }, []string{"id-twice sources/s1/id"}},
		{"source with a blank id", func(s *abnd.Study) { s.Sources[1].ID = "" }, []string{"id sources//id"}},
	})
}

func TestCheckPopulation(t *testing.T) {
	put := func(n float64) func(*abnd.Study) {
		return func(s *abnd.Study) { s.Population.Set(2024, abnd.Male, 42, abnd.Persons(n)) }
	}
	runCheckCases(t, []checkCase{
		{"years missing at the end", func(s *abnd.Study) { s.Projection.Last = 2026 }, []string{"years-missing population"}},
		{"years missing at the start", func(s *abnd.Study) { s.FirstYear = 2019 }, []string{
			"years-missing population", "years-missing economy/real_growth/2020", "years-missing economy/deflator_growth/2020", "years-missing economy/inflation/2020",
		}},
		{"no population at all", func(s *abnd.Study) { s.Population = abnd.Population{} }, []string{"years-missing population"}},
		{"nothing filled in", func(s *abnd.Study) {
			from := s.Population.Provenance
			s.Population = abnd.NewPopulation(s.Population.Years())
			s.Population.Provenance = from
		}, []string{"needed population"}},
		{"no source", func(s *abnd.Study) { s.Population.Source = "" }, []string{"warning no-source population"}},
		{"negative", put(-1), []string{"population-negative population/male/42/2024"}},
		{"not a number", put(math.NaN()), []string{"population-negative population/male/42/2024"}},
		{"infinite", put(math.Inf(1)), []string{"population-negative population/male/42/2024"}},
		{"a hole", func(s *abnd.Study) { *s = *withHoles(1) }, []string{"population-hole population/female/0/2020"}},
	})
}

// withHoles is the small study with the first n ages of 2020 not filled in.
func withHoles(n int) *abnd.Study {
	s := smallStudy()
	p := abnd.NewPopulation(s.Population.Years())
	p.Provenance = s.Population.Provenance
	for _, year := range p.Years().All() {
		for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			for age := 0; age <= abnd.MaxAge; age++ {
				if year == 2020 && sex == abnd.Female && age < n {
					continue
				}
				p.Set(year, sex, age, 1)
			}
		}
	}
	s.Population = p
	return s
}

// A column that is missing would fill the screen: one message has the number
// of its cells.
func TestManyHolesAreCounted(t *testing.T) {
	found := costing.Check(withHoles(50))
	if len(found) != 1 || found[0].Code != "population-hole" || found[0].Problem.EN != "the population of age 0, female, in 2020 is missing; so it is in 50 cells, 2020-2020" {
		t.Errorf("%v", found)
	}
	speaksBothLanguages(t, found)
}

func TestCheckLevels(t *testing.T) {
	runCheckCases(t, []checkCase{
		{"no GDP", func(s *abnd.Study) { s.Economy.GDP.Known = false }, []string{"needed economy/gdp/level"}},
		{"GDP of zero", func(s *abnd.Study) { s.Economy.GDP.Value = 0 }, []string{"not-positive economy/gdp/level"}},
		{"GDP below zero", func(s *abnd.Study) { s.Economy.GDP.Value = -1 }, []string{"not-positive economy/gdp/level"}},
		{"GDP is no number", func(s *abnd.Study) { s.Economy.GDP.Value = math.NaN() }, []string{"not-positive economy/gdp/level"}},
		{"GDP is infinite", func(s *abnd.Study) { s.Economy.GDP.Value = math.Inf(1) }, []string{"not-positive economy/gdp/level"}},
		{"GDP of another century", func(s *abnd.Study) { s.Economy.GDP.Figure.Year = 1921 }, []string{"year-outside economy/gdp/year"}},
		{"GDP without a source", func(s *abnd.Study) { s.Economy.GDP.Source = "" }, []string{"warning no-source economy/gdp/level"}},
		{"GDP of an unknown source", func(s *abnd.Study) { s.Economy.GDP.Source = "s1; s3" }, []string{"unknown-reference economy/gdp/level/source"}},
		{"unknown grade of confidence", func(s *abnd.Study) { s.Economy.GDP.Confidence = "certain" }, []string{"choice economy/gdp/level/confidence"}},
		{"benchmark with an unknown index", func(s *abnd.Study) { s.Economy.PovertyLine.Index = "gdp" }, []string{"unknown-reference economy/poverty_line/index"}},
		{"benchmark of zero", func(s *abnd.Study) { s.Economy.MinimumWage.Value = 0 }, []string{"not-positive economy/minimum_wage/level"}},
		{"a benchmark may be unknown", func(s *abnd.Study) { s.Economy.MinimumWage = abnd.Benchmark{} }, nil},
	})
}

func TestCheckSeries(t *testing.T) {
	growth := func(change func(*abnd.Series)) func(*abnd.Study) {
		return func(s *abnd.Study) { change(&s.Economy.RealGrowth) }
	}
	runCheckCases(t, []checkCase{
		{"percent typed as a share", growth(func(g *abnd.Series) { g.Values[2022] = 3.5 }), []string{"out-of-range economy/real_growth/2022"}},
		{"collapse below any war", growth(func(g *abnd.Series) { g.Values[2022] = -0.6 }), []string{"out-of-range economy/real_growth/2022"}},
		{"no number", growth(func(g *abnd.Series) { g.Values[2022] = math.NaN() }), []string{"not-finite economy/real_growth/2022"}},
		{"infinite", growth(func(g *abnd.Series) { g.Values[2022] = math.Inf(-1) }), []string{"not-finite economy/real_growth/2022"}},
		{"a hole between years", growth(func(g *abnd.Series) { delete(g.Values, 2022) }), []string{"series-hole economy/real_growth/2022"}},
		{"two holes", growth(func(g *abnd.Series) { g.Values[2025] = 0; delete(g.Values, 2022) }), []string{"series-hole economy/real_growth/2022", "series-hole economy/real_growth/2024"}},
		{"nothing to hold", growth(func(g *abnd.Series) { g.Values = nil }), []string{"warning series-missing economy/real_growth"}},
		{"nothing to hold in the frame", growth(func(g *abnd.Series) { g.Values = map[abnd.Year]float64{2019: 0.02} }), []string{"years-missing economy/real_growth"}},
		{"begins too late", growth(func(g *abnd.Series) { delete(g.Values, 2021) }), []string{"years-missing economy/real_growth/2021"}},
		{"no long-run value", growth(func(g *abnd.Series) { g.Extension = abnd.LongRunValue }), []string{"needed economy/real_growth/long_run"}},
		{"a long-run value in percent", growth(func(g *abnd.Series) { g.Extension, g.LongRun = abnd.LongRunValue, abnd.Known(3.5, 0) }), []string{"out-of-range economy/real_growth/long_run"}},
		{"a long-run value stands alone", growth(func(g *abnd.Series) {
			*g = abnd.Series{Extension: abnd.LongRunValue, LongRun: abnd.Known(0.03, 0)}
		}), nil},
		{"unknown extension", growth(func(g *abnd.Series) { g.Extension = "guess" }), []string{"unknown-reference economy/real_growth/extension"}},
		{"GDP per head extends wages only", growth(func(g *abnd.Series) { g.Extension = abnd.WithGDPPerHead }), []string{"unknown-reference economy/real_growth/extension"}},
		{"no source", growth(func(g *abnd.Series) { g.Source = "" }), []string{"warning no-source economy/real_growth"}},
		{"an assumption is its own source", growth(func(g *abnd.Series) { g.Source, g.Confidence = "", abnd.Assumption }), nil},
		{"revenue missing in the first year", func(s *abnd.Study) {
			delete(s.Government.Revenue.Values, 2022)
			s.Government.Revenue.Values[2023] = 0.3
		}, []string{"years-missing government/revenue/2022"}},
		{"revenue missing where there is no history", func(s *abnd.Study) {
			*s = *withoutHistory(s)
			s.Government.Revenue.Values = map[abnd.Year]float64{2023: 0.3}
		}, []string{"years-missing government/revenue/2022"}},
		{"revenue of nothing", func(s *abnd.Study) { s.Government.Revenue.Values[2022] = 0 }, []string{"out-of-range government/revenue/2022"}},
		{"expenditure in percent", func(s *abnd.Study) { s.Government.Expenditure.Values[2022] = 35 }, []string{"out-of-range government/expenditure/2022"}},
		{"a table above one", func(s *abnd.Study) { s.Tables[0].Values[2023] = 20 }, []string{"out-of-range tables/path/2023"}},
		{"a table that starts late", func(s *abnd.Study) { delete(s.Tables[0].Values, 2022) }, []string{"years-missing tables/path/2022"}},
		{"a table with a bad id", func(s *abnd.Study) { s.Tables[0].ID = "my path" }, []string{"id tables/my path/id"}},
		{"two tables with one id", func(s *abnd.Study) { s.Tables = append(s.Tables, s.Tables[0]) }, []string{"id-twice tables/path/id"}},
	})
}

// withoutHistory starts the frames in the first year of the projection.
func withoutHistory(s *abnd.Study) *abnd.Study {
	s.FirstYear = s.Projection.First
	s.Economy.GDP.Figure.Year = s.FirstYear
	s.Economy.PovertyLine.Figure.Year = s.FirstYear
	s.Economy.MinimumWage.Figure.Year = s.FirstYear
	s.Schemes[1].Expenditure.Year = s.FirstYear
	s.Economy.DeflatorGrowth.Values[2022] = 0.05
	return s
}

func TestAStudyWithoutHistoryIsClean(t *testing.T) {
	for _, d := range costing.Check(withoutHistory(smallStudy())) {
		t.Error(d.In(abnd.English))
	}
}

// A share above one up to a hundred was meant as percent: say what to write.
func TestPercentIsRecognised(t *testing.T) {
	s := smallStudy()
	s.Tables[0].Values[2023] = 20
	if got := costing.Check(s)[0].Remedy.EN; got != "shares are from 0% to 100%: enter 20%, or 0.2 in a cell that is not formatted as a percentage" {
		t.Error(got)
	}
}
