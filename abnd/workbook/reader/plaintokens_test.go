package reader

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// told lists the tokens of some XML, texts that follow one another as one, up to
// its end or to an error.
func told(from tokens) (all []string, err error) {
	text := ""
	for {
		t, err := from.next()
		if t.kind == charData {
			text += string(t.text)
			continue
		}
		if text != "" {
			all, text = append(all, fmt.Sprintf("%q", text)), ""
		}
		if errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return all, err
		}
		switch t.kind {
		case startElement:
			of := "<" + string(t.name)
			for _, a := range t.attrs {
				of += fmt.Sprintf(" %s=%q", a.name, a.value)
			}
			all = append(all, of)
		case endElement:
			all = append(all, "/"+string(t.name))
		}
	}
}

// plain is XML as programs write it.
var plain = []string{
	`<?xml version="1.0" encoding="UTF-8"?>` + "\n<a/>",
	`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\r\n<a></a>\n",
	`<a b="1" c='2'><d:e xmlns:d="x" d:f="3" g=""/>text &amp; &lt;&gt;&quot;&apos; &#10;&#xA0;&#39;</a>`,
	"<a b=\"1\"\n\tc=\"&#xA;&amp;\">line\rline\r\nline ação ] ]] > \uFFFD</a>",
	`<a>]]&gt;</a>`, `<a ></a>`, `<a.b-c_1/>`, "", "text alone", "<a/><b/>", "\uFEFF<a/>",
}

// odd is XML that is wrong, or rare.
var odd = []string{
	"<a>", "</a>", "<a></b>", "<a:b></c:b>", "<a b></a>", "<a b=1/>", `<a b="<"/>`, `<a b=">"/>`, `<a b="1"c="2"/>`, `<a b = "1"/>`, "<a></a >", "< a/>",
	"<!-- c --><a/>", "<?p?><a/>", "<a><![CDATA[x]]></a>", "<!DOCTYPE a><a/>", "<a>]]></a>",
	"<a>&nbsp;</a>", "<a>&#0;</a>", "<a>&#xD800;</a>", "<a>&amp</a>", "<a>&",
	"<a>\x00</a>", "<a>\xff</a>", "<a>\uFFFE</a>", "<a b='\x01'/>", "<é/>", "<a:b:c/>", "<:a/>", "<a:/>", "<1/>", "<a/", "<", "<>", "</>", "<a b='1/>",
	`<a xmlns:p="" p:b="1"/>`, `<?xml version="1.1"?><a/>`, `<?xml version="1.0" encoding="latin1"?><a/>`, "<a>&#x1F600;</a>", "<a\r\nb='1'/>", "<a//>", "<a/ >",
	strings.Repeat("<a>", maxDepth+1) + strings.Repeat("</a>", maxDepth+1), "<a>" + strings.Repeat(" ", plainLength+1) + "</a>",
}

// checkPlain compares the tokens with those of encoding/xml, the oracle. Plain
// tokens may give up on anything, and say nothing else that differs.
func checkPlain(t *testing.T, text string) (read bool) {
	t.Helper()
	want, wrong := told(newAnyTokens(strings.NewReader(text)))
	for _, from := range []io.Reader{strings.NewReader(text), iotest.OneByteReader(strings.NewReader(text))} {
		got, err := told(newPlainTokens(from))
		if errors.Is(err, errNotPlain) {
			return false
		}
		if err != nil || wrong != nil || fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%.200q: got %v, %v; want %v, %v", text, got, err, want, wrong)
		}
	}
	return true
}

func TestPlainTokens(t *testing.T) {
	for _, text := range plain {
		if !checkPlain(t, text) {
			t.Errorf("%q is not read", text)
		}
	}
	for _, text := range odd {
		checkPlain(t, text)
	}
}

// What cannot be read to its end is left to who says why.
func TestPlainTokensGiveUpAtErrors(t *testing.T) {
	if _, err := told(newPlainTokens(io.MultiReader(strings.NewReader("<a>"), iotest.ErrReader(errTooSlow)))); !errors.Is(err, errNotPlain) {
		t.Errorf("got %v", err)
	}
}

// FuzzPlainTokens compares whatever XML there is with encoding/xml.
func FuzzPlainTokens(f *testing.F) {
	for _, text := range append(plain, odd...) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { checkPlain(t, text) })
}
