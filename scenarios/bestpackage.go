package scenarios

import (
	"context"
	"maps"
	"math"
	"slices"
	"strconv"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// PackageProblem asks for the package that reaches most people within an
// envelope. For each benefit it takes what the status quo has, or what one of the
// scenarios has.
type PackageProblem struct {
	// Levels are the scenarios to choose from; none means all but the status
	// quo.
	Levels   []string
	Envelope Envelope
	// Weights of a person by guarantee or by benefit, which comes first; 1
	// where none is given.
	Weights map[string]float64
	// Exclusive lists groups of benefits of which at most one is taken.
	Exclusive [][]string
	// Requires lists pairs: the first benefit is taken only with the second,
	// or where the status quo pays the second.
	Requires [][2]string
	// Year in which people are counted; 0 for the mean of the years that have
	// a ceiling.
	Year abnd.Year
}

// PackageSolution is the best package.
type PackageSolution struct {
	PackageProblem
	Items []PackageItem // a benefit of which there was something to choose, in the order of the study
	Years []YearCost
	// People receive benefits beyond the status quo, those of existing schemes
	// that the package stops taken off; Weighted is the same with the weights.
	// A person with two benefits counts twice.
	People, Weighted float64
	// Together lists benefits that act on one another, whose combinations were
	// computed together.
	Together [][]string
	// Combinations is how many packages there are, and Visited how many parts
	// of packages were looked at. Refused counts combinations of benefits that
	// the study does not allow.
	Combinations     float64
	Visited, Refused int
	// Result is the study with the package as the scenario Scenario.
	Result   *Result
	Scenario string
}

// PackageItem is what a package takes of one benefit.
type PackageItem struct {
	Benefit abnd.Benefit
	Level   string // a scenario; blank for the status quo
	People  float64
	// Cost over the status quo, mean of the years with a ceiling, share of GDP.
	Cost float64
}

// BestPackage finds the package that reaches most people while its cost keeps
// the ceiling in every year that has one. The optimum is exact: every
// combination is accounted for, by branch and bound, with the benefits that
// act on one another computed together; of packages that reach as many people
// the cheapest is taken, then the one that takes the earlier scenario. The
// package is then computed as a scenario of the study like any other, which
// must keep the ceilings.
//
// People are the recipients that each benefit adds to the status quo. Recipients
// of existing schemes that are known by their expenditure alone are not known,
// and not taken off where such a scheme is replaced.
//
// Where nothing fits the diagnostics say why. The error is the context's, where
// it was cancelled.
func BestPackage(ctx context.Context, study *abnd.Study, p PackageProblem) (*PackageSolution, abnd.Diagnostics, error) {
	c, found, err := newPackageChoice(ctx, study, p)
	if c == nil {
		return nil, found, err
	}
	k := c.knapsack(c.room())
	best, err := k.solve(ctx)
	switch {
	case err != nil:
		return nil, nil, err
	case best == nil:
		return nil, c.nothingFits(), nil
	}
	s := &PackageSolution{PackageProblem: p, People: best.people, Weighted: best.weighted, Visited: k.visited, Refused: c.refused, Combinations: 1}
	scenario := c.scenarioOf(best, abnd.T("Best package", "Melhor pacote"))
	s.Result, s.Scenario = c.computed(scenario, c.envelope), scenario.ID
	s.Years = s.Result.yearCosts(c.envelope, s.Scenario)
	for _, b := range c.blocks {
		s.Combinations *= float64(len(b.options))
		if len(b.all) > 1 {
			s.Together = append(s.Together, b.all)
		}
	}
	for i, pick := range c.picksOf(best) {
		of := c.choices[i]
		item := PackageItem{Benefit: of.benefit, Level: of.alternatives[pick].name, People: s.Result.added(s.Scenario, of.benefit.ID, c.count)}
		for _, year := range c.envelope.years(study) {
			x, _ := s.Result.Projection.Value(costing.BenefitKey(s.Scenario, of.benefit.ID, OfIncrement.line()), year)
			item.Cost += x / float64(len(c.envelope.years(study)))
		}
		s.Items = append(s.Items, item)
	}
	return s, nil, nil
}

// FrontierPoint is a package that no other one beats: whichever reaches more
// people costs more.
type FrontierPoint struct {
	// Peak is the greatest cost of a year, share of GDP, on the basis of the
	// envelope.
	Peak             float64
	People, Weighted float64
	// Levels by benefit, those that the package takes.
	Levels map[string]string
	// Fits says that the package keeps the envelope of the problem.
	Fits bool
}

// Frontier lists the packages that no other one beats, from the one that
// reaches most people down to the cheapest: cost against people. The cost of a
// package is its greatest share of GDP in a year that has a ceiling. Each is
// found as the best package under a flat ceiling just below the one before, so
// the list is complete for the choices of the problem. It is found whatever the
// height of the ceilings, which only say what fits.
func Frontier(ctx context.Context, study *abnd.Study, p PackageProblem) ([]FrontierPoint, abnd.Diagnostics, error) {
	c, found, err := newPackageChoice(ctx, study, p)
	if c == nil {
		return nil, found, err
	}
	var all []FrontierPoint
	ceiling := math.Inf(1)
	for {
		flat := make([]float64, len(c.base))
		for t := range flat {
			flat[t] = ceiling - c.base[t]
			if math.IsInf(ceiling, 1) {
				flat[t] = math.MaxFloat64
			}
		}
		best, err := c.knapsack(flat).solve(ctx)
		if err != nil {
			return nil, nil, err
		}
		if best == nil {
			return all, nil, nil
		}
		point := c.pointOf(best)
		// As many people for less: the dearer one is beaten.
		if n := len(all); n > 0 && math.Round(all[n-1].Weighted*personPlaces) == math.Round(point.Weighted*personPlaces) {
			all = all[:n-1]
		}
		all = append(all, point)
		ceiling = point.Peak - ceilingSlack
	}
}

func (c *packageChoice) pointOf(best *packing) FrontierPoint {
	point := FrontierPoint{Peak: math.Inf(-1), People: best.people, Weighted: best.weighted, Levels: map[string]string{}, Fits: true}
	for t, year := range c.envelope.years(c.study) {
		cost := c.base[t]
		for i, b := range c.blocks {
			cost += b.options[best.options[i]].cost[t]
		}
		point.Peak = max(point.Peak, cost)
		point.Fits = point.Fits && keeps(cost, c.envelope.Ceilings[year])
	}
	for i, pick := range c.picksOf(best) {
		if pick > 0 {
			point.Levels[c.choices[i].benefit.ID] = c.choices[i].alternatives[pick].name
		}
	}
	return point
}

// packageChoice is what there is to choose from, computed.
type packageChoice struct {
	study    *abnd.Study
	status   *Result
	envelope Envelope
	choices  []selectable
	blocks   []*block
	rules    []rule
	base     []float64 // cost of the status quo by year with a ceiling
	count    []abnd.Year
	refused  int
}

func newPackageChoice(ctx context.Context, study *abnd.Study, p PackageProblem) (*packageChoice, abnd.Diagnostics, error) {
	result, found := Run(study)
	if result == nil {
		return nil, found, nil
	}
	c := &packageChoice{study: study, status: result, envelope: p.Envelope}
	if found := p.Envelope.check(study); found != nil {
		return nil, found, nil
	}
	levels, found := Select(study, p.Levels...)
	weight, wrong := weightsOf(study, p.Weights)
	found = append(found, wrong...)
	if p.Year != 0 && !study.Projection.Contains(p.Year) {
		found.AddError("", "year", abnd.T("the year %d is not costed", "o ano %d não é custeado").Fill(int(p.Year)),
			abnd.T("give a year of %s", "indique um ano de %s").Fill(study.Projection))
	}
	if found != nil {
		return nil, found, nil
	}
	if c.choices = levelsOf(result, levels); len(c.choices) == 0 {
		return nil, failing("", "no-choice", abnd.T("no scenario changes a benefit, so there is nothing to choose", "nenhum cenário altera uma prestação, pelo que não há nada a escolher"),
			abnd.T("give scenarios that pay more benefits than the status quo", "indique cenários que paguem mais prestações do que a situação actual")), nil
	}
	if c.rules, found = rulesOf(result, c.choices, p.Exclusive, p.Requires); found != nil {
		return nil, found, nil
	}
	c.count = c.envelope.years(study)
	if p.Year != 0 {
		c.count = []abnd.Year{p.Year}
	}
	found, err := c.compute(ctx, weight)
	if found != nil || err != nil {
		return nil, found, err
	}
	return c, nil, nil
}

// compute makes the blocks and measures their options.
func (c *packageChoice) compute(ctx context.Context, weight func(abnd.Benefit) float64) (abnd.Diagnostics, error) {
	c.blocks = blocksOf(c.status, c.choices)
	for _, b := range c.blocks {
		if found := b.combine(c.choices); found != nil {
			return found, nil
		}
	}
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

// sameBenefit says whether two sets of values are the same benefit: neither is
// paid, or all of them agree.
func sameBenefit(a, b map[string]abnd.Value) bool {
	off := func(v map[string]abnd.Value) bool {
		on, _ := v["on"].Code()
		return on != costing.Yes
	}
	return off(a) && off(b) || maps.Equal(a, b)
}

// weightsOf reads the weights of persons.
func weightsOf(study *abnd.Study, weights map[string]float64) (func(abnd.Benefit) float64, abnd.Diagnostics) {
	known := costing.BenefitList(study).Names()
	for _, g := range abnd.Guarantees() {
		known = append(known, string(g))
	}
	var found abnd.Diagnostics
	for _, name := range slices.Sorted(maps.Keys(weights)) {
		if !slices.Contains(known, name) {
			found.AddError("", "weight", abnd.T("there is no guarantee or benefit %q to give a weight to", "não existe a garantia ou prestação %q a que dar um peso").Fill(name), nearestOr(name, known))
		}
		if w := weights[name]; !(w >= 0) || math.IsInf(w, 0) {
			found.AddError("", "weight", abnd.T("the weight of %q cannot be %v", "o peso de %q não pode ser %v").Fill(name, w),
				abnd.T("give a number from 0 on: 2 counts each person twice", "indique um número a partir de 0: 2 conta cada pessoa duas vezes"))
		}
	}
	return func(b abnd.Benefit) float64 {
		for _, name := range []string{b.ID, string(b.Guarantee)} {
			if w, ok := weights[name]; ok {
				return w
			}
		}
		return 1
	}, found
}

// rulesOf reads which benefits go together.
func rulesOf(r *Result, choices []selectable, groups [][]string, pairs [][2]string) ([]rule, abnd.Diagnostics) {
	var found abnd.Diagnostics
	known := costing.BenefitList(r.Study).Names()
	// placeOf is the place among the choices; −1 where nothing is chosen.
	placeOf := func(id string) int {
		if !slices.Contains(known, id) {
			found.AddError("", "unknown-benefit", abnd.T("there is no benefit %q", "não existe a prestação %q").Fill(id), nearestOr(id, known))
		}
		return slices.IndexFunc(choices, func(s selectable) bool { return s.benefit.ID == id })
	}
	var rules []rule
	for _, group := range groups {
		var one exclusive
		for i, id := range group {
			if slices.Contains(group[:i], id) {
				found.AddError("", "exclusive-twice", abnd.T("%q excludes itself", "%q exclui-se a si própria").Fill(id), abnd.T("name each benefit once", "indique cada prestação uma vez"))
			}
			if at := placeOf(id); at >= 0 {
				one = append(one, at)
			}
		}
		if len(group) < 2 {
			found.AddError("", "exclusive-one", abnd.T("one benefit alone excludes nothing", "uma só prestação não exclui nada"), abnd.T("name two or more, as a,b", "indique duas ou mais, como a,b"))
		}
		rules = append(rules, one)
	}
	for _, pair := range pairs {
		at, needs := placeOf(pair[0]), placeOf(pair[1])
		if found != nil {
			continue
		}
		if pair[0] == pair[1] {
			found.AddError("", "requires-itself", abnd.T("%q cannot need itself", "%q não pode depender de si própria").Fill(pair[0]), abnd.T("name two benefits, as a:b", "indique duas prestações, como a:b"))
			continue
		}
		other, _ := r.Study.FindBenefit(pair[1])
		paid, _ := r.valueIn(abnd.StatusQuo, other, "on").Code()
		switch {
		case at < 0 || paid == costing.Yes: // nothing to hold back
		case needs < 0:
			found.AddError("", "requires-never", abnd.T("%q needs %q, which no scenario pays", "%q depende de %q, que nenhum cenário paga").Fill(pair[0], pair[1]),
				abnd.T("put it on in a scenario, or leave the condition out", "active-a num cenário ou retire a condição"))
		default:
			rules = append(rules, prerequisite{at, needs})
		}
	}
	return rules, found
}

// room is what the status quo leaves under the ceilings.
func (c *packageChoice) room() []float64 {
	var room []float64
	for t, year := range c.envelope.years(c.study) {
		room = append(room, c.envelope.Ceilings[year]-c.base[t])
	}
	return room
}

func (c *packageChoice) knapsack(room []float64) *knapsack {
	return &knapsack{blocks: c.blocks, room: room, rules: c.rules}
}

// picksOf are the alternatives of a packing, by choice.
func (c *packageChoice) picksOf(p *packing) []int {
	picks := make([]int, len(c.choices))
	for i, b := range c.blocks {
		for j, m := range b.members {
			picks[m] = b.options[p.options[i]].picks[j]
		}
	}
	return picks
}

// scenarioOf writes a packing as a scenario of the study.
func (c *packageChoice) scenarioOf(p *packing, name abnd.Text) abnd.Scenario {
	s := abnd.Scenario{ID: freeID(c.study, "solved"), Name: name}
	for i, b := range c.blocks {
		b.put(&s, c.choices, b.options[p.options[i]].picks)
	}
	c.status.fill(&s, abnd.StatusQuo)
	return s
}

// freeID is the id, or the id with a number, that no scenario or package has.
func freeID(study *abnd.Study, id string) string {
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

// computed runs the study with one more scenario, which must keep the
// envelope: what was found on parts is proved on the whole.
func (c *packageChoice) computed(s abnd.Scenario, e Envelope) *Result {
	study := *c.study
	study.Scenarios = append(slices.Clone(c.study.Scenarios), s)
	r, found := Run(&study)
	if r == nil {
		panic("scenarios: the package that was found does not compute: " + found.Error())
	}
	for _, year := range r.yearCosts(e, s.ID) {
		if year.Ceiling.Known && !keeps(year.Cost, year.Ceiling.Value) {
			panic("scenarios: the package that was found breaks the ceiling of " + strconv.Itoa(int(year.Year)))
		}
	}
	return r
}

// nothingFits says why there is no package: the one that takes nothing is the
// status quo, so that breaks a ceiling itself.
func (c *packageChoice) nothingFits() abnd.Diagnostics {
	var found abnd.Diagnostics
	for t, year := range c.envelope.years(c.study) {
		if ceiling := c.envelope.Ceilings[year]; found == nil && c.base[t] > ceiling+searchSlack {
			found = failing("", "status-quo-breaks", abnd.T("the status quo alone breaks the ceiling: in %d it costs %s of GDP, and %s are allowed", "só a situação actual já ultrapassa o limite: em %d custa %s do PIB, e permitem-se %s").Fill(int(year), asPercent(c.base[t]), asPercent(ceiling)),
				overTheStatusQuo())
		}
	}
	return found
}
