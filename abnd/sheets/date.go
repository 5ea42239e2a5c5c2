package sheets

import (
	"math"
	"regexp"
	"strings"
	"time"

	"github.com/openabnd/engine/abnd"
)

// A date cell is a number of days. Excel counts them from the last day but one
// of 1899, because it takes 1900 for a leap year; a workbook of the 1904
// system from the first of 1904.
var (
	days1900 = time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
	days1904 = time.Date(1904, time.January, 1, 0, 0, 0, 0, time.UTC)
)

// Years in which a study can be made: a number outside them is no date of
// one, but maybe a year.
const firstDate, lastDate = 1980, 2199

// midnight ends a date that a program has written with its time of day.
var midnight = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0+)?)?Z?$`)

// date reads a day: a date cell, or a text as 2026-03-31. Any other text is
// refused: 03/04/2026 is two days.
func (w row) date(key string, path abnd.Path) string {
	c := w.mark(key, path)
	text := strings.TrimSpace(c.Text)
	switch c.Kind {
	case RawBlank, RawError, RawNoValue, RawUnreadable:
		return w.text(key, path)
	case RawNumber:
		from := days1900
		if w.grids[General].Date1904 {
			from = days1904
		}
		if c.Number == math.Trunc(c.Number) && math.Abs(c.Number) < 1e6 {
			if day := from.AddDate(0, 0, int(c.Number)); day.Year() >= firstDate && day.Year() <= lastDate {
				return day.Format(time.DateOnly)
			}
		}
	default:
		if m := midnight.FindStringSubmatch(text); m != nil {
			text = m[1]
		}
		if _, err := time.Parse(time.DateOnly, text); err == nil {
			return text
		}
	}
	w.fail(c.Place, "date", abnd.T("%q is not a valid date", "%q não é uma data").Fill(text),
		abnd.T("write it as year-month-day, e.g. 2026-03-31", "escreva-a como ano-mês-dia, por exemplo 2026-03-31"))
	return ""
}
