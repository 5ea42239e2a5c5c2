package scenarios

import (
	"math"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// Every two benefits of a guarantee are compared. So that this stays quick where
// there are a thousand, what is asked of one is found out before, once.

// paidTo is what the comparison of two benefits asks of each, in one scenario.
type paidTo struct {
	*abnd.Benefit
	place      int       // in the study
	groups     []int     // of GROUPS, which it reaches
	givesWay   []string  // the benefits to which it yields or converges, and those to which they do
	beside     bool      // it leaves out those who receive another, or comes beside the others by its nature
	reached    []reached // by year of projection and sex
	ageCell    abnd.Path // that its youngest age is taken from
	ownAgeCell abnd.Path // the scenario's own; blank where it inherits them
}

// reached are the people of one sex whom a benefit reaches.
type reached struct {
	lo, hi int
	share  float64 // of them; 0 where it is not paid, or counts others than persons by age
}

var sexes = []abnd.Sex{abnd.Female, abnd.Male}

// samePeople questions two benefits of one guarantee that reach the same
// people in the same year, with nothing that says how they go together.
func (q *questions) samePeople() {
	groups := q.groupsReached()
	for place := range q.Study.Scenarios {
		s := &q.Study.Scenarios[place]
		of := map[abnd.Guarantee][]*paidTo{}
		for i := range q.Study.Benefits {
			b := q.paidTo(*s, i)
			b.groups = groups[i]
			for _, other := range of[b.Guarantee] {
				if !b.ordered(other) && !other.ordered(b) {
					q.pair(s, other, b)
				}
			}
			of[b.Guarantee] = append(of[b.Guarantee], b)
		}
	}
}

// groupsReached are the groups, by their places in the study, that each benefit
// reaches.
func (q *questions) groupsReached() [][]int {
	by := map[string][]int{}
	for i, g := range q.Study.Groups {
		for _, p := range q.Study.ProvisionsOf(g.ID) {
			by[p.By] = append(by[p.By], i)
		}
	}
	groups := make([][]int, len(q.Study.Benefits))
	for i, b := range q.Study.Benefits {
		groups[i] = slices.Clone(by[b.ID])
		if b.Scheme != "" {
			groups[i] = append(groups[i], by[b.Scheme]...)
		}
	}
	return groups
}

// paidTo finds out what is asked of the benefit at a place of the study.
func (q *questions) paidTo(s abnd.Scenario, place int) *paidTo {
	b := q.Study.Benefits[place]
	p := &paidTo{Benefit: &q.Study.Benefits[place], place: place, reached: q.reach(s, b)}
	p.beside = q.has(s, b, "excluded_share") || q.has(s, b, "school_days")
	for _, code := range []string{"yields_to", "converges_to"} {
		p.givesWay = append(p.givesWay, q.chain(s, b, code)...)
	}
	_, p.ageCell = q.inForce(s, b, "age_min")
	for _, code := range []string{"age_max", "age_min"} {
		if !s.Changes[b.ID][code].IsBlank() {
			p.ownAgeCell = costing.ScenarioParameterPath(s.ID, b.ID, code)
		}
	}
	return p
}

// chain are the benefits that a parameter of one names, of that one, and so on.
func (q *questions) chain(s abnd.Scenario, b abnd.Benefit, code string) []string {
	var all []string
	for known := true; known; {
		v, _ := q.inForce(s, b, code)
		id, _ := v.Code()
		if id == "" || slices.Contains(all, id) {
			break
		}
		all = append(all, id)
		b, known = q.Study.FindBenefit(id)
	}
	return all
}

// ordered says whether the study says how two benefits go together: this one
// gives way to the other, converges to it, or leaves out those who receive
// another; or it comes beside the others by its nature, as meals on school days.
func (p *paidTo) ordered(other *paidTo) bool {
	return p.beside || slices.Contains(p.givesWay, other.ID)
}

// pair questions two benefits over the ages that both have. Where no group that
// both reach has a rule of overlap it is enough that both are paid; where the
// rule lets chance decide, or lets nobody have two, they must together be more
// than the people. It asks once for two benefits, whatever the scenarios.
func (q *questions) pair(s *abnd.Scenario, a, b *paidTo) {
	stated, open := q.overlap(a, b)
	if stated && !open || q.asked[[2]int{a.place, b.place}] {
		return
	}
	for i, one := range a.reached {
		two := b.reached[i]
		lo, hi := max(one.lo, two.lo), min(one.hi, two.hi)
		twice := one.share + two.share - 1
		if lo > hi || min(one.share, two.share) <= fewOfThem || stated && twice <= fewOfThem {
			continue
		}
		q.asked[[2]int{a.place, b.place}] = true
		if size := one.share + two.share; q.pairs.counts(size) {
			year := q.Study.Projection.First + abnd.Year(i/len(sexes))
			q.pairs.question = both{a, b, one, two, lo, hi, year, s.Name}.question(size)
		}
		return
	}
}

// both are the people whom two benefits reach in a year of a scenario.
type both struct {
	a, b     *paidTo
	one, two reached
	lo, hi   int // the ages of both
	year     abnd.Year
	scenario abnd.Text
}

func (x both) question(size float64) question {
	path := x.b.ageCell
	for _, own := range []abnd.Path{x.a.ownAgeCell, x.b.ownAgeCell} {
		if own != "" {
			path = own
		}
	}
	return question{path, x.problem, size}
}

func (x both) problem() abnd.Text {
	if twice := x.one.share + x.two.share - 1; twice > fewOfThem {
		return abnd.T("%s and %s reach %.0f%% and %.0f%% of the people: at least %.0f%% of those aged %d to %d receive both in %d (%s)", "%s e %s abrangem %.0f %% e %.0f %% das pessoas: pelo menos %.0f %% das dos %d aos %d anos têm ambas em %d (%s)").
			Fill(x.a.Name, x.b.Name, x.one.share*percent, x.two.share*percent, twice*percent, x.lo, x.hi, int(x.year), x.scenario)
	}
	return abnd.T("%s and %s are both paid at the ages %d to %d in %d (%s), and no rule for their overlap is entered", "%s e %s são ambas pagas dos %d aos %d anos em %d (%s), e não há regra sobre a sua acumulação").
		Fill(x.a.Name, x.b.Name, x.lo, x.hi, int(x.year), x.scenario)
}

// overlap says whether a group that both benefits reach has a rule of overlap,
// and whether that rule is one under which two benefits for everybody are
// still a question.
func (q *questions) overlap(a, b *paidTo) (stated, open bool) {
	open = true
	for _, i := range a.groups {
		if slices.Contains(b.groups, i) {
			rule := q.Study.Groups[i].Overlap
			stated = true
			open = open && (rule == abnd.IndependentOverlap || rule == abnd.ExclusiveOverlap)
		}
	}
	return stated, open
}

// reach are the people whom a benefit reaches, by year of projection and sex.
func (q *questions) reach(s abnd.Scenario, b abnd.Benefit) []reached {
	years := q.Study.Projection
	all := make([]reached, years.Len()*len(sexes))
	// Births, pensions in payment, insured cases and households have no ages.
	for _, code := range []string{"event", "pensioners_start", "participation", "scale_counts", "topup_of"} {
		if q.has(s, b, code) {
			return all
		}
	}
	line := func(code string) func(abnd.Year) (float64, bool) {
		return q.line(costing.BenefitKey(s.ID, b.ID, code))
	}
	age := func(code string) func(abnd.Year) int {
		used, given := line(code+"_used"), line("parameter/"+code)
		return func(year abnd.Year) int {
			x, ok := used(year)
			if !ok {
				x, _ = given(year)
			}
			return int(x)
		}
	}
	lo, hi, paid := age("age_min"), age("age_max"), line("parameter/share")
	for n, sex := range sexes {
		target, beneficiaries := line("target_population/"+string(sex)), line("beneficiaries/"+string(sex))
		for i := range years.Len() {
			year := years.First + abnd.Year(i)
			r := &all[i*len(sexes)+n]
			r.lo, r.hi = lo(year), hi(year)
			if people, _ := target(year); people > 0 {
				received, _ := beneficiaries(year)
				share, _ := paid(year)
				r.share = received / people * share
			}
		}
	}
	return all
}

// line looks a line up once, whose values in many years are asked for; the
// model may lack it.
func (q *questions) line(key model.Key) func(abnd.Year) (float64, bool) {
	if !q.Projection.Model().Has(key) {
		return func(abnd.Year) (float64, bool) { return 0, false }
	}
	line, values := q.Projection.Model().Line(key), q.Projection.Values(key)
	return func(year abnd.Year) (float64, bool) {
		i := 0
		if line.IsSeries() {
			if !line.Years.Contains(year) {
				return 0, false
			}
			i = int(year - line.Years.First)
		}
		if math.IsNaN(values[i]) {
			return 0, false
		}
		return values[i], true
	}
}
