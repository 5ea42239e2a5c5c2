package costing

import (
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
)

// EnvelopeLacks lists what keeps the fiscal envelope of a study from being one
// that somebody has given: a source, a year, who gave it. It is none of a study
// without an envelope.
func EnvelopeLacks(s *abnd.Study) []abnd.Text {
	g := &s.Government
	if !SeriesGiven(&g.Envelope) {
		return nil
	}
	var lacks []abnd.Text
	if g.EnvelopeBy.IsZero() {
		lacks = append(lacks, abnd.T("who gave it", "quem o deu"))
	}
	if g.EnvelopeYear == 0 {
		lacks = append(lacks, abnd.T("the year", "o ano"))
	}
	if g.Envelope.Source == "" || g.Envelope.Confidence == abnd.Assumption {
		lacks = append(lacks, abnd.T("a source", "uma fonte"))
	}
	return lacks
}

// EnvelopeAssumed reports whether the fiscal envelope is an assumption of the
// study: whatever fits in it is then no spending that anybody has agreed to, and
// no reader may show it as such.
func EnvelopeAssumed(s *abnd.Study) bool { return len(EnvelopeLacks(s)) > 0 }

// EnvelopeOrigin says who gave the envelope, when and where it is written, or that
// it is an assumption and what is missing. It is blank of a study without one.
func EnvelopeOrigin(s *abnd.Study) abnd.Text {
	if !SeriesGiven(&s.Government.Envelope) {
		return abnd.Text{}
	}
	lacks := EnvelopeLacks(s)
	if len(lacks) == 0 {
		g := &s.Government
		return abnd.T("The fiscal envelope was given by %s in %d (source: %s).", "O envelope de recursos foi dado por %s em %d (fonte: %s).").
			Fill(g.EnvelopeBy, int(g.EnvelopeYear), sourceTitles(s, g.Envelope.Source))
	}
	missing := lacks[0]
	for _, next := range lacks[1:] {
		missing = abnd.T("%s, %s", "%s, %s").Fill(missing, next)
	}
	return abnd.T("The fiscal envelope is an assumption of this study (missing: %s): cost within it is not agreed spending.",
		"O envelope de recursos é um pressuposto deste estudo (falta: %s): o custo dentro dele não é despesa acordada.").Fill(missing)
}

// sourceTitles are the titles of sources by their ids, joined by semicolons.
func sourceTitles(s *abnd.Study, ids string) abnd.Text {
	var all abnd.Text
	for id := range strings.SplitSeq(ids, ";") {
		title := abnd.Same(strings.TrimSpace(id))
		if i := slices.IndexFunc(s.Sources, func(x abnd.Source) bool { return x.ID == title.EN }); i >= 0 && !s.Sources[i].Title.IsZero() {
			title = s.Sources[i].Title
		}
		if !all.IsZero() {
			title = abnd.T("%s; %s", "%s; %s").Fill(all, title)
		}
		all = title
	}
	return all
}
