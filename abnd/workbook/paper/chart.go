package paper

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/charts"
	"github.com/openabnd/engine/abnd/workbook/address"
)

// Chart is a native chart over cells of the book, as a page asks for it.
// excelize keeps its place in the file; package charts writes what is in it.
type Chart struct {
	At     string // the cell of its upper left corner
	Title  string // what is drawn, and in which unit
	Format string // of the numbers on the axis
	Kind   charts.Kind
	Series []ChartSeries
	Over   []ChartSeries // drawn as lines over the columns
	Years  string        // range of the years, or of what is shown instead
	// FromZero begins the axis at zero.
	FromZero bool
	// LabelEvery skips labels of the categories; 0 lets the program choose.
	LabelEvery int
	NoLegend   bool
	// Moving says that the lines are made to be moved: labels at their ends would come to
	// lie over one another, so that a legend names them.
	Moving bool
	// Width and Height in pixels; 0 is the size that fills a landscape page.
	Width, Height int
	// Finding is what the chart shows, in a sentence for those who cannot see
	// it; blank lets the figures of the series say it.
	Finding string
	// Across is the format of the abscissas of a scatter, acrossTitle and
	// upTitle what the two axes show.
	Across, AcrossTitle, UpTitle string
}

// ChartSeries is one row or column of numbers.
type ChartSeries struct {
	Name   string // reference to the cell with its name
	Values string // range
	charts.Paint
	Unseen bool // only lifts those above it, or widens the axis
	Marked bool // its points have marks
	// Ends labels the last point of what is no line, and the first.
	Ends bool
}

// The size of a chart, in pixels: 16 to 9, as a screen is wide, and as many rows
// of cells as it is high. Below it stand a row with its source, one with what is
// to be known of it, and a free one.
const (
	ChartWidth   = 960
	chartHeight  = 540
	drawnRows    = chartHeight / rowPixels
	rowPixels    = 20
	lowHeight    = 300 // below which a legend under the chart would leave it no room
	ChartRows    = drawnRows + 3
	CaptionAfter = drawnRows     // rows from the first of a chart to that of its source
	RemarkAfter  = drawnRows + 1 // and to that of what is to be known of it
)

// languageTags are the languages of texts as charts name them.
var languageTags = map[abnd.Lang]string{abnd.English: "en-GB", abnd.Portuguese: "pt-PT", abnd.OlderPortuguese: "pt-PT"}

// draw keeps places for the charts of a page, and notes what is to stand in
// them: excelize knows neither anchors that every program shows, nor figures
// beside references, nor labels by point, nor patterns.
func (w *bookWriter) draw(p *Page) error {
	if len(p.Charts) == 0 {
		return nil
	}
	w.drawings++
	var frames []charts.Frame
	for i, c := range p.Charts {
		place := excelize.Chart{Type: excelize.Line, Series: []excelize.ChartSeries{{Values: c.Years}}}
		if err := w.file.AddChart(p.Name, c.At, &place); err != nil {
			return err
		}
		w.drawn++
		x, err := w.chartOf(c)
		if err != nil {
			return err
		}
		row, col, _ := address.Parse(c.At)
		w.bodies["xl/charts/chart"+strconv.Itoa(w.drawn)+".xml"] = x.XML()
		frames = append(frames, charts.Frame{
			Column: col, Row: row, Width: cmp.Or(c.Width, ChartWidth), Height: cmp.Or(c.Height, chartHeight),
			Name: shownChart.Fill(i + 1).In(w.head.Lang), Description: w.described(x, c.Finding), Relation: "rId" + strconv.Itoa(i+1),
		})
	}
	w.bodies["xl/drawings/drawing"+strconv.Itoa(w.drawings)+".xml"] = charts.Drawing(frames)
	return nil
}

// shownChart names a chart of a sheet in the list of what can be selected.
var shownChart = abnd.T("Chart %d", "Gráfico %d")

