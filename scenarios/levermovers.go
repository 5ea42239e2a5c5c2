package scenarios

import (
	"cmp"
	"math"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// costMover is a number of a benefit that moves the cost.
type costMover struct {
	benefit  abnd.Benefit
	code     string
	variable costing.Variable
	swing    float64 // of the cost of the benefit in the last year between its low and its high, money
}

// fromCost adds levers of the numbers that move the cost of their benefit most, in some
// scenario, until there are [FewestSuggested].
func (s *leverSuggester) fromCost() {
	r, _ := Run(s.study)
	if r == nil {
		return
	}
	all := s.movable()
	var u uncertainty
	for _, m := range all {
		d := factorDriver(m.variable.Path, m.variable, movedCells{base: []float64{m.variable.Value}, low: m.variable.Low, high: m.variable.High, single: true})
		d.first = len(u.cells)
		u.drivers, u.cells = append(u.drivers, d), append(u.cells, model.Cell{Key: m.variable.Line})
	}
	last := s.study.Projection.Last
	var wanted []model.Cell
	var of []string // the benefit of each
	for _, b := range s.study.Benefits {
		for _, x := range s.scenarios {
			wanted, of = append(wanted, model.Cell{Key: costing.BenefitKey(x.ID, b.ID, "total_cost"), Year: last}), append(of, b.ID)
		}
	}
	u.atEnds(r, wanted, last, func(i int, low, high, _ func(wanted int) float64) {
		for j := range wanted {
			if all[i].benefit.ID != of[j] {
				continue
			}
			if swing := math.Abs(high(j) - low(j)); swing > all[i].swing {
				all[i].swing = swing
			}
		}
	})
	slices.SortStableFunc(all, func(a, b costMover) int { return cmp.Compare(b.swing, a.swing) })
	for _, m := range all {
		if len(s.levers) < FewestSuggested && m.swing > 0 {
			s.take(s.lever(m.benefit, []string{m.code}))
		}
	}
}

// movable are the numbers of the benefits that someone decides or plans, of benefits that a
// scenario pays, and that no lever moves. As where a study has no ranges, no ages, years
// and counts are among them, nor zeros.
func (s *leverSuggester) movable() []costMover {
	variables := map[abnd.Path]costing.Variable{}
	for _, v := range costing.Variables(s.study) {
		variables[v.Path] = v
	}
	var all []costMover
	for _, b := range s.study.Benefits {
		if !slices.ContainsFunc(s.scenarios, func(x abnd.Scenario) bool { return costing.Pays(x, b) }) {
			continue
		}
		for _, spec := range costing.SpecsOf(s.study, b) {
			v, ok := variables[costing.ParameterPath(b.ID, spec.Code)]
			planned := spec.Nature == costing.Designed || spec.Nature == costing.Outlook
			if ok && planned && v.Value != 0 && !v.Whole && v.Unit != abnd.CalendarYear && v.Unit != abnd.AgeInYears && !s.moves(b.ID, spec.Code) {
				all = append(all, costMover{benefit: b, code: spec.Code, variable: v})
			}
		}
	}
	return all
}

// moves reports whether one of the levers moves a parameter.
func (s *leverSuggester) moves(benefit, code string) bool {
	return slices.ContainsFunc(s.levers, func(l abnd.Lever) bool { return slices.Contains(l.Paths, abnd.JoinPath(benefit, code)) })
}
