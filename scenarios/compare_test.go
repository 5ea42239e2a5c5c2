package scenarios_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

func TestCompareSetsTwoResultsSideBySide(t *testing.T) {
	before, after := studies.Load(t, "TLS"), studies.Load(t, "TLS")
	// The frame stays as it is: pregnancies of the last year are told from the
	// births of the next.
	after.Projection.Last, after.LastYear = 2035, before.Projection.Last
	after.Packages = nil
	after.Scenarios[1].ID = "least" // the old one has no such scenario
	for i := range after.Benefits {
		if b := &after.Benefits[i]; b.Guarantee == abnd.Health {
			put(after, b, "amount", abnd.Num(1))
		}
	}
	from, to := studies.Run(t, before), studies.Run(t, after)
	all := differences(t, from, to, "total_cost")
	// Two scenarios, four guarantees and two sums, eleven years; less the sums of 0
	// over schemes of which too little is known.
	want := 0
	for _, id := range []string{"status-quo", "high"} {
		for _, g := range scenarios.Parts() {
			for _, year := range after.Projection.All() {
				_, okWas := valueOf(from, id, g, scenarios.AllOf, "total_cost", year)
				if _, okIs := valueOf(to, id, g, scenarios.AllOf, "total_cost", year); okWas && okIs {
					want++
				}
			}
		}
	}
	if len(all) != want || want == 0 || want == 2*(4+2)*11 {
		t.Errorf("%d differences, want %d", len(all), want)
	}
	moved := 0
	for _, d := range all {
		was, _ := valueOf(from, d.Scenario, abnd.Guarantee(d.Guarantee), scenarios.AllOf, "total_cost", d.Year)
		is, _ := valueOf(to, d.Scenario, abnd.Guarantee(d.Guarantee), scenarios.AllOf, "total_cost", d.Year)
		if d.Old != was || d.New != is || d.Unit != "USD" || d.Measure != "total_cost" {
			t.Errorf("%+v, want %v and %v", d, was, is)
		}
		if d.Old != d.New {
			moved++
			if d.Scenario != "high" || d.Guarantee != "health" && d.Guarantee != scenarios.AllOf {
				t.Errorf("only health in the high scenario was changed: %+v", d)
			}
		}
	}
	if moved == 0 {
		t.Error("nothing moved")
	}
}

func TestCompareOfAMisspeltMeasureIsAnError(t *testing.T) {
	r := studies.Profile(t, "TLS")
	all, found := scenarios.Compare(r, r, "total_cots")
	if all != nil || found == nil || !strings.Contains(found.Error(), `did you mean "total_cost"?`) {
		t.Errorf("%d differences, error %v", len(all), found)
	}
}

// differences are those of a measure that exists.
func differences(t *testing.T, from, to *scenarios.Result, measure scenarios.MeasureCode) []scenarios.Difference {
	t.Helper()
	all, found := scenarios.Compare(from, to, measure)
	if found != nil {
		t.Fatal(found)
	}
	return all
}

// Some measures exist for benefits only, some for the whole only: what does
// not exist is left out. The study has three scenarios and three packages.
func TestCompareLeavesOutWhatAMeasureHasNot(t *testing.T) {
	r := studies.Profile(t, "TLS")
	years := r.Study.Projection.Len()
	for measure, want := range map[scenarios.MeasureCode]int{"new_balance": 6 * years, "target_population": 0, "incremental_cost": 6 * 6 * years} {
		if got := len(differences(t, r, r, measure)); got != want {
			t.Errorf("%s: %d differences, want %d", measure, got, want)
		}
	}
}

