package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// source is a study with where it comes from.
type source struct {
	study  *abnd.Study // nil where the diagnostics hold an error
	places sheets.Places
	found  abnd.Diagnostics
	name   string // the file without its folder, or the country's code
	path   string // blank for an embedded profile
	sha256 string // of the file
}

// load resolves SOURCE and reads it. A code comes before a file of the same
// name: ./TLS is the file. What is wrong inside the file is no error of load
// but a diagnostic of the source.
func (a *app) load(arg string) (*source, error) {
	if country.Has(arg) {
		code := strings.ToUpper(arg)
		study, found, err := country.Load(code)
		if err != nil {
			return nil, failed(abnd.T("the profile %s cannot be read: %s", "não é possível ler o perfil %s: %s").Fill(code, err.Error()), err)
		}
		return &source{study: study, found: found, name: code, sha256: country.SHA256(code)}, nil
	}
	if _, err := os.Stat(arg); errors.Is(err, fs.ErrNotExist) {
		if looksLikePath(arg) {
			return nil, usage(abnd.T("there is no file \"%s\"; check the name and the folder", "não existe o ficheiro \"%s\"; verifique o nome e a pasta").Fill(arg))
		}
		return nil, noProfile(abnd.T("there is no profile and no file %q", "não existe perfil nem ficheiro %q"), arg)
	}
	grids, data, found := readWorkbook(arg)
	in := &source{found: found, name: filepath.Base(arg), path: arg}
	if data != nil {
		sum := sha256.Sum256(data)
		in.sha256 = hex.EncodeToString(sum[:])
	}
	if grids == nil {
		return in, nil
	}
	study, places, more := sheets.Read(grids)
	in.study, in.places, in.found = study, places, append(in.found, more...)
	if in.found.HasErrors() {
		in.study = nil
	}
	return in, nil
}

// looksLikePath tells a path from a misspelt code.
func looksLikePath(arg string) bool {
	return strings.ContainsAny(arg, `./\`)
}

// noProfile suggests a code for a word that is none, maybe the country's name.
func noProfile(problem abnd.Text, word string) error {
	known := country.Codes()
	remedy := suggest(word, known)
	if abnd.Nearest(word, known) == "" {
		for _, code := range known {
			study, _, err := country.Load(code)
			if err == nil && abnd.Nearest(word, []string{study.Country.Name.EN, study.Country.Name.PT}) != "" {
				remedy = abnd.T("did you mean %q?", "queria dizer %q?").Fill(code)
			}
		}
	}
	return usage(abnd.T("%s; %s", "%s; %s").Fill(problem.Fill(word), remedy))
}

// countryName is the name of a profile's country, blank where it has none.
func (a *app) countryName(code string) string {
	study, _, err := country.Load(code)
	if err != nil {
		return ""
	}
	return study.Country.Name.In(a.lang)
}

// run computes the source. What the run finds is added to the source's
// diagnostics with its place in the file; the result is nil where there is an
// error.
func (in *source) run() *scenarios.Result {
	if in.study == nil {
		return nil
	}
	result, found := scenarios.Run(in.study)
	in.note(found)
	if in.found.HasErrors() {
		return nil
	}
	return result
}

// note adds diagnostics with their places in the file. Reading has checked
// the study already: the same is not said twice, and where it has become an
// error since, the warning goes.
func (in *source) note(found abnd.Diagnostics) {
	for _, d := range found {
		if d.Place == "" {
			d.Place = in.places.Find(d.Path)
		}
		warning := d
		warning.Severity = abnd.Warning
		if i := slices.Index(in.found, warning); i >= 0 {
			in.found[i] = d
		} else if !slices.Contains(in.found, d) {
			in.found = append(in.found, d)
		}
	}
}

// ofCosting are the diagnostics without warnings about UNCERTAINTY, which a
// costing does not read.
func ofCosting(found abnd.Diagnostics) abnd.Diagnostics {
	return slices.DeleteFunc(slices.Clone(found), func(d abnd.Diagnostic) bool {
		return d.Severity == abnd.Warning && strings.HasPrefix(string(d.Path), string(costing.UncertainPath("")))
	})
}
