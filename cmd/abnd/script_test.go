package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/workbook"
)

var update = flag.Bool("update", false, "write what the scripts print into their golden files")

func TestMain(m *testing.M) {
	proofs.SpendMemory()
	testscript.Main(m, map[string]func(){"abnd": main})
}

// The scripts are the command line as its users see it: one file a theme,
// with its golden files inside. $EXAMPLES is the folder of the worked examples;
// a line that begins with [all] is for the run of all proofs and for counting what
// tests run, [!all] stop leaves the rest of a script to them, and [brief] stop out of
// the loop of a minute. go test ./cmd/abnd -update rewrites the golden files.
func TestScripts(t *testing.T) {
	examples, err := filepath.Abs("../../testdata/examples")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Setup: func(env *testscript.Env) error {
			env.Setenv("EXAMPLES", examples)
			return nil
		},
		Dir:                "../../testdata/script",
		UpdateScripts:      *update,
		RequireUniqueNames: true,
		Condition: func(condition string) (bool, error) {
			switch condition {
			case "all":
				return proofs.All() || *update || testing.CoverMode() != "", nil
			case "brief":
				return proofs.Brief() && !*update, nil
			}
			return false, fmt.Errorf("there is no condition %q", condition)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status":   checkStatus,
			"isjson":   checkJSON,
			"zipfile":  makeZip,
			"truncate": truncateFile,
			"mutant":   makeMutant,
			"editcell": editCell,
			"holds":    checkHolds,
			"official": copyOfficial,
			// in dialect_test.go
			"samerecords": checkSameRecords,
		},
	})
}

// checkStatus runs a command and wants its exit status: status 3 abnd check x.
func checkStatus(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N command [argument ...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

func checkJSON(ts *testscript.TestScript, neg bool, args []string) {
	if json.Valid([]byte(ts.ReadFile(args[0]))) == neg {
		ts.Fatalf("%s: JSON is %v", args[0], !neg)
	}
}

// makeZip writes a zip of small texts: zipfile x.ods mimetype=text.
func makeZip(ts *testscript.TestScript, _ bool, args []string) {
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	z := zip.NewWriter(f)
	for _, entry := range args[1:] {
		name, text, _ := strings.Cut(entry, "=")
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		ts.Check(err)
		_, err = w.Write([]byte(text))
		ts.Check(err)
	}
	ts.Check(z.Close())
	ts.Check(f.Close())
}

func truncateFile(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	ts.Check(os.Truncate(ts.MkAbs(args[0]), n))
}

// copyOfficial copies an extract of an official file: official wpp x.csv.gz.
func copyOfficial(ts *testscript.TestScript, _ bool, args []string) {
	data, err := os.ReadFile(map[string]string{"wpp": peopleFile, "indicators": indicatorsFile, "weo": economyFile}[args[0]])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), data, 0o666))
}

// mutations are what an analyst may have done to a workbook.
var mutations = map[string]func(*abnd.Study){
	"no-source": func(s *abnd.Study) {
		p := s.Benefits[0].Parameters["take_up"]
		p.Source = ""
		s.Benefits[0].Parameters["take_up"] = p
	},
	"pension-65": func(s *abnd.Study) {
		p := s.Benefits[0].Parameters["amount_3"]
		p.Value = abnd.Num(65)
		s.Benefits[0].Parameters["amount_3"] = p
	},
	// another study on the same country
	"another": func(s *abnd.Study) {
		s.Country.Currency = "XXX"
		s.PriceYear++
		s.Projection.Last--
		s.GDPName = abnd.T("GDP", "PIB")
		s.Scenarios[2].ID = "middle"
		s.Scenarios[2].Changes = nil
		s.Packages = nil
		s.DropLevers()
		s.Benefits = s.Benefits[1:]
		for i := range s.Scenarios {
			delete(s.Scenarios[i].Changes, "social-pension")
		}
	},
	"more-people": func(s *abnd.Study) {
		p := s.Population
		for _, year := range p.Years().All() {
			if year < 2025 {
				continue
			}
			for age := range abnd.MaxAge + 1 {
				n, _ := p.Get(year, abnd.Female, age)
				p.Set(year, abnd.Female, age, n+1)
			}
		}
	},
	"thousands": func(s *abnd.Study) {
		p := s.Population
		for _, year := range p.Years().All() {
			for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
				for age := range abnd.MaxAge + 1 {
					n, _ := p.Get(year, sex, age)
					p.Set(year, sex, age, n/1000)
				}
			}
		}
		s.Economy.GDP.Value /= 1e6
	},
	"no-years-in-common": func(s *abnd.Study) {
		s.Projection = abnd.Years{First: 2041, Last: 2045}
	},
	"percent-for-share": func(s *abnd.Study) {
		p := s.Benefits[0].Parameters["take_up"]
		p.Value = abnd.Num(60)
		s.Benefits[0].Parameters["take_up"] = p
	},
}

// editCell types a value into a cell of a workbook, as an analyst would:
// editcell FILE SHEET CELL VALUE. A number is stored as one, a blank VALUE
// clears the cell. Only that cell changes: the values that the file holds of
// its formulas stay what they were before the edit.
func editCell(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: editcell file sheet cell value")
	}
	book := openBook(ts, ts.MkAbs(args[0]))
	book.set(args[1], args[2], args[3])
	book.save()
}

// checkHolds looks for a text in the parts of a workbook: holds x.xlsx text.
func checkHolds(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: holds file text")
	}
	found := false
	for _, part := range openBook(ts, ts.MkAbs(args[0])).parts {
		found = found || bytes.Contains(part, []byte(args[1]))
	}
	if found == neg {
		ts.Fatalf("%s holds %q: %v", args[0], args[1], found)
	}
}

// makeMutant writes the workbook of Timor-Leste with something changed.
func makeMutant(ts *testscript.TestScript, _ bool, args []string) {
	study, found := country.Load("TLS")
	ts.Check(found.Err())
	mutations[args[1]](study)
	data, err := workbook.Template(study, workbook.Options{Lang: abnd.English})
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o666))
}