// What the table of a comparison says is what the two results say, and what
// is left out is equal.
func TestCompareScenarios(t *testing.T) {
	s := studies.Load(t, "TLS")
	r := studies.Run(t, s)
	low, high := scenarios.Side{Result: r, Scenario: "low", Name: "TLS"}, scenarios.Side{Result: r, Scenario: "high", Name: "TLS"}
	c := compared(t, low, high)
	if len(c.Warnings) > 0 {
		t.Errorf("two scenarios of one study are unlike: %v", c.Warnings)
	}
	listed := map[string]bool{}
	for _, p := range c.Parameters {
		b, _ := s.FindBenefit(p.Benefit)
		if was, is := s.Scenarios[1].Value(b, p.Parameter), s.Scenarios[2].Value(b, p.Parameter); p.Old != was || p.New != is || was == is || p.Label.PT == "" {
			t.Errorf("%+v, want %v and %v", p, was, is)
		}
		listed[p.Benefit+"/"+p.Parameter] = true
	}
	for _, b := range s.Benefits {
		for _, spec := range costing.Specs() {
			if differ := s.Scenarios[1].Value(b, spec.Code) != s.Scenarios[2].Value(b, spec.Code); differ != listed[b.ID+"/"+spec.Code] {
				t.Errorf("%s %s differs: %v", b.ID, spec.Code, differ)
			}
		}
	}
	figures := map[string]scenarios.Difference{}
	for _, d := range c.Figures {
		figures[fmt.Sprint(d.Measure, d.Guarantee, d.Year)] = d
	}
	for _, m := range scenarios.ComparedMeasures() {
		measure := m.Code
		if measure == scenarios.EffectiveCoverage {
			continue // is not among the results by benefit
		}
		for _, g := range scenarios.Parts() {
			if g != scenarios.AllOf && strings.HasPrefix(string(measure), "new_") {
				continue // a balance is the whole's
			}
			if !g.Valid() && measure == "beneficiaries" || measure == "households" {
				continue // people have no sum, and no household receives anything
			}
			for _, year := range s.Projection.All() {
				was, _ := valueOf(r, "low", g, scenarios.AllOf, measure, year)
				is, _ := valueOf(r, "high", g, scenarios.AllOf, measure, year)
				d, ok := figures[fmt.Sprint(measure, g, year)]
				if ok != (was != is) || ok && (d.Old != was || d.New != is || d.Change() != is-was) {
					t.Errorf("%s %s %d: %+v, want %v and %v", measure, g, year, d, was, is)
				}
				if ratio, known := d.Ratio(); ok && (known != (was != 0) || known && ratio != is/was) {
					t.Errorf("%s %s %d: ratio %v", measure, g, year, ratio)
				}
			}
		}
	}
}

func TestCompareOfAScenarioWithItselfIsEmpty(t *testing.T) {
	for _, code := range []string{"TLS", "MOZ"} {
		// The second result is computed anew, of a study that was read anew.
		a, b := studies.Profile(t, code), studies.Profile(t, code)
		for _, id := range []string{"status-quo", "low", "high", "high-package"} {
			for _, to := range []*scenarios.Result{a, b} {
				c := compared(t, scenarios.Side{Result: a, Scenario: id, Name: "a"}, scenarios.Side{Result: to, Scenario: id, Name: "b"})
				if len(c.Parameters)+len(c.Figures)+len(c.Groups)+len(c.Warnings) > 0 {
					t.Errorf("%s %s: %d parameters, %d figures, %v", code, id, len(c.Parameters), len(c.Figures), c.Warnings)
				}
			}
		}
	}
}

func TestCompareWarnsOfWhatElseDiffers(t *testing.T) {
	for name, c := range map[string]struct {
		edit func(*abnd.Study)
		says []string
	}{
		"prices":   {func(s *abnd.Study) { s.PriceYear++ }, []string{"the base year of prices differs: 2025 in a, 2026 in b"}},
		"horizon":  {func(s *abnd.Study) { s.Projection.Last = 2035 }, []string{"the projection differs: 2025-2040 in a, 2025-2035 in b"}},
		"GDP name": {func(s *abnd.Study) { s.GDPName = abnd.T("GDP", "PIB") }, []string{"the GDP that costs are compared with differs: non-oil GDP in a, GDP in b"}},
		"population": {func(s *abnd.Study) { // of other ages: as many in all
			n, _ := s.Population.Get(2031, abnd.Male, 50)
			m, _ := s.Population.Get(2031, abnd.Male, 51)
			s.Population.Set(2031, abnd.Male, 50, n+m)
			s.Population.Set(2031, abnd.Male, 51, 0)
		}, []string{"the population differs between a and b"}},
		"growth": {func(s *abnd.Study) { s.Economy.Inflation.Values[2029] = 0.2 }, []string{"different in a and b: Consumer price inflation, National poverty line"}},
		"macro scenario": {func(s *abnd.Study) { s.Macro = "low-growth" }, []string{
			"the macroeconomic scenario differs: none in a, low-growth in b", "different in a and b: Real GDP growth",
		}},
		"GDP": {func(s *abnd.Study) { s.Economy.GDP.Value *= 2 }, []string{"different in a and b: "}},
		"before the projection": {func(s *abnd.Study) {
			s.Population.Set(2015, abnd.Male, 50, 7)
		}, nil},
	} {
		s := studies.Load(t, "TLS")
		c.edit(s)
		got := compared(t, scenarios.Side{Result: studies.Profile(t, "TLS"), Scenario: "low", Name: "a"}, scenarios.Side{Result: studies.Run(t, s), Scenario: "low", Name: "b"}).Warnings
		if len(got) != len(c.says) {
			t.Errorf("%s: %v", name, got)
			continue
		}
		for i, d := range got {
			if d.Severity != abnd.Warning || !strings.Contains(d.Problem.EN, c.says[i]) || d.Problem.PT == "" {
				t.Errorf("%s: %v, want %q", name, d, c.says[i])
			}
		}
	}
}

