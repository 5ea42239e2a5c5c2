package sheets

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// The rows of TRY that are no lever's: the scenario that the proposal is based
// on, the years that are shown, and what the room has kept of its proposals. The
// colon keeps them apart from the ids of levers.
const (
	tryBasedOn  = "based_on"
	TryYearsRow = "years:"
	TryLogRow   = "log:"
)

// TryYearsFrom is the place, from 0, of the first cell of a row of TRY that holds
// a year, and TryLogFrom that of the first that the log keeps: beside the keys.
const (
	TryLogFrom   = 1
	TryYearsFrom = 4
)

// MostLogged is how many cells of a row of the log are kept.
const MostLogged = 40

// tryColumns are the columns of TRY, and so many more for what was kept.
func tryColumns(kept int) []Column {
	columns := []Column{
		{Key: "lever", Label: abnd.T("Lever", "Alavanca")},
		{Key: "name", Label: abnd.T("Name", "Nome"), Auto: true},
		{Key: "level", Label: abnd.T("Level", "Nível"), Format: Whole, Help: abnd.T("The number of a level in LEVERS. Blank: as in the scenario on which the proposal is based.", "O número de um nível da folha LEVERS. Em branco: como no cenário em que a proposta se baseia.")},
		{Key: "value", Label: abnd.T("Own value", "Valor próprio"), Format: Number, Help: abnd.T("A value that no level has; it counts where no level is chosen.", "Um valor que nenhum nível tem; conta onde não se escolhe nível.")},
	}
	for i := len(columns); i < kept; i++ {
		columns = append(columns, Column{Key: "log_" + strconv.Itoa(i), Label: abnd.T("Log", "Registo"), Optional: true})
	}
	return columns
}

// InTry lists the levers in the order of TRY: those that are shown at once come
// first.
func InTry(levers []abnd.Lever) []abnd.Lever {
	levers = slices.Clone(levers)
	slices.SortStableFunc(levers, func(a, b abnd.Lever) int {
		switch {
		case a.Open == b.Open:
			return 0
		case a.Open:
			return -1
		}
		return 1
	})
	return levers
}

// writeTry writes what the room chooses: a row with the scenario that the
// proposal is based on, then one for each lever.
func writeTry(study *abnd.Study) Sheet {
	kept := 0
	for _, row := range study.Log {
		kept = max(kept, TryLogFrom+len(row.Cells))
	}
	if len(study.TryYears) > 0 {
		kept = max(kept, TryYearsFrom+len(study.TryYears))
	}
	s := Sheet{
		Code: Try, Title: abnd.T("Try: the room's proposal", "Experimentar: a proposta da sala"), Columns: tryColumns(kept), Frozen: 2,
		Help: abnd.T("Choose a level, or enter a value: they make one more scenario, the room's proposal. Clear the cells to start again.", "Escolha um nível ou escreva um valor: fazem mais um cenário, a proposta da sala. Apague as células para recomeçar."),
	}
	w := s.newTryRow()
	w.fixed("lever", tryBasedOn)
	w.label("name", abnd.T("The proposal is based on the scenario", "A proposta baseia-se no cenário"))
	w.closed("level")
	c := w.text("value", costing.TryFrom, study.TriedFrom())
	c.Format, c.List = Code, costing.ScenarioList(study)
	w.end()
	for _, l := range InTry(study.Levers) {
		w := s.newTryRow()
		w.fixed("lever", l.ID)
		w.label("name", l.Name)
		var level abnd.Value
		if l.Chosen != 0 {
			level = abnd.Num(float64(l.Chosen))
		}
		w.put("level", costing.TryPath(l.ID, "level"), level)
		if costing.TakesOwn(l) {
			dressLeverCell(study, w.put("value", costing.TryPath(l.ID, "value"), l.Own), l, 0)
		} else {
			w.closed("value")
		}
		w.end()
	}
	if len(study.TryYears) > 0 {
		w := s.newKeptRow(TryYearsRow)
		w.label("name", abnd.T("Years shown", "Anos apresentados"))
		for i, year := range study.TryYears {
			w.cells[TryYearsFrom+i] = Cell{Value: abnd.Num(float64(year)), Format: YearNo, Input: true}
		}
		w.end()
	}
	for _, row := range study.Log {
		w := s.newKeptRow(TryLogRow)
		for i, v := range row.Cells {
			w.cells[TryLogFrom+i] = Cell{Value: v, Input: true}
			if _, isNumber := v.Number(); isNumber {
				w.cells[TryLogFrom+i].Format = Number
			}
		}
		w.end()
	}
	return s
}

