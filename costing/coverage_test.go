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

// assessed adds to [smallStudy] a group of 77,900 older persons (1,000 women
// and 900 men at each of 41 ages) with two schemes and a new benefit, and a
// group of mothers of whom nothing is known.
//
//	old   38,950 persons in 2021: half of the group; 60 % women; 20 a month
//	cash  7,790 households of 4, half of whose members are of the group: a fifth; 60 a month each
func assessed(overlap abnd.Overlap) *abnd.Study {
	s := smallStudy()
	s.Groups = []abnd.PopulationGroup{{
		ID: "older", Guarantee: abnd.Older, Name: abnd.T("Aged 60 and over", "Com 60 e mais anos"), Of: abnd.GroupOfPeople,
		AgeMin: abnd.Known(60, 0), AgeMax: abnd.Known(100, 0), Sex: abnd.Both, Share: abnd.Known(1, 0), Overlap: overlap,
		Benchmark: "poverty-line", Adequate: abnd.Known(0.5, 0), Provenance: printed,
	}, {
		ID: "mothers", Guarantee: abnd.ActiveAge, Name: abnd.T("Mothers", "Mães"), Of: abnd.GroupOfBirths, Share: abnd.Known(1, 0),
		Overlap: abnd.ExclusiveOverlap, Provenance: printed,
	}}
	if overlap == abnd.GivenOverlap {
		s.Groups[0].Joint = abnd.Known(0.1, 0)
	}
	old, cash := &s.Schemes[0], &s.Schemes[1]
	old.AgeMin = abnd.Known(60, 0)
	old.Recipients, old.CountingUnit, old.Benefit, old.Payments = abnd.Known(38_950, 2021), abnd.CountPersons, abnd.Known(20, 2021), abnd.Known(12, 0)
	cash.Recipients, cash.CountingUnit, cash.Benefit, cash.Payments = abnd.Known(7_790, 2022), abnd.CountHouseholds, abnd.Known(60, 2021), abnd.Known(12, 0)
	s.Provisions = []abnd.Provision{
		{Group: "older", By: "old", Role: abnd.Covers, Legal: abnd.Known(0.8, 0), Women: abnd.Known(0.6, 0), Provenance: printed},
		{Group: "older", By: "cash", Role: abnd.Covers, PerUnit: abnd.Known(4, 0), InGroup: abnd.Known(0.5, 0), Women: abnd.Known(0.5, 0), Provenance: printed},
		{Group: "older", By: "new-pension", Role: abnd.Covers, Provenance: printed},
		{Group: "mothers", By: "idle", Role: abnd.Covers, Provenance: printed},
	}
	return s
}

// values of single cells of the assessment; NaN is not known.
func wantCoverage(t *testing.T, s *abnd.Study, want map[string]float64) {
	t.Helper()
	p := project(t, s)
	for line, x := range want {
		got, ok := p.Value(costing.CoverageKey("older", strings.Split(line, "/")...), 0)
		if !ok {
			got = math.NaN()
		}
		if math.IsNaN(x) != math.IsNaN(got) || math.Abs(got-x) > 1e-12*math.Max(1, math.Abs(x)) {
			t.Errorf("%s = %v, want %v", line, got, x)
		}
	}
}

// Worked by hand from the figures of assessed.
func TestCoverageByHand(t *testing.T) {
	unknown := math.NaN()
	wantCoverage(t, assessed(abnd.ExclusiveOverlap), map[string]float64{
		"size_now": 77_900, "size_now/female": 41_000, "size_now/male": 36_900,
		"by/old/persons": 38_950, "by/old/rate": 0.5, "by/old/rate/female": 23_370. / 41_000, "by/old/rate/male": 15_580. / 36_900,
		"by/cash/persons": 15_580, "by/cash/rate": 0.2, "by/cash/rate/female": 0.19, "by/cash/rate/male": 7_790. / 36_900,
		"by/old/monthly": 20, "by/old/adequacy": 0.5, "by/old/adequacy/minimum-wage": 20. / 115, "by/old/adequacy/average-wage": unknown,
		"by/cash/monthly": 15, "by/cash/adequacy": 0.375,
		"schemes": 2, "known": 2, "laws": 1, "legal": 0.8,
		"effective": 0.7, "effective_low": 0.5, "effective_high": 0.7,
		"effective/female": 0.76, "effective/male": 23_370. / 36_900,
		"adequately":       0.5,
		"gap/policy/share": 0.2, "gap/policy": 15_580, "gap/policy/female": unknown, // a law of 80 % is not known by sex
		"gap/implementation/share": 0.1, "gap/implementation": 7_790,
		"gap/adequacy/share": 0.2, "gap/adequacy": 15_580,
		"gap/left_out": 23_370, "gap/left_out/female": 0.24 * 41_000, "gap/left_out/male": 36_900 - 23_370,
	})
}

