package workbook

import "testing"

// Figures are the same whatever separates their digits, and other figures, or
// other words, are not.
func TestSentencesAreComparedByTheirFigures(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"253,140 people (87.7 %)", "253\u00a0140 people (87,7 %)", true},
		{"253.140 people (87,7 %)", "253 140 people (87.7 %)", true},
		{"253140 people", "253,140 people", true},
		{"1,234,567", "1\u202f234\u202f567", true},
		{"ages 0 to 4, 5 to 9", "ages 0 to 4, 5 to 9", true},
		{"in 2025, 12.5", "in 2025, 12,5", true},
		{"ends with 87.7", "ends with 87,7", true},
		{"253,140 people", "253,141 people", false},
		{"87.7 %", "8.77 %", false},
		{"87.7 %", "877 %", false},
		{"87.7 %", "87.70 %", false},
		{"1,234", "1.23", false},
		{"12 children", "12 persons", false},
		{"12", "12 children", false},
		{"not available", "253 140", false},
		{"-5", "5", false},
		{"", "", true},
	} {
		if got := sameSentence(c.a, c.b); got != c.same {
			t.Errorf("%q and %q: %v", c.a, c.b, got)
		}
		if got := sameSentence(c.b, c.a); got != c.same {
			t.Errorf("%q and %q: %v", c.b, c.a, got)
		}
	}
}
