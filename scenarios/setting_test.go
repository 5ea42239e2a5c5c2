package scenarios_test

import (
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/scenarios"
)

func parse(t *testing.T, s *abnd.Study, texts ...string) []scenarios.Setting {
	t.Helper()
	var all []scenarios.Setting
	for _, text := range texts {
		setting, found := scenarios.ParseSetting(s, text, abnd.English)
		if found != nil {
			t.Fatal(found)
		}
		all = append(all, setting)
	}
	return all
}

func apply(t *testing.T, s *abnd.Study, texts ...string) *abnd.Study {
	t.Helper()
	changed, found := scenarios.Apply(s, parse(t, s, texts...))
	if changed == nil {
		t.Fatal(found)
	}
	return changed
}

func TestParseSetting(t *testing.T) {
	s := studies.Load(t, "TLS")
	for _, c := range []struct {
		text string
		lang abnd.Lang
		path abnd.Path
		want abnd.Value
	}{
		{"social-pension.amount=25", abnd.English, "benefits/social-pension/amount", abnd.Num(25)},
		{" high/social-pension.amount = 25.5 ", abnd.English, "scenarios/high/social-pension/amount", abnd.Num(25.5)},
		{"high.social-pension.amount=2.5e3", abnd.English, "scenarios/high/social-pension/amount", abnd.Num(2500)},
		{"scenarios/high/social-pension/share_paid=94%", abnd.English, "scenarios/high/social-pension/share_paid", abnd.Num(0.94)},
		{"benefits/social-pension/share_paid=94,5 %", abnd.Portuguese, "benefits/social-pension/share_paid", abnd.Num(0.945)},
		{"social-pension.amount=1234,5", abnd.Portuguese, "benefits/social-pension/amount", abnd.Num(1234.5)},
		{"social-pension.amount=1,234", abnd.Portuguese, "benefits/social-pension/amount", abnd.Num(1.234)},
		{"social-pension.share=0.125", abnd.Portuguese, "benefits/social-pension/share", abnd.Num(0.125)},
		{"social-pension.amount=12.5", abnd.Portuguese, "benefits/social-pension/amount", abnd.Num(12.5)},
		{"low/social-pension.on=no", abnd.English, "scenarios/low/social-pension/on", abnd.Code("no")},
		{"low/social-pension.take_up=", abnd.English, "scenarios/low/social-pension/take_up", abnd.Value{}},
		{"economy.inflation=3%", abnd.English, "economy/inflation", abnd.Num(0.03)},
		{"economy.inflation.2030=-1%", abnd.English, "economy/inflation/2030", abnd.Num(-0.01)},
		{"economy/inflation/long_run=0.02", abnd.English, "economy/inflation/long_run", abnd.Num(0.02)},
		{"economy.real_growth.extension=hold", abnd.English, "economy/real_growth/extension", abnd.Code("hold")},
		{"economy.real_growth.long_run_year=2035", abnd.English, "economy/real_growth/long_run_year", abnd.Num(2035)},
		{"government.revenue.2030=40%", abnd.English, "government/revenue/2030", abnd.Num(0.4)},
		{"economy.poverty_line=50", abnd.English, "economy/poverty_line/level", abnd.Num(50)},
	} {
		got, found := scenarios.ParseSetting(s, c.text, c.lang)
		if found != nil || got.Path != c.path || got.Value != c.want {
			t.Errorf("%q is %+v (%v), want %s = %v", c.text, got, found, c.path, c.want)
		}
	}
}

func TestSettingsThatCannotBeRead(t *testing.T) {
	s := studies.Load(t, "TLS")
	for _, c := range []struct {
		text string
		lang abnd.Lang
		says string
	}{
		{"social-pension.amount", abnd.English, `"social-pension.amount" is not a valid setting`},
		{"social-pension=3", abnd.English, "unknown path"},
		{"a.b.c.d=3", abnd.English, "unknown path"},
		{"social-pensoin.amount=3", abnd.English, `unknown benefit "social-pensoin"; did you mean "social-pension"?`},
		{"hihg/social-pension.amount=3", abnd.English, `unknown scenario "hihg"; did you mean "high"?`},
		{"social-pension.take_upp=3", abnd.English, `unknown parameter "take_upp"; did you mean "take_up"?`},
		{"econmy.inflation=3", abnd.English, `did you mean "economy"?`},
		{"economy.inflatoin=3", abnd.English, `unknown input "inflatoin" in economy; did you mean "inflation"?`},
		{"economy.inflation.1900=3", abnd.English, `"1900" is not a valid year of the data`},
		{"economy.inflation.soon=3", abnd.English, `"soon" is not a valid year of the data`},
		{"economy.average_wage=3", abnd.English, "no level is entered"},
		{"social-pension.amount=1,5", abnd.English, `"1,5" is not a valid number`},
		{"social-pension.amount=1.234", abnd.Portuguese, `"1.234" can be read in two ways`},
		{"social-pension.amount=1.234,5", abnd.Portuguese, `is not a valid number`},
		{"social-pension.amount=NaN", abnd.English, `"NaN" is not a valid number`},
		{"social-pension.amount=0x10", abnd.English, `"0x10" is not a valid number`},
		{"social-pension.amount=%", abnd.English, `"%" is not a valid number`},
		{"economy.inflation=", abnd.English, `"" is not a valid number`},
	} {
		got, found := scenarios.ParseSetting(s, c.text, c.lang)
		if got != (scenarios.Setting{}) || len(found) != 1 || !strings.Contains(found[0].In(abnd.English), c.says) || found[0].Problem.PT == "" || found[0].Remedy.PT == "" {
			t.Errorf("%q: %+v, %v; want %q", c.text, got, found, c.says)
		}
	}
}

