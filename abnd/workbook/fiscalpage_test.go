package workbook

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/abnd/workbook/reader"
	"github.com/openabnd/engine/costing"
)

// assumed is a series from a year on, of the profile's own illustrative source.
func assumed(extension abnd.Extension, from abnd.Year, values ...float64) abnd.Series {
	s := abnd.Series{Provenance: abnd.Provenance{Source: "assumption", Confidence: abnd.Assumption}, Extension: extension, Values: map[abnd.Year]float64{}}
	for i, v := range values {
		s.Values[from+abnd.Year(i)] = v
	}
	return s
}

// everyFrame is Mozambique with every row of the frames in use that the
// profiles leave blank: participation of women by age, insured persons,
// growth from productivity, a second GDP as a share, items of the accounts in
// both forms, and what changes the debt.
func everyFrame(t *testing.T) *abnd.Study {
	s := studies.Load(t, "MOZ")
	l := &s.Labour
	l.Youth.Female, l.Prime.Female, l.Older.Female, l.Old.Female = assumed(abnd.HoldLast, 2010, 0.6), assumed(abnd.HoldLast, 2010, 0.9), assumed(abnd.HoldLast, 2010, 0.85), assumed(abnd.HoldLast, 2010, 0.6)
	l.Informal, l.Insured = assumed(abnd.HoldLast, 2015, 0.9), assumed(abnd.HoldLast, 2020, 500_000, 520_000)
	s.GrowthFrom = abnd.FromProductivity
	s.Economy.Productivity = assumed(abnd.HoldLast, 2027, 0.01, 0.02)
	s.Economy.SecondGDP.Share = assumed(abnd.HoldLast, 2012, 0.97, 0.95)
	g := &s.Government
	g.Taxes.Share, g.Grants.Money = assumed(abnd.HoldLast, 2012, 0.2), assumed(abnd.WithGDP, 2020, 4e10, 5e10)
	g.SocialProtection.Share, g.Interest.Money = assumed(abnd.HoldLast, 2014, 0.02), assumed(abnd.WithGDP, 2015, 2e10)
	g.StockFlow = assumed(abnd.HoldLast, 2029, 0.01, -0.01)
	s.Financing[0].For = []string{"high", "children-first"}
	s.Financing = append(s.Financing, abnd.Financing{
		ID: "levy", Name: abnd.T("Levy", "Taxa"), Kind: abnd.Contributions, Start: 2027, RampYears: abnd.Known(4, 0),
		Amount: abnd.Known(3e9, 2024), Index: costing.IndexGDP, Provenance: abnd.Provenance{Source: "assumption", Confidence: abnd.Assumption},
	})
	return s
}

// fewer leaves a study two benefits and no groups: what is proved is computed of their
// totals.
func fewer(study *abnd.Study) *abnd.Study {
	return bare(study, study.Benefits[0].ID, study.Benefits[1].ID)
}

// TestLibreOfficeAgreesOnFrames proves, over all years, labour, the closures, the accounts,
// the debt, the financing and the macro scenarios, each of which is chosen in
// a workbook of its own, after random edits too.
func TestLibreOfficeAgreesOnFrames(t *testing.T) {
	proofs.OfAll(t)
	p := newProof(t)
	load := func() *abnd.Study { return fewer(everyFrame(t)) }
	base := formulasOf(first(laidOut(t, load())))
	random := rand.New(rand.NewPCG(*proofSeed, 21))
	for _, macro := range []string{"low-growth", "high-growth", "inflation-shock", "no-gas-jump"} {
		s := load()
		s.Macro = macro
		if macro == "no-gas-jump" { // growth by its own row, on its way to the long run
			s.GrowthFrom = abnd.GrowthGiven
			goTo(&s.Economy.RealGrowth, abnd.ConvergePerHead, 0.01, 2037)
			goTo(&s.Economy.DeflatorGrowth, abnd.WithPrices, 0, 2034)
			goTo(&s.Economy.Inflation, abnd.Converge, 0.03, 2033)
		}
		for range 6 {
			editFiscal(random, s)
		}
		if found := costing.Check(s); found.HasErrors() {
			t.Fatal(found)
		}
		if got := p.add(t, macro, s); !sameFormulas(got, base) {
			t.Errorf("%s: typing into blue cells changes a formula", macro)
		}
	}
	if proofs.All() {
		p.add(t, "as built", load())
		given := load()
		given.GrowthFrom = abnd.GrowthGiven
		p.add(t, "growth given", given)
	}
	books := len(p.books)
	proofs.Tell(t, "compared %d cells of %d workbooks", p.run(t), books)
}

