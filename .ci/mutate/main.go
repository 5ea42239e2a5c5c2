// Command mutate measures how much the tests of a package notice: it breaks the
// package in a small way, a mutant, and sees whether a test fails.
//
//	go run ./.ci/mutate [-sample N -seed S] [-only REGEXP] [-testflags FLAGS] ./costing
//
// All mutants are compiled into one test binary, and the environment chooses
// the one that is in force, so that nothing is compiled twice. Each test is run
// alone once to learn which mutants it reaches and how long it takes; a mutant
// then meets only the tests that reach it, the quick ones first. Only the
// package's own tests count. The order, and what is sampled, depend on the seed
// alone.
package main

import (
	"errors"
	"flag"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
)

func main() {
	log.SetFlags(0)
	if err := run(); err != nil {
		log.Fatal("mutate: ", err)
	}
}

func run() (err error) {
	sample := flag.Int("sample", 0, "try so many mutants, drawn at random; 0: all")
	seed := flag.Uint64("seed", 1, "seed of the sample")
	only := flag.String("only", "", "try only mutants whose line in the list matches")
	testflags := flag.String("testflags", "", "flags for the test binary, as in '-rapid.seed=1 -rapid.nofailfile'")
	workers := flag.Int("workers", runtime.NumCPU(), "mutants tried at a time")
	flag.Parse()
	if flag.NArg() != 1 {
		return errors.New("name one package")
	}
	wanted, err := regexp.Compile(*only)
	if err != nil {
		return err
	}
	scratch, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(scratch)) }()

	p, err := load(flag.Arg(0))
	if err != nil {
		return err
	}
	mutants, err := p.mutate(scratch)
	if err != nil {
		return err
	}
	suite, err := newSuite(p, scratch, strings.Fields(*testflags))
	if err != nil {
		return err
	}
	mutants = choose(mutants, wanted, *sample, *seed)

	queue := make(chan *mutant)
	var running sync.WaitGroup
	for range *workers {
		running.Go(func() {
			for m := range queue {
				m.fate = suite.try(m)
				fmt.Fprintf(os.Stderr, "%s\t%s\n", m.fate, m)
			}
		})
	}
	for _, m := range mutants {
		queue <- m
	}
	close(queue)
	running.Wait()
	report(mutants)
	return nil
}

// choose keeps what matches, and of this a sample, in the order of the source.
func choose(mutants []*mutant, only *regexp.Regexp, n int, seed uint64) []*mutant {
	mutants = slices.DeleteFunc(mutants, func(m *mutant) bool { return !only.MatchString(m.String()) })
	if n == 0 || n >= len(mutants) {
		return mutants
	}
	rand.New(rand.NewPCG(seed, 0)).Shuffle(len(mutants), func(i, j int) { mutants[i], mutants[j] = mutants[j], mutants[i] })
	mutants = mutants[:n]
	slices.SortFunc(mutants, func(a, b *mutant) int { return a.id - b.id })
	return mutants
}

// report prints the counts by operator and by file, and who lives.
func report(mutants []*mutant) {
	table(mutants, "operator", func(m *mutant) string { return m.operator })
	table(mutants, "file", func(m *mutant) string { return m.at.Filename })
	for _, fate := range []fate{survived, timedOut, notReached} {
		fmt.Printf("\n%s:\n", fate)
		for _, m := range mutants {
			if m.fate == fate {
				fmt.Println(m)
			}
		}
	}
}

func table(mutants []*mutant, title string, of func(*mutant) string) {
	counts := map[string]map[fate]int{}
	for _, m := range mutants {
		for _, row := range []string{of(m), "total"} {
			if counts[row] == nil {
				counts[row] = map[fate]int{}
			}
			counts[row][m.fate]++
		}
	}
	var rows []string
	for row := range counts {
		if row != "total" {
			rows = append(rows, row)
		}
	}
	slices.Sort(rows)
	fmt.Printf("\n%-28s %8s %8s %8s %11s %8s\n", title, killed, survived, timedOut, notReached, "mutants")
	for _, row := range append(rows, "total") {
		c := counts[row]
		fmt.Printf("%-28s %8d %8d %8d %11d %8d\n", row, c[killed], c[survived], c[timedOut], c[notReached],
			c[killed]+c[survived]+c[timedOut]+c[notReached])
	}
}
