package costing

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"sync"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// Spec declares one parameter of a benefit rule: what a cell of the workbook
// may hold. Rows, drop-downs, diagnostics and documentation are made of it.
type Spec struct {
	Code  string
	Label abnd.Text
	Help  abnd.Text // one sentence for the analyst
	Unit  abnd.Unit
	// Nature says whether the parameter is found, decided or expected.
	Nature ParameterNature
	// List gives the codes of a choice. OfTables says that the codes are the
	// IDs of the study's tables by year, OfBenefits that they are those of its
	// benefits.
	List       *model.List
	OfTables   bool
	OfBenefits bool
	// A number must lie in Low..High; Whole numbers have no fraction.
	Low, High float64
	Whole     bool
	// The parameter is needed where the choice NeededIf has one of the codes
	// of NeededFor; always where NeededIf is blank; never where Optional.
	NeededIf  string
	NeededFor []string
	Optional  bool
	// A parameter is read where it is needed, unless ReadIf names another choice
	// and ReadFor the codes with which it is.
	ReadIf  string
	ReadFor []string
	// ReplacedBy lists parameters of optional rules that take the place of
	// this one. Where one of them is filled in, this one must be blank.
	ReplacedBy []string
}

// IsChoice reports whether the parameter holds a code.
func (s Spec) IsChoice() bool { return s.List != nil || s.OfTables || s.OfBenefits }

// ReadWhere is the choice that a parameter goes with, and the codes with which
// it is read; blank where it is read always.
func (s Spec) ReadWhere() (choice string, codes []string) {
	if s.ReadIf != "" {
		return s.ReadIf, s.ReadFor
	}
	return s.NeededIf, s.NeededFor
}

// withHelp adds a sentence for the analyst.
func (s Spec) withHelp(help abnd.Text) Spec {
	s.Help = help
	return s
}

// being says how the parameter is known.
func (s Spec) being(n ParameterNature) Spec {
	s.Nature = n
	return s
}

// isCount reports whether the parameter is a plain number of something, which is
// not to be shown as percent.
func (s Spec) isCount() bool { return s.Whole && s.Unit == abnd.PureNumber }

// family is one group of parameters with its lines and checks.
//
// The families of core cost every benefit. The others are optional: a benefit
// has the rule whose parameters it fills in, in the base or in a scenario.
// They prepare what the core reads — who is reached, what the amount is — so
// any of them combine.
type family struct {
	title abnd.Text
	// note says what the formulas do not: what is taken to be so, and in which
	// year something counts. It stands under the rule in docs/rules.md.
	note  abnd.Text
	specs []Spec
	// prepare changes what the core families start from; for optional ones.
	prepare func(*benefitLines)
	// lines adds the lines of a core family.
	lines func(*benefitLines)
	check func(*benefitCheck)
}

// core are the families that every benefit has, in the order in which it is
// costed.
var core = []family{activity, target, takeUp, amount, indexation, delivery, administration}

// optional are the others, in the order in which they apply. It decides money
// where two of them change the same place of [benefitLines]: each starts from
// what the one before it left there. Docs/rules.md has the table, made of them.
var optional = []family{
	gradual, startMonth, ageSteps, shareByAge, topUp, register, births, logistic, area, poverty, exclusion, pensioners, interventions, healthInflation, childCap, schoolDays, householdScale, publicWorks,
	history, bands, payments, revision, outOfPocket, premium, maternity, insured, contributions, ceiling, overheads, workload, paidShares, paidPeople, poorest, precedence, convergence, payers, split,
}

// inUse reports whether a benefit fills in a parameter of the family: see
// [fillsIn].
func (f family) inUse(study *abnd.Study, b abnd.Benefit) bool {
	for i := range f.specs { // a Spec is large: it is not copied
		if fillsIn(study, b, f.specs[i].Code) {
			return true
		}
	}
	return false
}

// fillsIn reports whether a benefit has a parameter in the base or in any
// scenario, or a lever can give it one.
func fillsIn(study *abnd.Study, b abnd.Benefit, code string) bool {
	if !b.Parameters[code].Value.IsBlank() {
		return true
	}
	for _, s := range study.Scenarios {
		if !s.Changes[b.ID][code].IsBlank() {
			return true
		}
	}
	lever, _ := study.Moves(b.ID, code)
	return lever >= 0
}

// optionalInUse says [family.inUse] of each optional family, from what the
// benefit fills in: few of all parameters.
func optionalInUse(study *abnd.Study, b abnd.Benefit) []bool {
	used := make([]bool, len(optional))
	use := func(code string, v abnd.Value) {
		if i, ok := optionalOf()[code]; ok && !v.IsBlank() {
			used[i] = true
		}
	}
	for code, p := range b.Parameters {
		use(code, p.Value)
	}
	for _, s := range study.Scenarios {
		for code, v := range s.Changes[b.ID] {
			use(code, v)
		}
	}
	// What a lever can move is there before it is moved.
	for i := range study.Levers {
		for _, path := range study.Levers[i].Paths {
			if benefit, code := abnd.LeverParameter(path); benefit == b.ID {
				use(code, abnd.Num(0))
			}
		}
	}
	return used
}

