package workbook

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/efp"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/charts"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/abnd/sheets"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/abnd/workbook/reader"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/scenarios"
)

var assessmentSheets = []string{CoverageSheet, gapsSheet, lifeCycleSheet, matrixSheet, afterSheet, peopleSheet}

// Every sheet of the assessment is listed in the contents, keeps its head in
// view, prints in landscape on one page's width, and is not read back.
func TestAssessmentSheets(t *testing.T) {
	proofs.NotShort(t)
	b, _ := shipped(t, "TLS")
	for _, name := range assessmentSheets {
		p := pageOf(t, b, name)
		if p.Portrait || p.About.IsZero() || p.About.EN == p.About.PT || p.FrozenRows != paper.LabelRow || p.FrozenCols == 0 || !IsResult(name) {
			t.Errorf("%s is not ready for its readers", name)
		}
		if name != lifeCycleSheet && (!p.OnePageWide || p.Repeat != [2]int{paper.LabelRow, paper.LabelRow}) {
			t.Errorf("%s is not ready to be printed", name)
		}
	}
	if life := pageOf(t, b, lifeCycleSheet); len(life.Charts) != 1 || len(life.Charts[0].Over) != 1 || life.Printed.Top == 0 {
		t.Errorf("%s does not print its chart with the line of the law", lifeCycleSheet)
	}
	gaps := pageOf(t, b, gapsSheet)
	if len(gaps.Charts) != 1 || gaps.Charts[0].Kind != charts.StackedBars {
		t.Errorf("%s has no chart", gapsSheet)
	}
	if !slices.ContainsFunc(pageOf(t, b, chartsSheet).Charts, func(c paper.Chart) bool { return c.Title == gaps.Charts[0].Title }) {
		t.Errorf("%s does not print the chart of the gaps", chartsSheet)
	}
}

// A study without population groups has a matrix and none of the others, and
// its checks hold.
func TestAssessmentWithoutGroups(t *testing.T) {
	proofs.NotShort(t)
	study := studies.Load(t, "TLS")
	study.Groups, study.Provisions, study.Indicators, study.MatrixTexts = nil, nil, nil, nil
	for i := range study.Recommended {
		study.Recommended[i].Gaps = nil
	}
	b, w := laidOut(t, study)
	for _, p := range b.pages {
		if slices.Contains(assessmentSheets, p.Name) && p.Name != matrixSheet {
			t.Errorf("there is a sheet %s", p.Name)
		}
	}
	if light := w.computed[address.Ref{Sheet: checksSheet, Col: checkResultColumn, Row: lightRow}].value; light != okText {
		t.Errorf("the light shows %v", light)
	}
}

// Groups that no scheme reaches, and groups of no guarantee, which have no
// gaps, have their sheets all the same.
func TestAssessmentOfBareGroups(t *testing.T) {
	proofs.OfAll(t)
	study := studies.Load(t, "TLS")
	study.Provisions, study.MatrixTexts = nil, nil
	for i := range study.Recommended {
		study.Recommended[i].Gaps = nil
	}
	for _, guarantee := range []abnd.Guarantee{abnd.Older, ""} {
		for i := range study.Groups {
			study.Groups[i].Guarantee = guarantee
		}
		_, w := laidOut(t, study)
		if light := w.computed[address.Ref{Sheet: checksSheet, Col: checkResultColumn, Row: lightRow}].value; light != okText {
			t.Errorf("%q: the light shows %v", guarantee, light)
		}
		results(t, study, abnd.Portuguese)
	}
}

