package costing_test

import (
	"fmt"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// What a study is made of, counted apart: of a fact without a source something
// can be found; a decision without one is none of a fault.
func ExampleCountInputs() {
	counts := costing.CountInputs(smallStudy())
	fmt.Println(counts.Facts.Assumed(), "facts are still to be found")
	fmt.Println(counts.Text().In(abnd.English))
	// Output:
	// 0 facts are still to be found
	// Facts: 22 of 22 have a source; still assumed, and to be found: 0. Decisions of the dialogue: 27. Expectations: 18; with a published projection: 13.
}
