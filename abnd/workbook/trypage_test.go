package workbook

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// smallTry is Timor-Leste over few years with the benefits of the child, the old
// and the mother, and the levers that move nothing else.
func smallTry(t testing.TB) *abnd.Study {
	t.Helper()
	study := keepBenefits(withoutGroups(loadOver(t, "TLS", ruleYears)), someBenefits...)
	study.Levers = slices.DeleteFunc(study.Levers, func(l abnd.Lever) bool {
		return slices.ContainsFunc(l.Paths, func(p abnd.Path) bool {
			id, _ := abnd.LeverParameter(p)
			_, kept := study.FindBenefit(id)
			return !kept
		})
	})
	if len(study.Levers) < 5 {
		t.Fatalf("%d levers are left", len(study.Levers))
	}
	return study
}

// editTry changes one blue cell of TRY so that the study stays sound.
func editTry(random *rand.Rand, study *abnd.Study) {
	for {
		trial := study.Clone()
		l := &trial.Levers[random.IntN(len(trial.Levers))]
		switch random.IntN(6) {
		case 0:
			trial.TryFrom = trial.Scenarios[random.IntN(len(trial.Scenarios))].ID
			if trial.TryFrom == abnd.StatusQuo {
				trial.TryFrom = ""
			}
		case 1:
			l.Chosen, l.Own = 0, abnd.Value{}
		case 2, 3:
			spec := costing.LeverSpec(*l, 0)
			l.Chosen, l.Own = 0, randomValue(random, trial, *spec, abnd.Value{})
		default:
			l.Chosen = l.Levels[random.IntN(len(l.Levels))].Number
		}
		if !costing.Check(trial).HasErrors() {
			*study = *trial
			return
		}
	}
}

// TestTryAgreesAfterEdits changes blue cells of TRY at random. The oracle is
// LibreOffice, which reads the formulas, and not our values.
func TestTryAgreesAfterEdits(t *testing.T) {
	const books, each = 5, 6
	kept := proofs.Sample([]int{0, 1, 2, 3, 4}, 1)
	p := newProof(t)
	random := rand.New(rand.NewPCG(*proofSeed, 18))
	study := smallTry(t)
	count := 0
	for i := range books {
		for range each {
			editTry(random, study)
		}
		if slices.Contains(kept, i) {
			p.add(t, fmt.Sprint("try-", i), study)
		}
	}
	for name, got := range p.office.recalculate(t, p.books) {
		for at := range p.writers[name].computed {
			if at.Sheet == sheets.Try {
				count++
			}
		}
		report(t, name, differences(p.writers[name], got))
	}
	if count < len(kept)*100 {
		t.Errorf("only %d cells of TRY were compared", count)
	}
	proofs.Tell(t, "compared %d cells of TRY of %d workbooks after %d edits", count, len(kept), books*each)
}

// TestTryIsWrittenOnce holds what is written of TRY to stand for every choice:
// whatever is no blue cell is the same formula or the same text after an edit.
func TestTryIsWrittenOnce(t *testing.T) {
	proofs.NotShort(t)
	random := rand.New(rand.NewPCG(*proofSeed, 19))
	study := smallTry(t)
	standing := func() map[address.Ref]string {
		b, _ := laidOut(t, study)
		all := map[address.Ref]string{}
		for _, r := range pageOf(t, b, sheets.Try).Rows {
			for i, c := range r.Cells {
				at := address.Ref{Sheet: sheets.Try, Col: i + 1, Row: r.At}
				switch {
				case c.Formula != "":
					all[at] = "=" + c.Formula
				case c.Look.Kind != paper.InputLook:
					all[at] = fmt.Sprint(c.Value)
				}
			}
		}
		return all
	}
	first := standing()
	for range 4 {
		for range 4 {
			editTry(random, study)
		}
		if diff := cmp.Diff(first, standing()); diff != "" {
			t.Fatalf("TRY is written otherwise for other choices:\n%s", diff)
		}
	}
}

