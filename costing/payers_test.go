package costing_test

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// paying is the study of optional rules, whose benefit models a scheme.
func paying(scheme abnd.Scheme, rules ...costing.Rule) *abnd.Study {
	s := optionalStudy(rules...)
	scheme.ID, scheme.Guarantees, scheme.Status, scheme.Provenance = "s", []abnd.Guarantee{abnd.Children}, abnd.InForce, printed
	s.Schemes = append(s.Schemes, scheme)
	for i := range s.Benefits {
		if s.Benefits[i].ID == "x" {
			s.Benefits[i].Scheme = "s"
		}
	}
	return s
}

func share(x float64) abnd.Figure { return abnd.Known(x, 0) }

// Who pays, by hand: the benefit costs 5,700 × 10 × 12 = 684,000 a year, of
// which shares are taken. NaN is what is not known; at least says that the
// others are what is known of a figure.
func TestWhoPaysByHand(t *testing.T) {
	const cost = 684_000
	none, no := math.NaN(), [4]float64{}
	all := func(x float64) [4]float64 { return [4]float64{x, x, x, x} }
	donors := abnd.Scheme{ShareExternal: share(0.95), ExternalUntil: 2023}
	whole := abnd.Scheme{ShareExternal: share(0.95), ShareState: share(0.05), ExternalUntil: 2023}
	always := abnd.Scheme{ShareExternal: share(0.6), ShareContributions: share(0.4)}
	for name, c := range map[string]struct {
		scheme  abnd.Scheme
		rules   []costing.Rule
		line    string
		want    [4]float64 // shares of the cost, 2022 to 2025
		atLeast bool
	}{
		"partners until 2023":               {scheme: whole, line: costing.PaidExternal, want: [4]float64{0.95, 0.95, 0, 0}},
		"then the Treasury":                 {scheme: whole, line: costing.TakeOver, want: [4]float64{0, 0, 0.95, 0.95}},
		"the State pays its own":            {scheme: whole, line: costing.PaidState, want: all(0.05)},
		"nothing is left to contributions":  {scheme: whole, line: costing.PaidContributions, want: no},
		"nothing is not known":              {scheme: whole, line: costing.PayerUnknown, want: no},
		"a bound":                           {scheme: donors, line: costing.PaidExternal, want: [4]float64{0.95, 0.95, 0, 0}, atLeast: true},
		"a bound is taken over":             {scheme: donors, line: costing.TakeOver, want: [4]float64{0, 0, 0.95, 0.95}, atLeast: true},
		"the rest of a bound":               {scheme: donors, line: costing.PayerUnknown, want: all(0.05)},
		"the State beside a bound":          {scheme: donors, line: costing.PaidState, want: all(none)},
		"no end is known":                   {scheme: always, line: costing.PaidExternal, want: all(0.6)},
		"and nothing to take over for sure": {scheme: always, line: costing.TakeOver, want: no, atLeast: true},
		"contributions":                     {scheme: always, line: costing.PaidContributions, want: all(0.4)},
		"nobody knows":                      {scheme: abnd.Scheme{}, rules: []costing.Rule{costing.Payers{State: share(0)}}, line: costing.PayerUnknown, want: all(1)},
		"nobody knows of partners":          {scheme: abnd.Scheme{}, rules: []costing.Rule{costing.Payers{State: share(0)}}, line: costing.PaidExternal, want: all(none)},
		"own shares first":                  {scheme: whole, rules: []costing.Rule{costing.Payers{External: share(0.5)}}, line: costing.PaidExternal, want: [4]float64{0.5, 0.5, 0, 0}, atLeast: true},
		"the scheme's where blank":          {scheme: whole, rules: []costing.Rule{costing.Payers{External: share(0.5)}}, line: costing.PaidState, want: all(0.05), atLeast: true},
		"own last year":                     {scheme: whole, rules: []costing.Rule{costing.Payers{ExternalUntil: 2024}}, line: costing.TakeOver, want: [4]float64{0, 0, 0, 0.95}},
	} {
		t.Run(name, func(t *testing.T) {
			p := project(t, paying(c.scheme, c.rules...))
			key := costing.BenefitKey("low", "x", c.line)
			for i, want := range c.want {
				year := abnd.Year(2022 + i)
				got, known := p.Value(key, year)
				if known == math.IsNaN(want) || known && math.Abs(got-want*cost) > 1e-6 {
					t.Errorf("%d: %v (known %v), by hand %v", year, got, known, want*cost)
				}
				if part := p.Knowledge(key, year) == abnd.KnownPart; part != c.atLeast {
					t.Errorf("%d: at least is %v", year, part)
				}
			}
		})
	}
}

