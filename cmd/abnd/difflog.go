package main

import (
	"context"
	"path/filepath"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/report"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/cmd/abnd/terminal"
)

// joinLogs lists what the copies of a study have kept on TRY.
func (a *app) joinLogs(ctx context.Context, args []string) (answer, error) {
	var all []*source
	named := map[string]int{}
	for _, arg := range args {
		in, err := a.loadStudy(arg)
		if err != nil {
			return answer{}, err
		}
		named[in.name]++
		all = append(all, in)
		if err := interrupted(ctx); err != nil {
			return answer{}, err
		}
	}
	var logs report.Logs
	var manifests []report.Manifest
	var found abnd.Diagnostics
	for i, in := range all {
		if named[in.name] > 1 {
			in.rename(args[i])
		}
		logs = append(logs, report.LogCopy{Name: in.name, Study: in.study})
		manifests = append(manifests, report.NewManifest(in.study, a.version, filepath.Base(in.name), in.sha256))
		found = append(found, inFile(in.name, in.found)...)
		if i > 0 {
			found = append(found, unlikeCopies(all[0], in)...)
		}
	}
	terminal.Diagnostics(a.stderr, found, a.lang)
	return answer{
		text:    func() report.Document { return report.Log(logs) },
		records: func() report.Records { return report.LogRecords(logs) },
		tree:    func() report.Tree { return report.LogTree(logs, manifests) },
	}.about(all...), nil
}

// unlikeCopies warns where two files are not copies of one study, or the results
// that they have kept are of other inputs.
func unlikeCopies(first, other *source) abnd.Diagnostics {
	var found abnd.Diagnostics
	if first.study.ID != other.study.ID || first.study.Country.ISO3 != other.study.Country.ISO3 {
		found.AddWarning("", "unlike", abnd.T("%s and %s are not of one study: %s and %s", "%s e %s não são do mesmo estudo: %s e %s").
			Fill(first.name, other.name, studyName(first.study), studyName(other.study)),
			abnd.T("join copies of one workbook only", "junte só cópias do mesmo livro"))
		return found
	}
	count, where := 0, ""
	for _, c := range changedInputs(first, other) {
		if c.Sheet == sheets.Try {
			continue
		}
		if count == 0 {
			where = c.Place
			if where == "" {
				where = string(c.Path)
			}
		}
		count++
	}
	if count > 0 {
		found.AddWarning("", "other-inputs", abnd.T("%s has other inputs than %s (%d, the first in %s): results in its log may have been computed from them", "%s tem outros dados que %s (%d, o primeiro em %s): os resultados do seu registo podem ter sido calculados com eles").
			Fill(other.name, first.name, count, where),
			abnd.T("list them with abnd diff %s %s", "mostre-os com abnd diff %s %s").Fill(first.name, other.name))
	}
	return found
}

// studyName is the id of a study, or its country where it has none.
func studyName(s *abnd.Study) abnd.Text {
	if s.ID != "" {
		return abnd.Same(s.ID)
	}
	return s.Country.Name
}