// TestTryIsReadBack: what the room has chosen, the years that it looks at and its
// log are in the study that is read from the workbook.
func TestTryIsReadBack(t *testing.T) {
	proofs.NotShort(t)
	study := smallTry(t)
	study.TryFrom = "high"
	study.Levers[0].Chosen, study.Levers[1].Own = 2, abnd.Num(8)
	study.TryYears = []abnd.Year{2026, 2028, 2031}
	study.Log = []abnd.Logged{
		{Cells: []abnd.Value{abnd.Code("Table A"), abnd.Code("low"), abnd.Code("2027/2028/2030"), abnd.Num(0.0812), {}, abnd.Num(12)}},
		{Cells: []abnd.Value{abnd.Code("=1+1"), abnd.Code("high")}},
	}
	result := studies.Run(t, study)
	for _, lang := range []abnd.Lang{abnd.English, abnd.Portuguese} {
		results, err := Results(result, Options{Lang: lang})
		if err != nil {
			t.Fatal(err)
		}
		template, err := Template(study, Options{Lang: lang})
		if err != nil {
			t.Fatal(err)
		}
		for name, data := range map[string][]byte{"results": results, "template": template} {
			source, found := Read(data, name+".xlsx")
			if source == nil {
				t.Fatal(found)
			}
			got := source.Study
			if found.HasErrors() {
				t.Fatalf("%s in %s: %v", name, lang, found)
			}
			for what, x := range map[string][2]any{
				"levers": {study.Levers, got.Levers}, "base": {study.TryFrom, got.TryFrom}, "years": {study.TryYears, got.TryYears}, "log": {study.Log, got.Log},
			} {
				if diff := cmp.Diff(x[0], x[1], cmp.AllowUnexported(abnd.Value{})); diff != "" {
					t.Errorf("%s of the %s in %s differ (-written +read):\n%s", what, name, lang, diff)
				}
			}
		}
	}
}

// TestTrySaysWhyALeverHasNoEffect compares the formulas of TRY, as the engine
// values them, with what the check of the study says.
func TestTrySaysWhyALeverHasNoEffect(t *testing.T) {
	proofs.NotShort(t)
	random := rand.New(rand.NewPCG(*proofSeed, 20))
	study := smallTry(t)
	said, silent := 0, 0
	for range proofs.Count(12, 4, 2) {
		for range 3 {
			editTry(random, study)
		}
		b, w := laidOut(t, study)
		page := pageOf(t, b, sheets.Try)
		for i, l := range w.try.levers {
			want, got := "", ""
			if why := costing.WhyWithoutEffect(w.study, l); !why.IsZero() {
				want = "no effect: " + why.In(abnd.English)
			}
			for _, c := range slices.Backward(costing.LeverConflicts(w.study, l)) {
				if c.Holds(w.study, l) {
					want = c.Says.In(abnd.English)
				}
			}
			for _, r := range page.Rows {
				if r.At == tryLeversRow+i {
					got, _ = r.Cells[w.try.remarkColumn-1].Value.(string)
				}
			}
			got = strings.TrimSuffix(strings.TrimSuffix(got, costing.MovedTogether(l).In(abnd.English)), ". ")
			switch {
			case l.Chosen != 0 && !l.Own.IsBlank(), strings.HasPrefix(got, "counts only"):
				continue // which is said first
			case want == "" && got == "":
				silent++
			case got != want:
				t.Errorf("TRY says of %s %q, the check %q", l.ID, got, want)
			default:
				said++
			}
		}
	}
	if said < 3 || silent < 3 {
		t.Errorf("%d levers were said to be without effect, %d to have one", said, silent)
	}
}

// TestTrySaysTheValuesAloud: what the room reads beside each lever, in both
// languages.
func TestTrySaysTheValuesAloud(t *testing.T) {
	study := smallTry(t)
	want := map[string][2]string{
		"child-on":      {"introduced: is paid", "introduzida: é paga"},
		"child-age":     {"own value: up to 8 years", "valor próprio: até aos 8 anos"},
		"child-amount":  {"own value: 12.50 dollars a month, for each child", "valor próprio: 12,50 dólares por mês, por cada criança"},
		"child-start":   {"2028: from 2028", "2028: a partir de 2028"},
		"child-take-up": {"broad: Take-up rate (final): 95.0%", "amplo: Taxa de adesão (final): 95,0 %"},
	}
	for id, choice := range map[string]abnd.Lever{"child-on": {Chosen: 2}, "child-age": {Own: abnd.Num(8)}, "child-amount": {Own: abnd.Num(12.5)}, "child-start": {Chosen: 2}, "child-take-up": {Chosen: 2}} {
		i := slices.IndexFunc(study.Levers, func(l abnd.Lever) bool { return l.ID == id })
		study.Levers[i].Chosen, study.Levers[i].Own = choice.Chosen, choice.Own
	}
	result := studies.Run(t, study)
	for i, lang := range []abnd.Lang{abnd.English, abnd.Portuguese} {
		_, w, err := resultBook(result, Options{Lang: lang})
		if err != nil {
			t.Fatal(err)
		}
		for j, l := range w.try.levers {
			got := w.computed[address.Ref{Sheet: sheets.Try, Col: w.try.wordsColumn, Row: tryLeversRow + j}].value
			if say, ok := want[l.ID]; ok && got != say[i] {
				t.Errorf("%s: %q, want %q", l.ID, got, say[i])
			}
		}
	}
}

