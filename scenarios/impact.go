package scenarios

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
	"github.com/openabnd/engine/costing/model"
)

// The measures of [ImpactMeasures], and that of the fifths.
const (
	PovertyGapClosed   MeasureCode = "poverty_gap_closed"
	PoorestFifthGain   MeasureCode = "poorest_fifth_gain"
	PovertyHeadcount   MeasureCode = "poverty_headcount"
	PeopleAboveLine    MeasureCode = "people_above_line"
	MoneyReachesPoor   MeasureCode = "new_money_to_poor"
	PoorWithoutGain    MeasureCode = "poor_without_gain"
	GiniOfConsumption  MeasureCode = "gini"
	SeverityOfPoverty  MeasureCode = "poverty_severity"
	GainOfFifth        MeasureCode = "fifth_gain"
	povertyGapOfSurvey MeasureCode = "poverty_gap"
)

// ImpactMeasure is a kind of figure of the effect of a scenario on poverty. Code is
// part of the public format of the CSV.
type ImpactMeasure struct {
	Code MeasureCode
	costing.ImpactResult
}

// ImpactMeasures lists the measures in the order in which they are written, those that
// lead first.
func ImpactMeasures() []ImpactMeasure {
	codes := map[string]MeasureCode{
		costing.GapClosed: PovertyGapClosed, costing.PoorestGain: PoorestFifthGain, costing.HeadcountAfter: PovertyHeadcount, costing.PeopleAbove: PeopleAboveLine,
		costing.ReachPoor: MoneyReachesPoor, costing.PoorMissed: PoorWithoutGain, costing.GiniAfter: GiniOfConsumption, costing.SeverityAfter: SeverityOfPoverty,
	}
	var all []ImpactMeasure
	for _, r := range costing.ImpactResults() {
		all = append(all, ImpactMeasure{codes[r.Code], r})
	}
	return all
}

// ImpactRow is one figure of the effect on poverty. What is not known has no row.
type ImpactRow struct {
	Scenario string    // blank before anything is paid
	Year     abnd.Year // of the scenario's rules, or of the survey
	Measure  MeasureCode
	Fifth    int // from 1, of [GainOfFifth]; 0 for the others
	Unit     Unit
	Value    float64 // in proportion among those eligible
	// From and To are the least and the most of the cases of who receives; equal to
	// the value where there is one figure only.
	From, To float64
}

// ImpactYear is the year of the scenarios whose benefits are looked at; 0 where no
// effect is computed.
func (r *Result) ImpactYear() abnd.Year {
	if !r.Projection.Model().Has(costing.ImpactYear) {
		return 0
	}
	x, _ := r.Projection.Value(costing.ImpactYear, 0)
	return abnd.Year(x)
}

// Impact is a figure of the effect of a scenario, or before anything is paid where the
// ID is blank; false where it is not known.
func (r *Result) Impact(scenario string, m ImpactMeasure) (ImpactRow, bool) {
	row := ImpactRow{Scenario: scenario, Year: r.ImpactYear(), Measure: m.Code, Unit: impactUnit(m.Unit)}
	key := func(end string) model.Key { return costing.ImpactKey(scenario, m.ImpactResult.Code+end) }
	if scenario == "" {
		row.Year = r.Study.Consumption.Year
		key = func(string) model.Key { return costing.CurveKey(m.ImpactResult.Code) }
	}
	x, ok := r.impactValue(key(""), 0, m.Unit)
	if !ok {
		return ImpactRow{}, false
	}
	row.Value, row.From, row.To = x, x, x
	if m.Range && scenario != "" {
		row.From, _ = r.impactValue(key(costing.ImpactFrom), 0, m.Unit)
		row.To, _ = r.impactValue(key(costing.ImpactTo), 0, m.Unit)
	}
	return row, true
}

// ImpactOnFifth is what a fifth gains under a scenario, as a percentage of its
// consumption; false where it is not known.
func (r *Result) ImpactOnFifth(scenario string, fifth int) (ImpactRow, bool) {
	x, ok := r.impactValue(costing.ImpactKey(scenario, costing.FifthGain), abnd.Year(fifth), abnd.PureNumber)
	return ImpactRow{Scenario: scenario, Year: r.ImpactYear(), Measure: GainOfFifth, Fifth: fifth, Unit: Percent, Value: x, From: x, To: x}, ok
}

// impactValue is a figure in the unit in which it is written.
func (r *Result) impactValue(key model.Key, at abnd.Year, unit abnd.Unit) (float64, bool) {
	if !r.Projection.Model().Has(key) {
		return 0, false
	}
	x, ok := r.Projection.Value(key, at)
	if unit == abnd.PureNumber {
		x *= percentPerShare
	}
	return x, ok
}

// impactUnit is the unit of a result as it is written.
func impactUnit(u abnd.Unit) Unit {
	if u == abnd.PersonUnit {
		return Persons
	}
	return Percent
}

// ImpactRows are the figures of the survey, then those of every scenario or of the one
// with the ID.
func (r *Result) ImpactRows(only string) []ImpactRow {
	var rows []ImpactRow
	add := func(row ImpactRow, known bool) {
		if known {
			rows = append(rows, row)
		}
	}
	if gap, ok := r.impactValue(costing.CurveKey("gap"), 0, abnd.PureNumber); ok {
		rows = append(rows, ImpactRow{Year: r.Study.Consumption.Year, Measure: povertyGapOfSurvey, Unit: Percent, Value: gap, From: gap, To: gap})
	}
	for _, m := range ImpactMeasures() {
		add(r.Impact("", m))
	}
	for _, s := range costing.ImpactScenarios(r.Study) {
		if only != "" && s.ID != only {
			continue
		}
		for _, m := range ImpactMeasures() {
			add(r.Impact(s.ID, m))
		}
		for n := 1; n <= costing.Fifths; n++ {
			add(r.ImpactOnFifth(s.ID, n))
		}
	}
	return rows
}
