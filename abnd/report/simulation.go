package report

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// statistic is one figure of a spread; code is part of
// the public format of the CSV.
type statistic struct {
	code string
	of   func(scenarios.Spread) float64
	// bounded says that it is a cost: a lower bound where the total is one.
	bounded bool
}

var statistics = []statistic{
	{"point", func(s scenarios.Spread) float64 { return s.Point }, true},
	{"mean", func(s scenarios.Spread) float64 { return s.Mean }, true},
	{"sd", func(s scenarios.Spread) float64 { return s.SD }, false},
	{"standard_error", func(s scenarios.Spread) float64 { return s.Error }, false},
	{"p5", func(s scenarios.Spread) float64 { return s.P5 }, true},
	{"p25", func(s scenarios.Spread) float64 { return s.P25 }, true},
	{"p50", func(s scenarios.Spread) float64 { return s.P50 }, true},
	{"p75", func(s scenarios.Spread) float64 { return s.P75 }, true},
	{"p95", func(s scenarios.Spread) float64 { return s.P95 }, true},
}

// shownStatistics are those that a table has room for.
var shownStatistics = []string{"point", "mean", "p5", "p25", "p50", "p75", "p95"}

// simulationHeader is a public format: its names do not change.
var simulationHeader = []string{"kind", "scenario", "guarantee", "year", "measure", "unit", "path", "statistic", "value", "known"}

// every is the year of a chance that is about all years.
const every = "all"

// SimulationRecords are a simulation in the same format as [ResultRecords], one
// figure a row, of three kinds: "spread" is a statistic of a cost or share of
// GDP; "ceiling" the probability that the total stays under the ceiling, with
// the year "all" for every year together; "driver" the rank correlation of an
// uncertain figure, given by its path, with the total as a share of GDP. Only
// the chosen scenarios are written. Of what is not known there is no row;
// known is "part" where the total is at least what is known: a probability of
// staying under the ceiling is then at most the value. Of a study without ranges a
// fourth kind, "assumed-ranges", says how many inputs were moved, by how many percent
// of themselves, and how many of the ranges are cut at a limit.
func SimulationRecords(s *scenarios.Simulation, chosen []string) Records {
	return Records{simulationHeader, func(yield func(...Field)) {
		write := func(kind, scenario, guarantee string, year abnd.Year, measure scenarios.MeasureCode, unit, path, statistic string, value float64, known abnd.Knowledge) {
			if !slices.Contains(chosen, scenario) {
				return
			}
			of := textCell(every)
			if year != 0 {
				of = countCell(year)
			}
			yield(textCell(kind), textCell(scenario), textCell(guarantee), of, codeCell(measure), textCell(unit), textCell(path),
				textCell(statistic), figureCell(value), codeCell(known))
		}
		for _, x := range s.Spreads {
			for _, statistic := range statistics {
				write("spread", x.Scenario, x.Guarantee, x.Year, x.Measure, x.Unit, "", statistic.code, statistic.of(x), x.Known)
			}
		}
		for _, c := range s.Ceilings {
			write("ceiling", c.Scenario, string(scenarios.AllOf), c.Year, percentMeasure, "share", "", "probability", c.Probability, c.Known)
		}
		for _, d := range s.Drivers {
			write("driver", d.Scenario, string(scenarios.AllOf), d.Year, percentMeasure, "", string(d.Path), "rank_correlation", d.Rank,
				s.TotalKnown(d.Scenario, d.Year))
		}
		for _, x := range assumedFigures(s.Assumed) {
			yield(textCell("assumed-ranges"), blankCell, blankCell, textCell(every), blankCell, blankCell, blankCell, textCell(x.code), countCell(x.value), blankCell)
		}
	}}
}

// assumedFigure is one count of the ranges that are assumed; code is part of the
// public formats.
type assumedFigure struct {
	code  string
	value int
}

