package costing_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// held is a series from a year on.
func held(from abnd.Year, values ...float64) abnd.Series {
	s := abnd.Series{Provenance: printed, Extension: abnd.HoldLast, Values: map[abnd.Year]float64{}}
	for i, v := range values {
		s.Values[from+abnd.Year(i)] = v
	}
	return s
}

// withLabour fills in the labour market of the small study: 86,000 women and
// 77,400 men are 15 and over.
func withLabour(s *abnd.Study) *abnd.Study {
	s.Labour = abnd.Labour{
		Participation: abnd.SeriesBySex{Female: held(2020, 0.5), Male: held(2020, 0.8)},
		Unemployment:  abnd.SeriesBySex{Female: held(2020, 0.1), Male: held(2020, 0.05)},
		WageShare:     abnd.SeriesBySex{Female: held(2020, 0.2), Male: held(2020, 0.25)},
		Informal:      held(2020, 0.7),
		Compliance:    held(2020, 0.4),
		LabourForce:   held(2021, 110_000),
	}
	return s
}

// everyAge gives participation by age in the place of that of 15 and over.
func everyAge(s *abnd.Study) {
	s.Labour.Participation = abnd.SeriesBySex{}
	for _, band := range []*abnd.SeriesBySex{&s.Labour.Youth, &s.Labour.Prime, &s.Labour.Older, &s.Labour.Old} {
		*band = abnd.SeriesBySex{Female: held(2020, 0.5), Male: held(2020, 0.5)}
	}
}

func wantLine(t *testing.T, p *model.Projection, key model.Key, year abnd.Year, want float64) {
	t.Helper()
	got, ok := p.Value(key, year)
	if !ok || math.Abs(got-want) > 1e-9*math.Max(1, math.Abs(want)) {
		t.Errorf("%s in %d is %v (known %v), by hand %v", key, year, got, ok, want)
	}
}

// Worked by hand: 86,000 × 0.5 + 77,400 × 0.8 = 104,920 in the labour force;
// 43,000 × 0.9 + 61,920 × 0.95 = 97,524 employed; 38,700 × 0.2 + 58,824 × 0.25
// = 22,446 wage employees, of whom 0.4 are insured.
func TestTheLabourMarketByHand(t *testing.T) {
	p := project(t, withLabour(smallStudy()))
	for key, want := range map[model.Key]float64{
		"frame/working_age": 163_400, "frame/labour_force": 104_920, "frame/participation": 104_920.0 / 163_400,
		"frame/employed": 97_524, "frame/unemployed": 7_396, "frame/wage_employees": 22_446,
		"frame/informal": 68_266.8, "frame/insured": 8_978.4, "frame/insured_rate": 8_978.4 / 97_524,
		"frame/employment_growth": 0,
	} {
		wantLine(t, p, key, 2023, want)
	}
	if x, ok := p.Value("frame/employment_growth", 2020); ok {
		t.Errorf("employment of the first year grows by %v, from nothing known", x)
	}
	wantLine(t, p, "frame/labour_force_ratio", 2021, 104_920.0/110_000)
	if _, ok := p.Value("frame/labour_force_ratio", 2023); ok {
		t.Error("a labour force is compared with one that nobody published")
	}
	// Real GDP of 2021 at prices of 2022: 100 m × 1.05, over the employed.
	wantLine(t, p, "frame/productivity", 2021, 105e6/97_524)
	wantLine(t, p, "frame/productivity_solved", 2022, 0.03)
}

// Women by age: 10,000 × 0.3 + 30,000 × 0.8 + 10,000 × 0.6 + 36,000 × 0.1.
func TestParticipationByAgeTakesThePlaceOfThatOfAllAges(t *testing.T) {
	s := withLabour(smallStudy())
	l := &s.Labour
	l.Youth.Female, l.Prime.Female, l.Older.Female, l.Old.Female = held(2020, 0.3), held(2020, 0.8), held(2020, 0.6), held(2020, 0.1)
	p := project(t, s)
	wantLine(t, p, "frame/labour_force_female", 2024, 36_600)
	wantLine(t, p, "frame/labour_force_male", 2024, 61_920)
}

// The number of the insured takes the place of compliance.
func TestInsuredPersonsAsANumber(t *testing.T) {
	s := withLabour(smallStudy())
	s.Labour.Compliance, s.Labour.Insured = abnd.Series{}, held(2020, 5_000)
	wantLine(t, project(t, s), "frame/insured", 2025, 5_000)
}

// A study that gives none of the later rows has none of their lines: its
// results stay what they were.
func TestBlankFramesLeaveNoLine(t *testing.T) {
	m := project(t, smallStudy()).Model()
	for _, f := range costing.AllFrameSeries() {
		if f.Later && (m.Has(f.Path()) || m.Has(f.Used())) {
			t.Errorf("%s has a line", f.Path())
		}
	}
	for _, key := range []model.Key{"frame/employed", "frame/growth", "frame/productivity", "frame/debt_amount", "frame/envelope_amount", costing.FiscalKey("low", "increment"), "general/macro"} {
		if m.Has(key) {
			t.Errorf("%s is there", key)
		}
	}
}

