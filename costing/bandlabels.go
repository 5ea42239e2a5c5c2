package costing

import (
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// BandLabel is the label of a line by band of ages, or of people from an age on, with
// the age at which it begins as it is now; false for other lines. People from two ages
// on, of which the higher counts, are those of both.
func BandLabel(m *model.Model, line *model.Line) (Sentence, bool) {
	code := strings.TrimPrefix(string(line.Key), line.Group+"/")
	var ages []model.Key
	if strings.HasPrefix(code, peopleFromCode) {
		ages = agesRead(line)
	} else if from := model.Key(line.Group + "/parameter/" + bandOf(code) + "_age"); m.Has(from) {
		ages = append(ages, from)
	}
	if len(ages) == 0 {
		return Sentence{}, false
	}
	words := Words{{Text: line.Label}}
	for _, from := range ages {
		words = append(words, Part{Text: abnd.Same(" ("), Given: from}, Part{Figure: from, As: AsYear, Given: from}, Part{Text: abnd.T(" and over)", " e mais anos)"), Given: from})
	}
	return Sentence{Cases: []Words{words}}, true
}

// bandOf is the code of the band of ages that a line is of, blank for other lines.
func bandOf(code string) string {
	if band, ok := strings.CutSuffix(code, "_people"); ok {
		return band
	}
	for i, band := range shareBandCodes[1:] {
		if code == shareBand(i+1) {
			return band
		}
	}
	return ""
}

// agesRead are the ages of bands that a line reads, or the youngest of the benefit where
// it reads none.
func agesRead(line *model.Line) []model.Key {
	own := line.Group + "/parameter/"
	var ages []model.Key
	model.Reads(line.Formula, func(key model.Key) {
		if strings.HasPrefix(string(key), own) && strings.HasSuffix(string(key), "_age") && !slices.Contains(ages, key) {
			ages = append(ages, key)
		}
	})
	if len(ages) == 0 {
		ages = append(ages, model.Key(own+"age_min"))
	}
	return ages
}
