package reader

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// errNotPlain says that XML is not as programs write it: it may be sound all
// the same.
var errNotPlain = errors.New("not plain XML")

// plainTokens reads XML as programs write it: elements and attributes with
// simple names, text, the five entities that XML names, and characters by their
// number. It gives up with errNotPlain at everything else, and at everything
// that is wrong or cannot be read. What it does read it reads as encoding/xml
// does, at a tenth of the time.
type plainTokens struct {
	from    io.Reader
	buffer  []byte // read from at to end
	at, end int
	started bool
	open    []byte // the names of the open elements, one after another
	begins  []int  // where each begins
	closing bool   // the last token began an empty element
	attrs   []attribute
	changed []byte // texts that are not as they stand in the file
}

// plainLength is how long a tag, or a text between two, may be.
const plainLength = 64 << 10

// declarations begin a part.
var declarations = []string{
	`<?xml version="1.0" encoding="UTF-8"?>`,
	`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`,
	`<?xml version="1.0" encoding="utf-8"?>`,
}

func newPlainTokens(from io.Reader) tokens {
	return &plainTokens{from: from, buffer: make([]byte, plainLength)}
}

func (p *plainTokens) next() (token, error) {
	if p.closing {
		p.closing = false
		return p.endElement(), nil
	}
	if !p.started {
		p.started = true
		p.skipDeclaration()
	}
	p.changed = p.changed[:0]
	upTo, err := p.find('<')
	if errors.Is(err, io.EOF) {
		if len(p.begins) > 0 {
			return token{}, errNotPlain
		}
		upTo = p.end - p.at
		if upTo == 0 {
			return token{}, io.EOF
		}
	} else if err != nil {
		return token{}, err
	}
	if upTo > 0 {
		raw := p.buffer[p.at : p.at+upTo]
		p.at += upTo
		text, ok := p.characters(raw)
		if !ok || bytes.Contains(raw, []byte("]]>")) {
			return token{}, errNotPlain
		}
		return token{kind: charData, text: text}, nil
	}
	length, err := p.find('>')
	if err != nil {
		return token{}, errNotPlain
	}
	tag := p.buffer[p.at+1 : p.at+length]
	p.at += length + 1
	if len(tag) > 0 && tag[0] == '/' {
		return p.endTag(tag[1:])
	}
	return p.startTag(tag)
}

// skipDeclaration skips the declaration that a part begins with.
func (p *plainTokens) skipDeclaration() {
	_, _ = p.find('>') // reads it
	for _, d := range declarations {
		if bytes.HasPrefix(p.buffer[p.at:p.end], []byte(d)) {
			p.at += len(d)
			return
		}
	}
}

// find is how far away the next such byte is, which it reads to. It gives
// [io.EOF] where there is none.
func (p *plainTokens) find(c byte) (int, error) {
	for seen := 0; ; {
		if i := bytes.IndexByte(p.buffer[p.at+seen:p.end], c); i >= 0 {
			return seen + i, nil
		}
		seen = p.end - p.at
		if p.at > 0 {
			copy(p.buffer, p.buffer[p.at:p.end])
			p.at, p.end = 0, seen
		}
		if p.end == len(p.buffer) {
			return 0, errNotPlain
		}
		n, err := p.from.Read(p.buffer[p.end:])
		p.end += n
		if n == 0 && errors.Is(err, io.EOF) {
			return 0, io.EOF
		} else if err != nil && !errors.Is(err, io.EOF) {
			return 0, errNotPlain
		}
	}
}

func (p *plainTokens) endElement() token {
	last := len(p.begins) - 1
	name := p.open[p.begins[last]:]
	p.open, p.begins = p.open[:p.begins[last]], p.begins[:last]
	return token{kind: endElement, name: local(name)}
}

// endTag reads what stands between "</" and ">".
func (p *plainTokens) endTag(tag []byte) (token, error) {
	last := len(p.begins) - 1
	if last < 0 || !bytes.Equal(tag, p.open[p.begins[last]:]) {
		return token{}, errNotPlain
	}
	return p.endElement(), nil
}