// assumedFigures are none where the study has ranges.
func assumedFigures(a scenarios.AssumedRanges) []assumedFigure {
	if !a.InUse() {
		return nil
	}
	return []assumedFigure{{"percent", scenarios.FactMove}, {"inputs", a.Figures}, {"cut", a.Cut}}
}

// jsonAssumed are the same as an object; missing where the study has ranges.
type jsonAssumed struct {
	Percent int          `json:"percent"`
	Inputs  int          `json:"inputs"`
	Cut     int          `json:"cut"`
	Note    ManifestText `json:"note"`
}

func assumedTree(a scenarios.AssumedRanges, iso3 string) *jsonAssumed {
	if !a.InUse() {
		return nil
	}
	return &jsonAssumed{scenarios.FactMove, a.Figures, a.Cut, manifestText(a.Note(), iso3)}
}

type jsonSimulation struct {
	Manifest
	Simulation struct {
		Draws         int     `json:"draws"`
		Seed          uint64  `json:"seed"`
		Method        string  `json:"method"`
		Ceiling       float64 `json:"ceiling,omitempty"`
		QuantileError float64 `json:"quantile_error"`

		AssumedRanges *jsonAssumed `json:"assumed_ranges,omitempty"`
	} `json:"simulation"`
}

type jsonSpread struct {
	Scenario  string                `json:"scenario"`
	Guarantee string                `json:"guarantee"`
	Year      int                   `json:"year"`
	Measure   scenarios.MeasureCode `json:"measure"`
	Unit      string                `json:"unit"`
	Point     float64               `json:"point"`
	Mean      float64               `json:"mean"`
	SD        float64               `json:"sd"`
	Error     float64               `json:"standard_error"`
	P5        float64               `json:"p5"`
	P25       float64               `json:"p25"`
	P50       float64               `json:"p50"`
	P75       float64               `json:"p75"`
	P95       float64               `json:"p95"`
	Known     string                `json:"known"`
}

type jsonChance struct {
	Scenario    string  `json:"scenario"`
	Year        *int    `json:"year"` // null for every year together
	Point       bool    `json:"point"`
	Probability float64 `json:"probability"`
	Known       string  `json:"known"`
}

type jsonDriver struct {
	Scenario string       `json:"scenario"`
	Year     int          `json:"year"`
	Path     string       `json:"path"`
	Label    ManifestText `json:"label"`
	Rank     float64      `json:"rank_correlation"`
	Known    string       `json:"known"`
}

// SimulationTree is a simulation as an object: the manifest with how the draws
// were made, and the lists of [SimulationRecords].
func SimulationTree(m Manifest, s *scenarios.Simulation, chosen []string) Tree {
	head := jsonSimulation{Manifest: m}
	head.Simulation.Draws, head.Simulation.Seed, head.Simulation.Method = s.Options.Draws, s.Options.Seed, string(s.Options.Method)
	head.Simulation.Ceiling, head.Simulation.QuantileError = s.Options.Ceiling, s.QuantileError
	head.Simulation.AssumedRanges = assumedTree(s.Assumed, m.Country.ISO3)
	spreads, ceilings, drivers := jsonRows{name: "spreads"}, jsonRows{name: "ceilings"}, jsonRows{name: "drivers"}
	for _, x := range s.Spreads {
		if slices.Contains(chosen, x.Scenario) {
			spreads.rows = append(spreads.rows, jsonSpread{x.Scenario, x.Guarantee, int(x.Year), x.Measure, x.Unit, x.Point, x.Mean, x.SD, x.Error,
				x.P5, x.P25, x.P50, x.P75, x.P95, string(x.Known)})
		}
	}
	for _, c := range s.Ceilings {
		if slices.Contains(chosen, c.Scenario) {
			row := jsonChance{Scenario: c.Scenario, Point: c.Point, Probability: c.Probability, Known: string(c.Known)}
			if year := int(c.Year); year != 0 {
				row.Year = &year
			}
			ceilings.rows = append(ceilings.rows, row)
		}
	}
	for _, d := range s.Drivers {
		if slices.Contains(chosen, d.Scenario) {
			drivers.rows = append(drivers.rows, jsonDriver{d.Scenario, int(d.Year), string(d.Path), manifestText(d.Label, m.Country.ISO3), d.Rank,
				string(s.TotalKnown(d.Scenario, d.Year))})
		}
	}
	return treeOf(head, spreads, ceilings, drivers)
}

