package economy

import (
	"math"
	"strconv"
	"testing"

	"github.com/openabnd/engine/abnd"
)

// What is put into a study survives a spreadsheet that writes fifteen digits,
// and is what was published to thirteen.
func TestPutSurvivesFifteenDigits(t *testing.T) {
	f := Frames{GDP: abnd.Level{Figure: abnd.Known(1e11/3, 2024)}, RealGrowth: abnd.Series{Values: map[abnd.Year]float64{2023: 1.0 / 3, 2024: -1.0 / 7}}}
	var study abnd.Study
	f.PutInto(&study)
	same := func(got, want float64) {
		t.Helper()
		saved, err := strconv.ParseFloat(strconv.FormatFloat(got, 'g', 15, 64), 64)
		if err != nil || saved != got || math.Abs(got/want-1) > 1e-13 {
			t.Errorf("%v is saved as %v, was %v", got, saved, want)
		}
	}
	same(study.Economy.GDP.Value, 1e11/3)
	for year, x := range f.RealGrowth.Values {
		same(study.Economy.RealGrowth.Values[year], x)
	}
	if study.Economy.RealGrowth.Extension != abnd.HoldLast || f.RealGrowth.Values[2023] != 1.0/3 {
		t.Errorf("%+v", study.Economy.RealGrowth)
	}
}

// Where the figures end is said; a hole before the projection is a warning.
func TestEnds(t *testing.T) {
	study := &abnd.Study{FirstYear: 2010, Projection: abnd.Years{First: 2025, Last: 2040}}
	for last, want := range map[abnd.Year]int{0: 0, 2040: 0, 2050: 0, 2024: 1, 2030: 1, 2023: 1} {
		found := Ends(study, last)
		if len(found) != want {
			t.Errorf("%d: %v", last, found)
		}
		if want == 1 && (found[0].Severity == abnd.Warning) != (last < 2024) {
			t.Errorf("%d: %v", last, found)
		}
	}
}
