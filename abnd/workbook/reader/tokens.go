package reader

import (
	"encoding/xml"
	"errors"
	"io"

	"github.com/openabnd/engine/abnd"
)

// doctype begins a declaration of entities, which the format does not allow
// (ECMA-376 part 2) and which is only good for making a small file large.
const doctype = "<!DOCTYPE"

var (
	errDoctype = fault(abnd.T("it declares entities, which is not allowed in a workbook", "declara entidades, o que nenhum livro faz"))
	errTooDeep = fault(abnd.T("its elements are nested more than %d levels deep", "os seus elementos têm mais de %d níveis").Fill(maxDepth))
	errTooLong = fault(abnd.T("one of its elements is longer than %d KB", "um dos seus elementos tem mais de %d KB").Fill(maxToken >> 10))
)

// token is a piece of XML. What it holds lasts until the next one is asked for.
type token struct {
	kind  tokenKind
	name  []byte // of the element, without its namespace
	attrs []attribute
	text  []byte
}

type tokenKind uint8

const (
	aside tokenKind = iota // a comment or an instruction
	startElement
	endElement
	charData
)

// attribute is an attribute that is in no namespace.
type attribute struct{ name, value []byte }

// attribute is the value of an attribute; nil without one.
func (t *token) attribute(name string) []byte {
	for _, a := range t.attrs {
		if string(a.name) == name {
			return a.value
		}
	}
	return nil
}

// tokens gives the tokens of a part one after another, and [io.EOF] at its end.
type tokens interface{ next() (token, error) }

// scan reads the tokens of a part. What is as programs write it is read by
// [plainTokens]. If anything is not, read is asked once more, from the
// beginning, with the tokens of encoding/xml, which knows all XML and says what
// is wrong with it.
func (p *container) scan(part string, read func(tokens) error) error {
	left, cells := p.left, p.cells
	try := func(tokensOf func(io.Reader) tokens) error {
		p.left, p.cells = left, cells
		r, err := p.open(part, maxPart)
		if err != nil {
			return err
		}
		defer r.Close()
		return read(tokensOf(r))
	}
	err := try(newPlainTokens)
	if errors.Is(err, errNotPlain) {
		err = try(newAnyTokens)
	}
	return err
}

// anyTokens reads XML from elsewhere within limits: encoding/xml keeps every
// element that is open, and all attributes of one, at many times their size.
type anyTokens struct {
	*xml.Decoder
	depth int
	attrs []attribute
}

func newAnyTokens(from io.Reader) tokens {
	return &anyTokens{Decoder: xml.NewDecoder(&shortElements{from: from})}
}

func (t *anyTokens) next() (token, error) {
	found, err := t.Token()
	if err != nil {
		return token{}, err
	}
	switch x := found.(type) {
	case xml.StartElement:
		if t.depth++; t.depth > maxDepth {
			return token{}, errTooDeep
		}
		t.attrs = t.attrs[:0]
		for _, a := range x.Attr {
			if a.Name.Space == "" {
				t.attrs = append(t.attrs, attribute{[]byte(a.Name.Local), []byte(a.Value)})
			}
		}
		return token{kind: startElement, name: []byte(x.Name.Local), attrs: t.attrs}, nil
	case xml.EndElement:
		t.depth--
		return token{kind: endElement, name: []byte(x.Name.Local)}, nil
	case xml.CharData:
		return token{kind: charData, text: x}, nil
	case xml.Directive:
		return token{}, errDoctype
	}
	return token{}, nil
}

// shortElements passes bytes on as long as an element begins, or a text ends,
// every so often: both with "<".
type shortElements struct {
	from io.Reader
	run  int
}

// Read reads on.
func (s *shortElements) Read(b []byte) (int, error) {
	n, err := s.from.Read(b)
	for _, c := range b[:n] {
		if s.run++; c == '<' {
			s.run = 0
		}
		if s.run > maxToken {
			return 0, errTooLong
		}
	}
	return n, err
}