const (
	spreadRoom        = 8 // characters
	shownDrivers      = 5
	shareDecimals     = 1
	rankDecimals      = 2
	negligibleDriving = 0.05 // of a rank correlation: noise of some thousand draws
)

// Spread shows a simulation: for each chosen scenario or package the total cost
// and its share of GDP in the given years, the chance of staying under the
// ceiling, and what drives the share of GDP in the last of the years.
func Spread(s *scenarios.Simulation, chosen []string, years []abnd.Year) Document {
	t := spreadTable{Simulation: s, years: years}
	t.header(chosen)
	for _, id := range chosen {
		t.scenario(id)
	}
	t.notes()
	return t.Document
}

type spreadTable struct {
	*scenarios.Simulation
	builder
	years []abnd.Year
	money Scale
}

func (t *spreadTable) header(chosen []string) {
	var costs []float64
	for _, x := range t.Spreads {
		if x.Guarantee == string(scenarios.AllOf) && x.Measure == costMeasure && slices.Contains(chosen, x.Scenario) && slices.Contains(t.years, x.Year) {
			costs = append(costs, x.Point, x.P95)
		}
	}
	t.money = chooseScale(moneyScales, moneyLimit, spreadRoom, costs)
	t.studyTitle(t.Study)
	t.say(abnd.T("Simulation of %s draws, method %s, seed %d.", "%s simulações, método %s, semente %d.").
		Fill(countText(t.Options.Draws), t.Options.Method.Name(), int(t.Options.Seed)))
	t.say(abnd.T("Total cost in %s, current prices, and in %% of %s.", "Custo total em %s, preços correntes, e em %% do %s.").
		Fill(t.money.Name.Fill(t.Study.Country.Currency), t.Study.GDPName))
	t.baseline(t.Study)
	t.assumed(t.Assumed)
}

// assumed says that ranges are none of the study's.
func (b *builder) assumed(ranges scenarios.AssumedRanges) {
	if ranges.InUse() {
		b.say(ranges.Note())
	}
}

// studyTitle says what a study calls itself.
func (b *builder) studyTitle(s *abnd.Study) {
	if !s.Title.IsZero() {
		b.say(s.Title)
	}
	b.say(abnd.T("%s (%s), projection %s", "%s (%s), projecção %s").Fill(s.Country.Name, s.Country.ISO3, s.Projection))
}

func (t *spreadTable) scenario(id string) {
	table := &Table{Name: "spread", Columns: append(make([]Column, 2), heads(abnd.T("Point est.|Mean|P5|P25|P50|P75|P95", "Central|Média|P5|P25|P50|P75|P95"))...)}
	for _, year := range t.years {
		t.spread(table, yearOf(year), abnd.T("% of GDP", "% do PIB"), id, percentMeasure, year)
		t.spread(table, Cell{}, abnd.T("cost", "custo"), id, costMeasure, year)
	}
	t.section(runTitle(t.Study, id), table)
	t.chances(id)
	t.drivers(id)
}

// spread adds the row of one figure, which may be not known.
func (t *spreadTable) spread(table *Table, first Cell, label abnd.Text, id string, measure scenarios.MeasureCode, year abnd.Year) {
	i := slices.IndexFunc(t.Spreads, func(x scenarios.Spread) bool {
		return x.Scenario == id && x.Guarantee == string(scenarios.AllOf) && x.Measure == measure && x.Year == year
	})
	cells := []Cell{first, words(label)}
	for _, statistic := range statistics {
		if !slices.Contains(shownStatistics, statistic.code) {
			continue
		}
		cell := unknownCell
		if i >= 0 {
			x := t.Spreads[i]
			known := abnd.KnownAll
			if statistic.bounded {
				known = x.Known
			}
			cell = figure(Percent, statistic.of(x), known, decimals(percentDecimals))
			if measure == costMeasure {
				cell = figure(Money, statistic.of(x), known, t.money)
			}
		}
		cells = append(cells, cell)
	}
	table.row(cells...)
}

