package scenarios_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// questioned lists what a run warns of, as "code path".
func questioned(t *testing.T, s *abnd.Study) []string {
	t.Helper()
	r, found := scenarios.Run(s)
	if r == nil {
		t.Fatalf("the study does not run:\n%v", found)
	}
	var all []string
	for _, d := range found {
		if strings.HasPrefix(string(d.Path), string(costing.UncertainPath(""))) {
			continue // what is changed may lie outside the range that the profile gives
		}
		if d.Severity != abnd.Warning || d.Problem.EN == "" || d.Problem.PT == "" || d.Remedy.EN == "" || d.Remedy.PT == "" {
			t.Errorf("%v is no warning with a remedy in both languages", d)
		}
		all = append(all, d.Code+" "+string(d.Path))
	}
	return all
}

// No warning is raised by the six countries, whose figures are published ones
// and assumptions that were looked at one by one.
func TestProfilesAreNotQuestioned(t *testing.T) {
	listed := map[string][]string{} // none has a reason to be questioned
	for _, code := range country.Codes() {
		if got := questioned(t, studies.Load(t, code)); !slices.Equal(got, listed[code]) {
			t.Errorf("%s: the run warns of %q, listed are %q", code, got, listed[code])
		}
	}
}

func TestImplausibleResultsAreQuestioned(t *testing.T) {
	proofs.NotShort(t)
	for name, c := range map[string]struct {
		country  string
		settings []string
		want     []string
	}{
		"168 % of GDP": {country: "TLS", settings: []string{"high/child-benefit.amount=2000"}, want: []string{
			"amount-over-gdp-per-head scenarios/high/child-benefit/amount", "total-over-expenditure scenarios/high/child-benefit/amount"}},
		"an announced amount": {country: "TLS", settings: []string{"high/child-benefit.amount_2=2000", "high/child-benefit.amount_2_year=2035"}, want: []string{
			"amount-over-gdp-per-head scenarios/high/child-benefit/amount_2", "total-over-expenditure scenarios/high/child-benefit/amount_2"}},
		"a tenth of GDP": {country: "TLS", settings: []string{"high/child-benefit.amount=105", "high/child-benefit.age_max=17", "high/school-age-benefit.on=no", "high/bolsa-da-mae.on=no"},
			want: []string{"benefit-over-gdp scenarios/high/child-benefit/amount"}},
		"GDP in millions":             {country: "TLS", settings: []string{"economy.gdp=1892"}, want: []string{"gdp-scale economy/gdp/level"}},
		"GDP in millions, no dollars": {country: "MOZ", settings: []string{"economy.gdp=1500000"}, want: []string{"gdp-scale economy/gdp/level"}},
		"GDP in thousands":            {country: "CPV", settings: []string{"economy.gdp=277000000"}, want: []string{"gdp-scale economy/gdp/level"}},
		"a poverty line of a year":    {country: "AGO", settings: []string{"economy.poverty_line=145000"}, want: []string{"benchmark-scale economy/poverty_line/level", "amount-over-gdp-per-head scenarios/high/disability-grant/reference_share"}},
		"1 for 1 % inflation": {country: "AGO", settings: []string{"economy.inflation.2030=1", "economy.deflator_growth.extension=long-run", "economy.deflator_growth.long_run=0.0981557381524"}, want: []string{"high-rate economy/inflation/2030",
			"amount-over-gdp-per-head benefits/health-package/amount", "total-over-expenditure benefits/school-meals/amount"}},
		"1 for 1 % of all prices":       {country: "AGO", settings: []string{"economy.inflation.2030=1"}, want: []string{"high-rate economy/inflation/2030"}},
		"1 for 1 % administration":      {country: "TLS", settings: []string{"child-benefit.admin_share=1"}, want: []string{"high-rate benefits/child-benefit/admin_share"}},
		"a share of three lines":        {country: "GNB", settings: []string{"high/child-benefit.reference_share=3"}, want: []string{"high-rate scenarios/high/child-benefit/reference_share", "amount-over-gdp-per-head scenarios/high/child-benefit/reference_share"}},
		"two for the same children":     {country: "TLS", settings: []string{"high/child-benefit.age_max=17"}, want: []string{"same-people scenarios/high/child-benefit/age_max"}},
		"one gives way":                 {country: "TLS", settings: []string{"high/child-benefit.age_max=17", "high/school-age-benefit.yields_to=child-benefit"}},
		"a ramp under a constant":       {country: "TLS", settings: []string{"high/child-benefit.take_up_rule=constant"}, want: []string{"not-read scenarios/high/child-benefit/take_up_target"}},
		"a ramp of one scenario":        {country: "TLS", settings: []string{"low/maternity-benefit.take_up_rule=constant"}, want: []string{"not-read benefits/maternity-benefit/take_up_target"}},
		"a rate without its indexation": {country: "TLS", settings: []string{"high/child-benefit.index_rate=3%"}, want: []string{"not-read scenarios/high/child-benefit/index_rate"}},
	} {
		if got := questioned(t, apply(t, studies.Load(t, c.country), c.settings...)); !slices.Equal(got, c.want) {
			t.Errorf("%s: the run warns of\n  %q, not\n  %q", name, got, c.want)
		}
	}
}

