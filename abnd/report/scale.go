package report

import (
	"math"
	"unicode/utf8"

	"github.com/openabnd/engine/abnd"
)

// scale divides figures so that they fit into a column; its name says so in
// the header.
type scale struct {
	divisor  float64
	decimals int
	name     abnd.Text // "millions of"
}

// The scales, finest first. Portuguese counts by the long scale: 10⁹ is mil
// milhões, 10¹² a bilião.
var (
	moneyScales = []scale{
		{1e6, 2, abnd.T("millions of %s", "milhões de %s")},
		{1e9, 2, abnd.T("billions of %s", "milhares de milhões de %s")},
		{1e12, 2, abnd.T("trillions of %s", "biliões de %s")},
		{1e15, 2, abnd.T("thousands of trillions of %s", "milhares de biliões de %s")},
	}
	personScales = []scale{
		{1e3, 1, abnd.T("thousands", "milhares")},
		{1e6, 2, abnd.T("millions", "milhões")},
	}
)

// The largest sum of money has at most four digits before the mark, the
// largest number of people six.
const (
	moneyLimit   = 1e4
	personsLimit = 1e6
)

// chooseScale takes the finest scale at which the largest figure stays below
// the limit, so that all fit and none is rounded more than it must be. Every
// figure of the table gets the decimals for which the longest has room.
func chooseScale(scales []scale, limit float64, width int, figures []float64) scale {
	largest, longest := 0.0, 0.0
	for _, x := range figures {
		if size := math.Abs(x); size > largest {
			largest, longest = size, x
		}
	}
	chosen := scales[len(scales)-1]
	for _, s := range scales {
		if largest/s.divisor < limit {
			chosen = s
			break
		}
	}
	for chosen.decimals > 0 && utf8.RuneCountInString(formatNumber(longest/chosen.divisor, chosen.decimals, abnd.English)) > width {
		chosen.decimals--
	}
	return chosen
}
