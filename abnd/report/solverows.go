package report

import (
	"cmp"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/scenarios"
)

// solvedHeader is a public format: its names do not change.
var solvedHeader = []string{"kind", "package", "benefit", "choice", "year", "measure", "value", "known"}

// wholly says that a value is known in all its parts.
const wholly = string(abnd.KnownAll)

// SolvedRow is one figure of a solution: of a package of a list, of a benefit,
// of a year, or of a value that was tried. Package is the number in the list of
// packages or, for a point of the frontier, in the frontier.
type SolvedRow struct {
	Kind    string  `json:"kind"`
	Package int     `json:"package,omitempty"`
	Benefit string  `json:"benefit,omitempty"`
	Choice  string  `json:"choice,omitempty"`
	Year    int     `json:"year,omitempty"`
	Measure string  `json:"measure"`
	Value   float64 `json:"value"`
	Known   string  `json:"known"`
}

// TargetRows lists a solved parameter: the solution, the present value, the
// next one, and those that were computed on the way.
func TargetRows(s *scenarios.TargetSolution) []SolvedRow {
	var rows []SolvedRow
	add := func(kind string, value, cost scenarios.Estimate) {
		for _, x := range []struct {
			measure string
			scenarios.Estimate
			factor float64
		}{{s.Spec.Code, value, 1}, {measureOf(s.Of), cost, percent}} {
			if x.Known {
				rows = append(rows, SolvedRow{Kind: kind, Benefit: s.Benefit.ID, Choice: s.Run, Year: int(s.Year), Measure: x.measure,
					Value: x.Value * x.factor, Known: wholly})
			}
		}
	}
	known := func(x float64) scenarios.Estimate { return scenarios.Estimate{Value: x, Known: true} }
	add("solution", known(s.Value), known(s.Cost))
	add("present", s.Present, s.PresentCost)
	add("next", s.Next, s.NextCost)
	for _, p := range s.Searched {
		add("searched", known(p.Value), known(p.Cost))
	}
	return rows
}

// measureOf is the measure of a ceiling's basis.
func measureOf(of scenarios.Basis) string {
	if of == scenarios.OfIncrement {
		return string(scenarios.IncrementalPercentGDP)
	}
	return string(scenarios.PercentGDP)
}

// PackageRows lists the packages, what the one that is shown takes and costs by
// year, and the frontier.
func PackageRows(s *scenarios.PackageSolution, frontier []scenarios.ListedPackage) []SolvedRow {
	var rows []SolvedRow
	for _, p := range s.Packages {
		rows = append(rows, listedRows("package", s, p)...)
	}
	for _, x := range s.Items {
		choice := cmp.Or(x.Level, abnd.StatusQuo)
		for _, r := range reachRows(x.Reach) {
			if r.Value != 0 || r.Measure == countOf(s, x.Benefit) {
				rows = append(rows, SolvedRow{Kind: "benefit", Package: s.Shown, Benefit: x.Benefit.ID, Choice: choice, Year: int(s.Year),
					Measure: r.Measure, Value: r.Value, Known: wholly})
			}
		}
		rows = append(rows, SolvedRow{Kind: "benefit", Package: s.Shown, Benefit: x.Benefit.ID, Choice: choice,
			Measure: string(scenarios.IncrementalPercentGDP), Value: x.Cost * percent, Known: wholly})
	}
	for _, r := range yearRows(s.Envelope.Of, s.Years) {
		r.Package = s.Shown
		rows = append(rows, r)
	}
	for _, p := range frontier {
		rows = append(rows, listedRows("frontier", s, p)...)
	}
	return rows
}

// countOf is the measure in which a benefit counts.
func countOf(s *scenarios.PackageSolution, b abnd.Benefit) string {
	switch {
	case b.Guarantee == abnd.Health:
		return "health_covered"
	case scenarios.CountsHouseholds(s.Result.Study, b):
		return "households"
	}
	return "persons"
}

func reachRows(r scenarios.Reach) []SolvedRow {
	return []SolvedRow{{Measure: "persons", Value: r.Persons}, {Measure: "households", Value: r.Households}, {Measure: "health_covered", Value: r.Health}}
}

