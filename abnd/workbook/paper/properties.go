package paper

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"time"
)

// The parts that hold a file's properties.
const (
	corePart = "docProps/core.xml"
	appPart  = "docProps/app.xml"
)

// maker is what the file names as its author and as the program that made it.
const maker = "OpenABND"

// properties are the file's properties: no clock, no user. The prefixes are
// those of Excel, as some readers know no others.
func (m Head) properties() map[string][]byte {
	day := "2000-01-01"
	if isDay(m.Date) {
		day = m.Date
	}
	escaped := func(s string) string {
		var b bytes.Buffer
		_ = xml.EscapeText(&b, []byte(s)) // a buffer takes all
		return b.String()
	}
	const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	date := `<dcterms:%[1]s xsi:type="dcterms:W3CDTF">` + day + `T00:00:00Z</dcterms:%[1]s>`
	status := ""
	if !m.Status.IsZero() {
		status = `<cp:contentStatus>` + escaped(m.Status.In(m.Lang)) + `</cp:contentStatus>`
	}
	core := head +
		`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"` +
		` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"` +
		` xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:title>` + escaped(m.Title.In(m.Lang)) + `</dc:title>` +
		`<dc:subject>` + escaped(m.Country.In(m.Lang)) + `</dc:subject>` +
		`<dc:creator>` + maker + `</dc:creator>` +
		`<cp:lastModifiedBy>` + maker + `</cp:lastModifiedBy>` +
		fmt.Sprintf(date, "created") + fmt.Sprintf(date, "modified") +
		status +
		`<dc:language>` + escaped(string(m.Lang)) + `</dc:language>` +
		`</cp:coreProperties>`
	app := head +
		`<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">` +
		`<Application>` + maker + `</Application></Properties>`
	return map[string][]byte{corePart: []byte(core), appPart: []byte(app)}
}

// isDay reports whether s is a date as ISO 8601 writes it.
func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}
