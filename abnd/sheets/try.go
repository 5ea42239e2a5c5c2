package sheets

import (
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// tryBasedOn is the row of TRY with the scenario that the proposal is based on.
const tryBasedOn = "based_on"

func tryColumns() []Column {
	return []Column{
		{Key: "lever", Label: abnd.T("Lever", "Alavanca")},
		{Key: "name", Label: abnd.T("Name", "Nome"), Auto: true},
		{Key: "level", Label: abnd.T("Level", "Nível"), Format: Whole, Help: abnd.T("The number of a level in LEVERS. Blank: as in the scenario on which the proposal is based.", "O número de um nível da folha LEVERS. Em branco: como no cenário em que a proposta se baseia.")},
		{Key: "value", Label: abnd.T("Own value", "Valor próprio"), Format: Number, Help: abnd.T("A value that no level has; it counts where no level is chosen.", "Um valor que nenhum nível tem; conta onde não se escolhe nível.")},
	}
}

// writeTry writes what the room chooses: a row with the scenario that the
// proposal is based on, then one for each lever.
func writeTry(study *abnd.Study) Sheet {
	s := Sheet{
		Code: Try, Title: abnd.T("Try: the room's proposal", "Experimentar: a proposta da sala"), Columns: tryColumns(), Frozen: 2,
		Help: abnd.T("Choose a level, or enter a value: they make one more scenario, the room's proposal. Clear the cells to start again.", "Escolha um nível ou escreva um valor: fazem mais um cenário, a proposta da sala. Apague as células para recomeçar."),
	}
	w := s.newRow()
	w.fixed("lever", tryBasedOn)
	w.label("name", abnd.T("The proposal is based on the scenario", "A proposta baseia-se no cenário"))
	w.closed("level")
	c := w.text("value", costing.TryFrom, study.TriedFrom())
	c.Format, c.List = Code, costing.ScenarioList(study)
	w.end()
	for _, l := range study.Levers {
		w := s.newRow()
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
	return s
}

// readTry reads the choices of the room. The table ends at the first row
// without a key: below it a results workbook has what the proposal costs, and a
// room its log.
func readTry(r *reader) {
	if !r.begin(Try, "try") {
		return
	}
	var known []string
	for _, l := range r.study.Levers {
		known = append(known, l.ID)
	}
	seen := map[string]bool{}
	for _, w := range r.table(Try, tryColumns(), nil) {
		key := strings.TrimSpace(w.raw("lever").Text)
		if key == "" {
			return
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
