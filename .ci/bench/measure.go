package main

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"time"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs/cpu"
	"github.com/openabnd/engine/abnd/workbook"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// measure times the engine, with a thread of its own where not said otherwise.
func measure(model *model.Model, batch *model.Batch, values [][]float64, draws int) map[string]float64 {
	seconds := map[string]float64{}
	seconds["one evaluation, every line"] = least(cpu.Time, func() {
		if _, err := model.Evaluate(); err != nil {
			panic(err)
		}
	})
	seconds["draws, 1 core"] = least(cpu.Time, costAll(batch, values, draws, 1))
	for _, workers := range []int{1, 2} {
		seconds[fmt.Sprintf("draws, %d core(s) by the clock", workers)] = least(clock, costAll(batch, values, draws, workers))
	}
	return seconds
}

// costAll computes all draws, in blocks that the workers share.
func costAll(batch *model.Batch, values [][]float64, draws, workers int) func() {
	all := make([]*drawing, workers)
	for i := range all {
		all[i] = newDrawing(batch, scenarios.BlockSize)
	}
	return func() {
		var group sync.WaitGroup
		for w := range workers {
			group.Go(func() {
				for first := w * scenarios.BlockSize; first < draws; first += workers * scenarios.BlockSize {
					all[w].run(batch, values, first)
				}
			})
		}
		group.Wait()
	}
}

// measureSimulation times all of a simulation on one core: building the
// model, making the draws, costing them, means, percentiles and correlations.
func measureSimulation(study *abnd.Study, draws int) float64 {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	return least(cpu.Time, func() {
		if s, found := scenarios.Simulate(context.Background(), study, scenarios.SimulationOptions{Draws: draws, Seed: 1}); s == nil {
			panic(fmt.Sprint(found))
		}
	})
}

// measureWriting times writing the results workbook of a result that is
// computed, and gives the file.
func measureWriting(result *scenarios.Result) ([]byte, float64, error) {
	var data []byte
	var err error
	seconds := least(cpu.Time, func() {
		if err == nil {
			data, err = workbook.Results(result, workbook.Options{Lang: abnd.English})
		}
	})
	return data, seconds, err
}

var start = time.Now()

// clock is the time that has passed.
func clock() time.Duration { return time.Since(start) }

// Samples are long enough for the resolution of processor time, and many, as
// the shortest is the one that was disturbed least.
const (
	sampleTime  = 5 * time.Millisecond
	samplesTime = 2 * time.Second
	fewSamples  = 5
)

// least is the shortest time that an operation takes, in seconds.
func least(now func() time.Duration, f func()) float64 {
	f() // once to warm up
	times := 1
	timed := func() time.Duration {
		began := now()
		for range times {
			f()
		}
		return now() - began
	}
	for timed() < sampleTime {
		times *= 2
	}
	best := timed()
	for sample, began := 0, clock(); sample < fewSamples || clock()-began < samplesTime; sample++ {
		best = min(best, timed())
	}
	return best.Seconds() / float64(times)
}

// drawing is the room of one worker.
type drawing struct {
	size    int
	scratch *model.BatchScratch
	in, out [][]float64
}

func newDrawing(batch *model.Batch, size int) *drawing {
	d := &drawing{size: size, scratch: batch.NewScratch(size), out: make([][]float64, batch.Columns())}
	for i := range d.out {
		d.out[i] = make([]float64, size)
	}
	return d
}

// run computes the block of draws that begins with first.
func (d *drawing) run(batch *model.Batch, values [][]float64, first int) int {
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
func figures(batch *model.Batch, values [][]float64, draws int) [][]float64 {
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
