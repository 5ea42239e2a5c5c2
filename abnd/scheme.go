package abnd

// BenefitForm is what a scheme gives.
type BenefitForm string

// The forms of a benefit. Effective coverage of income counts those who have
// cash: school meals and health care are no income (ILO, World Social
// Protection Data, definition of SDG indicator 1.3.1).
const (
	InCash  BenefitForm = "cash" // or actively insured for it; blank is this
	InKind  BenefitForm = "in-kind"
	Service BenefitForm = "service"
)

// BenefitForms lists the forms.
func BenefitForms() []BenefitForm { return []BenefitForm{InCash, InKind, Service} }

// CountsIn reports whether recipients of the scheme are covered in a group of a
// guarantee: of all guarantees but health, and of groups of no guarantee, cash
// alone.
func (s Scheme) CountsIn(g Guarantee) bool {
	return g == Health || s.Form == "" || s.Form == InCash
}

// LegalStatus is what a scheme's right rests on.
type LegalStatus string

// The legal statuses. A programme that a government or a partner decides on is
// no legal coverage; a law that was not regulated or has no budget is.
const (
	ByLaw       LegalStatus = "law"
	Unregulated LegalStatus = "law-not-applied" // without regulation or budget
	ByDecision  LegalStatus = "decision"
	ByPartner   LegalStatus = "partner" // a project of an external partner
)

// LegalStatuses lists the statuses.
func LegalStatuses() []LegalStatus {
	return []LegalStatus{ByLaw, Unregulated, ByDecision, ByPartner}
}

// Remark is what is said of a legal basis that gives no enforceable right; blank
// of a law in force, and where it is not known.
func (l LegalStatus) Remark() Text {
	switch l {
	case Unregulated:
		return T("law without regulation or budget", "lei sem regulamentação ou sem orçamento")
	case ByDecision:
		return T("the programme rests on a decision of the government, not on a law", "o programa assenta numa decisão do Governo, não numa lei")
	case ByPartner:
		return T("the programme rests on a project of an external partner, not on a law", "o programa assenta num projecto de um parceiro externo, não numa lei")
	}
	return Text{}
}

// HasNoLaw reports whether it is known that no law is behind a scheme.
func (l LegalStatus) HasNoLaw() bool { return l == ByDecision || l == ByPartner }
