package costing_test

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	. "github.com/openabnd/engine/costing"
)

// merenda is Timor-Leste's school meal: USD 0.42 a pupil and school day
// (Tatoli, 2022). 200 days and an enrolment of 0.9 are for the test.
var merenda = []Rule{SchoolDays{Days: 200, Enrolment: 0.9}, FlatAmount{Amount: 0.42, Year: 2022}, Ages{Min: 6, Max: 14, Sex: abnd.Both, Share: 1}}

// The small study has 1,900 persons at every age: 17,100 of 6–14, 5,700 of
// 0–2.
func TestSchoolDaysByHand(t *testing.T) {
	with := func(rules ...Rule) []Rule { return append(append([]Rule{}, merenda...), rules...) }
	figuresByHand(t, map[string]handFigure{
		"pupils":             {merenda, "pupils", steady(15390)},
		"meals for all":      {merenda, "benefit_cost", steady(15390 * 0.42 * 200)},
		"of 80 % of pupils":  {with(TakeUp(0.8)), "beneficiaries", steady(12312)},
		"enrolment rises":    {with(EnrolmentRamp{From: 0.5, To: 1, Start: 2022, End: 2024}), "pupils", [4]float64{8550, 12825, 17100, 17100}},
		"enrolment by table": {with(EnrolmentTable("path")), "enrolment", [4]float64{0.1, 0.2, 0.2, 0.2}},
		"prices rise":        {with(Indexed(IndexCPI)), "benefit_cost", [4]float64{1292760, 1292760 * 1.06, 1292760 * 1.06 * 1.06, 1292760 * math.Pow(1.06, 3)}},
		"part is delivered":  {with(Delivery{SharePaid: 0.5}, SchoolDays{Days: 200, Enrolment: 0.9}), "benefit_cost", steady(646380)},
		"bands, poor, by area": {
			with(AmountBands{12: 0.72}, PovertyTargeting{Headcount: 0.4, ExclusionError: 0.1, InclusionError: 0.1}, AreaRamp{From: 0.5, To: 1, Start: 2022, End: 2023}),
			// (6 × 0.42 + 3 × 0.72) ÷ 9 = 0.52
			"benefit_cost", [4]float64{15390 * 0.42 * 0.5 * 0.52 * 200, 15390 * 0.42 * 0.52 * 200, 15390 * 0.42 * 0.52 * 200, 15390 * 0.42 * 0.52 * 200},
		},
	})
}

func TestSchoolDayFaults(t *testing.T) {
	ruleFaults(t, map[string]ruleFault{
		"more days than a year":  {merenda, given("school_days", 367), "out-of-range benefits/x/school_days"},
		"half a day":             {merenda, given("school_days", 180.5), "not-whole benefits/x/school_days"},
		"payments beside days":   {merenda, given("payments", 12), "replaced benefits/x/payments"},
		"no payments, no days":   {nil, blanked("payments"), "needed benefits/x/payments"},
		"days without enrolment": {merenda, blanked("enrolment_rule", "enrolment"), "needed benefits/x/enrolment_rule"},
		"enrolment without days": {merenda, blanked("school_days"), "needed benefits/x/school_days"},
		"enrolment and no rule":  {nil, given("enrolment", 0.9), "needed benefits/x/enrolment_rule"},
		"a rule and no share":    {merenda, blanked("enrolment"), "needed benefits/x/enrolment"},
		"more than all":          {merenda, given("enrolment", 90), "out-of-range benefits/x/enrolment"},
		"a ramp backwards":       {append(merenda[:3:3], EnrolmentRamp{From: 0.5, To: 1, Start: 2024, End: 2023}), nil, "order benefits/x/enrolment_end"},
		"days and months":        {append(merenda[:3:3], Season{Months: 10, MonthsPerPayment: 1}), nil, "replaced-twice benefits/x/payment_rule"},
	})
}

// Cost is in proportion to the days and to the enrolled share.
func TestSchoolDayProperties(t *testing.T) {
	t.Parallel()
	proofs.Check(t, func(rt *rapid.T) {
		days, share := rapid.IntRange(1, 366).Draw(rt, "days"), rapid.Float64Range(0, 1).Draw(rt, "enrolment")
		p := project(t, optionalStudy(SchoolDays{Days: days, Enrolment: abnd.Share(share)}))
		got, _ := p.Value(BenefitKey("low", "x", "benefit_cost"), 2024)
		if want := 5700 * 10 * share * float64(days); !proofs.Alike(proofs.Rounded, got, want, 5700*10*float64(days)) {
			rt.Fatalf("%d days, %v enrolled: cost %v, want %v", days, share, got, want)
		}
	})
}

