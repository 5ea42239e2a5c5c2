package workbook

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/reader"
	"github.com/openabnd/engine/scenarios"
)

// Some programs save a number with fewer digits than a float64 has. A file
// that was only saved again holds the same study, so that no input counts as
// changed and its results still verify as made from it. The study is one with
// figures that have more digits: rates that were computed, a third, and a
// percentage that is no round binary number.
func TestAFileSavedWithFewerDigitsIsTheSameStudy(t *testing.T) {
	proofs.OfAll(t)
	typed := projectedSample(t)
	typed.Scenarios[2].Change("child-benefit", "take_up", abnd.Num(1.0/3))
	typed.Scenarios[2].Change("child-benefit", "amount", abnd.Num(2.8/100))
	template, err := Template(typed, Options{Lang: abnd.English})
	if err != nil {
		t.Fatal(err)
	}
	// Excel stores every digit of what a formula gives.
	var parts []string
	thirds := 0
	for name, text := range proofs.Parts(t, template) {
		if strings.HasPrefix(name, "xl/worksheets/") {
			thirds += strings.Count(text, "<v>0.333333333333333</v>")
			text = strings.ReplaceAll(text, "<v>0.333333333333333</v>", "<v>0.33333333333333331</v>")
		}
		parts = append(parts, name, text)
	}
	if thirds != 1 {
		t.Fatalf("%d thirds in the template", thirds)
	}
	study := readBack(t, proofs.Zip(t, parts...))
	result, found := scenarios.Run(study)
	if result == nil {
		t.Fatal(found)
	}
	data, err := Results(result, Options{Lang: abnd.English})
	if err != nil {
		t.Fatal(err)
	}
	number := regexp.MustCompile(`<v>[-+.0-9eE]+</v>`)
	for _, digits := range []int{15, 16, 17} { // LibreOffice, openpyxl, Excel
		var parts []string
		changed := 0
		for name, text := range proofs.Parts(t, data) {
			if strings.HasPrefix(name, "xl/worksheets/") {
				text = number.ReplaceAllStringFunc(text, func(cell string) string {
					was := cell[len("<v>") : len(cell)-len("</v>")]
					x, err := strconv.ParseFloat(was, 64)
					if err != nil {
						t.Fatal(err)
					}
					again := strconv.FormatFloat(x, 'g', digits, 64)
					if y, err := strconv.ParseFloat(again, 64); err != nil || y != x {
						changed++
					}
					return "<v>" + again + "</v>"
				})
			}
			parts = append(parts, name, text)
		}
		if (changed == 0) != (digits == 17) {
			t.Errorf("%d stored figures have more than %d digits", changed, digits)
		}
		saved := proofs.Zip(t, parts...)
		back := readBack(t, saved)
		if changes := sheets.Diff(study, back); len(changes) > 0 {
			t.Errorf("%d digits: %d inputs count as changed: %+v", digits, len(changes), changes[0])
		}
		if v := verified(t, saved); len(v.Differing)+len(v.Origin) > 0 {
			t.Errorf("%d digits: %+v, %+v", digits, v.Differing, v.Origin)
		}
	}
}

func readBack(t *testing.T, data []byte) *abnd.Study {
	t.Helper()
	grids, found := reader.ReadGrids(data, "a.xlsx", sheets.FirstKeys(), IsResult)
	read, more := sheets.Read(grids)
	study := read.Study
	if study == nil {
		t.Fatal(found, more)
	}
	return study
}