// chartOf is the chart with the figures that its cells hold.
func (w *bookWriter) chartOf(c Chart) (charts.Chart, error) {
	out := charts.Chart{
		Kind: c.Kind, Title: c.Title, Language: languageTags[w.head.Lang], Font: bodyFont, Format: c.Format, FromZero: c.FromZero,
		LabelEvery: c.LabelEvery, NoLegend: c.NoLegend, CategoryTitle: c.AcrossTitle, AxisTitle: c.UpTitle,
		Low: c.Height > 0 && c.Height < lowHeight,
	}
	var err error
	if out.Categories, err = w.dataOf(c.Years, asEither); err != nil {
		return out, err
	}
	switch {
	case c.Kind == charts.Scatter:
		out.CategoryFormat = c.Across
	case out.Categories.Texts == nil:
		out.CategoryFormat = YearFormat
	}
	if out.Series, err = w.seriesOf(c.Series); err != nil {
		return out, err
	}
	if out.Over, err = w.seriesOf(c.Over); err != nil {
		return out, err
	}
	if c.Kind != charts.Lines || c.Moving || !w.nameEnds(&out) {
		labelEnds(&out, c)
	}
	return out, nil
}

func (w *bookWriter) seriesOf(all []ChartSeries) ([]charts.Series, error) {
	var out []charts.Series
	for _, s := range all {
		name, err := w.dataOf(s.Name, asTexts)
		if err != nil {
			return nil, err
		}
		values, err := w.dataOf(s.Values, asNumbers)
		if err != nil {
			return nil, err
		}
		out = append(out, charts.Series{Name: name, Values: values, Paint: s.Paint, Unseen: s.Unseen, Marked: s.Marked})
	}
	return out, nil
}

// wanted is what a range is read for: a cell of figures that holds a text has
// no figure, and a range of either kind is one of texts where it has any.
type wanted uint8

const (
	asNumbers wanted = iota
	asTexts
	asEither
)

// dataOf is a range of one sheet with what its cells hold.
func (w *bookWriter) dataOf(ref string, want wanted) (charts.Data, error) {
	sheet, a, ok := ParseRange(ref)
	rows, there := w.cells[sheet]
	if !ok || !there {
		return charts.Data{}, fmt.Errorf("workbook: a chart refers to %q, which is no range of this book", ref)
	}
	d := charts.Data{Ref: ref}
	var written []string
	hasText := want == asTexts
	for row := a.Top; row <= a.Bottom; row++ {
		for col := a.Left; col <= a.Right; col++ {
			var c Cell
			if line := rows[row]; col <= len(line) {
				c = line[col-1]
			}
			x, text := math.NaN(), ""
			switch v := c.Value.(type) {
			case float64:
				x = v
				text = strconv.FormatFloat(v, 'g', -1, 64)
			case string:
				text, hasText = v, hasText || v != ""
			}
			if d.Format == "" && !math.IsNaN(x) {
				d.Format = c.Look.Number
			}
			d.Numbers, written = append(d.Numbers, x), append(written, text)
		}
	}
	if want != asNumbers && hasText {
		return charts.Data{Ref: ref, Texts: written}, nil
	}
	return d, nil
}

// ParseRange reads a range of a named sheet: SUM!$D$5:$S$5.
func ParseRange(ref string) (sheet string, a address.Area, ok bool) {
	i := strings.LastIndexByte(ref, '!')
	if i < 0 {
		return "", address.Area{}, false
	}
	sheet = ref[:i]
	if strings.HasPrefix(sheet, "'") && strings.HasSuffix(sheet, "'") && len(sheet) > 1 {
		sheet = strings.ReplaceAll(sheet[1:len(sheet)-1], "''", "'")
	}
	a, ok = address.ParseArea(ref[i+1:])
	return sheet, a, ok
}

// cellsBySheet lists the cells of all pages by sheet and row.
func cellsBySheet(pages []*Page) map[string]map[int][]Cell {
	all := map[string]map[int][]Cell{}
	for _, p := range pages {
		rows := make(map[int][]Cell, len(p.Rows))
		for _, r := range p.Rows {
			rows[r.At] = r.Cells
		}
		all[p.Name] = rows
	}
	return all
}

// NoPoint is the error that a cell shows of which a chart is to draw no point.
// What is not known is an empty text where figures are added up, and Excel
// draws a text as zero.
const NoPoint = "#N/A"
