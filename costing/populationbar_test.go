package costing_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/demography"
)

// projectPopulation projects a study that must have no errors.
func projectPopulation(t testing.TB, s *abnd.Study) *costing.PopulationProjection {
	t.Helper()
	p, found := costing.ProjectPopulation(s)
	if p == nil {
		t.Fatal(found)
	}
	return p
}

// off is the relative difference from what was published.
func off(got, published float64) float64 { return got/published - 1 }

// The oracle is the UN's own population, births and deaths, World Population
// Prospects 2024, medium variant, from the UN's population of 2024 and its
// rates. The tolerances are those that the project has set itself: the rates
// were published for five-year groups and periods, and fertility from 15 to
// 49 only, so single years and ages are ours.
func TestProjectionMeetsTheUN(t *testing.T) {
	groups := []struct {
		name      string
		lo, hi    int
		tolerance float64
	}{
		{"total", 0, abnd.MaxAge, 0.005},
		{"0-5", 0, 5, 0.01},
		{"15-64", 15, 64, 0.005},
		{"60+", 60, abnd.MaxAge, 0.005},
	}
	const vitalTolerance = 0.01
	var table strings.Builder
	fmt.Fprintf(&table, "difference from WPP 2024 in percent\n     year")
	for _, g := range groups {
		fmt.Fprintf(&table, "%8s", g.name)
	}
	for _, iso := range wppCountries {
		w := readWPP(t, iso)
		p := projectPopulation(t, w.study(t))
		for _, year := range w.years[1:] {
			fmt.Fprintf(&table, "\n%s  %d", iso, year)
			for _, g := range groups {
				d := off(float64(p.Population.Between(year, abnd.Both, g.lo, g.hi)), float64(w.population.Between(year, abnd.Both, g.lo, g.hi)))
				fmt.Fprintf(&table, "%8.2f", 100*d)
				if math.Abs(d) > g.tolerance && year <= 2050 {
					t.Errorf("%s %d, %s: %.2f %% off", iso, year, g.name, 100*d)
				}
			}
		}
		var worst [2]float64
		for _, year := range p.Population.Years().All() {
			for i, d := range []float64{off(p.Births[year], w.births[year]), off(p.Deaths[year], w.deaths[year])} {
				worst[i] = max(worst[i], math.Abs(d))
				if math.Abs(d) > vitalTolerance {
					t.Errorf("%s %d: births or deaths (%d) are %.2f %% off", iso, year, i, 100*d)
				}
			}
		}
		fmt.Fprintf(&table, "\n%s  births within %.2f, deaths within %.2f in every year 2024-%d", iso, 100*worst[0], 100*worst[1], lastWPPYear)
	}
	t.Log(table.String())
}

// The UN's low and high variants, totals of 31 December, which lie between
// two mid-years. The tolerance is that of the total in the medium variant,
// and half as much again for the mean of two mid-years standing for the end
// of the year and for fertility of other ages in the UN's variants.
func TestVariantsMeetTheUN(t *testing.T) {
	const tolerance = 0.0075
	for _, iso := range wppCountries {
		for _, variant := range []demography.Variant{demography.Low, demography.High} {
			w := readWPP(t, iso)
			published := w.lowDecember
			if variant == demography.High {
				published = w.highDecember
			}
			w.TotalFertility = variant.TotalFertility(w.TotalFertility, 2024)
			p := projectPopulation(t, w.study(t))
			total := func(year abnd.Year) float64 {
				return float64(p.Population.Between(year, abnd.Both, 0, abnd.MaxAge))
			}
			for _, year := range []abnd.Year{2030, 2040, 2050} {
				d := off((total(year)+total(year+1))/2, published[year])
				t.Logf("%s %s %d: %+.2f %%", iso, variant, year, 100*d)
				if math.Abs(d) > tolerance {
					t.Errorf("%s, %s variant, %d: %.2f %% off", iso, variant, year, 100*d)
				}
			}
		}
	}
}

func BenchmarkPopulation(b *testing.B) {
	w := readWPP(b, "AGO")
	s := w.study(b)
	// The test data end in 2060; the migrants of that year go on to 2100.
	w.Span.Last = 2100
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		longer := abnd.NewByAge(w.Span, 0, abnd.MaxAge)
		for _, year := range w.Span.All() {
			for age := range abnd.MaxAge + 1 {
				x, _ := w.Migrants.Of(sex).Get(min(year, lastWPPYear), age)
				longer.Set(year, age, x)
			}
		}
		*w.Migrants.Of(sex) = longer
	}
	prepared, found := w.Prepare()
	if len(found) > 0 {
		b.Fatal(found)
	}
	s.Demography = prepared
	model, found := costing.BuildPopulation(s)
	if model == nil {
		b.Fatal(found)
	}
	b.Run("evaluate", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := model.Evaluate(); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("prepare", func(b *testing.B) {
		for b.Loop() {
			if _, found := w.Prepare(); len(found) > 0 {
				b.Fatal(found)
			}
		}
	})
	b.Run("whole", func(b *testing.B) {
		for b.Loop() {
			if p, _ := costing.ProjectPopulation(s); p == nil {
				b.Fatal("no projection")
			}
		}
	})
}
