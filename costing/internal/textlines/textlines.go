// Package textlines reads the large text files of statistical offices line by
// line: plain or gzip, UTF-8, UTF-16 or Latin-1, told apart by content and
// never by name. It holds one line at a time, whatever the file holds.
package textlines

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"io"
	"unicode/utf8"

	"github.com/openabnd/engine/abnd"
)

// longest is the longest line that is read, in bytes. The lines of the UN and
// the IMF have at most a few thousand; an open quotation mark or a file that
// is no text would otherwise fill the memory.
const longest = 1 << 17

// The reasons why a file is not read to its end.
var (
	ErrEmpty     = errors.New("the file is empty")
	ErrZip       = errors.New("the file is a zip archive or a workbook")
	ErrNotText   = errors.New("the file is no text")
	ErrWebPage   = errors.New("the file is a web page")
	ErrTruncated = errors.New("the compressed file ends too early")
	ErrDamaged   = errors.New("the compressed file is damaged")
	ErrLongLine  = errors.New("the line has no end")
)

// Reader gives the lines of a text.
type Reader struct {
	in   *bufio.Reader
	line int
	err  error
}

// New looks at the first bytes and prepares to read. What is wrong with them
// is returned by the first [Reader.Next].
func New(r io.Reader) *Reader {
	in := bufio.NewReaderSize(r, longest)
	out := &Reader{in: in}
	if begins(in, "\x1f\x8b") {
		unpacked, err := gzip.NewReader(in)
		if err != nil {
			out.err = packedError(err)
			return out
		}
		out.in = bufio.NewReaderSize(unpacked, longest)
		in = out.in
	}
	switch head, err := in.Peek(512); {
	case len(head) == 0:
		if out.err = packedError(err); errors.Is(err, io.EOF) {
			out.err = ErrEmpty
		}
	case begins(in, "PK\x03\x04"), begins(in, "PK\x05\x06"):
		out.err = ErrZip
	case begins(in, "\xff\xfe"), isPairs(head, 1):
		out.in = bufio.NewReaderSize(&utf16Reader{in: in}, longest)
	case begins(in, "\xfe\xff"), isPairs(head, 0):
		out.in = bufio.NewReaderSize(&utf16Reader{in: in, bigEndian: true}, longest)
	case bytes.IndexByte(head, 0) >= 0, begins(in, "\xd0\xcf\x11\xe0"), begins(in, "%PDF"):
		out.err = ErrNotText
	case bytes.HasPrefix(bytes.ToLower(bytes.TrimSpace(head)), []byte("<")):
		out.err = ErrWebPage
	}
	return out
}

func begins(in *bufio.Reader, with string) bool {
	head, _ := in.Peek(len(with))
	return string(head) == with
}

// isPairs says whether every second byte of a text is 0 and no other is:
// UTF-16 of a Latin text without its mark.
func isPairs(head []byte, zeroAt int) bool {
	if len(head) < 8 {
		return false
	}
	for i, b := range head {
		if (b == 0) != (i%2 == zeroAt) {
			return false
		}
	}
	return true
}

// Next gives the next line without its end, in UTF-8. The bytes are good
// until the next call. At the end of the file the error is io.EOF; any other
// one ends the reading for good, and [Reader.Line] is the line it met.
func (r *Reader) Next() ([]byte, error) {
	if r.err != nil {
		return nil, r.err
	}
	line, err := r.in.ReadSlice('\n')
	if len(line) > 0 {
		r.line++
	}
	switch {
	case errors.Is(err, bufio.ErrBufferFull):
		r.err = ErrLongLine
		return nil, r.err
	case errors.Is(err, io.EOF) && len(line) > 0:
		r.err = io.EOF
	case err != nil:
		r.err = packedError(err)
		return nil, r.err
	}
	line = bytes.TrimRight(line, "\r\n")
	if r.line == 1 {
		line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
	}
	if bytes.IndexByte(line, 0) >= 0 {
		r.err = ErrNotText
		return nil, r.err
	}
	if !utf8.Valid(line) {
		line = fromLatin1(line)
	}
	return line, nil
}

// Line is the number of the line that was read last, from 1.
func (r *Reader) Line() int { return r.line }

func packedError(err error) error {
	var corrupt flate.CorruptInputError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return ErrTruncated
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader), errors.As(err, &corrupt):
		return ErrDamaged
	}
	return err
}

// fromLatin1 turns each byte into the character of the same number.
func fromLatin1(line []byte) []byte {
	out := make([]byte, 0, len(line)+8)
	for _, b := range line {
		out = utf8.AppendRune(out, rune(b))
	}
	return out
}

// Diagnose says to a person why a file could not be read to its end. place is
// the file with its line.
func Diagnose(err error, place string) abnd.Diagnostic {
	d := abnd.Diagnostic{Place: place}
	again := abnd.T("fetch it again from its publisher", "volte a obtê-lo junto de quem o publica")
	switch {
	case errors.Is(err, ErrEmpty):
		d.Code, d.Problem, d.Remedy = "file-empty", abnd.T("the file is empty", "o ficheiro está vazio"), again
	case errors.Is(err, ErrZip):
		d.Code = "file-archive"
		d.Problem = abnd.T("this is a zip archive or a workbook, not a text file", "isto é um arquivo zip ou um livro do Excel, não um ficheiro de texto")
		d.Remedy = abnd.T("unpack it and give the text file inside (.csv or .csv.gz)", "descomprima-o e indique o ficheiro de texto que está lá dentro (.csv ou .csv.gz)")
	case errors.Is(err, ErrNotText):
		d.Code, d.Problem, d.Remedy = "file-unknown", abnd.T("the file is no text from here on", "a partir daqui o ficheiro não é texto"), again
	case errors.Is(err, ErrWebPage):
		d.Code = "file-html"
		d.Problem = abnd.T("this is a web page, as many sites send in place of a file", "isto é uma página Web, como muitos sítios enviam em vez de um ficheiro")
		d.Remedy = again
	case errors.Is(err, ErrTruncated):
		d.Code = "file-truncated"
		d.Problem = abnd.T("the compressed file ends in the middle: it was not fetched whole", "o ficheiro comprimido acaba a meio: não foi obtido por inteiro")
		d.Remedy = abnd.T("fetch it again and compare its size with that of the site", "obtenha-o de novo e compare o tamanho com o do sítio")
	case errors.Is(err, ErrDamaged):
		d.Code, d.Problem, d.Remedy = "file-damaged", abnd.T("the compressed file is damaged", "o ficheiro comprimido está danificado"), again
	case errors.Is(err, ErrLongLine):
		d.Code = "line-too-long"
		d.Problem = abnd.T("this line has no end within %d bytes", "esta linha não acaba em %d bytes").Fill(longest)
		d.Remedy = abnd.T("fetch the file again; if it was edited, look for a missing end of line", "volte a obter o ficheiro; se foi alterado, procure um fim de linha em falta")
	default:
		d.Code = "file-unreadable"
		d.Problem = abnd.T("the file cannot be read: %s", "não é possível ler o ficheiro: %s").Fill(err.Error())
		d.Remedy = abnd.T("copy it to this computer and try again", "copie-o para este computador e tente de novo")
	}
	return d
}
