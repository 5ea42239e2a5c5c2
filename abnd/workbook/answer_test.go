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
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/abnd/workbook/reader"
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
	fine := func(found abnd.Diagnostics) {
		t.Helper()
		if found.HasErrors() {
			t.Fatal(found)
		}
	}
	years, found := result.Decompose(scenarios.State{Scenario: "high", Year: study.Projection.First + 1}, scenarios.State{Scenario: "high", Year: year})
	fine(found)
	packages, found := result.Decompose(scenarios.State{Scenario: "high-package", Year: year}, scenarios.State{Scenario: "low-package", Year: year})
	fine(found)
	nothing, found := result.Decompose(scenarios.State{Scenario: "low", Year: year}, scenarios.State{Scenario: "low", Year: year})
	fine(found)
	at := scenarios.State{Scenario: "high-package", Year: year}
	given, found := result.Bridge(at, "social-pension", scenarios.Theirs{People: abnd.Known(88_919, 0), Amount: abnd.Known(60, 0), Payments: abnd.Known(12, 0)})
	fine(found)
	total, found := result.Bridge(at, "social-pension", scenarios.Theirs{Total: abnd.Known(200e6, 0), Administration: abnd.Known(0.02, 0)})
	fine(found)
	unpaid, found := result.Bridge(scenarios.State{Scenario: abnd.StatusQuo, Year: year}, "child-benefit", scenarios.Theirs{Total: abnd.Known(9e6, 0)})
	fine(found)
	sensitivity, found := scenarios.RunSensitivity(ctx, study, scenarios.SensitivityOptions{Scenario: "high", Year: year, Ceiling: 0.118})
	fine(found)
	simulation, found := scenarios.Simulate(ctx, study, scenarios.SimulationOptions{Draws: 300, Seed: 7, Ceiling: 0.118, Years: []abnd.Year{study.Projection.First + 2, year}})
	fine(found)
	target, found := scenarios.SolveTarget(ctx, study, scenarios.Target{Parameter: "child-benefit.amount", Run: "high-package", Year: year, Of: scenarios.OfTotal, Ceiling: 0.118})
	fine(found)
	problem := scenarios.PackageProblem{Envelope: scenarios.FlatEnvelope(scenarios.OfIncrement, abnd.Years{First: study.Projection.First + 1, Last: study.Projection.Last}, 0.03)}
	problem.AllowLosses = true // so that the sheet has losses to show
	listed, found := scenarios.Packages(ctx, study, problem)
	fine(found)
	frontier, found := scenarios.Frontier(ctx, study, problem)
	fine(found)
	plan, found := scenarios.Phase(ctx, study, scenarios.PhasingProblem{Run: "high", Envelope: scenarios.FlatEnvelope(scenarios.OfTotal, study.Projection, 0.12), Order: []string{"child-benefit"}})
	fine(found)
	side := func(run string) scenarios.Side { return scenarios.Side{Result: result, Scenario: run, Name: "TLS"} }
	comparison, comparedPackages := compared(t, side("low"), side("high")), compared(t, side("high-package"), side("children-first"))
	return map[string]answered{
		"years": {result, DecompositionAnswer(years)}, "packages": {result, DecompositionAnswer(packages)}, "nothing": {result, DecompositionAnswer(nothing)},
		"given": {result, BridgeAnswer(given)}, "total": {result, BridgeAnswer(total)}, "unpaid": {result, BridgeAnswer(unpaid)},
		"sensitivity": {result, SensitivityAnswer(sensitivity)}, "simulation": {result, SimulationAnswer(simulation, []string{"high", "low-package"})},
		"compare": {result, CompareAnswer(comparison)}, "compare-packages": {result, CompareAnswer(comparedPackages)},
		"target": {result, TargetAnswer(target)}, "package": {listed.Result, PackageAnswer(listed, frontier)}, "plan": {plan.Result, PhasingAnswer(plan)},
	}
}

func answerBook(t *testing.T, x answered, lang abnd.Lang) (*book, *resultWriter) {
	t.Helper()
	b, w, err := resultBook(x.result, Options{Lang: lang, Version: "test", InputName: "test"}, x.answer)
	if err != nil {
		t.Fatal(err)
	}
	return b, w
}

