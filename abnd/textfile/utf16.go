package textfile

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// errHalf is the end of a file after half of a code unit, or of a pair.
var errHalf = fmt.Errorf("%w in the middle of a letter", ErrTruncated)

// utf16Reader turns UTF-16 into UTF-8, a few bytes at a time. The mark at the
// beginning becomes that of UTF-8, which [Reader.Next] takes away.
type utf16Reader struct {
	in        *bufio.Reader
	bigEndian bool
}

// Read fills b with whole characters.
func (u *utf16Reader) Read(b []byte) (int, error) {
	n := 0
	for n+utf8.UTFMax <= len(b) {
		// What has been read is not held back to wait for more.
		if n > 0 && u.in.Buffered() < 4 {
			break
		}
		r, err := u.character()
		if err != nil {
			if n > 0 && errors.Is(err, io.EOF) {
				return n, nil
			}
			return n, err
		}
		n += utf8.EncodeRune(b[n:], r)
	}
	return n, nil
}

// character reads one character; half of a pair that has lost the other is
// none.
func (u *utf16Reader) character() (rune, error) {
	first, err := u.unit()
	if err != nil || !utf16.IsSurrogate(first) {
		return first, err
	}
	second, err := u.unit()
	if err != nil {
		return 0, errHalf
	}
	r := utf16.DecodeRune(first, second)
	if r == utf8.RuneError {
		return 0, wrongLetters{"\\u" + strconv.FormatInt(int64(first), 16)}
	}
	return r, nil
}

func (u *utf16Reader) unit() (rune, error) {
	a, err := u.in.ReadByte()
	if err != nil {
		return 0, err
	}
	b, err := u.in.ReadByte()
	if errors.Is(err, io.EOF) {
		return 0, errHalf
	} else if err != nil {
		return 0, err
	}
	if u.bigEndian {
		a, b = b, a
	}
	return rune(a) | rune(b)<<8, nil
}
