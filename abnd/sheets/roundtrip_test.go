package sheets_test

import (
	"math"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/costing"
)

// A list that is empty and one that is not there are the same blank cell.
var blankIsBlank = cmpopts.EquateEmpty()

// Each case reads and writes a whole country several times.
func TestMain(m *testing.M) {
	proofs.Costly()
	proofs.SpendMemory()
	os.Exit(m.Run())
}

// checkRoundTrip writes a study, as typed cells and as CSV, reads it back, and
// compares; then writes it again and compares the sheets.
func checkRoundTrip(t interface {
	Fatalf(string, ...any)
}, tb testing.TB, study *abnd.Study) {
	for form, grids := range map[string][]sheets.Grid{"typed": fileOf(tb, study).all(), "csv": asCSV(tb, study)} {
		read, found := sheets.Read(grids)
		back := read.Study
		if back == nil {
			t.Fatalf("%s: what was written cannot be read:\n%v", form, found)
		}
		if diff := cmp.Diff(study, back, blankIsBlank); diff != "" {
			t.Fatalf("%s: the study does not come back (-written +read):\n%s", form, diff)
		}
		first, second := sheets.Write(study), sheets.Write(back)
		if !reflect.DeepEqual(first, second) { // cmp is slow on so many cells
			t.Fatalf("%s: the second writing differs (-first +second):\n%s", form, cmp.Diff(first, second))
		}
	}
}

func TestProfilesComeBack(t *testing.T) {
	for _, code := range proofs.Few(country.Codes()) {
		study := studies.Load(t, code)
		checkRoundTrip(t, t, study)
		checkRoundTrip(t, t, studies.Load(t, code)) // Write changed nothing in the first
		if diff := cmp.Diff(study, studies.Load(t, code), blankIsBlank); diff != "" {
			t.Errorf("%s: writing changed the study:\n%s", code, diff)
		}
	}
}

var (
	word = rapid.SampledFrom([]string{
		"", "Pensão social de velhice", `said "yes", then left`, "two\nlines", "=1+2", "1e5", "100 %", "; ", "-", "no", "Ω ≤ ∞",
	})
	// What comes back is what every program keeps of a figure.
	number = rapid.Map(rapid.OneOf(rapid.Float64Range(0, 1), rapid.SampledFrom([]float64{0, 1, 1.0 / 3, 0.1 + 0.2, math.SmallestNonzeroFloat64})), abnd.Kept)
)

func text(t *rapid.T, label string) string { return strings.TrimSpace(word.Draw(t, label)) }

func provenance(t *rapid.T) abnd.Provenance {
	return abnd.Provenance{
		Source:      rapid.SampledFrom([]string{"", "wpp2024", "wpp2024;assumption"}).Draw(t, "source"),
		Confidence:  rapid.SampledFrom([]abnd.Confidence{"", abnd.High, abnd.Assumption}).Draw(t, "confidence"),
		Note:        abnd.T(text(t, "note"), text(t, "nota")),
		ValidatedBy: text(t, "validated by"),
	}
}

