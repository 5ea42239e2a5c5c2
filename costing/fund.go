package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// A fund that can run out. What the government spends and neither raises nor
// borrows in the status quo is withdrawn from the fund, and so is what a scenario
// or package costs more and no financing measure pays for:
//
//	opening[t]    = balance at the end of t−1
//	return[t]     = opening[t] × return
//	withdrawal[t] = max(0, execution × expenditure[t] + not covered[t] − revenue without the fund[t] − new debt of the status quo[t])
//	balance[t]    = max(0, opening[t] + return[t] + receipts[t] − withdrawal[t])
//	shortfall[t]  = max(0, withdrawal[t] − opening[t] − return[t] − receipts[t])
//
// The return of a year is that of the balance on 1 January: receipts and
// withdrawals are those of 31 December, so that money which is withdrawn during a
// year earns until its end. Execution applies to the expenditure of the status
// quo; what a scenario adds is what it pays. The fund is empty in the first year with
// a shortfall. It is computed three times: with the return and the execution that are
// most likely; early, with the low return and the high execution; and late, with the high
// return and the low execution.
//
// Sustainable income is a share of wealth, as in Timor-Leste's Law 9/2005 of 3 August on
// the Petroleum Fund, which takes 3 %:
//
//	sustainable[t]  = share × (opening[t] + Σ receipts[k] ÷ (1 + discount rate)^(k − t + 1), k from t to the last year)

// HasFund reports whether the study has a fund whose balance is known in a year
// from which it can be followed: the one before the projection, or one of its years.
// Without growth, prices or accounts ([MissingSeries]) nothing is said of it.
func HasFund(s *abnd.Study) bool {
	f := &s.Fund
	from := f.Balance.Figure.Year
	return !f.IsZero() && f.Balance.Known && SeriesGiven(&f.Receipts) && from >= s.Projection.First-1 && from < s.Projection.Last && len(MissingSeries(s)) == 0
}

// hasSustainable reports whether the fund has a rule of sustainable income.
func hasSustainable(s *abnd.Study) bool {
	return s.Fund.SustainableShare.Known && s.Fund.DiscountRate.Known
}

// FundPath is the path of one figure of the fund, as "return/low".
func FundPath(parts ...string) model.Key {
	return abnd.JoinPath(append([]string{"fund"}, parts...)...)
}

// The figures of the fund, and the lines that all scenarios share.
var (
	fundBalance     = FundPath("balance", "value")
	fundBalanceYear = FundPath("balance", "year")
	fundShare       = FundPath("sustainable_share", "value")
	fundDiscount    = FundPath("discount_rate", "value")
)

// FundReceipts is the line of what comes into the fund besides its return.
const FundReceipts model.Key = "frame/fund_receipts"

const (
	fundOtherShare   model.Key = "frame/fund_other_revenue"
	fundOtherRevenue model.Key = "frame/fund_other_revenue_amount"
	fundNewDebt      model.Key = "frame/fund_new_debt"
	fundDiscounted   model.Key = "frame/fund_receipts_discounted"
	fundPresentValue model.Key = "frame/fund_present_value"
)

// FundCase is one of the three ways in which a fund is followed.
type FundCase struct {
	// Suffix ends the codes of its lines: "", "_early", "_late".
	Suffix string
	Name   abnd.Text // "low return, high execution"
	// rate and executed are the figures that it takes.
	rate, executed model.Key
}

// FundCases lists the cases: the central one, the one in which the fund is empty
// early, and the one in which it is empty late.
func FundCases() []FundCase {
	return []FundCase{
		{"", abnd.T("central case", "caso central"), FundPath("return", "value"), FundPath("execution", "value")},
		{"_early", abnd.T("low return, high execution", "rendimento baixo, execução alta"), FundPath("return", "low"), FundPath("execution", "high")},
		{"_late", abnd.T("high return, low execution", "rendimento alto, execução baixa"), FundPath("return", "high"), FundPath("execution", "low")},
	}
}

