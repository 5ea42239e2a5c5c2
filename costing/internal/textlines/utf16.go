package textlines

import (
	"bufio"
	"errors"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// utf16Reader turns UTF-16 into UTF-8, a few bytes at a time. The mark at the
// beginning becomes that of UTF-8, which [Reader.Next] takes away.
type utf16Reader struct {
	in        *bufio.Reader
	bigEndian bool
	held      rune // a code unit that was read too far
	isHeld    bool
}

// Read fills b with whole characters.
func (u *utf16Reader) Read(b []byte) (int, error) {
	n := 0
	for n+utf8.UTFMax <= len(b) {
		// What has been read is not held back to wait for more.
		if n > 0 && u.in.Buffered() < 4 && !u.isHeld {
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
// the replacement character.
func (u *utf16Reader) character() (rune, error) {
	first, err := u.unit()
	if err != nil || !utf16.IsSurrogate(first) {
		return first, err
	}
	second, err := u.unit()
	if err != nil {
		return utf8.RuneError, nil
	}
	r := utf16.DecodeRune(first, second)
	if r == utf8.RuneError {
		u.held, u.isHeld = second, true
	}
	return r, nil
}

func (u *utf16Reader) unit() (rune, error) {
	if u.isHeld {
		u.isHeld = false
		return u.held, nil
	}
	a, err := u.in.ReadByte()
	if err != nil {
		return 0, err
	}
	b, err := u.in.ReadByte()
	if errors.Is(err, io.EOF) {
		return 0, ErrTruncated
	} else if err != nil {
		return 0, err
	}
	if u.bigEndian {
		a, b = b, a
	}
	return rune(a) | rune(b)<<8, nil
}
