package country_test

import (
	"math"
	"testing"

	"github.com/openabnd/engine/abnd"
)

// weo is the IMF's World Economic Outlook database of October 2025, 2010 to
// 2030, as published: money in billions of national currency, the deflator as
// an index, gross debt as percent of NGDP, 0 where it has none.
var weo = map[string]map[string][21]float64{
	"TLS": {
		"NGDP":        {0.882, 1.042, 1.16, 1.396, 1.448, 1.59, 1.64, 1.585, 1.556, 2.033, 2.163, 3.625, 3.209, 2.08, 2.015, 2.125, 2.208, 2.343, 2.485, 2.637, 2.797},
		"NGDP_R":      {1.296, 1.374, 1.44, 1.485, 1.552, 1.59, 1.638, 1.586, 1.579, 1.621, 1.483, 1.527, 1.588, 1.625, 1.692, 1.758, 1.816, 1.874, 1.934, 1.996, 2.06},
		"NGDP_D":      {68.016, 75.882, 80.561, 94.001, 93.281, 100, 100.141, 99.928, 98.567, 104.16, 106.629, 102.313, 105.563, 110.857, 115.069, 118.291, 121.603, 125.008, 128.508, 132.107, 135.806},
		"GGR":         {0.895, 1.125, 1.052, 1.141, 1.063, 1.031, 0.926, 0.848, 0.912, 0.881, 0.926, 0.925, 0.977, 0.913, 0.953, 0.944, 0.936, 0.926, 0.911, 0.895, 0.879},
		"GGX":         {1.07, 1.389, 1.501, 1.342, 1.606, 1.559, 1.84, 1.383, 1.331, 1.398, 1.335, 1.656, 1.922, 1.635, 1.829, 2.016, 2.042, 2.111, 2.184, 2.255, 2.329},
		"GGXWDG_NGDP": {0, 0, 0.002, 0.456, 1.524, 2.95, 4.705, 6.705, 9.312, 9.506, 10.091, 6.527, 7.899, 12.446, 13.327, 13.922, 14.679, 14.707, 14.644, 14.638, 14.672},
	},
	"MOZ": {
		"NGDP":        {387.549, 424.947, 473.492, 517.733, 563.666, 648.075, 761.029, 843.423, 905.94, 970.297, 988.863, 1058.442, 1205.729, 1336.561, 1453.541, 1599.008, 1762.22, 1943.045, 2134.264, 2459.497, 2887.801},
		"NGDP_R":      {597.944, 640.602, 691.815, 737.277, 794.066, 852.772, 892.827, 916.382, 948.317, 970.297, 958.464, 981.251, 1024.077, 1080.212, 1103.421, 1130.781, 1170.261, 1220.31, 1268.856, 1385.575, 1542.595},
		"NGDP_D":      {64.814, 66.336, 68.442, 70.222, 70.985, 75.996, 85.238, 92.038, 95.531, 100, 103.172, 107.867, 117.738, 123.731, 131.73, 141.407, 150.583, 159.226, 168.204, 177.507, 187.204},
		"GGR":         {89.967, 104.383, 116.787, 151.431, 168.988, 165.979, 180.169, 224.391, 230.704, 288.261, 273.576, 284.611, 333.738, 388.591, 393.464, 413.181, 461.951, 511.382, 557.943, 664.938, 802.752},
		"GGX":         {103.522, 122.808, 133.121, 164.185, 223.964, 208.458, 221.436, 248.879, 297.631, 271.725, 334.81, 339.994, 396.664, 445.5, 483.147, 498.198, 536.304, 583.286, 629.718, 706.145, 812.18},
		"GGXWDG_NGDP": {38.551, 34.155, 36.679, 49.482, 63.403, 86.034, 124.808, 103.792, 105.525, 98.262, 119.966, 104.336, 127.091, 114.125, 89.658, 131.145, 133.617, 134.393, 93.076, 85.039, 75.209},
	},
}

