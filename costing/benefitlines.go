package costing

import (
	"slices"

	"github.com/openabnd/engine/abnd"
)

// benefitLines adds the lines of one benefit in one scenario.
type benefitLines struct {
	*builder
	scenario abnd.Scenario   // with what it inherits from others
	lineage  []abnd.Scenario // the scenario and those that it is based on
	benefit  abnd.Benefit
	// successors are the benefits that replace the scheme for which this one
	// stands.
	successors []string
	tables     []Key

	// What the core families start from; optional rules change it.
	people           func(abnd.Sex) Expr   // who the target group is a share of
	youngest, oldest Expr                  // age limits of the target group
	reached          []Expr                // shares of the target group that can receive the benefit
	setAmount        Expr                  // the amount in force before indexation
	setYear          Expr                  // the year whose money that is
	indexed          Expr                  // the index of the amount
	most             Expr                  // what one payment cannot exceed; nil for no limit
	payments         Expr                  // payments to one beneficiary in a year
	overheads        []Expr                // administration beside the share of benefits
	sharePaid        Expr                  // the share of entitlement that is paid
	entitlement      Expr                  // of one beneficiary in a year; nil for amount × payments
	takeUpOdds       Expr                  // of a logistic take-up; nil for none
	reachedBySex     []func(abnd.Sex) Expr // shares that differ between the sexes
}

// start sets what the core families find where no optional rule changes it.
func (b *benefitLines) start() {
	b.youngest, b.oldest = Ref{b.parameter("age_min")}, Ref{b.parameter("age_max")}
	b.people = func(sex abnd.Sex) Expr { return b.persons(sex, b.youngest, b.oldest) }
	b.setAmount, b.setYear = b.line("base_amount"), Ref{b.parameter("amount_year")}
	b.indexed = b.line("index")
	b.payments = Ref{b.parameter("payments")}
	b.sharePaid = Ref{b.parameter("share_paid")}
}

// prefix begins the keys of a benefit's lines.
func prefix(scenario, benefit string) Key { return abnd.JoinPath(scenario, "benefit", benefit) }

// BenefitKey is the key of a benefit's line in a scenario, as in
// BenefitKey("low", "child-grant", "total_cost").
func BenefitKey(scenario, benefit, line string) Key {
	return prefix(scenario, benefit) + "/" + Key(line)
}

func (b *benefitLines) group() string { return string(prefix(b.scenario.ID, b.benefit.ID)) }

func (b *benefitLines) ofBenefit(id, line string) Key { return BenefitKey(b.scenario.ID, id, line) }

func (b *benefitLines) cell(code string) Key { return b.ofBenefit(b.benefit.ID, code) }

func (b *benefitLines) line(code string) Expr { return Ref{b.cell(code)} }

func (b *benefitLines) lineOfSex(code string, sex abnd.Sex) Expr {
	return Ref{b.cell(ofSex(code, sex))}
}

// parameter is the key of the parameter's cell in this scenario: the
// scenario's own value, or the base's where that is blank.
func (b *benefitLines) parameter(code string) Key { return b.cell("parameter/" + code) }

func (b *benefitLines) add(code string, label abnd.Text, unit abnd.Unit, formula Expr) {
	b.model.Add(Line{Key: b.cell(code), Group: b.group(), Label: label, Unit: unit, Years: b.study.Projection, Formula: formula})
}

// addBlankable adds a line that is blank where its parameters are.
func (b *benefitLines) addBlankable(code string, label abnd.Text, unit abnd.Unit, formula Expr) {
	b.model.Add(Line{Key: b.cell(code), Group: b.group(), Label: label, Unit: unit, Years: b.study.Projection, Blankable: true, Formula: formula})
}

// addFactor adds an index or multiplier, blank where its parameters are.
func (b *benefitLines) addFactor(code string, label abnd.Text, formula Expr) {
	b.model.Add(Line{Key: b.cell(code), Group: b.group(), Label: label, Years: b.study.Projection, Blankable: true, Factor: true, Formula: formula})
}

