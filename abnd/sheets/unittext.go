package sheets

import "github.com/openabnd/engine/abnd"

// UnitText is a unit as people read it, with the currency's code.
func UnitText(u abnd.Unit, currency string) abnd.Text {
	if currency == "" {
		currency = "¤"
	}
	switch u {
	case abnd.PureNumber:
		return abnd.T("share", "proporção")
	case abnd.PersonUnit:
		return abnd.T("persons", "pessoas")
	case abnd.HouseholdUnit:
		return abnd.T("households", "agregados familiares")
	case abnd.CurrentMoney:
		return abnd.Same(currency)
	case abnd.BaseYearMoney:
		return abnd.T("%s, constant base-year prices", "%s, preços constantes do ano-base").Fill(currency)
	case abnd.PriceIndex:
		return abnd.T("index", "índice")
	case abnd.MoneyPerHead:
		return abnd.T("%s per person", "%s por pessoa").Fill(currency)
	case abnd.MoneyPerMonth:
		return abnd.T("%s per person per month", "%s por pessoa e mês").Fill(currency)
	case abnd.MoneyPerPayment:
		return abnd.T("%s per person and payment", "%s por pessoa e pagamento").Fill(currency)
	case abnd.Payments:
		return abnd.T("payments per year", "pagamentos por ano")
	case abnd.Months:
		return abnd.T("months", "meses")
	case abnd.MonthsPerPayment:
		return abnd.T("months per payment", "meses por pagamento")
	case abnd.PaymentsPerMonth:
		return abnd.T("payments per month", "pagamentos por mês")
	case abnd.PersonsPerHousehold:
		return abnd.T("persons per household", "pessoas por agregado familiar")
	case abnd.MoneyPerHouseholdPayment:
		return abnd.T("%s per household and payment", "%s por agregado familiar e pagamento").Fill(currency)
	case abnd.DollarMoney:
		return abnd.Same("USD")
	case abnd.MoneyPerDollar:
		return abnd.T("%s per US dollar", "%s por dólar dos EUA").Fill(currency)
	case abnd.MoneyPerInternational:
		return abnd.T("%s per international dollar", "%s por dólar internacional").Fill(currency)
	case abnd.InternationalPerPerson:
		return abnd.T("international dollars per person", "dólares internacionais por pessoa")
	case abnd.RealMoneyPerPerson:
		return abnd.T("%s per person, constant base-year prices", "%s por pessoa, preços constantes do ano-base").Fill(currency)
	case abnd.CalendarYear:
		return abnd.T("year", "ano")
	case abnd.AgeInYears:
		return abnd.T("age in years", "idade em anos")
	case abnd.ChoiceUnit:
		return abnd.T("choice", "opção")
	}
	return abnd.Same(u.String())
}
