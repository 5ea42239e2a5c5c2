package sheets

import (
	"math"
	"strconv"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// leverColumns are one row for each level of a lever.
func leverColumns() []Column {
	columns := []Column{
		{Key: "lever", Label: abnd.T("Lever", "Alavanca"), Help: abnd.T("The id of the lever, on the row of each of its levels.", "O código da alavanca, na linha de cada um dos seus níveis.")},
		{Key: "name", Label: abnd.T("Name", "Nome"), Lang: bothLangs, Help: abnd.T("On the first row of the lever.", "Na primeira linha da alavanca.")},
		{Key: "open", Label: abnd.T("Shown at once", "Mostrada logo"), Format: Code, List: model.YesNo, Help: abnd.T("yes: among the first that TRY shows; the others are folded away. On the first row of the lever.", "yes (sim): entre as primeiras que a folha TRY mostra; as outras ficam recolhidas. Na primeira linha da alavanca.")},
		{Key: "moves", Label: abnd.T("What it moves", "O que move"), Auto: true},
		{
			Key: "paths", Label: abnd.T("Parameters", "Parâmetros"), Format: Codes,
			Help: abnd.T("benefit/parameter, as in BENEFITS; several that are moved together are separated with semicolons. On the first row of the lever.", "prestação/parâmetro, como em BENEFITS; vários que se movem em conjunto separam-se por ponto e vírgula. Na primeira linha da alavanca."),
		},
		{Key: "level", Label: abnd.T("Level", "Nível"), Format: Whole, Help: abnd.T("The number that is typed in TRY.", "O número que se escreve na folha TRY.")},
		{Key: "word", Label: abnd.T("In a word", "Numa palavra"), Lang: bothLangs, Help: abnd.T("As today; wider; at the national line.", "Como hoje; mais largo; na linha nacional.")},
	}
	for place := range abnd.MostLeverPaths {
		c := Column{
			Key: costing.LeverValueCode(place), Label: abnd.T("Value", "Valor"), Format: Number,
			Help: abnd.T("What the level sets. Blank: as in the scenario on which the proposal is based.", "O que o nível fixa. Em branco: como no cenário em que a proposta se baseia."),
		}
		if place > 0 {
			c.Label = abnd.T("Value of parameter %d", "Valor do parâmetro %d").Fill(place + 1)
			c.Optional = true
		}
		columns = append(columns, c)
	}
	return inEachLanguage(append(columns, Column{Key: "sentence", Label: abnd.T("In a sentence", "Numa frase"), Format: Wrapped, Lang: bothLangs}))
}

func writeLevers(study *abnd.Study) Sheet {
	s := Sheet{
		Code: Levers, Title: abnd.T("Levers: what the room can decide", "Alavancas: o que a sala pode decidir"), Columns: leverColumns(), Frozen: 3,
		Help: abnd.T("One row for each level of a lever. TRY makes of the levels that are chosen one more scenario, the room's proposal.", "Uma linha por nível de cada alavanca. A folha TRY faz dos níveis escolhidos mais um cenário, a proposta da sala."),
	}
	for _, l := range study.Levers {
		for i, level := range l.Levels {
			w := s.newRow()
			if i == 0 {
				w.text("lever", costing.LeverPath(l.ID, "id"), l.ID)
				w.texts("name", abnd.JoinPath("levers", l.ID), l.Name)
				w.text("open", costing.LeverPath(l.ID, "open"), yesNo(l.Open))
				w.text("paths", costing.LeverPath(l.ID, "paths"), joined(l.Paths))
				w.label("moves", MovedBy(study, l))
			} else {
				w.text("lever", "", l.ID)
				w.closed("name_en", "name_pt", "open", "paths", "moves")
			}
			at := func(code string) abnd.Path { return costing.LeverLevelPath(l.ID, level.Number, code) }
			w.put("level", at("level"), abnd.Num(float64(level.Number)))
			w.texts("word", levelPath(l.ID, level.Number), level.Word)
			w.texts("sentence", levelPath(l.ID, level.Number), level.Sentence)
			for place := range abnd.MostLeverPaths {
				code := costing.LeverValueCode(place)
				if place >= len(l.Paths) {
					w.closed(code)
					continue
				}
				dressLeverCell(study, w.put(code, at(code), level.Value(place)), l, place)
			}
			w.end()
		}
	}
	return s
}

// levelPath is the path of a level.
func levelPath(lever string, number int) abnd.Path {
	return abnd.JoinPath("levers", lever, strconv.Itoa(number))
}

// dressLeverCell gives a cell the format and the list of the parameter that it
// holds a value of.
func dressLeverCell(study *abnd.Study, c *Cell, l abnd.Lever, place int) {
	if place >= len(l.Paths) {
		return
	}
	if spec := costing.LeverSpec(l, place); spec != nil {
		c.Format, c.List, c.Help = FormatOf(*spec), spec.ListIn(study), spec.Help
	}
}

func yesNo(yes bool) string {
	if yes {
		return model.Yes
	}
	return model.No
}

// MovedBy says which parameters a lever moves, by their names and units.
func MovedBy(study *abnd.Study, l abnd.Lever) abnd.Text {
	var all abnd.Text
	for place, path := range l.Paths {
		id, _ := abnd.LeverParameter(path)
		benefit, _ := study.FindBenefit(id)
		spec := costing.LeverSpec(l, place)
		if spec == nil {
			continue
		}
		one := abnd.T("%s: %s", "%s: %s").Fill(benefit.Name, spec.Label)
		if unit := unitLabel(spec.Unit, study); !spec.IsChoice() && unit.EN != "" {
			one = abnd.T("%s (%s)", "%s (%s)").Fill(one, unit)
		}
		if all.IsZero() {
			all = one
		} else {
			all = abnd.T("%s; %s", "%s; %s").Fill(all, one)
		}
	}
	return all
}

func readLevers(r *reader) {
	if !r.begin(Levers, "levers") {
		return
	}
	for _, w := range r.table(Levers, leverColumns(), nil) {
		id := w.text("lever", "")
		if id == "" {
			r.fail(w.place(), "needed", abnd.T("the row has no lever id", "a linha não tem o código de nenhuma alavanca"), abnd.T("enter the lever's id in the first column, e.g. child-age", "escreva o código da alavanca na primeira coluna, por exemplo idade-criancas"))
			continue
		}
		at := -1
		for i := range r.study.Levers {
			if r.study.Levers[i].ID == id {
				at = i
			}
		}
		if at < 0 {
			at = len(r.study.Levers)
			r.study.Levers = append(r.study.Levers, w.lever(id))
		} else {
			w.sameLever(&r.study.Levers[at])
		}
		w.leverLevel(&r.study.Levers[at])
	}
}

// lever reads what the first row of a lever says of all its levels.
func (w row) lever(id string) abnd.Lever {
	path := abnd.JoinPath("levers", id)
	w.places[path], w.places[costing.LeverPath(id, "id")] = w.place(), w.raw("lever").Place
	l := abnd.Lever{ID: id, Name: w.texts("name", path), Open: w.text("open", costing.LeverPath(id, "open")) == model.Yes}
	for _, p := range w.list("paths", costing.LeverPath(id, "paths")) {
		l.Paths = append(l.Paths, abnd.Path(p))
	}
	return l
}

// sameLever reports a later row of a lever that says something else of it: two
// levers have one id then.
func (w row) sameLever(l *abnd.Lever) {
	var paths []abnd.Path
	for _, p := range w.list("paths", "") {
		paths = append(paths, abnd.Path(p))
	}
	if len(paths) > 0 && joined(paths) != joined(l.Paths) {
		w.fail(w.raw("paths").Place, "id-twice", abnd.T("two levers have the id %q", "duas alavancas têm o código %q").Fill(l.ID),
			abnd.T("change the id of one of them, or leave paths blank on all rows but the first of a lever", "mude o código de uma delas, ou deixe paths em branco em todas as linhas da alavanca menos a primeira"))
	}
	if name := w.texts("name", ""); !name.IsZero() && name != l.Name {
		w.fail(w.raw("name_en").Place, "id-twice", abnd.T("the lever %q has two names", "a alavanca %q tem dois nomes").Fill(l.ID),
			abnd.T("change the id of one of them, or leave the name blank on all rows but the first of a lever", "mude o código de uma delas, ou deixe o nome em branco em todas as linhas da alavanca menos a primeira"))
	}
}

// leverLevel reads one level.
func (w row) leverLevel(l *abnd.Lever) {
	number, ok := w.levelNumber("level", "")
	if !ok {
		if w.raw("level").Kind == RawBlank {
			w.fail(w.raw("level").Place, "needed", abnd.T("the level has no number", "o nível não tem número"), abnd.T("number the levels of the lever from 1", "numere os níveis da alavanca a partir de 1"))
		}
		return
	}
	if _, twice := l.Level(number); twice {
		w.fail(w.raw("level").Place, "level-twice", abnd.T("the lever %q has two levels %d", "a alavanca %q tem dois níveis %d").Fill(l.ID, number),
			abnd.T("give each level a number of its own, or the lever another id", "dê a cada nível um número só seu, ou outro código à alavanca"))
		return
	}
	at := func(code string) abnd.Path { return costing.LeverLevelPath(l.ID, number, code) }
	w.places[at("level")] = w.raw("level").Place
	level := abnd.LeverLevel{Number: number, Word: w.texts("word", levelPath(l.ID, number)), Sentence: w.texts("sentence", levelPath(l.ID, number))}
	for place := range abnd.MostLeverPaths {
		code := costing.LeverValueCode(place)
		if place >= len(l.Paths) {
			w.outOfPlace(code)
			continue
		}
		level.Values = append(level.Values, w.leverValue(code, at(code), *l, place))
	}
	l.Levels = append(l.Levels, level)
}

// leverValue reads a value for a parameter of a lever.
func (w row) leverValue(key string, path abnd.Path, l abnd.Lever, place int) abnd.Value {
	if place >= len(l.Paths) {
		return abnd.Value{}
	}
	spec := costing.LeverSpec(l, place)
	switch {
	case spec == nil: // which is an error of its own
		w.mark(key, path)
		return abnd.Value{}
	case spec.List != nil:
		return w.value(key, path, spec.List)
	case spec.IsChoice():
		return w.value(key, path, &model.List{}) // ids of the study
	}
	return w.value(key, path, nil)
}

// levelNumber reads the number of a level: whole, from 1.
func (w row) levelNumber(key string, path abnd.Path) (int, bool) {
	x, ok := w.number(key, path)
	if !ok {
		return 0, false
	}
	if x != math.Trunc(x) || x < 1 || x > abnd.MostLevels {
		w.fail(w.raw(key).Place, "level", abnd.T("%v is not the number of a level", "%v não é o número de um nível").Fill(x),
			abnd.T("enter a whole number from 1 to %d", "escreva um número inteiro de 1 a %d").Fill(abnd.MostLevels))
		return 0, false
	}
	return int(x), true
}