// A package chooses scenarios; a benefit that one study has not is blank.
func TestCompareOfPackagesAndOtherStudies(t *testing.T) {
	s := studies.Load(t, "TLS")
	r := studies.Run(t, s)
	c := compared(t, scenarios.Side{Result: r, Scenario: "low-package"}, scenarios.Side{Result: r, Scenario: "high-package"})
	if len(c.Parameters) != 4 || c.Parameters[0].Parameter != "health" || c.Parameters[0].Old != abnd.Code("low") || c.Parameters[0].New != abnd.Code("high") {
		t.Errorf("%+v", c.Parameters)
	}
	other := studies.Load(t, "TLS")
	other.DropLevers()
	other.Benefits = other.Benefits[:len(other.Benefits)-1]
	other.Provisions = slices.DeleteFunc(other.Provisions, func(p abnd.Provision) bool { return p.By == s.Benefits[len(s.Benefits)-1].ID })
	for i := range other.Scenarios {
		delete(other.Scenarios[i].Changes, s.Benefits[len(s.Benefits)-1].ID)
	}
	gone := compared(t, scenarios.Side{Result: r, Scenario: "low"}, scenarios.Side{Result: studies.Run(t, other), Scenario: "low"}).Parameters
	if len(gone) == 0 {
		t.Error("a benefit that is gone is not told")
	}
	for _, p := range gone {
		if p.Benefit != s.Benefits[len(s.Benefits)-1].ID || !p.New.IsBlank() || p.Old.IsBlank() {
			t.Errorf("%+v", p)
		}
	}
	_, found := scenarios.CompareScenarios(scenarios.Side{Result: r, Scenario: "lo"}, scenarios.Side{Result: r, Scenario: "nobody"})
	if found == nil || !strings.Contains(found.Error(), `did you mean "low"?`) || !strings.Contains(found.Error(), `"nobody"`) {
		t.Errorf("%v", found)
	}
}

// By hand from the tidy rows: the cost of a benefit by its beneficiaries and
// twelve months, by the poverty line; and, at prices of the base year, by the
// rates of the IMF (PPPEX of 2025, World Economic Outlook of October 2025).
func TestCompareCountries(t *testing.T) {
	both := []scenarios.Country{{Name: "TLS", Result: studies.Profile(t, "TLS")}, {Name: "MOZ", Result: studies.Profile(t, "MOZ")}}
	shared := scenarios.SharedScenarios(both)
	if !slices.Contains(shared, "low") || !slices.Contains(shared, "high") {
		t.Errorf("shared are %v", shared)
	}
	seen, shares := 0, 0
	for _, f := range scenarios.CompareCountries(both, []string{"high"}) {
		r := both[0].Result
		if f.Country == "MOZ" {
			r = both[1].Result
		}
		want := 0.0
		switch f.Measure {
		case scenarios.CountryPercentGDP:
			var known bool
			if want, known = valueOf(r, "high", abnd.Guarantee(f.Guarantee), scenarios.AllOf, "percent_gdp", f.Year); !known {
				t.Errorf("%+v is not known", f)
			}
			shares++
			if f.Value != want {
				t.Errorf("%+v, want %v", f, want)
			}
			continue
		case scenarios.CountryPercentPovertyLine:
			if f.Guarantee != string(abnd.Older) {
				continue
			}
			cost, people := 0.0, 0.0
			for _, b := range r.Study.Benefits {
				if n, _ := r.Projection.Value(costing.BenefitKey("high", b.ID, "beneficiaries"), f.Year); b.Guarantee == abnd.Older && n > 0 {
					x, _ := valueOf(r, "high", b.Guarantee, b.ID, "benefit_cost", f.Year)
					cost, people = cost+x, people+n
				}
			}
			line, _ := r.Projection.Value("frame/poverty_line", f.Year)
			want = 100 * cost / people / 12 / line
		case scenarios.CountryPPP:
			if f.Guarantee != string(abnd.Older) {
				continue
			}
			cost, people, prices := 0.0, 0.0, 0.0
			for _, b := range r.Study.Benefits {
				if n, _ := r.Projection.Value(costing.BenefitKey("high", b.ID, "beneficiaries"), f.Year); b.Guarantee == abnd.Older && n > 0 {
					x, _ := valueOf(r, "high", b.Guarantee, b.ID, "benefit_cost", f.Year)
					total, _ := valueOf(r, "high", b.Guarantee, b.ID, "total_cost", f.Year)
					real, _ := valueOf(r, "high", b.Guarantee, b.ID, "total_cost_base_year", f.Year)
					cost, people, prices = cost+x, people+n, total/real
				}
			}
			want = cost / people / 12 / prices / map[string]float64{"TLS": 0.3, "MOZ": 25.754}[f.Country]
			if f.Unit != "international dollars of 2025" {
				t.Errorf("%+v", f)
			}
		case scenarios.EffectiveCoverage:
			covered := r.CoverageOfGuarantee("high", abnd.Guarantee(f.Guarantee), f.Year)
			if !covered.Share.Known || covered.AtLeast != f.AtLeast || f.Value != 100*covered.Share.Value {
				t.Errorf("%+v, want %+v", f, covered)
			}
			continue
		default:
			t.Errorf("%+v", f)
		}
		seen++
		if math.Abs(f.Value-want) > 1e-9*math.Abs(want) {
			t.Errorf("%+v, want %v", f, want)
		}
	}
	const unknown = 2 * 2 // what health costs of both countries, in the two years before it is paid
	if years := scenarios.SharedYears(both).Len(); seen != 2*years*(1+1) || shares != 2*years*(4+2)-unknown {
		t.Errorf("%d figures of benefits, %d shares of GDP: not all of these are known", seen, shares)
	}
}