// randomizeTexts changes what a study says everywhere, within what a file can
// hold and the checks allow.
func randomizeTexts(t *rapid.T, s *abnd.Study) {
	s.Country.Name = abnd.T(text(t, "country"), text(t, "país"))
	s.Title = abnd.T(text(t, "title"), text(t, "título"))
	s.ID = rapid.SampledFrom([]string{"", "tls-2026"}).Draw(t, "id")
	s.Status = rapid.SampledFrom([]abnd.Status{
		{}, {Stage: abnd.Draft}, {Stage: abnd.TechnicallyValidated, By: abnd.Text{PT: "INAS"}, Date: "2026-05-12"},
		{Stage: abnd.Approved, By: abnd.T("Council of Ministers", "Conselho de Ministros"), Date: "2026-06-01", Document: "3/2026"},
	}).Draw(t, "status")
	s.Status.DraftNote = abnd.T(text(t, "draft note"), text(t, "nota"))
	s.Projection.Last = abnd.Year(rapid.IntRange(2030, 2060).Draw(t, "last"))
	s.Population.Provenance = provenance(t)
	s.Population.Set(2030, abnd.Female, 7, abnd.Persons(abnd.Kept(1e6*number.Draw(t, "girls"))))
	s.Economy.GDP.Value = abnd.Kept(1e9 * (1 + number.Draw(t, "gdp")))
	s.Economy.Inflation.Values[2031] = number.Draw(t, "inflation")
	s.Economy.Inflation.LongRun = abnd.Known(number.Draw(t, "long run"), 0)
	s.Economy.Inflation.Extension = rapid.SampledFrom([]abnd.Extension{abnd.HoldLast, abnd.LongRunValue, abnd.Converge}).Draw(t, "extension")
	s.Economy.Inflation.LongRunYear = abnd.Year(rapid.IntRange(2032, 2050).Draw(t, "long-run year"))
	s.Economy.DeflatorGrowth.LongRunYear = abnd.Year(rapid.SampledFrom([]int{0, 2035}).Draw(t, "year of prices"))
	s.Government.Revenue.LastActual = abnd.Year(rapid.SampledFrom([]int{0, 2020}).Draw(t, "actual"))
	for i := range s.Schemes {
		x := &s.Schemes[i]
		x.Name, x.LegalBasis = abnd.T(text(t, "name"), text(t, "local")), abnd.T(text(t, "law"), text(t, "lei"))
		x.Guarantees = rapid.SliceOfNDistinct(rapid.SampledFrom(abnd.Guarantees()), 1, 3, rapid.ID[abnd.Guarantee]).Draw(t, "guarantees")
		x.Benefit = rapid.SampledFrom([]abnd.Figure{{}, abnd.Known(0, 2020), abnd.Known(12.5, 0), {Year: 2020}}).Draw(t, "benefit")
		x.AgeMin = rapid.SampledFrom([]abnd.Figure{{}, abnd.Known(0, 0), abnd.Known(60, 0)}).Draw(t, "age")
		x.AgeMax = abnd.Figure{}
		x.Payments = rapid.SampledFrom([]abnd.Figure{{}, abnd.Known(0, 0), abnd.Known(12, 0)}).Draw(t, "payments")
		x.RecipientsAmount = rapid.SampledFrom([]abnd.Figure{{}, abnd.Known(0.1, 0)}).Draw(t, "payment")
		x.Difference = abnd.T(text(t, "reason"), text(t, "motivo"))
	}
	for i := range s.Recommended {
		s.Recommended[i].ToBeCosted = rapid.Bool().Draw(t, "costed")
		s.Recommended[i].Text = abnd.T(text(t, "text"), text(t, "texto"))
	}
	for i := range s.Benefits {
		b := &s.Benefits[i]
		b.Name, b.Provenance = abnd.T(text(t, "name"), text(t, "nome")), provenance(t)
		for _, code := range []string{"share", "take_up", "take_up_target", "share_paid", "admin_share", "amount"} {
			if code == "amount" && b.Parameters["amount_rule"].Value.IsBlank() {
				continue // a scale or wages take its place
			}
			if _, set := b.Parameters[code]; set {
				p := abnd.Parameter{Value: abnd.Num(number.Draw(t, code)), Provenance: provenance(t)}
				p.Year = 2024
				p.Nature = rapid.SampledFrom(append(abnd.Natures(), "")).Draw(t, "nature")
				b.Parameters[code] = p
			}
			x := &s.Scenarios[rapid.IntRange(0, len(s.Scenarios)-1).Draw(t, "scenario")]
			x.Change(b.ID, code, abnd.Num(number.Draw(t, "changed "+code)))
		}
	}
	for i := range s.Scenarios {
		s.Scenarios[i].Description = abnd.T(text(t, "description"), text(t, "descrição"))
		if i > 0 { // one that comes before it, so that there is no cycle
			s.Scenarios[i].BasedOn = rapid.SampledFrom([]string{"", s.Scenarios[i-1].ID}).Draw(t, "based on")
		}
	}
	for i := range s.Groups {
		g := &s.Groups[i]
		g.Name, g.Provenance = abnd.T(strings.TrimSpace("group "+text(t, "group")), text(t, "grupo")), provenance(t)
		g.Share = rapid.SampledFrom([]abnd.Figure{{}, abnd.Known(abnd.Kept(1.0/3), 0), abnd.Known(1, 0)}).Draw(t, "share of the group")
		g.Overlap, g.Joint = rapid.SampledFrom(abnd.Overlaps()).Draw(t, "overlap"), abnd.Figure{}
		if g.Overlap == abnd.GivenOverlap {
			g.Joint = abnd.Known(0.1, 0)
		}
	}
	for i := range s.Provisions {
		p := &s.Provisions[i]
		p.Provenance = provenance(t)
		p.Legal = rapid.SampledFrom([]abnd.Figure{{}, abnd.Known(0, 0), abnd.Known(0.1+0.2, 0)}).Draw(t, "legal")
		p.Women, p.InGroup = p.Legal, abnd.Figure{}
		if _, isScheme := s.FindScheme(p.By); isScheme {
			p.Recipients = rapid.SampledFrom([]abnd.Figure{{}, abnd.Known(12_345.5, 2019), abnd.Known(7, 0)}).Draw(t, "recipients in the group")
			p.PerUnit = rapid.SampledFrom([]abnd.Figure{{}, abnd.Known(4.2, 0)}).Draw(t, "per unit")
		}
	}
	for i := range s.Indicators {
		x := &s.Indicators[i]
		x.Published = rapid.SampledFrom([]abnd.Figure{{}, abnd.Known(0.3, 2017), abnd.Known(1, 0)}).Draw(t, "published")
		x.Provenance = provenance(t)
	}
	for i := range s.MatrixTexts {
		s.MatrixTexts[i].Text, s.MatrixTexts[i].Provenance = abnd.T(text(t, "matrix"), text(t, "matriz")), provenance(t)
	}
	for i := range s.Recommended {
		s.Recommended[i].Gaps = nil
		if len(s.Groups) > 0 && rapid.Bool().Draw(t, "gaps") {
			s.Recommended[i].Gaps = []abnd.GapRef{{Group: s.Groups[0].ID, Kind: abnd.PolicyGap}, {Group: s.Groups[0].ID, Kind: abnd.LeftOut}}
		}
	}
	s.Sources[0].Title, s.Sources[0].Page = abnd.T(text(t, "source title"), text(t, "título da fonte")), text(t, "page")
}

