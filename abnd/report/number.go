package report

import (
	"math"
	"strconv"
	"unicode/utf8"

	"github.com/openabnd/engine/abnd"
)

// NotKnown stands where a figure is not known: neither blank, which would look
// forgotten, nor zero.
const NotKnown = "…"

// nothingRecorded stands in the matrix where the study says nothing.
const nothingRecorded = "—"

// percent is the number of hundredths in one.
const percent = 100

// FormatNumber writes x with so many decimals in the same format as lang: 1,234.5
// in English, 1 234,5 in Portuguese. What rounds to zero has no sign.
func FormatNumber(x float64, decimals int, lang abnd.Lang) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return NotKnown
	}
	return abnd.FormatNumber(x, decimals, lang)
}

// plainDigits writes x with every digit and nothing between them.
func plainDigits(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// change writes a difference with its sign. One that rounds to zero gets the
// decimals that show its first digit, so that it does not pass for none.
func change(x float64, decimals int, lang abnd.Lang) string {
	const most = 6
	if x == 0 || math.IsNaN(x) {
		return FormatNumber(x, decimals, lang)
	}
	for ; decimals <= most; decimals++ {
		if math.Abs(x) < 0.5*math.Pow10(-decimals) {
			continue
		}
		if x > 0 {
			return "+" + FormatNumber(x, decimals, lang)
		}
		return FormatNumber(x, decimals, lang)
	}
	return "≈ 0"
}

// decimalsOf is how many decimals a number was typed with, six at most.
func decimalsOf(x float64) int {
	const most = 6
	return abnd.TypedDecimals(x, most)
}

// numberText is a number in every language.
func numberText(x float64, decimals int) abnd.Text {
	return abnd.T(FormatNumber(x, decimals, abnd.English), FormatNumber(x, decimals, abnd.Portuguese))
}

// signedText is a change in every language, with its sign.
func signedText(x float64, decimals int) abnd.Text {
	c := figure(Number, x, abnd.KnownAll, Scale{Divisor: 1, Decimals: decimals})
	c.Signed = true
	return abnd.InEach(c.In)
}

// countText is a count in every language, with its thousands parted.
func countText(n int) abnd.Text { return numberText(float64(n), 0) }

// markedText is a figure of which so much is known, in every language.
func markedText(known abnd.Knowledge, x float64, decimals int) abnd.Text {
	c := figure(Number, x, known, Scale{Divisor: 1, Decimals: decimals})
	return abnd.InEach(c.In)
}

// partOfTotal says what a total is of which a part is known.
var partOfTotal = abnd.T("≥ = at least: data are missing for existing schemes of a guarantee, whose cost would be added.",
	"≥ = no mínimo: faltam dados de regimes existentes de alguma garantia, cujo custo acresceria.")

func runes(s string) int { return utf8.RuneCountInString(s) }

// plural is a number of things.
func plural(n int, one, many abnd.Text) abnd.Text {
	if n == 1 {
		many = one
	}
	return abnd.T("%d %s", "%d %s").Fill(n, many)
}
