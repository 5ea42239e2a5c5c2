package sheets

import (
	"slices"

	"github.com/openabnd/engine/abnd"
)

// Change is one input that differs between two studies.
type Change struct {
	Path  abnd.Path
	Sheet string
	// Label says what the cell is: the row's name and, in a sheet with years
	// or scenarios, the column's.
	Label    abnd.Text
	Format   Format
	Old, New abnd.Value // blank where there is none
}

// Diff lists the inputs in which two studies differ: those of the new study
// in the order of its sheets, then those that only the old one has.
func Diff(from, to *abnd.Study) []Change {
	was, order := inputs(Write(from))
	is, newOrder := inputs(Write(to))
	var changes []Change
	for _, path := range newOrder {
		c := is[path]
		c.New = c.Old
		c.Old = was[path].Old
		if c.Old != c.New {
			changes = append(changes, c)
		}
	}
	for _, path := range order {
		if _, still := is[path]; !still && !was[path].Old.IsBlank() {
			changes = append(changes, was[path])
		}
	}
	return changes
}

// inputs collects the input cells of sheets by path, their value in Old.
func inputs(all []Sheet) (map[abnd.Path]Change, []abnd.Path) {
	found := map[abnd.Path]Change{}
	var order []abnd.Path
	for _, s := range all {
		for _, row := range s.Rows {
			for i, c := range row {
				if c.Path == "" {
					continue
				}
				if _, twice := found[c.Path]; !twice {
					order = append(order, c.Path)
				}
				found[c.Path] = Change{Path: c.Path, Sheet: s.Code, Label: s.cellLabel(row, i), Format: c.Format, Old: c.Value}
			}
		}
	}
	return found, order
}

// cellLabel names a cell by its row and its column.
func (s Sheet) cellLabel(row []Cell, column int) abnd.Text {
	name := abnd.Same(row[0].Value.String())
	for i, c := range s.Columns {
		switch {
		case i == column:
			continue
		case c.Key == "label":
			switch {
			case s.Code == Benefits && column == 0:
				// the benefit itself, not the parameter beside it
			case s.Code == Benefits:
				name = abnd.T("%s: %s", "%s: %s").Fill(name, row[i].Label)
			default:
				name = row[i].Label
			}
		case c.Key == "sex" && slices.Contains(bySexAndAge, s.Code):
			name = sexName(row[i].Value.String())
		case c.Key == "age" && slices.Contains(bySexAndAge, s.Code):
			name = abnd.T("%s, age %s", "%s, idade %s").Fill(name, row[i].Value.String())
		case c.Key == "age" && s.Code == Fertility:
			name = abnd.T("age %s", "idade %s").Fill(row[i].Value.String())
		}
	}
	if c := s.Columns[column]; c.Key != "value" && c.Key != "base" {
		label := c.Label
		if label.IsZero() {
			label = abnd.Same(c.Key) // a scenario without a name
		}
		name = abnd.T("%s (%s)", "%s (%s)").Fill(name, label)
	}
	return name
}

// bySexAndAge are the sheets whose rows are named by sex and age.
var bySexAndAge = []string{Population, Mortality, Migration}

func sexName(code string) abnd.Text {
	switch abnd.Sex(code) {
	case abnd.Female:
		return abnd.T("female", "mulheres")
	case abnd.Male:
		return abnd.T("male", "homens")
	}
	return abnd.Same(code)
}
