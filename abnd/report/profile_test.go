package report_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/costing"
)

func summaries(t *testing.T) []report.ProfileSummary {
	t.Helper()
	var all []report.ProfileSummary
	for _, code := range country.Codes() {
		study := studies.Load(t, code)
		all = append(all, report.Summarise(code, study))
	}
	return all
}

// Completeness counted by hand. Of two schemes one is in force: it has a
// legal basis, an amount and recipients, three of six. The benefit, which nobody
// pays, has three decisions and a change of one, of which two are assumptions;
// the GDP is a published fact, and the wages follow it by an assumption, which
// somebody may expect. Somebody stands for the GDP and for the assumption with its
// change.
func TestCompletenessByHand(t *testing.T) {
	printed := abnd.Provenance{Source: "a", Confidence: abnd.High}
	agreed := abnd.Provenance{Source: "assumption", Confidence: abnd.Assumption, ValidatedBy: "MSSI"}
	assumed := abnd.Provenance{Source: "assumption", Confidence: abnd.Assumption}
	study := &abnd.Study{
		Schemes: []abnd.Scheme{
			{ID: "paid", Status: abnd.InForce, LegalBasis: abnd.Same("Law 1"), Benefit: abnd.Known(5, 2020), Recipients: abnd.Known(0, 2020)},
			{ID: "ended", Status: abnd.Repealed, Eligibility: abnd.Same("all"), Expenditure: abnd.Known(1, 2020)},
		},
		Benefits: []abnd.Benefit{{ID: "b", Parameters: map[string]abnd.Parameter{
			"amount":    {Value: abnd.Num(1), Provenance: printed},
			"payments":  {Value: abnd.Num(12), Provenance: agreed},
			"take_up":   {Provenance: assumed}, // blank: no input
			"age_max_3": {Value: abnd.Num(0), Provenance: printed},
		}}},
		Scenarios: []abnd.Scenario{{ID: "low"}},
	}
	study.Scenarios[0].Change("b", "payments", abnd.Num(6))
	study.Economy.GDP = abnd.Level{Figure: abnd.Known(1e9, 2024), Provenance: printed}
	study.Economy.GDP.ValidatedBy = "INE"
	study.Economy.WageGrowth = abnd.Series{Extension: abnd.WithGDPPerHead, Provenance: assumed}
	got := report.CompletenessOf(study)
	want := report.Completeness{
		SchemeFields: report.Known{Known: 3, All: 6}, Facts: report.Known{Known: 1, All: 1},
		Published: report.Known{Known: 3, All: 6}, Validated: report.Known{Known: 3, All: 6},
		Inputs: costing.InputCounts{
			Facts: costing.InputCount{All: 1, Published: 1, Validated: 1}, Decisions: costing.InputCount{All: 4, Published: 2, Validated: 2},
			Expectations: costing.InputCount{All: 1},
		},
	}
	if got != want || got.SchemeFields.Share() != 0.5 {
		t.Errorf("completeness %+v, by hand %+v", got, want)
	}
	nothing := report.CompletenessOf(&abnd.Study{})
	if !math.IsNaN(nothing.SchemeFields.Share()) || nothing.Inputs.All() != 0 {
		t.Errorf("an empty study is %+v complete", nothing)
	}
}

// The vintage names every publication of a frame, and what is not known is
// neither a year nor a zero.
func TestVintages(t *testing.T) {
	study := &abnd.Study{
		Country: abnd.Country{Name: abnd.Same("Nowhere"), Currency: "XXX"}, GDPName: abnd.T("GDP", "PIB"),
		Sources: []abnd.Source{{ID: "a", Title: abnd.Same("Census"), Year: "2020"}, {ID: "b", Title: abnd.Same("Survey"), Year: "2022"}},
	}
	study.Population.Source, study.Population.LastEstimate = "a; b", 2019
	got := report.Summarise("XXX", study)
	if want := (report.Vintage{Source: "a; b", Title: abnd.Same("Census; Survey"), Year: "2020; 2022", LastActual: 2019}); got.Population != want {
		t.Errorf("the population is from %+v, want %+v", got.Population, want)
	}
	for _, c := range []struct {
		lang abnd.Lang
		want string
	}{
		{abnd.English, "population: Census; Survey (projected after 2019); economy: …"},
		{abnd.Portuguese, "população: Census; Survey (projeção após 2019); economia: …"},
	} {
		list := report.Profiles([]report.ProfileSummary{got}).Sections[0].Blocks[0].(report.List)
		if got := list.Items[0].Details[0].In(c.lang); got != c.want {
			t.Errorf("%s: %q, want %q", c.lang, got, c.want)
		}
	}
	var asCSV, asJSON bytes.Buffer
	if err := report.ProfilesRecords([]report.ProfileSummary{got}).CSV(report.NewCSV(&asCSV, report.RFC)); err != nil {
		t.Fatal(err)
	}
	if row := strings.Split(asCSV.String(), "\n")[1]; !strings.HasSuffix(row, ",0,0,0,0,0,0,0,0,,,,draft,0,0,0,,0,0,0") || !strings.Contains(row, ",2019,,,,,") {
		t.Errorf("what is not known is not blank: %s", row)
	}
	if err := report.ProfilesTree(report.ProfilesManifest{}, []report.ProfileSummary{got}).JSON(&asJSON); err != nil ||
		strings.Contains(asJSON.String(), `"share"`) {
		t.Errorf("%v, a share of nothing: %s", err, asJSON.String())
	}
}

// CSV and JSON hold the same figures of the embedded profiles.
func TestProfilesForPrograms(t *testing.T) {
	all := summaries(t)
	var asCSV, asJSON bytes.Buffer
	if err := report.ProfilesRecords(all).CSV(report.NewCSV(&asCSV, report.RFC)); err != nil {
		t.Fatal(err)
	}
	if err := report.ProfilesTree(report.ProfilesManifest{Tool: "abnd", ToolVersion: "1"}, all).JSON(&asJSON); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&asCSV).ReadAll()
	if err != nil || len(rows) != 1+len(country.Codes()) {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	var read struct {
		Profiles []struct {
			Code         string
			Population   struct{ Source string }
			SchemesCosts int `json:"schemes_costed"`
			Inputs       struct {
				Known int
				Share float64
			}
			Kinds report.ManifestInputs `json:"inputs_by_kind"`
		}
	}
	if err := json.Unmarshal(asJSON.Bytes(), &read); err != nil {
		t.Fatal(err)
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	for i, p := range read.Profiles {
		row := rows[i+1]
		for name, x := range map[string]any{
			"code": p.Code, "population_source": p.Population.Source, "schemes_costed": p.SchemesCosts,
			"inputs_published": p.Inputs.Known, "input_completeness": p.Inputs.Share,
			"facts": p.Kinds.Facts.All, "facts_published": p.Kinds.Facts.Published, "decisions": p.Kinds.Decisions.All,
			"expectations": p.Kinds.Expectations.All, "expectations_published": p.Kinds.Expectations.Published,
		} {
			text, err := json.Marshal(x)
			if got := row[column[name]]; err != nil || strings.Trim(string(text), `"`) != got {
				t.Errorf("%s: %s is %s in JSON and %s in CSV", p.Code, name, text, got)
			}
		}
	}
}
