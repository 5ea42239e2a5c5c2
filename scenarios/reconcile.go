package scenarios

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// Reconciled is one existing scheme with what was reported of it and what the
// model says of it in the first year of the projection.
type Reconciled struct {
	costing.Reconciliation
	// Applying are the causes that hold with the figures as they are.
	Applying []costing.Cause
	Verdict  Verdict
	result   *Result // nil where nothing could be computed: see [Backcast]
}

// Verdict says how the model's cost stands to the reported expenditure.
type Verdict string

// The verdicts. Unexplained is a remark and no error: the analyst has not yet
// said why the two differ.
const (
	NotKnown       Verdict = "not-known"
	NotModelled    Verdict = "not-modelled"
	WithinAnother  Verdict = "within-another"
	ByConstruction Verdict = "by-construction"
	Agrees         Verdict = "agrees"
	Explained      Verdict = "explained"
	Unexplained    Verdict = "no-reason"
)

// Name is the verdict in words.
func (v Verdict) Name() abnd.Text {
	switch v {
	case NotModelled:
		return abnd.T("no cost in the model", "sem custo no modelo")
	case WithinAnother:
		return abnd.T("reported under another scheme", "comunicado com outro regime")
	case ByConstruction:
		return abnd.T("matches by construction", "coincide por construção")
	case Agrees:
		return abnd.T("agrees", "coincide")
	case Explained:
		return abnd.T("differs: explained", "difere: explicado")
	case Unexplained:
		return abnd.T("differs: not explained", "difere: por explicar")
	}
	return abnd.T("not available", "não disponível")
}

// Reconcile sets every existing scheme of the study beside what was reported
// of it, in the order of the study. A scheme of which too little is known is
// in the list with the verdict NotKnown.
func (r *Result) Reconcile() []Reconciled {
	all := make([]Reconciled, 0, len(r.Study.Schemes))
	for _, c := range costing.Reconciliations(r.Study) {
		x := Reconciled{Reconciliation: c, result: r}
		for _, cause := range c.Causes {
			if cause.Line == "" {
				x.Applying = append(x.Applying, cause)
			} else if holds, _ := r.Projection.Value(cause.Line, 0); holds == 1 {
				x.Applying = append(x.Applying, cause)
			}
		}
		x.Verdict = x.verdict()
		all = append(all, x)
	}
	return all
}

// Value is a figure of the reconciliation, as [costing.ReconciliationLines]
// and [costing.ReconciliationWorkings] name them; the second result is false
// where it is not known. Shares are fractions, money is in whole units.
func (x Reconciled) Value(line string) (float64, bool) {
	if x.result == nil {
		return 0, false
	}
	return x.result.Projection.Value(costing.ReconciliationKey(x.Scheme.ID, line), 0)
}

func (x Reconciled) verdict() Verdict {
	beyond, known := x.Value("beyond")
	_, reported := x.Value("expenditure")
	_, modelled := x.Value("model_cost")
	switch {
	case !known && len(x.Within) > 0:
		return WithinAnother
	case !known && reported && !modelled:
		return NotModelled
	case !known:
		return NotKnown
	}
	return verdictOn(beyond, x.ByConstruction, x.Scheme.Difference)
}

// verdictOn is the verdict on figures that are known on both sides: beyond is 1
// where they are further apart than the tolerance, and reason what is said of it.
func verdictOn(beyond float64, byConstruction bool, reason abnd.Text) Verdict {
	switch {
	case byConstruction:
		return ByConstruction
	case beyond == 0:
		return Agrees
	case reason.IsZero():
		return Unexplained
	}
	return Explained
}