// The codes of the lines of the fund in a scenario or package, to which the
// suffix of a [FundCase] is added.
const (
	FundOpening      = "fund_opening"
	FundReturn       = "fund_return"
	FundBalance      = "fund_balance"
	FundWithdrawal   = "fund_withdrawal"
	FundShortfall    = "fund_shortfall"
	FundEmptyYear    = "fund_empty_year"
	FundYearsForward = "fund_years_forward"
	// Of the central case alone.
	FundSustainable = "fund_sustainable"
	FundAbove       = "fund_above"
	FundDueShare    = "fund_due_share"
	// FundBalanceShare is the balance as a share of GDP.
	FundBalanceShare = "fund_balance_share"

	fundSince   = "fund_empty_since"
	fundDrawn   = "fund_drawn"
	fundDue     = "fund_due"
	fundSummary = "fund_summary"
)

// addFundInputs adds the figures of the fund and the lines that all scenarios
// share.
func (b *builder) addFundInputs() {
	if !HasFund(b.study) {
		return
	}
	f := &b.study.Fund
	cell := func(key model.Key, label abnd.Text, unit abnd.Unit, value float64, from abnd.Provenance) {
		b.addCell(key, fundGroup, label, unit, value, from)
	}
	cell(fundBalance, abnd.T("%s: balance at the end of the year", "%s: saldo no fim do ano").Fill(f.Name), abnd.CurrentMoney, figure(f.Balance.Figure), f.Balance.Provenance)
	cell(fundBalanceYear, abnd.T("%s: year of the balance", "%s: ano do saldo").Fill(f.Name), abnd.CalendarYear, yearOf(f.Balance.Figure.Year), f.Balance.Provenance)
	for _, e := range FundEstimates() {
		of := e.Of(b.study)
		for _, bound := range EstimateBounds() {
			cell(FundPath(e.Code, bound.Code), abnd.T("%s, %s", "%s, %s").Fill(e.Label, bound.Label), abnd.PureNumber, figure(*bound.Of(of)), of.Provenance)
		}
	}
	b.addSeries(FundPath("receipts"), FundReceipts, fundGroup, FundReceiptsLabel(), abnd.CurrentMoney, MoneyExtensionList, &f.Receipts)
	if SeriesGiven(&f.OtherRevenue) {
		b.addSeries(FundPath("other_revenue"), fundOtherShare, fundGroup, FundOtherRevenueLabel(), abnd.PureNumber, ExtensionList, &f.OtherRevenue)
	}
	b.addFundShared()
}

// fundGroup is the group of the lines that belong to the sheet FUND.
const fundGroup = "fund"

// addFundShared adds what the withdrawals of every scenario rest on.
func (b *builder) addFundShared() {
	add := func(key model.Key, label abnd.Text, unit abnd.Unit, formula model.Expr) {
		b.model.Add(model.Line{Key: key, Group: fundGroup, Label: label, Unit: unit, Years: b.study.Projection, Blankable: true, Formula: formula})
	}
	revenue := ref(frameRevenue)
	if SeriesGiven(&b.study.Fund.OtherRevenue) {
		revenue = times(ref(fundOtherShare), ref(frameGDP))
	}
	add(fundOtherRevenue, abnd.T("Government revenue without the fund", "Receita pública sem o fundo"), abnd.CurrentMoney, revenue)
	if SeriesGiven(&b.study.Government.Debt) {
		add(fundNewDebt, abnd.T("New government debt, status quo", "Nova dívida pública, situação actual"), abnd.CurrentMoney,
			when(equal(thisYear, ref(firstYear)), blank, minus(ref(frameDebt), prev(frameDebt))))
	}
	if !hasSustainable(b.study) {
		return
	}
	f := &b.study.Fund
	b.addCell(fundShare, fundGroup, SustainableShareLabel(), abnd.PureNumber, figure(f.SustainableShare.Figure), f.SustainableShare.Provenance)
	b.addCell(fundDiscount, fundGroup, DiscountRateLabel(), abnd.PureNumber, figure(f.DiscountRate.Figure), f.DiscountRate.Provenance)
	grownBy := func(years model.Expr) model.Expr { return power(plus(one, ref(fundDiscount)), years) }
	since := minus(thisYear, ref(firstProjected))
	today := when(less(ref(fundBalanceYear), thisYear), over(ref(FundReceipts), grownBy(plus(since, one))), zero)
	add(fundDiscounted, abnd.T("Receipts of the fund so far, discounted to the first year", "Receitas do fundo até aqui, descontadas para o primeiro ano"), abnd.CurrentMoney,
		when(equal(thisYear, ref(firstProjected)), today, plus(prev(fundDiscounted), today)))
	all := inYear(fundDiscounted, ref(projectionLast))
	add(fundPresentValue, abnd.T("Present value of the receipts expected to the last year", "Valor actual das receitas esperadas até ao último ano"), abnd.CurrentMoney,
		times(when(equal(thisYear, ref(firstProjected)), all, minus(all, prev(fundDiscounted))), grownBy(since)))
}

