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
	// Spreads are ordered by scenario, then package, guarantee with the sum
	// last, measure and year.
	Spreads []Spread
	// Drivers are ordered by scenario, year, and falling strength.
	Drivers []Driver
	// Ceilings say how likely each scenario stays under the ceiling, by year
	// and in all years (year 0).
	Ceilings []Chance
	// QuantileError is the relative error of percentiles, 0 where exact.
	QuantileError float64
}

// Spread is how one figure of the results is distributed.
type Spread struct {
	Scenario  string // or a package
	Guarantee string // AllOf for the sum
	Year      abnd.Year
	Measure   string
	Unit      string
	Point     float64 // with every figure at the study's own value
	Mean      float64
	SD        float64 // standard deviation
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
}

// simulated are the measures that are simulated.
var simulated = []string{"total_cost", "percent_gdp"}

// Simulate draws the uncertain figures of a study and computes every scenario
// and package for each draw. Where the study has errors, or nothing in it is
// uncertain, the simulation is nil and the diagnostics say why. It stops with
// the context's error.
func Simulate(ctx context.Context, study *abnd.Study, o SimulationOptions) (*Simulation, abnd.Diagnostics, error) {
	if o.Method == "" {
		o.Method = Random
	}
	if o.Draws < 1 || !slices.Contains(Methods(), o.Method) {
		panic("scenarios: a simulation needs draws and a method")
	}
	if len(o.Years) == 0 {
		o.Years = []abnd.Year{study.Projection.Last}
	}
	result, found := runUncertain(study)
	if result == nil {
		return nil, found, nil
	}
	found = append(found, result.brokenCeiling(o.Ceiling)...)
	r := newSimulationRun(result, o)
	if err := r.drawAll(ctx); err != nil {
		return nil, found, err
	}
	s := &Simulation{Study: study, Options: o, Spreads: r.spreads(), Drivers: r.ranks(), Ceilings: r.chances()}
	if r.kept < o.Draws {
		s.QuantileError = SketchError
	}
	return s, found, ctx.Err()
}

// runUncertain computes a study and reports what keeps its uncertainty from
// being used: there is none, or a row is about no figure of the study.
func runUncertain(study *abnd.Study) (*Result, abnd.Diagnostics) {
	result, found := Run(study)
	if result == nil {
		return nil, found
	}
	for i := range found {
		if found[i].Code == costing.UnknownFigure {
			found[i].Severity = abnd.Error
		}
	}
	if len(study.Uncertain) == 0 {
		found.AddError("uncertainty", "nothing-uncertain", abnd.T("no figure of the study is said to be uncertain", "nenhum valor do estudo é indicado como incerto"),
			abnd.T("list figures with their low and high in UNCERTAINTY", "enumere em UNCERTAINTY valores com o seu mínimo e máximo"))
	}
	if found.HasErrors() {
		return nil, found
	}
	return result, found
}

// brokenCeiling warns of a ceiling that even the status quo breaks.
func (r *Result) brokenCeiling(ceiling float64) abnd.Diagnostics {
	var found abnd.Diagnostics
	if ceiling == 0 {
		return nil
	}
	for _, year := range r.Study.Projection.All() {
		if x, ok := r.Projection.Value(costing.TotalKey(abnd.StatusQuo, "share_of_gdp"), year); ok && x > ceiling {
			found.AddWarning("", "ceiling", abnd.T("the status quo alone is above the ceiling in %d: no scenario that adds to it can stay under", "só a situação actual já ultrapassa o limite em %d: nenhum cenário que lhe acrescente pode ficar abaixo").Fill(int(year)),
				abnd.T("give a higher ceiling", "indique um limite mais alto"))
			break
		}
	}
	return found
}

// figure is one figure of the results that is simulated.
type simulatedFigure struct {
	run       string
	guarantee abnd.Guarantee
	measure   Measure
	year      abnd.Year
	key       costing.Key
	place     costing.Place
}

type simulationRun struct {
	result  *Result
	options SimulationOptions
	drivers []driver
	sampler *sampler
	batch   *costing.Batch
	figures []simulatedFigure
	kept    int         // draws that are kept
	columns [][]float64 // of kept draws, by column
	drawn   [][]float64 // of kept draws: what each driver is ranked by, by driver and year of the options
	sums    []moments   // by column
	blocks  []blockSums // of a wave, merged in order
	bins    []sketch    // by column
	within  []ceilingColumns
	under   [][]int // by ceiling column set: draws under the ceiling by year, then in all years
}

// ceilingColumns are the shares of GDP of a run, by year.
type ceilingColumns struct {
	run    string
	places []costing.Place
}

