package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// A macro scenario changes series of the frames. All scenarios of a study
// share one set of frames, so that a difference between two of them is one of
// benefits; the macro scenario is a choice of the whole study, and frames are
// not doubled for each. A changed series is
//
//	used[t] = given[t] + value, or value, in the years of the change
//	        = given[t] else
//
// where given is the series as published and extended.

const macroChoice model.Key = "general/macro"

// MacroList is the list of the macro scenarios of a study.
func MacroList(s *abnd.Study) *model.List {
	if len(s.MacroScenarios) == 0 {
		return nil
	}
	list := &model.List{Name: "macro"}
	for _, m := range s.MacroScenarios {
		list.Codes = append(list.Codes, model.ListCode{Code: m.ID, Label: m.Name})
	}
	return list
}

// MacroKindList is the list of the kinds of change.
var MacroKindList = &model.List{Name: "macro_kind", Codes: []model.ListCode{
	{Code: string(abnd.AddTo), Label: abnd.T("add to the value", "somar ao valor")},
	{Code: string(abnd.Replace), Label: abnd.T("replace the value", "substituir o valor")},
}}

// MacroPath is the path of a macro scenario's change: the nth of its series.
func MacroPath(m abnd.MacroScenario, change int) model.Key {
	n := 0
	for _, c := range m.Changes[:change] {
		if c.Series == m.Changes[change].Series {
			n++
		}
	}
	return abnd.JoinPath("macro", m.ID, m.Changes[change].Series, itoa(n+1))
}

// macroSeries lists the codes of the series that a macro scenario can change.
func macroSeries() []string {
	var codes []string
	for _, f := range AllFrameSeries() {
		codes = append(codes, f.Code)
	}
	return codes
}

// macroChange is a change with its macro scenario and its path.
type macroChange struct {
	scenario string
	path     model.Key
	abnd.MacroChange
}

// macroChanges lists the changes of one series in all macro scenarios.
func macroChanges(s *abnd.Study, code string) []macroChange {
	var all []macroChange
	for _, m := range s.MacroScenarios {
		for i, c := range m.Changes {
			if c.Series == code {
				all = append(all, macroChange{m.ID, MacroPath(m, i), c})
			}
		}
	}
	return all
}

func givenSeries(code string) model.Key { return abnd.JoinPath("frame", "given", code) }

// addChanged adds the series that is used: the given one, changed as the
// chosen macro scenario says.
func (b *builder) addChanged(f FrameSeries, changes []macroChange) {
	if !b.model.Has(macroChoice) {
		b.addChoice(macroChoice, "general", abnd.T("Macroeconomic scenario", "Cenário macroeconómico"), MacroList(b.study), b.study.Macro, abnd.Provenance{})
	}
	given := givenSeries(f.Code)
	used := ref(given)
	for _, c := range changes {
		label := abnd.T("%s: %s", "%s: %s").Fill(c.scenario, f.Label)
		b.addCell(c.path+"/from", "macro", abnd.T("%s, from", "%s, desde").Fill(label), abnd.CalendarYear, yearOf(c.From), c.Provenance)
		b.addCell(c.path+"/to", "macro", abnd.T("%s, to", "%s, até").Fill(label), abnd.CalendarYear, yearOf(c.To), c.Provenance)
		b.addCell(c.path+"/value", "macro", label, f.Unit, figure(c.Value), c.Provenance)
		b.addChoice(c.path+"/kind", "macro", abnd.T("%s, kind", "%s, modo").Fill(label), MacroKindList, string(c.Kind), c.Provenance)
		value := ref(c.path + "/value")
		used = when(allOf(
			isCode(macroChoice, c.scenario),
			atMost(ref(c.path+"/from"), thisYear),
			atMost(thisYear, when(isKnown(c.path+"/to"), ref(c.path+"/to"), thisYear)),
		), choose(c.path+"/kind", plus(ref(given), value), value), used)
	}
	b.model.Add(model.Line{
		Key: f.Used(), Group: string(f.Frame), Label: abnd.T("%s, with the macroeconomic scenario", "%s, com o cenário macroeconómico").Fill(f.Label), Unit: f.Unit,
		Years: b.study.Frame(), Blankable: true, Formula: used,
	})
}
