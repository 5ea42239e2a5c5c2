package costing

import "github.com/openabnd/engine/abnd"

// Fiscal space. The envelope is what the government may spend more than in the
// status quo; what a scenario or package costs more than that is to be
// financed by the measures of FINANCING, in full or in part:
//
//	need[t]      = max(0, incremental cost[t] − envelope[t])
//	available[t] = Σ yield[t] of the measures that serve it
//	financed[t]  = min(need[t], available[t])
//	gap[t]       = need[t] − financed[t]
//
// What is not financed is borrowed, with interest on what was borrowed before:
//
//	added debt[t]     = added debt[t−1] × (1 + rate[t]) + incremental cost[t] − financed[t]
//	added interest[t] = added debt[t−1] × rate[t]
//	balance[t]        = balance of the status quo[t] − (incremental cost[t] − financed[t]) − added interest[t]
//	debt[t]           = debt of the status quo[t] + added debt[t]

// FiscalKey is the key of a fiscal line of a scenario or package.
func FiscalKey(id, line string) Key { return abnd.JoinPath("fiscal", "of", id, line) }

// HasEnvelope says whether an envelope is given.
func HasEnvelope(s *abnd.Study) bool { return SeriesGiven(&s.Government.Envelope) }

// HasDebt says whether debt and its rate of interest are given.
func HasDebt(s *abnd.Study) bool {
	return SeriesGiven(&s.Government.Debt) && SeriesGiven(&s.Government.InterestRate)
}

// HasFiscal says whether the study has fiscal lines at all.
func HasFiscal(s *abnd.Study) bool { return HasEnvelope(s) || HasDebt(s) || HasSecondGDP(s) }

// projectionLast is the last year that is costed.
const projectionLast Key = "general/projection_last"

