package sheets

import "github.com/openabnd/engine/abnd"

// LangOf is the language in which the labels of a workbook were written; false
// where its sheet GENERAL has none that tells.
func LangOf(grids []Grid) (abnd.Lang, bool) {
	labels := map[string]abnd.Text{}
	for _, r := range generalRows() {
		labels[r.key] = r.label
	}
	count := map[abnd.Lang]int{}
	for _, g := range grids {
		if g.Code != General {
			continue
		}
		for _, cells := range g.Rows {
			if len(cells) < 2 {
				continue
			}
			label, ok := labels[cells[0].Text]
			for _, lang := range abnd.Langs() {
				if ok && label.EN != label.PT && cells[1].Text == label.In(lang) {
					count[lang]++
				}
			}
		}
	}
	switch en, pt := count[abnd.English], count[abnd.Portuguese]; {
	case en > pt:
		return abnd.English, true
	case pt > en:
		return abnd.Portuguese, true
	}
	return "", false
}
