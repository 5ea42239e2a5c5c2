package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/workbook"
	"github.com/openabnd/engine/abnd/workbook/reader"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// What holds between the figures of a costing is checked here on what people
// are given: the rows of the CSV, of all six profiles, scenarios and packages.
// The other formats hold the same figures.

// figure names a row of the results.
type figure struct {
	scenario, guarantee, benefit, sex string
	measure                           scenarios.MeasureCode
	year                              int
}

// of is another measure of the same row.
func (f figure) of(measure scenarios.MeasureCode) figure {
	f.measure = measure
	return f
}

func (f figure) kind(s *abnd.Study) scenarios.RowKind {
	switch {
	case f.guarantee == scenarios.AllOf, f.guarantee == string(abnd.IncomeSecurity):
		return scenarios.SumRow
	case f.benefit == scenarios.AllOf:
		return scenarios.GuaranteeRow
	}
	if _, ok := s.FindBenefit(f.benefit); ok {
		return scenarios.BenefitRow
	}
	return scenarios.SchemeRow
}

// costed is a profile as every format gives it.
type costed struct {
	result  *scenarios.Result
	figures map[figure]float64
	known   map[figure]string // "all" or "part"
	order   []figure
}

// output runs the program and gives what it writes.
func output(t *testing.T, args ...string) string {
	t.Helper()
	var out, messages bytes.Buffer
	if status := run(context.Background(), args, strings.NewReader(""), &out, &messages); status != statusDone {
		t.Fatalf("%v: status %d\n%s", args, status, messages.String())
	}
	return out.String()
}

// costCSV gives the figures of a profile from its CSV.
func costCSV(t *testing.T, code string) costed {
	t.Helper()
	study := studies.Load(t, code)
	result, found := scenarios.Run(study)
	if result == nil {
		t.Fatal(found)
	}
	c := costed{result: result, figures: map[figure]float64{}, known: map[figure]string{}}
	r := csv.NewReader(strings.NewReader(output(t, "cost", code, "--format", "csv")))
	head, err := r.Read()
	if err != nil {
		t.Fatal(err)
	}
	column := func(row []string, name string) string { return row[slices.Index(head, name)] }
	for {
		row, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		year, errYear := strconv.Atoi(column(row, "year"))
		value, errValue := strconv.ParseFloat(column(row, "value"), 64)
		if errYear != nil || errValue != nil {
			t.Fatalf("%v: %v %v", row, errYear, errValue)
		}
		f := figure{column(row, "scenario"), column(row, "guarantee"), column(row, "benefit"), column(row, "sex"), scenarios.MeasureCode(column(row, "measure")), year}
		if _, twice := c.figures[f]; twice {
			t.Errorf("%v has two rows", f)
		}
		c.figures[f], c.known[f] = value, column(row, "known")
		if c.known[f] != string(abnd.KnownAll) && c.known[f] != string(abnd.KnownPart) {
			t.Errorf("%v is known %q", f, c.known[f])
		}
		c.order = append(c.order, f)
	}
	return c
}

// What must hold between the figures of each profile.
func TestFiguresOfTheProfiles(t *testing.T) {
	proofs.NotShort(t)
	for _, code := range proofs.Few(country.Codes()) {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			c := costCSV(t, code)
			for _, check := range []struct {
				name  string
				holds func(*testing.T, costed)
			}{
				{"promised measures have rows", promisedMeasuresHaveRows},
				{"parts add to their sums", partsAddToTheirSums},
				{"packages take the figures of their scenarios", packagesTakeTheFiguresOfTheirScenarios},
				{"sexes add up", sexesAddUp},
				{"shares and prices give the cost", sharesAndPricesGiveTheCost},
				{"benefits and administration are the cost", benefitsAndAdministrationAreTheCost},
				{"who pays adds up to the cost", payersAddToTheCost},
				{"increments and balances", incrementsAndBalances},
				{"beneficiaries times amount", beneficiariesTimesAmountIsTheCostOfBenefits},
				{"JSON is the CSV", jsonIsTheCSV},
				{"cells are the CSV", cellsAreTheCSV},
				{"print is the CSV", printIsTheCSV},
			} {
				t.Run(check.name, func(t *testing.T) { check.holds(t, c) })
			}
		})
	}
}

// near says whether a figure is what others make of it. The tolerance is
// relative to the largest of them: another order of adding changes the last
// digits.
func near(got, want float64, others ...float64) bool {
	size := max(math.Abs(got), math.Abs(want))
	for _, x := range others {
		size = max(size, math.Abs(x))
	}
	return math.Abs(got-want) <= 1e-9*size
}

