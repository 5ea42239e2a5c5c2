package country_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"flag"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/demography"
)

var update = flag.Bool("update", false, "make the archives of demography again")

const transcribed = "../../costing/demography/testdata"

// tables are the files of an archive, with the columns that it leaves out.
var tables = map[string]func(head string) bool{
	"MORT.csv": afterLast, "FERT.csv": afterLast, "MIG.csv": nothing, "POP.csv": nothing,
	"VITAL.csv": func(head string) bool { return strings.HasSuffix(head, "_31_december") },
}

func nothing(string) bool { return false }

// lastYear that is embedded: migrants are transcribed to it.
const lastYear = 2060

// afterLast finds periods that no year to the last is read out of.
func afterLast(head string) bool {
	first, _, period := strings.Cut(head, "-")
	year, err := strconv.Atoi(first)
	return period && err == nil && year > lastYear
}

// trimmed is a transcribed table as an archive holds it.
func trimmed(t *testing.T, iso, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(transcribed, iso, name))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	for _, row := range rows {
		if year, err := strconv.Atoi(row[0]); name == "VITAL.csv" && err == nil && year > lastYear {
			continue
		}
		var kept []string
		for i, cell := range row {
			if !tables[name](rows[0][i]) {
				kept = append(kept, cell)
			}
		}
		if err := w.Write(kept); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	return out.Bytes()
}

// The archives hold the transcribed figures of the UN, which the projection is
// tested with, and nothing else.
func TestArchivesAreTheTranscribedFigures(t *testing.T) {
	total := 0
	for _, iso := range country.DemographyCodes() {
		name := filepath.Join("demography", iso+".zip")
		if *update {
			var out bytes.Buffer
			w := zip.NewWriter(&out)
			for _, file := range []string{"MORT.csv", "FERT.csv", "MIG.csv", "POP.csv", "VITAL.csv"} {
				f, err := w.Create(file)
				if err != nil {
					t.Fatal(err)
				}
				if _, err := f.Write(trimmed(t, iso, file)); err != nil {
					t.Fatal(err)
				}
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, out.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		archive, err := zip.OpenReader(name)
		if err != nil {
			t.Fatal(err)
		}
		if len(archive.File) != len(tables) {
			t.Errorf("%s holds %d files", name, len(archive.File))
		}
		for _, file := range archive.File {
			f, err := file.Open()
			if err != nil {
				t.Fatal(err)
			}
			data, err := io.ReadAll(f)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(data, trimmed(t, iso, file.Name)) {
				t.Errorf("%s of %s is not what was transcribed", file.Name, iso)
			}
		}
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		total += int(info.Size())
	}
	t.Logf("%d archives of %d bytes in all", len(country.DemographyCodes()), total)
	if len(country.DemographyCodes()) < 6 {
		t.Errorf("there are %v", country.DemographyCodes())
	}
}

// projected is the profile of a country with its population projected.
func projected(t *testing.T, iso string, variant demography.Variant, last abnd.Year) *abnd.Study {
	t.Helper()
	study, found := country.Load(iso)
	if study == nil {
		t.Fatal(found)
	}
	if found := country.ProjectByCohorts(study, variant, last); found != nil {
		t.Fatal(found)
	}
	return study
}

// The oracle is the UN's own population of the profile; the tolerance for the
// total is the one of the projection's own tests.
func TestProjectedProfilesMeetTheUN(t *testing.T) {
	const tolerance = 0.005
	for _, iso := range proofs.Few(country.Codes()) {
		published, found := country.Load(iso)
		if published == nil {
			t.Fatal(found)
		}
		p, found := costing.ProjectPopulation(projected(t, iso, demography.Medium, 2050))
		if p == nil {
			t.Fatal(found)
		}
		for _, year := range []abnd.Year{2024, 2030, 2040, 2050} {
			got := float64(p.Population.Between(year, abnd.Both, 0, abnd.MaxAge))
			want := float64(published.Population.Between(year, abnd.Both, 0, abnd.MaxAge))
			if math.Abs(got/want-1) > tolerance {
				t.Errorf("%s %d: %.0f persons, the UN has %.0f", iso, year, got, want)
			}
		}
	}
}

func TestProjectedProfilesCheck(t *testing.T) {
	for _, iso := range proofs.Few(country.Codes()) {
		for _, variant := range demography.Variants() {
			study := projected(t, iso, variant, 2060)
			if found := append(costing.Check(study), country.CheckBase(study)...); found.HasErrors() {
				t.Errorf("%s %s: %v", iso, variant, found)
			}
		}
	}
	for _, iso := range country.DemographyCodes() {
		if un := country.LoadUnitedNations(iso); un.Assumptions.Span != (abnd.Years{First: 2024, Last: 2060}) {
			t.Errorf("%s spans %s", iso, un.Assumptions.Span)
		}
	}
}

// A country without a base population of its own takes the UN's.
func TestProjectionOfAStudyWithoutPopulation(t *testing.T) {
	study := country.Blank()
	study.Country.ISO3 = "STP"
	if found := country.ProjectByCohorts(study, demography.Medium, 2040); found != nil {
		t.Fatal(found)
	}
	un := country.LoadUnitedNations("STP")
	if got, want := study.Population.Between(2024, abnd.Both, 0, abnd.MaxAge), un.Population.Between(2024, abnd.Both, 0, abnd.MaxAge); got != want || want == 0 {
		t.Errorf("%v persons, the UN has %v", got, want)
	}
	if _, found := costing.ProjectPopulation(study); found.HasErrors() {
		t.Error(found)
	}
}

func TestProjectionIsRefused(t *testing.T) {
	study := country.Blank()
	study.Country.ISO3 = "XXX"
	if found := country.ProjectByCohorts(study, demography.Medium, 2040); found == nil || !strings.Contains(found.Error(), `"XXX"`) {
		t.Error(found)
	}
	study.Country.ISO3 = "TLS"
	if found := country.ProjectByCohorts(study, demography.Medium, 2061); found == nil || !strings.Contains(found.Error(), "2061") {
		t.Error(found)
	}
	if study.PopulationMethod != abnd.PublishedPopulation {
		t.Error("the study was changed")
	}
}

func TestABaseInThousandsIsFound(t *testing.T) {
	study := projected(t, "TLS", demography.Medium, 2040)
	for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
		for age := range abnd.MaxAge + 1 {
			n, _ := study.Population.Get(2024, sex, age)
			study.Population.Set(2024, sex, age, n/1000)
		}
	}
	found := country.CheckBase(study)
	if len(found) != 1 || found[0].Path != "population/female/0/2024" || !strings.Contains(found[0].In(abnd.English), "is it in thousands?") {
		t.Error(found)
	}
}
