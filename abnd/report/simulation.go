package report

import (
	"bufio"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/scenarios"
)

// statistic is one figure of a spread; code is part of the contract with those
// who read the CSV.
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

// simulationHeader is a contract with those who read the file.
var simulationHeader = []string{"kind", "scenario", "guarantee", "year", "measure", "unit", "path", "statistic", "value", "known"}

// every is the year of a chance that is about all years.
const every = "all"

// SimulationCSV writes a simulation as CSV in the manner of [CSV], one figure a
// row, of three kinds: "spread" is a statistic of a cost or share of GDP;
// "ceiling" the probability that the total stays under the ceiling, with the
// year "all" for every year together; "driver" the rank correlation of an
// uncertain figure, given by its path, with the total as a share of GDP. Only
// the chosen scenarios are written. Of what is not known there is no row; known
// is "part" where the total is at least what is known: a probability of staying
// under the ceiling is then at most the value.
func SimulationCSV(out *CSVWriter, s *scenarios.Simulation, chosen []string) error {
	out.header(simulationHeader...)
	write := func(kind, scenario, guarantee string, year abnd.Year, measure, unit, path, statistic string, value float64, known abnd.Knowledge) {
		if !slices.Contains(chosen, scenario) {
			return
		}
		of := textCell(every)
		if year != 0 {
			of = countCell(year)
		}
		out.write(textCell(kind), textCell(scenario), textCell(guarantee), of, textCell(measure), textCell(unit), textCell(path), textCell(statistic), figureCell(value), codeCell(known))
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
		write("driver", d.Scenario, string(scenarios.AllOf), d.Year, percentMeasure, "", string(d.Path), "rank_correlation", d.Rank, s.TotalKnown(d.Scenario, d.Year))
	}
	return out.end()
}

type jsonSimulation struct {
	Manifest
	Simulation struct {
		Draws         int     `json:"draws"`
		Seed          uint64  `json:"seed"`
		Method        string  `json:"method"`
		Ceiling       float64 `json:"ceiling,omitempty"`
		QuantileError float64 `json:"quantile_error"`
	} `json:"simulation"`
}

