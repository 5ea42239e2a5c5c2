package workbook

import (
	"bytes"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/workbook/address"
)

// evil is a text that would be a link to elsewhere if it were a formula.
const evil = `=HYPERLINK("http://192.0.2.1/x","y")`

// poisonTexts puts a text into every label, note and title below v, and says
// how many there were. Identifiers stay: the reader does not let such in.
func poisonTexts(v reflect.Value, with string) int {
	n := 0
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			n += poisonTexts(v.Elem(), with)
		}
	case reflect.Slice:
		for i := range v.Len() {
			n += poisonTexts(v.Index(i), with)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			copied := reflect.New(v.Type().Elem()).Elem()
			copied.Set(v.MapIndex(key))
			n += poisonTexts(copied, with)
			v.SetMapIndex(key, copied)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[abnd.Text]() {
			v.Set(reflect.ValueOf(abnd.Same(with)))
			return 1
		}
		for i := range v.NumField() {
			field := v.Type().Field(i)
			switch {
			case !field.IsExported():
			case field.Type.Kind() == reflect.String && strings.Contains(" Note Title Author URL Page Licence ", " "+field.Name+" "):
				v.Field(i).SetString(with)
				n++
			default:
				n += poisonTexts(v.Field(i), with)
			}
		}
	}
	return n
}

// What people type is text in the workbook, also where it begins like a
// formula, and no part of the file leads out of it.
func TestTextsAreNoFormulas(t *testing.T) {
	proofs.NotShort(t)
	study := studies.Load(t, "TLS")
	const atLeast = 300
	if n := poisonTexts(reflect.ValueOf(study), evil); n < atLeast {
		t.Fatalf("only %d texts", n)
	}
	b, _ := laidOut(t, study)
	results, err := b.bytes()
	if err != nil {
		t.Fatal(err)
	}
	template, err := Template(study, Options{Lang: abnd.Portuguese, Version: evil, InputName: evil, Settings: []string{evil}, Date: evil})
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"results": results, "template": template} {
		shown := 0
		for part, text := range proofs.Parts(t, data) {
			if strings.Contains(part, "externalLink") || strings.Contains(text, `TargetMode="External"`) {
				t.Errorf("%s: %s leads out of the file", name, part)
			}
			shown += strings.Count(text, "<t>=HYPERLINK(") + strings.Count(text, `<t xml:space="preserve">=HYPERLINK(`)
			for _, tag := range []string{"f", "c:f", "definedName", "formula1", "formula2", "formula"} {
				for _, found := range regexp.MustCompile(`(?s)<`+tag+`[ >].*?</`+tag+`>`).FindAllString(text, -1) {
					// A text may stand in a formula between quotation marks.
					text := strings.NewReplacer("&#34;", `"`, "&quot;", `"`).Replace(found)
					bare := regexp.MustCompile(`"([^"]|"")*"`).ReplaceAllString(text, "")
					if strings.Contains(bare, "HYPERLINK") || strings.Contains(bare, "192.0.2.1") {
						t.Errorf("%s: %s has the formula %s", name, part, found)
					}
				}
			}
		}
		if shown < atLeast {
			t.Errorf("%s: only %d of the texts are shown as they are", name, shown)
		}
	}
}

// Whoever puts the cursor into such a cell of Excel and leaves it again keeps
// the text: its style has the quotation mark, as if it were typed with an
// apostrophe. Other cells do not.
func TestTextsLikeFormulasStayTextWhenEdited(t *testing.T) {
	proofs.NotShort(t)
	study := studies.Load(t, "TLS")
	study.Title = abnd.Same(evil)
	data, err := Template(study, Options{Lang: abnd.English})
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	quoted := 0
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for r, row := range rows {
			for c, text := range row {
				cell := address.At(r+1, c+1)
				formula, err := f.GetCellFormula(sheet, cell)
				if err != nil {
					t.Fatal(err)
				}
				kind, err := f.GetCellType(sheet, cell)
				if err != nil {
					t.Fatal(err)
				}
				style, err := f.GetCellStyle(sheet, cell)
				if err != nil {
					t.Fatal(err)
				}
				isText := kind == excelize.CellTypeSharedString || kind == excelize.CellTypeInlineString
				want := isText && formula == "" && text != "" && strings.ContainsRune("=+-@", rune(text[0]))
				mark := f.Styles.CellXfs.Xf[style].QuotePrefix
				if got := mark != nil && *mark; got != want {
					t.Errorf("%s!%s, %q: quotation mark %v", sheet, cell, text, got)
				}
				if want {
					quoted++
				}
			}
		}
	}
	if quoted == 0 {
		t.Error("no text begins like a formula")
	}
}

// A figure below zero is a number in its cell, not text.
func TestNegativeFiguresAreNumbers(t *testing.T) {
	proofs.NotShort(t)
	study := studies.Load(t, "TLS")
	b, w := laidOut(t, study)
	data, err := b.bytes()
	if err != nil {
		t.Fatal(err)
	}
	negative := 0
	stored := allCells(t, data)
	for at, c := range w.computed {
		if x, ok := c.value.(float64); ok && x < 0 {
			negative++
			if stored[at].Number != x {
				t.Errorf("%s is %+v, want %v", at, stored[at], x)
			}
		}
	}
	if negative == 0 {
		t.Error("no figure is below zero")
	}
}
