package javascript

import (
	"slices"

	"github.com/openabnd/engine/costing/model"
)

// Part says which lines of a model a program holds; the zero value is all of them.
type Part struct {
	// Shown are the lines that are wanted, which come with what they rest on. None
	// are all lines.
	Shown []model.Key
	// Moved are the inputs that will be changed. A line that rests on none of them
	// is held as its values, and without what it rests on. None are all inputs.
	Moved []model.Key
}

// of lists the lines of the part in the order of the model, and which of them are
// held as formulas.
func (part Part) of(m *model.Model) (lines []*model.Line, live map[model.Key]bool) {
	live = part.live(m)
	if len(part.Shown) == 0 && len(part.Moved) == 0 {
		return m.Lines(), live
	}
	kept := map[model.Key]bool{}
	var keep func(model.Key)
	keep = func(key model.Key) {
		if kept[key] {
			return
		}
		kept[key] = true
		if line := m.Line(key); live[key] {
			model.Reads(line.Formula, keep)
		}
	}
	for _, key := range part.Moved {
		keep(key)
	}
	for _, key := range part.Shown {
		keep(key)
	}
	if len(part.Shown) == 0 {
		for _, l := range m.Lines() {
			keep(l.Key)
		}
	}
	for _, l := range m.Lines() {
		if kept[l.Key] {
			lines = append(lines, l)
		}
	}
	return lines, live
}

// live are the lines with formulas that rest on an input that is changed.
func (part Part) live(m *model.Model) map[model.Key]bool {
	live, moved := map[model.Key]bool{}, map[model.Key]bool{}
	for _, key := range part.Moved {
		moved[key] = true
	}
	rests := func(l *model.Line) (does bool) {
		model.Reads(l.Formula, func(key model.Key) { does = does || moved[key] || live[key] })
		return does || len(part.Moved) == 0
	}
	for _, s := range m.Steps() {
		together := s.YearByYear && slices.ContainsFunc(s.Lines, rests)
		for _, l := range s.Lines {
			if together || !s.YearByYear && rests(l) {
				live[l.Key] = true
			}
		}
	}
	return live
}
