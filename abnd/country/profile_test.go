package country_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

func load(t testing.TB, code string) *abnd.Study {
	t.Helper()
	study, found := country.Load(code)
	if study == nil {
		t.Fatalf("%s:\n%v", code, found)
	}
	for _, d := range found {
		t.Errorf("%s: %s", code, d.In(abnd.English))
	}
	return study
}

func run(t testing.TB, code string) *scenarios.Result {
	t.Helper()
	r, found := scenarios.Run(load(t, code))
	if r == nil || len(found) > 0 {
		t.Fatalf("%s: %v", code, found)
	}
	return r
}

// A profile must load without a warning and give every figure in every
// scenario.
func TestProfilesAreSound(t *testing.T) {
	if codes := country.Codes(); !slices.Equal(codes, []string{"AGO", "CPV", "GNB", "MOZ", "STP", "TLS"}) {
		t.Errorf("the profiles are %v", codes)
	}
	for _, code := range country.Codes() {
		s := load(t, code)
		if s.Country.ISO3 != code {
			t.Errorf("the profile %s is of %s", code, s.Country.ISO3)
		}
		run(t, code)
	}
}

func TestLoadKnowsItsCountries(t *testing.T) {
	if s, found := country.Load("tls"); s == nil || s.Country.ISO3 != "TLS" || !country.Has("moz") {
		t.Errorf("small letters: %v", found)
	}
	if s, found := country.Load("XXX"); s != nil || country.Has("XXX") || found.Error() != `error: there is no profile "XXX"; valid values: AGO, CPV, GNB, MOZ, STP, TLS` {
		t.Errorf("an unknown country: %v", found)
	}
}

// A checksum is that of one profile, the same each time.
func TestChecksums(t *testing.T) {
	one, other := country.SHA256("TLS"), country.SHA256("MOZ")
	if len(one) != 64 || one == other || one != country.SHA256("tls") {
		t.Errorf("checksums %s and %s", one, other)
	}
	defer func() {
		if recover() == nil {
			t.Error("an unknown profile has a checksum")
		}
	}()
	country.SHA256("XXX")
}

// Each call gives a study of its own.
func TestLoadSharesNothing(t *testing.T) {
	first := load(t, "TLS")
	first.Benefits[0].Parameters["amount"] = abnd.Parameter{Value: abnd.Num(-1)}
	first.Economy.Inflation.Values[2026] = 9
	first.Scenarios[1].Change(first.Benefits[0].ID, "amount", abnd.Num(-1))
	first.Population.Set(2025, abnd.Male, 0, -1)
	second := load(t, "TLS")
	girl, _ := second.Population.Get(2025, abnd.Male, 0)
	if x, _ := second.Benefits[0].Parameters["amount"].Value.Number(); x < 0 || girl < 0 || second.Economy.Inflation.Values[2026] == 9 {
		t.Error("two studies share their figures")
	}
}

// Who got the old-age pension of Timor-Leste in 2016, 86,974, over everybody
// of 60 and over in WPP 2024, 94,216: the take-up of the profile is that
// quotient to its six digits.
func TestTheTakeUpOfThePensionIsDerived(t *testing.T) {
	s := load(t, "TLS")
	old := float64(s.Population.Between(2016, abnd.Both, 60, abnd.MaxAge))
	if old != 94_216 {
		t.Errorf("%v persons of 60 and over in 2016, want 94,216", old)
	}
	for _, id := range []string{"social-pension"} {
		b, _ := s.FindBenefit(id)
		if got, _ := b.Parameters["take_up"].Value.Number(); math.Abs(got-86974/old) > 5e-7 {
			t.Errorf("%s: take-up %v, derived %v", id, got, 86974/old)
		}
	}
}

