package sheets

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/openabnd/engine/abnd"
)

// censusColumn is the key of a column of a census, whatever a statistical
// office calls it.
func censusColumn(text string) string {
	switch strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(text, "_", " ")), " ")) {
	case "sex", "sexo":
		return "sex"
	case "group", "grupo", "age", "ages", "idade", "idades", "age group", "age groups",
		"grupo de idade", "grupo de idades", "grupos de idades", "grupo etário", "grupos etários", "faixa etária":
		return "group"
	}
	return text
}

var (
	sexWords = map[string]abnd.Sex{
		"female": abnd.Female, "females": abnd.Female, "woman": abnd.Female, "women": abnd.Female, "girls": abnd.Female, "f": abnd.Female,
		"feminino": abnd.Female, "feminina": abnd.Female, "mulher": abnd.Female, "mulheres": abnd.Female, "sexo feminino": abnd.Female,
		"male": abnd.Male, "males": abnd.Male, "man": abnd.Male, "men": abnd.Male, "boys": abnd.Male, "h": abnd.Male,
		"masculino": abnd.Male, "masculina": abnd.Male, "homem": abnd.Male, "homens": abnd.Male, "sexo masculino": abnd.Male,
		"both": abnd.Both, "both sexes": abnd.Both, "total": abnd.Both, "all": abnd.Both, "ambos": abnd.Both, "ambos os sexos": abnd.Both, "hm": abnd.Both, "mf": abnd.Both,
	}
	totalWords = []string{"total", "totals", "totais", "total geral", "grand total", "all", "all ages", "todas as idades", "todas", "soma", "sum"}
	notStated  = []string{
		"not stated", "age not stated", "not known", "unknown", "age unknown", "not reported", "missing", "ns", "n.s.", "nd", "n.d.",
		"não declarada", "não declarado", "idade não declarada", "não declaradas", "ignorada", "ignorado", "idade ignorada", "desconhecida", "idade desconhecida",
		"não especificada", "idade não especificada", "não indicada", "sem resposta", "não sabe", "não responde",
	}
)

// sexLetters tells what M stands for, from the letter that stands beside it:
// male beside F, women (mulheres) beside H.
func sexLetters(rows []row) map[string]abnd.Sex {
	has := map[string]bool{}
	for _, w := range rows {
		has[strings.ToLower(strings.TrimSpace(w.raw("sex").Text))] = true
	}
	switch {
	case has["h"] && !has["f"]:
		return map[string]abnd.Sex{"m": abnd.Female}
	case has["f"] && !has["h"]:
		return map[string]abnd.Sex{"m": abnd.Male}
	}
	return nil
}

func sexOf(text string, letters map[string]abnd.Sex) abnd.Sex {
	word := strings.ToLower(strings.TrimSpace(text))
	if sex, ok := letters[word]; ok {
		return sex
	}
	return sexWords[word]
}

// ageSpan is a group of ages in completed years.
type ageSpan struct{ from, to int }

// openEnd is the end of a group that has none; noAges is no group.
const openEnd = 1 << 10

var noAges = ageSpan{-1, -1}

type ageKind uint8

const (
	someAges ageKind = iota
	totalAges
	ageNotStated
)

var (
	ageUnits   = regexp.MustCompile(`\b(years?|yrs?|of age|old|anos?|de idade)\b`)
	agesSingle = regexp.MustCompile(`^(\d{1,3})$`)
	agesSpan   = regexp.MustCompile(`^(\d{1,3})\s*(?:[-\x{2010}-\x{2015}\x{2212}/]|to|a|até|e)\s*(\d{1,3})$`)
	agesOpen   = regexp.MustCompile(`^(?:(\d{1,3})\s*(?:\+|(?:e|ou|and|or)\s*(?:\+|mais|over|more|older|above|plus)|plus)|(?:>=|≥)\s*(\d{1,3}))$`)
	agesUnder  = regexp.MustCompile(`^(?:<|under|less than|below|menos de|menores de)\s*(\d{1,3})$`)
	dateShapes = regexp.MustCompile(`(?i)^(?:\d{1,2}[-/ ]?[a-zç]{3,9}\.?|[a-zç]{3,9}\.?[-/ ]?\d{1,4}|\d{4}-\d{2}-\d{2}.*|\d{1,2}/\d{1,2}/\d{2,4})$`)
)

// months begin the words that a spreadsheet makes of 5-9 and 10-14.
var months = []string{"jan", "feb", "fev", "mar", "apr", "abr", "may", "mai", "jun", "jul", "aug", "ago", "sep", "set", "oct", "out", "nov", "dec", "dez"}

func looksLikeDate(text string) bool {
	if !dateShapes.MatchString(text) {
		return false
	}
	letters := strings.ToLower(strings.Trim(text, "0123456789-/ ."))
	return letters == "" || slices.ContainsFunc(months, func(m string) bool { return strings.HasPrefix(letters, m) })
}

// parseAges reads a group of ages; the span is noAges where it is none.
func parseAges(text string) (ageSpan, ageKind) {
	word := strings.ToLower(strings.TrimSpace(text))
	word = strings.Trim(word, " .:()")
	switch {
	case slices.Contains(totalWords, word):
		return noAges, totalAges
	case slices.Contains(notStated, word), slices.Contains(notStated, strings.ToLower(strings.TrimSpace(text))):
		return noAges, ageNotStated
	}
	word = strings.Join(strings.Fields(ageUnits.ReplaceAllString(word, " ")), " ")
	number := func(s string) int {
		n, err := strconv.Atoi(s)
		if err != nil || n > abnd.MaxAge {
			return openEnd + 1 // no age
		}
		return n
	}
	span := noAges
	if m := agesSingle.FindStringSubmatch(word); m != nil {
		span = ageSpan{number(m[1]), number(m[1])}
	} else if m := agesSpan.FindStringSubmatch(word); m != nil {
		span = ageSpan{number(m[1]), number(m[2])}
	} else if m := agesOpen.FindStringSubmatch(word); m != nil {
		span = ageSpan{number(m[1] + m[2]), openEnd}
	} else if m := agesUnder.FindStringSubmatch(word); m != nil {
		span = ageSpan{0, number(m[1]) - 1}
	}
	if span.from > abnd.MaxAge || span.to > openEnd || span.to < span.from {
		return noAges, someAges
	}
	return span, someAges
}

// usualWidth reports whether a group is one that censuses publish: a single year,
// 1-4, five or ten years from a round age on, or an open one.
func usualWidth(s ageSpan) bool {
	const five, ten = 5, 10
	switch width := s.to - s.from + 1; {
	case s.to == openEnd, width == 1, s == ageSpan{1, 4}:
		return true
	case width == five, width == ten:
		return s.from%five == 0
	}
	return false
}
