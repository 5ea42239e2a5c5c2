package workbook

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/abnd/workbook/reader"
	"github.com/openabnd/engine/scenarios"
)

// everyKindOfWorkbook writes one of each kind: inputs, blank inputs, results
// of every country, and every answer. They are written once for all tests that
// read them.
func everyKindOfWorkbook(t *testing.T) map[string][]byte {
	t.Helper()
	if writtenKinds == nil {
		writtenKinds = writeEveryKind(t)
	}
	return writtenKinds
}

var writtenKinds map[string][]byte

func writeEveryKind(t *testing.T) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	written := func(name string, data []byte, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(name, err)
		}
		all[name] = data
	}
	for _, code := range shippedCodes() {
		all["cost "+code] = shippedFile(t, code, abnd.Portuguese)
	}
	data, err := Template(studies.Load(t, "TLS"), Options{Lang: abnd.English})
	written("new", data, err)
	answers := theAnswers(t)
	for _, name := range proofs.Sample(slices.Sorted(maps.Keys(answers)), 2) {
		x := answers[name]
		data, err := Results(x.result, Options{Lang: abnd.English}, x.answer)
		written(name, data, err)
	}
	written("countries", bookOfCountries(t), nil)
	return all
}

// shownSheet is a sheet as Excel measures it, in pixels at 100 %.
type shownSheet struct {
	name   string
	part   string
	width  func(col int) float64
	height func(row int) float64
	breaks []int // rows after which a page of print ends
	frames []shownFrame
	locked bool // drawings are, where the sheet is protected
}

// shownFrame is one anchor with the chart in it.
type shownFrame struct {
	from, to      *cellPlace // to is nil where the frame has a size of its own
	width, height float64    // pixels
	description   string
	chart         string // name of the part
	locked        string
}

type cellPlace struct {
	Col    int   `xml:"col"`
	ColOff int64 `xml:"colOff"`
	Row    int   `xml:"row"`
	RowOff int64 `xml:"rowOff"`
}

const emuPerPixel = 9525 // ECMA-376, part 1, 20.1.2.1: 914,400 an inch of 96 pixels

// opened is a file as a zip of parts.
type opened map[string][]byte

