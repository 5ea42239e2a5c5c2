package abnd

// pluralsOfCurrencies are what amounts are counted in, in a sentence, by the code of
// the currency: "15 dollars a month".
var pluralsOfCurrencies = map[string]Text{
	"AOA": T("kwanzas", "kwanzas"),
	"CVE": T("escudos", "escudos"),
	"MZN": T("meticais", "meticais"),
	"STN": T("dobras", "dobras"),
	"USD": T("dollars", "dólares"),
	"XOF": T("CFA francs", "francos CFA"),
}

// CurrencyInWords is what amounts are counted in, in a sentence: the plural, or the
// code of a currency whose plural is not known.
func (c Country) CurrencyInWords() Text {
	if plural, ok := pluralsOfCurrencies[c.Currency]; ok {
		return plural
	}
	return Same(c.Currency)
}