// optionalOf is the place of the optional family that has a parameter.
var optionalOf = sync.OnceValue(func() map[string]int {
	of := map[string]int{}
	for i, f := range optional {
		for _, spec := range f.specs {
			of[spec.Code] = i
		}
	}
	return of
})

// familiesOf lists the families of a benefit: the optional ones in use, then
// the core.
func familiesOf(study *abnd.Study, b abnd.Benefit) []family {
	var all []family
	for i, used := range optionalInUse(study, b) {
		if used {
			all = append(all, optional[i])
		}
	}
	return append(all, core...)
}

// Specs lists the parameters of every rule in the order of the workbook's
// rows: those that every benefit has, then those of the optional rules.
func Specs() []Spec { return slices.Clone(specs()) }

// specs is made once: parameters are looked up cell by cell.
var specs = sync.OnceValue(func() []Spec {
	var all []Spec
	for _, f := range append(core[:len(core):len(core)], optional...) {
		all = append(all, f.specs...)
	}
	return all
})

// SpecsOf lists the parameters that a benefit has: every core one, and those
// of the optional rules that it uses.
func SpecsOf(study *abnd.Study, b abnd.Benefit) []Spec {
	var all []Spec
	for _, f := range core {
		all = append(all, f.specs...)
	}
	for i, used := range optionalInUse(study, b) {
		if used {
			all = append(all, optional[i].specs...)
		}
	}
	return all
}

// specsOf are those of [SpecsOf] one after another.
func specsOf(study *abnd.Study, b abnd.Benefit) iter.Seq[*Spec] {
	return func(yield func(*Spec) bool) {
		of := func(f *family) bool {
			for i := range f.specs {
				if !yield(&f.specs[i]) {
					return false
				}
			}
			return true
		}
		for i := range core {
			if !of(&core[i]) {
				return
			}
		}
		for i, used := range optionalInUse(study, b) {
			if used && !of(&optional[i]) {
				return
			}
		}
	}
}

// FindSpec returns the declaration of a parameter.
func FindSpec(code string) (Spec, bool) {
	s, ok := specsByCode()[code]
	if !ok {
		return Spec{}, false
	}
	return *s, true
}

var specsByCode = sync.OnceValue(func() map[string]*Spec {
	all, by := specs(), map[string]*Spec{}
	for i := range all {
		by[all[i].Code] = &all[i]
	}
	return by
})

// SameRule reports whether two parameters are declared together, by one rule.
func SameRule(code, other string) bool {
	of, ok := ruleOf()[code]
	with, known := ruleOf()[other]
	return ok && known && of == with
}

// IsOfOptionalRule reports whether a parameter is one of a rule that a benefit need not
// have.
func IsOfOptionalRule(code string) bool {
	_, ok := optionalOf()[code]
	return ok
}

// ruleOf is the place of the family that has a parameter.
var ruleOf = sync.OnceValue(func() map[string]int {
	of := map[string]int{}
	for i, f := range append(core[:len(core):len(core)], optional...) {
		for _, spec := range f.specs {
			of[spec.Code] = i
		}
	}
	return of
})

// Rule is a benefit rule written in Go: a set of parameters. The types of
// this package that are rules say which file declares them.
type Rule interface {
	parameters() map[string]abnd.Value
}

// NewBenefit makes a benefit of rules. Every parameter gets the provenance.
// A benefit is off until a scenario, or the rule [Paid], puts it on.
func NewBenefit(id string, guarantee abnd.Guarantee, name abnd.Text, from abnd.Provenance, rules ...Rule) abnd.Benefit {
	b := abnd.Benefit{ID: id, Guarantee: guarantee, Name: name, Provenance: from, Parameters: map[string]abnd.Parameter{}}
	rules = append([]Rule{Paid{}, Delivery{PaymentsPerYear: 12, SharePaid: 1}, AdministrationShare(0), NotIndexed{}}, rules...)
	for _, rule := range rules {
		for code, value := range rule.parameters() {
			if value.IsBlank() { // a rule that takes the place of another clears it
				delete(b.Parameters, code)
				continue
			}
			b.Parameters[code] = abnd.Parameter{Value: value, Provenance: from}
		}
	}
	return b
}

// years bounds the calendar years that several rules take.
var years = [2]float64{1900, 2200}

const (
	// A rate of growth below −50 % or above 200 % a year is a slip: percent
	// typed as a share.
	lowestRate  = -0.5
	highestRate = 2
	// Of years that have passed, rates beyond these bounds are known: prices of
	// Sudan rose by 360 % in 2021 and those of Zimbabwe by 560 % in 2020, the
	// GDP of Libya fell by more than half in 2011 (IMF, World Economic Outlook).
	lowestPastRate  = -0.9
	highestPastRate = 10
)

// sortedKeys are the keys of a map in rising order.
func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K {
	return slices.Sorted(maps.Keys(m))
}

func number[T ~float64 | ~int](x T) abnd.Value { return abnd.Num(float64(x)) }
