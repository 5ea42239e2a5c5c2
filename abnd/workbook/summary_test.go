package workbook

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/grown"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// loadForViews is Timor-Leste over few years of its people and of its costs, with
// its population groups, packages, envelope and fund.
func loadForViews(t *testing.T) *abnd.Study {
	t.Helper()
	study := loadShort(t)
	study.Population = grown.PeopleOver(study.Population, study.Frame())
	return study
}

// viewed is a results workbook with a view picked on SUMMARY.
func viewed(t *testing.T, study *abnd.Study, lang abnd.Lang, v view) (*book, *resultWriter) {
	t.Helper()
	result, found := scenarios.Run(study)
	if result == nil {
		t.Fatal(found)
	}
	b, w, err := resultBook(result, Options{Lang: lang, Version: "test", InputName: "test", view: v})
	if err != nil {
		t.Fatal(err)
	}
	return b, w
}

// typed puts a value into a cell of a laid out book, as somebody types it.
func typed(t *testing.T, b *book, at address.Ref, value any) {
	t.Helper()
	for _, p := range b.pages {
		for i := range p.Rows {
			if r := &p.Rows[i]; p.Name == at.Sheet && r.At == at.Row && len(r.Cells) >= at.Col {
				r.Cells[at.Col-1].Value = value
				return
			}
		}
	}
	t.Fatalf("there is no cell %s", at)
}

// only keeps the computed cells of some sheets, and of these what the engine can
// say.
func only(w *resultWriter, names ...string) {
	for at := range w.computed {
		if !slices.Contains(names, at.Sheet) || w.ofFile[at] {
			delete(w.computed, at)
		}
	}
}

// Whatever is picked on SUMMARY, LibreOffice shows what the engine says of it, in
// both languages. The oracle is the engine's own layout of that view; LibreOffice
// has the file of the first view, in which somebody picked.
func TestSummaryFollowsWhatIsPicked(t *testing.T) {
	proofs.OfAll(t)
	office := newLibreOffice(t)
	study := loadForViews(t)
	books, want := map[string][]byte{}, map[string]*resultWriter{}
	last := study.Projection.Last
	views := []view{{abnd.StatusQuo, study.Projection.First}, {"children-first", last}}
	for i, v := range views {
		lang := abnd.Langs()[i%len(abnd.Langs())]
		b, w := viewed(t, study, lang, view{})
		for _, r := range w.summaryRuns() {
			if r.id == v.run {
				typed(t, b, address.Ref{Sheet: SummarySheet, Col: pickRunColumn, Row: pickRow}, r.name)
			}
		}
		typed(t, b, address.Ref{Sheet: SummarySheet, Col: pickYearColumn, Row: pickRow}, float64(v.year))
		name := fmt.Sprintf("view-%d", i)
		books[name] = poisoned(t, b)
		_, want[name] = viewed(t, study, lang, v)
	}
	// A cell that was cleared shows the first view.
	b, w := viewed(t, study, abnd.English, view{})
	typed(t, b, address.Ref{Sheet: SummarySheet, Col: pickRunColumn, Row: pickRow}, nil)
	typed(t, b, address.Ref{Sheet: SummarySheet, Col: pickYearColumn, Row: pickRow}, nil)
	books["cleared"], want["cleared"] = poisoned(t, b), w
	compared := 0
	for name, got := range office.recalculate(t, books) {
		w := want[name]
		all := len(w.computed)
		only(w, SummarySheet, writtenSheet)
		if len(w.computed) < 200 || all == len(w.computed) {
			t.Fatalf("%s: %d cells are compared", name, len(w.computed))
		}
		compared += len(w.computed)
		report(t, name, differences(w, got))
	}
	proofs.Tell(t, "compared %d cells of %d views", compared, len(books))
}

