package costing_test

import (
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// span of values that a parameter can have.
type valueRange struct{ low, high float64 }

// What a parameter can be follows from what it is: a share is none to all, an
// age is one of the population's, a year has its days and months. What is
// bounded otherwise stands here with its reason.
func TestParametersCanBeWhatTheyMean(t *testing.T) {
	const money = 1e18 // beyond any currency's; more cannot be told apart to the unit
	byUnit := map[abnd.Unit]valueRange{
		abnd.PureNumber: {0, 1}, abnd.AgeInYears: {0, 100}, abnd.CalendarYear: {1900, 2200}, abnd.PersonUnit: {0, money}, abnd.CurrentMoney: {0, money},
	}
	change, odds := valueRange{-0.5, 2}, valueRange{1.01, 100}
	registered := valueRange{0, 1e9} // beside which a small band keeps its digits
	byCode := map[string]valueRange{
		"reference_share": {0, 10},                                                                  // ten poverty lines
		"works_nonwage":   {0, 10},                                                                  // tools for ten times the wages
		"incidence":       {0, 12},                                                                  // a visit a month
		"index_rate":      change, "health_inflation_over_cpi": change, "pensioners_growth": change, // halved to tripled in a year
		"odds_factor": odds, "area_odds_factor": odds, "enrolment_odds_factor": odds, // 1 would be no rise
		"index_every": {1, 50}, "registration_every": {1, 50},
		"start_month":        {1, 12},    // January to December
		"births_relative":    {0, 3},     // three times those of all women
		"months_per_payment": {0.25, 12}, // a week to a year
		"reference_months":   {0, 12}, "works_rural_months": {0, 12}, "works_urban_months": {0, 12},
		"months_paid": {0, 120}, "floor_share": {0, 120}, "ceiling_share": {0, 120}, // ten years
		"duration": {0, 24}, "entitlement_months": {0, 24}, // this year and the next two
		"works_days_month": {0, 31}, "school_days": {1, 366},
		"child_paid_mean": {0, 20}, "child_mean": {1, 20}, "child_cap": {1, 20},
		"child_mean_5": {5, 50}, "scale_mean_5": {5, 50}, // of five and more
		"register_1": registered, "register_2": registered, "register_3": registered, "register_4": registered,
	}
	whole := map[string]bool{"index_every": true, "registration_every": true, "start_month": true, "school_days": true, "child_cap": true}
	for _, s := range costing.Specs() {
		if s.IsChoice() {
			continue
		}
		want, ok := byCode[s.Code]
		if !ok {
			want, ok = byUnit[s.Unit]
		}
		switch name := s.Unit.String(); {
		case ok:
		case strings.HasPrefix(name, "money/"):
			want = valueRange{0, money}
		case name == "payment": // or days, or visits, of a year
			want = valueRange{0, 366}
		default:
			t.Errorf("%s, %s: nothing is said of its range", s.Code, name)
			continue
		}
		if got := (valueRange{s.Low, s.High}); got != want {
			t.Errorf("%s can be %v, should be %v", s.Code, got, want)
		}
		if want := whole[s.Code] || s.Unit == abnd.AgeInYears || s.Unit == abnd.CalendarYear; s.Whole != want {
			t.Errorf("%s must be whole: %v", s.Code, s.Whole)
		}
		delete(byCode, s.Code)
	}
	for code := range byCode {
		t.Errorf("there is no parameter %s", code)
	}
}

// So do the series of the frames: rates of growth from halving to tripling in
// a year, amounts in GDPs, persons of the world.
func TestSeriesCanBeWhatTheyMean(t *testing.T) {
	growth, world := valueRange{-0.5, 2}, valueRange{0, 1e10}
	byCode := map[string]valueRange{
		"real_growth": growth, "deflator_growth": growth, "inflation": growth, "wage_growth": growth, "productivity_growth": growth,
		"revenue": {0.001, 5}, "expenditure": {0.001, 5}, // they are divided by
		"births": {0, 1e9}, "multiple_births": {0, 0.1}, // a share of births
		"insured_persons": world, "labour_force_published": world,
		"second_gdp": {0, 50}, "exchange_rate": {1e-9, 1e9}, "ppp_rate": {1e-9, 1e9},
		"debt": {0, 20}, "stock_flow": {-5, 5}, "interest_rate": {0, 1}, "envelope": {0, 5},
	}
	byRoom := map[costing.Frame]valueRange{"government": {0, 5}, "labour": {0, 1}} // shares of GDP and of people
	for _, f := range costing.AllFrameSeries() {
		want, ok := byCode[f.Code]
		if strings.HasSuffix(f.Code, "_money") {
			want, ok = valueRange{0, 1e18}, true
		}
		if !ok {
			want, ok = byRoom[f.Frame]
		}
		if got := (valueRange{f.Low, f.High}); !ok || got != want {
			t.Errorf("%s can be %v, should be %v", f.Code, got, want)
		}
		delete(byCode, f.Code)
	}
	for code := range byCode {
		t.Errorf("there is no series %s", code)
	}
}
