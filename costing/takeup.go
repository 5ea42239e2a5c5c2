package costing

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// The take-up rules.
const (
	constantTakeUp = "constant"
	rampTakeUp     = "ramp"
	tableTakeUp    = "table"
	logisticTakeUp = "logistic"
	// RegisterTakeUp are the recipients by age band of a register.
	RegisterTakeUp = "register"
)

// shareRuleList are the ways in which a share moves by year.
var shareRuleList = &model.List{Name: "share_rule", Codes: []model.ListCode{
	{Code: constantTakeUp, Label: abnd.T("constant", "constante")},
	{Code: rampTakeUp, Label: abnd.T("linear scale-up between two years", "expansão linear entre dois anos")},
	{Code: tableTakeUp, Label: abnd.T("table by year", "tabela por ano")},
	{Code: logisticTakeUp, Label: abnd.T("logistic between two years", "logística entre dois anos")},
}}

var takeUpList = &model.List{Name: "take_up_rule", Codes: append(slices.Clone(shareRuleList.Codes),
	model.ListCode{Code: RegisterTakeUp, Label: abnd.T("recipients by age band of a register", "beneficiários por escalão etário de um registo")})}

// takeUp: the share of the target group that receives the benefit.
//
//	constant  u[t] = u
//	ramp      u[t] = u + (u′ − u) × clamp((t − t0) ÷ (t1 − t0))
//	table     u[t] from the table by year
//	logistic  see logistic.go
//	register  see register.go
var takeUp = family{
	title: abnd.T("Take-up", "Taxa de adesão"),
	note: abnd.T("A scale-up starts in the last year at the initial rate and ends in the first year at the final rate. The "+
		"take-up rate is the same at every age and for both sexes, but for recipients of a register.",
		"A expansão começa no último ano com a taxa inicial e acaba no primeiro ano com a taxa final. A taxa de adesão é "+
			"a mesma em todas as idades e para ambos os sexos, excepto para os beneficiários de um registo."),
	specs: []Spec{
		{
			Code: "take_up_rule", Nature: Outlook, Unit: abnd.ChoiceUnit, List: takeUpList,
			Label: abnd.T("Take-up rate: rule over time", "Regra da taxa de adesão"),
			Help:  abnd.T("constant; ramp: linear between two years; table: year by year, from SERIES; logistic: S-shaped between two years; register: recipients by age band as a register counts them.", "constant (constante); ramp (expansão linear): recta entre dois anos; table (tabela): ano a ano, da folha SERIES; logistic (logística): em S entre dois anos; register (registo): beneficiários por escalão etário como um registo os conta."),
		}, {
			Code: "take_up", Nature: Response, Unit: abnd.PureNumber, Low: 0, High: 1,
			NeededIf: "take_up_rule", NeededFor: []string{constantTakeUp, rampTakeUp, logisticTakeUp},
			ReadIf: "take_up_rule", ReadFor: []string{constantTakeUp, rampTakeUp, logisticTakeUp, RegisterTakeUp},
			Label: abnd.T("Take-up rate (initial)", "Taxa de adesão (inicial)"),
			Help:  abnd.T("Share of those entitled who receive the benefit. How far the administration has come is the roll-out (area_rule).", "Proporção das pessoas com direito que recebem a prestação. Até onde chegou a administração é a expansão gradual (area_rule)."),
		}, {
			Code: "take_up_target", Nature: Outlook, Unit: abnd.PureNumber, Low: 0, High: 1,
			NeededIf: "take_up_rule", NeededFor: []string{rampTakeUp, logisticTakeUp},
			ReadIf: "take_up_rule", ReadFor: []string{rampTakeUp, logisticTakeUp, RegisterTakeUp},
			Label: abnd.T("Take-up rate (final)", "Taxa de adesão (final)"),
		}, {
			Code: "ramp_start", Nature: Outlook, Unit: abnd.CalendarYear, Whole: true, Low: years[0], High: years[1],
			NeededIf: "take_up_rule", NeededFor: []string{rampTakeUp, logisticTakeUp},
			ReadIf: "take_up_rule", ReadFor: []string{rampTakeUp, logisticTakeUp, RegisterTakeUp},
			Label: abnd.T("Last year at initial rate", "Último ano com a taxa inicial"),
			Help:  abnd.T("Start of the scale-up.", "Início da expansão."),
		}, {
			Code: "ramp_end", Nature: Outlook, Unit: abnd.CalendarYear, Whole: true, Low: years[0], High: years[1],
			NeededIf: "take_up_rule", NeededFor: []string{rampTakeUp, logisticTakeUp},
			ReadIf: "take_up_rule", ReadFor: []string{rampTakeUp, logisticTakeUp, RegisterTakeUp},
			Label: abnd.T("First year at final rate", "Primeiro ano com a taxa final"),
			Help:  abnd.T("End of the scale-up.", "Fim da expansão."),
		}, {
			Code: "take_up_table", Nature: Outlook, Unit: abnd.ChoiceUnit, OfTables: true,
			NeededIf: "take_up_rule", NeededFor: []string{tableTakeUp},
			Label: abnd.T("Table of the take-up rate", "Tabela da taxa de adesão"),
			Help:  abnd.T("The id of a row of SERIES.", "O código de uma linha da folha SERIES."),
		},
	},
	lines: func(b *benefitLines) {
		b.addBlankable("take_up", abnd.T("Take-up rate", "Taxa de adesão"), abnd.PureNumber,
			b.path("take_up_rule", "take_up", "take_up_target", "ramp_start", "ramp_end", "take_up_table", b.takeUpOdds, orBlank(b.takeUpOfRegister)))
		label, enrolled := abnd.T("Beneficiaries", "Beneficiários"), abnd.T("Enrolled, paid or not", "Inscritos, pagos ou não")
		for _, sex := range []abnd.Sex{abnd.Female, abnd.Male} {
			receive := times(append(append(b.takenUp(sex), b.reached...), b.sharesOf(sex)...)...)
			if b.recipientsPaid != nil {
				b.add(ofSex("enrolled", sex), sexLabel(enrolled, sex), abnd.PersonUnit, b.whenPaid(receive))
				receive = times(b.lineOfSex("enrolled", sex), b.recipientsPaid)
			}
			b.add(ofSex("beneficiaries", sex), sexLabel(label, sex), abnd.PersonUnit, b.whenPaid(receive))
		}
		if b.recipientsPaid != nil {
			b.add("enrolled", enrolled, abnd.PersonUnit, b.bothSexes("enrolled"))
		}
		b.add("beneficiaries", label, abnd.PersonUnit, b.bothSexes("beneficiaries"))
	},
	check: func(c *benefitCheck) {
		start, okStart := c.number("ramp_start")
		end, okEnd := c.number("ramp_end")
		if _, ok := c.number("odds_factor"); c.code("take_up_rule") == logisticTakeUp && !ok {
			c.fail("odds_factor", "needed", abnd.T("a logistic take-up rate needs odds_factor", "uma adesão logística precisa de odds_factor"),
				abnd.T("enter the yearly factor of the odds, e.g. 2, or choose ramp", "indique o factor anual da expansão logística, por exemplo 2, ou escolha ramp (expansão linear)"))
		}
		if _, ok := c.number("register_year"); c.code("take_up_rule") == RegisterTakeUp && !ok {
			c.fail("register_year", "needed", abnd.T("recipients of a register need register_year", "os beneficiários de um registo precisam de register_year"),
				abnd.T("enter the year and the recipients by age band, or choose constant", "indique o ano e os beneficiários por escalão etário, ou escolha constant (constante)"))
		}
		if slices.Contains([]string{rampTakeUp, logisticTakeUp, RegisterTakeUp}, c.code("take_up_rule")) && okStart && okEnd && end <= start {
			c.fail("ramp_end", "ramp-order",
				abnd.T("the scale-up ends in %v but starts in %v", "a expansão termina em %v mas começa em %v").Fill(end, start),
				abnd.T("enter as end a year after the start", "indique como fim um ano posterior ao início"))
		}
	},
}

