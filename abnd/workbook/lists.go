package workbook

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/costing/model"
)

// listTable is the sheet of lists: two columns for each, codes and their
// meaning, in the order in which the lists were first met.
type listTable struct {
	lists []*model.List
	at    map[string]int    // name → index in lists
	where map[string]string // name → where it was first met
}

func newListTable() *listTable {
	return &listTable{at: map[string]int{}, where: map[string]string{}}
}

// add puts a list on the sheet, once. Two lists of one name must be equal:
// formulas find a list by its name.
func (t *listTable) add(list *model.List, place string, ds *abnd.Diagnostics) {
	if list == nil || len(list.Codes) == 0 {
		return
	}
	i, known := t.at[list.Name]
	if !known {
		t.at[list.Name], t.where[list.Name] = len(t.lists), place
		t.lists = append(t.lists, list)
		return
	}
	if other := t.lists[i]; other != list && !slices.Equal(other.Names(), list.Names()) {
		*ds = append(*ds, abnd.Diagnostic{Code: "list-twice", Place: place,
			Problem: abnd.T("the list %s has other codes here than in %s", "a lista %s tem aqui códigos diferentes dos de %s").Fill(list.Name, t.where[list.Name]),
			Remedy:  abnd.T("use another name for one of them", "use outro nome para uma delas")})
	}
}

// codes is the range of a list's codes.
func (t *listTable) codes(name string) (string, bool) {
	i, ok := t.at[name]
	if !ok {
		return "", false
	}
	a := address.Area{Top: firstDataRow, Left: 2*i + 1, Bottom: firstDataRow + len(t.lists[i].Codes) - 1, Right: 2*i + 1}
	return ListsSheet + "!$" + address.Column(a.Left) + "$" + itoa(a.Top) + ":$" + address.Column(a.Right) + "$" + itoa(a.Bottom), true
}

// page lays the lists out.
func (t *listTable) page(lang abnd.Lang) *page {
	about := abnd.T("Codes of the drop-down lists and their meaning. Formulas refer to this sheet.",
		"Códigos das listas pendentes e o seu significado. As fórmulas usam esta folha.")
	p := &page{name: ListsSheet, about: about, tab: tabFixed, frozenRows: labelRow, repeat: [2]int{keyRow, labelRow}}
	p.addTop(abnd.T("Lists", "Listas"), about, lang)
	keys, labels := row{at: keyRow}, row{at: labelRow}
	deepest := 0
	for _, list := range t.lists {
		keys.add(cell{value: list.Name, look: look{kind: keyLook}}, cell{look: look{kind: keyLook}})
		labels.add(cell{value: abnd.T("Code", "Código").In(lang), look: look{kind: labelLook, left: true}},
			cell{value: abnd.T("Meaning", "Significado").In(lang), look: look{kind: labelLook, left: true}})
		codeWidth, meaningWidth := float64(textWidth(list.Name)*keyScale)+pad, 10.0
		for _, c := range list.Codes {
			codeWidth = max(codeWidth, oneLine(c.Code))
			meaningWidth = max(meaningWidth, oneLine(c.Label.In(lang)))
		}
		p.widths = append(p.widths, clampWidth(codeWidth, 10, 40), clampWidth(meaningWidth, 12, 70))
		deepest = max(deepest, len(list.Codes))
	}
	p.rows = append(p.rows, keys, labels)
	p.fitTop()
	for i := range deepest {
		line := row{at: firstDataRow + i}
		for _, list := range t.lists {
			if i >= len(list.Codes) {
				line.add(cell{}, cell{})
				continue
			}
			line.add(cell{value: list.Codes[i].Code, look: look{kind: fixedLook, number: textFormat, left: true}},
				cell{value: list.Codes[i].Label.In(lang), look: look{kind: fixedLook, number: textFormat, wrap: true, left: true}})
		}
		p.rows = append(p.rows, p.fitted(line))
	}
	return p
}