// identity counts the instances of something that holds, and names those in
// which it does not.
type identity struct {
	t       *testing.T
	name    string
	checked int
	wrong   int
}

func (i *identity) holds(f figure, got, want float64, others ...float64) {
	i.t.Helper()
	i.checked++
	if near(got, want, others...) {
		return
	}
	if i.wrong++; i.wrong <= 5 {
		i.t.Errorf("%s: %v is %v, should be %v", i.name, f, got, want)
	}
}

// done fails where nothing was checked, and says how much was.
func (i *identity) done() {
	i.t.Helper()
	if i.checked == 0 {
		i.t.Errorf("%s: nothing was checked", i.name)
	}
	if i.wrong > 5 {
		i.t.Errorf("%s: %d more", i.name, i.wrong-5)
	}
	i.t.Logf("%s: %d", i.name, i.checked)
}

// isPackage says whether the ID is that of a package.
func (c costed) isPackage(id string) bool {
	return slices.ContainsFunc(c.result.Study.Packages, func(p abnd.Package) bool { return p.ID == id })
}

func (c costed) frame(key abnd.Path, year int) float64 {
	x, known := c.result.Projection.Value(key, abnd.Year(year))
	if !known {
		return math.NaN()
	}
	return x
}

// Every measure that docs/results.md promises for a kind of row is there, in
// scenarios and in packages: in some year where what it needs may be unknown,
// and beside every total cost where it follows from it.
func promisedMeasuresHaveRows(t *testing.T, c costed) {
	follow := []scenarios.MeasureCode{"total_cost_base_year", "percent_gdp", "percent_expenditure", "percent_revenue"}
	study := c.result.Study
	type rows struct {
		scenario, sex string
		measure       scenarios.MeasureCode
		kind          scenarios.RowKind
	}
	seen, somewhere := map[rows]bool{}, map[rows]bool{}
	paid := map[scenarios.MeasureCode]bool{} // by a benefit of the status quo
	for _, f := range c.order {
		kind := f.kind(study)
		m, ok := scenarios.FindMeasure(f.measure)
		if !ok || !m.Has(kind) || f.sex != scenarios.TotalSex && !m.BySex(kind) {
			t.Fatalf("%v is not promised", f)
		}
		if c.isPackage(f.scenario) && f.benefit != scenarios.AllOf {
			t.Fatalf("%v: packages have sums only", f)
		}
		if f.scenario == abnd.StatusQuo && kind == scenarios.BenefitRow && c.figures[f] > 0 {
			paid[f.measure] = true
		}
		seen[rows{f.scenario, f.sex, f.measure, kind}], somewhere[rows{"", f.sex, f.measure, kind}] = true, true
		if f.measure != "total_cost" {
			continue
		}
		for _, other := range follow {
			if _, ok := c.figures[f.of(other)]; !ok || c.known[f] != c.known[f.of(other)] {
				t.Errorf("%v: %s is known %q, the cost %q", f, other, c.known[f.of(other)], c.known[f])
			}
		}
	}
	var ids []string
	for _, s := range study.Scenarios {
		ids = append(ids, s.ID)
	}
	for _, p := range study.Packages {
		ids = append(ids, p.ID)
	}
	for _, id := range ids {
		for _, kind := range scenarios.RowKinds() {
			for _, m := range scenarios.Measures() {
				for _, sex := range []string{scenarios.TotalSex, "female", "male"} {
					switch {
					case !m.Has(kind), sex != scenarios.TotalSex && !m.BySex(kind):
						continue
					case kind == scenarios.SchemeRow && len(costing.ProjectedSchemes(study)) == 0, (m.Unit == scenarios.Households || m.Code == scenarios.HouseholdRegistrations) && !paysHouseholds(study):
						continue // there are none
					case isOfPayers(m.Code):
						continue // what each pays may not be known: payersAddToTheCost
					case c.isPackage(id) && (kind == scenarios.BenefitRow || kind == scenarios.SchemeRow):
						continue // packages have sums only
					case id == abnd.StatusQuo && !seen[rows{id, scenarios.TotalSex, "total_cost", kind}] && somewhere[rows{"", sex, m.Code, kind}]:
						continue // no cost of what exists is known
					case id == abnd.StatusQuo && !paid[m.Code] && somewhere[rows{"", sex, m.Code, kind}]:
						continue // what exists is known by its expenditure, or pays households
					}
					if !seen[rows{id, sex, m.Code, kind}] {
						t.Errorf("%s has no row of %s (%s, %s)", id, m.Code, kindNames[kind].EN, sex)
					}
				}
			}
		}
	}
}