// goTo extends a series to a long-run value.
func goTo(s *abnd.Series, extension abnd.Extension, longRun float64, year abnd.Year) {
	s.Extension, s.LongRun, s.LongRunYear = extension, abnd.Known(longRun, 0), year
}

// editFiscal types into a cell of ECO, LPR, GGO, MACRO or FINANCING.
func editFiscal(random *rand.Rand, s *abnd.Study) {
	x := random.Float64()
	switch random.IntN(8) {
	case 7:
		s.Economy.DeflatorGrowth.LongRunYear = abnd.Year(2028 + random.IntN(12)) // passed, or to come
	case 0:
		s.Labour.Unemployment.Male.Values[2025] = 0.5 * x
	case 1:
		s.Government.Envelope.Values[2026] = 0.05 * x
	case 2:
		s.Government.InterestRate.LongRun = abnd.Known(0.2*x, 0)
	case 3:
		f := &s.Financing[1+random.IntN(len(s.Financing)-1)]
		f.Start, f.RampYears = abnd.Year(2024+random.IntN(10)), abnd.Known(float64(1+random.IntN(6)), 0)
		f.End = f.Start + 6
	case 4:
		s.Financing[0].Share = abnd.Known(0.05*x, 0)
	case 5:
		c := &s.MacroScenarios[random.IntN(2)].Changes[0]
		c.Value, c.To = abnd.Known(0.02*x-0.01, 0), abnd.Year(2030+random.IntN(8))
	default:
		s.MacroScenarios[2].Changes[0].Kind = abnd.Replace
		s.MacroScenarios[2].Changes[0].Value = abnd.Known(0.1*x, 0)
	}
}

// A study without envelope, debt and second GDP has no sheet FISCAL; one with
// them has it, marked as a result, and its inputs come back.
func TestFiscalSheet(t *testing.T) {
	proofs.NotShort(t)
	s := everyFrame(t)
	b, _ := laidOut(t, s)
	has := func(b *book, name string) bool {
		return slices.ContainsFunc(b.pages, func(p *paper.Page) bool { return p.Name == name })
	}
	if !has(b, fiscalSheet) || !IsResult(fiscalSheet) || IsResult(sheets.Financing) {
		t.Error("FISCAL is not there, or not a result")
	}
	plain := studies.Load(t, "MOZ")
	plain.Government.Envelope, plain.Government.Debt, plain.Financing, plain.MacroScenarios = abnd.Series{}, abnd.Series{}, nil, nil
	if b, _ := laidOut(t, plain); has(b, fiscalSheet) {
		t.Error("FISCAL is there without anything to show")
	}
	data, err := b.bytes()
	if err != nil {
		t.Fatal(err)
	}
	grids, found := reader.ReadGrids(data, "results.xlsx", sheets.FirstKeys(), IsResult)
	read, more := sheets.Read(grids)
	study := read.Study
	if len(found) > 0 || study == nil {
		t.Fatal(found, more)
	}
	if changes := sheets.Diff(s, study); len(changes) > 0 {
		t.Errorf("%d inputs come back changed, the first %+v", len(changes), changes[0])
	}
}

// everyFinancingRule is Mozambique with a measure of every rule in each of its
// forms, and of every way to give a base.
func everyFinancingRule(t *testing.T) *abnd.Study {
	s := everyFrame(t)
	s.Economy.AverageWage = abnd.Benchmark{Level: abnd.Level{Figure: abnd.Known(12_000, 2024), Provenance: s.Financing[0].Provenance}, Index: costing.IndexWages}
	amount, share := costing.BaseAmount(4e10, 2024), costing.BaseShare(0.65)
	for id, rule := range map[string]costing.FinancingRule{
		"vat":          costing.ConsumptionTax{Of: share, Points: 0.02, Today: 0.16, Efficiency: 0.35, Elasticity: -0.5},
		"vat-revenue":  costing.ConsumptionTax{Of: amount, Points: 0.01, Today: 0.16, Elasticity: -0.3},
		"tobacco":      costing.Excise{Of: costing.BaseAmount(5e9, 2023).Buoyant(0.8, 2023), Today: 20, New: 30, Price: 100, Elasticity: -0.6, PassThrough: 1},
		"sugar":        costing.Excise{Of: share, New: 2, Price: 50, Elasticity: -0.8, PassThrough: 0.9, PaidBy: 0.1},
		"wage-points":  costing.WageContributions{Of: costing.BaseOf(costing.WageBill), Points: 0.02, Compliance: 0.8},
		"fuel-subsidy": costing.ExemptionRemoved{Of: costing.BaseShare(0.02).Buoyant(0, 2025), Removed: 0.5, Compensation: 0.3},
		"budget-line":  costing.ReallocatedShare{Of: costing.BaseOf("expenditure"), Share: 0.01},
		"resource":     costing.RateOfBase{Of: costing.BaseAmount(9e10, 2022).Buoyant(1.4, 2022), Rate: 0.02},
	} {
		s.Financing = append(s.Financing, costing.NewFinancing(id, abnd.NewTax, abnd.Same(id), abnd.T("what is taxed", "o que é tributado"), 2027, s.Financing[0].Provenance, rule))
	}
	slices.SortFunc(s.Financing, func(a, b abnd.Financing) int { return strings.Compare(a.ID, b.ID) })
	return s
}

