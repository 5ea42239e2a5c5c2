package sheets

import (
	"slices"

	"github.com/openabnd/engine/abnd"
)

// Source is a study with what it was read from.
type Source struct {
	// Study is nil where the diagnostics hold an error.
	Study  *abnd.Study
	Places CellIndex
	// Grids are the sheets as they were read; nil where the file has none.
	Grids []Grid
	// SHA256 is the checksum in hexadecimal of the file, or of the files of a
	// folder one after another in the order of the sheets. It is blank where
	// there was none to read.
	SHA256 string
	// Unread is what kept sheets from being read: the diagnostics begin with it.
	Unread abnd.Diagnostics
}

// Draft is the study of a source though it may lack anything: see [ReadUnchecked].
// The diagnostics hold what kept sheets from being read too.
func (s *Source) Draft() (*abnd.Study, abnd.Diagnostics) {
	study, found := ReadUnchecked(s.Grids)
	return study, append(slices.Clip(s.Unread), found...)
}

// FromGrids makes a source of the sheets that a file gave, and of what kept
// others from being read. The diagnostics begin with the latter.
func FromGrids(grids []Grid, sha256 string, unread abnd.Diagnostics) (*Source, abnd.Diagnostics) {
	s, found := &Source{}, abnd.Diagnostics(nil)
	if grids != nil {
		s, found = Read(grids)
	}
	s.SHA256, s.Unread = sha256, unread
	found = append(slices.Clip(unread), found...)
	if found.HasErrors() {
		s.Study = nil
	}
	return s, found
}