func TestScribbledStudiesComeBack(t *testing.T) {
	proofs.Check(t, func(rt *rapid.T) {
		study := studies.Load(t, rapid.SampledFrom(country.Codes()).Draw(rt, "country"))
		randomizeTexts(rt, study)
		if found := costing.Check(study); found.HasErrors() {
			rt.Fatalf("the test makes studies with errors:\n%v", found)
		}
		checkRoundTrip(rt, t, study)
	})
}

// Values lie in the file's own units: what is a number there is one here,
// and every figure of the study stands in exactly one input cell.
func TestEveryPathStandsInOneCell(t *testing.T) {
	for _, code := range proofs.Few(country.Codes()) {
		seen := map[abnd.Path]string{}
		for _, s := range sheets.Write(studies.Load(t, code)) {
			for j, row := range s.Rows {
				if len(row) != len(s.Columns) {
					t.Fatalf("%s row %d has %d cells for %d columns", s.Code, j, len(row), len(s.Columns))
				}
				for i, c := range row {
					if c.Path == "" {
						continue
					}
					at := place(s.Code, i, j+1)
					if was, twice := seen[c.Path]; twice {
						t.Errorf("%s stands in %s and in %s", c.Path, was, at)
					}
					seen[c.Path] = at
					if _, isNumber := c.Value.Number(); isNumber && !c.Format.IsNumber() {
						t.Errorf("%s (%s) is a number in a cell for text", c.Path, at)
					}
				}
			}
		}
		if len(seen) < 10000 {
			t.Errorf("%s: only %d paths", code, len(seen))
		}
	}
}

// The places that Read gives are those at which Write put the figures.
func TestReadFindsEveryFigureWhereItWasWritten(t *testing.T) {
	study := studies.Load(t, "TLS")
	study.Economy.GDP.ValidatedBy = "INETL"
	amount := study.Benefits[0].Parameters["amount"]
	amount.ValidatedBy = "MSSI"
	study.Benefits[0].Parameters["amount"] = amount
	_, places, _ := fileOf(t, study).read()
	for _, s := range sheets.Write(study) {
		for j, row := range s.Rows {
			for i, c := range row {
				if c.Path == "" || c.Value.IsBlank() {
					continue
				}
				if got, want := places.Find(c.Path), place(s.Code, i, j+1); got != want {
					t.Errorf("%s is placed in %q, it stands in %s", c.Path, got, want)
				}
			}
		}
	}
}

func TestThePlaceOfAnUnwrittenFigureIsWhatIsAroundIt(t *testing.T) {
	f := fileOf(t, studies.Load(t, "TLS"))
	_, places, _ := f.read()
	for path, want := range map[abnd.Path]string{
		"benefits/child-benefit/colour":     place("BENEFITS", 0, f.row("BENEFITS", "child-benefit")+1),
		"economy/gdp/colour":                place("ECO", 0, f.row("ECO", "gdp")+1),
		"population/female/200/2030":        "POP",
		"schemes/TLS-BDM/colour":            place("SCHEMES", 0, f.row("SCHEMES", "TLS-BDM")+1),
		"economy":                           "ECO",
		"government/lottery":                "GGO",
		"scenarios/low/child-benefit/share": f.cell("BENEFITS", "child-benefit share", "low").Place,
		"nowhere/at/all":                    "",
		"":                                  "",
	} {
		if got := places.Find(path); got != want {
			t.Errorf("%q is placed in %q, want %q", path, got, want)
		}
	}
}