// The status quo, carried back to the years of the reports from which its
// notes derive a figure, gives what was reported:
//
//   - Timor-Leste, disability pension, 2016: 7,313 recipients; with the
//     old-age pension USD 31.9 m paid (ILO, October 2016);
//   - both, June 2024: 88,919 and 8,725 recipients, of whom the former have USD
//     6,855,160 a month (president of the INSS, Independente, 19 June 2024);
//   - Bolsa da Mãe, 2024: 69,571 children, USD 7.024 m needed: the budget of 6.6 m
//     and 0.424 m short of it (Diligente, 2024);
//   - Mozambique, PSSB: the mean payment of 2018, MT 2,802,776,160 a year for
//     404,806 households (Government of Mozambique, 2018); 639,636 households
//     enrolled (INAS, December 2023), for whom MT 4,849.41 m were programmed in
//     2024 (balance of the budget, Carta, 19 November 2024). The mean and the
//     administration are not fitted to the last: within 0.5 %;
//   - child grant, 2024: 31,000 children (UNICEF, 8 May 2024);
//   - maternity subsidy of INSS, 2024: 1,288 claims in 110 days are 4,273.8 a
//     year, at about MT 67 million for 60 days of each 1,288, paid for 90 days.
//
// Derived parameters hold four to six digits, so a figure is met within 1e-4;
// the share paid of the pensions, 0.94, has two digits: within 1e-3.
func TestTheStatusQuoGivesTheReportedFigures(t *testing.T) {
	results := map[string]*scenarios.Result{}
	for code, first := range map[string]abnd.Year{"TLS": 2016, "MOZ": 2024} {
		s := load(t, code)
		s.Projection.First, s.Packages = first, nil
		s.Scenarios = s.Scenarios[:1]
		for i, table := range s.Tables { // of the other scenarios, and begin later
			s.Tables[i] = abnd.Table{ID: table.ID, Series: abnd.Series{Extension: abnd.LongRunValue, LongRun: abnd.Known(0, 0)}}
		}
		r, found := scenarios.Run(s)
		if r == nil {
			t.Fatalf("%s: %v", code, found)
		}
		results[code] = r
	}
	for _, c := range []struct {
		country  string
		benefits []string
		line     string
		year     abnd.Year
		want     float64
		within   float64
	}{
		{"TLS", []string{"disability-pension"}, "beneficiaries", 2016, 7313, 1e-4},
		{"TLS", []string{"social-pension", "disability-pension"}, "benefit_cost", 2016, 31.9e6, 1e-3},
		{"TLS", []string{"social-pension"}, "beneficiaries", 2024, 88_919, 1e-9},
		{"TLS", []string{"disability-pension"}, "beneficiaries", 2024, 8725, 1e-9},
		{"TLS", []string{"social-pension"}, "benefit_amount", 2024, 6_855_160.0 / 88_919, 1e-9},
		{"TLS", []string{"bolsa-da-mae"}, "beneficiaries", 2024, 69_571, 1e-4},
		{"TLS", []string{"bolsa-da-mae"}, "total_cost", 2024, 7.024e6, 1e-4},
		{"MOZ", []string{"pssb"}, "benefit_amount", 2024, 2_802_776_160.0 / 404_806 / 12, 1e-4},
		{"MOZ", []string{"pssb"}, "households_paid", 2024, 639_636, 1e-4},
		{"MOZ", []string{"pssb"}, "total_cost", 2024, 4_849.41e6, 5e-3},
		{"MOZ", []string{"child-grant"}, "beneficiaries", 2024, 31_000, 1e-4},
		{"MOZ", []string{"inss-maternity"}, "beneficiaries", 2024, 1288 * 365 / 110.0, 1e-4},
		{"MOZ", []string{"inss-maternity"}, "benefit_cost", 2024, 67e6 / 60 * 90 * 365 / 110, 1e-4},
	} {
		got := 0.0
		for _, id := range c.benefits {
			x, ok := results[c.country].Projection.Value(costing.BenefitKey(abnd.StatusQuo, id, c.line), c.year)
			if !ok {
				t.Errorf("%s %s in %d: %s is not known", c.country, id, c.year, c.line)
			}
			got += x
		}
		if math.Abs(got-c.want) > c.within*c.want {
			t.Errorf("%s %v in %d: %s %v, reported %v", c.country, c.benefits, c.year, c.line, got, c.want)
		}
	}
}

