package sheets_test

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
)

// smallStudy is the folder of the worked examples, whose studies are small.
const smallStudy = "../../testdata/examples"

// FuzzReadCSV reads whatever bytes there are as each sheet of a study. It ends
// with a study or with a reason; every problem is in both languages, and no
// cell is a number that is not finite.
func FuzzReadCSV(f *testing.F) {
	names := sheets.Names()
	for i, name := range names {
		if data, err := os.ReadFile(filepath.Join(smallStudy, name+".csv")); err == nil {
			f.Add(uint8(i), data)
		}
	}
	others, _, found := sheets.ReadFolders(sheets.Folder{Files: os.DirFS(smallStudy + "/all-together")}, sheets.Folder{Files: os.DirFS(smallStudy)})
	if found != nil {
		f.Fatal(found)
	}
	f.Add(uint8(0), []byte("key,value\n\"a"))
	f.Add(uint8(1), []byte("\xef\xbb\xbfsex,age,2025\nfemale,0,NaN\nfemale,1,1e999\nmale,100,0x10\n"))
	f.Add(uint8(2), []byte("key;level\ngdp;1,5\n"))
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		name := names[int(which)%len(names)]
		grid, found := sheets.ReadCSV(name, name+".csv", bytes.NewReader(data))
		read, more := sheets.Read([]sheets.Grid{grid})
		study := read.Study
		if study != nil {
			t.Error("a study of one sheet")
		}
		for _, d := range append(found, more...) {
			if d.Code == "" || d.Problem.EN == "" || d.Problem.PT == "" {
				t.Errorf("%+v", d)
			}
		}
		if found != nil {
			return // a part of the file is lost
		}
		with := slices.DeleteFunc(slices.Clone(others), func(g sheets.Grid) bool { return g.Code == name })
		draft, more := sheets.ReadUnchecked(append(with, grid))
		if (draft == nil) != more.HasErrors() {
			t.Errorf("study %v with %v", draft != nil, more)
		}
		if draft != nil {
			finite(t, draft)
		}
	})
}

// finite checks figures of every kind that a study holds.
func finite(t *testing.T, study *abnd.Study) {
	t.Helper()
	check := func(what string, x float64) {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			t.Errorf("%s is %v", what, x)
		}
	}
	check("GDP", study.Economy.GDP.Value)
	for year, x := range study.Economy.RealGrowth.Values {
		check(fmt.Sprint("growth ", int(year)), x)
	}
	for _, b := range study.Benefits {
		for code, p := range b.Parameters {
			if x, ok := p.Value.Number(); ok {
				check(b.ID+"/"+code, x)
			}
		}
	}
	for _, year := range study.Population.Years().All() {
		for age := range abnd.MaxAge + 1 {
			n, _ := study.Population.Get(year, abnd.Female, age)
			check("population", float64(n))
		}
	}
}
