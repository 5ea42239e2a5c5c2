package workbook

import (
	"math"
	"testing"

	"github.com/openabnd/engine/abnd/country"
)

// An axis leaves room for a quarter more, is not mostly empty, and ends on a
// mark.
func TestAxisFor(t *testing.T) {
	for x := 1e-4; x < 1e13; x *= 1.037 {
		a := axisFor(x)
		marks := a.top / a.step
		if a.top < 1.25*x*(1-1e-9) || a.top > 1.25*x*1.7 || marks < 4 || marks > 6 || math.Abs(marks-math.Round(marks)) > 1e-9 {
			t.Fatalf("axisFor(%v) = %v", x, a)
		}
	}
	for _, x := range []float64{0, -1, math.NaN()} {
		if a := axisFor(x); a != (axis{}) {
			t.Errorf("axisFor(%v) = %v", x, a)
		}
	}
}

// Columns of two scenarios are compared side by side: one format, one axis.
func TestColumnsShareOneScale(t *testing.T) {
	for _, code := range country.Codes() {
		b, _ := book(t, load(t, code))
		axes := map[string]axis{}
		for _, p := range b.pages {
			for _, c := range p.charts {
				if c.kind != stackedColumns {
					continue
				}
				if other, ok := axes[c.format]; c.axis == (axis{}) || ok && other != c.axis {
					t.Errorf("%s: %q has the axis %v, another chart %v", code, c.title, c.axis, other)
				}
				axes[c.format] = c.axis
			}
		}
		if len(axes) == 0 {
			t.Errorf("%s: no columns", code)
		}
	}
}
