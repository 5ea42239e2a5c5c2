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

// outturnLines adds the lines of one year of a scheme.
type outturnLines struct {
	*builder
	OutturnYear
}

func (b *builder) addOutturns() {
	for _, y := range OutturnYears(b.study) {
		o := &outturnLines{b, y}
		o.addRows()
		o.addMoney()
		o.addRecipients()
		o.addModel()
	}
}

func (o *outturnLines) key(code string) model.Key { return OutturnKey(o.Scheme.ID, o.Year, code) }

func (o *outturnLines) ref(code string) model.Expr { return ref(o.key(code)) }

func (o *outturnLines) add(code string, label abnd.Text, unit abnd.Unit, formula model.Expr) {
	o.model.Add(model.Line{Key: o.key(code), Group: "outturn", Label: label, Unit: unit, Blankable: true, Formula: formula})
}

// addRatio adds a quotient that is shown as a number.
func (o *outturnLines) addRatio(code string, label abnd.Text, part, whole string) {
	o.model.Add(model.Line{
		Key: o.key(code), Group: "outturn", Label: label, Blankable: true, Factor: true,
		Formula: o.quotient(part, whole),
	})
}

// addShare adds a quotient that is shown in percent.
func (o *outturnLines) addShare(code string, label abnd.Text, part, whole string) {
	o.add(code, label, abnd.PureNumber, o.quotient(part, whole))
}

// quotient is part ÷ whole: not known where either is not, or the whole is none.
func (o *outturnLines) quotient(part, whole string) model.Expr {
	return when(allOf(isKnown(o.key(part)), isKnown(o.key(whole))), ratioWhere(o.ref(part), o.ref(whole)), blank)
}

// addRows adds the cells of OUTTURN.
func (o *outturnLines) addRows() {
	for _, row := range o.Rows {
		unit, path := abnd.CurrentMoney, OutturnPath(row)
		if !row.Measure.IsMoney() {
			unit = abnd.PersonUnit
		}
		label := abnd.T("%s, %d: %s", "%s, %d: %s").Fill(o.Scheme.Name, int(o.Year), measureName(row.Measure, row.Whole()))
		o.addCell(path+"/value", "outturns", label, unit, figure(row.Value), row.Provenance)
		o.addCell(path+"/year", "outturns", abnd.T("%s: year", "%s: ano").Fill(label), abnd.CalendarYear, yearOf(row.Year), row.Provenance)
	}
}

// entered is what is entered of a measure for a component; blank where there is
// no row.
func (o *outturnLines) entered(m abnd.OutturnMeasure, c abnd.Component) model.Expr {
	row, ok := o.row(m, c)
	if !ok {
		return blank
	}
	return ifKnown(OutturnPath(row) + "/value")
}

// whole is what is entered for all components, or the sum of the two where both
// are: of one alone nobody knows what the whole is.
func (o *outturnLines) whole(m abnd.OutturnMeasure) model.Expr {
	var parts model.Expr = blank
	internal, isInternal := o.row(m, abnd.Internal)
	external, isExternal := o.row(m, abnd.External)
	if isInternal && isExternal {
		i, e := OutturnPath(internal)+"/value", OutturnPath(external)+"/value"
		parts = when(allOf(isKnown(i), isKnown(e)), plus(ref(i), ref(e)), blank)
	}
	row, ok := o.row(m, abnd.WholeComponent)
	if !ok {
		return parts
	}
	all := OutturnPath(row) + "/value"
	return when(isKnown(all), ref(all), parts)
}

// addMoney adds what was due, paid and appropriated, and what follows.
//
//	arrears   = due − paid
//	execution = paid ÷ appropriated
func (o *outturnLines) addMoney() {
	arrears, execution := abnd.T("Due and not paid: in arrears", "Devido e não pago: em atraso"), abnd.T("Paid, %% of appropriation", "Pago, em %% da dotação").Fill()
	owed := func(due, paid model.Key) model.Expr {
		return when(allOf(isKnown(due), isKnown(paid)), minus(ref(due), ref(paid)), blank)
	}
	for _, m := range []abnd.OutturnMeasure{abnd.Due, abnd.PaidOut, abnd.Appropriated} {
		o.add(string(m), measureName(m, abnd.WholeComponent), abnd.CurrentMoney, o.whole(m))
	}
	o.add("arrears", arrears, abnd.CurrentMoney, owed(o.key("due"), o.key("paid")))
	o.addShare("execution", execution, "paid", "appropriated")
	for _, c := range []abnd.Component{abnd.Internal, abnd.External} {
		of := func(code string) string { return code + "_" + string(c) }
		for _, m := range []abnd.OutturnMeasure{abnd.Due, abnd.PaidOut, abnd.Appropriated} {
			o.add(of(string(m)), measureName(m, c), abnd.CurrentMoney, o.entered(m, c))
		}
		o.add(of("arrears"), abnd.T("%s, %s", "%s, %s").Fill(arrears, componentName(c)), abnd.CurrentMoney, owed(o.key(of("due")), o.key(of("paid"))))
		o.addShare(of("execution"), abnd.T("%s, %s", "%s, %s").Fill(execution, componentName(c)), of("paid"), of("appropriated"))
	}
	o.addShare("share_paid", abnd.T("Paid, %% of what was due", "Pago, em %% do devido").Fill(), "paid", "due")
}

