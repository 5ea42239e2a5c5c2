package main

import (
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
)

// Years are written alike in every verb. --year is one year of the projection,
// as 2030, in which a question is asked; --years is a period, as 2025-2035, or
// one year: what is costed instead of the years of the study. A year that is
// none, or is not within the study, is told in the same words everywhere.

// oneYear reads an option that is one year.
func oneYear(s string) (abnd.Year, error) {
	year, err := parseYear(s)
	if err != nil || year == 0 {
		return 0, usage(abnd.T("%q is not a valid year; write four digits, e.g. 2030", "%q não é um ano; escreva quatro algarismos, por exemplo 2030").Fill(s))
	}
	return year, nil
}

// optionalYear reads the option --year; zero where it is not given.
func optionalYear(s string) (abnd.Year, error) {
	if s == "" {
		return 0, nil
	}
	return oneYear(s)
}

// projected tells years that the study does not project; zero is not given.
func projected(study *abnd.Study, years ...abnd.Year) error {
	for _, year := range years {
		if year != 0 && !study.Projection.Contains(year) {
			return usage(abnd.T("the year %d is outside the projection %s", "o ano %d está fora da projecção, %s").Fill(int(year), study.Projection))
		}
	}
	return nil
}

// parseYears reads "2025-2035", or one year.
func parseYears(s string) (abnd.Years, error) {
	first, last, isRange := strings.Cut(strings.ReplaceAll(s, "–", "-"), "-")
	if !isRange {
		last = first
	}
	from, errFirst := parseYear(first)
	to, errLast := parseYear(last)
	if errFirst != nil || errLast != nil || to < from {
		return abnd.Years{}, usage(abnd.T("%q is not a valid range of years; write FIRST-LAST, e.g. 2025-2035", "%q não é um período; escreva PRIMEIRO-ÚLTIMO, por exemplo 2025-2035").Fill(s))
	}
	return abnd.Years{First: from, Last: to}, nil
}

// optionalYears reads the option --years; the zero value where it is not
// given.
func optionalYears(s string) (abnd.Years, error) {
	if s == "" {
		return abnd.Years{}, nil
	}
	return parseYears(s)
}

func parseYear(s string) (abnd.Year, error) {
	if s = strings.TrimSpace(s); len(s) != len("2025") {
		return 0, strconv.ErrSyntax
	}
	n, err := strconv.ParseUint(s, 10, 16)
	return abnd.Year(n), err
}

// setYears makes the study cost other years than its own. They must lie
// within its frames: history from the first year, population to the last.
func setYears(study *abnd.Study, years abnd.Years) error {
	within := abnd.Years{First: study.FirstYear, Last: study.PopulationYears().Last}
	if !within.Covers(years) {
		return usage(abnd.T("the years %s are outside the data years of the study, %s", "os anos %s estão fora dos anos dos dados do estudo, %s").Fill(years.String(), within.String()))
	}
	if !study.Projection.Covers(years) {
		study.Status = study.Status.Changed() // nobody has looked at the others
	}
	study.MoveTo(years)
	return nil
}