// TestTryTellsApart: no two lines of the chart have one name, whatever the proposal is
// based on, and the number of a level is not read as a part of its word.
func TestTryTellsApart(t *testing.T) {
	study := smallTry(t)
	for _, from := range []string{"", "high"} {
		study.TryFrom = from
		b, w := laidOut(t, study)
		p := pageOf(t, b, sheets.Try)
		names := map[any]bool{}
		for _, s := range p.Charts[0].Series {
			name := numbersOfAny(t, b, s.Name)
			if names[name] || name == "" {
				t.Errorf("based on %q: two lines are named %q", from, name)
			}
			names[name] = true
		}
		if len(names) < 3 {
			t.Errorf("the chart has the lines %v", names)
		}
		for i, l := range w.try.levers {
			text := w.computed[address.Ref{Sheet: sheets.Try, Col: w.try.levelsColumn, Row: tryLeversRow + i}].value.(string)
			for _, x := range l.Levels {
				if !strings.Contains(text, fmt.Sprintf("level %d: %s", x.Number, x.Word.EN)) {
					t.Errorf("%s: %q", l.ID, text)
				}
			}
		}
	}
}

// TestChildBenefitOnTry: what a child benefit to 8 years at 15 dollars from 2028
// costs is read off TRY. The oracle is the same proposal typed into a scenario
// of its own.
func TestChildBenefitOnTry(t *testing.T) {
	study := studies.Load(t, "TLS")
	study.TryFrom = "low"
	for id, chosen := range map[string]int{"child-on": 2, "child-age": 3, "child-amount": 2, "child-start": 2} {
		i := slices.IndexFunc(study.Levers, func(l abnd.Lever) bool { return l.ID == id })
		study.Levers[i].Chosen = chosen
	}
	typed := studies.Load(t, "TLS")
	own := abnd.Scenario{ID: "typed", Name: abnd.Same("typed"), BasedOn: "low"}
	own.Change("child-benefit", "on", abnd.Code("yes"))
	own.Change("child-benefit", "age_max", abnd.Num(8))
	own.Change("child-benefit", "amount", abnd.Num(15))
	for _, code := range []string{"start", "ramp_start", "amount_year"} {
		own.Change("child-benefit", code, abnd.Num(2028))
	}
	typed.Scenarios = append(typed.Scenarios, own)
	want := studies.Run(t, typed)
	_, w := laidOut(t, study)
	for i, year := range w.study.TriedYears() {
		x, _ := want.Projection.Value(costing.TotalKey("typed", "share_of_gdp"), year)
		low, _ := want.Projection.Value(costing.TotalKey("low", "share_of_gdp"), year)
		got := w.computed[address.Ref{Sheet: sheets.Try, Col: tryGridColumn + i, Row: w.try.figuresRow + 3}].value.(float64)
		if off := got - (x - low); off > 1e-15 || off < -1e-15 {
			t.Errorf("the difference of %d is %v, want %v", year, got, x-low)
		}
		t.Logf("%d: %+.2f points", year, 100*got)
	}
}

