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
	folder := filepath.Join("..", "..", "testdata", "examples")
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var all *abnd.Study
	for i, entry := range entries {
		if !entry.IsDir() {
			continue
		}
		own := sheets.Folder{Name: entry.Name(), Files: os.DirFS(filepath.Join(folder, entry.Name()))}
		if _, err := fs.Stat(own.Files, "POP.csv"); err == nil {
			continue // people of its own: its benefits are core rules, which every other one has
		}
		study, found := sheets.Load(own, sheets.Folder{Files: os.DirFS(folder)})
		if study == nil {
			t.Fatal(found)
		}
		rename(study, fmt.Sprintf("e%d-", i))
		if all == nil {
			all = study
			continue
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
	}
	p := newProof(t)
	p.add(t, "examples", all)
	proofs.Tell(t, "compared %d cells of %d benefits", p.run(t), len(all.Benefits))
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
