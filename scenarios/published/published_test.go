package published_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/scenarios"
	"github.com/openabnd/engine/scenarios/published"
)

func builtIn(t *testing.T) map[string]published.Outcome {
	t.Helper()
	all, found := published.BuiltIn()
	for _, d := range found {
		t.Error(d.In(abnd.English))
	}
	byID := map[string]published.Outcome{}
	for _, o := range all {
		byID[o.ID] = o
	}
	if len(byID) != len(all) {
		t.Errorf("%d cases have %d ids", len(all), len(byID))
	}
	return byID
}

// Every case is within its tolerance, or says in both languages why it is not;
// one that is within has nothing to explain.
func TestEveryBuiltInCaseIsWithinItsToleranceOrSaysWhyNot(t *testing.T) {
	for id, o := range builtIn(t) {
		if o.Verdict() == published.Outside {
			t.Errorf("%s: the model gives %.2f, published is %.0f, tolerance %v, and no reason is stated", id, o.Model, o.Published, o.Tolerance)
		}
		if explained := o.Reason.EN != "" && o.Reason.PT != ""; explained == o.Within() || o.Reason.IsZero() != o.Within() {
			t.Errorf("%s: within is %v, the reason %+v", id, o.Within(), o.Reason)
		}
		if o.Country == "" || o.Currency == "" || o.Description.EN == "" || o.Description.PT == "" || o.Source.IsZero() {
			t.Errorf("%s: %+v", id, o)
		}
	}
}

// The oracle is a product in plain numbers of the file as it stands, without
// the reader or the engine.
func TestEveryBuiltInCaseIsTheProductOfItsRow(t *testing.T) {
	data, err := os.ReadFile("cases.csv")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	byID := builtIn(t)
	for _, row := range rows[1:] {
		number := func(column string) float64 {
			x, err := strconv.ParseFloat(row[slices.Index(rows[0], column)], 64)
			if err != nil {
				t.Errorf("%s: %v", row[0], err)
			}
			return x
		}
		want := number("count") * number("take_up") * number("amount") * number("payments") * number("share_paid") * (1 + number("admin_share"))
		if o := byID[row[0]]; !proofs.Alike(proofs.Rounded, float64(o.Model), want) || float64(o.Published) != number("published") {
			t.Errorf("%s: %v for %v, by hand %v for %v", row[0], o.Model, o.Published, want, number("published"))
		}
	}
}

// A case of which an input was solved from its result is calibrated, and so is
// one whose texts say that something was fitted or solved; the others are
// predictions. Nothing is both, and nothing is left out.
func TestACalibratedCaseIsNoPrediction(t *testing.T) {
	fitted := regexp.MustCompile(`fitted|solved|implied|derived from the table`)
	var all, predictions, calibrated []published.Outcome
	for id, o := range builtIn(t) {
		all = append(all, o)
		if o.Calibrated == "" {
			predictions = append(predictions, o)
		} else {
			calibrated = append(calibrated, o)
		}
		if says := fitted.MatchString(o.Description.EN + " " + o.Source.EN); says != (o.Calibrated != "") {
			t.Errorf("%s: calibrated is %q, but it says %q, %q", id, o.Calibrated, o.Description.EN, o.Source)
		}
		if (o.Calibrated != "") != !o.CalibratedName().IsZero() {
			t.Errorf("%s: the input %q has the name %v", id, o.Calibrated, o.CalibratedName())
		}
	}
	predicted, counted := published.Tally(all)
	if predicted != (published.Count{Within: 14, Explained: 14}) || counted != (published.Count{Within: 26}) {
		t.Errorf("counted are %+v and %+v", predicted, counted)
	}
	if predicted.All() != len(predictions) || counted.All() != len(calibrated) || predicted.All()+counted.All() != len(all) {
		t.Errorf("%+v and %+v of %d, %d and %d", predicted, counted, len(all), len(predictions), len(calibrated))
	}
	if p, c := published.Tally(predictions); p != predicted || c != (published.Count{}) {
		t.Errorf("of the predictions %+v and %+v", p, c)
	}
	if p, c := published.Tally(calibrated); c != counted || p != (published.Count{}) {
		t.Errorf("of the calibrated %+v and %+v", p, c)
	}
}

