package survey

import (
	"math"

	"github.com/openabnd/engine/abnd"
)

// Poverty are the measures of Foster, J., Greer, J. and Thorbecke, E. (1984), A
// class of decomposable poverty measures, Econometrica 52, and the Gini
// coefficient.
type Poverty struct {
	Headcount, Gap, Severity, Gini Estimate
}

// Group is a part of the population by which results are shown.
type Group struct {
	// Kind is what it is a part by, and Name its name in it; see [FifthGroup].
	Kind GroupKind
	Name abnd.Text
	// Persons that it stands for.
	Persons Estimate
	// Mean consumption per head and month, with all benefits.
	Mean      Estimate
	Headcount Estimate // with all benefits
	// Coverage is the share of persons in receiving households, Incidence the
	// group's share of the persons in them, Money its share of what is paid, and
	// Adequacy what is paid as a share of the consumption of those who receive.
	Coverage, Incidence, Money, Adequacy Estimate
}

// GroupKind is what a group is a part by.
type GroupKind string

// The kinds of groups.
const (
	FifthGroup GroupKind = "fifth" // of persons, by consumption without the scheme
	AreaGroup  GroupKind = "area"
	HeadGroup  GroupKind = "head" // sex of the head
)

// Scheme is what the survey says of a scheme, or of all together.
type Scheme struct {
	// Name is that of the scheme; blank for all together.
	Name    string
	Schemes []int
	// Direct is the share of persons who receive it themselves; without value
	// where the survey does not say who does.
	Direct Estimate
	// Coverage is the share of persons in households that receive it, and
	// CoverageOfPoor that of the poor. Who is poor is said without the scheme.
	Coverage, CoverageOfPoor Estimate
	// Exclusion is the share of the poor who are not covered, Inclusion the share
	// of the covered who are not poor.
	Exclusion, Inclusion Estimate
	// ToPoor is the share of what is paid that goes to the poor.
	ToPoor Estimate
	// Adequacy is what is paid as a share of the consumption of those who receive.
	Adequacy Estimate
	// Efficiency is the fall of the poverty gap in money, for each unit paid.
	Efficiency Estimate
	// Concentration is the concentration coefficient of what is paid; NaN where it
	// is not to be shown.
	Concentration float64
	// Before is poverty without the scheme, and Change what it takes away.
	Before                     Poverty
	HeadcountChange, GapChange Estimate
	Groups                     []Group
}

// Results are all that is shown of a survey.
type Results struct {
	Line               float64 // poverty line, money per head and month
	Households, People int     // in the sample; 0 people without a file of persons
	Strata, Clusters   int
	Persons            Estimate // that the sample stands for
	Mean               Estimate // consumption per head and month
	With               Poverty  // with all that is received
	Lonely             []string // strata of one cluster
	// All are all schemes together; each of Schemes where there are several.
	All     Scheme
	Schemes []Scheme
}

// Analyse computes all results for a poverty line in money per head and month.
func (s *Sample) Analyse(line float64) Results {
	e := s.estimator()
	r := Results{Line: line, Households: len(s.Households), Strata: len(e.clusters), Clusters: len(e.in), Lonely: s.LonelyStrata()}
	for i := range s.Households {
		r.People += len(s.Households[i].People)
	}
	r.Persons = e.total(nil, nil, persons)
	r.Mean = e.ratio(nil, nil, func(_ int, h *Household) float64 { return h.Consumption }, persons)
	r.With = e.poverty(line, (*Household).perHead)
	r.All = e.scheme("", s.All(), line)
	if len(s.Schemes) > 1 {
		for i, name := range s.Schemes {
			r.Schemes = append(r.Schemes, e.scheme(name, []int{i}, line))
		}
	}
	return r
}

// persons is how many a household stands for, over its weight.
func persons(_ int, h *Household) float64 { return h.Size }

// fgt is the measure of one person with a welfare: power 0, 1 or 2 of the
// distance to the line as a share of it.
func fgt(welfare, line float64, power int) float64 {
	if welfare >= line {
		return 0
	}
	gap, x := 1-welfare/line, 1.0
	for range power {
		x *= gap
	}
	return x
}

func (e *estimator) poverty(line float64, welfare func(*Household) float64) Poverty {
	measure := func(power int) Estimate {
		m := e.ratio(nil, nil, func(_ int, h *Household) float64 { return h.Size * fgt(welfare(h), line, power) }, persons)
		m.check()
		return m
	}
	p := Poverty{Headcount: measure(0), Gap: measure(1), Severity: measure(2), Gini: e.gini(welfare)}
	p.Gini.check()
	return p
}

func (e *estimator) scheme(name string, schemes []int, line float64) Scheme {
	before := func(h *Household) float64 { return h.before(schemes) }
	isPoor := func(i int) bool { return before(&e.Households[i]) < line }
	covered := func(i int) bool { return e.Households[i].of(schemes).Receives }
	coveredPersons := func(i int, h *Household) float64 {
		if covered(i) {
			return h.Size
		}
		return 0
	}
	paid := func(_ int, h *Household) float64 { return h.of(schemes).Amount }
	poorOnly := func(x of) of {
		return func(i int, h *Household) float64 {
			if isPoor(i) {
				return x(i, h)
			}
			return 0
		}
	}
	out := Scheme{
		Name: name, Schemes: schemes,
		Direct:         e.ratio(nil, schemes, func(_ int, h *Household) float64 { return h.of(schemes).Recipients }, persons),
		Coverage:       e.ratio(nil, schemes, coveredPersons, persons),
		CoverageOfPoor: e.ratio(isPoor, schemes, coveredPersons, persons),
		Exclusion:      e.ratio(isPoor, schemes, func(i int, h *Household) float64 { return h.Size - coveredPersons(i, h) }, persons),
		Inclusion: e.ratio(covered, schemes, func(i int, h *Household) float64 {
			if isPoor(i) {
				return 0
			}
			return h.Size
		}, persons),
		ToPoor:   e.ratio(covered, schemes, poorOnly(paid), paid),
		Adequacy: e.ratio(covered, schemes, paid, func(_ int, h *Household) float64 { return h.Consumption }),
		Efficiency: e.ratio(covered, schemes, func(_ int, h *Household) float64 {
			return line * h.Size * (fgt(before(h), line, 1) - fgt(h.perHead(), line, 1))
		}, paid),
		Concentration:   e.concentration(schemes),
		Before:          e.poverty(line, before),
		HeadcountChange: e.change(schemes, line, 0),
		GapChange:       e.change(schemes, line, 1),
	}
	for _, x := range []*Estimate{&out.Direct, &out.Coverage, &out.CoverageOfPoor, &out.Exclusion, &out.Inclusion, &out.ToPoor, &out.Adequacy, &out.Efficiency} {
		x.check()
	}
	if out.Coverage.Hidden != Shown || out.ToPoor.Hidden != Shown {
		out.Concentration = math.NaN()
	}
	out.Groups = e.groups(schemes, line)
	return out
}

// change is what a scheme changes of a measure of poverty, in points.
func (e *estimator) change(schemes []int, line float64, power int) Estimate {
	c := e.ratio(nil, schemes, func(_ int, h *Household) float64 {
		return h.Size * (fgt(h.perHead(), line, power) - fgt(h.before(schemes), line, power))
	}, persons)
	c.check()
	return c
}
