package workbook

import (
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// What TRY says of a lever in words.

// echo says what the proposal has of a lever: the level's word, and the value.
func (t *tryPage) echo(l abnd.Lever, row int) said {
	level, own := t.choices(l, row)
	word := saidNothing
	for i := len(l.Levels) - 1; i >= 0; i-- {
		x := l.Levels[i]
		is := isSame(level, t.tell.levelNumber(l, x))
		word = ifSo(is, joinedWords(t.tell.levelWord(l, x), words(": ")), word)
	}
	based := joinedWords(words(abnd.T("as in \"", "como em «").In(t.lang)), t.picked(t.nameOf), words(abnd.T("\": ", "»: ").In(t.lang)))
	lead := ifSo(isFilledCell(level), word, ifSo(isFilledCell(own), words(abnd.T("own value: ", "valor próprio: ").In(t.lang)), based))
	const most = 2 // of its parameters that are said, so that the row can be read from afar
	parts, count := []said{lead}, 0
	for place := range l.Paths {
		if count == most || place > 0 && t.likeAnEarlier(l, place) {
			continue
		}
		count++
		at, _ := t.parameter(abnd.Tried, l, place)
		if place == 0 {
			parts = append(parts, t.inWords(at, l, place))
			continue
		}
		parts = append(parts, ifSo(isBlankCell(at), saidNothing, joinedWords(words("; "), t.inWords(at, l, place))))
	}
	return joinedWords(parts...)
}

// likeAnEarlier reports whether a parameter of a lever has the unit of one before
// it: the first then speaks for it.
func (t *tryPage) likeAnEarlier(l abnd.Lever, place int) bool {
	s := costing.LeverSpec(l, place)
	for i := range place {
		if x := costing.LeverSpec(l, i); x.Unit == s.Unit && x.List == s.List {
			return true
		}
	}
	return false
}

// choices are the two blue cells of a lever.
func (t *tryPage) choices(l abnd.Lever, row int) (level, own said) {
	level, own = said{address.At(row, tryLevelColumn), ""}, said{address.At(row, tryOwnColumn), ""}
	if l.Chosen != 0 {
		level.value = float64(l.Chosen)
	}
	own.value = valueIn(l.Own)
	return level, own
}

// valueIn is a value of a study as a cell holds it.
func valueIn(v abnd.Value) any {
	if x, ok := v.Number(); ok {
		return x
	}
	code, _ := v.Code()
	return code
}

// levels lists the levels of a lever with their words, their values where they
// have one, and what they would change.
func (t *tryPage) levels(lever int) said {
	l := t.at.levers[lever]
	var parts []said
	for i, x := range l.Levels {
		if i > 0 {
			parts = append(parts, words("  ·  "))
		}
		word := t.tell.levelWord(l, x)
		parts = append(parts, t.tell.levelNamed(l, x))
		value, figure := t.tell.levelValue(l, x)
		shown := joinedWords(words(" ("), figure, words(")"))
		parts = append(parts, ifSo(anyOfThem(isBlankCell(value), isSame(figure, word)), saidNothing, shown), t.states[lever].said[i])
	}
	return joinedWords(parts...)
}

// inWords says a parameter as one would say it in a room: "15 dollars a month,
// for each child".
func (t *tryPage) inWords(at said, l abnd.Lever, place int) said {
	id, code := abnd.LeverParameter(l.Paths[place])
	benefit, _ := t.study.FindBenefit(id)
	spec := costing.LeverSpec(l, place)
	figure := t.tell.figure(at, spec, spec.ListIn(t.study))
	around := func(before, after abnd.Text) said {
		return joinedWords(words(before.In(t.lang)), figure, words(after.In(t.lang)))
	}
	none := abnd.Text{}
	switch {
	case code == "on":
		paid := words(abnd.T("is paid", "é paga").In(t.lang))
		return ifSo(isText(at, model.Yes), paid, words(abnd.T("is not paid", "não é paga").In(t.lang)))
	case code == "start":
		return around(abnd.T("from %s", "a partir de %s").Fill(""), none)
	case code == "age_max":
		return around(abnd.T("up to ", "até aos "), abnd.T(" years", " anos"))
	case code == "age_min":
		return around(abnd.T("from ", "a partir dos "), abnd.T(" years", " anos"))
	case spec.Unit == abnd.MoneyPerPayment, spec.Unit == abnd.MoneyPerHouseholdPayment:
		return joinedWords(figure, words(" "+t.study.Country.CurrencyInWords().In(t.lang)), t.period(id), words(forEach(benefit, spec).In(t.lang)))
	}
	text := joinedWords(words(spec.Label.In(t.lang)+": "), figure)
	if unit := abnd.UnitText(spec.Unit, t.study.Country.Currency).In(t.lang); unit != "" && spec.Unit != abnd.PureNumber && spec.Unit != abnd.CalendarYear && !spec.IsChoice() {
		text = joinedWords(text, words(" "+unit))
	}
	return text
}

// period says how often an amount is paid: a month where it is paid in as many
// months as a year has.
func (t *tryPage) period(benefit string) said {
	each := words(abnd.T(" a payment", " por pagamento").In(t.lang))
	key := costing.BenefitKey(abnd.Tried, benefit, "parameter/payments")
	if !t.model.Has(key) {
		return each
	}
	months := t.tell.cell("general/months_per_year", 0)
	return ifSo(isSame(t.tell.cell(key, 0), months), words(abnd.T(" a month", " por mês").In(t.lang)), each)
}

// forEach says who is paid an amount.
func forEach(b abnd.Benefit, spec *costing.Spec) abnd.Text {
	switch {
	case spec.Unit == abnd.MoneyPerHouseholdPayment:
		return abnd.T(", for each household", ", por cada agregado")
	case b.Guarantee == abnd.Children:
		return abnd.T(", for each child", ", por cada criança")
	}
	return abnd.T(", for each person", ", por cada pessoa")
}

// remark says what stands against a lever, or that two of its cells do.
func (t *tryPage) remark(l abnd.Lever, row int) said {
	level, own := t.choices(l, row)
	both := words(abnd.T("a level and a value of your own: the level counts", "um nível e um valor próprio: conta o nível").In(t.lang))
	var reasons []said
	var all1 []asked
	for _, x := range t.at.workings {
		if t.at.levers[x.lever].ID != l.ID {
			continue
		}
		why := t.reason(l, x.place)
		at := said{absolute(x.row, tryReasonColumn), why.value}
		reasons = append(reasons, at)
		all1 = append(all1, isFilledCell(at))
	}
	vain := ifSo(all(append(all1, anyOfThem(isFilledCell(level), isFilledCell(own)))...),
		joinedWords(words(abnd.T("no effect: ", "sem efeito: ").In(t.lang)), reasons[0]), saidNothing)
	stands := ifSo(all(isFilledCell(level), isFilledCell(own)), both, t.conflict(l, t.onlyWith(l, vain)))
	together := costing.MovedTogether(l).In(t.lang)
	if together == "" {
		return stands
	}
	return joinedWords(ifSo(isBlankCell(stands), saidNothing, joinedWords(stands, words(". "))), words(together))
}

// isMoved asks whether the room has filled in a cell of a lever.
func (t *tryPage) isMoved(l abnd.Lever) asked {
	i := slices.IndexFunc(t.at.levers, func(x abnd.Lever) bool { return x.ID == l.ID })
	level, own := t.choices(t.at.levers[i], tryLeversRow+i)
	return anyOfThem(isFilledCell(level), isFilledCell(own))
}

// conflict says what stands against a lever in what the proposal has of others, as
// [costing.LeverConflicts] lists it; otherwise what is given.
func (t *tryPage) conflict(l abnd.Lever, otherwise said) said {
	for _, c := range slices.Backward(costing.LeverConflicts(t.study, l)) {
		moved := t.isMoved(l)
		switch {
		case c.Both:
			moved = all(moved, t.isMoved(c.Other))
		case c.Other.ID != "":
			moved = anyOfThem(moved, t.isMoved(c.Other))
		}
		tests := []asked{moved}
		for _, p := range c.When {
			tests = append(tests, t.test(p))
		}
		otherwise = ifSo(all(tests...), words(c.Says.In(t.lang)), otherwise)
	}
	return otherwise
}

// test asks one thing of a parameter of the proposal.
func (t *tryPage) test(p costing.ParameterTest) asked {
	of := func(benefit, code string) said {
		key := costing.BenefitKey(abnd.Tried, benefit, "parameter/"+code)
		if !t.model.Has(key) {
			return saidNothing
		}
		return t.tell.cell(key, 0)
	}
	x := of(p.Benefit, p.Parameter)
	switch {
	case p.Not:
		return not(isText(x, p.Is))
	case p.Is != "":
		return isText(x, p.Is)
	}
	y := of(p.ThanBenefit, p.Than)
	if p.OrSame {
		return anyOfThem(isMore(x, y), all(isFilledCell(x), isSame(x, y)))
	}
	return isMore(x, y)
}

// onlyWith says of a lever that is not moved that it counts only where another one
// puts its benefit on; otherwise what is given.
func (t *tryPage) onlyWith(l abnd.Lever, otherwise said) said {
	for _, id := range l.Benefits() {
		at, _ := t.study.Moves(id, "on")
		if at < 0 || t.study.Levers[at].ID == l.ID {
			continue
		}
		paid := isText(t.tell.cell(costing.BenefitKey(abnd.Tried, id, "parameter/on"), 0), model.Yes)
		only := words(abnd.T("counts only with the lever \"%s\"", "só conta com a alavanca «%s»").Fill(t.study.Levers[at].Name).In(t.lang))
		otherwise = ifSo(anyOfThem(paid, t.isMoved(l)), otherwise, only)
	}
	return otherwise
}

// reason says why what a lever does to one of its parameters changes nothing, as
// [costing.WhyWithoutEffect] does.
func (t *tryPage) reason(l abnd.Lever, place int) said {
	id, code := abnd.LeverParameter(l.Paths[place])
	benefit, _ := t.study.FindBenefit(id)
	of := func(scenario, code string) said {
		key := costing.BenefitKey(scenario, id, "parameter/"+code)
		if !t.model.Has(key) {
			return saidNothing
		}
		return t.tell.cell(key, 0)
	}
	baseOf := func(code string) said { return t.picked(func(s abnd.Scenario) said { return of(s.ID, code) }) }
	name := benefit.Name.In(t.lang)
	now := of(abnd.Tried, code)

	same := joinedWords(words(abnd.T("it is as in the scenario \"", "já é assim no cenário «").In(t.lang)), t.picked(t.nameOf), words(abnd.T("\" already", "»").In(t.lang)))
	why := ifSo(isSame(now, baseOf(code)), same, saidNothing)
	spec := costing.LeverSpec(l, place)
	if choice, codes := spec.ReadWhere(); choice != "" {
		if by, ok := costing.FindSpec(choice); ok {
			chosen := of(abnd.Tried, choice)
			var read []asked
			for _, c := range codes {
				read = append(read, isText(chosen, c))
			}
			label := chosen
			if list := by.ListIn(t.study); list != nil {
				label = t.tell.labelOf(chosen, list)
			}
			unread := joinedWords(words(abnd.T("it is not read: %s is \"", "não é lido: %s é «").Fill(by.Label).In(t.lang)), label, words(abnd.T("\"", "»").In(t.lang)))
			why = ifSo(anyOfThem(read...), why, unread)
		}
	}
	if code != "start" {
		start := of(abnd.Tried, "start")
		late := joinedWords(words(abnd.T("%s starts in ", "%s começa em ").Fill(benefit.Name).In(t.lang)), said{start.formula + `&""`, start.text()},
			words(abnd.T(", after the last year of the projection", ", depois do último ano da projecção").In(t.lang)))
		why = ifSo(isMore(start, t.tell.cell("general/projection_last", 0)), late, why)
	}
	unpaid := words(abnd.T("the proposal does not pay %s", "a proposta não paga %s").Fill(name).In(t.lang))
	paid := isText(of(abnd.Tried, "on"), model.Yes)
	if code == "on" {
		return ifSo(anyOfThem(paid, isText(baseOf("on"), model.Yes)), why, unpaid)
	}
	for _, other := range t.study.Levers {
		if strings.Contains(" "+joinedPaths(other)+" ", " "+id+"/on ") {
			unpaid = words(abnd.T("the proposal does not pay %s: move the lever \"%s\" too", "a proposta não paga %s: mova também a alavanca «%s»").Fill(name, other.Name).In(t.lang))
		}
	}
	return ifSo(paid, why, unpaid)
}

func joinedPaths(l abnd.Lever) string {
	var paths []string
	for _, p := range l.Paths {
		paths = append(paths, string(p))
	}
	return strings.Join(paths, " ")
}
