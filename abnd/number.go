package abnd

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// thousandsSpace parts the thousands in Portuguese. It does not break and has
// the width of one column; the narrow one that typographers prefer is missing
// from the fonts of many consoles.
const thousandsSpace = "\u00a0"

// EveryDecimal asks [FormatNumber] for the decimals that a number has.
const EveryDecimal = -1

// FormatNumber writes x with so many decimals, or with [EveryDecimal], as
// people write numbers in a language: 1,234.5 in English, 1 234,5 in
// Portuguese. What rounds to zero has no sign. x must be finite.
func FormatNumber(x float64, decimals int, lang Lang) string {
	group, mark := ",", "."
	if lang.IsPortuguese() {
		group, mark = thousandsSpace, ","
	}
	whole, fraction, _ := strings.Cut(strconv.FormatFloat(math.Abs(x), 'f', decimals, 64), ".")
	zero := strings.Trim(whole+fraction, "0") == ""
	var b strings.Builder
	if x < 0 && !zero {
		b.WriteByte('-')
	}
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(group)
		}
		b.WriteRune(digit)
	}
	if fraction != "" {
		b.WriteString(mark + fraction)
	}
	return b.String()
}

// numberIn is a number as [Text.Fill] writes it in a language.
type numberIn struct {
	x    float64
	lang Lang
}

// fewestGrouped is the lowest number whose thousands are parted in a
// sentence. A lower one may be a year.
const fewestGrouped = 10_000

// Format writes the number with %v or %g as people do, without an exponent,
// and with any other verb, width or precision as fmt would, but for the
// decimal mark.
func (n numberIn) Format(f fmt.State, verb rune) {
	format := fmt.FormatString(f, verb)
	finite := !math.IsNaN(n.x) && !math.IsInf(n.x, 0)
	plain := finite && (format == "%v" || format == "%g")
	var text string
	switch {
	case plain && math.Abs(n.x) >= fewestGrouped:
		io.WriteString(f, FormatNumber(n.x, EveryDecimal, n.lang))
		return
	case plain:
		text = strconv.FormatFloat(n.x, 'f', EveryDecimal, 64)
	default:
		text = fmt.Sprintf(format, n.x)
	}
	if n.lang.IsPortuguese() {
		text = strings.Replace(text, ".", ",", 1)
	}
	io.WriteString(f, text)
}

// TypedDecimals is how many decimals a finite number was typed with, at most so many;
// a share in percent carries noise of the multiplication.
func TypedDecimals(x float64, most int) int {
	const noise = 1e-9
	for decimals := range most {
		scaled := float64(x * math.Pow10(decimals))
		if math.Abs(scaled-math.Round(scaled)) <= noise*max(1, math.Abs(scaled)) {
			return decimals
		}
	}
	return most
}
