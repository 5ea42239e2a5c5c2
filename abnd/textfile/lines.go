package textfile

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"io"

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
	ErrTruncated = errors.New("the file ends too early")
	ErrDamaged   = errors.New("the compressed file is damaged")
	ErrLongLine  = errors.New("the line has no end")
	// ErrLetters: the letters are neither UTF-8 nor Windows-1252, so that it
	// cannot be known which ones they are.
	ErrLetters = errors.New("the letters are of no encoding that is read")
	ErrMixed   = errors.New("the letters are of two encodings")
	ErrLost    = errors.New("letters were lost when the file was saved")
	ErrUTF32   = errors.New("the file is UTF-32")
)

// Reader gives the lines of a text: plain or gzip, in one of the encodings,
// with line ends of any kind, all told apart by content and never by name. It
// holds one line at a time, whatever the file holds.
type Reader struct {
	in       *bufio.Reader
	line     int
	err      error
	encoding Encoding
	certain  bool // letters beyond ASCII, or a mark, have shown the encoding
	ended    bool // the last line had an end
}

// NewReader looks at the first bytes and prepares to read. What is wrong with them
// is returned by the first [Reader.Next].
func NewReader(r io.Reader) *Reader {
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
	case begins(in, "\xff\xfe\x00\x00"), begins(in, "\x00\x00\xfe\xff"):
		out.err = ErrUTF32
	case begins(in, "\xff\xfe"), isPairs(head, 1):
		out.in, out.encoding, out.certain = bufio.NewReaderSize(&utf16Reader{in: in}, longest), UTF16, true
	case begins(in, "\xfe\xff"), isPairs(head, 0):
		out.in, out.encoding, out.certain = bufio.NewReaderSize(&utf16Reader{in: in, bigEndian: true}, longest), UTF16, true
	case begins(in, byteOrderMark):
		out.encoding, out.certain = UTF8, true
	case bytes.IndexByte(head, 0) >= 0, begins(in, "\xd0\xcf\x11\xe0"), begins(in, "%PDF"):
		out.err = ErrNotText
	case bytes.HasPrefix(bytes.ToLower(bytes.TrimSpace(head)), []byte("<")):
		out.err = ErrWebPage
	}
	out.in = bufio.NewReaderSize(&lineEnds{in: out.in}, longest)
	return out
}

// byteOrderMark begins many a file of UTF-8; it is no part of the text.
const byteOrderMark = "\xef\xbb\xbf"

func begins(in *bufio.Reader, with string) bool {
	head, _ := in.Peek(len(with))
	return string(head) == with
}

// isPairs reports whether every second byte of a text is 0 and no other is:
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
	if len(line) > 0 || errors.Is(err, ErrLetters) {
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
	r.ended = bytes.HasSuffix(line, []byte("\n"))
	line = bytes.TrimSuffix(line, []byte("\n"))
	if r.line == 1 {
		line = bytes.TrimPrefix(line, []byte(byteOrderMark))
	}
	if bytes.IndexByte(line, 0) >= 0 {
		r.err = ErrNotText
		return nil, r.err
	}
	line, wrong := r.letters(line)
	if wrong != nil {
		r.err = wrong
		return nil, r.err
	}
	return line, nil
}

// Ended reports whether the line that was read last had an end. A file that was
// cut mostly has none after its last line.
func (r *Reader) Ended() bool { return r.ended }

// Encoding is what the file was taken for so far; letters further on may yet
// show that plain ASCII was Windows-1252.
func (r *Reader) Encoding() Encoding { return r.encoding }

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

var saveAsUTF8 = abnd.T("open it in the program that wrote it and save it as CSV UTF-8", "abra-o no programa que o escreveu e guarde-o como CSV UTF-8")