// A reason explains only what is outside.
func TestVerdicts(t *testing.T) {
	reason := abnd.T("no overheads", "sem despesas administrativas")
	for _, c := range []struct {
		model  abnd.Money
		reason abnd.Text
		want   published.Verdict
	}{
		{1000, abnd.Text{}, published.Within},
		{1000, reason, published.Within},
		{900, reason, published.Explained},
		{900, abnd.Text{PT: "sem"}, published.Explained},
		{900, abnd.Text{}, published.Outside},
	} {
		o := published.Outcome{Model: c.model, Published: 1000, Reason: c.reason}
		if o.Verdict() != c.want {
			t.Errorf("%v with %v is %s, want %s", c.model, c.reason, o.Verdict(), c.want)
		}
	}
}

// The models, multiplied by hand:
//
//	THA-2010-child    2,393,000 × 0.6 = 1,435,800; × 400 × 12 = 6,891,840,000; + 5 % = 7,236,432,000
//	THA-2010-pension  5,650,000 × 500 × 12 = 33,900,000,000
//	MNG-2017-child    1,043,180 × 20,000 × 5 = 104,318,000,000
//	TLS-2016-pension  94,287 × 30 × 12 = 33,943,320; × 0.94 = 31,906,720.80
//	MOZ-2018-pssb     404,806 × 576.98 × 12 = 404,806 × 6,923.76 = 2,802,779,590.56
//	MOZ-ESS41-2014    1,534 + 396 + 800 = 2,730 million, printed 2,731
//	MOZ-ESS41-2022    5,374 + 1,006 + 8,406 = 14,786 million, printed 14,787
func TestModelsByHand(t *testing.T) {
	byID := builtIn(t)
	for id, want := range map[string]float64{
		"THA-2010-child": 7_236_432_000, "THA-2010-pension": 33_900_000_000, "MNG-2017-child": 104_318_000_000,
		"TLS-2016-pension": 31_906_720.80, "MOZ-2018-pssb": 2_802_779_590.56,
		"MOZ-ESS41-2014": 2_730_000_000, "MOZ-ESS41-2022": 14_786_000_000,
	} {
		o, ok := byID[id]
		if !ok {
			t.Errorf("there is no case %s", id)
		}
		if got := float64(o.Model); math.Abs(got-want) > 1e-12*want {
			t.Errorf("%s: %.4f, want %.4f", id, got, want)
		}
	}
	if n := len(byID); n != 5+38+11 {
		t.Errorf("%d cases", n)
	}
}

func TestAPublishedFigureThatIsWrongIsOutside(t *testing.T) {
	for id, o := range builtIn(t) {
		if !o.Within() {
			continue
		}
		for _, wrong := range []float64{1.021, 0.979} { // more than twice the largest tolerance
			changed := o
			if changed.Published = o.Published * abnd.Money(wrong); changed.Within() {
				t.Errorf("%s: %.0f is within the tolerance of %.0f", id, changed.Model, changed.Published)
			}
		}
	}
}

func TestWithinRoundsToWholeUnits(t *testing.T) {
	for _, c := range []struct {
		model, published abnd.Money
		tolerance        abnd.Share
		want             bool
	}{
		{1000.49, 1000, 0, true},
		{999.5, 1000, 0, true},
		{1000.51, 1000, 0, false},
		{1000, 1000.4, 0, true},
		{1001, 1000, 0.001, true},
		{1001.49, 1000, 0.001, true},
		{1001.51, 1000, 0.001, false},
		{998, 1000, 0.001, false},
		{998, 1000, 0.0016, true}, // 1.6 is 2 whole units
		{2_730_000_000, 2_731_000_000, published.MoneyRounding / 2_731_000_000, true},
		{2_729_999_999, 2_731_000_000, published.MoneyRounding / 2_731_000_000, false},
		{abnd.Money(math.Inf(1)), 1, 0, false},
		{abnd.Money(math.NaN()), 1, 0, false},
	} {
		o := published.Outcome{Model: c.model, Published: c.published, Tolerance: c.tolerance}
		if o.Within() != c.want {
			t.Errorf("%v against %v with %v: within is %v, difference %v", c.model, c.published, c.tolerance, o.Within(), o.Difference())
		}
	}
}