// addFundOf adds the lines of the fund under the scenario or package; uncovered is
// what it costs more than the status quo and no financing measure pays for.
func (f fiscalLines) addFundOf(uncovered model.Expr) {
	if !HasFund(f.study) {
		return
	}
	for _, c := range FundCases() {
		f.addFundCase(c, uncovered)
	}
	f.share(FundBalanceShare, abnd.T("Fund at the end of the year, %% of %s", "Fundo no fim do ano, em %% do %s").Fill(f.study.GDPName), f.of(FundBalance))
	if hasSustainable(f.study) {
		f.add(FundSustainable, abnd.T("Sustainable income of the fund", "Rendimento sustentável do fundo"), abnd.CurrentMoney,
			times(ref(fundShare), plus(f.of(FundOpening), ref(fundPresentValue))))
		above := minus(f.of(FundWithdrawal), f.of(FundSustainable))
		f.add(FundAbove, abnd.T("Withdrawal above the sustainable income", "Levantamento acima do rendimento sustentável"), abnd.CurrentMoney,
			when(isKnown(FiscalKey(f.id, FundSustainable)), when(less(zero, above), above, zero), blank))
	}
	if f.id != abnd.StatusQuo {
		f.addFundDue()
	}
	f.addFundSummary()
}

// addFundCase follows the fund in one case.
func (f fiscalLines) addFundCase(c FundCase, uncovered model.Expr) {
	key := func(code string) model.Key { return FiscalKey(f.id, code+c.Suffix) }
	of := func(code string) model.Expr { return ref(key(code)) }
	add := func(code string, label abnd.Text, unit abnd.Unit, formula model.Expr) {
		f.add(code+c.Suffix, abnd.T("%s (%s)", "%s (%s)").Fill(label, c.Name), unit, formula)
	}
	year := ref(fundBalanceYear)
	given := equal(minus(thisYear, year), one) // the first year that is followed
	add(FundOpening, abnd.T("Fund at the beginning of the year", "Fundo no início do ano"), abnd.CurrentMoney,
		when(given, ref(fundBalance), when(f.first(), blank, when(less(year, thisYear), prev(key(FundBalance)), blank))))
	followed := isKnown(key(FundOpening))
	add(FundReturn, abnd.T("Return of the fund", "Rendimento do fundo"), abnd.CurrentMoney, times(of(FundOpening), ref(c.rate)))
	need := minus(plus(times(ref(c.executed), ref(frameExpenditure)), uncovered), ref(fundOtherRevenue))
	if SeriesGiven(&f.study.Government.Debt) {
		need = minus(need, ref(fundNewDebt))
	}
	add(FundWithdrawal, abnd.T("Withdrawal from the fund that balances the budget", "Levantamento do fundo que equilibra o orçamento"), abnd.CurrentMoney,
		when(followed, when(less(zero, need), need, zero), blank))
	left := minus(plus(plus(of(FundOpening), of(FundReturn)), ref(FundReceipts)), of(FundWithdrawal))
	add(FundBalance, abnd.T("Fund at the end of the year", "Fundo no fim do ano"), abnd.CurrentMoney,
		when(followed, when(less(zero, left), left, zero), when(equal(thisYear, year), ref(fundBalance), blank)))
	add(FundShortfall, abnd.T("Withdrawal that the fund cannot pay", "Levantamento que o fundo não pode pagar"), abnd.CurrentMoney,
		when(followed, when(less(left, zero), minus(zero, left), zero), blank))
	short := allOf(isKnown(key(FundShortfall)), less(times(ref(gapTolerance), ref(frameGDP)), of(FundShortfall)))
	now := when(short, thisYear, zero)
	add(fundSince, abnd.T("Year in which the fund is empty (0: not so far)", "Ano em que o fundo se esgota (0: não até aqui)"), abnd.CalendarYear,
		when(f.first(), now, when(less(zero, prev(key(fundSince))), prev(key(fundSince)), now)))
	last := inYear(key(fundSince), ref(projectionLast))
	f.addFundCell(FundEmptyYear+c.Suffix, abnd.T("Year in which the fund is empty (%s)", "Ano em que o fundo se esgota (%s)").Fill(c.Name), abnd.CalendarYear, when(less(zero, last), last, blank))
	if f.id == abnd.StatusQuo {
		return
	}
	before := FiscalKey(abnd.StatusQuo, FundEmptyYear+c.Suffix)
	f.addFundCell(FundYearsForward+c.Suffix, abnd.T("Years by which that year comes earlier than in the status quo (%s)", "Anos em que esse ano se antecipa face à situação actual (%s)").Fill(c.Name), abnd.PureNumber,
		when(allOf(isKnown(before), isKnown(key(FundEmptyYear))), minus(ref(before), of(FundEmptyYear)), blank))
}