// newTryRow begins a row of choices: what is kept stands in other rows.
func (s *Sheet) newTryRow() *rowWriter {
	w := s.newRow()
	for i := TryYearsFrom; i < len(w.cells); i++ {
		w.cells[i] = Cell{}
	}
	return w
}

// newKeptRow begins a row of what is kept.
func (s *Sheet) newKeptRow(key string) *rowWriter {
	w := s.newRow()
	for i := range w.cells {
		w.cells[i] = Cell{}
	}
	w.fixed("lever", key)
	return w
}

// readTry reads the choices of the room, and what it has kept. Rows without a key
// are nobody's: a results workbook has there what the proposal costs.
func readTry(r *reader) {
	if !r.begin(Try, "try") {
		return
	}
	var known []string
	for _, l := range r.study.Levers {
		known = append(known, l.ID)
	}
	seen := map[string]bool{}
	for _, w := range r.table(Try, tryColumns(MostLogged), nil) {
		key := strings.TrimSpace(w.raw("lever").Text)
		switch key {
		case "":
			continue
		case TryYearsRow:
			r.study.TryYears = w.triedYears()
			continue
		case TryLogRow:
			w.logged()
			continue
		}
		if key != tryBasedOn && !slices.Contains(known, key) && w.raw("level").Kind == RawBlank && w.raw("value").Kind == RawBlank {
			continue // its lever was deleted from LEVERS, and nothing is chosen here
		}
		if !r.claim(&w, "lever", seen, append([]string{tryBasedOn}, known...)) {
			continue
		}
		key = w.raw("lever").Text
		if key == tryBasedOn {
			w.outOfPlace("level")
			r.study.TryFrom = w.choice("value", costing.TryFrom, costing.ScenarioList(r.study))
			if r.study.TryFrom == abnd.StatusQuo {
				r.study.TryFrom = "" // as where nothing is said
			}
			continue
		}
		for i := range r.study.Levers {
			l := &r.study.Levers[i]
			if l.ID != key {
				continue
			}
			w.places[abnd.JoinPath("try", l.ID)] = w.place()
			l.Chosen, _ = w.levelNumber("level", costing.TryPath(l.ID, "level"))
			l.Own = w.leverValue("value", costing.TryPath(l.ID, "value"), *l, 0)
		}
	}
}

// triedYears reads the years that TRY shows; nil where they are those of a study
// of which nobody has chosen any. What is no year of the projection is left out:
// its column of TRY is blank.
func (w row) triedYears() []abnd.Year {
	var years []abnd.Year
	for i := TryYearsFrom; i < min(len(w.cells), TryYearsFrom+abnd.MostTriedYears); i++ {
		x, ok := w.valueOf(w.cells[i]).Number()
		if ok && x == math.Trunc(x) && w.study.Projection.Contains(abnd.Year(x)) {
			years = append(years, abnd.Year(x))
		}
	}
	if slices.Equal(years, w.study.DefaultTriedYears()) {
		return nil
	}
	return years
}

// TableNames are what the first rows of an empty log are called.
func TableNames() []abnd.Text {
	return []abnd.Text{abnd.T("Table A", "Mesa A"), abnd.T("Table B", "Mesa B"), abnd.T("Table C", "Mesa C")}
}

// logged keeps a row of the log, where anything stands in it but the name that an
// empty log has.
func (w row) logged() {
	var cells []abnd.Value
	known := 0
	for i := TryLogFrom; i < min(len(w.cells), TryLogFrom+MostLogged); i++ {
		v := w.valueOf(w.cells[i])
		cells = append(cells, v)
		if !v.IsBlank() {
			known = len(cells)
		}
	}
	if known == 0 {
		return
	}
	if name, _ := cells[0].Code(); known == 1 && slices.ContainsFunc(TableNames(), func(t abnd.Text) bool { return t.EN == name || t.PT == name }) {
		return
	}
	w.study.Log = append(w.study.Log, abnd.Logged{Cells: cells[:known]})
}

// valueOf is a cell of a row of the log as a value: whatever stands there.
func (w row) valueOf(c Raw) abnd.Value {
	switch c.Kind {
	case RawNumber:
		return abnd.Num(c.Number)
	case RawUntyped:
		if x, ok := parsePlain(c.Text); ok {
			return abnd.Num(x)
		}
		return abnd.Code(c.Text)
	case RawText:
		return abnd.Code(c.Text)
	}
	return abnd.Value{}
}