// Cabo Verde's growth of 2030, 4.46 %, held for its population, which stops growing,
// is real GDP per head times nine in 2075. To 2040 it is less than twice. A value
// that it goes to is questioned in its own cell.
func TestGrowthPerHeadIsQuestioned(t *testing.T) {
	for name, c := range map[string]struct {
		last     abnd.Year
		settings []string
		want     []string
	}{
		"held to 2040":  {2040, []string{"economy.real_growth.extension=hold"}, nil},
		"held to 2075":  {2075, []string{"economy.real_growth.extension=hold"}, []string{"horizon-far general/projection_last", "growth-per-head economy/real_growth/extension"}},
		"held to 2050":  {2050, []string{"economy.real_growth.extension=hold", "economy.real_growth=8%"}, []string{"growth-per-head economy/real_growth/extension"}},
		"as it is":      {2050, nil, nil},
		"to 5 % a head": {2050, []string{"economy.real_growth.long_run=5%"}, []string{"growth-per-head economy/real_growth/long_run"}},
	} {
		s := apply(t, studies.Load(t, "CPV"), c.settings...)
		s.MoveTo(abnd.Years{First: 2025, Last: c.last})
		got := slices.DeleteFunc(questioned(t, s), func(said string) bool { return strings.HasPrefix(said, "more-than-the-group ") })
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: the run warns of\n  %q, not\n  %q", name, got, c.want)
		}
	}
}

// The population of another scale, whatever else the study holds: the cell is
// that of POP where it shows which of the two is wrong, else that of GDP.
func TestPeopleOfAnotherScaleAreQuestioned(t *testing.T) {
	for _, c := range []struct {
		country string
		factor  abnd.Persons
		want    string
	}{
		{"TLS", 0.001, "few-people population/female/0/2025"},
		{"MOZ", 0.001, "few-people population/female/0/2025"},
		{"STP", 0.001, "few-people population/female/0/2025"},
		{"MOZ", 1000, "gdp-scale economy/gdp/level"},
		{"CPV", 1000, "gdp-scale economy/gdp/level"},
		{"TLS", 2, ""},
		{"TLS", 0.5, ""},
	} {
		s := studies.Load(t, c.country)
		for _, year := range s.Population.Years().All() {
			for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
				for age := range abnd.MaxAge + 1 {
					n, _ := s.Population.Get(year, sex, age)
					s.Population.Set(year, sex, age, n*c.factor)
				}
			}
		}
		var got []string
		for _, line := range questioned(t, s) {
			code, _, _ := strings.Cut(line, " ")
			if slices.Contains(scenarios.ScaleCodes, code) {
				got = append(got, line)
			} else if c.want != "" && slices.Contains([]string{"amount-over-gdp-per-head", "benefit-over-gdp", "total-over-expenditure", "benchmark-scale"}, code) {
				t.Errorf("%s × %v: %s is said too, which follows", c.country, c.factor, line)
			}
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s × %v: the run warns of %q, not %q", c.country, c.factor, got, c.want)
		}
	}
}

