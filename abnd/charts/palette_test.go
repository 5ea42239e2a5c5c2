package charts

import (
	"fmt"
	"math"
	"testing"
)

// linear is the light of a part of a colour (IEC 61966-2-1). The bits do not
// matter here: what is compared with a limit is not close to it.
func linear(part byte) float64 {
	x := float64(part) / 255
	if x <= 0.04045 {
		return x / 12.92
	}
	return math.Pow((x+0.055)/1.055, 2.4)
}

func lightOf(colour string) [3]float64 {
	var out [3]float64
	for i := range out {
		out[i] = linear(byte(16*hex(colour[2*i]) + hex(colour[2*i+1])))
	}
	return out
}

// contrast is that of a colour against white: WCAG 2.2, "contrast ratio" and
// "relative luminance".
func contrast(colour string) float64 {
	l := lightOf(colour)
	return 1.05 / (0.2126*l[0] + 0.7152*l[1] + 0.0722*l[2] + 0.05)
}

// labOf is a colour in CIE L*a*b* under the white of sRGB.
func labOf(l [3]float64) [3]float64 {
	f := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	x := f((0.4124564*l[0] + 0.3575761*l[1] + 0.1804375*l[2]) / 0.95047)
	y := f(0.2126729*l[0] + 0.7151522*l[1] + 0.0721750*l[2])
	z := f((0.0193339*l[0] + 0.1191920*l[1] + 0.9503041*l[2]) / 1.08883)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

// withoutGreen is what a colour looks like to those who have no cones for
// green: Machado, Oliveira, Fernandes, "A Physiologically-based Model for
// Simulation of Color Vision Deficiency" (2009), deuteranomaly of severity 1.
func withoutGreen(l [3]float64) [3]float64 {
	var out [3]float64
	for i, row := range [3][3]float64{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}} {
		out[i] = min(1, max(0, row[0]*l[0]+row[1]*l[1]+row[2]*l[2]))
	}
	return out
}

// apart is the distance of two colours (CIE 1976) for those who see no green.
func apart(a, b string) float64 {
	x, y := labOf(withoutGreen(lightOf(a))), labOf(withoutGreen(lightOf(b)))
	return math.Hypot(math.Hypot(x[0]-y[0], x[1]-y[1]), x[2]-y[2])
}

// everyPaint is the palette by name.
func everyPaint() map[string]Paint {
	all := map[string]Paint{"status quo": StatusQuo, "tried": Tried, "limit": Limit, "revenue": Revenue, "not known": NotKnown}
	for i := range runColours {
		all[fmt.Sprint("run ", i)] = Run(i)
	}
	for i := range guarantees {
		all[fmt.Sprint("guarantee ", i)] = Guarantee(i)
	}
	return all
}

// The oracle of the measure itself: the pairs that WCAG's documents name.
func TestContrast(t *testing.T) {
	for colour, want := range map[string]float64{"000000": 21, "FFFFFF": 1, "767676": 4.54, "FF0000": 4.00} {
		if got := contrast(colour); math.Abs(got-want) > 0.005 {
			t.Errorf("the contrast of %s is %.3f, want %.2f", colour, got, want)
		}
	}
}

// Every line and area is seen on white: 3 to 1 (WCAG 2.2, 1.4.11); texts of
// charts can be read: 4.5 to 1 (1.4.3).
func TestPaletteIsSeenOnWhite(t *testing.T) {
	for name, p := range everyPaint() {
		if got := contrast(p.Colour); got < 3 {
			t.Errorf("%s: %s has a contrast of %.2f against white", name, p.Colour, got)
		}
	}
	for _, colour := range []string{textColour, titleColour} {
		if got := contrast(colour); got < 4.5 {
			t.Errorf("the text %s has a contrast of %.2f against white", colour, got)
		}
	}
	if got := contrast(axisColour); got < 3 {
		t.Errorf("the line of zero has a contrast of %.2f against white", got)
	}
}

// No two runs look alike, up to as many as there are pairs of colour and dash,
// and none looks like a line that has a paint of its own or like a guarantee.
func TestNoTwoPaintsAlike(t *testing.T) {
	seen := map[Paint]string{}
	put := func(name string, p Paint) {
		if other, twice := seen[p]; twice {
			t.Errorf("%s and %s are both %v", name, other, p)
		}
		seen[p] = name
	}
	for name, p := range everyPaint() {
		put(name, p)
	}
	for n := len(runColours); n < len(runColours)*len(runDashes); n++ {
		put(fmt.Sprint("run ", n), Run(n))
	}
}

// Lines that stand in one chart are apart also for those who see no green: a
// difference of fifteen is seen at a glance (one is the least that can be seen).
// What differs less has another dash, which is proven above.
func TestPaletteWithoutGreen(t *testing.T) {
	const atAGlance = 15
	var runs, parts []string
	for i := range 7 {
		runs = append(runs, Run(i).Colour)
	}
	runs = append(runs, StatusQuo.Colour, Tried.Colour)
	for i := range guarantees {
		parts = append(parts, Guarantee(i).Colour)
	}
	for _, together := range [][]string{runs, parts} {
		for i, a := range together {
			for _, b := range together[:i] {
				if d := apart(a, b); d < atAGlance {
					t.Errorf("%s and %s are %.1f apart without green", a, b, d)
				}
			}
		}
	}
}
