package workbook

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/scenarios"
)

// answered is an answer with the result that it belongs to.
type answered struct {
	result *scenarios.Result
	answer Answer
}

// theAnswers are answers to every kind of question about a short study, found
// once for all tests: nothing changes them.
func theAnswers(t *testing.T) map[string]answered {
	t.Helper()
	findAnswers.Do(func() { foundAnswers = answersTo(t, loadShort(t)) })
	return foundAnswers
}

var (
	findAnswers  sync.Once
	foundAnswers map[string]answered
)

func answersTo(t *testing.T, study *abnd.Study) map[string]answered {
	t.Helper()
	ctx := context.Background()
	result, found := scenarios.Run(study)
	if result == nil {
		t.Fatal(found)
	}
	year := study.Projection.Last - 1
	fine := func(found abnd.Diagnostics, err error) {
		t.Helper()
		if found.HasErrors() || err != nil {
			t.Fatal(found, err)
		}
	}
	years, found := result.Decompose(scenarios.State{Scenario: "high", Year: study.Projection.First + 1}, scenarios.State{Scenario: "high", Year: year})
	fine(found, nil)
	packages, found := result.Decompose(scenarios.State{Scenario: "high-package", Year: year}, scenarios.State{Scenario: "low-package", Year: year})
	fine(found, nil)
	nothing, found := result.Decompose(scenarios.State{Scenario: "low", Year: year}, scenarios.State{Scenario: "low", Year: year})
	fine(found, nil)
	sensitivity, found, err := scenarios.Sensitive(ctx, study, scenarios.SensitivityOptions{Scenario: "high", Year: year, Ceiling: 0.09})
	fine(found, err)
	simulation, found, err := scenarios.Simulate(ctx, study, scenarios.SimulationOptions{Draws: 300, Seed: 7, Ceiling: 0.09, Years: []abnd.Year{study.Projection.First + 2, year}})
	fine(found, err)
	target, found, err := scenarios.SolveTarget(ctx, study, scenarios.Target{Parameter: "child-benefit.amount", Run: "high-package", Year: year, Of: scenarios.OfTotal, Ceiling: 0.09})
	fine(found, err)
	problem := scenarios.PackageProblem{Envelope: scenarios.FlatEnvelope(scenarios.OfIncrement, abnd.Years{First: study.Projection.First + 1, Last: study.Projection.Last}, 0.03)}
	best, found, err := scenarios.BestPackage(ctx, study, problem)
	fine(found, err)
	frontier, found, err := scenarios.Frontier(ctx, study, problem)
	fine(found, err)
	plan, found, err := scenarios.Phase(ctx, study, scenarios.PhasingProblem{Run: "high", Envelope: scenarios.FlatEnvelope(scenarios.OfTotal, study.Projection, 0.08), Order: []string{"child-benefit"}})
	fine(found, err)
	return map[string]answered{
		"years": {result, DecompositionAnswer(years)}, "packages": {result, DecompositionAnswer(packages)}, "nothing": {result, DecompositionAnswer(nothing)},
		"sensitivity": {result, SensitivityAnswer(sensitivity)}, "simulation": {result, SimulationAnswer(simulation, []string{"high", "low-package"})},
		"target": {result, TargetAnswer(target)}, "package": {best.Result, PackageAnswer(best, frontier)}, "plan": {plan.Result, PhasingAnswer(plan)},
	}
}

func answerBook(t *testing.T, x answered, lang abnd.Lang) (*Book, *resultWriter) {
	t.Helper()
	b, w, err := resultBook(x.result, Options{Lang: lang, Version: "test", InputName: "test"}, x.answer)
	if err != nil {
		t.Fatal(err)
	}
	return b, w
}

// cellsOf is a page of a book, with its cells by address.
func cellsOf(t *testing.T, b *Book, name string) (*page, map[string]cell) {
	t.Helper()
	i := slices.IndexFunc(b.pages, func(p *page) bool { return p.name == name })
	if i < 0 {
		t.Fatalf("there is no page %s", name)
	}
	cells := map[string]cell{}
	for _, r := range b.pages[i].rows {
		for j, c := range r.cells {
			if c != (cell{}) {
				cells[address(r.at, j+1)] = c
			}
		}
	}
	return b.pages[i], cells
}

// LibreOffice is the judge of every live formula of the sheets of answers.
func TestLibreOfficeAgreesOnTheAnswers(t *testing.T) {
	p := newProof(t)
	live := 0
	for name, x := range theAnswers(t) {
		b, w := answerBook(t, x, abnd.English)
		for at := range w.computed {
			if at.Sheet == x.answer.sheet() {
				live++
			}
		}
		p.books[name], p.writers[name] = poisoned(t, b), w
	}
	tell(t, "compared %d cells, %d of them on the sheets of answers", p.run(t), live)
}

