package scenarios

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// FundOutlook says when the fund of the study is empty under a scenario or
// package.
type FundOutlook struct {
	// Empty has the year by case in the order of [costing.FundCases]: central,
	// early, late; 0 where the fund lasts to the end of the projection.
	Empty []abnd.Year
	// Forward has by how many years that year comes earlier than in the status
	// quo, later where it is negative; not known where either lies beyond the
	// projection, and of the status quo itself.
	Forward []Amount
	// Due is how much of what is withdrawn while the fund lasts is more than in the
	// status quo, in percent; not known of the status quo itself.
	Due Amount
}

// FundOutlook is that of a scenario or package; false where the study follows no
// fund.
func (r *Result) FundOutlook(id string) (FundOutlook, bool) {
	if !costing.HasFund(r.Study) {
		return FundOutlook{}, false
	}
	cell := func(code string) Amount {
		x, ok := r.frame(costing.FiscalKey(id, code), 0)
		if !ok {
			return Amount{}
		}
		return Amount{Value: x, Known: abnd.KnownAll}
	}
	var o FundOutlook
	for _, c := range costing.FundCases() {
		o.Empty = append(o.Empty, abnd.Year(cell(costing.FundEmptyYear+c.Suffix).Value))
		o.Forward = append(o.Forward, cell(costing.FundYearsForward+c.Suffix))
	}
	o.Due = cell(costing.FundDueShare)
	o.Due.Value *= percentPerShare
	return o, true
}

// fundRows are the figures of [FundOutlook] that are no figures of a year: that
// of the row is the one in which the fund is empty in its case, or the last of the
// projection.
func (r *Result) fundRows(kind, id string) []FiscalRow {
	o, ok := r.FundOutlook(id)
	if !ok {
		return nil
	}
	var rows []FiscalRow
	for i, measure := range []MeasureCode{FundEmptyYear, FundEmptyYearEarly, FundEmptyYearLate} {
		if year := o.Empty[i]; year != 0 {
			rows = append(rows, FiscalRow{kind, id, year, measure, "year", float64(year), abnd.KnownAll})
		}
	}
	for i, measure := range []MeasureCode{FundYearsForward, FundYearsForwardEarly, FundYearsForwardLate} {
		if x := o.Forward[i]; x.Known.Known() {
			rows = append(rows, FiscalRow{kind, id, o.Empty[i], measure, "years", x.Value, x.Known})
		}
	}
	if o.Due.Known.Known() {
		rows = append(rows, FiscalRow{kind, id, r.Study.Projection.Last, FundShareOfWithdrawals, r.UnitOf(Measure{Unit: Percent}), o.Due.Value, o.Due.Known})
	}
	return rows
}

// FundSentence says in words when the fund is empty in the status quo, or by how
// much a scenario or package brings that year forward; blank where the study
// follows no fund.
func (r *Result) FundSentence(id string) abnd.Text {
	s, ok := costing.FundSentence(r.Study, id)
	if !ok {
		return abnd.Text{}
	}
	return abnd.InEach(func(lang abnd.Lang) string { return s.In(r.Projection, lang) })
}
