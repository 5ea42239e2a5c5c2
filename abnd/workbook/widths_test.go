package workbook

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/workbook/address"
	"github.com/openabnd/engine/abnd/workbook/paper"
)

// shownAs writes a number as its format shows it, for the formats that
// computed cells have.
func shownAs(t *testing.T, format string, x float64) string {
	t.Helper()
	fixed := func(x float64, decimals int) string { return paper.Grouped(strconv.FormatFloat(x, 'f', decimals, 64)) }
	format, _, _ = strings.Cut(format, ";") // of numbers above zero
	switch format {
	case wholeMillionsFormat:
		return fixed(x/million, 0)
	case millionsFormat:
		return fixed(x/million, 2)
	case paper.WholeFormat:
		return fixed(x, 0)
	case amountFormat, paper.DecimalsFormat:
		return fixed(x, 2)
	case factorFormat:
		return fixed(x, 4)
	case paper.PercentFormat:
		return fixed(100*x, 2) + "%"
	case paper.YearFormat:
		return fixed(x, 0)
	case "0.00":
		return fixed(x, 2)
	}
	return strconv.FormatFloat(math.Round(x*1e6)/1e6, 'g', 10, 64)
}

// A number that is wider than its column shows as ####, if it is not written smaller.
func TestNumbersFitTheirColumns(t *testing.T) {
	proofs.NotShort(t)
	count := 0
	for _, code := range shippedCodes() {
		b, _ := shipped(t, code)
		for _, p := range b.pages {
			merged := map[[2]int]float64{} // by row and column of the first cell
			for _, m := range p.Merges {
				for col := m.Left; col <= m.Right && col <= len(p.Widths); col++ {
					merged[[2]int{m.Top, m.Left}] += p.Widths[col-1]
				}
			}
			for _, r := range p.Rows {
				for i, c := range r.Cells {
					x, isNumber := c.Value.(float64)
					if !isNumber || i >= len(p.Widths) || strings.HasPrefix(c.Look.Number, "[") || c.Look.Shrink {
						continue
					}
					count++
					// Programs keep a little room at each side of a number.
					const margin = 0.7
					if shown := shownAs(t, c.Look.Number, x); paper.TextWidth(shown)+margin > max(p.Widths[i], merged[[2]int{r.At, i + 1}]) {
						t.Errorf("%s: %s shows %q in a column of %v characters", code, address.Ref{Sheet: p.Name, Col: i + 1, Row: r.At}, shown, p.Widths[i])
					}
				}
			}
		}
	}
	if count == 0 {
		t.Fatal("there are no numbers")
	}
}

func TestLinesOf(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float64
		want  int
	}{{"", 10, 1}, {"one", 10, 1}, {"one two three", 8, 2}, {"a\nb", 10, 2}, {"abcdefgh", 4, 2}, {"no width", -2, 8}} {
		if got := paper.LinesOf(c.text, c.width); got != c.want {
			t.Errorf("linesOf(%q, %v) = %d, want %d", c.text, c.width, got, c.want)
		}
	}
}

func TestShortened(t *testing.T) {
	for _, c := range []struct {
		text string
		n    int
		want string
	}{{"short", 10, "short"}, {"a longer text", 8, "a longe…"}, {"ab cdef", 4, "ab…"}, {"😀😀😀", 5, "😀😀…"}} {
		if got := paper.Shortened(c.text, c.n); got != c.want {
			t.Errorf("shortened(%q, %d) = %q, want %q", c.text, c.n, got, c.want)
		}
	}
}