// The four rules of overlap on shares of 0.5 and 0.2.
func TestOverlapByHand(t *testing.T) {
	for overlap, want := range map[abnd.Overlap]float64{
		abnd.ExclusiveOverlap: 0.7, abnd.IndependentOverlap: 0.6, abnd.NestedOverlap: 0.5, abnd.GivenOverlap: 0.6,
	} {
		wantCoverage(t, assessed(overlap), map[string]float64{"effective": want, "effective_low": 0.5, "effective_high": 0.7, "gap/left_out/share": 1 - want})
	}
}

// A scheme that takes people out makes the group smaller, and its sex with it.
func TestTakesOutByHand(t *testing.T) {
	s := assessed(abnd.ExclusiveOverlap)
	s.Provisions[0].InGroup = abnd.Known(1, 0)
	s.Provisions[1].Role = abnd.TakesOut // a fifth of 77,900 belong elsewhere
	wantCoverage(t, s, map[string]float64{
		"size_now": 62_320, "size_now/female": 32_800, "by/old/rate": 0.625, "effective": 0.625, "schemes": 1, "gap/left_out": 23_370,
	})
}

// In a group of one sex all recipients are of that sex, whatever the provision
// says of women; among births they are women.
func TestCoverageOfOneSex(t *testing.T) {
	unknown := math.NaN()
	for sex, want := range map[abnd.Sex]map[string]float64{
		abnd.Female: {"size_now": 41_000, "by/old/rate": 38_950. / 41_000, "by/old/rate/female": 38_950. / 41_000, "by/old/persons/male": 0, "by/old/rate/male": unknown},
		abnd.Male:   {"size_now": 36_900, "by/cash/rate": 15_580. / 36_900, "by/cash/rate/male": 15_580. / 36_900, "by/cash/persons/female": 0, "by/cash/rate/female": unknown},
	} {
		s := assessed(abnd.ExclusiveOverlap)
		s.Groups[0].Sex = sex
		s.Provisions[0].InGroup = abnd.Known(1, 0)
		wantCoverage(t, s, want)
	}
	s := assessed(abnd.ExclusiveOverlap)
	s.Vital.Births = held(2020, 10_000)
	s.Provisions[3].Recipients, s.Schemes[2].CountingUnit = abnd.Known(4000, 2022), abnd.CountPersons
	p := project(t, s)
	for line, want := range map[string]float64{"size_now": 10_000, "size_now/male": 0, "by/idle/rate": 0.4, "by/idle/persons/female": 4000, "by/idle/persons/male": 0} {
		if got, ok := p.Value(costing.CoverageKey("mothers", strings.Split(line, "/")...), 0); !ok || got != want {
			t.Errorf("%s of mothers is %v (known %v), want %v", line, got, ok, want)
		}
	}
}

// Against a benchmark that is not known nobody is known to receive enough, nor
// without a standard; at the standard itself they do.
func TestAdequacyNeedsBenchmarkAndStandard(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*abnd.PopulationGroup)
		want   float64
	}{
		// The pension of 30 is 30 ÷ 42.4 of the line of the first year.
		"at the standard":    {func(g *abnd.PopulationGroup) { g.Adequate = abnd.Known(0.7075, 0) }, 0.5},
		"a little more":      {func(g *abnd.PopulationGroup) { g.Adequate = abnd.Known(0.7076, 0) }, 0},
		"both schemes":       {func(g *abnd.PopulationGroup) { g.Adequate = abnd.Known(0.3, 0) }, 0.7},
		"unknown benchmark":  {func(g *abnd.PopulationGroup) { g.Benchmark = "average-wage" }, math.NaN()},
		"nothing to compare": {func(g *abnd.PopulationGroup) { g.Benchmark, g.Adequate = "", abnd.Figure{} }, math.NaN()},
	} {
		s := assessed(abnd.ExclusiveOverlap)
		c.change(&s.Groups[0])
		t.Run(name, func(t *testing.T) { wantCoverage(t, s, map[string]float64{"adequately": c.want}) })
	}
}

