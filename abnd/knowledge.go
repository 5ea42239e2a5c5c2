package abnd

// Knowledge says how much of a figure is known. A sum can be known in part:
// what it gives is then at least the whole.
type Knowledge string

// What can be known of a figure. The codes of the last two stand in the column
// known of CSV and JSON; of what is not known there is no row.
const (
	KnownNone Knowledge = ""     // nothing: there is no figure
	KnownPart Knowledge = "part" // a part: the figure is a lower bound
	KnownAll  Knowledge = "all"
)

// Known reports whether there is a figure at all.
func (k Knowledge) Known() bool { return k != KnownNone }

// And is the knowledge of what is made of two figures that both must be
// there, as a difference or a ratio: no more than that of either.
func (k Knowledge) And(other Knowledge) Knowledge {
	switch {
	case !k.Known() || !other.Known():
		return KnownNone
	case k == KnownPart || other == KnownPart:
		return KnownPart
	}
	return KnownAll
}

// Marked writes a figure that is known in part as at least that much: ≥ 43.0.
// Others stay as they are.
func (k Knowledge) Marked(figure string) string {
	if k == KnownPart {
		return AtLeastMark + figure
	}
	return figure
}

// The marks of a lower and of an upper bound, before a figure.
const (
	AtLeastMark = "≥ "
	AtMostMark  = "≤ "
)