// drawCase draws a case that the engine takes.
func drawCase(t *rapid.T) published.Case {
	share := func(name string) abnd.Share { return abnd.Share(rapid.Float64Range(0, 1).Draw(t, name)) }
	return published.Case{
		ID: "x", Country: "TLS", Currency: "USD", Description: abnd.Same("drawn"), Source: abnd.Same("drawn"),
		CountingUnit: rapid.SampledFrom([]abnd.CountingUnit{abnd.CountPersons, abnd.CountHouseholds}).Draw(t, "unit"),
		Count:        abnd.Persons(rapid.Float64Range(0, 1e9).Draw(t, "count")),
		TakeUp:       share("take-up"), SharePaid: share("share paid"), AdminShare: share("administration"),
		Amount:    abnd.Money(rapid.Float64Range(0, 1e6).Draw(t, "amount")),
		Payments:  rapid.Float64Range(0, 366).Draw(t, "payments"),
		Published: 1,
	}
}

func model(t *rapid.T, c published.Case) float64 {
	o, found := c.Run()
	if found.HasErrors() { // what is drawn may be implausible, which is a warning
		t.Fatal(found)
	}
	return float64(o.Model)
}

// So many times the people cost so many times as much, whatever is counted.
func TestScalingTheCountScalesTheCost(t *testing.T) {
	proofs.Check(t, func(t *rapid.T) {
		c := drawCase(t)
		times := rapid.Float64Range(0, 1e3).Draw(t, "times")
		want := times * model(t, c)
		c.Count *= abnd.Persons(times)
		const coin = 1 // of what all cost; a share of it may have no digits of its own
		if got := model(t, c); !proofs.Alike(proofs.Rounded, got, want, coin) {
			t.Fatalf("%v times as many cost %v, want %v", times, got, want)
		}
	})
}

// The Mozambique table: the programmes' households and unit costs go in, the
// sums over programmes and their shares of GDP come out. README.md says how
// the study is made and where the table is not consistent: columns add to
// the printed totals within ±1 thousand and ±1 million, the printed totals
// imply one GDP series, and the programmes' shares fit it up to 2014 only. So
// programme shares are compared in 2012–14 and totals in every year.
func TestTheMozambiqueTableIsReproduced(t *testing.T) {
	table := published.Mozambique()
	result, found := scenarios.Run(table.Study())
	if len(found) > 0 {
		t.Fatal(found)
	}
	value := func(benefit string, measure scenarios.MeasureCode, year abnd.Year) float64 {
		g := scenarios.AllOf
		x, ok := valueOf(result, abnd.StatusQuo, abnd.Guarantee(g), benefit, measure, year)
		if !ok {
			t.Errorf("%s of %s in %d is not known", measure, benefit, year)
		}
		return x
	}
	compare := func(what string, year abnd.Year, got, want, within float64) {
		t.Helper()
		if !(math.Abs(got-want) <= within*(1+1e-9)) {
			t.Errorf("%s in %d: %v, printed %v", what, year, got, want)
		}
	}
	for _, year := range table.Years.All() {
		for _, p := range table.Programmes {
			if _, paid := p.Cost[year]; !paid {
				continue
			}
			id := p.BenefitID(year)
			compare(id+", households", year, value(id, "beneficiaries", year), p.Households[year], 1e-3)
			compare(id+", cost", year, value(id, "total_cost", year), p.Cost[year], 1)
			if year <= 2014 {
				compare(id+", % of GDP", year, value(id, "percent_gdp", year), p.PercentGDP[year], published.PercentRounding)
			}
			for _, other := range table.Years.All() {
				if other != year {
					compare(id+" in another year", other, value(id, "total_cost", other), 0, 0)
				}
			}
		}
		households := 0.0
		for _, g := range abnd.Guarantees() { // recipients are not added over guarantees but here, where each is a household
			x, _ := valueOf(result, abnd.StatusQuo, g, scenarios.AllOf, "beneficiaries", year)
			households += x
		}
		compare("households", year, households, table.Total.Households[year], published.HouseholdRounding)
		compare("cost", year, value(scenarios.AllOf, "total_cost", year), table.Total.Cost[year], published.MoneyRounding)
		compare("% of GDP", year, value(scenarios.AllOf, "percent_gdp", year), table.Total.PercentGDP[year], published.PercentRounding)
	}
}