// What is not known stays unknown: nothing of mothers is, and a scheme whose
// count has no year leaves a lower bound.
func TestUnknownCoverage(t *testing.T) {
	s := assessed(abnd.ExclusiveOverlap)
	s.Schemes[1].Recipients.Year = 0
	wantCoverage(t, s, map[string]float64{
		"by/cash/rate": math.NaN(), "known": 1, "schemes": 2, "effective": 0.5, "gap/left_out": 38_950, "gap/implementation/state": costing.GapAtMost,
	})
	// Of one of two schemes nobody says how many are women.
	partly := assessed(abnd.ExclusiveOverlap)
	partly.Provisions[1].Women = abnd.Figure{}
	wantCoverage(t, partly, map[string]float64{"effective": 0.7, "by/old/rate/female": 23_370. / 41_000, "effective/female": math.NaN(), "effective/male": math.NaN()})
	p := project(t, s)
	for _, line := range []string{"size_now", "legal", "effective", "adequately", "gap/policy", "gap/implementation", "gap/left_out"} {
		if x, ok := p.Value(costing.CoverageKey("mothers", strings.Split(line, "/")...), 0); ok {
			t.Errorf("%s of mothers is %v; it is not known", line, x)
		}
	}
}

// Where a scheme counts households, so does the benefit that stands for it: of
// 61,560 households of two a quarter of the members are of the group. The cash
// scheme reaches a fifth, among them all, none or some of the same.
func TestHouseholdsUnderScenarios(t *testing.T) {
	s := assessed(abnd.IndependentOverlap)
	s.Schemes[0].CountingUnit = abnd.CountHouseholds
	s.Provisions[0].PerUnit, s.Provisions[0].InGroup = abnd.Known(2, 0), abnd.Known(0.25, 0)
	p := project(t, s)
	pension := 61_560 * 2 * 0.25 / 77_900
	for line, want := range map[string]float64{
		"by/old": pension, "by/cash": 0.2, "known": 3, "effective_low": pension, "effective_high": pension + 0.2, "effective": 1 - (1-pension)*0.8,
		"covered": 77_900 * (1 - (1-pension)*0.8), "left_out": 77_900 * (1 - pension) * 0.8,
	} {
		wantLine(t, p, costing.ScenarioCoverageKey("status-quo", "older", strings.Split(line, "/")...), 2023, want)
	}
}

// The same coverage code under a scenario: the pension reaches 90 % of 36 of
// the 41 ages; from 2024 the new pension reaches all in the high scenario;
// the grant ends the cash scheme in 2023.
func TestCoverageUnderScenarios(t *testing.T) {
	s := assessed(abnd.ExclusiveOverlap)
	p := project(t, s)
	pension := 0.9 * 36 / 41
	for _, c := range []struct {
		scenario string
		year     abnd.Year
		want     float64
	}{
		{"status-quo", 2022, pension + 0.2}, {"status-quo", 2025, pension + 0.2},
		{"low", 2022, pension + 0.2}, {"low", 2023, pension},
		{"high", 2023, pension}, {"high", 2024, 1},
	} {
		want := min(1, c.want)
		effective, ok := p.Value(costing.ScenarioCoverageKey(c.scenario, "older", "effective"), c.year)
		leftOut, _ := p.Value(costing.ScenarioCoverageKey(c.scenario, "older", "left_out"), c.year)
		if !ok || math.Abs(effective-want) > 1e-12 || math.Abs(leftOut-77_900*(1-want)) > 1e-6 {
			t.Errorf("%s %d: %v covered, %v left out, want %v", c.scenario, c.year, effective, leftOut, want)
		}
	}
}

