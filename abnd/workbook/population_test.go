package workbook

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/reader"
	"github.com/openabnd/engine/costing/demography"
)

// projectedStudy is the profile of a country that projects its population to
// the end of its frame.
func projectedStudy(t testing.TB, code string) *abnd.Study {
	t.Helper()
	return projected(t, studies.Load(t, code))
}

// projectedSample is Timor-Leste, and in a sample of the proofs over few years.
func projectedSample(t testing.TB) *abnd.Study {
	t.Helper()
	return projected(t, loadShort(t))
}

func projected(t testing.TB, study *abnd.Study) *abnd.Study {
	t.Helper()
	if found := country.ProjectByCohorts(study, demography.Medium, study.Frame().Last); found != nil {
		t.Fatal(found)
	}
	return study
}

// The formulas that the method describes, as an analyst finds them.
func TestFormulasOfTheProjectedPopulation(t *testing.T) {
	proofs.NotShort(t)
	b, w := laidOut(t, projectedStudy(t, "TLS"))
	formulas := formulasOf(b)
	for key, want := range map[string]string{
		"demography/female/population/30":         `^[A-Z]+35\*SURV![A-Z]+\d+\+EVENTS![A-Z]+\d+$`,
		"demography/female/population/0":          `^EVENTS![A-Z]+\d+\*SURV![A-Z]+\d+\+EVENTS![A-Z]+\d+$`,
		"demography/male/population/100":          `^\([A-Z]+206\+[A-Z]+207\)\*SURV![A-Z]+\d+\+EVENTS![A-Z]+\d+$`,
		"demography/births":                       `^SUMPRODUCT\(POP![A-Z]+21:[A-Z]+55,[A-Z]+\d+:[A-Z]+\d+\)$`,
		"demography/male/survival/50":             `^\$D\$\d+\*\([A-Z]+\d+/[A-Z]+\d+\)\+\(1-\$D\$\d+\)\*\([A-Z]+\d+/[A-Z]+\d+\)$`,
		"demography/female/migrants_between/30":   `^SURV!\$D\$\d+\*MIG![A-Z]+36\+\(1-SURV!\$D\$\d+\)\*MIG![A-Z]+36$`,
		"demography/female/death_probability/100": `^1$`,
		"demography/fertility/25":                 `^DEMO![A-Z]+6\*FERT![A-Z]+16$`,
		"demography/population":                   `^[A-Z]+\d+\+[A-Z]+\d+$`,
		"frame/births":                            `GENERAL!\$C\$\d+.*INDEX\(EVENTS!`,
	} {
		s := w.spots[abnd.Path(key)]
		formula := formulas[address.Ref{Sheet: s.sheet, Col: s.column(2031), Row: s.row}]
		if !regexp.MustCompile(want).MatchString(formula) {
			t.Errorf("%s at %s row %d: %q", key, s.sheet, s.row, formula)
		}
	}
}

// A results workbook is read back as the study that it was made of: formulas
// are no inputs.
func TestProjectedPopulationComesBack(t *testing.T) {
	proofs.OfAll(t)
	study := projectedStudy(t, "TLS")
	b, _ := laidOut(t, study)
	data, err := b.bytes()
	if err != nil {
		t.Fatal(err)
	}
	grids, found := reader.ReadGrids(data, "projected.xlsx", sheets.FirstKeys(), IsResult)
	if found.HasErrors() {
		t.Fatal(found)
	}
	read, found := sheets.Read(grids)
	back := read.Study
	if back == nil {
		t.Fatal(found)
	}
	if changes := sheets.Diff(study, back); len(changes) > 0 {
		t.Errorf("%d inputs differ, the first is %+v", len(changes), changes[0])
	}
	t.Logf("%d KB", len(data)/1024)
}

// Where the population is published, nothing of this is in the workbook.
func TestPublishedPopulationHasNoLifeTables(t *testing.T) {
	b, _ := shipped(t, "TLS")
	for at, formula := range formulasOf(b) {
		if strings.Contains(formula, listsSheet+"!") {
			continue // what a code means
		}
		if at.Sheet == sheets.Population || at.Sheet == survivalSheet || at.Sheet == eventsSheet || strings.Contains(formula, "SUMPRODUCT(POP") {
			t.Fatalf("%s has the formula %s", at, formula)
		}
	}
}

// editCohorts changes one cell of what a population is projected with.
func editCohorts(random *rand.Rand, study *abnd.Study) {
	d := &study.Demography
	year := d.Span.First + abnd.Year(random.IntN(d.Span.Len()))
	age := random.IntN(abnd.MaxAge + 1)
	sex := []abnd.Sex{abnd.Female, abnd.Male}[random.IntN(2)]
	factor := 0.5 + random.Float64()
	switch random.IntN(5) {
	case 0:
		d.TotalFertility.Values[year] *= factor
	case 1:
		m, _ := d.DeathRates.Of(sex).Get(year, age)
		d.DeathRates.Of(sex).Set(year, age, m*factor)
	case 2:
		n, _ := d.Migrants.Of(sex).Get(year, age)
		d.Migrants.Of(sex).Set(year, age, n+float64(random.IntN(50)))
	case 3:
		n, _ := study.Population.Get(d.Span.First, sex, age)
		study.Population.Set(d.Span.First, sex, age, n+abnd.Persons(random.IntN(500)))
	case 4:
		d.SexRatio.Values[year] = 1 + random.Float64()/10
	}
}

// TestLibreOfficeAgreesOnProjectedPopulations recalculates a workbook that
// projects its population as it is, after random edits of fertility, death
// rates, migrants, base and sex ratio, and on a path of life expectancy.
func TestLibreOfficeAgreesOnProjectedPopulations(t *testing.T) {
	proofs.OfAll(t)
	p := newProof(t)
	random := rand.New(rand.NewPCG(*proofSeed, 6))
	unedited := formulasOf(first(laidOut(t, projectedSample(t))))
	edited := projectedSample(t)
	const edits = 40
	for range edits {
		editCohorts(random, edited)
	}
	for at, formula := range p.add(t, "TLS-edited", edited) {
		if unedited[at] != formula && !isByTexts(at, formula) {
			t.Fatalf("an edit changes the formula of %s:\n%s\n%s", at, unedited[at], formula)
		}
	}
	p.add(t, "TLS", projectedSample(t))
	p.add(t, "TLS-path", onAPath(projectedSample(t)))
	proofs.Tell(t, "compared %d cells after %d edits", p.run(t), edits)
}

// onAPath gives a projected study a path of life expectancy.
func onAPath(path *abnd.Study) *abnd.Study {
	path.Demography.LifeExpectancy.Male = abnd.Series{
		Provenance: path.Demography.TotalFertility.Provenance, Values: map[abnd.Year]float64{2030: 70, 2035: 74},
	}
	return path
}
