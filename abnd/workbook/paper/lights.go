package paper

import (
	"github.com/xuri/excelize/v2"

	"github.com/openabnd/engine/abnd/workbook/address"
)

// Colours of a light. Bold text and the word itself carry the meaning where
// colour is not seen.
const (
	greenFill, greenText = "C6EFCE", "006100"
	redFill, redText     = "FFC7CE", "9C0006"
)

// StatusCell is an area of cells that show a text where all is well.
type StatusCell struct {
	address.Area
	Good string
}

// hideErrors makes a cell below the head that holds an error look like a blank one:
// one wrong entry would fill a sheet with them. They are there for what is computed
// from them, and for who selects the cell.
func (w *bookWriter) hideErrors(p *Page) error {
	area := p.dimension()
	if !p.HideErrors || area.Bottom < FirstDataRow {
		return nil
	}
	area.Top = FirstDataRow
	white, err := w.file.NewConditionalStyle(&excelize.Style{
		Font: &excelize.Font{Color: paperWhite},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{paperWhite}},
	})
	if err != nil {
		return err
	}
	return w.file.SetConditionalFormat(p.Name, area.String(), []excelize.ConditionalFormatOptions{
		{Type: "formula", Criteria: "ISERROR(" + address.At(area.Top, area.Left) + ")", Format: &white},
	})
}

const paperWhite = "FFFFFF"

// light colours the cells that show that all is well, and those that show
// anything else.
func (w *bookWriter) light(p *Page) error {
	if len(p.Lights) == 0 {
		return nil
	}
	fill := func(colour, text string) (int, error) {
		return w.file.NewConditionalStyle(&excelize.Style{
			Font: &excelize.Font{Color: text, Bold: true},
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}},
		})
	}
	good, err := fill(greenFill, greenText)
	if err != nil {
		return err
	}
	bad, err := fill(redFill, redText)
	if err != nil {
		return err
	}
	for _, l := range p.Lights {
		first := address.At(l.Top, l.Left)
		rules := []excelize.ConditionalFormatOptions{
			{Type: "formula", Criteria: first + `=` + TextLiteral(l.Good), Format: &good},
			{Type: "formula", Criteria: `IFERROR(` + first + `<>"",1)`, Format: &bad},
		}
		if err := w.file.SetConditionalFormat(p.Name, l.String(), rules); err != nil {
			return err
		}
	}
	return nil
}
