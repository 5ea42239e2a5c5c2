package report

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/openabnd/engine/abnd"
)

// notKnown stands in a table where a figure is not known: neither blank,
// which would look forgotten, nor zero.
const notKnown = "…"

// nothingRecorded stands in the matrix where the study says nothing.
const nothingRecorded = "—"

// thinSpace parts the thousands in Portuguese. It does not break and has the
// width of one column; the narrow one that typographers prefer is missing
// from the fonts of many consoles.
const thinSpace = "\u00a0"

// formatNumber writes x with so many decimals in the manner of lang: 1,234.5
// in English, 1 234,5 in Portuguese. What rounds to zero has no sign.
func formatNumber(x float64, decimals int, lang abnd.Lang) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return notKnown
	}
	group, mark := ",", "."
	if lang.IsPortuguese() {
		group, mark = thinSpace, ","
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

// fit writes x with at most so many decimals, and with fewer where it would
// not fit into the width. It never cuts digits before the mark.
func fit(x float64, decimals, width int, lang abnd.Lang) string {
	for ; decimals > 0; decimals-- {
		if s := formatNumber(x, decimals, lang); utf8.RuneCountInString(s) <= width {
			return s
		}
	}
	return formatNumber(x, 0, lang)
}

// fitMarked is [fit] of a figure of which so much is known: … of nothing, ≥ of a
// part.
func fitMarked(known abnd.Knowledge, x float64, decimals, width int, lang abnd.Lang) string {
	switch known {
	case abnd.KnownNone:
		return notKnown
	case abnd.KnownPart:
		return abnd.AtLeastMark + fit(x, decimals, width-utf8.RuneCountInString(abnd.AtLeastMark), lang)
	}
	return fit(x, decimals, width, lang)
}

// markedText is a figure of which so much is known, in both languages.
func markedText(known abnd.Knowledge, x float64, decimals int) abnd.Text {
	if known == abnd.KnownNone {
		return abnd.Same(notKnown)
	}
	return abnd.T(known.Marked(formatNumber(x, decimals, abnd.English)), known.Marked(formatNumber(x, decimals, abnd.Portuguese)))
}

// atMost marks what falls as a cost rises, where the cost is a lower bound.
func atMost(known abnd.Knowledge) string {
	if known == abnd.KnownPart {
		return abnd.AtMostMark
	}
	return ""
}

// partOfTotal says what a total is of which a part is known.
var partOfTotal = abnd.T("≥ = at least: data are missing for existing schemes of a guarantee, whose cost would be added.",
	"≥ = no mínimo: faltam dados de regimes existentes de alguma garantia, cujo custo acresceria.")

// padLeft puts s at the right end of a column.
func padLeft(s string, width int) string {
	return strings.Repeat(" ", max(0, width-utf8.RuneCountInString(s))) + s
}

// padRight puts s at the left end of a column.
func padRight(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-utf8.RuneCountInString(s)))
}

// ruled puts s in the middle of a rule, to head a group of columns.
func ruled(s string, width int) string {
	free := max(0, width-utf8.RuneCountInString(s)-2)
	return strings.Repeat("-", free/2) + " " + s + " " + strings.Repeat("-", free-free/2)
}

// Size writes a number of bytes in kilobytes, as file managers do.
func Size(bytes int, lang abnd.Lang) string {
	const kilobyte = 1024
	return formatNumber(math.Ceil(float64(bytes)/kilobyte), 0, lang) + " KB"
}

// number is a count in both languages, with its thousands parted.
func number(n int) abnd.Text {
	return abnd.T(formatNumber(float64(n), 0, abnd.English), formatNumber(float64(n), 0, abnd.Portuguese))
}