// Groups of which nothing is known, by any scheme, in any year: no sheet shows
// a number for their coverage, and the sentences say that it is not known.
func TestUnknownCoverageIsBlankOnEverySheet(t *testing.T) {
	proofs.NotShort(t)
	for _, lang := range abnd.Langs() {
		study := studies.Load(t, "TLS")
		for i := range study.Provisions {
			study.Provisions[i].Legal, study.Provisions[i].Recipients, study.Provisions[i].InGroup = abnd.Figure{}, abnd.Figure{}, abnd.Figure{}
		}
		for i := range study.Schemes {
			study.Schemes[i].Recipients, study.Schemes[i].Benefit, study.Schemes[i].Difference = abnd.Figure{}, abnd.Figure{}, abnd.Text{}
			study.Schemes[i].ExpenditureCovers = nil
		}
		study.Provisions = slices.DeleteFunc(study.Provisions, func(p abnd.Provision) bool {
			_, scheme := study.FindScheme(p.By)
			return !scheme
		})
		for i := range study.Benefits {
			study.Benefits[i].Scheme, study.Benefits[i].Replaces = "", nil
		}
		result, found := scenarios.Run(study)
		if result == nil {
			t.Fatal(found)
		}
		b, w, err := resultBook(result, Options{Lang: lang})
		if err != nil {
			t.Fatal(err)
		}
		compared := 0
		for key, s := range w.spots {
			code := string(key[strings.LastIndex(string(key), "/")+1:])
			covered := s.sheet == CoverageSheet && slices.Contains([]string{"legal", "effective", "effective_low", "effective_high", "rate", "adequately", "left_out", "implementation", "persons"}, code) ||
				s.sheet == afterSheet && slices.Contains(afterOrder, code) && !w.model.Line(key).Factor || s.sheet == sheets.Indicators && (code == "own" || code == "difference")
			if !covered {
				continue
			}
			for col := s.col; col <= s.column(s.last) || col == s.col; col++ {
				compared++
				if x := w.computed[address.Ref{Sheet: s.sheet, Col: col, Row: s.row}].value; x != "" {
					t.Errorf("%s: %s shows %v for %s", lang, address.Ref{Sheet: s.sheet, Col: col, Row: s.row}, x, key)
				}
			}
		}
		if compared < 1000 {
			t.Errorf("only %d cells were looked at", compared)
		}
		guaranteed := 0
		for _, g := range study.Groups {
			if g.Guarantee != "" {
				guaranteed++
			}
		}
		for _, r := range pageOf(t, b, gapsSheet).Rows {
			if r.At < paper.FirstDataRow || r.At >= paper.FirstDataRow+mostGaps*guaranteed+gapHeadings || r.Cells[gapSentenceColumn-1].Value == "" {
				continue
			}
			if r.Cells[gapPeopleColumn-1].Value != "" || r.Cells[gapShareColumn-1].Value != "" {
				t.Errorf("GAPS row %d has people for what is not known", r.At)
			}
		}
		matrix := pageOf(t, b, matrixSheet)
		for _, r := range matrix.Rows {
			if r.At < paper.FirstDataRow || r.At > matrix.Printed.Bottom {
				continue
			}
			const firstMeasured, firstSaid = 3, 6 // the columns between say what is measured
			for _, c := range r.Cells[firstMeasured:firstSaid] {
				if s, ok := c.Value.(string); ok && c.Formula != "" && strings.Contains(s, "%") {
					t.Errorf("the matrix says %q of what is not known", s)
				}
			}
		}
	}
}

