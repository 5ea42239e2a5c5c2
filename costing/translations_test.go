package costing_test

import (
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

func bilingual(t *testing.T, what string, text abnd.Text) {
	t.Helper()
	if text.EN == "" || text.PT == "" {
		t.Errorf("%s: a language is missing: %+v", what, text)
	}
}

func bilingualList(t *testing.T, what string, list *model.List) {
	t.Helper()
	if list.Name == "" || len(list.Codes) == 0 {
		t.Errorf("%s: the list has no name or no codes", what)
	}
	seen := map[string]bool{}
	for _, c := range list.Codes {
		bilingual(t, what+"="+c.Code, c.Label)
		if c.Code == "" || seen[c.Code] {
			t.Errorf("%s: the code %q is blank or comes twice", what, c.Code)
		}
		seen[c.Code] = true
	}
}

func TestParametersAreNamedInBothLanguages(t *testing.T) {
	seen := map[string]bool{}
	for _, spec := range costing.Specs() {
		bilingual(t, spec.Code, spec.Label)
		if !spec.Help.IsZero() {
			bilingual(t, spec.Code+" (help)", spec.Help)
		}
		if spec.List != nil {
			bilingualList(t, spec.Code, spec.List)
		}
		if seen[spec.Code] {
			t.Errorf("two parameters have the code %s", spec.Code)
		}
		seen[spec.Code] = true
		if found, ok := costing.FindSpec(spec.Code); !ok || found.Label != spec.Label {
			t.Errorf("%s is not found by its code", spec.Code)
		}
		if spec.IsChoice() != (spec.Unit == abnd.ChoiceUnit) || !spec.IsChoice() && spec.Low >= spec.High {
			t.Errorf("%s: unit %v, bounds %v to %v", spec.Code, spec.Unit, spec.Low, spec.High)
		}
		on, codes := spec.ReadWhere()
		if on == "" {
			continue
		}
		ruling, ok := costing.FindSpec(on)
		if !ok || !seen[on] {
			t.Errorf("%s is read by %s, which does not come before it", spec.Code, on)
			continue
		}
		for _, choice := range codes {
			if ruling.List.Index(choice) < 0 {
				t.Errorf("%s is read for %q, no code of %s", spec.Code, choice, on)
			}
		}
	}
	if len(seen) < 20 {
		t.Errorf("only %d parameters", len(seen))
	}
}

func TestFramesAreNamedInBothLanguages(t *testing.T) {
	for _, f := range costing.AllFrameSeries() {
		bilingual(t, string(f.Path()), f.Label)
		bilingualList(t, string(f.Path()), f.Extensions)
	}
	for _, f := range costing.AllFrameLevels() {
		bilingual(t, string(f.Path()), f.Label)
	}
	for _, list := range []*model.List{
		model.SexList, model.YesNo, costing.ReferenceList, costing.IndexationList, costing.BenchmarkIndexList,
		costing.SchemeIndexList, costing.ExtensionList, costing.WageExtensionList,
	} {
		bilingualList(t, list.Name, list)
	}
}

// Every label that reaches a results workbook, in a whole country.
func TestLinesAreNamedInBothLanguages(t *testing.T) {
	for name, s := range countries(t) {
		for _, line := range project(t, s).Model().Lines() {
			bilingual(t, name+" "+string(line.Key), line.Label)
			if line.Group == "" {
				t.Errorf("%s %s belongs to no group", name, line.Key)
			}
		}
	}
}