// What is declared to be read is read: every parameter in force that is filled
// in is reached from the lines of its benefit, in the branches that are taken,
// or is told. Amounts of the past are a record; the year of an amount that does
// not move is one too.
func TestParametersThatNothingReadsAreTold(t *testing.T) {
	proofs.NotShort(t)
	record := []string{"amount_year", "amount_2", "amount_2_year", "amount_3", "amount_3_year"}
	for _, c := range []struct{ country, setting string }{
		{"AGO", ""}, {"CPV", ""}, {"GNB", ""}, {"MOZ", ""}, {"STP", ""}, {"TLS", ""},
		{"TLS", "high/child-benefit.take_up_rule=constant"}, {"TLS", "high/child-benefit.index_rate=3%"},
		{"TLS", "child-benefit.reference=poverty-line"}, {"MOZ", "high/child-grant.take_up_table=human-capital"},
		{"TLS", "high/child-benefit.amount_rule=share"},
	} {
		s := studies.Load(t, c.country)
		if c.setting != "" {
			setting, _ := scenarios.ParseSetting(s, c.setting, abnd.English)
			changed, _ := scenarios.Apply(s, []scenarios.Setting{setting})
			if changed == nil {
				continue // the profile has no such table
			}
			s = changed
		}
		r, found := scenarios.Run(s)
		if r == nil {
			continue // the choice wants more, and says so
		}
		var told []string
		for _, d := range found {
			if d.Code == "not-read" {
				told = append(told, string(d.Path))
			}
		}
		var unread []string
		for _, path := range notReached(s, r) {
			code := path[strings.LastIndex(path, "/")+1:]
			if !slices.Contains(record, code) && !beforeTheRegister(s, path) && !paidInFull(s, path) {
				unread = append(unread, path)
			}
		}
		for _, path := range told {
			if !slices.Contains(unread, path) {
				t.Errorf("%s %s: %s is told to be read by nothing, but a line reads it", c.country, c.setting, path)
			}
		}
		if len(unread) > 0 && len(told) == 0 {
			t.Errorf("%s %s: no line reads %q, and nothing says so", c.country, c.setting, unread)
		}
	}
}

// paidInFull reports whether a share that is paid is of past years alone.
func paidInFull(s *abnd.Study, path string) bool {
	parts := strings.Split(path, "/")
	b, ok := s.FindBenefit(parts[1])
	until, known := b.Parameters["shares_paid_until"].Value.Number()
	return ok && known && parts[len(parts)-1] == "share_paid" && abnd.Year(until) < s.Projection.First
}

// notReached lists the parameters in force that no line of their benefit reads.
func notReached(s *abnd.Study, r *scenarios.Result) []string {
	var all []string
	for _, b := range s.Benefits {
		read, inForce := map[model.Key]bool{}, []model.Key{}
		for _, x := range s.Scenarios {
			if r.Projection.Choice(costing.BenefitKey(x.ID, b.ID, "parameter/on")) != model.Yes {
				continue
			}
			prefix := string(costing.BenefitKey(x.ID, b.ID, ""))
			var roots []model.Key
			for _, line := range r.Projection.Model().Lines() {
				if key := string(line.Key); strings.HasPrefix(key, prefix) && !strings.HasPrefix(key, prefix+"parameter/") {
					roots = append(roots, line.Key)
				}
			}
			frames := func(key model.Key) bool { return strings.HasPrefix(string(key), "frame/") }
			r.Projection.VisitInputs(roots, frames, func(key model.Key, _ abnd.Year, _ float64) { read[key] = true })
			for _, spec := range costing.SpecsOf(s, b) {
				v, path := b.Parameters[spec.Code].Value, costing.ParameterPath(b.ID, spec.Code)
				for _, of := range s.InheritanceChain(x) {
					if own := of.Changes[b.ID][spec.Code]; !own.IsBlank() {
						v, path = own, costing.ScenarioParameterPath(of.ID, b.ID, spec.Code)
						break
					}
				}
				if !v.IsBlank() {
					inForce = append(inForce, path)
				}
			}
		}
		for _, path := range inForce {
			if !read[path] && !slices.Contains(all, string(path)) {
				all = append(all, string(path))
			}
		}
	}
	return all
}

// beforeTheRegister says of a take-up that it holds in the years before a register
// alone, as the help of the register's year says: a study of later years keeps it
// as history.
func beforeTheRegister(s *abnd.Study, path string) bool {
	id, isTakeUp := strings.CutSuffix(strings.TrimPrefix(path, "benefits/"), "/take_up")
	b, ok := s.FindBenefit(id)
	year, counted := b.Parameters["register_year"].Value.Number()
	return isTakeUp && ok && counted && abnd.Year(year) <= s.Projection.First
}
