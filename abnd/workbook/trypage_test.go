package workbook

import (
	"os"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// withLevers gives Timor-Leste levers of each kind, where it has none: on and
// off, ages, money, years, a share, and a choice; some move several parameters.
func withLevers(study *abnd.Study) *abnd.Study {
	num := func(x float64) abnd.Value { return abnd.Num(x) }
	level := func(number int, en, pt string, values ...abnd.Value) abnd.LeverLevel {
		return abnd.LeverLevel{Number: number, Word: abnd.T(en, pt), Values: values}
	}
	study.Levers = []abnd.Lever{
		{ID: "child-on", Name: abnd.T("Child benefit: is it paid", "Subsídio por criança: é pago"), Open: true, Paths: []abnd.Path{"child-benefit/on"}, Levels: []abnd.LeverLevel{
			level(1, "no", "não", abnd.Code(model.No)), level(2, "yes", "sim", abnd.Code(model.Yes)),
		}},
		{ID: "child-age", Name: abnd.T("Child benefit: up to which age", "Subsídio por criança: até que idade"), Open: true, Paths: []abnd.Path{"child-benefit/age_max"}, Levels: []abnd.LeverLevel{
			level(1, "as today", "como hoje"), level(2, "wider", "mais largo", num(5)), level(3, "broad", "amplo", num(8)), level(4, "all children", "todas as crianças", num(17)),
		}},
		{ID: "child-amount", Name: abnd.T("Child benefit: amount", "Subsídio por criança: montante"), Open: true, Paths: []abnd.Path{"child-benefit/amount"}, Levels: []abnd.LeverLevel{
			level(1, "low", "baixo", num(10)), level(2, "middle", "médio", num(15)), level(3, "high", "alto", num(22.5)),
		}},
		{ID: "child-start", Name: abnd.T("Child benefit: from which year", "Subsídio por criança: desde que ano"), Open: true,
			Paths: []abnd.Path{"child-benefit/start", "child-benefit/ramp_start", "child-benefit/amount_year"}, Levels: []abnd.LeverLevel{
				level(1, "next year", "no próximo ano", num(2027), abnd.Value{}, num(2022)), level(2, "later", "mais tarde", num(2029)),
			}},
		{ID: "pension-amount", Name: abnd.T("Social pension: amount", "Pensão social: montante"), Open: true, Paths: []abnd.Path{"social-pension/amount"}, Levels: []abnd.LeverLevel{
			level(1, "wider", "mais largo", num(60)), level(2, "at the national line", "na linha nacional", num(75)),
		}},
		{ID: "child-reach", Name: abnd.T("Child benefit: how many are reached in the end", "Subsídio por criança: a quantas se chega por fim"), Paths: []abnd.Path{"child-benefit/take_up_target"}, Levels: []abnd.LeverLevel{
			level(1, "most", "quase todas", num(0.9)), level(2, "all", "todas", num(1)),
		}},
		{ID: "child-share", Name: abnd.T("Child benefit: share of the children", "Subsídio por criança: parte das crianças"), Paths: []abnd.Path{"child-benefit/reference_share"}, Levels: []abnd.LeverLevel{
			level(1, "a tenth", "um décimo", num(0.1)),
		}},
		{ID: "child-from", Name: abnd.T("Child benefit: from which age", "Subsídio por criança: a partir de que idade"), Paths: []abnd.Path{"child-benefit/age_min", "child-benefit/take_up"}, Levels: []abnd.LeverLevel{
			level(1, "at birth", "à nascença", num(0), num(0.5)), level(2, "at two", "aos dois", num(2), num(0.6)),
		}},
	}
	return study
}

// tryStudy is a study of a profile with levers.
func tryStudy(t testing.TB, code string) *abnd.Study {
	study := studies.Load(t, code)
	if len(study.Levers) == 0 {
		if code != "TLS" {
			t.Skip("the profile has no levers")
		}
		withLevers(study)
	}
	return study
}

func TestTryPicture(t *testing.T) {
	out := os.Getenv("TRY_OUT")
	if out == "" {
		t.Skip("no folder for pictures is given")
	}
	for _, code := range []string{"TLS", "MOZ"} {
		for _, lang := range []abnd.Lang{abnd.English, abnd.Portuguese} {
			study := tryStudy(t, code)
			if code == "TLS" {
				study.TryFrom = "low"
			}
			for i, l := range study.Levers {
				if i < 4 {
					study.Levers[i].Chosen = l.Levels[len(l.Levels)-1].Number
				}
			}
			result, found := scenarios.Run(abnd.WithTried(study))
			if result == nil {
				t.Fatal(found)
			}
			data, err := Results(result, Options{Lang: lang, Version: "test"})
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(out+"/"+code+"-"+string(lang)+".xlsx", data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}