// Diagnose says to a person why a file could not be read to its end. place is
// the file with its line.
func Diagnose(err error, place string) abnd.Diagnostic {
	d := abnd.Diagnostic{Place: place}
	again := abnd.T("download it again from its publisher", "volte a obtê-lo junto de quem o publica")
	switch {
	case errors.Is(err, ErrEmpty):
		d.Code, d.Problem, d.Remedy = "file-empty", abnd.T("the file is empty", "o ficheiro está vazio"), again
	case errors.Is(err, ErrZip):
		d.Code = "file-archive"
		d.Problem = abnd.T("this is a zip archive or a workbook, not a text file", "isto é um arquivo zip ou um livro do Excel, não um ficheiro de texto")
		d.Remedy = abnd.T("unpack it and give the text file inside (.csv or .csv.gz)", "descomprima-o e indique o ficheiro de texto que está lá dentro (.csv ou .csv.gz)")
	case errors.Is(err, ErrNotText):
		d.Code, d.Problem, d.Remedy = "file-unknown", abnd.T("from here on the file is not text", "a partir daqui o ficheiro não é texto"), again
	case errors.Is(err, ErrWebPage):
		d.Code = "file-html"
		d.Problem = abnd.T("this is a web page, as many sites send in place of a file", "isto é uma página Web, como muitos sítios enviam em vez de um ficheiro")
		d.Remedy = again
	case errors.Is(err, errHalf):
		d.Code, d.Problem, d.Remedy = "file-truncated", abnd.T("the file ends in the middle of a letter: it was cut", "o ficheiro acaba a meio de uma letra: foi cortado"), again
	case errors.Is(err, ErrTruncated):
		d.Code = "file-truncated"
		d.Problem = abnd.T("the compressed file is truncated: the download was incomplete", "o ficheiro comprimido está incompleto: a transferência não foi concluída")
		d.Remedy = abnd.T("download it again and compare its size with the size on the site", "obtenha-o de novo e compare o tamanho com o do sítio")
	case errors.Is(err, ErrDamaged):
		d.Code, d.Problem, d.Remedy = "file-damaged", abnd.T("the compressed file is damaged", "o ficheiro comprimido está danificado"), again
	case errors.Is(err, ErrUTF32):
		d.Code, d.Problem, d.Remedy = "encoding", abnd.T("the file is UTF-32, which is not read", "o ficheiro é UTF-32, que não é lido"), saveAsUTF8
	case errors.Is(err, ErrLetters):
		d.Code = "encoding"
		d.Problem = abnd.T("the letters of this line are neither UTF-8 nor Windows-1252, and the encoding cannot be determined: %s", "as letras desta linha não são UTF-8 nem Windows-1252, e não é possível saber quais são: %s").Fill(detail(err))
		d.Remedy = saveAsUTF8
	case errors.Is(err, ErrMixed):
		d.Code = "encoding"
		d.Problem = abnd.T("the file has two encodings: this line differs from the lines before it", "o ficheiro está em duas codificações: esta linha não está na das linhas anteriores")
		d.Remedy = saveAsUTF8
	case errors.Is(err, ErrLost):
		d.Code = "encoding"
		d.Problem = abnd.T("letters of this line were lost when the file was saved: it contains the sign U+FFFD instead", "perderam-se letras desta linha quando o ficheiro foi guardado: tem em seu lugar o sinal U+FFFD")
		d.Remedy = abnd.T("enter them again, or save the file again from its source", "volte a escrevê-las ou guarde de novo o ficheiro a partir da origem")
	case errors.Is(err, ErrLongLine):
		d.Code = "line-too-long"
		d.Problem = abnd.T("this line is longer than %d bytes", "esta linha tem mais de %d bytes").Fill(longest)
		d.Remedy = abnd.T("download the file again; if it was edited, check for a missing end of line", "volte a obter o ficheiro; se foi alterado, procure um fim de linha em falta")
	default:
		d.Code = "file-unreadable"
		d.Problem = abnd.T("the file cannot be read: %s", "não é possível ler o ficheiro: %s").Fill(err.Error())
		d.Remedy = abnd.T("copy it to this computer and try again", "copie-o para este computador e tente de novo")
	}
	return d
}
