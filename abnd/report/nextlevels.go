package report

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/scenarios"
)

// nextLevels shows what each level that the room has not chosen would change of its
// proposal, and whether it still fits the fiscal envelope in the years that TRY
// shows. Levels that change nothing are left out.
func (r *results) nextLevels() {
	study := r.result.Study
	years := study.TriedYears()
	effects := r.result.LeverEffects(years)
	if len(effects) == 0 {
		return
	}
	in := min(abnd.ToldOfTried, len(years)-1)
	table := &Table{Name: "next-levels", Columns: []Column{
		{Head: abnd.T("Lever", "Alavanca")}, {Head: abnd.T("Level", "Nível")},
		{Head: abnd.T("%d, pp of GDP", "%d, p.p. do PIB").Fill(int(years[in]))}, {Head: abnd.T("Envelope", "Envelope")},
	}}
	for _, e := range effects {
		if e.Chosen || !e.Why.IsZero() || !slices.ContainsFunc(e.Years, func(y scenarios.LeverYear) bool { return y.Cost.Value != 0 }) {
			continue
		}
		i := slices.IndexFunc(study.Levers, func(l abnd.Lever) bool { return l.ID == e.Lever })
		level, _ := study.Levers[i].Level(e.Level)
		fits := abnd.T("fits", "cabe")
		if first, ok, known := e.Fits(); !known {
			fits = abnd.T("not known", "não se sabe")
		} else if !ok {
			fits = abnd.T("does not fit in %d", "não cabe em %d").Fill(int(first))
		}
		change := unknownCell
		if y := e.Years[in]; y.Share.Known {
			change = figure(Percent, percent*y.Share.Value, abnd.KnownAll, decimals(percentDecimals))
			change.Signed = true
		}
		table.row(words(study.Levers[i].Name), words(abnd.T("%d: %s", "%d: %s").Fill(level.Number, level.Word)), change, words(fits))
	}
	r.section(abnd.T("Next levels: change of the proposal, and whether it fits the envelope in %s", "Níveis seguintes: mudança da proposta, e se cabe no envelope em %s").Fill(listOfYears(years)), table)
}

// listOfYears names years after one another.
func listOfYears(years []abnd.Year) abnd.Text {
	var all []abnd.Text
	for _, year := range years {
		all = append(all, abnd.T("%d", "%d").Fill(int(year)))
	}
	return abnd.Joined(all, ", ")
}
