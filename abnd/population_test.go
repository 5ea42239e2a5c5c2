package abnd_test

import (
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"pgregory.net/rapid"
)

// frame numbers every cell differently: sex·1e6 + (year−2020)·1e3 + age.
func frame(span abnd.Years) abnd.Population {
	p := abnd.NewPopulation(span)
	for s, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		for _, year := range span.All() {
			for age := 0; age <= abnd.MaxAge; age++ {
				p.Set(year, sex, age, abnd.Persons(s*1_000_000+int(year-2020)*1000+age))
			}
		}
	}
	return p
}

func TestPopulationKeepsEveryCellApart(t *testing.T) {
	span := abnd.Years{First: 2020, Last: 2023}
	p := frame(span)
	if p.Years() != span {
		t.Errorf("years %v", p.Years())
	}
	for s, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		for _, year := range span.All() {
			ages := p.Ages(year, sex)
			if len(ages) != abnd.MaxAge+1 {
				t.Fatalf("%d ages", len(ages))
			}
			for age, n := range ages {
				want := float64(s*1_000_000 + int(year-2020)*1000 + age)
				if got, known := p.Get(year, sex, age); !known || float64(got) != want || n != want {
					t.Fatalf("%s %d in %d: %v, %v, %v; want %v", sex, age, year, got, known, n, want)
				}
			}
		}
	}
}

func TestANewPopulationIsUnknownNotZero(t *testing.T) {
	p := abnd.NewPopulation(abnd.Years{First: 2025, Last: 2025})
	if p.AnyKnown() {
		t.Error("a new frame holds figures")
	}
	if _, known := p.Get(2025, abnd.Male, 30); known {
		t.Error("a cell that was not set is known")
	}
	p.Set(2025, abnd.Male, 30, 0)
	if n, known := p.Get(2025, abnd.Male, 30); !known || n != 0 {
		t.Error("a zero that was set is not known")
	}
	if !p.AnyKnown() {
		t.Error("a frame with a zero holds no figure")
	}
}

// Between is the plain sum over the ages, whatever the bounds.
func TestBetweenIsTheSumOfItsAges(t *testing.T) {
	p := frame(abnd.Years{First: 2020, Last: 2022})
	proofs.Check(t, func(t *rapid.T) {
		year := abnd.Year(rapid.IntRange(2020, 2022).Draw(t, "year"))
		lo, hi := rapid.IntRange(-5, 110).Draw(t, "lo"), rapid.IntRange(-5, 110).Draw(t, "hi")
		var want [2]abnd.Persons
		for s, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			for age := 0; age <= abnd.MaxAge; age++ {
				if n, _ := p.Get(year, sex, age); lo <= age && age <= hi {
					want[s] += n
				}
			}
			if got := p.Between(year, sex, lo, hi); got != want[s] {
				t.Fatalf("%s %d..%d in %d: %v, want %v", sex, lo, hi, year, got, want[s])
			}
		}
		if got := p.Between(year, abnd.Both, lo, hi); got != want[0]+want[1] {
			t.Fatalf("both: %v, want %v", got, want[0]+want[1])
		}
	})
}

func TestPopulationPanicsOutsideItsFrame(t *testing.T) {
	p := abnd.NewPopulation(abnd.Years{First: 2025, Last: 2026})
	for name, misuse := range map[string]func(){
		"year before": func() { p.Set(2024, abnd.Male, 0, 1) },
		"year after":  func() { p.Get(2027, abnd.Male, 0) },
		"age below":   func() { p.Get(2025, abnd.Male, -1) },
		"age above":   func() { p.Get(2025, abnd.Male, 101) },
		"both sexes":  func() { p.Get(2025, abnd.Both, 0) },
		"no sex":      func() { p.Ages(2025, "") },
		"no frame":    func() { var none abnd.Population; none.Get(0, abnd.Male, 0) },
	} {
		func() {
			defer func() {
				said, ok := recover().(string)
				if !ok || !strings.Contains(said, "outside the frame") {
					t.Errorf("%s: panic says %q", name, said)
				}
			}()
			misuse()
		}()
	}
}

func TestEqualComparesFiguresHolesAndProvenance(t *testing.T) {
	span := abnd.Years{First: 2025, Last: 2026}
	changes := map[string]func(*abnd.Population){
		"figure":     func(p *abnd.Population) { p.Set(2026, abnd.Male, 100, 7) },
		"provenance": func(p *abnd.Population) { p.Source = "census" },
		"estimate":   func(p *abnd.Population) { p.LastEstimate = 2024 },
		"years":      func(p *abnd.Population) { *p = frame(abnd.Years{First: 2025, Last: 2027}) },
	}
	for name, change := range changes {
		p, q := frame(span), frame(span)
		if !p.Equal(q) {
			t.Fatal("two frames of the same figures differ")
		}
		change(&q)
		if p.Equal(q) || q.Equal(p) {
			t.Errorf("a change of %s is not seen", name)
		}
	}
	hole, zero := abnd.NewPopulation(span), abnd.NewPopulation(span)
	zero.Set(2025, abnd.Female, 0, 0)
	if hole.Equal(zero) {
		t.Error("a hole equals a zero")
	}
}
