package costing

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// tryRow is the row of TRY that is no lever's.
const tryRow = "based_on"

// levers checks what the levers move, their levels, and what the room chooses.
func (c *checker) levers() {
	if c.study.TryFrom != "" {
		c.reference(TryFrom, abnd.T("scenario", "o cenário"), c.study.TryFrom, ScenarioList(c.study).Names())
	}
	seen := map[string]bool{}
	movers := map[abnd.Path]string{}
	for _, l := range c.study.Levers {
		at := LeverPath(l.ID, "id")
		c.id(abnd.T("lever", "a alavanca"), at, l.ID, seen)
		if l.ID == tryRow {
			c.fail(at, "id", abnd.T("%q is a reserved word and cannot be the id of a lever", "%q é uma palavra reservada do programa e não pode designar uma alavanca").Fill(l.ID),
				abnd.T("choose another id, e.g. child-age", "escolha outro código, por exemplo idade-criancas"))
		}
		if l.Name.IsZero() {
			c.fail(abnd.JoinPath("levers", l.ID, "name_en"), "needed", abnd.T("the lever %q has no name", "a alavanca %q não tem nome").Fill(l.ID),
				abnd.T("enter a name that a room understands, e.g. \"Child benefit: up to which age\"", "escreva um nome que uma sala compreenda, como «Subsídio por criança: até que idade»"))
		}
		if c.leverPaths(l, movers) {
			c.leverLevels(l)
			c.leverChoice(l)
		}
	}
}

// leverPaths checks what a lever moves, and reports whether every parameter
// exists.
func (c *checker) leverPaths(l abnd.Lever, movers map[abnd.Path]string) bool {
	at := LeverPath(l.ID, "paths")
	if len(l.Paths) == 0 || len(l.Paths) > abnd.MostLeverPaths {
		c.fail(at, "lever-paths", abnd.T("the lever %q moves %d parameters; it must move 1 to %d", "a alavanca %q move %d parâmetros; tem de mover de 1 a %d").Fill(l.ID, len(l.Paths), abnd.MostLeverPaths),
			abnd.T("enter benefit/parameter as in BENEFITS, e.g. child-benefit/age_max; several are separated with semicolons", "indique prestação/parâmetro como em BENEFITS, por exemplo child-benefit/age_max; vários separam-se por ponto e vírgula"))
		return false
	}
	known := true
	for _, path := range l.Paths {
		if other, taken := movers[path]; taken {
			c.fail(at, "two-levers", abnd.T("%s is moved twice: by the lever %q and by %q", "%s é movido duas vezes: pela alavanca %q e por %q").Fill(string(path), other, l.ID),
				abnd.T("leave it to one lever", "deixe-o a uma só alavanca"))
		}
		movers[path] = l.ID
		benefit, code := abnd.LeverParameter(path)
		_, isBenefit := c.study.FindBenefit(benefit)
		_, isParameter := FindSpec(code)
		switch {
		case benefit == "":
			c.fail(at, "unknown-path", abnd.T("%q is not the path of a parameter", "%q não é o caminho de um parâmetro").Fill(string(path)),
				abnd.T("enter benefit/parameter as in BENEFITS, e.g. child-benefit/age_max", "indique prestação/parâmetro como em BENEFITS, por exemplo child-benefit/age_max"))
		case !isBenefit:
			c.reference(at, abnd.T("benefit", "a prestação"), benefit, c.benefitIDs())
		case !isParameter:
			c.parameterName(at, code)
		}
		known = known && isBenefit && isParameter
	}
	return known
}

