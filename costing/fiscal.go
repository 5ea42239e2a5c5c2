package costing

import (
	"strings"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// Fiscal space. The envelope is what the government may spend more than in the
// status quo; what a scenario or package costs more than that is to be
// financed by the measures of FINANCING, in full or in part:
//
//	need[t]      = max(0, incremental cost[t] − envelope[t])
//	available[t] = Σ yield[t] of the measures that serve it
//	financed[t]  = min(need[t], available[t])
//	gap[t]       = need[t] − financed[t]
//
// What is not financed is borrowed, with interest on what was borrowed before.
// An envelope is leave to spend and no money, so what is spent within it is
// borrowed like the gap, and the debt that either adds is a line of its own:
//
//	within envelope[t] = incremental cost[t] − need[t]
//	borrowed[t]        = incremental cost[t] − financed[t] = within envelope[t] + gap[t]
//	added debt[t]      = added debt[t−1] × (1 + rate[t]) + borrowed[t]
//	by envelope[t]     = by envelope[t−1] × (1 + rate[t]) + within envelope[t]
//	by gap[t]          = by gap[t−1] × (1 + rate[t]) + gap[t]
//	added interest[t]  = added debt[t−1] × rate[t]
//	at growth[t]       = debt of the status quo at growth[t] + added at growth[t]
//	added at growth[t] = added at growth[t−1] × GDP[t] ÷ GDP[t−1] + borrowed[t]
//	balance[t]         = balance of the status quo[t] − borrowed[t] − added interest[t]
//	debt[t]            = debt of the status quo[t] + added debt[t]
//
// Where a fund pays for deficits the balance is the one before it; what the
// fund pays is what keeps the debt of the status quo from growing by the
// deficit:
//
//	fund[t]              = −stock-flow as it follows[t] × GDP[t]
//	balance after it[t]  = balance[t] + fund[t]

// FiscalKey is the key of a fiscal line of a scenario or package.
func FiscalKey(id, line string) model.Key { return abnd.JoinPath("fiscal", "of", id, line) }

// HasEnvelope reports whether an envelope is given, and what it is compared with.
// Without growth, prices or accounts ([MissingSeries]) nothing is said of
// financing and debt: a gap that is not known is not none.
func HasEnvelope(s *abnd.Study) bool {
	return SeriesGiven(&s.Government.Envelope) && len(MissingSeries(s)) == 0
}

// HasDebt reports whether debt and its rate of interest are given, and what they
// are compared with, as [HasEnvelope] does.
func HasDebt(s *abnd.Study) bool {
	return SeriesGiven(&s.Government.Debt) && SeriesGiven(&s.Government.InterestRate) && len(MissingSeries(s)) == 0
}

// HasFiscal reports whether the study has fiscal lines at all.
func HasFiscal(s *abnd.Study) bool {
	return HasEnvelope(s) || HasDebt(s) || HasSecondGDP(s) || HasFund(s)
}

// A gap smaller than a millionth of GDP is what rounding leaves of sums that
// are equal.
const (
	gapTolerance model.Key = "general/gap_tolerance"
	// SmallestGap is the share of GDP that counts as a gap.
	SmallestGap = 1e-6
)

// addFiscalSpace adds the measures and the fiscal lines of every scenario and
// package.
func (b *builder) addFiscalSpace() {
	for _, f := range b.study.Financing {
		b.addFinancing(f)
	}
	if !HasFiscal(b.study) {
		return
	}
	b.addCell(gapTolerance, "general", abnd.T("Financing gap: smallest share of GDP counted as a gap", "Défice de financiamento: menor valor que conta como défice, em % do PIB"), abnd.PureNumber, SmallestGap, abnd.Provenance{})
	if HasDebt(b.study) {
		b.addRates()
	}
	for _, s := range b.study.Scenarios {
		b.addFiscal(s.ID, string(abnd.JoinPath(s.ID, "total")))
	}
	for _, p := range b.study.Packages {
		b.addFiscal(p.ID, string(abnd.JoinPath("package", p.ID)))
	}
}

// fiscalLines adds the fiscal lines of one scenario or package.
type fiscalLines struct {
	*builder
	id string
}

func (f fiscalLines) add(code string, label abnd.Text, unit abnd.Unit, formula model.Expr) {
	f.model.Add(model.Line{Key: FiscalKey(f.id, code), Group: FiscalGroup(f.id), Label: label, Unit: unit, Years: f.study.Projection, Blankable: true, Formula: formula})
}

func (f fiscalLines) of(code string) model.Expr { return ref(FiscalKey(f.id, code)) }

// share adds an amount of money as a share of GDP.
func (f fiscalLines) share(code string, label abnd.Text, amount model.Expr) {
	f.add(code, label, abnd.PureNumber, over(amount, ref(frameGDP)))
}

func (b *builder) addFiscal(id, group string) {
	f := fiscalLines{b, id}
	gdp := b.study.GDPName
	total, extra := ref(model.Key(group+"/total_cost")), plus(ref(model.Key(group+"/incremental_cost")), aboveLaw)
	if HasSecondGDP(b.study) {
		f.add("share_of_second_gdp", abnd.T("Total cost, %% of %s", "Custo total, em %% do %s").Fill(SecondGDPName(b.study)), abnd.PureNumber, over(total, ref(frameSecondGDP)))
		if missing := UnknownParts(model.Key(group + "/total_cost")); b.model.Has(missing) {
			like := b.model.Line(missing)
			b.model.Add(model.Line{Key: UnknownParts(FiscalKey(id, "share_of_second_gdp")), Group: FiscalGroup(id), Label: like.Label, Years: like.Years, Factor: true, Formula: ref(missing)})
		}
		f.add("increment_of_second_gdp", abnd.T("Incremental cost, %% of %s", "Despesa adicional, em %% do %s").Fill(SecondGDPName(b.study)), abnd.PureNumber, over(extra, ref(frameSecondGDP)))
	}
	f.add("increment", abnd.T("Incremental cost over the status quo", "Despesa adicional face à situação actual"), abnd.CurrentMoney, extra)
	f.share("increment_share", abnd.T("Incremental cost, %% of %s", "Despesa adicional, em %% do %s").Fill(gdp), extra)
	f.addPayers(group)
	borrowed := model.Expr(extra)
	if HasEnvelope(b.study) {
		f.addSpace()
		borrowed = minus(extra, f.of("financed"))
	}
	f.addFundOf(borrowed)
	if !HasDebt(b.study) {
		f.addSummary()
		return
	}
	f.add("borrowed", abnd.T("Incremental cost not covered", "Despesa adicional não coberta"), abnd.CurrentMoney, borrowed)
	if HasEnvelope(b.study) {
		f.addDebtBySource()
	}
	added := FiscalKey(id, "added_debt")
	f.add("added_interest", abnd.T("Interest on the debt added", "Juros sobre a dívida adicional"), abnd.CurrentMoney, when(f.first(), zero, times(prev(added), ref(frameInterestRate))))
	f.add("added_debt", abnd.T("Debt added to the status quo", "Dívida adicional à da situação actual"), abnd.CurrentMoney,
		when(f.first(), f.of("borrowed"), plus(plus(prev(added), f.of("added_interest")), f.of("borrowed"))))
	f.add("debt", abnd.T("Government debt", "Dívida pública"), abnd.CurrentMoney, plus(ref(frameDebt), f.of("added_debt")))
	f.share("debt_share", abnd.T("Government debt, %% of %s", "Dívida pública, em %% do %s").Fill(gdp), f.of("debt"))
	f.addAtGrowth()
	balance := abnd.T("Government balance after financing and interest", "Saldo orçamental depois do financiamento e dos juros")
	if FundPaysDeficits(b.study) {
		balance = abnd.T("Government balance before the fund, after financing and interest", "Saldo orçamental antes do fundo, depois do financiamento e dos juros")
	}
	f.add("balance", balance, abnd.CurrentMoney, minus(minus(ref(frameBalance), f.of("borrowed")), f.of("added_interest")))
	f.share("balance_share", abnd.T("%s, %% of %s", "%s, em %% do %s").Fill(balance, gdp), f.of("balance"))
	if FundPaysDeficits(b.study) {
		f.addFund()
	}
	f.addSummary()
}

// addPayers repeats what external partners pay, what the Treasury must take over
// from them, and what has no known payer.
func (f fiscalLines) addPayers(group string) {
	if !HasPayers(f.study) {
		return
	}
	for _, code := range []string{PaidExternal + PayerShareOfGDP, TakeOver, TakeOver + PayerShareOfGDP, PayerUnknown + PayerShareOfGDP} {
		like := f.model.Line(model.Key(group + "/" + code))
		f.add(code, like.Label, like.Unit, ref(like.Key))
		missing, own := UnknownParts(like.Key), UnknownParts(FiscalKey(f.id, code))
		if count := missing; f.model.Has(count) && !f.model.Has(own) {
			line := f.model.Line(count)
			f.model.Add(model.Line{Key: own, Group: FiscalGroup(f.id), Label: line.Label, Years: line.Years, Factor: true, Formula: ref(count)})
		}
	}
}

// first is the condition that the year is the first of the projection.
func (f fiscalLines) first() model.Cond {
	return equal(thisYear, ref(firstProjected))
}

// addDebtBySource parts the debt that is added: by what is spent within the
// envelope, and by the gap.
func (f fiscalLines) addDebtBySource() {
	gdp := f.study.GDPName
	f.add("within_envelope", abnd.T("Incremental cost within the fiscal envelope, borrowed", "Despesa adicional dentro do envelope, financiada por dívida"), abnd.CurrentMoney, minus(f.of("increment"), f.of("need")))
	withInterest := func(code, flow string, label, share abnd.Text) {
		key := FiscalKey(f.id, code)
		f.add(code, label, abnd.CurrentMoney, when(f.first(), f.of(flow), plus(grown(prev(key), ref(frameInterestRate)), f.of(flow))))
		f.share(code+"_share", share.Fill(gdp), f.of(code))
	}
	withInterest("envelope_debt", "within_envelope", abnd.T("Debt added by spending within the fiscal envelope, with interest", "Dívida adicional pela despesa dentro do envelope, com juros"),
		abnd.T("Debt added by spending within the fiscal envelope, %% of %s", "Dívida adicional pela despesa dentro do envelope, em %% do %s"))
	withInterest("gap_debt", "gap", abnd.T("Debt added by the gap, with interest", "Dívida adicional pelo défice de financiamento, com juros"),
		abnd.T("Debt added by the financing gap, %% of %s", "Dívida adicional pelo défice de financiamento, em %% do %s"))
}

// addAtGrowth adds the debt that there would be if interest were at growth.
func (f fiscalLines) addAtGrowth() {
	added := FiscalKey(f.id, "added_debt_at_growth")
	f.add("added_debt_at_growth", abnd.T("Debt added, with interest at growth", "Dívida adicional, com juros iguais ao crescimento"), abnd.CurrentMoney,
		when(f.first(), f.of("borrowed"), plus(withGrowth(added), f.of("borrowed"))))
	f.add("debt_at_growth", abnd.T("Government debt with interest at growth", "Dívida pública com juros iguais ao crescimento"), abnd.CurrentMoney, plus(ref(frameDebtAtGrowth), f.of("added_debt_at_growth")))
	f.share("debt_at_growth_share", abnd.T("Government debt with interest at growth, %% of %s", "Dívida pública com juros iguais ao crescimento, em %% do %s").Fill(f.study.GDPName), f.of("debt_at_growth"))
}

// addRates repeats interest against growth beside the debts.
func (b *builder) addRates() {
	for _, key := range []model.Key{frameEffectiveRate, frameGrowthOfGDP, "frame/interest_less_growth"} {
		like := b.model.Line(key)
		b.model.Add(model.Line{Key: RatesKey(strings.TrimPrefix(string(key), "frame/")), Group: RatesGroup, Label: like.Label, Years: b.study.Projection, Blankable: true, Formula: ref(key)})
	}
}

// RatesGroup is the group of the lines that set interest against growth.
const RatesGroup = "fiscal/rates"

// RatesKey is the key of such a line: "effective_interest", "nominal_growth" or
// "interest_less_growth".
func RatesKey(line string) model.Key { return abnd.JoinPath(RatesGroup, line) }

// RatesNote says what interest below growth does.
func RatesNote() abnd.Text {
	return abnd.T("Where interest is below growth (r − g below zero), debt falls in % of GDP by itself. The row with interest at growth leaves that out after the last published year of debt; the primary balance stays the same.",
		"Quando os juros ficam abaixo do crescimento (r − g inferior a zero), a dívida desce por si em % do PIB. A linha com juros iguais ao crescimento deixa isso de fora depois do último ano publicado da dívida; o saldo primário é o mesmo.")
}

// addFund adds what a fund pays, and the balance that is left for the debt.
func (f fiscalLines) addFund() {
	gdp := f.study.GDPName
	f.add("fund", abnd.T("Paid without debt, e.g. from a fund", "Pago sem dívida, como por um fundo"), abnd.CurrentMoney, minus(zero, times(ref(frameStockFlowImplied), ref(frameGDP))))
	f.share("fund_share", abnd.T("Paid without debt, e.g. from a fund, %% of %s", "Pago sem dívida, como por um fundo, em %% do %s").Fill(gdp), f.of("fund"))
	f.add("balance_after", abnd.T("Government balance after the fund", "Saldo depois do fundo"), abnd.CurrentMoney, plus(f.of("balance"), f.of("fund")))
	f.share("balance_after_share", abnd.T("Government balance after the fund, %% of %s", "Saldo depois do fundo, em %% do %s").Fill(gdp), f.of("balance_after"))
}

// addSpace adds the lines of the envelope and of the financing. The first year
// with a gap stands in every year from then on, and in a cell of its own.
func (f fiscalLines) addSpace() {
	gdp := f.study.GDPName
	envelope := abnd.T("Fiscal envelope, %% of %s", "Envelope de recursos, em %% do %s")
	if EnvelopeAssumed(f.study) {
		envelope = abnd.T("Fiscal envelope (assumed), %% of %s", "Envelope de recursos (pressuposto), em %% do %s")
	}
	f.share("envelope_share", envelope.Fill(gdp), ref(frameEnvelope))
	excess := minus(f.of("increment"), ref(frameEnvelope))
	f.add("need", abnd.T("Financing need: incremental cost above the fiscal envelope", "Necessidade de financiamento: despesa adicional acima do envelope"), abnd.CurrentMoney,
		when(isKnown(frameEnvelope), when(less(zero, excess), excess, zero), blank))
	f.share("need_share", abnd.T("Financing need, %% of %s", "Necessidade de financiamento, em %% do %s").Fill(gdp), f.of("need"))
	available, ruled := f.available()
	f.add("available", abnd.T("Yield of the financing measures", "Receita das medidas de financiamento"), abnd.CurrentMoney, available)
	// A minimum would pass over a blank in a spreadsheet.
	known := isKnown(FiscalKey(f.id, "need"))
	if ruled {
		known = allOf(known, isKnown(FiscalKey(f.id, "available")))
	}
	f.add("financed", abnd.T("Covered by financing measures", "Coberto pelas medidas de financiamento"), abnd.CurrentMoney,
		when(known, least(f.of("need"), f.of("available")), blank))
	f.add("gap", abnd.T("Financing gap", "Défice de financiamento"), abnd.CurrentMoney, minus(f.of("need"), f.of("financed")))
	f.share("gap_share", abnd.T("Financing gap, %% of %s", "Défice de financiamento, em %% do %s").Fill(gdp), f.of("gap"))

	opens := FiscalKey(f.id, "gap_since")
	now := when(allOf(isKnown(FiscalKey(f.id, "gap_share")), less(ref(gapTolerance), f.of("gap_share"))), thisYear, zero)
	f.add("gap_since", abnd.T("First year with a financing gap (0: none so far)", "Primeiro ano com défice de financiamento (0: nenhum até aqui)"), abnd.CalendarYear,
		when(f.first(), now, when(less(zero, prev(opens)), prev(opens), now)))
	last := inYear(opens, ref(projectionLast))
	f.model.Add(model.Line{
		Key: FiscalKey(f.id, "gap_year"), Group: FiscalGroup(f.id), Label: abnd.T("First year with a financing gap", "Primeiro ano com défice de financiamento"), Unit: abnd.CalendarYear, Blankable: true,
		Formula: when(less(zero, last), last, blank),
	})
}

// available is what the measures that serve a scenario or package yield, and
// whether a rule gives that of some: where its base is not known, nor is the sum.
func (f fiscalLines) available() (model.Expr, bool) {
	var yields []model.Expr
	var known []model.Cond
	for _, m := range f.study.Financing {
		if !m.AppliesTo(f.id) {
			continue
		}
		yields = append(yields, ref(YieldKey(m.ID)))
		if m.Rule != "" {
			known = append(known, isKnown(YieldKey(m.ID)))
		}
	}
	if len(known) == 0 {
		return totalOf(yields...), false
	}
	return when(allOf(known...), totalOf(yields...), blank), true
}
