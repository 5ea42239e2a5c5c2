package country_test

import (
	"encoding/csv"
	"math"
	"os"
	"slices"
	"strconv"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
)

// published reads a table of testdata: its figures by country, year and
// column. A cell that is blank is not in it.
func published(t *testing.T, file string) map[string]map[abnd.Year]map[string]float64 {
	t.Helper()
	f, err := os.Open("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]map[abnd.Year]map[string]float64{}
	for _, row := range rows[1:] {
		number, err := strconv.Atoi(row[1])
		if err != nil {
			t.Fatal(err)
		}
		code, year := row[0], abnd.Year(number)
		if all[code] == nil {
			all[code] = map[abnd.Year]map[string]float64{}
		}
		all[code][year] = map[string]float64{}
		for i, cell := range row[2:] {
			if cell == "" {
				continue
			}
			x, err := strconv.ParseFloat(cell, 64)
			if err != nil {
				t.Fatal(err)
			}
			all[code][year][rows[0][i+2]] = x
		}
	}
	for _, code := range proofs.Few(country.Codes()) {
		if len(all[code]) == 0 {
			t.Errorf("%s has nothing of %s", file, code)
		}
	}
	return all
}

// The growth rates of a profile hold twelve digits, and so does what they
// are chained to.
const twelveDigits = 1e-9

// halfUnit is the rounding of a figure published to three decimals, relative
// to it.
func halfUnit(x float64) float64 { return 0.0005 / x }

// comparedGDP is the GDP that a profile compares costs with, in billions:
// NGDP, for Timor-Leste the one without offshore petroleum.
func comparedGDP(code string, weo map[string]float64) float64 {
	if code == "TLS" {
		return weo["NGDP_R"] * weo["NGDP_D"] / 100
	}
	return weo["NGDP"]
}

// GDP, deflator, growth and government ratios of every profile against the
// IMF's World Economic Outlook of October 2025, 2010 to 2030, as published.
//
// GDP and the deflator are chained from 2024 and 2025 by the rates of the
// profile. Mozambique's deflator is NGDP over NGDP_R, so it differs from
// NGDP_D by the rounding of the three; the growth of the others follows from
// rounded levels, and differs from NGDP_RPCH by their rounding.
func TestEconomiesAreThoseOfTheIMF(t *testing.T) {
	for code, weo := range published(t, "weo2025oct.csv") {
		r := run(t, code)
		value := func(key string, year abnd.Year) float64 {
			x, ok := r.Projection.Value(abnd.Path(key), year)
			if !ok {
				t.Errorf("%s: %s is blank in %d", code, key, year)
			}
			return x
		}
		near := func(what string, year abnd.Year, got, want, tolerance float64) {
			if !(math.Abs(got-want) <= tolerance) {
				t.Errorf("%s %d: %s is %v, the IMF has %v; tolerance %.2g", code, year, what, got, want, tolerance)
			}
		}
		if len(weo) != 21 {
			t.Errorf("%s: %d years of the IMF's figures", code, len(weo))
		}
		base := r.Study.PriceYear
		for year, x := range weo {
			gdp := comparedGDP(code, x)
			near("GDP in billions", year, value("frame/gdp", year)/1e9, gdp, twelveDigits*gdp)

			deflator, want := value("frame/deflator", year), x["NGDP_D"]/weo[base]["NGDP_D"]
			rounding := twelveDigits
			if code == "MOZ" {
				for _, column := range []string{"NGDP", "NGDP_R", "NGDP_D"} {
					rounding += halfUnit(x[column]) + halfUnit(weo[base][column])
				}
			}
			near("the deflator", year, deflator, want, rounding*want)

			before, ok := weo[year-1]
			growth := r.Study.Economy.RealGrowth.Values[year]
			rounding = 0.000005 + twelveDigits // of NGDP_RPCH itself
			if ok {
				for _, column := range []string{"NGDP", "NGDP_R", "NGDP_D"} {
					rounding += halfUnit(x[column]) + halfUnit(before[column])
				}
			}
			near("real growth", year, growth, x["NGDP_RPCH"]/100, rounding)
			if ok {
				identity := (1 + growth) * (1 + r.Study.Economy.DeflatorGrowth.Values[year])
				near("real growth × deflator growth", year, identity, gdp/comparedGDP(code, before), 1e-6)
			}
		}
		governmentIsThatOfTheIMF(t, code, r.Study, weo)
	}
}

// governmentIsThatOfTheIMF compares the ratios of revenue and expenditure:
// those of the IMF as printed, to 0.001 of a percentage point; Mozambique's
// divide two amounts printed to a million; Timor-Leste's divide the amounts
// by another GDP.
func governmentIsThatOfTheIMF(t *testing.T, code string, s *abnd.Study, weo map[abnd.Year]map[string]float64) {
	t.Helper()
	for column, series := range map[string]abnd.Series{"GGR": s.Government.Revenue, "GGX": s.Government.Expenditure} {
		for year, x := range weo {
			want, tolerance := x[column+"_NGDP"]/100, 1e-12
			switch code {
			case "TLS":
				want, tolerance = x[column]/comparedGDP(code, x), 1e-11
			case "MOZ":
				tolerance = 0.000005 + want*(halfUnit(x[column])+halfUnit(x["NGDP"]))
			}
			if got, ok := series.Values[year]; !ok || math.Abs(got-want) > tolerance {
				t.Errorf("%s %d: %s is %v (known %v), the IMF has %v", code, year, column, got, ok, want)
			}
		}
	}
}

// Total populations against UN World Population Prospects 2024. The published
// total of 2024, and the middle between two published Decembers in 2030 and
// 2040, are oracles of their own: the 202 ages and sexes of a profile are
// whole persons, half a person off each at most. Model and study agree
// exactly, and with what the UN's ages add up to.
func TestPopulationsAreThoseOfTheUN(t *testing.T) {
	const roundings = 202 * 0.5
	for code, years := range published(t, "wpp2024.csv") {
		r := run(t, code)
		if len(years) != 3 {
			t.Errorf("%s: %d years of the UN's figures", code, len(years))
		}
		for year, un := range years {
			total, ok := un["july_total"]
			if !ok {
				total = (un["december_before"] + un["december"]) / 2
			}
			got := float64(r.Study.Population.Between(year, abnd.Both, 0, abnd.MaxAge))
			if want := total * 1000; math.Abs(got-want) > roundings {
				t.Errorf("%s %d: %v persons, the UN has %v", code, year, got, want)
			}
			if want := math.Round(un["july_ages"] * 1000); got != want {
				t.Errorf("%s %d: %v persons, the UN's ages add up to %v", code, year, got, want)
			}
			if model, ok := r.Projection.Value("frame/population", year); ok && model != got || !ok && r.Study.Frame().Contains(year) {
				t.Errorf("%s %d: %v persons in the model (known %v), %v in the study", code, year, model, ok, got)
			}
		}
	}
}

// What existing schemes cost in one year, by hand from what is published of
// each: recipients × amount × payments, without administration. A profile
// holds recipients as a rounded share of a group, hence the tolerance of
// 1e-4; the year is the one of the recipients, or the first projected with a
// share of the population of the year.
func TestExistingSchemesByHand(t *testing.T) {
	share := func(recipients, group float64) float64 { return recipients / group }
	for _, c := range []struct {
		code, benefit string
		year          abnd.Year
		cost          func(*abnd.Study) float64
	}{
		// 26,000 pensioners of 2026 at CVE 7,000 a month.
		{"CPV", "social-pension", 2026, func(*abnd.Study) float64 { return 26_000 * 7_000 * 12 }},
		// A year before, the coverage is the same and the amount CVE 6,000.
		{"CPV", "social-pension", 2025, func(s *abnd.Study) float64 {
			return 26_000 * share(everybody(s, 2025, 60), everybody(s, 2026, 60)) * 6_000 * 12
		}},
		// CVE 542.4 m of 2024, carried on with the population.
		{"CPV", "rsi", 2025, func(s *abnd.Study) float64 {
			return 542_400_000 * share(everybody(s, 2025, 0), everybody(s, 2024, 0))
		}},
		// 873 recipients of 2019, carried on with the population of 15 and
		// over, at the minimum wage of CVE 17,000 for three months and a half.
		{"CPV", "unemployment-benefit", 2025, func(s *abnd.Study) float64 {
			return 873 * share(everybody(s, 2025, 15), everybody(s, 2019, 15)) * 17_000 * 3.5
		}},
		// 200,000 households, Kz 33,000 a quarter.
		{"AGO", "kwenda", 2025, func(*abnd.Study) float64 { return 200_000 * 33_000 * 4 }},
		// 5,000 households of 2024, STN 1,300 every two months.
		{"STP", "programa-familia", 2025, func(s *abnd.Study) float64 {
			return 5_000 * share(everybody(s, 2025, 0), everybody(s, 2024, 0)) * 1_300 * 6
		}},
	} {
		r := run(t, c.code)
		got, ok := r.Projection.Value(abnd.JoinPath("status-quo", "benefit", c.benefit, "benefit_cost"), c.year)
		if want := c.cost(r.Study); !ok || math.Abs(got-want) > 1e-4*want {
			t.Errorf("%s %s in %d costs %v (known %v), by hand %v", c.code, c.benefit, c.year, got, ok, want)
		}
	}
	// The expenditure that INSS of Angola reports for 2024 keeps its share of GDP.
	r := run(t, "AGO")
	before, _ := r.Projection.Value("frame/gdp", 2024)
	for _, year := range []abnd.Year{2025, 2040} {
		gdp, _ := r.Projection.Value("frame/gdp", year)
		got, ok := r.Projection.Value("status-quo/scheme/AGO-INSS-OLD/total_cost", year)
		if want := 429e9 * gdp / before; !ok || math.Abs(got-want) > 1e-9*want {
			t.Errorf("INSS of Angola costs %v in %d (known %v), by hand %v", got, year, ok, want)
		}
	}
}

// everybody counts the persons of an age and over.
func everybody(s *abnd.Study, year abnd.Year, from int) float64 {
	return float64(s.Population.Between(year, abnd.Both, from, abnd.MaxAge))
}

// Cabo Verde's social pension cost CVE 1.633 bn in 2022 (22,680 pensioners at
// CVE 6,000, Lusa). In 2025, with the coverage of 2026 and the same amount,
// it must cost more, but no more than the 26,000 of 2026 would.
func TestTheCapeVerdeanPensionIsPlausible(t *testing.T) {
	got, _ := run(t, "CPV").Projection.Value("status-quo/benefit/social-pension/benefit_cost", 2025)
	if !(got > 1.633e9 && got < 26_000*6_000*12) {
		t.Errorf("the pension costs %v in 2025", got)
	}
}

// No profile has a scenario above an eighth of its GDP: a cost of that size
// would be a slip in an amount, a number of payments or a group. The costliest,
// the high one of Timor-Leste, is 10.1 % of GDP without petroleum in 2032.
func TestNoScenarioCostsAnEighthOfGDP(t *testing.T) {
	for _, code := range proofs.Few(country.Codes()) {
		r := run(t, code)
		for _, scenario := range r.Study.Scenarios {
			for _, year := range r.Study.Projection.All() {
				// Of what is not known nothing is above an eighth.
				if share, _ := r.Projection.Value(abnd.JoinPath(scenario.ID, "total", "share_of_gdp"), year); share > 0.125 {
					t.Errorf("%s %s: %v of GDP in %d", code, scenario.ID, share, year)
				}
			}
		}
	}
}

// In the first year, before anything new is paid, every scenario costs what
// the status quo does, to the rounding of a sum.
func TestScenariosBeginAtTheStatusQuo(t *testing.T) {
	for _, code := range proofs.Few(country.Codes()) {
		r := run(t, code)
		first := r.Study.Projection.First
		for _, scenario := range r.Study.Scenarios {
			if x, ok := r.Projection.Value(abnd.JoinPath(scenario.ID, "total", "incremental_share_of_gdp"), first); !ok || math.Abs(x) > 1e-12 {
				t.Errorf("%s %s costs %v of GDP more in %d (known %v)", code, scenario.ID, x, first, ok)
			}
		}
	}
}

// The status quo of Guinea-Bissau costs nothing because nothing is known: no
// scheme in force has an expenditure, nor an amount with recipients.
func TestTheStatusQuoOfGuineaBissauIsNotKnown(t *testing.T) {
	s := load(t, "GNB")
	for _, x := range s.Schemes {
		if x.Status == abnd.InForce && (x.Expenditure.Known || x.Benefit.Known && x.Recipients.Known) {
			t.Errorf("%s is known well enough to be costed", x.ID)
		}
	}
	if slices.ContainsFunc(s.Benefits, func(b abnd.Benefit) bool { return b.Scheme != "" }) {
		t.Error("a benefit stands for a scheme")
	}
}
