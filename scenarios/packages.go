package scenarios

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"
	"strconv"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// PackageProblem asks which packages fit within an envelope. For each benefit a
// package takes what the status quo has, or what one of the scenarios has.
type PackageProblem struct {
	// Levels are the scenarios to choose from; none means all but the status
	// quo.
	Levels   []string
	Envelope Envelope
	// Weights of a recipient by guarantee of income security or by benefit,
	// which comes first; 1 where none is given. They are the choice of who asks.
	Weights map[string]float64
	// Exclusive lists groups of benefits of which at most one is taken.
	Exclusive [][]string
	// Requires lists pairs: the first benefit is taken only with the second,
	// or where the status quo pays the second. What the study requires of its
	// benefits holds besides.
	Requires [][2]string
	// Year in which people are counted; 0 for the mean of the years that have
	// a ceiling.
	Year abnd.Year
	// AllowLosses lists also packages that take something from somebody: see
	// [Loss].
	AllowLosses bool
	// Most is how many packages are listed at most; 0 is [MostListed].
	Most int
	// Show is the number of the package that is computed in full; 0 is the first.
	Show int
}

// MostListed is how many packages are listed where nothing else is asked for.
const MostListed = 10

// PackageSolution is the packages that fit.
type PackageSolution struct {
	PackageProblem
	// Choices are the benefits of which there is something to choose, in the
	// order of the study, and Scenarios those to choose from.
	Choices   []abnd.Benefit
	Scenarios []string
	// Packages are listed by how they take health care, the dearest first.
	Packages []ListedPackage
	// Unfit are the ways to take health care with which no package fits: a
	// scenario, blank for the status quo.
	Unfit []string
	// Shown is the number of the package of Items, Years, Result and Scenario.
	Shown int
	Items []PackageItem
	Years []YearCost
	// Together lists benefits that act on one another or reach the same people,
	// whose combinations were computed together.
	Together [][]string
	// Combinations is how many packages there are, without those that take
	// something from somebody where these are not allowed, and Visited how many
	// parts of packages were looked at. Refused counts combinations of benefits
	// that the study does not allow.
	Combinations     float64
	Visited, Refused int
	// Result is the study with the package as the scenario Scenario.
	Result   *Result
	Scenario string
}

// ListedPackage is one package in a list.
type ListedPackage struct {
	// Number from 1 in the list.
	Number int
	// Health is the scenario from which health care is taken; blank for the
	// status quo.
	Health string
	// Levels by choice: a scenario; blank for the status quo.
	Levels []string
	// Peak is the greatest cost of a year that has a ceiling, on the basis of
	// the envelope, and Mean the mean over these years of the cost over the
	// status quo; shares of GDP.
	Peak, Mean float64
	// Known is [abnd.KnownPart] where Peak is a lower bound: a part of the cost
	// of some year is not known, in the status quo either.
	Known abnd.Knowledge
	Reach Reach
	// Weighted is the recipients of income security with the weights, by which
	// packages are told apart. A household counts as one.
	Weighted float64
	Losses   []Loss
	// Fits says that the package keeps the envelope of the problem.
	Fits  bool
	picks []int
}

// PackageItem is what a package takes of one benefit.
type PackageItem struct {
	Benefit abnd.Benefit
	Level   string // a scenario; blank for the status quo
	Reach   Reach
	// Cost over the status quo, mean of the years with a ceiling, share of GDP.
	Cost float64
}

