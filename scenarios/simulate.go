package scenarios

import (
	"context"
	"math"
	"runtime"
	"slices"
	"sync"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// ExactDraws is how many draws are kept for percentiles and rank
// correlations. With no more than that, percentiles are those of the draws;
// with more, they are within [SketchError], and rank correlations are of the
// first ExactDraws.
const ExactDraws = 20 * BlockSize

// SimulationOptions say how a simulation is run.
type SimulationOptions struct {
	Draws  int    // 1 or more
	Seed   uint64 // same seed, same draws
	Method Method // Random where blank
	// Ceiling is the share of GDP that the total cost of a scenario should
	// stay under; 0 for none.
	Ceiling float64
	// Years for which drivers are ranked; none means the last one.
	Years []abnd.Year
	// Workers is how many blocks are computed at once; 0 means one for each
	// processor. The results do not depend on it.
	Workers int
	// Progress, where given, is told how many draws are done. It is called by
	// one goroutine at a time.
	Progress func(done, draws int)
}

// Simulation is what many draws of the uncertain figures of a study give.
type Simulation struct {
	Study   *abnd.Study
	Options SimulationOptions
	// Spreads are ordered by scenario, then package, guarantee with the sums
	// last, measure and year. A figure that is not known has none.
	Spreads []Spread
	// Drivers are ordered by scenario, year, and falling strength.
	Drivers []Driver
	// Ceilings say how likely each scenario stays under the ceiling, by year
	// and in all years (year 0). Of a total that is not known there is none.
	Ceilings []Chance
	// Assumed says what was drawn where the study has no ranges.
	Assumed AssumedRanges
	// QuantileError is the relative error of percentiles, 0 where exact.
	QuantileError float64
}

// TotalKnown says how much is known of the total of a scenario or package in a
// year.
func (s *Simulation) TotalKnown(id string, year abnd.Year) abnd.Knowledge {
	for _, x := range s.Spreads {
		if x.Scenario == id && x.Guarantee == AllOf && x.Year == year {
			return x.Known
		}
	}
	return abnd.KnownNone
}

// Spread is how one figure of the results is distributed.
type Spread struct {
	Scenario  string // or a package
	Guarantee string // or one of the sums: see [Parts]
	Year      abnd.Year
	Measure   MeasureCode
	Unit      string
	// Known says of every statistic whether it is of the whole figure, or of the
	// part that is known.
	Known abnd.Knowledge
	Point float64 // with every figure at the study's own value
	Mean  float64
	SD    float64 // standard deviation
	// Error is the standard error of the mean of independent draws; that of
	// spread-out methods is smaller.
	Error                  float64
	P5, P25, P50, P75, P95 float64
}

// Driver says how closely an uncertain figure goes with the total cost of a
// scenario as a share of GDP.
type Driver struct {
	Scenario string
	Year     abnd.Year
	Path     abnd.Path
	Label    abnd.Text
	// Rank is Spearman's correlation. A shock by year is ranked by what it adds
	// up to by the year, the population by its size in that year.
	Rank float64
}

// Chance is the probability that a scenario stays under the ceiling.
type Chance struct {
	Scenario    string
	Year        abnd.Year // 0 for every year
	Point       bool      // whether the point estimate does
	Probability float64
	// Known reports whether all of the total is known. Where a part is, the total
	// is at least what is known, and the probability at most this.
	Known abnd.Knowledge
}

// simulated are the measures that are simulated.
var simulated = []MeasureCode{TotalCost, PercentGDP}

// Simulate draws the uncertain figures of a study and computes every scenario
// and package for each draw. A study without ranges has [AssumedRanges], and a
// warning says so. Where the study has errors, or nothing in it can be moved, the
// simulation is nil and the diagnostics say why. A context that
// is cancelled is the cause of an error in them.
func Simulate(ctx context.Context, study *abnd.Study, o SimulationOptions) (*Simulation, abnd.Diagnostics) {
	if o.Method == "" {
		o.Method = Random
	}
	if o.Draws < 1 || !slices.Contains(Methods(), o.Method) {
		panic("scenarios: a simulation needs draws and a method")
	}
	if len(o.Years) == 0 {
		o.Years = []abnd.Year{study.Projection.Last}
	}
	result, of, found := runUncertain(study)
	if result == nil {
		return nil, found
	}
	found = append(found, result.brokenCeiling(o.Ceiling)...)
	r := newSimulationRun(result, of, o)
	if err := r.drawAll(ctx); err != nil {
		return nil, stopped(found, err)
	}
	s := &Simulation{Study: study, Options: o, Spreads: r.spreads(), Drivers: r.ranks(), Ceilings: r.chances(), Assumed: of.assumed}
	if r.kept < o.Draws {
		s.QuantileError = SketchError
	}
	if err := ctx.Err(); err != nil {
		return nil, stopped(found, err)
	}
	return s, found
}

// runUncertain computes a study, with what of it is uncertain, and reports what keeps
// its uncertainty from being used: nothing can be moved, or a row is about no figure of
// the study. A study without ranges is computed with people that can be moved.
func runUncertain(study *abnd.Study) (*Result, uncertainty, abnd.Diagnostics) {
	result, found := Run(study)
	if result == nil {
		return nil, uncertainty{}, found
	}
	for i := range found {
		if found[i].Code == costing.UnknownFigure {
			found[i].Severity = abnd.Error
		}
	}
	of := uncertaintyOf(study)
	if of.assumed.InUse() {
		found = append(found, of.assumed.warning()...)
		result, _ = RunWith(withPeopleMoved(study), RunOptions{Checked: true})
	}
	if len(of.drivers) == 0 {
		found.AddError("uncertainty", "nothing-uncertain", abnd.T("the study has no uncertain inputs, and no facts or expectations that a percentage can move", "o estudo não tem valores incertos, nem factos ou previsões que uma percentagem possa alterar"),
			abnd.T("list inputs with their low and high values in UNCERTAINTY", "enumere em UNCERTAINTY valores com o seu mínimo e máximo"))
	}
	if found.HasErrors() {
		return nil, uncertainty{}, found
	}
	return result, of, found
}

// brokenCeiling warns of a ceiling that even the status quo breaks.
func (r *Result) brokenCeiling(ceiling float64) abnd.Diagnostics {
	var found abnd.Diagnostics
	if ceiling == 0 {
		return nil
	}
	for _, year := range r.Study.Projection.All() {
		if x, ok := r.Projection.Value(costing.TotalKey(abnd.StatusQuo, "share_of_gdp"), year); ok && x > ceiling {
			found.AddWarning("", "ceiling", abnd.T("the status quo alone exceeds the ceiling in %d: no scenario with additional cost can stay within it", "só a situação actual já ultrapassa o tecto em %d: nenhum cenário com despesa adicional o pode respeitar").Fill(int(year)),
				abnd.T("enter a higher ceiling", "indique um tecto mais alto"))
			break
		}
	}
	return found
}

// spreads reads the results. Columns that several figures share are read once.
func (r *simulationRun) spreads() []Spread {
	read := make([]percentiles, r.batch.Columns())
	var group sync.WaitGroup
	next := make(chan int, len(read))
	for i := range read {
		next <- i
	}
	close(next)
	for range max(1, min(runtime.GOMAXPROCS(0), len(read))) {
		group.Go(func() {
			copied := make([]float64, r.kept)
			for i := range next {
				if r.bins != nil {
					read[i] = r.bins[i].percentiles(r.options.Draws)
					continue
				}
				copy(copied, r.columns[i])
				read[i] = exactPercentiles(copied)
			}
		})
	}
	group.Wait()
	var all []Spread
	for _, f := range r.figures {
		point, known := r.result.Projection.Value(f.key, f.year)
		if !known || !f.place.Constant && math.IsNaN(r.sums[f.place.Column].mean) {
			continue // as it stands, or in some draw
		}
		s := Spread{
			Scenario: f.run, Guarantee: string(f.guarantee), Year: f.year, Measure: f.measure.Code, Unit: r.result.UnitOf(f.measure),
			Known: r.result.Projection.Knowledge(f.key, f.year), Point: point, Mean: point, P5: point, P25: point, P50: point, P75: point, P95: point,
		}
		if !f.place.Constant {
			m, p := r.sums[f.place.Column], read[f.place.Column]
			s.Mean, s.P5, s.P25, s.P50, s.P75, s.P95 = m.mean, p[0], p[1], p[2], p[3], p[4]
			if m.n > 1 {
				s.SD = math.Sqrt(m.from / (m.n - 1))
				s.Error = s.SD / math.Sqrt(m.n)
			}
		}
		if f.measure.Unit == Percent {
			for _, x := range []*float64{&s.Point, &s.Mean, &s.SD, &s.Error, &s.P5, &s.P25, &s.P50, &s.P75, &s.P95} {
				*x *= percentPerShare
			}
		}
		all = append(all, s)
	}
	return all
}

func (r *simulationRun) chances() []Chance {
	var all []Chance
	for i, c := range r.within {
		always, of := true, abnd.KnownAll
		years := r.result.Study.Projection.All()
		for j, year := range years {
			point := r.result.sum(c.run, AllOf, mustMeasure(PercentGDP), year)
			of = of.And(point.Known)
			if !point.Known.Known() {
				continue
			}
			within := point.Value <= r.options.Ceiling*percentPerShare
			always = always && within
			all = append(all, Chance{Scenario: c.run, Year: year, Point: within, Probability: float64(r.under[i][j]) / float64(r.options.Draws), Known: point.Known})
		}
		if of.Known() {
			all = append(all, Chance{Scenario: c.run, Point: always, Probability: float64(r.under[i][len(years)]) / float64(r.options.Draws), Known: of})
		}
	}
	return all
}