// A setting on the study is the same edit made by hand.
func TestApplyIsTheEditByHand(t *testing.T) {
	s := studies.Load(t, "TLS")
	before := studies.Run(t, s).Tidy(s.Scenarios)
	got := apply(t, s, "social-pension.share_paid=100%", "high/child-benefit.start=2028", "economy.inflation=4%", "economy.gdp=3e9", "economy.real_growth.long_run=5%")
	hand := studies.Load(t, "TLS")
	for _, b := range hand.Benefits {
		if b.ID == "social-pension" {
			p := b.Parameters["share_paid"]
			p.Value = abnd.Num(1)
			b.Parameters["share_paid"] = p
		}
	}
	hand.Scenarios[2].Change("child-benefit", "start", abnd.Num(2028))
	for year := hand.Economy.Inflation.LastActual + 1; year <= hand.Frame().Last; year++ {
		hand.Economy.Inflation.Values[year] = 0.04
	}
	hand.Economy.GDP.Value = 3e9
	hand.Economy.RealGrowth.LongRun = abnd.Known(0.05, 0)
	want := studies.Run(t, hand).Tidy(hand.Scenarios)
	is := studies.Run(t, got).Tidy(got.Scenarios)
	if len(is) != len(want) || len(want) == 0 {
		t.Fatalf("%d rows, want %d", len(is), len(want))
	}
	for i := range want {
		if is[i] != want[i] {
			t.Fatalf("%+v, want %+v", is[i], want[i])
		}
	}
	for i, row := range studies.Run(t, s).Tidy(s.Scenarios) {
		if row != before[i] {
			t.Fatalf("the study itself was changed: %+v, was %+v", row, before[i])
		}
	}
}

func TestOrderOfSettingsDoesNotMatter(t *testing.T) {
	s := studies.Load(t, "TLS")
	texts := []string{"economy.inflation=4%", "high/social-pension.indexation=cpi", "social-pension.share_paid=1", "economy.inflation.2030=4%", "high/social-pension.indexation=cpi"}
	a := studies.Run(t, apply(t, s, texts...))
	for i, j := 0, len(texts)-1; i < j; i, j = i+1, j-1 {
		texts[i], texts[j] = texts[j], texts[i]
	}
	b := studies.Run(t, apply(t, s, texts...))
	rows := b.Tidy(b.Study.Scenarios)
	for i, row := range a.Tidy(a.Study.Scenarios) {
		if row != rows[i] {
			t.Fatalf("%+v, and in the other order %+v", row, rows[i])
		}
	}
	for _, c := range [][]string{
		{"economy.inflation=4%", "economy.inflation.2030=5%"},
		{"economy.inflation.2030=5%", "economy.inflation=4%"},
		{"high/social-pension.on=yes", "high/social-pension.on=no"},
	} {
		changed, found := scenarios.Apply(s, parse(t, s, c...))
		if changed != nil || len(found) != 1 || found[0].Code != "set-twice" {
			t.Errorf("%v: %v", c, found)
		}
	}
	if changed, found := scenarios.Apply(s, []scenarios.Setting{{Path: "benefits/nothing/on", Value: abnd.Code("yes")}}); changed != nil || len(found) != 1 {
		t.Errorf("%v", found)
	}
}

// Who sets the base hears of the scenarios that keep a value of their own;
// what is set says that it was, and has no other source.
func TestSettingTheBase(t *testing.T) {
	s := studies.Load(t, "TLS")
	s.Scenarios[2].Change("social-pension", "share_paid", abnd.Num(0.9))
	changed, found := scenarios.Apply(s, parse(t, s, "social-pension.share_paid=97%"))
	if len(found) != 1 || found[0].Severity != abnd.Warning || !strings.Contains(found[0].In(abnd.English), `the scenario "high" keeps its own value, 0.9; set high/social-pension.share_paid to change that value`) {
		t.Errorf("found %v", found)
	}
	b, _ := changed.FindBenefit("social-pension")
	if p := b.Parameters["share_paid"]; p.Source != scenarios.SetSource || p.Confidence != abnd.Assumption {
		t.Errorf("%+v", p)
	}
	if _, found := scenarios.Run(changed); len(found) > 0 {
		t.Errorf("found %v", found)
	}
}

func TestAValueThatIsImpossibleIsToldWhenItIsComputed(t *testing.T) {
	s := studies.Load(t, "TLS")
	if r, found := scenarios.Run(apply(t, s, "social-pension.take_up=25", "high/social-pension.indexation=cpl")); r != nil || len(found) != 2 {
		t.Errorf("found %v", found)
	}
}
