package abnd

import (
	"fmt"
	"slices"
)

// Sex of a population group.
type Sex string

// The sexes in use. Both is a choice for a target group, never a row of POP.
const (
	Female Sex = "female"
	Male   Sex = "male"
	Both   Sex = "both"
)

// MaxAge is the open age interval: 100 stands for 100 and over.
const MaxAge = 100

// Population is a frame of mid-year population by single age and sex. The
// zero value is empty; make one with [NewPopulation].
type Population struct {
	Provenance
	// LastEstimate is the last year that is an estimate; later years are a
	// projection. 0 where it is not known.
	LastEstimate Year

	span   Years
	counts []float64 // [sex][year][age], NaN-free; a hole is a hole in known
	known  []bool
}

// NewPopulation makes a frame over the years, every cell unknown.
func NewPopulation(span Years) Population {
	n := 2 * span.Len() * (MaxAge + 1)
	return Population{span: span, counts: make([]float64, n), known: make([]bool, n)}
}

// Years is the range of years that the frame spans.
func (p *Population) Years() Years { return p.span }

// Set puts a count. It panics outside the frame: that is a programming error.
func (p *Population) Set(year Year, sex Sex, age int, n Persons) {
	i := p.index(year, sex, age)
	p.counts[i], p.known[i] = float64(n), true
}

// Get returns a count, and whether it is known. It panics outside the frame.
func (p *Population) Get(year Year, sex Sex, age int) (Persons, bool) {
	i := p.index(year, sex, age)
	return Persons(p.counts[i]), p.known[i]
}

// AnyKnown reports whether the frame holds any figure.
func (p *Population) AnyKnown() bool { return slices.Contains(p.known, true) }

// Ages returns the counts of one year and sex by single age 0..MaxAge. The
// slice belongs to the frame and must not be changed. It panics outside the
// frame.
func (p *Population) Ages(year Year, sex Sex) []float64 {
	i := p.index(year, sex, 0)
	return p.counts[i : i+MaxAge+1]
}

// Between sums persons of completed ages lo..hi, both included, clipped to
// 0..MaxAge. Both adds the sexes. It panics outside the years of the frame.
func (p *Population) Between(year Year, sex Sex, lo, hi int) Persons {
	if sex == Both {
		return p.Between(year, Female, lo, hi) + p.Between(year, Male, lo, hi)
	}
	ages := p.Ages(year, sex)
	var sum float64
	for age := max(lo, 0); age <= min(hi, MaxAge); age++ {
		sum += ages[age]
	}
	return Persons(sum)
}

// Equal reports whether two frames hold the same figures and provenance.
func (p Population) Equal(q Population) bool {
	if p.Provenance != q.Provenance || p.LastEstimate != q.LastEstimate || p.span != q.span {
		return false
	}
	for i := range p.counts {
		if p.known[i] != q.known[i] || p.counts[i] != q.counts[i] {
			return false
		}
	}
	return true
}

func (p *Population) index(year Year, sex Sex, age int) int {
	if !p.span.Contains(year) || age < 0 || age > MaxAge || sex != Female && sex != Male {
		panic(fmt.Sprintf("abnd: population of %s %s, age %d is outside the frame %s", fmt.Sprint(int(year)), sex, age, p.span))
	}
	s := 0
	if sex == Male {
		s = 1
	}
	return (s*p.span.Len()+int(year-p.span.First))*(MaxAge+1) + age
}
