package reader

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/openabnd/engine/abnd"
)

// container is a zip of the parts of an Office document (ECMA-376 part 2), with
// a limit on what may be unpacked from it and on the time that takes. Part
// names are compared without regard to case, as the standard asks.
type container struct {
	parts map[string]*zip.File
	twice map[string]bool
	left  int64 // bytes that may still be unpacked
	cells int   // cells that may still be kept
	// date1904 says that dates are counted from 1904.
	date1904 bool
	now      func() time.Time
	until    time.Time
}

// What ends the reading of a file.
var (
	errTooLarge = errors.New("too large")
	errTooSlow  = errors.New("too slow")
)

// entryMark begins each entry in the list of contents that a zip has.
const entryMark = "PK\x01\x02"

func openContainer(data []byte, now func() time.Time) (*container, error) {
	// The list is kept in memory whole, at many times its size.
	if bytes.Count(data, []byte(entryMark)) > maxParts {
		return nil, errTooLarge
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	p := &container{parts: map[string]*zip.File{}, twice: map[string]bool{}, left: maxUnpacked, cells: maxCells, now: now, until: now().Add(maxTime)}
	for _, f := range z.File {
		name := partName(f.Name)
		if p.parts[name] != nil {
			p.twice[name] = true
			continue
		}
		p.parts[name] = f
	}
	return p, nil
}

func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean(strings.ReplaceAll(name, `\`, "/")), "/"))
}

func (p *container) has(name string) bool { return p.parts[partName(name)] != nil }

// open unpacks a part. Reading more than limit, or more than is left for the
// whole file, ends in errTooLarge.
func (p *container) open(name string, limit int64) (io.ReadCloser, error) {
	f := p.parts[partName(name)]
	switch {
	case f == nil && name == "":
		return nil, fault(abnd.T("it is listed, but nothing of it is in the file", "consta da lista, mas nada dela está no ficheiro"))
	case f == nil:
		return nil, fault(abnd.T("part %s is missing", "falta a parte %s").Fill(name))
	case p.twice[partName(name)]:
		// One program would take the first and another the last: what one
		// person sees in Excel is not what another computes.
		return nil, fault(abnd.T("part %s is duplicated", "a parte %s aparece duas vezes").Fill(name))
	}
	if f.UncompressedSize64 > uint64(limit) {
		return nil, errTooLarge
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	return &limited{ReadCloser: r, container: p, left: limit}, nil
}

// limited counts what was unpacked: the size that a zip declares may be a lie.
type limited struct {
	io.ReadCloser
	container *container
	left      int64
}

func (l *limited) Read(b []byte) (int, error) {
	n, err := l.ReadCloser.Read(b)
	l.left -= int64(n)
	l.container.left -= int64(n)
	switch {
	case l.left < 0 || l.container.left < 0:
		return 0, errTooLarge
	case l.container.now().After(l.container.until):
		return 0, errTooSlow
	}
	return n, err
}

// decode reads a small part whole into a struct. To its end: the checksum of
// a part is compared there.
func (p *container) decode(name string, into any) error {
	r, err := p.open(name, maxIndex)
	if err != nil {
		return err
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if bytes.Contains(data, []byte(doctype)) {
		return errDoctype
	}
	return xml.Unmarshal(data, into)
}

// mimetype is the type that an OpenDocument file declares about itself.
func (p *container) mimetype() string {
	r, err := p.open("mimetype", 1024)
	if err != nil {
		return ""
	}
	defer r.Close()
	text, err := io.ReadAll(r)
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(text))
}

// relation points from one part to another.
type relation struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
	Mode   string `xml:"TargetMode,attr"`
}

// is compares the last word of the type: the words before it differ between
// the transitional and the strict form of the format.
func (r relation) is(kind string) bool { return path.Base(r.Type) == kind }

// relations of a part, with targets as part names; those that lead out of the
// file are left out, and never followed. A part without any has no list of
// them, and so no error.
func (p *container) relations(of string) ([]relation, error) {
	dir, base := path.Split(of)
	var list struct {
		Relations []relation `xml:"Relationship"`
	}
	name := dir + "_rels/" + base + ".rels"
	if !p.has(name) {
		return nil, nil
	}
	if err := p.decode(name, &list); err != nil {
		return nil, err
	}
	list.Relations = slices.DeleteFunc(list.Relations, func(r relation) bool { return r.Mode == "External" })
	for i, r := range list.Relations {
		target := strings.ReplaceAll(r.Target, `\`, "/")
		if !strings.HasPrefix(target, "/") {
			target = path.Join(dir, target)
		}
		list.Relations[i].Target = partName(target)
	}
	return list.Relations, nil
}

// workbookPart is the part that lists the sheets.
func (p *container) workbookPart() string {
	all, err := p.relations("")
	if err != nil {
		all = nil // the usual place is as good a guess
	}
	for _, r := range all {
		if r.is("officeDocument") {
			return r.Target
		}
	}
	return "xl/workbook.xml"
}

// listed is one sheet as the workbook lists it.
type listed struct {
	name string
	part string // blank where the workbook points nowhere
	kind string // "worksheet", "chartsheet", …
}

// sheetList lists the sheets in the order of their tabs, and the part that
// holds the shared texts, blank where there is none. It notes from when the
// workbook counts days.
func (p *container) sheetList() (all []listed, sharedTexts string, err error) {
	book := p.workbookPart()
	var doc struct {
		Properties struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Attrs []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := p.decode(book, &doc); err != nil {
		return nil, "", err
	}
	links, err := p.relations(book)
	if err != nil {
		return nil, "", err
	}
	p.date1904 = slices.Contains([]string{"1", "true", "on"}, strings.ToLower(doc.Properties.Date1904))
	byID := map[string]relation{}
	for _, r := range links {
		byID[r.ID] = r
		if r.is("sharedStrings") {
			sharedTexts = r.Target
		}
	}
	for _, s := range doc.Sheets {
		var one listed
		for _, a := range s.Attrs {
			switch a.Name.Local {
			case "name":
				one.name = a.Value
			case "id": // r:id, in the namespace of either form
				one.part, one.kind = byID[a.Value].Target, path.Base(byID[a.Value].Type)
			}
		}
		all = append(all, one)
	}
	return all, sharedTexts, nil
}
