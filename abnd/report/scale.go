package report

import (
	"math"

	"github.com/openabnd/engine/abnd"
)

// The scales, finest first. Portuguese counts by the long scale: 10⁹ is mil
// milhões, 10¹² a bilião.
var (
	moneyScales = []Scale{
		{1e6, 2, abnd.T("millions of %s", "milhões de %s")},
		{1e9, 2, abnd.T("billions of %s", "milhares de milhões de %s")},
		{1e12, 2, abnd.T("trillions of %s", "biliões de %s")},
		{1e15, 2, abnd.T("thousands of trillions of %s", "milhares de biliões de %s")},
	}
	personScales = []Scale{
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
// figure of the table gets the decimals for which the longest has room, in
// characters.
func chooseScale(scales []Scale, limit float64, room int, figures []float64) Scale {
	largest, longest := 0.0, 0.0
	for _, x := range figures {
		if size := math.Abs(x); size > largest {
			largest, longest = size, x
		}
	}
	chosen := scales[len(scales)-1]
	for _, s := range scales {
		if largest/s.Divisor < limit {
			chosen = s
			break
		}
	}
	for chosen.Decimals > 0 && runes(FormatNumber(longest/chosen.Divisor, chosen.Decimals, abnd.English)) > room {
		chosen.Decimals--
	}
	return chosen
}
