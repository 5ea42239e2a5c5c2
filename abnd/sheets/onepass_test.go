package sheets_test

import "testing"

// What cannot be read and what cannot be right are reported in one pass, each
// once; what only seems to be missing because a column was misspelt is not.
func TestEverythingIsReportedInOnePass(t *testing.T) {
	runFaultCases(t, []faultCase{
		{"cells of several sheets", func(f *file) []string {
			return []string{
				"text-for-number " + f.write("BENEFITS", "social-pension amount", "base", "1.234,5"),
				"out-of-range " + f.write("BENEFITS", "social-pension share", "base", 1.5),
				"not-positive " + f.write("ECO", "gdp", "level", -5.0),
				"unknown-reference " + f.write("BENEFITS", "child-benefit take_up_rule", "base", "rampp"),
				"age-order " + f.write("BENEFITS", "social-pension age_max", "base", 50.0),
			}
		}},
		{"a scenario's column is misspelt", func(f *file) []string {
			h := f.header("BENEFITS", "low")
			h.Text = "lwo"
			return []string{
				"unknown-column " + h.Place, "column-missing BENEFITS",
				"out-of-range " + f.write("BENEFITS", "social-pension share", "base", 1.5),
			}
		}},
	})
}