// Packages lists packages whose cost keeps the ceiling in every year that has
// one. Health care is taken as in the status quo, or as one of the scenarios has
// it, and each is a list of its own: persons covered by health care and
// recipients of benefits are not weighed against one another. In each list stand
// the packages that reach most recipients of income security, of those to which
// nothing can be added: no benefit can be exchanged for one that reaches more
// without breaking a ceiling. The lists are ordered by cost, the dearest first.
// Which package is to be preferred is not said.
//
// The lists are exact: every combination is accounted for, by branch and bound,
// with the benefits that act on one another computed together. Each package is
// then computed as a scenario of the study like any other, which must keep the
// ceilings.
//
// Packages that take something from somebody against the status quo are left
// out, unless they are allowed: see [Loss].
//
// People are the recipients that each benefit adds to the status quo. Recipients
// of existing schemes that are known by their expenditure alone are not known,
// and not taken off where such a scheme is replaced.
//
// Where nothing fits the diagnostics say why. A context
// that is cancelled is the cause of an error in them.
func Packages(ctx context.Context, study *abnd.Study, p PackageProblem) (*PackageSolution, abnd.Diagnostics) {
	c, found := newPackageChoice(ctx, study, p)
	if c == nil {
		return nil, found
	}
	s := &PackageSolution{PackageProblem: p, Refused: c.refused, Combinations: c.combinations(), Together: c.jointBlocks()}
	for _, x := range c.choices {
		s.Choices = append(s.Choices, x.benefit)
	}
	for _, x := range c.levels {
		s.Scenarios = append(s.Scenarios, x.ID)
	}
	health := c.healthChoices()
	most := max(1, cmp.Or(p.Most, MostListed)/len(health))
	for _, h := range health {
		k := &knapsack{blocks: h.under(c.blocks), room: c.room(), rules: c.rules, most: most, full: true}
		best, err := k.solve(ctx)
		if err != nil {
			return nil, stopped(nil, err)
		}
		s.Visited += k.visited
		var listed []ListedPackage
		for _, x := range best {
			listed = append(listed, c.listed(h, k.blocks, x))
		}
		if len(listed) == 0 {
			s.Unfit = append(s.Unfit, h.level)
		}
		slices.SortStableFunc(listed, dearestFirst)
		s.Packages = append(s.Packages, listed...)
	}
	if len(s.Packages) == 0 {
		return nil, c.nothingFits()
	}
	if err := c.tell(ctx, s.Packages); err != nil {
		return nil, stopped(nil, err)
	}
	if !p.AllowLosses {
		// What parts do not take the whole may, where coverage is a range.
		s.Packages = slices.DeleteFunc(s.Packages, func(x ListedPackage) bool { return len(x.Losses) > 0 })
	}
	switch n := len(s.Packages); {
	case n == 0:
		return nil, failing("", "all-take", abnd.T("every package found leaves someone with less than in the status quo", "todos os pacotes encontrados deixam alguém com menos do que a situação actual"),
			abnd.T("list them with --allow-losses, which shows who loses", "liste-os com --allow-losses, que mostra quem perde"))
	case p.Show > n:
		return nil, failing("", "shown", abnd.T("unknown package %d; %d are listed", "não há o pacote %d; há %d na lista").Fill(p.Show, n),
			abnd.T("choose a number of the list, or list more with --list", "escolha um número da lista ou peça uma lista maior"))
	}
	for i := range s.Packages {
		s.Packages[i].Number = i + 1
	}
	s.show(c, max(p.Show, 1))
	return s, nil
}

// dearestFirst orders packages by their greatest cost, then by their mean cost.
// What differs by the rounding of sums is a tie.
func dearestFirst(a, b ListedPackage) int {
	cost := func(x float64) float64 { return math.Round(x * costPlaces) }
	return cmp.Or(cmp.Compare(cost(b.Peak), cost(a.Peak)), cmp.Compare(cost(b.Mean), cost(a.Mean)))
}

