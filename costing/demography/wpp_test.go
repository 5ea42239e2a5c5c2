package demography_test

import (
	"encoding/csv"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/openabnd/engine/abnd"
)

var wppCountries = []string{"AGO", "CPV", "GNB", "MOZ", "STP", "TLS"}

// column is a column of testdata for one sex: the values by age, under a
// heading of year or period.
type column struct {
	head   string
	values []float64
}

// first is the year, or the first year of the period.
func (c column) first(t *testing.T) abnd.Year {
	t.Helper()
	text, _, _ := strings.Cut(c.head, "-")
	year, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return abnd.Year(year)
}

// columns reads the rows of a sex, or all of them where it is blank; skip
// columns on the left are not figures.
func columns(t *testing.T, iso, sheet string, sex abnd.Sex, skip int) []column {
	t.Helper()
	f, err := os.Open("testdata/" + iso + "/" + sheet + ".csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []column
	for place, head := range all[0][skip:] {
		c := column{head: head}
		for _, row := range all[1:] {
			if sex != "" && row[0] != string(sex) || row[skip+place] == "" {
				continue
			}
			x, err := strconv.ParseFloat(row[skip+place], 64)
			if err != nil {
				t.Fatal(err)
			}
			c.values = append(c.values, x)
		}
		out = append(out, c)
	}
	return out
}
