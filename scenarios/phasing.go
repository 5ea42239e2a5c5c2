package scenarios

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// PhasingProblem asks when the benefits of a scenario or package can start
// within an envelope.
type PhasingProblem struct {
	// Run is the scenario or package; blank for the last scenario of the study.
	Run      string
	Envelope Envelope
	// Order of the benefits, the first one first. Benefits that are not named
	// follow in the order of the study. Blank: no order; as many people as
	// possible over the years.
	Order []string
	// Weights of a person by guarantee or benefit, as in [PackageProblem];
	// for phasing without an order.
	Weights map[string]float64
	// Requires lists pairs as in [PackageProblem]: the first benefit starts no
	// earlier than the second.
	Requires [][2]string
	// MoveRamps moves the years of take-up and area ramps along with the
	// start. Otherwise they keep their calendar years.
	MoveRamps bool
}

// PhasingSolution says when each benefit can start.
type PhasingSolution struct {
	PhasingProblem
	Items []PhasedBenefit // in the order of priority, or of the study
	Years []YearCost
	// Reach is whom the plan reaches beyond the status quo, on average over the
	// years of the projection; Weighted counts the recipients of income security
	// with the weights.
	Reach    Reach
	Weighted float64
	// Losses is what the plan takes from whom against the status quo.
	Losses []Loss
	// Together lists benefits that act on one another.
	Together [][]string
	// Result is the study with the phased scenario, Scenario.
	Result   *Result
	Scenario string
}

// PhasedBenefit is when a benefit starts.
type PhasedBenefit struct {
	Benefit abnd.Benefit
	// Level is the scenario that the benefit is taken from.
	Level string
	// Planned is the start in the scenario, Start the one that fits; 0 where
	// it does not fit in any year of the projection.
	Planned, Start abnd.Year
	// Fixed marks a benefit that is paid in the status quo and that the
	// scenario changes: it has no start to move.
	Fixed bool
}

// rampYears are the parameters that move with the start where that is wanted.
var rampYears = []string{"ramp_start", "ramp_end", "area_start", "area_end"}

// Phase finds the earliest start years at which the benefits of a scenario or
// package keep the ceiling in every year that has one. A start is never earlier
// than the scenario plans it; a benefit may stay out of the projection. Only
// the start moves, and the ramps where that is asked for: other years of its
// parameters stay. Benefits that the status quo pays keep the changes of the
// scenario from its own years.
//
// A benefit that requires another one starts no earlier than that. With an
// order the result is the first one lexicographically: the first
// benefit starts as early as any plan allows, the second as early as any plan
// with that start allows, and so on, by search with pruning. Without an order
// it is the plan that reaches most recipients of income security over the years
// of the projection and, of those, the one that covers most people with health
// care, by branch and bound as in [Packages]. Both are exact, and the plan is
// computed as a scenario of the study, which must keep the ceilings.
//
// Where nothing fits the diagnostics say why. A context
// that is cancelled is the cause of an error in them.
func Phase(ctx context.Context, study *abnd.Study, p PhasingProblem) (*PhasingSolution, abnd.Diagnostics) {
	result, found := Run(study)
	if result == nil {
		return nil, found
	}
	if found := p.Envelope.check(study); found != nil {
		return nil, found
	}
	if found := result.costKnown(p.Envelope.Of, abnd.StatusQuo, p.Envelope.years(study)); found != nil {
		return nil, found
	}
	scenarioOf, found := result.partsOf(&p)
	weight, wrong := weightsOf(study, p.Weights)
	if found = append(found, wrong...); found != nil {
		return nil, found
	}
	c := &packageChoice{study: study, status: result, envelope: p.Envelope, count: study.Projection.All()}
	items, found := c.starts(scenarioOf, p)
	if found != nil {
		return nil, found
	}
	if c.rules, found = c.phaseRules(p.Requires); found != nil {
		return nil, found
	}
	c.blocks = blocksOf(c.status, c.choices)
	if found, err := c.compute(ctx, weight); found != nil || err != nil {
		return nil, stopped(found, err)
	}
	k := &knapsack{blocks: c.blocks, room: c.room(), rules: c.rules}
	var best *packing
	var err error
	if len(p.Order) > 0 {
		var order []int
		for _, item := range items {
			order = append(order, slices.IndexFunc(c.choices, func(s selectable) bool { return s.benefit.ID == item.Benefit.ID }))
		}
		best, err = k.earliest(ctx, order)
	} else {
		var found []*packing
		found, err = k.solve(ctx)
		best = first(found)
	}
	switch {
	case err != nil:
		return nil, stopped(nil, err)
	case best == nil:
		return nil, c.existingBenefitsExceedCeiling(items)
	}
	s := &PhasingSolution{PhasingProblem: p, Reach: best.reach, Weighted: best.weighted, Together: c.jointBlocks()}
	picks := c.picksOf(c.blocks, best)
	scenario := c.scenarioOf(picks, unusedID(study, "solved"), abnd.T("Phased plan", "Plano faseado"))
	s.Result, s.Scenario = c.run([]abnd.Scenario{scenario}), scenario.ID
	c.proved(s.Result, []abnd.Scenario{scenario})
	s.Losses = s.Result.losses(s.Scenario, costing.BenefitList(study).Names(), guaranteed(study))
	s.Years = s.Result.yearCosts(c.envelope, s.Scenario)
	for _, item := range items {
		at := slices.IndexFunc(c.choices, func(x selectable) bool { return x.benefit.ID == item.Benefit.ID })
		if pick := picks[at]; !item.Fixed && pick > 0 {
			year, _ := c.choices[at].alternatives[pick].values["start"].Number()
			item.Start = abnd.Year(year)
		}
		s.Items = append(s.Items, item)
	}
	return s, nil
}