func TestPaymentsByHand(t *testing.T) {
	// Angola's Kwenda: Kz 11,000 a month, paid as 33,000 a quarter.
	kwenda := FlatAmount{Amount: 11000, Year: 2022}
	quarter := Season{Months: 12, MonthsPerPayment: 3, AmountPerMonth: true}
	figuresByHand(t, map[string]handFigure{
		"four months":           {[]Rule{Season{Months: 4, MonthsPerPayment: 1}}, "benefit_cost", steady(5700 * 10 * 4)},
		"six months":            {[]Rule{Season{Months: 6, MonthsPerPayment: 1}}, "benefit_cost", steady(5700 * 10 * 6)},
		"a payment of 3 months": {[]Rule{kwenda, quarter}, "benefit_amount", steady(33000)},
		"four of them":          {[]Rule{kwenda, quarter}, "payments_made", steady(4)},
		"a year of them":        {[]Rule{kwenda, quarter}, "benefit_cost", steady(5700 * 33000 * 4)},
		"the payment itself":    {[]Rule{FlatAmount{Amount: 33000, Year: 2022}, Season{Months: 12, MonthsPerPayment: 3}}, "benefit_cost", steady(5700 * 33000 * 4)},
		"every second month":    {[]Rule{FlatAmount{Amount: 1300, Year: 2022}, Season{Months: 12, MonthsPerPayment: 2}}, "benefit_cost", steady(5700 * 1300 * 6)},
		"nine months, at birth": {[]Rule{FlatAmount{Amount: 15, Year: 2022}, Ages{Max: 0, Sex: abnd.Both, Share: 1}, AfterEvent{Months: 9, MonthsPerPayment: 1}}, "benefit_cost", steady(1900 * 15 * 9)},
		"18 months after":       {[]Rule{AfterEvent{Months: 18, MonthsPerPayment: 1}}, "benefit_cost", steady(5700 * 10 * 18)},
		"paid once":             {[]Rule{PaidOnce{}, Delivery{PaymentsPerYear: 1, SharePaid: 1}, Paid{From: 2023}}, "benefit_cost", [4]float64{0, 57000, 0, 0}},
		"nobody later":          {[]Rule{PaidOnce{}, Paid{From: 2023}}, "beneficiaries", [4]float64{0, 5700, 0, 0}},
		"and no overheads":      {[]Rule{PaidOnce{}, Overheads{PerBeneficiary: 2, Index: IndexNone}}, "admin_cost", [4]float64{11400, 0, 0, 0}},
		"bands by the month":    {[]Rule{AmountBands{1: 16}, quarter}, "benefit_amount", steady(42)},
		"later amounts too":     {[]Rule{AmountsFrom{2024: 20}, quarter}, "benefit_amount", [4]float64{30, 30, 60, 60}},
		"indexed by the month":  {[]Rule{quarter, IndexedAt(0.1)}, "benefit_amount", [4]float64{30, 33, 36.3, 39.93}},
		"poor, by area": {[]Rule{
			quarter, PovertyTargeting{Headcount: 0.4, ExclusionError: 0.1, InclusionError: 0.1}, AreaRamp{From: 0.2, To: 1, Start: 2022, End: 2024},
		}, "benefit_cost", [4]float64{57456, 172368, 287280, 287280}}, // 5,700 × 0.42 × 120 = 287,280
	})
}

func TestPaymentFaults(t *testing.T) {
	season := Season{Months: 4, MonthsPerPayment: 1}
	ruleFaults(t, map[string]ruleFault{
		"payments beside months":    {[]Rule{season, Delivery{PaymentsPerYear: 12, SharePaid: 1}}, nil, "replaced benefits/x/payments"},
		"months without a rule":     {nil, given("months_paid", 4), "needed benefits/x/payment_rule"},
		"a rule without months":     {[]Rule{season}, blanked("months_paid"), "needed benefits/x/months_paid"},
		"no months per payment":     {[]Rule{season}, blanked("months_per_payment"), "needed benefits/x/months_per_payment"},
		"an amount of what":         {[]Rule{season}, blanked("amount_per"), "needed benefits/x/amount_per"},
		"13 months of a year":       {[]Rule{season}, given("months_paid", 13), "out-of-range benefits/x/months_paid"},
		"a quarter of two months":   {[]Rule{Season{Months: 2, MonthsPerPayment: 3}}, nil, "order benefits/x/months_per_payment"},
		"no months in a payment":    {[]Rule{season}, given("months_per_payment", 0), "out-of-range benefits/x/months_per_payment"},
		"once, before all this":     {[]Rule{PaidOnce{}, Paid{From: 2021}}, nil, "paid-before benefits/x/start"},
		"a season of public works":  {[]Rule{pasp, season}, nil, "replaced-twice benefits/x/works_time"},
		"once is a switch":          {nil, chosen("paid_once", "si"), "unknown-reference benefits/x/paid_once"},
		"months of insured workers": {[]Rule{season}, given("participation", 0.5), "not-together benefits/x/participation"},
	})
}

