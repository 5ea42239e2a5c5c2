package costing_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// outturn is a row of the scheme "old" of the small study in 2022.
func outturn(m abnd.OutturnMeasure, c abnd.Component, value float64) abnd.Outturn {
	return abnd.Outturn{
		Scheme: "old", Year: 2022, Measure: m, Component: c, Value: abnd.Known(value, 0), Date: "2022-12-31",
		Provenance: abnd.Provenance{Confidence: abnd.Assumption},
	}
}

// outturnFigures computes a study with these rows and gives what is known of the
// year 2022 of the scheme "old".
func outturnFigures(t *testing.T, s *abnd.Study, rows ...abnd.Outturn) map[string]float64 {
	t.Helper()
	s.Outturns = append(s.Outturns, rows...)
	p := project(t, s)
	figures := map[string]float64{}
	for _, code := range slices.Concat(costing.OutturnLines(), costing.OutturnWorkings()) {
		if x, known := p.Value(costing.OutturnKey("old", 2022, code), 0); known {
			figures[code] = x
		}
	}
	return figures
}

// By hand: 22 m due, of which 16 m internal; 14 m internal and 1 m external paid;
// 12 m and 8 m appropriated. In arrears 22 − 15 = 7 m: 16 − 14 = 2 m internal and
// 6 − 1 = 5 m external. Executed 15 ÷ 20 = 75 %. Of 60,000 enrolled 45,000 were
// paid, 75 %, who got 15 ÷ 22 ÷ 0.75 of what was due. The model owes
// 68,400 × 0.9 × 30 × 12 × 1.05 = 23,269,680, as in the reconciliation.
func TestArrearsByHand(t *testing.T) {
	got := outturnFigures(t, reported(),
		outturn(abnd.Due, "", 22e6), outturn(abnd.Due, abnd.Internal, 16e6), outturn(abnd.Due, abnd.External, 6e6),
		outturn(abnd.PaidOut, abnd.Internal, 14e6), outturn(abnd.PaidOut, abnd.External, 1e6),
		outturn(abnd.Appropriated, abnd.Internal, 12e6), outturn(abnd.Appropriated, abnd.External, 8e6),
		outturn(abnd.RecipientsDue, "", 60_000), outturn(abnd.RecipientsPaid, "", 45_000))
	for code, want := range map[string]float64{
		"due": 22e6, "paid": 15e6, "arrears": 7e6, "arrears_internal": 2e6, "arrears_external": 5e6,
		"appropriated": 20e6, "execution": 0.75, "execution_internal": 14. / 12, "execution_external": 0.125,
		"share_paid": 15. / 22, "recipients_due": 60_000, "recipients_paid": 45_000, "share_recipients_paid": 0.75, "share_payments": 15. / 22 / 0.75,
		"model": 23_269_680, "model_over_due": 23_269_680 / 22e6, "model_over_appropriated": 23_269_680 / 20e6, "beyond": 1,
	} {
		x, known := got[code]
		if !known || math.Abs(x-want) > 1e-12*max(1, math.Abs(want)) {
			t.Errorf("%s is %v (known: %v), by hand %v", code, x, known, want)
		}
	}
}

// What is in arrears is owed: no total is less by it, whatever was paid.
func TestArrearsAreNoSaving(t *testing.T) {
	total := func(rows ...abnd.Outturn) []float64 {
		s := reported()
		s.Outturns = rows
		m, found := costing.Build(s)
		if m == nil {
			t.Fatal(found)
		}
		p, err := m.Evaluate()
		if err != nil {
			t.Fatal(err)
		}
		return p.Values(costing.TotalKey(abnd.StatusQuo, "total_cost"))
	}
	if without, with := total(), total(outturn(abnd.Due, "", 22e6), outturn(abnd.PaidOut, "", 1e6)); !slices.Equal(without, with) {
		t.Errorf("the status quo costs %v with arrears, and %v without", with, without)
	}
}

