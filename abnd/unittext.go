package abnd

// UnitText is a unit as people read it, with the currency's code.
func UnitText(u Unit, currency string) Text {
	if currency == "" {
		currency = "¤"
	}
	switch u {
	case PureNumber:
		return T("share", "proporção")
	case PersonUnit:
		return T("persons", "pessoas")
	case HouseholdUnit:
		return T("households", "agregados familiares")
	case CurrentMoney:
		return Same(currency)
	case BaseYearMoney:
		return T("%s, constant base-year prices", "%s, preços constantes do ano-base").Fill(currency)
	case PriceIndex:
		return T("index", "índice")
	case MoneyPerHead:
		return T("%s per person", "%s por pessoa").Fill(currency)
	case MoneyPerMonth:
		return T("%s per person per month", "%s por pessoa e mês").Fill(currency)
	case MoneyPerPayment:
		return T("%s per person and payment", "%s por pessoa e pagamento").Fill(currency)
	case Payments:
		return T("payments per year", "pagamentos por ano")
	case Months:
		return T("months", "meses")
	case MonthsPerPayment:
		return T("months per payment", "meses por pagamento")
	case PaymentsPerMonth:
		return T("payments per month", "pagamentos por mês")
	case PersonsPerHousehold:
		return T("persons per household", "pessoas por agregado familiar")
	case MoneyPerHouseholdPayment:
		return T("%s per household and payment", "%s por agregado familiar e pagamento").Fill(currency)
	case DollarMoney:
		return Same("USD")
	case MoneyPerDollar:
		return T("%s per US dollar", "%s por dólar dos EUA").Fill(currency)
	case MoneyPerInternational:
		return T("%s per international dollar", "%s por dólar internacional").Fill(currency)
	case InternationalPerPerson:
		return T("international dollars per person", "dólares internacionais por pessoa")
	case RealMoneyPerPerson:
		return T("%s per person, constant base-year prices", "%s por pessoa, preços constantes do ano-base").Fill(currency)
	case CalendarYear:
		return T("year", "ano")
	case AgeInYears:
		return T("age in years", "idade em anos")
	case ChoiceUnit:
		return T("choice", "opção")
	}
	return Same(u.String())
}
