package survey_test

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/costing/survey"
)

// made is the made-up survey in testdata: 720 households, 3,378 persons, free of any licence.
func made(t *testing.T) *survey.Sample {
	t.Helper()
	columns, found := survey.ParseColumns("household=hhid,cluster=psu,size=hsize,consumption=cons,area=urban")
	if found != nil {
		t.Fatal(found)
	}
	scheme, found := survey.ParseScheme("grant=receives:benefit")
	if found != nil {
		t.Fatal(found)
	}
	columns.Schemes = []survey.SchemeColumns{scheme}
	r := survey.NewReader(columns, survey.Money{Months: 1})
	for _, file := range []struct {
		name string
		read func(string, *bytes.Reader)
	}{
		{"households.csv", func(name string, in *bytes.Reader) { r.Households(name, in) }},
		{"persons.csv", func(name string, in *bytes.Reader) { r.Persons(name, in) }},
	} {
		text, err := os.ReadFile(filepath.Join("..", "..", "testdata", "survey", file.name))
		if err != nil {
			t.Fatal(err)
		}
		file.read(file.name, bytes.NewReader(text))
	}
	sample, found := r.Sample()
	if found != nil {
		t.Fatal(found)
	}
	return sample
}

// TestMadeSurveyIsEstimatedAsByR: figures and standard errors of R's packages
// survey and convey over the same files, line 800 per head and month. The Gini
// coefficient is that of the midpoint formula, whose error was computed apart and
// compared with a jackknife. All were given with twelve decimals.
func TestMadeSurveyIsEstimatedAsByR(t *testing.T) {
	sample := made(t)
	const line = 800
	r := sample.Analyse(line)
	if r.Households != 720 || r.People != 3378 || r.Strata != 6 || r.Clusters != 60 {
		t.Errorf("%d households, %d persons, %d strata, %d clusters", r.Households, r.People, r.Strata, r.Clusters)
	}
	a := r.All
	urban, rural := group(t, a, survey.AreaGroup, "1"), group(t, a, survey.AreaGroup, "2")
	for _, c := range []struct {
		name       string
		got        survey.Estimate
		value, err float64
	}{
		{"mean per head", r.Mean, 968.677471062590, 41.392503767356},
		{"headcount", r.With.Headcount, .497692796337, .030891259615},
		{"gap", r.With.Gap, .152466209377, .012216421999},
		{"severity", r.With.Severity, .067097401544, .007255016648},
		{"headcount before", a.Before.Headcount, .506126031252, .031265673020},
		{"gap before", a.Before.Gap, .166714438064, .013218827946},
		{"severity before", a.Before.Severity, .076918451619, .008189173658},
		{"change of headcount", a.HeadcountChange, -.008433234916, .003528616762},
		{"change of gap", a.GapChange, -.014248228688, .001212938075},
		{"headcount urban", urban.Headcount, .400888361140, .042711755141},
		{"headcount rural", rural.Headcount, .571349669494, .043248704298},
		{"coverage", a.Coverage, .497789748974, .022852819491},
		{"coverage of the poor", a.CoverageOfPoor, .650509652869, .026417934204},
		{"benefits to the poor", a.ToPoor, .686797695928, .036076636212},
		{"adequacy", a.Adequacy, .043193424520, .002124233819},
		{"Gini", r.With.Gini, .316793438976, .012475974269},
		{"Gini before", a.Before.Gini, .326493722166, math.NaN()},
		{"exclusion", a.Exclusion, .349490347131, .026417934204},
		{"inclusion", a.Inclusion, .338596526794, .037341877678},
		{"efficiency", a.Efficiency, .677153618125, math.NaN()},
	} {
		const digits = 1e-9
		if math.Abs(c.got.Value-c.value) > digits*max(1, math.Abs(c.value)) {
			t.Errorf("%s is %.12f, and %.12f by R", c.name, c.got.Value, c.value)
		}
		if !math.IsNaN(c.err) && math.Abs(c.got.Error-c.err) > digits*max(1, c.err) {
			t.Errorf("the error of %s is %.12f, and %.12f by R", c.name, c.got.Error, c.err)
		}
	}
	if math.Abs(a.Concentration - -.244613745248) > 1e-9 {
		t.Errorf("the concentration coefficient is %.12f", a.Concentration)
	}
	if math.Abs(r.Persons.Value-1337766.6) > 1e-6 {
		t.Errorf("the sample stands for %f persons", r.Persons.Value)
	}
}