// takenUp are the factors of the people of one sex whom the take-up reaches:
// the target group and its rate, or those of a register and others whom it lacks.
func (b *benefitLines) takenUp(sex abnd.Sex) []model.Expr {
	if b.takeUpOfRegister == nil {
		return []model.Expr{b.lineOfSex("target_population", sex), b.line("take_up")}
	}
	return []model.Expr{when(b.byRegister(),
		plus(times(b.lineOfSex("register_recipients", sex), b.line("register_kept")), times(b.lineOfSex("register_lacking", sex), b.line("register_joined"))),
		times(b.lineOfSex("target_population", sex), b.line("take_up")))}
}

// sharesOf lists the shares of the target group of one sex that can receive
// the benefit.
func (b *benefitLines) sharesOf(sex abnd.Sex) []model.Expr {
	var shares []model.Expr
	for _, share := range b.reachedBySex {
		shares = append(shares, share(sex))
	}
	return shares
}

// TakeUp is a constant take-up, as a share of the target group. See
// takeup.go.
type TakeUp abnd.Share

func (r TakeUp) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{"take_up_rule": abnd.Code(constantTakeUp), "take_up": number(r)}
}

// TakeUpRamp is a take-up that goes in a straight line from one share in
// Start to another in End. See takeup.go.
type TakeUpRamp struct {
	From, To   abnd.Share
	Start, End abnd.Year
}

func (r TakeUpRamp) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{
		"take_up_rule": abnd.Code(rampTakeUp), "take_up": number(r.From), "take_up_target": number(r.To),
		"ramp_start": number(r.Start), "ramp_end": number(r.End),
	}
}

// TakeUpTable is a take-up by year, from the study's table with this ID. See
// takeup.go.
type TakeUpTable string

func (r TakeUpTable) parameters() map[string]abnd.Value {
	return map[string]abnd.Value{"take_up_rule": abnd.Code(tableTakeUp), "take_up_table": abnd.Code(string(r))}
}
