package textfile_test

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/textfile"
)

func all(r io.Reader) ([]string, int, error) {
	in := textfile.NewReader(r)
	var lines []string
	for {
		line, err := in.Next()
		if errors.Is(err, io.EOF) {
			return lines, in.Line(), nil
		} else if err != nil {
			return lines, in.Line(), err
		}
		lines = append(lines, string(line))
	}
}

func packed(text string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(text)); err != nil {
		panic(err) // memory does not fail
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func utf16Bytes(order binary.AppendByteOrder, text string) []byte {
	var b []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		b = order.AppendUint16(b, unit)
	}
	return b
}

// One text in every encoding gives the same lines. The oracle is the text;
// the second reader gives a byte at a time, so that no character depends on
// where a block ends.
func TestEveryEncodingGivesTheSameLines(t *testing.T) {
	text := "ISO\tCountry\r\nSTP\tSão Tomé e Príncipe\r\nCIV\tCôte d'Ivoire"
	want := []string{"ISO\tCountry", "STP\tSão Tomé e Príncipe", "CIV\tCôte d'Ivoire"}
	latin := []byte{}
	for _, r := range text {
		latin = append(latin, byte(r))
	}
	for name, data := range map[string][]byte{
		"UTF-8": []byte(text), "UTF-8 with a mark": []byte("\ufeff" + text), "Latin-1": latin,
		"UTF-16LE with a mark": utf16Bytes(binary.LittleEndian, "\ufeff"+text), "UTF-16BE with a mark": utf16Bytes(binary.BigEndian, "\ufeff"+text),
		"gzip": packed(text), "gzip of UTF-16": packed(string(utf16Bytes(binary.LittleEndian, "\ufeff"+text))),
		"gzip in two members": append(packed(text[:30]), packed(text[30:])...),
	} {
		for _, r := range []io.Reader{bytes.NewReader(data), iotest.OneByteReader(bytes.NewReader(data))} {
			lines, n, err := all(r)
			if err != nil || n != 3 || strings.Join(lines, "|") != strings.Join(want, "|") {
				t.Errorf("%s: %q, %d lines, %v", name, lines, n, err)
			}
		}
	}
	plain := "ISO\tCountry\nTLS\tTimor-Leste\n" // without a mark only a Latin text can be told
	for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
		if lines, _, err := all(bytes.NewReader(utf16Bytes(order, plain))); err != nil || len(lines) != 2 || lines[1] != "TLS\tTimor-Leste" {
			t.Errorf("UTF-16 without a mark: %q, %v", lines, err)
		}
	}
	pair := "a😀b\n"
	if lines, _, err := all(bytes.NewReader(utf16Bytes(binary.LittleEndian, "\ufeff"+pair))); err != nil || lines[0] != "a😀b" {
		t.Errorf("a pair of code units: %q, %v", lines, err)
	}
}

// Each file that is none of these is named for what it is, in both languages,
// at the line where that shows.
func TestWhatIsNoTextIsNamed(t *testing.T) {
	good := strings.Repeat("a,b,c\n", 5000)
	gz := packed(good)
	flipped := bytes.Clone(gz)
	flipped[len(flipped)-6] ^= 0xff // the checksum at the end
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"empty":       {nil, textfile.ErrEmpty},
		"empty gzip":  {packed(""), textfile.ErrEmpty},
		"workbook":    {[]byte("PK\x03\x04xxxxxxxx"), textfile.ErrZip},
		"old Office":  {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), textfile.ErrNotText},
		"PDF":         {[]byte("%PDF-1.7"), textfile.ErrNotText},
		"zero byte":   {[]byte("a,b\n" + strings.Repeat("x", 600) + "\n\x00\n"), textfile.ErrNotText},
		"web page":    {[]byte("\n<!DOCTYPE html>"), textfile.ErrWebPage},
		"cut gzip":    {gz[:len(gz)/2], textfile.ErrTruncated},
		"head only":   {gz[:5], textfile.ErrTruncated},
		"checksum":    {flipped, textfile.ErrDamaged},
		"no end":      {[]byte("a\n\"" + strings.Repeat("x", 1<<18)), textfile.ErrLongLine},
		"odd UTF-16":  {utf16Bytes(binary.LittleEndian, "\ufeffab\ncd")[:11], textfile.ErrTruncated},
		"gzip of zip": {packed("PK\x03\x04xxxx"), textfile.ErrZip},
	} {
		_, _, err := all(bytes.NewReader(c.data))
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
			continue
		}
		d := textfile.Diagnose(err, "x:1")
		if d.Code == "" || d.Place != "x:1" || d.Problem.EN == d.Problem.PT || d.Problem.PT == "" || d.Remedy.EN == d.Remedy.PT || d.Remedy.PT == "" {
			t.Errorf("%s: %+v", name, d)
		}
	}
	if _, line, _ := all(strings.NewReader(strings.Repeat("a\n", 300) + "\x00\n")); line != 301 {
		t.Errorf("the zero byte of line 301 is told of line %d", line)
	}
	if d := textfile.Diagnose(errors.New("disk on fire"), ""); !strings.Contains(d.In(abnd.Portuguese), "disk on fire") {
		t.Errorf("any other failure: %s", d.In(abnd.Portuguese))
	}
}
