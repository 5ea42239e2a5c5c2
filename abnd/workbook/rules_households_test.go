package workbook

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// householdStudy is Timor-Leste with benefits that use the rules of
// households, school days, payments and public works, alone and together.
// Their ids begin with "h-".
func householdStudy(t *testing.T) *abnd.Study {
	t.Helper()
	study := loadForRules(t)
	from := abnd.Provenance{Source: study.Sources[0].ID, Confidence: abnd.Assumption, Note: abnd.Same("test")}
	add := func(id string, rules ...costing.Rule) {
		rules = append([]costing.Rule{
			costing.Paid{From: 2026}, costing.Ages{Min: 6, Max: 14, Sex: abnd.Both, Share: 0.5},
			costing.TakeUp(0.8), costing.FlatAmount{Amount: 5, Year: 2024},
		}, rules...)
		study.Benefits = append(study.Benefits, costing.NewBenefit(id, abnd.Children, abnd.Same(id), from, rules...))
		for i := range study.Scenarios {
			if study.Scenarios[i].ID == abnd.StatusQuo {
				study.Scenarios[i].Change(id, "on", abnd.Code(model.No))
			}
		}
	}
	shares := [5]abnd.Share{0.089, 0.089, 0.165, 0.165, 0.492}
	scale := func(households bool) costing.HouseholdScale {
		return costing.HouseholdScale{CountsHouseholds: households, Amounts: [5]abnd.Money{540, 640, 740, 840, 1000}, Year: 2024, Households: shares, OpenMean: 6.5}
	}
	poor := costing.PovertyTargeting{Headcount: 0.4, ExclusionError: 0.1, InclusionError: 0.2}
	wider := costing.AreaRamp{From: 0.2, To: 1, Start: 2026, End: 2033}
	add("h-cap", costing.ChildCap{Most: 3, Households: shares, OpenMean: 6})
	add("h-means", costing.ChildCapMeans{Paid: 2.1, Eligible: 2.8}, poor, costing.AmountBands{10: 7})
	add("h-persons", scale(false), costing.Indexed(costing.IndexCPI))
	add("h-heads", scale(true), poor, wider, costing.Season{Months: 12, MonthsPerPayment: 3, AmountPerMonth: true})
	add("h-meals", costing.SchoolDays{Days: 200, Enrolment: 0.9}, costing.EnrolmentRamp{From: 0.8, To: 1, Start: 2025, End: 2032}, costing.Indexed(costing.IndexCPI))
	add("h-quarter", costing.Season{Months: 9, MonthsPerPayment: 3, AmountPerMonth: true}, costing.AmountsFrom{2028: 8}, costing.AmountBands{12: 9})
	add("h-event", costing.AfterEvent{Months: 4, MonthsPerPayment: 1}, costing.PaidOnce{})
	works := costing.PublicWorks{
		RuralShare: 0.7, DaysPerMonth: 20, NonWage: 0.4, Year: 2024,
		Rural: costing.WorkSeason{Months: 4, Wage: 5}, Urban: costing.WorkSeason{Months: 6, Wage: 7},
	}
	add("h-works", works, costing.Indexed(costing.IndexWages), wider, costing.AdministrationShare(0.05))
	works.RuralShare, works.DaysPerMonth, works.Rural.Days = 1, 0, 60
	add("h-rural", works, costing.Overheads{PerBeneficiary: 1, Index: costing.IndexCPI})
	return study
}

