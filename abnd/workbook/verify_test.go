package workbook

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/abnd/workbook/reader"
	"github.com/openabnd/engine/scenarios"
)

// verified reads the inputs of a results workbook, computes them and verifies
// the file.
func verified(t *testing.T, data []byte) Verification {
	t.Helper()
	grids, found := reader.ReadGrids(data, "a.xlsx", sheets.FirstKeys(), IsResult)
	read, more := sheets.Read(grids)
	study := read.Study
	if study == nil {
		t.Fatal(found, more)
	}
	result, more := scenarios.Run(study)
	if result == nil {
		t.Fatal(more)
	}
	v, found := Verify(data, "a.xlsx", result)
	if found != nil {
		t.Fatal(found)
	}
	return v
}

// A file as it was written verifies, in both languages, and nothing of it is
// passed over.
func TestVerifyAsWritten(t *testing.T) {
	proofs.NotShort(t)
	for i, code := range shippedCodes() {
		for _, lang := range abnd.Langs()[i%2 : i%2+1] { // both, by turns
			b, w, err := resultBook(studies.Profile(t, code), Options{Lang: lang, Version: "1", InputName: code, InputSHA256: country.SHA256(code)})
			if err != nil {
				t.Fatal(err)
			}
			data, err := b.bytes()
			if err != nil {
				t.Fatal(err)
			}
			v := verified(t, data)
			left := 0
			for at := range w.computed {
				if at.Sheet == checksSheet || at.Sheet == paper.ContentsSheet || at.Sheet == writtenSheet || w.ofFile[at] || w.computed[at].beside {
					left++
				}
			}
			if len(v.Differing) > 0 || len(v.Origin) > 0 || len(v.Unknown) > 0 || v.Uncompared > 0 || v.Compared != len(w.computed)-left {
				t.Errorf("%s in %s: compared %d of %d, %+v", code, lang, v.Compared, len(w.computed)-left, v)
			}
			if v.Manifest["Input"] != code || v.Manifest["SHA-256 of the input"] != country.SHA256(code) || v.Manifest["Program"] != "abnd 1" {
				t.Errorf("%s in %s: %v", code, lang, v.Manifest)
			}
		}
	}
}

// corrupt changes the stored value of the first formula cell of a book that is chosen
// and not among those changed before.
func corrupt(t *testing.T, b *book, changed map[address.Ref]string, choose func(address.Ref, paper.Cell) bool, change func(*paper.Cell)) address.Ref {
	t.Helper()
	for _, p := range b.pages {
		for i := range p.Rows {
			for j := range p.Rows[i].Cells {
				at, c := (address.Ref{Sheet: p.Name, Col: j + 1, Row: p.Rows[i].At}), &p.Rows[i].Cells[j]
				if c.Formula != "" && changed[at] == "" && choose(at, *c) {
					change(c)
					return at
				}
			}
		}
	}
	t.Fatal("there is no such cell")
	return address.Ref{}
}

// Each changed value is found wherever it stands, and nothing else is blamed.
func TestVerifyFindsChangedValues(t *testing.T) {
	proofs.NotShort(t)
	number := func(sheet string) func(address.Ref, paper.Cell) bool {
		return func(at address.Ref, c paper.Cell) bool {
			x, ok := c.Value.(float64)
			return ok && x != 0 && at.Sheet == sheet
		}
	}
	last := func(c *paper.Cell) { c.Value = c.Value.(float64) * (1 + 1e-8) }
	b, _ := laidOut(t, loadShort(t))
	changed := map[address.Ref]string{}
	for name, c := range map[string]struct {
		choose func(address.Ref, paper.Cell) bool
		change func(*paper.Cell)
	}{
		"a sum":                    {number(SumSheet), last},
		"a line of a benefit":      {number("BS 2"), last},
		"a row below the inputs":   {number("ECO"), last},
		"a row of the schemes":     {number(reconcileSheet), last},
		"a figure that is gone":    {number(SumSheet), func(c *paper.Cell) { c.Value = "" }},
		"a figure that became 0":   {number(SumSheet), func(c *paper.Cell) { c.Value = 0.0 }},
		"a text where a number is": {number("BS 1"), func(c *paper.Cell) { c.Value = "12" }},
		"a parameter of a scenario": {func(at address.Ref, c paper.Cell) bool {
			_, isText := c.Value.(string)
			return strings.HasPrefix(at.Sheet, "BS ") && isText && c.Value != ""
		}, func(c *paper.Cell) { c.Value = "other" }},
		"a verdict": {func(at address.Ref, c paper.Cell) bool {
			return at.Sheet == reconcileSheet && at.Col == verdictColumn()
		}, func(c *paper.Cell) { c.Value = "fine" }},
	} {
		changed[corrupt(t, b, changed, c.choose, c.change)] = name
	}
	data, err := b.bytes()
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, d := range verified(t, data).Differing {
		found[d.Place] = d.Stored != d.Engine
	}
	if len(found) != len(changed) {
		t.Errorf("found %v", found)
	}
	for at, name := range changed {
		if !found[at.String()] {
			t.Errorf("%s: %s was changed and not found", name, at)
		}
	}
}