// Revenue, expenditure and debt in money are the IMF's in every year from 2010
// to 2030, whatever GDP they are a share of; so are GDP and its deflator. The
// profiles hold shares and growth to twelve digits, chained over twenty years:
// 1e-9. The growth of GDP is that of volume times that of the deflator.
func TestAccountsAreThoseOfTheIMF(t *testing.T) {
	const billion = 1e9
	for code, table := range weo {
		p := run(t, code).Projection
		at := func(line abnd.Path, year abnd.Year) float64 {
			x, ok := p.Value(line, year)
			if !ok {
				t.Fatalf("%s %s is not known in %d", code, line, year)
			}
			return x
		}
		near := func(what string, year abnd.Year, got, want, tolerance float64) {
			if math.Abs(got-want) > tolerance*math.Abs(want) {
				t.Errorf("%s %d: %s is %v, the IMF has %v", code, year, what, got, want)
			}
		}
		for i := range table["NGDP"] {
			year := abnd.Year(2010 + i)
			gdp := table["NGDP"][i]
			if code == "TLS" {
				gdp = table["NGDP_R"][i] * table["NGDP_D"][i] / 100
				near("NGDP", year, at("frame/second_gdp_amount", year), table["NGDP"][i]*billion, 1e-12)
			}
			near("GDP", year, at("frame/gdp", year), gdp*billion, 1e-9)
			near("GGR", year, at("frame/revenue_amount", year), table["GGR"][i]*billion, 1e-9)
			near("GGX", year, at("frame/expenditure_amount", year), table["GGX"][i]*billion, 1e-9)
			if debt := table["GGXWDG_NGDP"][i]; debt > 0 {
				near("GGXWDG", year, at("frame/debt_amount", year), debt/100*table["NGDP"][i]*billion, 1e-9)
			}
			if i == 0 {
				continue
			}
			growth := at("frame/gdp", year) / at("frame/gdp", year-1)
			parts := (1 + at("frame/real_growth", year)) * (1 + at("frame/deflator_growth", year))
			near("growth times deflator", year, growth, parts, 1e-12)
		}
	}
}

// The labour force of the profiles, participation by sex times the UN's
// population of 15 and over, against SL.TLF.TOTL.IN of the World Bank's World
// Development Indicators. The Bank's population is the UN's of the same
// revision: within a tenth of a percent.
func TestTheLabourForceIsNearThatOfTheWorldBank(t *testing.T) {
	for code, want := range map[string]map[abnd.Year]float64{
		"TLS": {2010: 428_797, 2020: 559_412, 2025: 635_489},
		"MOZ": {2010: 10_258_571, 2020: 13_187_062, 2025: 15_658_114},
	} {
		p := run(t, code).Projection
		for year, published := range want {
			got, ok := p.Value("frame/labour_force", year)
			if !ok || math.Abs(got/published-1) > 0.001 {
				t.Errorf("%s %d: a labour force of %v (known %v), published %v", code, year, got, ok, published)
			}
			if ratio, _ := p.Value("frame/labour_force_ratio", year); math.Abs(ratio-got/published) > 1e-12 {
				t.Errorf("%s %d: the ratio is %v", code, year, ratio)
			}
			t.Logf("%s %d: %.0f, published %.0f, ratio %.4f", code, year, got, published, got/published)
		}
	}
}

// Debt of Timor-Leste after 2030 under the status quo keeps close to that of
// 2030, because the Petroleum Fund pays for the deficit as it did then.
func TestTheFundGoesOnPayingForTheDeficit(t *testing.T) {
	p := run(t, "TLS").Projection
	implied, _ := p.Value("frame/stock_flow_implied", 2030)
	held, _ := p.Value("frame/stock_flow", 2035)
	if math.Abs(implied-held) > 1e-9 {
		t.Errorf("the flow of 2030 is %v, that held after it %v", implied, held)
	}
}

// The rates of purchasing power parity against two other series of the IMF's:
// nominal GDP by the rate is GDP per head in international dollars (PPPPC) times
// population (LP), in 2025. Population is published to 500 persons and the rate
// to half of its last digit, 0.0005: what these are of the figures is the
// tolerance.
func TestParitiesAreThoseOfTheIMF(t *testing.T) {
	for code, of := range map[string]struct{ ngdp, perHead, population float64 }{
		"AGO": {123332.775e9, 10216.557, 39.297e6},
		"CPV": {298.457e9, 12335.268, 0.514e6},
		"GNB": {1434.742e9, 3279.352, 2.019e6},
		"MOZ": {1599.008e9, 1732.595, 35.835e6},
		"STP": {21.130e9, 6459.866, 0.240e6},
		"TLS": {2.125e9, 5018.747, 1.410e6},
	} {
		rate, known := run(t, code).PPP()
		if !known {
			t.Errorf("%s: the rate of the base year of prices is not known", code)
			continue
		}
		tolerance := 500/of.population + 0.0005/rate
		if got := of.ngdp / rate; math.Abs(got/(of.perHead*of.population)-1) > tolerance {
			t.Errorf("%s: %v international dollars of GDP, the IMF has %v", code, got, of.perHead*of.population)
		}
	}
}