// householdEdits are changes of the cells of these rules that leave the study
// sound: a code, and what is typed.
var householdEdits = []struct {
	benefit, code string
	values        []abnd.Value
}{
	{"h-cap", "child_cap", numbers(1, 2, 4, 7)},
	{"h-cap", "child_mean_5", numbers(5, 5.75, 8)},
	{"h-means", "child_paid_mean", numbers(0, 1, 2.8)},
	{"h-persons", "scale_counts", []abnd.Value{abnd.Code("households")}},
	{"h-persons", "scale_amount_3", numbers(0, 999.5)},
	{"h-heads", "scale_counts", []abnd.Value{abnd.Code("persons")}},
	{"h-heads", "scale_mean_5", numbers(5, 9.25)},
	{"h-heads", "months_per_payment", numbers(1, 2, 6)},
	{"h-meals", "school_days", numbers(1, 180, 366)},
	{"h-meals", "enrolment_rule", []abnd.Value{abnd.Code("constant")}},
	{"h-meals", "enrolment", numbers(0, 0.5)},
	{"h-quarter", "amount_per", []abnd.Value{abnd.Code("payment")}},
	{"h-quarter", "months_paid", numbers(3, 4.5, 12)},
	{"h-event", "paid_once", []abnd.Value{abnd.Code(model.No)}},
	{"h-event", "months_paid", numbers(1, 18)},
	{"h-works", "works_rural_share", numbers(0, 0.25, 1)},
	{"h-works", "works_days_month", numbers(0, 1, 25)},
	{"h-works", "works_nonwage", numbers(0, 1.5)},
	{"h-rural", "works_rural_wage", numbers(0, 3.75)},
}

func numbers(all ...float64) []abnd.Value {
	var values []abnd.Value
	for _, x := range all {
		values = append(values, abnd.Num(x))
	}
	return values
}

// The rules of households, school days, payments and public works are live:
// as built, after every edit of the list in three workbooks, some in the base
// and some in a scenario, and with a rule that one scenario only has.
func TestLibreOfficeAgreesOnHouseholdRules(t *testing.T) {
	proofs.OfAll(t)
	p := newProof(t)
	random := rand.New(rand.NewPCG(*proofSeed, 5))
	put := func(name string, study *abnd.Study) map[address.Ref]string {
		if found := costing.Check(study); found.HasErrors() {
			t.Fatalf("%s: %v", name, found)
		}
		return p.add(t, name, study)
	}
	unedited := put("as built", householdStudy(t))
	const edited = 3
	edits := slices.Clone(householdEdits)
	random.Shuffle(len(edits), func(i, j int) { edits[i], edits[j] = edits[j], edits[i] })
	for i := range edited {
		study := householdStudy(t)
		for j := i; j < len(edits); j += edited {
			e := edits[j]
			value := e.values[random.IntN(len(e.values))]
			if random.IntN(2) == 0 {
				study.Scenarios[1+random.IntN(len(study.Scenarios)-1)].Change(e.benefit, e.code, value)
				continue
			}
			b, ok := study.FindBenefit(e.benefit)
			if !ok {
				t.Fatalf("there is no benefit %s", e.benefit)
			}
			p := b.Parameters[e.code]
			p.Value = value
			b.Parameters[e.code] = p
		}
		for at, formula := range put(fmt.Sprintf("edited-%d", i), study) {
			if unedited[at] != formula && at.Sheet != matrixSheet && !strings.Contains(formula, matrixSheet+"!") { // laid out by which scenario pays what
				t.Fatalf("the edits of workbook %d change the formula of %s:\n%s\n%s", i, at, unedited[at], formula)
			}
		}
	}

	put("in one scenario", inOneScenario(t))
	proofs.Tell(t, "compared %d cells after %d edits in %d workbooks", p.run(t), len(edits), edited)
}

// inOneScenario has the rules in one scenario only.
func inOneScenario(t *testing.T) *abnd.Study {
	t.Helper()
	one := householdStudy(t)
	scenario := &one.Scenarios[1]
	for _, id := range []string{"h-cap", "h-event", "h-quarter"} {
		b, _ := one.FindBenefit(id)
		for _, code := range []string{"child_cap_rule", "child_cap", "child_share_1", "child_share_2", "child_share_3", "child_share_4", "child_share_5", "child_mean_5",
			"payment_rule", "months_paid", "months_per_payment", "amount_per", "paid_once"} {
			if p, ok := b.Parameters[code]; ok {
				scenario.Change(id, code, p.Value)
				delete(b.Parameters, code)
			}
		}
		if _, ok := b.Parameters["payments"]; !ok {
			for i := range one.Scenarios {
				if i != 1 {
					one.Scenarios[i].Change(id, "payments", abnd.Num(12))
				}
			}
		}
	}
	return one
}
