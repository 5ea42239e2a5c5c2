package scenarios

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// Outturn is a year of an existing scheme with what was due, paid and
// appropriated, beside the status quo of the model: see [costing.OutturnYear].
type Outturn struct {
	costing.OutturnYear
	// Verdict says how the model stands to what was due and appropriated.
	Verdict Verdict
	result  *Result
}

// Outturns lists the years of the schemes of which the study has what was due,
// paid or appropriated. The model has a cost in those that were costed alone.
func (r *Result) Outturns() []Outturn {
	var all []Outturn
	for _, y := range costing.OutturnYears(r.Study) {
		all = append(all, outturnOf(y, r))
	}
	return all
}

// OutturnsSince are those of [Result.Outturns] with the status quo of the years
// before the projection computed too, as [Backcasts] does; a year that the study
// has not the data for stays unknown.
func (r *Result) OutturnsSince() []Outturn {
	computed := map[abnd.Year]past{}
	within := abnd.Years{First: r.Study.FirstYear, Last: r.Study.Projection.First - 1}
	all := r.Outturns()
	for i, x := range all {
		if !within.Contains(x.Year) {
			continue
		}
		of, done := computed[x.Year]
		if !done {
			of = pastOf(r.Study, x.Year)
			computed[x.Year] = of
		}
		if of.result != nil && !of.lacks(x.Members) {
			all[i] = outturnOf(x.OutturnYear, of.result)
		}
	}
	return all
}

func outturnOf(y costing.OutturnYear, result *Result) Outturn {
	x := Outturn{OutturnYear: y, result: result}
	x.Verdict = x.verdict()
	return x
}

// Value is a figure of the year, as [costing.OutturnLines] names them; the second
// result is false where it is not known. Shares are fractions, money is in whole
// units.
func (x Outturn) Value(line string) (float64, bool) {
	return x.result.Projection.Value(costing.OutturnKey(x.Scheme.ID, x.Year, line), 0)
}

func (x Outturn) verdict() Verdict {
	beyond, known := x.Value("beyond")
	_, modelled := x.Value("model")
	switch {
	case !known && !modelled && len(x.Uncosted(x.result.Study)) == len(x.Members):
		return NotModelled
	case !known:
		return NotKnown
	}
	return verdictOn(beyond, x.ByConstruction, x.Reason())
}