// The rows that people read are the gaps with people in the engine's order, then
// what is not known and where there is no gap, each group named once for each
// question. (That the formulas give that order is LibreOffice's to say.)
func TestGapsSheetIsRanked(t *testing.T) {
	proofs.NotShort(t)
	study := studies.Load(t, "TLS")
	result, _ := scenarios.Run(study)
	b, w := laidOut(t, study)
	cells := map[address.Ref]any{}
	for _, r := range pageOf(t, b, gapsSheet).Rows {
		for j, c := range r.Cells {
			cells[address.Ref{Sheet: gapsSheet, Col: j + 1, Row: r.At}] = c.Value
		}
	}
	at := paper.FirstDataRow
	below := map[bool]int{} // gaps that are not known, and that are none
	for _, g := range scenarios.Gaps(result) {
		if !g.People.Known || g.People.Value == 0 {
			below[g.People.Known]++
			continue
		}
		if got := cells[address.Ref{Sheet: gapsSheet, Col: gapSentenceColumn, Row: at}]; got != g.Sentence.EN {
			t.Errorf("row %d says %v, the engine %s", at, got, g.Sentence.EN)
		}
		at++
	}
	for i := paper.FirstDataRow; cells[address.Ref{Sheet: gapsSheet, Col: gapFoundColumn, Row: i}] != ""; i++ {
		found := int(cells[address.Ref{Sheet: gapsSheet, Col: gapFoundColumn, Row: i}].(float64))
		if rank := w.computed[address.Ref{Sheet: gapsSheet, Col: workedRankColumn, Row: paper.FirstDataRow + found - 1}].value; rank != float64(i-paper.FirstDataRow+1) {
			t.Errorf("row %d points at the row of rank %v", i, rank)
		}
	}
	named := map[bool]int{}
	known := false
	for ; ; at++ {
		group, sentence := cells[address.Ref{Sheet: gapsSheet, Col: gapGroupColumn, Row: at}], cells[address.Ref{Sheet: gapsSheet, Col: gapSentenceColumn, Row: at}]
		if group == "" && sentence == "" {
			break
		}
		known = known || group == noGapHeading.EN
		if s := sentence.(string); s != "" {
			named[known] += 1 + strings.Count(s, "; ")
		}
		if people := cells[address.Ref{Sheet: gapsSheet, Col: gapPeopleColumn, Row: at}]; people != "" {
			t.Errorf("row %d has %v people below the gaps", at, people)
		}
	}
	if named[false] != below[false] || named[true] != below[true] || below[false] == 0 || below[true] == 0 {
		t.Errorf("below the gaps stand %v names, of %v", named, below)
	}
}

// Scheme recipients beyond the group are counted as a remark and leave the
// light on.
func TestACrowdedGroupIsARemark(t *testing.T) {
	proofs.NotShort(t)
	study := studies.Load(t, "TLS")
	for i := range study.Provisions {
		if p := &study.Provisions[i]; p.By == "TLS-SP-OLD" {
			p.Recipients = abnd.Known(200_000, 2016)
		}
	}
	b, w := laidOut(t, study)
	if light := w.computed[address.Ref{Sheet: checksSheet, Col: checkResultColumn, Row: lightRow}].value; light != okText {
		t.Errorf("the light shows %v", light)
	}
	for _, r := range pageOf(t, b, checksSheet).Rows {
		if n := len(r.Cells); n > 0 && strings.HasPrefix(r.Cells[n-1].Formula, "COUNTIFS("+CoverageSheet) {
			if r.Cells[n-1].Value != 1.0 {
				t.Errorf("CHECKS counts %v", r.Cells[n-1].Value)
			}
			return
		}
	}
	t.Error("CHECKS does not count crowded groups")
}

