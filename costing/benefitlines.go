package costing

import (
	"math"
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// benefitLines adds the lines of one benefit in one scenario.
type benefitLines struct {
	*builder
	inherited
	benefit abnd.Benefit
	// successors are the benefits that replace the scheme for which this one
	// stands.
	successors []string
	tables     []model.Key
	own        string   // begins the keys of its lines
	ranges     []string // of ages that have lines of their own: see [benefitLines.peopleFrom]

	// What the core families start from; optional rules change it.
	people           func(abnd.Sex) model.Expr // who the target group is a share of
	youngest, oldest model.Expr                // age limits of the target group
	share            model.Expr                // of those people who belong to it
	reached          []model.Expr              // shares of the target group that can receive the benefit
	setAmount        model.Expr                // the amount in force before indexation
	setYear          model.Expr                // the year whose money that is
	indexed          model.Expr                // the index of the amount
	most             model.Expr                // what one payment cannot exceed; nil for no limit
	payments         model.Expr                // payments to one beneficiary in a year
	overheads        []overhead                // administration beside the share of benefits
	recipientsPaid   model.Expr                // the share of those enrolled who are paid; nil for all
	sharePaid        model.Expr                // the share of entitlement that is paid
	partOfYear       []model.Expr              // of the year's payments that are made; none for all
	entitlement      model.Expr                // of one beneficiary in a year; nil for amount × payments
	// paymentTimes is one payment at a multiple of the index, before a maximum,
	// and entitlementIn the entitlement in another baseline; nil for products.
	paymentTimes     func(ratio model.Expr) model.Expr
	entitlementIn    func(valuation) model.Expr
	takeUpOdds       model.Expr                           // of a logistic take-up; nil for none
	takeUpOfRegister model.Expr                           // of recipients of a register; nil for none
	reachedBySex     []func(abnd.Sex) model.Expr          // shares that differ between the sexes
	incidence        func(constant model.Expr) model.Expr // cases per insured person in a year; nil for the constant
	// countedFrom are the people from an age on by whom amounts by age are weighted.
	countedFrom func(sex abnd.Sex, from model.Expr) model.Expr
}

// inherited is a scenario with what it inherits, and those that it is based on.
type inherited struct {
	scenario abnd.Scenario
	lineage  []abnd.Scenario // the scenario itself, the one that it is based on, and so on
	places   []int           // of those in the study
}

// inherits gives what a scenario inherits: found out once, for all benefits.
func (b *builder) inherits(scenario abnd.Scenario) inherited {
	s, known := b.scenarios[scenario.ID]
	if !known {
		s = inherited{scenario: b.study.Inherited(scenario), lineage: b.study.InheritanceChain(scenario)}
		for _, of := range s.lineage {
			s.places = append(s.places, slices.IndexFunc(b.study.Scenarios, func(x abnd.Scenario) bool { return x.ID == of.ID }))
		}
		b.scenarios[scenario.ID] = s
	}
	return s
}

// benefitLines is to add the lines of a benefit in a scenario.
func (b *builder) benefitLines(scenario abnd.Scenario, benefit abnd.Benefit) *benefitLines {
	lines := &benefitLines{
		builder: b, inherited: b.inherits(scenario), benefit: benefit,
		successors: successorsOf(b.study, benefit), own: string(prefix(scenario.ID, benefit.ID)),
	}
	clear(b.keys)
	clear(b.parameterKeys)
	for _, t := range b.study.Tables {
		lines.tables = append(lines.tables, TableKey(t.ID))
	}
	return lines
}

// start sets what the core families find where no optional rule changes it.
func (b *benefitLines) start() {
	b.addKeepsValue()
	b.youngest, b.oldest = ref(b.parameter("age_min")), ref(b.parameter("age_max"))
	b.people = func(sex abnd.Sex) model.Expr { return b.persons(sex, b.youngest, b.oldest) }
	b.share = ref(b.parameter("share"))
	b.countedFrom = func(sex abnd.Sex, from model.Expr) model.Expr { return b.persons(sex, from, b.oldest) }
	b.setAmount, b.setYear = b.line("base_amount"), ref(b.parameter("amount_year"))
	b.indexed = b.line("index")
	b.payments = ref(b.parameter("payments"))
	b.sharePaid = ref(b.parameter("share_paid"))
	if left := b.leftGradually(b.scenario.ID, b.successors); len(left) > 0 {
		b.addFactor("not_taken_over", abnd.T("Share that is not taken over by the benefit that replaces it", "Parte não absorvida pela prestação que a substitui"), times(left...))
		b.reached = append(b.reached, b.line("not_taken_over"))
	}
}

// prefix begins the keys of a benefit's lines.
func prefix(scenario, benefit string) model.Key { return abnd.JoinPath(scenario, "benefit", benefit) }

// BenefitKey is the key of a benefit's line in a scenario, as in
// BenefitKey("low", "child-grant", "total_cost").
func BenefitKey(scenario, benefit, line string) model.Key {
	return abnd.JoinPath(scenario, "benefit", benefit, line)
}

func (b *benefitLines) group() string { return b.own }

func (b *benefitLines) ofBenefit(id, line string) model.Key {
	return BenefitKey(b.scenario.ID, id, line)
}

func (b *benefitLines) cell(code string) model.Key {
	key, ok := b.keys[code]
	if !ok {
		key = model.Key(b.own + "/" + code)
		b.keys[code] = key
	}
	return key
}

func (b *benefitLines) line(code string) model.Expr { return ref(b.cell(code)) }

func (b *benefitLines) lineOfSex(code string, sex abnd.Sex) model.Expr {
	return ref(b.cell(ofSex(code, sex)))
}

// parameter is the key of the parameter's cell in this scenario: the
// scenario's own value, or the base's where that is blank.
func (b *benefitLines) parameter(code string) model.Key {
	key, ok := b.parameterKeys[code]
	if !ok {
		key = b.cell("parameter/" + code)
		b.parameterKeys[code] = key
	}
	return key
}

func (b *benefitLines) add(code string, label abnd.Text, unit abnd.Unit, formula model.Expr) {
	b.model.Add(model.Line{Key: b.cell(code), Group: b.group(), Label: label, Unit: unit, Years: b.study.Projection, Formula: formula})
}

// addBlankable adds a line that is blank where its parameters are.
func (b *benefitLines) addBlankable(code string, label abnd.Text, unit abnd.Unit, formula model.Expr) {
	b.model.Add(model.Line{Key: b.cell(code), Group: b.group(), Label: label, Unit: unit, Years: b.study.Projection, Blankable: true, Formula: formula})
}

// addFactor adds an index or multiplier, blank where its parameters are.
func (b *benefitLines) addFactor(code string, label abnd.Text, formula model.Expr) {
	b.model.Add(model.Line{Key: b.cell(code), Group: b.group(), Label: label, Years: b.study.Projection, Blankable: true, Factor: true, Formula: formula})
}

// path is a share by year: constant, on a ramp, from a table, or on a
// logistic, as the rule parameter says; or one of those that its list has more.
func (b *benefitLines) path(rule, start, target, from, to, table string, odds model.Expr, more ...model.Expr) model.Expr {
	p := func(code string) model.Expr { return ref(b.parameter(code)) }
	ramp := plus(p(start), times(
		minus(p(target), p(start)),
		clamped(over(minus(thisYear, p(from)), minus(p(to), p(from))))))
	return choose(b.parameter(rule), append([]model.Expr{p(start), ramp, b.table(table), logisticPath(p(start), p(target), p(from), p(to), odds)}, more...)...)
}

// orBlank is what a rule that is not in use gives.
func orBlank(x model.Expr) model.Expr {
	if x == nil {
		return blank
	}
	return x
}

// table is the table by year that a parameter names; unknown where the study
// has none.
func (b *benefitLines) table(code string) model.Expr {
	if len(b.tables) == 0 {
		return blank
	}
	branches := make([]model.Expr, len(b.tables))
	for i, t := range b.tables {
		branches[i] = ref(t)
	}
	return choose(b.parameter(code), branches...)
}

// addCell adds a single cell, blank where its parameters are.
func (b *benefitLines) addCell(code string, label abnd.Text, unit abnd.Unit, formula model.Expr) {
	b.model.Add(model.Line{Key: b.cell(code), Group: b.group(), Label: label, Unit: unit, Blankable: true, Formula: formula})
}

// sexLabel adds the sex to a label.
func sexLabel(label abnd.Text, sex abnd.Sex) abnd.Text {
	return abnd.T("%s, %s", "%s, %s").Fill(label, model.SexName(sex))
}

func ofSex(code string, sex abnd.Sex) string { return code + "/" + string(sex) }

// bothSexes is the sum of a line's two sexes.
func (b *benefitLines) bothSexes(code string) model.Expr {
	return plus(b.lineOfSex(code, abnd.Female), b.lineOfSex(code, abnd.Male))
}

// whenPaid is the formula in years in which the benefit is paid and zero in
// the others, so that the blanks of a benefit that is left out do no harm.
func (b *benefitLines) whenPaid(formula model.Expr) model.Expr {
	return when(equal(b.line("active"), zero), zero, formula)
}

// parameterCells are the inputs of one parameter of a benefit, as far as they
// were added, and the formulas that read them.
type parameterCells struct {
	source    *abnd.Provenance
	list      *model.List
	base      model.Expr
	scenarios []model.Expr // by place; nil where not yet added
}

// addParameters adds the cells of the parameters: base and scenario are
// inputs, the cell that the rules read inherits: from the scenarios that this
// one is based on, and then from the base.
func (b *benefitLines) addParameters() {
	cells, place := b.cells[b.benefit.ID], 0
	for spec := range specsOf(b.study, b.benefit) {
		if place == len(cells) {
			cells = append(cells, b.baseCell(spec))
		}
		c := &cells[place]
		place++
		if b.inForce {
			line := parameterLine(b.parameter(spec.Code), spec, c, b.scenario.Value(b.benefit, spec.Code))
			line.Group = b.group()
			b.model.Add(line)
			continue
		}
		if b.isProposal() {
			b.model.Add(model.Line{
				Key: b.parameter(spec.Code), Group: b.group(), Label: spec.Label, Unit: spec.Unit, List: c.list, Factor: spec.isCount(),
				Formula: b.tried(spec.Code),
			})
			continue
		}
		formula := c.base
		for i, s := range slices.Backward(b.lineage) {
			inherits := &c.scenarios[b.places[i]]
			if *inherits == nil {
				own := b.parameterInput(ScenarioParameterPath(s.ID, b.benefit.ID, spec.Code), spec, c, s.Changes[b.benefit.ID][spec.Code])
				*inherits = when(isKnown(own), ref(own), formula)
			}
			formula = *inherits
		}
		b.model.Add(model.Line{
			Key: b.parameter(spec.Code), Group: b.group(), Label: spec.Label, Unit: spec.Unit, List: c.list, Factor: spec.isCount(),
			Formula: formula,
		})
	}
	b.cells[b.benefit.ID] = cells
}

// baseCell adds the input of a parameter for all scenarios, where it has one.
func (b *benefitLines) baseCell(spec *Spec) parameterCells {
	p := b.benefit.Parameters[spec.Code]
	c := parameterCells{list: spec.ListIn(b.study), scenarios: make([]model.Expr, len(b.study.Scenarios))}
	if p.Provenance != (abnd.Provenance{}) {
		c.source = &p.Provenance
	}
	if b.inForce {
		return c
	}
	base := b.parameterInput(ParameterPath(b.benefit.ID, spec.Code), spec, &c, p.Value)
	c.base = when(isKnown(base), ref(base), blank)
	return c
}

// parameterInput adds the input of a parameter and gives its key.
func (b *benefitLines) parameterInput(key model.Key, spec *Spec, c *parameterCells, v abnd.Value) model.Key {
	line := parameterLine(key, spec, c, v)
	line.Group = "benefits"
	return b.model.Add(line)
}

// parameterLine is the input of a parameter.
func parameterLine(key model.Key, spec *Spec, c *parameterCells, v abnd.Value) model.Line {
	line := model.Line{Key: key, Label: spec.Label, Unit: spec.Unit, List: c.list, Factor: spec.isCount(), Inputs: blankCell, Source: c.source}
	if code, ok := v.Code(); ok && c.list != nil {
		if i := c.list.Index(code); i >= 0 {
			line.Inputs = []float64{float64(i)}
		}
	} else if x, ok := v.Number(); ok && c.list == nil {
		line.Inputs = []float64{x}
	}
	return line
}

// blankCell is the input of one cell that is blank.
var blankCell = []float64{math.NaN()}

// ListIn is the list of codes that a choice has in a study.
func (s Spec) ListIn(study *abnd.Study) *model.List {
	switch {
	case s.OfTables:
		return tableList(study)
	case s.OfBenefits:
		return BenefitList(study)
	}
	return s.List
}

// BenefitList is the list of the study's benefits.
func BenefitList(s *abnd.Study) *model.List {
	list := &model.List{Name: "benefits"}
	for _, b := range s.Benefits {
		list.Codes = append(list.Codes, model.ListCode{Code: b.ID, Label: b.Name})
	}
	return list
}

// tableList is the list of the study's tables by year.
func tableList(s *abnd.Study) *model.List {
	list := &model.List{Name: "tables"}
	for _, t := range s.Tables {
		list.Codes = append(list.Codes, model.ListCode{Code: t.ID, Label: t.Name})
	}
	return list
}

// ParameterPath is the path of a benefit's own parameter.
func ParameterPath(benefit, parameter string) model.Key {
	return abnd.JoinPath("benefits", benefit, parameter)
}

// ScenarioParameterPath is the path of a scenario's value for a benefit's
// parameter.
func ScenarioParameterPath(scenario, benefit, parameter string) model.Key {
	return abnd.JoinPath("scenarios", scenario, benefit, parameter)
}

// addCosts adds what every benefit has whatever its rules: totals and
// comparisons with the economy.
func (b *benefitLines) addCosts() {
	b.add("total_cost", abnd.T("Total cost", "Custo total"), abnd.CurrentMoney, plus(b.line("benefit_cost"), b.line("admin_cost")))
	b.addValuedCosts()
	b.addIncrement()
	b.addComparisons(b.group())
	b.addIncrementalShare(b.group())
	b.addTasks()
	b.addPayers()
}

// addIncrement adds the cost over the status quo: less what the benefit
// itself costs there, less what the schemes that it replaces would have cost
// in the years in which it is paid. A benefit that is stopped by its
// successor gives its saving to the successor, so that the increments of a
// scenario add up to the whole change.
//
//	incremental = T − (projected cost of the scheme that it replaces)
func (b *benefitLines) addIncrement() {
	statusQuo := ref(BenefitKey(abnd.StatusQuo, b.benefit.ID, "total_cost"))
	b.add("replaced_cost", abnd.T("Cost of replaced schemes", "Custo dos regimes substituídos"), abnd.CurrentMoney, b.replaced(schemeCost))
	b.add("handed_over_cost", abnd.T("Cost transferred to the benefit that replaces it", "Custo transferido para a prestação que a substitui"), abnd.CurrentMoney, b.handedOver(statusQuo))
	b.add("incremental_cost", abnd.T("Incremental cost over the status quo", "Despesa adicional face à situação actual"), abnd.CurrentMoney,
		plus(minus(minus(b.line("total_cost"), statusQuo), b.line("replaced_cost")), b.line("handed_over_cost")))
	for _, v := range valuations {
		before := ref(BenefitKey(abnd.StatusQuo, b.benefit.ID, v.cost()))
		b.add(v.increment(), v.incrementLabel, abnd.CurrentMoney, plus(minus(minus(b.line(v.cost()), before), b.replaced(v.scheme)), b.handedOver(before)))
	}
}

// replaced is what the schemes that the benefit replaces would have cost.
func (b *benefitLines) replaced(cost func(scheme string) model.Key) model.Expr {
	var replaced []model.Expr
	for _, scheme := range b.benefit.Replaces {
		replaced = append(replaced, times(b.takesOver(scheme), ref(cost(scheme))))
	}
	return totalOf(replaced...)
}

// handedOver is the part of what the benefit costs in the status quo that its
// successors answer for.
func (b *benefitLines) handedOver(statusQuo model.Expr) model.Expr {
	if len(b.successors) == 0 {
		return zero
	}
	return minus(statusQuo, times(append([]model.Expr{statusQuo}, b.leftBy(b.scenario.ID, b.successors)...)...))
}

// takesOver is the share of a replaced scheme that this benefit answers for: of
// several successors each takes, in the order of the study, its share of what is
// left; without [gradual] the first takes it all.
func (b *benefitLines) takesOver(scheme string) model.Expr {
	factors := []model.Expr{b.takenOver(b.scenario.ID, b.benefit.ID)}
	for _, other := range b.study.Benefits {
		if other.ID == b.benefit.ID {
			break
		}
		if replaces(other, scheme) {
			factors = append(factors, minus(one, b.takenOver(b.scenario.ID, other.ID)))
		}
	}
	return times(factors...)
}

func replaces(b abnd.Benefit, scheme string) bool {
	for _, id := range b.Replaces {
		if id == scheme {
			return true
		}
	}
	return false
}
