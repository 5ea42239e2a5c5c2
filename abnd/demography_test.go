package abnd_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
)

func TestByAgeKeepsEveryCellApart(t *testing.T) {
	span := abnd.Years{First: 2024, Last: 2026}
	b := abnd.NewByAge(span, 15, 49)
	if first, last := b.Ages(); first != 15 || last != 49 || b.Years() != span {
		t.Errorf("ages %d-%d, years %v", first, last, b.Years())
	}
	for _, year := range span.All() {
		for age := 15; age <= 49; age++ {
			if _, known := b.Get(year, age); known {
				t.Fatal("a new frame holds figures")
			}
			b.Set(year, age, float64(int(year)*1000+age))
		}
	}
	for _, year := range span.All() {
		for age := 15; age <= 49; age++ {
			if x, known := b.Get(year, age); !known || x != float64(int(year)*1000+age) {
				t.Fatalf("age %d in %d: %v, %v", age, year, x, known)
			}
		}
	}
	for _, outside := range []struct {
		year abnd.Year
		age  int
	}{{2023, 15}, {2027, 15}, {2024, 14}, {2024, 50}} {
		if _, known := b.Get(outside.year, outside.age); known || b.Covers(outside.year, outside.age) {
			t.Errorf("%v is known", outside)
		}
	}
}

func TestAnEmptyFrameByAgeHasNoAges(t *testing.T) {
	var b abnd.ByAge
	if first, last := b.Ages(); last >= first {
		t.Errorf("ages %d-%d", first, last)
	}
	if _, known := b.Get(0, 0); known {
		t.Error("an empty frame knows something")
	}
	var d abnd.Demography
	if !d.IsBlank() {
		t.Error("an empty demography is not blank")
	}
}

func TestEqualFramesByAge(t *testing.T) {
	span := abnd.Years{First: 2024, Last: 2025}
	b, c := abnd.NewByAge(span, 0, 2), abnd.NewByAge(span, 0, 2)
	if !b.Equal(c) {
		t.Error("two frames of holes differ")
	}
	c.Set(2025, 1, 0)
	if b.Equal(c) || c.Equal(b) {
		t.Error("a hole equals a zero")
	}
	b.Set(2025, 1, 0)
	if !b.Equal(c) {
		t.Error("the same figures differ")
	}
	c.Source = "census"
	if b.Equal(c) {
		t.Error("another source is not seen")
	}
}

func TestByAgePanicsOutsideItsFrame(t *testing.T) {
	var both abnd.BySex
	for name, misuse := range map[string]func(){
		"outside the frame": func() { b := abnd.NewByAge(abnd.Years{First: 2024, Last: 2024}, 0, 2); b.Set(2024, 3, 1) },
		"a frame by sex":    func() { both.Of(abnd.Both) },
	} {
		func() {
			defer func() {
				if said := fmt.Sprint(recover()); !strings.Contains(said, name) {
					t.Errorf("panic says %q, should say %q", said, name)
				}
			}()
			misuse()
		}()
	}
}

func ExampleByAge() {
	span := abnd.Years{First: 2024, Last: 2025}
	migrants := abnd.NewByAge(span, 0, abnd.MaxAge)
	migrants.Set(2024, 25, -310)
	n, known := migrants.Get(2024, 25)
	fmt.Println(n, known)
	_, known = migrants.Get(2025, 25)
	fmt.Println(known)
	// Output:
	// -310 true
	// false
}

func TestAShorterDemography(t *testing.T) {
	span := abnd.Years{First: 2024, Last: 2030}
	d := abnd.Demography{
		Span:           span,
		TotalFertility: abnd.Series{Provenance: abnd.Provenance{Source: "un"}, Values: map[abnd.Year]float64{2024: 3, 2026: 2.5, 2030: 2}},
	}
	d.DeathRates.Male = abnd.NewByAge(span, 0, abnd.MaxAge)
	d.DeathRates.Male.Provenance.Source = "un"
	d.DeathRates.Male.Set(2026, 40, 0.01)
	d.DeathRates.Male.Set(2030, 40, 0.02)
	short := d.Until(2026)
	if got, want := short.Span, (abnd.Years{First: 2024, Last: 2026}); got != want || short.DeathRates.Male.Years() != want {
		t.Errorf("%s, death rates %s", got, short.DeathRates.Male.Years())
	}
	if x, known := short.DeathRates.Male.Get(2026, 40); !known || x != 0.01 {
		t.Errorf("the rate is %v", x)
	}
	if len(short.TotalFertility.Values) != 2 || short.TotalFertility.Source != "un" || short.DeathRates.Male.Source != "un" {
		t.Errorf("%+v", short.TotalFertility)
	}
	if len(d.TotalFertility.Values) != 3 {
		t.Error("the longer one was changed")
	}
	if same := d.Until(2099); same.Span != span || !same.DeathRates.Male.Equal(d.DeathRates.Male) {
		t.Error("a later end changes something")
	}
}

func TestYearsOfAProjectedPopulation(t *testing.T) {
	s := abnd.Study{Population: abnd.NewPopulation(abnd.Years{First: 2010, Last: 2024}), Demography: abnd.Demography{Span: abnd.Years{First: 2024, Last: 2040}}}
	if _, projected := s.PopulationBase(); projected || s.PopulationYears().Last != 2024 {
		t.Error("a published population is projected")
	}
	s.PopulationMethod = abnd.CohortPopulation
	if base, projected := s.PopulationBase(); !projected || base != 2024 || s.PopulationYears() != (abnd.Years{First: 2010, Last: 2040}) {
		t.Errorf("projected from %d: %v, %s", int(base), projected, s.PopulationYears())
	}
	s.Population = abnd.Population{}
	if s.PopulationYears() != s.Demography.Span {
		t.Errorf("without a population: %s", s.PopulationYears())
	}
}
