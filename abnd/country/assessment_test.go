package country_test

import (
	"math"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// assessment is the coverage of a profile's groups, by their ids.
func assessment(t *testing.T, code string) map[string]scenarios.Coverage {
	t.Helper()
	groups := map[string]scenarios.Coverage{}
	for _, c := range scenarios.Assess(run(t, code)) {
		groups[c.Group.ID] = c
	}
	return groups
}

func rate(t *testing.T, c scenarios.Coverage, scheme string) float64 {
	t.Helper()
	for _, p := range c.Provisions {
		if p.Scheme.ID == scheme && p.Rate.Known {
			return p.Rate.Value
		}
	}
	t.Errorf("the coverage of %s by %s is not known", c.Group.ID, scheme)
	return math.NaN()
}

func wantShare(t *testing.T, what string, got scenarios.Estimate, want, within float64) {
	t.Helper()
	if !got.Known || math.Abs(got.Value-want) > within {
		t.Errorf("%s: %v (known: %v), want %v", what, got.Value, got.Known, want)
	}
}

// Cabo Verde counts social and contributory pensioners apart: 22,680 social
// pensions in November 2022 (SAPO/Lusa on the budget of 2023), 8,438 pensions
// of INPS and 6,165 of the civil service in 2020 (SAPO/Lusa, July 2021), each
// over the persons of 60 and over of its year in WPP 2024: 50,746 in 2022 and
// 46,918 in 2020. Nobody has two, so they add up; whom the social pension is
// meant for are those whom the others leave.
func TestCaboVerdeCountsPensionersApart(t *testing.T) {
	const in2022, in2020 = 50_746, 46_918
	s := load(t, "CPV")
	if everybody(s, 2022, 60) != in2022 || everybody(s, 2020, 60) != in2020 {
		t.Errorf("%v and %v persons of 60 and over", everybody(s, 2022, 60), everybody(s, 2020, 60))
	}
	groups := assessment(t, "CPV")
	social, inps, civil := 22_680.0/in2022, 8_438.0/in2020, 6_165.0/in2020
	older := groups["older"]
	for id, want := range map[string]float64{"CPV-PS-OLD": social, "CPV-INPS-OLD": inps, "CPV-CIVIL": civil} {
		if got := rate(t, older, id); math.Abs(got-want) > 1e-12 {
			t.Errorf("%s covers %v of the older persons, want %v", id, got, want)
		}
	}
	wantShare(t, "pensions together", older.Effective, social+inps+civil, 1e-12)
	wantShare(t, "at least", older.Low, social, 1e-12)
	apart := groups["older-without-pension"]
	wantShare(t, "those without another pension", apart.Effective, 22_680/(in2022*(1-inps)*(1-civil)), 1e-12)
	if math.Abs(apart.Size.Value-everybody(s, 2025, 60)*(1-inps)*(1-civil)) > 1e-6 {
		t.Errorf("%v persons are without a contributory pension", apart.Size.Value)
	}
}

// Where an independent count was published, the study's own is near it. Of
// Cabo Verde the 2nd Statistical Bulletin says, of 2023: 48 % of the children
// under 15, 77 % of persons of 60 and over, 24 % of mothers; of São Tomé and
// Príncipe the first one says, of 2021: 22.1 % of the population. Recipients
// here are of other years and the population is that of WPP 2024, so that the
// two differ by up to five points.
func TestCoverageIsNearThePublished(t *testing.T) {
	for _, c := range []struct {
		country, group, indicator string
		published                 float64
	}{
		{"CPV", "children", "1.3.1-children", 0.48},
		{"CPV", "older", "1.3.1-older", 0.77},
		{"CPV", "mothers", "1.3.1-mothers", 0.24},
		{"STP", "everyone", "1.3.1-total", 0.221},
	} {
		wantShare(t, c.country+" "+c.group, assessment(t, c.country)[c.group].Effective, c.published, 0.05)
		for _, x := range scenarios.CompareIndicators(run(t, c.country)) {
			if x.Indicator.Code == c.indicator && (x.Published.Value != c.published || x.Indicator.Group != c.group) {
				t.Errorf("%s %s: published %v, of the group %s", c.country, c.indicator, x.Published.Value, x.Indicator.Group)
			}
		}
	}
}

// São Tomé and Príncipe, 2021: 5,928 pensioners above the pension age, 2,926
// of them women (first statistical bulletin, by STP-Press), over the persons
// of 62 and over, 11,019 in WPP 2024.
func TestPensionersOfSaoTome(t *testing.T) {
	older := assessment(t, "STP")["older"]
	wantShare(t, "older", older.Effective, 5_928.0/11_019, 1e-12)
	women := load(t, "STP").Population.Between(2021, abnd.Female, 62, abnd.MaxAge)
	// The share of women has four digits.
	wantShare(t, "women", older.EffectiveFemale, 2_926/float64(women), 1e-4)
}

// Of Guinea-Bissau no recipients of a cash benefit are known: coverage and gaps
// are not known, and none of them is nobody. No law is behind the projects of
// partners. Of births 53.8 % were attended by
// skilled staff in 2019 (World Bank, SH.STA.BRTC.ZS).
func TestAnUnknownIsNeverZero(t *testing.T) {
	result := run(t, "GNB")
	for _, c := range scenarios.Assess(result) {
		if c.Group.ID == "pregnant" {
			wantShare(t, "births attended", c.Effective, 0.538, 1e-5) // recipients are whole women
			continue
		}
		if c.Legal.Known && c.Legal.Value > 0 {
			t.Errorf("%s: the law covers %v", c.Group.ID, c.Legal.Value) // at most it is known that there is none
		}
		for what, x := range map[string]scenarios.Estimate{
			"effective": c.Effective, "low": c.Low, "high": c.High, "adequately": c.Adequately,
		} {
			if x.Known {
				t.Errorf("%s: %s is %v", c.Group.ID, what, x.Value)
			}
		}
		if !c.Size.Known || c.Size.Value <= 0 {
			t.Errorf("%s: the size is %v", c.Group.ID, c.Size.Value)
		}
	}
	gaps := scenarios.Gaps(result)
	for _, g := range gaps {
		// Where all programmes are projects of partners no law covers anybody.
		noLaw := g.Kind == abnd.PolicyGap && g.Share.Value == 1 || g.Kind == abnd.ImplementationGap && g.Share.Known && g.Share.Value == 0
		if g.Group.ID != "pregnant" && !noLaw && (g.People.Known || g.Share.Known || !g.IsGap()) {
			t.Errorf("%s: %v people, a share of %v", g.Ref(), g.People.Value, g.Share.Value)
		}
	}
	if len(gaps) == 0 {
		t.Error("no gap is asked about")
	}
	// A group of unknown size has no people either: the unemployed of São Tomé.
	if c := assessment(t, "STP")["unemployed"]; c.Size.Known || c.Female.Known || c.Effective.Known {
		t.Errorf("the unemployed of São Tomé are %v", c.Size.Value)
	}
}

// Recipients who are more than their group are counted in another unit, or of
// another population: no profile has them, nor a share that is not one.
func TestNoSchemeReachesMoreThanItsGroup(t *testing.T) {
	for _, code := range proofs.Few(country.Codes()) {
		for id, c := range assessment(t, code) {
			for _, p := range c.Provisions {
				if p.Rate.Known && !(p.Rate.Value >= 0 && p.Rate.Value <= 1) {
					t.Errorf("%s: %s covers %v of %s", code, p.Scheme.ID, p.Rate.Value, id)
				}
			}
		}
	}
}

// Households are counted in persons, of whom as many are of an age as in the
// population: the share stands in the row to four digits. Household sizes are
// 4.6 (Mozambique, 2022), 3.9 (Angola, census of 2024), 3.3 (Cabo Verde, 2021)
// and 3.9 (São Tomé and Príncipe: some 210,000 persons in 53,535 households of
// the census of 2024, Téla Nón, July 2025).
func TestPersonsOfHouseholds(t *testing.T) {
	for _, c := range []struct {
		country, group, by string
		perUnit            float64
		year               abnd.Year
		lo, hi             int
	}{
		{"MOZ", "poor-active", "MOZ-PASD", 4.6, 2018, 18, 59},
		{"AGO", "poor-active", "AGO-KWENDA", 3.9, 2024, 18, 59},
		{"CPV", "children", "CPV-RSI", 3.3, 2025, 0, 14},
		{"CPV", "adolescents", "CPV-RSI", 3.3, 2025, 15, 17},
		{"CPV", "poor-active", "CPV-RSI", 3.3, 2025, 18, 59},
		{"CPV", "everyone", "CPV-RSI", 3.3, 2025, 15, abnd.MaxAge}, // children under 15 are in another row
		{"STP", "small-children", "STP-PF", 3.9, 2025, 0, 5},
		{"STP", "school-age", "STP-PF", 3.9, 2025, 6, 17},
		{"STP", "all-children", "STP-PF", 3.9, 2025, 0, 17},
		{"STP", "poor-active", "STP-PF", 3.9, 2025, 18, 61},
	} {
		s := load(t, c.country)
		want := float64(s.Population.Between(c.year, abnd.Both, c.lo, c.hi)) / float64(s.Population.Between(c.year, abnd.Both, 0, abnd.MaxAge))
		found := false
		for _, p := range s.ProvisionsOf(c.group) {
			if p.By == c.by {
				found = true
				if p.PerUnit.Value != c.perUnit || math.Abs(p.InGroup.Value-want) > 5.1e-5 {
					t.Errorf("%s/%s: %v persons a household, a share of %v; WPP 2024 has %v", c.group, c.by, p.PerUnit.Value, p.InGroup.Value, want)
				}
			}
		}
		if !found {
			t.Errorf("%s does not reach %s", c.by, c.group)
		}
	}
}

// The unemployed are the product of the published rates of 2025: unemployment
// (SL.UEM.TOTL.ZS) of the labour force, times participation of 15 and over,
// the mean of the sexes (SL.TLF.CACT.FE.ZS, SL.TLF.CACT.MA.ZS). The share
// stands in the row to five decimals.
func TestUnemployedOfTheWorldBank(t *testing.T) {
	for code, r := range map[string]struct{ unemployment, women, men float64 }{
		"MOZ": {6.628, 77.09, 80.518},
		"AGO": {14.108, 72.224, 77.467},
		"CPV": {11.939, 50.47, 63.397},
		"GNB": {2.673, 60.287, 69.582},
	} {
		g, _ := load(t, code).FindGroup("unemployed")
		if want := r.unemployment / 100 * (r.women + r.men) / 200; math.Abs(g.Share.Value-want) > 5.1e-6 {
			t.Errorf("%s: a share of %v, the rates give %v", code, g.Share.Value, want)
		}
	}
}

// The age groups of children are all children, each once.
func TestGroupsOfChildrenPartition(t *testing.T) {
	for _, code := range proofs.Few(country.Codes()) {
		s := load(t, code)
		var ages [abnd.MaxAge + 1]int
		any := false
		for _, g := range s.Groups {
			if g.Guarantee != abnd.Children {
				continue
			}
			any = true
			for a := int(g.AgeMin.Value); a <= int(g.AgeMax.Value); a++ {
				ages[a]++
			}
		}
		for a := 0; any && a < 18; a++ {
			if ages[a] != 1 {
				t.Errorf("%s: age %d is in %d groups", code, a, ages[a])
			}
		}
	}
}

// A scheme counted in households covers the persons of those households under
// a scenario too, not one of each: the 5,000 households of Programa Família in
// 2025 (Téla Nón, December 2025) cover as many children under the status quo
// as they do today.
func TestHouseholdsUnderAScenario(t *testing.T) {
	result := run(t, "STP")
	got, ok := result.Projection.Value(costing.ScenarioCoverageKey(abnd.StatusQuo, "all-children", "by", "STP-PF"), 2025)
	paid, _ := result.Projection.Value(costing.BenefitKey(abnd.StatusQuo, "programa-familia", "beneficiaries"), 2025)
	children := float64(load(t, "STP").Population.Between(2025, abnd.Both, 0, 17))
	if want := paid * 3.9 * 0.4442 / children; !ok || math.Abs(got-want) > 1e-12 {
		t.Errorf("%v of the children, want %v", got, want)
	}
	if today := rate(t, assessment(t, "STP")["all-children"], "STP-PF"); math.Abs(got-today) > 1e-4*today {
		t.Errorf("%v of the children under the status quo, %v today", got, today)
	}
}