// What the analyst writes is text, whatever it begins with and however long
// it is, and comes back from the file; its figures are live.
func TestMatrixTextsAreText(t *testing.T) {
	proofs.NotShort(t)
	long := strings.Repeat(`He said "=1+1"; `, 40)
	all := []string{"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", long, "{older.effective}", "={older.effective} & more"}
	study := loadShort(t)
	study.MatrixTexts = nil
	for i, words := range all {
		guarantees := abnd.Guarantees()
		study.MatrixTexts = append(study.MatrixTexts, abnd.MatrixText{
			Guarantee: guarantees[i%len(guarantees)], Column: []abnd.MatrixColumn{abnd.PlannedProvisions, abnd.PolicyGaps}[i/len(guarantees)],
			Text: abnd.Same(words), Provenance: abnd.Provenance{Source: "assumption", Confidence: abnd.Assumption},
		})
	}
	b, w := laidOut(t, study)
	effective, _ := w.projection.Value(costing.CoverageKey("older", "effective"), 0)
	for _, words := range all {
		live := strings.Contains(words, "{")
		want := bullet + strings.ReplaceAll(strings.TrimSpace(words), "{older.effective}", fmt.Sprintf("%.1f%%", 100*effective))
		shown := false
		for _, r := range pageOf(t, b, matrixSheet).Rows {
			for _, c := range r.Cells {
				s, _ := c.Value.(string)
				lines := strings.Split(s, "\n")
				if slices.Contains(lines, want) {
					shown = true
					if live && c.Formula == "" || !live && c.Formula != "" && len(lines) == 1 {
						t.Errorf("%q is the formula %q", words, c.Formula)
					}
				}
				if c.Formula != "" && strings.HasPrefix(words, "=") && strings.HasPrefix(c.Formula, words[1:]) {
					t.Errorf("%q has become the formula %q", words, c.Formula)
				}
			}
		}
		if !shown {
			t.Errorf("the matrix does not show %q", want)
		}
	}
	data, err := b.bytes()
	if err != nil {
		t.Fatal(err)
	}
	grids, found := reader.ReadGrids(data, "results.xlsx", sheets.FirstKeys(), IsResult)
	read, more := sheets.Read(grids)
	back := read.Study
	if back == nil {
		t.Fatal(found, more)
	}
	var got, want []string
	for i, x := range back.MatrixTexts {
		got, want = append(got, x.Text.EN), append(want, strings.TrimSpace(all[i]))
	}
	if !slices.Equal(got, want) {
		t.Errorf("come back as %q", got)
	}
}

// A row of the matrix is never higher than a sheet allows, every sentence of
// the engine is in it once, and its columns keep their order.
func TestMatrixRows(t *testing.T) {
	proofs.NotShort(t)
	for _, lang := range abnd.Langs() {
		study := studies.Load(t, "TLS")
		long := strings.Repeat("A provision of which there is much to say. ", 60)
		for i := range study.Schemes {
			if i%3 == 0 {
				study.Schemes[i].Eligibility = abnd.Same(long)
			}
		}
		result, found := scenarios.Run(study)
		if result == nil {
			t.Fatal(found)
		}
		b, _, err := resultBook(result, Options{Lang: lang})
		if err != nil {
			t.Fatal(err)
		}
		p := pageOf(t, b, matrixSheet)
		var columns [6]strings.Builder
		for _, r := range p.Rows {
			if r.Height > paper.HighestRow {
				t.Errorf("row %d is %v points high", r.At, r.Height)
			}
			if r.At < paper.FirstDataRow || r.At > p.Printed.Bottom {
				continue
			}
			for j, c := range r.Cells[1:] {
				if s, ok := c.Value.(string); ok && s != "" {
					columns[j].WriteString(s + "\n")
				}
			}
		}
		for j, col := range abnd.MatrixColumns() {
			var want strings.Builder
			add := func(s costing.Sentence) {
				if said := strings.TrimSpace(s.In(result.Projection, lang)); said != "" {
					want.WriteString(bullet + said + "\n")
				}
			}
			for _, row := range scenarios.Matrix(study, lang) {
				before := want.Len()
				for _, s := range row.Cells[col] {
					add(s)
				}
				if want.Len() == before {
					want.WriteString("—\n")
				}
				before = want.Len()
				for _, s := range row.NotKnown[col] {
					add(s)
				}
				if want.Len() == before && len(row.NotKnown[col]) > 0 {
					want.WriteString("—\n")
				}
			}
			if columns[j].String() != want.String() {
				t.Errorf("%s: the column %s is\n%s\nnot\n%s", lang, col, columns[j].String(), want.String())
			}
		}
	}
}

