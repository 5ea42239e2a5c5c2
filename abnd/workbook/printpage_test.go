package workbook

import (
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/scenarios"
)

func pageNamed(t *testing.T, b *book, name string) *paper.Page {
	t.Helper()
	i := slices.IndexFunc(b.pages, func(p *paper.Page) bool { return p.Name == name })
	if i < 0 {
		t.Fatalf("there is no sheet %s", name)
	}
	return b.pages[i]
}

// heightsOfPages are the heights of the printed pages of a sheet, by its breaks.
func heightsOfPages(p *paper.Page) []float64 {
	var all []float64
	sum := 0.0
	for _, r := range p.Rows {
		if r.At > p.Printed.Bottom {
			break
		}
		if slices.Contains(p.Breaks, r.At) {
			all, sum = append(all, sum), 0
		}
		sum += r.Height
	}
	return append(all, sum)
}

// The workshop set has ten pages at most, SUMMARY among them, and there is one for
// each benefit on FICHES; each is at least half full and none fuller than the paper.
// The oracle is the paper: A4 of 595.3 points with its margins.
func TestPrintedPagesAreFull(t *testing.T) {
	proofs.NotShort(t)
	const shortSide = 595.3 - 2*0.8*72
	for _, c := range []struct {
		code string
		lang abnd.Lang
	}{{"TLS", abnd.English}, {"TLS", abnd.Portuguese}, {"MOZ", abnd.English}, {"MOZ", abnd.Portuguese}} {
		code, study := c.code, studies.Load(t, c.code)
		result, found := scenarios.Run(study)
		if result == nil {
			t.Fatal(found)
		}
		b, _, err := resultBook(result, Options{Lang: c.lang, Version: "test", InputName: "test"})
		if err != nil {
			t.Fatal(err)
		}
		set, fiches := pageNamed(t, b, PrintSheet), pageNamed(t, b, FichesSheet)
		if n := 1 + len(heightsOfPages(set)); n > MostPrintedPages {
			t.Errorf("%s: the workshop set has %d pages", code, n)
		}
		if n := len(heightsOfPages(fiches)); n != len(study.Benefits) {
			t.Errorf("%s: %d pages for %d benefits", code, n, len(study.Benefits))
		}
		for _, p := range []*paper.Page{set, fiches} {
			for i, h := range heightsOfPages(p) {
				if h > shortSide || h < shortSide/2 {
					t.Errorf("%s: page %d of %s has a height of %v of %v points", code, i+1, p.Name, h, shortSide)
				}
			}
			for _, r := range p.Rows {
				for _, c := range r.Cells {
					if r.At <= p.Printed.Bottom && c.Value != nil && c.Look.Points < 9 {
						t.Errorf("%s: %s has letters of %v points in row %d", code, p.Name, c.Look.Points, r.At)
					}
				}
			}
			if p.Scale != 100 {
				t.Errorf("%s: %s is printed at %d %%", code, p.Name, p.Scale)
			}
		}
	}
}

// What the room tries on its copy is not printed: no other text of either sheet
// changes. The oracle is the workbook without that scenario.
func TestTriedIsNotPrinted(t *testing.T) {
	proofs.OfAll(t)
	plain, tried := studies.Load(t, "TLS"), studies.Load(t, "TLS")
	plain.DropLevers()
	texts := func(study *abnd.Study, sheet string) []any {
		b, _ := laidOut(t, study)
		p := pageNamed(t, b, sheet)
		var all []any
		for _, r := range p.Rows {
			for _, c := range r.Cells {
				if s, ok := c.Value.(string); ok && strings.Contains(s, abnd.TriedName.EN) {
					t.Errorf("%s prints %q", sheet, s)
				}
			}
			all = append(all, len(r.Cells))
		}
		return all
	}
	for _, sheet := range []string{PrintSheet, FichesSheet} {
		if a, b := texts(plain, sheet), texts(tried, sheet); len(a) == 0 || sheet == FichesSheet && len(a) != len(b) {
			t.Errorf("%s has %d rows with it and %d without", sheet, len(b), len(a))
		}
	}
}

// Six years: the first, the last, and those between them evenly spaced. The oracle
// is counted by hand.
func TestChosenYears(t *testing.T) {
	for _, c := range []struct {
		first, last abnd.Year
		want        []abnd.Year
	}{
		{2025, 2040, []abnd.Year{2025, 2028, 2031, 2034, 2037, 2040}},
		{2025, 2030, []abnd.Year{2025, 2026, 2027, 2028, 2029, 2030}},
		{2025, 2027, []abnd.Year{2025, 2026, 2027}},
		{2025, 2032, []abnd.Year{2025, 2026, 2028, 2029, 2031, 2032}},
	} {
		if got := chosenYears(abnd.Years{First: c.first, Last: c.last}); !slices.Equal(got, c.want) {
			t.Errorf("%d-%d: %v, want %v", c.first, c.last, got, c.want)
		}
	}
}