// An edit turns no light red: SUMMARY says in a sentence how many cells were
// changed and what that does to the cost, WRITTEN which they are. The oracle is the
// engine, run on the edited study.
func TestAnEditIsToldAndNoFault(t *testing.T) {
	proofs.OfAll(t)
	office := newLibreOffice(t)
	study := loadForViews(t)
	b, w := viewed(t, study, abnd.English, view{})
	amount, ok := b.address(costing.ParameterPath("child-benefit", "amount"))
	if !ok {
		t.Fatal("there is no amount")
	}
	ageMax, ok := b.address(abnd.JoinPath("scenarios", "high", "child-benefit", "age_max"))
	if !ok {
		t.Fatal("the high scenario has no age")
	}
	before, _ := w.study.FindBenefit("child-benefit")
	was, _ := before.Parameters["amount"].Value.Number()
	edited := clone(study)
	benefit := &edited.Benefits[slices.IndexFunc(edited.Benefits, func(x abnd.Benefit) bool { return x.ID == "child-benefit" })]
	p := benefit.Parameters["amount"]
	p.Value = abnd.Num(was + 7)
	benefit.Parameters["amount"] = p
	for i := range edited.Scenarios {
		if edited.Scenarios[i].ID == "high" {
			edited.Scenarios[i].Change("child-benefit", "age_max", abnd.Num(17))
		}
	}
	typed(t, b, amount, was+7)
	typed(t, b, ageMax, 17.0)
	got := office.recalculate(t, map[string][]byte{"edited": poisoned(t, b)})["edited"]
	_, after := viewed(t, edited, abnd.English, view{})
	only(after, SummarySheet)
	report(t, "edited", differences(after, got))

	share := func(w *resultWriter) float64 {
		x, _ := w.projection.Value(costing.TotalKey("high", "share_of_gdp"), w.view.year)
		return 100 * x
	}
	said := fmt.Sprintf("2 cells changed since abnd wrote this; High scenario +%.1f points of GDP in %d.", share(after)-share(w), w.view.year)
	if text := got[address.Ref{Sheet: SummarySheet, Col: lightsColumn, Row: workshopRow}].Text; !strings.Contains(text, said) {
		t.Errorf("SUMMARY says %q, not %q", text, said)
	}
	if text := got[address.Ref{Sheet: SummarySheet, Col: lightsColumn, Row: lightAtRow}].Text; text != "The arithmetic adds up" {
		t.Errorf("the light says %q", text)
	}
	if text := got[address.Ref{Sheet: checksSheet, Col: checkResultColumn, Row: lightRow}].Text; text != okText {
		t.Errorf("the light of CHECKS shows %q", text)
	}
	head := writtenRunRow(len(w.summaryRuns())) + 2
	listed := map[string][2]string{}
	for k := range changesShown {
		row := head + 1 + k
		at := func(col int) string { return got[address.Ref{Sheet: writtenSheet, Col: col, Row: row}].Text }
		if at(writtenWhere) != "" {
			listed[at(writtenWhere)] = [2]string{at(writtenWas), at(writtenNow)}
		}
	}
	// Base and scenario stand in one row of BENEFITS or in two.
	if old := listed[amount.String()]; len(listed) != 2 || old != [2]string{fmt.Sprint(was), fmt.Sprint(was + 7)} || listed[ageMax.String()][1] != "17" {
		t.Errorf("WRITTEN lists %v, not %s and %s", listed, amount, ageMax)
	}
}

// A zero typed into a blank cell is a change, and so is a figure that was cleared.
func TestWrittenTellsAZeroFromABlank(t *testing.T) {
	proofs.OfAll(t)
	office := newLibreOffice(t)
	study := loadForRules(t)
	b, w := viewed(t, study, abnd.English, view{})
	filled := address.Ref{}
	blank := address.Ref{}
	for _, s := range w.inputs {
		if s.Code != sheets.Benefits {
			continue
		}
		for i, line := range s.Rows {
			for j, c := range line {
				at := address.Ref{Sheet: s.Code, Col: j + 1, Row: paper.FirstDataRow + i}
				_, isNumber := c.Value.Number()
				if !isCompared(s.Columns[j], c) || c.Path == "" {
					continue
				}
				if c.Value.IsBlank() && blank.Sheet == "" {
					blank = at
				}
				if isNumber && at.Row > blank.Row && filled.Sheet == "" {
					filled = at
				}
			}
		}
	}
	typed(t, b, blank, 0.0)
	typed(t, b, filled, nil)
	got := office.recalculate(t, map[string][]byte{"blank": poisoned(t, b)})["blank"]
	if n := got[address.Ref{Sheet: writtenSheet, Col: writtenCountColumn, Row: writtenCountRow}].Number; n != 2 {
		t.Errorf("%v cells count as changed, not the zero in %s and the blank in %s", n, blank, filled)
	}
}

