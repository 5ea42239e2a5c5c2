package costing_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/openabnd/engine/abnd"
	. "github.com/openabnd/engine/costing"
)

// What every rule puts into the cells, by hand.
func TestRulesWriteTheirParameters(t *testing.T) {
	always := map[string]string{"on": "no", "payments": "12", "share_paid": "1", "admin_share": "0", "indexation": "none"}
	for name, c := range map[string]struct {
		rule Rule
		want map[string]string
	}{
		"cleared":    {SchoolDays{Days: 190, Enrolment: 0.5}, map[string]string{"school_days": "190", "enrolment_rule": "constant", "enrolment": "0.5", "payments": ""}},
		"off":        {Paid{}, map[string]string{}},
		"paid":       {Paid{From: 2024, To: 2030}, map[string]string{"on": "yes", "start": "2024", "end": "2030"}},
		"from":       {From(2027), map[string]string{"start": "2027"}},
		"ages":       {Ages{Min: 6, Max: 14, Sex: abnd.Female, Share: 0.25}, map[string]string{"age_min": "6", "age_max": "14", "sex": "female", "share": "0.25"}},
		"take-up":    {TakeUp(0.8), map[string]string{"take_up_rule": "constant", "take_up": "0.8"}},
		"ramp":       {TakeUpRamp{From: 0.1, To: 0.9, Start: 2026, End: 2031}, map[string]string{"take_up_rule": "ramp", "take_up": "0.1", "take_up_target": "0.9", "ramp_start": "2026", "ramp_end": "2031"}},
		"table":      {TakeUpTable("path"), map[string]string{"take_up_rule": "table", "take_up_table": "path"}},
		"flat":       {FlatAmount{Amount: 60, Year: 2024}, map[string]string{"amount_rule": "flat", "amount": "60", "amount_year": "2024"}},
		"share":      {ShareOfReference{Reference: "poverty-line", Share: 0.5, Year: 2025}, map[string]string{"amount_rule": "share", "reference": "poverty-line", "reference_share": "0.5", "reference_months": "1", "amount_year": "2025"}},
		"quarter":    {ShareOfReference{Reference: "minimum-wage", Share: 1, Months: 3, Year: 2025}, map[string]string{"amount_rule": "share", "reference": "minimum-wage", "reference_share": "1", "reference_months": "3", "amount_year": "2025"}},
		"indexed":    {Indexed(IndexCPI), map[string]string{"indexation": "cpi"}},
		"fixed rate": {IndexedAt(0.03), map[string]string{"indexation": "fixed", "index_rate": "0.03"}},
		"no index":   {NotIndexed{}, map[string]string{}},
		"delivery":   {Delivery{PaymentsPerYear: 4, SharePaid: 0.94}, map[string]string{"payments": "4", "share_paid": "0.94"}},
		"admin":      {AdministrationShare(0.05), map[string]string{"admin_share": "0.05"}},
	} {
		b := NewBenefit("b", abnd.Older, abnd.Same("B"), printed, c.rule)
		want := map[string]string{}
		for _, m := range []map[string]string{always, c.want} {
			for code, v := range m {
				if want[code] = v; v == "" { // what the rule clears is not there
					delete(want, code)
				}
			}
		}
		got := map[string]string{}
		for code, p := range b.Parameters {
			got[code] = p.Value.String()
			if p.Provenance != printed {
				t.Errorf("%s: %s has the provenance %+v", name, code, p.Provenance)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// Each rule computed by hand on the small study: 1,000 women and 900 men at
// every age, so 5,700 children of 0–2; GDP 100 m in 2021. The benefit pays
// 10 a month to all of them from 2022 unless the rules say otherwise.
func TestEveryRuleByHand(t *testing.T) {
	nominal22, nominal23 := 1.03*1.05, 1.04*1.05 // growth of nominal GDP; 2024 and 2025 as 2023
	gdp22 := 100e6 * nominal22
	for name, c := range map[string]struct {
		rules []Rule
		line  string
		want  [4]float64 // 2022 to 2025
	}{
		"all children":    {nil, "beneficiaries", [4]float64{5700, 5700, 5700, 5700}},
		"girls":           {[]Rule{Ages{Max: 2, Sex: abnd.Female, Share: 1}}, "target_population", [4]float64{3000, 3000, 3000, 3000}},
		"no boy is girl":  {[]Rule{Ages{Max: 2, Sex: abnd.Female, Share: 1}}, "target_population/male", [4]float64{}},
		"boys":            {[]Rule{Ages{Max: 2, Sex: abnd.Male, Share: 0.5}}, "target_population/male", [4]float64{1350, 1350, 1350, 1350}},
		"a fifth":         {[]Rule{Ages{Max: 2, Sex: abnd.Both, Share: 0.2}}, "beneficiaries/female", [4]float64{600, 600, 600, 600}},
		"from 100":        {[]Rule{Ages{Min: 100, Max: 100, Sex: abnd.Both, Share: 1}}, "beneficiaries", [4]float64{1900, 1900, 1900, 1900}},
		"from 2023":       {[]Rule{Paid{From: 2023}}, "beneficiaries", [4]float64{0, 5700, 5700, 5700}},
		"2023 and 2024":   {[]Rule{Paid{From: 2023, To: 2024}}, "benefit_cost", [4]float64{0, 684000, 684000, 0}},
		"one year":        {[]Rule{Paid{From: 2025, To: 2025}}, "active", [4]float64{0, 0, 0, 1}},
		"after the end":   {[]Rule{Paid{From: 2030}}, "total_cost", [4]float64{}},
		"take-up":         {[]Rule{TakeUp(0.8)}, "beneficiaries", [4]float64{4560, 4560, 4560, 4560}},
		"ramp":            {[]Rule{TakeUpRamp{From: 0.2, To: 0.8, Start: 2022, End: 2024}}, "take_up", [4]float64{0.2, 0.5, 0.8, 0.8}},
		"ramp downwards":  {[]Rule{TakeUpRamp{From: 1, To: 0, Start: 2021, End: 2025}}, "take_up", [4]float64{0.75, 0.5, 0.25, 0}},
		"ramp begun":      {[]Rule{TakeUpRamp{From: 0, To: 1, Start: 2020, End: 2022}}, "take_up", [4]float64{1, 1, 1, 1}},
		"ramp to come":    {[]Rule{TakeUpRamp{From: 0.3, To: 1, Start: 2030, End: 2040}}, "take_up", [4]float64{0.3, 0.3, 0.3, 0.3}},
		"table, held":     {[]Rule{TakeUpTable("path")}, "take_up", [4]float64{0.1, 0.2, 0.2, 0.2}},
		"twelve payments": {nil, "benefit_cost", [4]float64{684000, 684000, 684000, 684000}},
		"quarterly":       {[]Rule{FlatAmount{Amount: 30, Year: 2022}, Delivery{PaymentsPerYear: 4, SharePaid: 1}}, "benefit_cost", [4]float64{684000, 684000, 684000, 684000}},
		"share paid":      {[]Rule{Delivery{PaymentsPerYear: 12, SharePaid: 0.94}}, "benefit_cost", [4]float64{642960, 642960, 642960, 642960}},
		"administration":  {[]Rule{AdministrationShare(0.05)}, "admin_cost", [4]float64{34200, 34200, 34200, 34200}},
		"with the total":  {[]Rule{AdministrationShare(0.05)}, "total_cost", [4]float64{718200, 718200, 718200, 718200}},
		"prices":          {[]Rule{Indexed(IndexCPI)}, "benefit_amount", [4]float64{10, 10 * 1.06, 10 * 1.06 * 1.06, 10 * math.Pow(1.06, 3)}},
		"prices of 2021":  {[]Rule{Indexed(IndexCPI), FlatAmount{Amount: 10, Year: 2021}}, "benefit_amount", [4]float64{10 * 1.06, 10 * math.Pow(1.06, 2), 10 * math.Pow(1.06, 3), 10 * math.Pow(1.06, 4)}},
		"prices of 2024":  {[]Rule{Indexed(IndexCPI), FlatAmount{Amount: 10, Year: 2024}}, "index", [4]float64{1 / 1.06 / 1.06, 1 / 1.06, 1, 1.06}},
		"wages":           {[]Rule{Indexed(IndexWages)}, "index", [4]float64{1, nominal23, nominal23 * nominal23, math.Pow(nominal23, 3)}},
		"GDP per head":    {[]Rule{Indexed(IndexGDPPerHead)}, "index", [4]float64{1, nominal23, nominal23 * nominal23, math.Pow(nominal23, 3)}},
		"poverty line":    {[]Rule{Indexed(IndexPovertyLine)}, "index", [4]float64{1, 1.06, 1.06 * 1.06, math.Pow(1.06, 3)}},
		"minimum wage":    {[]Rule{Indexed(IndexMinimumWage)}, "index", [4]float64{1, 1, 1, 1}},
		"fixed rate":      {[]Rule{IndexedAt(0.1)}, "benefit_amount", [4]float64{10, 11, 12.1, 13.31}},
		"of poverty line": {[]Rule{ShareOfReference{Reference: "poverty-line", Share: 0.5, Year: 2022}}, "benefit_amount", [4]float64{21.2, 21.2, 21.2, 21.2}},
		"of a quarter":    {[]Rule{ShareOfReference{Reference: "minimum-wage", Share: 0.1, Months: 3, Year: 2020}}, "benefit_amount", [4]float64{34.5, 34.5, 34.5, 34.5}},
		"of GDP per head": {[]Rule{ShareOfReference{Reference: "gdp-per-head", Share: 0.1, Year: 2022}}, "benefit_amount", [4]float64{gdp22 / 191900 / 120, gdp22 / 191900 / 120, gdp22 / 191900 / 120, gdp22 / 191900 / 120}},
		"base-year money": {nil, "base_year_cost", [4]float64{684000, 684000 / 1.06, 684000 / 1.06 / 1.06, 684000 / math.Pow(1.06, 3)}},
		"of GDP":          {nil, "share_of_gdp", [4]float64{684000 / gdp22, 684000 / gdp22 / nominal23, 684000 / gdp22 / math.Pow(nominal23, 2), 684000 / gdp22 / math.Pow(nominal23, 3)}},
		"of expenditure":  {nil, "share_of_expenditure", [4]float64{684000 / gdp22 / 0.35, 684000 / gdp22 / nominal23 / 0.35, 684000 / gdp22 / math.Pow(nominal23, 2) / 0.35, 684000 / gdp22 / math.Pow(nominal23, 3) / 0.35}},
		"of revenue":      {[]Rule{Paid{From: 2022, To: 2022}}, "share_of_revenue", [4]float64{684000 / gdp22 / 0.3, 0, 0, 0}},
	} {
		s := smallStudy()
		rules := append([]Rule{Paid{From: 2022}, Ages{Max: 2, Sex: abnd.Both, Share: 1}, TakeUp(1), FlatAmount{Amount: 10, Year: 2022}}, c.rules...)
		s.Benefits = append(s.Benefits, NewBenefit("tried", abnd.Children, abnd.T("Tried", "Ensaiada"), printed, rules...))
		p := project(t, s)
		for i, want := range c.want {
			got, ok := p.Value(BenefitKey("low", "tried", c.line), abnd.Year(2022+i))
			if !ok || math.Abs(got-want) > 1e-9*math.Max(1, math.Abs(want)) {
				t.Errorf("%s: %s in %d = %v (known %v), want %v", name, c.line, 2022+i, got, ok, want)
			}
		}
	}
}
