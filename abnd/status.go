package abnd

import (
	"slices"
	"strings"
)

// Stage says how far a study is on its way to a decision.
type Stage string

// The stages.
const (
	Draft                Stage = "draft"
	TechnicallyValidated Stage = "technically-validated" // by those who know the figures
	Approved             Stage = "approved"              // by those who may decide
)

// Stages lists the stages in their order.
func Stages() []Stage { return []Stage{Draft, TechnicallyValidated, Approved} }

// Name is the stage in words; a blank one is a draft.
func (s Stage) Name() Text {
	switch s {
	case "", Draft:
		return T("draft", "rascunho")
	case TechnicallyValidated:
		return T("technically validated", "validado tecnicamente")
	case Approved:
		return T("approved", "aprovado")
	}
	return Same(string(s))
}

// Status is what may be said of a study as a whole: whether anybody stands for
// it. It is shown with every result. No figure depends on it.
type Status struct {
	Stage Stage  // blank is [Draft]
	By    Text   // who validated or approved it: an institution
	Date  string // when, ISO 8601
	// Document is where that is written: a record, a resolution, an order.
	Document string
	// DraftNote is what a reader should know of a draft. It is not said of a
	// study that is a draft no longer.
	DraftNote Text
}

// IsDraft reports whether nobody has validated or approved the study.
func (s Status) IsDraft() bool { return s.Stage == "" || s.Stage == Draft }

// Changed is the status of the study with other figures: what was validated or
// approved is another study, so that this one is a draft. A draft stays as it is.
func (s Status) Changed() Status {
	if s.IsDraft() {
		return s
	}
	return Status{Stage: Draft, DraftNote: T("changed for this run; the study without the changes: %s", "alterado só desta vez; o estudo sem as alterações: %s").Fill(s.Stage.Name())}
}

// Text is the status in words: "approved (2026-05-12, Ministry of Finance;
// Resolution 3/2026)". When comes first, so that a text cut short still has it.
func (s Status) Text() Text {
	details := InEach(func(lang Lang) string {
		if s.IsDraft() {
			return strings.TrimRight(s.DraftNote.In(lang), ". ")
		}
		given := func(texts ...string) []string {
			return slices.DeleteFunc(texts, func(text string) bool { return text == "" })
		}
		who := strings.Join(given(s.Date, s.By.In(lang)), ", ")
		return strings.Join(given(who, s.Document), "; ")
	})
	if details.IsZero() {
		return s.Stage.Name()
	}
	return T("%s (%s)", "%s (%s)").Fill(s.Stage.Name(), details)
}

// Line is the status as a sentence.
func (s Status) Line() Text {
	return T("Status of the study: %s.", "Estado do estudo: %s.").Fill(s.Text())
}
