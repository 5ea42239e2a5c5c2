package reader

import (
	"encoding/xml"
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

// tokens reads XML from elsewhere within limits: encoding/xml keeps every
// element that is open, and all attributes of one, at many times their size.
type tokens struct {
	*xml.Decoder
	depth int
}

func newTokens(from io.Reader) *tokens {
	return &tokens{Decoder: xml.NewDecoder(&shortElements{from: from})}
}

// Token is the next token.
func (t *tokens) Token() (xml.Token, error) {
	token, err := t.Decoder.Token()
	switch token.(type) {
	case xml.StartElement:
		if t.depth++; t.depth > maxDepth {
			return nil, errTooDeep
		}
	case xml.EndElement:
		t.depth--
	case xml.Directive:
		return nil, errDoctype
	}
	return token, err
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