// At single ages the pension scheme, without an upper age, covers the same
// share of all from 60 on, and the law 80 % of them; of younger ages the study
// has no group, and what the law gives them is not known.
func TestLifeCycleByHand(t *testing.T) {
	s := assessed(abnd.ExclusiveOverlap)
	s.Schemes[0].AgeMin = abnd.Known(60, 0)
	p := project(t, s)
	for age, want := range map[abnd.Year]float64{0: 0, 59: 0, 60: 0.5, 100: 0.5} {
		covered, ok := p.Value(costing.LifeCycleKey("old", "covered"), age)
		legal, known := p.Value(costing.LifeCycleKey("legal"), age)
		if !ok || math.Abs(covered-want) > 1e-12 || math.Abs(legal-want*1.6) > 1e-12 || known != (want > 0) {
			t.Errorf("age %d: %v covered, %v by law (known: %v); want %v and %v", age, covered, legal, known, want, want*1.6)
		}
	}
}

// Of a group that is a part of its ages, the law covers its share of that part.
func TestLifeCycleOfAPartOfItsAges(t *testing.T) {
	s := assessed(abnd.ExclusiveOverlap)
	s.Groups[0].Share = abnd.Known(0.45, 0)
	p := project(t, s)
	wantLine(t, p, costing.LifeCycleKey("legal"), 70, 0.8*0.45)
	if x, known := p.Value(costing.LifeCycleKey("legal"), 30); known {
		t.Errorf("the law covers %v of an age of which no group has a law that is known", x)
	}
}

// A scheme for women counts women alone: of 41,000 of 60 and over, 38,950
// receive.
func TestLifeCycleOfASchemeForWomen(t *testing.T) {
	s := assessed(abnd.ExclusiveOverlap)
	s.Schemes[0].AgeMin, s.Schemes[0].Sex = abnd.Known(60, 0), abnd.Female
	p := project(t, s)
	wantLine(t, p, costing.LifeCycleKey("old", "people"), 2021, 41_000)
	wantLine(t, p, costing.LifeCycleKey("old", "rate"), 0, 38_950.0/41_000)
}

