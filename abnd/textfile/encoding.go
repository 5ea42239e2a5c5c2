package textfile

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Encoding is how a file writes its letters.
type Encoding uint8

// The encodings that are read. UTF8 is also that of a file of plain ASCII.
const (
	UTF8 Encoding = iota
	UTF16
	Windows1252
)

// String is the encoding's name, the same in every language.
func (e Encoding) String() string {
	return [...]string{"UTF-8", "UTF-16", "Windows-1252"}[e]
}

// wrongLetters are letters of no encoding that is read, with what they stand
// in.
type wrongLetters struct{ at string }

func (w wrongLetters) Error() string { return ErrLetters.Error() + ": " + w.at }
func (w wrongLetters) Unwrap() error { return ErrLetters }

func detail(err error) string {
	var w wrongLetters
	if errors.As(err, &w) {
		return w.at
	}
	return ""
}

// letters gives a line in UTF-8. The first letters beyond ASCII show the
// encoding of a file that does not tell by its mark.
func (r *Reader) letters(line []byte) ([]byte, error) {
	if isASCII(line) {
		return line, nil
	}
	if valid := utf8.Valid(line); valid && r.encoding != Windows1252 {
		if bytes.ContainsRune(line, utf8.RuneError) {
			return nil, ErrLost
		}
		r.certain = true
		return line, nil
	} else if valid || r.certain && r.encoding != Windows1252 {
		return nil, ErrMixed
	}
	r.encoding, r.certain = Windows1252, true
	out := make([]byte, 0, len(line)+8)
	for i, b := range line {
		c := charmap.Windows1252.DecodeByte(b)
		if c == utf8.RuneError || unicode.IsControl(c) && b >= utf8.RuneSelf {
			return nil, wrongLetters{around(line, i)}
		}
		out = utf8.AppendRune(out, c)
	}
	if i := outOfPlace(out); i >= 0 {
		return nil, wrongLetters{wordAt(string(out), i)}
	}
	return out, nil
}

func isASCII(line []byte) bool {
	for _, b := range line {
		if b >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// notInWords are signs of Windows-1252 that stand between two letters of no
// word. Where they do, the bytes are letters of another encoding: that of an
// old Macintosh or of DOS.
const notInWords = "‚ƒ„†‡ˆ‰‹›˜¡¢£¤¥¦§¬¯±¿¶×÷¼½¾"

func outOfPlace(line []byte) int {
	var before rune
	for i, c := range string(line) {
		if c >= utf8.RuneSelf && unicode.IsLetter(before) && strings.ContainsRune(notInWords, c) {
			if next, _ := utf8.DecodeRune(line[i+utf8.RuneLen(c):]); unicode.IsLetter(next) {
				return i
			}
		}
		before = c
	}
	return -1
}

// around shows a byte in the letters beside it.
func around(line []byte, i int) string {
	const beside = 8
	shown := bytes.Map(func(r rune) rune {
		if r == utf8.RuneError {
			return '?'
		}
		return r
	}, line[max(0, i-beside):min(len(line), i+beside)])
	return string(shown)
}

// wordAt is the word around a place in a line.
func wordAt(line string, i int) string {
	start := strings.LastIndexFunc(line[:i], isBreak) + 1
	end := len(line)
	if n := strings.IndexFunc(line[i:], isBreak); n >= 0 {
		end = i + n
	}
	return line[start:end]
}

func isBreak(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == ';' || r == '"' }

// lineEnds makes every end of a line, "\r\n" and a "\r" alone, one "\n".
type lineEnds struct {
	in     io.Reader
	afterR bool
}

// Read fills b with text whose lines end in "\n".
func (l *lineEnds) Read(b []byte) (int, error) {
	for {
		n, err := l.in.Read(b)
		kept := 0
		for rest := b[:n]; len(rest) > 0; {
			if l.afterR && rest[0] == '\n' {
				rest = rest[1:]
			}
			l.afterR = false
			i := bytes.IndexByte(rest, '\r')
			if i < 0 {
				kept += copy(b[kept:], rest)
				break
			}
			kept += copy(b[kept:], rest[:i])
			b[kept] = '\n'
			kept++
			rest, l.afterR = rest[i+1:], true
		}
		if kept > 0 || err != nil || n == 0 {
			return kept, err
		}
	}
}
