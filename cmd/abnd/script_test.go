package main

import (
	"archive/zip"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/workbook"
)

var update = flag.Bool("update", false, "write what the scripts print into their golden files")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"abnd": main})
}

// The scripts are the command line as its users see it: one file a theme,
// with its golden files inside. go test ./cmd/abnd -update rewrites those.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                "../../testdata/script",
		UpdateScripts:      *update,
		RequireUniqueNames: true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status":   checkStatus,
			"isjson":   checkJSON,
			"zipfile":  makeZip,
			"truncate": truncateFile,
			"mutant":   makeMutant,
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

// mutations are what an analyst may have done to a workbook.
var mutations = map[string]func(*abnd.Study){
	"no-source": func(s *abnd.Study) {
		p := s.Benefits[0].Parameters["take_up"]
		p.Source = ""
		s.Benefits[0].Parameters["take_up"] = p
	},
	"percent-for-share": func(s *abnd.Study) {
		p := s.Benefits[0].Parameters["take_up"]
		p.Value = abnd.Num(60)
		s.Benefits[0].Parameters["take_up"] = p
	},
}

// makeMutant writes the workbook of Timor-Leste with something changed.
func makeMutant(ts *testscript.TestScript, _ bool, args []string) {
	study, _, err := country.Load("TLS")
	ts.Check(err)
	mutations[args[1]](study)
	data, err := workbook.Template(study, workbook.Options{Lang: abnd.English})
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o666))
}
