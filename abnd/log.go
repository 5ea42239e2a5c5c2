package abnd

// Logged is a row of the log of a workshop: a proposal of the room with its
// results, kept as values. The engine computes nothing from it.
type Logged struct {
	// Cells are those of the row as they stand: who proposed it ("Table A", no
	// names of persons), what, and what came of it.
	Cells []Value
}

// MostTriedYears is how many years the sheet TRY shows beside one another.
const MostTriedYears = 6

// ToldOfTried is the place, among the years that TRY shows, of the one in which
// changes are told in a sentence.
const ToldOfTried = 3

// TriedYears are the years that TRY shows: those that the room has chosen, or of
// those of the projection the first after the study, and then ever fewer.
func (s *Study) TriedYears() []Year {
	if len(s.TryYears) > 0 {
		return s.TryYears
	}
	return s.DefaultTriedYears()
}

// DefaultTriedYears are the years that TRY shows where nobody has chosen any.
func (s *Study) DefaultTriedYears() []Year {
	first, last := s.Projection.First, s.Projection.Last
	if now := yearOfDate(s.Date); now > first && now+MostTriedYears <= last {
		first = now
	}
	// Decisions are about the next years: of later ones a few will do.
	var years []Year
	for _, after := range []Year{0, 1, 2, 4, 9} {
		if first+after < last {
			years = append(years, first+after)
		}
	}
	return append(years, last)
}

// yearOfDate is the year that a date of ISO 8601 begins with; 0 where it has none.
func yearOfDate(date string) Year {
	const digits = 4
	year := Year(0)
	if len(date) < digits {
		return 0
	}
	for _, r := range date[:digits] {
		if r < '0' || r > '9' {
			return 0
		}
		year = 10*year + Year(r-'0')
	}
	return year
}