// However a year is cut into payments, what is paid for its months is the
// same where the amount is given by the month.
func TestPaymentProperties(t *testing.T) {
	t.Parallel()
	proofs.Check(t, func(rt *rapid.T) {
		months := rapid.Float64Range(1, 12).Draw(rt, "months")
		covers := rapid.Float64Range(0.25, months).Draw(rt, "covers")
		p := project(t, optionalStudy(Season{Months: months, MonthsPerPayment: covers, AmountPerMonth: true}))
		got, _ := p.Value(BenefitKey("low", "x", "benefit_cost"), 2025)
		if want := 5700 * 10 * months; !proofs.Alike(proofs.Rounded, got, want) {
			rt.Fatalf("%v months, %v in a payment: cost %v, want %v", months, covers, got, want)
		}
	})
}

// pasp is Mozambique's PASP, 2012–15: MT 650 a month for 4 months in rural
// areas and 6 in urban ones. The shares are for the test.
var pasp = PublicWorks{RuralShare: 0.75, Rural: WorkSeason{Days: 4, Wage: 650}, Urban: WorkSeason{Days: 6, Wage: 650}, NonWage: 0.4, Year: 2022}

func TestPublicWorksByHand(t *testing.T) {
	// Two thirds work 40 days at 5, the others 3 months of 20 days at 8:
	// 0.6 × 40 × 5 + 0.4 × 60 × 8 = 312 for 48 days.
	daily := PublicWorks{RuralShare: 0.6, Rural: WorkSeason{Days: 40, Wage: 5}, Urban: WorkSeason{Days: 60, Wage: 8}, Year: 2022}
	monthly := PublicWorks{RuralShare: 0.6, DaysPerMonth: 20, Rural: WorkSeason{Months: 2, Wage: 5}, Urban: WorkSeason{Months: 3, Wage: 8}, Year: 2022}
	rural := PublicWorks{RuralShare: 1, Rural: WorkSeason{Days: 4, Wage: 650}, Year: 2022}
	idle := PublicWorks{RuralShare: 1, Rural: WorkSeason{Wage: 5}, Year: 2022}
	figuresByHand(t, map[string]handFigure{
		"months of work":         {[]Rule{pasp}, "work_days", steady(4.5)},
		"a worker's year":        {[]Rule{pasp}, "work_year_wage", steady(2925)},
		"wages":                  {[]Rule{pasp}, "benefit_cost", steady(5700 * 2925)},
		"tools and materials":    {[]Rule{pasp}, "nonwage_cost", steady(5700 * 2925 * 0.4)},
		"they are no benefits":   {[]Rule{pasp, AdministrationShare(0.1)}, "admin_cost", steady(5700 * 2925 * 0.5)},
		"but they are a cost":    {[]Rule{pasp, AdministrationShare(0.1)}, "total_cost", steady(5700 * 2925 * 1.5)},
		"two wages":              {[]Rule{daily}, "benefit_cost", steady(5700 * 312)},
		"a mean wage":            {[]Rule{daily}, "benefit_amount", steady(6.5)},
		"months and days":        {[]Rule{monthly}, "benefit_cost", steady(5700 * 312)},
		"all rural":              {[]Rule{rural}, "benefit_cost", steady(5700 * 2600)},
		"no day of work":         {[]Rule{idle}, "total_cost", steady(0)},
		"wages rise":             {[]Rule{daily, IndexedAt(0.1)}, "benefit_amount", [4]float64{6.5, 7.15, 7.865, 8.6515}},
		"with other overheads":   {[]Rule{pasp, Overheads{Fixed: 1000, Index: IndexNone}}, "admin_cost", steady(5700*2925*0.4 + 1000)},
		"not begun":              {[]Rule{pasp, Paid{From: 2025}}, "nonwage_cost", [4]float64{0, 0, 0, 5700 * 2925 * 0.4}},
		"poor, by area, partial": {[]Rule{pasp, PovertyTargeting{Headcount: 0.4, ExclusionError: 0.1, InclusionError: 0.1}, AreaRamp{From: 0.5, To: 1, Start: 2022, End: 2023}}, "benefit_cost", [4]float64{5700 * 0.21 * 2925, 5700 * 0.42 * 2925, 5700 * 0.42 * 2925, 5700 * 0.42 * 2925}},
	})
}