// Excel takes at most 255 characters between two quotes, in any formula and
// language.
func TestLiteralsAreShortEnough(t *testing.T) {
	proofs.NotShort(t)
	study := studies.Load(t, "TLS")
	long := strings.Repeat("Persons of a group with a very long name. ", 12)
	for i := range study.Groups {
		study.Groups[i].Name = abnd.Same(long)
	}
	result, _ := scenarios.Run(study)
	for _, lang := range abnd.Langs() {
		b, _, err := resultBook(result, Options{Lang: lang})
		if err != nil {
			t.Fatal(err)
		}
		literals := 0
		for at, formula := range formulasOf(b) {
			if !slices.Contains(assessmentSheets, at.Sheet) {
				continue
			}
			parser := efp.ExcelParser()
			for _, token := range parser.Parse(formula) {
				if token.TType == efp.TokenTypeOperand && token.TSubType == efp.TokenSubTypeText {
					literals++
					if n := paper.UTF16Len(token.TValue); n > 255 {
						t.Errorf("%s has a literal of %d characters", at, n)
					}
				}
			}
			if n := paper.UTF16Len(formula); n > longestFormula {
				t.Errorf("%s is a formula of %d characters", at, n)
			}
		}
		if literals < 100 {
			t.Errorf("only %d literals were looked at", literals)
		}
	}
}

// A sentence as a formula: the case by its line, figures that may be missing.
func TestSentenceFormula(t *testing.T) {
	proofs.NotShort(t)
	study := studies.Load(t, "TLS")
	_, w := laidOut(t, study)
	at := func(key model.Key) string {
		s := w.spots[key]
		return fmt.Sprintf("%s!$%s$%d", s.sheet, address.Column(s.col), s.row)
	}
	figure := at(costing.CoverageKey("older", "effective"))
	got := w.formulas.sentence(costing.MatrixSentence(study, `A "share": {older.effective}`), matrixSheet, abnd.Portuguese)
	want := fmt.Sprintf(`"A ""share"": "&IF(%[1]s="","não disponível",SUBSTITUTE(FIXED(%[1]s*%[2]s,1,1),SUBSTITUTE(FIXED(0,1,1),"0",""),",")&" %%")`, figure, at(costing.HundredthsKey))
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	sentence := costing.GapSentence(study, "older", abnd.LeftOut)
	if got := w.formulas.sentence(sentence, matrixSheet, abnd.English); !strings.HasPrefix(got, fmt.Sprintf(`IF(%[1]s="","not available",CHOOSE(%[1]s+1,IF(GROUPS!$B$15="",GROUPS!$C$15,GROUPS!$B$15)&": no data on`, at(sentence.On))) {
		t.Errorf("got %s", got)
	}
}

// The published value and the study's own stand in one row of SDG.
func TestIndicatorsStandBesideEachOther(t *testing.T) {
	proofs.NotShort(t)
	study := studies.Load(t, "TLS")
	_, w := laidOut(t, study)
	for _, i := range study.Indicators {
		published := w.spots[costing.IndicatorKey(i.Code, "published")]
		own, ok := w.spots[costing.IndicatorKey(i.Code, "own")]
		if ok != (i.Group != "") {
			t.Errorf("%s: own coverage: %v", i.Code, ok)
		}
		if !ok {
			continue
		}
		if own.sheet != sheets.Indicators || own.row != published.row || own.col <= published.col {
			t.Errorf("%s: published %v, own %v", i.Code, published, own)
		}
		difference := w.computed[address.Ref{Sheet: own.sheet, Col: w.spots[costing.IndicatorKey(i.Code, "difference")].col, Row: own.row}].value
		x, _ := w.computed[address.Ref{Sheet: own.sheet, Col: own.col, Row: own.row}].value.(float64)
		if d, known := difference.(float64); !known || math.Abs(d-(x-i.Published.Value)) > 1e-15 {
			t.Errorf("%s: the difference is %v", i.Code, difference)
		}
	}
}
