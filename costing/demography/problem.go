package demography

import (
	"errors"

	"github.com/openabnd/engine/abnd"
)

// Problem is an error that says in both languages what is wrong with figures.
type Problem struct{ Text abnd.Text }

// Error is the problem in English.
func (p *Problem) Error() string { return p.Text.EN }

func problem(en, pt string, args ...any) error { return &Problem{abnd.T(en, pt).Fill(args...)} }

// TextOf is what an error says, in both languages where it is a [Problem].
func TextOf(err error) abnd.Text {
	var p *Problem
	if errors.As(err, &p) {
		return p.Text
	}
	return abnd.Same(err.Error())
}