// paysHouseholds says whether any scenario has a benefit that households
// receive.
func paysHouseholds(study *abnd.Study) bool {
	for _, s := range study.Scenarios {
		for _, b := range study.Benefits {
			if costing.RecipientUnit(study, s.ID, b) == abnd.CountHouseholds {
				return true
			}
		}
	}
	return false
}

// What adds up: benefits and schemes to their guarantee, guarantees to income
// security and to the sum. A part that is not known has no row; the sum is of
// those that have, and is known in part where one of them is.
func partsAddToTheirSums(t *testing.T, c costed) {
	add := identity{t: t, name: "parts add up"}
	parts := map[figure]float64{}
	part := map[figure]bool{} // something of it is known in part
	for _, f := range c.order {
		var up []string
		switch kind := f.kind(c.result.Study); {
		case kind == scenarios.SumRow:
			continue
		case kind != scenarios.GuaranteeRow:
			up = []string{f.guarantee}
		case f.guarantee == string(abnd.Health):
			up = []string{scenarios.AllOf}
		default:
			up = []string{string(abnd.IncomeSecurity), scenarios.AllOf}
		}
		for _, g := range up {
			sum := f
			sum.guarantee, sum.benefit = g, scenarios.AllOf
			parts[sum] += c.figures[f]
			part[sum] = part[sum] || c.known[f] == string(abnd.KnownPart)
		}
	}
	for _, f := range c.order {
		switch kind := f.kind(c.result.Study); {
		case f.benefit != scenarios.AllOf, kind == scenarios.GuaranteeRow && c.isPackage(f.scenario):
			continue // no parts
		case isOfPayers(f.measure) && strings.HasSuffix(string(f.measure), "_percent_gdp"):
			continue // of the sum alone
		case slices.Contains([]scenarios.MeasureCode{"new_expenditure", "new_balance", "new_balance_percent_gdp", "balance_change"}, f.measure):
			continue // no sums
		}
		add.holds(f, c.figures[f], parts[f])
		if part[f] && c.known[f] != string(abnd.KnownPart) {
			t.Errorf("%v is known %q, and something of it in part", f, c.known[f])
		}
	}
	add.done()
}

// A package takes for each guarantee the figures of its scenario.
func packagesTakeTheFiguresOfTheirScenarios(t *testing.T, c costed) {
	take := identity{t: t, name: "package"}
	for _, p := range c.result.Study.Packages {
		for _, f := range c.order {
			if f.scenario != p.ID || f.kind(c.result.Study) == scenarios.SumRow {
				continue
			}
			from := f
			from.scenario = p.Scenarios[abnd.Guarantee(f.guarantee)]
			x, ok := c.figures[from]
			if !ok {
				x = math.NaN()
			}
			take.holds(f, c.figures[f], x)
			if c.known[f] != c.known[from] {
				t.Errorf("%v is known %q, in its scenario %q", f, c.known[f], c.known[from])
			}
		}
	}
	take.done()
}

// Women and men add to everybody wherever people are told by sex, and no sex
// is left out.
func sexesAddUp(t *testing.T, c costed) {
	sexes, alone := identity{t: t, name: "sexes"}, 0
	for _, f := range c.order {
		m, _ := scenarios.FindMeasure(f.measure)
		if !m.BySex(f.kind(c.result.Study)) {
			continue
		}
		female, male, both := f, f, f
		female.sex, male.sex, both.sex = "female", "male", scenarios.TotalSex
		x, okFemale := c.figures[female]
		y, okMale := c.figures[male]
		z, okBoth := c.figures[both]
		if !okFemale || !okMale || !okBoth {
			if alone++; alone == 1 {
				t.Errorf("%v: women %v, men %v, both %v have a row", f, okFemale, okMale, okBoth)
			}
			continue
		}
		sexes.holds(both, z, x+y)
	}
	sexes.done()
	if alone > 1 {
		t.Errorf("and %d more rows without those of the other sex", alone-1)
	}
}

