package scenarios

import (
	"context"
	"maps"
	"math"
	"slices"
	"strconv"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// packageChoice is what there is to choose from, computed.
type packageChoice struct {
	study    *abnd.Study
	status   *Result
	envelope Envelope
	levels   []abnd.Scenario
	choices  []selectable
	blocks   []*block
	rules    []rule
	base     []float64 // cost of the status quo by year with a ceiling
	count    []abnd.Year
	refused  int
	// losing says that every option knows what it takes from whom.
	losing bool
}

func newPackageChoice(ctx context.Context, study *abnd.Study, p PackageProblem) (*packageChoice, abnd.Diagnostics) {
	result, found := Run(study)
	if result == nil {
		return nil, found
	}
	c := &packageChoice{study: study, status: result, envelope: p.Envelope}
	if found := p.Envelope.check(study); found != nil {
		return nil, found
	}
	if found := result.costKnown(p.Envelope.Of, abnd.StatusQuo, p.Envelope.years(study)); found != nil {
		return nil, found
	}
	c.levels, found = Select(study, p.Levels...)
	weight, wrong := weightsOf(study, p.Weights)
	found = append(found, wrong...)
	if p.Year != 0 {
		found = append(found, uncostedYear(study, p.Year)...)
	}
	if p.Most < 0 || p.Show < 0 {
		found.AddError("", "listed", abnd.T("the number of packages cannot be negative", "um número de pacotes não pode ser negativo"), abnd.T("enter 1 or more, e.g. 10", "indique 1 ou mais, por exemplo 10"))
	}
	if found != nil {
		return nil, found
	}
	c.levels = slices.DeleteFunc(slices.Clone(c.levels), func(s abnd.Scenario) bool { return s.ID == abnd.StatusQuo })
	if c.choices = levelsOf(result, c.levels); len(c.choices) == 0 {
		return nil, failing("", "no-choice", abnd.T("no scenario changes a benefit, so there is nothing to choose", "nenhum cenário altera uma prestação, pelo que não há nada a escolher"),
			abnd.T("choose scenarios that pay more benefits than the status quo", "indique cenários que paguem mais prestações do que a situação actual"))
	}
	if c.rules, found = rulesOf(result, c.choices, p.Exclusive, p.Requires); found != nil {
		return nil, found
	}
	c.count = c.envelope.years(study)
	if p.Year != 0 {
		c.count = []abnd.Year{p.Year}
	}
	c.blocks = blocksOf(result, c.choices)
	if found, err := c.compute(ctx, weight); found != nil || err != nil {
		return nil, stopped(found, err)
	}
	if found, err := c.weighLosses(ctx, weight, p.AllowLosses); found != nil || err != nil {
		return nil, stopped(found, err)
	}
	for _, b := range c.blocks {
		c.dropRepeated(b)
	}
	return c, nil
}

// compute measures the options of the blocks.
func (c *packageChoice) compute(ctx context.Context, weight func(abnd.Benefit) float64) (abnd.Diagnostics, error) {
	for _, b := range c.blocks {
		b.options = nil
		if found := b.combine(c.choices); found != nil {
			return found, nil
		}
	}
	c.base = nil
	for _, year := range c.envelope.years(c.study) {
		c.base = append(c.base, c.status.shareOf(c.envelope.Of, abnd.StatusQuo, year))
	}
	var err error
	c.refused, err = measured(ctx, c.status, c.choices, c.blocks, c.envelope, c.count, weight)
	return nil, err
}

// levelsOf lists the benefits of which there is something to choose. A
// scenario that leaves a benefit as it is in the status quo, or as an earlier
// scenario has it, is no choice.
func levelsOf(r *Result, levels []abnd.Scenario) []selectable {
	var all []selectable
	for _, b := range r.Study.Benefits {
		s := selectable{benefit: b, alternatives: []alternative{{values: r.valuesIn(abnd.StatusQuo, b)}}}
		for _, level := range levels {
			values := r.valuesIn(level.ID, b)
			if !slices.ContainsFunc(s.alternatives, func(a alternative) bool { return sameBenefit(a.values, values) }) {
				s.alternatives = append(s.alternatives, alternative{name: level.ID, values: values})
			}
		}
		if len(s.alternatives) > 1 {
			all = append(all, s)
		}
	}
	return all
}

// sameBenefit reports whether two sets of values are the same benefit: neither is
// paid, or all of them agree.
func sameBenefit(a, b map[string]abnd.Value) bool {
	off := func(v map[string]abnd.Value) bool {
		on, _ := v["on"].Code()
		return on != model.Yes
	}
	return off(a) && off(b) || maps.Equal(a, b)
}

// combinations is how many packages there are.
func (c *packageChoice) combinations() float64 {
	n := 1.0
	for _, b := range c.blocks {
		n *= float64(len(b.options))
	}
	return n
}

// jointBlocks lists the benefits that act on one another.
func (c *packageChoice) jointBlocks() [][]string {
	var all [][]string
	for _, b := range c.blocks {
		if len(b.all) > 1 {
			all = append(all, b.all)
		}
	}
	return all
}

// dropRepeated keeps of options that do the same the first: a level of a
// benefit that another one has replaced changes nothing. Where a rule asks for
// a benefit, or packages are listed by what they take of it, that does count.
func (c *packageChoice) dropRepeated(b *block) {
	counts := func(m int) bool {
		return c.inHealth(m) || slices.ContainsFunc(c.rules, func(r rule) bool { return r.names(m) })
	}
	same := func(x, y option) bool {
		for j, m := range b.members {
			if x.picks[j] != y.picks[j] && counts(m) {
				return false
			}
		}
		return x.reach.agrees(y.reach) && slices.EqualFunc(x.cost, y.cost, func(a, b float64) bool { return math.Round(a*costPlaces) == math.Round(b*costPlaces) })
	}
	var kept []option
	for _, o := range b.options {
		if !slices.ContainsFunc(kept, func(x option) bool { return same(x, o) }) {
			kept = append(kept, o)
		}
	}
	b.options = kept
}

// inHealth reports whether a choice is one of health care.
func (c *packageChoice) inHealth(choice int) bool {
	return c.choices[choice].benefit.Guarantee == abnd.Health
}

// healthChoices lists the ways in which health care is taken: as in the status
// quo, then as each scenario has it. Each gives the alternatives of the choices
// of health care.
func (c *packageChoice) healthChoices() []healthChoice {
	all := []healthChoice{{picks: map[int]int{}}}
	for i := range c.choices {
		if c.inHealth(i) {
			all[0].picks[i] = 0
		}
	}
	for _, level := range c.levels {
		h := healthChoice{level: level.ID, picks: map[int]int{}}
		for i := range all[0].picks {
			values := c.status.valuesIn(level.ID, c.choices[i].benefit)
			h.picks[i] = slices.IndexFunc(c.choices[i].alternatives, func(a alternative) bool { return sameBenefit(a.values, values) })
		}
		if !slices.ContainsFunc(all, func(x healthChoice) bool { return maps.Equal(x.picks, h.picks) }) {
			all = append(all, h)
		}
	}
	return all
}

// healthChoice is one way to take health care.
type healthChoice struct {
	level string // a scenario; blank for the status quo
	picks map[int]int
}

// under keeps the options that take health care in one way.
func (h healthChoice) under(blocks []*block) []*block {
	var all []*block
	for _, b := range blocks {
		only := *b
		only.options = slices.DeleteFunc(slices.Clone(b.options), func(o option) bool {
			for j, m := range b.members {
				if pick, ok := h.picks[m]; ok && pick != o.picks[j] {
					return true
				}
			}
			return false
		})
		all = append(all, &only)
	}
	return all
}

// room is what the status quo leaves under the ceilings.
func (c *packageChoice) room() []float64 {
	var room []float64
	for t, year := range c.envelope.years(c.study) {
		room = append(room, c.envelope.Ceilings[year]-c.base[t])
	}
	return room
}

// picksOf are the alternatives of a packing of blocks, by choice.
func (c *packageChoice) picksOf(blocks []*block, p *packing) []int {
	picks := make([]int, len(c.choices))
	for i, b := range blocks {
		for j, m := range b.members {
			picks[m] = b.options[p.options[i]].picks[j]
		}
	}
	return picks
}

// scenarioOf writes the alternatives of the choices as a scenario of the study.
func (c *packageChoice) scenarioOf(picks []int, id string, name abnd.Text) abnd.Scenario {
	s := abnd.Scenario{ID: id, Name: name}
	for i, pick := range picks {
		for code, value := range c.choices[i].alternatives[pick].values {
			s.Change(c.choices[i].benefit.ID, code, value)
		}
	}
	c.status.fill(&s, abnd.StatusQuo)
	return s
}

// unusedID is the id, or the id with a number, that no scenario or package has.
func unusedID(study *abnd.Study, id string) string {
	free := id
	for n := 2; ; n++ {
		taken := slices.ContainsFunc(study.Scenarios, func(s abnd.Scenario) bool { return s.ID == free }) ||
			slices.ContainsFunc(study.Packages, func(p abnd.Package) bool { return p.ID == free })
		if !taken {
			return free
		}
		free = id + "-" + strconv.Itoa(n)
	}
}

// proved checks that scenarios of a result keep the envelope: what was found on
// parts is proved on the whole.
func (c *packageChoice) proved(r *Result, more []abnd.Scenario) {
	for _, s := range more {
		for _, year := range r.yearCosts(c.envelope, s.ID) {
			if year.Ceiling.Known && !keeps(year.Cost, year.Ceiling.Value) {
				panic("scenarios: the package that was found breaks the ceiling of " + strconv.Itoa(int(year.Year)))
			}
		}
	}
}

// run computes the study with more scenarios.
func (c *packageChoice) run(more []abnd.Scenario) *Result {
	study := c.study.Clone()
	study.Scenarios = append(study.Scenarios, more...)
	r, found := Run(study)
	if r == nil {
		panic("scenarios: the package that was found does not compute: " + found.Error())
	}
	return r
}

// nothingFits reports why there is no package: the one that takes nothing is the
// status quo, so that breaks a ceiling itself.
func (c *packageChoice) nothingFits() abnd.Diagnostics {
	var found abnd.Diagnostics
	for t, year := range c.envelope.years(c.study) {
		if ceiling := c.envelope.Ceilings[year]; found == nil && c.base[t] > ceiling+searchSlack {
			found = failing("", "status-quo-breaks", abnd.T("the status quo alone exceeds the ceiling: in %d it costs %s of GDP, and the ceiling is %s", "só a situação actual já ultrapassa o tecto: em %d custa %s do PIB, e o tecto é de %s").Fill(int(year), asPercent(c.base[t]), asPercent(ceiling)),
				incrementalCostLabel())
		}
	}
	return found
}