// An input that was edited without recalculation shows in every figure that
// depends on it, and in what MANIFEST says of the scenarios.
func TestVerifyFindsAnEditedInput(t *testing.T) {
	proofs.NotShort(t)
	b, _ := laidOut(t, loadShort(t))
	at, ok := b.address("benefits/social-pension/payments")
	if !ok {
		t.Fatal("there is no such figure")
	}
	for _, p := range b.pages {
		for i := range p.Rows {
			if p.Name == at.Sheet && p.Rows[i].At == at.Row {
				p.Rows[i].Cells[at.Col-1].Value = 13.0
			}
		}
	}
	data, err := b.bytes()
	if err != nil {
		t.Fatal(err)
	}
	v := verified(t, data)
	sheetsHit := map[string]bool{}
	for _, d := range v.Differing {
		sheetsHit[d.Place[:strings.Index(d.Place, "!")]] = true
	}
	if !sheetsHit[SumSheet] || len(sheetsHit) < 3 {
		t.Errorf("differences on %v only", sheetsHit)
	}
	if len(v.Origin) == 0 || !strings.HasPrefix(string(v.Origin[0].Key), "Fingerprint of ") {
		t.Errorf("MANIFEST: %+v", v.Origin)
	}
}

// Rows that were moved are found by their keys.
func TestVerifyFindsMovedRows(t *testing.T) {
	proofs.NotShort(t)
	b, _ := laidOut(t, loadShort(t))
	for _, p := range b.pages {
		if p.Name == SumSheet {
			for i := range p.Rows {
				if p.Rows[i].At >= paper.FirstDataRow {
					p.Rows[i].At += 2
				}
			}
		}
	}
	data, err := b.bytes()
	if err != nil {
		t.Fatal(err)
	}
	v := verified(t, data)
	if len(v.Differing) > 0 || v.Compared < 1000 {
		t.Errorf("compared %d, %+v", v.Compared, v.Differing)
	}
}

// What cannot be verified says why.
func TestVerifyNeedsResults(t *testing.T) {
	proofs.NotShort(t)
	study := studies.Load(t, "TLS")
	result, _ := scenarios.Run(study)
	data, err := Template(study, Options{Lang: abnd.English})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		data []byte
		code string
	}{"template": {data, "no-results"}, "text": {[]byte("a"), "file-text"}, "half": {data[:len(data)/2], "file-truncated"}} {
		_, found := Verify(c.data, "a.xlsx", result)
		if len(found) != 1 || found[0].Code != c.code {
			t.Errorf("%s: %v", name, found)
			continue
		}
		proofs.Complete(t, found[0])
	}
}

// A file that LibreOffice has recalculated and saved verifies, with its
// formulas' values replaced by wrong ones before: those that come back are
// LibreOffice's own.
func TestVerifyAfterLibreOffice(t *testing.T) {
	proofs.OfAll(t)
	office := newLibreOffice(t)
	b, _ := laidOut(t, loadShort(t))
	saved := office.saved(t, map[string][]byte{"poisoned": poisoned(t, b)})["poisoned"]
	v := verified(t, saved)
	if len(v.Differing) > 0 || v.Uncompared > 0 || v.Compared < 1000 {
		t.Errorf("compared %d, left out %d, first of %d differing: %s", v.Compared, v.Uncompared, len(v.Differing), fmt.Sprint(v.Differing[:min(len(v.Differing), 5)]))
	}
	if bytes.Equal(saved, poisoned(t, b)) {
		t.Error("LibreOffice has not saved the file")
	}
	proofs.Tell(t, "verified %d cells as LibreOffice saved them", v.Compared)
}

// A text that one orthography of Portuguese or the other was written in is the
// same text; other words are not.
func TestSpellingIsNoDifference(t *testing.T) {
	for stored, same := range map[string]bool{
		"Na projecção actual: 12,5 %": true, "Na projeção atual: 12,5 %": true,
		"Na projecção inicial: 12,5 %": false, "Na projeção atual: 12,6 %": false,
	} {
		for _, engine := range []string{"Na projecção actual: 12,5 %", "Na projeção atual: 12,5 %"} {
			if agrees(sheets.Raw{Kind: sheets.RawText, Text: stored}, engine, 1) != same {
				t.Errorf("%q for %q: want %v", stored, engine, same)
			}
		}
	}
}
