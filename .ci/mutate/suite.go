package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// fate is what became of a mutant.
type fate string

const (
	killed     fate = "killed"
	survived   fate = "survived"
	timedOut   fate = "timed out"
	notReached fate = "not reached"
)

// quick bounds the tests that a mutant meets first.
const quick = 300 * time.Millisecond

// suite is the test binary of a package with all mutants, and what is known
// of its tests.
type suite struct {
	dir, binary string
	flags       []string
	took        map[string]time.Duration
	reaches     map[int][]string // tests by mutant
}

func newSuite(p *pkg, scratch string, flags []string) (*suite, error) {
	s := &suite{dir: p.dir, binary: filepath.Join(scratch, "tests"), flags: flags, took: map[string]time.Duration{}, reaches: map[int][]string{}}
	build := exec.Command("go", "test", "-c", "-vet=off", "-overlay", filepath.Join(scratch, "overlay.json"), "-o", s.binary, ".")
	build.Dir = p.dir
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("the mutants do not compile: %v\n%s", err, out)
	}
	list := exec.Command(s.binary, "-test.list", "^(Test|Example|Fuzz)")
	list.Dir = p.dir
	out, err := list.Output()
	if err != nil {
		return nil, err
	}
	trace := filepath.Join(scratch, "trace")
	for _, test := range strings.Fields(string(out)) {
		took, err := s.run([]string{test}, time.Hour, "MUTANT_TRACE="+trace)
		if err != nil {
			return nil, fmt.Errorf("%s fails without a mutant: %v", test, err)
		}
		s.took[test] = took
		reached, err := os.ReadFile(trace)
		if err != nil {
			return nil, err
		}
		for _, id := range strings.Fields(string(reached)) {
			n, err := strconv.Atoi(id)
			if err != nil {
				return nil, err
			}
			s.reaches[n] = append(s.reaches[n], test)
		}
		if err := os.Remove(trace); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// try runs the tests that reach the mutant, the quick ones first.
func (s *suite) try(m *mutant) fate {
	tests := s.reaches[m.id]
	if len(tests) == 0 {
		return notReached
	}
	isSlow := func(test string) bool { return s.took[test] > quick }
	var slow []string
	for _, test := range tests {
		if isSlow(test) {
			slow = append(slow, test)
		}
	}
	for _, tests := range [][]string{slices.DeleteFunc(slices.Clone(tests), isSlow), slow} {
		if len(tests) == 0 {
			continue
		}
		limit := 5 * time.Second
		for _, test := range tests {
			limit += 2 * s.took[test]
		}
		took, err := s.run(tests, limit, "MUTANT="+strconv.Itoa(m.id))
		switch {
		case err != nil && took >= limit:
			return timedOut
		case err != nil:
			return killed
		}
	}
	return survived
}

// run runs tests in their folder and says how much of the processor they took.
// Memory and processor are limited, because a mutant may ask for all there is.
func (s *suite) run(tests []string, limit time.Duration, environment string) (time.Duration, error) {
	limits := fmt.Sprintf(`ulimit -v 8000000; ulimit -t %d; exec "$0" "$@"`, int(limit.Seconds())+1)
	args := append([]string{"-c", limits, s.binary, "-test.failfast", "-test.timeout=30m", "-test.run=^(" + strings.Join(tests, "|") + ")$"}, s.flags...)
	cmd := exec.Command("sh", args...)
	cmd.Dir = s.dir
	cmd.Env = append(os.Environ(), environment)
	err := cmd.Run()
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), err
}
