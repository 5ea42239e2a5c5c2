package scenarios

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// FactMove is the percent of itself by which [RankFacts] lowers each fact: a share
// of one can be lower, but not higher.
const FactMove = 10

// factLeft is what is left of a fact.
const factLeft = 1 - float64(FactMove)/percentPerShare

// LeadingFacts is how many facts of [RankFacts] are shown, with their sources.
const LeadingFacts = 10

// RankedFact is a fact and what it moves.
type RankedFact struct {
	Path  abnd.Path
	Label abnd.Text
	abnd.Provenance
	// Effect is by how much the status quo's cost changes if the fact is
	// [FactMove] percent lower, above zero where it rises: percentage points of GDP, the
	// mean over the projected years in which the cost is known.
	Effect float64
}

// Sourced reports whether somebody has published the fact.
func (f RankedFact) Sourced() bool { return f.Confidence != abnd.Assumption }

// RankFacts orders the facts of a study, as [costing.Inputs] has them, by what
// they move: each is lowered alone by the same percentage, [FactMove], and
// the change of the total cost of the status quo is measured. The first of them
// are those that must have a source, or a gap that is named.
//
// The known years of a series move together. Calendar years and ages are not
// moved, for a share of them means nothing; nor does a fact of zero move. A fact
// that moves nothing is left out.
//
// The result must be of [Run]: one with [RunOptions.Figures] has no cells to move.
func RankFacts(r *Result) []RankedFact {
	wanted := costCells(r)
	if len(wanted) == 0 {
		return nil
	}
	base := meanCost(r, wanted)
	var ranked []RankedFact
	add := func(f RankedFact, mean float64) {
		if f.Effect = percentPerShare * (mean - base); math.Abs(f.Effect) > leastEffect {
			ranked = append(ranked, f)
		}
	}
	if people, ok := populationFact(r.Study); ok {
		add(people, meanCost(withFewerPeople(r), wanted))
	}
	moves := factMoves(r.Study)
	means := meanCosts(r, moves, wanted)
	for i, m := range moves {
		add(m.RankedFact, means[i])
	}
	slices.SortStableFunc(ranked, func(a, b RankedFact) int { return cmp.Compare(math.Abs(b.Effect), math.Abs(a.Effect)) })
	return ranked
}

// leastEffect is what rounding alone may make, in percentage points of GDP.
const leastEffect = 1e-9

// factMove is a fact with the cells of the model that hold it, as they are and
// lowered.
type factMove struct {
	RankedFact
	cells      []model.Cell
	is, lowers []float64
}

// factMoves are the facts that are numbers of the model and that the status quo
// can read.
func factMoves(study *abnd.Study) []*factMove {
	facts := map[abnd.Path]costing.Input{}
	for in := range costing.Inputs(study) {
		if in.Nature == abnd.Fact {
			facts[in.Path] = in
		}
	}
	reads, series := readByStatusQuo(study), seriesLabels(study)
	var all []*factMove
	of := map[abnd.Path]*factMove{}
	for _, v := range costing.Variables(study) {
		if v.ByYear || v.Unit == abnd.CalendarYear || v.Unit == abnd.AgeInYears || !reads(v.Path) {
			continue
		}
		path, label := v.Path, v.Label
		if v.Year != 0 {
			path = v.Line
		}
		in, ok := facts[path]
		if !ok || v.Year > in.Last && v.Year != 0 {
			continue
		}
		m := of[path]
		if m == nil {
			if v.Year != 0 {
				label = abnd.T("%s, up to %d", "%s, até %d").Fill(series[path], int(in.Last))
			}
			m = &factMove{RankedFact: RankedFact{Path: path, Label: label, Provenance: in.Provenance}}
			of[path] = m
			all = append(all, m)
		}
		m.cells = append(m.cells, model.Cell{Key: v.Line, Year: v.Year})
		m.is = append(m.is, v.Value)
		m.lowers = append(m.lowers, max(v.Low, v.Value-float64(math.Abs(v.Value)*(1-factLeft))))
	}
	return all
}