// The model of a year is what it owes: what a share that is not paid leaves in
// arrears belongs to it. By hand: the pension of the small study without its
// administration is 22,161,600 a year; half of it paid costs 11,080,800 with 5 %
// of administration on it, 11,634,840, and 11,080,800 are in arrears.
func TestTheModelOwesWhatItDoesNotPay(t *testing.T) {
	s := reported()
	for i := range s.Benefits {
		if s.Benefits[i].ID == "pension" {
			s.Benefits[i].Parameters["share_paid"] = abnd.Parameter{Value: abnd.Num(0.5), Provenance: abnd.Provenance{Confidence: abnd.Assumption}}
			s.Benefits[i].Parameters["shares_paid_until"] = abnd.Parameter{Value: abnd.Num(2022), Provenance: abnd.Provenance{Confidence: abnd.Assumption}}
		}
	}
	if got := outturnFigures(t, s, outturn(abnd.Due, "", 22e6)); math.Abs(got["model"]-(11_634_840+11_080_800)) > 1e-3 {
		t.Errorf("the model owes %v", got["model"])
	}
}

// What is not known is blank, and so is all that needs it; never zero.
func TestOutturnsOfWhatIsNotKnown(t *testing.T) {
	for name, c := range map[string]struct {
		rows        []abnd.Outturn
		known, gone []string
	}{
		"due alone":       {[]abnd.Outturn{outturn(abnd.Due, "", 22e6)}, []string{"due", "model", "model_over_due"}, []string{"paid", "arrears", "execution", "share_paid", "appropriated"}},
		"one component":   {[]abnd.Outturn{outturn(abnd.Due, "", 22e6), outturn(abnd.PaidOut, abnd.Internal, 1e6)}, []string{"due"}, []string{"paid", "arrears", "arrears_internal"}},
		"nothing is paid": {[]abnd.Outturn{outturn(abnd.Due, "", 22e6), outturn(abnd.PaidOut, "", 0)}, []string{"paid", "arrears", "share_paid"}, []string{"execution"}},
		"no budget":       {[]abnd.Outturn{outturn(abnd.PaidOut, "", 1e6), outturn(abnd.Appropriated, "", 0)}, []string{"paid", "appropriated"}, []string{"execution", "model_over_appropriated"}},
		"a blank":         {[]abnd.Outturn{{Scheme: "old", Year: 2022, Measure: abnd.Appropriated, Provenance: abnd.Provenance{Confidence: abnd.Assumption}}}, []string{"model"}, []string{"appropriated", "beyond"}},
	} {
		got := outturnFigures(t, reported(), c.rows...)
		for _, code := range c.known {
			if _, ok := got[code]; !ok {
				t.Errorf("%s: %s is not known", name, code)
			}
		}
		for _, code := range c.gone {
			if x, ok := got[code]; ok {
				t.Errorf("%s: %s is %v", name, code, x)
			}
		}
	}
	past := outturn(abnd.Due, "", 22e6)
	past.Year = 2021
	s := reported()
	s.Outturns = []abnd.Outturn{past}
	p := project(t, s)
	if x, known := p.Value(costing.OutturnKey("old", 2021, "model"), 0); known {
		t.Errorf("the model costs %v before its projection", x)
	}
}

