package scenarios

import (
	"encoding/binary"
	"math/rand/v2"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"
	"gonum.org/v1/gonum/stat/sampleuv"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// Method is how draws are spread over what is possible.
type Method string

// The methods.
const (
	// Random draws independently.
	Random Method = "random"
	// LatinHypercube spreads the draws of each figure evenly: in each block of
	// [BlockSize] draws, every one of as many equal slices of its distribution
	// is hit once (McKay, M., Beckman, R., Conover, W. (1979), Technometrics
	// 21(2)).
	LatinHypercube Method = "latin-hypercube"
)

// Name is the method as people read it.
func (m Method) Name() abnd.Text {
	switch m {
	case Random:
		return abnd.T("random", "aleatório simples")
	case LatinHypercube:
		return abnd.T("latin-hypercube", "hipercubo latino")
	}
	return abnd.Same(string(m))
}

// Methods lists the methods. Of random draws alone the standard error of a mean
// is known; with slices of each figure the same number of draws comes nearer.
func Methods() []Method { return []Method{Random, LatinHypercube} }

// BlockSize is how many draws are made and computed together. Every block has
// a stream of random numbers of its own, so that a draw is the same however
// many blocks are worked on at once.
const BlockSize = 512

// sampler makes the drawn inputs of a block.
type sampler struct {
	drivers  []driver
	typed    [][]float64 // shocks that the study has itself, by driver
	cells    int
	firstDim []int // by driver
	dims     int
	tied     *ties
	method   Method
	seed     uint64
}

// ties is the Gaussian copula: normal scores of correlated figures are sums of
// independent ones, by the Cholesky factor of their correlations.
type ties struct {
	factor *mat.TriDense
	rows   []int // drivers that are correlated with another, last first
}

func newSampler(study *abnd.Study, drivers []driver, cells int, method Method, seed uint64) *sampler {
	s := &sampler{drivers: drivers, cells: cells, method: method, seed: seed, tied: tiesOf(study)}
	for i := range drivers {
		s.firstDim = append(s.firstDim, s.dims)
		s.dims += drivers[i].dimensions()
		if drivers[i].ByYear() {
			s.typed = append(s.typed, typed(study, &drivers[i]))
		} else {
			s.typed = append(s.typed, nil)
		}
	}
	return s
}

// tiesOf factors the correlations of a study that was checked.
func tiesOf(study *abnd.Study) *ties {
	m := costing.CorrelationMatrix(study)
	if m == nil || len(study.Correlations) == 0 {
		return nil
	}
	var cholesky mat.Cholesky
	if !cholesky.Factorize(m) {
		panic("scenarios: correlations were not checked")
	}
	t := &ties{factor: mat.NewTriDense(m.SymmetricDim(), mat.Lower, nil)}
	cholesky.LTo(t.factor)
	for i := m.SymmetricDim() - 1; i >= 0; i-- {
		for j := range m.SymmetricDim() {
			if i != j && m.At(i, j) != 0 {
				t.rows = append(t.rows, i)
				break
			}
		}
	}
	return t
}

// stream is a generator that depends on the seed and a number alone.
func (s *sampler) stream(number uint64) *rand.Rand {
	var key [32]byte
	binary.LittleEndian.PutUint64(key[:], s.seed)
	binary.LittleEndian.PutUint64(key[8:], number)
	return rand.New(rand.NewChaCha8(key))
}

// samples is the room that one goroutine needs for a block.
type samples struct {
	scores [][]float64 // by dimension: probabilities, then normal scores
	in     [][]float64 // by cell
	path   []float64
}

func (s *sampler) newSamples() *samples {
	x := &samples{scores: make([][]float64, s.dims), in: make([][]float64, s.cells)}
	for _, rows := range [][][]float64{x.scores, x.in} {
		for i := range rows {
			rows[i] = make([]float64, BlockSize)
		}
	}
	for i := range s.drivers {
		x.path = append(x.path, make([]float64, max(0, s.drivers[i].cells()-len(x.path)))...)
	}
	return x
}

// fill makes n draws of a block: the values of every drawn cell.
func (s *sampler) fill(x *samples, block, n int) {
	for i := range x.scores {
		x.scores[i] = x.scores[i][:n]
	}
	for i := range x.in {
		x.in[i] = x.in[i][:n]
	}
	s.spread(x, uint64(block), n)
	s.tie(x, n)
	for i := range s.drivers {
		d := &s.drivers[i]
		scores := x.scores[s.firstDim[i]:][:d.dimensions()]
		in := x.in[d.first:][:d.cells()]
		switch d.Distribution {
		case abnd.Persistent:
			path := x.path[:len(d.years)]
			for k := range n {
				for t := range path {
					path[t] = distuv.UnitNormal.Quantile(scores[t][k]) / d.deviations
				}
				d.fade(path)
				for t := range path {
					in[t][k] = d.within(s.typed[i][t] + agreed(path[t]))
				}
			}
		case abnd.Bounded:
			for k := range n {
				z := distuv.UnitNormal.Quantile(scores[0][k]) / d.deviations
				for t, b := range d.bounds {
					in[t][k] = d.within(s.typed[i][t] + agreed(b.path(z)))
				}
			}
		default:
			for k, p := range scores[0] {
				x := d.quantile(p)
				if d.moved == nil {
					in[0][k] = x
					continue
				}
				for j := range in {
					in[j][k] = d.moved.at(j, x)
				}
			}
		}
	}
}

// spread fills the scores with probabilities.
func (s *sampler) spread(x *samples, block uint64, n int) {
	const least = 1.0 / (1 << 54) // a probability of 0 has no normal score
	switch s.method {
	case LatinHypercube:
		src := s.stream(block)
		for _, p := range x.scores {
			sampleuv.LatinHypercube{Q: distuv.Uniform{Min: 0, Max: 1}, Src: src}.Sample(p)
			for k := range p {
				p[k] = max(p[k], least)
			}
		}
	default:
		src := s.stream(block)
		for k := range n {
			for _, p := range x.scores {
				p[k] = (float64(src.Uint64()>>11) + 0.5) / (1 << 53)
			}
		}
	}
}

// tie replaces the probabilities of correlated figures by those that go
// together.
func (s *sampler) tie(x *samples, n int) {
	if s.tied == nil {
		return
	}
	for _, i := range s.tied.rows {
		for _, p := range x.scores[s.firstDim[i]:][:s.drivers[i].dimensions()] {
			for k := range p {
				p[k] = distuv.UnitNormal.Quantile(p[k])
			}
		}
	}
	// A row reads those before it, so the last goes first.
	for _, i := range s.tied.rows {
		for t := range s.drivers[i].dimensions() {
			z := x.scores[s.firstDim[i]+t]
			for k := range n {
				sum := s.tied.factor.At(i, i) * z[k]
				for j := range i {
					if f := s.tied.factor.At(i, j); f != 0 {
						sum += float64(f * x.scores[s.firstDim[j]+t][k])
					}
				}
				z[k] = sum
			}
		}
	}
	for _, i := range s.tied.rows {
		for _, z := range x.scores[s.firstDim[i]:][:s.drivers[i].dimensions()] {
			for k := range z {
				z[k] = distuv.UnitNormal.CDF(z[k])
			}
		}
	}
}

// Draws gives the draws that [Simulate] would make: the cells of the model
// that are drawn, and for each of them its values. Of a study without ranges these are
// all that can be moved, and not only those that move a cost. The study must have been
// checked.
func Draws(study *abnd.Study, o SimulationOptions) ([]model.Cell, [][]float64) {
	u := uncertaintyOf(study)
	s := newSampler(study, u.drivers, len(u.cells), o.Method, o.Seed)
	x := s.newSamples()
	values := rows(len(u.cells), o.Draws)
	for first := 0; first < o.Draws; first += BlockSize {
		n := min(BlockSize, o.Draws-first)
		s.fill(x, first/BlockSize, n)
		for i := range values {
			copy(values[i][first:], x.in[i][:n])
		}
	}
	return u.cells, values
}