// The PSSB's shares of households are those of the general distribution of
// 2022, each size shifted by the same factor to the one before it: what the
// note of the profile says of them, to their six digits.
func TestTheHouseholdsOfThePSSBAreShiftedEvenly(t *testing.T) {
	s := load(t, "MOZ")
	b, _ := s.FindBenefit("pssb")
	general := []float64{0.178 / 2, 0.178 / 2, 0.330 / 2, 0.330 / 2, 0.492}
	var shifted []float64
	for i, share := range general {
		x, _ := b.Parameters[fmt.Sprintf("scale_share_%d", i+1)].Value.Number()
		shifted = append(shifted, x/share)
	}
	for i := 2; i < len(shifted); i++ {
		if factor, first := shifted[i]/shifted[i-1], shifted[1]/shifted[0]; math.Abs(factor-first) > 1e-4*first {
			t.Errorf("factor %v from %d to %d persons, %v from 1 to 2", factor, i, i+1, first)
		}
	}
}

// In the low and in the high scenario each guarantee has a benefit that
// costs something, and high costs more than low, low more than nothing.
func TestEveryGuaranteeIsCostedLowAndHigh(t *testing.T) {
	for _, code := range country.Codes() {
		r := run(t, code)
		last := r.Study.Projection.Last
		for _, g := range abnd.Guarantees() {
			low, _ := valueOf(r, "low", g, scenarios.AllOf, "total_cost", last)
			high, _ := valueOf(r, "high", g, scenarios.AllOf, "total_cost", last)
			if !(low > 0 && high > low) {
				t.Errorf("%s %s in %d: low %v, high %v", code, g, last, low, high)
			}
		}
	}
}

// A scheme that is replaced, or stood for, exists; every country
// with a known scheme has one that stands for it, and some replace one.
func TestReplacedSchemesExist(t *testing.T) {
	replaced := 0
	for _, code := range country.Codes() {
		s := load(t, code)
		standing := 0
		for _, b := range s.Benefits {
			for _, id := range b.Replaces {
				if _, ok := s.FindScheme(id); !ok {
					t.Errorf("%s %s replaces %s, which does not exist", code, b.ID, id)
				}
				replaced++
			}
			if b.Scheme != "" {
				if x, ok := s.FindScheme(b.Scheme); !ok || x.Status != abnd.InForce {
					t.Errorf("%s %s stands for %s: exists %v, status %s", code, b.ID, b.Scheme, ok, x.Status)
				}
				standing++
			}
		}
		if (standing == 0) != (code == "GNB") { // of whose schemes too little is known
			t.Errorf("%s: %d schemes stood for", code, standing)
		}
	}
	if replaced < 3 {
		t.Errorf("only %d schemes are replaced", replaced)
	}
}

// Every recommendation to be costed is costed by a benefit.
func TestRecommendationsAreCosted(t *testing.T) {
	for _, code := range country.Codes() {
		s := load(t, code)
		for _, r := range s.Recommended {
			costed := slices.ContainsFunc(s.Benefits, func(b abnd.Benefit) bool { return slices.Contains(b.Recommendations, r.ID) })
			if costed != r.ToBeCosted {
				t.Errorf("%s %s: to be costed %v, costed %v", code, r.ID, r.ToBeCosted, costed)
			}
			if r.Text.EN == "" || r.Text.PT == "" {
				t.Errorf("%s %s: a language is missing", code, r.ID)
			}
		}
	}
}