// Faults and doubts are told at their cells, all in one pass.
func TestFaultsOfOutturns(t *testing.T) {
	with := func(change func(*abnd.Outturn), more ...abnd.Outturn) *abnd.Study {
		s, row := reported(), outturn(abnd.PaidOut, "", 20e6)
		change(&row)
		s.Outturns = append([]abnd.Outturn{row}, more...)
		return s
	}
	nothing := func(*abnd.Outturn) {}
	covering := func(o abnd.Outturn, ids ...string) abnd.Outturn { o.Covers = ids; return o }
	for name, c := range map[string]struct {
		study *abnd.Study
		want  string
	}{
		"as it should be":      {with(nothing, outturn(abnd.Due, "", 22e6), outturn(abnd.Appropriated, "", 21e6)), ""},
		"unknown scheme":       {with(func(o *abnd.Outturn) { o.Scheme = "odl" }), "unknown-reference outturns/odl/2022/paid/all/scheme"},
		"no year":              {with(func(o *abnd.Outturn) { o.Year = 0 }), "needed outturns/old/0/paid/all/year"},
		"unknown measure":      {with(func(o *abnd.Outturn) { o.Measure = "spent" }), "unknown-reference outturns/old/2022/spent/all/measure"},
		"unknown component":    {with(func(o *abnd.Outturn) { o.Component = "foreign" }), "unknown-reference outturns/old/2022/paid/foreign/component"},
		"below zero":           {with(func(o *abnd.Outturn) { o.Value.Value = -1 }), "out-of-range outturns/old/2022/paid/all/value"},
		"people of a partner":  {with(func(o *abnd.Outturn) { o.Measure, o.Component = abnd.RecipientsPaid, abnd.External }), "not-money outturns/old/2022/recipients-paid/external/component"},
		"part of the year":     {with(func(o *abnd.Outturn) { o.Date = "2022-09-30" }), "warning part-of-year outturns/old/2022/paid/all/date"},
		"no source":            {with(func(o *abnd.Outturn) { o.Confidence = abnd.High }), "warning no-source outturns/old/2022/paid/all"},
		"unknown source":       {with(func(o *abnd.Outturn) { o.Source = "nowhere" }), "unknown-reference outturns/old/2022/paid/all/source"},
		"covers what is not":   {with(func(o *abnd.Outturn) { o.Covers = []string{"idel"} }), "unknown-reference outturns/old/2022/paid/all/covers"},
		"covers itself":        {with(func(o *abnd.Outturn) { o.Covers = []string{"old"} }), "unknown-reference outturns/old/2022/paid/all/covers"},
		"covers twice":         {with(func(o *abnd.Outturn) { o.Covers = []string{"idle", "idle"} }), "covers-twice outturns/old/2022/paid/all/covers"},
		"covers another":       {with(nothing, covering(outturn(abnd.Due, "", 22e6), "idle")), "covers-differ outturns/old/2022/due/all/covers"},
		"paid over due":        {with(nothing, outturn(abnd.Due, "", 19e6)), "warning paid-over-due outturns/old/2022/paid/all/value"},
		"paid over the budget": {with(nothing, outturn(abnd.Appropriated, "", 19e6)), "warning paid-over-appropriated outturns/old/2022/paid/all/value"},
		"partners over theirs": {with(func(o *abnd.Outturn) { o.Component = abnd.External }, outturn(abnd.Due, abnd.External, 19e6)), "warning paid-over-due outturns/old/2022/paid/external/value"},
		"more than enrolled":   {with(nothing, outturn(abnd.RecipientsDue, "", 9), outturn(abnd.RecipientsPaid, "", 10)), "warning paid-of-recipients outturns/old/2022/recipients-paid/all/value"},
		"another count":        {with(func(o *abnd.Outturn) { o.Measure, o.Year = abnd.RecipientsDue, 2021 }), "warning counts-differ outturns/old/2021/recipients-due/all/value"},
		"parts that differ":    {with(nothing, outturn(abnd.PaidOut, abnd.Internal, 15e6), outturn(abnd.PaidOut, abnd.External, 6e6)), "warning components-sum outturns/old/2022/paid/all/value"},
	} {
		found := costing.Check(c.study)
		speaksBothLanguages(t, found)
		var about []string
		for _, line := range written(found) {
			if strings.Contains(line, " outturns/") {
				about = append(about, line)
			}
		}
		if c.want == "" && len(about) > 0 || c.want != "" && !slices.Contains(about, c.want) {
			t.Errorf("%s: found %v, want %q", name, about, c.want)
		}
	}
}