// path is a share by year: constant, on a ramp, from a table, or on a
// logistic, as the rule parameter says.
func (b *benefitLines) path(rule, start, target, from, to, table string, odds Expr) Expr {
	p := func(code string) Expr { return Ref{b.parameter(code)} }
	ramp := Plus(p(start), Times(
		Minus(p(target), p(start)),
		Clamp(Over(Minus(ThisYear{}, p(from)), Minus(p(to), p(from))))))
	return Choose{On: b.parameter(rule), Branches: []Expr{p(start), ramp, b.table(table), logisticPath(p(start), p(target), p(from), p(to), odds)}}
}

// table is the table by year that a parameter names; unknown where the study
// has none.
func (b *benefitLines) table(code string) Expr {
	if len(b.tables) == 0 {
		return Unknown{}
	}
	branches := make([]Expr, len(b.tables))
	for i, t := range b.tables {
		branches[i] = Ref{t}
	}
	return Choose{On: b.parameter(code), Branches: branches}
}

// addCell adds a single cell, blank where its parameters are.
func (b *benefitLines) addCell(code string, label abnd.Text, unit abnd.Unit, formula Expr) {
	b.model.Add(Line{Key: b.cell(code), Group: b.group(), Label: label, Unit: unit, Blankable: true, Formula: formula})
}

// sexLabel adds the sex to a label.
func sexLabel(label abnd.Text, sex abnd.Sex) abnd.Text {
	return abnd.T("%s, %s", "%s, %s").Fill(label, sexName(sex))
}

func ofSex(code string, sex abnd.Sex) string { return code + "/" + string(sex) }

// bothSexes is the sum of a line's two sexes.
func (b *benefitLines) bothSexes(code string) Expr {
	return Plus(b.lineOfSex(code, abnd.Female), b.lineOfSex(code, abnd.Male))
}

// whenPaid is the formula in years in which the benefit is paid and zero in
// the others, so that the blanks of a benefit that is left out do no harm.
func (b *benefitLines) whenPaid(formula Expr) Expr {
	return If{Compare{Equal, b.line("active"), Zero{}}, Zero{}, formula}
}

// addParameters adds the cells of the parameters: base and scenario are
// inputs, the cell that the rules read inherits: from the scenarios that this
// one is based on, and then from the base.
func (b *benefitLines) addParameters() {
	for _, spec := range SpecsOf(b.study, b.benefit) {
		base := ParameterPath(b.benefit.ID, spec.Code)
		list := b.listOf(spec)
		p := b.benefit.Parameters[spec.Code]
		if !b.model.Has(base) {
			b.addParameterInput(base, spec, list, p.Value, p.Provenance)
		}
		var inherits Expr = If{Known{base}, Ref{base}, Unknown{}}
		for _, s := range slices.Backward(b.lineage) {
			own := ScenarioParameterPath(s.ID, b.benefit.ID, spec.Code)
			if !b.model.Has(own) {
				b.addParameterInput(own, spec, list, s.Changes[b.benefit.ID][spec.Code], p.Provenance)
			}
			inherits = If{Known{own}, Ref{own}, inherits}
		}
		b.model.Add(Line{
			Key: b.parameter(spec.Code), Group: b.group(), Label: spec.Label, Unit: spec.Unit, List: list, Factor: spec.isCount(),
			Formula: inherits,
		})
	}
}

func (b *benefitLines) addParameterInput(key Key, spec Spec, list *List, v abnd.Value, from abnd.Provenance) {
	line := Line{Key: key, Group: "benefits", Label: spec.Label, Unit: spec.Unit, List: list, Factor: spec.isCount(), Inputs: []float64{unknown}, Source: from}
	if code, ok := v.Code(); ok && list != nil {
		if i := list.Index(code); i >= 0 {
			line.Inputs[0] = float64(i)
		}
	} else if x, ok := v.Number(); ok && list == nil {
		line.Inputs[0] = x
	}
	b.model.Add(line)
}

