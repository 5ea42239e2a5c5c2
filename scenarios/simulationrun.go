package scenarios

import (
	"context"
	"runtime"
	"sync"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// simulatedFigure is one figure of the results that is simulated.
type simulatedFigure struct {
	run       string
	guarantee abnd.Guarantee
	measure   Measure
	year      abnd.Year
	key       model.Key
	place     model.Place
}

type simulationRun struct {
	result  *Result
	options SimulationOptions
	drivers []driver
	sampler *sampler
	batch   *model.Batch
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
	places []model.Place
}

func newSimulationRun(result *Result, u uncertainty, o SimulationOptions) *simulationRun {
	r := &simulationRun{result: result, options: o, kept: min(o.Draws, ExactDraws)}
	study := result.Study
	var wanted []model.Cell
	for _, run := range result.runs() {
		for _, g := range Parts() {
			for _, code := range simulated {
				m, _ := FindMeasure(code)
				key := result.keyOf(run, g, AllOf, m.line)
				for _, year := range study.Projection.All() {
					r.figures = append(r.figures, simulatedFigure{run: run, guarantee: g, measure: m, year: year, key: key})
					wanted = append(wanted, model.Cell{Key: key, Year: year})
				}
			}
		}
	}
	u = u.onlyMoving(result, wanted)
	r.drivers = u.drivers
	r.sampler = newSampler(study, r.drivers, len(u.cells), o.Method, o.Seed)
	r.batch = result.Projection.Batch(u.cells, wanted)
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
		m.from += float64((x - m.mean) * (x - m.mean))
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
	scratch *model.BatchScratch
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
					if d.moved != nil {
						to[k] = d.moved.factor(func(cell int) float64 { return in[cell][k] })
					}
				}
			}
		}
	}
}
