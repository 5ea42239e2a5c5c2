package workbook

import (
	"flag"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/grown"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

// proofTolerance is relative: files store 15 significant digits, and two
// programs add in different orders.
const proofTolerance = 1e-12

// proofSeed begins another run of random edits.
var proofSeed = flag.Uint64("proof.seed", 2026, "seed of the random edits that are proved in LibreOffice")

func TestMain(m *testing.M) {
	proofs.SpendMemory()
	os.Exit(m.Run())
}

// poison is what every stored number of a formula cell is replaced by, so
// that a value which comes back right was computed.
const poison = -987654321.25

// book makes a results workbook, and says what the engine thinks of every
// computed cell.
func laidOut(t *testing.T, study *abnd.Study) (*book, *resultWriter) {
	t.Helper()
	result, found := scenarios.Run(study)
	if result == nil {
		t.Fatal(found)
	}
	b, w, err := resultBook(result, Options{Lang: abnd.English, Version: "test", InputName: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return b, w
}

// poisoned writes a book with wrong stored values in every formula cell. It is not to
// be printed: LibreOffice parts a sheet into pages when it reads which rows are
// repeated on them, and takes a sixth of its time for that.
func poisoned(t *testing.T, b *book) []byte {
	t.Helper()
	for _, p := range b.pages {
		p.Repeat, p.Printed, p.PrintCols = [2]int{}, address.Area{}, 0
		for i := range p.Rows {
			for j := range p.Rows[i].Cells {
				if c := &p.Rows[i].Cells[j]; c.Formula != "" {
					c.Value = poison
				}
			}
		}
	}
	data, err := b.bytes()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// formulasOf lists the formulas of a book by address.
func formulasOf(b *book) map[address.Ref]string {
	all := map[address.Ref]string{}
	for _, p := range b.pages {
		for _, r := range p.Rows {
			for j, c := range r.Cells {
				if c.Formula != "" {
					all[address.Ref{Sheet: p.Name, Col: j + 1, Row: r.At}] = c.Formula
				}
			}
		}
	}
	return all
}

// differences compares what a recalculated workbook shows with what the
// engine says.
func differences(w *resultWriter, got cells) []string {
	var wrong []string
	scales := w.newScales()
	for at, want := range w.computed {
		raw := got[at]
		switch x := want.value.(type) {
		case string:
			if strings.TrimSpace(raw.Text) != strings.TrimSpace(x) {
				wrong = append(wrong, fmt.Sprintf("%s is %q, the engine says %q", at, raw.Text, x))
			}
		case float64:
			// The scale takes a search: it is asked for where it matters.
			off := math.Abs(raw.Number - x)
			if raw.Kind != sheets.RawNumber || off > proofTolerance*max(math.Abs(x), want.of) && off > proofTolerance*scales.of(at) {
				wrong = append(wrong, fmt.Sprintf("%s is %q, the engine says %v", at, raw.Text, x))
			}
		}
	}
	slices.Sort(wrong)
	return wrong
}

// scales find the lines of a cell by its sheet and row.
type scales struct {
	*resultWriter
	lines map[address.Ref][]model.Key // by the cell in column 0 of the row
}

func (w *resultWriter) newScales() scales {
	s := scales{w, map[address.Ref][]model.Key{}}
	for key, at := range w.spots {
		row := address.Ref{Sheet: at.sheet, Col: 0, Row: at.row}
		s.lines[row] = append(s.lines[row], key)
	}
	return s
}

// of is what a cell's figure was made of, where it is the small difference of
// large ones: a balance of revenue and expenditure, an increment over the
// status quo, people left out. Their last digits are those of the large
// figures.
func (w scales) of(at address.Ref) float64 {
	expenditure := func(year abnd.Year) float64 {
		x, _ := w.projection.Value("frame/expenditure_amount", year)
		return x
	}
	first := w.study.Projection.First
	if at.Sheet == chartsSheet {
		return expenditure(first) * 1e-3 // copies of figures that are compared where they stand
	}
	if line := at.Col - nameColumn - 1; at.Sheet == checksSheet ||
		at.Sheet == reconcileSheet && line >= 0 && line < len(costing.ReconciliationLines()) && costing.ReconciliationLines()[line] == "difference" {
		return expenditure(first) * 1e-3 // sums of increments, which may cancel
	}
	if at.Sheet == fifthsSheet || at.Sheet == ImpactSheet {
		return max(1, w.ofTheRichest(at)) // shares of people and of consumption, and steps between them
	}
	if at.Sheet == gapsSheet && at.Col != gapShareColumn && at.Col != workedShareColumn {
		return w.everyone()
	}
	for _, key := range w.lines[address.Ref{Sheet: at.Sheet, Col: 0, Row: at.Row}] {
		s := w.spots[key]
		if !s.series && s.col != at.Col {
			continue
		}
		if (at.Sheet == CoverageSheet || at.Sheet == afterSheet) && w.model.Line(key).Unit == abnd.PersonUnit {
			return w.everyone()
		}
		if countsWhoIsNew(key) {
			return w.everyone()
		}
		year := s.first + abnd.Year(at.Col-s.col)
		switch key[strings.LastIndex(string(key), "/")+1:] {
		case "incremental_cost", "law_incremental_cost", "kept_incremental_cost", "handed_over_cost", "increment", "need", "financed", "gap", "borrowed", "added_debt", "added_debt_at_growth", "added_interest",
			"within_envelope", "envelope_debt", "gap_debt":
			return expenditure(year) * 1e-3
		case "new_balance", "balance", "balance_change", "primary_balance":
			return expenditure(year)
		case "new_balance_share", "balance_share", "primary_balance_share", "stock_flow_implied":
			return 1
		case "incremental_share_of_gdp", "law_incremental_share_of_gdp", "kept_incremental_share_of_gdp", "increment_share", "gap_share", "envelope_debt_share", "gap_debt_share":
			return 1e-3
		}
	}
	switch at.Sheet {
	case CoverageSheet, afterSheet, gapsSheet, fiscalSheet, sheets.Indicators:
		return 1 // what a share is short of
	}
	return 0
}

// ofTheRichest is what the consumption of the very richest, at the end of the curve,
// was made of: it is divided by |a + c − 1|, a small difference where the curve is
// steep at its end.
func (w scales) ofTheRichest(at address.Ref) float64 {
	for _, key := range w.lines[address.Ref{Sheet: at.Sheet, Col: 0, Row: at.Row}] {
		code := key[strings.LastIndex(string(key), "/")+1:]
		if code != "step_slope" && code != "at" {
			continue
		}
		a, _ := w.projection.Value("curve/a", 0)
		c, _ := w.projection.Value("curve/c", 0)
		x, _ := w.computed[at].value.(float64)
		return x / math.Abs(a+c-1)
	}
	return 0
}

// proof gathers workbooks to be recalculated together.
type proof struct {
	office  *libreOffice
	books   map[string][]byte
	writers map[string]*resultWriter
}

func newProof(t *testing.T) *proof {
	t.Helper()
	return &proof{office: newLibreOffice(t), books: map[string][]byte{}, writers: map[string]*resultWriter{}}
}

// add puts a study's workbook, poisoned, into the proof and gives its
// formulas.
func (p *proof) add(t *testing.T, name string, study *abnd.Study) map[address.Ref]string {
	t.Helper()
	b, w := laidOut(t, study)
	formulas := formulasOf(b)
	p.books[name], p.writers[name] = poisoned(t, b), w
	return formulas
}

// run recalculates the workbooks, reports what differs from the engine and
// says how many cells were compared.
func (p *proof) run(t *testing.T) int {
	t.Helper()
	compared := 0
	for name, got := range p.office.recalculate(t, p.books) {
		report(t, name, differences(p.writers[name], got))
		compared += len(p.writers[name].computed)
	}
	clear(p.books)
	clear(p.writers)
	return compared
}

// edited proves a study as built and after random edits of its cells.
func (p *proof) edited(t *testing.T, build func(*testing.T) *abnd.Study, stream uint64) {
	t.Helper()
	const edited, each = 2, 18
	random := rand.New(rand.NewPCG(*proofSeed, stream))
	p.add(t, "as-built", build(t))
	for i := range edited {
		study := build(t)
		for range each {
			editOne(random, study)
		}
		p.add(t, fmt.Sprintf("edited-%d", i), study)
	}
	proofs.Tell(t, "compared %d cells after %d edits in %d workbooks", p.run(t), edited*each, 1+edited)
}

func report(t *testing.T, name string, wrong []string) {
	t.Helper()
	const shown = 20
	for _, line := range wrong[:min(len(wrong), shown)] {
		t.Errorf("%s: %s", name, line)
	}
	if len(wrong) > shown {
		t.Errorf("%s: and %d more", name, len(wrong)-shown)
	}
}

// TestLibreOfficeAgreesWithTheEngine recalculates the workbooks as shipped, two of
// them over all their years.
// The oracle is LibreOffice, which reads the formulas, not our values.
func TestLibreOfficeAgreesWithTheEngine(t *testing.T) {
	p := newProof(t)
	codes := shippedCodes()
	for i, code := range codes {
		study := studies.Load(t, code)
		if i > 0 && code != "TLS" {
			study.Projection.Last = study.Projection.First + shortYears - 1
		}
		p.add(t, code, study)
	}
	proofs.Tell(t, "compared %d cells of %d workbooks", p.run(t), len(codes))
}

// The years of a proof: a formula is the same in every column, which a test of the
// shipped workbooks holds, so that others would only take time. A rule may begin, and
// end, in a later one.
const (
	shortYears = 5
	ruleYears  = 8
)

// loadShort is Timor-Leste over few years.
func loadShort(t testing.TB) *abnd.Study {
	t.Helper()
	return loadShortOf(t, "TLS")
}

// loadShortOf is a profile over few years, without levers: the room's proposal has the
// formulas of every other scenario but for its parameters, which TRY's own proof and
// the shipped workbooks have.
func loadShortOf(t testing.TB, code string) *abnd.Study {
	t.Helper()
	study := loadShortWithLevers(t, code)
	study.DropLevers()
	return study
}

func loadShortWithLevers(t testing.TB, code string) *abnd.Study {
	t.Helper()
	return loadOver(t, code, shortYears)
}

func loadOver(t testing.TB, code string, years abnd.Year) *abnd.Study {
	t.Helper()
	study := studies.Load(t, code)
	study.Projection.Last = study.Projection.First + years - 1
	return study
}

// withoutGroups takes the population groups and the distribution of consumption from
// a study: who is covered and who gains is proved on its own, and has more formulas
// than all the rest.
func withoutGroups(study *abnd.Study) *abnd.Study {
	study.Consumption = abnd.ConsumptionDistribution{}
	study.Groups, study.Provisions, study.Indicators, study.MatrixTexts = nil, nil, nil, nil
	for i := range study.Recommended {
		study.Recommended[i].Gaps = nil
	}
	return study
}

// loadForRules is Timor-Leste over few years of its people and of its costs,
// without its population groups and most of its benefits, all of which the proof of
// the shipped workbooks has: rules are tried on benefits of their own.
func loadForRules(t testing.TB) *abnd.Study {
	t.Helper()
	study := loadOver(t, "TLS", ruleYears)
	study.Population = grown.PeopleOver(study.Population, study.Frame())
	return bare(study, someBenefits...)
}

// bare leaves a study a few of its benefits, and neither levers nor groups.
func bare(study *abnd.Study, kept ...string) *abnd.Study {
	study.DropLevers()
	return keepBenefits(withoutGroups(study), kept...)
}

// someBenefits are those of Timor-Leste for a child, the old and the mother.
var someBenefits = []string{"social-pension", "bolsa-da-mae", "child-benefit"}

// keepBenefits takes all other benefits from a study.
func keepBenefits(study *abnd.Study, kept ...string) *abnd.Study {
	study.Benefits = slices.DeleteFunc(study.Benefits, func(b abnd.Benefit) bool {
		if slices.Contains(kept, b.ID) {
			return false
		}
		grown.Forget(study, b.ID)
		return true
	})
	return study
}

// withFewBenefits is Timor-Leste over all its years with [someBenefits], for what is
// computed of their totals.
func withFewBenefits(t testing.TB) *abnd.Study {
	t.Helper()
	return bare(studies.Load(t, "TLS"), someBenefits...)
}

// editedBooks and editsPerBook make the random part of the proof: more than
// two hundred changes of blue cells, many to a workbook, and at least one
// workbook to a profile.
const (
	editedBooks  = 6
	editsPerBook = 36
	booksPerRun  = 6
)

// theEditedBooks numbers the workbooks of the random part. The edits of each
// begin with its number, so that those of a sample are among those of all.
func theEditedBooks() []int {
	all := make([]int, editedBooks)
	for i := range all {
		all[i] = i
	}
	return proofs.Sample(all, 1)
}

// TestLibreOfficeAgreesAfterRandomEdits changes blue cells at random. The
// formulas of an edited workbook are those of the unedited one, which the
// test checks, so this is the workbook in which somebody typed. They are over
// few years: the shipped workbooks are proved over all of theirs.
func TestLibreOfficeAgreesAfterRandomEdits(t *testing.T) {
	p := newProof(t)
	unedited := map[string]map[address.Ref]string{}
	compared, edits := 0, 0
	kinds := map[string]int{}
	books := theEditedBooks()
	for _, i := range books {
		random := rand.New(rand.NewPCG(*proofSeed, 1100+uint64(i)))
		code := country.Codes()[i%len(country.Codes())]
		load := loadShortOf
		if i%3 == 0 { // in two of six
			load = loadShortWithLevers
		}
		if unedited[code] == nil {
			unedited[code] = formulasOf(first(laidOut(t, load(t, code))))
		}
		study := load(t, code)
		for range editsPerBook {
			kinds[editOne(random, study)]++
			edits++
		}
		for at, formula := range p.add(t, fmt.Sprintf("%s-%d", code, i), study) {
			if unedited[code][at] != formula && !isByTexts(at, formula) {
				t.Fatalf("edit %d of %s changes the formula of %s:\n%s\n%s", i, code, at, unedited[code][at], formula)
			}
		}
		if len(p.books) == booksPerRun {
			compared += p.run(t)
		}
	}
	compared += p.run(t)
	proofs.Tell(t, "compared %d cells after %d edits of blue cells in %d workbooks: %v", compared, edits, len(books), kinds)
}

// isByTexts reports whether a formula is on a sheet that is laid out by its texts,
// or of one: MATRIX and what is printed, which also say what each scenario costs.
// Their formulas are proved as those of a new file.
func isByTexts(at address.Ref, formula string) bool {
	return slices.ContainsFunc([]string{matrixSheet, PrintSheet, FichesSheet}, func(sheet string) bool { return at.Sheet == sheet || strings.Contains(formula, sheet+"!") })
}

// sameFormulas reports whether two workbooks have the same formulas, but for the
// sheets that are laid out by their texts.
func sameFormulas(a, b map[address.Ref]string) bool {
	without := func(all map[address.Ref]string) map[address.Ref]string {
		all = maps.Clone(all)
		maps.DeleteFunc(all, isByTexts)
		return all
	}
	return maps.Equal(without(a), without(b))
}

// editOne changes one blue cell so that the study stays sound, and says of
// which kind it was.
func editOne(random *rand.Rand, study *abnd.Study) string {
	for {
		trial := clone(study)
		kind := tryEdit(random, trial)
		if kind == "" || costing.Check(trial).HasErrors() {
			continue
		}
		*study = *trial
		return kind
	}
}

// tryEdit types something into one input cell.
func tryEdit(random *rand.Rand, study *abnd.Study) string {
	switch random.IntN(13) {
	case 0:
		return editFrame(random, study)
	case 1:
		return editPopulation(random, study)
	case 2:
		p := &study.Packages[random.IntN(len(study.Packages))]
		g := abnd.Guarantees()[random.IntN(len(abnd.Guarantees()))]
		p.Scenarios = maps.Clone(p.Scenarios)
		p.Scenarios[g] = study.Scenarios[random.IntN(len(study.Scenarios))].ID
		return "package"
	case 3:
		return editScheme(random, study)
	case 4:
		return editGroup(random, study)
	case 5, 6:
		return editProvision(random, study)
	}
	b := &study.Benefits[random.IntN(len(study.Benefits))]
	specs := costing.SpecsOf(study, *b) // a rule that is not in use has no rows
	spec := specs[random.IntN(len(specs))]
	scenario := &study.Scenarios[random.IntN(len(study.Scenarios))]
	old := scenario.Value(*b, spec.Code)
	value := randomValue(random, study, spec, old)
	if value == old {
		return ""
	}
	if random.IntN(2) == 0 {
		scenario.Change(b.ID, spec.Code, value)
	} else {
		p := b.Parameters[spec.Code]
		p.Value = value
		b.Parameters[spec.Code] = p
	}
	return spec.Code
}

func randomValue(random *rand.Rand, study *abnd.Study, spec costing.Spec, old abnd.Value) abnd.Value {
	switch {
	case spec.OfBenefits:
		return abnd.Code(study.Benefits[random.IntN(len(study.Benefits))].ID)
	case spec.OfTables && len(study.Tables) == 0:
		return old // a study without tables has none to choose
	case spec.OfTables:
		return abnd.Code(study.Tables[random.IntN(len(study.Tables))].ID)
	case spec.IsChoice():
		return abnd.Code(spec.List.Codes[random.IntN(len(spec.List.Codes))].Code)
	case spec.Unit == abnd.CalendarYear:
		return abnd.Num(float64(2018 + random.IntN(20)))
	case spec.Whole:
		return abnd.Num(float64(int(spec.Low) + random.IntN(int(spec.High-spec.Low)+1)))
	case spec.High <= 12:
		return abnd.Num(spec.Low + random.Float64()*(spec.High-spec.Low))
	}
	x, _ := old.Number()
	return abnd.Num(math.Round((x+10)*(0.2+2*random.Float64())*100) / 100)
}

// editScheme types a report of an existing scheme, or takes it away; whether
// a scheme is carried on by its expenditure, and what it counts, stays as it
// is: those shape the formulas.
func editScheme(random *rand.Rand, study *abnd.Study) string {
	s := &study.Schemes[random.IntN(len(study.Schemes))]
	year := abnd.Year(2018 + random.IntN(8))
	amount := abnd.Known(math.Round(1e9*random.Float64()), year)
	switch random.IntN(6) {
	case 0:
		s.Expenditure = amount
	case 1:
		s.Recipients = abnd.Known(float64(random.IntN(100_000)), year)
	case 2:
		s.Payments = abnd.Known(float64(1+random.IntN(12)), 0)
	case 3:
		s.RecipientsAmount = abnd.Known(float64(random.IntN(500)), 0)
	case 4:
		s.Difference = abnd.T("typed", "escrito")
	default:
		s.Recipients, s.Difference = abnd.Figure{}, abnd.Text{}
	}
	return "scheme"
}

// editGroup types into a row of GROUPS.
func editGroup(random *rand.Rand, study *abnd.Study) string {
	if len(study.Groups) == 0 {
		return ""
	}
	g := &study.Groups[random.IntN(len(study.Groups))]
	switch random.IntN(6) {
	case 0:
		g.Share = abnd.Known(random.Float64(), 0)
	case 1:
		g.Share = abnd.Figure{}
	case 2:
		g.Overlap, g.Joint = abnd.Overlaps()[random.IntN(len(abnd.Overlaps()))], abnd.Figure{}
		if g.Overlap == abnd.GivenOverlap {
			g.Joint = abnd.Known(random.Float64(), 0)
		}
	case 3:
		g.AgeMin, g.AgeMax = abnd.Known(float64(random.IntN(50)), 0), abnd.Known(float64(50+random.IntN(51)), 0)
	case 4:
		g.Sex = []abnd.Sex{abnd.Female, abnd.Male, abnd.Both}[random.IntN(3)]
	default:
		g.Benchmark, g.Adequate = costing.AdequacyBenchmarkList.Codes[random.IntN(4)].Code, abnd.Known(random.Float64(), 0)
		if random.IntN(3) == 0 {
			g.Benchmark, g.Adequate = "", abnd.Figure{}
		}
	}
	return "group"
}

// editProvision types into a row of PROVISIONS, or takes a figure away. The
// role of a provision shapes the formulas and stays.
func editProvision(random *rand.Rand, study *abnd.Study) string {
	if len(study.Provisions) == 0 {
		return ""
	}
	p := &study.Provisions[random.IntN(len(study.Provisions))]
	share := abnd.Known(random.Float64(), 0)
	if random.IntN(4) == 0 {
		share = abnd.Figure{}
	}
	switch random.IntN(5) {
	case 0:
		p.Legal = share
	case 1:
		p.InGroup = share
	case 2:
		p.Women = share
	case 3:
		p.PerUnit = abnd.Known(1+random.Float64(), 0)
	default:
		p.Recipients = abnd.Known(float64(random.IntN(60_000)), abnd.Year(2008+random.IntN(20)))
		if share.Known && random.IntN(3) == 0 {
			p.Recipients.Year = 0 // the year is not known
		}
	}
	return "provision"
}

func editFrame(random *rand.Rand, study *abnd.Study) string {
	all := costing.AllFrameSeries()
	f := all[random.IntN(len(all))]
	s := f.Of(study)
	if f.Later && !costing.SeriesGiven(s) {
		return "" // whether it is in use shapes the formulas
	}
	switch random.IntN(4) {
	case 0:
		s.Extension = abnd.Extension(f.Extensions.Codes[random.IntN(len(f.Extensions.Codes))].Code)
		s.LongRun = abnd.Known(0.01+random.Float64()/10, 0)
		if f.HasLongRunYear() {
			s.LongRunYear = abnd.Year(2028 + random.IntN(12))
		}
		if f.Later && !costing.SeriesGiven(s) {
			return ""
		}
		return "extension"
	case 1:
		levels := costing.AllFrameLevels()
		l := levels[random.IntN(len(levels))]
		level := l.Of(study)
		level.Value, level.Known = (level.Value+50)*(0.5+random.Float64()), true
		if level.Figure.Year == 0 {
			level.Figure.Year = 2020
			level.Source = study.Sources[0].ID
		}
		return "level"
	case 2:
		levels := costing.AllFrameLevels()
		if l := levels[1+random.IntN(len(levels)-1)]; l.Of(study).Known {
			*l.Index(study) = costing.BenchmarkIndexList.Codes[random.IntN(len(costing.BenchmarkIndexList.Codes))].Code
			return "benchmark index"
		}
		return ""
	}
	if len(s.Values) == 0 {
		return ""
	}
	last, _ := s.LastPublished()
	year := study.FirstYear + 1 + abnd.Year(random.IntN(int(last-study.FirstYear)))
	s.Values[year] = s.Values[year]*(0.5+random.Float64()) + 0.001
	return "frame series"
}

func editPopulation(random *rand.Rand, study *abnd.Study) string {
	year := study.Projection.First + abnd.Year(random.IntN(study.Projection.Len()))
	sex := []abnd.Sex{abnd.Female, abnd.Male}[random.IntN(2)]
	age := random.IntN(abnd.MaxAge + 1)
	n, _ := study.Population.Get(year, sex, age)
	study.Population.Set(year, sex, age, n+abnd.Persons(random.IntN(5000)))
	return "population"
}

// clone copies a study through its sheets, which is also how a file does.
func clone(study *abnd.Study) *abnd.Study {
	out := *study
	out.Benefits = slices.Clone(study.Benefits)
	for i, b := range out.Benefits {
		out.Benefits[i].Parameters = map[string]abnd.Parameter{}
		for code, p := range b.Parameters {
			out.Benefits[i].Parameters[code] = p
		}
	}
	out.Packages = slices.Clone(study.Packages)
	out.Schemes = slices.Clone(study.Schemes)
	out.Groups, out.Provisions = slices.Clone(study.Groups), slices.Clone(study.Provisions)
	out.Scenarios = slices.Clone(study.Scenarios)
	for i, s := range out.Scenarios {
		out.Scenarios[i].Changes = nil
		for benefit, changes := range s.Changes {
			for code, v := range changes {
				out.Scenarios[i].Change(benefit, code, v)
			}
		}
	}
	for _, f := range costing.AllFrameSeries() {
		s := f.Of(&out)
		values := map[abnd.Year]float64{}
		for year, v := range s.Values {
			values[year] = v
		}
		if s.Values != nil {
			s.Values = values
		}
	}
	out.Population = abnd.NewPopulation(study.Population.Years())
	out.Population.Provenance, out.Population.LastEstimate = study.Population.Provenance, study.Population.LastEstimate
	for _, year := range study.Population.Years().All() {
		for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			for age := range abnd.MaxAge + 1 {
				if n, known := study.Population.Get(year, sex, age); known {
					out.Population.Set(year, sex, age, n)
				}
			}
		}
	}
	return &out
}

// The assessment is proved on edits of its own cells: what is not known, gaps
// in another order, schemes with more people than there are. The sentences are
// compared as they read in English.
func TestLibreOfficeAgreesOnTheAssessment(t *testing.T) {
	proofs.OfAll(t)
	const workbooks, edits = 3, 14
	p := newProof(t)
	random := rand.New(rand.NewPCG(*proofSeed, 41))
	for i := range workbooks {
		study := loadShort(t)
		for done := 0; i > 0 && done < edits; {
			trial := clone(study)
			edit := []func(*rand.Rand, *abnd.Study) string{editGroup, editProvision}[random.IntN(2)]
			if edit(random, trial) != "" && !costing.Check(trial).HasErrors() {
				study = trial
				done++
			}
		}
		p.add(t, fmt.Sprintf("assessment-%d", i), study)
	}
	p.add(t, "assessment-ages", agesAlone(t))
	proofs.Tell(t, "compared %d cells after %d edits in %d workbooks", p.run(t), (workbooks-1)*edits, workbooks+1)
}

// agesAlone is a study whose provisions give no share of their recipients, so
// that each follows from ages or is a range; its benefits have ages in common,
// by every rule of overlap.
func agesAlone(t *testing.T) *abnd.Study {
	t.Helper()
	study := clone(loadShort(t))
	for i := range study.Provisions {
		study.Provisions[i].InGroup = abnd.Figure{}
	}
	for i := range study.Groups {
		study.Groups[i].Overlap = abnd.Overlaps()[i%3]
	}
	for i := range study.Scenarios {
		if study.Scenarios[i].ID == "high" {
			study.Scenarios[i].Change("child-benefit", "age_max", abnd.Num(17))
		}
	}
	return study
}

// TestProofCatchesAWrongFormula plants one wrong formula and expects the
// proof to name its cell.
func TestProofCatchesAWrongFormula(t *testing.T) {
	proofs.OfAll(t)
	office := newLibreOffice(t)
	b, w := laidOut(t, loadShort(t))
	at := address.Ref{}
	for _, p := range b.pages {
		if p.Name != "BS 1" {
			continue
		}
		for i := range p.Rows {
			for j := range p.Rows[i].Cells {
				if c := &p.Rows[i].Cells[j]; at.Sheet == "" && strings.HasPrefix(c.Formula, "SUM(") || strings.Contains(c.Formula, "SUMIFS") && at.Sheet == "" {
					at = address.Ref{Sheet: p.Name, Col: j + 1, Row: p.Rows[i].At}
					c.Formula += "*1.0000001"
				}
			}
		}
	}
	if at.Sheet == "" {
		t.Fatal("there is no formula to spoil")
	}
	wrong := differences(w, office.recalculate(t, map[string][]byte{"spoilt": poisoned(t, b)})["spoilt"])
	if !slices.ContainsFunc(wrong, func(line string) bool { return strings.HasPrefix(line, at.String()+" is ") }) {
		t.Errorf("the proof does not see the wrong formula of %s: %v", at, wrong)
	}
}