// The totals by hand: x as above, from partners until 2023; the scheme cash
// costs 500,000, carried on unchanged, half from partners without end; of the
// pension nobody knows who pays. GDP of 2024 is that of the frame.
func TestWhoPaysInAllByHand(t *testing.T) {
	s := paying(abnd.Scheme{ShareExternal: share(0.95), ShareState: share(0.05), ExternalUntil: 2023})
	for i := range s.Schemes {
		if s.Schemes[i].ID == "cash" {
			s.Schemes[i].ShareExternal, s.Schemes[i].ShareState = share(0.5), share(0.5)
		}
	}
	p := project(t, s)
	total := func(line string) model.Key { return costing.TotalKey(abnd.StatusQuo, line) }
	pension, _ := p.Value(costing.BenefitKey(abnd.StatusQuo, "pension", "total_cost"), 2024)
	for line, want := range map[string][2]float64{
		costing.PaidExternal: {0.95*684_000 + 250_000, 250_000},
		costing.PaidState:    {0.05*684_000 + 250_000, 0.05*684_000 + 250_000},
		costing.TakeOver:     {math.NaN(), 0.95 * 684_000},
		costing.PayerUnknown: {pension, pension},
	} {
		for i, year := range []abnd.Year{2022, 2024} {
			got, known := p.Value(total(line), year)
			if known == math.IsNaN(want[i]) || known && math.Abs(got-want[i]) > 1e-6 {
				t.Errorf("%s in %d is %v (known %v), by hand %v", line, year, got, known, want[i])
			}
			if k := p.Knowledge(total(line), year); known && (k == abnd.KnownPart) == (line == costing.PayerUnknown) {
				t.Errorf("%s in %d: known %v", line, year, k)
			}
		}
	}
	gdp, _ := p.Value("frame/gdp", 2024)
	wantLine(t, p, total(costing.TakeOver+costing.PayerShareOfGDP), 2024, 0.95*684_000/gdp)
	wantLine(t, p, total(costing.TakeOverYear), 0, 2024)

	var said []string
	for _, x := range costing.PayerSentences(s, total(""), true) {
		said = append(said, x.In(p, abnd.English))
	}
	// (649,800 + 250,000) ÷ (684,000 + 500,000 + the pension); 649,800 of a GDP of some 125 million.
	if text := strings.Join(said, " "); !strings.Contains(text, "of the known cost of existing schemes in 2022") ||
		!strings.Contains(text, "From 2024 the Treasury must find at least USD 650,000 a year (0.5% of GDP) for the same people; in 2025, USD 650,000") ||
		!strings.Contains(text, "Not known or not decided who pays: USD ") {
		t.Error(text)
	}
}