// addFundCell adds a single cell of the scenario or package.
func (f fiscalLines) addFundCell(code string, label abnd.Text, unit abnd.Unit, formula model.Expr) {
	f.model.Add(model.Line{Key: FiscalKey(f.id, code), Group: FiscalGroup(f.id), Label: label, Unit: unit, Blankable: true, Factor: unit == abnd.PureNumber && code != FundDueShare, Formula: formula})
}

// addFundDue adds how much of what is withdrawn while the fund lasts is due to the
// scenario or package:
//
//	due = Σ (withdrawal − withdrawal of the status quo) ÷ Σ withdrawal     in the years before the fund is empty
func (f fiscalLines) addFundDue() {
	lasts := allOf(isKnown(FiscalKey(f.id, FundWithdrawal)), equal(f.of(fundSince), zero))
	sum := func(code string, label abnd.Text, flow model.Expr) {
		now := when(lasts, flow, zero)
		f.add(code, label, abnd.CurrentMoney, when(f.first(), now, plus(prev(FiscalKey(f.id, code)), now)))
	}
	sum(fundDrawn, abnd.T("Withdrawn so far, while the fund lasts (central case)", "Levantado até aqui, enquanto o fundo dura (caso central)"), f.of(FundWithdrawal))
	sum(fundDue, abnd.T("Of this, more than in the status quo (central case)", "Do qual a mais do que na situação actual (caso central)"),
		minus(f.of(FundWithdrawal), ref(FiscalKey(abnd.StatusQuo, FundWithdrawal))))
	atEnd := func(code string) model.Expr { return inYear(FiscalKey(f.id, code), ref(projectionLast)) }
	f.addFundCell(FundDueShare, abnd.T("Share of the withdrawals that is more than in the status quo (central case)", "Proporção dos levantamentos a mais do que na situação actual (caso central)"), abnd.PureNumber,
		when(less(zero, atEnd(fundDrawn)), over(atEnd(fundDue), atEnd(fundDrawn)), blank))
}
