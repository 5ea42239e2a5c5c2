package abnd

// Guarantee is one of the four guarantees of the national social protection
// floor (ILO Recommendation 202, 2012, paragraph 5).
type Guarantee string

// The four guarantees.
const (
	Health    Guarantee = "health"
	Children  Guarantee = "children"
	ActiveAge Guarantee = "active-age"
	Older     Guarantee = "older"
)

// IncomeSecurity stands for the three guarantees of income security together,
// where costs are added: those that pay cash or in kind, and not health care.
const IncomeSecurity Guarantee = "income-security"

// IncomeSecurityGuarantees lists the guarantees of income security.
func IncomeSecurityGuarantees() []Guarantee { return []Guarantee{Children, ActiveAge, Older} }

// Guarantees lists the four in the order of the Recommendation.
func Guarantees() []Guarantee { return []Guarantee{Health, Children, ActiveAge, Older} }

// Name is the guarantee's short name.
func (g Guarantee) Name() Text {
	switch g {
	case Health:
		return T("Essential health care", "Cuidados de saúde essenciais")
	case Children:
		return T("Income security for children", "Segurança básica de rendimento para as crianças")
	case ActiveAge:
		return T("Income security in active age", "Segurança básica de rendimento para as pessoas em idade activa")
	case Older:
		return T("Income security in old age", "Segurança básica de rendimento para as pessoas idosas")
	case IncomeSecurity:
		return T("Income security, all ages", "Segurança básica de rendimento, todas as idades")
	}
	return Same(string(g))
}

// ShortName is the guarantee's name where there is no room for the long one.
func (g Guarantee) ShortName() Text {
	switch g {
	case Health:
		return T("Health", "Saúde")
	case Children:
		return T("Children", "Crianças")
	case ActiveAge:
		return T("Active age", "Idade activa")
	case Older:
		return T("Old age", "Velhice")
	case IncomeSecurity:
		return T("Income sec.", "Seg. rendim.")
	}
	return g.Name()
}

// Valid reports whether g is one of the four.
func (g Guarantee) Valid() bool {
	for _, known := range Guarantees() {
		if g == known {
			return true
		}
	}
	return false
}
