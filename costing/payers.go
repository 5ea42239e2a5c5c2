package costing

import (
	"slices"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// Who pays, and until when. A scheme, or a benefit, has shares of its cost that
// the State, contributions and external partners pay, and the last year in
// which the partners do. What they paid is then left for the Treasury, for the
// same people:
//
//	external[t]      = T[t] × share external        to the last year, then 0
//	to take over[t]  = T[t] × share external        from the year after it, else 0
//	contributions[t] = T[t] × share of contributions
//	state[t]         = T[t] × share of the State
//	not known[t]     = T[t] × (1 − the shares that are given)
//
// The five add up to the total cost T. A share that is not given is zero only
// where the others leave nothing; else what it pays is not known, and what the
// others pay is at least what they are given. Without a last year the partners
// are taken to go on, and what is to be taken over is not known.
//
// Who pays is told beside the cost. It changes none of the lines of costs,
// balances and debt: the government's accounts, and the incremental cost that
// is added to them, are those of the whole cost as before.
var payers = family{
	title: abnd.T("Who pays", "Quem paga"),
	note: abnd.T("Blank shares are those of the scheme that the benefit models; what the shares leave is shown as not known. Costs and balances do not change.",
		"As partes em branco são as do regime que a prestação representa; o que as partes deixam mostra-se como não conhecido. Os custos e os saldos não mudam."),
	specs: []Spec{
		payerShare(shareState, abnd.T("Share of the cost paid by the State", "Parte do custo paga pelo Estado"), abnd.T("From the budget, without external partners.", "Do orçamento, sem parceiros externos: componente interna.")),
		payerShare(shareContributions, abnd.T("Share of the cost paid by contributions", "Parte do custo paga por contribuições"), abnd.T("Of workers and employers.", "De trabalhadores e empregadores.")),
		payerShare(shareExternal, abnd.T("Share of the cost paid by external partners", "Parte do custo paga por parceiros externos"), abnd.T("Grants and loans of projects: the external component.", "Donativos e créditos de projectos: componente externa.")),
		{
			Code: externalUntil, Unit: abnd.CalendarYear, Whole: true, Low: years[0], High: years[1], Optional: true,
			Label: abnd.T("Last year in which external partners pay", "Último ano em que os parceiros externos pagam"),
			Help:  abnd.T("From the next year on the Treasury must find it. Blank: no end year known.", "A partir do ano seguinte cabe ao Tesouro. Em branco: não se conhece o último ano."),
		},
	},
	check: func(c *benefitCheck) { c.payers() },
}

// The parameters of [Payers], which are also columns of SCHEMES.
const (
	shareState         = "share_state"
	shareContributions = "share_contributions"
	shareExternal      = "share_external"
	externalUntil      = "external_until"
)

func payerShare(code string, label, help abnd.Text) Spec {
	return Spec{Code: code, Unit: abnd.PureNumber, Low: 0, High: 1, Optional: true, Label: label, Help: help}
}

// payerShares are the parameters that part the cost.
var payerShares = []string{shareState, shareContributions, shareExternal}

// Payers are the shares of a benefit's cost that are paid by the State, by
// contributions and by external partners, and the last year of these; figures
// that are not known are blank. See payers.go.
type Payers struct {
	State, Contributions, External abnd.Figure
	ExternalUntil                  abnd.Year // 0 for none known
}

func (p Payers) parameters() map[string]abnd.Value {
	all := map[string]abnd.Value{}
	for code, f := range map[string]abnd.Figure{shareState: p.State, shareContributions: p.Contributions, shareExternal: p.External} {
		if f.Known {
			all[code] = number(f.Value)
		}
	}
	if p.ExternalUntil != 0 {
		all[externalUntil] = number(p.ExternalUntil)
	}
	return all
}

// SchemePayers are the shares that SCHEMES gives for a scheme.
func SchemePayers(s abnd.Scheme) Payers {
	return Payers{s.ShareState, s.ShareContributions, s.ShareExternal, s.ExternalUntil}
}

// HasPayers reports whether a study says of any scheme or benefit who pays for
// it. Without that it has no lines of who pays.
func HasPayers(study *abnd.Study) bool {
	for _, s := range study.Schemes {
		if len(SchemePayers(s).parameters()) > 0 {
			return true
		}
	}
	for _, b := range study.Benefits {
		if payers.inUse(study, b) {
			return true
		}
	}
	return false
}

// The lines of who pays, of a benefit, a projected scheme, and of their sums.
const (
	PaidExternal      = "paid_external"
	PaidContributions = "paid_contributions"
	PaidState         = "paid_state"
	TakeOver          = "take_over"
	PayerUnknown      = "payer_unknown"
)

// PayerLines lists the lines that add up to the total cost.
func PayerLines() []string {
	return []string{PaidState, PaidContributions, PaidExternal, TakeOver, PayerUnknown}
}

// PayerFollows lists the lines that only the sums over all guarantees have: what
// follows from those of [PayerLines], and what sentences are made of.
func PayerFollows() []string {
	var all []string
	for _, code := range PayerLines() {
		all = append(all, code+PayerShareOfGDP)
	}
	return append(all, PaidExternal+payerShareOfCost, PayerUnknown+payerShareOfCost, externalSince, takeOverSince, externalNow, payerUnknownNow,
		externalYear, TakeOverYear, externalFirstShare, externalFirst, externalFirstOfGDP, takeOverFirst, takeOverFirstShare, externalCase, takeOverCase, payerUnknownCase)
}

var payerLabels = map[string]abnd.Text{
	PaidExternal:      abnd.T("Paid by external partners", "Pago por parceiros externos (componente externa)"),
	PaidContributions: abnd.T("Paid by contributions", "Pago por contribuições"),
	PaidState:         abnd.T("Paid by the State", "Pago pelo Estado (componente interna)"),
	TakeOver:          abnd.T("To be taken over by the Treasury after external partners end", "A assumir pelo Tesouro depois do fim do apoio externo"),
	PayerUnknown:      abnd.T("Not known or not decided who pays", "Não se sabe ou não está decidido quem paga"),
}

// payerSums are the sums of who pays. What is known of one is at least that,
// where the payers of a part are not known.
var payerSums = []summedLine{
	{code: PaidExternal, label: payerLabels[PaidExternal], unit: abnd.CurrentMoney, schemes: schemeCarried, partly: true},
	{code: PaidContributions, label: payerLabels[PaidContributions], unit: abnd.CurrentMoney, schemes: schemeCarried, partly: true, known: PaidExternal},
	{code: PaidState, label: payerLabels[PaidState], unit: abnd.CurrentMoney, schemes: schemeCarried, partly: true, known: PaidExternal},
	{code: TakeOver, label: payerLabels[TakeOver], unit: abnd.CurrentMoney, schemes: schemeCarried, partly: true},
	{code: PayerUnknown, label: payerLabels[PayerUnknown], unit: abnd.CurrentMoney, schemes: schemeCarried, known: "total_cost"},
}

// sums are the lines that add up in this study.
func (b *builder) sums() []summedLine {
	all := slices.Concat(summed, taskSums)
	if HasPayers(b.study) {
		all = append(all, payerSums...)
	}
	return all
}

// Shares that differ from one by less than this differ by rounding.
const (
	payerTolerance   model.Key = "general/payer_tolerance"
	smallestLeftover           = 1e-9
)

// addPayerInputs adds the cells of SCHEMES that say who pays.
func (b *builder) addPayerInputs() {
	if !HasPayers(b.study) {
		return
	}
	b.addCell(payerTolerance, "general", abnd.T("Who pays: smallest share counted as not known", "Quem paga: menor parte que conta como não conhecida"), abnd.PureNumber, smallestLeftover, abnd.Provenance{})
	for _, s := range b.study.Schemes {
		add := func(code string, unit abnd.Unit, value float64) {
			spec, _ := FindSpec(code)
			b.addCell(schemePayer(s.ID, code), "schemes", abnd.T("%s: %s", "%s: %s").Fill(s.Name, spec.Label), unit, value, s.Provenance)
		}
		add(shareState, abnd.PureNumber, figure(s.ShareState))
		add(shareContributions, abnd.PureNumber, figure(s.ShareContributions))
		add(shareExternal, abnd.PureNumber, figure(s.ShareExternal))
		add(externalUntil, abnd.CalendarYear, yearOf(s.ExternalUntil))
	}
}

func schemePayer(scheme, code string) model.Key { return abnd.JoinPath("schemes", scheme, code) }