// An input that is edited puts every answer out of date that it touches: an
// age of a benefit does through the cost, a width of UNCERTAINTY does for who
// reads that sheet. LibreOffice is the judge.
func TestEditedInputsPutAnswersOutOfDate(t *testing.T) {
	office := newLibreOffice(t)
	all := theAnswers(t)
	edits := map[string]struct {
		path abnd.Path
		to   float64
	}{
		"cost": {"benefits/social-pension/payments", 13}, "width": {"uncertainty/benefits/social-pension/take_up/low", 0.8},
	}
	books := map[string][]byte{}
	for name, x := range all {
		for edit, e := range edits {
			b, _ := answerBook(t, x, abnd.Portuguese)
			typeOver(t, b, e.path, e.to)
			books[name+"-"+edit] = poisoned(t, b)
		}
	}
	for book, got := range office.recalculate(t, books) {
		name, edit, _ := strings.Cut(book, "-")
		b, _ := answerBook(t, all[name], abnd.Portuguese)
		_, cells := cellsOf(t, b, all[name].answer.sheet())
		states, stale := 0, 0
		for at, c := range cells {
			if c.value != upToDate.PT {
				continue
			}
			row, col, _ := parseAddress(at)
			states++
			switch text := got[Address{all[name].answer.sheet(), col, row}].Text; text {
			case outdated.PT:
				stale++
			case upToDate.PT:
			default:
				t.Errorf("%s: the state in %s is %q", book, at, text)
			}
		}
		readsWidths := name == "sensitivity" || name == "simulation"
		if states == 0 || stale > 0 != (edit == "cost" || readsWidths) {
			t.Errorf("%s: %d of %d states are out of date", book, stale, states)
		}
	}
}

// The workbook with an answer is still an input, verifies, and knows of an
// answer that was made from other inputs.
func TestAnswersVerifyAndReadBack(t *testing.T) {
	all := theAnswers(t)
	for i, name := range []string{"years", "simulation", "package"} {
		x, lang := all[name], abnd.Langs()[i%2]
		b, _ := answerBook(t, x, lang)
		data, err := b.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		grids, found := ReadGrids(data, "a.xlsx", sheets.FirstKeys(), IsResult)
		back, _, more := sheets.Read(grids)
		if back == nil {
			t.Fatal(found, more)
		}
		if diff := cmp.Diff(x.result.Study, back, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s in %s: the study that comes back differs (-was +is):\n%s", name, lang, diff)
		}
		v := verified(t, data)
		if len(v.Differing) > 0 || len(v.Unknown) > 0 || v.Uncompared > 0 || len(v.Answers) != 1 || v.Answers[0].Outdated || v.Answers[0].Compared == 0 || v.Answers[0].Sheet != x.answer.sheet() {
			t.Errorf("%s in %s: %+v, %+v", name, lang, v.Answers, v.Differing)
		}
	}
	b, _ := answerBook(t, all["years"], abnd.English)
	typeOver(t, b, "benefits/social-pension/payments", 13)
	data, err := b.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if v := verified(t, data); len(v.Answers) != 1 || !v.Answers[0].Outdated {
		t.Errorf("after an input was changed: %+v", v.Answers)
	}
}

// typeOver types a number over the one in the cell of an input.
func typeOver(t *testing.T, b *Book, path abnd.Path, x float64) {
	t.Helper()
	at, ok := b.Address(path)
	if !ok {
		t.Fatalf("there is no cell of %s", path)
	}
	for _, p := range b.pages {
		for i := range p.rows {
			if p.name == at.Sheet && p.rows[i].at == at.Row {
				p.rows[i].cells[at.Col-1].value = x
			}
		}
	}
}

