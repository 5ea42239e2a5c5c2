package survey

import (
	"math"

	"github.com/openabnd/engine/abnd"
)

// Estimate is a figure of the survey with its sampling error.
type Estimate struct {
	// Value is a share, an amount or an index as the measure says; NaN where there
	// is nothing to compute it of.
	Value float64
	// Error is the standard error; NaN where the design gives none.
	Error float64
	// Households and Clusters are those of the sample that the figure is of, and
	// Receiving the households among them that receive what it is about; −1 where
	// it is about nothing that is received.
	Households, Clusters, Receiving int
	// Hidden says why the figure is not to be shown; "" where it may be. Value and
	// Error are then NaN.
	Hidden Hidden
}

// Hidden is why a figure is not shown.
type Hidden string

// The reasons, in the order in which they are looked at.
const (
	Shown         Hidden = ""
	FewHouseholds Hidden = "few-households" // fewer than LeastHouseholds
	FewClusters   Hidden = "few-clusters"   // fewer than LeastClusters
	FewRecipients Hidden = "few-recipients" // from one to fewer than LeastRecipients
	Subtraction   Hidden = "subtraction"    // a hidden figure beside it could be told from it
)

// What a figure must rest on to be shown, and from where on it is marked.
const (
	LeastHouseholds = 30
	LeastClusters   = 5
	LeastRecipients = 10
	// LargeError is the relative standard error from which on a figure is marked
	// as not reliable.
	LargeError = 0.30
)

// Text says the reason to people.
func (h Hidden) Text() abnd.Text {
	switch h {
	case FewHouseholds:
		return abnd.T("fewer than %d households in the sample", "menos de %d agregados na amostra").Fill(LeastHouseholds)
	case FewClusters:
		return abnd.T("fewer than %d clusters in the sample", "menos de %d conglomerados na amostra").Fill(LeastClusters)
	case FewRecipients:
		return abnd.T("fewer than %d receiving households in the sample", "menos de %d agregados beneficiários na amostra").Fill(LeastRecipients)
	case Subtraction:
		return abnd.T("would reveal another hidden figure by subtraction", "revelaria por subtracção outro valor não mostrado")
	}
	return abnd.Text{}
}

// Relative is the standard error as a share of the figure; NaN at 0.
func (e Estimate) Relative() float64 {
	if e.Value == 0 {
		return math.NaN()
	}
	return math.Abs(e.Error / e.Value)
}

// Unreliable reports whether the relative error is large.
func (e Estimate) Unreliable() bool { return e.Relative() >= LargeError }

// hide takes the figure away.
func (e *Estimate) hide(why Hidden) {
	e.Hidden, e.Value, e.Error = why, math.NaN(), math.NaN()
}

// check hides what too few have given.
func (e *Estimate) check() {
	switch {
	case e.Households < LeastHouseholds:
		e.hide(FewHouseholds)
	case e.Clusters < LeastClusters:
		e.hide(FewClusters)
	case e.Receiving > 0 && e.Receiving < LeastRecipients:
		e.hide(FewRecipients)
	}
}

// HideBySubtraction hides more of figures that together make a whole that is
// known, where what is hidden could be told from the others: at least two are
// then hidden, with together LeastRecipients receiving households or more.
func HideBySubtraction(parts []*Estimate) {
	for {
		hidden, receiving, next := 0, 0, -1
		for i, e := range parts {
			if e.Hidden != Shown {
				hidden++
				receiving += max(0, e.Receiving)
				continue
			}
			if next < 0 || e.Receiving < parts[next].Receiving {
				next = i
			}
		}
		if hidden == 0 || next < 0 || hidden > 1 && receiving >= LeastRecipients {
			return
		}
		parts[next].hide(Subtraction)
	}
}

// of is a household, and what an estimate takes of it.
type of func(i int, h *Household) float64

// estimator computes estimates of one sample.
type estimator struct {
	*Sample
	design
}

func (s *Sample) estimator() *estimator { return &estimator{s, s.design()} }

// within counts the households and clusters of a domain.
func (e *estimator) within(in func(i int) bool, receiving []int) Estimate {
	n := Estimate{Receiving: -1}
	seen := map[int]bool{}
	if receiving != nil {
		n.Receiving = 0
	}
	for i := range e.Households {
		if in != nil && !in(i) {
			continue
		}
		n.Households++
		seen[e.cluster[i]] = true
		if receiving != nil && e.Households[i].of(receiving).Receives {
			n.Receiving++
		}
	}
	n.Clusters = len(seen)
	return n
}

// ratio estimates Σ w y ÷ Σ w x over the households of a domain: all where in
// is nil. y and x are what one household has; receiving, where it is not nil, are
// the schemes that the figure is about.
func (e *estimator) ratio(in func(i int) bool, receiving []int, y, x of) Estimate {
	above, below := 0.0, 0.0
	for i := range e.Households {
		if in != nil && !in(i) {
			continue
		}
		h := &e.Households[i]
		above += float64(h.Weight * y(i, h))
		below += float64(h.Weight * x(i, h))
	}
	r := e.within(in, receiving)
	if below == 0 {
		r.Value, r.Error = math.NaN(), math.NaN()
		return r
	}
	r.Value = above / below
	each := make([]float64, len(e.Households))
	for i := range e.Households {
		if in != nil && !in(i) {
			continue
		}
		h := &e.Households[i]
		each[i] = h.Weight * (y(i, h) - float64(r.Value*x(i, h))) / below
	}
	r.Error = e.standardError(each)
	return r
}

// total estimates Σ w y.
func (e *estimator) total(in func(i int) bool, receiving []int, y of) Estimate {
	t := e.within(in, receiving)
	each := make([]float64, len(e.Households))
	for i := range e.Households {
		if in != nil && !in(i) {
			continue
		}
		h := &e.Households[i]
		each[i] = float64(h.Weight * y(i, h))
		t.Value += each[i]
	}
	t.Error = e.standardError(each)
	return t
}
