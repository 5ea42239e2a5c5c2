package paper

import "github.com/xuri/excelize/v2"

// Look is how a cell looks. Cells of one look share one style.
type Look struct {
	Kind    LookKind
	Number  string // number format code; blank is General
	Wrap    bool
	Centred bool
	Left    bool // begins at the left, off the edge
	Shrink  bool // a long text is written smaller
	Bold    bool
	Points  float64 // size of the letters; 0 is that of the kind
	quoted  bool    // stays text when someone edits it, though it begins like a formula
}

type LookKind uint8

// The kinds of cell.
const (
	PlainLook LookKind = iota
	TitleLook
	HeadingLook // over a part of a sheet
	HelpLook
	LinkLook
	KeyLook    // what the machine reads: small and grey
	LabelLook  // what people read: white on dark blue
	InputLook  // may be changed: blue on pale blue, not locked
	FixedLook  // may not
	ClosedLook // nothing belongs here
	UpperLook  // the first of several rows that read as one cell
	MiddleLook
	LowerLook
	TotalLook  // a sum: bold, under a line
	CheckLook  // the result of a check
	AnswerLook // given by the engine's method, and not by a formula
	WordsLook  // says in words what stands beside it
	// Of a first page, which is read from afar.
	FigureLook   // a figure that the eye goes to
	CardHeadLook // what it is
	CardNoteLook // what stands beside it
	StageLook    // that nobody has approved the study
	WorkshopLook // what was changed in this file, with a link: no judgement
)

// The sizes of a first page, in points on a screen.
const (
	figureSize   = 36
	cardHeadSize = 12
)

// Colours. Blue figures for inputs are the convention of financial models;
// the dark head stays legible when printed in grey.
const (
	BlueInput = "0000FF"
	paleBlue  = "EAF2FB"
	darkBlue  = "1F3864"
	linkBlue  = "0563C1"
	greyText  = "666666"
	noteText  = "595959"
	paleAmber = "FFF2CC"
	darkAmber = "7F4F00"
	skyBlue   = "DDEBF7"
	bodyText  = "262626"
	paleGrey  = "F2F2F2"
	paleSand  = "FBF1E3"
	thinLine  = "D0D7E5"
)

const bodyFont = "Calibri"

// style makes the style of a look.
func (l Look) style() *excelize.Style {
	s := &excelize.Style{
		Font:      &excelize.Font{Family: bodyFont, Size: 11, Color: bodyText},
		Alignment: &excelize.Alignment{Vertical: "top", WrapText: l.Wrap, ShrinkToFit: l.Shrink},
		// Locked is what a cell is unless it says otherwise; it is said here so
		// that the two kinds are easy to tell in the file.
		Protection: &excelize.Protection{Locked: l.Kind != InputLook},
	}
	if l.Number != GeneralFormat {
		s.CustomNumFmt = &l.Number
	}
	switch {
	case l.Centred:
		s.Alignment.Horizontal = "center"
	case l.Left:
		s.Alignment.Horizontal, s.Alignment.Indent = "left", 1
	}
	switch l.Kind {
	case TitleLook:
		s.Font.Size, s.Font.Color = 16, darkBlue
		s.Alignment.Vertical = "center"
	case HeadingLook:
		s.Font.Size, s.Font.Color = 12, darkBlue
	case HelpLook:
		s.Font.Color = noteText
	case LinkLook:
		s.Font.Color, s.Font.Underline = linkBlue, "single"
	case KeyLook:
		s.Font.Size, s.Font.Color = 8, greyText
		s.Alignment.ShrinkToFit = true
	case LabelLook:
		s.Font.Color = "FFFFFF"
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{darkBlue}}
		s.Alignment.Vertical = "center"
		s.Border = box("FFFFFF")
	case InputLook:
		s.Font.Color = BlueInput
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{paleBlue}}
		s.Border = box(thinLine)
	case FixedLook:
		s.Border = box(thinLine)
	case WordsLook:
		s.Font.Color = noteText
		s.Border = box(thinLine)
	case TotalLook:
		s.Border = box(thinLine)
		s.Border[1] = excelize.Border{Type: "top", Color: darkBlue, Style: 1}
	case CheckLook:
		s.Border = box(thinLine)
	case AnswerLook:
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{paleSand}}
		s.Border = box(thinLine)
	case UpperLook:
		s.Border = box(thinLine)[:3] // without the line below
	case MiddleLook:
		s.Border = []excelize.Border{box(thinLine)[0], box(thinLine)[2]}
	case LowerLook:
		s.Border = []excelize.Border{box(thinLine)[0], box(thinLine)[2], box(thinLine)[3]}
	case FigureLook:
		s.Font.Size, s.Font.Color = figureSize, darkBlue
		s.Alignment.Vertical = "center"
		s.Border = []excelize.Border{box(thinLine)[0], box(thinLine)[2]}
	case CardHeadLook:
		s.Font.Size, s.Font.Color = cardHeadSize, darkBlue
		s.Alignment.Vertical = "center"
		s.Border = box(thinLine)[:3] // without the line below
	case CardNoteLook:
		s.Font.Color = noteText
		s.Border = []excelize.Border{box(thinLine)[0], box(thinLine)[2], box(thinLine)[3]}
	case StageLook:
		s.Font.Color = darkAmber
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{paleAmber}}
		s.Alignment.Vertical = "center"
	case WorkshopLook:
		s.Font.Color, s.Font.Underline = darkBlue, "single"
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{skyBlue}}
		s.Alignment.Vertical = "center"
		s.Border = box(thinLine)
	case ClosedLook:
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{paleGrey}}
		s.Border = box(thinLine)
	}
	s.Font.Bold = l.IsBold()
	if l.Points > 0 {
		s.Font.Size = l.Points
	}
	return s
}

// IsBold reports whether texts of the look are bold.
func (l Look) IsBold() bool {
	switch l.Kind {
	case TitleLook, HeadingLook, LabelLook, TotalLook, CheckLook, FigureLook, CardHeadLook, StageLook:
		return true
	}
	return l.Bold
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
	ids  map[Look]int
}

func (s *looks) id(l Look) (int, error) {
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

func (s *looks) make(l Look) (int, error) {
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