// partsOf finds the run, and gives the scenario that each benefit is taken
// from.
func (r *Result) partsOf(p *PhasingProblem) (func(abnd.Benefit) string, abnd.Diagnostics) {
	if p.Run == "" {
		p.Run = r.Study.Scenarios[len(r.Study.Scenarios)-1].ID
	}
	if i := slices.IndexFunc(r.Study.Packages, func(x abnd.Package) bool { return x.ID == p.Run }); i >= 0 {
		return func(b abnd.Benefit) string { return r.Study.Packages[i].Scenarios[b.Guarantee] }, nil
	}
	if _, ok := r.Study.FindScenario(p.Run); !ok {
		return nil, failing("", "unknown-scenario", abnd.T("unknown scenario or package %q", "não existe o cenário ou pacote %q").Fill(p.Run), abnd.Suggestion(p.Run, r.runs()))
	}
	return func(abnd.Benefit) string { return p.Run }, nil
}

// starts lists the start years that each benefit can have.
func (c *packageChoice) starts(scenarioOf func(abnd.Benefit) string, p PhasingProblem) ([]PhasedBenefit, abnd.Diagnostics) {
	var items []PhasedBenefit
	for _, b := range c.study.Benefits {
		was, is := c.status.valuesIn(abnd.StatusQuo, b), c.status.valuesIn(scenarioOf(b), b)
		if sameBenefit(was, is) {
			continue
		}
		on, _ := is["on"].Code()
		before, _ := was["on"].Code()
		planned, _ := is["start"].Number()
		item := PhasedBenefit{Benefit: b, Level: scenarioOf(b), Planned: abnd.Year(planned), Fixed: on != model.Yes || before == model.Yes}
		s := selectable{benefit: b, alternatives: []alternative{{values: was}}}
		if item.Fixed {
			s.alternatives[0].values = is
			item.Start = item.Planned
		} else {
			s.alternatives = append(s.alternatives, c.startsOf(is, item.Planned, p.MoveRamps)...)
		}
		items, c.choices = append(items, item), append(c.choices, s)
	}
	if !slices.ContainsFunc(items, func(x PhasedBenefit) bool { return !x.Fixed }) {
		return nil, failing("", "nothing-to-phase", abnd.T("%q does not start a benefit that is not in the status quo", "%q não inicia nenhuma prestação que não esteja na situação actual").Fill(p.Run),
			abnd.T("choose a scenario that starts a benefit", "escolha um cenário que inicie uma prestação"))
	}
	return c.ranked(items, p.Order)
}

// phaseRules reads which benefit starts no earlier than which. One that the
// status quo pays, or that the plan does not start at all, holds nothing back.
func (c *packageChoice) phaseRules(pairs [][2]string) ([]rule, abnd.Diagnostics) {
	known := costing.BenefitList(c.study).Names()
	var found abnd.Diagnostics
	var rules []rule
	for _, pair := range needs(c.study, pairs) {
		for _, id := range pair {
			if !slices.Contains(known, id) {
				found.AddError("", "unknown-benefit", abnd.T("unknown benefit %q", "não existe a prestação %q").Fill(id), abnd.Suggestion(id, known))
			}
		}
		place := func(id string) int {
			return slices.IndexFunc(c.choices, func(s selectable) bool { return s.benefit.ID == id && len(s.alternatives) > 1 })
		}
		one, other := place(pair[0]), place(pair[1])
		if one < 0 || other < 0 || one == other {
			continue
		}
		rules = append(rules, pairOf(c.choices, one, other, func(x, y alternative) bool {
			starts, _ := x.values["start"].Number()
			first, _ := y.values["start"].Number()
			return x.name == "" || y.name != "" && first <= starts
		}))
	}
	return rules, found
}

