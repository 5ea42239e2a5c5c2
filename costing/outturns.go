package costing

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// OutturnYear is a year of an existing scheme of which the study has what was
// due, paid or appropriated. Its figures are the lines that [OutturnKey] names:
//
//	model                     status quo of the year, all that is due to those enrolled
//	due, paid, appropriated   as entered: of all components, or of the two added
//	arrears                   due − paid
//	share_paid                paid ÷ due
//	execution                 paid ÷ appropriated
//	model_over_due, model_over_appropriated
//	recipients_due, recipients_paid, and share_recipients_paid, the ratio of the two
//	share_payments            share_paid ÷ share_recipients_paid: what those who were paid got of what was due to them
//	arrears_internal, arrears_external, execution_internal, execution_external
//	beyond                    1 where a ratio to the model is further from 1 than the tolerance
//
// What is in arrears is still owed: no cost is less by it. The model has a cost
// only in the years of the projection. What is not known is blank, and so is
// all that needs it.
type OutturnYear struct {
	Scheme abnd.Scheme
	Year   abnd.Year
	// Rows are what is known of the year, in the order of the study.
	Rows []abnd.Outturn
	// Members are the scheme and those that the figures cover besides.
	Members []abnd.Scheme
	// ByConstruction says that the model has no other knowledge of the cost of
	// the year than its expenditure.
	ByConstruction bool
}

// OutturnPath is the path of a row of OUTTURN.
func OutturnPath(o abnd.Outturn) model.Key {
	return abnd.JoinPath("outturns", o.Scheme, strconv.Itoa(int(o.Year)), string(o.Measure), string(o.Whole()))
}

// OutturnKey is the key of a line of a year of a scheme, as in
// OutturnKey("TLS-SP-OLD", 2024, "arrears").
func OutturnKey(scheme string, year abnd.Year, line string) model.Key {
	return abnd.JoinPath("outturn", scheme, strconv.Itoa(int(year)), line)
}

// OutturnLines lists the lines that people read, in their order.
func OutturnLines() []string {
	return []string{
		"model", "due", "paid", "arrears", "arrears_internal", "arrears_external",
		"appropriated", "execution", "execution_internal", "execution_external", "model_over_appropriated", "model_over_due",
		"share_paid", "recipients_due", "recipients_paid", "share_recipients_paid", "share_payments",
	}
}

// OutturnWorkings lists the lines that the others are made of.
func OutturnWorkings() []string {
	return []string{"due_internal", "due_external", "paid_internal", "paid_external", "appropriated_internal", "appropriated_external", "beyond"}
}

// OutturnYears lists the years of each scheme of which the study has figures, in
// the order of its schemes and then of the years.
func OutturnYears(study *abnd.Study) []OutturnYear {
	var all []OutturnYear
	for _, s := range study.Schemes {
		var years []OutturnYear
		for _, row := range study.Outturns {
			if row.Scheme != s.ID || row.Year == 0 {
				continue
			}
			i := slices.IndexFunc(years, func(y OutturnYear) bool { return y.Year == row.Year })
			if i < 0 {
				i = len(years)
				years = append(years, OutturnYear{Scheme: s, Year: row.Year})
			}
			years[i].Rows = append(years[i].Rows, row)
		}
		slices.SortStableFunc(years, func(x, y OutturnYear) int { return cmp.Compare(x.Year, y.Year) })
		for i := range years {
			y := &years[i]
			y.Members = append([]abnd.Scheme{s}, schemesOf(study, y.covers())...)
			costed := costedOf(study, y.Members)
			y.ByConstruction = len(costed) == 1 && costed[0].ID == s.ID && isProjected(study, s) && s.Expenditure.Year == y.Year
		}
		all = append(all, years...)
	}
	return all
}

// covers lists the other schemes that the figures of a year cover.
func (y OutturnYear) covers() []string {
	return coversOf(y.Rows[0], y.Scheme)
}

// row is the figure of a measure and a component; false where there is none.
func (y OutturnYear) row(m abnd.OutturnMeasure, c abnd.Component) (abnd.Outturn, bool) {
	i := slices.IndexFunc(y.Rows, func(o abnd.Outturn) bool { return o.Measure == m && o.Whole() == c })
	if i < 0 {
		return abnd.Outturn{}, false
	}
	return y.Rows[i], true
}

// Reason is what the analyst says of the difference: the first reason of the rows.
func (y OutturnYear) Reason() abnd.Text {
	for _, row := range y.Rows {
		if !row.Difference.IsZero() {
			return row.Difference
		}
	}
	return abnd.Text{}
}

// Uncosted lists the members of which the model has no cost, so that its cost is
// of a part of the figures.
func (y OutturnYear) Uncosted(study *abnd.Study) []abnd.Scheme {
	costed := costedOf(study, y.Members)
	return slices.DeleteFunc(slices.Clone(y.Members), func(m abnd.Scheme) bool {
		return slices.ContainsFunc(costed, func(x abnd.Scheme) bool { return x.ID == m.ID })
	})
}
