package costing_test

import (
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing"
)

// Oracle: Check. A figure above the bound of its path is refused there, and one at
// the bound is not: what a workbook lets be typed is what the study may hold.
func TestBoundsAreThoseOfCheck(t *testing.T) {
	study := studies.Load(t, "TLS")
	scheme, group := &study.Schemes[0], &study.Groups[0]
	figures := map[abnd.Path]*abnd.Figure{
		abnd.JoinPath("schemes", scheme.ID, "payments"): &scheme.Payments,
		abnd.JoinPath("schemes", scheme.ID, "age_min"):  &scheme.AgeMin,
		costing.GroupPath(group.ID, "share"):            &group.Share,
	}
	for path, figure := range figures {
		b, ok := costing.BoundOf(path)
		if !ok {
			t.Errorf("%s has no bound", path)
			continue
		}
		was := *figure
		for x, refused := range map[float64]bool{b.High: false, b.High + 1: true, b.Low - 1: true} {
			*figure = abnd.Figure{Value: x, Known: true, Year: was.Year}
			if got := refusedAt(costing.Check(study), path); got != refused {
				t.Errorf("%s of %v: refused is %v", path, x, got)
			}
		}
		*figure = was
	}
}

func refusedAt(found abnd.Diagnostics, path abnd.Path) bool {
	for _, d := range found {
		if d.Code == "out-of-range" && strings.HasPrefix(string(d.Path), string(path)) {
			return true
		}
	}
	return false
}

// A parameter, a series and a share have the bounds that they are declared with;
// a year of the data is told from others.
func TestBoundsAreFoundByPath(t *testing.T) {
	for path, want := range map[abnd.Path]costing.Bound{
		"benefits/pension/take_up":       {Low: 0, High: 1},
		"scenarios/low/pension/age_min":  {Low: 0, High: abnd.MaxAge, Whole: true},
		"provisions/a/b/covers/legal":    {Low: 0, High: 1},
		"government/revenue/2024":        boundOfSeries(t, "revenue"),
		"economy/real_growth/long_run":   boundOfSeries(t, "real_growth"),
		"economy/real_growth/long_run_x": {},
	} {
		if got, _ := costing.BoundOf(path); got != want {
			t.Errorf("%s has the bound %v, want %v", path, got, want)
		}
	}
	for path, want := range map[abnd.Path]bool{"benefits/pension/amount_year": true, "benefits/pension/start": false, "economy/gdp/year": true} {
		if got := costing.IsYearOfData(path); got != want {
			t.Errorf("%s is a year of the data: %v", path, got)
		}
	}
}

func boundOfSeries(t *testing.T, code string) costing.Bound {
	t.Helper()
	for _, f := range costing.AllFrameSeries() {
		if f.Code == code {
			return costing.Bound{Low: f.Low, High: f.High}
		}
	}
	t.Fatalf("there is no series %s", code)
	return costing.Bound{}
}