// A gap smaller than a millionth of GDP is what rounding leaves of sums that
// are equal.
const (
	gapTolerance Key = "general/gap_tolerance"
	smallestGap      = 1e-6
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
	b.addCell(gapTolerance, "general", abnd.T("Financing gap: share of GDP that is none", "Lacuna de financiamento: proporção do PIB que não o é"), abnd.PureNumber, smallestGap, abnd.Provenance{})
	b.addCell(projectionLast, "general", abnd.T("Last year of the projection", "Último ano da projecção"), abnd.CalendarYear, float64(b.study.Projection.Last), abnd.Provenance{})
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

func (f fiscalLines) add(code string, label abnd.Text, unit abnd.Unit, formula Expr) {
	f.model.Add(Line{Key: FiscalKey(f.id, code), Group: FiscalGroup(f.id), Label: label, Unit: unit, Years: f.study.Projection, Blankable: true, Formula: formula})
}

func (f fiscalLines) of(code string) Expr { return Ref{FiscalKey(f.id, code)} }

// share adds an amount of money as a share of GDP.
func (f fiscalLines) share(code string, label abnd.Text, amount Expr) {
	f.add(code, label, abnd.PureNumber, Over(amount, Ref{frameGDP}))
}

func (b *builder) addFiscal(id, group string) {
	f := fiscalLines{b, id}
	gdp := b.study.GDPName
	total, extra := Ref{Key(group + "/total_cost")}, Ref{Key(group + "/incremental_cost")}
	if HasSecondGDP(b.study) {
		f.add("share_of_second_gdp", abnd.T("Total cost, share of %s", "Custo total, proporção do %s").Fill(SecondGDPName(b.study)), abnd.PureNumber, Over(total, Ref{frameSecondGDP}))
		if missing := UnknownParts(Key(group + "/total_cost")); b.model.Has(missing) {
			like := b.model.Line(missing)
			b.model.Add(Line{Key: UnknownParts(FiscalKey(id, "share_of_second_gdp")), Group: FiscalGroup(id), Label: like.Label, Years: like.Years, Factor: true, Formula: Ref{missing}})
		}
		f.add("increment_of_second_gdp", abnd.T("Incremental cost, share of %s", "Custo incremental, proporção do %s").Fill(SecondGDPName(b.study)), abnd.PureNumber, Over(extra, Ref{frameSecondGDP}))
	}
	f.add("increment", abnd.T("Incremental cost over the status quo", "Custo incremental face à situação actual"), abnd.CurrentMoney, extra)
	f.share("increment_share", abnd.T("Incremental cost, share of %s", "Custo incremental, proporção do %s").Fill(gdp), extra)
	borrowed := Expr(extra)
	if HasEnvelope(b.study) {
		f.addSpace()
		borrowed = Minus(extra, f.of("financed"))
	}
	if !HasDebt(b.study) {
		return
	}
	first := Compare{Equal, ThisYear{}, Ref{firstProjected}}
	added := FiscalKey(id, "added_debt")
	f.add("borrowed", abnd.T("Incremental cost that is not financed", "Custo incremental não financiado"), abnd.CurrentMoney, borrowed)
	f.add("added_interest", abnd.T("Interest on the debt added", "Juros sobre a dívida acrescida"), abnd.CurrentMoney, If{first, Zero{}, Times(Prev{added}, Ref{frameInterestRate})})
	f.add("added_debt", abnd.T("Debt added to that of the status quo", "Dívida acrescida à da situação actual"), abnd.CurrentMoney,
		If{first, f.of("borrowed"), Plus(Plus(Prev{added}, f.of("added_interest")), f.of("borrowed"))})
	f.add("debt", abnd.T("Government debt", "Dívida do Estado"), abnd.CurrentMoney, Plus(Ref{frameDebt}, f.of("added_debt")))
	f.share("debt_share", abnd.T("Government debt, share of %s", "Dívida do Estado, proporção do %s").Fill(gdp), f.of("debt"))
	f.add("balance", abnd.T("Balance with financing and interest", "Saldo com financiamento e juros"), abnd.CurrentMoney, Minus(Minus(Ref{frameBalance}, f.of("borrowed")), f.of("added_interest")))
	f.share("balance_share", abnd.T("Balance with financing and interest, share of %s", "Saldo com financiamento e juros, proporção do %s").Fill(gdp), f.of("balance"))
}

// addSpace adds the lines of the envelope and of the financing. The year in
// which the gap opens stands in every year from then on, and in a cell of its
// own.
func (f fiscalLines) addSpace() {
	gdp := f.study.GDPName
	f.share("envelope_share", abnd.T("Envelope, share of %s", "Envelope, proporção do %s").Fill(gdp), Ref{frameEnvelope})
	excess := Minus(f.of("increment"), Ref{frameEnvelope})
	f.add("need", abnd.T("To be financed: incremental cost over the envelope", "A financiar: custo incremental além do envelope"), abnd.CurrentMoney,
		If{Known{frameEnvelope}, If{Compare{Less, Zero{}, excess}, excess, Zero{}}, Unknown{}})
	var yields []Expr
	for _, m := range f.study.Financing {
		if m.Serves(f.id) {
			yields = append(yields, Ref{YieldKey(m.ID)})
		}
	}
	f.add("available", abnd.T("Yield of the financing measures", "Rendimento das medidas de financiamento"), abnd.CurrentMoney, Total{yields})
	// A minimum would pass over a blank in a spreadsheet.
	f.add("financed", abnd.T("Financed", "Financiado"), abnd.CurrentMoney,
		If{Known{FiscalKey(f.id, "need")}, Extreme{Terms: []Expr{f.of("need"), f.of("available")}}, Unknown{}})
	f.add("gap", abnd.T("Financing gap", "Lacuna de financiamento"), abnd.CurrentMoney, Minus(f.of("need"), f.of("financed")))
	f.share("gap_share", abnd.T("Financing gap, share of %s", "Lacuna de financiamento, proporção do %s").Fill(gdp), f.of("gap"))

	opens := FiscalKey(f.id, "gap_since")
	now := If{All{[]Cond{Known{FiscalKey(f.id, "gap_share")}, Compare{Less, Ref{gapTolerance}, f.of("gap_share")}}}, ThisYear{}, Zero{}}
	f.add("gap_since", abnd.T("The gap is open since (0: it is not)", "A lacuna está aberta desde (0: não está)"), abnd.CalendarYear,
		If{Compare{Equal, ThisYear{}, Ref{firstProjected}}, now, If{Compare{Less, Zero{}, Prev{opens}}, Prev{opens}, now}})
	last := At{opens, Ref{projectionLast}}
	f.model.Add(Line{
		Key: FiscalKey(f.id, "gap_year"), Group: FiscalGroup(f.id), Label: abnd.T("Year in which the gap opens", "Ano em que a lacuna abre"), Unit: abnd.CalendarYear, Blankable: true,
		Formula: If{Compare{Less, Zero{}, last}, last, Unknown{}},
	})
}
