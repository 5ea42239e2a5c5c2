package workbook

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing/model"
)

// listTable is the sheet of lists: stacks of them side by side, as many as one page of
// print is wide. A list has a row for its name, a head, and two columns, codes and their
// meaning.
type listTable struct {
	lists []*model.List
	at    map[string]int    // name → index in lists
	where map[string]string // name → where it was first met
	// places are those of the lists, and free the first rows of the stacks that have
	// none yet.
	places []listPlace
	free   [listStacks]int
}

// listPlace is where a list stands: its stack, from 0, and the row of its name.
type listPlace struct{ stack, row int }

// listStacks is how many lists stand side by side, and listRows how many rows one has
// besides its codes: its name, the head, and a blank one.
const listStacks, listRows = 4, 3

func newListTable() *listTable {
	t := &listTable{at: map[string]int{}, where: map[string]string{}}
	for i := range t.free {
		t.free[i] = paper.KeyRow
	}
	return t
}

// add puts a list on the sheet, once, below those of the shortest stack. Two lists of one name must be equal:
// formulas find a list by its name.
func (t *listTable) add(list *model.List, place string, ds *abnd.Diagnostics) {
	if list == nil || len(list.Codes) == 0 {
		return
	}
	i, known := t.at[list.Name]
	if !known {
		t.at[list.Name], t.where[list.Name] = len(t.lists), place
		t.lists = append(t.lists, list)
		stack := 0
		for s, row := range t.free {
			if row < t.free[stack] {
				stack = s
			}
		}
		t.places = append(t.places, listPlace{stack, t.free[stack]})
		t.free[stack] += listRows + len(list.Codes)
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
	p := &paper.Page{Name: listsSheet, About: about, Tab: paper.TabFixed, FrozenRows: paper.BackRow, Widths: make([]float64, 2*min(listStacks, len(t.lists))), OnePageWide: true}
	p.RepeatTitle()
	p.AddTop(abnd.T("Lists", "Listas"), about, lang)
	cells := paper.NewSheetBuffer(p)
	for i, list := range t.lists {
		row, col := t.places[i].row, 2*t.places[i].stack+1
		cells.Put(row, col, paper.Cell{Value: list.Name, Look: paper.Look{Kind: paper.KeyLook}})
		for j, label := range [...]abnd.Text{abnd.T("Code", "Código"), abnd.T("Meaning", "Significado")} {
			cells.Put(row+1, col+j, paper.Cell{Value: label.In(lang), Look: paper.Look{Kind: paper.LabelLook, Left: true}})
		}
		for n, c := range list.Codes {
			for j, text := range [...]string{c.Code, c.Label.In(lang)} {
				low, high := [...]float64{10, 12}[j], [...]float64{28, 44}[j]
				p.Widths[col+j-1] = max(p.Widths[col+j-1], paper.ClampWidth(paper.OneLine(text), low, high))
				cells.Put(row+2+n, col+j, paper.Cell{Value: text, Look: paper.Look{Kind: paper.FixedLook, Number: paper.TextFormat, Wrap: true, Left: true}})
			}
		}
	}
	cells.Flush()
	p.FitTop()
	p.FitRows()
	return p
}
