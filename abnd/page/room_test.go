package page_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/choice"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// Oracle: the package that defines codes, and the engine with the choice that a code
// is of.
func TestACodeGoesAndComesBack(t *testing.T) {
	study := studies.Load(t, "TLS")
	b := open(t, written(t, studies.Profile(t, "TLS"), options))
	b.run("choose(0, 2); choose(1, 3); pick(0, 2)")
	moved(study, 0, func(l *abnd.Lever) { l.Chosen = 2 })
	moved(study, 1, func(l *abnd.Lever) { l.Chosen = 3 })
	study.TryFrom = study.Scenarios[2].ID
	format := choice.Of(study)
	want := format.Code(choice.Made(study))
	if got := b.run("code()").String(); got != want {
		t.Errorf("the code is %s, want %s", got, want)
	}
	b.run("choose(0, 1); pick(0, 0); typeCode('" + strings.ToLower(want) + "')")
	b.agree("taken", studies.Run(t, study.Clone()).WithTried())
	if got := b.run("code()").String(); got != want {
		t.Errorf("the code that was taken is %s, want %s", got, want)
	}
	b.run("typeCode('" + want[:len(want)-1] + "')")
	_, refused := format.Read(want[:len(want)-1])
	if said := b.run("screen()").String(); !strings.Contains(said, refused[0].Problem.EN+"; "+refused[0].Remedy.EN) {
		t.Error("a broken code is not refused in words")
	}
	b.agree("after a code that was refused", studies.Run(t, study).WithTried())
}

func sameBits(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) }

// trials is a page with some levers moved, on which all was tried that stands beside
// the levels and what a tenth of each lever does.
func trials(t *testing.T) (study *abnd.Study, r *scenarios.Result, b browser) {
	t.Helper()
	study = studies.Load(t, "TLS")
	study.Levers = study.Levers[:6] // each level takes a computation of all lines
	leverOf(t, study, "child-on").Chosen, leverOf(t, study, "child-take-up").Chosen = 2, 1
	leverOf(t, study, "child-amount").Own = abnd.Num(12.5)
	r = studies.Run(t, study.Clone()).WithTried()
	b = open(t, written(t, r, options))
	b.run("drain()")
	return study, r, b
}

func leverOf(t *testing.T, study *abnd.Study, id string) *abnd.Lever {
	t.Helper()
	for i := range study.Levers {
		if study.Levers[i].ID == id {
			return &study.Levers[i]
		}
	}
	t.Fatalf("there is no lever %s", id)
	return nil
}

// What waits until the figures stand on the screen: what each level would do from
// here, whether it still fits, and what a tenth of each lever does.
func TestWhatIsTriedFromHere(t *testing.T) {
	proofs.NotShort(t)
	study, r, b := trials(t)
	t.Run("levels", func(t *testing.T) { levelsFromHere(t, study, r, b) })
	t.Run("tenths", func(t *testing.T) { tenthsFromHere(t, study, r, b) })
	b.agree("after all was tried", r)
}

// Oracle: [scenarios.Result.LeverEffects], the engine's own answer to what a level
// would change from here, and whether it still fits.
func levelsFromHere(t *testing.T, study *abnd.Study, r *scenarios.Result, b browser) {
	compared, fitting := levelsAre(t, study, r, b)
	if compared < 15 || len(fitting) < 2 {
		t.Errorf("only %d levels were compared, %v", compared, fitting)
	}
}

// levelsAre holds what is said beside the levels to the engine, and counts it.
func levelsAre(t *testing.T, study *abnd.Study, r *scenarios.Result, b browser) (compared int, fitting map[string]int) {
	t.Helper()
	effects := r.LeverEffects(study.TriedYears())
	fitting = map[string]int{}
	for i, l := range sheets.InTry(study.Levers) {
		var said []struct {
			Level        int
			Change, Fits string
			Text         string
		}
		if err := b.vm.ExportTo(b.run("besides("+strconv.Itoa(i)+")"), &said); err != nil {
			t.Fatal(err)
		}
		for _, x := range said {
			for _, e := range effects {
				if e.Lever != l.ID || e.Level != x.Level || e.Chosen {
					continue
				}
				y := e.Years[min(abnd.ToldOfTried, len(e.Years)-1)]
				if y.Cost.Value == 0 && x.Change == "" {
					continue
				}
				compared++
				if got := proofs.Number(t, x.Change); !sameBits(got, y.Cost.Value) {
					t.Errorf("%s %d: %s is said, the engine has %v", l.ID, x.Level, x.Change, y.Cost.Value)
				}
				want := "true"
				if first, fits, known := e.Fits(); !known {
					want = "null"
				} else if !fits {
					want = strconv.Itoa(int(first))
				}
				fitting[want]++
				if x.Fits != want {
					t.Errorf("%s %d: fits is %s (%s), want %s", l.ID, x.Level, x.Fits, x.Text, want)
				}
			}
		}
	}
	return compared, fitting
}