func unzipped(t *testing.T, data []byte) opened {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := opened{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if parts[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return parts
}

func (o opened) decode(t *testing.T, part string, into any) {
	t.Helper()
	if o[part] == nil {
		t.Fatalf("there is no part %s", part)
	}
	if err := xml.Unmarshal(o[part], into); err != nil {
		t.Fatal(part, err)
	}
}

// related are the targets of a part's relations by their names.
func (o opened) related(t *testing.T, part string) map[string]string {
	t.Helper()
	dir, base := path.Split(part)
	rels := dir + "_rels/" + base + ".rels"
	if o[rels] == nil {
		return nil
	}
	var list struct {
		All []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	o.decode(t, rels, &list)
	targets := map[string]string{}
	for _, r := range list.All {
		target := r.Target
		if !strings.HasPrefix(target, "/") {
			target = path.Join(dir, target)
		}
		targets[r.ID] = strings.TrimPrefix(target, "/")
	}
	return targets
}

// shown reads the sheets of a file with their drawings, and the printed areas
// by sheet.
func (o opened) shown(t *testing.T) ([]shownSheet, map[string]address.Area) {
	t.Helper()
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
		Names []struct {
			Name string `xml:"name,attr"`
			Text string `xml:",chardata"`
		} `xml:"definedNames>definedName"`
	}
	o.decode(t, "xl/workbook.xml", &book)
	printed := map[string]address.Area{}
	for _, n := range book.Names {
		if n.Name == "_xlnm.Print_Area" {
			sheet, a, ok := paper.ParseRange(n.Text)
			if !ok {
				t.Fatalf("the printed area %q is none", n.Text)
			}
			printed[sheet] = a
		}
	}
	parts := o.related(t, "xl/workbook.xml")
	var all []shownSheet
	for _, s := range book.Sheets {
		all = append(all, o.sheet(t, s.Name, parts[s.ID]))
	}
	return all, printed
}

func (o opened) sheet(t *testing.T, name, part string) shownSheet {
	t.Helper()
	var doc struct {
		Cols []struct {
			Min   int     `xml:"min,attr"`
			Max   int     `xml:"max,attr"`
			Width float64 `xml:"width,attr"`
		} `xml:"cols>col"`
		Rows []struct {
			At     int     `xml:"r,attr"`
			Height float64 `xml:"ht,attr"`
		} `xml:"sheetData>row"`
		Protection struct {
			Objects string `xml:"objects,attr"`
		} `xml:"sheetProtection"`
		Breaks []struct {
			At int `xml:"id,attr"`
		} `xml:"rowBreaks>brk"`
		Drawing struct {
			ID string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"drawing"`
	}
	o.decode(t, part, &doc)
	s := shownSheet{name: name, part: part, locked: doc.Protection.Objects == "1" || doc.Protection.Objects == "true"}
	heights := map[int]float64{}
	for _, r := range doc.Rows {
		heights[r.At] = r.Height
	}
	const digit, standardWidth, standardHeight = 7, 64, 20 // pixels, of Calibri 11
	s.width = func(col int) float64 {
		for _, c := range doc.Cols {
			if c.Min <= col && col <= c.Max {
				return math.Trunc((256*c.Width + math.Trunc(128.0/digit)) / 256 * digit)
			}
		}
		return standardWidth
	}
	s.height = func(row int) float64 {
		if h := heights[row]; h > 0 {
			return math.Round(h * 96 / 72)
		}
		return standardHeight
	}
	for _, b := range doc.Breaks {
		s.breaks = append(s.breaks, b.At)
	}
	if doc.Drawing.ID != "" {
		s.frames = o.frames(t, o.related(t, part)[doc.Drawing.ID])
	}
	return s
}

func (o opened) frames(t *testing.T, drawing string) []shownFrame {
	t.Helper()
	var doc struct {
		Anchors []struct {
			XMLName xml.Name
			From    *cellPlace `xml:"from"`
			To      *cellPlace `xml:"to"`
			Ext     struct {
				CX float64 `xml:"cx,attr"`
				CY float64 `xml:"cy,attr"`
			} `xml:"ext"`
			About struct {
				ID          int    `xml:"id,attr"`
				Description string `xml:"descr,attr"`
			} `xml:"graphicFrame>nvGraphicFramePr>cNvPr"`
			Chart struct {
				ID string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
			} `xml:"graphicFrame>graphic>graphicData>chart"`
			Client struct {
				Locks string `xml:"fLocksWithSheet,attr"`
			} `xml:"clientData"`
		} `xml:",any"`
	}
	o.decode(t, drawing, &doc)
	targets := o.related(t, drawing)
	ids := map[int]bool{}
	var all []shownFrame
	for _, a := range doc.Anchors {
		if ids[a.About.ID] {
			t.Errorf("%s: two frames have the number %d", drawing, a.About.ID)
		}
		ids[a.About.ID] = true
		all = append(all, shownFrame{
			from: a.From, to: a.To, width: a.Ext.CX / emuPerPixel, height: a.Ext.CY / emuPerPixel,
			description: a.About.Description, chart: targets[a.Chart.ID], locked: a.Client.Locks,
		})
	}
	return all
}

// covered is the area of cells that a frame lies over.
func (s shownSheet) covered(f shownFrame) address.Area {
	a := address.Area{Top: f.from.Row + 1, Left: f.from.Col + 1}
	reach := func(at int, rest float64, size func(int) float64) int {
		for ; rest > size(at); at++ {
			rest -= size(at)
		}
		return at
	}
	a.Right = reach(a.Left, f.width+float64(f.from.ColOff)/emuPerPixel, s.width)
	a.Bottom = reach(a.Top, f.height+float64(f.from.RowOff)/emuPerPixel, s.height)
	return a
}

// Every chart of every kind of workbook stands where all programs show it:
// the offsets of its anchor lie within their own column and row, which Excel
// wants and LibreOffice does not; it has a size; no end of a page cuts it; and
// what is printed has it whole or not at all. Where the page does not set its size it is as wide as a screen, 16 to 9.
// It can be copied, though the sheet is protected. The sizes of cells are those that the file gives.
func TestChartsStandWhereEveryProgramShowsThem(t *testing.T) {
	proofs.OfAll(t)
	count := 0
	for name, data := range everyKindOfWorkbook(t) {
		all, printed := unzipped(t, data).shown(t)
		for _, s := range all {
			if s.locked {
				t.Errorf("%s, %s: drawings are locked", name, s.name)
			}
			for _, f := range s.frames {
				count++
				for _, p := range []*cellPlace{f.from, f.to} {
					if p == nil {
						continue
					}
					if x := float64(p.ColOff) / emuPerPixel; x < 0 || x > s.width(p.Col+1) {
						t.Errorf("%s, %s: %q is anchored %v pixels into a column of %v", name, s.name, f.description, x, s.width(p.Col+1))
					}
					if y := float64(p.RowOff) / emuPerPixel; y < 0 || y > s.height(p.Row+1) {
						t.Errorf("%s, %s: %q is anchored %v pixels into a row of %v", name, s.name, f.description, y, s.height(p.Row+1))
					}
				}
				if f.to != nil || f.width < 300 || f.height < 150 || f.locked != "0" || f.description == "" {
					t.Errorf("%s, %s: %+v is no chart of a size of its own that can be copied", name, s.name, f)
					continue
				}
				if f.width*9 != f.height*16 && !slices.Contains([]string{SummarySheet, sheets.Try, PrintSheet}, s.name) {
					t.Errorf("%s, %s: %q is %v by %v pixels, want 16 to 9", name, s.name, f.description, f.width, f.height)
				}
				over := s.covered(f)
				if p, ok := printed[s.name]; ok {
					inside := p.Top <= over.Top && over.Bottom <= p.Bottom && p.Left <= over.Left && over.Right <= p.Right
					outside := over.Top > p.Bottom || over.Bottom < p.Top || over.Left > p.Right
					if !inside && !outside {
						t.Errorf("%s, %s: %q lies over %s, printed is %s", name, s.name, f.description, over, p)
					}
				}
				for _, b := range s.breaks {
					if over.Top <= b && b < over.Bottom {
						t.Errorf("%s, %s: %q lies over %s, and a page ends after row %d", name, s.name, f.description, over, b)
					}
				}
			}
		}
	}
	if count < 80 {
		t.Fatalf("only %d charts were read", count)
	}
	proofs.Tell(t, "read %d charts", count)
}

// reference is a range with what the chart keeps of it.
type reference struct {
	Formula string `xml:"f"`
	Numbers *kept  `xml:"numCache"`
	Texts   *kept  `xml:"strCache"`
}

type kept struct {
	Format string `xml:"formatCode"`
	Count  struct {
		Val int `xml:"val,attr"`
	} `xml:"ptCount"`
	Points []struct {
		At    int    `xml:"idx,attr"`
		Value string `xml:"v"`
	} `xml:"pt"`
}

// drawnSeries is a series of a chart as it stands in a file.
type drawnSeries struct {
	name   string
	colour string // of the line
	dash   string
	kind   string // barChart, lineChart, …
	values string // the range
}

// referencesIn lists the references of a chart's part, and its lines.
func referencesIn(t *testing.T, data []byte) (all []reference, series []drawnSeries) {
	t.Helper()
	d, kind := xml.NewDecoder(bytes.NewReader(data)), ""
	for {
		token, err := d.Token()
		if err == io.EOF {
			return all, series
		}
		if err != nil {
			t.Fatal(err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "barChart", "lineChart", "areaChart":
			kind = start.Name.Local
		case "ser":
			var s struct {
				Name   reference `xml:"tx>strRef"`
				Colour struct {
					Val string `xml:"val,attr"`
				} `xml:"spPr>ln>solidFill>srgbClr"`
				Dash struct {
					Val string `xml:"val,attr"`
				} `xml:"spPr>ln>prstDash"`
				Parts []struct {
					XMLName xml.Name
					Texts   *reference `xml:"strRef"`
					Numbers *reference `xml:"numRef"`
				} `xml:",any"`
			}
			if err := d.DecodeElement(&s, &start); err != nil {
				t.Fatal(err)
			}
			all = append(all, s.Name)
			line := drawnSeries{kind: kind, colour: s.Colour.Val, dash: s.Dash.Val}
			for _, p := range s.Parts {
				for _, r := range []*reference{p.Texts, p.Numbers} {
					if r != nil {
						all = append(all, *r)
					}
				}
				if p.XMLName.Local == "val" && p.Numbers != nil {
					line.values = p.Numbers.Formula
				}
			}
			if s.Name.Texts != nil && len(s.Name.Texts.Points) == 1 {
				line.name = s.Name.Texts.Points[0].Value
			}
			series = append(series, line)
		case "max":
			t.Error("an axis ends at a number: an edit would be cut off there")
		}
	}
}

// Every chart of every kind of workbook keeps what the cells hold that it
// refers to, so that a preview shows it: numbers to the last digit, texts, and
// no point where there is neither. The cells are read from the file.
func TestChartsKeepWhatTheirCellsHold(t *testing.T) {
	proofs.NotShort(t)
	points, lines := 0, 0
	for name, data := range everyKindOfWorkbook(t) {
		stored, found := reader.ReadSheets(data, name)
		if found != nil {
			t.Fatal(found)
		}
		parts := unzipped(t, data)
		all, _ := parts.shown(t)
		seen := map[string]bool{}
		for _, s := range all {
			for _, f := range s.frames {
				if parts[f.chart] == nil || seen[f.chart] {
					t.Fatalf("%s, %s: the chart %q is not there, or twice", name, s.name, f.chart)
				}
				seen[f.chart] = true
				refs, series := referencesIn(t, parts[f.chart])
				for _, s := range series {
					lines += noZeroForUnknown(t, name+", "+f.chart, s, stored)
				}
				if len(refs) < 3 {
					t.Errorf("%s: %s has %d references", name, f.chart, len(refs))
				}
				for _, r := range refs {
					points += keepsWhatCellsHold(t, name+", "+f.chart, r, stored)
				}
			}
		}
		for part := range parts {
			if strings.HasPrefix(part, "xl/charts/chart") && !seen[part] {
				t.Errorf("%s: no sheet shows %s", name, part)
			}
		}
	}
	if points < proofs.Count(10_000, 5_000, 0) || lines < proofs.Count(100, 50, 0) {
		t.Fatalf("only %d points and %d lines were compared", points, lines)
	}
	proofs.Tell(t, "compared %d points of charts", points)
}

// noZeroForUnknown looks for formulas that give a text among the points of a
// line that is seen, which Excel would draw as zero. It says how many lines
// there were: one or none.
func noZeroForUnknown(t *testing.T, place string, s drawnSeries, stored []reader.Sheet) int {
	t.Helper()
	if s.colour == "" || s.kind != "lineChart" {
		return 0
	}
	sheet, a, ok := paper.ParseRange(s.values)
	i := slices.IndexFunc(stored, func(s reader.Sheet) bool { return s.Name == sheet })
	if !ok || i < 0 {
		t.Errorf("%s: %q is no range of a line", place, s.values)
		return 0
	}
	for row := a.Top; row <= a.Bottom; row++ {
		for col := a.Left; col <= a.Right; col++ {
			if raw, _ := stored[i].At(row, col); raw.Kind == sheets.RawNoValue || raw.Kind == sheets.RawText {
				t.Errorf("%s: %s of the line %q is a text", place, address.Ref{Sheet: sheet, Col: col, Row: row}, s.name)
			}
		}
	}
	return 1
}

// keepsWhatCellsHold compares a reference with the cells, and says how many points it has.
func keepsWhatCellsHold(t *testing.T, place string, r reference, stored []reader.Sheet) int {
	t.Helper()
	sheet, a, ok := paper.ParseRange(r.Formula)
	i := slices.IndexFunc(stored, func(s reader.Sheet) bool { return s.Name == sheet })
	cache, texts := r.Numbers, false
	if cache == nil {
		cache, texts = r.Texts, true
	}
	if !ok || i < 0 || cache == nil {
		t.Errorf("%s: %q is no range with what it holds", place, r.Formula)
		return 0
	}
	want := map[int]string{}
	n := 0
	for row := a.Top; row <= a.Bottom; row++ {
		for col := a.Left; col <= a.Right; col++ {
			raw, _ := stored[i].At(row, col)
			switch {
			case raw.Kind == sheets.RawNumber:
				want[n] = strconv.FormatFloat(raw.Number, 'g', -1, 64)
			case texts && raw.Text != "":
				want[n] = raw.Text
			}
			n++
		}
	}
	if cache.Count.Val != n || len(cache.Points) != len(want) || !texts && cache.Format == "" {
		t.Errorf("%s: %s has %d cells with %d values, the chart keeps %d of %d", place, r.Formula, n, len(want), len(cache.Points), cache.Count.Val)
		return 0
	}
	last := -1
	for _, p := range cache.Points {
		if p.At <= last || strings.TrimSpace(p.Value) != want[p.At] {
			t.Errorf("%s: %s, point %d is %q, the cell holds %q", place, r.Formula, p.At, p.Value, want[p.At])
		}
		last = p.At
	}
	return len(cache.Points)
}

// A scenario or package has one colour and one dash in all lines of a file,
// and no other run has both.
func TestOneLineForEachRun(t *testing.T) {
	proofs.OfAll(t)
	lines := 0
	for name, x := range theAnswers(t) {
		data, err := Results(x.result, Options{Lang: abnd.English}, x.answer)
		if err != nil {
			t.Fatal(err)
		}
		runs := map[string]string{}
		for _, s := range x.result.Study.Scenarios {
			runs[s.Name.EN] = s.ID
		}
		for _, p := range x.result.Study.Packages {
			runs[p.Name.EN] = p.ID
		}
		paint, owner := map[string]drawnSeries{}, map[string]string{}
		for part, body := range unzipped(t, data) {
			if !strings.HasPrefix(part, "xl/charts/chart") {
				continue
			}
			_, series := referencesIn(t, body)
			for _, s := range series {
				called := s.name
				for _, suffix := range []abnd.Text{atLeastSuffix, noDataSuffix} {
					called = strings.TrimSuffix(called, suffix.EN)
				}
				id, isRun := runs[called]
				if !isRun || s.colour == "" {
					continue
				}
				lines++
				if other, ok := paint[id]; ok && (other.colour != s.colour || other.dash != s.dash) {
					t.Errorf("%s, %s: %s is %v here and %v there", name, part, id, s, other)
				}
				paint[id] = s
				look := fmt.Sprint(s.colour, s.dash)
				if other, ok := owner[look]; ok && other != id {
					t.Errorf("%s, %s: %s and %s look alike", name, part, id, other)
				}
				owner[look] = id
			}
		}
	}
	if lines < 100 {
		t.Fatalf("only %d lines were compared", lines)
	}
}

// bookOfCountries is a workbook of two countries side by side.
func bookOfCountries(t *testing.T) []byte {
	t.Helper()
	var all []scenarios.Country
	var sources []ComparedSource
	for _, code := range []string{"TLS", "MOZ"} {
		result, found := scenarios.Run(studies.Load(t, code))
		if result == nil {
			t.Fatal(found)
		}
		all = append(all, scenarios.Country{Name: code, Result: result})
		sources = append(sources, ComparedSource{InputName: code})
	}
	data, err := Countries(all, scenarios.CompareCountries(all, scenarios.SharedScenarios(all)), sources, Options{Lang: abnd.English})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// unknownSome is Mozambique with an envelope that is not known before 2030.
func unknownSome(t *testing.T) *abnd.Study {
	s := studies.Load(t, "MOZ")
	s.Government.Envelope = assumed(abnd.HoldLast, 2030, 0.01)
	return s
}

// A line of CHARTS has no point where its figure is not known: its cell holds
// the one error that Excel draws no point of, where an empty text would be
// drawn as zero, and the chart keeps no point. The program's own verification
// and LibreOffice, where there is one, find the same.
func TestUnknownIsNoPointOfALine(t *testing.T) {
	proofs.NotShort(t)
	b, w := laidOut(t, unknownSome(t))
	data, err := b.bytes()
	if err != nil {
		t.Fatal(err)
	}
	stored, unknown := allCells(t, data), 0
	for at, formula := range formulasOf(b) {
		ref, isLine := strings.CutPrefix(formula, "IF(")
		ref, _, _ = strings.Cut(ref, "=")
		if sheet, a, ok := paper.ParseRange(ref); isLine && at.Sheet == chartsSheet && ok {
			of := w.computed[address.Ref{Sheet: sheet, Col: a.Left, Row: a.Top}].value
			raw := stored[at]
			if x, isNumber := of.(float64); isNumber && (raw.Kind != sheets.RawNumber || raw.Number != x) || of == "" && (raw.Kind != sheets.RawError || raw.Text != paper.NoPoint) {
				t.Errorf("%s holds %+v, the figure is %v", at, raw, of)
			}
			if of == "" {
				unknown++
			}
		}
	}
	first := int(w.study.Projection.First)
	if unknown < 2030-first {
		t.Errorf("%d cells have no point, want one of the envelope for each year before 2030", unknown)
	}
	found := false
	for part, body := range unzipped(t, data) {
		if !strings.HasPrefix(part, "xl/charts/chart") {
			continue
		}
		refs, _ := referencesIn(t, body)
		for _, r := range refs {
			if r.Numbers != nil && r.Numbers.Count.Val-len(r.Numbers.Points) == 2030-first {
				found = true
			}
		}
	}
	if !found {
		t.Error("every line has a point in every year")
	}
	if v, ds := Verify(data, "results.xlsx", w.result); len(ds) > 0 || len(v.Differing) > 0 {
		t.Error(ds, v.Differing)
	}
}

// LibreOffice gives the same error for what is not known, and a figure
// otherwise.
func TestLibreOfficeAgreesOnUnknownPoints(t *testing.T) {
	proofs.OfAll(t)
	p := newProof(t)
	p.add(t, "unknown", withoutGroups(unknownSome(t)))
	proofs.Tell(t, "compared %d cells", p.run(t))
}