// listedRows are the figures of one package of a list, and what it takes from
// whom.
func listedRows(kind string, s *scenarios.PackageSolution, p scenarios.ListedPackage) []SolvedRow {
	row := func(measure string, value float64) SolvedRow {
		return SolvedRow{Kind: kind, Package: p.Number, Choice: p.LevelsText(s.Choices), Measure: measure, Value: value, Known: wholly}
	}
	greatest := row("greatest_"+measureOf(s.Envelope.Of), p.Peak*percent)
	greatest.Known = string(p.Known)
	rows := []SolvedRow{greatest, row("mean_incremental_percent_gdp", p.Mean*percent)}
	for _, r := range reachRows(p.Reach) {
		rows = append(rows, row(r.Measure, r.Value))
	}
	rows = append(rows, row("weighted_recipients", p.Weighted))
	return append(rows, lossRows(kind, p.Number, p.Losses)...)
}

// lossRows are what is lost: in the status quo, and with the package.
func lossRows(kind string, number int, losses []scenarios.Loss) []SolvedRow {
	var rows []SolvedRow
	for _, l := range losses {
		loss := SolvedRow{Kind: kind + "-loss", Package: number, Benefit: l.Of, Choice: string(l.Kind), Year: int(l.Year), Known: wholly}
		before, after := loss, loss
		before.Measure, before.Value = "status_quo", l.Before
		after.Measure, after.Value = "with_package", l.After
		rows = append(rows, before, after)
	}
	return rows
}

// PhasingRows lists when each benefit starts; one that does not has no start.
func PhasingRows(s *scenarios.PhasingSolution) []SolvedRow {
	var rows []SolvedRow
	for _, x := range s.Items {
		rows = append(rows, SolvedRow{Kind: "benefit", Benefit: x.Benefit.ID, Choice: x.Level, Measure: "planned", Value: float64(x.Planned), Known: wholly})
		if x.Start != 0 {
			rows = append(rows, SolvedRow{Kind: "benefit", Benefit: x.Benefit.ID, Choice: x.Level, Measure: "start", Value: float64(x.Start), Known: wholly})
		}
	}
	for _, r := range append(reachRows(s.Reach), SolvedRow{Measure: "weighted_recipients", Value: s.Weighted}) {
		rows = append(rows, SolvedRow{Kind: "plan", Measure: r.Measure, Value: r.Value, Known: wholly})
	}
	rows = append(rows, lossRows("plan", 0, s.Losses)...)
	return append(rows, yearRows(s.Envelope.Of, s.Years)...)
}

func yearRows(of scenarios.Basis, years []scenarios.YearCost) []SolvedRow {
	var rows []SolvedRow
	for _, y := range years {
		if y.Ceiling.Known {
			rows = append(rows, SolvedRow{Kind: "year", Choice: "ceiling", Year: int(y.Year), Measure: measureOf(of), Value: y.Ceiling.Value * percent, Known: wholly})
		}
		if !y.Known.Known() {
			continue
		}
		rows = append(rows,
			SolvedRow{Kind: "year", Choice: abnd.StatusQuo, Year: int(y.Year), Measure: measureOf(of), Value: y.StatusQuo * percent, Known: string(y.Known)},
			SolvedRow{Kind: "year", Choice: "solution", Year: int(y.Year), Measure: measureOf(of), Value: y.Cost * percent, Known: string(y.Known)})
	}
	return rows
}

// SolvedRecords are the figures of a solution, in the same format as
// [ResultRecords].
func SolvedRecords(rows []SolvedRow) Records {
	return Records{solvedHeader, func(yield func(...Field)) {
		for _, r := range rows {
			yield(textCell(r.Kind), yearCell(r.Package), textCell(r.Benefit), textCell(r.Choice), yearCell(r.Year), textCell(r.Measure),
				figureCell(r.Value), textCell(r.Known))
		}
	}}
}

// SolvedTree is an object with the manifest, the method by which the solution
// was found, and its figures.
func SolvedTree(manifest Manifest, method string, rows []SolvedRow) Tree {
	head := struct {
		Manifest
		Method string `json:"method"`
	}{manifest, method}
	list := jsonRows{name: "solution"}
	for _, r := range rows {
		list.rows = append(list.rows, r)
	}
	return treeOf(head, list)
}