// TestNextLevelsOnTry: what TRY says that each level would change, after any
// choices. The oracle is the engine, which computes the proposal with that level.
// What moves factors of a cost is met nearly; a first year, and what puts a benefit
// on, within a fifth.
func TestNextLevelsOnTry(t *testing.T) {
	proofs.NotShort(t)
	const near, roughly = 0.0005, 0.2 // of GDP, of the change
	random := rand.New(rand.NewPCG(*proofSeed, 21))
	study := smallTry(t)
	known, judged, otherwise := 0, 0, 0
	for round := range 7 {
		for range round {
			editTry(random, study)
		}
		_, w := laidOut(t, study)
		years := w.study.TriedYears()
		effects := w.result.LeverEffects(years)
		page := &tryPage{resultWriter: w, at: w.try}
		page.placeSteps()
		for i, l := range w.try.levers {
			for j, level := range l.Levels {
				at := func(part int) any {
					return w.computed[address.Ref{Sheet: sheets.Try, Col: page.stepColumn(part), Row: page.levelRow(i, j)}].value
				}
				e := effects[slices.IndexFunc(effects, func(e scenarios.LeverEffect) bool { return e.Lever == l.ID && e.Level == level.Number })]
				for k, year := range years {
					got, ok := at(stepFirst + k).(float64)
					if !ok {
						continue
					}
					known++
					gdp, _ := w.projection.Value("frame/gdp", year)
					want := e.Years[k].Cost.Value
					if off := math.Abs(got - want); off > near*gdp && off > roughly*math.Abs(want) {
						t.Errorf("%s %d in %d changes %v of GDP, TRY says %v", l.ID, level.Number, year, want/gdp, got/gdp)
					}
				}
				if over, ok := at(stepFactor).(float64); ok {
					judged++
					if first, _, _ := e.Fits(); abnd.Year(over) != first {
						otherwise++
					}
				}
			}
		}
	}
	if known < 500 || judged < 100 || otherwise*20 > judged {
		t.Errorf("%d changes were known, %d levels judged, %d of them otherwise", known, judged, otherwise)
	}
}

// TestAnEnvelopeSpentToTheLastCentFits: a level that costs nothing in a year in which
// the proposal leaves nothing of the envelope fits in that year. The oracle is the
// envelope itself, which is set to what the proposal costs, from a millionth of a
// dollar below to one above: that much is the rounding of sums.
func TestAnEnvelopeSpentToTheLastCentFits(t *testing.T) {
	study := smallTry(t)
	study.TryFrom = "high"
	_, w := laidOut(t, study)
	first := w.study.TriedYears()[0]
	gdp, _ := w.projection.Value("frame/gdp", first)
	spent, _ := w.projection.Value(costing.FiscalKey(abnd.Tried, "increment"), first)
	for _, rounding := range []float64{-1e-6, 0, 1e-6} {
		s := study.Clone()
		for year := range s.Government.Envelope.Values {
			s.Government.Envelope.Values[year] = 1
		}
		s.Government.Envelope.Values[first] = (spent + rounding) / gdp
		_, w := laidOut(t, s)
		page := &tryPage{resultWriter: w, at: w.try}
		page.placeSteps()
		effects := w.result.LeverEffects(w.study.TriedYears())
		unchanged := 0
		for i, l := range w.try.levers {
			for j, level := range l.Levels {
				e := effects[slices.IndexFunc(effects, func(e scenarios.LeverEffect) bool { return e.Lever == l.ID && e.Level == level.Number })]
				over := w.computed[address.Ref{Sheet: sheets.Try, Col: page.stepColumn(stepFactor), Row: page.levelRow(i, j)}].value
				if e.Years[0].Cost.Value != 0 {
					continue
				}
				unchanged++
				if year, fits, known := e.Fits(); !known || !fits || over != 0.0 {
					t.Errorf("%v: %s %d exceeds an envelope that it does not touch: TRY says %v, the engine %v", rounding, l.ID, level.Number, over, year)
				}
			}
		}
		if unchanged == 0 {
			t.Error("every level changes the first year")
		}
	}
}

// The lines of TRY are moved by who tries: a legend names them, for labels at their ends
// stand where the lines ended when the file was written.
func TestLinesOfTryAreNamedByALegend(t *testing.T) {
	b, _ := laidOut(t, smallTry(t))
	for _, p := range b.pages {
		if p.Name != sheets.Try {
			continue
		}
		if len(p.Charts) != 1 || !p.Charts[0].Moving || p.Charts[0].NoLegend {
			t.Errorf("charts of TRY: %+v", p.Charts)
		}
	}
}
