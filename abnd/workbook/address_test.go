package workbook

import "testing"

func TestAddresses(t *testing.T) {
	for _, c := range []struct {
		row, col int
		text     string
	}{{1, 1, "A1"}, {14, 4, "D14"}, {6, 26, "Z6"}, {6, 27, "AA6"}, {6, 702, "ZZ6"}, {6, 703, "AAA6"}, {lastRow, lastColumn, "XFD1048576"}} {
		if got := address(c.row, c.col); got != c.text {
			t.Errorf("address(%d, %d) = %q, want %q", c.row, c.col, got, c.text)
		}
		if row, col, ok := parseAddress(c.text); !ok || row != c.row || col != c.col {
			t.Errorf("parseAddress(%q) = %d, %d, %v", c.text, row, col, ok)
		}
	}
	for _, bad := range []string{"", "A", "1", "A0", "XFE1", "A1048577", "ABCD1", "A-1", "A1B", "é1"} {
		if _, _, ok := parseAddress(bad); ok {
			t.Errorf("parseAddress(%q) is ok", bad)
		}
	}
	for sheet, want := range map[string]string{"ECO": "ECO!$D$14", "BS 1": "'BS 1'!$D$14", "A1": "'A1'!$D$14", "it's": "'it''s'!$D$14", "2025": "'2025'!$D$14"} {
		if got := absolute(sheet, 14, 4); got != want {
			t.Errorf("absolute(%q) = %q, want %q", sheet, got, want)
		}
	}
}

func TestLinesOf(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float64
		want  int
	}{{"", 10, 1}, {"one", 10, 1}, {"one two three", 8, 2}, {"a\nb", 10, 2}, {"abcdefgh", 4, 2}, {"no width", -2, 8}} {
		if got := linesOf(c.text, c.width); got != c.want {
			t.Errorf("linesOf(%q, %v) = %d, want %d", c.text, c.width, got, c.want)
		}
	}
}

func TestShortened(t *testing.T) {
	for _, c := range []struct {
		text string
		n    int
		want string
	}{{"short", 10, "short"}, {"a longer text", 8, "a longe…"}, {"ab cdef", 4, "ab…"}, {"😀😀😀", 5, "😀😀…"}} {
		if got := shortened(c.text, c.n); got != c.want {
			t.Errorf("shortened(%q, %d) = %q, want %q", c.text, c.n, got, c.want)
		}
	}
}
