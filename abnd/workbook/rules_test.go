package workbook

import (
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// ruleStudy is Timor-Leste with benefits that use the optional rules, alone
// and together.
func ruleStudy(t *testing.T) *abnd.Study {
	t.Helper()
	study := loadForRules(t)
	study.KnownAmountsUntil = 0 // the year before the projection; the profile gives one
	from := abnd.Provenance{Source: study.Sources[0].ID, Confidence: abnd.Assumption, Note: abnd.Same("test")}
	add := func(id string, rules ...costing.Rule) {
		rules = append([]costing.Rule{
			costing.Paid{From: 2026}, costing.Ages{Min: 0, Max: 40, Sex: abnd.Both, Share: 0.5},
			costing.TakeUp(0.8), costing.FlatAmount{Amount: 10, Year: 2024},
		}, rules...)
		study.Benefits = append(study.Benefits, costing.NewBenefit(id, abnd.Children, abnd.Same(id), from, rules...))
	}
	poor := costing.PovertyTargeting{Headcount: 0.4, ExclusionError: 0.1, InclusionError: 0.2}
	add("r-steps", costing.AgeStep{OldestFrom: map[abnd.Year]int{2028: 50, 2032: 60}})
	add("r-area", costing.AreaRamp{From: 0.2, To: 1, Start: 2026, End: 2033})
	add("r-poor", poor)
	add("r-excluded", costing.ExcludedShare(0.3))
	add("r-history", costing.AmountsFrom{2025: 12, 2029: 20}, costing.Indexed(costing.IndexCPI))
	add("r-known", costing.FlatAmount{Amount: 10, Year: 2020}, costing.AmountsFrom{2024: 12, 2029: 20}, costing.Indexed(costing.IndexCPI))
	announced := []costing.Rule{costing.AmountsFrom{2028: 14, 2031: 20}, costing.AmountBands{10: 15, 20: 25}, costing.BandsFrom(2027)}
	add("r-announced", append(announced, costing.Indexed(costing.IndexCPI), costing.HealthInflation(0.02))...)
	add("r-announced-fixed", append(announced, costing.IndexedAt(0.05), costing.RevisedEvery(2))...)
	add("r-bands", costing.AmountBands{10: 15, 20: 25, 35: 8}, costing.BandsFrom(2027), costing.Indexed(costing.IndexWages))
	add("r-register", costing.Register{Year: 2024, Oldest: 80, RecipientsByBand: map[int]abnd.Persons{5: 9e4, 15: 6e4, 40: 1e5, 70: 9e4}},
		costing.AmountBands{10: 15, 20: 25, 45: 8})
	add("r-revised", costing.RevisedEvery(3), costing.IndexedAt(0.05))
	add("r-ceiling", costing.IndexedAt(0.3), costing.Ceiling{Reference: "minimum-wage", Months: 0.5})
	add("r-overheads", costing.Overheads{PerBeneficiary: 3, Fixed: 1e5, SettingUp: 5e5, SettingUpEnd: 2028, Index: costing.IndexCPI})
	add("r-all", costing.AgeStep{OldestFrom: map[abnd.Year]int{2030: 70}}, costing.AreaRamp{From: 0.1, To: 0.9, Start: 2026, End: 2030},
		poor, costing.ExcludedShare(0.1), costing.AmountsFrom{2026: 14}, costing.AmountBands{30: 30}, costing.BandsFrom(2028),
		costing.Indexed(costing.IndexGDPPerHead), costing.RevisedEvery(2), costing.Ceiling{Reference: "gdp-per-head", Months: 1},
		costing.Overheads{PerBeneficiary: 1, Index: costing.IndexNone})
	add("r-shares", costing.ShareTable(study.Tables[0].ID), costing.ShareBands{{From: 10, Share: 0.3}, {From: 20, Table: study.Tables[0].ID}, {From: 35, Share: 0.1}},
		costing.AmountBands{25: 15})
	add("r-month", costing.StartMonth(5), costing.Workload{PerRegistration: 4, RegisteredEvery: 3, PerPayment: 0.2, Index: costing.IndexCPI})
	add("r-topup", costing.TopUpOf("r-shares"))
	add("r-replaced", costing.Workload{PerPayment: 0.3, Index: costing.IndexNone})
	study.Schemes = append(study.Schemes, abnd.Scheme{
		ID: "R-OLD", Name: abnd.Same("R-OLD"), Guarantees: []abnd.Guarantee{abnd.Children}, Status: abnd.InForce, Provenance: from,
	})
	study.Benefits[len(study.Benefits)-1].Scheme = "R-OLD"
	add("r-gradual", costing.Paid{}, costing.From(2027), costing.AreaRamp{From: 0.2, To: 1, Start: 2027, End: 2031}, costing.ReplacedGradually{})
	study.Benefits[len(study.Benefits)-1].Replaces = []string{"R-OLD"}
	study.Scenarios[1].Change("r-gradual", "on", abnd.Code(model.Yes))
	add("r-split", costing.Split{Second: abnd.Older, Share: 0.35}, costing.Workload{PerRegistration: 2, Index: costing.IndexNone})
	study.Schemes = append(study.Schemes, abnd.Scheme{
		ID: "R-CASH", Name: abnd.Same("R-CASH"), Guarantees: []abnd.Guarantee{abnd.ActiveAge, abnd.Children}, SecondShare: abnd.Known(0.25, 0), Status: abnd.InForce,
		Expenditure: abnd.Known(3e6, 2025), Projection: costing.IndexCPI, ShareExternal: abnd.Known(0.5, 0), Provenance: from,
	})
	study.Scenarios[2].BasedOn = study.Scenarios[1].ID // takes from there what it does not change
	return study
}

// The optional rules are live like any other: as built, and after random
// edits of their cells.
func TestLibreOfficeAgreesOnOptionalRules(t *testing.T) {
	proofs.OfAll(t)
	newProof(t).edited(t, ruleStudy, 4)
}