// Rows go onto as few pages as hold them, evenly: counted by hand.
func TestPaged(t *testing.T) {
	rows := make([]printRow, 6)
	for i := range rows {
		rows[i].height = 30
	}
	of := func(pages []printedPage) []int {
		var all []int
		for _, p := range pages {
			all = append(all, p.to-p.from)
		}
		return all
	}
	if got := of(paged(rows, 130)); !slices.Equal(got, []int{3, 3}) {
		t.Errorf("six rows of 30 in 130: %v", got)
	}
	rows[2].with = true
	if got := of(paged(rows, 100)); len(got) != 3 {
		t.Errorf("the third row stands with the fourth: %v", got)
	}
	rows[2].with, rows[1].begins = false, true
	if got := of(paged(rows, 200)); !slices.Equal(got, []int{1, 5}) {
		t.Errorf("a page begins at the second row: %v", got)
	}
	rows[3].head = &printRow{height: 90}
	if got := of(paged(rows[2:], 100)); len(got) != 2 {
		t.Errorf("a head takes its place on the page: %v", got)
	}
}

// LibreOffice prints only the workshop set, on as many pages as were laid out, and
// with the fiches one for each benefit; each has text down to below the middle and
// none is written in letters below nine points. The oracles are LibreOffice and what poppler's programs find
// on the paper.
func TestLibreOfficePrintsTheSet(t *testing.T) {
	proofs.OfAll(t)
	office := newLibreOffice(t)
	if _, err := exec.LookPath("pdftotext"); err != nil {
		proofs.Missing(t, requireLibreOffice, "poppler is not installed: nobody looks at the printed pages")
	}
	for _, code := range []string{"TLS", "MOZ"} {
		b, w := shipped(t, code)
		want := 1 + // of SUMMARY
			len(heightsOfPages(pageNamed(t, b, PrintSheet))) + len(heightsOfPages(pageNamed(t, b, FichesSheet)))
		data, err := Printed(w.result, Options{Lang: abnd.English, Version: "test", InputName: "test"}, true)
		if err != nil {
			t.Fatal(err)
		}
		folder := t.TempDir()
		in := filepath.Join(folder, "set.xlsx")
		if err := os.WriteFile(in, data, 0o600); err != nil {
			t.Fatal(err)
		}
		said, _ := office.run(t.Context(), "--convert-to", "pdf:calc_pdf_Export", "--outdir", folder, in)
		xml, err := exec.Command("pdftotext", "-bbox", filepath.Join(folder, "set.pdf"), "-").Output()
		if err != nil {
			t.Fatalf("%v: %s", err, said)
		}
		pages := strings.Split(string(xml), "<page ")[1:]
		if len(pages) != want {
			t.Errorf("%s: LibreOffice prints %d pages, %d were laid out", code, len(pages), want)
		}
		for i, page := range pages {
			lowest := 0.0
			for _, m := range wordBox.FindAllStringSubmatch(page, -1) {
				bottom, _ := strconv.ParseFloat(m[1], 64)
				if bottom < footOfPage {
					lowest = max(lowest, bottom)
				}
			}
			if lowest < footOfPage/2 {
				t.Errorf("%s: the text of page %d ends %v points below its top", code, i+1, lowest)
			}
		}
	}
}

// wordBox is the lower edge of a word; footOfPage is above the foot of a landscape
// page of A4.
var wordBox = regexp.MustCompile(`yMax="([0-9.]+)">`)

const footOfPage = 595.3 - 0.8*72

// Those who have no phone find every level of every lever on paper, with its word
// and its sentence. The oracle is the profile.
func TestLeversArePrinted(t *testing.T) {
	proofs.NotShort(t)
	study := studies.Load(t, "MOZ")
	b, _ := laidOut(t, study)
	var printed strings.Builder
	p := pageNamed(t, b, PrintSheet)
	for _, r := range p.Rows {
		for _, c := range r.Cells {
			if s, ok := c.Value.(string); ok && r.At <= p.Printed.Bottom {
				printed.WriteString(s + "\n")
			}
		}
	}
	levels := 0
	for _, l := range study.Levers {
		for _, x := range l.Levels {
			levels++
			if !strings.Contains(printed.String(), fmt.Sprintf("level %d: %s", x.Number, x.Word.EN)) || !strings.Contains(printed.String(), x.Sentence.EN) {
				t.Errorf("PRINT lacks level %d of %s", x.Number, l.ID)
			}
		}
	}
	if levels < 20 {
		t.Fatalf("the study has %d levels", levels)
	}
}

// What a fact moves is printed with its sign, and a scenario's card lists benefits. The
// oracle is the engine: less GDP raises the cost as a share of it, fewer payments do not.
func TestChangesArePrintedWithSigns(t *testing.T) {
	b, w := shipped(t, "TLS")
	ranked := scenarios.RankFacts(w.result)
	up, down, cards := 0, 0, 0
	for _, r := range pageNamed(t, b, PrintSheet).Rows {
		for _, c := range r.Cells {
			s, _ := c.Value.(string)
			switch {
			case s == "Package":
				t.Errorf("row %d: benefits are headed as a package", r.At)
			case s == "Benefits":
				cards++
			}
			for _, f := range ranked[:min(len(ranked), scenarios.LeadingFacts)] {
				if len(r.Cells) < 2 || r.Cells[1].Value != f.Label.EN || strings.TrimLeft(s, "+−") != abnd.FormatNumber(math.Abs(f.Effect), effectDecimals, abnd.English) {
					continue
				}
				switch {
				case f.Effect > 0 && strings.HasPrefix(s, "+"):
					up++
				case f.Effect < 0 && strings.HasPrefix(s, "−"):
					down++
				default:
					t.Errorf("%s moves %v and is printed %q", f.Path, f.Effect, s)
				}
			}
		}
	}
	if up == 0 || down == 0 || cards == 0 {
		t.Errorf("%d facts raise the cost, %d lower it; %d cards", up, down, cards)
	}
}
