package sheets

import (
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
)

// CellIndex tells where in a file the figures of a study stand. The zero value
// knows no place.
type CellIndex struct {
	cells map[abnd.Path]string
	// Parameters of benefits are by far the most figures of a large study.
	parameters *parameterCells
}

// NewCellIndex makes an index of the places of figures.
func NewCellIndex(places map[abnd.Path]string) CellIndex { return CellIndex{cells: places} }

// IsZero says whether the index knows no place.
func (p CellIndex) IsZero() bool { return p.cells == nil }

// At is the place of the figure itself.
func (p CellIndex) At(path abnd.Path) (place string, ok bool) {
	if place, ok := p.cells[path]; ok {
		return place, true
	}
	return p.parameters.find(path)
}

// Set changes the place of a figure. An index that knows no place stays so.
func (p CellIndex) Set(path abnd.Path, place string) {
	if p.cells != nil {
		p.cells[path] = place
	}
}

// Find returns the place of a figure, or of the nearest thing around it.
func (p CellIndex) Find(path abnd.Path) string {
	for path != "" {
		if place, ok := p.At(path); ok {
			return place
		}
		cut := strings.LastIndex(string(path), "/")
		if cut < 0 {
			break
		}
		path = path[:cut]
	}
	return ""
}

// parameterCells are the places of the cells of BENEFITS that hold a parameter,
// row by row.
type parameterCells struct {
	columns []string               // as parameterColumns has them
	rows    map[abnd.Path][]string // by path of the benefit's own value: the places of the columns
}

// ofParameter are the columns of a parameter beside those of the scenarios: its
// value, where it comes from, and what it is.
var ofParameter = append(append([]string{"base", "year"}, provenanceKeys...), natureColumn)

func newParameterCells(scenarios []abnd.Scenario) *parameterCells {
	c := &parameterCells{columns: slices.Clone(ofParameter), rows: map[abnd.Path][]string{}}
	for _, s := range scenarios {
		c.columns = append(c.columns, s.ID)
	}
	return c
}

// add notes the places of a row.
func (c *parameterCells) add(path abnd.Path, w row) {
	places := make([]string, len(c.columns))
	for i, column := range c.columns {
		if _, there := w.index[column]; there || column != "year" {
			places[i] = w.raw(column).Place
		}
	}
	c.rows[path] = places
}

// find is the place of a value, or of what says where it comes from.
func (c *parameterCells) find(path abnd.Path) (place string, ok bool) {
	if c == nil {
		return "", false
	}
	for i, column := range c.columns {
		of, is := string(path), i == 0
		switch {
		case i >= len(ofParameter):
			if of, is = strings.CutPrefix(of, "scenarios/"+column+"/"); is {
				of = "benefits/" + of
			}
		case i > 0:
			of, is = strings.CutSuffix(of, "/"+column)
		}
		if places := c.rows[abnd.Path(of)]; is && places != nil && places[i] != "" {
			return places[i], true
		}
	}
	return "", false
}
