package paper

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/openabnd/engine/abnd/workbook/address"
)

// prepare tells excelize everything about a page but its rows.
func (w *bookWriter) prepare(p *Page) error {
	p.keepFrozenNarrow()
	for _, step := range []func(*Page) error{w.setUpPage, w.protect, w.addValidations, w.connect, w.hideErrors, w.light, w.draw, w.nameCells} {
		if err := step(p); err != nil {
			return err
		}
	}
	return w.file.SetSheetDimension(p.Name, p.dimension().String())
}

// WidestFrozen is how much of a projector's width the columns in view may take,
// in characters: about half.
const WidestFrozen = 85

// keepFrozenNarrow frees columns until what is frozen leaves half of a
// projector's width for the rest.
func (p *Page) keepFrozenNarrow() {
	for width := 0.0; ; p.FrozenCols-- {
		width = 0
		for i := 0; i < p.FrozenCols && i < len(p.Widths); i++ {
			width += p.shownWidth(i)
		}
		if width <= WidestFrozen || p.FrozenCols <= 1 {
			return
		}
	}
}

// A landscape A4 page holds about so many characters where it is reduced as
// far as print stays legible.
const legible = 340

// pagesBeside is on how many pages side by side the columns are printed.
func (p *Page) pagesBeside() int { return max(1, int(math.Ceil(p.PageWidth()/legible))) }

// RoomBeside is how much wider the columns may be together before they take one page more
// side by side, with some room for what is made wider later.
func (p *Page) RoomBeside() float64 {
	const later = 30
	return max(0, float64(legible*float64(p.pagesBeside()))-p.PageWidth()-later)
}

// A page of paper: A4 with its margins, in points; a character of the body
// font is so many points wide.
const (
	paperLong, paperShort  = 841.9, 595.3
	sideMargin, edgeMargin = 0.5, 0.8 // inches
	narrowMargin           = 0.35
	pointsPerInch          = 72
	pointsPerCharacter     = 5.25
	usedOfPaper            = 0.95 // programs differ by so much in height
	leastFirst             = 0.4  // of the first page, below which a block is cut rather than put on the next
)

// BreakBetween begins a new page of print before a block that would be cut by
// the end of the page, but fits on one. Blocks begin in the given rows, and
// everything is reduced until the columns fit.
func (p *Page) BreakBetween(blocks []int) {
	room, height, last := p.room(1), p.heights(), p.lastPrinted()
	blocks = slices.DeleteFunc(slices.Clone(blocks), func(row int) bool { return row > last })
	head := 0.0
	if p.Repeat[0] > 0 {
		head = height(p.Repeat[0], p.Repeat[1]+1)
	}
	used := height(1, blocks[0])
	var starts []int // blocks that begin a page
	for i, from := range blocks {
		to := last + 1
		if i+1 < len(blocks) {
			to = blocks[i+1]
		}
		h := height(from, to)
		// What little stands above on the first page is no page of its own.
		if used+h > room && (len(starts) > 0 || used > leastFirst*room) && head+h <= room {
			starts = append(starts, i)
			used = head
		}
		for used += h; used > room; used -= room - head {
		}
	}
	// The last page takes over a block where it would be nearly empty.
	if n := len(starts); n > 0 {
		first := 0
		if n > 1 {
			first = starts[n-2]
		}
		for starts[n-1]-1 > first && head+height(blocks[starts[n-1]], last+1) < room/6 {
			starts[n-1]--
		}
	}
	for _, i := range starts {
		p.Breaks = append(p.Breaks, blocks[i])
	}
}

// RowsOfPage is how many rows of one line go on a page of print, besides a title and a
// heading, where columns of so many characters fit on one page.
func RowsOfPage(width float64) float64 {
	p := Page{Widths: []float64{width}}
	const heads = 3
	return p.room(1)/LineHeight - heads
}

// RepeatTitle repeats the title on each page of print, and no head.
func (p *Page) RepeatTitle() { p.Repeat = [2]int{titleRow, titleRow} }

