package abnd_test

import (
	"testing"

	"github.com/openabnd/engine/abnd"
)

func TestYears(t *testing.T) {
	for _, c := range []struct {
		years  abnd.Years
		length int
		inside []abnd.Year
		out    []abnd.Year
	}{
		{abnd.Years{First: 2025, Last: 2027}, 3, []abnd.Year{2025, 2026, 2027}, []abnd.Year{2024, 2028}},
		{abnd.Years{First: 2025, Last: 2025}, 1, []abnd.Year{2025}, []abnd.Year{2024, 2026}},
		{abnd.Years{First: 2026, Last: 2025}, 0, nil, []abnd.Year{2025, 2026}},
		{abnd.Years{}, 0, nil, []abnd.Year{0, 2025}},
	} {
		if got := c.years.Len(); got != c.length {
			t.Errorf("%v has %d years, want %d", c.years, got, c.length)
		}
		all := c.years.All()
		if len(all) != len(c.inside) {
			t.Errorf("%v lists %v", c.years, all)
		}
		for i, y := range c.inside {
			if !c.years.Contains(y) || all[i] != y {
				t.Errorf("%v does not contain and list %d: %v", c.years, y, all)
			}
		}
		for _, y := range c.out {
			if c.years.Contains(y) {
				t.Errorf("%v contains %d", c.years, y)
			}
		}
	}
}

func TestYearsCovers(t *testing.T) {
	years := abnd.Years{First: 2010, Last: 2040}
	for other, want := range map[abnd.Years]bool{
		{First: 2010, Last: 2040}: true,
		{First: 2025, Last: 2030}: true,
		{First: 2009, Last: 2030}: false,
		{First: 2030, Last: 2041}: false,
		{First: 2030, Last: 2020}: true, // no years are covered by any
		{}:                        true,
	} {
		if got := years.Covers(other); got != want {
			t.Errorf("%v covers %v = %v", years, other, got)
		}
	}
	if (abnd.Years{}).Covers(years) {
		t.Error("no years cover some")
	}
	if got := years.String(); got != "2010-2040" {
		t.Errorf("written %q", got)
	}
}
