package charts

import (
	"bytes"
	"encoding/xml"
	"strconv"
)

// The namespaces of what is written, and the prefixes that it has for them.
const (
	chartSpace   = "http://schemas.openxmlformats.org/drawingml/2006/chart"
	drawingMain  = "http://schemas.openxmlformats.org/drawingml/2006/main"
	relationship = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	sheetDrawing = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
)

// part is a part of a file while it is written. encoding/xml's own encoder
// writes namespaces without their prefixes, which readers of the format do not
// all understand.
type part struct {
	bytes.Buffer
}

func newPart() *part {
	p := new(part)
	p.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n")
	return p
}

// tag begins a tag: attributes are name and value in turn. What follows is
// written by one of element, void and text.
func (p *part) tag(name string, attributes []string) {
	p.WriteByte('<')
	p.WriteString(name)
	for i := 0; i+1 < len(attributes); i += 2 {
		p.WriteByte(' ')
		p.WriteString(attributes[i])
		p.WriteString(`="`)
		p.escape(attributes[i+1])
		p.WriteByte('"')
	}
}

// escape writes a text; characters that XML cannot hold become the sign for an
// unknown one.
func (p *part) escape(s string) {
	// A buffer takes all that is written to it.
	_ = xml.EscapeText(&p.Buffer, []byte(s))
}

// void writes an element without content.
func (p *part) void(name string, attributes ...string) {
	p.tag(name, attributes)
	p.WriteString("/>")
}

// val writes an element that is one value.
func (p *part) val(name, value string) { p.void(name, "val", value) }

// number writes an element that is one whole number.
func (p *part) number(name string, n int) { p.val(name, strconv.Itoa(n)) }

// flag writes an element that is a yes or no.
func (p *part) flag(name string, yes bool) {
	if yes {
		p.val(name, "1")
		return
	}
	p.val(name, "0")
}

// text writes an element that holds a text.
func (p *part) text(name, s string) {
	p.tag(name, nil)
	p.WriteByte('>')
	p.escape(s)
	p.close(name)
}

// element writes an element and what is in it.
func (p *part) element(name string, inside func(), attributes ...string) {
	p.tag(name, attributes)
	p.WriteByte('>')
	inside()
	p.close(name)
}

func (p *part) close(name string) {
	p.WriteString("</")
	p.WriteString(name)
	p.WriteByte('>')
}
