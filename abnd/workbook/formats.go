package workbook

import (
	"math"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/sheets"
)

// Number formats. Small amounts of money show the decimals they have: 0.42 a
// school day must not read as 0.
const (
	generalFormat  = ""
	textFormat     = "@"
	wholeFormat    = "#,##0"
	decimalsFormat = "#,##0.00##"
	smallFormat    = "[<1000]General;#,##0"
	percentFormat  = "0.00%"
	yearFormat     = "0"
)

// numberFormat is the format code for a cell of the format.
func numberFormat(format sheets.Format, value abnd.Value) string {
	x, known := value.Number()
	switch format {
	case sheets.Text, sheets.Wrapped, sheets.Code, sheets.Codes:
		if known {
			return generalFormat
		}
		// As text, "2026-01-31" or "1/2" typed into the cell stays what it is.
		return textFormat
	case sheets.YearNo, sheets.Whole:
		return yearFormat
	case sheets.Persons:
		return wholeFormat
	case sheets.Share:
		return percentFormat
	case sheets.Money:
		switch {
		case !known, math.Abs(x) < 1000 && x == math.Trunc(x):
			return smallFormat
		case x != math.Trunc(x) && math.Abs(x) < 1e6:
			return decimalsFormat
		}
		return wholeFormat
	}
	return generalFormat
}

// showNumber writes x about as the format shows it, to measure the column.
func showNumber(format sheets.Format, x float64) string {
	switch format {
	case sheets.YearNo, sheets.Whole:
		return strconv.FormatFloat(x, 'f', 0, 64)
	case sheets.Share:
		return strconv.FormatFloat(100*x, 'f', 2, 64) + "%"
	case sheets.Persons:
		return grouped(strconv.FormatFloat(x, 'f', 0, 64))
	case sheets.Money:
		if numberFormat(format, abnd.Num(x)) == decimalsFormat {
			return grouped(strconv.FormatFloat(x, 'f', 4, 64))
		}
		return grouped(strconv.FormatFloat(x, 'f', 0, 64))
	}
	// General shows eleven digits at most.
	s := strconv.FormatFloat(x, 'g', -1, 64)
	return s[:min(len(s), 12)]
}

// grouped puts commas between thousands.
func grouped(s string) string {
	whole, rest, _ := strings.Cut(s, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest != "" {
		rest = "." + rest
	}
	return sign + whole + rest
}