// The percentages are rounded to a hundredth: cost ÷ (percent ± 0.005) is the
// range of GDP that each implies. Up to 2014 the ranges of the total and of
// all programmes have GDPs in common, afterwards they have none.
func TestProgrammeSharesOfTheMozambiqueTableFitOneGDPUpTo2014Only(t *testing.T) {
	table := published.Mozambique()
	for _, year := range table.Years.All() {
		least, most := 0.0, math.Inf(1)
		for _, p := range append(slices.Clone(table.Programmes), table.Total) {
			if cost, paid := p.Cost[year]; paid {
				least = max(least, cost/(p.PercentGDP[year]+0.005)*100)
				most = min(most, cost/(p.PercentGDP[year]-0.005)*100)
			}
		}
		if fits := least <= most; fits != (year <= 2014) {
			t.Errorf("%d: the GDP is at least %.0f and at most %.0f", year, least, most)
		}
	}
}

// The figures at the corners of the table, against slips of transcription.
func TestTheMozambiqueTableIsRead(t *testing.T) {
	table := published.Mozambique()
	if n := len(table.Programmes); n != 4 || table.Years != (abnd.Years{First: 2012, Last: 2022}) {
		t.Fatalf("%d programmes, %v", n, table.Years)
	}
	if p := table.Programmes[0]; p.Households[2012] != 289e3 || p.Cost[2022] != 5374e6 || p.PercentGDP[2019] != 0.38 {
		t.Errorf("%+v", p)
	}
	if p := table.Total; p.Households[2022] != 2391e3 || p.Cost[2012] != 1686e6 || p.PercentGDP[2022] != 1.41 {
		t.Errorf("%+v", p)
	}
	if p := table.Programmes[1]; len(p.Cost) != 3 || p.ID != "pasd" {
		t.Errorf("%+v", p)
	}
}

const header = "id,country,description,count,counting_unit,take_up,amount,payments,share_paid,admin_share,published,currency,tolerance,source\n"