// addRecipients adds those enrolled and those paid, and tells the share of
// recipients who were paid from the share of the payments that they got.
//
//	share paid = share of recipients paid × share of payments made to them
func (o *outturnLines) addRecipients() {
	o.add("recipients_due", measureName(abnd.RecipientsDue, abnd.WholeComponent), abnd.PersonUnit, o.entered(abnd.RecipientsDue, abnd.WholeComponent))
	o.add("recipients_paid", measureName(abnd.RecipientsPaid, abnd.WholeComponent), abnd.PersonUnit, o.entered(abnd.RecipientsPaid, abnd.WholeComponent))
	o.addShare("share_recipients_paid", abnd.T("Recipients paid, %% of those enrolled", "Beneficiários pagos, em %% dos inscritos").Fill(), "recipients_paid", "recipients_due")
	o.addShare("share_payments", abnd.T("Payments made, %% of what was due to those paid", "Pagamentos feitos, em %% do devido a quem se pagou").Fill(), "share_paid", "share_recipients_paid")
}

// addModel adds what the status quo costs in the year, with what a share that is
// not paid leaves in arrears, and sets it beside what was entered.
func (o *outturnLines) addModel() {
	var costs []model.Expr
	rows := o.Rows[0]
	year := ref(OutturnPath(rows) + "/year")
	for _, m := range costedOf(o.study, o.Members) {
		costs = append(costs, inYear(schemeCost(m.ID), year))
		for _, id := range standing(o.study, m.ID) {
			if arrears := BenefitKey(abnd.StatusQuo, id, "arrears"); o.model.Has(arrears) {
				costs = append(costs, inYear(arrears, year))
			}
		}
	}
	o.add("model", abnd.T("Model: due by the status quo", "Modelo: devido na situação actual"), abnd.CurrentMoney, sum(costs))
	o.addRatio("model_over_due", abnd.T("Model ÷ due (ratio)", "Modelo ÷ devido (razão)"), "model", "due")
	o.addRatio("model_over_appropriated", abnd.T("Model ÷ appropriation (ratio)", "Modelo ÷ dotação (razão)"), "model", "appropriated")
	outside := func(code string) model.Expr {
		tolerance := ref(reconciliationTolerance)
		return when(isKnown(o.key(code)), when(anyOf(less(o.ref(code), minus(one, tolerance)), less(plus(one, tolerance), o.ref(code))), one, zero), zero)
	}
	known := anyOf(isKnown(o.key("model_over_due")), isKnown(o.key("model_over_appropriated")))
	o.model.Add(model.Line{
		Key: o.key("beyond"), Group: "outturn", Label: abnd.T("Ratio beyond the tolerance", "Razão fora da tolerância"), Blankable: true, Factor: true,
		Formula: when(known, greatest(outside("model_over_due"), outside("model_over_appropriated")), blank),
	})
}

// measureName names a measure of a component.
func measureName(m abnd.OutturnMeasure, c abnd.Component) abnd.Text {
	name := map[abnd.OutturnMeasure]abnd.Text{
		abnd.Due: abnd.T("Due by law", "Devido por lei"), abnd.PaidOut: abnd.T("Paid", "Pago"),
		abnd.Appropriated:   abnd.T("Appropriated", "Dotação"),
		abnd.RecipientsDue:  abnd.T("Recipients enrolled", "Beneficiários inscritos"),
		abnd.RecipientsPaid: abnd.T("Recipients paid", "Beneficiários pagos"),
	}[m]
	if c == abnd.WholeComponent {
		return name
	}
	return abnd.T("%s, %s", "%s, %s").Fill(name, componentName(c))
}

func componentName(c abnd.Component) abnd.Text {
	if c == abnd.External {
		return abnd.T("external component", "componente externa")
	}
	return abnd.T("internal component", "componente interna")
}
