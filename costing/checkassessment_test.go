package costing_test

import (
	"testing"

	"github.com/openabnd/engine/abnd"
)

// The figures that are wrong, one at a time, in a study that is sound.
func TestCheckAssessment(t *testing.T) {
	sound := func(change func(*abnd.Study)) func(*abnd.Study) {
		return func(s *abnd.Study) {
			*s = *assessed(abnd.ExclusiveOverlap)
			change(s)
		}
	}
	group := func(change func(*abnd.PopulationGroup)) func(*abnd.Study) {
		return sound(func(s *abnd.Study) { change(&s.Groups[0]) })
	}
	provision := func(i int, change func(*abnd.Provision)) func(*abnd.Study) {
		return sound(func(s *abnd.Study) { change(&s.Provisions[i]) })
	}
	old := func(change func(*abnd.Provision)) func(*abnd.Study) { return provision(0, change) }
	cash := func(change func(*abnd.Provision)) func(*abnd.Study) { return provision(1, change) }
	indicator := func(i abnd.Indicator) func(*abnd.Study) {
		return sound(func(s *abnd.Study) { i.Provenance = printed; s.Indicators = []abnd.Indicator{i} })
	}
	text := func(x abnd.MatrixText) func(*abnd.Study) {
		return sound(func(s *abnd.Study) { s.MatrixTexts = append(s.MatrixTexts, x) })
	}
	planned := abnd.MatrixText{Guarantee: abnd.Older, Column: abnd.PlannedProvisions, Text: abnd.Same("A plan.")}
	with := func(en string) abnd.MatrixText {
		x := planned
		x.Text = abnd.T(en, "Um plano.")
		return x
	}
	gap := func(group string, kind abnd.GapKind) func(*abnd.Study) {
		return sound(func(s *abnd.Study) { s.Recommended[0].Gaps = []abnd.GapRef{{Group: group, Kind: kind}} })
	}
	runCheckCases(t, []checkCase{
		{"nothing", sound(func(*abnd.Study) {}), nil},

		{"two groups with one id", sound(func(s *abnd.Study) { s.Groups[1].ID = "older" }), []string{"id-twice groups/older/id", "unknown-reference provisions/mothers/idle/group"}},
		{"a group with a space in its id", sound(func(s *abnd.Study) { s.Groups[1].ID = "new mothers" }), []string{"id groups/new mothers/id", "unknown-reference provisions/mothers/idle/group"}},
		{"a group of no guarantee of the four", group(func(g *abnd.PopulationGroup) { g.Guarantee = "housing" }), []string{"unknown-reference groups/older/guarantee"}},
		{"a group of no guarantee at all", group(func(g *abnd.PopulationGroup) { g.Guarantee = "" }), nil},
		{"a group without a name", group(func(g *abnd.PopulationGroup) { g.Name = abnd.Text{} }), []string{"needed groups/older/name_en"}},
		{"counted from nothing known", group(func(g *abnd.PopulationGroup) { g.Of = "households" }), []string{"unknown-reference groups/older/of"}},
		{"a rule of overlap that there is not", group(func(g *abnd.PopulationGroup) { g.Overlap = "some" }), []string{"unknown-reference groups/older/overlap"}},
		{"a sex that there is not", group(func(g *abnd.PopulationGroup) { g.Sex = "women" }), []string{"unknown-reference groups/older/sex"}},
		{"a share in percent", group(func(g *abnd.PopulationGroup) { g.Share = abnd.Known(45, 0) }), []string{"out-of-range groups/older/share"}},
		{"an unknown share", group(func(g *abnd.PopulationGroup) { g.Share = abnd.Figure{} }), []string{"warning group-size-unknown groups/older/share"}},
		{"no youngest age", group(func(g *abnd.PopulationGroup) { g.AgeMin = abnd.Figure{} }), []string{"needed groups/older/age_min"}},
		{"an age beyond the open interval", group(func(g *abnd.PopulationGroup) { g.AgeMax = abnd.Known(120, 0) }), []string{"out-of-range groups/older/age_max"}},
		{"ages the wrong way round", group(func(g *abnd.PopulationGroup) { g.AgeMin, g.AgeMax = g.AgeMax, g.AgeMin }), []string{"age-order groups/older/age_max"}},
		{"one age alone", group(func(g *abnd.PopulationGroup) { g.AgeMin = g.AgeMax }), nil},
		{"no oldest age", group(func(g *abnd.PopulationGroup) { g.AgeMax = abnd.Figure{} }), []string{"needed groups/older/age_max"}},
		{"no age at all", group(func(g *abnd.PopulationGroup) { g.AgeMin, g.AgeMax = abnd.Figure{Value: 7}, abnd.Figure{} }), []string{"needed groups/older/age_min", "needed groups/older/age_max"}},
		{"an overlap to be given that is not", group(func(g *abnd.PopulationGroup) { g.Overlap = abnd.GivenOverlap }), []string{"needed groups/older/joint"}},
		{"a joint share below zero", group(func(g *abnd.PopulationGroup) { g.Overlap, g.Joint = abnd.GivenOverlap, abnd.Known(-0.1, 0) }), []string{"out-of-range groups/older/joint"}},
		{"a joint share that nobody reads", group(func(g *abnd.PopulationGroup) { g.Joint = abnd.Known(0.1, 0) }), []string{"warning not-read groups/older/joint"}},
		{"a benchmark that there is not", group(func(g *abnd.PopulationGroup) { g.Benchmark = "rice" }), []string{"unknown-reference groups/older/benchmark"}},
		{"a benchmark without a standard", group(func(g *abnd.PopulationGroup) { g.Adequate = abnd.Figure{} }), []string{"pair groups/older/adequate"}},
		{"a standard without a benchmark", group(func(g *abnd.PopulationGroup) { g.Benchmark = "" }), []string{"pair groups/older/adequate"}},
		{"a standard in percent", group(func(g *abnd.PopulationGroup) { g.Adequate = abnd.Known(50, 0) }), []string{"out-of-range groups/older/adequate"}},
		{"a group without a source", group(func(g *abnd.PopulationGroup) { g.Source = "" }), []string{"warning no-source groups/older"}},

		{"a provision twice", sound(func(s *abnd.Study) { s.Provisions = append(s.Provisions, s.Provisions[0]) }), []string{"provision-twice provisions/older/old/by"}},
		{"a provision of a group that there is not", old(func(p *abnd.Provision) { p.Group = "elder" }), []string{"unknown-reference provisions/elder/old/group", "warning covers-nobody benefits/pension/guarantee"}},
		{"a provision by nobody", old(func(p *abnd.Provision) { p.By = "olt" }), []string{"unknown-reference provisions/older/olt/by", "warning covers-nobody benefits/pension/guarantee"}},
		{"a role that there is not", old(func(p *abnd.Provision) { p.Role = "includes" }), []string{"unknown-reference provisions/older/old/role"}},
		{"a law in percent", old(func(p *abnd.Provision) { p.Legal = abnd.Known(80, 0) }), []string{"out-of-range provisions/older/old/legal"}},
		{"a part of more than all", old(func(p *abnd.Provision) { p.InGroup = abnd.Known(1.5, 0) }), []string{"out-of-range provisions/older/old/in_group"}},
		{"more women than people", old(func(p *abnd.Provision) { p.Women = abnd.Known(2, 0) }), []string{"out-of-range provisions/older/old/women"}},
		{"recipients below zero", old(func(p *abnd.Provision) { p.Recipients = abnd.Known(-5, 2021) }), []string{"out-of-range provisions/older/old/recipients"}},
		{"a household of sixty", cash(func(p *abnd.Provision) { p.PerUnit = abnd.Known(60, 0) }), []string{"out-of-range provisions/older/cash/per_unit"}},
		{"households of no size", cash(func(p *abnd.Provision) { p.PerUnit = abnd.Figure{} }), []string{"warning coverage-unknown provisions/older/cash/per_unit"}},
		{"a count of another century", old(func(p *abnd.Provision) { p.Recipients = abnd.Known(5, 1990) }), []string{"warning coverage-unknown provisions/older/old/recipients_year"}},
		{"a scheme counted in another century", sound(func(s *abnd.Study) { s.Schemes[0].Recipients.Year = 1990 }), []string{"warning coverage-unknown schemes/old/recipients_year"}},
		{"a provision without a source", old(func(p *abnd.Provision) { p.Source = "" }), []string{"warning no-source provisions/older/old"}},
		{"a benefit that takes people out", provision(2, func(p *abnd.Provision) { p.Role = abnd.TakesOut }), []string{"benefit-takes-out provisions/older/new-pension/role"}},
		{"recipients of a benefit", provision(2, func(p *abnd.Provision) { p.Recipients = abnd.Known(5, 2021) }), []string{"not-read provisions/older/new-pension/recipients"}},
		{"a benefit that stands for a scheme", sound(func(s *abnd.Study) {
			for i := range s.Benefits {
				if s.Benefits[i].Scheme != "" {
					s.Provisions[2].By = s.Benefits[i].ID
				}
			}
		}), []string{"counted-twice provisions/older/pension/by", "warning covers-nobody benefits/new-pension/guarantee"}},

		{"an indicator", indicator(abnd.Indicator{Code: "1.3.1-older", Group: "older", Published: abnd.Known(0.9, 2016)}), nil},
		{"an indicator that there is not", indicator(abnd.Indicator{Code: "1.3.9", Group: "older"}), []string{"unknown-reference indicators/1.3.9/code"}},
		{"an indicator of no group", indicator(abnd.Indicator{Code: "1.3.1-older"}), []string{"unknown-reference indicators/1.3.1-older/group"}},
		{"an indicator in percent", indicator(abnd.Indicator{Code: "1.3.1-older", Group: "older", Published: abnd.Known(90, 2016)}), []string{"out-of-range indicators/1.3.1-older/published"}},
		{"the index of health services", indicator(abnd.Indicator{Code: abnd.ServiceCoverageIndex, Published: abnd.Known(52, 2021)}), nil},
		{"the index beyond its points", indicator(abnd.Indicator{Code: abnd.ServiceCoverageIndex, Published: abnd.Known(152, 2021)}), []string{"out-of-range indicators/3.8.1/published"}},
		{"the index of a group", indicator(abnd.Indicator{Code: abnd.ServiceCoverageIndex, Group: "older"}), []string{"index-of-group indicators/3.8.1/group"}},
		{"an indicator twice", sound(func(s *abnd.Study) {
			i := abnd.Indicator{Code: "1.3.1-older", Group: "older"}
			s.Indicators = []abnd.Indicator{i, i}
		}), []string{"id-twice indicators/1.3.1-older/code"}},

		{"a text", text(planned), nil},
		{"two texts for one cell", sound(func(s *abnd.Study) { s.MatrixTexts = []abnd.MatrixText{planned, planned} }), []string{"text-twice matrix/older/planned"}},
		{"a text of no guarantee", text(abnd.MatrixText{Guarantee: "housing", Column: abnd.PlannedProvisions, Text: abnd.Same("x")}), []string{"unknown-reference matrix/housing/planned/guarantee"}},
		{"a text of no column", text(abnd.MatrixText{Guarantee: abnd.Older, Column: "plan", Text: abnd.Same("x")}), []string{"unknown-reference matrix/older/plan/column"}},
		{"a text with a figure", text(with("Reaches {older.effective} of {older.size}, {not closed")), nil},
		{"a text with a figure that there is not", text(with("Reaches {older.efective}.")), []string{"unknown-placeholder matrix/older/planned/text_en"}},
		{"a text with a figure of nobody", text(with("Reaches {elders.effective} and {}.")), []string{"unknown-placeholder matrix/older/planned/text_en", "unknown-placeholder matrix/older/planned/text_en"}},

		{"a gap of no group", gap("elder", abnd.PolicyGap), []string{"unknown-reference recommendations/R1/gaps"}},
		{"a gap of no kind", gap("older", "money"), []string{"unknown-reference recommendations/R1/gaps", "warning gap-of-another-guarantee recommendations/R1/gaps"}},
		{"a gap of another guarantee", gap("older", abnd.LeftOut), []string{"warning gap-of-another-guarantee recommendations/R1/gaps"}},
	})
}
