package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook"
	"github.com/openabnd/engine/cmd/abnd/terminal"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/scenarios"
)

// source is a study with where it comes from, as the verbs of this command need
// it: with the diagnostics, the names, and what the options changed.
type source struct {
	study  *abnd.Study // nil where the diagnostics hold an error
	places sheets.CellIndex
	found  abnd.Diagnostics
	name   string // the file or folder without what it is in, or the country's code
	path   string // blank for an embedded profile
	sha256 string // of the file, or of the folder's sheets one after another
	// opened is what the file or folder holds; nil for an embedded profile.
	opened *sheets.Source
	// settings are the changes of the option --set, which the study has.
	settings []string
	told     bool // its warnings have been shown
}

// load resolves SOURCE and reads it: a country's code, a workbook, or a folder
// of sheets as CSV. A code comes before a file of the same name: ./TLS is the
// file. What is wrong inside the file is no error of load
// but a diagnostic of the source.
func (a *app) load(arg string) (*source, error) {
	if country.Has(arg) {
		code := strings.ToUpper(arg)
		study, found := country.Load(code)
		if err := found.Err(); err != nil {
			return nil, failed(abnd.T("the profile %s cannot be read: %s", "não é possível ler o perfil %s: %s").Fill(code, err.Error()), err)
		}
		a.spell(code)
		return &source{study: shown(study), found: found, name: code, sha256: country.SHA256(code)}, nil
	}
	if _, err := os.Stat(arg); isMissing(err) {
		if looksLikePath(arg) {
			return nil, noSuchFile(arg)
		}
		return nil, noProfile(abnd.T("no file or country profile is named %q", "não existe perfil nem ficheiro %q"), arg)
	}
	in := &source{path: arg}
	if own, around, ok := foldersOf(arg); ok {
		in.name = baseName(arg)
		in.opened, in.found = sheets.Open(own, around)
	} else {
		in.name = filepath.Base(arg)
		in.opened, in.found = workbook.Open(arg)
		a.follow(in.opened.Grids)
	}
	a.spell(sheets.CountryOf(in.opened.Grids))
	in.found = append(in.found, country.Check(in.opened)...)
	in.study, in.places, in.sha256 = in.opened.Study, in.opened.Places, in.opened.SHA256
	if in.found.HasErrors() {
		in.study = nil
	}
	if in.study != nil {
		in.study = shown(in.study)
		in.opened.Grids = nil // a large file takes much memory
	}
	return in, nil
}

// shown is the study as answers are made of it: with the room's proposal where
// the room has moved a lever.
func shown(study *abnd.Study) *abnd.Study {
	if study != nil && study.IsTrying() {
		return abnd.WithTried(study)
	}
	return study
}

// foldersOf are the folder of a study as CSV and the one around it, where the
// path is a folder with a sheet in it. What the one lacks the other may have.
func foldersOf(path string) (own, around sheets.Folder, ok bool) {
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		return own, around, false
	}
	own = sheets.Folder{Files: os.DirFS(path)}
	around = sheets.Folder{Name: "..", Files: os.DirFS(filepath.Join(path, ".."))}
	return own, around, own.HasSheets()
}

// baseName is the name of a folder, also where the path does not say it.
func baseName(path string) string {
	if whole, err := filepath.Abs(path); err == nil {
		path = whole
	}
	return filepath.Base(path)
}

// fileOf is the file that SOURCE names; blank for an embedded profile.
func fileOf(arg string) string {
	if country.Has(arg) {
		return ""
	}
	return arg
}

// loadStudy is [app.load] for who needs the study: what is wrong inside the
// file is an error then.
func (a *app) loadStudy(arg string) (*source, error) {
	in, err := a.load(arg)
	if err != nil {
		return nil, err
	}
	if in.study == nil {
		return nil, problems(in.found)
	}
	return in, nil
}

// loadDraft reads a study that may lack anything: an embedded profile, a
// workbook or a folder.
func (a *app) loadDraft(arg string) (*abnd.Study, error) {
	in, err := a.load(arg)
	if err != nil {
		return nil, err
	}
	if in.study != nil {
		return in.study, nil
	}
	study, found := in.opened.Draft()
	if study == nil {
		return nil, problems(found)
	}
	return study, nil
}

func noSuchFile(path string) error {
	return usage(abnd.T("the file \"%s\" does not exist; check its name and folder", "não existe o ficheiro \"%s\"; verifique o nome e a pasta").Fill(path))
}

// looksLikePath tells a path from a misspelt code.
func looksLikePath(arg string) bool {
	return strings.ContainsAny(arg, `./\`)
}

// noProfile suggests a code for a word that is none, maybe the country's name.
func noProfile(problem abnd.Text, word string) error {
	known := country.Codes()
	remedy := abnd.Suggestion(word, known)
	if abnd.Nearest(word, known) == "" {
		for _, code := range known {
			study, _ := country.Load(code)
			if study != nil && abnd.Nearest(word, []string{study.Country.Name.EN, study.Country.Name.PT}) != "" {
				remedy = abnd.DidYouMean(code)
			}
		}
	}
	return usage(abnd.T("%s; %s", "%s; %s").Fill(problem.Fill(word), remedy))
}

// countryName is the name of a profile's country, blank where it has none.
func (a *app) countryName(code string) string {
	study, _ := country.Load(code)
	if study == nil {
		return ""
	}
	return study.Country.Name.In(a.lang)
}

// run computes the source. What the run finds is added to the source's
// diagnostics with its place in the file; the result is nil where there is an
// error.
func (in *source) run() *scenarios.Result { return in.runWith(scenarios.RunOptions{}) }

// runWith is [source.run] with options.
func (in *source) runWith(options scenarios.RunOptions) *scenarios.Result {
	if in.study == nil {
		return nil
	}
	result, found := scenarios.RunWith(in.study, options)
	in.note(found)
	if in.found.HasErrors() {
		return nil
	}
	return result
}

// note adds diagnostics with their places in the file.
func (in *source) note(found abnd.Diagnostics) {
	for _, d := range found {
		if d.Place == "" {
			d.Place = in.places.Find(d.Path)
		}
		// Reading has checked the study already: the same is not said twice, but
		// it can be an error of this run where it was a warning.
		same := func(e abnd.Diagnostic) bool { return e.Path == d.Path && e.Code == d.Code && e.Problem == d.Problem }
		if slices.Contains(scenarios.ScaleCodes, d.Code) && slices.ContainsFunc(in.found, func(e abnd.Diagnostic) bool { return e.Code == country.OtherScale }) {
			continue // the embedded profile has said it, with its own figures
		}
		if i := slices.IndexFunc(in.found, same); i >= 0 {
			in.found[i].Severity = min(in.found[i].Severity, d.Severity)
		} else {
			in.found = append(in.found, d)
		}
	}
}

// answered shows the warnings of a long run, or gives the reason why there is
// no answer.
func (a *app) answered(ctx context.Context, in *source, answer bool, found abnd.Diagnostics) error {
	if stopped := interrupted(ctx); stopped != nil {
		return stopped
	}
	in.note(found)
	if !answer {
		return problems(in.found)
	}
	terminal.Diagnostics(a.stderr, in.found, a.lang)
	return nil
}

// withoutUncertaintyWarnings are the diagnostics without warnings about UNCERTAINTY, which a
// costing does not read.
func withoutUncertaintyWarnings(found abnd.Diagnostics) abnd.Diagnostics {
	return slices.DeleteFunc(slices.Clone(found), func(d abnd.Diagnostic) bool {
		return d.Severity == abnd.Warning && strings.HasPrefix(string(d.Path), string(costing.UncertainPath("")))
	})
}
