package paper

import "strings"

// Number formats. Small amounts of money show the decimals they have: 0.42 a
// school day must not read as 0.
const (
	GeneralFormat  = ""
	TextFormat     = "@"
	WholeFormat    = "#,##0"
	DecimalsFormat = "#,##0.00##"
	SmallFormat    = "[<1000]General;#,##0"
	PercentFormat  = "0.00%"
	YearFormat     = "0"
	TinyFormat     = "0E+00"
	// UnseenFormat shows nothing of what is in a cell.
	UnseenFormat = ";;;"
)

// Grouped puts commas between thousands.
func Grouped(s string) string {
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

// PercentPerShare turns a percentage into a share.
const PercentPerShare = 100