// TestLibreOfficeAgreesOnFinancingRules proves every rule of financing as built
// and after random edits, none of which changes a formula.
func TestLibreOfficeAgreesOnFinancingRules(t *testing.T) {
	proofs.OfAll(t)
	p := newProof(t)
	base := formulasOf(first(laidOut(t, fewer(everyFinancingRule(t)))))
	p.add(t, "as built", fewer(everyFinancingRule(t)))
	random := rand.New(rand.NewPCG(*proofSeed, 22))
	s := fewer(everyFinancingRule(t))
	for i := range s.Financing {
		f := &s.Financing[i]
		for code, v := range f.Parameters {
			if x, ok := v.Number(); ok && code != "base_year" && code != "pass_through" {
				f.Parameters[code] = abnd.Num(abnd.Kept(x * (0.8 + 0.4*random.Float64())))
			}
		}
		switch f.ID {
		case "vat":
			delete(f.Parameters, "efficiency") // the base is then what the tax yields
		case "vat-revenue":
			f.Parameters["efficiency"] = abnd.Num(0.4)
		case "resource":
			delete(f.Parameters, "buoyancy")
		case "tobacco":
			f.RampYears, f.End = abnd.Known(3, 0), 2033
		}
	}
	if found := costing.Check(s); found.HasErrors() {
		t.Fatal(found)
	}
	if got := p.add(t, "edited", s); !sameFormulas(got, base) {
		t.Error("typing into blue cells changes a formula")
	}
	proofs.Tell(t, "compared %d cells of 2 workbooks", p.run(t))
}

// Every formula of the rules keeps to the dialect, and every line of them has its
// place, also where the workbook is not recalculated. No check finds a difference.
func TestFinancingRulesInTheWorkbook(t *testing.T) {
	proofs.NotShort(t)
	b, w := laidOut(t, everyFinancingRule(t))
	if n := keepsToDialect(t, formulasOf(b)); n == 0 {
		t.Fatal("no formulas")
	}
	rules := 0
	for _, line := range w.model.Lines() {
		at, ok := w.spots[line.Key]
		if !ok {
			t.Errorf("the line %s has no place", line.Key)
		}
		if strings.HasPrefix(string(line.Key), "fiscal/rule/") && at.sheet != fiscalSheet || strings.HasPrefix(string(line.Key), "fiscal/base/") && at.sheet != sheets.Government {
			t.Errorf("%s stands on %s", line.Key, at.sheet)
		}
		if strings.HasSuffix(string(line.Key), "/full") {
			rules++
		}
	}
	if rules != 8 {
		t.Errorf("%d measures of a rule, want 8", rules)
	}
	if got := w.computed[address.Ref{Sheet: checksSheet, Col: checkResultColumn, Row: lightRow}].value; got != okText {
		t.Errorf("the light shows %v", got)
	}
}

// What is typed into a cell of a rule of financing is bounded there and then, as a
// parameter of a benefit is: an elasticity without its sign is refused.
func TestFinancingCellsHaveBounds(t *testing.T) {
	for code, want := range map[string][2]float64{"elasticity": {-2, 0}, "rate": {0, 1}, "base_year": {1900, 2200}} {
		kind := (&book{}).typed(sheets.Column{}, sheets.Cell{Path: costing.FinancingPath("vat", code), Format: sheets.Number})
		if !kind.Firm || kind.Low != want[0] || kind.High != want[1] {
			t.Errorf("%s may be %v to %v, want %v", code, kind.Low, kind.High, want)
		}
	}
	kind := (&book{}).typed(sheets.Column{}, sheets.Cell{Path: costing.FinancingPath("vat", "share"), Format: sheets.Share})
	if !kind.Firm || kind.Low != 0 || kind.High != 1 {
		t.Errorf("a share of GDP may be %v to %v", kind.Low, kind.High)
	}
}
