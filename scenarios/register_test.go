package scenarios_test

import (
	"math"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// The register of Timor-Leste of June 2024 has 44,045 recipients of 70 to 79 and
// 15,978 of 80 and over; WPP 2024 has 39,313 and 11,710 people: 112 and 136 %.
// One remark says so, at the first of these counts, in both languages, and no
// warning; and coverage is that of all of 60 and over, 88,919 of 105,336.
func TestARegisterMayHaveMoreThanThePopulation(t *testing.T) {
	s := studies.Load(t, "TLS")
	s.Projection.First, s.Packages, s.Scenarios = 2024, nil, s.Scenarios[:1]
	for i, table := range s.Tables { // of the other scenarios, and begin later
		s.Tables[i] = abnd.Table{ID: table.ID, Series: abnd.Series{Extension: abnd.LongRunValue, LongRun: abnd.Known(0, 0)}}
	}
	r, found := scenarios.Run(s)
	if r == nil {
		t.Fatalf("found %v", found)
	}
	remarks := r.Remarks()
	if len(remarks) != 1 || remarks[0].Severity != abnd.Remark || remarks[0].Path != "benefits/social-pension/register_2" {
		t.Fatalf("remarks are %v", remarks)
	}
	for lang, want := range map[abnd.Lang]string{abnd.English: "112% from the age of 70, 136% from the age of 80", abnd.Portuguese: "112 % a partir dos 70 anos, 136 % a partir dos 80 anos"} {
		if text := remarks[0].Problem.In(lang); !strings.Contains(text, want) {
			t.Errorf("%q does not say %q", text, want)
		}
	}
	x, _ := r.Projection.Value(costing.BenefitKey("status-quo", "social-pension", "take_up"), 2024)
	if math.Abs(x-88_919.0/105_336) > 1e-12 {
		t.Errorf("coverage of the whole group is %v", x)
	}
}

// A register without such a band, and one that a scenario does not read, say
// nothing.
func TestARegisterWithinThePopulationHasNoRemark(t *testing.T) {
	s := studies.Load(t, "TLS")
	b, _ := s.FindBenefit("social-pension")
	for code, n := range map[string]float64{"register_2": 39_000, "register_3": 11_000} {
		b.Parameters[code] = abnd.Parameter{Value: abnd.Num(n), Provenance: b.Parameters[code].Provenance}
	}
	if r := studies.Run(t, s); len(r.Remarks()) > 0 {
		t.Errorf("remarks are %v", r.Remarks())
	}
}

// A scenario can leave the register for a take-up of its own: it is then a share
// of the people of each age, and the other scenarios keep the register.
func TestAScenarioLeavesTheRegister(t *testing.T) {
	s := studies.Load(t, "TLS")
	for code, v := range map[string]abnd.Value{"take_up_rule": abnd.Code("constant"), "take_up": abnd.Num(0.5)} {
		s.Scenarios[1].Change("social-pension", code, v)
	}
	r := studies.Run(t, s)
	of := func(scenario string) float64 {
		x, _ := r.Projection.Value(costing.BenefitKey(scenario, "social-pension", "beneficiaries"), 2030)
		return x
	}
	older := float64(s.Population.Between(2030, abnd.Both, 60, abnd.MaxAge))
	if got := of(s.Scenarios[1].ID); math.Abs(got-older/2) > 1e-6 {
		t.Errorf("a constant take-up reaches %v of %v", got, older)
	}
	ratio := func(count float64, lo, hi int) float64 {
		return count * float64(s.Population.Between(2030, abnd.Both, lo, hi)) / float64(s.Population.Between(2024, abnd.Both, lo, hi))
	}
	if want := ratio(28_896, 60, 69) + ratio(44_045, 70, 79) + ratio(15_978, 80, abnd.MaxAge); math.Abs(of("status-quo")-want) > 1e-6 {
		t.Errorf("the status quo reaches %v, want %v", of("status-quo"), want)
	}
}
