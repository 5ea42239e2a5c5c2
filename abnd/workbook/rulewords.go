package workbook

import (
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/paper"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// A benefit's rule in words, over the same cells as its costs: what a scenario
// pays, to whom, and how many come. Which words there are is decided when the
// file is written; every figure and every choice in them is live.

// spliced puts texts and live parts together.
func spliced(parts ...printEntry) printEntry {
	var all printEntry
	var formulas []string
	text, live := "", false
	flush := func() {
		if text != "" {
			formulas = append(formulas, paper.TextLiteral(text))
			text = ""
		}
	}
	for _, p := range parts {
		all.value += p.value
		if p.formula == "" {
			text += p.value
			continue
		}
		live = true
		flush()
		formulas = append(formulas, p.formula)
	}
	flush()
	if live {
		all.formula = strings.Join(formulas, "&")
	}
	return all
}

// phrase fills the %s marks of a text with live parts; both languages have them in
// one order.
func (p *printer) phrase(t abnd.Text, parts ...printEntry) printEntry {
	words := strings.Split(t.In(p.lang), "%s")
	if len(words) != len(parts)+1 {
		panic("workbook: the phrase " + t.EN + " does not fit its parts")
	}
	var all []printEntry
	for i, w := range words {
		all = append(all, printEntry{value: w})
		if i < len(parts) {
			all = append(all, parts[i])
		}
	}
	return spliced(all...)
}

// shownFigure is a figure as a sentence writes it.
func (p *printer) shownFigure(key model.Key, year abnd.Year, as costing.NumberStyle) printEntry {
	part := costing.Part{Figure: key, Year: year, As: as}
	// A first part that says nothing: the figure does not begin a sentence.
	value := costing.Sentence{Cases: []costing.Words{{{Text: abnd.Same("")}, part}}}.In(p.projection, p.lang)
	return printEntry{value, renderer{formulas: p.formulas, sheet: p.sheet}.figure(part, false, p.lang)}
}

func (p *printer) shownChoice(key model.Key) printEntry {
	value, formula := p.labelOfChoice(key)
	return printEntry{value, formula}
}

// paidBenefit is a benefit as one scenario pays it.
type paidBenefit struct {
	*printer
	scenario abnd.Scenario
	benefit  abnd.Benefit
	// from and to are the first and the last year of the projection in which anybody
	// receives it.
	from, to abnd.Year
}

// paid are the benefits that a scenario pays, in the order of the study.
func (p *printer) paid(s abnd.Scenario) []paidBenefit {
	var all []paidBenefit
	for _, b := range p.study.Benefits {
		if x, ok := p.paidIn(s, b); ok {
			all = append(all, x)
		}
	}
	return all
}

func (p *printer) paidIn(s abnd.Scenario, b abnd.Benefit) (paidBenefit, bool) {
	x := paidBenefit{p, p.study.Inherited(s), b, p.study.Projection.First, p.study.Projection.Last}
	received := func(year abnd.Year) bool {
		n, known := p.projection.Value(x.key("beneficiaries"), year)
		return known && n > 0
	}
	years := p.study.Projection.All()
	if i := slices.IndexFunc(years, received); i >= 0 {
		x.from = years[i]
		for x.to > x.from && !received(x.to) {
			x.to--
		}
	}
	return x, costing.Pays(x.scenario, b)
}

func (x paidBenefit) key(line string) model.Key {
	return costing.BenefitKey(x.scenario.ID, x.benefit.ID, line)
}
func (x paidBenefit) parameter(code string) model.Key { return x.key("parameter/" + code) }

// has reports whether the benefit has a line with a place in the book.
func (x paidBenefit) has(key model.Key) bool {
	if !x.model.Has(key) {
		return false
	}
	_, placed := x.spots[key]
	return placed
}

// number is a parameter; false where it is blank.
func (x paidBenefit) number(code string) (float64, bool) {
	if !x.has(x.parameter(code)) {
		return 0, false
	}
	return x.projection.Value(x.parameter(code), 0)
}

// yearText is a year as it stands in a phrase.
func yearText(year abnd.Year) printEntry {
	return printEntry{value: abnd.Same("%d").Fill(int(year)).EN}
}

// fromFirstToLast shows a line in the first year of a benefit and in the last.
func (x paidBenefit) fromFirstToLast(line string, as costing.NumberStyle) printEntry {
	return x.inBothYears(line, as, abnd.T("%s in %s", "%s em %s"))
}

// target is how many people the benefit is meant for.
func (x paidBenefit) target() printEntry {
	return x.inBothYears("target_population", costing.AsRounded, abnd.T("%s people in %s", "%s pessoas em %s"))
}

// inBothYears says a line in the first year of a benefit and, unless nobody
// receives it in that one, in the last. Of a benefit that is written with one year
// the second is the last of the projection, so that the words follow when it is
// made to go on.
func (x paidBenefit) inBothYears(line string, as costing.NumberStyle, phrase abnd.Text) printEntry {
	key := x.key(line)
	if !x.has(key) {
		return printEntry{value: costing.NotKnown().In(x.lang)}
	}
	inYear := func(year abnd.Year) printEntry {
		return x.phrase(phrase, x.shownFigure(key, year, as), yearText(year))
	}
	first, last := inYear(x.from), x.to
	if x.from == x.to {
		last = x.study.Projection.Last
	}
	if x.from == last {
		return first
	}
	second := spliced(printEntry{value: ", "}, inYear(last))
	received := x.key("beneficiaries")
	if !x.has(received) {
		return spliced(first, second)
	}
	tell := teller{x.resultWriter, x.sheet}
	shown := ifSo(isNought(tell.cell(received, last)), saidNothing, said{second.formula, second.value})
	return spliced(first, printEntry{shown.text(), shown.formula})
}

// takeUp is how many of them come.
func (x paidBenefit) takeUp() printEntry { return x.fromFirstToLast("take_up", costing.AsPercent) }

// countedElsewhere are the optional rules that count people in another way than by
// age; their titles stand instead of ages.
var countedElsewhere = []string{"births-and-pregnancies", "maternity-cases-from-births", "short-term-contributory-branches", "public-works", "health-interventions", "contributory-pensions-in-payment"}

// bookkeeping are the optional rules that say nothing of who receives what.
var bookkeeping = []string{
	"start-within-the-year", "logistic-take-up", "recipients-of-a-register-by-age-band", "successive-amounts", "other-administrative-costs", "registrations-and-payments",
	"share-of-entitlement-paid-by-year", "recipients-and-payments-in-arrears", "who-pays", "split-over-two-guarantees", "contributions",
}

// rules are the optional rules that the benefit uses in this scenario.
func (x paidBenefit) rules() (counted, others []abnd.Text) {
	for _, g := range costing.RuleGroups() {
		used := slices.ContainsFunc(g.Specs, func(s costing.Spec) bool { return !x.scenario.Value(x.benefit, s.Code).IsBlank() })
		switch {
		case !g.Optional || !used || slices.Contains(bookkeeping, g.Name()):
		case slices.Contains(countedElsewhere, g.Name()):
			counted = append(counted, g.Title)
		default:
			others = append(others, g.Title)
		}
	}
	return counted, others
}

// names joins titles.
func (x paidBenefit) names(titles []abnd.Text) printEntry {
	var all []string
	for i, t := range titles {
		s := t.In(x.lang)
		if i > 0 {
			s = lowered(s)
		}
		all = append(all, s)
	}
	return printEntry{value: strings.Join(all, ", ")}
}

// eligibility is whom the benefit is for: ages, sex and share of the people, or
// what they are counted by, and the conditions.
func (x paidBenefit) eligibility() printEntry {
	counted, others := x.rules()
	var parts []printEntry
	low, okLow := x.number("age_min")
	high, okHigh := x.number("age_max")
	switch {
	case len(counted) > 0:
		parts = append(parts, x.names(counted))
	case okLow && okHigh && high >= abnd.MaxAge && low <= 0:
		parts = append(parts, printEntry{value: abnd.T("All ages", "Todas as idades").In(x.lang)})
	case okLow && okHigh && high >= abnd.MaxAge:
		parts = append(parts, x.phrase(abnd.T("Ages from %s on", "A partir dos %s anos"), x.shownFigure(x.parameter("age_min"), 0, costing.AsYear)))
	case okLow && okHigh:
		parts = append(parts, x.phrase(abnd.T("Ages %s to %s", "Dos %s aos %s anos"),
			x.shownFigure(x.parameter("age_min"), 0, costing.AsYear), x.shownFigure(x.parameter("age_max"), 0, costing.AsYear)))
	}
	if key := x.parameter("sex"); len(counted) == 0 && x.has(key) && x.projection.Choice(key) != string(abnd.Both) {
		parts = append(parts, x.shownChoice(key))
	}
	if share, known := x.number("share"); known && share != 1 {
		parts = append(parts, x.phrase(abnd.T("%s of them", "%s destas pessoas"), x.shownFigure(x.parameter("share"), 0, costing.AsPercent)))
	}
	if len(others) > 0 {
		parts = append(parts, x.names(others))
	}
	return x.separated(parts)
}

// separated puts semicolons between parts.
func (x paidBenefit) separated(parts []printEntry) printEntry {
	var all []printEntry
	for i, part := range parts {
		if i > 0 {
			all = append(all, printEntry{value: "; "})
		}
		all = append(all, part)
	}
	return spliced(all...)
}

// amount is what one recipient is paid, how often, and by what it moves.
func (x paidBenefit) amount() printEntry {
	var parts []printEntry
	if x.has(x.key("benefit_amount")) {
		parts = append(parts, x.phrase(abnd.T(x.study.Country.Currency+" %s a payment in %s", "%s "+x.study.Country.Currency+" por pagamento em %s"),
			x.shownFigure(x.key("benefit_amount"), x.from, costing.AsAmount), yearText(x.from)))
	}
	if n, known := x.number("payments"); known && n > 0 {
		style := costing.AsYear
		if n != float64(int(n)) {
			style = costing.AsAmount
		}
		parts = append(parts, x.phrase(abnd.T("payments a year: %s", "pagamentos por ano: %s"), x.shownFigure(x.parameter("payments"), 0, style)))
	}
	if key := x.parameter("indexation"); x.has(key) && x.projection.Choice(key) != "" {
		parts = append(parts, x.phrase(abnd.T("indexation: %s", "actualização: %s"), x.shownChoice(key)))
	}
	return x.separated(parts)
}

// change is what the scenario changes against the schemes that exist.
func (x paidBenefit) change() printEntry {
	var parts []string
	s, existing := x.study.FindScheme(x.benefit.Scheme)
	switch {
	case existing:
		var labels []string
		for _, spec := range costing.SpecsOf(x.study, x.benefit) {
			if v, changed := x.scenario.Changes[x.benefit.ID][spec.Code]; changed && !v.IsBlank() && v != x.benefit.Parameters[spec.Code].Value {
				labels = append(labels, lowered(spec.Label.In(x.lang)))
			}
		}
		const most = 3
		if more := len(labels) - most; more > 0 {
			labels = append(labels[:most], abnd.T("and %d more", "e mais %d").Fill(more).In(x.lang))
		}
		if len(labels) == 0 {
			today := abnd.T("As today: %s", "Como hoje: %s")
			if x.ends().value != "" {
				today = abnd.T("Until then as today: %s", "Até lá como hoje: %s")
			}
			parts = append(parts, today.Fill(s.Name).In(x.lang))
		} else {
			parts = append(parts, abnd.T("Existing; changed: %s", "Existente; altera-se: %s").Fill(strings.Join(labels, ", ")).In(x.lang))
		}
	default:
		parts = append(parts, abnd.T("New", "Nova").In(x.lang))
	}
	var replaced []string
	for _, id := range x.benefit.Replaces {
		if s, ok := x.study.FindScheme(id); ok {
			replaced = append(replaced, s.Name.In(x.lang))
		}
	}
	if len(replaced) > 0 {
		parts = append(parts, abnd.T("replaces: %s", "substitui: %s").Fill(strings.Join(replaced, ", ")).In(x.lang))
	}
	return spliced(x.ends(), printEntry{value: strings.Join(parts, "; ")})
}

// lowered begins a label with a small letter, unless it begins with an
// abbreviation.
func lowered(s string) string {
	r := []rune(s)
	if len(r) < 2 || strings.ToUpper(string(r[1])) == string(r[1]) {
		return s
	}
	return strings.ToLower(string(r[0])) + string(r[1:])
}
