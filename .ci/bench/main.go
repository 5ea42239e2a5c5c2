// Command bench measures the engine and writes what its peers need to do the
// same work: numpy, LibreOffice, and the Python libraries that write
// workbooks.
//
//	go run ./.ci/bench -dir /tmp/bench                              # times the engine, writes inputs and figures
//	go run ./.ci/bench -grow /tmp/big.xlsx -benefits 1000 -years 10 # writes a large study
//
// The script run runs it with all peers. See README.md beside it.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs/grown"
	"github.com/openabnd/engine/abnd/workbook"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

func main() {
	code := flag.String("country", "TLS", "the profile")
	draws := flag.Int("draws", 10_000, "how many draws")
	dir := flag.String("dir", "", "where to write the inputs and the figures")
	large := flag.String("grow", "", "write a study of many benefits and years to this file, and nothing else")
	benefits := flag.Int("benefits", 1000, "how many benefits -grow gives it")
	years := flag.Int("years", 10, "how many years -grow gives it")
	flag.Parse()
	var err error
	switch {
	case *large != "":
		err = writeGrown(*large, *benefits, *years)
	case *dir != "":
		err = run(*code, *draws, *dir)
	default:
		err = fmt.Errorf("say with -dir where to write")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func writeGrown(path string, benefits, years int) error {
	study, err := grown.Study(benefits, years)
	if err != nil {
		return err
	}
	data, err := workbook.Template(study, workbook.Options{Lang: abnd.English})
	if err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o644)
}

func run(code string, draws int, dir string) error {
	study, found := country.Load(code)
	if study == nil {
		return found
	}
	result, found := scenarios.Run(study)
	if result == nil {
		return found.Err()
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	projection := result.Projection
	in := describe(study, projection)
	in.Draws = draws
	cells, values := scenarios.Draws(study, scenarios.SimulationOptions{Draws: draws, Seed: 1, Method: scenarios.Random})
	in.Drawn = cells
	keys := wanted(study, &in, func(key model.Key, year abnd.Year) bool {
		_, known := projection.Value(key, year)
		return known
	})
	batch := projection.Batch(cells, keys)
	in.Seconds = measure(projection.Model(), batch, values, draws)
	in.Seconds["simulation, 1 core"] = measureSimulation(study, draws)
	in.Machine = fmt.Sprintf("%s/%s, %d processors, %s", runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version())
	point := make([]float64, len(keys))
	for i, c := range keys {
		point[i], _ = projection.Value(c.Key, c.Year)
	}
	for name, rows := range map[string][][]float64{"draws.bin": values, "figures.bin": figures(batch, values, draws), "point.bin": {point}} {
		if err := writeRows(filepath.Join(dir, name), rows); err != nil {
			return err
		}
	}
	book, seconds, err := measureWriting(result)
	if err != nil {
		return err
	}
	in.Seconds["write the results workbook"] = seconds
	if err := os.WriteFile(filepath.Join(dir, "results.xlsx"), book, 0o644); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(in.Seconds)) {
		fmt.Printf("engine  %-36s %10.3f ms\n", name, 1e3*in.Seconds[name])
	}
	fmt.Printf("        %d operations a draw for %d figures\n", batch.Operations(), len(keys))
	data, err := json.MarshalIndent(in, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "input.json"), data, 0o644)
}
