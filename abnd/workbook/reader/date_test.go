package reader_test

import (
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook"
	"github.com/openabnd/engine/abnd/workbook/reader"
)

// A date cell is read by the workbook's own system of dates: 2026-11-21 is
// day 46347 from 1900 and day 44885 from 1904, as Excel shows them.
func TestDateCellByTheSystemOfTheWorkbook(t *testing.T) {
	h := newSoundFile(t)
	grids, _ := reader.ReadGrids(h.with(), "a.xlsx", sheets.FirstKeys(), workbook.IsResult)
	read, _ := sheets.Read(grids)
	at := strings.TrimPrefix(read.Places.Find("general/study_date"), "GENERAL!")
	for serial, properties := range map[string]string{"46347": "", "44885": `<workbookPr date1904="1"/>`} {
		dated := soundFile{t: t, parts: proofs.Parts(t, h.value("GENERAL", at, "<v>"+serial+"</v>")), sheet: h.sheet}
		data := dated.with()
		if properties != "" {
			book := dated.parts[bookPart]
			if i := strings.Index(book, "<workbookPr"); i >= 0 {
				book = book[:i] + book[i+strings.Index(book[i:], ">")+1:]
				book = strings.Replace(book, "</workbookPr>", "", 1)
			}
			data = dated.with(bookPart, strings.Replace(book, "<sheets>", properties+"<sheets>", 1))
		}
		grids, _ := reader.ReadGrids(data, "a.xlsx", sheets.FirstKeys(), workbook.IsResult)
		read, found := sheets.Read(grids)
		study := read.Study
		if study == nil || study.Date != "2026-11-21" {
			t.Errorf("%s: %v", serial, found)
		}
	}
}