// readByStatusQuo tells of a path whether it can move the status quo: it is no
// figure of another scenario, nor of a benefit that the status quo does not pay.
func readByStatusQuo(study *abnd.Study) func(abnd.Path) bool {
	paid := map[string]bool{}
	for _, b := range StatusQuoOnly(study).Benefits {
		paid[b.ID] = true
	}
	return func(path abnd.Path) bool {
		parts := strings.Split(string(path), "/")
		switch parts[0] {
		case "scenarios":
			return parts[1] == abnd.StatusQuo
		case "benefits":
			return paid[parts[1]]
		}
		return true
	}
}

// seriesLabels are the names of the series of a study by path.
func seriesLabels(study *abnd.Study) map[abnd.Path]abnd.Text {
	labels := map[abnd.Path]abnd.Text{}
	for _, f := range costing.AllFrameSeries() {
		labels[f.Path()] = f.Label
	}
	for _, t := range study.Tables {
		labels[abnd.JoinPath("tables", t.ID)] = t.Name
	}
	return labels
}

// costCells are the status quo's cost as a share of GDP in the projected years
// of which it is known.
func costCells(r *Result) []model.Cell {
	var cells []model.Cell
	key := costing.TotalKey(abnd.StatusQuo, "share_of_gdp")
	for _, year := range r.Study.Projection.All() {
		if r.Projection.Knowledge(key, year).Known() {
			cells = append(cells, model.Cell{Key: key, Year: year})
		}
	}
	return cells
}

// meanCost is the mean over those years; not a number where there is none.
func meanCost(r *Result, cells []model.Cell) float64 {
	sum := 0.0
	for _, c := range cells {
		x, _ := r.Projection.Value(c.Key, c.Year)
		sum += x
	}
	return sum / float64(len(cells))
}

// factsAtOnce is how many facts are moved in one block: enough for the batch to
// be quick, few enough for the memory of a study of many benefits.
const factsAtOnce = 256

// meanCosts are the mean costs with each fact lowered.
func meanCosts(r *Result, moves []*factMove, wanted []model.Cell) []float64 {
	var cells []model.Cell
	var base []float64
	first := make([]int, len(moves))
	for i, m := range moves {
		first[i] = len(cells)
		cells, base = append(cells, m.cells...), append(base, m.is...)
	}
	batch := r.Projection.Batch(cells, wanted)
	width := min(factsAtOnce, len(moves))
	scratch := batch.NewScratch(width)
	in, out := rows(len(cells), width), rows(batch.Columns(), width)
	means := make([]float64, 0, len(moves))
	for at := 0; at < len(moves); at += factsAtOnce {
		block := moves[at:min(at+factsAtOnce, len(moves))]
		for j := range in {
			for k := range in[j] {
				in[j][k] = base[j]
			}
		}
		for k, m := range block {
			for j, x := range m.lowers {
				in[first[at+k]+j][k] = x
			}
		}
		batch.Run(scratch, len(block), in, out)
		for k := range block {
			sum := 0.0
			for _, place := range batch.Places() {
				if place.Constant {
					sum += place.Value
				} else {
					sum += out[place.Column][k]
				}
			}
			means = append(means, sum/float64(len(wanted)))
		}
	}
	return means
}

// populationLabel names the population among the facts.
var populationLabel = abnd.T("Population", "População")

// populationFact is the population as a fact, where the study has it.
func populationFact(study *abnd.Study) (RankedFact, bool) {
	for in := range costing.Inputs(study) {
		if in.Path == costing.PopulationInput && in.Nature == abnd.Fact {
			return RankedFact{Path: in.Path, Label: populationLabel, Provenance: in.Provenance}, true
		}
	}
	return RankedFact{}, false
}

// withFewerPeople is the status quo with fewer people at every age in every year
// that the study gives: the population is no cell of the model.
func withFewerPeople(r *Result) *Result {
	study := StatusQuoOnly(r.Study)
	people := &study.Population
	for _, year := range people.Years().All() {
		for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			for age := 0; age <= abnd.MaxAge; age++ {
				if n, known := people.Get(year, sex, age); known {
					people.Set(year, sex, age, n*abnd.Persons(factLeft))
				}
			}
		}
	}
	fewer, _ := RunWith(study, RunOptions{Figures: true, Checked: true})
	return fewer
}
