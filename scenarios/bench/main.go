// Command bench measures the engine beside a vectorised numpy version of the
// same study, and checks that both give the same numbers.
//
//	go run ./scenarios/bench -dir /tmp/bench            # writes inputs and figures, times the engine
//	python3 scenarios/bench/numpy_study.py /tmp/bench   # reads them, checks, times numpy, prints the ratios
//
// See README.md beside it.
package main

import (
	"bufio"
	"context"
	"encoding/binary"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

func main() {
	code := flag.String("country", "TLS", "the profile")
	draws := flag.Int("draws", 10_000, "how many draws")
	dir := flag.String("dir", "", "where to write the inputs and the figures")
	flag.Parse()
	if err := run(*code, *draws, *dir); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// input is what the numpy version reads.
type input struct {
	FrameFirst abnd.Year              `json:"frame_first"`
	FrameLast  abnd.Year              `json:"frame_last"`
	First      abnd.Year              `json:"first"`
	Last       abnd.Year              `json:"last"`
	Population map[string][][]float64 `json:"population"` // by sex, year of the frame, age
	Series     map[string][]float64   `json:"series"`     // by year of the frame, extended
	Tables     map[string][]float64   `json:"tables"`
	Levels     map[string]level       `json:"levels"`
	Births     []float64              `json:"births"`       // by year of the frame; none where the study has no births
	WageGrowth map[abnd.Year]float64  `json:"wage_growth"`  // published years
	WagesAfter string                 `json:"wages_follow"` // what wages grow with in other years
	Scenarios  []string               `json:"scenarios"`
	Benefits   []benefit              `json:"benefits"`
	Schemes    []scheme               `json:"schemes"`
	Packages   []pack                 `json:"packages"`
	Guarantees []string               `json:"guarantees"`
	Draws      int                    `json:"draws"`
	Drawn      []costing.Cell         `json:"drawn"`  // the rows of draws.bin
	Wanted     []figure               `json:"wanted"` // the rows of figures.bin and of point.bin
	Seconds    map[string]float64     `json:"seconds"`
	Machine    string                 `json:"machine"`
}

type level struct {
	Value float64   `json:"value"`
	Year  abnd.Year `json:"year"`
	Index string    `json:"index"`
}

type benefit struct {
	ID        string                    `json:"id"`
	Guarantee string                    `json:"guarantee"`
	Scheme    string                    `json:"scheme"`
	Replaces  []string                  `json:"replaces"`
	Used      map[string]map[string]any `json:"used"` // by scenario: number or code
	Own       map[string][]string       `json:"own"`  // by scenario: parameters that it does not inherit
}

type scheme struct {
	ID        string    `json:"id"`
	Guarantee string    `json:"guarantee"`
	Value     float64   `json:"value"`
	Year      abnd.Year `json:"year"`
	Index     string    `json:"index"`
}

type pack struct {
	ID        string            `json:"id"`
	Scenarios map[string]string `json:"scenarios"`
}

type figure struct {
	Run       string    `json:"run"`
	Guarantee string    `json:"guarantee"`
	Measure   string    `json:"measure"`
	Year      abnd.Year `json:"year"`
}

func run(code string, draws int, dir string) error {
	if dir == "" {
		return fmt.Errorf("say with -dir where to write")
	}
	study, _, err := country.Load(code)
	if err != nil {
		return err
	}
	model, found := costing.Build(study)
	if model == nil {
		return found.Err()
	}
	projection, err := model.Evaluate()
	if err != nil {
		return err
	}
	in := describe(study, projection)
	in.Draws = draws
	cells, values := scenarios.Draws(study, scenarios.SimulationOptions{Draws: draws, Seed: 1, Method: scenarios.Random})
	in.Drawn = cells
	keys := wanted(study, &in)
	batch := projection.Batch(cells, keys)
	in.Seconds = measure(model, batch, values, draws)
	in.Seconds["simulation, 1 core"] = measureSimulation(study, draws)
	in.Seconds["one evaluation, any input may change"] = measureAll(study, projection, keys)
	in.Machine = fmt.Sprintf("%s/%s, %d processors, %s", runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version())
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if err := writeRows(filepath.Join(dir, "draws.bin"), values); err != nil {
		return err
	}
	if err := writeRows(filepath.Join(dir, "figures.bin"), figures(batch, values, draws)); err != nil {
		return err
	}
	point := make([]float64, len(keys))
	for i, c := range keys {
		point[i], _ = projection.Value(c.Key, c.Year)
	}
	if err := writeRows(filepath.Join(dir, "point.bin"), [][]float64{point}); err != nil {
		return err
	}
	data, err := json.MarshalIndent(in, "", " ")
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(func(yield func(string) bool) {
		for name := range in.Seconds {
			if !yield(name) {
				return
			}
		}
	}) {
		fmt.Printf("engine  %-36s %10.3f ms\n", name, 1e3*in.Seconds[name])
	}
	fmt.Printf("        %d operations a draw for %d figures\n", batch.Operations(), len(keys))
	return os.WriteFile(filepath.Join(dir, "input.json"), data, 0o644)
}

// describe gathers the inputs as the formulas read them.
func describe(study *abnd.Study, p *costing.Projection) input {
	frame := study.Frame()
	in := input{
		FrameFirst: frame.First, FrameLast: frame.Last, First: study.Projection.First, Last: study.Projection.Last,
		Population: map[string][][]float64{}, Series: map[string][]float64{}, Tables: map[string][]float64{}, Levels: map[string]level{},
	}
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		for _, year := range frame.All() {
			in.Population[string(sex)] = append(in.Population[string(sex)], slices.Clone(study.Population.Ages(year, sex)))
		}
	}
	known := func(values []float64) []float64 {
		all := slices.Clone(values)
		for i, x := range all {
			if x != x { // before the first published year nothing is read
				all[i] = 0
			}
		}
		return all
	}
	for _, name := range []string{"real_growth", "deflator_growth", "inflation"} {
		in.Series[name] = known(p.Values(abnd.JoinPath("frame", name)))
	}
	for _, t := range study.Tables {
		in.Tables[t.ID] = known(p.Values(abnd.JoinPath("frame", "tables", t.ID)))
	}
	if key := abnd.JoinPath("frame", "births"); p.Model().Has(key) {
		in.Births = known(p.Values(key))
	}
	in.WageGrowth, in.WagesAfter = study.Economy.WageGrowth.Values, string(study.Economy.WageGrowth.Extension)
	for _, f := range costing.AllFrameLevels() {
		l := f.Of(study)
		if !l.Known {
			continue
		}
		of := level{Value: l.Value, Year: l.Figure.Year}
		if f.Index != nil {
			of.Index = *f.Index(study)
		}
		in.Levels[f.Code] = of
	}
	for _, s := range study.Scenarios {
		in.Scenarios = append(in.Scenarios, s.ID)
	}
	for _, b := range study.Benefits {
		in.Benefits = append(in.Benefits, describeBenefit(study, b))
	}
	for _, s := range costing.ProjectedSchemes(study) {
		in.Schemes = append(in.Schemes, scheme{s.ID, string(s.Guarantees[0]), s.Expenditure.Value, s.Expenditure.Year, s.Projection})
	}
	for _, x := range study.Packages {
		of := map[string]string{}
		for g, id := range x.Scenarios {
			of[string(g)] = id
		}
		in.Packages = append(in.Packages, pack{x.ID, of})
	}
	for _, g := range abnd.Guarantees() {
		in.Guarantees = append(in.Guarantees, string(g))
	}
	return in
}

func describeBenefit(study *abnd.Study, b abnd.Benefit) benefit {
	of := benefit{ID: b.ID, Guarantee: string(b.Guarantee), Scheme: b.Scheme, Replaces: b.Replaces, Used: map[string]map[string]any{}, Own: map[string][]string{}}
	for _, s := range study.Scenarios {
		of.Used[s.ID] = map[string]any{}
		for _, spec := range costing.SpecsOf(study, b) {
			v := s.Value(b, spec.Code)
			if x, ok := v.Number(); ok {
				of.Used[s.ID][spec.Code] = x
			} else if code, ok := v.Code(); ok {
				of.Used[s.ID][spec.Code] = code
			}
			if !s.Changes[b.ID][spec.Code].IsBlank() {
				of.Own[s.ID] = append(of.Own[s.ID], spec.Code)
			}
		}
	}
	return of
}

// wanted lists total cost and share of GDP of every scenario and package by
// guarantee and year.
func wanted(study *abnd.Study, in *input) []costing.Cell {
	var keys []costing.Cell
	add := func(run, guarantee string, key func(line string) costing.Key) {
		for _, measure := range []string{"total_cost", "share_of_gdp"} {
			for _, year := range study.Projection.All() {
				in.Wanted = append(in.Wanted, figure{run, guarantee, measure, year})
				keys = append(keys, costing.Cell{Key: key(measure), Year: year})
			}
		}
	}
	for _, s := range study.Scenarios {
		for _, g := range abnd.Guarantees() {
			add(s.ID, string(g), func(line string) costing.Key { return costing.GuaranteeKey(s.ID, g, line) })
		}
		add(s.ID, "all", func(line string) costing.Key { return costing.TotalKey(s.ID, line) })
	}
	for _, p := range study.Packages {
		for _, g := range abnd.Guarantees() {
			add(p.ID, string(g), func(line string) costing.Key { return costing.PackageGuaranteeKey(p.ID, g, line) })
		}
		add(p.ID, "all", func(line string) costing.Key { return costing.PackageKey(p.ID, line) })
	}
	return keys
}

// measure times the engine: the least of several runs, as the others are
// disturbed by what else the machine does.
func measure(model *costing.Model, batch *costing.Batch, values [][]float64, draws int) map[string]float64 {
	seconds := map[string]float64{}
	seconds["one evaluation, every line"] = least(200, func() {
		if _, err := model.Evaluate(); err != nil {
			panic(err)
		}
	})
	one := newDrawing(batch, 1)
	seconds["one evaluation, drawn inputs change"] = least(200, func() { one.run(batch, values, 0) })
	for _, workers := range []int{1, 2} {
		all := make([]*drawing, workers)
		for i := range all {
			all[i] = newDrawing(batch, scenarios.BlockSize)
		}
		seconds[fmt.Sprintf("draws, %d core(s)", workers)] = least(100, func() {
			var group sync.WaitGroup
			for w := range workers {
				group.Go(func() {
					for first := w * scenarios.BlockSize; first < draws; first += workers * scenarios.BlockSize {
						all[w].run(batch, values, first)
					}
				})
			}
			group.Wait()
		})
	}
	return seconds
}

// measureAll times one evaluation of the wanted figures where every number of
// the study may change, so that nothing is computed beforehand but what
// depends on choices alone.
func measureAll(study *abnd.Study, p *costing.Projection, keys []costing.Cell) float64 {
	var cells []costing.Cell
	var values [][]float64
	for _, v := range costing.Variables(study) {
		if !v.ByYear && !slices.Contains(cells, costing.Cell{Key: v.Line, Year: v.Year}) {
			cells, values = append(cells, costing.Cell{Key: v.Line, Year: v.Year}), append(values, []float64{v.Value})
		}
	}
	batch := p.Batch(cells, keys)
	one := newDrawing(batch, 1)
	return least(200, func() { one.run(batch, values, 0) })
}

// measureSimulation times all of a simulation on one core: building the
// model, making the draws, costing them, means, percentiles and correlations.
func measureSimulation(study *abnd.Study, draws int) float64 {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	return least(10, func() {
		if s, found, err := scenarios.Simulate(context.Background(), study, scenarios.SimulationOptions{Draws: draws, Seed: 1}); s == nil {
			panic(fmt.Sprint(found, err))
		}
	})
}

func least(times int, f func()) float64 {
	f() // once to warm up
	best := time.Duration(1<<63 - 1)
	for range times {
		start := time.Now()
		f()
		best = min(best, time.Since(start))
	}
	return best.Seconds()
}

// drawing is the room of one worker.
type drawing struct {
	size    int
	scratch *costing.BatchScratch
	in, out [][]float64
}

func newDrawing(batch *costing.Batch, size int) *drawing {
	d := &drawing{size: size, scratch: batch.NewScratch(size), out: make([][]float64, batch.Columns())}
	for i := range d.out {
		d.out[i] = make([]float64, size)
	}
	return d
}

// run computes the block of draws that begins with first.
func (d *drawing) run(batch *costing.Batch, values [][]float64, first int) int {
	n := min(d.size, len(values[0])-first)
	d.in = d.in[:0]
	for _, v := range values {
		d.in = append(d.in, v[first:first+n])
	}
	for i := range d.out {
		d.out[i] = d.out[i][:n]
	}
	batch.Run(d.scratch, n, d.in, d.out)
	return n
}

// figures gives every wanted figure in every draw.
func figures(batch *costing.Batch, values [][]float64, draws int) [][]float64 {
	all := make([][]float64, len(batch.Places()))
	for i := range all {
		all[i] = make([]float64, draws)
	}
	d := newDrawing(batch, scenarios.BlockSize)
	for first := 0; first < draws; first += scenarios.BlockSize {
		n := d.run(batch, values, first)
		for i, p := range batch.Places() {
			for k := range n {
				if p.Constant {
					all[i][first+k] = p.Value
				} else {
					all[i][first+k] = d.out[p.Column][k]
				}
			}
		}
	}
	return all
}

func writeRows(path string, rows [][]float64) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(f)
	for _, row := range rows {
		if err := binary.Write(out, binary.LittleEndian, row); err != nil {
			f.Close()
			return err
		}
	}
	if err := out.Flush(); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