// A study that says nothing of who pays has none of the lines, and none of its
// figures moves when it does.
func TestWhoPaysMovesNoOtherFigure(t *testing.T) {
	plain := paying(abnd.Scheme{})
	if costing.HasPayers(plain) {
		t.Error("nobody said who pays")
	}
	before := project(t, plain)
	after := project(t, paying(abnd.Scheme{ShareExternal: share(0.9), ExternalUntil: 2023}))
	for _, line := range before.Model().Lines() {
		years := []abnd.Year{0}
		if line.IsSeries() {
			years = line.Years.All()
		}
		for _, y := range years {
			a, knownA := before.Value(line.Key, y)
			b, knownB := after.Value(line.Key, y)
			if a != b || knownA != knownB {
				t.Errorf("%s in %d is %v, and %v with payers", line.Key, y, a, b)
			}
		}
		if strings.Contains(string(line.Key), costing.PaidExternal) {
			t.Errorf("%s without anybody who pays", line.Key)
		}
	}
}

// Whatever the shares, what the payers pay, what is taken over and what is not
// known add up to the cost, wherever all of it is known.
func TestPayersAddUpToTheCost(t *testing.T) {
	proofs.Check(t, func(t *rapid.T) {
		part := rapid.Float64Range(0, 1)
		a, b, c := part.Draw(t, "a"), part.Draw(t, "b"), part.Draw(t, "c")
		scale := part.Draw(t, "scale") / max(a+b+c, 1)
		maybe := func(x float64, name string) abnd.Figure {
			if rapid.Bool().Draw(t, name) {
				return abnd.Figure{}
			}
			return share(x * scale)
		}
		scheme := abnd.Scheme{ShareState: maybe(a, "state"), ShareContributions: maybe(b, "contributions"), ShareExternal: maybe(c, "external")}
		if scheme.ShareExternal.Known {
			scheme.ExternalUntil = abnd.Year(rapid.IntRange(2021, 2026).Draw(t, "until"))
		}
		s := paying(scheme)
		s.Schemes[0].ShareState = share(1) // so that the study says who pays
		p := project(t, s)
		for _, id := range []string{abnd.StatusQuo, "low", "high"} {
			for _, y := range s.Projection.All() {
				sum := 0.0
				for _, line := range costing.PayerLines() {
					x, _ := p.Value(costing.BenefitKey(id, "x", line), y)
					sum += x
				}
				if cost, _ := p.Value(costing.BenefitKey(id, "x", "total_cost"), y); math.Abs(sum-cost) > 1e-6 {
					t.Fatalf("%s in %d: the payers pay %v of %v", id, y, sum, cost)
				}
			}
		}
	})
}

func TestSharesOfPayersAreChecked(t *testing.T) {
	for name, c := range map[string]struct {
		study *abnd.Study
		path  abnd.Path
		code  string
	}{
		"of a scheme":       {paying(abnd.Scheme{ShareState: share(0.5), ShareExternal: share(0.6)}), "schemes/s/share_external", "payers-above-one"},
		"of a benefit":      {paying(abnd.Scheme{}, costing.Payers{State: share(0.7), Contributions: share(0.7)}), "benefits/x/share_contributions", "payers-above-one"},
		"of both":           {paying(abnd.Scheme{ShareExternal: share(0.6)}, costing.Payers{State: share(0.7)}), "benefits/x/share_state", "payers-above-one"},
		"percent":           {paying(abnd.Scheme{ShareExternal: share(95)}), "schemes/s/share_external", "out-of-range"},
		"an end of nothing": {paying(abnd.Scheme{ExternalUntil: 2023}), "schemes/s/external_until", "external-share-missing"},
		"an own end":        {paying(abnd.Scheme{}, costing.Payers{ExternalUntil: 2023}), "benefits/x/external_until", "external-share-missing"},
	} {
		t.Run(name, func(t *testing.T) {
			found := costing.Check(c.study)
			if len(found) != 1 || found[0].Path != c.path || found[0].Code != c.code {
				t.Error(found)
			}
		})
	}
	// A third thrice is one, as rounding leaves it.
	third := share(1.0 / 3)
	if found := costing.Check(paying(abnd.Scheme{ShareState: third, ShareContributions: third, ShareExternal: third})); len(found) > 0 {
		t.Error(found)
	}
}