// What cannot be compared is not: dollars of two years, a rate that is not
// published for the year, a line that is not known.
func TestCompareCountriesLeavesOutWhatIsNotComparable(t *testing.T) {
	tls := studies.Load(t, "TLS")
	compare := func(moz *abnd.Study) ([]scenarios.Country, map[string]bool) {
		countries := []scenarios.Country{{Name: "TLS", Result: studies.Run(t, tls)}, {Name: "MOZ", Result: studies.Run(t, moz)}}
		seen := map[string]bool{}
		for _, f := range scenarios.CompareCountries(countries, []string{"low"}) {
			seen[f.Country+" "+string(f.Measure)] = true
		}
		return countries, seen
	}
	moz := studies.Load(t, "MOZ")
	if countries, seen := compare(moz); len(seen) != 8 || len(scenarios.CountryComparabilityWarnings(countries)) > 0 {
		t.Errorf("%v", seen)
	}
	moz.PriceYear = 2024
	countries, seen := compare(moz)
	if found := scenarios.CountryComparabilityWarnings(countries); len(seen) != 6 || seen["TLS benefit_ppp"] || len(found) != 1 || !strings.Contains(found[0].In(abnd.English), "2025 in TLS, 2024 in MOZ; amounts in international dollars are not compared") || found[0].Problem.PT == "" {
		t.Errorf("%v, %v", seen, found)
	}
	moz = studies.Load(t, "MOZ")
	for year := moz.PriceYear; year <= 2030; year++ {
		delete(moz.Economy.PPP.Values, year) // held from 2024
	}
	if _, seen := compare(moz); seen["MOZ benefit_ppp"] || !seen["TLS benefit_ppp"] {
		t.Errorf("%v", seen)
	}
	tls = apply(t, tls, "maternity-benefit.reference=minimum-wage", "maternity-benefit.indexation=cpi")
	tls.Economy.PovertyLine.Level = abnd.Level{Provenance: tls.Economy.PovertyLine.Provenance}
	for i := range tls.Groups {
		tls.Groups[i].Benchmark, tls.Groups[i].Adequate = "", abnd.Figure{} // the line, which nothing can be measured by
	}
	if _, seen := compare(studies.Load(t, "MOZ")); seen["TLS percent_poverty_line"] || !seen["MOZ percent_poverty_line"] || len(seen) != 7 {
		t.Errorf("%v", seen)
	}
}

// compared sets two scenarios that exist side by side.
func compared(t interface{ Fatal(...any) }, from, to scenarios.Side) scenarios.Comparison {
	c, found := scenarios.CompareScenarios(from, to)
	if found != nil {
		t.Fatal(found)
	}
	return c
}
