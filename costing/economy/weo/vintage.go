package weo

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
)

// Vintage is the publication that a file is of; the zero Vintage is not
// known.
type Vintage struct {
	Month string // "October"
	Year  int
}

var (
	months        = []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
	vintageInNote = regexp.MustCompile(`(?i)World Economic Outlook(?: database)?,\s*([a-z]+)\s+((?:19|20)\d\d)`)
	vintageInName = regexp.MustCompile(`(?i)weo[-_ ]?([a-z]{3})[a-z]*[-_ ]?((?:19|20)\d\d)`)
)

// VintageOf finds the vintage in the name of a file, as in WEOOct2025all.xls.
func VintageOf(fileName string) Vintage { return vintageFrom(vintageInName, fileName) }

func vintageFrom(form *regexp.Regexp, text string) Vintage {
	m := form.FindStringSubmatch(text)
	if m == nil {
		return Vintage{}
	}
	year, err := strconv.Atoi(m[2])
	for _, month := range months {
		if err == nil && len(m[1]) >= 3 && strings.HasPrefix(strings.ToLower(month), strings.ToLower(m[1])) {
			return Vintage{Month: month, Year: year}
		}
	}
	return Vintage{}
}

// Source is the entry of SOURCES for the vintage.
func (v Vintage) Source() abnd.Source {
	s := abnd.Source{
		ID: "weo", Title: abnd.Text{EN: "World Economic Outlook database"}, Author: "International Monetary Fund",
		Page: "NGDP, NGDP_R, NGDP_D, NGDP_RPCH, PCPI, PCPIPCH, GGR, GGX",
		URL:  "https://www.imf.org/en/Publications/WEO", Licence: "IMF terms: free use with attribution",
	}
	if v.Year > 0 {
		s.Year = strconv.Itoa(v.Year)
		s.ID += s.Year + strings.ToLower(v.Month[:3])
		s.Title.EN += ", " + v.Month + " " + s.Year
	}
	return s
}