// Shares and prices: percent × GDP, expenditure and revenue give the cost, and
// so do base-year prices × the price level. The increment likewise.
func sharesAndPricesGiveTheCost(t *testing.T, c costed) {
	of := []struct {
		measure, cost scenarios.MeasureCode
		with          func(c costed, year int) float64
	}{
		{"percent_gdp", "total_cost", func(c costed, year int) float64 { return c.frame("frame/gdp", year) / 100 }},
		{"percent_expenditure", "total_cost", func(c costed, year int) float64 { return c.frame("frame/expenditure_amount", year) / 100 }},
		{"percent_revenue", "total_cost", func(c costed, year int) float64 { return c.frame("frame/revenue_amount", year) / 100 }},
		{"incremental_percent_gdp", "incremental_cost", func(c costed, year int) float64 { return c.frame("frame/gdp", year) / 100 }},
		{"new_balance_percent_gdp", "new_balance", func(c costed, year int) float64 { return c.frame("frame/gdp", year) / 100 }},
		{"total_cost_base_year", "total_cost", func(c costed, year int) float64 {
			return c.frame("frame/cpi", year) / c.frame("frame/cpi", int(c.result.Study.PriceYear))
		}},
	}
	for _, share := range of {
		id := identity{t: t, name: string(share.measure)}
		for _, f := range c.order {
			if f.measure == share.measure {
				cost, ok := c.figures[f.of(share.cost)]
				if !ok {
					cost = math.NaN()
				}
				id.holds(f, c.figures[f]*share.with(c, f.year), cost)
			}
		}
		id.done()
	}
}

// Benefits and administration are the whole cost, where both are known.
func benefitsAndAdministrationAreTheCost(t *testing.T, c costed) {
	id := identity{t: t, name: "benefits + administration"}
	for _, f := range c.order {
		benefits, okBenefits := c.figures[f.of("benefit_cost")]
		admin, okAdmin := c.figures[f.of("admin_cost")]
		whole := c.known[f.of("benefit_cost")] == string(abnd.KnownAll) && c.known[f.of("admin_cost")] == string(abnd.KnownAll)
		if f.measure == "total_cost" && okBenefits && okAdmin && whole {
			id.holds(f, c.figures[f], benefits+admin)
		}
	}
	id.done()
}

// isOfPayers says whether a measure tells who pays.
func isOfPayers(m scenarios.MeasureCode) bool {
	return slices.Contains(costing.PayerLines(), strings.TrimSuffix(string(m), "_percent_gdp"))
}

// What the State, contributions and partners pay, what the Treasury must take
// over and what nobody is known to pay add up to the cost of every row, and the
// shares of GDP of the sum to its share.
func payersAddToTheCost(t *testing.T, c costed) {
	money, shares := identity{t: t, name: "who pays"}, identity{t: t, name: "who pays, % of GDP"}
	for _, f := range c.order {
		ending, id := "", &money
		switch {
		case f.measure == "percent_gdp" && f.guarantee == scenarios.AllOf:
			ending, id = "_percent_gdp", &shares
		case f.measure != "total_cost":
			continue
		}
		sum, rows := 0.0, 0
		for _, line := range costing.PayerLines() {
			if x, ok := c.figures[f.of(scenarios.MeasureCode(line+ending))]; ok {
				sum += x
				rows++
			}
		}
		if rows > 0 {
			id.holds(f, c.figures[f], sum)
		}
	}
	money.done()
	shares.done()
}

// The increment is the cost less that of the status quo, and takes as much from
// the balance of government.
func incrementsAndBalances(t *testing.T, c costed) {
	increment, spent := identity{t: t, name: "increment"}, identity{t: t, name: "new expenditure"}
	balance, change := identity{t: t, name: "new balance"}, identity{t: t, name: "change of the balance"}
	for _, f := range c.order {
		if f.guarantee != scenarios.AllOf {
			continue
		}
		x, more := c.figures[f], c.figures[f.of("incremental_cost")]
		revenue, expenditure := c.frame("frame/revenue_amount", f.year), c.frame("frame/expenditure_amount", f.year)
		before := f
		before.scenario = abnd.StatusQuo
		switch f.measure {
		case "total_cost":
			// Of a status quo of which nothing is known the known part is 0.
			increment.holds(f, x-c.figures[before], more, x)
		case "new_expenditure":
			spent.holds(f, x, expenditure+more)
		case "new_balance":
			balance.holds(f, x, revenue-c.figures[f.of("new_expenditure")], revenue)
		case "balance_change":
			change.holds(f, x, -more, revenue)
		}
	}
	for _, id := range []identity{increment, spent, balance, change} {
		id.done()
	}
}