func newSimulationRun(result *Result, o SimulationOptions) *simulationRun {
	r := &simulationRun{result: result, options: o, kept: min(o.Draws, ExactDraws)}
	study := result.Study
	var drawnCells []costing.Cell
	r.drivers, drawnCells = driversOf(study)
	r.sampler = newSampler(study, r.drivers, len(drawnCells), o.Method, o.Seed)
	var wanted []costing.Cell
	for _, run := range result.runs() {
		for _, g := range append(abnd.Guarantees(), AllOf) {
			for _, code := range simulated {
				m, _ := FindMeasure(code)
				key := result.keyOf(run, g, AllOf, m.line)
				for _, year := range study.Projection.All() {
					r.figures = append(r.figures, simulatedFigure{run: run, guarantee: g, measure: m, year: year, key: key})
					wanted = append(wanted, costing.Cell{Key: key, Year: year})
				}
			}
		}
	}
	r.batch = result.Projection.Batch(drawnCells, wanted)
	for i, p := range r.batch.Places() {
		r.figures[i].place = p
	}
	r.collectCeilings()
	r.columns = rows(r.batch.Columns(), r.kept)
	r.drawn = rows(len(r.drivers)*len(o.Years), r.kept)
	r.sums = make([]moments, r.batch.Columns())
	if r.kept < o.Draws {
		r.bins = make([]sketch, r.batch.Columns())
	}
	return r
}

func rows(n, width int) [][]float64 {
	all := make([]float64, n*width)
	out := make([][]float64, n)
	for i := range out {
		out[i] = all[i*width : (i+1)*width : (i+1)*width]
	}
	return out
}

func (r *simulationRun) collectCeilings() {
	if r.options.Ceiling == 0 {
		return
	}
	for _, run := range r.result.runs() {
		c := ceilingColumns{run: run}
		for _, f := range r.figures {
			if f.run == run && f.guarantee == AllOf && f.measure.Unit == Percent {
				c.places = append(c.places, f.place)
			}
		}
		r.within = append(r.within, c)
		r.under = append(r.under, make([]int, len(c.places)+1))
	}
}

// moments are a mean and the sum of squared distances to it, merged pairwise
// (Chan, T., Golub, G., LeVeque, R. (1983), The American Statistician 37(3)).
type moments struct {
	n          float64
	mean, from float64
}

func momentsOf(values []float64) moments {
	m := moments{n: float64(len(values))}
	// Distances to the first value keep a figure that never moves exact.
	sum := 0.0
	for _, x := range values {
		sum += x - values[0]
	}
	m.mean = values[0] + sum/m.n
	for _, x := range values {
		m.from += (x - m.mean) * (x - m.mean)
	}
	return m
}

func (m *moments) merge(o moments) {
	if m.n == 0 {
		*m = o
		return
	}
	n := m.n + o.n
	d := o.mean - m.mean
	m.mean += d * o.n / n
	m.from += o.from + d*d*m.n*o.n/n
	m.n = n
}

// blockSums are what one block adds to the results.
type blockSums struct {
	moments []moments
	under   [][]int
}

// waveBlocks is how many blocks are computed before their sums are merged: in
// their order, so that no rounding depends on who was first.
const waveBlocks = 32

func (r *simulationRun) drawAll(ctx context.Context) error {
	count := (r.options.Draws + BlockSize - 1) / BlockSize
	workers := r.options.Workers
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	workers = min(workers, count)
	r.blocks = make([]blockSums, min(waveBlocks, count))
	for i := range r.blocks {
		r.blocks[i] = r.newBlockSums()
	}
	all := make([]*simulationWorker, workers)
	for i := range all {
		all[i] = r.newWorker()
	}
	var reporting sync.Mutex
	done := 0
	for wave := 0; wave < count; wave += waveBlocks {
		last := min(wave+waveBlocks, count)
		next := make(chan int, last-wave)
		for block := wave; block < last; block++ {
			next <- block
		}
		close(next)
		var group sync.WaitGroup
		for _, w := range all {
			group.Go(func() {
				for block := range next {
					if ctx.Err() != nil {
						return
					}
					n := w.block(block, &r.blocks[block-wave])
					if r.options.Progress != nil {
						reporting.Lock()
						done += n
						r.options.Progress(done, r.options.Draws)
						reporting.Unlock()
					}
				}
			})
		}
		group.Wait()
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, b := range r.blocks[:last-wave] {
			r.mergeBlock(b)
		}
	}
	for _, w := range all {
		for i := range w.bins {
			r.bins[i].merge(&w.bins[i])
		}
	}
	return nil
}