// leverLevels checks the levels of a lever whose parameters are known.
func (c *checker) leverLevels(l abnd.Lever) {
	if len(l.Levels) == 0 || len(l.Levels) > abnd.MostLevels {
		c.fail(LeverPath(l.ID, "id"), "levels", abnd.T("the lever %q has %d levels; it must have 1 to %d", "a alavanca %q tem %d níveis; tem de ter de 1 a %d").Fill(l.ID, len(l.Levels), abnd.MostLevels),
			abnd.T("add a row for each level, or delete some", "acrescente uma linha por nível, ou elimine algumas"))
	}
	seen := map[int]bool{}
	for _, level := range l.Levels {
		at := func(code string) abnd.Path { return LeverLevelPath(l.ID, level.Number, code) }
		if level.Number < 1 || level.Number > abnd.MostLevels || seen[level.Number] {
			c.fail(at("level"), "level", abnd.T("the lever %q cannot have a level %d here", "a alavanca %q não pode ter aqui um nível %d").Fill(l.ID, level.Number),
				abnd.T("number the levels from 1 to %d, each once", "numere os níveis de 1 a %d, cada um uma só vez").Fill(abnd.MostLevels))
		}
		seen[level.Number] = true
		if level.Word.IsZero() {
			c.fail(at("word_en"), "needed", abnd.T("level %d of the lever %q has no word", "o nível %d da alavanca %q não tem palavra").Fill(level.Number, l.ID),
				abnd.T("describe it, e.g. \"as today\", \"wider\"", "descreva-o, por exemplo «como hoje», «mais largo»"))
		}
		for place, v := range level.Values {
			if v.IsBlank() || place >= len(l.Paths) {
				continue
			}
			c.value(at(LeverValueCode(place)), *LeverSpec(l, place), v)
		}
	}
}

// leverChoice checks what the room chooses.
func (c *checker) leverChoice(l abnd.Lever) {
	chosen, own := TryPath(l.ID, "level"), TryPath(l.ID, "value")
	if l.Chosen != 0 {
		if _, ok := l.Level(l.Chosen); !ok {
			c.fail(chosen, "unknown-level", abnd.T("the lever %q has no level %d", "a alavanca %q não tem um nível %d").Fill(l.ID, l.Chosen),
				abnd.T("its levels are %s; clear the cell to leave it as it is", "os seus níveis são %s; apague a célula para a deixar como está").Fill(levelNumbers(l)))
		}
	}
	if l.Own.IsBlank() {
		return
	}
	if !TakesOwn(l) {
		c.fail(own, "own-value", abnd.T("the lever %q moves parameters that one value cannot be meant for", "a alavanca %q move parâmetros a que não pode servir um só valor").Fill(l.ID),
			abnd.T("choose one of its levels", "escolha um dos seus níveis"))
		return
	}
	for place := range l.Paths {
		found := len(c.found)
		c.value(own, *LeverSpec(l, place), l.Own)
		if len(c.found) > found {
			break // one cell is reported once
		}
	}
	if l.Chosen != 0 {
		c.warn(own, "level-and-value", abnd.T("the lever %q has a level and a value: the level counts", "a alavanca %q tem um nível e um valor: conta o nível").Fill(l.ID),
			abnd.T("clear one of the two cells", "apague uma das duas células"))
	}
}

// levelNumbers lists the numbers of a lever's levels with their words.
func levelNumbers(l abnd.Lever) abnd.Text {
	var all abnd.Text
	for i, level := range l.Levels {
		one := abnd.T("%d (%s)", "%d (%s)").Fill(level.Number, level.Word)
		if i == 0 {
			all = one
			continue
		}
		all = abnd.T("%s, %s", "%s, %s").Fill(all, one)
	}
	return all
}

// leversOn are the levers that put a benefit on or off.
func leversOn(study *abnd.Study, benefit string) (abnd.Lever, bool) {
	i := slices.IndexFunc(study.Levers, func(l abnd.Lever) bool {
		return slices.Contains(l.Paths, abnd.JoinPath(benefit, "on"))
	})
	if i < 0 {
		return abnd.Lever{}, false
	}
	return study.Levers[i], true
}

