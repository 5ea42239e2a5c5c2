package sheets_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
)

// before are the columns of files from before there was one in each language, by
// the key that they had.
var before = map[string]string{
	"note_en": "note", "kind_en": "kind", "legal_basis_en": "legal_basis", "eligibility_en": "eligibility", "frequency_en": "frequency",
	"institution_en": "institution", "financing_en": "financing", "indexation_en": "indexation", "title_en": "title",
}

// inOneColumn are the texts of a study that they held.
var inOneColumn = []string{"Note", "Kind", "LegalBasis", "Eligibility", "Frequency", "Institution", "Financing", "Indexation"}

// A file of before has one column for a text: it opens without a word, the text
// stands for both languages, and the local name of a scheme for the Portuguese one.
func TestFilesWithOneColumnForAText(t *testing.T) {
	study := studies.Load(t, "TLS")
	f := fileOf(t, study)
	renamed := 0
	for code, g := range f.grids {
		gone := map[int]bool{}
		for i, h := range g.Header {
			text, isPT := strings.CutSuffix(h.Text, "_pt")
			switch was, had := before[h.Text]; {
			case had && !(code == sheets.MatrixTexts && was != "note") && !(code == sheets.Macro && was == "kind") && !(code == sheets.Financing && was == "kind"):
				g.Header[i].Text = was
				renamed++
			case isPT && before[text+"_en"] != "":
				gone[i] = true
			case code == sheets.Schemes && h.Text == "name_pt":
				g.Header[i].Text = "name_local"
				renamed++
			}
		}
		without := func(cells []sheets.Raw) []sheets.Raw {
			kept := make([]sheets.Raw, 0, len(cells))
			for i, c := range cells {
				if !gone[i] {
					kept = append(kept, c)
				}
			}
			return kept
		}
		g.Header = without(g.Header)
		for i := range g.Rows {
			g.Rows[i] = without(g.Rows[i])
		}
	}
	if renamed < 20 {
		t.Fatalf("only %d columns were given their old keys", renamed)
	}
	read, found := sheets.Read(f.all())
	if read.Study == nil || len(found) > 0 {
		t.Fatal(found)
	}
	was, is := proofs.TextsOf(study), proofs.TextsOf(read.Study)
	for at, text := range was {
		want := *text
		if slices.Contains(inOneColumn, at[strings.LastIndex(at, ".")+1:]) || strings.HasPrefix(at, ".Sources") {
			want = abnd.Same(text.EN)
		}
		if is[at] == nil || *is[at] != want {
			t.Errorf("%s is %v, want %v", at, is[at], want)
		}
	}
	place := read.Places.Find("schemes/TLS-SP-OLD/legal_basis_pt")
	if en := read.Places.Find("schemes/TLS-SP-OLD/legal_basis_en"); place == "" || place != en {
		t.Errorf("the one cell is at %s in Portuguese and at %s in English", place, en)
	}
}

// A text may stand in one language alone; an earlier column beside both of
// today's is nobody's, and said to be.
func TestOneOfTwoColumns(t *testing.T) {
	for _, c := range []struct {
		keep, code string
		want       func(abnd.Text) abnd.Text
	}{
		{"note_en", "", func(x abnd.Text) abnd.Text { return abnd.Text{EN: x.EN} }},
		{"note_pt", "", func(x abnd.Text) abnd.Text { return abnd.Text{PT: x.EN} }},
		{"note", "", func(x abnd.Text) abnd.Text { return abnd.Same(x.EN) }},
		{"", "column-missing", nil},
	} {
		study := studies.Load(t, "TLS")
		f := fileOf(t, study)
		g := f.grids[sheets.Economy]
		for i := range g.Header {
			switch g.Header[i].Text {
			case "note_en":
				g.Header[i].Text = c.keep
			case "note_pt":
				g.Header[i].Text = ""
			}
		}
		read, found := sheets.Read(f.all())
		if c.want == nil {
			if !slices.ContainsFunc(found, func(d abnd.Diagnostic) bool { return d.Code == c.code }) {
				t.Errorf("without a note: %v", found)
			}
			continue
		}
		if read.Study == nil {
			t.Fatalf("%s: %v", c.keep, found)
		}
		if got, want := read.Study.Economy.GDP.Note, c.want(study.Economy.GDP.Note); got != want {
			t.Errorf("%s gives %+v, want %+v", c.keep, got, want)
		}
	}
	f := fileOf(t, studies.Load(t, "TLS"))
	g := f.grids[sheets.Economy]
	g.Header = append(g.Header, sheets.Raw{Kind: sheets.RawText, Text: "note", Place: "ECO!ZZ1"})
	if _, found := sheets.Read(f.all()); !slices.ContainsFunc(found, func(d abnd.Diagnostic) bool { return strings.Contains(d.Problem.EN, `"note" (ECO!ZZ1)`) }) {
		t.Errorf("a third note is not mentioned: %v", found)
	}
}