// Beneficiaries × amount × payments per year × share of entitlement paid is the
// cost of a benefit, with the payments that its rule gives: docs/rules.md.
func beneficiariesTimesAmountIsTheCostOfBenefits(t *testing.T, c costed) {
	id := identity{t: t, name: "beneficiaries × amount × payments"}
	for _, f := range c.order {
		if f.measure != "benefit_cost" || f.kind(c.result.Study) != scenarios.BenefitRow {
			continue
		}
		beneficiaries, ok := c.figures[f.of("beneficiaries")]
		if !ok {
			beneficiaries, ok = c.figures[f.of("households")] // one recipient each
		}
		amount, known := c.figures[f.of("benefit_amount")]
		if ok && known && beneficiaries != 0 {
			id.holds(f, c.figures[f], beneficiaries*amount*c.paymentsOf(t, f))
		}
	}
	id.done()
}

// paymentsOf is how many payments of the amount a beneficiary gets in a year.
func (c costed) paymentsOf(t *testing.T, f figure) float64 {
	study := c.result.Study
	b, _ := study.FindBenefit(f.benefit)
	i := slices.IndexFunc(study.Scenarios, func(s abnd.Scenario) bool { return s.ID == f.scenario })
	scenario := study.Inherited(study.Scenarios[i])
	number := func(code string) (float64, bool) { return scenario.Value(b, code).Number() }
	or := func(code string, otherwise float64) float64 {
		if x, ok := number(code); ok {
			return x
		}
		return otherwise
	}
	payments, found := 0.0, false
	for _, code := range []string{"payments", "school_days", "duration"} { // a month of benefit is a payment
		if x, ok := number(code); ok {
			payments, found = x, true
		}
	}
	if months, ok := number("entitlement_months"); ok {
		payments *= months / 12
	}
	if months, ok := number("months_paid"); ok {
		payments, found = months/or("months_per_payment", math.NaN()), true
	}
	if rural, ok := number("works_rural_share"); ok {
		days := func(area string) float64 {
			return or("works_"+area+"_days", or("works_"+area+"_months", 0)*or("works_days_month", 1))
		}
		payments, found = rural*days("rural")+(1-rural)*days("urban"), true
	}
	if !found || !scenario.Value(b, "converges_to").IsBlank() {
		t.Fatalf("%v: no payments are known", f)
	}
	share := or("share_paid", math.NaN())
	if until, ok := number("shares_paid_until"); ok && float64(f.year) > until {
		return payments // paid in full
	}
	if table, ok := scenario.Value(b, "share_paid_table").Code(); ok {
		share = c.frame(costing.TableKey(table), f.year)
	}
	return payments * share
}

// The JSON holds the rows of the CSV.
func jsonIsTheCSV(t *testing.T, c costed) {
	var document struct {
		Results []struct {
			Scenario, Guarantee, Benefit, Sex, Measure, Known string
			Year                                              int
			Value                                             float64
		}
	}
	if err := json.Unmarshal([]byte(output(t, "cost", c.result.Study.Country.ISO3, "--format", "json")), &document); err != nil {
		t.Fatal(err)
	}
	if len(document.Results) != len(c.order) {
		t.Fatalf("%d rows in the JSON, %d in the CSV", len(document.Results), len(c.order))
	}
	for i, row := range document.Results {
		f := figure{row.Scenario, row.Guarantee, row.Benefit, row.Sex, scenarios.MeasureCode(row.Measure), row.Year}
		if f != c.order[i] || row.Value != c.figures[f] || row.Known != c.known[f] {
			t.Fatalf("row %d: %v is %v, in the CSV %v is %v", i, f, row.Value, c.order[i], c.figures[c.order[i]])
		}
	}
}

// lineOf is the name of a measure's line in the keys of the workbook, where it
// is not the measure's own.
var lineOf = map[string]string{
	"total_cost_base_year": "base_year_cost", "incremental_percent_gdp": "incremental_share_of_gdp", "percent_gdp": "share_of_gdp",
	"percent_expenditure": "share_of_expenditure", "percent_revenue": "share_of_revenue", "new_balance_percent_gdp": "new_balance_share",
	"households": "beneficiaries", "household_registrations": "registrations", // of a benefit
	"incremental_cost_law": "law_incremental_cost", "incremental_percent_gdp_law": "law_incremental_share_of_gdp",
	"incremental_cost_kept": "kept_incremental_cost", "incremental_percent_gdp_kept": "kept_incremental_share_of_gdp",
	"payments_a_month":       "paid_a_month",
	"paid_state_percent_gdp": "paid_state_share_of_gdp", "paid_contributions_percent_gdp": "paid_contributions_share_of_gdp",
	"paid_external_percent_gdp": "paid_external_share_of_gdp", "take_over_percent_gdp": "take_over_share_of_gdp", "payer_unknown_percent_gdp": "payer_unknown_share_of_gdp",
}

