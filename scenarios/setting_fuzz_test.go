package scenarios_test

import (
	"math"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/scenarios"
)

// FuzzParseSetting reads whatever text there is as a change of a study. It
// ends with a figure that the study has, or with a problem in both languages;
// no text becomes a number that is not finite, and the study itself is never
// touched.
func FuzzParseSetting(f *testing.F) {
	for _, text := range []string{
		"child-benefit.amount=25", "high/child-benefit.on=no", "economy.inflation.2030=3%", "economy/inflation=3,5%", "economy.inflation.long_run=2%",
		"economy.poverty_line=50", "benefits/child-benefit/amount=", "scenarios/high/social-pension/take_up=1e308", "a=b=c", "=", "...=1", "economy.inflation.99999999999999999999=1",
		"high/child-benefit.amount=1.234", "economy.gdp.level=-0", "government.revenue=1e999", "economy.gdp=NaN", "economy.gdp=0x1p4",
	} {
		f.Add(text, true)
		f.Add(text, false)
	}
	study, found := country.Load("TLS")
	if study == nil {
		f.Fatal(found)
	}
	before := study.Economy.GDP.Value
	f.Fuzz(func(t *testing.T, text string, portuguese bool) {
		lang := abnd.English
		if portuguese {
			lang = abnd.Portuguese
		}
		s, found := scenarios.ParseSetting(study, text, lang)
		for _, d := range found {
			if d.Problem.EN == "" || d.Problem.PT == "" || d.Remedy.EN == "" || d.Remedy.PT == "" || d.Severity != abnd.Error {
				t.Errorf("%+v", d)
			}
		}
		if found != nil {
			if s != (scenarios.Setting{}) {
				t.Errorf("%+v with %v", s, found)
			}
			return
		}
		if x, ok := s.Value.Number(); ok && (math.IsNaN(x) || math.IsInf(x, 0)) {
			t.Errorf("%q is %v", text, x)
		}
		changed, more := scenarios.Apply(study, []scenarios.Setting{s})
		if (changed == nil) != more.HasErrors() {
			t.Errorf("%q: study %v with %v", text, changed != nil, more)
		}
		if study.Economy.GDP.Value != before {
			t.Fatalf("%q changed the study", text)
		}
	})
}