// TestFifthsOfTheMadeSurvey: R's figures by fifth, with ten decimals.
func TestFifthsOfTheMadeSurvey(t *testing.T) {
	var fifths []survey.Group
	for _, g := range made(t).Analyse(800).All.Groups {
		if g.Kind == survey.FifthGroup {
			fifths = append(fifths, g)
		}
	}
	for f, want := range [][5]float64{ // persons, coverage, money, recipients, adequacy
		{266618.4, .7154007375, .3056556771, .2864265050, .0919260427},
		{269938.4, .6264125445, .2643810470, .2539211159, .0558652769},
		{264949.1, .4779872813, .1833217459, .1901745913, .0399914298},
		{268682.0, .4623841567, .1865813650, .1865585767, .0312493904},
		{267578.7, .2063620909, .0600601650, .0829192111, .0132307621},
	} {
		g := fifths[f]
		for i, got := range []survey.Estimate{g.Persons, g.Coverage, g.Money, g.Incidence, g.Adequacy} {
			if math.Abs(got.Value-want[i]) > 5e-11*max(1, want[i]) {
				t.Errorf("fifth %d, figure %d: %.10f, and %.10f by R", f+1, i, got.Value, want[i])
			}
		}
	}
}

func group(t *testing.T, s survey.Scheme, kind survey.GroupKind, name string) survey.Group {
	t.Helper()
	for _, g := range s.Groups {
		if g.Kind == kind && g.Name.EN == name {
			return g
		}
	}
	t.Fatalf("there is no group %s %s", kind, name)
	return survey.Group{}
}

// TestCompositionAddsUp: the fifths of a group are all of it, the fifths of all
// persons are fifths, and a share of households with children counted by hand
// over the files.
func TestCompositionAddsUp(t *testing.T) {
	sample := made(t)
	for _, c := range sample.Compositions() {
		sum, known := 0.0, true
		for _, f := range c.Fifth {
			known = known && f.Hidden == survey.Shown
			sum += f.Value
		}
		if known && math.Abs(sum-1) > 1e-12 {
			t.Errorf("the fifths of %s add up to %g", c.Group.ID, sum)
		}
		if c.Group.ID == "all" && (math.Abs(c.Fifth[0].Value-0.2) > 0.01 || c.Concerned.Value != 1) {
			t.Errorf("the poorest fifth holds %g of all persons, and %g live with somebody", c.Fifth[0].Value, c.Concerned.Value)
		}
		if c.Group.ID != "older-65" {
			continue
		}
		with, all := 0.0, 0.0
		for _, h := range sample.Households {
			all += h.Weight * h.Size
			if slices.ContainsFunc(h.People, func(p survey.Person) bool { return p.Age >= 65 }) {
				with += h.Weight * h.Size
			}
		}
		if math.Abs(c.Concerned.Value-with/all) > 1e-12 {
			t.Errorf("%g live with a person of 65 and over, and %g by counting", c.Concerned.Value, with/all)
		}
	}
}

// TestFewAreNotShown: what too few households have given is not shown, nor what could be
// told from the figures beside it.
func TestFewAreNotShown(t *testing.T) {
	sample := made(t)
	// In the richest fifth four households receive: the benefit is taken from the
	// others of the richest quarter, and nothing changes for the poorer.
	before := func(h survey.Household) float64 { return (h.Consumption - h.Transfers[0].Amount) / h.Size }
	var all []float64
	for _, h := range sample.Households {
		all = append(all, before(h))
	}
	slices.Sort(all)
	quarter, tenth, left := all[len(all)*3/4], all[len(all)*9/10], 4
	for i, h := range sample.Households {
		switch {
		case before(h) > tenth && h.Transfers[0].Receives && left > 0:
			left--
		case before(h) > quarter:
			sample.Households[i].Transfers[0] = survey.Transfer{}
		}
	}
	var hidden []survey.Hidden
	receiving := 0
	for _, g := range sample.Analyse(800).All.Groups {
		if g.Kind == survey.FifthGroup && g.Money.Hidden != survey.Shown {
			hidden = append(hidden, g.Money.Hidden)
			receiving += g.Money.Receiving
			if !math.IsNaN(g.Money.Value) || !math.IsNaN(g.Money.Error) {
				t.Error("a hidden figure has its value")
			}
		}
	}
	slices.Sort(hidden)
	if !slices.Equal(hidden, []survey.Hidden{survey.FewRecipients, survey.Subtraction}) || receiving < survey.LeastRecipients {
		t.Errorf("hidden are %v, of %d receiving households", hidden, receiving)
	}
	few := *sample
	few.Households = few.Households[:survey.LeastHouseholds-1]
	if got := few.Analyse(800).With.Headcount.Hidden; got != survey.FewHouseholds {
		t.Errorf("the headcount of 29 households is hidden because of %q", got)
	}
	few.Households = sample.Households[:48] // four clusters
	if got := few.Analyse(800).With.Headcount.Hidden; got != survey.FewClusters {
		t.Errorf("the headcount of four clusters is hidden because of %q", got)
	}
}

// TestLonelyStratumHasNoError: nothing can be said of the error where a stratum
// has one cluster.
func TestLonelyStratumHasNoError(t *testing.T) {
	sample := made(t)
	for i := range sample.Households {
		if sample.Households[i].Stratum == "1" {
			sample.Households[i].Cluster = "one"
		}
	}
	r := sample.Analyse(800)
	if !slices.Equal(r.Lonely, []string{"1"}) || !math.IsNaN(r.With.Headcount.Error) || math.IsNaN(r.With.Headcount.Value) {
		t.Errorf("lonely %v, headcount %+v", r.Lonely, r.With.Headcount)
	}
}

