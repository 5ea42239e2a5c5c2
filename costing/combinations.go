package costing

import "github.com/openabnd/engine/abnd"

// What the checks of several rules say of parameters that go together, that
// exclude one another, or that need one another.

// pairs checks that a dated value and its year come together.
func (c *benefitCheck) pairs(codes ...string) {
	for _, code := range codes {
		c.requireBoth(code, code+"_year")
	}
}

// jointFormulaoth checks that two parameters are both filled in, or neither.
func (c *benefitCheck) requireBoth(one, other string) {
	for _, pair := range [][2]string{{one, other}, {other, one}} {
		if c.has(pair[0]) && !c.has(pair[1]) {
			c.fail(pair[1], "needed", abnd.T("%s has a value, but %s is missing", "está indicado: %s, mas falta: %s").Fill(pair[0], pair[1]),
				abnd.T("enter both or neither", "indique ambos ou nenhum"))
		}
	}
}

// inOrder checks that the numbers rise from one parameter to the next, where
// they are given.
func (c *benefitCheck) inOrder(codes ...string) {
	for i := 1; i < len(codes); i++ {
		before, okBefore := c.number(codes[i-1])
		after, okAfter := c.number(codes[i])
		if okBefore && okAfter && after <= before {
			c.fail(codes[i], "order", abnd.T("%s (%v) must be above %s (%v)", "%s (%v) tem de ser superior a %s (%v)").Fill(codes[i], after, codes[i-1], before),
				abnd.T("enter them in ascending order", "ordene os valores por ordem crescente"))
		}
		if okAfter && !okBefore {
			c.fail(codes[i-1], "order", abnd.T("%s has a value, but %s before it is blank", "está indicado: %s, mas está em branco antes: %s").Fill(codes[i], codes[i-1]),
				abnd.T("enter the values from the first one on, without gaps", "indique os valores a partir do primeiro, sem falhas"))
		}
	}
}

// fillsIn gives the first parameter of a family that has a value.
func (c *benefitCheck) fillsIn(f family) (string, bool) {
	for _, spec := range f.specs {
		if c.has(spec.Code) {
			return spec.Code, true
		}
	}
	return "", false
}

// ruled checks that the choice which puts a rule to use is made where other
// parameters of the rule are filled in.
func (c *benefitCheck) ruled(rule string, codes ...string) {
	if c.code(rule) != "" {
		return
	}
	for _, code := range codes {
		if !c.scenario.Value(c.benefit, code).IsBlank() {
			c.fail(rule, "needed", abnd.T("%s has a value, but %s is missing", "está indicado: %s, mas falta: %s").Fill(code, rule),
				abnd.T("enter %s, or clear %s", "preencha %s ou apague %s").Fill(rule, code))
			return
		}
	}
}

// wantFor checks that a parameter is filled in because another one is above 0.
func (c *benefitCheck) wantFor(code, because string) {
	if c.scenario.Value(c.benefit, code).IsBlank() {
		c.fail(code, "needed", abnd.T("%s is missing; it is required by %s", "em falta: %s, necessário para %s").Fill(code, because),
			abnd.T("enter the default, or the value of the scenario %s", "indique o valor por omissão ou o do cenário %s").Fill(c.scenario.ID))
	}
}

// rejectCombination checks that a rule in use is not combined with others that would
// change the same thing.
func (c *benefitCheck) rejectCombination(rule string, others ...string) {
	if c.scenario.Value(c.benefit, rule).IsBlank() {
		return
	}
	for _, other := range others {
		if !c.scenario.Value(c.benefit, other).IsBlank() {
			c.fail(other, "not-together", abnd.T("%s cannot be combined with %s", "%s não é compatível com %s").Fill(other, rule),
				abnd.T("clear one of the two cells", "apague uma das duas células"))
		}
	}
}

// rejectFamilies checks that a rule in use is not combined with families that need
// the payments a year or the amount whose place it takes, in whatever scenario
// they are used.
func (c *benefitCheck) rejectFamilies(rule string, families ...family) {
	if c.scenario.Value(c.benefit, rule).IsBlank() {
		return
	}
	for _, f := range families {
		if f.inUse(c.study, c.benefit) {
			code := f.specs[0].Code
			c.fail(code, "not-together", abnd.T("%s and its parameters cannot be combined with %s", "%s e os seus parâmetros não são compatíveis com %s").Fill(code, rule),
				abnd.T("enter the two as separate benefits in BENEFITS", "indique os dois como prestações separadas em BENEFITS"))
		}
	}
}

// has reports whether the parameter has a value in the scenario.
func (c *benefitCheck) has(code string) bool { return !c.scenario.Value(c.benefit, code).IsBlank() }

// eitherOr checks that one of two parameters is given at least.
func (c *benefitCheck) eitherOr(one, other string, problem abnd.Text) {
	if !c.has(one) && !c.has(other) {
		c.fail(one, "needed", problem, abnd.T("enter %s, or a table in %s", "indique %s ou uma tabela em %s").Fill(one, other))
	}
}

// without reports a rule that does not go with another one. Both are in use
// for the benefit where any scenario fills them in.
func (c *benefitCheck) without(code string, other family, problem, remedy abnd.Text) {
	if other.inUse(c.study, c.benefit) {
		c.fail(code, "rules-apart", problem, remedy)
	}
}
