package wpp

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/textfile"
)

// Medium is the variant that is read where none is named.
const Medium = "Medium"

// Selection says what is to be read from the files.
type Selection struct {
	Country string // ISO 3166 code of three letters
	// Location is how a revision before 2022, whose files have no ISO codes,
	// calls the country: its number (LocID) or its name. Blank where that is
	// not known.
	Location string
	// Variant of the projection, as "Medium", "High" or "Constant fertility";
	// case and hyphens do not matter. Blank means Medium.
	Variant string
	// From is the first year that is read; 0 reads all. Revisions before 2022
	// have no ages above 80 before 1990.
	From abnd.Year
}

func (w Selection) variant() string {
	if w.Variant == "" {
		return Medium
	}
	return w.Variant
}

// plainVariant is the name of a variant without what does not matter. The
// Data Portal calls the medium variant the median of the projections.
func plainVariant(name string) string {
	plain := strings.ToLower(strings.ReplaceAll(strings.TrimSpace(name), "-", " "))
	if plain == "median" {
		return plainVariant(Medium)
	}
	return plain
}

// mostNames bounds what is remembered for messages: there are fewer than 300
// locations in the files.
const mostNames = 1000

// rowFilter finds the rows of one country, and remembers the names of the others
// so that a misspelt one can be corrected.
type rowFilter struct {
	wanted    Selection
	last      []byte // the country of the row before: a file has thousands each
	lastIs    bool
	codes     map[string]bool // ISO codes seen, or names where there are none
	variants  map[string]bool // seen for the country
	found     bool
	location  string // as the file calls the country
	noCodes   bool   // a file without ISO codes was read
	variantAt string // place of the first row of the country
}

func newSieve(w Selection) *rowFilter {
	return &rowFilter{wanted: w, codes: map[string]bool{}, variants: map[string]bool{}}
}

// start looks at the header of a file: a row belongs to the country by its
// ISO code, or by number or name where there is no such column.
func (s *rowFilter) start(t *table, found *textfile.Faults) bool {
	s.last, s.lastIs = nil, false
	if _, ok := t.index[colISO3]; ok {
		return true
	}
	s.noCodes = true
	if s.wanted.Location == "" {
		found.Fail(textfile.Place(t.name, 1, ""), "no-codes", abnd.T("this file is from a revision before 2022 and has no ISO codes, so %q cannot be found in it", "este ficheiro, de uma revisão anterior a 2022, não tem códigos ISO, por isso não é possível encontrar nele %q").Fill(s.wanted.Country),
			abnd.T("specify with --location how the file names the country: the name in its column Location, or the number in LocID", "indique com --location como ele designa o país: o nome da coluna Location ou o número de LocID"))
		return false
	}
	return true
}

// keeps reports whether the row is the country's.
func (s *rowFilter) keeps(t *table) bool {
	key := t.raw(colISO3)
	if s.noCodesIn(t) {
		key = t.raw(colLocation)
	}
	if s.last != nil && bytes.Equal(key, s.last) {
		return s.lastIs
	}
	s.last = append(s.last[:0], key...)
	if len(key) > 0 && len(s.codes) < mostNames {
		s.codes[shortened(key)] = true
	}
	if s.noCodesIn(t) {
		s.lastIs = strings.EqualFold(string(key), s.wanted.Location) || string(t.raw(colLocID)) == s.wanted.Location
	} else {
		s.lastIs = len(key) > 0 && strings.EqualFold(string(key), s.wanted.Country)
	}
	if s.lastIs && !s.found {
		s.found, s.location = true, shortened(t.raw(colLocation))
		s.variantAt = t.at(colVariant)
	}
	return s.lastIs
}

func (s *rowFilter) noCodesIn(t *table) bool {
	_, ok := t.index[colISO3]
	return !ok
}

// isVariant tells the rows of the variant, and those of the medium one: all
// variants have its estimates in common.
func (s *rowFilter) isVariant(t *table) (wanted, medium bool) {
	name := shortened(t.raw(colVariant))
	if len(s.variants) < mostNames {
		s.variants[name] = true
	}
	plain := plainVariant(name)
	return plain == plainVariant(s.wanted.variant()), plain == plainVariant(Medium) || plain == "estimates"
}

// missing reports a country or a variant that no file has.
func (s *rowFilter) missing(place string, hasVariant bool, found *textfile.Faults) bool {
	known := slices.Sorted(maps.Keys(s.codes))
	switch {
	case !s.found && len(known) > 0:
		word := s.wanted.Country
		if s.noCodes {
			word = s.wanted.Location
		}
		remedy := abnd.T("the file has %s", "o ficheiro tem %s").Fill(textfile.Listed(known))
		if near := abnd.Nearest(word, known); near != "" {
			remedy = abnd.DidYouMean(near)
		}
		found.Fail(place, "unknown-country", abnd.T("the file does not contain the country %q", "o ficheiro não contém o país %q").Fill(word), remedy)
	case !s.found:
		found.Fail(place, "no-rows", abnd.T("the file does not contain a country", "o ficheiro não tem nenhum país"), fetchAgain)
	case !hasVariant:
		names := slices.Sorted(maps.Keys(s.variants))
		found.Fail(s.variantAt, "unknown-variant", abnd.T("unknown variant %q of %s; the files contain %s", "variante %q de %s desconhecida; os ficheiros têm %s").Fill(s.wanted.variant(), s.location, textfile.Listed(names)),
			abnd.T("choose one of them with --variant, or give the file of the other variants", "escolha uma delas com --variant ou indique o ficheiro das outras variantes"))
	default:
		return false
	}
	return true
}