// By hand: half and a fifth of 77,900 in exclusive schemes; the law reaches
// 80 %. Of mothers nothing is known.
func TestCoverageSentences(t *testing.T) {
	s := assessed(abnd.ExclusiveOverlap)
	p := project(t, s)
	for group, want := range map[string]string{
		"older":   "Com 60 e mais anos (cerca de 77\u00a0900 pessoas): cobertura legal: 80,0 %; cobertura efetiva: 70,0 %, entre 50,0 % e 70,0 % para qualquer acumulação.",
		"mothers": "Mães (não disponível pessoas): cobertura legal: não disponível; cobertura efetiva: não disponível.",
	} {
		if got := costing.CoverageSentence(s, group).In(p, abnd.Portuguese); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

// One scheme known and no other leaves nothing open; one known of two is a
// lower bound.
func TestCoverageSentencesByWhatIsKnown(t *testing.T) {
	const begins = "Aged 60 and over (about 77,900 people): legal coverage: 80.0%; effective coverage: "
	for want, change := range map[string]func(*abnd.Study){
		"50.0%.": func(s *abnd.Study) { s.Provisions = s.Provisions[:1] },
		"at least 50.0%; data are missing for some schemes.": func(s *abnd.Study) { s.Schemes[1].Recipients = abnd.Figure{} },
		"not available.": func(s *abnd.Study) { s.Schemes[0].Recipients, s.Schemes[1].Recipients = abnd.Figure{}, abnd.Figure{} },
	} {
		s := assessed(abnd.ExclusiveOverlap)
		change(s)
		if got := costing.CoverageSentence(s, "older").In(project(t, s), abnd.English); got != begins+want {
			t.Errorf("got  %s\nwant %s%s", got, begins, want)
		}
	}
}

// Whom the law covers is not known by sex, unless it is everyone or nobody.
func TestLegalCoverageBySex(t *testing.T) {
	for legal, known := range map[float64]bool{0: true, 0.8: false, 1: true} {
		s := assessed(abnd.ExclusiveOverlap)
		s.Provisions[0].Legal = abnd.Known(legal, 0)
		s.Provisions[1].Legal = abnd.Known(0, 0)
		p := project(t, s)
		for _, sex := range []string{"female", "male"} {
			if got, ok := p.Value(costing.CoverageKey("older", "legal", sex), 0); ok != known || ok && got != legal {
				t.Errorf("of %s the law covers %v (known %v), of all %v", sex, got, ok, legal)
			}
		}
	}
}

// Braces that name a figure become the figure; other braces stay text.
func TestMatrixSentences(t *testing.T) {
	s := assessed(abnd.ExclusiveOverlap)
	p := project(t, s)
	got := costing.MatrixSentence(s, "Of {older.size}, {older.effective} and {elders.size}; {older.left_out} go without, {not closed").In(p, abnd.English)
	if want := "Of 77,900, 70.0% and elders.size; 23,400 go without, {not closed"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// Figures are written as Excel's FIXED writes them: halves away from zero, no
// minus before a zero, thousands as the language parts them.
func TestFiguresInSentences(t *testing.T) {
	m := model.NewModel(nil)
	for key, x := range map[model.Key]float64{"debt": -1234567.5, "little": -0.0004, "share": -0.12345, "none": math.NaN()} {
		m.Add(model.Line{Key: key, Inputs: []float64{x}})
	}
	p, err := m.Evaluate()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		key    model.Key
		as     costing.NumberStyle
		en, pt string
	}{
		{"debt", costing.AsPeople, "About -1.23 million", "Cerca de -1,23 milhões de"},
		{"little", costing.AsPeople, "0", "0"},
		{"little", costing.AsPercent, "0.0%", "0,0 %"},
		{"share", costing.AsPercent, "-12.3%", "-12,3 %"},
		{"none", costing.AsPeople, "not available", "não disponível"},
	} {
		sentence := costing.Sentence{Cases: []costing.Words{{{Figure: c.key, As: c.as}}}}
		if en, pt := sentence.In(p, abnd.English), sentence.In(p, abnd.Portuguese); en != c.en || pt != c.pt {
			t.Errorf("%s: %q, %q; want %q, %q", c.key, en, pt, c.en, c.pt)
		}
	}
}

func TestGapSentences(t *testing.T) {
	s := assessed(abnd.ExclusiveOverlap)
	p := project(t, s)
	for _, c := range []struct {
		group  string
		kind   abnd.GapKind
		en, pt string
	}{
		{"older", abnd.ImplementationGap,
			"About 7,790 people (10.0%) of “Aged 60 and over” are legally covered but do not receive the benefit.",
			"Cerca de 7\u00a0790 pessoas (10,0 %) do grupo «Com 60 e mais anos» têm cobertura legal mas não recebem a prestação."},
		{"older", abnd.PolicyGap,
			"At most about 15,600 people (20.0%) of “Aged 60 and over” have no legal coverage. Data are missing for some provisions.",
			"No máximo, cerca de 15\u00a0600 pessoas (20,0 %) do grupo «Com 60 e mais anos» não têm cobertura legal. Faltam dados de alguns regimes ou prestações."},
		{"mothers", abnd.PolicyGap,
			"Mothers: no data on how many people have no legal coverage.",
			"Mães: não há dados sobre quantas pessoas não têm cobertura legal."},
	} {
		sentence := costing.GapSentence(s, c.group, c.kind)
		if got := sentence.In(p, abnd.English); got != c.en {
			t.Errorf("got  %s\nwant %s", got, c.en)
		}
		if got := sentence.In(p, abnd.Portuguese); got != c.pt {
			t.Errorf("got  %s\nwant %s", got, c.pt)
		}
	}
	s.Provisions[0].Legal = abnd.Known(1, 0)
	if got, want := costing.GapSentence(s, "older", abnd.PolicyGap).In(project(t, s), abnd.English), "Aged 60 and over: everyone is legally covered."; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Where the law is not known but coverage is, the sentence on policy says how
// many are left out; where the law covers nobody, nobody covered by it goes
// without, whatever is known of the schemes.
func TestSentencesOnWhatTheLawIsNotKnownFor(t *testing.T) {
	s := assessed(abnd.ExclusiveOverlap)
	s.Provisions[0].Legal = abnd.Figure{}
	say := func(s *abnd.Study, group string, kind abnd.GapKind) string {
		return costing.GapSentence(s, group, kind).In(project(t, s), abnd.English)
	}
	left := "About 23,400 people (30.0%) of “Aged 60 and over” have no benefit; no data on how many of them are legally covered."
	if got := say(s, "older", abnd.PolicyGap); got != left {
		t.Errorf("got  %s\nwant %s", got, left)
	}
	s.Schemes[1].Recipients.Year = 0
	most := "At most about 39,000 people (50.0%) of “Aged 60 and over” have no benefit; no data on how many of them are legally covered. Data are missing for some provisions."
	if got := say(s, "older", abnd.PolicyGap); got != most {
		t.Errorf("got  %s\nwant %s", got, most)
	}
	// Births are not known here, so these mothers are counted by their age.
	s.Groups[1].Of, s.Groups[1].Sex, s.Groups[1].AgeMin, s.Groups[1].AgeMax = abnd.GroupOfPeople, abnd.Female, abnd.Known(15, 0), abnd.Known(49, 0)
	s.Provisions[3].Legal = abnd.Known(0, 0)
	if got, want := say(s, "mothers", abnd.ImplementationGap), "Mothers: no one is legally covered."; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// The line is 40 in 2021 and rises by 6 % a year: 42.4 in 2022, 50.4995 in 2025.
// The benefit that stands for the old scheme pays 30 and is not indexed; the
// cash scheme, for which none stands, 60 to a household of 4.
func TestAdequacySentences(t *testing.T) {
	s := assessed(abnd.ExclusiveOverlap)
	for _, c := range []struct {
		change func()
		by     int
		want   string
	}{
		{func() {}, 0, "Old: the benefit per person equals 70.8% of the national poverty line in 2022 and, if nothing changes, 59.4% in 2025."},
		{func() {}, 1, "Cash: the benefit per person equals 35.4% of the national poverty line in 2022 and, if nothing changes, 29.7% in 2025."},
		{func() { s.Schemes[1].BenefitFor = abnd.Known(3, 0) }, 1, "Cash: the benefit per person equals 47.2% of the national poverty line in 2022 and, if nothing changes, 39.6% in 2025."},
		{func() { s.Schemes[1].Benefit = abnd.Figure{} }, 1, "Cash: no data to compare the benefit with the national poverty line."},
	} {
		c.change()
		sentence, ok := costing.AdequacySentence(s, s.Provisions[c.by])
		if got := sentence.In(project(t, s), abnd.English); !ok || got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
	s.Groups[0].Benchmark, s.Groups[0].Adequate = "", abnd.Figure{}
	if _, ok := costing.AdequacySentence(s, s.Provisions[0]); ok {
		t.Error("there is a sentence against no benchmark")
	}
}

// A benefit that nobody is paid yet covers nobody; beside a scheme whose
// coverage is not known that is no knowledge of the group.
func TestABenefitThatIsNotPaidTellsNothing(t *testing.T) {
	s := assessed(abnd.ExclusiveOverlap)
	s.Schemes[1].Recipients = abnd.Figure{}
	s.Provisions = []abnd.Provision{
		{Group: "older", By: "cash", Role: abnd.Covers, PerUnit: abnd.Known(4, 0), Provenance: printed},
		{Group: "older", By: "new-pension", Role: abnd.Covers, Provenance: printed},
	}
	p := project(t, s)
	if x, ok := p.Value(costing.ScenarioCoverageKey("high", "older", "effective"), 2023); ok {
		t.Errorf("before the pension begins %v are covered; it is not known", x)
	}
	if x, ok := p.Value(costing.ScenarioCoverageKey("high", "older", "effective"), 2024); !ok || x <= 0 {
		t.Errorf("once the pension is paid at least its own are covered, not %v (%v)", x, ok)
	}
}

// Whatever the counts and the rule, the union lies within its bounds, nobody
// is covered twice, more recipients never cover fewer, the sexes add up, and
// the gaps put together leave out nobody and count nobody twice.
func TestCoverageProperties(t *testing.T) {
	proofs.Check(t, func(rt *rapid.T) {
		s := assessed(rapid.SampledFrom(abnd.Overlaps()[:3]).Draw(rt, "overlap"))
		if rapid.Bool().Draw(rt, "given") {
			s.Groups[0].Overlap, s.Groups[0].Joint = abnd.GivenOverlap, abnd.Known(rapid.Float64Range(0, 1).Draw(rt, "joint"), 0)
		}
		for i := range 2 {
			s.Schemes[i].Recipients.Value = rapid.Float64Range(0, 60_000).Draw(rt, "recipients")
		}
		s.Provisions[0].Legal.Value = rapid.Float64Range(0, 1).Draw(rt, "legal")
		s.Provisions[1].Legal = abnd.Known(0, 0)
		p := project(rt, s)
		of := func(line ...string) float64 {
			x, ok := p.Value(costing.CoverageKey("older", line...), 0)
			if !ok {
				rt.Fatalf("%v is not known", line)
			}
			return x
		}
		// Shares are rounded as shares of 1, people as some of everybody.
		shares := func(small, large float64) bool { return proofs.AtMost(proofs.Rounded, small, large, 1) }
		everybody := float64(s.Population.Between(s.Projection.First, abnd.Both, 0, abnd.MaxAge))
		effective, low, high := of("effective"), of("effective_low"), of("effective_high")
		if !shares(low, effective) || !shares(effective, high) || high > 1 || low < 0 {
			rt.Fatalf("union %v is outside %v … %v", effective, low, high)
		}
		if by, all := of("size_now", "female")+of("size_now", "male"), of("size_now"); !proofs.Alike(proofs.Rounded, by, all, everybody) {
			rt.Fatalf("the sexes are %v of the group of %v", by, all)
		}
		if by, all := of("by", "old", "persons", "female")+of("by", "old", "persons", "male"), of("by", "old", "persons"); !proofs.Alike(proofs.Rounded, by, all, everybody) {
			rt.Fatalf("the sexes are %v of %v recipients", by, all)
		}
		if policy, implementation := of("gap", "policy", "share"), of("gap", "implementation", "share"); !shares(policy+implementation, 1) || !shares(of("gap", "left_out", "share"), policy+implementation) {
			rt.Fatalf("policy %v and implementation %v against %v left out", policy, implementation, of("gap", "left_out", "share"))
		}
		s.Schemes[0].Recipients.Value *= 1.1
		if more, _ := project(rt, s).Value(costing.CoverageKey("older", "effective"), 0); !shares(effective, more) {
			rt.Fatalf("more recipients cover less: %v, then %v", effective, more)
		}
	})
}

// Groups of all ages partition the population.
func TestGroupsPartitionThePopulation(t *testing.T) {
	s := smallStudy()
	for _, ages := range [][2]float64{{0, 17}, {18, 59}, {60, 100}} {
		id := "from-" + string(rune('a'+len(s.Groups)))
		s.Groups = append(s.Groups, abnd.PopulationGroup{
			ID: id, Guarantee: abnd.ActiveAge, Name: abnd.Same(id), Of: abnd.GroupOfPeople, AgeMin: abnd.Known(ages[0], 0), AgeMax: abnd.Known(ages[1], 0),
			Sex: abnd.Both, Share: abnd.Known(1, 0), Overlap: abnd.NestedOverlap, Provenance: printed,
		})
	}
	p := project(t, s)
	for _, year := range s.Frame().All() {
		total, _ := p.Value("frame/population", year)
		for _, g := range s.Groups {
			n, _ := p.Value(costing.CoverageKey(g.ID, "size"), year)
			total -= n
		}
		if math.Abs(total) > 1e-6 {
			t.Errorf("%d: the groups leave %v people", year, total)
		}
	}
}

// Of the 7,790 households enrolled in cash 1,947.5 were paid in 2022: a quarter
// of a fifth of the group is covered, 5 %; the rest, 15,580 − 3,895 persons, is
// enrolled and not paid. With a direct recipient in each household, 1,947.5 of
// the 193,900 people of everybody are covered directly, and 4 times as many with
// their households.
func TestCoverageIsOfThosePaid(t *testing.T) {
	s := assessed(abnd.ExclusiveOverlap)
	s.Schemes[1].RecipientsPaid = abnd.Known(1_947.5, 0)
	s.Groups = append(s.Groups, abnd.PopulationGroup{
		ID: "everyone", Name: abnd.Same("Everyone"), Of: abnd.GroupOfPeople, AgeMin: abnd.Known(0, 0), AgeMax: abnd.Known(100, 0),
		Sex: abnd.Both, Share: abnd.Known(1, 0), Overlap: abnd.ExclusiveOverlap, Provenance: printed,
	})
	s.Provisions = append(s.Provisions, abnd.Provision{Group: "everyone", By: "cash", Role: abnd.Covers, PerUnit: abnd.Known(4, 0), Provenance: printed})
	s.Indicators = []abnd.Indicator{{Code: "1.3.1-total", Group: "everyone", Published: abnd.Known(0.1, 2020), Provenance: printed}}
	wantCoverage(t, s, map[string]float64{
		"by/cash/received": 1_947.5, "by/cash/persons": 3_895, "by/cash/rate": 0.05, "by/cash/unpaid": 11_685, "unpaid": 11_685,
		"effective": 0.55,
		// Which member of a household is paid is not known of a part of them.
		"direct/effective": 0.5, "direct/effective_possible": 0.5 + 1_947.5/77_900,
	})
	p := project(t, s)
	const people = 101 * (1000 + 900)
	for key, want := range map[model.Key]float64{
		costing.CoverageKey("everyone", "effective"):           4 * 1_947.5 / people,
		costing.CoverageKey("everyone", "direct", "effective"): 1_947.5 / people,
		costing.IndicatorKey("1.3.1-total", "own"):             1_947.5 / people,
		costing.IndicatorKey("1.3.1-total", "own_members"):     4 * 1_947.5 / people,
	} {
		if got, ok := p.Value(key, 0); !ok || math.Abs(got-want) > 1e-12 {
			t.Errorf("%s is %v (known %v), want %v", key, got, ok, want)
		}
	}
}

// Benefits in kind cover nobody's income, whatever their recipients; in health
// care they do. A programme without a law gives no legal coverage.
func TestWhatCountsAsCoverage(t *testing.T) {
	s := assessed(abnd.ExclusiveOverlap)
	s.Schemes[1].Form = abnd.InKind
	wantCoverage(t, s, map[string]float64{"by/cash/rate": 0.2, "schemes": 1, "effective": 0.5, "legal": 0.8})
	s.Groups[0].Guarantee = abnd.Health
	wantCoverage(t, s, map[string]float64{"schemes": 2, "effective": 0.7})

	s = assessed(abnd.ExclusiveOverlap)
	s.Provisions[1].Legal = abnd.Known(0, 0)
	for status, want := range map[abnd.LegalStatus]float64{"": 0.8, abnd.ByLaw: 0.8, abnd.Unregulated: 0.8, abnd.ByDecision: 0, abnd.ByPartner: 0} {
		s.Schemes[0].Law = status
		wantCoverage(t, s, map[string]float64{"by/old/legal": want, "legal": want, "gap/policy/share": 1 - want})
	}
	// That one of two laws covers nobody tells nothing of both.
	s.Schemes[0].Law, s.Provisions[1].Legal = abnd.ByDecision, abnd.Figure{}
	wantCoverage(t, s, map[string]float64{"by/old/legal": 0, "legal": math.NaN(), "gap/policy/share": math.NaN()})
}

// Of 10,000 births 2 % are second children of a confinement: 9,800 mothers. A
// benefit for half of the births reaches 4,900 of them, and 4,900 recipients of
// a scheme are half of them too.
func TestMothersAreNotBirths(t *testing.T) {
	s := assessed(abnd.ExclusiveOverlap)
	s.Vital.Births, s.Vital.MultipleBirths = held(2020, 10_000), held(2020, 0.02)
	s.Provisions[3].Recipients, s.Schemes[2].CountingUnit = abnd.Known(4_900, 2022), abnd.CountPersons
	grant := costing.NewBenefit("birth-grant", abnd.ActiveAge, abnd.Same("Birth grant"), printed, costing.From(2022),
		costing.Births{Event: costing.OfBirths, Months: 12, Share: 1}, costing.TakeUp(0.5), costing.FlatAmount{Amount: 10, Year: 2022})
	s.Benefits = append(s.Benefits, grant)
	s.Scenarios[1].Change("birth-grant", "on", abnd.Code(model.Yes))
	s.Provisions = append(s.Provisions, abnd.Provision{Group: "mothers", By: "birth-grant", Role: abnd.Covers, Provenance: printed})
	p := project(t, s)
	for key, want := range map[model.Key]float64{
		costing.CoverageKey("mothers", "size_now"):                                    9_800,
		costing.CoverageKey("mothers", "by", "idle", "rate"):                          0.5,
		costing.ScenarioCoverageKey("low", "mothers", "by", "birth-grant"):            0.5,
		costing.ScenarioCoverageKey("low", "mothers", "by", "birth-grant", "persons"): 4_900,
	} {
		year := abnd.Year(0) // a single figure
		if strings.HasPrefix(string(key), "low/") {
			year = 2023
		}
		if got, ok := p.Value(key, year); !ok || math.Abs(got-want) > 1e-9 {
			t.Errorf("%s is %v (known %v), want %v", key, got, ok, want)
		}
	}
}