func (r *simulationRun) newBlockSums() blockSums {
	b := blockSums{moments: make([]moments, r.batch.Columns())}
	for _, u := range r.under {
		b.under = append(b.under, make([]int, len(u)))
	}
	return b
}

func (r *simulationRun) mergeBlock(b blockSums) {
	for i := range r.sums {
		r.sums[i].merge(b.moments[i])
	}
	for i := range r.under {
		for j := range r.under[i] {
			r.under[i][j] += b.under[i][j]
		}
	}
}

// simulationWorker is what one goroutine needs.
type simulationWorker struct {
	*simulationRun
	samples *samples
	scratch *costing.BatchScratch
	room    [][]float64 // for the columns of a block that is not kept
	out     [][]float64
	bins    []sketch
	shocks  []float64
}

func (r *simulationRun) newWorker() *simulationWorker {
	w := &simulationWorker{
		simulationRun: r, samples: r.sampler.newSamples(), scratch: r.batch.NewScratch(BlockSize),
		out: make([][]float64, r.batch.Columns()),
	}
	if r.bins != nil {
		w.room = rows(r.batch.Columns(), BlockSize)
		w.bins = make([]sketch, r.batch.Columns())
	}
	for i := range r.drivers {
		w.shocks = append(w.shocks, make([]float64, max(0, r.drivers[i].cells()-len(w.shocks)))...)
	}
	return w
}

// block makes and computes the draws of one block, and says how many.
func (w *simulationWorker) block(block int, sums *blockSums) int {
	first := block * BlockSize
	n := min(BlockSize, w.options.Draws-first)
	w.sampler.fill(w.samples, block, n)
	for i := range w.out {
		if first < w.kept { // ExactDraws is a whole number of blocks
			w.out[i] = w.columns[i][first : first+n]
		} else {
			w.out[i] = w.room[i][:n]
		}
	}
	w.batch.Run(w.scratch, n, w.samples.in, w.out)
	for i, out := range w.out {
		sums.moments[i] = momentsOf(out)
		if w.bins != nil {
			w.bins[i].add(out)
		}
	}
	w.countUnder(n, sums)
	if first < w.kept {
		w.keepDrivers(first, n)
	}
	return n
}

// countUnder counts the draws under the ceiling.
func (w *simulationWorker) countUnder(n int, sums *blockSums) {
	for i, c := range w.within {
		under := sums.under[i]
		clear(under)
		for k := range n {
			always := 1
			for j, p := range c.places {
				x := p.Value
				if !p.Constant {
					x = w.out[p.Column][k]
				}
				if x <= w.options.Ceiling {
					under[j]++
				} else {
					always = 0
				}
			}
			under[len(c.places)] += always
		}
	}
}

// keepDrivers keeps what each driver is ranked by.
func (w *simulationWorker) keepDrivers(first, n int) {
	for i := range w.drivers {
		d := &w.drivers[i]
		in := w.samples.in[d.first:][:d.cells()]
		for j, year := range w.options.Years {
			to := w.drawn[i*len(w.options.Years)+j][first : first+n]
			for k := range to {
				switch d.Distribution {
				case abnd.Persistent:
					shocks := w.shocks[:len(d.years)]
					for t := range shocks {
						shocks[t] = in[t][k]
					}
					to[k] = d.cumulated(shocks, year)
				case abnd.Bounded:
					to[k] = in[min(max(0, int(year-d.years[0])), len(in)-1)][k]
				default:
					to[k] = in[0][k]
				}
			}
		}
	}
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
	all := make([]Spread, len(r.figures))
	for i, f := range r.figures {
		point, known := r.result.Projection.Value(f.key, f.year)
		if !known {
			point = math.NaN()
		}
		s := Spread{
			Scenario: f.run, Guarantee: string(f.guarantee), Year: f.year, Measure: f.measure.Code, Unit: r.result.UnitOf(f.measure),
			Point: point, Mean: point, P5: point, P25: point, P50: point, P75: point, P95: point,
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
		all[i] = s
	}
	return all
}

func (r *simulationRun) chances() []Chance {
	var all []Chance
	for i, c := range r.within {
		always := true
		years := r.result.Study.Projection.All()
		for j, year := range years {
			point, _ := r.result.Projection.Value(r.result.keyOf(c.run, AllOf, AllOf, "share_of_gdp"), year)
			always = always && point <= r.options.Ceiling
			all = append(all, Chance{Scenario: c.run, Year: year, Point: point <= r.options.Ceiling, Probability: float64(r.under[i][j]) / float64(r.options.Draws)})
		}
		all = append(all, Chance{Scenario: c.run, Point: always, Probability: float64(r.under[i][len(years)]) / float64(r.options.Draws)})
	}
	return all
}