// WhyWithoutEffect says why what the room has moved with a lever cannot change
// what the proposal pays; blank where nothing stands against it. The study has
// the proposal.
func WhyWithoutEffect(study *abnd.Study, l abnd.Lever) abnd.Text {
	tried, ok := study.FindScenario(abnd.Tried)
	if !ok || !l.IsMoved() {
		return abnd.Text{}
	}
	from, _ := study.FindScenario(study.TriedFrom())
	tried, from = study.Inherited(tried), study.Inherited(from)
	var why abnd.Text
	for place, path := range l.Paths {
		id, code := abnd.LeverParameter(path)
		b, found := study.FindBenefit(id)
		spec := LeverSpec(l, place)
		if !found || spec == nil {
			return abnd.Text{}
		}
		one := withoutEffect(study, tried, from, b, *spec, code)
		if one.IsZero() {
			return abnd.Text{} // one of its parameters has an effect
		}
		if why.IsZero() {
			why = one
		}
	}
	return why
}

func withoutEffect(study *abnd.Study, tried, from abnd.Scenario, b abnd.Benefit, spec Spec, code string) abnd.Text {
	if !Pays(tried, b) && (code != "on" || !Pays(from, b)) {
		if l, ok := leversOn(study, b.ID); ok && code != "on" {
			return abnd.T("the proposal does not pay %s: move the lever %q too", "a proposta não paga %s: mova também a alavanca %q").Fill(b.Name, l.Name)
		}
		return abnd.T("the proposal does not pay %s", "a proposta não paga %s").Fill(b.Name)
	}
	start, started := tried.Value(b, "start").Number()
	if started && code != "start" && abnd.Year(start) > study.Projection.Last {
		return abnd.T("%s starts in %d, after the last year of the projection", "%s começa em %d, depois do último ano da projecção").Fill(b.Name, int(start))
	}
	choice, codes := spec.ReadWhere()
	if now, _ := tried.Value(b, choice).Code(); choice != "" && !slices.Contains(codes, now) {
		if by, ok := FindSpec(choice); ok {
			return abnd.T("it is not read: %s is \"%s\"", "não é lido: %s é «%s»").Fill(by.Label, labelIn(by.ListIn(study), now))
		}
	}
	if tried.Value(b, code) == from.Value(b, code) {
		return abnd.T("it is as in the scenario \"%s\" already", "já é assim no cenário «%s»").Fill(from.Name)
	}
	return abnd.Text{}
}

// labelIn is the label of a code in its list; the code itself where it has none.
func labelIn(list *model.List, code string) abnd.Text {
	if list != nil {
		if label, ok := list.Label(code); ok {
			return label
		}
	}
	return abnd.Same(code)
}

// inertLevers warns of what the room has moved in vain, and of levers that stand
// against one another.
func (c *checker) inertLevers() {
	study := abnd.WithTried(c.study)
	told := map[string]bool{} // levers of whose conflicts one was told
	for _, l := range study.Levers {
		path := TryPath(l.ID, "level")
		if l.Chosen == 0 {
			path = TryPath(l.ID, "value")
		}
		for _, x := range LeverConflicts(study, l) {
			if l.IsMoved() && !told[x.Other.ID] && x.Holds(study, l) {
				told[l.ID] = true
				c.warn(path, "lever-conflict", abnd.T("the lever \"%s\": %s", "a alavanca «%s»: %s").Fill(l.Name, x.Says),
					abnd.T("choose levels that go together, or clear one of the two cells", "escolha níveis que se conjuguem, ou apague uma das duas células"))
				break
			}
		}
		if why := WhyWithoutEffect(study, l); !why.IsZero() {
			c.warn(path, "lever-without-effect", abnd.T("the lever \"%s\" has no effect: %s", "a alavanca «%s» não tem efeito: %s").Fill(l.Name, why),
				abnd.T("move the other lever, or clear this cell", "mova a outra alavanca, ou apague esta célula"))
		}
	}
}
