package page_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/choice"
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

func number(t *testing.T, text string) float64 {
	t.Helper()
	if text == "" {
		return math.NaN()
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func sameBits(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) }

// Oracle: [scenarios.Result.LeverEffects], the engine's own answer to what a level
// would change from here, and whether it still fits.
func TestBesideEachLevelStandsWhatItWouldDo(t *testing.T) {
	study := studies.Load(t, "TLS")
	moved(study, 0, func(l *abnd.Lever) { l.Chosen = 2 })
	r := studies.Run(t, study).WithTried()
	effects := r.LeverEffects(study.TriedYears())
	b := open(t, written(t, r, options))
	b.run("drain()")
	compared, fitting := 0, map[string]int{}
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
				if got := number(t, x.Change); !sameBits(got, y.Cost.Value) {
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
	if compared < 15 || len(fitting) < 2 {
		t.Errorf("only %d levels were compared, %v", compared, fitting)
	}
	b.agree("after all was tried", r)
}

// Oracle: the engine, which runs the study anew with the lever a tenth less and more.
func TestATenthOfEachLever(t *testing.T) {
	study := studies.Load(t, "TLS")
	at := func(id string) *abnd.Lever {
		for i := range study.Levers {
			if study.Levers[i].ID == id {
				return &study.Levers[i]
			}
		}
		t.Fatalf("there is no lever %s", id)
		return nil
	}
	at("child-on").Chosen, at("child-take-up").Chosen = 2, 1
	at("child-amount").Own = abnd.Num(12.5)
	r := studies.Run(t, study.Clone()).WithTried()
	b := open(t, written(t, r, options))
	b.run("drain()")
	var said []struct{ Lever, Less, Greater string }
	if err := b.vm.ExportTo(b.run("tenths()"), &said); err != nil {
		t.Fatal(err)
	}
	year := study.TriedYears()[abnd.ToldOfTried]
	key := costing.TotalKey(abnd.Tried, "total_cost")
	cost := func(r *scenarios.Result) float64 {
		x, _ := r.Projection.Value(key, year)
		return x
	}
	now := cost(r)
	amount := at("child-amount").Name.EN
	takeUp := at("child-take-up").Name.EN
	found := 0
	for _, x := range said {
		for way, text := range map[float64]string{0.9: x.Less, 1.1: x.Greater} {
			other := study.Clone()
			for i := range other.Levers {
				l := &other.Levers[i]
				switch {
				case x.Lever == amount && l.ID == "child-amount":
					l.Own = abnd.Num(12.5 * way)
				case x.Lever == takeUp && l.ID == "child-take-up":
					share, _ := l.Levels[0].Value(0).Number()
					l.Levels[0].Values[0] = abnd.Num(min(1, share*way))
				default:
					continue
				}
				found++
				if got, want := number(t, text), cost(studies.Run(t, other).WithTried())-now; !sameBits(got, want) {
					t.Errorf("%s times %v changes %v, the engine has %v", x.Lever, way, got, want)
				}
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
