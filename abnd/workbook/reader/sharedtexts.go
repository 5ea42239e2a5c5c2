package reader

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
)

// sharedTexts reads the table of texts that the cells of a workbook share.
func (p *container) sharedTexts(part string) (texts []string, err error) {
	if part == "" || !p.has(part) {
		return nil, nil
	}
	err = p.scan(part, func(from tokens) error {
		texts = nil
		var text []byte
		for {
			t, err := from.next()
			if errors.Is(err, io.EOF) {
				return nil
			} else if err != nil {
				return err
			}
			if t.kind != startElement || string(t.name) != "si" {
				continue
			}
			if text, err = joinedText(from, text[:0]); err != nil {
				return err
			}
			if texts = append(texts, string(text)); len(texts) > maxTexts {
				return errTooLarge
			}
		}
	})
	if err != nil {
		return nil, err
	}
	return texts, nil
}

// joinedText reads to the end of the element that has just begun, and appends
// the text of its runs. How a text is pronounced (rPh) is not part of it.
func joinedText(from tokens, text []byte) ([]byte, error) {
	begins := len(text)
	depth, inText, silent := 1, 0, 0
	for depth > 0 {
		t, err := from.next()
		if err != nil {
			return nil, err
		}
		switch t.kind {
		case startElement:
			depth++
			switch {
			case string(t.name) == "rPh" && silent == 0:
				silent = depth
			case string(t.name) == "t" && silent == 0:
				inText = depth
			}
		case endElement:
			if depth == silent {
				silent = 0
			}
			if depth == inText {
				inText = 0
			}
			depth--
		case charData:
			if inText > 0 {
				text = append(text, t.text...)
			}
		}
	}
	if bytes.Contains(text[begins:], []byte("_x")) {
		text = append(text[:begins], unescaped(string(text[begins:]))...)
	}
	return text, nil
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