// Charts of answers show cells that hold figures of one length with their
// labels, and formulas keep to the dialect.
func TestAnswersAreWellFormed(t *testing.T) {
	for name, x := range theAnswers(t) {
		for _, lang := range abnd.Langs() {
			b, _ := answerBook(t, x, lang)
			p, cells := cellsOf(t, b, x.answer.sheet())
			formulas := map[Address]string{}
			for at, formula := range formulasOf(b) {
				if at.Sheet == p.name {
					formulas[at] = formula
				}
			}
			keepsToDialect(t, formulas)
			if len(p.charts) == 0 {
				t.Errorf("%s has no chart", name)
			}
			for _, c := range p.charts {
				labels := rangeIn(t, p.name, c.years)
				for _, s := range append(slices.Clone(c.series), c.over...) {
					title, _ := strings.CutPrefix(s.name, p.name+"!")
					row, col, _ := parseAddress(title)
					if text, ok := cells[address(row, col)].value.(string); !ok || text == "" {
						t.Errorf("%s, %s: a series has no name in %s", name, c.title, s.name)
					}
					values := rangeIn(t, p.name, s.values)
					if values.top != labels.top || values.bottom != labels.bottom || row != values.top-1 || col != values.left {
						t.Errorf("%s, %s: the labels are %s, the values %s, the name %s", name, c.title, labels, values, s.name)
					}
					numbers := 0
					for row := values.top; row <= values.bottom; row++ {
						if _, ok := cells[address(row, values.left)].value.(float64); ok {
							numbers++
						}
					}
					if numbers == 0 && name != "nothing" {
						t.Errorf("%s, %s: no figure in %s", name, c.title, s.values)
					}
				}
			}
			for at, c := range cells {
				if s, ok := c.value.(string); ok && c.formula != "" && s != okText && s != upToDate.In(lang) && s != "" && s != "yes" && s != "sim" {
					t.Errorf("%s: %s shows %q", name, at, s)
				}
			}
		}
	}
}

func rangeIn(t *testing.T, sheet, text string) area {
	t.Helper()
	on, ok := strings.CutPrefix(text, sheet+"!")
	a, isArea := parseArea(on)
	if !ok || !isArea {
		t.Fatalf("%q is no range of %s", text, sheet)
	}
	return a
}

// rowOf finds the row whose first cell has a text, from a row on.
func rowOf(t *testing.T, p *page, text string, from int) int {
	t.Helper()
	for _, r := range p.rows {
		if r.at >= from && len(r.cells) > 0 && r.cells[0].value == text {
			return r.at
		}
	}
	t.Fatalf("no row of %s from %d on begins with %q", p.name, from, text)
	return 0
}

func numberAt(t *testing.T, cells map[string]cell, row, col int) float64 {
	t.Helper()
	x, ok := cells[address(row, col)].value.(float64)
	if !ok {
		t.Fatalf("%s holds %v", address(row, col), cells[address(row, col)].value)
	}
	return x
}

// The waterfall says what the decomposition says: each column ends where the
// sum of the parts so far stands, and what is drawn is as high as the part.
func TestWaterfall(t *testing.T) {
	for _, name := range []string{"years", "packages"} {
		x := theAnswers(t)[name]
		d := x.answer.(decompositionAnswer).Decomposition
		b, _ := answerBook(t, x, abnd.English)
		p, cells := cellsOf(t, b, DecomposeSheet)
		from, to := d.Cost(scenarios.AllOf)
		at := rowOf(t, p, "Cost before", firstDataRow)
		running := from
		if got := numberAt(t, cells, at, waterCostColumn); got != from {
			t.Errorf("%s: the first column is %v, the cost %v", name, got, from)
		}
		for _, f := range scenarios.Factors() {
			part := d.Sum(scenarios.AllOf, f)
			if part == 0 {
				continue
			}
			at = rowOf(t, p, f.Label().EN, at)
			base := numberAt(t, cells, at, waterBaseColumn)
			rise, fall := numberAt(t, cells, at, waterRiseColumn), numberAt(t, cells, at, waterFallColumn)
			if drawn := rise - fall; math.Abs(drawn-part) > 1e-9*to || math.Abs(base-min(running, running+part)) > 1e-9*to || (part > 0) != (rise > 0) {
				t.Errorf("%s: %s is drawn from %v by %v and %v, and adds %v to %v", name, f, base, rise, fall, part, running)
			}
			running += part
			for i, g := range abnd.Guarantees() {
				if got := numberAt(t, cells, at, 2+i); got != d.Sum(g, f) {
					t.Errorf("%s: %s of %s is %v, the engine says %v", name, f, g, got, d.Sum(g, f))
				}
			}
		}
		if math.Abs(running-to) > 1e-9*to {
			t.Errorf("%s: the steps end at %v, the cost is %v", name, running, to)
		}
	}
}

// A step that crosses zero is drawn on both sides of it. The cases are worked
// out by hand.
func TestWaterfallAcrossZero(t *testing.T) {
	x := theAnswers(t)["years"]
	_, w := answerBook(t, x, abnd.English)
	for _, c := range []struct {
		before, change                         float64
		base, rise, fall, riseBelow, fallBelow float64
	}{
		{10, -15, 0, 0, 10, 0, -5},
		{-5, 15, 0, 10, 0, -5, 0},
		{-5, -2, -5, 0, 0, 0, -2},
		{-5, 2, -3, 0, 0, -2, 0},
		{5, 2, 5, 2, 0, 0, 0},
	} {
		p := &decompositionPage{answerPage: &answerPage{resultWriter: w, slate: newSlate(&page{name: DecomposeSheet}), next: 7}, running: c.before}
		p.step(c.change)
		cells := p.rows[7].cells
		for col, want := range map[int]float64{waterBaseColumn: c.base, waterRiseColumn: c.rise, waterFallColumn: c.fall, waterRiseBelowColumn: c.riseBelow, waterFallBelowColumn: c.fallBelow} {
			if cells[col-1].value != want {
				t.Errorf("from %v by %v: column %d is %v, want %v", c.before, c.change, col, cells[col-1].value, want)
			}
		}
	}
}