// room is how high the rows of a page of print may be together, where everything is
// reduced until the columns fit on so many pages side by side.
func (p *Page) room(pages int) float64 {
	wide, tall := paperLong-2*sideMargin*pointsPerInch, paperShort-2*edgeMargin*pointsPerInch
	if p.Portrait {
		wide, tall = paperShort-2*sideMargin*pointsPerInch, paperLong-2*edgeMargin*pointsPerInch
	}
	printed := p.PageWidth()
	if p.PrintCols > 0 {
		printed = 0
		for i := range p.PrintCols {
			printed += p.shownWidth(i)
		}
	}
	for i := range min(p.FrozenCols, len(p.Widths)) {
		printed += float64(float64(pages-1) * p.shownWidth(i)) // repeated on each
	}
	return usedOfPaper * tall / min(1, float64(pages)*wide/(pointsPerCharacter*printed))
}

// nearlyBlank is the part of a page of print below which its rows are better put on the
// pages before it.
const nearlyBlank = 0.25

// pagesDown is how many pages down a sheet is to be printed on, so that none of them is
// nearly blank; 0 for as many as it takes.
func (p *Page) pagesDown(wide int) int {
	height, first := p.heights(), 1
	head := 0.0
	if p.Repeat[0] > 0 {
		head = height(p.Repeat[0], p.Repeat[1]+1)
		if wide > 1 {
			first = p.Repeat[0]
		}
	}
	room := p.room(wide) - head
	down := (height(first, p.lastPrinted()+1) - head) / room
	const most = 4 // of many pages one more matters little
	if whole := math.Floor(down); whole >= 1 && whole <= most && down-whole < nearlyBlank {
		return int(whole)
	}
	return 0
}

// heights gives the height of the rows from one on and before another.
func (p *Page) heights() func(from, to int) float64 {
	heights := map[int]float64{}
	for _, r := range p.Rows {
		heights[r.At] = r.Height
	}
	return func(from, to int) float64 {
		sum := 0.0
		for at := from; at < to; at++ {
			if h := heights[at]; h > 0 {
				sum += h
			} else {
				sum += LineHeight
			}
		}
		return sum
	}
}

// lastPrinted is the last row that is printed.
func (p *Page) lastPrinted() int {
	if p.Printed.Bottom > 0 {
		return p.Printed.Bottom
	}
	return p.dimension().Bottom
}

// opaque begins a colour as the format writes it: the alpha channel comes
// first.
const opaque = "FF"

// setUpPage lays out view and print: landscape A4, one page wide where that
// is legible and else as few as possible, the head and the frozen columns
// repeated on every page.
func (w *bookWriter) setUpPage(p *Page) error {
	f := w.file
	wide := p.pagesBeside()
	size, tall, orientation := 9, 0, "landscape" // A4; as many pages down as it takes
	if p.OnePage {
		tall = 1
	}
	if p.Portrait {
		orientation = "portrait"
	}
	if p.OnePageWide {
		wide = 1
	}
	if tall == 0 && len(p.Breaks) == 0 {
		tall = p.pagesDown(wide)
	}
	layout := excelize.PageLayoutOptions{Size: &size, Orientation: &orientation}
	fit := p.Scale == 0
	tab := opaque + p.Tab
	if fit {
		layout.FitToWidth, layout.FitToHeight = &wide, &tall
	} else {
		layout.AdjustTo = &p.Scale
	}
	if err := f.SetPageLayout(p.Name, &layout); err != nil {
		return err
	}
	for _, at := range p.Breaks {
		if err := f.InsertPageBreak(p.Name, address.At(at, 1)); err != nil {
			return err
		}
	}
	if err := w.setPrintArea(p, wide); err != nil {
		return err
	}
	if err := f.SetSheetProps(p.Name, &excelize.SheetPropsOptions{FitToPage: &fit, TabColorRGB: &tab}); err != nil {
		return err
	}
	gridLines := false
	if err := f.SetSheetView(p.Name, 0, &excelize.ViewOptions{ShowGridLines: &gridLines}); err != nil {
		return err
	}
	side, top, edge := sideMargin, edgeMargin, 0.3
	var middle *bool // nothing is said of other sheets
	if p.Middle {
		side, middle = narrowMargin, &p.Middle
	}
	if err := f.SetPageMargins(p.Name, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &top, Bottom: &top, Header: &edge, Footer: &edge, Horizontally: middle,
	}); err != nil {
		return err
	}
	if err := f.SetHeaderFooter(p.Name, w.headerFooter(p.titleAbove(wide))); err != nil {
		return err
	}
	if err := w.nameTitles(p); err != nil {
		return err
	}
	if p.Repeat[0] == 0 {
		return nil
	}
	titles := address.Quoted(p.Name) + "!$" + strconv.Itoa(p.Repeat[0]) + ":$" + strconv.Itoa(p.Repeat[1])
	if wide > 1 && p.FrozenCols > 0 {
		titles = address.Quoted(p.Name) + "!$A:$" + address.Column(p.FrozenCols) + "," + titles
	}
	return w.define("_xlnm.Print_Titles", p.Name, titles)
}

