package workbook

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"slices"
	"time"

	"github.com/xuri/excelize/v2"
)

// sortedZip writes the parts of a file in the order of their names and with
// one date, so that the same book gives the same bytes. (In that order the
// list of content types comes first, as readers of the format like it.)
type sortedZip struct {
	to    io.Writer
	parts []zipPart
}

type zipPart struct {
	name string
	body *bytes.Buffer
}

const contentTypes = "[Content_Types].xml"

// partDate is the first day that the zip format knows.
var partDate = time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)

func newSortedZip(to io.Writer) excelize.ZipWriter { return &sortedZip{to: to} }

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
	for _, part := range z.parts {
		body := part.body.Bytes()
		if part.name == contentTypes {
			var err error
			if body, err = sortedTypes(body); err != nil {
				return err
			}
		}
		to, err := w.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Deflate, Modified: partDate})
		if err != nil {
			return err
		}
		if _, err := to.Write(body); err != nil {
			return err
		}
	}
	return w.Close()
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
