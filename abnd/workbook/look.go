package workbook

import "github.com/xuri/excelize/v2"

// look is how a cell looks. Cells of one look share one style.
type look struct {
	kind    lookKind
	number  string // number format code; blank is General
	wrap    bool
	centred bool
	left    bool // begins at the left, off the edge
	shrink  bool // a long text is written smaller
	bold    bool
	quoted  bool // stays text when someone edits it, though it begins like a formula
}

type lookKind uint8

// The kinds of cell.
const (
	plainLook lookKind = iota
	titleLook
	headingLook // over a part of a sheet
	helpLook
	linkLook
	keyLook    // what the machine reads: small and grey
	labelLook  // what people read: white on dark blue
	inputLook  // may be changed: blue on pale blue, not locked
	fixedLook  // may not
	closedLook // nothing belongs here
	upperLook  // the first of several rows that read as one cell
	middleLook
	lowerLook
	totalLook  // a sum: bold, under a line
	checkLook  // the result of a check
	answerLook // given by the engine's method, and not by a formula
)

// Colours. Blue figures for inputs are the convention of financial models;
// the dark head stays legible when printed in grey.
const (
	blueInput = "0000FF"
	paleBlue  = "EAF2FB"
	darkBlue  = "1F3864"
	linkBlue  = "0563C1"
	greyText  = "808080"
	bodyText  = "262626"
	paleGrey  = "F2F2F2"
	paleSand  = "FBF1E3"
	thinLine  = "D0D7E5"
)

const bodyFont = "Calibri"

// style makes the style of a look.
func (l look) style() *excelize.Style {
	s := &excelize.Style{
		Font:      &excelize.Font{Family: bodyFont, Size: 11, Color: bodyText},
		Alignment: &excelize.Alignment{Vertical: "top", WrapText: l.wrap, ShrinkToFit: l.shrink},
		// Locked is what a cell is unless it says otherwise; it is said here so
		// that the two kinds are easy to tell in the file.
		Protection: &excelize.Protection{Locked: l.kind != inputLook},
	}
	if l.number != generalFormat {
		s.CustomNumFmt = &l.number
	}
	switch {
	case l.centred:
		s.Alignment.Horizontal = "center"
	case l.left:
		s.Alignment.Horizontal, s.Alignment.Indent = "left", 1
	}
	switch l.kind {
	case titleLook:
		s.Font.Size, s.Font.Bold, s.Font.Color = 16, true, darkBlue
		s.Alignment.Vertical = "center"
	case headingLook:
		s.Font.Size, s.Font.Bold, s.Font.Color = 12, true, darkBlue
	case helpLook:
		s.Font.Color = "595959"
	case linkLook:
		s.Font.Color, s.Font.Underline = linkBlue, "single"
	case keyLook:
		s.Font.Size, s.Font.Color = 8, greyText
		s.Alignment.ShrinkToFit = true
	case labelLook:
		s.Font.Bold, s.Font.Color = true, "FFFFFF"
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{darkBlue}}
		s.Alignment.Vertical = "center"
		s.Border = box("FFFFFF")
	case inputLook:
		s.Font.Color = blueInput
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{paleBlue}}
		s.Border = box(thinLine)
	case fixedLook:
		s.Border = box(thinLine)
	case totalLook:
		s.Font.Bold = true
		s.Border = box(thinLine)
		s.Border[1] = excelize.Border{Type: "top", Color: darkBlue, Style: 1}
	case checkLook:
		s.Font.Bold = true
		s.Border = box(thinLine)
	case answerLook:
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{paleSand}}
		s.Border = box(thinLine)
	case upperLook:
		s.Border = box(thinLine)[:3] // without the line below
	case middleLook:
		s.Border = []excelize.Border{box(thinLine)[0], box(thinLine)[2]}
	case lowerLook:
		s.Border = []excelize.Border{box(thinLine)[0], box(thinLine)[2], box(thinLine)[3]}
	case closedLook:
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{paleGrey}}
		s.Border = box(thinLine)
	}
	s.Font.Bold = s.Font.Bold || l.bold
	return s
}

func box(colour string) []excelize.Border {
	var all []excelize.Border
	for _, side := range []string{"left", "top", "right", "bottom"} {
		all = append(all, excelize.Border{Type: side, Color: colour, Style: 1})
	}
	return all
}

// looks hands out the style IDs of one file.
type looks struct {
	file *excelize.File
	ids  map[look]int
}

func (s *looks) id(l look) (int, error) {
	if id, ok := s.ids[l]; ok {
		return id, nil
	}
	id, err := s.make(l)
	if err != nil {
		return 0, err
	}
	s.ids[l] = id
	return id, nil
}

func (s *looks) make(l look) (int, error) {
	if !l.quoted {
		return s.file.NewStyle(l.style())
	}
	// excelize has no word for the quotation mark that Excel puts before such a
	// text, and takes two styles that differ in it alone for one.
	l.quoted = false
	plain, err := s.id(l)
	if err != nil {
		return 0, err
	}
	all := s.file.Styles.CellXfs
	format, yes := all.Xf[plain], true
	format.QuotePrefix = &yes
	all.Xf = append(all.Xf, format)
	all.Count = len(all.Xf)
	return all.Count - 1, nil
}
