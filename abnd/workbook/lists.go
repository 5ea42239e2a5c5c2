package workbook

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/paper"
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
	if _, ok := t.at[name]; !ok {
		return "", false
	}
	return t.area(name, 0), true
}

// page lays the lists out.
func (t *listTable) page(lang abnd.Lang) *paper.Page {
	about := abnd.T("Codes of the drop-down lists and their meaning. Formulas refer to this sheet.",
		"Códigos das listas pendentes e o seu significado. As fórmulas usam esta folha.")
	p := &paper.Page{Name: listsSheet, About: about, Tab: paper.TabFixed, FrozenRows: paper.LabelRow, Repeat: [2]int{paper.KeyRow, paper.LabelRow}}
	p.AddTop(abnd.T("Lists", "Listas"), about, lang)
	keys, labels := paper.Row{At: paper.KeyRow}, paper.Row{At: paper.LabelRow}
	deepest := 0
	for _, list := range t.lists {
		keys.Add(paper.Cell{Value: list.Name, Look: paper.Look{Kind: paper.KeyLook}}, paper.Cell{Look: paper.Look{Kind: paper.KeyLook}})
		labels.Add(paper.Cell{Value: abnd.T("Code", "Código").In(lang), Look: paper.Look{Kind: paper.LabelLook, Left: true}},
			paper.Cell{Value: abnd.T("Meaning", "Significado").In(lang), Look: paper.Look{Kind: paper.LabelLook, Left: true}})
		codeWidth, meaningWidth := float64(paper.TextWidth(list.Name)*paper.KeyScale)+paper.Padding, 10.0
		for _, c := range list.Codes {
			codeWidth = max(codeWidth, paper.OneLine(c.Code))
			meaningWidth = max(meaningWidth, paper.OneLine(c.Label.In(lang)))
		}
		p.Widths = append(p.Widths, paper.ClampWidth(codeWidth, 10, 40), paper.ClampWidth(meaningWidth, 12, 70))
		deepest = max(deepest, len(list.Codes))
	}
	p.Rows = append(p.Rows, keys, labels)
	p.FitTop()
	for i := range deepest {
		line := paper.Row{At: paper.FirstDataRow + i}
		for _, list := range t.lists {
			if i >= len(list.Codes) {
				line.Add(paper.Cell{}, paper.Cell{})
				continue
			}
			line.Add(paper.Cell{Value: list.Codes[i].Code, Look: paper.Look{Kind: paper.FixedLook, Number: paper.TextFormat, Left: true}},
				paper.Cell{Value: list.Codes[i].Label.In(lang), Look: paper.Look{Kind: paper.FixedLook, Number: paper.TextFormat, Wrap: true, Left: true}})
		}
		p.Rows = append(p.Rows, p.Fitted(line))
	}
	return p
}