// TestUnitsAndOrderDoNotMatter: a survey in another currency, with weights in thousands, or
// with its rows in another order, is the same survey.
func TestUnitsAndOrderDoNotMatter(t *testing.T) {
	base := made(t)
	want := base.Analyse(800)
	proofs.Check(t, func(t *rapid.T) {
		money, weight := rapid.Float64Range(0.01, 1000).Draw(t, "money"), rapid.Float64Range(0.001, 1000).Draw(t, "weight")
		other := *base
		other.Households = rapid.Permutation(base.Households).Draw(t, "order")
		for i, h := range other.Households {
			h.Consumption *= money
			h.Weight *= weight
			h.Transfers = slices.Clone(h.Transfers)
			h.Transfers[0].Amount *= money
			other.Households[i] = h
		}
		got := other.Analyse(800 * money)
		for _, pair := range [][2]survey.Estimate{
			{want.With.Headcount, got.With.Headcount}, {want.With.Gap, got.With.Gap}, {want.With.Gini, got.With.Gini},
			{want.All.Coverage, got.All.Coverage}, {want.All.ToPoor, got.All.ToPoor}, {want.All.Efficiency, got.All.Efficiency},
		} {
			if math.Abs(pair[0].Value-pair[1].Value) > 1e-9 || math.Abs(pair[0].Error-pair[1].Error) > 1e-9 {
				t.Fatalf("%+v has become %+v", pair[0], pair[1])
			}
		}
	})
}

// TestWhatIsWrongWithAFileIsSaid: each slip with its line and a remedy.
func TestWhatIsWrongWithAFileIsSaid(t *testing.T) {
	head := "household,stratum,cluster,weight,size,consumption,receives,benefit\n"
	rows := func(changed string) string {
		return head + "1,a,1,10,4,400,1,20\n" + changed + "3,a,3,10,4,400,0,\n"
	}
	for _, c := range []struct{ name, text, want string }{
		{"blank", rows("2,a,2,10,4,,0,0\n"), "survey-missing"},
		{"a code for missing", rows("2,a,2,10,4,NA,0,0\n"), "survey-number"},
		{"a weight below zero", rows("2,a,2,-3,4,400,0,0\n"), "survey-range"},
		{"no cluster", rows("2,a,,10,4,400,0,0\n"), "survey-missing"},
		{"twice", rows("1,a,2,10,4,400,0,0\n"), "survey-twice"},
		{"an amount of none", rows("2,a,2,10,4,400,0,15\n"), "survey-receives"},
		{"no column", strings.Replace(rows(""), "weight", "ponderador", 1), "survey-column"},
		{"no rows", head, "survey-empty"},
		{"one cluster", rows("2,b,2,10,4,400,0,0\n"), "survey-lonely"},
		{"nothing", rows("2,a,2,10,4,400,no,0\n"), ""},
		{"more than consumed", rows("2,a,2,10,4,400,1,500\n"), "survey-above"},
	} {
		t.Run(c.name, func(t *testing.T) {
			columns, _ := survey.ParseColumns("")
			columns.Schemes = []survey.SchemeColumns{{Name: "grant", Receives: "receives", Amount: "benefit"}}
			r := survey.NewReader(columns, survey.Money{Months: 1})
			r.Households("hh.csv", strings.NewReader(c.text))
			sample, found := r.Sample()
			if c.want == "" {
				if found.HasErrors() || sample == nil {
					t.Fatal(found)
				}
				return
			}
			i := slices.IndexFunc(found, func(d abnd.Diagnostic) bool { return d.Code == c.want })
			if i < 0 {
				t.Fatalf("found %v, not %s", found, c.want)
			}
			if found[i].Place == "" || found[i].Remedy.IsZero() {
				t.Errorf("%v says no place or no remedy", found[i])
			}
			if found[i].Severity == abnd.Error && sample != nil {
				t.Error("there is a sample beside an error")
			}
		})
	}
}

// TestPrivateColumnsAreNamed: a file with names or telephones is warned of.
func TestPrivateColumnsAreNamed(t *testing.T) {
	r := survey.NewReader(survey.DefaultColumns(), survey.Money{Months: 1})
	r.Households("hh.csv", strings.NewReader("household,stratum,cluster,weight,size,consumption,nome_chefe,contact\n1,a,1,10,4,400,Ana,+670 77123456\n2,a,2,10,4,400,Rui,\n"))
	_, found := r.Sample()
	i := slices.IndexFunc(found, func(d abnd.Diagnostic) bool { return d.Code == "survey-private" })
	if i < 0 || !strings.Contains(found[i].Problem.EN, "nome_chefe") || !strings.Contains(found[i].Problem.EN, "contact") {
		t.Error(found)
	}
}