// key is that of the figure's line.
func (f figure) key(c costed) string {
	line := string(f.measure)
	if other, ok := lineOf[line]; ok && (!strings.HasPrefix(line, "household") || f.benefit != scenarios.AllOf) {
		line = other
	}
	if f.sex != scenarios.TotalSex {
		line += "/" + f.sex
	}
	isPackage := c.isPackage(f.scenario)
	switch kind := f.kind(c.result.Study); {
	case kind == scenarios.BenefitRow:
		return fmt.Sprintf("%s/benefit/%s/%s", f.scenario, f.benefit, line)
	case kind == scenarios.SchemeRow:
		return fmt.Sprintf("%s/scheme/%s/%s", f.scenario, f.benefit, line)
	case isPackage && f.guarantee == scenarios.AllOf:
		return fmt.Sprintf("package/%s/%s", f.scenario, line)
	case isPackage && kind == scenarios.SumRow:
		return string(costing.PackageIncomeSecurityKey(f.scenario, line))
	case kind == scenarios.SumRow && f.guarantee != scenarios.AllOf:
		return string(costing.IncomeSecurityKey(f.scenario, line))
	case isPackage:
		return fmt.Sprintf("package/%s/guarantee/%s/%s", f.scenario, f.guarantee, line)
	case kind == scenarios.SumRow:
		return fmt.Sprintf("%s/total/%s", f.scenario, line)
	}
	return fmt.Sprintf("%s/guarantee/%s/%s", f.scenario, f.guarantee, line)
}

// The workbook holds every figure of the CSV, in the row of its key and the
// column of its year; and a cell of such a row that has no figure in the CSV
// is blank.
func cellsAreTheCSV(t *testing.T, c costed) {
	path := filepath.Join(t.TempDir(), "costed.xlsx")
	output(t, "cost", c.result.Study.Country.ISO3, "-o", path)
	sheets := []string{workbook.SumSheet}
	for range len(c.result.Study.Benefits) + len(costing.ProjectedSchemes(c.result.Study)) {
		sheets = append(sheets, fmt.Sprintf("BS %d", len(sheets)))
	}
	stored := storedFigures(t, path, sheets)
	cells := identity{t: t, name: "cells"}
	wanted := map[string]map[int]bool{}
	for _, f := range c.order {
		key, want := f.key(c), c.figures[f]
		if m, _ := scenarios.FindMeasure(f.measure); m.Unit == scenarios.Percent {
			want /= 100
		}
		if wanted[key] == nil {
			wanted[key] = map[int]bool{}
		}
		wanted[key][f.year] = true
		got, err := strconv.ParseFloat(stored[key][f.year], 64)
		if err != nil {
			got = math.NaN()
		}
		cells.holds(f, got, want)
	}
	cells.done()
	var more []string
	for key, years := range wanted {
		for year, text := range stored[key] {
			if !years[year] && text != "" {
				more = append(more, fmt.Sprintf("%s of %d: %s", key, year, text))
			}
		}
	}
	if slices.Sort(more); len(more) > 0 {
		t.Errorf("%d cells are filled in the workbook and have no row in the CSV, as %s", len(more), more[0])
	}
}

// storedFigures reads the computed sheets of a results workbook: the text of
// each cell by the key of its row and the year of its column.
func storedFigures(t *testing.T, path string, sheets []string) map[string]map[int]string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]map[int]string{}
	for _, sheet := range sheets {
		rows, found := reader.ReadRows(data, "costed.xlsx", sheet)
		if len(found) > 0 {
			t.Fatal(found)
		}
		years, before := map[int]int{}, len(all) // by column
		for _, row := range rows {
			for col, text := range row.Cells {
				if year, err := strconv.Atoi(text); err == nil && len(all) == before && year > 1900 && year < 2200 {
					years[col] = year // of the head of the sheet, which stands above its keys
				}
			}
			at := slices.IndexFunc(row.Cells, func(s string) bool { return strings.HasPrefix(s, workbook.KeyMark) })
			if at < 0 {
				continue
			}
			key := strings.TrimPrefix(row.Cells[at], workbook.KeyMark)
			all[key] = map[int]string{}
			for col, year := range years {
				if col < len(row.Cells) {
					all[key][year] = row.Cells[col]
				}
			}
		}
	}
	return all
}
