package costing_test

import (
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// withoutSeries takes from a study what [costing.MissingSeries] may lack.
func withoutSeries(s *abnd.Study) *abnd.Study {
	for _, f := range costing.AllFrameSeries() {
		if !f.Optional {
			*f.Of(s) = abnd.Series{Extension: abnd.HoldLast}
		}
	}
	return s
}

// A study without growth, prices, wages and government accounts is costed: GDP
// is known in its own year, an amount that follows prices in its own, one that
// follows nothing in every year; nothing else is, and none of it is zero.
func TestAStudyWithoutSeries(t *testing.T) {
	full, s := project(t, smallStudy()), withoutSeries(smallStudy())
	s.Economy.GDP.Figure.Year = 2023
	found := costing.Check(s)
	if len(found) != 1 || found[0].Code != "series-missing" || found[0].Severity != abnd.Warning {
		t.Fatalf("found %v, want one warning of all series", found)
	}
	p := project(t, s)
	known := func(key model.Key, year abnd.Year, want float64) {
		t.Helper()
		if x, ok := p.Value(key, year); !ok || x != want {
			t.Errorf("%s in %d is %v (known: %v), want %v", key, year, x, ok, want)
		}
	}
	blank := func(key model.Key, years ...abnd.Year) {
		t.Helper()
		for _, year := range years {
			if x, ok := p.Value(key, year); ok {
				t.Errorf("%s in %d is %v, and cannot be known", key, year, x)
			}
		}
	}
	known("frame/gdp", 2023, 100e6)
	blank("frame/gdp", 2020, 2021, 2022, 2024, 2025)
	known("frame/price_level", 2022, 1) // the base year of prices
	blank("frame/price_level", 2021, 2023)
	blank("frame/revenue_amount", 2022, 2023, 2024, 2025)
	blank("frame/balance", 2023)
	known("frame/poverty_line", 2021, 40)
	blank("frame/poverty_line", 2022)

	cost := costing.BenefitKey("high", "pension", "total_cost")
	for _, year := range s.Projection.All() {
		want, _ := full.Value(cost, year) // follows no index
		known(cost, year, want)
	}
	total, _ := p.Value(costing.TotalKey("low", "total_cost"), 2023)
	known(costing.TotalKey("low", "share_of_gdp"), 2023, total/100e6)
	blank(costing.TotalKey("low", "share_of_gdp"), 2022, 2024, 2025)
	blank(costing.TotalKey("low", "share_of_expenditure"), 2023)
	blank(costing.TotalKey("low", "new_balance"), 2023)

	// The new pension follows prices from 2022 on and is paid from 2024 on, so
	// that its scenario costs nobody knows what.
	blank(costing.BenefitKey("high", "new-pension", "total_cost"), 2024, 2025)
	blank(costing.TotalKey("high", "total_cost"), 2024, 2025)
	if _, ok := p.Value(costing.TotalKey("high", "total_cost"), 2023); !ok {
		t.Error("a benefit that is not paid yet keeps the total from being known")
	}
}

// One series at a time: what does not rest on it is as it was.
func TestOneSeriesIsMissing(t *testing.T) {
	full := project(t, smallStudy())
	for code, rests := range map[string]model.Key{
		"real_growth": "frame/gdp", "deflator_growth": "frame/gdp", "inflation": "frame/cpi",
		"revenue": "frame/revenue_amount", "expenditure": "frame/expenditure_amount",
	} {
		s := smallStudy()
		for _, f := range costing.AllFrameSeries() {
			if f.Code == code {
				*f.Of(s) = abnd.Series{Extension: abnd.HoldLast}
			}
		}
		p := project(t, s)
		if _, ok := p.Value(rests, 2024); ok {
			t.Errorf("without %s, %s is known", code, rests)
		}
		same := 0
		for _, line := range p.Model().Lines() {
			if line.Lacks || !full.Model().Has(line.Key) {
				continue
			}
			same++
			before, after := full.Values(line.Key), p.Values(line.Key)
			for i := range after {
				if before[i] == before[i] && before[i] != after[i] && line.Key != model.Key(frameInput(code)) {
					t.Errorf("without %s, %s is %v, was %v", code, line.Key, after[i], before[i])
					break
				}
			}
		}
		if same < 100 {
			t.Errorf("without %s, only %d lines do not rest on it", code, same)
		}
	}
}

func frameInput(code string) string {
	for _, f := range costing.AllFrameSeries() {
		if f.Code == code {
			return string(f.Path())
		}
	}
	return ""
}
