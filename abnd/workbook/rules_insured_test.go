package workbook

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/reader"
	"github.com/openabnd/engine/costing"
)

// insuredStudy is Timor-Leste with benefits of social insurance and of health
// care, alone and with other rules.
func insuredStudy(t *testing.T) *abnd.Study {
	t.Helper()
	study := loadForRules(t)
	from := abnd.Provenance{Source: study.Sources[0].ID, Confidence: abnd.Assumption, Note: abnd.Same("test")}
	add := func(id string, guarantee abnd.Guarantee, rules ...costing.Rule) {
		rules = append([]costing.Rule{
			costing.Paid{From: 2026}, costing.Ages{Min: 15, Max: 59, Sex: abnd.Both, Share: 1},
			costing.TakeUp(1), costing.FlatAmount{Amount: 200, Year: 2024},
		}, rules...)
		study.Benefits = append(study.Benefits, costing.NewBenefit(id, guarantee, abnd.Same(id), from, rules...))
	}
	maternity := costing.InsuredBranch{
		Participation: 0.4, WageEmployment: 0.5, Compliance: 0.6, Incidence: 0.08, ReplacementRate: 1, Months: 3,
	}
	sickness := costing.InsuredBranch{
		Participation: 0.5, WageEmployment: 0.5, Compliance: 0.7, Incidence: 0.9, ReplacementRate: 0.6, Months: 0.4,
	}
	poor := costing.PovertyTargeting{Headcount: 0.4, ExclusionError: 0.1, InclusionError: 0.2}
	area := costing.AreaRamp{From: 0.2, To: 1, Start: 2026, End: 2033}
	add("i-maternity", abnd.ActiveAge, costing.Ages{Min: 15, Max: 49, Sex: abnd.Female, Share: 1}, maternity, costing.ContributionRate(0.01), costing.Indexed(costing.IndexWages))
	add("i-births", abnd.ActiveAge, costing.Ages{Min: 15, Max: 49, Sex: abnd.Female, Share: 1}, maternity, costing.BirthsOfInsured(0.9),
		costing.ContributionRate(0.01), costing.StartMonth(10))
	add("i-sickness", abnd.ActiveAge, sickness, costing.ContributionRate(0.02), costing.AdministrationShare(0.1), costing.IndexedAt(0.04),
		costing.BenefitFloor{Reference: "minimum-wage", Months: 1.1}, costing.Ceiling{Reference: "minimum-wage", Months: 1.5},
		costing.RevisedEvery(2), costing.AmountsFrom{2028: 260}, costing.AmountBands{40: 300}, area)
	add("i-pensions", abnd.Older, costing.Ages{Min: 60, Max: 100, Sex: abnd.Both, Share: 1}, costing.Indexed(costing.IndexCPI), area,
		costing.Pensioners{Number: 6000, Year: 2023, Growth: 0.08, FemaleShare: 0.35})
	add("i-package", abnd.Health, costing.Ages{Min: 0, Max: 100, Sex: abnd.Both, Share: 1}, costing.Delivery{PaymentsPerYear: 1, SharePaid: 0.9},
		costing.FlatAmount{Amount: 20, Year: 2024}, costing.HealthInflation(0.03), costing.HealthPackage(60), area,
		costing.Interventions{{Visits: 2.5, UnitCost: 4}, {Visits: 0.08, UnitCost: 90}, {Visits: 0.3, UnitCost: 12}}, costing.AmountsFrom{2030: 55})
	add("i-premium", abnd.Health, costing.Ages{Min: 0, Max: 100, Sex: abnd.Both, Share: 1}, costing.FlatAmount{Amount: 4, Year: 2024}, poor,
		costing.HealthInflation(0.02), costing.PremiumSubsidy(0.8), costing.HealthPackage(70), costing.RevisedEvery(3), costing.AmountBands{60: 9})
	add("i-mover", abnd.Older, costing.Ages{Min: 60, Max: 80, Sex: abnd.Both, Share: 0.1}, costing.Indexed(costing.IndexCPI), area,
		costing.ConvergesTo{Benefit: "i-target", From: 0.1, To: 0.9, Start: 2027, End: 2034})
	add("i-insured-mover", abnd.ActiveAge, maternity, costing.ContributionRate(0.03), costing.ConvergesTo{Benefit: "i-mover", To: 1, Start: 2026, End: 2030})
	add("i-target", abnd.Older, costing.FlatAmount{Amount: 350, Year: 2024}, costing.Delivery{PaymentsPerYear: 13, SharePaid: 1}, costing.AmountBands{50: 300},
		costing.IndexedAt(0.03))
	return study
}

// Social insurance and health care are live like any other rule: as built,
// and after random edits of their cells.
func TestLibreOfficeAgreesOnInsurance(t *testing.T) {
	proofs.OfAll(t)
	newProof(t).edited(t, insuredStudy, 17)
}

// What the rules were given comes back from the results workbook.
func TestInsuranceReadsBack(t *testing.T) {
	proofs.NotShort(t)
	study := insuredStudy(t)
	grids, found := reader.ReadGrids(results(t, study, abnd.Portuguese), "results.xlsx", sheets.FirstKeys(), IsResult)
	if found.HasErrors() {
		t.Fatal(found)
	}
	read, found := sheets.Read(grids)
	back := read.Study
	if back == nil {
		t.Fatal(found)
	}
	if diff := cmp.Diff(study, back, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("the study that comes back differs (-was +is):\n%s", diff)
	}
}