func TestPublicWorkFaults(t *testing.T) {
	months := PublicWorks{RuralShare: 0.6, DaysPerMonth: 20, Rural: WorkSeason{Months: 2, Wage: 5}, Urban: WorkSeason{Months: 3, Wage: 8}, Year: 2022}
	ruleFaults(t, map[string]ruleFault{
		"a wage without a rule":   {nil, given("works_rural_wage", 650), "needed benefits/x/works_time"},
		"no rural wage":           {[]Rule{pasp}, blanked("works_rural_wage"), "needed benefits/x/works_rural_wage"},
		"no urban days":           {[]Rule{pasp}, blanked("works_urban_days"), "needed benefits/x/works_urban_days"},
		"no urban months":         {[]Rule{months}, blanked("works_urban_months"), "needed benefits/x/works_urban_months"},
		"months of how many days": {[]Rule{months}, blanked("works_days_month"), "needed benefits/x/works_days_month"},
		"days are no months":      {[]Rule{pasp}, chosen("works_time", "months"), "needed benefits/x/works_rural_months"},
		"who works where":         {[]Rule{pasp}, blanked("works_rural_share"), "needed benefits/x/works_rural_share"},
		"nothing said of tools":   {[]Rule{pasp}, blanked("works_nonwage"), "needed benefits/x/works_nonwage"},
		"percent for a share":     {[]Rule{pasp}, given("works_rural_share", 75), "out-of-range benefits/x/works_rural_share"},
		"payments beside days":    {[]Rule{pasp}, given("payments", 4), "replaced benefits/x/payments"},
		"an amount beside wages":  {[]Rule{pasp}, given("amount", 650), "replaced benefits/x/amount"},
		"later amounts":           {[]Rule{pasp, AmountsFrom{2024: 700}}, nil, "not-together benefits/x/amount_2"},
		"bands":                   {[]Rule{pasp, AmountBands{1: 700}}, nil, "not-together benefits/x/band_2_age"},
		"no year":                 {[]Rule{pasp}, blanked("amount_year"), "needed benefits/x/amount_year"},
	})
}

// What workers get is their mean yearly wage, and the works cost the wage bill
// and the non-wage share of it, whatever the seasons.
func TestPublicWorkProperties(t *testing.T) {
	t.Parallel()
	proofs.Check(t, func(rt *rapid.T) {
		draw := func(name string, high float64) float64 { return rapid.Float64Range(0, high).Draw(rt, name) }
		w := PublicWorks{
			RuralShare: abnd.Share(draw("rural", 1)), NonWage: abnd.Share(draw("non-wage", 2)), Year: 2022,
			Rural: WorkSeason{Days: 1 + draw("rural days", 200), Wage: abnd.Money(draw("rural wage", 100))},
			Urban: WorkSeason{Days: 1 + draw("urban days", 200), Wage: abnd.Money(draw("urban wage", 100))},
		}
		r := float64(w.RuralShare)
		bill := 5700 * (r*w.Rural.Days*float64(w.Rural.Wage) + (1-r)*w.Urban.Days*float64(w.Urban.Wage))
		p := project(t, optionalStudy(w))
		for line, want := range map[string]float64{"benefit_cost": bill, "total_cost": bill * (1 + float64(w.NonWage))} {
			// Wages and shares may be next to nothing; those of all are not.
			if got, _ := p.Value(BenefitKey("low", "x", line), 2023); !proofs.Alike(proofs.Rounded, got, want, 5700) {
				rt.Fatalf("%+v: %s %v, want %v", w, line, got, want)
			}
		}
	})
}

// A wage of public works may be a month's, as Mozambique's MT 650 with one paid day a
// month is, so that no label says that it is a day's alone.
func TestWagesOfWorksAreOfADayOrAMonth(t *testing.T) {
	for _, code := range []string{"works_rural_wage", "works_urban_wage"} {
		spec, ok := FindSpec(code)
		if !ok {
			t.Fatalf("there is no parameter %s", code)
		}
		if strings.Contains(spec.Label.EN, "Daily") || !strings.Contains(spec.Label.EN, "day or month") || !strings.Contains(spec.Label.PT, "dia ou mês") {
			t.Errorf("%s: %q", code, spec.Label)
		}
	}
}
