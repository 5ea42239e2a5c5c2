package sheets

import (
	"strconv"

	"github.com/openabnd/engine/abnd"
	"github.com/openabnd/engine/costing"
)

// The rows of FUND.
const (
	fundName         = "name"
	fundBalance      = "balance"
	fundReceipts     = "receipts"
	fundOtherRevenue = "other_revenue"
	fundShare        = "sustainable_share"
	fundDiscount     = "discount_rate"
	// fundPublished may come several times, or not at all.
	fundPublished = "published"
)

func fundColumns() []Column {
	columns := append([]Column{
		{Key: "key", Label: abnd.T("Key", "Chave")},
		{Key: "label", Label: abnd.T("What it is", "O que é"), Auto: true},
		{Key: "unit", Label: abnd.T("Unit", "Unidade"), Auto: true},
	}, nameColumns()...)
	columns = append(columns, []Column{
		{Key: "value", Label: abnd.T("Value", "Valor"), Format: Number, Help: abnd.T("Rates and shares as fractions or percentages, money in whole units; of a published year the year.", "Taxas e proporções em fracção ou percentagem, dinheiro em unidades; de um ano publicado, o ano.")},
		{Key: "low", Label: abnd.T("Low", "Baixo"), Format: Number, Help: abnd.T("Lower bound; of a published range the first year.", "Limite inferior; de um intervalo publicado, o primeiro ano.")},
		{Key: "high", Label: abnd.T("High", "Alto"), Format: Number, Help: abnd.T("Upper bound; of a published range the last year.", "Limite superior; de um intervalo publicado, o último ano.")},
		{Key: "year", Label: abnd.T("Year", "Ano"), Format: YearNo},
	}...)
	return append(append(columns, extensionColumns()...), provenanceColumns(false)...)
}

// fundValues are the columns of a row that hold one figure or its bounds.
var fundValues = []string{"value", "low", "high"}

// fundSeriesColumns are those of a row by year.
var fundSeriesColumns = []string{"extension", "long_run", "last_actual"}

// fundRow is what a row of FUND has open besides its provenance.
type fundRow struct {
	names, values, bounds, year, series bool
}

// fundWriter writes rows of FUND.
type fundWriter struct {
	sheet *Sheet
	study *abnd.Study
	years abnd.Years
}

// row begins a row in which all that it does not use is closed.
func (f fundWriter) row(key string, label, unit abnd.Text, has fundRow) *rowWriter {
	w := f.sheet.newRow()
	w.fixed("key", key)
	w.label("label", label)
	w.label("unit", unit)
	if !has.names {
		w.closed("name_en", "name_pt")
	}
	if !has.values {
		w.closed("value")
	}
	if !has.bounds {
		w.closed("low", "high")
	}
	if !has.year {
		w.closed("year")
	}
	if !has.series {
		w.closed(fundSeriesColumns...)
		for _, year := range f.years.All() {
			w.closed(yearKey(year))
		}
	}
	return w
}

// format gives the figures of a row their format.
func (w *rowWriter) format(as Format, keys ...string) {
	for _, key := range keys {
		w.cell(key).Format = as
	}
}

// writeFund lays out the fund that pays deficits.
func writeFund(study *abnd.Study) Sheet {
	fund := &study.Fund
	years := yearsToWrite(study, []*abnd.Series{&fund.Receipts, &fund.OtherRevenue})
	s := Sheet{
		Code: Fund, Title: abnd.T("Fund that pays deficits", "Fundo que paga os défices"), Frozen: 2,
		Columns: append(fundColumns(), yearColumns(years, Share)...),
		Help: abnd.T("A fund of the State, as a petroleum fund, that balances the budget until it is empty; a study without one has no such sheet. Other funds, as the reserve of social security, are no part of it. Withdrawals above the sustainable income are possible: it is no ceiling. The year of a balance is the one at whose end it was held, that of a published year the year of the publication.",
			"Um fundo do Estado, como um fundo petrolífero, que equilibra o orçamento até se esgotar; um estudo sem fundo não tem esta folha. Os outros fundos, como o de reserva da segurança social, não fazem parte dele. Pode levantar-se mais do que o rendimento sustentável: não é um limite. O ano de um saldo é aquele em cujo fim se tinha; o de um ano publicado é o da publicação."),
	}
	f := fundWriter{&s, study, years}
	money, pure := unitLabel(abnd.CurrentMoney, study), unitLabel(abnd.PureNumber, study)
	path := func(parts ...string) abnd.Path { return costing.FundPath(parts...) }

	w := f.row(fundName, abnd.T("The fund, and the law on it", "O fundo, e a lei que o rege"), abnd.Text{}, fundRow{names: true})
	w.texts("name", "fund", fund.Name)
	w.rowProvenance(path(fundName), fund.Provenance)
	w.end()

	level := func(key string, label, unit abnd.Text, as Format, of abnd.Level, dated bool) {
		w := f.row(key, label, unit, fundRow{values: true, year: dated})
		w.figure("value", path(key, "value"), of.Figure)
		w.format(as, "value")
		if dated {
			w.year("year", path(key, "year"), of.Figure.Year)
		}
		w.rowProvenance(path(key), of.Provenance)
		w.end()
	}
	level(fundBalance, abnd.T("Balance at the end of the year", "Saldo no fim do ano"), money, Money, fund.Balance, true)
	for _, e := range costing.FundEstimates() {
		of := e.Of(study)
		w := f.row(e.Code, e.Label, pure, fundRow{values: true, bounds: true})
		for _, bound := range costing.EstimateBounds() {
			w.figure(bound.Code, path(e.Code, bound.Code), *bound.Of(of))
		}
		w.format(Share, fundValues...)
		w.rowProvenance(path(e.Code), of.Provenance)
		w.end()
	}
	f.series(fundReceipts, costing.FundReceiptsLabel(), abnd.CurrentMoney, &fund.Receipts)
	f.series(fundOtherRevenue, costing.FundOtherRevenueLabel(), abnd.PureNumber, &fund.OtherRevenue)
	level(fundShare, costing.SustainableShareLabel(), pure, Share, fund.SustainableShare, false)
	level(fundDiscount, costing.DiscountRateLabel(), pure, Share, fund.DiscountRate, false)
	for i, p := range fund.Published {
		f.published(i, p)
	}
	return s
}

