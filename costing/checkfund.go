package costing

import (
	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing/model"
)

// fund checks what is needed to follow the fund, where the study has one.
func (c *checker) fund() {
	f := &c.study.Fund
	if f.IsZero() {
		return
	}
	if f.Name.IsZero() {
		c.fail(FundPath("name_en"), "needed", abnd.T("the name of the fund is missing", "falta o nome do fundo"), abnd.T("enter it in both languages, e.g. Petroleum Fund", "indique-o nas duas línguas, por exemplo Fundo Petrolífero"))
	}
	c.provenance(FundPath("name"), f.Provenance)
	from := c.fundBalance()
	for _, e := range FundEstimates() {
		c.estimate(e)
	}
	if SeriesGiven(&f.Receipts) {
		c.series(FundPath("receipts"), FundReceiptsLabel(), &f.Receipts, MoneyExtensionList, 0, maxMoney, from, false)
	} else {
		c.fail(FundPath("receipts"), "needed", abnd.T("the receipts of the fund are missing", "faltam as receitas do fundo"),
			abnd.T("enter them by year, 0 where none are expected; a blank cell is not read as zero", "indique-as por ano, 0 onde não se esperam; uma célula em branco não vale zero"))
	}
	if SeriesGiven(&f.OtherRevenue) {
		c.series(FundPath("other_revenue"), FundOtherRevenueLabel(), &f.OtherRevenue, ExtensionList, 0, mostOfRevenue, from, false)
	}
	c.sustainable()
	for i, p := range f.Published {
		c.publishedYear(FundPath("published", itoa(i+1)), p)
	}
}

// fundBalance checks the balance, and gives the first year that is followed.
func (c *checker) fundBalance() abnd.Year {
	balance := c.study.Fund.Balance
	year := balance.Figure.Year
	if !balance.Known {
		c.fail(fundBalance, "needed", abnd.T("the balance of the fund is missing", "falta o saldo do fundo"),
			abnd.T("enter what it held at the end of a year, in whole units of currency, e.g. 18610000000, and the year", "indique o que tinha no fim de um ano, em unidades da moeda, por exemplo 18610000000, e o ano"))
		return lastCalendarYear // what years the receipts need follows from the balance
	}
	c.provenance(FundPath("balance"), balance.Provenance)
	c.bounds(fundBalance, abnd.T("Balance of the fund", "Saldo do fundo"), balance.Value, 0, maxMoney, false)
	switch projection := c.study.Projection; {
	case !c.study.Frame().Contains(year):
		c.fail(fundBalanceYear, "year-outside", abnd.T("the year of the balance, %d, is outside the data years %s", "o ano do saldo, %d, está fora dos anos dos dados, %s").Fill(int(year), c.study.Frame()),
			abnd.T("enter one of these years", "indique um desses anos"))
	case year > projection.Last: // a look back, at years before what is known of the fund
	case year < projection.First-1, year == projection.Last:
		c.warn(fundBalanceYear, "fund-not-followed", abnd.T("the balance is of %d and the projection %s, so nothing is said of the fund", "o saldo é de %d e a projecção %s, pelo que nada se diz do fundo").Fill(int(year), projection),
			abnd.T("enter the balance of the year before the projection, or of one of its years but the last", "indique o saldo do ano anterior à projecção, ou de um dos seus anos, menos o último"))
	}
	return max(year+1, c.study.Projection.First)
}

// estimate checks a figure with its bounds.
func (c *checker) estimate(e FundEstimate) {
	of := e.Of(c.study)
	c.provenance(FundPath(e.Code), of.Provenance)
	known := true
	for _, bound := range EstimateBounds() {
		path, f := FundPath(e.Code, bound.Code), *bound.Of(of)
		switch {
		case !f.Known:
			known = false
			c.fail(path, "needed", abnd.T("%s, %s: the value is missing", "%s, %s: falta o valor").Fill(e.Label, bound.Label),
				abnd.T("enter a central value and a range, e.g. 4.5%, 3% and 6%", "indique um valor central e um intervalo, por exemplo 4,5 %, 3 % e 6 %"))
		default:
			known = c.bounds(path, e.Label, f.Value, e.Low, e.High, false) && known
		}
	}
	if known && !(of.Low.Value <= of.Value.Value && of.Value.Value <= of.High.Value) {
		c.fail(FundPath(e.Code, "value"), "order", abnd.T("%s: %v does not lie between %v and %v", "%s: %v não está entre %v e %v").Fill(e.Label, of.Value.Value, of.Low.Value, of.High.Value),
			abnd.T("enter a low value, a central one and a high one", "indique um valor baixo, um central e um alto"))
	}
}

// sustainable checks the rule of sustainable income: share and discount rate go
// together.
func (c *checker) sustainable() {
	share, discount := c.study.Fund.SustainableShare, c.study.Fund.DiscountRate
	for _, x := range []struct {
		path  model.Key
		label abnd.Text
		level abnd.Level
		other bool
		high  float64
	}{
		{fundShare, SustainableShareLabel(), share, discount.Known, 1},
		{fundDiscount, DiscountRateLabel(), discount, share.Known, mostOfDiscount},
	} {
		switch {
		case x.level.Known:
			c.provenance(x.path, x.level.Provenance)
			c.bounds(x.path, x.label, x.level.Value, 0, x.high, false)
		case x.other:
			c.fail(x.path, "needed", abnd.T("%s: the value is missing", "%s: falta o valor").Fill(x.label),
				abnd.T("enter both rows of the sustainable income, or neither", "indique as duas linhas do rendimento sustentável, ou nenhuma"))
		}
	}
}

// publishedYear checks a published year in which the fund is empty.
func (c *checker) publishedYear(path model.Key, p abnd.EmptyYear) {
	c.provenance(path, p.Provenance)
	if p.By.IsZero() {
		c.fail(path+"/name_en", "needed", abnd.T("it is not said who published the year", "não se diz quem publicou o ano"), abnd.T("enter the institution, e.g. IMF", "indique a instituição, por exemplo FMI"))
	}
	if p.Provenance.Year == 0 {
		c.fail(path+"/year", "needed", abnd.T("the year of the publication is missing", "falta o ano da publicação"), abnd.T("enter it in year", "indique-o em year"))
	}
	if (p.Year != 0) == (p.Early != 0 || p.Late != 0) {
		c.fail(path+"/value", "needed", abnd.T("a published year needs either one year or a range", "um ano publicado precisa de um ano ou de um intervalo"),
			abnd.T("enter the year in value, or the range in low and high", "indique o ano em value, ou o intervalo em low e high"))
	}
	if p.Early != 0 && p.Late != 0 && p.Early >= p.Late {
		c.fail(path+"/high", "order", abnd.T("the range ends in %d, not after it begins in %d", "o intervalo termina em %d, não depois de começar em %d").Fill(int(p.Late), int(p.Early)),
			abnd.T("enter a later year, or one year in value", "indique um ano posterior, ou um só ano em value"))
	}
}