// listed is a packing as a package.
func (c *packageChoice) listed(h healthChoice, blocks []*block, best *packing) ListedPackage {
	p := ListedPackage{Health: h.level, Peak: math.Inf(-1), Mean: best.mean, Known: abnd.KnownAll, Reach: best.reach, Weighted: best.weighted, Fits: true, picks: c.picksOf(blocks, best)}
	for t, year := range c.envelope.years(c.study) {
		cost := c.base[t]
		for i, b := range blocks {
			cost += b.options[best.options[i]].cost[t]
		}
		p.Peak = max(p.Peak, cost)
		p.Fits = p.Fits && keeps(cost, c.envelope.Ceilings[year])
		if k := c.status.knowledgeOf(c.envelope.Of, abnd.StatusQuo, year); k != abnd.KnownAll {
			p.Known = k
		}
	}
	for i, b := range blocks {
		p.Losses = append(p.Losses, b.options[best.options[i]].losses...)
	}
	p.Losses = c.inOrder(p.Losses)
	for i, pick := range p.picks {
		p.Levels = append(p.Levels, c.choices[i].alternatives[pick].name)
	}
	return p
}

// tell computes packages as scenarios of the whole study, which must keep the
// ceilings where they fit, and says what each takes from whom.
func (c *packageChoice) tell(ctx context.Context, packages []ListedPackage) error {
	const together = 16 // scenarios of one run
	for first := 0; first < len(packages); first += together {
		if err := ctx.Err(); err != nil {
			return err
		}
		batch := packages[first:min(len(packages), first+together)]
		var fitting, all []abnd.Scenario
		for i := range batch {
			p := &batch[i]
			s := c.scenarioOf(p.picks, unusedID(c.study, "package-"+strconv.Itoa(first+i+1)), abnd.Text{})
			if all = append(all, s); p.Fits {
				fitting = append(fitting, s)
			}
		}
		r := c.run(all)
		c.proved(r, fitting)
		for i := range batch {
			batch[i].Losses = r.losses(all[i].ID, costing.BenefitList(c.study).Names(), guaranteed(c.study))
		}
	}
	return nil
}

// show computes one of the packages in full.
func (s *PackageSolution) show(c *packageChoice, number int) {
	p := s.Packages[number-1]
	scenario := c.scenarioOf(p.picks, unusedID(c.study, "solved"), abnd.T("Package %d", "Pacote %d").Fill(number))
	s.Shown, s.Scenario = number, scenario.ID
	s.Result = c.run([]abnd.Scenario{scenario})
	c.proved(s.Result, []abnd.Scenario{scenario})
	s.Years = s.Result.yearCosts(c.envelope, s.Scenario)
	years := c.envelope.years(c.study)
	for i, b := range s.Choices {
		item := PackageItem{Benefit: b, Level: p.Levels[i], Reach: reachOf(c.study, b, s.Result.added(s.Scenario, b.ID, c.count))}
		for _, year := range years {
			x, _ := s.Result.Projection.Value(costing.BenefitKey(s.Scenario, b.ID, OfIncrement.line()), year)
			item.Cost += x / float64(len(years))
		}
		s.Items = append(s.Items, item)
	}
}

// Frontier lists, for each way to take health care, the packages that no other
// one beats, the dearest first: whichever reaches more recipients of income
// security costs more. The cost of a package is its greatest share of GDP in a
// year that has a ceiling. Each is found under a flat ceiling just below the
// one before, so the list is complete for the choices of the problem. It is
// found whatever the height of the ceilings, which only say what fits.
func Frontier(ctx context.Context, study *abnd.Study, p PackageProblem) ([]ListedPackage, abnd.Diagnostics) {
	c, found := newPackageChoice(ctx, study, p)
	if c == nil {
		return nil, found
	}
	all := []ListedPackage{}
	for _, h := range c.healthChoices() {
		points, err := c.frontier(ctx, h)
		if err != nil {
			return nil, stopped(nil, err)
		}
		all = append(all, points...)
	}
	for i := range all {
		all[i].Number = i + 1
	}
	if !c.losing {
		if err := c.tell(ctx, all); err != nil {
			return nil, stopped(nil, err)
		}
	}
	return all, nil
}

