package page_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/choice"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
)

// Oracle: the engine with the choice of each table.
func TestTheTablesSideBySide(t *testing.T) {
	study := studies.Load(t, "TLS")
	format := choice.Of(study)
	b := open(t, written(t, studies.Profile(t, "TLS"), options))
	b.run("choose(2, 1)") // what is on the screen stays
	before := b.run("code()").String()
	made := []choice.Choice{
		{From: "high", Levers: map[string]choice.Set{"child-on": {Level: 2}, "child-age": {Level: 4}}},
		{From: "status-quo", Levers: map[string]choice.Set{"child-on": {Level: 2}}},
	}
	b.run("write('codes', '" + format.Code(made[0]) + "\\n\\nAAA\\n" + format.Code(made[1]) + "'); pressButton('Put them side by side')")
	said := b.run("screen()").String()
	_, refused := format.Read("AAA")
	agreed := strings.Index(said, "What all agree onChild benefit, early childhood: introduced")
	differ := strings.Index(said, "Where they differ")
	first, last := strings.LastIndex(said, "Table 1"), strings.LastIndex(said, "Table 4")
	if agreed < 0 || differ < agreed || first < differ || last < first {
		t.Errorf("what all agree on comes first, then where they differ, then each table in its order: %d %d %d %d", agreed, differ, first, last)
	}
	if !strings.Contains(said, "Table 3: "+refused[0].Problem.EN) {
		t.Error("a broken code is not refused in words")
	}
	var got []string
	if err := b.vm.ExportTo(b.run("every(e => e.attributes['data-figure'] === 'cost').map(e => e.attributes['data-value'])"), &got); err != nil {
		t.Fatal(err)
	}
	year := study.TriedYears()[abnd.ToldOfTried]
	for i, c := range made {
		with, found := choice.Apply(study, c)
		if with == nil {
			t.Fatal(found)
		}
		want, _ := studies.Run(t, with).WithTried().Projection.Value(costing.TotalKey(abnd.Tried, "total_cost"), year)
		if len(got) != len(made) || got[i] == "" || !sameBits(proofs.Number(t, got[i]), want) {
			t.Errorf("table %d costs %v, the engine has %v", i, got, want)
		}
	}
	if after := b.run("code()").String(); after != before {
		t.Errorf("the choice on the screen became %s", after)
	}
}

// A guess is asked for before the figures show, can be skipped, and is never of poverty.
func TestAGuessComesBeforeTheFigures(t *testing.T) {
	b := open(t, written(t, studies.Profile(t, "TLS"), options))
	hidden := func() bool { return b.run("every(e => e.attributes.class === 'figures')[0].hidden").ToBoolean() }
	if hidden() {
		t.Error("the figures are hidden before anyone asks")
	}
	b.run("pressButton('Hide the figures and guess')")
	asked := b.run("every(e => e.name === 'details').map(e => e.textContent).join()").String()
	if !hidden() || strings.Contains(asked, "overty") {
		t.Error("the figures are in sight, or poverty is guessed")
	}
	b.run("choose(0, 2); pressButton('more than double')")
	if said := b.run("screen()").String(); hidden() || !strings.Contains(said, "The guess: more than double. It is: less than half (+16.9 million).") {
		t.Error("the guess is not put beside what it is")
	}
	b.run("pressButton('Hide the figures and guess'); pressButton('Skip')")
	if said := b.run("screen()").String(); hidden() || strings.Contains(said, "The guess:") {
		t.Error("a guess cannot be skipped")
	}
}

// The sheet has every lever with every level, the choice marked, and its code.
func TestTheSheetOnPaper(t *testing.T) {
	study := studies.Load(t, "TLS")
	b := open(t, written(t, studies.Profile(t, "TLS"), options))
	b.run("choose(0, 2); pressButton('Print')")
	sheet := b.run("every(e => e.attributes.class === 'sheet')[0].textContent").String()
	for _, l := range study.Levers {
		for _, level := range l.Levels {
			if !strings.Contains(sheet, l.Name.EN) || !strings.Contains(sheet, level.Word.EN) {
				t.Errorf("%s %d is not on the sheet", l.ID, level.Number)
			}
		}
	}
	if marked := strings.Count(sheet, "☒"); marked != len(study.Levers) || !strings.Contains(sheet, "☒ introduced") || !strings.Contains(sheet, b.run("code()").String()) {
		t.Errorf("%s levels are marked of %d levers, or the code is missing", strconv.Itoa(marked), len(study.Levers))
	}
}