// Worked by hand: participation of women rises from 0.5 to 0.55 in 2023, so
// 38,700 + 58,824 become 42,570 + 58,824 employed; productivity grows by 1 %.
func TestGrowthFromEmploymentAndProductivityByHand(t *testing.T) {
	s := withLabour(smallStudy())
	s.Labour.Participation.Female = held(2020, 0.5, 0.5, 0.5, 0.55)
	s.Economy.Productivity = held(2023, 0.01)
	wantLine(t, project(t, s), "frame/growth", 2023, 0.04) // the growth given, while nobody chooses
	s.GrowthFrom = abnd.FromProductivity
	p := project(t, s)
	wantLine(t, p, "frame/growth", 2022, 0.03) // before productivity is known
	wantLine(t, p, "frame/growth", 2023, 101_394.0/97_524*1.01-1)
	wantLine(t, p, "frame/growth", 2024, 0.01)
	wantLine(t, p, "frame/gdp", 2023, 100e6*1.03*1.05*(101_394.0/97_524*1.01)*1.05)
}

// The two closures are one identity: the productivity that follows from a
// growth, given back, gives that growth, whatever the labour market does.
func TestTheClosuresAgree(t *testing.T) {
	proofs.Check(t, func(r *rapid.T) {
		s := withLabour(smallStudy())
		path := func(name string, low, high float64) abnd.Series {
			x := held(2020)
			for year := abnd.Year(2020); year <= 2025; year++ {
				x.Values[year] = rapid.Float64Range(low, high).Draw(r, name)
			}
			return x
		}
		s.Economy.RealGrowth = path("growth", -0.3, 0.3)
		s.Labour.Participation.Female = path("participation", 0.2, 0.9)
		s.Labour.Unemployment.Male = path("unemployment", 0, 0.4)
		given := project(t, s)
		s.Economy.Productivity = held(2021)
		for year := abnd.Year(2021); year <= 2025; year++ {
			x, ok := given.Value("frame/productivity_solved", year)
			if !ok || x < -0.5 || x > 2 {
				r.Skip("no plausible productivity")
			}
			s.Economy.Productivity.Values[year] = x
		}
		s.GrowthFrom = abnd.FromProductivity
		solved := project(t, s)
		for year := abnd.Year(2021); year <= 2025; year++ {
			a, _ := given.Value("frame/gdp", year)
			b, _ := solved.Value("frame/gdp", year)
			if !proofs.Alike(proofs.Recomputed, a, b) {
				r.Fatalf("GDP of %d is %v with growth given and %v with productivity given back", year, a, b)
			}
		}
	})
}

// At 2 of its money per US dollar and a half for an international one, the
// GDP of the small study is half in dollars; its second GDP is named.
func TestSecondGDPAndOtherMoney(t *testing.T) {
	s := smallStudy()
	s.SecondGDPName = abnd.T("non-oil GDP", "PIB não petrolífero")
	s.Economy.SecondGDP.Share = held(2021, 0.8)
	s.Economy.ExchangeRate, s.Economy.PPP = held(2020, 2), held(2020, 0.5)
	p := project(t, s)
	gdp, _ := p.Value("frame/gdp", 2023)
	wantLine(t, p, "frame/second_gdp_amount", 2023, 0.8*gdp)
	wantLine(t, p, "frame/gdp_dollars", 2023, gdp/2)
	wantLine(t, p, "frame/gdp_per_head_ppp", 2023, gdp/191_900/0.5)
	cost, _ := p.Value("high/total/total_cost", 2024)
	gdp24, _ := p.Value("frame/gdp", 2024)
	wantLine(t, p, costing.FiscalKey("high", "share_of_second_gdp"), 2024, cost/(0.8*gdp24))
	if label := p.Model().Line(costing.FiscalKey("high", "share_of_second_gdp")).Label; label.EN != "Total cost, % of non-oil GDP" {
		t.Errorf("the denominator is not named: %q", label.EN)
	}
	// In money it keeps its ratio after the last year that is given.
	s.Economy.SecondGDP = abnd.Account{Money: held(2022, 90e6)}
	s.Economy.SecondGDP.Money.Extension = abnd.WithGDP
	p = project(t, s)
	wantLine(t, p, "frame/second_gdp_amount", 2022, 90e6)
	wantLine(t, p, "frame/second_gdp_amount", 2023, 90e6*1.04*1.05)
}

// Whoever knows the labour force alone has no lines of employment.
func TestALabourForceWithoutEmployment(t *testing.T) {
	s := withLabour(smallStudy())
	s.Labour.Unemployment = abnd.SeriesBySex{}
	p := project(t, s)
	wantLine(t, p, "frame/labour_force", 2023, 104_920)
	if p.Model().Has("frame/employed") || p.Model().Has("frame/insured") {
		t.Error("there is employment without a rate of unemployment")
	}
}

// A series is given by a value, or by a long-run value that it takes.
func TestWhatASeriesIsGivenBy(t *testing.T) {
	for name, c := range map[string]struct {
		s     abnd.Series
		given bool
	}{
		"nothing":               {abnd.Series{}, false},
		"a value":               {abnd.Series{Values: map[abnd.Year]float64{2024: 1}}, true},
		"a long-run value":      {abnd.Series{Extension: abnd.LongRunValue, LongRun: abnd.Known(1, 0)}, true},
		"one that is not taken": {abnd.Series{Extension: abnd.HoldLast, LongRun: abnd.Known(1, 0)}, false},
		"one that is not given": {abnd.Series{Extension: abnd.LongRunValue}, false},
	} {
		if got := costing.SeriesGiven(&c.s); got != c.given {
			t.Errorf("%s: it is given: %v", name, got)
		}
	}
}