// series writes a row by year.
func (f fundWriter) series(key string, label abnd.Text, unit abnd.Unit, s *abnd.Series) {
	list := costing.ExtensionList
	if unit == abnd.CurrentMoney {
		list = costing.MoneyExtensionList
	}
	w := f.row(key, label, unitLabel(unit, f.study), fundRow{series: true})
	w.series(costing.FundPath(key), s, list, f.years)
	w.formatSeries(unit, f.years)
	w.end()
}

// published writes a year in which others expect the fund to be empty.
func (f fundWriter) published(i int, p abnd.EmptyYear) {
	at := costing.FundPath(fundPublished, strconv.Itoa(i+1))
	w := f.row(fundPublished, abnd.T("Published year in which the fund is empty: who, when, and the year", "Ano publicado em que o fundo se esgota: quem, quando, e o ano"), abnd.Text{},
		fundRow{names: true, values: true, bounds: true, year: true})
	w.texts("name", at, p.By)
	w.year("value", at+"/value", p.Year)
	w.year("low", at+"/low", p.Early)
	w.year("high", at+"/high", p.Late)
	w.format(YearNo, fundValues...)
	w.year("year", at+"/year", p.Provenance.Year)
	w.rowProvenance(at, p.Provenance)
	w.end()
}

func readFund(r *reader) {
	if !r.begin(Fund, "fund") {
		return
	}
	fund := &r.study.Fund
	path := func(parts ...string) abnd.Path { return costing.FundPath(parts...) }
	estimates := map[string]costing.FundEstimate{}
	known := []string{fundName, fundBalance}
	for _, e := range costing.FundEstimates() {
		estimates[e.Code] = e
		known = append(known, e.Code)
	}
	known = append(known, fundReceipts, fundOtherRevenue, fundShare, fundDiscount)
	seen := map[string]bool{}
	for _, w := range r.table(Fund, fundColumns(), yearColumn) {
		if w.raw("key").Text == fundPublished {
			readPublished(w, fund)
			continue
		}
		if !r.claim(&w, "key", seen, append(known, fundPublished)) {
			continue
		}
		key := w.raw("key").Text
		w.places[path(key)] = w.place()
		if e, ok := estimates[key]; ok {
			of := e.Of(r.study)
			for _, bound := range costing.EstimateBounds() {
				*bound.Of(of) = w.figure(bound.Code, path(key, bound.Code))
			}
			of.Provenance = w.rowProvenance(path(key))
			w.onlyIn("value", "low", "high")
			continue
		}
		level := func(of *abnd.Level, columns ...string) {
			of.Figure = w.figure("value", path(key, "value"))
			of.Provenance = w.rowProvenance(path(key))
			w.onlyIn(append(columns, "value")...)
		}
		switch key {
		case fundName:
			fund.Name = w.texts("name", "fund")
			fund.Provenance = w.rowProvenance(path(key))
			w.onlyIn("name_en", "name_pt")
		case fundBalance:
			level(&fund.Balance, "year")
			fund.Balance.Figure.Year = w.year("year", path(key, "year"))
		case fundShare:
			level(&fund.SustainableShare)
		case fundDiscount:
			level(&fund.DiscountRate)
		case fundReceipts:
			fund.Receipts = w.seriesAlone(path(key))
		case fundOtherRevenue:
			fund.OtherRevenue = w.seriesAlone(path(key))
		}
	}
	r.missing(Fund, seen, known)
}

// seriesAlone reads a row of FUND by year.
func (w row) seriesAlone(path abnd.Path) abnd.Series {
	w.outOfPlace(append([]string{"name_en", "name_pt", "year"}, fundValues...)...)
	return w.series(path)
}

// onlyIn reports what a row of FUND has outside the columns named and its
// provenance.
func (w row) onlyIn(columns ...string) {
	named := map[string]bool{}
	for _, c := range columns {
		named[c] = true
	}
	for _, key := range append(append([]string{"name_en", "name_pt", "year"}, fundValues...), fundSeriesColumns...) {
		if !named[key] {
			w.outOfPlace(key)
		}
	}
	for _, year := range w.years() {
		w.outOfPlace(yearKey(year))
	}
}

// readPublished reads a year in which others expect the fund to be empty.
func readPublished(w row, fund *abnd.Fund) {
	at := costing.FundPath(fundPublished, strconv.Itoa(len(fund.Published)+1))
	w.places[at] = w.place()
	p := abnd.EmptyYear{
		By: w.texts("name", at), Year: w.year("value", at+"/value"), Early: w.year("low", at+"/low"), Late: w.year("high", at+"/high"),
		Provenance: w.rowProvenance(at),
	}
	p.Provenance.Year = w.year("year", at+"/year")
	fund.Published = append(fund.Published, p)
	w.onlyIn("name_en", "name_pt", "value", "low", "high", "year")
}