func TestReadFindsAllThatIsWrong(t *testing.T) {
	good := "a,TLS,pension,100,person,1,30,12,1,0,36000,USD,0,somebody\n"
	for _, c := range []struct {
		name, file string
		want       []string // place and code
	}{
		{"nothing", header + good, nil},
		{"byte order mark, CRLF, blank cells and rows of Excel", "\ufeff" + strings.ReplaceAll(strings.TrimSpace(header)+",,\n"+strings.TrimSpace(good)+",,\n,,,,,,,,,,,,,,,\n", "\n", "\r\n"), nil},
		{"empty", "", []string{"f.csv no-cases"}},
		{"no rows", header, []string{"f.csv no-cases"}},
		{"a workbook", "PK\x03\x04\x00", []string{"f.csv file-archive"}},
		{"letters of no encoding that is read", header + strings.Replace(good, "pension", "pens\x8bo", 1), []string{"f.csv:2 encoding"}},
		{"two encodings", header + strings.Replace(good, "pension", "pensão", 1) + strings.Replace(good, "pension", "pens\xe3o", 1), []string{"f.csv:3 encoding"}},
		{"quotes", header + "a\"b\n" + good + "\"never closed\n", []string{"f.csv:2 csv", "f.csv:4 csv"}},
		{"quotes in the header", "id,\"a\"b\n" + good, []string{"f.csv:1 csv"}},
		{"columns", strings.Replace(header, "take_up,amount", "takeup,count", 1) + good,
			[]string{"f.csv:1 unknown-column", "f.csv:1 column-twice", "f.csv:1 column-missing", "f.csv:1 column-missing"}},
		{"a missing column and a wrong figure", strings.Replace(header, "source", "", 1) + strings.Replace(good, "somebody", "", 1) + "b,TLS,x,-1,person,1,30,12,1,0,36000,USD,0,\n",
			[]string{"f.csv:1 column-missing", "f.csv:3 population-negative"}},
		{"optional columns, filled in and blank", strings.TrimSpace(header) + ",calibrated,reason_en\n" + strings.TrimSpace(good) + ",amount,none\n" +
			"b" + strings.TrimSpace(good)[1:] + ",,\n", nil},
		{"calibrated by what is no input", strings.TrimSpace(header) + ",calibrated\n" + strings.TrimSpace(good) + ",published\n", []string{"f.csv:2 choice"}},
		{"an optional column twice, and one that is misspelt", strings.TrimSpace(header) + ",calibrated,calibrated,reason_es\n" + strings.TrimSpace(good) + ",,,\n",
			[]string{"f.csv:1 column-twice", "f.csv:1 unknown-column"}},
		{"a comma too many", header + strings.Replace(good, "somebody", "me, myself", 1), []string{"f.csv:2 no-column"}},
		{"cells too few", header + "a,TLS,pension,100,person,1,30,12,1,0,36000,USD,0\n", []string{"f.csv:2 needed"}},
		{"ids", header + good + good + strings.Replace(good, "a,", ",", 1), []string{"f.csv:3 id-twice", "f.csv:4 needed"}},
		{"texts in numbers", header + "a,TLS,x,1.000.0,person,60%,NaN,twelve,0x1,1e999,\"36,000\",USD,1_0,me\n", slices.Repeat([]string{"f.csv:2 text-for-number"}, 8)},
		{"figures out of range", header + "z,tls,x,-5,persons,1.2,-30,400,7,-0.1,0,USD,-1,me\n" + good,
			[]string{"f.csv:2 choice", "f.csv:2 out-of-range", "f.csv:2 out-of-range", // unit, published, tolerance
				"f.csv:2 country-code", "f.csv:2 population-negative", "f.csv:2 out-of-range", "f.csv:2 out-of-range", "f.csv:2 out-of-range", "f.csv:2 out-of-range", "f.csv:2 out-of-range"}},
		{"the line of the cell, not of the row", header + strings.Replace(good, "pension", "\"a\nb\"", 1) + "b,TLS,\"x\n\",1,person,1,1,1,1,1,1,USD,2,me\n", []string{"f.csv:5 out-of-range"}},
	} {
		cases, found := published.Read("f.csv", strings.NewReader(c.file))
		var got []string
		for _, d := range found {
			got = append(got, d.Place+" "+d.Code)
			for _, text := range []abnd.Text{d.Problem, d.Remedy} {
				if text.EN == "" || text.PT == "" || strings.Contains(text.EN+text.PT, "%!") {
					t.Errorf("%s: %+v", c.name, d)
				}
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: found\n%v\nwant %q", c.name, found, c.want)
		}
		if (len(cases) > 0) != (c.want == nil) {
			t.Errorf("%s: %d cases", c.name, len(cases))
		}
	}
}

// What is wrong with a figure names its column, so that it can be found.
func TestTheEngineSpeaksOfColumns(t *testing.T) {
	_, found := published.Read("f.csv", strings.NewReader(header+"a,timor,x,-5,person,1.2,-30,400,7,9,1,USD,0,me\n"))
	for i, column := range []string{"country", "count", "take_up", "amount", "payments", "share_paid", "admin_share"} {
		if !slices.ContainsFunc(found, func(d abnd.Diagnostic) bool {
			return strings.HasPrefix(d.Problem.EN, column+": ") && strings.HasPrefix(d.Problem.PT, column+": ")
		}) {
			t.Errorf("%d: nothing is said of %s:\n%v", i, column, found)
		}
	}
	if len(found) != 7 {
		t.Errorf("found\n%v", found)
	}
}

// The order of the columns does not matter, and neither does anything of the
// file but its cases.
func TestColumnsComeInAnyOrder(t *testing.T) {
	names := slices.Concat(published.Columns(), published.OptionalColumns())
	cells := []string{"a", "TLS", "pension", "100", "household", "0.5", "30", "12", "0.25", "0.125", "36000", "USD", "0.01", "somebody",
		"share_paid", "pensão", "no overheads", "sem despesas", "alguém"}
	want := published.Case{
		ID: "a", Country: "TLS", Description: abnd.Text{EN: "pension", PT: "pensão"}, Count: 100, CountingUnit: abnd.CountHouseholds, TakeUp: 0.5,
		Amount: 30, Payments: 12, SharePaid: 0.25, AdminShare: 0.125, Published: 36000, Currency: "USD", Tolerance: 0.01,
		Source: abnd.Text{EN: "somebody", PT: "alguém"}, Calibrated: "share_paid", Reason: abnd.Text{EN: "no overheads", PT: "sem despesas"}, Place: "f.csv:2",
	}
	proofs.Check(t, func(t *rapid.T) {
		order := rapid.Permutation([]int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18}).Draw(t, "order")
		var head, row []string
		for _, i := range order {
			head, row = append(head, names[i]), append(row, cells[i])
		}
		cases, found := published.Read("f.csv", strings.NewReader(strings.Join(head, ",")+"\n"+strings.Join(row, ",")+"\n"))
		if len(found) > 0 || len(cases) != 1 || cases[0] != want {
			t.Fatalf("%+v\n%v", cases, found)
		}
	})
}