// For a reader of Portuguese the same cells stand in another order, and what is
// only in the other language is to be hidden; not where it is all there is.
func TestSheetsForAReader(t *testing.T) {
	study := studies.Load(t, "TLS")
	study.Schemes[0].Eligibility.PT = ""
	study.Benefits[0].Name.PT = ""
	written := sheets.Write(study)
	paths := func(all []sheets.Sheet) map[abnd.Path]abnd.Value {
		found := map[abnd.Path]abnd.Value{}
		for _, s := range all {
			for _, row := range s.Rows {
				for i, c := range row {
					if c.Path != "" {
						found[c.Path+abnd.Path("="+s.Columns[i].Key)] = c.Value
					}
				}
			}
		}
		return found
	}
	before := paths(written)
	for _, lang := range []abnd.Lang{abnd.English, abnd.Portuguese, abnd.OlderPortuguese} {
		for _, s := range sheets.InLanguage(written, lang) {
			hidden, rows := s.InOtherLanguage(lang)
			for i, c := range s.Columns {
				isHidden := slices.Contains(hidden, i+1)
				other := c.Lang != "" && c.Lang.IsPortuguese() != lang.IsPortuguese()
				wanted := lang.IsPortuguese() && s.Code == sheets.Schemes && c.Key == "eligibility_en" // the only text of a scheme
				if s.Code == sheets.Sources && c.Key == "title_en" && lang.IsPortuguese() {
					wanted = true // titles are in one language
				}
				if isHidden != (other && !wanted) {
					t.Errorf("%s: %s %s is hidden: %v", lang, s.Code, c.Key, isHidden)
				}
				if other && i > 0 && s.Columns[i-1].Lang == c.Lang {
					t.Errorf("%s: %s %s does not follow its own", lang, s.Code, c.Key)
				}
			}
			keys := map[string]int{}
			for _, i := range rows {
				for j, c := range s.Columns {
					if c.Key == "key" || c.Key == "parameter" {
						keys[s.Rows[i][j].Value.String()]++
					}
				}
			}
			want := map[string]int{}
			if s.Code == sheets.Benefits {
				want["name_pt"] = len(study.Benefits)
				if lang.IsPortuguese() {
					want = map[string]int{"name_en": len(study.Benefits) - 1}
				}
			} else if s.Code == sheets.General {
				for _, key := range []string{"country", "currency_name", "title", "gdp_name", "gdp2_name", "status_by", "draft_note", "envelope_by"} {
					suffix := "_pt"
					if lang.IsPortuguese() {
						suffix = "_en"
					}
					want[key+suffix] = 1
				}
			}
			if diff := cmp.Diff(want, keys); diff != "" {
				t.Errorf("%s: rows of %s that are hidden: %s", lang, s.Code, diff)
			}
		}
		if diff := cmp.Diff(before, paths(sheets.InLanguage(written, lang)), cmp.Comparer(abnd.Value.Equal)); diff != "" {
			t.Errorf("%s: %s", lang, diff)
		}
	}
	if diff := cmp.Diff(before, paths(written), cmp.Comparer(abnd.Value.Equal)); diff != "" {
		t.Errorf("the sheets themselves have changed: %s", diff)
	}
}