// startsOf lists the alternatives of a benefit that starts: as planned, and in
// every later year of the projection.
func (c *packageChoice) startsOf(values map[string]abnd.Value, planned abnd.Year, moveRamps bool) []alternative {
	all := []alternative{{name: strconv.Itoa(int(planned)), values: values}}
	first := max(planned, c.study.Projection.First)
	for year := first + 1; year <= c.study.Projection.Last; year++ {
		later := map[string]abnd.Value{}
		for code, value := range values {
			later[code] = value
		}
		later["start"] = abnd.Num(float64(year))
		for _, code := range rampYears {
			if x, ok := values[code].Number(); ok && moveRamps {
				later[code] = abnd.Num(x + float64(year-first))
			}
		}
		all = append(all, alternative{name: strconv.Itoa(int(year)), values: later})
	}
	return all
}

// ranked puts the items in order of priority.
func (c *packageChoice) ranked(items []PhasedBenefit, order []string) ([]PhasedBenefit, abnd.Diagnostics) {
	var found abnd.Diagnostics
	var known []string
	for _, x := range items {
		known = append(known, x.Benefit.ID)
	}
	for i, id := range order {
		switch {
		case slices.Contains(order[:i], id):
			found.AddError("", "order-twice", abnd.T("%q is duplicated in the order", "%q está duas vezes na ordem").Fill(id), abnd.T("enter it once", "indique-o uma só vez"))
		case !slices.Contains(known, id):
			found.AddError("", "unknown-benefit", abnd.T("the scenario does not start the benefit %q", "o cenário não inicia a prestação %q").Fill(id), abnd.Suggestion(id, known))
		}
	}
	if found != nil {
		return nil, found
	}
	rank := func(x PhasedBenefit) int {
		if i := slices.Index(order, x.Benefit.ID); i >= 0 {
			return i
		}
		return len(order)
	}
	slices.SortStableFunc(items, func(a, b PhasedBenefit) int { return rank(a) - rank(b) })
	return items, nil
}

// earliest finds the packing that starts the benefits, in their order, each as
// early as possible given those before it. Alternatives are in the order of
// their starts, but for the first, which is none. A part of the plan is given up
// where even the cheapest choice of the rest breaks a ceiling.
func (k *knapsack) earliest(ctx context.Context, order []int) (*packing, error) {
	k.chosen = make([]int, len(k.blocks))
	still := make([][]int, len(k.blocks)) // options of each block that are left
	home, seat := map[int]int{}, map[int]int{}
	state := make([]int, len(order)) // by selectable: the alternative
	for i := range state {
		state[i] = undecided
	}
	for i, b := range k.blocks {
		for at := range b.options {
			still[i] = append(still[i], at)
		}
		for j, m := range b.members {
			home[m], seat[m] = i, j
		}
	}
	fits := func() bool {
		for t, room := range k.room {
			sum := 0.0
			for i, b := range k.blocks {
				least := b.options[still[i][0]].cost[t]
				for _, at := range still[i] {
					least = min(least, b.options[at].cost[t])
				}
				sum += least
			}
			if sum > room+searchSlack {
				return false
			}
		}
		return true
	}
	var place func(depth int) (bool, error)
	place = func(depth int) (bool, error) {
		if !fits() {
			return false, nil
		}
		if depth == len(order) {
			return true, nil
		}
		if err := ctx.Err(); err != nil {
			return false, err
		}
		i, j := home[order[depth]], seat[order[depth]]
		before := still[i]
		var picks []int
		for _, at := range before {
			if pick := k.blocks[i].options[at].picks[j]; !slices.Contains(picks, pick) {
				picks = append(picks, pick)
			}
		}
		slices.Sort(picks)
		if picks[0] == 0 { // none comes last
			picks = append(picks[1:], 0)
		}
		for _, pick := range picks {
			still[i] = slices.DeleteFunc(slices.Clone(before), func(at int) bool { return k.blocks[i].options[at].picks[j] != pick })
			state[order[depth]] = pick
			if slices.ContainsFunc(k.rules, func(r rule) bool { return r.broken(state) }) {
				continue
			}
			if done, err := place(depth + 1); done || err != nil {
				return done, err
			}
		}
		still[i], state[order[depth]] = before, undecided
		return false, nil
	}
	done, err := place(0)
	if !done {
		return nil, err
	}
	for i := range still {
		k.chosen[i] = still[i][0]
	}
	k.take()
	return first(k.found), nil
}

// existingBenefitsExceedCeiling reports why there is no plan: even without any start a ceiling
// is broken.
func (c *packageChoice) existingBenefitsExceedCeiling(items []PhasedBenefit) abnd.Diagnostics {
	if found := c.nothingFits(); found != nil {
		return found
	}
	var fixed []string
	for _, x := range items {
		if x.Fixed {
			fixed = append(fixed, x.Benefit.ID)
		}
	}
	return failing("", "nothing-fits", abnd.T("even if no benefit starts, the scenario's changes of existing benefits exceed the ceiling: %s", "mesmo que nenhuma prestação se inicie, o que o cenário altera nas prestações existentes ultrapassa o tecto: %s").Fill(strings.Join(fixed, ", ")),
		abnd.T("enter a higher ceiling, or remove these changes from the scenario", "indique um tecto mais alto ou retire estas alterações do cenário"))
}
