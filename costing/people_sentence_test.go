package costing

import (
	"testing"

	"github.com/openabnd/engine/abnd"
)

// Oracle: numbers rounded to three digits by hand. A sentence that begins with
// people begins with a capital; whoever is below a thousand is counted whole.
func TestPeopleInSentencesHaveThreeDigits(t *testing.T) {
	for _, c := range []struct {
		x      float64
		first  bool
		en, pt string
	}{
		{0, true, "0", "0"},
		{999.4, true, "999", "999"},
		{999.6, false, "about 1,000", "cerca de 1\u00a0000"},
		{1234, true, "About 1,230", "Cerca de 1\u00a0230"},
		{1235, false, "about 1,240", "cerca de 1\u00a0240"},
		{253140, false, "about 253,000", "cerca de 253\u00a0000"},
		{999600, false, "about 1,000,000", "cerca de 1\u00a0000\u00a0000"},
		{1166400, true, "About 1.17 million", "Cerca de 1,17 milhões de"},
		{11612345, false, "about 11.6 million", "cerca de 11,6 milhões de"},
		{116123450, false, "about 116 million", "cerca de 116 milhões de"},
		{1411234500, false, "about 1410 million", "cerca de 1410 milhões de"},
	} {
		if en, pt := AsPeople.write(c.x, c.first, abnd.English), AsPeople.write(c.x, c.first, abnd.Portuguese); en != c.en || pt != c.pt {
			t.Errorf("%v: %q and %q, want %q and %q", c.x, en, pt, c.en, c.pt)
		}
	}
}