// nameTitles marks the row with the heads of the columns, and the column with
// the names of the rows, for programs that read a sheet aloud: they look for a
// name that begins so, which refers to the cell where the two meet.
func (w *bookWriter) nameTitles(p *Page) error {
	if p.FrozenRows < LabelRow || !p.hasHead() {
		return nil
	}
	name := "ColumnTitle"
	if p.FrozenCols > 0 {
		name = "Title"
	}
	w.titled++
	return w.define(name+strconv.Itoa(w.titled), p.Name, address.Absolute(p.Name, LabelRow, p.firstShown()))
}

// hasHead reports whether the row of labels has any.
func (p *Page) hasHead() bool {
	for _, r := range p.Rows {
		if r.At == LabelRow {
			return slices.ContainsFunc(r.Cells, func(c Cell) bool { return c.Look.Kind == LabelLook })
		}
	}
	return false
}

// define names a range for the printing of a sheet. excelize lists all sheets
// again for every name that there is, each time, which would take minutes in a
// book of a thousand sheets: it makes the first name, and the others are
// written beside it.
func (w *bookWriter) define(name, sheet, refersTo string) error {
	names := w.file.WorkBook.DefinedNames
	if names == nil {
		return w.file.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: refersTo, Scope: sheet})
	}
	index, err := w.file.GetSheetIndex(sheet)
	if err != nil {
		return err
	}
	one := names.DefinedName[0]
	one.Name, one.Data, one.LocalSheetID = name, refersTo, &index
	names.DefinedName = append(names.DefinedName, one)
	return nil
}

// nameCells gives cells the names that the whole book knows, without a comment:
// that would have the texts of a study in it, beside what is a formula.
func (w *bookWriter) nameCells(p *Page) error {
	for _, n := range p.Names {
		names := w.file.WorkBook.DefinedNames
		if names == nil {
			if err := w.file.SetDefinedName(&excelize.DefinedName{Name: n.Name, RefersTo: n.To}); err != nil {
				return err
			}
			continue
		}
		one := names.DefinedName[0]
		one.Name, one.Data, one.LocalSheetID = n.Name, n.To, nil
		names.DefinedName = append(names.DefinedName, one)
	}
	return nil
}

// setPrintArea leaves out the columns at the right that are not to be printed,
// and the title of a sheet that is several pages wide: it would be cut where
// the first columns are repeated, and stands in the head of the page.
func (w *bookWriter) setPrintArea(p *Page, wide int) error {
	if p.Unshown {
		return nil // LibreOffice prints a hidden sheet that has a print area
	}
	area := p.dimension()
	if p.Printed.Bottom > 0 {
		area = p.Printed
	} else if p.PrintCols > 0 {
		area.Right = p.PrintCols
	}
	if wide > 1 && p.Repeat[0] > 0 && p.Printed.Bottom == 0 {
		area.Top = p.Repeat[0]
	}
	if area == p.dimension() || p.Scale > 0 && p.Printed.Bottom == 0 {
		return nil
	}
	return w.define("_xlnm.Print_Area", p.Name, address.Absolute(p.Name, area.Top, area.Left)+":$"+address.Column(area.Right)+"$"+strconv.Itoa(area.Bottom))
}

// titleAbove is the title of a sheet that is several pages wide and printed without
// the row of its title; blank for any other.
func (p *Page) titleAbove(wide int) string {
	if wide == 1 || p.Repeat[0] == 0 || p.Printed.Bottom > 0 || len(p.Rows) == 0 {
		return ""
	}
	for _, c := range p.Rows[0].Cells {
		if c.Look.Kind == TitleLook {
			return fmt.Sprint(c.Value)
		}
	}
	return ""
}