func (t *spreadTable) chances(id string) {
	var parts []abnd.Text
	for _, c := range t.Ceilings {
		if c.Scenario != id || c.Year != 0 && !slices.Contains(t.years, c.Year) {
			continue
		}
		when := abnd.T("every year", "todos os anos")
		if c.Year != 0 {
			when = yearText(c.Year)
		}
		chance := figure(Share, c.Probability, abnd.KnownAll, decimals(shareDecimals))
		if c.Known == abnd.KnownPart {
			chance.Known, chance.Falls = c.Known, true // it falls as the cost rises
		}
		parts = append(parts, abnd.Same("%s %s").Fill(when, abnd.InEach(chance.In)))
	}
	if len(parts) > 0 {
		t.hang(abnd.T("Probability that cost is at most %s%% of GDP: %s", "Probabilidade de o custo não exceder %s %% do PIB: %s").
			Fill(numberText(percent*t.Options.Ceiling, percentDecimals), abnd.Joined(parts, ", ")))
	}
}

func (t *spreadTable) drivers(id string) {
	last := t.years[len(t.years)-1]
	table := &Table{Name: "drivers", Columns: make([]Column, 2)}
	for _, d := range t.Drivers {
		if d.Scenario == id && d.Year == last && max(d.Rank, -d.Rank) >= negligibleDriving && len(table.Rows) < shownDrivers {
			table.row(numberCell(d.Rank, rankDecimals), words(oneLine(d.Label)))
		}
	}
	if len(table.Rows) > 0 {
		t.hang(abnd.T("Main drivers of cost in %% of GDP in %d (rank correlation):", "Principais factores do custo em %% do PIB em %d (correlação de Spearman, por ordens):").Fill(int(last)))
		t.add(table)
	}
}

func (t *spreadTable) notes() {
	t.section(abnd.Text{})
	t.note(abnd.T("P5 to P95: percentiles of the draws. Point estimate: every input at the study's own value.",
		"P5 a P95: percentis das simulações. Central: cada valor como está no estudo."))
	if slices.ContainsFunc(t.Spreads, func(x scenarios.Spread) bool {
		return x.Guarantee == string(scenarios.AllOf) && x.Known == abnd.KnownPart
	}) {
		t.note(partOfTotal)
	}
	if !t.Assumed.InUse() {
		t.note(uncertainNote(t.Study))
	}
	if t.QuantileError > 0 {
		t.note(abnd.T("Percentiles are within %s%% of the exact percentiles of the draws.", "Os percentis ficam a menos de %s %% dos percentis exactos das simulações.").
			Fill(numberText(percent*t.QuantileError, percentDecimals)))
	}
}

// uncertainNote says what the uncertain inputs are, and how many of their ranges
// somebody has published.
func uncertainNote(study *abnd.Study) abnd.Text {
	natureOf := costing.NatureOf(study)
	count := map[abnd.Nature]int{}
	assumed := 0
	for _, u := range study.Uncertain {
		count[natureOf(u.Path)]++
		if u.Confidence == abnd.Assumption {
			assumed++
		}
	}
	return abnd.T("Uncertain inputs: %d; of these facts: %d, decisions of the dialogue: %d, expectations: %d. Ranges that are assumptions: %d. Inputs not listed in UNCERTAINTY are treated as certain.",
		"Valores incertos: %d; destes, factos: %d, decisões do diálogo: %d, previsões: %d. Intervalos que são pressupostos: %d. Os valores não indicados em UNCERTAINTY tratam-se como certos.").
		Fill(len(study.Uncertain), count[abnd.Fact], count[abnd.Decision], count[abnd.Expectation], assumed)
}
