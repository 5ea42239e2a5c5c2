package paper

import (
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/workbook/address"
)

// Rule says what may be typed into some cells, and the note that shows when
// one of them is chosen.
type Rule struct {
	RuleKind
	areas []address.Area
}

// RuleKind is a rule without its cells; cells with equal kinds share a rule.
type RuleKind struct {
	List          string // range of the drop-down's codes
	Number, Whole bool
	Low, High     float64
	// A firm rule lets nothing else in; otherwise Excel asks, and the user
	// may go on: reading the workbook judges the figure then.
	Firm          bool
	Problem       abnd.Text
	title, prompt string
}

// What Excel holds of a message.
const (
	maxPromptTitle = 32
	maxPrompt      = 255
)

func (k RuleKind) Noted(title, prompt string) RuleKind {
	k.title, k.prompt = Shortened(title, maxPromptTitle), Shortened(prompt, maxPrompt)
	return k
}

// Shortened cuts a text to n UTF-16 units, which is how Excel counts.
func Shortened(s string, n int) string {
	if UTF16Len(s) <= n {
		return s
	}
	for runes := []rune(s); len(runes) > 0; {
		runes = runes[:len(runes)-1]
		if cut := strings.TrimSpace(string(runes)) + "…"; UTF16Len(cut) <= n {
			return cut
		}
	}
	return ""
}

// RuleSet gathers cells, row by row, into rules over few areas.
type RuleSet struct {
	kinds []RuleKind
	areas map[RuleKind][]address.Area
}

func (s *RuleSet) Add(row, col int, kind RuleKind) {
	if kind == (RuleKind{}) {
		return
	}
	if s.areas == nil {
		s.areas = map[RuleKind][]address.Area{}
	}
	areas := s.areas[kind]
	if len(areas) == 0 {
		s.kinds = append(s.kinds, kind)
	} else if last := &areas[len(areas)-1]; last.Top == row && last.Right == col-1 {
		last.Right = col
		return
	}
	s.areas[kind] = append(areas, address.Area{Top: row, Left: col, Bottom: row, Right: col})
}

// Areas are the cells of a rule, area by area from the top.
func (r Rule) Areas() []address.Area { return r.areas }

func (s *RuleSet) Rules() []Rule {
	out := make([]Rule, len(s.kinds))
	for i, kind := range s.kinds {
		out[i] = Rule{kind, stacked(s.areas[kind])}
	}
	return out
}

// stacked joins areas of one row each, given row by row, that lie on top of
// one another.
func stacked(areas []address.Area) []address.Area {
	var out []address.Area
	open := map[[2]int]int{} // columns → index in out of the area that ends with them
	for _, a := range areas {
		columns := [2]int{a.Left, a.Right}
		if i, ok := open[columns]; ok && out[i].Bottom == a.Top-1 {
			out[i].Bottom = a.Bottom
			continue
		}
		open[columns] = len(out)
		out = append(out, a)
	}
	return out
}

func UTF16Len(s string) int {
	n := 0
	for _, r := range s {
		if n++; r > 0xffff {
			n++
		}
	}
	return n
}