// TestAnEnvelopeSpentToTheLastCentFits: the page takes the rounding of sums for none of
// the money, as the engine does, whose answer is the oracle.
func TestAnEnvelopeSpentToTheLastCentFits(t *testing.T) {
	proofs.NotShort(t)
	study := studies.Load(t, "TLS")
	study.Levers = study.Levers[:2]
	study.TryFrom = "high"
	first := study.TriedYears()[0]
	r := studies.Run(t, study.Clone()).WithTried()
	gdp, _ := r.Projection.Value("frame/gdp", first)
	spent, _ := r.Projection.Value(costing.FiscalKey(abnd.Tried, "increment"), first)
	for rounding, over := range map[float64]bool{1e-6: false, 0: false, -1e-6: false, -1: true} {
		s := study.Clone()
		for year := range s.Government.Envelope.Values {
			s.Government.Envelope.Values[year] = 1
		}
		s.Government.Envelope.Values[first] = (spent + rounding) / gdp
		r := studies.Run(t, s.Clone()).WithTried()
		b := open(t, written(t, r, options))
		b.run("drain()")
		exceeded := 0
		for _, e := range r.LeverEffects(s.TriedYears()) {
			if _, fits, _ := e.Fits(); !fits {
				exceeded++
			}
		}
		if (exceeded > 0) != over {
			t.Errorf("%v: %d levels exceed the envelope", rounding, exceeded)
		}
		levelsAre(t, s, r, b)
	}
}

// Oracle: the engine, which runs the study anew with the lever a tenth less and more.
func tenthsFromHere(t *testing.T, study *abnd.Study, r *scenarios.Result, b browser) {
	var said []struct{ Lever, Less, Greater string }
	if err := b.vm.ExportTo(b.run("tenths()"), &said); err != nil {
		t.Fatal(err)
	}
	year := study.TriedYears()[abnd.ToldOfTried]
	cost := func(r *scenarios.Result) float64 {
		x, _ := r.Projection.Value(costing.TotalKey(abnd.Tried, "total_cost"), year)
		return x
	}
	now, found := cost(r), 0
	amount, takeUp := leverOf(t, study, "child-amount").Name.EN, leverOf(t, study, "child-take-up").Name.EN
	for _, x := range said {
		for way, text := range map[float64]string{0.9: x.Less, 1.1: x.Greater} {
			other := study.Clone()
			switch x.Lever {
			case amount:
				leverOf(t, other, "child-amount").Own = abnd.Num(12.5 * way)
			case takeUp:
				level := &leverOf(t, other, "child-take-up").Levels[0]
				share, _ := level.Value(0).Number()
				level.Values[0] = abnd.Num(min(1, share*way))
			default:
				continue
			}
			found++
			if got, want := proofs.Number(t, text), cost(studies.Run(t, other).WithTried())-now; !sameBits(got, want) {
				t.Errorf("%s times %v changes %v, the engine has %v", x.Lever, way, got, want)
			}
		}
	}
	if found != 4 {
		t.Errorf("%d of the four tenths are said: %v", found, said)
	}
}

// What is not known of who is left out says so.
func TestWhoIsLeftOut(t *testing.T) {
	r := studies.Profile(t, "TLS").WithTried()
	b := open(t, written(t, r, options))
	said := b.run("screen()").String()
	if !strings.Contains(said, costing.CountInputs(r.Study).Text().EN) {
		t.Error("facts, decisions and expectations are not counted")
	}
	shown := map[string]bool{}
	for _, n := range b.numbers() {
		shown[n.Line] = true
	}
	for _, x := range scenarios.RemainingUnder(r, abnd.Tried, r.Study.Projection.First) {
		if key := costing.ScenarioCoverageKey(abnd.Tried, x.Group.ID, "left_out"); !shown[string(key)] {
			t.Errorf("%s is not shown", key)
		}
		if x.AtLeast() && x.Both.LeftOut.Known && !strings.Contains(said, "≤") {
			t.Error("a bound is shown as a figure")
		}
	}
}