// cellsOf is a page of a book, with its cells by address.
func cellsOf(t *testing.T, b *book, name string) (*paper.Page, map[string]paper.Cell) {
	t.Helper()
	i := slices.IndexFunc(b.pages, func(p *paper.Page) bool { return p.Name == name })
	if i < 0 {
		t.Fatalf("there is no page %s", name)
	}
	cells := map[string]paper.Cell{}
	for _, r := range b.pages[i].Rows {
		for j, c := range r.Cells {
			if c != (paper.Cell{}) {
				cells[address.At(r.At, j+1)] = c
			}
		}
	}
	return b.pages[i], cells
}

// togetherBook is a workbook with several answers, each of another kind.
func togetherBook(t *testing.T, lang abnd.Lang, names ...string) (*book, *resultWriter) {
	t.Helper()
	all := theAnswers(t)
	var answers []Answer
	for _, name := range names {
		answers = append(answers, all[name].answer)
	}
	b, w, err := resultBook(all[names[0]].result, Options{Lang: lang, Version: "test", InputName: "test"}, answers...)
	if err != nil {
		t.Fatal(err)
	}
	return b, w
}

// answersTogether are workbooks which between them hold every answer. The
// first names the result; a solution's has all that the study's has.
var answersTogether = [][]string{
	{"years", "sensitivity", "simulation", "target", "compare", "given"}, {"package", "packages", "compare-packages", "total"}, {"plan", "nothing", "unpaid"},
}

// LibreOffice is the judge of every live formula of the sheets of answers.
func TestLibreOfficeAgreesOnTheAnswers(t *testing.T) {
	proofs.OfAll(t)
	p := newProof(t)
	live, held := 0, 0
	for i, names := range answersTogether {
		b, w := togetherBook(t, abnd.English, names...)
		held += len(names)
		for at := range w.computed {
			if slices.Contains(answerSheets(), at.Sheet) {
				live++
			}
		}
		name := fmt.Sprintf("answers-%d", i)
		p.books[name], p.writers[name] = poisoned(t, b), w
	}
	if held != len(theAnswers(t)) {
		t.Errorf("%d of %d answers are proved", held, len(theAnswers(t)))
	}
	proofs.Tell(t, "compared %d cells, %d of them on the sheets of answers", p.run(t), live)
}

// An input that is edited puts every answer out of date that it touches: one
// of the cost does so for all, a width of UNCERTAINTY for those who read that
// sheet. LibreOffice is the judge.
func TestEditedInputsPutAnswersOutOfDate(t *testing.T) {
	proofs.OfAll(t)
	office := newLibreOffice(t)
	names := answersTogether[0]
	books := map[string][]byte{}
	for edit, e := range map[string]struct {
		path abnd.Path
		to   float64
	}{"cost": {"benefits/social-pension/payments", 13}, "width": {"uncertainty/benefits/social-pension/register_1/low", 20_000}} {
		b, _ := togetherBook(t, abnd.Portuguese, names...)
		typeOver(t, b, e.path, e.to)
		books[edit] = poisoned(t, b)
	}
	b, _ := togetherBook(t, abnd.Portuguese, names...)
	for edit, got := range office.recalculate(t, books) {
		for _, name := range names {
			sheet := theAnswers(t)[name].answer.sheet()
			_, cells := cellsOf(t, b, sheet)
			states, stale := 0, 0
			for at, c := range cells {
				if c.Value != upToDate.In(abnd.Portuguese) {
					continue
				}
				row, col, _ := address.Parse(at)
				states++
				switch text := got[address.Ref{Sheet: sheet, Col: col, Row: row}].Text; text {
				case outdated.In(abnd.Portuguese):
					stale++
				case upToDate.In(abnd.Portuguese):
				default:
					t.Errorf("%s: the state in %s!%s is %q", edit, sheet, at, text)
				}
			}
			readsWidths := name == "sensitivity" || name == "simulation"
			if states == 0 || stale > 0 != (edit == "cost" || readsWidths) {
				t.Errorf("%s: %d of %d states of %s are out of date", edit, stale, states, sheet)
			}
		}
	}
}

