package paper

import (
	"fmt"
	"math"
	"strconv"
	"testing"
)

// luminance is the relative luminance of a colour as WCAG 2.2 defines it; its
// last bits do not matter here.
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	n, err := strconv.ParseUint(colour, 16, 32)
	if err != nil || len(colour) != 6 {
		t.Fatalf("%q is no colour", colour)
	}
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		x := float64(n>>(16-8*i)&0xFF) / 255
		if x <= 0.04045 {
			x /= 12.92
		} else {
			x = math.Pow((x+0.055)/1.055, 2.4)
		}
		sum += weight * x
	}
	return sum
}

func contrastOf(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// legibleText is the least contrast of a text (WCAG 2.2, 1.4.3).
const legibleText = 4.5

// Every look can be read: its text against what it is written on, and the two
// lights.
func TestTextsOfLooksCanBeRead(t *testing.T) {
	for kind := PlainLook; kind <= WorkshopLook; kind++ {
		for _, bold := range []bool{false, true} {
			s := Look{Kind: kind, Bold: bold}.style()
			ground := "FFFFFF"
			if len(s.Fill.Color) > 0 {
				ground = s.Fill.Color[0]
			}
			if got := contrastOf(t, s.Font.Color, ground); got < legibleText {
				t.Errorf("look %d: %s on %s has a contrast of %.2f", kind, s.Font.Color, ground, got)
			}
		}
	}
	for text, ground := range map[string]string{greenText: greenFill, redText: redFill} {
		if got := contrastOf(t, text, ground); got < legibleText {
			t.Errorf("a light: %s on %s has a contrast of %.2f", text, ground, got)
		}
	}
	// The measure itself: black on white is 21 to 1, and #767676 is the lightest
	// grey that may be written on white.
	for _, x := range []struct {
		colour string
		want   float64
	}{{"000000", 21}, {"767676", 4.54}} {
		if got := contrastOf(t, x.colour, "FFFFFF"); math.Abs(got-x.want) > 0.005 {
			t.Errorf("%s: %.3f, want %v", x.colour, got, x.want)
		}
	}
}

// The last of the looks is the last that is looked at above.
func TestEveryLookIsLookedAt(t *testing.T) {
	plain, after := Look{}.style(), Look{Kind: WorkshopLook + 1}.style()
	if fmt.Sprint(plain.Font, plain.Fill, len(plain.Border)) != fmt.Sprint(after.Font, after.Fill, len(after.Border)) {
		t.Error("there is a look after the last")
	}
}
