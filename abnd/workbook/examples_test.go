package workbook

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/costing"
)

// The figures of the worked examples are compared with the engine elsewhere;
// here one workbook of all of them is, so what was worked by hand is also
// what a spreadsheet shows. There is an example for every rule, and more
// benefits to choose from than one CHOOSE takes.
func TestLibreOfficeAgreesOnTheWorkedExamples(t *testing.T) {
	all := workedExamples(t)
	p := newProof(t)
	p.add(t, "examples", all)
	// With a shock to each group of cohorts every rule counts people three times.
	p.add(t, "examples with shocks by cohort", withShocksByCohort(all.Clone()))
	proofs.Tell(t, "compared %d cells of %d benefits", p.run(t), len(all.Benefits))
}

// Of each worked example by itself, for a formula that chooses among many benefits is
// long without any shock.
func TestFormulasWithShocksByCohortKeepToTheDialect(t *testing.T) {
	proofs.OfAll(t)
	eachExample(t, func(_ int, study *abnd.Study) {
		b, _ := laidOut(t, withShocksByCohort(study))
		keepsToDialect(t, formulasOf(b))
	})
}

// withShocksByCohort gives each group of cohorts a deviation in some years of the
// projection.
func withShocksByCohort(s *abnd.Study) *abnd.Study {
	first, last := s.Projection.First, s.Projection.Last
	middle := (first + last) / 2
	for shock, values := range map[*abnd.Series]map[abnd.Year]float64{
		&s.Shocks.Born.Shock:  {middle: 0.05, last: -0.1},
		&s.Shocks.Young.Shock: {middle: -0.02, last: 0.2},
		&s.Shocks.Older.Shock: {first: 0.1, last: -0.05},
	} {
		*shock = abnd.Series{Provenance: s.Population.Provenance, Values: values}
	}
	return s
}

// eachExample gives every worked example with its number. One that has people of its own
// is left out: its benefits are core rules, which every other one has.
func eachExample(t *testing.T, do func(i int, study *abnd.Study)) {
	t.Helper()
	folder := filepath.Join("..", "..", "testdata", "examples")
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for i, entry := range entries {
		if !entry.IsDir() {
			continue
		}
		own := sheets.Folder{Name: entry.Name(), Files: os.DirFS(filepath.Join(folder, entry.Name()))}
		if _, err := fs.Stat(own.Files, "POP.csv"); err == nil {
			continue
		}
		study, found := sheets.Load(own, sheets.Folder{Files: os.DirFS(folder)})
		if study == nil {
			t.Fatal(found)
		}
		do(i, study)
	}
}

// workedExamples is one study of all the worked examples.
func workedExamples(t *testing.T) *abnd.Study {
	t.Helper()
	var all *abnd.Study
	eachExample(t, func(i int, study *abnd.Study) {
		rename(study, fmt.Sprintf("e%d-", i))
		if all == nil {
			all = study
			return
		}
		all.Benefits = append(all.Benefits, study.Benefits...)
		all.Schemes = append(all.Schemes, study.Schemes...)
		for s := range all.Scenarios {
			for id, changes := range study.Scenarios[s].Changes {
				for code, value := range changes {
					all.Scenarios[s].Change(id, code, value)
				}
			}
		}
	})
	return all
}

// rename puts a prefix before the id of every benefit and scheme, wherever it stands.
func rename(study *abnd.Study, prefix string) {
	for i := range study.Schemes {
		study.Schemes[i].ID = prefix + study.Schemes[i].ID
	}
	for i := range study.Benefits {
		b := &study.Benefits[i]
		for s := range study.Scenarios {
			changes := study.Scenarios[s].Changes
			if of, ok := changes[b.ID]; ok {
				delete(changes, b.ID)
				changes[prefix+b.ID] = of
			}
		}
		b.ID = prefix + b.ID
		if b.Scheme != "" {
			b.Scheme = prefix + b.Scheme
		}
		for i := range b.Replaces {
			b.Replaces[i] = prefix + b.Replaces[i]
		}
		for _, spec := range costing.SpecsOf(study, *b) {
			p := b.Parameters[spec.Code]
			if id, ok := p.Value.Code(); ok && spec.OfBenefits {
				p.Value = abnd.Code(prefix + id)
				b.Parameters[spec.Code] = p
			}
		}
	}
}
