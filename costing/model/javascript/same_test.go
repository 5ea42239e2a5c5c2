package javascript_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/abnd/country"
	"github.com/openabnd/engine/abnd/proofs"
	"github.com/openabnd/engine/abnd/proofs/scripts"
	"github.com/openabnd/engine/abnd/proofs/studies"
	"github.com/openabnd/engine/costing/model"
	"github.com/openabnd/engine/costing/model/javascript"
)

// withLevers is a country with the room's proposal, so that what its levers move
// is computed too.
func withLevers(t testing.TB, code string) *model.Projection {
	return studies.Profile(t, code).WithTried().Projection
}

// overFewYears is a country's study over years that hold a first, a last, and what
// comes from the year before: a year more is another of the same formulas.
func overFewYears(t testing.TB, code string) *model.Projection {
	t.Helper()
	const years = 6
	study := studies.Load(t, code)
	study.Projection.Last = study.Projection.First + years - 1
	return studies.Run(t, study).WithTried().Projection
}

func agree(t *testing.T, what string, s *scripts.Model, p *model.Projection) (compared int) {
	t.Helper()
	s.Run()
	compared, differ := s.Differences(p)
	for _, d := range differ {
		t.Errorf("%s: %s %d: the engine has %v, JavaScript %v", what, d.Key, d.Year, d.Engine, d.Here)
	}
	return compared
}

// Oracle: the engine. Every line of every country, all years, the same bits.
func TestJavaScriptComputesEveryLineOfTheCountries(t *testing.T) {
	lines, values := 0, 0
	codes := country.Codes()
	codes = codes[:proofs.Count(len(codes), 2, 1)]
	for _, code := range codes {
		p := withLevers(t, code)
		lines += len(p.Model().Lines())
		values += agree(t, code, scripts.New(t, p, javascript.Part{}), p)
	}
	proofs.Tell(t, "JavaScript: %d countries, %d lines, %d values, every bit the engine's", len(codes), lines, values)
}

// Oracle: the engine, which computes a model with other inputs anew. A program
// that holds as formulas only what these inputs move gives every line all the same.
func TestJavaScriptFollowsEditedInputs(t *testing.T) {
	proofs.NotShort(t)
	const inputs, each = 5, 20 // edited of one program, and edits of it
	edits := proofs.Count(200, 10, 2)
	codes := country.Codes()
	r := rand.New(rand.NewPCG(20, 26))
	values := 0
	for done := 0; done < edits; {
		p := overFewYears(t, codes[done/each%len(codes)])
		part := javascript.Part{Moved: someInputs(p.Model(), r, inputs)}
		for _, l := range p.Model().Lines() {
			part.Shown = append(part.Shown, l.Key)
		}
		s := scripts.New(t, p, part)
		for i := 0; i < each && done < edits; i++ {
			changed := map[model.Key][]float64{}
			for _, key := range part.Moved {
				changed[key] = edited(p.Model().Line(key), r)
				for place, x := range changed[key] {
					s.Set(key, place, x)
				}
			}
			values += agree(t, "edited", s, withInputs(t, p.Model(), changed))
			done++
		}
	}
	proofs.Tell(t, "JavaScript: %d random edits of %d inputs, %d values, every bit the engine's", edits, inputs, values)
}

// someInputs are inputs that some formula reads.
func someInputs(m *model.Model, r *rand.Rand, n int) []model.Key {
	var all []model.Key
	seen := map[model.Key]bool{}
	for _, l := range m.Lines() {
		if l.IsInput() {
			continue
		}
		model.Reads(l.Formula, func(key model.Key) {
			if m.Line(key).IsInput() && !seen[key] {
				seen[key] = true
				all = append(all, key)
			}
		})
	}
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all[:n]
}

// edited are other values of an input: some of them unknown or zero, where they
// may be.
func edited(l *model.Line, r *rand.Rand) []float64 {
	values := make([]float64, len(l.Inputs))
	for i, x := range l.Inputs {
		switch {
		case l.Blankable && r.IntN(6) == 0:
			values[i] = math.NaN()
		case l.List != nil:
			values[i] = float64(r.IntN(len(l.List.Codes)))
		case l.Unit == abnd.CalendarYear, l.Unit == abnd.AgeInYears:
			values[i] = x + float64(r.IntN(5)-2)
		case r.IntN(8) == 0:
			values[i] = 0
		case math.IsNaN(x):
			values[i] = 3 * r.Float64()
		default:
			values[i] = x * (0.5 + r.Float64())
		}
	}
	return values
}

func withInputs(t *testing.T, m *model.Model, inputs map[model.Key][]float64) *model.Projection {
	t.Helper()
	other := model.NewModel(m.Population())
	for _, l := range m.Lines() {
		line := *l
		if values, is := inputs[l.Key]; is {
			line.Inputs = values
		}
		other.Add(line)
	}
	p, err := other.Evaluate()
	if err != nil {
		t.Fatal(err)
	}
	return p
}