type jsonSpread struct {
	Scenario  string  `json:"scenario"`
	Guarantee string  `json:"guarantee"`
	Year      int     `json:"year"`
	Measure   string  `json:"measure"`
	Unit      string  `json:"unit"`
	Point     float64 `json:"point"`
	Mean      float64 `json:"mean"`
	SD        float64 `json:"sd"`
	Error     float64 `json:"standard_error"`
	P5        float64 `json:"p5"`
	P25       float64 `json:"p25"`
	P50       float64 `json:"p50"`
	P75       float64 `json:"p75"`
	P95       float64 `json:"p95"`
	Known     string  `json:"known"`
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

// SimulationJSON writes a simulation as an object: the manifest with how the
// draws were made, and the lists of [SimulationCSV].
func SimulationJSON(w io.Writer, m Manifest, s *scenarios.Simulation, chosen []string) error {
	head := jsonSimulation{Manifest: m}
	head.Simulation.Draws, head.Simulation.Seed, head.Simulation.Method = s.Options.Draws, s.Options.Seed, string(s.Options.Method)
	head.Simulation.Ceiling, head.Simulation.QuantileError = s.Options.Ceiling, s.QuantileError
	spreads, ceilings, drivers := jsonRows{name: "spreads"}, jsonRows{name: "ceilings"}, jsonRows{name: "drivers"}
	for _, x := range s.Spreads {
		if slices.Contains(chosen, x.Scenario) {
			spreads.rows = append(spreads.rows, jsonSpread{x.Scenario, x.Guarantee, int(x.Year), x.Measure, x.Unit, x.Point, x.Mean, x.SD, x.Error, x.P5, x.P25, x.P50, x.P75, x.P95, string(x.Known)})
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
			drivers.rows = append(drivers.rows, jsonDriver{d.Scenario, int(d.Year), string(d.Path), manifestText(d.Label, m.Country.ISO3), d.Rank, string(s.TotalKnown(d.Scenario, d.Year))})
		}
	}
	return writeJSON(w, head, spreads, ceilings, drivers)
}

// The columns of a simulation's table.
const (
	spreadLabelWidth  = 17
	spreadWidth       = 9
	shownDrivers      = 5
	percentDecimals   = 2
	shareDecimals     = 1
	rankDecimals      = 2
	rankWidth         = 6
	percentPerShare   = 100
	negligibleDriving = 0.05 // of a rank correlation: noise of some thousand draws
)

// SimulationTable writes a simulation for people to read: for each chosen
// scenario or package the total cost and its share of GDP in the given years,
// the chance of staying under the ceiling, and what drives the share of GDP in
// the last of the years.
func SimulationTable(w io.Writer, s *scenarios.Simulation, chosen []string, years []abnd.Year, lang abnd.Lang) error {
	out := bufio.NewWriter(w)
	t := simulationTable{Simulation: s, table: table{lang: lang, out: out}, years: years}
	t.header(chosen)
	for _, id := range chosen {
		t.scenario(id)
	}
	t.notes()
	return out.Flush()
}

type simulationTable struct {
	*scenarios.Simulation
	table
	years []abnd.Year
}

func (t *simulationTable) header(chosen []string) {
	var costs []float64
	for _, x := range t.Spreads {
		if x.Guarantee == string(scenarios.AllOf) && x.Measure == costMeasure && slices.Contains(chosen, x.Scenario) && slices.Contains(t.years, x.Year) {
			costs = append(costs, x.Point, x.P95)
		}
	}
	t.money = chooseScale(moneyScales, moneyLimit, spreadWidth-1, costs)
	studyTitle(&t.table, t.Study)
	t.note(abnd.T("Simulation of %s draws, method %s, seed %d.", "%s simulações, método %s, semente %d.").
		Fill(number(t.Options.Draws), t.Options.Method.Name(), int(t.Options.Seed)), "", "")
	t.note(abnd.T("Total cost in %s, current prices, and in %% of %s.", "Custo total em %s, preços correntes, e em %% do %s.").
		Fill(t.money.name.Fill(t.Study.Country.Currency), t.Study.GDPName), "", "")
}

// studyTitle writes what a study calls itself.
func studyTitle(t *table, s *abnd.Study) {
	if title := s.Title.In(t.lang); title != "" {
		t.line(Wrap(title, Width, "", ""))
	}
	t.note(abnd.T("%s (%s), projection %s", "%s (%s), projecção %s").Fill(s.Country.Name, s.Country.ISO3, s.Projection), "", "")
}

func (t *simulationTable) scenario(id string) {
	t.line("")
	t.note(runTitle(t.Study, id), "", "")
	heads := abnd.T("Point est.|Mean|P5|P25|P50|P75|P95", "Central|Média|P5|P25|P50|P75|P95")
	head := padRight("", spreadLabelWidth)
	for _, h := range strings.Split(heads.In(t.lang), "|") {
		head += padLeft(h, spreadWidth)
	}
	t.line(head)
	for _, year := range t.years {
		label := padRight(strconv.Itoa(int(year)), yearWidth) + indent
		t.spread(label+abnd.T("% of GDP", "% do PIB").In(t.lang), id, percentMeasure, year, scale{divisor: 1, decimals: percentDecimals})
		t.spread(strings.Repeat(" ", yearWidth)+indent+abnd.T("cost", "custo").In(t.lang), id, costMeasure, year, t.money)
	}
	t.chances(id)
	t.drivers(id)
}

// spread writes the row of one figure, of dots where it is not known.
func (t *simulationTable) spread(label, id, measure string, year abnd.Year, by scale) {
	found := false
	for _, x := range t.Spreads {
		if x.Scenario != id || x.Guarantee != string(scenarios.AllOf) || x.Measure != measure || x.Year != year {
			continue
		}
		row := padRight(label, spreadLabelWidth)
		found = true
		for _, statistic := range statistics {
			if slices.Contains(shownStatistics, statistic.code) {
				figure := formatNumber(statistic.of(x)/by.divisor, by.decimals, t.lang)
				if statistic.bounded {
					figure = fitMarked(x.Known, statistic.of(x)/by.divisor, by.decimals, spreadWidth-1, t.lang)
				}
				row += padLeft(figure, spreadWidth)
			}
		}
		t.line(row)
	}
	if !found {
		row := padRight(label, spreadLabelWidth)
		for range shownStatistics {
			row += padLeft(notKnown, spreadWidth)
		}
		t.line(row)
	}
}

func (t *simulationTable) chances(id string) {
	var parts []string
	for _, c := range t.Ceilings {
		if c.Scenario != id || c.Year != 0 && !slices.Contains(t.years, c.Year) {
			continue
		}
		when := abnd.T("every year", "todos os anos")
		if c.Year != 0 {
			when = abnd.Same(strconv.Itoa(int(c.Year)))
		}
		parts = append(parts, when.In(t.lang)+" "+atMost(c.Known)+formatNumber(percentPerShare*c.Probability, shareDecimals, t.lang)+t.lang.PercentSign())
	}
	if len(parts) > 0 {
		t.note(abnd.T("Probability that cost is at most %s%% of GDP: %s", "Probabilidade de o custo não exceder %s %% do PIB: %s").
			Fill(decimalText(percentPerShare*t.Options.Ceiling, percentDecimals), strings.Join(parts, ", ")), "", indent)
	}
}

// decimalText is a number in both languages.
func decimalText(x float64, decimals int) abnd.Text {
	return abnd.T(formatNumber(x, decimals, abnd.English), formatNumber(x, decimals, abnd.Portuguese))
}

func (t *simulationTable) drivers(id string) {
	last := t.years[len(t.years)-1]
	shown := 0
	for _, d := range t.Drivers {
		if d.Scenario != id || d.Year != last || max(d.Rank, -d.Rank) < negligibleDriving || shown == shownDrivers {
			continue
		}
		if shown == 0 {
			t.note(abnd.T("Main drivers of cost in %% of GDP in %d (rank correlation):", "Principais factores do custo em %% do PIB em %d (correlação de Spearman, por ordens):").Fill(int(last)), "", indent)
		}
		shown++
		t.line(wrapHard(d.Label.In(t.lang), padLeft(formatNumber(d.Rank, rankDecimals, t.lang), rankWidth)+indent, strings.Repeat(" ", rankWidth)+indent+indent))
	}
}

func (t *simulationTable) notes() {
	t.line("")
	t.note(abnd.T("P5 to P95: percentiles of the draws. Point estimate: every input at the study's own value.",
		"P5 a P95: percentis das simulações. Central: cada valor como está no estudo."), "* ", indent)
	if slices.ContainsFunc(t.Spreads, func(x scenarios.Spread) bool {
		return x.Guarantee == string(scenarios.AllOf) && x.Known == abnd.KnownPart
	}) {
		t.note(partOfTotal, "* ", indent)
	}
	assumed := 0
	for _, u := range t.Study.Uncertain {
		if u.Confidence == abnd.Assumption {
			assumed++
		}
	}
	t.note(abnd.T("The ranges of %[2]d of the %[1]d uncertain inputs are assumptions, to be agreed in the national dialogue. Inputs not listed in UNCERTAINTY are treated as certain.",
		"Os intervalos de %[2]d dos %[1]d valores incertos são pressupostos, a acordar no diálogo nacional. Os valores não indicados em UNCERTAINTY tratam-se como certos.").Fill(len(t.Study.Uncertain), assumed), "* ", indent)
	if t.QuantileError > 0 {
		t.note(abnd.T("Percentiles are within %s%% of the exact percentiles of the draws.", "Os percentis ficam a menos de %s %% dos percentis exactos das simulações.").
			Fill(decimalText(percentPerShare*t.QuantileError, percentDecimals)), "* ", indent)
	}
}