// Thinned keeps at most so many packages of a frontier as can be read: of each
// way to take health care as many as of the others, over the whole range of
// costs, and of each step of cost the one that reaches most people.
func Thinned(frontier []ListedPackage, most int) []ListedPackage {
	var ways []string
	for _, p := range frontier {
		if !slices.Contains(ways, p.Health) {
			ways = append(ways, p.Health)
		}
	}
	if len(frontier) <= most {
		return frontier
	}
	const fewest = 2 // the dearest and the cheapest
	each := max(fewest, most/len(ways))
	var shown []ListedPackage
	for _, way := range ways {
		of := slices.DeleteFunc(slices.Clone(frontier), func(p ListedPackage) bool { return p.Health != way })
		top, bottom := of[0].Peak, of[len(of)-1].Peak
		step := func(p ListedPackage) int { return int((top - p.Peak) / (top - bottom) * float64(each-1)) }
		for i, p := range of {
			if i == 0 || step(p) != step(of[i-1]) {
				shown = append(shown, p)
			}
		}
	}
	return shown
}

// frontier lists the packages that no other one beats with health care taken
// in one way.
func (c *packageChoice) frontier(ctx context.Context, h healthChoice) ([]ListedPackage, error) {
	blocks := h.under(c.blocks)
	var all []ListedPackage
	ceiling, last, step := math.Inf(1), math.Inf(1), ceilingSlack
	for {
		flat := make([]float64, len(c.base))
		for t := range flat {
			flat[t] = ceiling - c.base[t]
			if math.IsInf(ceiling, 1) {
				flat[t] = math.MaxFloat64
			}
		}
		found, err := (&knapsack{blocks: blocks, room: flat, rules: c.rules}).solve(ctx)
		if err != nil || len(found) == 0 {
			return all, err
		}
		point := c.listed(h, blocks, found[0])
		// As many people for less: the dearer one is beaten.
		if n := len(all); n > 0 && math.Round(all[n-1].Weighted*personPlaces) == math.Round(point.Weighted*personPlaces) {
			all = all[:n-1]
		}
		all = append(all, point)
		// A step too small for the digits of a large share finds the same again.
		if point.Peak < last {
			step = ceilingSlack * max(1, math.Abs(point.Peak))
		} else {
			step *= 2
		}
		last = point.Peak
		ceiling = point.Peak - step
	}
}

// weightsOf reads the weights of recipients of income security.
func weightsOf(study *abnd.Study, weights map[string]float64) (func(abnd.Benefit) float64, abnd.Diagnostics) {
	var known, health []string
	for _, b := range study.Benefits {
		if b.Guarantee == abnd.Health {
			health = append(health, b.ID)
		} else {
			known = append(known, b.ID)
		}
	}
	for _, g := range abnd.Guarantees() {
		if g == abnd.Health {
			health = append(health, string(g))
		} else {
			known = append(known, string(g))
		}
	}
	var found abnd.Diagnostics
	for _, name := range slices.Sorted(maps.Keys(weights)) {
		switch {
		case slices.Contains(health, name):
			found.AddError("", "weight-health", abnd.T("persons covered by health care are not added to recipients of benefits, so %q has no weight", "as pessoas abrangidas por cuidados de saúde não se somam aos beneficiários de prestações, pelo que %q não tem peso").Fill(name),
				abnd.T("omit the weight: packages are listed without and with health care", "retire o peso: os pacotes são listados sem e com cuidados de saúde"))
		case !slices.Contains(known, name):
			found.AddError("", "weight", abnd.T("unknown guarantee or benefit %q in --weight", "garantia ou prestação desconhecida em --weight: %q").Fill(name), abnd.Suggestion(name, known))
		}
		if w := weights[name]; !(w >= 0) || math.IsInf(w, 0) {
			found.AddError("", "weight", abnd.T("%q: %v is not a valid weight", "%q: %v não é um peso válido").Fill(name, w),
				abnd.T("enter a number of 0 or more: 2 counts each person twice", "indique um número a partir de 0: 2 conta cada pessoa duas vezes"))
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