// figures lists every figure of a study with where it comes from.
func figures(s *abnd.Study) map[abnd.Path]abnd.Provenance {
	all := map[abnd.Path]abnd.Provenance{"population": s.Population.Provenance}
	for _, f := range costing.AllFrameSeries() {
		if f.Later && !costing.SeriesGiven(f.Of(s)) {
			continue
		}
		all[f.Path()] = f.Of(s).Provenance
	}
	for _, f := range costing.AllFrameLevels() {
		all[f.Path()] = f.Of(s).Provenance
	}
	for _, m := range s.MacroScenarios {
		for i, c := range m.Changes {
			all[costing.MacroPath(m, i)] = c.Provenance
		}
	}
	for _, x := range s.Financing {
		all[abnd.JoinPath("financing", x.ID)] = x.Provenance
	}
	if f := s.Fund; !f.IsZero() {
		all["fund/name"], all["fund/balance"], all["fund/receipts"], all["fund/other_revenue"] = f.Provenance, f.Balance.Provenance, f.Receipts.Provenance, f.OtherRevenue.Provenance
		all["fund/sustainable_share"], all["fund/discount_rate"] = f.SustainableShare.Provenance, f.DiscountRate.Provenance
		for _, e := range costing.FundEstimates() {
			all[costing.FundPath(e.Code)] = e.Of(s).Provenance
		}
		for _, p := range f.Published {
			all[abnd.JoinPath("fund/published", p.By.EN)] = p.Provenance
		}
	}
	for _, x := range s.Schemes {
		all[abnd.JoinPath("schemes", x.ID)] = x.Provenance
	}
	for _, x := range s.Recommended {
		all[abnd.JoinPath("recommendations", x.ID)] = x.Provenance
	}
	for _, x := range s.Tables {
		all[abnd.JoinPath("tables", x.ID)] = x.Provenance
	}
	for _, b := range s.Benefits {
		all[abnd.JoinPath("benefits", b.ID)] = b.Provenance
		for code, p := range b.Parameters {
			all[costing.ParameterPath(b.ID, code)] = p.Provenance
		}
	}
	return all
}

func TestEveryFigureHasASourceAndAGrade(t *testing.T) {
	for _, code := range country.Codes() {
		s := load(t, code)
		all := figures(s)
		if len(all) < 150 {
			t.Errorf("%s: only %d figures", code, len(all))
		}
		for path, p := range all {
			if p.Source == "" || p.Confidence == "" {
				t.Errorf("%s %s: source %q, confidence %q", code, path, p.Source, p.Confidence)
			}
		}
		for _, x := range s.Sources {
			if x.Title.IsZero() || x.Author == "" && x.ID != "assumption" {
				t.Errorf("%s: the source %s has title %q and author %q", code, x.ID, x.Title, x.Author)
			}
		}
	}
}

// What nobody has published is marked as an assumption, and says so in words;
// what is taken from the source of assumptions is graded as one.
func TestAssumptionsAreMarked(t *testing.T) {
	for _, code := range country.Codes() {
		marked := 0
		for path, p := range figures(load(t, code)) {
			fromNowhere, graded := p.Source == "assumption", p.Confidence == abnd.Assumption
			if fromNowhere && !graded {
				t.Errorf("%s %s comes from an assumption and is graded %s", code, path, p.Confidence)
			}
			if graded {
				marked++
				if !strings.Contains(strings.ToLower(p.Note.EN), "assumption") || !strings.Contains(strings.ToLower(p.Note.PT), "pressuposto") {
					t.Errorf("%s %s is an assumption, but its note says %q", code, path, p.Note)
				}
			}
			if strings.HasPrefix(p.Note.EN, "illustrative assumption") && (p.Confidence == abnd.High || p.Confidence == abnd.Medium) {
				t.Errorf("%s %s says it is an assumption and is graded %s", code, path, p.Confidence)
			}
		}
		if marked == 0 {
			t.Errorf("%s has no assumption: that cannot be", code)
		}
	}
}
