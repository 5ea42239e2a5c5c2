package workbook

import (
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/paper"
)

// sheetGroup says what a sheet is for. Tabs of one group have one colour, and
// CONTENTS lists them under one heading.
type sheetGroup uint8

// The groups, in the order of CONTENTS.
const (
	resultGroup sheetGroup = iota
	assessmentGroup
	inputGroup
	calculationGroup
	controlGroup
)

// groupLooks are the names and the colours of the tabs of the groups. The colours
// differ in lightness, so that neighbours can be told apart in black and white.
var groupLooks = map[sheetGroup]struct {
	name abnd.Text
	tab  string
}{
	resultGroup:      {abnd.T("Results", "Resultados"), "1F3864"},
	assessmentGroup:  {abnd.T("Assessment", "Avaliação"), "70AD47"},
	inputGroup:       {abnd.T("Inputs", "Dados"), paper.TabInput},
	calculationGroup: {abnd.T("Calculation", "Cálculo"), "BF9000"},
	controlGroup:     {abnd.T("Control", "Controlo"), paper.TabFixed},
}

// sheetGroups lists the groups in their order.
func sheetGroups() []sheetGroup {
	return []sheetGroup{resultGroup, assessmentGroup, inputGroup, calculationGroup, controlGroup}
}

// is reports whether a sheet is the one of the row, or one of its family.
func (s resultSheet) is(sheet string) bool {
	return s.name != "" && (sheet == s.name || s.family && strings.HasPrefix(sheet, s.name))
}

// groupOf is the group of a sheet: of the inputs, where it is in no row of
// [resultSheets].
func groupOf(sheet string) sheetGroup {
	for _, s := range resultSheets() {
		if s.is(sheet) {
			return s.group
		}
	}
	return inputGroup
}

// startHere are the sheets with which those begin who read, who change something in
// the room, and who fill in a country's data.
var startHere = map[string]abnd.Text{
	SummarySheet: abnd.T("Start here to read", "Comece aqui para ler"),
	"BENEFITS":   abnd.T("Start here to change a benefit", "Comece aqui para mudar uma prestação"),
	"ECO":        abnd.T("Start here to change growth and prices", "Comece aqui para mudar o crescimento e os preços"),
	"SCENARIOS":  abnd.T("Start here to name a scenario", "Comece aqui para dar nome a um cenário"),
}

// contentsAt is the place of CONTENTS among the pages: after those that come before
// it in [resultSheets].
func contentsAt(pages []*paper.Page) int {
	at := 0
	for _, s := range resultSheets() {
		if s.name == paper.ContentsSheet {
			break
		}
		for at < len(pages) && s.is(pages[at].Name) {
			at++
		}
	}
	return at
}
