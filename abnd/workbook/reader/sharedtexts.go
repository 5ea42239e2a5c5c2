package reader

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
)

// sharedTexts reads the table of texts that the cells of a workbook share.
func (p *container) sharedTexts(part string) ([]string, error) {
	if part == "" || !p.has(part) {
		return nil, nil
	}
	r, err := p.open(part, maxPart)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	d := newTokens(r)
	var texts []string
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return texts, nil
		} else if err != nil {
			return nil, err
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "si" {
			text, err := joinedText(d)
			if err != nil {
				return nil, err
			}
			if texts = append(texts, text); len(texts) > maxTexts {
				return nil, errTooLarge
			}
		}
	}
}

// joinedText reads to the end of the element that the decoder has just
// entered, and joins the text of its runs. How a text is pronounced (rPh) is
// not part of it.
func joinedText(d *tokens) (string, error) {
	var text strings.Builder
	depth, inText, silent := 1, 0, 0
	for depth > 0 {
		token, err := d.Token()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			depth++
			switch {
			case t.Name.Local == "rPh" && silent == 0:
				silent = depth
			case t.Name.Local == "t" && silent == 0:
				inText = depth
			}
		case xml.EndElement:
			if depth == silent {
				silent = 0
			}
			if depth == inText {
				inText = 0
			}
			depth--
		case xml.CharData:
			if inText > 0 {
				text.Write(t)
			}
		}
	}
	return unescaped(text.String()), nil
}

// unescaped undoes the format's own escape of characters that XML cannot
// hold: "_x000D_" is a carriage return, "_x005F_" the underscore itself.
func unescaped(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		if len(s) >= 7 && s[0] == '_' && s[1] == 'x' && s[6] == '_' {
			if code, err := strconv.ParseUint(s[2:6], 16, 16); err == nil {
				b.WriteRune(rune(code))
				s = s[7:]
				continue
			}
		}
		b.WriteByte(s[0])
		s = s[1:]
	}
	return b.String()
}