// The fan stacks up to the percentiles of the simulation.
func TestFan(t *testing.T) {
	x := theAnswers(t)["simulation"]
	s := x.answer.(simulationAnswer)
	b, _ := answerBook(t, x, abnd.English)
	p, cells := cellsOf(t, b, SimulationSheet)
	if len(p.charts) != len(s.runs) {
		t.Fatalf("%d charts of %d runs", len(p.charts), len(s.runs))
	}
	for i, run := range s.runs {
		a := rangeIn(t, p.name, p.charts[i].years)
		for row := a.top; row <= a.bottom; row++ {
			year := abnd.Year(numberAt(t, cells, row, 1))
			j := slices.IndexFunc(s.Spreads, func(x scenarios.Spread) bool {
				return x.Scenario == run && x.Guarantee == scenarios.AllOf && x.Measure == "percent_gdp" && x.Year == year
			})
			want := s.Spreads[j]
			stacked := 0.0
			for k, percentile := range []float64{want.P5, want.P25, want.P50, want.P75, want.P95} {
				stacked += numberAt(t, cells, row, spreadBandColumn+k)
				if math.Abs(stacked-percentile/100) > 1e-12 {
					t.Errorf("%s in %d: the bands reach %v, percentile %d is %v %%", run, year, stacked, k, percentile)
				}
			}
			if got := numberAt(t, cells, row, spreadShareColumn); math.Abs(got-want.Point/100) > 1e-15 {
				t.Errorf("%s in %d: the point is %v, want %v %%", run, year, got, want.Point)
			}
		}
	}
}

// The tornado shows what the engine says of each figure, in its order.
func TestTornado(t *testing.T) {
	x := theAnswers(t)["sensitivity"]
	s := x.answer.(sensitivityAnswer)
	b, _ := answerBook(t, x, abnd.English)
	p, cells := cellsOf(t, b, SensitivitySheet)
	at := rangeIn(t, p.name, p.charts[0].years).top
	live := 0
	for i, m := range s.Moves {
		row := at + i
		for col, want := range map[int]float64{
			moveLowColumn: m.Low, moveValueColumn: m.Value, moveHighColumn: m.High, moveAtLowColumn: m.LowPercent / 100, moveAtHighColumn: m.HighPercent / 100,
			moveDownColumn: (m.LowPercent - s.Percent) / 100, moveUpColumn: (m.HighPercent - s.Percent) / 100, moveSwingColumn: m.Swing() / 100,
		} {
			if got := numberAt(t, cells, row, col); math.Abs(got-want) > 1e-12*max(1, math.Abs(want)) {
				t.Errorf("%s: %s is %v, want %v", m.Path, address(row, col), got, want)
			}
		}
		if cells[address(row, moveLowColumn)].formula != "" && cells[address(row, moveValueColumn)].formula != "" {
			live++
		}
		if flips := cells[address(row, moveFlipsColumn)].value == "yes"; flips != m.Flips {
			t.Errorf("%s: crosses the ceiling: %v, want %v", m.Path, flips, m.Flips)
		}
	}
	if live < len(s.Moves)/2 {
		t.Errorf("only %d of %d figures lead to their blue cells", live, len(s.Moves))
	}
}

// MANIFEST says how an answer was found.
func TestManifestOfAnswers(t *testing.T) {
	for name, x := range theAnswers(t) {
		b, _ := answerBook(t, x, abnd.English)
		_, cells := cellsOf(t, b, ManifestSheet)
		said := map[string]string{}
		for row := firstDataRow; ; row++ {
			label, ok := cells[address(row, 1)].value.(string)
			if !ok {
				break
			}
			said[label] = fmt.Sprint(cells[address(row, 2)].value)
		}
		method, ok := said[x.answer.sheet()+": method"]
		if !ok || method == "" {
			t.Errorf("%s: MANIFEST names no method: %v", name, said)
		}
		if name == "simulation" && (said["SIMULATION: seed"] != "7" || said["SIMULATION: draws"] != "300") {
			t.Errorf("MANIFEST of the simulation: %v", said)
		}
	}
}
