package costing

import (
	"strconv"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// A formula holds no number but 0 and 1: any other stands in a cell with a name.
// So do the small whole numbers by which things are halved, counted, and the
// cases of a sentence told apart. In words they are read as what they are.

// two is a number of its own, as one is.
var two, three, four, five = numbered(2), numbered(3), numbered(4), numbered(5)

// largestNumber is the last of those that every costing has.
const largestNumber = 5

// NumberKey is the line of a whole number from 2 on that formulas read.
func NumberKey(n int) model.Key { return model.Key("general/number_" + strconv.Itoa(n)) }

func numbered(n int) model.Expr { return ref(NumberKey(n)) }

// addNumbers adds the numbers that formulas read without asking for them.
func (b *builder) addNumbers() {
	for n := 2; n <= largestNumber; n++ {
		b.whole(n)
	}
}

// whole is a whole number in a formula.
func (b *builder) whole(n int) model.Expr {
	switch n {
	case 0:
		return zero
	case 1:
		return one
	}
	if key := NumberKey(n); !b.model.Has(key) {
		b.model.Add(model.Line{Key: key, Group: "general", Label: abnd.Same(strconv.Itoa(n)), Factor: true, Inputs: []float64{float64(n)}})
	}
	return numbered(n)
}
