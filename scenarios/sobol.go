package scenarios

import "math/rand/v2"

// sobol is a Sobol' sequence in base 2 (Sobol', I. (1967), On the distribution
// of points in a cube and the approximate evaluation of integrals, USSR
// Computational Mathematics and Mathematical Physics 7(4)), one primitive
// polynomial a dimension in the order of their degrees. The free initial
// numbers are taken at random from a fixed stream (Jäckel, P. (2002), Monte
// Carlo Methods in Finance, chapter 8), so that any number of dimensions
// works without a table. Each dimension is shifted digitally, which keeps the
// evenness and makes every point uniform.
type sobol struct {
	directions [][sobolBits]uint64 // by dimension
	shift      []uint64
}

// sobolBits is how many points the sequence has, as a power of two.
const sobolBits = 40

// initialNumbers is the stream that the initial numbers come from. It is part
// of the definition of the sequence: results change with it.
const initialNumbers = 0x50B01

func newSobol(dimensions int, shift *rand.Rand) *sobol {
	s := &sobol{directions: make([][sobolBits]uint64, dimensions), shift: make([]uint64, dimensions)}
	initial := rand.New(rand.NewPCG(initialNumbers, 0))
	polynomials := primitives(dimensions - 1)
	for d := range s.directions {
		v := &s.directions[d]
		if d == 0 { // the van der Corput sequence
			for k := range v {
				v[k] = 1 << (sobolBits - 1 - k)
			}
		} else {
			fillDirections(v, polynomials[d-1], initial)
		}
		s.shift[d] = shift.Uint64() >> (64 - sobolBits)
	}
	return s
}

// fillDirections runs the recurrence of a primitive polynomial
// x^q + c₁ x^(q−1) + … + 1, whose coefficients are the bits of p:
//
//	v[k] = c₁ v[k−1] ⊕ … ⊕ c_{q−1} v[k−q+1] ⊕ v[k−q] ⊕ (v[k−q] >> q)
func fillDirections(v *[sobolBits]uint64, p uint64, initial *rand.Rand) {
	q := degree(p)
	for k := range v {
		if k < q {
			odd := initial.Uint64()>>(63-k) | 1 // below 2^(k+1)
			v[k] = odd << (sobolBits - 1 - k)
			continue
		}
		v[k] = v[k-q] ^ v[k-q]>>q
		for i := 1; i < q; i++ {
			if p>>(q-i)&1 == 1 {
				v[k] ^= v[k-i]
			}
		}
	}
}

func degree(p uint64) int {
	d := -1
	for ; p > 0; p >>= 1 {
		d++
	}
	return d
}

// primitives lists n primitive polynomials over the field of two elements, by
// degree: those by which a shift register runs through all states but zero.
func primitives(n int) []uint64 {
	var all []uint64
	for q := 1; len(all) < n; q++ {
		for p := uint64(1)<<q + 1; p < 2<<q && len(all) < n; p += 2 {
			if isPrimitive(p, q) {
				all = append(all, p)
			}
		}
	}
	return all
}

func isPrimitive(p uint64, q int) bool {
	full := uint64(1)<<q - 1
	state := uint64(1)
	for step := uint64(1); ; step++ {
		if state <<= 1; state>>q == 1 {
			state ^= p
		}
		if state == 1 {
			return step == full
		}
		if state == 0 || step > full {
			return false
		}
	}
}

// at gives point number i in one dimension, between 0 and 1 but never either.
func (s *sobol) at(i uint64, dimension int) float64 {
	x := s.shift[dimension]
	for k, gray := 0, i^i>>1; gray > 0; k, gray = k+1, gray>>1 {
		if gray&1 == 1 {
			x ^= s.directions[dimension][k]
		}
	}
	return (float64(x) + 0.5) / (1 << sobolBits)
}