func (b *benefitLines) listOf(spec Spec) *List {
	return spec.ListIn(b.study)
}

// ListIn is the list of codes that a choice has in a study.
func (s Spec) ListIn(study *abnd.Study) *List {
	switch {
	case s.OfTables:
		return TableList(study)
	case s.OfBenefits:
		return BenefitList(study)
	}
	return s.List
}

// BenefitList is the list of the study's benefits.
func BenefitList(s *abnd.Study) *List {
	list := &List{Name: "benefits"}
	for _, b := range s.Benefits {
		list.Codes = append(list.Codes, ListCode{b.ID, b.Name})
	}
	return list
}

// TableList is the list of the study's tables by year.
func TableList(s *abnd.Study) *List {
	list := &List{Name: "tables"}
	for _, t := range s.Tables {
		list.Codes = append(list.Codes, ListCode{t.ID, t.Name})
	}
	return list
}

// ParameterPath is the path of a benefit's own parameter.
func ParameterPath(benefit, parameter string) Key {
	return abnd.JoinPath("benefits", benefit, parameter)
}

// ScenarioParameterPath is the path of a scenario's value for a benefit's
// parameter.
func ScenarioParameterPath(scenario, benefit, parameter string) Key {
	return abnd.JoinPath("scenarios", scenario, benefit, parameter)
}

// addCosts adds what every benefit has whatever its rules: totals and
// comparisons with the economy.
func (b *benefitLines) addCosts() {
	b.add("total_cost", abnd.T("Total cost", "Custo total"), abnd.CurrentMoney, Plus(b.line("benefit_cost"), b.line("admin_cost")))
	b.addIncrement()
	b.addComparisons(b.group())
	b.addIncrementalShare(b.group())
}

// addIncrement adds the cost over the status quo: less what the benefit
// itself costs there, less what the schemes that it replaces would have cost
// in the years in which it is paid. A benefit that is stopped by its
// successor gives its saving to the successor, so that the increments of a
// scenario add up to the whole change.
//
//	incremental = T − (projected cost of the scheme that it replaces)
func (b *benefitLines) addIncrement() {
	statusQuo := Ref{BenefitKey(abnd.StatusQuo, b.benefit.ID, "total_cost")}
	var replaced []Expr
	for _, scheme := range b.benefit.Replaces {
		replaced = append(replaced, Times(b.takesOver(scheme), Ref{schemeCost(scheme)}))
	}
	b.add("replaced_cost", abnd.T("Cost of replaced schemes", "Custo dos regimes substituídos"), abnd.CurrentMoney, Total{replaced})

	var handed Expr = Zero{}
	if len(b.successors) > 0 {
		still := []Expr{statusQuo}
		for _, s := range b.successors {
			still = append(still, Minus(One{}, Ref{b.ofBenefit(s, "active")}))
		}
		handed = Minus(statusQuo, Times(still...))
	}
	b.add("handed_over_cost", abnd.T("Cost transferred to the benefit that replaces it", "Custo transferido para a prestação que a substitui"), abnd.CurrentMoney, handed)
	b.add("incremental_cost", abnd.T("Incremental cost over the status quo", "Despesa adicional face à situação actual"), abnd.CurrentMoney,
		Plus(Minus(Minus(b.line("total_cost"), statusQuo), b.line("replaced_cost")), b.line("handed_over_cost")))
}

// takesOver is the share of a replaced scheme that this benefit answers for:
// the first of several successors in the order of the study takes it all.
func (b *benefitLines) takesOver(scheme string) Expr {
	factors := []Expr{b.line("active")}
	for _, other := range b.study.Benefits {
		if other.ID == b.benefit.ID {
			break
		}
		if replaces(other, scheme) {
			factors = append(factors, Minus(One{}, Ref{b.ofBenefit(other.ID, "active")}))
		}
	}
	return Times(factors...)
}

func replaces(b abnd.Benefit, scheme string) bool {
	for _, id := range b.Replaces {
		if id == scheme {
			return true
		}
	}
	return false
}
