package address

import "testing"

func TestAddresses(t *testing.T) {
	for _, c := range []struct {
		row, col int
		text     string
	}{{1, 1, "A1"}, {14, 4, "D14"}, {6, 26, "Z6"}, {6, 27, "AA6"}, {6, 702, "ZZ6"}, {6, 703, "AAA6"}, {LastRow, lastColumn, "XFD1048576"}} {
		if got := At(c.row, c.col); got != c.text {
			t.Errorf("address(%d, %d) = %q, want %q", c.row, c.col, got, c.text)
		}
		if row, col, ok := Parse(c.text); !ok || row != c.row || col != c.col {
			t.Errorf("parseAddress(%q) = %d, %d, %v", c.text, row, col, ok)
		}
	}
	for _, bad := range []string{"", "A", "1", "A0", "XFE1", "A1048577", "ABCD1", "A-1", "A1B", "é1"} {
		if _, _, ok := Parse(bad); ok {
			t.Errorf("parseAddress(%q) is ok", bad)
		}
	}
	for sheet, want := range map[string]string{"ECO": "ECO!$D$14", "BS 1": "'BS 1'!$D$14", "A1": "'A1'!$D$14", "it's": "'it''s'!$D$14", "2025": "'2025'!$D$14"} {
		if got := Absolute(sheet, 14, 4); got != want {
			t.Errorf("absolute(%q) = %q, want %q", sheet, got, want)
		}
	}
}