// headerFooter heads printed pages with country, study and date, and below with the
// title of the sheet where it is printed nowhere else and the status of the study, and
// foots them with sheet and page.
func (w *bookWriter) headerFooter(title string) *excelize.HeaderFooterOptions {
	part := func(s string, n int) string {
		// An ampersand begins a command of the header's own language.
		return strings.ReplaceAll(Shortened(strings.Join(strings.Fields(s), " "), n), "&", "&&")
	}
	page := "&CPage &P of &N"
	if w.head.Lang.IsPortuguese() {
		page = "&CPágina &P de &N"
	}
	version := ""
	if w.head.Version != "" {
		version = "abnd " + w.head.Version
	}
	left, centre, right := "&L"+part(w.head.Country.In(w.head.Lang), 50), "&C"+part(w.head.Title.In(w.head.Lang), 90), "&R"+part(w.head.Date, 20)
	// excelize takes so many characters in all.
	if room := excelize.MaxFieldLength - UTF16Len(left+centre+"\n"+right); room > 0 && !w.head.Status.IsZero() {
		status := w.head.Status.In(w.head.Lang)
		line := part(status, room)
		if UTF16Len(line) > room { // its ampersands are doubled
			line = part(status, room/2)
		}
		centre += "\n" + line
	}
	const shortest = 12
	if room := excelize.MaxFieldLength - UTF16Len(left+"\n"+centre+right); title != "" && room >= shortest {
		line := part(title, min(room, longestTitle))
		if UTF16Len(line) > room {
			line = part(title, room/2)
		}
		left += "\n" + line
	}
	return &excelize.HeaderFooterOptions{OddHeader: left + centre + right, OddFooter: "&L&A" + page + "&R" + part(version, 40)}
}

// longestTitle of a sheet does not run into the status of the study beside it.
const longestTitle = 60

// protect locks what is not an input, so that nothing is overwritten by
// accident. There is no password: whoever means to may lift it.
func (w *bookWriter) protect(p *Page) error {
	if p.Open {
		return nil
	}
	return w.file.ProtectSheet(p.Name, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, FormatRows: true,
		EditObjects: true, EditScenarios: true, // charts can be copied
	})
}

// connect makes the links.
func (w *bookWriter) connect(p *Page) error {
	for _, l := range p.Links {
		var opts []excelize.HyperlinkOpts
		if l.hint != "" {
			opts = append(opts, excelize.HyperlinkOpts{Tooltip: &l.hint})
		}
		if err := w.file.SetCellHyperLink(p.Name, l.At.String(), l.To, "Location", opts...); err != nil {
			return err
		}
	}
	return nil
}

// A rule lists its areas in one attribute; so many of them stay well below
// what Excel reads.
const areasPerRule = 200

// addValidations makes the rules on what may be typed.
func (w *bookWriter) addValidations(p *Page) error {
	for _, r := range p.Rules {
		for start := 0; start < len(r.areas); start += areasPerRule {
			v := excelize.NewDataValidation(true)
			for _, a := range r.areas[start:min(start+areasPerRule, len(r.areas))] {
				v.SetSqref(a.String())
			}
			if err := w.setRule(v, r.RuleKind); err != nil {
				return err
			}
			if err := w.file.AddDataValidation(p.Name, v); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *bookWriter) setRule(v *excelize.DataValidation, k RuleKind) error {
	switch {
	case k.List != "":
		v.SetSqrefDropList(k.List)
	case k.Number:
		kind := excelize.DataValidationTypeDecimal
		if k.Whole {
			kind = excelize.DataValidationTypeWhole
		}
		if err := v.SetRange(k.Low, k.High, kind, excelize.DataValidationOperatorBetween); err != nil {
			return err
		}
	}
	if k.List != "" || k.Number {
		style := excelize.DataValidationErrorStyleWarning
		title := "Please check"
		if w.head.Lang.IsPortuguese() {
			title = "Verifique, por favor"
		}
		if k.Firm {
			style = excelize.DataValidationErrorStyleStop
		}
		v.SetError(style, title, Shortened(k.Problem.In(w.head.Lang), maxPrompt))
	}
	if k.prompt != "" {
		v.SetInput(k.title, k.prompt)
	}
	return nil
}
