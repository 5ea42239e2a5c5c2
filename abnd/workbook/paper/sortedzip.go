package paper

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"
)

// sortedZip writes the parts of a file in the order of their names and with
// one date, so that the same book gives the same bytes. (In that order the
// list of content types comes first, as readers of the format like it.) What
// excelize writes against the schema of the format is corrected on the way,
// and parts that it only keeps places for are put in.
type sortedZip struct {
	to    io.Writer
	parts []zipPart
	// bodies are the parts that are not excelize's, by name.
	bodies map[string][]byte
}

type zipPart struct {
	name string
	body *bytes.Buffer
}

const contentTypes = "[Content_Types].xml"

// partDate is the first day that the zip format knows.
var partDate = time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)

// Create adds a part.
func (z *sortedZip) Create(name string) (io.Writer, error) {
	part := zipPart{name, new(bytes.Buffer)}
	z.parts = append(z.parts, part)
	return part.body, nil
}

// AddFS is a part of excelize's interface that it does not use.
func (z *sortedZip) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close writes the file.
func (z *sortedZip) Close() error {
	slices.SortStableFunc(z.parts, func(a, b zipPart) int { return cmp.Compare(a.name, b.name) })
	w := zip.NewWriter(z.to)
	placed := 0
	for _, part := range z.parts {
		body, err := z.body(part)
		if err != nil {
			return err
		}
		if _, ours := z.bodies[part.name]; ours {
			placed++
		}
		to, err := w.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Deflate, Modified: partDate})
		if err != nil {
			return err
		}
		if _, err := to.Write(body); err != nil {
			return err
		}
	}
	if placed != len(z.bodies) {
		return fmt.Errorf("workbook: excelize kept places for %d parts of %d", placed, len(z.bodies))
	}
	return w.Close()
}

// body is what a part holds in the file.
func (z *sortedZip) body(part zipPart) ([]byte, error) {
	body := part.body.Bytes()
	if ours, ok := z.bodies[part.name]; ok {
		return ours, nil
	}
	switch {
	case part.name == contentTypes:
		return sortedTypes(body)
	case part.name == stylesPart:
		return inOrder(body, "font", fontOrder)
	case strings.HasPrefix(part.name, "xl/worksheets/"):
		if body = errorCells(body); bytes.Contains(body, longRelation) {
			body = bytes.ReplaceAll(body, longRelation, shortRelation)
		}
		return body, nil
	}
	return body, nil
}

// The relation of a sheet to its drawing, as excelize writes it and as Excel
// does: some readers know it by its prefix alone, which the sheet declares.
var (
	longRelation  = []byte(` xmlns:relationships="http://schemas.openxmlformats.org/officeDocument/2006/relationships" relationships:id=`)
	shortRelation = []byte(` r:id=`)
)

// errorCells marks the cells of formulas that hold an error as such: excelize
// has no word for errors, and writes them as texts.
func errorCells(body []byte) []byte {
	value, formulaText, formulaError := []byte("<v>"+NoPoint+"</v>"), []byte(` t="str"`), []byte(` t="e"`)
	var out []byte
	for {
		i := bytes.Index(body, value)
		if i < 0 && out == nil {
			return body // which is long, and not copied
		}
		if i < 0 {
			return append(out, body...)
		}
		cell := bytes.LastIndex(body[:i], []byte("<c "))
		head := cell + bytes.IndexByte(body[cell:], '>')
		out = append(out, body[:cell]...)
		out = append(out, bytes.Replace(body[cell:head], formulaText, formulaError, 1)...)
		out = append(out, body[head:i+len(value)]...)
		body = body[i+len(value):]
	}
}

const stylesPart = "xl/styles.xml"

// fontOrder is the order in which the schema wants what describes a font
// (ECMA-376, part 1, 18.8.22).
var fontOrder = []string{
	"b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name", "family", "charset", "scheme",
}

// inOrder puts what is in every element of a name into an order, and leaves
// all else as it is, to the byte.
func inOrder(body []byte, name string, order []string) ([]byte, error) {
	type child struct {
		rank          int
		TextOrNothing []byte
	}
	d := xml.NewDecoder(bytes.NewReader(body))
	var out []byte
	kept := 0
	for {
		token, err := d.Token()
		if err == io.EOF {
			return append(out, body[kept:]...), nil
		}
		if err != nil {
			return nil, err
		}
		if start, ok := token.(xml.StartElement); !ok || start.Name.Local != name {
			continue
		}
		out = append(out, body[kept:d.InputOffset()]...)
		var children []child
		for inside := true; inside; {
			kept = int(d.InputOffset())
			token, err := d.Token()
			if err != nil {
				return nil, err
			}
			switch start := token.(type) {
			case xml.StartElement:
				if err := d.Skip(); err != nil {
					return nil, err
				}
				children = append(children, child{slices.Index(order, start.Name.Local), body[kept:d.InputOffset()]})
			case xml.EndElement:
				inside = false
			}
		}
		slices.SortStableFunc(children, func(a, b child) int { return cmp.Compare(a.rank, b.rank) })
		for _, c := range children {
			out = append(out, c.TextOrNothing...)
		}
	}
}

// sortedTypes puts the list of content types in order: excelize writes some
// of it in the order of a map.
func sortedTypes(body []byte) ([]byte, error) {
	type byExtension struct {
		Extension   string `xml:"Extension,attr"`
		ContentType string `xml:"ContentType,attr"`
	}
	type byPart struct {
		PartName    string `xml:"PartName,attr"`
		ContentType string `xml:"ContentType,attr"`
	}
	var list struct {
		XMLName   xml.Name      `xml:"http://schemas.openxmlformats.org/package/2006/content-types Types"`
		Defaults  []byExtension `xml:"Default"`
		Overrides []byPart      `xml:"Override"`
	}
	if err := xml.Unmarshal(body, &list); err != nil {
		return nil, err
	}
	slices.SortFunc(list.Defaults, func(a, b byExtension) int { return cmp.Compare(a.Extension, b.Extension) })
	slices.SortFunc(list.Overrides, func(a, b byPart) int { return cmp.Compare(a.PartName, b.PartName) })
	out, err := xml.Marshal(list)
	return append([]byte(xml.Header), out...), err
}
