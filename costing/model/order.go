package model

// Step are lines with formulas, each computable from those before it and from the
// steps before; year by year, all lines in one year before any in the next, where
// they read one another's past.
type Step struct {
	Lines      []*Line
	YearByYear bool
}

// Steps lists the steps in which [Model.Evaluate] computes a model, for readings
// that compute for themselves. It panics where the model is not compiled.
func (m *Model) Steps() []Step {
	steps := make([]Step, len(m.program.steps))
	for i, s := range m.program.steps {
		steps[i].YearByYear = s.yearByYear
		for _, line := range s.lines {
			steps[i].Lines = append(steps[i].Lines, m.lines[line])
		}
	}
	return steps
}