// A file in which somebody looked at another scenario verifies as before.
func TestVerifyReadsWhatIsPicked(t *testing.T) {
	proofs.OfAll(t)
	study := loadForViews(t)
	for i, v := range []view{{"low", study.Projection.Last}, {"high-package", study.Projection.First}} {
		lang := abnd.Langs()[i%2]
		b, w := viewed(t, study, lang, v)
		data, err := b.bytes()
		if err != nil {
			t.Fatal(err)
		}
		found, problems := Verify(data, "results.xlsx", w.result)
		if problems != nil || len(found.Differing) > 0 || found.Uncompared > 0 {
			t.Errorf("%v: %v, %v, %d not compared", v, problems, found.Differing, found.Uncompared)
		}
	}
}

// The sheets come in the order of their groups, CONTENTS behind SUMMARY, and each
// group has its colour. A template begins with CONTENTS. The oracle is the order
// that the tabs are to have, read from the file.
func TestTabsComeInGroups(t *testing.T) {
	proofs.NotShort(t)
	data := results(t, loadShortWithLevers(t, "TLS"), abnd.English)
	names := allNames(t, data)
	if names[0] != SummarySheet || names[1] != sheets.Try || names[2] != paper.ContentsSheet {
		t.Errorf("the file begins with %v", names[:3])
	}
	order := []string{SummarySheet, SumSheet, fiscalSheet, CoverageSheet, matrixSheet, sheets.General, sheets.Benefits, "BS 1", peopleSheet, reconcileSheet, checksSheet, writtenSheet, ManifestSheet, listsSheet}
	last := -1
	for _, name := range order {
		at := slices.Index(names, name)
		if at <= last {
			t.Errorf("%s is tab %d, after tab %d", name, at, last)
		}
		last = at
	}
	parts := proofs.Parts(t, data)
	colours := map[string]bool{}
	for i := range names {
		_, rest, _ := strings.Cut(parts[fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)], `tabColor rgb="`)
		colour, _, _ := strings.Cut(rest, `"`)
		if len(colour) != 8 {
			t.Errorf("the tab %s has the colour %q", names[i], colour)
		}
		colours[colour] = true
	}
	if len(colours) != len(sheetGroups()) {
		t.Errorf("%d colours for %d groups", len(colours), len(sheetGroups()))
	}
	template, err := Template(loadShort(t), Options{Lang: abnd.English})
	if err != nil {
		t.Fatal(err)
	}
	if names := allNames(t, template); names[0] != paper.ContentsSheet || slices.Contains(names, SummarySheet) {
		t.Errorf("a template has the sheets %v", names)
	}
}

// allNames lists the sheets of a file in the order of their tabs.
func allNames(t *testing.T, data []byte) []string {
	t.Helper()
	var names []string
	for _, part := range strings.Split(proofs.Parts(t, data)["xl/workbook.xml"], `<sheet name="`)[1:] {
		name, _, _ := strings.Cut(part, `"`)
		names = append(names, name)
	}
	return names
}

// CONTENTS names the sheets of benefits by the benefit.
func TestContentsNamesBenefits(t *testing.T) {
	b, w := shipped(t, "TLS")
	shown := map[any]bool{}
	for _, r := range b.contentsPage().Rows {
		if len(r.Cells) > 0 {
			shown[r.Cells[0].Value] = true
		}
	}
	for _, bl := range w.benefits {
		if !shown[bl.name.In(w.lang)] || shown[bl.sheet] {
			t.Errorf("%s is not listed as %s", bl.sheet, bl.name)
		}
	}
}