// The workbook with an answer is still an input, verifies, and knows of an
// answer that was made from other inputs.
func TestAnswersVerifyAndReadBack(t *testing.T) {
	proofs.OfAll(t)
	all := theAnswers(t)
	for i, name := range proofs.Sample([]string{"simulation", "compare", "package"}, 1) {
		x, lang := all[name], abnd.Langs()[i%2]
		b, _ := answerBook(t, x, lang)
		data, err := b.bytes()
		if err != nil {
			t.Fatal(err)
		}
		grids, found := reader.ReadGrids(data, "a.xlsx", sheets.FirstKeys(), IsResult)
		read, more := sheets.Read(grids)
		back := read.Study
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
	data, err := b.bytes()
	if err != nil {
		t.Fatal(err)
	}
	if v := verified(t, data); len(v.Answers) != 1 || !v.Answers[0].Outdated {
		t.Errorf("after an input was changed: %+v", v.Answers)
	}
}

// typeOver types a number over the one in the cell of an input.
func typeOver(t *testing.T, b *book, path abnd.Path, x float64) {
	t.Helper()
	at, ok := b.address(path)
	if !ok {
		t.Fatalf("there is no cell of %s", path)
	}
	for _, p := range b.pages {
		for i := range p.Rows {
			if p.Name == at.Sheet && p.Rows[i].At == at.Row {
				p.Rows[i].Cells[at.Col-1].Value = x
			}
		}
	}
}

// Charts of answers show cells that hold figures of one length with their
// labels, and formulas keep to the dialect.
func TestAnswersAreWellFormed(t *testing.T) {
	proofs.OfAll(t)
	for name, x := range theAnswers(t) {
		for _, lang := range proofs.Sample(abnd.Langs(), 1) {
			b, _ := answerBook(t, x, lang)
			p, cells := cellsOf(t, b, x.answer.sheet())
			formulas := map[address.Ref]string{}
			for at, formula := range formulasOf(b) {
				if at.Sheet == p.Name {
					formulas[at] = formula
				}
			}
			keepsToDialect(t, formulas)
			if len(p.Charts) == 0 {
				t.Errorf("%s has no chart", name)
			}
			for _, c := range p.Charts {
				labels := rangeIn(t, p.Name, c.Years)
				if labels.Top == labels.Bottom {
					continue // years across: COMPARE, which has a test of its own
				}
				for _, s := range append(slices.Clone(c.Series), c.Over...) {
					title, _ := strings.CutPrefix(s.Name, p.Name+"!")
					row, col, _ := address.Parse(title)
					if text, ok := cells[address.At(row, col)].Value.(string); !ok || text == "" {
						t.Errorf("%s, %s: a series has no name in %s", name, c.Title, s.Name)
					}
					values := rangeIn(t, p.Name, s.Values)
					if values.Top != labels.Top || values.Bottom != labels.Bottom || row != values.Top-1 || col != values.Left {
						t.Errorf("%s, %s: the labels are %s, the values %s, the name %s", name, c.Title, labels, values, s.Name)
					}
					numbers := 0
					for row := values.Top; row <= values.Bottom; row++ {
						if _, ok := cells[address.At(row, values.Left)].Value.(float64); ok {
							numbers++
						}
					}
					if numbers == 0 && name != "nothing" {
						t.Errorf("%s, %s: no figure in %s", name, c.Title, s.Values)
					}
				}
			}
			for at, c := range cells {
				if p.Name == CompareSheet {
					break // it shows choices
				}
				if s, ok := c.Value.(string); ok && c.Formula != "" && s != okText && s != upToDate.In(lang) && s != "" && s != "yes" && s != "sim" {
					t.Errorf("%s: %s shows %q", name, at, s)
				}
			}
		}
	}
}

func rangeIn(t *testing.T, sheet, text string) address.Area {
	t.Helper()
	on, ok := strings.CutPrefix(text, sheet+"!")
	a, isArea := address.ParseArea(on)
	if !ok || !isArea {
		t.Fatalf("%q is no range of %s", text, sheet)
	}
	return a
}

// rowOf finds the row whose first cell has a text, from a row on.
func rowOf(t *testing.T, p *paper.Page, text string, from int) int {
	t.Helper()
	for _, r := range p.Rows {
		if r.At >= from && len(r.Cells) > 0 && r.Cells[0].Value == text {
			return r.At
		}
	}
	t.Fatalf("no row of %s from %d on begins with %q", p.Name, from, text)
	return 0
}

func numberAt(t *testing.T, cells map[string]paper.Cell, row, col int) float64 {
	t.Helper()
	x, ok := cells[address.At(row, col)].Value.(float64)
	if !ok {
		t.Fatalf("%s holds %v", address.At(row, col), cells[address.At(row, col)].Value)
	}
	return x
}

// The waterfall says what the decomposition says: each column ends where the
// sum of the parts so far stands, and what is drawn is as high as the part.
func TestWaterfall(t *testing.T) {
	proofs.NotShort(t)
	for _, name := range []string{"years", "packages"} {
		x := theAnswers(t)[name]
		d := x.answer.(decompositionAnswer).Decomposition
		b, _ := answerBook(t, x, abnd.English)
		p, cells := cellsOf(t, b, DecomposeSheet)
		before, after := d.Cost(scenarios.AllOf)
		from, to := before.Value, after.Value
		at := rowOf(t, p, "Initial cost", paper.FirstDataRow)
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

// The sheet of a bridge says what the engine does, and ends at the study's
// total, which is the live figure of the results.
func TestBridgePage(t *testing.T) {
	proofs.NotShort(t)
	for _, name := range []string{"given", "total", "unpaid"} {
		x := theAnswers(t)[name]
		d := x.answer.(bridgeAnswer).Bridge
		b, _ := answerBook(t, x, abnd.English)
		p, cells := cellsOf(t, b, BridgeSheet)
		at := rowOf(t, p, "Their total", paper.FirstDataRow)
		running := numberAt(t, cells, at, bridgeEffectColumn)
		if running != d.TheirTotal {
			t.Errorf("%s: it begins with %v, their total is %v", name, running, d.TheirTotal)
		}
		for _, step := range d.Steps {
			if step.Said == "" && step.Effect == 0 {
				continue
			}
			at = rowOf(t, p, d.StepLabel(step.Factor).EN, at)
			running += numberAt(t, cells, at, bridgeEffectColumn)
			for col, want := range map[int]abnd.Figure{bridgeTheirsColumn: step.Theirs, bridgeStudyColumn: step.Study} {
				if got, known := cells[address.At(at, col)].Value.(float64); known != want.Known || got != want.Value {
					t.Errorf("%s: %s has %v in column %d, want %+v", name, step.Factor, cells[address.At(at, col)].Value, col, want)
				}
			}
		}
		at = rowOf(t, p, "The study’s total", at)
		if got := numberAt(t, cells, at, bridgeEffectColumn); got != d.StudyTotal || math.Abs(running-got) > 1e-9*max(got, d.TheirTotal) {
			t.Errorf("%s: the steps end at %v, the sheet at %v, the study at %v", name, running, got, d.StudyTotal)
		}
		if cells[address.At(at, bridgeEffectColumn)].Formula == "" {
			t.Errorf("%s: the study's total is not live", name)
		}
	}
}

// A step that crosses zero is drawn on both sides of it. The cases are worked
// out by hand.
func TestWaterfallAcrossZero(t *testing.T) {
	proofs.NotShort(t)
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
		p := &waterfall{answerPage: &answerPage{resultWriter: w, SheetBuffer: paper.NewSheetBuffer(&paper.Page{Name: DecomposeSheet}), next: 7}, value: 1 + len(partsOfCost()), running: c.before}
		p.step(c.change)
		cells := p.Rows[7].Cells
		for col, want := range map[int]float64{waterBaseColumn: c.base, waterRiseColumn: c.rise, waterFallColumn: c.fall, waterRiseBelowColumn: c.riseBelow, waterFallBelowColumn: c.fallBelow} {
			if cells[col-1].Value != want {
				t.Errorf("from %v by %v: column %d is %v, want %v", c.before, c.change, col, cells[col-1].Value, want)
			}
		}
	}
}

// The fan stacks up to the percentiles of the simulation.
func TestFan(t *testing.T) {
	proofs.NotShort(t)
	x := theAnswers(t)["simulation"]
	s := x.answer.(simulationAnswer)
	b, _ := answerBook(t, x, abnd.English)
	p, cells := cellsOf(t, b, SimulationSheet)
	if len(p.Charts) != len(s.runs) {
		t.Fatalf("%d charts of %d runs", len(p.Charts), len(s.runs))
	}
	for i, run := range s.runs {
		a := rangeIn(t, p.Name, p.Charts[i].Years)
		for row := a.Top; row <= a.Bottom; row++ {
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
	proofs.NotShort(t)
	x := theAnswers(t)["sensitivity"]
	s := x.answer.(sensitivityAnswer)
	b, _ := answerBook(t, x, abnd.English)
	p, cells := cellsOf(t, b, SensitivitySheet)
	at := rangeIn(t, p.Name, p.Charts[0].Years).Top
	live := 0
	for i, m := range s.Moves {
		row := at + i
		for col, want := range map[int]float64{
			moveLowColumn: m.Low, moveValueColumn: m.Value, moveHighColumn: m.High, moveAtLowColumn: m.LowPercent / 100, moveAtHighColumn: m.HighPercent / 100,
			moveDownColumn: (m.LowPercent - s.Percent) / 100, moveUpColumn: (m.HighPercent - s.Percent) / 100, moveSwingColumn: m.Swing() / 100,
		} {
			if got := numberAt(t, cells, row, col); math.Abs(got-want) > 1e-12*max(1, math.Abs(want)) {
				t.Errorf("%s: %s is %v, want %v", m.Path, address.At(row, col), got, want)
			}
		}
		if cells[address.At(row, moveLowColumn)].Formula != "" && cells[address.At(row, moveValueColumn)].Formula != "" {
			live++
		}
		if flips := cells[address.At(row, moveFlipsColumn)].Value == "yes"; flips != m.Flips {
			t.Errorf("%s: crosses the ceiling: %v, want %v", m.Path, flips, m.Flips)
		}
	}
	if live < len(s.Moves)/2 {
		t.Errorf("only %d of %d figures lead to their blue cells", live, len(s.Moves))
	}
}

// MANIFEST says how an answer was found.
func TestManifestOfAnswers(t *testing.T) {
	proofs.OfAll(t)
	for name, x := range theAnswers(t) {
		b, _ := answerBook(t, x, abnd.English)
		_, cells := cellsOf(t, b, ManifestSheet)
		said := map[string]string{}
		for row := paper.FirstDataRow; ; row++ {
			label, ok := cells[address.At(row, 1)].Value.(string)
			if !ok {
				break
			}
			said[label] = fmt.Sprint(cells[address.At(row, 2)].Value)
		}
		method, ok := said[x.answer.sheet()+": method"]
		if (!ok || method == "") && x.answer.sheet() != CompareSheet {
			t.Errorf("%s: MANIFEST names no method: %v", name, said)
		}
		if name == "simulation" && (said["SIMULATION: seed"] != "7" || said["SIMULATION: draws"] != "300") {
			t.Errorf("MANIFEST of the simulation: %v", said)
		}
	}
}

// COMPARE shows what the comparison lists, whatever it lists: every figure on
// both sides, live, with difference and ratio; its chart shows the sides of the
// sum over all guarantees.
func TestCompareSheet(t *testing.T) {
	proofs.NotShort(t)
	for _, name := range []string{"compare", "compare-packages"} {
		x := theAnswers(t)[name]
		c := x.answer.(compareAnswer).Comparison
		b, w := answerBook(t, x, abnd.English)
		p, cells := cellsOf(t, b, CompareSheet)
		if len(c.Figures) == 0 || len(c.Parameters) == 0 {
			t.Fatalf("%s: nothing differs", name)
		}
		for _, d := range c.Figures {
			section := sectionOf(d.Measure, d.Unit, w.study).heading.EN
			if strings.HasPrefix(section, string(d.Measure)) {
				t.Errorf("%s: the section of %s is %q", name, d.Measure, section)
			}
			row := rowOf(t, p, partOf(d, w.study).EN, rowOf(t, p, section, paper.FirstDataRow))
			col := besideYearColumn + int(d.Year-w.study.Projection.First)
			want := []float64{inCells(d.Old, d.Unit), inCells(d.New, d.Unit), inCells(d.Change(), d.Unit)}
			if ratio, ok := d.Ratio(); ok {
				want = append(want, ratio)
			}
			for i, x := range want {
				at := address.At(row+i, col)
				if got := numberAt(t, cells, row+i, col); math.Abs(got-x) > 1e-9*max(math.Abs(x), math.Abs(want[0])) || cells[at].Formula == "" && (i > 1 || d.Measure != scenarios.EffectiveCoverage) {
					t.Errorf("%s: %s of %s in %d: %s holds %v by %q, want %v", name, d.Measure, d.Guarantee, d.Year, at, got, cells[at].Formula, x)
				}
			}
		}
		first := rowOf(t, p, "Parameters that differ", paper.FirstDataRow) + 2
		for i, d := range c.Parameters {
			for j, v := range []abnd.Value{d.Old, d.New} {
				got := cells[address.At(first+i, 3+j)]
				number, isNumber := v.Number()
				code, isCode := v.Code()
				if isNumber && got.Value != number || isCode && got.Value != code || v.IsBlank() && got.Value != nil {
					t.Errorf("%s: %s of %s is %v, want %v", name, d.Parameter, d.Benefit, got.Value, v)
				}
				if d.Benefit != "" && !v.IsBlank() && got.Formula == "" {
					t.Errorf("%s: %s of %s is not live", name, d.Parameter, d.Benefit)
				}
			}
		}
		if len(p.Charts) != 1 || len(p.Charts[0].Series) != 2 {
			t.Fatalf("%s: %d charts", name, len(p.Charts))
		}
		row := rowOf(t, p, allGuarantees.EN, rowOf(t, p, "Total cost, % of GDP", paper.FirstDataRow))
		for i, s := range p.Charts[0].Series {
			if a := rangeIn(t, p.Name, s.Values); a.Top != row+i || a.Left != besideYearColumn || a.Right-a.Left+1 != w.study.Projection.Len() {
				t.Errorf("%s: the chart shows %s, the sums are in row %d", name, a, row+i)
			}
		}
	}
}

// Two studies side by side stand in a workbook of their own: values with their
// origin, live differences, and a MANIFEST of both.
func TestComparisonOfTwoStudies(t *testing.T) {
	was, is := loadShort(t), loadShort(t)
	parameter := is.Benefits[0].Parameters["payments"]
	parameter.Value = abnd.Num(13)
	is.Benefits[0].Parameters["payments"] = parameter
	var sides []scenarios.Side
	for i, study := range []*abnd.Study{was, is} {
		result, found := scenarios.Run(study)
		if result == nil {
			t.Fatal(found)
		}
		sides = append(sides, scenarios.Side{Result: result, Scenario: "high", Name: []string{"a.xlsx", "b.xlsx"}[i]})
	}
	c := compared(t, sides[0], sides[1])
	places := sheets.NewCellIndex(map[abnd.Path]string{"benefits/" + abnd.Path(is.Benefits[0].ID) + "/payments": "BENEFITS!G9"})
	for _, lang := range abnd.Langs() {
		b, w, err := comparisonBook(c, ComparedSource{InputName: "a.xlsx", InputSHA256: "aa"}, ComparedSource{InputName: "b.xlsx", InputSHA256: "bb", Places: places, Settings: []string{"x=1"}}, Options{Lang: lang, Version: "1"})
		if err != nil {
			t.Fatal(err)
		}
		_, cells := cellsOf(t, b, CompareSheet)
		keepsToDialect(t, formulasOf(b))
		places := 0
		for _, x := range cells {
			if x.Value == "b.xlsx BENEFITS!G9" {
				places++
			}
		}
		live := 0
		for at, x := range w.computed {
			if _, isNumber := x.value.(float64); isNumber && at.Sheet == CompareSheet {
				live++
			}
		}
		if places == 0 || live < len(c.Figures) {
			t.Errorf("%d places and %d live figures of %d", places, live, len(c.Figures))
		}
		_, said := cellsOf(t, b, ManifestSheet)
		text := ""
		for _, x := range said {
			text += fmt.Sprint(x.Value, "\n")
		}
		for _, want := range []string{"abnd 1\n", "aa\n", "bb\n", "x=1\n", sides[0].Result.Fingerprint("high"), sides[1].Result.Fingerprint("high")} {
			if !strings.Contains(text, want) {
				t.Errorf("MANIFEST does not say %q:\n%s", want, text)
			}
		}
		if _, err := b.bytes(); err != nil {
			t.Error(err)
		}
	}
}

// compared sets two scenarios that exist side by side.
func compared(t testing.TB, from, to scenarios.Side) scenarios.Comparison {
	t.Helper()
	c, found := scenarios.CompareScenarios(from, to)
	if found != nil {
		t.Fatal(found)
	}
	return c
}
