package abnd_test

import (
	"testing"

	"github.com/openabnd/engine/abnd"
)

func TestAScenarioInheritsWhatItDoesNotChange(t *testing.T) {
	grant := abnd.Benefit{ID: "grant", Parameters: map[string]abnd.Parameter{"amount": {Value: abnd.Num(20)}, "sex": {Value: abnd.Code("both")}}}
	other := abnd.Benefit{ID: "other", Parameters: map[string]abnd.Parameter{"amount": {Value: abnd.Num(5)}}}
	var high abnd.Scenario
	high.Change("grant", "amount", abnd.Num(0))
	high.Change("grant", "sex", abnd.Value{}) // a blank cell inherits
	for _, c := range []struct {
		name     string
		scenario abnd.Scenario
		benefit  abnd.Benefit
		code     string
		want     abnd.Value
	}{
		{"own value, even zero", high, grant, "amount", abnd.Num(0)},
		{"blank inherits", high, grant, "sex", abnd.Code("both")},
		{"another benefit", high, other, "amount", abnd.Num(5)},
		{"a scenario without changes", abnd.Scenario{}, grant, "amount", abnd.Num(20)},
		{"neither has it", high, other, "sex", abnd.Value{}},
	} {
		if got := c.scenario.Value(c.benefit, c.code); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestFind(t *testing.T) {
	s := abnd.Study{
		Schemes:   []abnd.Scheme{{ID: "a"}, {ID: "b", Kind: abnd.Same("universal")}},
		Scenarios: []abnd.Scenario{{ID: "a"}, {ID: "b", Name: abnd.Same("B")}},
		Benefits:  []abnd.Benefit{{ID: "a"}, {ID: "b", Scheme: "a"}},
	}
	if x, ok := s.FindScheme("b"); !ok || x.Kind != abnd.Same("universal") {
		t.Error("scheme b is not found")
	}
	if x, ok := s.FindScenario("b"); !ok || x.Name.EN != "B" {
		t.Error("scenario b is not found")
	}
	if x, ok := s.FindBenefit("b"); !ok || x.Scheme != "a" {
		t.Error("benefit b is not found")
	}
	_, scheme := s.FindScheme("c")
	_, scenario := s.FindScenario("c")
	_, benefit := s.FindBenefit("c")
	if scheme || scenario || benefit {
		t.Error("something is found that is not there")
	}
}

func TestLastPublished(t *testing.T) {
	if _, ok := (abnd.Series{}).LastPublished(); ok {
		t.Error("an empty series has a last year")
	}
	s := abnd.Series{Values: map[abnd.Year]float64{2024: 1, 2030: 0, 2019: 3}}
	if year, ok := s.LastPublished(); !ok || year != 2030 {
		t.Errorf("last published %d, %v", year, ok)
	}
}

func TestTheFrameRunsFromHistoryToTheProjectionOrBeyond(t *testing.T) {
	for last, want := range map[abnd.Year]abnd.Year{0: 2040, 2030: 2040, 2040: 2040, 2060: 2060} {
		s := abnd.Study{FirstYear: 2010, LastYear: last, Projection: abnd.Years{First: 2025, Last: 2040}}
		if got := s.Frame(); got != (abnd.Years{First: 2010, Last: want}) {
			t.Errorf("last year %d: the frame is %v", last, got)
		}
	}
}

func TestGuarantees(t *testing.T) {
	if n := len(abnd.Guarantees()); n != 4 {
		t.Fatalf("Recommendation 202 names four guarantees, here are %d", n)
	}
	for _, g := range abnd.Guarantees() {
		name := g.Name()
		if short := g.ShortName(); short.EN == "" || short.PT == "" || len(short.EN) >= len(name.EN) {
			t.Errorf("%s: short name %+v", g, short)
		}
		if !g.Valid() || name.EN == "" || name.PT == "" || name.EN == string(g) {
			t.Errorf("%s: valid %v, name %+v", g, g.Valid(), name)
		}
	}
	if g := abnd.Guarantee("housing"); g.Valid() || g.Name() != abnd.Same("housing") || g.ShortName() != abnd.Same("housing") {
		t.Errorf("an unknown guarantee: valid %v, name %+v", g.Valid(), g.Name())
	}
}

func TestListsOfChoices(t *testing.T) {
	if len(abnd.SchemeStatuses()) != 4 || len(abnd.CountingUnits()) != 3 {
		t.Errorf("statuses %v, counting units %v", abnd.SchemeStatuses(), abnd.CountingUnits())
	}
}