// No file makes the reader panic or return both errors and cases.
func FuzzRead(f *testing.F) {
	f.Add(header + "a,TLS,pension,100,person,1,30,12,1,0,36000,USD,0,somebody\n")
	f.Add("id,\"\n")
	f.Fuzz(func(t *testing.T, file string) {
		cases, found := published.Read("f.csv", strings.NewReader(file))
		if found.HasErrors() && cases != nil || len(cases) == 0 && !found.HasErrors() {
			t.Errorf("%d cases, found %v", len(cases), found)
		}
		if outcomes, more := published.Run(cases); len(outcomes) < len(cases) && !more.HasErrors() {
			t.Errorf("%d cases, %d outcomes", len(cases), len(outcomes))
		}
	})
}

// A cost beyond all numbers is an error at the place of the case, and the
// others are costed all the same.
func TestACostThatCannotBeComputedIsAnError(t *testing.T) {
	cases, found := published.Read("f.csv", strings.NewReader(header+
		"a,TLS,x,1e308,person,1,1e18,12,1,0,36000,USD,0,me\nb,TLS,x,100,person,1,30,12,1,0,36000,USD,0,me\n"))
	outcomes, more := published.Run(cases)
	if len(found) > 0 || len(outcomes) != 1 || outcomes[0].ID != "b" || len(more) != 1 || more[0].Place != "f.csv:2" {
		t.Errorf("%+v\n%v\n%v", outcomes, found, more)
	}
}

// The documents say how many cases there are as they are counted.
func TestTheDocumentsCountTheCases(t *testing.T) {
	outcomes, _ := published.BuiltIn()
	predicted, calibrated := published.Tally(outcomes)
	for path, want := range map[string]string{
		"README.md": fmt.Sprintf("| predicted | %d | %d | %d | | calibrated | %d | %d | %d |",
			predicted.All(), predicted.Within, predicted.Explained, calibrated.All(), calibrated.Within, calibrated.Explained),
		"../../README.md": fmt.Sprintf("costs %d published cases. Of %d predictions %d are within their stated tolerance and %d outside it,",
			len(outcomes), predicted.All(), predicted.Within, predicted.Explained),
		"../../LEIAME.md": fmt.Sprintf("custeia %d casos publicados. De %d previsões, %d ficam dentro da tolerância indicada e %d fora,",
			len(outcomes), predicted.All(), predicted.Within, predicted.Explained),
	} {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(strings.Join(strings.Fields(string(data)), " "), want) {
			t.Errorf("%s does not say %q", path, want)
		}
	}
}
