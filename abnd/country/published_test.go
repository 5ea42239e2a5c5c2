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
		// CVE 628 m, 80 % of the Fundo Mais of 2026 (Forbes África Lusófona).
		{"CPV", "rsi", 2026, func(*abnd.Study) float64 { return 628_000_000 }},
		// A year before, as many households per person at the same CVE 5,500.
		{"CPV", "rsi", 2025, func(s *abnd.Study) float64 {
			return 628_000_000 * share(everybody(s, 2025, 0), everybody(s, 2026, 0))
		}},
		// CVE 44.1 m for 873 recipients of 2019 (INPS accounts, SAPO/Lusa), carried
		// on with the population of 15 and over and with wages, here those of the
		// profile, nominal GDP per head: CVE 277.78 bn in 2024 by the IMF.
		{"CPV", "unemployment-benefit", 2025, func(s *abnd.Study) float64 {
			perHead := (1 + 0.0518599) * (1 + 0.0214636) / (everybody(s, 2025, 0) / everybody(s, 2024, 0)) // of 2025
			for year, growth := range map[abnd.Year][2]float64{
				2020: {-0.2080471, 0.0068402}, 2021: {0.0703362, 0.0110150}, 2022: {0.1584381, 0.0634314},
				2023: {0.0479437, 0.0325934}, 2024: {0.0724367, 0.0158629},
			} {
				perHead *= (1 + growth[0]) * (1 + growth[1]) / (everybody(s, year, 0) / everybody(s, year-1, 0))
			}
			return 44_100_000 * share(everybody(s, 2025, 15), everybody(s, 2019, 15)) * perHead
		}},
		// 69,571 children of 2024 at the mean of USD 8 to 10 that the need of the year
		// gives, USD 7.024 m, carried on with the children.
		{"TLS", "bolsa-da-mae", 2025, func(s *abnd.Study) float64 {
			children := func(year abnd.Year) float64 { return float64(s.Population.Between(year, abnd.Both, 0, 17)) }
			return 7_024_000 * share(children(2025), children(2024))
		}},
		// 203,536 households of 2024 (FAS), carried on with the population of 18
		// and over, Kz 33,000 a quarter.
		{"AGO", "kwenda", 2025, func(s *abnd.Study) float64 {
			return 203_536 * share(everybody(s, 2025, 18), everybody(s, 2024, 18)) * 33_000 * 4
		}},
		// The proposed budget of 2026 (Novo Jornal, 8 November 2025).
		{"AGO", "school-meals", 2026, func(*abnd.Study) float64 { return 238.8e9 }},
		// 66,000 former combatants at Kz 57,000 (Presidential Decree 172/24).
		{"AGO", "combatants", 2025, func(*abnd.Study) float64 { return 66_000 * 57_000 * 12 }},
		// 5,000 households, STN 1,300 every two months and 650 once for school:
		// STN 42.25 m (Téla Nón, December 2025, with the sixth payment).
		{"STP", "programa-familia", 2025, func(*abnd.Study) float64 { return 5_000 * (1_300*6 + 650) }},
		// 6,000 households until the project ends in June 2028 (Gleba TV).
		{"STP", "programa-familia", 2027, func(*abnd.Study) float64 { return 6_000 * (1_300*6 + 650) }},
		{"STP", "programa-familia", 2028, func(*abnd.Study) float64 { return 6_000 * (1_300*6 + 650) / 2 }},
	} {
		r := run(t, c.code)
		got, ok := r.Projection.Value(abnd.JoinPath("status-quo", "benefit", c.benefit, "benefit_cost"), c.year)
		if want := c.cost(r.Study); !ok || math.Abs(got-want) > 1e-4*want {
			t.Errorf("%s %s in %d costs %v (known %v), by hand %v", c.code, c.benefit, c.year, got, ok, want)
		}
	}
	// INPS of Cabo Verde paid CVE 5,516 m in 2019, unemployment included (SAPO/Lusa);
	// without that benefit it keeps its share of GDP.
	inps := run(t, "CPV").Projection
	old, _ := inps.Value("status-quo/scheme/CPV-INPS-OLD/total_cost", 2030)
	sick, _ := inps.Value("status-quo/scheme/CPV-INPS-SICK/total_cost", 2030)
	then, _ := inps.Value("frame/gdp", 2019)
	later, _ := inps.Value("frame/gdp", 2030)
	if want := (5_516e6 - 44.1e6) * later / then; math.Abs(old+sick-want) > 1e-9*want {
		t.Errorf("INPS of Cabo Verde costs %v in 2030, by hand %v", old+sick, want)
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

// No scenario adds a tenth of GDP to the status quo: a cost of that size would be
// a slip in an amount, a number of payments or a group. What is paid already is
// reported: the veterans of Timor-Leste alone cost USD 80 m, 4.8 % of the
// non-oil GDP of 2022 (RTP/Lusa, January 2023).
func TestNoScenarioAddsATenthOfGDP(t *testing.T) {
	for _, code := range proofs.Few(country.Codes()) {
		r := run(t, code)
		for _, scenario := range r.Study.Scenarios {
			for _, year := range r.Study.Projection.All() {
				// Of what is not known nothing is above a tenth.
				if share, _ := r.Projection.Value(abnd.JoinPath(scenario.ID, "total", "incremental_share_of_gdp"), year); share > 0.1 {
					t.Errorf("%s %s: %v of GDP more in %d", code, scenario.ID, share, year)
				}
				if share, _ := r.Projection.Value(abnd.JoinPath(scenario.ID, "total", "share_of_gdp"), year); share > 0.15 {
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

// The status quo of Guinea-Bissau is known by one expenditure: USD 36.3 m of
// social assistance in the budget of 2021 (World Bank, September 2021), at
// XOF 554.53 a dollar (PA.NUS.FCRF), moved by the consumer prices of the IMF,
// 7.92, 7.16, 3.70 and 2.00 % from 2022 to 2025. No benefit stands for a scheme.
func TestTheStatusQuoOfGuineaBissauIsItsBudget(t *testing.T) {
	r := run(t, "GNB")
	got, ok := r.Projection.Value("status-quo/total/total_cost", 2025)
	if want := 36.3e6 * 554.53 * 1.0792 * 1.0716 * 1.0370 * 1.0200; !ok || math.Abs(got-want) > 3e-4*want {
		t.Errorf("the status quo costs %v in 2025 (known %v), by hand %v", got, ok, want)
	}
	for _, x := range r.Study.Schemes {
		if x.Status == abnd.InForce && (x.Expenditure.Known && x.ID != "GNB-SA" || x.Benefit.Known && x.Recipients.Known) {
			t.Errorf("%s is known well enough to be costed", x.ID)
		}
	}
	if slices.ContainsFunc(r.Study.Benefits, func(b abnd.Benefit) bool { return b.Scheme != "" }) {
		t.Error("a benefit stands for a scheme")
	}
}
