package costing

import (
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// BandLabel is the label of a line by band of ages, with the age at which the band
// begins as it is now; false for other lines.
func BandLabel(m *model.Model, line *model.Line) (Sentence, bool) {
	code := strings.TrimPrefix(string(line.Key), line.Group+"/")
	age := ""
	if band, ok := strings.CutSuffix(code, "_people"); ok {
		age = band
	}
	for i, band := range shareBandCodes[1:] {
		if code == shareBand(i+1) {
			age = band
		}
	}
	from := model.Key(line.Group + "/parameter/" + age + "_age")
	if age == "" || !m.Has(from) {
		return Sentence{}, false
	}
	return Sentence{Cases: []Words{{
		{Text: line.Label},
		{Text: abnd.Same(" ("), Given: from}, {Figure: from, As: AsYear, Given: from}, {Text: abnd.T(" and over)", " e mais anos)"), Given: from},
	}}}, true
}
