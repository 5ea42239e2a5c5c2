package report

import (
	"math"
	"testing"

	"github.com/openabnd/engine/abnd"
)

func TestFormatNumber(t *testing.T) {
	for _, c := range []struct {
		x        float64
		decimals int
		en, pt   string
	}{
		{0, 0, "0", "0"},
		{999.94, 1, "999.9", "999,9"},
		{999.96, 1, "1,000.0", "1\u00a0000,0"},
		{1234567.891, 2, "1,234,567.89", "1\u00a0234\u00a0567,89"},
		{-1234.5, 1, "-1,234.5", "-1\u00a0234,5"},
		{-0.001, 2, "0.00", "0,00"},
		{math.Copysign(0, -1), 0, "0", "0"},
		{math.NaN(), 2, "…", "…"},
		{math.Inf(1), 2, "…", "…"},
	} {
		if got := FormatNumber(c.x, c.decimals, abnd.English); got != c.en {
			t.Errorf("%v in English: %q, want %q", c.x, got, c.en)
		}
		if got := FormatNumber(c.x, c.decimals, abnd.Portuguese); got != c.pt {
			t.Errorf("%v in Portuguese: %q, want %q", c.x, got, c.pt)
		}
	}
}

func TestFitDropsDecimalsOnly(t *testing.T) {
	for _, c := range []struct {
		x     float64
		width int
		want  string
	}{
		{12.345, 5, "12.35"}, {123.45, 5, "123.5"}, {-123.45, 5, "-123"}, {-1234.6, 5, "-1,235"},
	} {
		if got := figure(Number, c.x, abnd.KnownAll, decimals(2)).Fit(abnd.English, c.width); got != c.want {
			t.Errorf("fit(%v, %d) = %q, want %q", c.x, c.width, got, c.want)
		}
	}
}
