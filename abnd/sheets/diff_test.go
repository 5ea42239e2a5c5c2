package sheets_test

import (
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
)

func TestNothingDiffersFromItself(t *testing.T) {
	if changes := sheets.Diff(studies.Load(t, "TLS"), studies.Load(t, "TLS")); len(changes) > 0 {
		t.Errorf("%+v", changes)
	}
}

func TestDiffTellsEachChange(t *testing.T) {
	from, to := studies.Load(t, "TLS"), studies.Load(t, "TLS")
	to.Economy.Inflation.Values[2027] = 0.5
	to.PriceYear = 2024
	to.Population.Set(2030, abnd.Female, 7, 12345)
	for i := range to.Benefits {
		if b := &to.Benefits[i]; b.ID == "child-benefit" {
			p := b.Parameters["amount"]
			p.Value = abnd.Num(25)
			b.Parameters["amount"] = p
		}
	}
	to.Scenarios[2].Change("child-benefit", "amount", abnd.Num(30))
	to.Sources = append(to.Sources, abnd.Source{ID: "room"})
	gone := from.Schemes[len(from.Schemes)-1].ID
	to.Schemes = to.Schemes[:len(to.Schemes)-1]
	girls, _ := from.Population.Get(2030, abnd.Female, 7)
	was, _ := from.FindBenefit("child-benefit")

	type change struct{ sheet, label, old, new string }
	want := map[abnd.Path]change{
		"general/price_year":            {"GENERAL", "Base year of prices", "2025", "2024"},
		"population/female/7/2030":      {"POP", "female, age 7 (2030)", abnd.Num(float64(girls)).String(), "12345"},
		"economy/inflation/2027":        {"ECO", "Consumer price inflation (2027)", abnd.Num(from.Economy.Inflation.Values[2027]).String(), "0.5"},
		"benefits/child-benefit/amount": {"BENEFITS", "child-benefit: Amount of one payment", was.Parameters["amount"].Value.String(), "25"},
		"scenarios/high/child-benefit/amount": {"BENEFITS", "child-benefit: Amount of one payment (High scenario)",
			from.Scenarios[2].Changes["child-benefit"]["amount"].String(), "30"},
		"sources/room/id": {"SOURCES", "room (Id)", "", "room"},
	}
	for _, c := range sheets.Diff(from, to) {
		if path := string(c.Path); len(path) > 8+len(gone) && path[:8+len(gone)] == "schemes/"+gone {
			if c.Old.IsBlank() || !c.New.IsBlank() {
				t.Errorf("%s is gone: %+v", gone, c)
			}
			continue
		}
		w, ok := want[c.Path]
		if !ok {
			t.Errorf("a change that nobody made: %+v", c)
			continue
		}
		delete(want, c.Path)
		if got := (change{c.Sheet, c.Label.EN, c.Old.String(), c.New.String()}); got != w {
			t.Errorf("%s: %+v, want %+v", c.Path, got, w)
		}
		if c.Label.PT == "" {
			t.Errorf("%s has no label in Portuguese", c.Path)
		}
	}
	for path := range want {
		t.Errorf("the change of %s is not told", path)
	}
}

// A label names what an analyst sees beside the cell, in both languages.
func TestDiffLabels(t *testing.T) {
	from, to := studies.Load(t, "TLS"), studies.Load(t, "TLS")
	to.Population.Set(2030, abnd.Male, 100, 12345)
	to.Benefits = append(to.Benefits, abnd.Benefit{ID: "new"})
	to.Scenarios[2].Name = abnd.Text{}
	to.Scenarios[2].Change("child-benefit", "amount", abnd.Num(31))
	want := map[abnd.Path]abnd.Text{
		"population/male/100/2030":            abnd.T("male, age 100 (2030)", "homens, idade 100 (2030)"),
		"benefits/new/id":                     abnd.T("new (Benefit)", "new (Prestação)"),
		"scenario-list/high/name_en":          abnd.T("high (Name, English)", "high (Nome, inglês)"),
		"scenario-list/high/name_pt":          abnd.T("high (Name, Portuguese)", "high (Nome, português)"),
		"scenarios/high/child-benefit/amount": abnd.T("child-benefit: Amount of one payment (high)", "child-benefit: Montante de um pagamento (high)"),
	}
	for _, c := range sheets.Diff(from, to) {
		label, ok := want[c.Path]
		if !ok {
			t.Errorf("a change that nobody made: %+v", c)
		} else if c.Label != label {
			t.Errorf("%s: %+v, want %+v", c.Path, c.Label, label)
		}
		delete(want, c.Path)
	}
	for path := range want {
		t.Errorf("the change of %s is not told", path)
	}
}
