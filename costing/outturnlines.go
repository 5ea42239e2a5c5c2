package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

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