// startTag reads what stands between "<" and ">".
func (p *plainTokens) startTag(tag []byte) (token, error) {
	if n := len(tag); n > 0 && tag[n-1] == '/' {
		p.closing = true
		tag = tag[:n-1]
	}
	name := plainName(tag)
	if name == nil || len(p.begins) == maxDepth {
		return token{}, errNotPlain
	}
	p.begins, p.open = append(p.begins, len(p.open)), append(p.open, name...)
	p.attrs = p.attrs[:0]
	for rest := tag[len(name):]; ; {
		trimmed := bytes.TrimLeft(rest, " \t\n")
		if len(trimmed) == 0 {
			return token{kind: startElement, name: local(name), attrs: p.attrs}, nil
		}
		if len(trimmed) == len(rest) {
			return token{}, errNotPlain
		}
		var ok bool
		if rest, ok = p.attribute(trimmed); !ok {
			return token{}, errNotPlain
		}
	}
}

// attribute reads the attribute at the beginning of the rest of a tag, and gives
// what follows it.
func (p *plainTokens) attribute(tag []byte) (rest []byte, ok bool) {
	name := plainName(tag)
	tag = tag[len(name):]
	const shortest = len(`=""`)
	if name == nil || len(tag) < shortest || tag[0] != '=' || tag[1] != '"' && tag[1] != '\'' {
		return nil, false
	}
	length := bytes.IndexByte(tag[2:], tag[1])
	if length < 0 {
		return nil, false
	}
	value, ok := p.characters(tag[2 : 2+length])
	if isLocal := bytes.IndexByte(name, ':') < 0; isLocal {
		p.attrs = append(p.attrs, attribute{name, value})
	} else if len(value) == 0 {
		return nil, false // a prefix that may stand for no namespace
	}
	return tag[2+length+1:], ok
}

// local is a name without its prefix.
func local(name []byte) []byte { return name[bytes.IndexByte(name, ':')+1:] }

// plainName is the name at the beginning of a tag, with at most one prefix; nil
// where there is none that is plain.
func plainName(tag []byte) []byte {
	begins, prefixed := true, false
	for i, c := range tag {
		switch {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_':
			begins = false
		case !begins && (c >= '0' && c <= '9' || c == '-' || c == '.'):
		case !begins && c == ':' && !prefixed:
			begins, prefixed = true, true
		case !begins && (c == ' ' || c == '\t' || c == '\n' || c == '='):
			return tag[:i]
		default:
			return nil
		}
	}
	if begins {
		return nil
	}
	return tag
}

// asItStands are the bytes of a text that are read as they stand.
var asItStands = func() (are [256]bool) {
	for c := ' '; c < utf8.RuneSelf; c++ {
		are[c] = c != '&' && c != '<'
	}
	are['\t'], are['\n'] = true, true
	return are
}()

// characters reads a text between tags or the value of an attribute.
func (p *plainTokens) characters(raw []byte) (text []byte, ok bool) {
	for i, c := range raw {
		if !asItStands[c] {
			return p.replaced(raw, i)
		}
	}
	return raw, true
}

// replaced reads a text which up to a place is as it stands. Ends of lines
// become those of XML.
func (p *plainTokens) replaced(raw []byte, asItStands int) (text []byte, ok bool) {
	begins := len(p.changed)
	p.changed = append(p.changed, raw[:asItStands]...)
	for rest := raw[asItStands:]; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		switch {
		case r == '&':
			end := bytes.IndexByte(rest, ';')
			if end < 0 {
				return nil, false
			}
			if r, ok = entity(string(rest[1:end])); !ok {
				return nil, false
			}
			size = end + 1
		case r == '\r':
			r = '\n'
			if bytes.HasPrefix(rest, []byte("\r\n")) {
				size = len("\r\n")
			}
		case r == '<', r == utf8.RuneError && size == 1, !isCharacter(r):
			return nil, false
		}
		p.changed = utf8.AppendRune(p.changed, r)
		rest = rest[size:]
	}
	return p.changed[begins:], true
}

// isCharacter says whether XML can hold a character.
func isCharacter(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r != '\uFFFE' && r != '\uFFFF'
}

// entity is the character that stands between "&" and ";".
func entity(name string) (rune, bool) {
	switch name {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	digits, numbered := strings.CutPrefix(name, "#")
	base := 10
	if hex, ok := strings.CutPrefix(digits, "x"); ok {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 16)
	r := rune(n)
	return r, numbered && err == nil && utf8.ValidRune(r) && isCharacter(r)
}
