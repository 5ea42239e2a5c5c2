package report

import (
	"math"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/scenarios"
)

// erosion says in a sentence a scenario how much of its increment undoes the loss
// of real value of the status quo, in the last of the years shown. It says nothing
// where the increments over both baselines are the same as they are shown.
func (r *results) erosion(chosen []abnd.Scenario, years []abnd.Year) {
	year := years[len(years)-1]
	first := true
	for _, s := range chosen {
		law := r.amount(s.ID, scenarios.AllOf, scenarios.IncrementalPercentGDPLaw, year)
		kept := r.amount(s.ID, scenarios.AllOf, scenarios.IncrementalPercentGDPKept, year)
		if s.ID == abnd.StatusQuo || !law.Known.Known() || !kept.Known.Known() || sameShown(law.Value, kept.Value) {
			continue
		}
		if first {
			r.section(abnd.Text{})
		}
		first = false
		r.note(againstKept(r.result.Study, s, law.Value, kept.Value, year))
	}
}

// sameShown reports whether two percentages are the same with the digits shown.
func sameShown(x, y float64) bool {
	shown := func(x float64) float64 { return math.Round(x * math.Pow10(percentDecimals)) }
	return shown(x) == shown(y)
}

// againstKept is the sentence on the increments of a scenario, in percent of GDP,
// over the status quo of the law and over the one that keeps its value.
func againstKept(study *abnd.Study, s abnd.Scenario, law, kept float64, year abnd.Year) abnd.Text {
	percent := func(x float64) abnd.Text {
		return abnd.T("%s%%", "%s %%").Fill(numberText(x, percentDecimals))
	}
	name := named(s.Name, s.ID)
	switch {
	case kept < 0 && law > 0:
		return abnd.T("Against a status quo that keeps its value, %s costs %s of %s less in %d, though it adds %s to that of the law: it undoes a part of the erosion.",
			"Face a uma situação actual com o valor real mantido, %s custa menos %s do %s em %d, embora acrescente %s à da lei: compensa parte da perda de valor real.").
			Fill(name, percent(-kept), study.GDPName, int(year), percent(law))
	case kept < 0:
		return abnd.T("Against a status quo that keeps its value, %s costs %s of %s less in %d; against that of the law, %s less.",
			"Face a uma situação actual com o valor real mantido, %s custa menos %s do %s em %d; face à da lei, menos %s.").
			Fill(name, percent(-kept), study.GDPName, int(year), percent(-law))
	case kept > law:
		return abnd.T("Against a status quo that keeps its value, %s adds %s of %s in %d, not %s.",
			"Face a uma situação actual com o valor real mantido, %s acrescenta %s do %s em %d, e não %s.").
			Fill(name, percent(kept), study.GDPName, int(year), percent(law))
	}
	return abnd.T("Against a status quo that keeps its value, %s adds %s of %s in %d, not %s: the rest undoes erosion.",
		"Face a uma situação actual com o valor real mantido, %s acrescenta %s do %s em %d, e não %s: o resto compensa a perda de valor real.").
		Fill(name, percent(kept), study.GDPName, int(year), percent(law))
}

// baselineRows says what the rows of increments are that stand below those of the
// study's own baseline.
func (r *results) baselineRows() {
	base := r.result.Study.BaselineInForce()
	if base != abnd.BaselineLaw {
		r.note(abnd.T("over law = incremental cost over the status quo of the law, in which amounts without a rule of indexation stay as they are.",
			"s/ lei = despesa adicional face à situação actual da lei, em que os montantes sem regra de actualização ficam como estão."))
	}
	if base != abnd.BaselinePrices {
		r.note(abnd.T("value kept = incremental cost over a status quo that keeps its value: amounts without a rule of indexation follow consumer prices.",
			"valor mant. = despesa adicional face a uma situação actual com o valor real mantido: os montantes sem regra de actualização seguem os preços no consumidor."))
	}
}
